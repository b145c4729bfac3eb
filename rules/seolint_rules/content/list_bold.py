import re
from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, ListItem, Location, PageRule, Related, Severity, Text, Valid, pattern

_BOLD = pattern(r"(\*\*|__)(?=\S)([^\n]{1,200}?)(?<=\S)\1|<(b|strong)>([^\n]{1,200}?)</\3>")
_COLON = re.compile(r"\s*[:：]")
_WHOLE = 3
"""So many items that are bold from end to end are many."""


class ListBold(PageRule):
    """Keep bold in lists for what stands out.

    Where most items of a post begin with a bold label and a colon, or are bold from end to end, nothing stands out any more,
    and the text looks like one that a machine wrote. Lists of the same labels again and again, as references have them, and
    items that are a link or explain code are left alone.

    To fix it, write the list as sentences, make headings of the labels, or leave only the most important one bold.

    リストの太字は、目立たせたい所だけにします。

    「太字の語：説明」の形の項目や、全体が太字の項目ばかりだと、どこも目立たず、自動生成の文章のようにも見えます。同じ見出し語を
    くり返す仕様の一覧、リンクだけの項目、コードを説明する項目は数えません。

    直し方：文章にするか、太字の語を見出しにします。または、いちばん大事な所だけを太字にします。
    """

    severity: Severity = Severity.INFO

    share: float = 0.4
    """The share of list items from which bold is too common.

    多すぎるとみなす、太字の項目の割合。"""

    fewest: int = 5
    """Of fewer bold items in a post nothing is said, or of fewer than 3 that are bold from end to end.

    太字の項目がこれより少なければ指摘しません（全体が太字の項目は3つから）。"""

    advice = Text("Write sentences, or leave only the chief one bold.", "文章にするか、大事な所だけを太字にしてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        marked = any(mark in doc.text for mark in ("**", "__", "<b>", "<strong>"))
        if not (marked and doc.is_article and doc.language in {"ja", "en"}):
            return
        own = {block.text.at.start for block in doc.prose}
        links = {link.text.at.start: link.text.at.end for link in doc.links}
        items = [item for item in doc.list_items if item.block.text.at.start in own and not _is_link(item, links)]
        bold = [(at, label, whole) for item in items for at, label, whole in _bold(doc, item)]
        wholly = sum(whole for _, _, whole in bold)
        if len(bold) <= self.share * len(items) or (len(bold) < self.fewest and wholly < _WHOLE):
            return
        if len({label for _, label, _ in bold}) < 0.7 * len(bold):
            return
        count, total = len(bold), len(items)
        yield self.flag(
            bold[0][0],
            en=f"{count} of {total} list items "
            + ("are bold from end to end" if wholly == count else "begin with a bold label and a colon, or are all bold")
            + f" (limit {100 * self.share:g} %)",
            ja=f"リストの項目{total}個のうち{count}個が"
            + ("、全体を太字にしています" if wholly == count else "「太字：説明」の形か、全体が太字です")
            + f"（目安は{self.share:.0%}まで）",
            related=[Related(at, Text("bold too", "ここも太字です")) for at, _, _ in bold[1:21]],
        )

    examples = (
        Valid("---\ntitle: 窯\n---\n\n- **石**：熱い\n- 薪\n- 炭\n- 灰\n- 土\n- 煙\n"),
        Valid("---\ntitle: Options\n---\n\n" + "- **Type:** text\n- **Default:** none\n\nMore.\n\n" * 5),
        Valid("---\ntitle: 窯\n---\n\n- **`heat`**：温度\n- **`wood`**：薪\n- **`ash`**：灰\n- **[石](a.md)**\n- **[土](b.md)**\n"),
        Invalid("---\ntitle: 窯\n---\n\n- ⟦**石**⟧：熱い\n- **薪**：燃える\n- **灰：** 残る\n- **土**：重い\n- **煙**: 出る\n"),
        Invalid("---\ntitle: Ovens\n---\n\n* ⟦**Heat the stone well.**⟧\n* __Cut the wood.__\n* <b>Sweep the ash.</b>\n"),
    )


def _is_link(item: ListItem, links: dict[int, int]) -> bool:
    at = item.block.text.at
    return links.get(at.start) == at.end


def _bold(doc: Document, item: ListItem) -> Iterator[tuple[Location, str, bool]]:
    """The bold words with which an item begins before a colon, or all of it, with whether it is all."""
    at, block = item.block.text.at, item.block
    before = doc.text.rfind("\n", 0, at.start) + 1
    found = next(iter(_BOLD.finditer(doc.text, max(before, at.start - 8), min(at.end + 12, at.start + 220))), None)
    if found is None or found.end() <= at.start or found.start() > at.start or block.is_code(0):
        return
    label = (found[2] or found[4]).strip()
    whole = found.end() >= at.end
    if label.endswith((":", "：")) or (not whole and _COLON.match(doc.text, found.end())):
        yield doc.at(found.start(), found.end()), label.rstrip(":： "), False
    elif whole:
        yield doc.at(found.start(), found.end()), label, True
