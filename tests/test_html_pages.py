"""Pages of HTML, whole and broken: what is read of them, and exactly where; ``⟦…⟧`` marks each place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest
from laws import assert_true_place

from seolint.document import Document
from seolint.document.content_reader import read_content
from seolint.document.html.page import read_page
from seolint.document.srcset import read_srcset
from seolint.document.tokens import MOST, TooManyError
from seolint.site import Site
from seolint.text import Location, Placed

MARK = re.compile("[⟦⟧]")


def read(page: str, path: str = "a.html") -> tuple[Document, list[tuple[int, int]]]:
    """The document of a page without its marks, and what they marked."""
    places = [found.start() - number for number, found in enumerate(MARK.finditer(page))]
    return Document(path, MARK.sub("", page), Site()), list(zip(places[::2], places[1::2], strict=True))


def _present(values: Iterable[Placed[str] | None]) -> list[Placed[str]]:
    return [value for value in values if value is not None]


VIEWS: dict[str, Callable[[Document], list[Placed[str]]]] = {
    "block": lambda doc: [block.text for block in doc.blocks],
    "heading": lambda doc: [heading.text for heading in doc.headings],
    "heading id": lambda doc: _present(heading.id for heading in doc.headings),
    "link": lambda doc: [link.text for link in doc.links],
    "href": lambda doc: _present(link.url for link in doc.links),
    "whole link": lambda doc: [Placed("", link.at) for link in doc.links],
    "image": lambda doc: [image.url for image in doc.images],
    "alt": lambda doc: _present(image.alt for image in doc.images),
    "candidate": lambda doc: [url for image in doc.images for url in image.candidates],
    "anchor": lambda doc: list(doc.content.anchors),
    "title": lambda doc: list(doc.content.head.titles),
    "meta": lambda doc: _present(meta.content for meta in doc.content.head.metas),
    "first description": lambda doc: _present([doc.content.meta.get("description")]),
    "og:image": lambda doc: list(doc.content.head.contents("og:image")),
    "canonical": lambda doc: _present(link.href for link in doc.content.head.linked("canonical")),
    "icon": lambda doc: _present(link.href for link in doc.content.head.linked("icon")),
    "hreflang": lambda doc: _present(link.hreflang for link in doc.content.head.linked("alternate")),
    "language": lambda doc: _present([doc.content.head.language]),
    "base": lambda doc: _present([doc.content.head.base]),
    "class": lambda doc: _present(image.attributes.get("class") for image in doc.images),
}

CASES: dict[str, tuple[str, ...]] = {
    # Headings
    "the end of another level ends a heading": ("heading", "<h2>⟦パン⟧</h3>粉"),
    "a heading in an open heading ends it": ("heading", "<h2>⟦パン⟧<h3>⟦粉⟧</h3>水"),
    "the end of what holds it ends a heading": ("heading", "<div><h2>⟦パン⟧</div>粉"),
    "a cell holds its heading": ("heading", "<table><tr><td><h2>⟦パン⟧<td>粉</table>"),
    "an unclosed heading runs on": ("heading", "<h2>⟦パン<em>の粉⟧", "パンの粉"),
    "an end tag without a start ends nothing": ("heading", "<h2>⟦パン</h7></div></b>の粉⟧</h2>", "パンの粉"),
    "no heading is in a comment, script, style or template": (
        "heading",
        "<!-- <h2>a</h2> --><script>'<h2>b</h2>'</script><style><h2>c</h2></style><template><h2>d</h2></template><h2>⟦e⟧</h2>",
    ),
    "names in capitals": ("heading", "<H2>⟦パン⟧</H2 >"),
    "a line break leaves a heading whole": ("heading", "<h1>⟦食パンの<br>作り方⟧</h1>", "食パンの作り方"),
    "inline elements do not part words": ("heading", "<h1>⟦食<b>パ</b><wbr>ン⟧</h1>", "食パン"),
    "the id of a heading": ("heading id", '<h2 id="⟦yaki⟧">焼き</h2><h2><a id=b>x</a></h2>'),
    # Links
    "a link in a link ends the first": ("link", "<a href=/a>⟦一⟧<a href=/b>⟦二⟧</a>三</a>"),
    "a link that is never closed is one link": ("link", "<p><a href=/a>⟦一</p><p>二⟧</p>", "一 二"),
    "it reaches to the last of its text": ("whole link", "<p>⟦<a href=/a>一</p><p>二⟧</p>", ""),
    "it reaches to the last of its images": ("whole link", '<p>⟦<a href=/a><img src=a alt="">⟧</p>', ""),
    "the end tag of a link in a later block": ("whole link", "⟦<a href=/a><div>一</a>⟧二</div>", ""),
    "a cell ends the link that it holds": ("link", "<table><tr><td><a href=/a>⟦一⟧<td>二</table>三"),
    "the blocks of a link are apart": ("link", "<a href=/a><h3>⟦題</h3><p>説明⟧</p></a>", "題 説明"),
    "an anchor that only has a name is no link": ("href", '<a name=x>一</a><a href="⟦/b⟧">二</a>'),
    "the link's image says its alt text": ("link", '<a href=/a><img src=a alt="⟦写真⟧"></a>'),
    "the base is kept, the link is as it is": ("href", '<base href="/x/"><a href=⟦b⟧>二</a>'),
    # Text
    "a paragraph ends before a block": ("block", "<p>⟦一⟧<div>⟦二⟧</div>⟦三⟧"),
    "cells, items and definitions are apart": (
        "block",
        "<table><tr><th>⟦A⟧<th>⟦B⟧<tr><td>⟦1⟧<td>⟦2⟧</table><ul><li>⟦一⟧<li>⟦二⟧</ul><dl><dt>⟦三⟧<dd>⟦四⟧</dl>",
    ),
    "cells without their table are apart": ("block", "<tr><td>⟦A⟧</td><td>⟦B⟧</td></tr>"),
    "inline elements do not part words of a paragraph": ("block", "<p>⟦食<i>パ</i><span>ン⟧</span>", "食パン"),
    "details": ("block", "<details><summary>⟦題⟧</summary>⟦中身⟧</details>"),
    "options, form values and fallbacks are no text": (
        "block",
        "⟦一⟧<select><option>a<option>b</select><textarea>c</textarea><video>d</video><iframe>e</iframe><canvas>f</canvas>",
    ),
    "an iframe ends only with its tag": ("block", "⟦一⟧<iframe><p>x</p></iframe><p>⟦二⟧"),
    "no script is text": ("block", "<noscript><p>x</p></noscript>⟦一⟧"),
    "xmp and plaintext are shown as they are": ("block", "<xmp>⟦<b>&amp;⟧</xmp><plaintext>⟦<p>二</p>⟧"),
    "what is hidden by style is text": ("block", "<p hidden>⟦一⟧<p aria-hidden=true>⟦二⟧<p style='display:none'>⟦三⟧"),
    "a reading is apart from the word": (
        "block",
        "<p><ruby>⟦漢<rp>(</rp><rt>⟦かん⟧</rt><rp>)</rp>字<rt>⟦じ⟧</rt></ruby>です⟧",
        "漢字です",
        "かん",
        "じ",
    ),
    "a reading without end tags": ("block", "<ruby>⟦漢<rp>(<rt>⟦かん⟧<rp>)</ruby>字⟧", "漢字", "かん"),
    "an empty reading": ("block", "<ruby>⟦漢<rt></rt></ruby>字⟧", "漢字"),
    "the drawing's title is no text": ("block", "⟦一<svg><title>図</title><text>字</text></svg>二⟧", "一二"),
    "a paragraph ends a drawing": ("block", "<svg><g><p>⟦一⟧</svg>"),
    "MathML is no text": ("block", "⟦一<math><mi>x</mi></math>二⟧", "一二"),
    "a break by its end tag": ("block", "⟦一⟧</br>⟦二⟧"),
    "text in a table stays where it is": ("block", "<table>⟦一⟧<tr><td>⟦二⟧</table>"),
    "an ideographic space belongs to a tag's name, which is no paragraph's": (
        "block",
        "⟦一<p\u3000class=x>二⟧",
        "一二",
    ),
    "CRLF and CR are kept": ("block", "<p>⟦一\r\n二\r三⟧</p>"),
    "NUL is kept": ("block", "<p>⟦一\x00二⟧</p>"),
    # Comments and declarations
    "the shortest comments": ("block", "<!-->⟦一⟧<p><!--->⟦二⟧"),
    "a comment that ends with a bang": ("block", "<!-- x --!>⟦一⟧"),
    "a comment in a comment": ("block", "<!-- <!-- x -->⟦一 -->⟧"),
    "a comment that never ends": ("block", "⟦一⟧<!-- <p>二"),
    "bogus comments": ("block", "<?php x ?><!x></ x></3><![CDATA[x]]>⟦一⟧</>"),
    "a CDATA section in a drawing": ("block", "<svg><![CDATA[<p>x</p>]]></svg>⟦一⟧"),
    "what is no tag is text": ("block", "⟦1 < 2 <3 < b⟧"),
    "a tag that never ends says nothing": ("block", "⟦一⟧<a href='x"),
    # Scripts and other elements without tags
    "a script with a comment and a script in it": (
        "block",
        "<script><!-- <script> </script> --></script>⟦一⟧",
    ),
    "a script whose comment is not closed": ("block", "<script><!-- x </script>⟦一⟧"),
    "a script that shows a script and never ends": ("block", "⟦一⟧<script><!--<script></script>二"),
    "an end tag that goes on is none": ("block", "<style></stylex>x</style/>⟦一⟧"),
    # The head
    "the first title is the title": ("title", "<title>⟦一⟧</title><body><title>⟦二⟧</title>"),
    "no title is in a drawing": ("title", "<svg><title>図</title></svg><title>⟦題⟧</title>"),
    "a title holds no tags": ("title", "<title>⟦<b>題</b> &amp; 名⟧</title>", "<b>題</b> & 名"),
    "a title that never ends": ("title", "<title>⟦題⟧"),
    "every meta": ("meta", '<meta name=description content="⟦説明⟧"><meta property="og:image" content="⟦/a.png⟧">'),
    "the first description": (
        "first description",
        '<meta NAME="Description" content="⟦一⟧"><meta name=description content="二">',
    ),
    "each og:image": ("og:image", '<meta property="og:image" content="⟦/a⟧"><meta name="og:image" content=⟦/b⟧>'),
    "canonical": ("canonical", '<link rel="Canonical" href="⟦https://a.example/⟧">'),
    "one link element of several types": ("icon", '<link rel="shortcut icon" href="⟦/favicon.ico⟧">'),
    "hreflang": ("hreflang", "<link rel=alternate hreflang=⟦ja⟧ href=/ja><link rel=alternate hreflang=⟦en⟧ href=/en>"),
    "the language of the page": ("language", '<html lang="⟦ja⟧"><body lang=en>'),
    "a second html adds what the first has not": ("language", "<html><p>x<html lang=⟦ja⟧>"),
    "the first base": ("base", '<base target=_blank><base href="⟦/a/⟧"><base href="/b/">'),
    # Attributes and character references
    "references in an attribute": (
        "alt",
        '<img src=x alt="⟦A&amp;B &copy; &#12354;&#x3042; &hearts;⟧">',
        "A&B © ああ ♥",
    ),
    "references without semicolon in an attribute": (
        "href",
        '<a href="⟦/x?a=1&copy=2&amp=3&copyx&lt⟧">一</a>',
        "/x?a=1&copy=2&amp=3&copyx<",
    ),
    "references without semicolon in text": ("block", "⟦&copy2026 &ampx &notit; &amp⟧", "©2026 &x ¬it; &"),
    "references to numbers": (
        "block",
        "⟦&#x80;&#150;&#0;&#xD800;&#x110000;&#99999999999;&#xA9⟧",
        "€–\ufffd\ufffd\ufffd\ufffd©",
    ),
    "no references": ("block", "⟦& &; &#; &#x; &bogus; &あ;⟧"),
    "single quotes, none, and capitals": (
        "alt",
        "<IMG SRC=a ALT='⟦一\"二⟧'><img src=b alt=⟦三⟧><img src=c alt = ⟦四⟧ >",
    ),
    "the first of two attributes": ("alt", "<img src=a alt=⟦一⟧ alt=二>"),
    "a tag sign and a line end in an attribute": ("alt", '<img src=a alt="⟦一 < 二 >\n三⟧">'),
    "a slash ends no unquoted value": ("image", "<img src=⟦a/⟧>"),
    "a lone equals sign is a name": ("alt", "<img = src=a alt=⟦一⟧>"),
    "attributes without spaces between": ("alt", '<img src="a"alt="⟦一⟧"/>'),
    "an attribute without a value": ("alt", "<img src=a alt⟦⟧>"),
    "a quote in a name": ("alt", '<img src=a title=x" alt=⟦一⟧>'),
    "an ideographic space belongs to a name": ("image", "<img\u3000src=a><img src=⟦b⟧>"),
    # Fragments
    "ids and names, once each": (
        "anchor",
        "<h2 id=⟦a⟧>x</h2><a name=⟦b⟧></a><a id=⟦c⟧ name=c></a><p id=''><svg id=⟦d⟧></svg><template><p id=e></template>",
    ),
    "a link that browsers open again is one place": ("anchor", "<p><a id=⟦a⟧ href=/>x</p><p>y</p>"),
    # Images
    "an image by its old name": ("image", "<image src=⟦a.png⟧>"),
    "an image in a drawing is none": ("image", "<svg><image href=a.png></svg><img src=⟦b.png⟧>"),
    "a button that is an image": ("alt", '<input type=IMAGE src=a.png alt="⟦送信⟧"><input alt=x>'),
    "no poster is an image": ("image", "<video poster=a.png></video><img src=⟦b.png⟧>"),
    "the image that stands in for an object": ("image", "<object data=a.svg><img src=⟦a.png⟧></object>"),
    "an image in a template or noscript is none": (
        "image",
        "<noscript><img src=a></noscript><template><img src=b></template><img src=⟦c⟧>",
    ),
    "an image without src": ("image", "⟦⟧<img alt=x>"),
    "candidates": ("candidate", '<img src=a.png srcset="⟦a-1.png⟧ 640w, ⟦a-2.png⟧ 1280w">'),
    "candidates with a reference": (
        "candidate",
        '<img src=a srcset="⟦/i?w=1&amp;h=2⟧ 1x, ⟦/b⟧ 2x">',
        "/i?w=1&h=2",
        "/b",
    ),
    "sources of the picture": (
        "candidate",
        "<picture><source srcset='⟦a.avif⟧, ⟦b.avif⟧ 2x' type=image/avif><source srcset=⟦a.webp⟧><img src=a></picture>",
    ),
    "a picture's sources belong to its image": (
        "candidate",
        "<picture><source srcset=a></picture><video><source srcset=b></video><img src=c>",
    ),
    "an image with candidates only": ("image", '<img srcset="⟦a.png⟧ 1x, b.png 2x">'),
    "lazy: no src": ("image", "<img data-src=⟦a.png⟧>"),
    "lazy: a data URI in its place": (
        "image",
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-lazy-src="⟦/a.png⟧" loading=lazy>',
    ),
    "lazy: an empty picture in its place": ("image", "<img src=/img/1x1.gif data-original=⟦a.png⟧>"),
    "lazy: a small picture first": ("image", '<img class="lazyload blur" src=small.jpg data-src=⟦big.jpg⟧>'),
    "lazy: candidates": ("image", '<img src="data:," data-srcset="⟦a.png⟧ 1x, b.png 2x">'),
    "lazy: its candidates": ("candidate", '<img src="data:," data-src=c data-srcset="⟦a.png⟧ 1x, ⟦b.png⟧ 2x">'),
    "lazy with its copy for no scripts counts once": (
        "image",
        "<img data-src=⟦a.png⟧><noscript><img src=a.png></noscript>",
    ),
    "not lazy: loading=lazy": ("image", "<img src=⟦a.png⟧ loading=lazy>"),
    "not lazy: a larger one for a light box": ("image", "<img src=⟦photo.jpg⟧ data-original=large.jpg>"),
    "an attribute beside references": ("class", '<img src=x title="&amp;&lt;" class="⟦a b⟧">'),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_read_as_browsers_do_and_where_it_stands(name: str) -> None:
    view, page, *values = CASES[name]
    doc, places = read(page)
    found = VIEWS[view](doc)
    assert [placed.value for placed in found] == (values or [doc.text[start:end] for start, end in places])
    assert sorted((placed.at.start, placed.at.end) for placed in found) == sorted(_flat(page, places))
    for placed in found:
        for offset, source, length in placed.pieces:
            assert doc.text[source : source + length] == placed.value[offset : offset + length]


def _flat(page: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places that the marks of ``page`` set, which may lie in one another."""
    kinds = [found[0] for found in MARK.finditer(page)]
    points = [point for place in places for point in place]
    opened: list[int] = []
    closed: list[tuple[int, int]] = []
    for kind, point in zip(kinds, points, strict=True):
        if kind == "⟦":
            opened.append(point)
        else:
            closed.append((opened.pop(), point))
    return closed


