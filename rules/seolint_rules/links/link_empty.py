import re
from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, Link, PageRule, Severity, Text, Valid, pattern
from seolint_rules.data.images import is_hidden

_NAMES = frozenset({"aria-label", "aria-labelledby", "title", "id", "class"})
"""Attributes that say what a link without text is, or by which a script or a style sheet fills it."""
_PLAIN = frozenset({"href", "title", "target", "rel"})
_BOOKMARKLET = pattern(r"javascript:(?:.{60}|.*?(?:function|=>))", re.DOTALL)
_SPHINX = pattern(r"^(?:`{3,}|:{3,})\{|\{[a-z:]+\}`", re.MULTILINE)
"""Directives and roles of MyST, the Markdown of Sphinx."""
_TO_TOP = pattern(r"top|^up$|トップ|先頭|最初|上[へに部]|戻る|[↑▲△⬆]", re.IGNORECASE)
_TAG, _COMPONENT = pattern(r"<[A-Za-z]"), re.compile(r"<(?:[A-Z]|\w+-)")
_SCRIPT = Text("The target is a script, which search engines do not follow", "リンク先がスクリプトで、検索エンジンはたどれません")
_NOTHING = Text("The link has no target", "リンク先が書かれていません")
_HERE = Text("The target is “#”, the top of this page", "リンク先が「#」だけで、このページの先頭に戻ります")
_ADDRESS = Text("Write the address of the page.", "開きたいページのアドレスを書いてください")


class LinkEmpty(PageRule):
    """Give each link words to click and a page to lead to.

    A link without text cannot be seen, clicked or read aloud, and says nothing of its target. One without a target, or with
    a script for one, is no link for a search engine.

    To fix it, write the missing part, or take the link out.

    リンクには、クリックする文字と、リンク先のアドレスを書きます。

    文字のないリンクは、見ることも押すことも読み上げることもできず、リンク先の内容も伝わりません。リンク先が空のものや
    スクリプトのものは、検索エンジンにとってリンクではありません。

    直し方：足りないほうを書くか、リンクを外します。
    """

    severity: Severity = Severity.ERROR

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for number, link in enumerate(doc.links if doc.is_page else ()):
            target = link.url.value.strip().lower() if link.url is not None else None
            if target is None or any(name[:1] in ":@{" or name.startswith(("v-", "x-", "on")) for name in link.attributes):
                continue
            if target.startswith("javascript:") and not link.chrome and not _BOOKMARKLET.match(target):
                yield self._no_target(link, _SCRIPT)
            elif target == "" and not link.chrome:
                yield self._no_target(link, _NOTHING)
            elif target == "#" and not link.chrome and _PLAIN.issuperset(link.attributes):
                if not _TO_TOP.search(link.text.value):
                    yield self._no_target(link, _HERE)
            elif not link.text.value and _NAMES.isdisjoint(link.attributes):
                yield from self._no_text(doc, link, number) if not link.has_image else self._unsaid_image(doc, link)

    def _no_target(self, link: Link, why: Text) -> Diagnostic:
        at = link.url.at if link.url is not None and link.url.value.strip() else link.at
        return self.flag(at, en=why.en, ja=why.ja, advice=_ADDRESS)

    def _unsaid_image(self, doc: Document, link: Link) -> Iterator[Diagnostic]:
        """A link around pictures that are all said to be decoration; one that lacks its alt is the concern of `image-alt`."""
        inside = [image for image in doc.images if link.at.start <= image.at.start < link.at.end]
        if inside and all(image.alt is not None and not image.markdown and not is_hidden(image) for image in inside):
            yield self.flag(
                link.at,
                en="The link has no text: the alt of its image is empty",
                ja="画像だけのリンクで、altが空なので、リンクの文字がありません",
                advice=Text("Write in the alt where the link leads.", "リンク先の内容をaltに書いてください"),
                severity=Severity.WARNING,
            )

    def _no_text(self, doc: Document, link: Link, number: int) -> Iterator[Diagnostic]:
        """A link without words; with an icon inside it is less grave, and silence holds where its text may stand elsewhere."""
        inside = doc.text[link.at.start + 1 : link.at.end]
        following = doc.links[number + 1 : number + 2]
        split = any(other.at.start <= link.at.end for other in following) and not link.markdown
        if link.markdown:
            if doc.site.generator == "plain" and _SPHINX.search(doc.text):
                return  # it writes the title of the target
        elif split or not inside.lower().endswith("</a>") or _COMPONENT.search(inside):
            return
        icon = not link.markdown and _TAG.search(inside) is not None
        yield self.flag(
            link.at,
            en="The link has no text" + (" but an icon, which is neither read aloud nor searched" if icon else ""),
            ja="リンクの文字がありません" + ("（アイコンだけでは、読み上げにも検索エンジンにも伝わりません）" if icon else ""),
            advice=Text("Write what the target is about, or take the link out.", "リンク先の内容を書くか、リンクを外してください"),
            severity=Severity.WARNING if icon else None,
            cluster=f"{self.id()} {link.url.value}" if link.chrome and link.url is not None else "",
        )

    examples = (
        Valid("[窯](/oven/) [上へ](#) [![窯](a.png)](/oven/) <a id='top'></a> <a href='#' class='menu'>開く</a>\n"),
        Valid("<a href='#' onclick='go()'>計算</a> <a href='/a' aria-label='窯'><i class='i'></i></a> <a href='/b'>{{ b }}</a>\n"),
        Valid("[保存する道具](javascript:(function(){location.href='https://a.jp/?'+location.href})())\n"),
        Invalid("⟦[](/oven/)⟧と⟦[石臼]()⟧、[薪](⟦#⟧)の話。\n"),
        Invalid("<a href='⟦javascript:void(0)⟧'>Bake</a> ⟦<a href='/oven/'></a>⟧\n"),
        Invalid("⟦<a href='/oven/'><img src='a.png' alt=''></a>⟧ 窯\n", severity=Severity.WARNING),
        Invalid("⟦<a href='/oven/'><i class='icon'></i></a>⟧ 窯\n", severity=Severity.WARNING),
    )

