from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, Location, PageRule, Severity, Text, Valid

BLANK = frozenset({"", "~", "null"})
NAMED = frozenset({"title", "タイトル", "題名"})
"""Headings that say that the title stands below them."""


class TitleMissing(PageRule):
    """Give every page a title.

    The title is the line that a reader clicks in the search results. Without one, a file name or some text of the page
    stands there. Where no generator is known that says where titles come from, it is advice for pages without a date, and
    pages are left alone that begin with a component or name their title under a heading of its own.

    To fix it, write a title in the front matter that says what the page offers.

    どのページにもタイトルを付けます。

    タイトルは、検索結果で読者がクリックする一行です。ないと、ファイル名や本文の一部が代わりに出ることがあります。タイトルをどこから
    取るのか分からないサイトでは、日付のないページには助言にとどめ、部品で始まるページや、「タイトル」という見出しの下に題を書いた
    ページは調べません。

    直し方：記事の先頭の設定（front matter）の title に、そのページで分かることを書きます。
    """

    severity: Severity = Severity.ERROR

    advice = Text("Add a title: to the front matter.", "先頭の設定（front matter）に「title: 」を書いてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if doc.title is not None or doc.front_matter.problems or not (doc.is_listed or doc.is_draft):
            return
        inside, generated = doc.site.inside(doc.path), doc.site.generator != "plain"
        home = inside in {"index.html", "index.md", "index.mdx", "index.markdown"}
        bare = not doc.is_html and not doc.front_matter.exists
        if inside.rpartition("/")[2].startswith("_index.") or (generated and (home or (bare and not doc.published))):
            return
        keys = {member.key.value for member in doc.front_matter.root.members}.difference(doc.site.title_keys)
        if not generated and (any(key.casefold().endswith("title") for key in keys) or (bare and is_titled(doc))):
            return
        weight = Severity.WARNING if doc.is_draft else None
        for member in filter(None, map(doc.front_matter.member, doc.site.title_keys)):
            if not blank(doc, member.value.at):
                return
            yield self.flag(
                member.key.at,
                en="The title is blank",
                ja="タイトルが空です",
                advice=Text("Say what the page offers.", "ページで分かることを書いてください"),
                severity=weight,
            )
            return
        made = f" (published as “{doc.full_title}”)" if doc.full_title else ""
        yield self.flag(
            doc.top,
            en=f"The page has no title of its own{made}",
            ja="ページにタイトルがありません" + (f"（「{doc.full_title}」として公開されます）" if made else ""),
            severity=Severity.INFO if not generated and not doc.is_html and (home or not doc.published) else weight,
        )

    examples = (
        Valid("---\ntitle: 天然酵母の起こし方\n---\n"),
        Valid("# How to keep a sourdough starter\n"),
        Valid({"page.html": "<html><head><title>窯の温度</title></head><body></body></html>\n"}),
        Valid("---\ntitle: {en: Bread, ja: パン}\n---\n"),
        Valid("---\nfullTitle: 天然酵母の起こし方\n---\n"),
        Valid("## タイトル\nパン切り包丁の選び方\n\n## 概要\n\n刃の話です。\n"),
        Valid('<page-header title="Bread knives"></page-header>\n\nHow to choose one.\n'),
        Valid("---\ntitle: パン: 冬\n---\nA front matter that is broken is another rule's concern.\n"),
        Invalid("⟦---⟧\ndate: 2026-01-31\n---\n\n雪の日に種を仕込みました。\n"),
        Invalid('---\n⟦title⟧: ""\ndate: 2026-01-31\n---\n'),
        Invalid({"_posts/2026-01-31-starter.md": "⟦---⟧\nlayout: post\n---\nA starter in winter.\n"}),
        Invalid("---\n⟦title⟧:\ndraft: true\n---\n", severity=Severity.WARNING),
        Invalid("⟦---⟧\nauthor: may\n---\n\n## Notes\n", severity=Severity.INFO),
        Invalid("⟦まだ題のない覚え書きです。⟧\n", severity=Severity.INFO),
    )


def blank(doc: Document, at: Location) -> bool:
    """Whether nothing stands at ``at``; a list or a title for each language is something."""
    return doc.text[at.start : at.end].strip().lower() in BLANK


def is_titled(doc: Document) -> bool:
    """Whether the page's text may bring its title: it begins with a tag, or names the title under a heading."""
    return doc.text.startswith("<") or any(heading.text.value.strip().lower() in NAMED for heading in doc.headings)