PAGE = """\
<!DOCTYPE html>
<html lang="ja" prefix="og: https://ogp.me/ns#">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="X-UA-Compatible" content="IE=edge">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>食パンの焼き方 &amp; 保存 | 麦の台所</title>
    <meta name="description" content="強力粉 250&nbsp;g で焼く食パンの手順と、冷凍で保つ方法。">
    <link rel="canonical" href="https://mugi.example/pan/shokupan/">
    <link rel="alternate" hreflang="en" href="https://mugi.example/en/pan/shokupan/">
    <link rel="alternate" type="application/atom+xml" href="/feed.xml" title="麦の台所">
    <link rel="icon" href="/favicon.ico"><link rel="stylesheet" href="/assets/main.css">
    <meta property="og:title" content="食パンの焼き方">
    <meta property="og:type" content="article">
    <meta property="og:image" content="https://mugi.example/i/a.jpg">
    <meta property="og:image" content="https://mugi.example/i/b.jpg">
    <meta name="twitter:card" content="summary_large_image">
    <script type="application/ld+json">
    {"@context": "https://schema.org", "@type": "BlogPosting", "headline": "食パンの焼き方"}
    </script>
    <noscript><link rel="stylesheet" href="/assets/plain.css"></noscript>
  </head>
  <body class="post">
    <header class="site-header">
      <a href="/"><svg width="24" height="24"><title>麦</title><path d="M0 0h24"/></svg></a>
      <nav><ul><li><a href="/pan/">パン</a></li><li><a href="/about/">このサイト</a></li></ul></nav>
    </header>
    <div role="navigation" class="breadcrumb"><div><a href="/">ホーム</a> › <a href="/pan/">パン</a></div></div>
    <main>
      <article>
        <header><h1 id="top">食パンの焼き方</h1><p>2026年1月31日</p></header>
        <p>強力粉と<ruby>酵母<rp>（</rp><rt>こうぼ</rt><rp>）</rp></ruby>で、毎日の食パンを焼きます。</p>
        <picture>
          <source type="image/avif" srcset="/i/a-640.avif 640w, /i/a-1280.avif 1280w">
          <img src="/i/a.jpg" srcset="/i/a-640.jpg 640w, /i/a-1280.jpg 1280w" alt="焼き上がった食パン" width="1280" height="720">
        </picture>
        <h2 id="材料">材料</h2>
        <table><thead><tr><th>粉</th><th>水</th></tr></thead><tbody><tr><td>250 g</td><td>180 g</td></tr></tbody></table>
        <h2><a name="hozon"></a>保存</h2>
        <p><img class="lazyload" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/i/c.jpg" alt="冷凍した食パン">
          <noscript><img src="/i/c.jpg" alt="冷凍した食パン"></noscript></p>
        <aside><p>粉の量は室温で変わります。</p></aside>
        <footer><a href="/pan/" rel="prev">前の記事</a></footer>
      </article>
      <aside><h2>よく読まれている記事</h2></aside>
    </main>
    <footer><section><p>© 麦の台所</p></section></footer>
    <template><h2>雛形</h2></template>
    <script>document.write("<h2>広告</h2>")</script>
  </body>
</html>
"""
"""A post of a Jekyll site as it is built."""


