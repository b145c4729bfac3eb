// One thought of a post: what is said, the source it is about, what to do, and where else it holds.

const PLACES_AT_ONCE = 20;

class Findings {
  /** `act` has `rule(number)`, `cluster(number)` and `post(path)`: what the links of a finding do. */
  constructor(data, words, act) {
    this.data = data;
    this.words = words;
    this.act = act;
    this.paths = new Set(data.posts.map((post) => post.path));
    this.sizes = new Map();
    for (const post of data.posts) {
      for (const cluster of new Set(post.thoughts.map((thought) => thought.cluster))) {
        this.sizes.set(cluster, (this.sizes.get(cluster) ?? 0) + 1);
      }
    }
  }

  thought(thought) {
    const [first, ...rest] = thought.places;
    const severity = SEVERITIES[thought.severity];
    const shared = thought.cluster;
    return make("article", { class: `finding ${severity}` },
      make("h4", {}, icon(severity), make("span", { class: "severity" }, this.words.say(severity)), " ",
        sentence("span", { class: "message" }, this.data.strings[first.message])),
      make("p", { class: "meta" },
        this.ruleButton(thought.rule),
        make("span", {}, this.position(first)),
        shared >= 0
          ? button(this.words.say("sharedBy", { n: this.sizes.get(shared) }), () => this.act.cluster(shared), { class: "chip" })
          : null),
      this.place(first),
      rest.length ? this.others(rest, first) : null);
  }

  /** What a cause says of each of its members, whose list stands for the related places. */
  cause(thought) {
    const [first] = thought.places;
    return make("div", { class: `finding ${SEVERITIES[thought.severity]}` },
      make("p", { class: "meta" }, this.ruleButton(thought.rule)),
      this.place({ ...first, related: undefined }));
  }

  /** What is flagged at a place, on one line. */
  flagged(place) {
    const found = [];
    for (const [, ...row] of place.rows ?? []) {
      for (let n = 0; n < row.length; n += 2) if ([1, 2].includes(row[n + 1])) found.push(this.data.strings[row[n]]);
    }
    return foreign("span", {}, found.join(" ").trim());
  }

  ruleButton(number) {
    const { id } = this.data.rules[number];
    return button(id, () => this.act.rule(number), {
      class: "link rule", "aria-haspopup": "dialog", title: this.words.say("explain", { rule: id }),
    });
  }

  position(place) {
    return this.words.say("place", { line: place.line, column: place.column });
  }

  /** What belongs to one place: source, advice, related places, fix. */
  place(place) {
    const advice = this.data.strings[place.advice];
    return [
      place.rows ? this.source(place.rows) : null,
      advice ? sentence("p", { class: "advice" }, advice) : null,
      place.fix ? this.fix(place.fix) : null,
      place.related ? this.related(place) : null,
    ];
  }

  source(rows) {
    const flagged = (row) => row.some((kind, at) => at && at % 2 === 0 && kind > 0);
    return make("pre", { class: "source" }, rows.map((row) => {
      const [line, ...rest] = row;
      if (!line) return make("span", { class: "line around" }, make("span", { class: "number" }, "⋮"), this.words.say("linesLeftOut"));
      const text = pieces(this.data.strings, rest);
      const code = make("code", { dir: "auto" }, text);
      if (JAPANESE.test(code.textContent)) code.lang = "ja";
      return make("span", { class: flagged(row) ? "line" : "line around" },
        make("span", { class: "number" }, String(line)), code);
    }));
  }

  related(place) {
    const rows = place.related.map((related) => {
      const path = related.path === undefined ? null : this.data.strings[related.path];
      const line = related.line ? this.words.say("line", { line: related.line }) : "";
      const name = path === null ? line : [foreign("span", {}, path), line ? ` ${line}` : ""];
      const said = this.data.strings[related.message];
      return make("li", {},
        path !== null && this.paths.has(path)
          ? button(name, () => this.act.post(path), { class: "link", title: this.words.say("openPost") })
          : make("span", {}, name),
        said ? foreign("span", { class: "muted" }, said) : null);
    });
    if (place.unlisted) rows.push(make("li", { class: "muted" }, this.words.say("unlisted", { n: place.unlisted })));
    return make("div", { class: "related" }, make("p", { class: "label" }, this.words.say("alsoSee")), make("ul", {}, rows));
  }

  /** The lines before and after; what goes and what comes is marked. */
  fix(fix) {
    const side = (kind, word, numbers, empty) => {
      const code = make("code", { dir: "auto" }, numbers.length ? this.changed(kind, numbers) : make("i", {}, empty));
      if (JAPANESE.test(code.textContent)) code.lang = "ja";
      return make("div", { class: `side ${kind}` }, make("p", { class: "label" }, word), make("pre", {}, code));
    };
    const hunks = fix.hunks.map(([path, line, before, after]) => make("div", { class: "hunk" },
      path >= 0 ? make("p", { class: "label" }, foreign("span", {}, this.data.strings[path]), " ", this.words.say("line", { line })) : null,
      side("del", this.words.say("before"), before, this.words.say("absent")),
      side("ins", this.words.say("after"), after, this.words.say("removed"))));
    return make("div", { class: "fix" },
      make("p", { class: "fix-title" }, this.words.say("fixTitle", { title: this.data.strings[fix.title] }),
        make("span", { class: "tag" }, this.words.say(fix.safe ? "safe" : "unsafe"))),
      hunks,
      fix.more ? make("p", { class: "muted" }, this.words.say("unlisted", { n: fix.more })) : null);
  }

  changed(kind, numbers) {
    const made = [];
    for (let at = 0; at < numbers.length; at += 2) {
      const text = this.data.strings[numbers[at]];
      made.push(numbers[at + 1] ? make(kind, {}, legible(text)) : legible(text));
    }
    return made;
  }

  /** The other places in the post that say the same, drawn when asked for. */
  others(places, first) {
    const list = make("ol", { class: "places", hidden: true });
    const label = this.words.say("morePlaces", { n: places.length });
    return [
      button(label, (event) => {
        list.hidden = !list.hidden;
        event.currentTarget.setAttribute("aria-expanded", String(!list.hidden));
        if (list.hasChildNodes()) return;
        inSlices(list, places, PLACES_AT_ONCE, (place) => this.other(place, first), (n, left) => this.words.say("more", { n, left }));
      }, { class: "unfold", "aria-expanded": "false" }),
      list,
    ];
  }

  other(place, first) {
    const said = place.message === first.message ? null : sentence("p", {}, this.data.strings[place.message]);
    const advice = place.advice === first.advice ? undefined : place.advice;
    return make("li", {}, make("p", { class: "meta" }, this.position(place)), said, this.place({ ...place, advice }));
  }
}
