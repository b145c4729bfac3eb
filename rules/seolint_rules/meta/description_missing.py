from collections.abc import Iterator, Sequence

from seolint import UNKNOWN, Diagnostic, Document, Fact, Index, Invalid, Related, Severity, SiteRule, Text, Valid, cut
from seolint_rules.data.key_spelling import misspells


class Description(Fact, frozen=True):
    """How the text of a page begins that has no description; "" where it has one."""

    excerpt: str


class DescriptionMissing(SiteRule[Description]):
    """Describe each page in a sentence or two of your own.

    Search results show it under the title. Without one, some words of the page stand there, greetings included. Where
    most of the site lacks it, that is said once; where no page has one, as advice, since the theme may write it.

    To fix it, write what the reader gets from the page, in 40 to 120 full-width characters.

    どのページにも説明文（description）を書きます。

    説明文は、検索結果でタイトルの下に出る文です。ないと、前置きやあいさつなど本文の一部が代わりに出ます。サイトの
    半分を超えるページにないときは、一度だけ指摘します。一つもなければ、テーマが書くこともあるので助言にとどめます。

    直し方：そのページで読者が得るものを、全角40〜120字で書きます。
    """

    shown: float = 40.0
    """Width of the excerpt in the message, in full-width units.

    指摘に引用する本文の幅（全角の字数）。"""

    absence = True
    advice = Text("Say what the reader gets, in 40–120 full-width characters.", "読者が得るものを全角40〜120字で書いてください")

    def collect(self, doc: Document) -> Iterator[Description]:
        if not doc.site.publishes_description or not doc.is_listed or doc.is_slides or doc.front_matter.problems:
            return
        inside = doc.site.inside(doc.path)
        section = inside.partition("/")[0] if "/" in inside else ""
        listing = inside in {"index.html", "index.md"} or inside.rpartition("/")[2].startswith("_index.")
        texts = (b.text.value.replace(UNKNOWN, "") for b in doc.blocks if b.kind in {"p", "text"} and not b.chrome)
        first = next((" ".join(text.split()) for text in texts if text.strip()), "")
        written = doc.front_matter.exists
        if doc.description is not None or misspells(doc, doc.site.description_keys):
            yield Description((section,), doc.top, "")
        elif first and (written or (doc.is_html and doc.length >= 300)) and (doc.site.generator == "plain" or not listing):
            kept = cut(first, self.shown)
            yield Description((section,), doc.top, first[:kept] + "…" * (kept < len(first)))

    def judge(self, key: str, facts: Sequence[Description], index: Index) -> Iterator[Diagnostic]:
        lacking = [fact for fact in facts if fact.excerpt]
        if len(lacking) > 1 and len(lacking) * 2 > len(facts):
            first, count, total = lacking[0], len(lacking), len(facts)
            yield self.flag(
                first.at,
                en=f"{count} of {total} pages have no description; here “{first.excerpt}” may be shown instead",
                ja=f"{total}ページのうち{count}ページに説明文がありません（ここでは、代わりに「{first.excerpt}」などが出ます）",
                related=[Related(other.at, Text("none here either", "ここにもありません")) for other in lacking[1:21]],
                severity=Severity.INFO if count == total else None,
            )
            return
        for fact in lacking:
            yield self.flag(
                fact.at,
                en=f"The page has no description; “{fact.excerpt}” may be shown instead",
                ja=f"説明文がありません（検索結果には、代わりに「{fact.excerpt}」などが出ます）",
            )

    examples = (
        Valid({"a.md": "---\ndescription: 窯の温度の測り方。\n---\n", "b.md": "---\ndraft: true\n---\n書きかけ。\n"}),
        Valid("---\ntitle: 窯\ndescripton: 項目の名前の誤りは、別の規則が指摘します。\n---\n窯の話です。\n"),
        Valid({"a.md": "---\ndescription: 窯の話。\n---\n窯。\n", "b.md": "---\nmarp: true\n---\n# 窯\n\n---\n\n発表です。\n"}),
        Valid("Notes without front matter: where their description would come from is not known.\n"),
        Invalid("⟦---⟧\ntitle: 窯\n---\n\n## 温度\n\nこんにちは。窯の話です。\n"),
        Invalid({"a.md": "---\nsummary: Ovens.\n---\nHi.\n", "b.md": "⟦---⟧\ntitle: Bread\n---\nHello there.\n"}),
        Invalid({"a.md": "⟦---⟧\ntitle: 窯\n---\n窯\n", "b.md": "---\ntitle: 炉\n---\n炉\n"}, severity=Severity.INFO),
    )