def values(view: str, page: str = PAGE) -> list[str]:
    return [placed.value for placed in VIEWS[view](Document("a.html", page, Site()))]


def test_a_built_page_says_what_its_head_says() -> None:
    doc = Document("_site/pan/shokupan/index.html", PAGE, Site())
    head = doc.content.head
    assert (doc.content.whole_page, doc.content.language, doc.language) == (True, "ja", "ja")
    assert doc.title is not None
    assert doc.title.value == "食パンの焼き方 & 保存 | 麦の台所"
    assert values("first description") == ["強力粉 250\u00a0g で焼く食パンの手順と、冷凍で保つ方法。"]
    assert values("canonical") == ["https://mugi.example/pan/shokupan/"]
    assert [(link.rels, link.hreflang.value if link.hreflang else None) for link in head.links] == [
        (("canonical",), None), (("alternate",), "en"), (("alternate",), None), (("icon",), None), (("stylesheet",), None),
    ]  # fmt: skip
    assert values("og:image") == ["https://mugi.example/i/a.jpg", "https://mugi.example/i/b.jpg"]
    assert head.contents("twitter:card")[0].value == "summary_large_image"
    assert [meta.charset.value for meta in head.metas if meta.charset] == ["utf-8"]
    assert [(meta.http_equiv.value, meta.content.value) for meta in head.metas if meta.http_equiv and meta.content] == [
        ("X-UA-Compatible", "IE=edge")
    ]
    assert all(meta.in_head for meta in head.metas)
    assert all(link.in_head for link in head.links)
    assert [name.value for item in doc.items for name in item.types] == ["BlogPosting"]


