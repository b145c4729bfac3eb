from collections.abc import Iterator, Sequence
from functools import cache

from seolint import UNKNOWN, Diagnostic, Document, Edit, Fact, Fix, Index, Invalid, Link, Severity, SiteRule, Text, Valid, fold
from seolint_rules.data import table

_PAGES = (".md", ".markdown", ".mdx")
_MARKUP = frozenset("[]<>&*_`\\")


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

    advice = Text("Name what the target is about.", "リンク先の内容が分かる言葉にしてください")

    def collect(self, doc: Document) -> Iterator[GenericLink]:
        if not doc.is_page:
            return
        for link in doc.links:
            text = link.text
            size = len(text.value)
            if link.chrome or link.has_image or link.url is None or not 0 < size <= 40 or UNKNOWN in text.value:
                continue
            bare, (generic, thin) = _bare(text.value), _texts()
            if bare in generic or bare in thin or bare in {_bare(more) for more in self.extend}:
                target = _target(doc, link)
                plain = text.at.end - text.at.start == size and doc.text[text.at.start : text.at.end] == text.value
                yield GenericLink((target,), text.at, text.value, target, bare in thin, plain)

    def judge(self, key: str, facts: Sequence[GenericLink], index: Index) -> Iterator[Diagnostic]:
        title = ""
        if key:
            title = next((page.title for page in index.pages if key in {page.path, page.name}), "")
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
        Valid("Read [how to choose a knife](knife.md). [![here](a.png)](b.md)\n"),
        Invalid("パン切り包丁は[⟦こちら⟧](https://a.jp/)と[⟦【 詳しくはこちら 】→⟧](https://b.jp/)です。\n"),
        Invalid("Knives are [⟦here⟧](https://a.jp/), and [⟦Read more…⟧](https://b.jp/).\n"),
        Invalid("[⟦公式サイト⟧](https://a.jp/)\n", severity=Severity.INFO),
        Invalid(
            {"a.md": "包丁は[⟦こちら⟧](posts/b.md)です。\n", "posts/b.md": "---\ntitle: 包丁の選び方\n---\n本文。\n"},
            fixed="包丁は[包丁の選び方](posts/b.md)です。\n",
        ),
    )


@cache
def _texts() -> tuple[frozenset[str], frozenset[str]]:
    lists = table("link_texts", dict[str, list[str]])
    return frozenset(map(_bare, lists["generic"])), frozenset(map(_bare, lists["thin"]))


def _bare(text: str) -> str:
    """``text`` folded, without the signs around it, and without spaces where it is Japanese."""
    folded = fold(text)
    kept = [number for number, char in enumerate(folded) if char.isalnum()]
    inner = folded[kept[0] : kept[-1] + 1] if kept else ""
    return inner if inner.isascii() else inner.replace(" ", "")


def _target(doc: Document, link: Link) -> str:
    """The name of the post or the path of the file that the link leads to; "" when it is neither."""
    if link.target is not None:
        return link.target.name.rpartition("/")[2]
    url = link.url.value.partition("#")[0].partition("?")[0] if link.url else ""
    if not url.lower().endswith(_PAGES) or "//" in url or url.startswith("/") or UNKNOWN in url:
        return ""
    parts = doc.path.split("/")[:-1]
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
