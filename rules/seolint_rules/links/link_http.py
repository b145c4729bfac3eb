import re
from collections.abc import Iterator

from seolint import Diagnostic, Document, Edit, Fix, Invalid, Location, PageRule, Placed, Severity, Text, Valid
from seolint_rules.data.url_hosts import host_of, is_public

_CHECK = Text("Write https:// if the site answers to it.", "https:// で開けるか確かめて直してください")


class LinkHttp(PageRule):
    """Link with https.

    What http sends can be read and changed on its way, and browsers warn of such pages. Images and scripts that a page with
    https loads over http may not be shown or run at all. To the own site, http costs each reader a redirect.

    To fix it, write `https://`, once the target opens so.

    リンクはhttpsで張ります。

    httpでは、途中で内容を読まれたり書き換えられたりするおそれがあり、ブラウザーも警告を出します。httpsのページがhttpで読み込む
    画像やスクリプトは、表示も実行もされないことがあります。自分のサイトへのhttpのリンクは、開くたびに転送されます。

    直し方：リンク先がhttpsで開けることを確かめ、`https://` に直します。
    """

    advice = _CHECK

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or "http://" not in doc.text:
            return
        own = host_of(doc.site.url) if doc.site.url.startswith("https:") else ""
        seen: set[Location] = set()
        for link in doc.links:
            if link.url is None or link.url.at in seen or not (host := _insecure(doc, link.url)):
                continue
            seen.add(link.url.at)
            ours = bool(own) and own.removeprefix("www.") == host.removeprefix("www.")
            yield self.flag(
                link.url.part(0, 7),
                en="The link to this site says http://, and redirects each reader to https" if ours
                else f"The link to “{host}” says http://, not https://",
                ja="このサイト自身へのリンクがhttp://で、開くたびにhttpsへ転送されます" if ours
                else f"「{host}」へのリンクが、https://ではなくhttp://です",
                advice=Text("Write https://.", "https:// に直してください") if ours else None,
                fix=_secured(doc, link.url, link.text),
                severity=None if ours else Severity.INFO,
                cluster="" if ours else f"{self.id()} {host}",
            )  # fmt: skip
        if _is_secure(doc):
            yield from self._mixed(doc)

    def _mixed(self, doc: Document) -> Iterator[Diagnostic]:
        """What a page with https loads over http."""
        content = doc.content
        images = [url for image in doc.images for url in (image.url, *image.candidates)]
        scripts = [raw.tag.attributes["src"] for raw in content.scripts if "src" in raw.tag.attributes]
        styles = [link.href for link in content.head.linked("stylesheet") if link.href is not None]
        named = (("image", "画像", images), ("script", "スクリプト", scripts), ("style sheet", "スタイルシート", styles))
        for en, ja, urls in named:
            for url in urls:
                if host := _insecure(doc, url):
                    yield self.flag(
                        url.part(0, 7),
                        en=f"The page has https, but its {en} from “{host}” is loaded with http://",
                        ja=f"ページはhttpsなのに、「{host}」の{ja}をhttp://で読み込んでいます",
                        fix=_secured(doc, url, None),
                        severity=None if content.whole_page else Severity.INFO,
                        cluster=f"{self.id()} {en} {host}",
                    )

    examples = (
        Valid("[窯](https://a.jp/)と[手元の窯](http://localhost:4000/)、[例](http://example.com/)。www.a.jp も。\n"),
        Valid("![oven](http://a.jp/a.png) in a post whose own address is not known.\n"),
        Invalid("[窯](⟦http://⟧a.jp/)\n", severity=Severity.INFO, fixed="[窯](https://a.jp/)\n"),
        Invalid("See <⟦http://⟧a.jp/oven>.\n", severity=Severity.INFO, fixed="See <https://a.jp/oven>.\n"),
        Invalid(
            {"_config.yml": "url: https://pan.jp\n", "a.md": "---\n---\n[窯](⟦http://⟧www.pan.jp/oven/)\n"},
            fixed="---\n---\n[窯](https://www.pan.jp/oven/)\n",
        ),
        Invalid({"a.html": "<!doctype html><link rel=canonical href='https://a.jp/'>\n<img src='⟦http://⟧b.jp/a.png' alt='窯'>\n"}),
    )


def _insecure(doc: Document, url: Placed[str]) -> str:
    """The host of a URL that is written with ``http://`` and that others can reach; "" of any other."""
    if not url.value.startswith("http://") or not doc.text.startswith("http://", url.at.start):
        return ""
    host = host_of(url.value)
    return host if is_public(host) and not re.match(r"//[^/]*:\d", url.value[5:]) else ""


def _is_secure(doc: Document) -> bool:
    """Whether the page is known to be published with https."""
    canonical = next((link.href for link in doc.content.head.linked("canonical") if link.href is not None), None)
    return (canonical.value if canonical is not None else doc.site.url).startswith("https://")


def _secured(doc: Document, url: Placed[str], text: Placed[str] | None) -> Fix:
    """Where the link's text is the same URL it is mended too."""
    edits = [Edit(url.part(0, 4), "https")]
    if text is not None and text.at != url.at and text.value.startswith("http://") and url.value.startswith(text.value):
        edits.append(Edit(text.part(0, 4), "https"))
    return Fix(Text("write https://", "https:// にする"), tuple(edits), safe=False)
