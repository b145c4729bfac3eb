// The panel's page. All text of a post goes in as text, never as markup.
import type { Has, Heading, Inspected, Keyphrase, Placed, Shown } from "../protocol";
import type { Words } from "../words";
import { element, fill } from "./elements";

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };
type Message = { type: "show"; told: Inspected | null; words: Words } | { type: "cursor"; line: number; column: number };

const editor = acquireVsCodeApi();
const page = document.getElementById("page") ?? document.body;
/** What is marked while the cursor stands in it: from its first line to its last one. */
let followed: { node: HTMLElement; contains: (line: number, column: number) => boolean }[] = [];
let words: Words;

function go(node: HTMLElement, at: Placed): HTMLElement {
  node.addEventListener("click", () => { editor.postMessage({ start: at.start, end: at.end }); });
  return node;
}

const link = (text: string, at: Placed): HTMLElement => go(element("button", "link", text), at);

const isIn = (at: Placed) => (line: number, column: number): boolean =>
  (line > at.start.line || (line === at.start.line && column >= at.start.column)) &&
  (line < at.end.line || (line === at.end.line && column <= at.end.column));

function section(title: string, ...parts: HTMLElement[]): HTMLElement {
  return element("section", "", element("h2", "", title), ...parts);
}

function shown(what: Shown | null, name: string, missing: string, style: string): HTMLElement[] {
  if (!what) return [element("p", `${style} missing`, missing)];
  const size = fill(words.width, Math.round(what.width * 2) / 2, what.limit);
  return [
    element("p", style, what.text, ...(what.beyond ? [element("del", "", what.beyond)] : [])),
    element("p", what.beyond ? "size over" : "size", fill(words.named, name, size)),
  ];
}

function preview({ url, title, description }: Inspected["preview"]): HTMLElement {
  const card = element("div", "card", ...(url ? [element("p", "url", url)] : []));
  card.append(...shown(title, words.title, words.noTitle, "title"));
  card.append(...shown(description, words.description, words.noDescription, "description"));
  return section(words.preview, card);
}

const MARKS: Record<Has, string> = { whole: "●", part: "◐", none: "○", absent: "–", unknown: "?" };

function keyphrase(each: Keyphrase, last: number): HTMLElement {
  const where = each.in;
  const marks: [string, string, string][] = (
    [["title", where.title], ["description", where.description], ["beginning", where.beginning], ["address", where.address]] as const
  ).map(([name, has]) => [words[name], MARKS[has], words[has]]);
  for (const name of ["headings", "alts"] as const) {
    const share = `${where[name].with}/${where[name].of}`;
    marks.push([share, words[name], ""]);
  }
  const strip = element("div", "strip", ...each.places.map((at) => {
    const tick = go(element("i", "tick"), at);
    tick.style.insetInlineStart = `${(at.start.line / last) * 100}%`;
    followed.push({ node: tick, contains: isIn(at) });
    return tick;
  }));
  const list = element("ul", "marks", ...marks.map(([name, mark, says]) => {
    const item = element("li", "", `${mark} ${name}`);
    item.title = says;
    return item;
  }));
  const head = element("h3", "", link(each.keyphrase, each), element("span", "dim", fill(words.times, each.occurrences, each.density.toFixed(2))));
  const block = element("div", "keyphrase", head, strip, list);
  followed.push({ node: block, contains: (line, column) => [each, ...each.places].some((at) => isIn(at)(line, column)) });
  return block;
}

function keyphrases({ keywords, headings }: Inspected["inspection"]): HTMLElement {
  const ends = [...keywords.flatMap(({ places }) => places), ...headings].map((at) => at.end.line);
  const last = Math.max(1, ...ends);
  const blocks = keywords.map((each) => keyphrase(each, last));
  return section(words.keyphrases, ...(blocks.length ? blocks : [element("p", "missing", words.noKeyphrases)]));
}

function outline(headings: Heading[]): HTMLElement {
  const highest = Math.min(...headings.map(({ level }) => level));
  const items = headings.map((each, index) => {
    const item = element("li", "", element("span", "level", `H${each.level}`), link(each.text || words.empty, each));
    item.style.paddingInlineStart = `${(each.level - highest) * 0.9}em`;
    const next = headings[index + 1]?.start.line ?? Infinity;
    followed.push({ node: item, contains: (line) => line >= each.start.line && line < next });
    return item;
  });
  return section(words.outline, items.length ? element("ol", "outline", ...items) : element("p", "missing", words.noHeadings));
}

function terms(found: Inspected["inspection"]["terms"]): HTMLElement {
  const items = found.slice(0, 12).map((each) => {
    const first = each.places[0];
    return element("li", "", first ? link(each.term, first) : each.term, element("span", "dim", ` ${each.occurrences}`));
  });
  return section(words.terms, element("ul", "terms", ...items));
}

function rich(found: Inspected["inspection"]["rich_results"]): HTMLElement {
  return section(words.rich, element("ul", "rich", ...found.map((each) =>
    element("li", each.state, link(each.title[words.language], each), element("span", "dim", ` ${words[each.state]}`)))));
}

function show(told: Inspected | null): void {
  followed = [];
  if (!told) {
    page.replaceChildren(element("p", "missing", words.nothing));
    return;
  }
  const { inspection } = told;
  page.replaceChildren(
    preview(told.preview),
    keyphrases(inspection),
    outline(inspection.headings),
    ...(inspection.rich_results.length ? [rich(inspection.rich_results)] : []),
    ...(inspection.terms.length ? [terms(inspection.terms)] : []),
  );
}

window.addEventListener("message", ({ data }: MessageEvent<Message>) => {
  if (data.type === "show") {
    words = data.words;
    document.documentElement.lang = words.language;
    show(data.told);
    return;
  }
  for (const { node, contains } of followed) node.classList.toggle("here", contains(data.line, data.column));
});
editor.postMessage("ready");