def test_a_built_page_shows_what_its_readers_see() -> None:
    doc = Document("a.html", PAGE, Site())
    assert [(heading.level, heading.text.value) for heading in doc.headings] == [
        (1, "食パンの焼き方"), (2, "材料"), (2, "保存"), (2, "よく読まれている記事"),
    ]  # fmt: skip
    assert values("heading id") == ["top", "材料"]
    assert values("anchor") == ["top", "材料", "hozon"]
    assert [(image.url.value, len(image.candidates)) for image in doc.images] == [("/i/a.jpg", 4), ("/i/c.jpg", 0)]
    assert values("alt") == ["焼き上がった食パン", "冷凍した食パン"]
    assert values("candidate") == ["/i/a-640.avif", "/i/a-1280.avif", "/i/a-640.jpg", "/i/a-1280.jpg"]
    assert doc.images[0].attributes["width"].value == "1280"
    assert [(block.kind, block.text.value) for block in doc.blocks if not block.chrome] == [
        ("h1", "食パンの焼き方"), ("p", "2026年1月31日"), ("p", "強力粉と酵母で、毎日の食パンを焼きます。"), ("rt", "こうぼ"),
        ("h2", "材料"), ("th", "粉"), ("th", "水"), ("td", "250 g"), ("td", "180 g"),
        ("h2", "保存"), ("p", "粉の量は室温で変わります。"), ("footer", "前の記事"),
    ]  # fmt: skip
    assert [block.text.value for block in doc.blocks if block.chrome] == [
        "パン", "このサイト", "ホーム › パン", "よく読まれている記事", "© 麦の台所",
    ]  # fmt: skip
    assert [link.text.value for link in doc.links if not link.chrome] == ["前の記事"]
    assert doc.links[0].has_image


