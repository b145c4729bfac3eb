// The overview: pictures of the whole site, drawn as SVG.

const TOP = 6;
const FEWEST_FOLDERS = 4;

function scoreClass(score) {
  return score >= 80 ? "good" : score >= 50 ? "fair" : "poor";
}

class Charts {
  constructor(data, words, choose) {
    this.data = data;
    this.words = words;
    this.choose = choose;
    this.buttons = [];
  }

  all() {
    return [
      make("div", { class: "column" }, this.scores(), this.severities()),
      this.rules(),
      this.folders(),
    ];
  }

  card(title, ...children) {
    return make("section", { class: "card" }, make("h3", {}, this.words.say(title)), ...children);
  }

  /** How many posts have which score, by tens. */
  scores() {
    const bins = this.data.distribution;
    const most = Math.max(...bins, 1);
    const said = bins.map((n, at) => this.words.say("bin", { from: at * 10, to: at === 9 ? 100 : at * 10 + 9, n }));
    const bars = bins.map((n, at) => {
      const height = n ? Math.max((n / most) * 150, 2) : 0;
      const x = at * 32 + 2;
      return draw("g", {},
        draw("title", {}, said[at]),
        draw("rect", { class: "track", x, y: 172, width: 28, height: 2 }),
        draw("rect", { class: scoreClass(at * 10), x, y: 172 - height, width: 28, height, rx: 3 }),
        n ? draw("text", { x: x + 14, y: 166 - height, "text-anchor": "middle" }, this.words.number(n)) : null,
      );
    });
    const ticks = [0, 50, 100].map((score) =>
      draw("text", { class: "tick", x: score * 3.2, y: 190, "text-anchor": score === 0 ? "start" : score === 100 ? "end" : "middle" },
        String(score)));
    return this.card("distribution", draw("svg",
      { class: "histogram", viewBox: "0 0 320 194", role: "img", "aria-label": said.join(this.data.language === "ja" ? "、" : ", ") },
      bars, ticks));
  }

  /** The severities' shares of all findings. */
  severities() {
    const { totals } = this.data;
    const all = SEVERITIES.reduce((sum, severity) => sum + totals[severity], 0);
    let x = 0;
    const parts = SEVERITIES.filter((severity) => totals[severity]).map((severity) => {
      const width = (totals[severity] / all) * 100;
      x += width;
      return draw("rect", { class: severity, x: x - width, y: 0, width: Math.max(width - 0.6, 0.4), height: 10 });
    });
    const names = SEVERITIES.map((severity) => make("li", {},
      icon(severity), this.words.say(severity), make("b", {}, this.words.number(totals[severity]))));
    return this.card("severities",
      draw("svg", { class: "share", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, parts),
      make("ul", { class: "legend" }, names));
  }

  rules() {
    const counts = this.data.rules.map(() => [0, 0, 0]);
    for (const post of this.data.posts) {
      for (const thought of post.thoughts) counts[thought.rule][thought.severity] += thought.places.length;
    }
    const rows = this.data.rules.map((rule, number) => ({
      label: rule.id,
      hint: rule.summary,
      parts: counts[number],
      choose: () => this.choose({ rule: number }),
      isChosen: (filter) => filter.rules.size === 1 && filter.rules.has(number),
    }));
    return this.card("byRule", this.bars(rows, "allRules"));
  }

  /** The folders below the first fork with all that is in each, as the filter counts it, and the median score of their posts. */
  folders() {
    const clean = Object.entries(this.data.clean).flatMap(([folder, n]) =>
      Array(n).fill({ path: folder ? `${folder}/…` : "…", score: 100, thoughts: [] }));
    const all = [...this.data.posts, ...clean];
    const folders = grouped(all).map(([path]) => path || TOP_FOLDER);
    const found = folders.map((path) => [path, all.filter((post) => isWithin(post.path, path))])
      .filter(([, posts]) => posts.some((post) => post.thoughts.length));
    const rows = found.map(([path, posts]) => {
      const parts = [0, 0, 0];
      for (const post of posts) for (const thought of post.thoughts) parts[thought.severity] += thought.places.length;
      const score = median(posts.map((post) => post.score));
      return {
        label: path === TOP_FOLDER ? this.words.say("topFolder") : path,
        hint: `${this.words.say("posts", { n: posts.length })} · ${this.words.say("medianOf", { n: score })}`,
        parts,
        choose: () => this.choose({ folder: path }),
        isChosen: (filter) => filter.folder === path,
      };
    });
    return this.card("byFolder", this.bars(rows, "allTheseFolders"));
  }

  /** Rows of a name, a figure and a bar in the colours of the severities; a row is a button that filters. */
  bars(rows, showAll) {
    const total = (row) => row.parts.reduce((sum, part) => sum + part, 0);
    const most = Math.max(...rows.map(total), 1);
    rows.sort((a, b) => total(b) - total(a) || (a.label < b.label ? -1 : 1));
    const list = make("ul", { class: "bars" });
    const row = (row) => {
      let x = 0;
      const parts = row.parts.map((part, number) => {
        const width = (part / most) * 100;
        x += width;
        return part ? draw("rect", { class: SEVERITIES[number], x: x - width, y: 0, width, height: 6 }) : null;
      });
      const inside = [
        foreign("span", { class: "name" }, row.label),
        make("span", { class: "figure" }, this.words.number(total(row))),
        draw("svg", { class: "rail", viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" }, parts),
        make("span", { class: "hint" }, row.hint),
      ];
      const control = button(inside, row.choose, { class: "row" });
      this.buttons.push([control, row.isChosen]);
      return make("li", {}, control);
    };
    list.append(...rows.slice(0, TOP).map(row));
    if (rows.length <= TOP) return list;
    const all = button(this.words.say(showAll, { n: rows.length }), () => {
      list.append(...rows.slice(TOP).map(row));
      this.show(this.filter);
      all.remove();
      list.children[TOP].querySelector("button")?.focus();
    }, { class: "quiet more" });
    return [list, all];
  }

  /** Mark the rows that the filters let through alone. */
  show(filter) {
    this.filter = filter;
    for (const [control, isChosen] of this.buttons) control.setAttribute("aria-pressed", String(isChosen(filter)));
  }
}

/** Folders with the posts in each: the biggest is split into what is in it until there are a few. */
function grouped(posts) {
  let groups = [["", posts]];
  while (groups.length < FEWEST_FOLDERS) {
    groups.sort(([, a], [, b]) => b.length - a.length);
    const place = groups.findIndex(([folder, inside]) => inside.some((post) => folderOf(post.path) !== folder));
    if (place < 0) break;
    const [[folder, inside]] = groups.splice(place, 1);
    const below = new Map();
    for (const post of inside) {
      const next = post.path.indexOf("/", folder ? folder.length + 1 : 1);
      const key = next < 0 ? folder : post.path.slice(0, next);
      if (!below.has(key)) below.set(key, []);
      below.get(key).push(post);
    }
    groups = [...groups, ...below];
  }
  return groups;
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
