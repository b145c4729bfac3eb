import re
from collections.abc import Iterator

from seolint import Diagnostic, Document, FileText, Invalid, OptionError, PageRule, Schema, Severity, Text, Valid
from seolint_rules.data.front_matter_schemas import Part, sentences, shipped, words
from seolint_rules.data.key_spelling import meant

ZENN = "title: 天然酵母の記録\nemoji: 🍞\ntype: idea\ntopics: [パン]\npublished: true\n"


class FrontMatterSchema(PageRule):
    """Write front matter that the generator or the service takes.

    Zenn, Qiita, Docusaurus and Astro refuse a post with a key missing or of another type; Jekyll, Hugo, Hexo and VitePress
    misread some values without a word. Keys that only themes know are left alone. Astro's content collections are read as
    far as they are plain, and a JSON Schema of your own may ask for more.

    To fix it, write the value as the message says.

    記事の先頭の設定（front matter）は、サイトを作る道具やサービスが受け付ける形で書きます。

    Zenn、Qiita、Docusaurus、Astroは、項目がない記事や値の種類が違う記事を受け付けません。Jekyll、Hugo、Hexo、VitePressには、値を黙って
    読み違えるものがあります。テーマだけが使う項目は調べません。Astroのコンテンツコレクションは、単純に書かれた範囲で読みます。
    自分のJSON Schemaを加えることもできます。

    直し方：メッセージのとおりに値を直します。
    """

    severity: Severity = Severity.ERROR

    schema: FileText = ""
    """A JSON Schema (draft 2020-12) of your own, by its path from the folder of the configuration. It holds besides.

    自分のJSON Schema（draft 2020-12）のファイル。設定ファイルのフォルダーからのパスで書きます。ほかの決まりに加えて調べます。"""

    def __post_init__(self) -> None:
        wrong = Schema.read(self.schema).wrong if self.schema else None
        if wrong is not None:
            en, ja = (text.replace("{}", wrong.detail).replace("{at}", wrong.where) for text in words("wrong", wrong.code))
            raise OptionError("schema", en, ja)

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or doc.is_html or doc.front_matter.problems:
            return
        said = set[object]()
        for name, part in asked(doc):
            yield from self._judge(doc, name, part.read(), said)
            stem = doc.path.rpartition("/")[2].rpartition(".")[0]
            if part.name and not re.search(part.name, stem):
                en, ja, do, suru = (text.replace("{given}", stem) for text in part.say)
                yield self.flag(doc.top, en=en, ja=ja, advice=Text(do, suru))
        own = [declared for declared in doc.site.declared if doc.site.inside(doc.path).startswith(declared.folder)]
        for schema in [max(own, key=lambda each: len(each.folder)).schema] if own else []:
            yield from self._judge(doc, "astro", Schema.read(schema), said) if schema else ()
        yield from self._judge(doc, "", Schema.read(self.schema), said) if self.schema else ()

    def _judge(self, doc: Document, name: str, schema: Schema, said: set[object]) -> Iterator[Diagnostic]:
        """What is wrong by one schema, without what was ``said`` of the same keys already."""
        dates = {value.at for value in (doc.date, doc.updated) if value is not None}
        for fault in doc.faults(schema):
            if name == "astro" and fault.keyword == "pattern" and fault.at in dates:
                continue  # which front-matter-date says
            lacks = fault.keyword == "required" and not fault.key
            wanted = tuple(key for key in fault.wanted if not lacks or not (key in said or is_said(doc, key)))
            weight = fault.part.get("x-severity")
            blank = fault.key == "title" and fault.given in {"null", ""}  # which title-missing says
            if blank or (fault.key and fault.key in said) or (lacks and (not wanted or (weight and not doc.front_matter.exists))):
                continue
            said.update(wanted if lacks else (fault.key,))
            en, ja, do, suru = sentences(fault, wanted, name)
            lower = Severity(weight) if weight in ("warning", "info") else None
            yield self.flag(fault.at, en=en, ja=ja, advice=Text(do, suru), severity=lower)

    examples = (
        Valid({"articles/sourdough-log.md": "---\n" + ZENN + "---\n本文。\n"}),
        Valid({"_config.yml": "", "a.md": "---\ntitle: パン\ntags: 窯 酵母\npublished: no\nmood: 3\n---\n"}),
        Valid({"hugo.toml": "", "content/a.md": "---\nTitle: Bread\nDate: 2026-01-31\nmood: [a]\n---\n"}),
        Valid({"a.md": "---\nkind: news\n---\n", "s.json": '{"properties": {"kind": {"enum": ["news"]}}}'}, {"schema": "s.json"}),
        Invalid({"articles/sourdough-log.md": "---\n" + ZENN.replace("idea", "⟦ideas⟧") + "---\n本文。\n"}),
        Invalid({"articles/log.md": "⟦---⟧\n" + ZENN + "---\n本文。\n"}),
        Invalid({"articles/sourdough-log.md": "⟦---⟧\n" + ZENN.replace("type: idea\n", "") + "---\n本文。\n"}),
        Invalid({"_config.yml": "", "a.md": '---\ntitle: パン\npublished: "⟦false⟧"\n---\n'}),
        Invalid({"_config.yml": "", "_posts/2026-01-31-a.md": "---\ntitle: Bread\ntags: ⟦oven, yeast⟧\n---\n"}),
        Invalid({"hugo.toml": "", "content/a.md": "---\ntitle: Bread\ndate: ⟦2026/01/31⟧\n---\n"}),
        Invalid({"hugo.toml": "", "content/a.md": "+++\ntags = '⟦窯、酵母⟧'\n+++\n"}, severity=Severity.WARNING),
        Invalid(
            {
                "astro.config.mjs": "",
                "src/content.config.ts": "export const collections = { log: defineCollection({ schema: z.object({\n"
                "  title: z.string(), date: z.coerce.date() }) }) };\n",
                "src/content/log/a.md": "⟦---⟧\ntitle: ⟦2026⟧\n---\n",
            }
        ),
        Invalid(
            {"a.md": "---\nkind: ⟦newz⟧\n---\n", "s.json": '{"properties": {"kind": {"enum": ["news", "log"]}}}'},
            {"schema": "s.json"},
        ),
    )


def asked(doc: Document) -> Iterator[tuple[str, Part]]:
    """The schemas of the post's generator, if it is sure, and of the theme that declares its folder, each with whose it is."""
    inside = doc.site.inside(doc.path)
    themes = (each.known for each in doc.site.declared if each.known and inside.startswith(each.folder))
    for name in (*([doc.site.generator] if doc.site.known else []), *themes):
        yield from ((name, part) for part in shipped(name) if re.search(part.path, inside))


def is_said(doc: Document, key: str) -> bool:
    """Whether other rules say that a key is missing: no title at all, or a misspelt key."""
    keys = (member.key.value for member in doc.front_matter.root.members)
    return (key == "title" and doc.title is None) or any(meant(name, doc.site, ()) == key for name in keys)
