// The page: posts and causes as lists that are filled when they are opened, and what the controls do.

const AT_ONCE = 50;
const THOUGHTS_AT_ONCE = 30;

/** The ways to look at what passes the filters: `items(page)` lists them, `build(page, item)` makes a row of one.
    A new section (a map of keyphrases, the graph of links) is one more of these. */
const VIEWS = {
  posts: {
    label: "viewPosts",
    items: (page) => page.kept.posts,
    build: (page, item) => page.postRow(item),
    count: (page) => page.words.say("shown", {
      findings: page.words.say("findings", { n: page.kept.findings }),
      posts: page.words.say("posts", { n: page.kept.posts.length }),
    }),
    empty: "noMatch",
  },
  clusters: {
    label: "viewClusters",
    items: (page) => page.clusters(),
    build: (page, item) => page.clusterRow(item),
    count: (page) => {
      const clusters = page.clusters();
      const posts = new Set(clusters.flatMap(({ members }) => members.map(({ post }) => post))).size;
      return page.words.say("causes", { n: clusters.length, posts: page.words.say("posts", { n: posts }) });
    },
    empty: "noClusters",
  },
};

const at = (id) => document.getElementById(id);

class Page {
  constructor(data) {
    for (const post of data.posts) for (const thought of post.thoughts) thought.cluster ??= -1;
    this.data = data;
    this.words = new Words(data.words, data.language);
    this.filter = new Filter(data);
    this.opened = new Set();
    this.dialog = new RuleDialog(data, this.words, (rule) => this.choose({ rule, alone: true }));
    this.findings = new Findings(data, this.words, {
      rule: (number) => this.dialog.open(number),
      cluster: (number) => this.goTo("clusters", `cluster ${number}`),
      post: (path) => this.goTo("posts", path),
    });
    this.controls = new Controls(data, this.words, this.filter, () => this.changed());
  }

  start() {
    this.charts = new Charts(this.data, this.words, (chosen) => this.toggle(chosen));
    at("overview").hidden = !this.data.posts.length;
    at("workspace").hidden = !this.data.posts.length;
    at("left-out").hidden = !at("left-out").textContent;
    if (!this.data.posts.length) {
      const said = this.words.say(this.data.totals.posts ? "nothing" : "noPosts");
      document.querySelector("main").append(make("p", { class: "empty praise" }, said));
      return;
    }
    at("charts").append(...this.charts.all());
    at("score").classList.add(scoreClass(this.data.score));
    for (const [view, { label }] of Object.entries(VIEWS)) {
      at("views").append(button(this.words.say(label), () => this.show(view), { "data-view": view }));
    }
    at("open-all").addEventListener("click", () => this.toggleAll());
    at("list").addEventListener("click", () => this.showOpenAll());
    document.querySelector(".skip").addEventListener("click", (event) => {
      event.preventDefault();
      at("results").focus();
    });
    addEventListener("hashchange", () => this.readAddress());
    this.readAddress();
  }

  readAddress() {
    this.filter.read(location.hash);
    if (!(this.filter.view in VIEWS)) this.filter.view = "posts";
    const { post } = this.filter;
    this.changed();
    if (post) this.goTo(this.filter.view, post, false);
  }

  /** Filter by a rule or a folder that was chosen outside the filters, and go to what it leaves. */
  choose({ rule, folder, alone }) {
    if (alone) this.filter.clear();
    if (rule !== undefined) this.filter.rules = new Set([rule]);
    if (folder !== undefined) this.filter.folder = folder;
    this.filter.view = "posts";
    this.changed();
    at("results").focus({ preventScroll: true });
    at("workspace").scrollIntoView();
  }

  /** Filter by a rule or a folder of the overview; where it is the filter already, filter by it no longer. */
  toggle({ rule, folder }) {
    const { filter } = this;
    if (rule !== undefined && filter.rules.size === 1 && filter.rules.has(rule)) filter.rules.clear();
    else if (folder !== undefined && filter.folder === folder) filter.folder = "";
    else return this.choose({ rule, folder });
    return this.changed();
  }

  show(view) {
    this.filter.view = view;
    this.changed();
  }

  /** Something of the filters is other than it was: everything below follows. */
  changed() {
    this.filter.post = "";
    this.kept = this.filter.apply();
    this.controls.show(this.kept.counts);
    this.charts.show(this.filter);
    const view = VIEWS[this.filter.view];
    for (const control of at("views").children) {
      control.setAttribute("aria-pressed", String(control.dataset.view === this.filter.view));
    }
    this.items = view.items(this);
    at("count").textContent = view.count(this);
    at("list").replaceChildren();
    this.rows = [];
    at("open-all").hidden = !this.items.length;
    if (this.items.length) {
      inSlices(at("list"), this.items, AT_ONCE, (item) => view.build(this, item), (n, left) => this.words.say("more", { n, left }));
    } else {
      at("list").append(make("p", { class: "empty" }, this.words.say(this.filter.isSet ? "noMatch" : view.empty)));
    }
    this.showOpenAll();
    this.writeAddress();
  }

  writeAddress() {
    const said = this.filter.write();
    history.replaceState(null, "", said ? `#${said}` : location.pathname + location.search);
  }

  /** Open the row `key` of `view` and go there; filters that hide it are cleared. */
  goTo(view, key, moving = true) {
    const known = (item) => item.key === key;
    this.opened.add(key);
    this.filter.view = view;
    this.changed();
    if (!this.items.some(known) && moving) {
      this.filter.clear();
      this.changed();
    }
    const place = this.items.findIndex(known);
    if (place < 0) return;
    while (at("list").querySelectorAll(".item").length <= place) at("list").querySelector(".more").click();
    const row = at("list").querySelectorAll(".item")[place];
    row.querySelector("button").focus({ preventScroll: true });
    row.scrollIntoView();
    this.filter.post = view === "posts" ? key : "";
    this.writeAddress();
  }

