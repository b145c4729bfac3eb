from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from seolint import (
    UNKNOWN,
    Destination,
    Diagnostic,
    Document,
    Edit,
    Fact,
    Fix,
    Index,
    Invalid,
    Severity,
    SiteRule,
    Text,
    Valid,
    pattern,
)
from seolint_rules.data.link_texts import LONGEST, bare, kind, names_something

_COMPOUND = pattern("[ァ-ヺー一-鿿]{2}")
_MARKUP = frozenset("[]<>&*_`\\{}|")
_TITLE = Text("use the title of the target", "リンク先のタイトルにする")
_BESIDE = Text("Make the words that name the target the link.", "リンク先を表す言葉のほうをリンクにしてください")


class GenericLink(Fact, frozen=True):
    """A link whose text names nothing. ``to`` is the page of the site, ``title`` the heading of this page that it leads to;
    ``beside`` is the sentence around it, "" where that names nothing either."""

    text: str
    to: Destination | None
    title: str
    thin: bool
    beside: str
    plain: bool


class LinkText(SiteRule[GenericLink]):
    """Say in the link text what the target is about.

    Readers scan a page by its links, and a screen reader may read them alone. "Here" and "read more" say nothing about the
    target, neither to people nor to search engines. Where the sentence names the target beside the link, it is advice only.

    To fix it, use the title of the target or the words of the sentence that name it.

    リンクの文字には、リンク先の内容を書きます。

    読者はリンクを拾い読みし、読み上げではリンクだけを聞くこともあります。「こちら」や「続きを読む」では、人にも検索エンジンにも
    リンク先の内容が伝わりません。同じ文の中にリンク先を表す言葉があるときは、助言にとどめます。

    直し方：リンク先のタイトルや、文の中の具体的な言葉をリンクの文字にします。
    """

    extend: tuple[str, ...] = ()
    """More texts that name nothing.

    ほかに、内容が伝わらないとみなすリンクの文字。"""

    routed = True
    alone = True
    advice = Text("Write its title or what one finds there.", "リンク先のタイトルか、そこで分かることを書いてください")

    def collect(self, doc: Document) -> Iterator[GenericLink]:
        more = frozenset(map(bare, self.extend))
        links = Counter(link.block for link in doc.links)
        for link, to in zip(doc.links, doc.destinations, strict=True) if doc.is_page else ():
            text, size, start = link.text, len(link.text.value), link.offset
            if link.chrome or link.has_image or link.url is None or not 0 < size <= LONGEST or UNKNOWN in text.value:
                continue
            name = kind(text.value, more)
            block = doc.blocks[link.block] if name and link.block < len(doc.blocks) else None
            if block is None or block.is_code(start) or _COMPOUND.match(block.text.value, start + size - 1):
                continue
            before, behind = doc.around(link)
            told = block.kind in {"td", "dd"} or names_something(f"{before} {behind}")
            if name == "thin" and (told or links[link.block] > 1):
                continue
            plain = text.at.end - text.at.start == size and doc.text[text.at.start : text.at.end] == text.value
            heading = doc.heading_of(to)
            title, page = heading.text.value if heading is not None else "", to if to.kind == "internal" else None
            sentence = before + text.value + behind if told else ""
            yield GenericLink(("",), text.at, text.value, page, title, name == "thin", sentence, plain)

    def keys(self, fact: GenericLink, index: Index) -> Iterable[str]:
        answer = index.find(fact.to) if fact.to is not None else None
        return (answer.path if answer is not None and answer.is_page else "",)

    def judge(self, key: str, facts: Sequence[GenericLink], index: Index) -> Iterator[Diagnostic]:
        page = index.by_inside.get(key) if key else None
        for fact in facts:
            title = (page.title.strip() if page else "") or fact.title
            shown = " ".join(fact.text.split())
            known = title != "" and UNKNOWN not in title
            fits = fact.plain and known and _MARKUP.isdisjoint(title)
            advice = Text(f"Write “{title}”.", f"「{title}」などと書いてください") if known else None
            yield self.flag(
                fact.at,
                en=f"The link text “{shown}” does not say what the target is about",
                ja=f"リンクの文字「{shown}」だけでは、リンク先の内容が伝わりません",
                advice=_BESIDE if fact.beside else advice,
                fix=Fix(_TITLE, (Edit(fact.at, title),), safe=False) if fits and title not in fact.beside else None,
                severity=Severity.INFO if fact.thin or fact.beside else None,
            )

    examples = (
        Valid("[パン切り包丁の選び方](knife.md)をご覧ください。[無料相談はこちら](/contact/) [料金の詳細はこちら](/price/)\n"),
        Valid("この道具で[リンク](https://a.jp/)管理をします。@mayさんの[記事](https://a.jp/)です。[![here](a.png)](b.md)\n"),
        Invalid("興味のある方は[⟦こちら⟧](https://a.jp/)。\n\n[⟦【 くわしくはコチラをご覧下さい 】→⟧](https://b.jp/)\n"),
        Invalid("For more, see [⟦here⟧](https://a.jp/). [⟦Read more…⟧](https://b.jp/)\n"),
        Invalid("パン切り包丁の選び方は[⟦こちら⟧](/a/)です。\n\n[⟦公式サイト⟧](https://a.jp/)\n", severity=Severity.INFO),
        Invalid(
            {
                "_config.yml": "permalink: /:title/\n", "_posts/2026-01-01-knife.md": "---\ntitle: 包丁の選び方\n---\n本文。\n",
                "a.md": "---\n---\n[⟦続きを読む⟧]({% post_url 2026-01-01-knife %})と[⟦こちら⟧](/knife/)\n",
            },
            fixed="---\n---\n[包丁の選び方]({% post_url 2026-01-01-knife %})と[包丁の選び方](/knife/)\n",
        ),
    )  # fmt: skip
