// The filters as controls, and the dialog with a rule's page.

class Controls {
  constructor(data, words, filter, changed) {
    this.data = data;
    this.words = words;
    this.filter = filter;
    this.changed = changed;
    this.figures = { severity: [], rule: [] };
    this.boxes = { severity: [], rule: [] };
    const { totals, rules } = data;
    SEVERITIES.forEach((severity, number) => {
      if (totals[severity]) this.add("severity", number, [icon(severity), words.say(severity)]);
    });
    const order = rules.map((_, number) => number).sort((a, b) =>
      rules[a].severity - rules[b].severity || rules[b].count - rules[a].count || (rules[a].id < rules[b].id ? -1 : 1));
    for (const number of order) this.add("rule", number, [icon(SEVERITIES[rules[number].severity]), rules[number].id]);
    this.folders();
    this.listen();
  }

  add(facet, number, label) {
    const chosen = () => (facet === "rule" ? this.filter.rules : this.filter.severities);
    const box = make("input", { type: "checkbox", name: facet, value: facet === "rule" ? this.data.rules[number].id : SEVERITIES[number], on: {
      change: () => {
        if (box.checked) chosen().add(number);
        else chosen().delete(number);
        this.changed();
      },
    } });
    const figure = make("span", { class: "figure" });
    this.boxes[facet][number] = box;
    this.figures[facet][number] = figure;
    const title = facet === "rule" ? this.data.rules[number].summary : null;
    at(`facet-${facet}`).append(make("label", { class: "choice", title }, box, make("span", { class: "name" }, label), figure));
  }

  folders() {
    this.options = new Map();
    at("folder").append(make("option", { value: "" }, this.words.say("allFolders")));
    for (const folder of allFolders(this.data.posts)) {
      const option = make("option", { value: folder });
      this.options.set(folder, option);
      at("folder").append(option);
    }
    at("folder").closest("label").hidden = [...this.options.keys()].every((folder) => folder === TOP_FOLDER);
  }

  listen() {
    at("filters").addEventListener("submit", (event) => event.preventDefault());
    at("folder").addEventListener("change", (event) => {
      this.filter.folder = event.target.value;
      this.changed();
    });
    let waiting = 0;
    at("text").addEventListener("input", (event) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        this.filter.text = event.target.value;
        this.changed();
      }, 120);
    });
    at("reset").addEventListener("click", () => {
      this.filter.clear();
      this.changed();
      at("text").focus();
    });
    at("unfold").addEventListener("click", () => {
      const open = at("filters").classList.toggle("unfolded");
      at("unfold").setAttribute("aria-expanded", String(open));
    });
    addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, select, textarea, dialog");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      at("text").focus();
    });
  }

  /** The filters as they are, with the findings that each choice would leave. */
  show(counts) {
    const { filter, words } = this;
    for (const [facet, chosen] of [["severity", filter.severities], ["rule", filter.rules]]) {
      this.boxes[facet].forEach((box, number) => {
        box.checked = chosen.has(number);
        this.figures[facet][number].textContent = words.number(counts[facet][number]);
        box.closest("label").classList.toggle("none", counts[facet][number] === 0);
      });
    }
    const below = new Map();
    for (const [path, n] of counts.folder) {
      if (!path) below.set(TOP_FOLDER, n);
      for (let folder = path; folder; folder = folderOf(folder)) below.set(folder, (below.get(folder) ?? 0) + n);
    }
    for (const [folder, option] of this.options) {
      const name = folder === TOP_FOLDER ? words.say("topFolder") : folder;
      option.textContent = `${name} (${words.number(below.get(folder) ?? 0)})`;
    }
    at("folder").value = filter.folder;
    if (document.activeElement !== at("text")) at("text").value = filter.text;
    at("reset").hidden = !filter.isSet;
  }
}

/** What a rule is for and how to fix what it finds. */
class RuleDialog {
  constructor(data, words, only) {
    this.data = data;
    this.words = words;
    this.only = only;
    this.dialog = at("rule");
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
  }

  open(number) {
    const rule = this.data.rules[number];
    const severity = SEVERITIES[rule.severity];
    this.dialog.replaceChildren(make("div", { class: "sheet" },
      make("header", {},
        make("h2", { id: "rule-title" }, rule.id),
        make("p", { class: `tag ${severity}` }, icon(severity), this.words.say(severity))),
      make("div", { class: "prose" },
        make("p", { class: "summary" }, inlineCode(rule.summary)),
        prose(rule.body),
        rule.fix ? make("div", { class: "how" }, prose(rule.fix)) : null),
      make("footer", {},
        button(this.words.say("onlyThis"), () => {
          this.dialog.close();
          this.only(number);
        }, { class: "quiet" }),
        button(this.words.say("close"), () => this.dialog.close(), { class: "strong", autofocus: true }))));
    this.dialog.showModal();
  }
}