  /** Open every row that is shown; when all are open, close them. */
  toggleAll() {
    const open = this.rows.some((row) => !row.isOpen);
    for (const row of this.rows) row.set(open);
    this.filter.post = "";
    this.showOpenAll();
    this.writeAddress();
  }

  showOpenAll() {
    at("open-all").textContent = this.words.say(this.rows.some((row) => !row.isOpen) ? "openAll" : "closeAll");
  }

  /** A row with a heading that opens it; `fill` makes what is inside when it is first opened. */
  row(key, kind, heading, fill) {
    const body = make("div", { class: "body", hidden: true });
    const section = make("section", { class: `item ${kind}` });
    const row = { isOpen: false };
    row.set = (open) => {
      if (open && !body.hasChildNodes()) fill(body);
      body.hidden = !open;
      head.setAttribute("aria-expanded", String(open));
      section.classList.toggle("open", open);
      row.isOpen = open;
      if (open) this.opened.add(key);
      else this.opened.delete(key);
    };
    const head = button(heading, () => {
      row.set(!row.isOpen);
      this.filter.post = row.isOpen && kind === "post" ? key : "";
      this.writeAddress();
    });
    section.append(make("h3", { class: "head" }, head), body);
    row.set(this.opened.has(key));
    this.rows.push(row);
    return section;
  }

  postRow({ post, thoughts }) {
    const folder = folderOf(post.path);
    const counts = [0, 0, 0];
    for (const thought of thoughts) counts[thought.severity] += thought.places.length;
    const heading = [
      make("span", { class: `score ${scoreClass(post.score)}`, "aria-hidden": "true" }, String(post.score)),
      make("span", { class: "hidden" }, this.words.say("scored", { n: post.score })),
      foreign("span", { class: "path" }, folder ? `${folder}/` : ""),
      make("span", { class: "counts" }, counts.map((n, number) => n ? this.tally(SEVERITIES[number], n) : null)),
    ];
    const name = post.path.slice(folder ? folder.length + 1 : 0);
    heading[2].append(make("b", {}, legible(name)));
    return this.row(post.path, "post", heading, (body) => {
      body.append(this.losses(post));
      inSlices(body, thoughts, THOUGHTS_AT_ONCE, (thought) => this.findings.thought(thought),
        (n, left) => this.words.say("more", { n, left }));
    });
  }

  tally(severity, n) {
    return make("span", { class: severity },
      icon(severity), make("span", { class: "hidden" }, this.words.say(severity)), this.words.number(n));
  }

  /** What a post lost of its 100 points, rule by rule. */
  losses(post) {
    const lost = post.lost.reduce((sum, [, , , points]) => sum + points, 0);
    const scale = 100 / Math.max(lost + post.score, 100);
    const bar = draw("svg", { class: "loss", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" });
    let x = 0;
    const part = (kind, points) => {
      const width = points * scale;
      bar.append(draw("rect", { class: kind, x, y: 0, width: Math.max(width - 0.4, 0.2), height: 10 }));
      x += width;
    };
    if (post.score) part("kept", post.score);
    for (const [, severity, , points] of post.lost) part(SEVERITIES[severity], points);
    const rows = post.lost.map(([rule, severity, count, points]) => make("li", {},
      icon(SEVERITIES[severity]), this.findings.ruleButton(rule),
      count > 1 ? make("span", { class: "muted" }, `×${this.words.number(count)}`) : null,
      make("b", {}, `−${this.words.number(points)}`)));
    return make("div", { class: "losses" },
      make("p", { class: "label" }, this.words.say("lost"), make("b", {}, `${this.words.say("points", { n: post.score })} / 100`)),
      bar, make("ul", {}, rows));
  }

  /** The causes that several posts share, with their members that pass the filters. */
  clusters() {
    const found = Array.from({ length: this.data.clusters }, () => []);
    for (const { post, thoughts } of this.kept.posts) {
      for (const thought of thoughts) if (thought.cluster >= 0) found[thought.cluster].push({ post, thought });
    }
    return found.map((members, number) => ({ key: `cluster ${number}`, members })).filter(({ members }) => members.length);
  }

  clusterRow({ key, members }) {
    const [{ thought }] = members;
    const severity = SEVERITIES[thought.severity];
    const heading = [
      icon(severity), make("span", { class: "hidden" }, this.words.say(severity)),
      make("span", { class: "path" },
        sentence("span", { class: "message" }, this.data.strings[thought.places[0].message]),
        make("span", { class: "hint" }, this.findings.flagged(thought.places[0]))),
      make("span", { class: "counts" }, this.words.say("posts", { n: new Set(members.map(({ post }) => post)).size })),
    ];
    return this.row(key, "cluster", heading, (body) => {
      const list = make("ul", { class: "members" });
      const member = ({ post, thought }) => make("li", {},
        make("span", { class: `score ${scoreClass(post.score)}`, title: this.words.say("scored", { n: post.score }) }, String(post.score)),
        button([foreign("span", {}, post.path)], () => this.goTo("posts", post.path), { class: "link", title: this.words.say("openPost") }),
        make("span", { class: "muted" }, this.words.say("line", { line: thought.places[0].line })));
      inSlices(list, members, AT_ONCE, member, (n, left) => this.words.say("more", { n, left }));
      body.append(this.findings.cause(thought), make("h4", { class: "label" }, this.words.say("members")), list);
    });
  }
}