@pytest.mark.parametrize(
    ("page", "chrome"),
    [
        ("<html><header>⟦⟧x</header>", True),
        ("<html><main><header>⟦⟧x</header></main>", False),
        ("<html><section><footer>⟦⟧x</footer></section>", False),
        ("<html><article><aside>⟦⟧x</aside></article>", False),
        ("<html><main><aside>⟦⟧x</aside></main>", True),
        ("<html><article><nav>⟦⟧x</nav></article>", True),
        ("<html><aside role=note>⟦⟧x</aside>", False),
        ("<html><div role=article><header>⟦⟧x</header></div>", False),
        ("<html><div role='banner x'>⟦⟧x</div>", True),
        ("<html><div role=contentinfo><div>a</div>⟦⟧x</div>", True),
        ("<html><div role=contentinfo><div>a</div></div>⟦⟧x", False),
        ("<html><nav><p>a</nav>⟦⟧x", False),
        ("<html><nav><div></nav>⟦⟧x", False),
        ("<html><nav><nav>a</nav>⟦⟧x", True),
        ("<html><div><footer>a</div>⟦⟧x", False),
        ("<!doctype html><nav>⟦⟧x</nav>", True),
        ("<nav>⟦⟧x</nav>", False),
    ],
)
def test_chrome_is_what_is_around_the_content(page: str, chrome: bool) -> None:
    doc, places = read(page)
    assert [block.chrome for block in doc.blocks if block.text.at.start == places[0][0]] == [chrome]


