"""The Markdown of Zenn, which has no HTML, and of VitePress, which makes links of names of hosts, as markdown-it reads them."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from laws import READINGS, assert_true_place
from node_readers import body, fold, read, without_packages
from test_markdown import VIEWS, unmark
from test_markdown_readers import CORPORA, absent

from seolint.document import Document
from seolint.site.vitepress import read_site
from seolint.text import UNKNOWN

ZENN = """
import html from "zenn-markdown-html"
const read = post => (html.default ?? html)(post)
"""
VITEPRESS = """
import markdownIt from "markdown-it"
const reader = markdownIt({ html: true, linkify: true })
const read = post => reader.render(post)
"""

ZENN_CASES: list[tuple[str, str, tuple[str, ...]]] = [
    # no HTML
    ("headings", '## ⟦List<T> と <img src="x.png" alt="y">⟧\n', ('List<T> と <img src="x.png" alt="y">',)),
    ("images", '## List<T> と <img src="x.png" alt="y">\n\n![a <b>](⟦c⟧)\n', ("c",)),
    ("links", '<a href="no">html</a> [<b>](⟦c⟧) <⟦https://a.b⟧> <⟦a@b.cc⟧>\n', ("c", "https://a.b", "mailto:a@b.cc")),
    ("headings", "<div>\n# ⟦h⟧\n</div>\n\n<?php\n## ⟦i⟧\n", ("h", "i")),
    ("code", "`⟦<b>⟧` ``⟦<i>` x⟧`` [`⟦<!-- x -->⟧`](y)\n", ("<b>", "<i>` x", "<!-- x -->")),
    ("links", "a <!-- [no](no) --> [b](⟦c⟧)\n\n<!-- over\n[lines](⟦d⟧)\n-->\n", ("c", "d")),
    ("links", "<!-- c https://no.no --> **[b](⟦c⟧)**<br>\n<br>\n[d](⟦e⟧) \\<!-- [f](⟦g⟧) -->\n", ("c", "e", "g")),
    ("blocks", ":::details ⟦a <b>c</b>⟧\n⟦d⟧<br>⟦e⟧\n:::\n", ("a <b>c</b>", "d", "e")),
    # mathematics
    ("links", "$$\n[no](no)\n\nb\n$$\n[y](⟦z⟧)\n\n$$a$$ [no](no)\n", ("z",)),
    ("links", "- $$\n  [no](no)\n  $$\n- $a_[x](y)$ [b](⟦c⟧)\n", ("c",)),
    ("links", "$5 [a](no) 6$ \\$[c](⟦d⟧)$ 1$[e](⟦f⟧)$ $ [g](⟦h⟧) $ $x$5\n", ("d", "f", "h")),
    ("links", "$[a](⟦http://b.c/$d⟧)\n\n[a](⟦/x$y⟧) [b](⟦/z$w⟧) [d]\n\n[d]: ⟦/$x$⟧\n", ("http://b.c/$d", "/x$y", "/z$w", "/$x$")),
    ("links", "`$` [a](⟦b⟧) `$`\n\n```\n$$\n```\n[c](⟦d⟧)\n\n```\n$$\n```\n", ("b", "d")),
    # addresses
    ("links", "www.foo.com foo.com a@b.cc ⟦http://x.y⟧（全角）\n", ("http://x.y",)),
    ("links", "見よ⟦https://a.b/cです。⟧ **⟦https://a.b⟧**\n", ("https://a.b/cです。", "https://a.b")),
    ("links", "（⟦https://a.b/c）⟧　⟦https://a.b/（d）、e⟧<b>\n", ("https://a.b/c）", "https://a.b/（d）、e")),
    ("ids", "## List<T> と <img src=\"x.png\" alt=\"y\">\n", ()),
]
VITEPRESS_CASES: list[tuple[str, str, tuple[str, ...]]] = [
    ("links", "⟦http://x.y⟧（全角） ⟦example.com⟧ ⟦README.md⟧\n", ("http://x.y", "http://example.com", "http://README.md")),
    ("links", "⟦//foo.com/x⟧ ⟦a@b.com⟧ ⟦mailto:a@b.com⟧\n", ("//foo.com/x", "mailto:a@b.com", "mailto:a@b.com")),
    ("links", '**⟦http://a.b⟧** _http://a_b/c_ <a href="⟦q⟧">http://in x.com</a>\n', ("http://a.b", "q")),
    ("links", "⟦http://a.b/[c]⟧ ⟦http://a.b/(c)⟧) xhttp://no\n", ("http://a.b/[c]", "http://a.b/(c)")),
    ("links", "（⟦foo.jp⟧）、⟦a.b.co.jp/x?y⟧ foo.js .com -x.com /x.com “⟦x.org⟧”\n", ("http://foo.jp", "http://a.b.co.jp/x?y", "http://x.org")),
    ("links", "⟦foo.com:80/x⟧ v1.2 node.js $⟦y.com⟧ a_b.com `x.com` [x.com](⟦y⟧)\n", ("http://foo.com:80/x", "http://y.com", "y")),
    ("links", "⟦http://localhost:3000/a⟧ ⟦http://127.0.0.1⟧ http://a-.b ⟦ftp://a.b⟧\n",
     ("http://localhost:3000/a", "http://127.0.0.1", "ftp://a.b")),
    ("links", "⟦https://a.b/c'd⟧ ⟦https://a.b/c;d⟧; ⟦https://a.b/c⟧. ⟦https://a.b/c!d⟧! ⟦https://a.b/c...d⟧\n",
     ("https://a.b/c'd", "https://a.b/c;d", "https://a.b/c", "https://a.b/c!d", "https://a.b/c...d")),
    ("headings", "<div>\nx.com\n</div>\n\n# ⟦x.com⟧\n", ("x.com",)),
]  # fmt: skip


def zenn(text: str) -> Document:
    return Document("articles/a.md", text, READINGS["zenn"].site)


def vitepress(text: str) -> Document:
    return Document("a.md", text, READINGS["vitepress"].site)


@pytest.mark.parametrize(
    ("document", "view", "source", "values"),
    [*((zenn, *case) for case in ZENN_CASES), *((vitepress, *case) for case in VITEPRESS_CASES)],
)
def test_what_is_shown_and_where(document: Any, view: str, source: str, values: tuple[str, ...]) -> None:
    text, places = unmark(source)
    found = VIEWS[view](document(text))
    assert [value.value for value in found] == list(values)
    assert [(value.at.start, value.at.end) for value in found] == places


def test_ids_of_zenn_are_of_what_is_shown() -> None:
    doc = zenn('## List<T> と <img src="x.png">\n\n##### 五\n')
    assert doc.heading_ids == ("list%3Ct%3E-%E3%81%A8-%3Cimg-src%3D%22x.png%22%3E", "")


def test_comments_of_zenn_are_read() -> None:
    assert [comment.value for comment in zenn("a <!-- b --> c\n\n<!-- d -->\n\n`<!-- e -->`\n").content.comments] == [" b ", " d "]


SCRAPS = [
    "窯", "a b", "\n", "\n\n", "\r\n", "\r", "> ", "- ", "# ", "`", "```\n", "<b>", "<", "<!-- c -->", "<!--", "-->", "<br>",
    "$", "$$", "\\", "[a](b)", "[a](<b c>)", "https://a.b/c", "http://", "x.com", "a@b.com", "//a.b", "mailto:", "、", "（", "*",
    "_", "&amp;", "⁖", ":::details a\n", ":::\n", "@[card](x)\n",
]  # fmt: skip


@given(st.sampled_from([zenn, vitepress]), st.lists(st.sampled_from(SCRAPS), max_size=20).map("".join))
def test_places_are_true(document: Any, text: str) -> None:
    doc = document(text)
    for view in VIEWS.values():
        for value in view(doc):
            assert_true_place(doc.template.text, value)


Page = tuple[list[list[Any]], list[str], list[list[str]]]


def shown(text: object) -> str:
    return fold(unquote(str(text or "")).replace(UNKNOWN, ""))


def ours(doc: Document) -> Page:
    images = sorted([shown(image.url.value), shown(image.alt.value if image.alt else "")] for image in doc.images)
    links = sorted(shown(link.url.value) for link in doc.links if link.url is not None and link.url.value)
    return [[heading.level, shown(heading.text.value)] for heading in doc.headings], links, images


def theirs(html: str) -> Page:
    """What a reader sees: cards are links of their own, and footnotes lead to and fro."""
    soup = BeautifulSoup(html, "html.parser")
    for mark in soup.select("a.header-anchor-link, a[style], a.footnote-backref, .footnote-ref"):
        mark.decompose()
    headings = [[int(tag.name[1]), shown(tag.get_text())] for tag in soup.find_all(re.compile("^h[1-6]$"))]
    images = sorted([shown(tag.get("src")), shown(tag.get("alt"))] for tag in soup("img"))
    return headings, sorted(shown(tag["href"]) for tag in soup("a") if tag.get("href")), images


def compare(docs: list[Document], pages: list[str], most: float) -> None:
    wrong = [(doc.path, ours(doc), theirs(page)) for doc, page in zip(docs, pages, strict=True) if ours(doc) != theirs(page)]
    assert len(wrong) <= len(docs) * most, wrong


@without_packages("zenn-markdown-html")
def test_the_cases_are_what_zenn_shows() -> None:
    docs = [zenn(unmark(source)[0]) for _, source, _ in ZENN_CASES]
    compare(docs, read(ZENN, [body(doc) for doc in docs]), 0)


@without_packages("markdown-it")
def test_the_cases_are_what_vitepress_shows() -> None:
    docs = [vitepress(unmark(source)[0]) for _, source, _ in VITEPRESS_CASES]
    compare(docs, read(VITEPRESS, [body(doc) for doc in docs]), 0)


@absent
@without_packages("zenn-markdown-html")
def test_posts_are_what_zenn_shows() -> None:
    """All posts, as if they were Zenn's."""
    docs = [zenn(path.read_bytes().decode()) for path in sorted(CORPORA.glob("*/**/*.md"))]
    assert len(docs) > 250
    compare(docs, read(ZENN, [body(doc) for doc in docs]), 0.03)


@absent
@without_packages("markdown-it")
def test_posts_are_what_vitepress_shows() -> None:
    """All posts, as if they were VitePress's; what its template language does is done before."""
    site = read_site("", "", READINGS["vitepress"].site)
    docs = [Document("a.md", path.read_bytes().decode(), site) for path in sorted(CORPORA.glob("*/**/*.md"))]
    masked = [doc.template.text[len(doc.text) - len(body(doc)) :] for doc in docs]
    compare(docs, read(VITEPRESS, masked), 0.04)
