import re
from collections import Counter
from collections.abc import Iterator, Sequence

from seolint import UNKNOWN, Diagnostic, Document, Edit, Fact, Fix, Index, Invalid, Severity, SiteRule, Text, Valid
from seolint_rules.data.link_texts import bare, generic, thin

_PAGES = (".md", ".markdown", ".mdx")
_COMPOUND = re.compile("[ァ-ヺー一-鿿]{2}")
_MARKUP = frozenset("[]<>&*_`\\{}|")


class GenericLink(Fact, frozen=True):
    """A link whose text names nothing; ``target`` is the post or path it leads to, "" when it leaves the site."""

    text: str
    target: str
    thin: bool
    plain: bool


class LinkText(SiteRule[GenericLink]):
    """Say in the link text what the target is about.

    Readers scan a page by its links, and a screen reader may read them alone. "Here" and "read more" say nothing
    about the target, neither to people nor to search engines.

    To fix it, use the title of the target or the words of the sentence that name it.

    リンクの文字には、リンク先の内容を書きます。

    読者はリンクを拾い読みし、読み上げではリンクだけを聞くこともあります。「こちら」や「続きを読む」では、人にも検索エンジンにもリンク先の内容が伝わりません。

    直し方：リンク先のタイトルや、文の中の具体的な言葉をリンクの文字にします。
    """

    extend: tuple[str, ...] = ()
    """More texts that name nothing.

    ほかに、内容が伝わらないとみなすリンクの文字。"""

    alone = True
    advice = Text("Name what the target is about.", "リンク先の内容が分かる言葉にしてください")

    def collect(self, doc: Document) -> Iterator[GenericLink]:
        if not doc.is_page:
            return
        more = frozenset(map(bare, self.extend))
        links = Counter(link.block for link in doc.links)
        for link in doc.links:
            text, size = link.text, len(link.text.value)
            if link.chrome or link.has_image or link.url is None or not 0 < size <= 40 or UNKNOWN in text.value:
                continue
            word = bare(text.value)
            general = word in generic() or word in more
            known = general or (word in thin() and links[link.block] == 1)
            if not known or _named(doc, link.block, link.offset, size, general):
                continue
            tag = link.target if link.target and link.target.kind in {"post_url", "link"} else None
            target = tag.name.rpartition("/")[2] if tag else _path(doc.path, link.url.value)
            plain = text.at.end - text.at.start == size and doc.text[text.at.start : text.at.end] == text.value
            yield GenericLink((target,), text.at, text.value, target, not general, plain)

    def judge(self, key: str, facts: Sequence[GenericLink], index: Index) -> Iterator[Diagnostic]:
        page = index.by_path.get(key) or index.by_name.get(key)
        title = page.title if page else ""
        for fact in facts:
            shown = " ".join(fact.text.split())
            yield self.flag(
                fact.at,
                en=f"The link text “{shown}” does not say what the target is about",
                ja=f"リンクの文字「{shown}」だけでは、リンク先の内容が伝わりません",
                fix=_naming(fact, title) if fact.plain else None,
                severity=Severity.INFO if fact.thin else None,
            )

    examples = (
        Valid("詳しくは[パン切り包丁の選び方](knife.md)をご覧ください。[無料相談はこちら](/contact/)\n"),
        Valid("この道具で[リンク](https://a.jp/)管理をします。\n"),
        Valid("Read [how to choose a knife](knife.md). [![here](a.png)](b.md)\n"),
        Invalid("パン切り包丁は[⟦こちら⟧](https://a.jp/)と[⟦【 詳しくはこちら 】→⟧](https://b.jp/)です。\n"),
        Invalid("Knives are [⟦here⟧](https://a.jp/), and [⟦Read more…⟧](https://b.jp/).\n"),
        Invalid("[⟦公式サイト⟧](https://a.jp/)\n", severity=Severity.INFO),
        Invalid(
            {"a.md": "包丁は[⟦こちら⟧](posts/b.md)です。\n", "posts/b.md": "---\ntitle: 包丁の選び方\n---\n本文。\n"},
            fixed="包丁は[包丁の選び方](posts/b.md)です。\n",
        ),
    )


def _named(doc: Document, number: int, offset: int, size: int, general: bool) -> bool:
    """Whether the text is code (a name), part of a longer word (リンク管理), or in a cell whose row names the target."""
    block = doc.blocks[number] if number < len(doc.blocks) else None
    if block is None:
        return False
    if _COMPOUND.match(block.text.value, max(offset + size - 1, 0)):
        return True
    return any(s <= offset < e for s, e in block.code) or (block.kind == "td" and not general)


def _path(origin: str, link: str) -> str:
    """The path of the page that ``link`` in the file at ``origin`` leads to; "" when it does not name a file."""
    url = link.partition("#")[0].partition("?")[0]
    if not url.lower().endswith(_PAGES) or "//" in url or url.startswith("/") or UNKNOWN in url:
        return ""
    parts = origin.split("/")[:-1]
    for part in url.split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _naming(fact: GenericLink, title: str) -> Fix | None:
    if not title.strip() or UNKNOWN in title or not _MARKUP.isdisjoint(title):
        return None
    return Fix(Text("use the title of the target", "リンク先のタイトルにする"), (Edit(fact.at, title),), safe=False)