@pytest.mark.parametrize(
    ("page", "in_head"),
    [
        ("<head><meta name=a></head><body>", [True]),
        ("<meta name=a><p>x<meta name=b>", [True, False]),
        ("<head><div></div><meta name=a></head>", [False]),
        ("<head><meta name=a></head><meta name=b><body><meta name=c>", [True, True, False]),
        (
            "<head><script></script><noscript><meta name=x></noscript><template><meta name=y></template><meta name=a>",
            [True],
        ),
        ("text<html><head><meta name=a></head>", [False]),
    ],
)
def test_it_is_known_what_browsers_leave_in_the_head(page: str, in_head: list[bool]) -> None:
    assert [meta.in_head for meta in Document("a.html", page, Site()).content.head.metas] == in_head


def test_what_a_template_puts_in_the_head_ends_it_not() -> None:
    page = "---\nlayout: x\n---\n<html><head>{% include a.html %}<title>題</title><meta name=robots></head><body>本文"
    doc = Document("a.html", page, Site())
    assert [meta.in_head for meta in doc.content.head.metas] == [True]
    assert [block.text.value for block in doc.blocks] == ["本文"]


@pytest.mark.parametrize(
    ("srcset", "candidates"),
    [
        ("a", [("a", "")]),
        ("a, b", [("a", ""), ("b", "")]),
        ("a,b", [("a,b", "")]),
        ("a,b, c", [("a,b", ""), ("c", "")]),
        (" , ,a 1x ,b 2x,", [("a", "1x"), ("b", "2x")]),
        ("a 1x,b 2x", [("a", "1x"), ("b", "2x")]),
        ("data:image/png;base64,AA== 1x, b 2x", [("data:image/png;base64,AA==", "1x"), ("b", "2x")]),
        (
            "/w_300,h_200/a.jpg 300w, /w_600,h_400/a.jpg 600w",
            [("/w_300,h_200/a.jpg", "300w"), ("/w_600,h_400/a.jpg", "600w")],
        ),
        ("a 100w 50h, b\t1.5x\n", [("a", "100w 50h"), ("b", "1.5x")]),
        ("a 100, b 0w, c 1x 2x, d 50h, e 1w 1x, f 2X, g -1x, h 1e0x", [("h", "1e0x")]),
        ("a (1x, 2x) 3x, b", [("b", "")]),
        ("a (1x, b", []),
        ("a,,, b", [("a", ""), ("b", "")]),
        ("a \ue000\ue000, b 2x", [("a", "\ue000\ue000"), ("b", "2x")]),
        ("", []),
        (" ,, ", []),
    ],
)
def test_srcset_is_parsed_as_browsers_do(srcset: str, candidates: list[tuple[str, str]]) -> None:
    found = list(read_srcset(Placed(srcset, Location("a.html", 5, 5 + len(srcset)))))
    assert [(each.url.value, each.descriptor) for each in found] == candidates
    for each in found:
        assert srcset[each.url.at.start - 5 : each.url.at.end - 5] == each.url.value


