import re
from collections.abc import Iterator

from seolint import UNKNOWN, Diagnostic, Document, Edit, Fix, Invalid, PageRule, Related, Text, Valid, fold

_UNDERLINE = re.compile(r"(?:[ \t]*(?:=+|-+)[ \t]*(?:\r?\n|$))?")
_PRINTS_TITLE = frozenset({"jekyll", "hugo", "hexo"})


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
        line = line.rstrip()
        if not _bare(line) or _bare(line) != _bare(title.value) or UNKNOWN in line:
            return
        at = block.text.part(0, len(line))
        heading = next((h for h in doc.headings if h.at.start <= at.start < h.at.end), None)
        linked = any(link.at.start <= at.start < link.at.end for link in doc.links)
        if heading is None and (linked or rest[:1].islower()):
            return
        if heading is not None and heading.level == 1 and not _theme_prints_title(doc):
            return
        en, ja = f"heading (H{heading.level})" if heading else "line", f"見出し（H{heading.level}）" if heading else "行"
        yield self.flag(
            at,
            en=f"The first {en} of the body repeats the title",
            ja=f"本文の最初の{ja}がタイトルと同じです",
            related=[Related(title.at, Text("the title", "タイトル"))],
            fix=_removal(doc, at.start, at.end, heading is not None),
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


def _bare(text: str) -> str:
    """The letters and digits of ``text``, folded."""
    return "".join(char for char in fold(text) if char.isalnum())


def _theme_prints_title(doc: Document) -> bool:
    """Whether the title is known to stand above the body; an H1 of an unknown generator may be the only one."""
    return doc.site.generator in _PRINTS_TITLE or doc.front_matter.member("layout") is not None


def _removal(doc: Document, start: int, end: int, heading: bool) -> Fix | None:
    """Remove the line, with the underline of a heading and one blank line, where nothing else stands on it."""
    text = doc.text
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end) + 1 or len(text)
    if any(char.isalnum() for char in text[first:start] + text[end:last]):
        return None
    if heading and "#" not in text[first:start] and (under := _UNDERLINE.match(text, last)):
        last = under.end()
    blank_before = first == 0 or not text[text.rfind("\n", 0, first - 1) + 1 : first].strip()
    after = text.find("\n", last) + 1
    if blank_before and after and not text[last:after].strip():
        last = after
    return Fix(Text("remove the line", "この行を消す"), (Edit(doc.at(first, last), ""),), safe=False)
