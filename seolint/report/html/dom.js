// Elements are made here, and only here: strings become text nodes, never markup.

const SVG = "http://www.w3.org/2000/svg";
const JAPANESE = /[\u3040-\u30ff\u3400-\u9fff]/;
const SEVERITIES = ["error", "warning", "info"];

/** An element; `on` has listeners, every other attribute is set as it is, and what is false, null or undefined is left out. */
function make(name, attributes, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function draw(name, attributes, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "on") for (const [event, call] of Object.entries(value)) element.addEventListener(event, call);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function button(label, onClick, attributes) {
  return make("button", { type: "button", on: { click: onClick }, ...attributes }, label);
}

const INVISIBLE = /([\u2400-\u2421]|<U\+[0-9A-F]{4,6}>)/;
const CONTROLS = ("NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC " +
  "FS GS RS US SP DEL").split(" ");

/** Signs that stand for what nobody sees, by name: few fonts have ␛. */
function legible(text) {
  const parts = text.split(INVISIBLE);
  return parts.map((part, at) => at % 2 === 0 ? part
    : make("span", { class: "control" }, part.length === 1 ? CONTROLS[part.charCodeAt(0) - 0x2400] : part.slice(1, -1)));
}

/** Text of a post: its own direction, and Japanese glyphs for Japanese whatever the page's language. */
function foreign(name, attributes, text) {
  return make(name, { dir: "auto", lang: JAPANESE.test(text) ? "ja" : null, ...attributes }, legible(text));
}

/** The words and numbers of the page's language. */
class Words {
  constructor(words, language) {
    this.words = words;
    this.numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  }

  say(key, values = {}) {
    const forms = this.words[key].split("|");
    const form = forms.length > 1 && values.n !== 1 ? forms[1] : forms[0];
    return form.replace(/\{(\w+)\}/g, (_, name) => {
      const value = values[name];
      return typeof value === "number" ? this.numbers.format(value) : value;
    });
  }

  number(value) {
    return this.numbers.format(value);
  }
}

/** Shapes that tell severities apart without their colours. */
const ICONS = {
  error: () => [draw("circle", { cx: 8, cy: 8, r: 7 }), draw("path", { d: "M5.5 5.5l5 5m0-5l-5 5", class: "line" })],
  warning: () => [draw("path", { d: "M8 1.5l7 12.5H1z" }), draw("path", { d: "M8 6v3.6m0 1.6v.6", class: "line" })],
  info: () => [
    draw("rect", { x: 1.5, y: 1.5, width: 13, height: 13, rx: 4 }),
    draw("path", { d: "M8 4.2v.6m0 2.2v5", class: "line" }),
  ],
};

function icon(severity) {
  return draw("svg", { class: `icon ${severity}`, viewBox: "0 0 16 16", "aria-hidden": "true" }, ICONS[severity]());
}

/** Source in pieces: `[string, kind, string, kind, …]`. */
const KINDS = ["", "marked", "beyond", "beside", "cut"];

function pieces(strings, numbers) {
  const made = [];
  for (let at = 0; at < numbers.length; at += 2) {
    const text = strings[numbers[at]];
    const kind = KINDS[numbers[at + 1]];
    made.push(kind ? make(kind === "cut" ? "span" : "mark", { class: kind }, legible(text)) : legible(text));
  }
  return made;
}

/** Code between backticks, else text. */
function inlineCode(text) {
  return text.split(/(`[^`]+`)/).map((part) => (/^`[^`]+`$/.test(part) ? make("code", {}, legible(part.slice(1, -1))) : legible(part)));
}

/** A sentence of the report, which may quote a post. */
function sentence(name, attributes, text) {
  const said = foreign(name, attributes, text);
  said.replaceChildren(...inlineCode(text).flat());
  return said;
}

/** Paragraphs parted by empty lines, with their lists. */
function prose(text) {
  return text.split(/\n\s*\n/).filter(Boolean).map((paragraph) => {
    const lines = paragraph.split("\n");
    const items = lines.filter((line) => /^[-*・] ?/.test(line));
    const said = lines.filter((line) => !items.includes(line)).join(" ");
    const list = items.map((line) => make("li", {}, inlineCode(line.replace(/^[-*・] ?/, ""))));
    return [said ? make("p", {}, inlineCode(said)) : null, list.length ? make("ul", {}, list) : null];
  });
}

/** Put `items` into `parent`, `size` at a time, with a button for the next ones. */
function inSlices(parent, items, size, build, label) {
  const next = (from) => {
    const made = items.slice(from, from + size).map(build);
    parent.append(...made);
    const left = items.length - from - made.length;
    if (left > 0) {
      const more = button(label(Math.min(size, left), left), () => {
        more.remove();
        const first = next(from + size);
        (first?.matches("a, button") ? first : first?.querySelector("a, button"))?.focus();
      }, { class: "more quiet" });
      parent.append(parent.matches("ul, ol") ? make("li", { class: "more-item" }, more) : more);
    }
    return made[0];
  };
  next(0);
}
