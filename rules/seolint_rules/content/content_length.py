import re
from collections.abc import Iterator
from functools import cache

from seolint import UNKNOWN, Diagnostic, Document, Invalid, PageRule, Severity, Text, Valid, pattern
from seolint_rules.data import table
from seolint_rules.data.counted import counted

_EMBEDS = pattern(r"<(?:iframe|video|audio|embed|object|canvas|form)\b|<[A-Z]\w*|^:::", re.MULTILINE)


class ContentLength(PageRule):
    """Say enough in the body of a post to answer the reader.

    A body of a few sentences rarely answers what the reader searched for, and search engines then choose a page that
    does. The count is of visible characters, code included, without white space.

    To fix it, add what the reader still has to look up, or join the post with another one.

    記事の本文には、読者の疑問に答えられるだけの量を書きます。

    数行の本文では、検索した人の疑問に答えきれず、ほかのページが選ばれがちです。空白を除いた文字をコードも含めて数えます。

    直し方：読者がまだ調べなければならないことを書き足すか、別の記事とまとめます。
    """

    shortest: int = 300
    """Fewest characters of the body.

    本文の文字数の下限。"""

    advised: int = 600
    """Characters from which the body is long enough not to be mentioned.

    助言もしなくなる文字数。"""

    advice = Text("Add what the reader still has to look up.", "読者が知りたいことを書き足してください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not _is_post(doc) or (length := doc.length) >= self.advised or not length:
            return
        body = slice(doc.front_matter.end, None)
        if doc.template.control or UNKNOWN in doc.template.text[body] or _EMBEDS.search(doc.text, body.start):
            return
        short = length < self.shortest
        limit = self.shortest if short else self.advised
        yield self.flag(
            doc.top,
            en=f"The body is short ({counted(length, 'character')}, {limit} or more inform better)",
            ja=f"本文が短く、内容が足りないかもしれません（{length}字、目安は{limit}字以上）",
            severity=None if short and doc.published else Severity.INFO,
        )

    examples = (
        Valid("---\ntitle: パン切り包丁\ndate: 2026-01-10\n---\n\n" + "刃の長さと重さを比べました。" * 50 + "\n"),
        Valid("---\ntitle: Tags\nlayout: tags\n---\n\n{% for tag in site.tags %}{{ tag }}{% endfor %}\n"),
        Valid("---\ntitle: Draft\ndate: 2026-01-10\ndraft: true\n---\n\nTo be written.\n"),
        Invalid("⟦---⟧\ntitle: パン切り包丁\ndate: 2026-01-10\n---\n\n包丁を買いました。よく切れます。\n"),
        Invalid("⟦---⟧\ntitle: Knives\ndate: 2026-01-10\n---\n" + "A blade cuts bread. " * 20, severity=Severity.INFO),
    )


def _is_post(doc: Document) -> bool:
    """A page with a title of its own that is neither a draft nor a list, search or redirect page."""
    front, other = doc.front_matter, table("content_length", dict[str, list[str]])
    name = doc.path.rpartition("/")[2].partition(".")[0].lower()
    if doc.is_html or not front.exists or doc.title is None or "_drafts/" in doc.path:
        return False
    if name in other["names"] and (name.startswith("_") or not doc.published):
        return False
    hidden = map(str.split, other["hidden"])
    if any((found := front.get(key)) and found.value.lower() == value for key, value in hidden):
        return False
    layout = front.get("layout") or front.get("type")
    redirects = any("redirect" in member.key.value and "from" not in member.key.value for member in front.root.members)
    return not redirects and not (layout and _layouts().match(layout.value.lower()))


@cache
def _layouts() -> re.Pattern[str]:
    """Layouts of pages that are no posts."""
    return pattern("|".join(table("content_length", dict[str, list[str]])["layouts"]))
