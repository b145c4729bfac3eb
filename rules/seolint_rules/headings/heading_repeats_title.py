from collections.abc import Iterator

from seolint import UNKNOWN, Diagnostic, Document, Edit, Fix, Invalid, Location, PageRule, Related, Text, Valid
from seolint_rules.data.letters import letters


class HeadingRepeatsTitle(PageRule):
    """Begin the body with something other than the title.

    The page shows its title above the body. A first line that says the same words again costs the reader the first
    screen, and the outline of the page gets two headings of one name.

    To fix it, remove the line, and begin with what the post is about.

    本文は、タイトルと同じ言葉で始めません。

    タイトルは本文の上に表示されます。最初の行が同じ言葉だと、読者は同じものを2回読むことになり、見出しの構成も重複します。

    直し方：その行を消して、内容から書き始めます。
    """

    advice = Text("Remove the line.", "この行を消してください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        title = doc.front_matter.first(doc.site.title_keys)
        block = next((block for block in doc.blocks if not block.chrome), None)
        if title is None or block is None or block.kind == "pre" or doc.is_html or UNKNOWN in title.value:
            return
        line, _, rest = block.text.value.partition("\n")
        said = letters(line)
        if not said or said != letters(title.value) or UNKNOWN in line:
            return
        at = block.text.part(0, len(line.rstrip()))
        heading = next((h for h in doc.headings if h.at.start <= at.start < h.at.end), None)
        if heading is None and (rest[:1].islower() or any(k.at.start <= at.start < k.at.end for k in doc.links)):
            return
        if heading is not None and heading.level == 1 and not doc.title_is_printed:
            return  # The only place, maybe, where the page of an unknown generator shows its title.
        en, ja = (f"heading (H{heading.level})", f"見出し（H{heading.level}）") if heading else ("line", "行")
        yield self.flag(
            at,
            en=f"The first {en} of the body repeats the title",
            ja=f"本文の最初の{ja}がタイトルと同じです",
            related=[Related(title.at, Text("the title", "タイトル"))],
            fix=_removal(doc, at, heading.at.end - 1 if heading and not rest else at.end),
        )

    examples = (
        Valid("---\ntitle: パン切り包丁の選び方\n---\n\n包丁の選び方を3つの点から説明します。\n"),
        Valid("---\ntitle: Bread knives\n---\n\n## Bread knives and their blades\n"),
        Valid("# Bread knives\n\nThe title is this heading itself.\n"),
        Invalid(
            "---\ntitle: 2026年版：パン切り包丁の選び方\n---\n\n## ⟦2026年版：パン切り包丁の選び方⟧\n![](a.jpg)\n\n本文。\n",
            fixed="---\ntitle: 2026年版：パン切り包丁の選び方\n---\n\n![](a.jpg)\n\n本文。\n",
        ),
        Invalid(
            "---\ntitle: Bread knives!\nlayout: post\n---\n\n**⟦Bread knives⟧**\n\nA knife lasts for years.\n",
            fixed="---\ntitle: Bread knives!\nlayout: post\n---\n\nA knife lasts for years.\n",
        ),
    )


def _removal(doc: Document, at: Location, end: int) -> Fix | None:
    """Remove the lines to ``end``, an underline too, with one blank line, where nothing else stands on them."""
    text = doc.text
    first = text.rfind("\n", 0, at.start) + 1
    last = text.find("\n", end) + 1 or len(text)
    if any(char.isalnum() for char in text[first : at.start] + text[at.end : last]):
        return None
    blank_before = first == 0 or not text[text.rfind("\n", 0, first - 1) + 1 : first].strip()
    after = text.find("\n", last) + 1
    if blank_before and after and not text[last:after].strip():
        last = after
    return Fix(Text("remove the line", "この行を消す"), (Edit(doc.at(first, last), ""),), safe=False)