def test_each_character_of_a_decoded_value_has_its_place() -> None:
    page = '<img src="/a" alt="A&amp;B&lt;あ"><p>一<b>&amp;</b>二&copy;</p>'
    doc = Document("a.html", page, Site())
    alt, text = doc.images[0].alt, doc.blocks[0].text
    assert alt is not None

    def parts(value: Placed[str]) -> list[str]:
        at = [value.part(number, number + 1) for number in range(len(value.value))]
        return [page[each.start : each.end] for each in at]

    assert parts(alt) == ["A", "&amp;", "B", "&lt;", "あ"]
    assert (text.value, parts(text)) == ("一&二©", ["一", "&amp;", "二", "&copy;"])


SIZE = 200_000

REPEATED = (
    "<div>", "<a ", "<!--", "<![", "<!", "<?", "</", "<", "&", "&amp", "&amp;", "<svg><title>", "<svg>",
    "<svg><foreignObject>", "<math><mi>", "<svg><![CDATA[", "<script>", "<style>", "<title>", "<p>", "</p>", "<h1>",
    "<h1><b>x", "<a>", "<a href=x><p>x", "<p><a href=/x>x</p>", "<a href=x><table><tr><td>x", "<table>",
    "<table><td>", "<table><caption>", "<table><b>x<tr>", "<noscript>", "<select>", "<select><option>", "<object>",
    "<template>", "<ruby>x<rt>", "<b>", "<b><div>", "<b><div></b>", "<code><p>x", "<font size=1><p>x", "<span></x>",
    "<ul><li>", "<dd>", "<form>", "<button>", "<nav>", "<div role=navigation>", "<html lang=ja>", "<picture>",
    "<plaintext>", "<img data-src=a class=lazy>", "<h2><a href=x><b>t<h3>", "<marquee><a>", "<nobr>", "<br>",
)  # fmt: skip

