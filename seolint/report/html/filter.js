// Which findings are shown: the filters, what the address says of them, and the counts.

const FACETS = ["severity", "rule", "folder", "text"];
const TOP_FOLDER = "."; // the posts that are in no folder

function folderOf(path) {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

function isWithin(path, folder) {
  if (folder === TOP_FOLDER) return folderOf(path) === "";
  return folder === "" || path.startsWith(`${folder}/`);
}

function fold(text) {
  return text.normalize("NFKC").toLowerCase();
}

class Filter {
  constructor(data) {
    this.data = data;
    this.clear();
    this.view = "posts";
    this.post = "";
  }

  clear() {
    this.severities = new Set();
    this.rules = new Set();
    this.folder = "";
    this.text = "";
  }

  get isSet() {
    return Boolean(this.severities.size || this.rules.size || this.folder || this.text.trim());
  }

  /** Take what the fragment of the address says; what is not in this report is left out. */
  read(fragment) {
    const said = new URLSearchParams(fragment.replace(/^#/, ""));
    const numbers = (name, names) =>
      new Set((said.get(name) ?? "").split(",").map((id) => names.indexOf(id)).filter((number) => number >= 0));
    this.severities = numbers("severity", SEVERITIES);
    this.rules = numbers("rule", this.data.rules.map((rule) => rule.id));
    this.folder = said.get("folder") ?? "";
    if (!this.data.posts.some((post) => isWithin(post.path, this.folder))) this.folder = "";
    this.text = said.get("text") ?? "";
    this.view = said.get("view") ?? "posts";
    this.post = said.get("post") ?? "";
  }

  write() {
    const said = new URLSearchParams();
    const list = (numbers, names) => [...numbers].sort((a, b) => a - b).map((number) => names[number]).join(",");
    const ids = this.data.rules.map((rule) => rule.id);
    if (this.severities.size) said.set("severity", list(this.severities, SEVERITIES));
    if (this.rules.size) said.set("rule", list(this.rules, ids));
    if (this.folder) said.set("folder", this.folder);
    if (this.text.trim()) said.set("text", this.text.trim());
    if (this.view !== "posts") said.set("view", this.view);
    if (this.post) said.set("post", this.post);
    return said.toString();
  }

  /** The thoughts that pass, by post; and for each choice of a facet, the findings that all other facets let pass. */
  apply() {
    const words = fold(this.text).split(/\s+/).filter(Boolean);
    const counts = { severity: [0, 0, 0], rule: this.data.rules.map(() => 0), folder: new Map() };
    const kept = [];
    let findings = 0;
    for (const post of this.data.posts) {
      const folder = folderOf(post.path);
      const inFolder = isWithin(post.path, this.folder);
      const thoughts = [];
      for (const thought of post.thoughts) {
        const missed = [
          this.severities.size > 0 && !this.severities.has(thought.severity),
          this.rules.size > 0 && !this.rules.has(thought.rule),
          !inFolder,
          words.length > 0 && !this.says(post, thought, words),
        ];
        const misses = missed.filter(Boolean).length;
        const size = thought.places.length;
        const only = (facet) => misses === 0 || (misses === 1 && missed[FACETS.indexOf(facet)]);
        if (only("severity")) counts.severity[thought.severity] += size;
        if (only("rule")) counts.rule[thought.rule] += size;
        if (only("folder")) counts.folder.set(folder, (counts.folder.get(folder) ?? 0) + size);
        if (misses) continue;
        thoughts.push(thought);
        findings += size;
      }
      if (thoughts.length) kept.push({ key: post.path, post, thoughts });
    }
    return { posts: kept, findings, counts };
  }

  /** Whether a finding has all of `words` in its post's path, rule, sentences or source. */
  says(post, thought, words) {
    thought.haystack ??= this.haystack(post, thought);
    return words.every((word) => thought.haystack.includes(word));
  }

  haystack(post, thought) {
    const { strings, rules } = this.data;
    const said = [post.path, rules[thought.rule].id, rules[thought.rule].summary];
    for (const place of thought.places) {
      said.push(strings[place.message], strings[place.advice] ?? "");
      for (const [, ...row] of place.rows ?? []) said.push(row.filter((_, at) => at % 2 === 0).map((n) => strings[n]).join(""));
    }
    return fold(said.join("\n"));
  }
}

/** Every folder that has findings below it, with all folders above, in order; last the top one, where posts lie. */
function allFolders(posts) {
  const found = new Set();
  for (const post of posts) {
    for (let folder = folderOf(post.path); folder; folder = folderOf(folder)) found.add(folder);
  }
  const top = posts.some((post) => folderOf(post.path) === "") ? [TOP_FOLDER] : [];
  return [...[...found].sort(), ...top];
}