LONG: dict[str, Callable[[int], str]] = {
    "attributes of one tag": lambda n: "<p " + " ".join(f"a{i}=1" for i in range(n // 8)) + ">",
    "elements with ids that stay open": lambda n: "".join(f"<b id={i}>" for i in range(n // 12)) + "<p>x</p>" * 1_000,
    "white space in a tag": lambda n: "<p" + " " * n + "a" + " " * n + "=" + " " * n + ">",
    "slashes in a tag": lambda n: "<p " + "/" * n + ">",
    "quotes in a tag": lambda n: "<p a=" + '"' * n + ">",
    "a name after an ampersand": lambda n: "&" + "a" * n,
    "a number": lambda n: "&#" + "1" * n + ";&#x" + "f" * n,
    "references in an attribute": lambda n: "<p title='" + "&aaaa" * (n // 5) + "'>",
    "an open srcset": lambda n: '<img srcset="' + "a," * (n // 2),
    "a srcset of one URL": lambda n: '<img srcset="' + "a," * (n // 2) + '">',
    "a srcset of many": lambda n: '<img srcset="' + "a, " * (n // 3) + '">',
    "a srcset of references": lambda n: '<img srcset="' + "a&amp;b, " * (n // 9) + '">',
    "a srcset of parentheses": lambda n: '<img srcset="' + "a (" * (n // 3) + '">',
    "a srcset of commas": lambda n: '<img srcset="' + "," * n + '">',
    "a placeholder's name": lambda n: "<img data-src=x src='" + "pixel-" * (n // 6) + ".x'>",
    "scripts in comments": lambda n: "<script>" + "<!--<script>" * (n // 12),
    "items under many elements": lambda n: "<div>" * (n // 10) + "<li></li>" * (n // 20),
    "paragraphs under many elements": lambda n: "<div>" * (n // 10) + "<p></p>" * (n // 20),
    "end tags in drawings": lambda n: "<svg>" * (n // 10) + "</video>" * (n // 16),
    "end tags below drawings": lambda n: "<svg><g><g><foreignObject><div>" + "</g>" * (n // 4),
    "formatting around many elements": lambda n: "<b>" * (n // 9) + "<div>" * (n // 15) + "</b>" * (n // 12),
    "formatting below many elements": lambda n: "<b>" + "<span>" * (n // 12) + "<div>" + "</b>" * (n // 8),
    "links around many elements": lambda n: "<a href=1><div>" * (n // 15) + "</a>" * 1_000,
    "paragraphs in formatting": lambda n: "<b><i><u><s><tt><em>" + "<p>x</p>" * (n // 8),
    "sources of a picture": lambda n: "<picture>" + "<source srcset='a 1x'>" * (n // 22) + "<img>",
}  # fmt: skip


@pytest.mark.parametrize("name", [*REPEATED, *LONG])
def test_large_pages_are_read_or_given_up(name: str) -> None:
    """How long that takes is measured by ``benchmarks/worst_case.py``; what grows with the square takes a minute here."""
    page = LONG[name](SIZE) if name in LONG else name * (SIZE // len(name))
    template = Document("a.html", page, Site()).template
    try:
        content = read_content("a.html", template, read_page("a.html", template.text, 0, len(page)), balanced=True)
    except TooManyError:
        assert page.count("<") * len(page) > MOST  # formatting is opened again in each paragraph
    else:
        assert not content.scripts or "<script>" in page


@pytest.mark.parametrize(
    ("written", "title", "places"),
    [
        (" A\n  B", "A B", ["A", "\n  ", "B"]),
        ("A&amp;\t\r\n B ", "A& B", ["A", "&amp;", "\t\r\n ", "B"]),
        ("A\u3000 B", "A\u3000 B", ["A", "\u3000", " ", "B"]),
        ("A\xa0\xa0B", "A\xa0\xa0B", ["A", "\xa0", "\xa0", "B"]),
        ("A\nB", "A B", ["A", "\n", "B"]),
        ("\n", "", []),
    ],
)
def test_white_space_of_titles_is_collapsed_as_browsers_do(written: str, title: str, places: list[str]) -> None:
    text = f"<!DOCTYPE html><html><head><title>{written}</title></head><body><p>a</p></body></html>"
    found = Document("a.html", text, Site()).content.head_title
    assert found is not None
    assert found.value == title
    assert_true_place(text, found)
    assert [text[at.start : at.end] for at in (found.part(n, n + 1) for n in range(len(title)))] == places
