"""What Markdown shows, and where each of it stands: ``⟦…⟧`` marks the place of each value in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import assert_true_place

from seolint.document import Document
from seolint.document.markdown import read_markdown
from seolint.document.tokens import Comment, Run, Tag
from seolint.site import Site
from seolint.text import Placed

DIALECTS = ("commonmark", "gfm", "kramdown")


def document(text: str, dialect: str) -> Document:
    return Document("a.md", text, Site(markdown=dialect))


def unmark(source: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without marks, and the places that they mark."""
    plain, places, last = "", list[tuple[int, int]](), 0
    for mark in re.finditer("⟦(.*?)⟧", source, re.DOTALL):
        plain += source[last : mark.start()]
        places.append((len(plain), len(plain) + len(mark[1])))
        plain, last = plain + mark[1], mark.end()
    return plain + source[last:], places


def _some(values: Iterable[Placed[str] | None]) -> list[Placed[str]]:
    return [value for value in values if value is not None]


VIEWS: dict[str, Callable[[Document], list[Placed[str]]]] = {
    "headings": lambda doc: [heading.text for heading in doc.headings],
    "ids": lambda doc: _some(heading.id for heading in doc.headings),
    "links": lambda doc: _some(link.url for link in doc.links),
    "link texts": lambda doc: [link.text for link in doc.links],
    "images": lambda doc: [image.url for image in doc.images],
    "alts": lambda doc: _some(image.alt for image in doc.images),
    "blocks": lambda doc: [block.text for block in doc.blocks],
    "code": lambda doc: [
        Placed(block.text.value[start:end], block.text.part(start, end))
        for block in doc.blocks
        for start, end in block.code
    ],
}

ALL, BOTH, MARK = "commonmark gfm kramdown", "gfm kramdown", "commonmark gfm"
CASES: list[tuple[str, str, str, tuple[str, ...]]] = [
    # headings
    (ALL, "headings", "# ⟦見出し⟧\n\n## ⟦b⟧ ##\n\n### ⟦c#⟧\n", ("見出し", "b", "c#")),
    (ALL, "headings", "# ⟦a *b* `c` [d⟧](e)\n", ("a b c d",)),
    (ALL, "headings", "⟦One⟧\n===\n\n⟦Two⟧\n---\n", ("One", "Two")),
    (MARK, "headings", "⟦Two\nlines⟧\n===\n", ("Two\nlines",)),
    ("kramdown", "headings", "Two\nlines\n===\n\n#none\n\n # none\n", ()),
    (ALL, "headings", "text\n# ⟦ends a paragraph⟧\n", ("ends a paragraph",)),
    (ALL, "headings", "> # ⟦a⟧\n\n- # ⟦b⟧\n", ("a", "b")),
    (ALL, "headings", "    # code\n\n```\n# code\n```\n\n\\# text\n", ()),
    ("gfm", "ids", "# H {#⟦id⟧}\n\n## 題 {.x #⟦題⟧} ##\n\n## {#if ...}\n", ("id", "題")),
    ("kramdown", "ids", "# H {#⟦id⟧}\n", ("id",)),
    (BOTH, "headings", "# ⟦H⟧ {#id}\n\n⟦S⟧ {#t}\n---\n\n## ⟦{#if ...}⟧\n", ("H", "S", "{#if ...}")),
    # links
    (ALL, "links", '[a](⟦/b⟧) [a](<⟦/b c⟧>) [a](⟦/d⟧ "t") [a]( ⟦/e_(f)⟧ )\n', ("/b", "/b c", "/d", "/e_(f)")),
    (ALL, "link texts", "[⟦a⟧](/b) [*⟦a* b⟧](/c) [`⟦d⟧`](/e)\n", ("a", "a b", "d")),
    (MARK, "links", "[a](⟦/b\\_c&amp;d⟧) [a](/b c)\n", ("/b_c&d",)),
    ("kramdown", "links", "[a](⟦/b\\_c&amp;d⟧) [a](⟦x y⟧)\n", ("/b\\_c&d", "x y")),
    (ALL, "links", "<⟦https://a.b/c⟧> <⟦mailto:a@b.c⟧> <⟦a@b.c⟧>\n", ("https://a.b/c", "mailto:a@b.c", "mailto:a@b.c")),
    ("commonmark kramdown", "links", "https://a.b www.a.b a@b.cc\n", ()),
    ("gfm", "links", "⟦https://a.b⟧, (⟦www.a.b/c⟧) ⟦x@y.zz⟧.\n", ("https://a.b", "http://www.a.b/c", "mailto:x@y.zz")),
    ("gfm", "links", "見よ⟦https://a.b/です。次⟧ ⟦ftp://a.b/(c)⟧)\n", ("https://a.b/です。次", "ftp://a.b/(c)")),
    (
        "gfm",
        "links",
        "⟦https://a.b/_c_`d`⟧ **⟦https://e.f⟧** [x https://no.no\n",
        ("https://a.b/_c_`d`", "https://e.f"),
    ),
    ("gfm", "links", "`https://a.b`\n\n    https://a.b\n\n<b title='https://a.b'>\n\nxhttps://a.b https://a_b.c\n", ()),
    ("gfm", "links", "| ⟦https://a.b⟧| c |\n|---|---|\n", ("https://a.b",)),
    (ALL, "links", "<a\n href='⟦/b⟧'\n title='t'>c</a>\n", ("/b",)),
    (ALL, "links", "> a <a\n> href='⟦/b⟧'>c</a>\n", ("/b",)),
    (ALL, "links", "[^a] [b] [c][d] [e](⟦⟧)\n", ("",)),
    (ALL, "links", "\\[a](/b) `[a](/b)` <!-- [a](/b) -->\n", ()),
    # images
    (ALL, "images", "![a](⟦/b.png⟧) [![c](⟦/d.png⟧)](/e)\n", ("/b.png", "/d.png")),
    (ALL, "links", "[![c](/d.png 't')](⟦/e⟧)\n", ("/e",)),
    (ALL, "link texts", "[![⟦写真⟧](/d.png)](/e)\n", ("写真",)),
    (ALL, "alts", "![⟦写真⟧](/b.png) ![⟦⟧](/c.png)\n", ("写真", "")),
    (MARK, "alts", "![⟦a *b* `c⟧`](/d)\n", ("a b c",)),
    ("kramdown", "alts", "![⟦a *b* \\_c &amp; d⟧](/e)\n", ("a *b* _c & d",)),
    (ALL, "images", '<p>\n<img src="⟦/a.png⟧" alt="x">\n</p>\n\nb <img src="⟦/c.png⟧">\n', ("/a.png", "/c.png")),
    (ALL, "images", "![a][b]\n\n[b]: ⟦/c.png⟧\n", ("/c.png",)),
    # text
    (ALL, "blocks", "⟦a\nb⟧\n\n⟦c⟧\n", ("a\nb", "c")),
    (ALL, "blocks", "⟦a\r\nb⟧\r\n\r\n⟦c⟧\r\n", ("a\r\nb", "c")),
    (ALL, "blocks", "⟦a\rb⟧\r\r⟦c⟧", ("a\rb", "c")),
    (ALL, "blocks", "⟦a\\*b &amp; c&#x3042;⟧\n", ("a*b & cあ",)),
    (MARK, "blocks", "⟦a\x00b⟧\n", ("a\ufffdb",)),
    ("kramdown", "blocks", "⟦a\x00b⟧\n", ("a\x00b",)),
    (ALL, "blocks", "*⟦a* **b** ***c⟧***\n", ("a b c",)),
    (ALL, "blocks", "- ⟦a⟧\n- ⟦b⟧\n\n  ⟦c⟧\n\n> ⟦d⟧\n", ("a", "b", "c", "d")),
    (ALL, "blocks", "> ⟦a\n> b⟧\n>\n> > ⟦c⟧\n", ("a\nb", "c")),
    (ALL, "blocks", "- ⟦a⟧\n\t- ⟦b⟧\n\n\t  ⟦c⟧\n", ("a", "b", "c")),
    (BOTH, "blocks", "- [x] ⟦a⟧\n- [ ] ⟦b⟧\n", ("a", "b")),
    (BOTH, "blocks", "⟦a ~~b⟧~~\n", ("a b",)),
    (BOTH, "blocks", "| ⟦a⟧ | ⟦b\\|c⟧ |\n|---|---|\n| ⟦d⟧ | *⟦e⟧* |\n", ("a", "b|c", "d", "e")),
    ("kramdown", "blocks", "| ⟦a⟧ | ⟦b⟧ |\n", ("a", "b")),
    (BOTH, "blocks", "⟦a⟧[^1]\n\n[^1]: ⟦b⟧\n\n[^2]: nobody\n", ("a", "b")),
    (ALL, "blocks", "⟦a <!-- b\nc --> d⟧\n", ("a  d",)),
    (MARK, "blocks", "⟦a⟧\n\n<!-- b\n\nc\n", ("a",)),
    ("kramdown", "blocks", "⟦a⟧\n\n⟦<!-- b⟧\n\n⟦c⟧\n", ("a", "<!-- b", "c")),
    (ALL, "blocks", "> <div\n> title='x'>\n> ⟦a⟧\n> </div>\n\n⟦b⟧\n", ("a", "b")),
    (MARK, "blocks", "- <p>\n  ⟦b⟧\n  </p>\n", ("b",)),
    (ALL, "code", "a `⟦b⟧` ``⟦c`d⟧``\n\n    ⟦e\n⟧\n```js\n⟦f\n⟧```\n", ("b", "c`d", "e", "f")),
    ("gfm", "blocks", "| `⟦a\\|b⟧` |\n|---|\n\n> `⟦c\n> d⟧`\n\n`⟦e\r\nf⟧`\n", ("a|b", "c\nd", "e\r\nf")),
    # kramdown's own
    ("kramdown", "blocks", "<div>\n\n⟦# a *b*⟧\n\n</div>\n\n⟦c⟧\n", ("# a *b*", "c")),
    ("kramdown", "headings", '<div markdown="1">\n# ⟦a⟧\n</div>\n\n<div>\n# b\n</div>\n', ("a",)),
    ("kramdown", "blocks", "⟦a⟧\n: ⟦b⟧\n\n    ⟦c⟧\n", ("a", "b", "c")),
    ("kramdown", "blocks", "⟦HTML⟧\n\n*[HTML]: Hyper\n", ("HTML",)),
    ("kramdown", "code", "a $$⟦x^2⟧$$ b\n\n$$\n⟦y⟧\n$$\n", ("x^2", "y")),
    ("kramdown", "blocks", "{::comment}\na\n{:/comment}\n\n⟦b⟧ {::comment}c{:/}\n", ("b",)),
    ("kramdown", "links", "{::nomarkdown}\n<a href='⟦/a⟧'>*b*</a>\n{:/}\n", ("/a",)),
    ("kramdown", "links", "[a](⟦/b⟧){:.c} [no]\n", ("/b",)),
    ("kramdown", "blocks", "⟦a_b_c⟧\n\n⟦日本_b_語⟧\n\n⟦x</b>⟧\n", ("a_b_c", "日本_b_語", "x</b>")),
    ("kramdown", "blocks", "⟦a⟧\n* ⟦b\nc⟧\n", ("a", "b\nc")),
    ("kramdown", "blocks", "* TOC\n{:toc}\n\n⟦a⟧\n{: .b #c}\n", ("a",)),
]


@pytest.mark.parametrize(
    ("dialect", "view", "source", "values"),
    [(dialect, view, source, values) for dialects, view, source, values in CASES for dialect in dialects.split()],
)
def test_values_and_their_places(dialect: str, view: str, source: str, values: tuple[str, ...]) -> None:
    text, places = unmark(source)
    found = VIEWS[view](document(text, dialect))
    assert [placed.value for placed in found] == list(values)
    assert [(placed.at.start, placed.at.end) for placed in found] == places
    for placed in found:
        assert_true_place(text, placed)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_reference_is_placed_where_it_is_defined(dialect: str) -> None:
    text = '[x][a] [B\nC] ![y][a] [Ä]\n\n[b c]: </v w>\n[A]: /u "t"\n[ä]: /o\n'
    doc = document(text, dialect)
    assert [text[url.at.start : url.at.end] for url in VIEWS["links"](doc)] == ["/u", "/v w", "/o"]
    assert [text[url.at.start : url.at.end] for url in VIEWS["images"](doc)] == ["/u"]
    assert [text[link.at.start : link.at.end] for link in doc.links] == ["[x][a]", "[B\nC]", "[Ä]"]


def test_of_two_definitions_kramdown_takes_the_last() -> None:
    text = "[a]\n\n[a]: /b\n[a]: /c\n"
    assert [VIEWS["links"](document(text, dialect))[0].value for dialect in DIALECTS] == ["/b", "/b", "/c"]


def test_parts_of_a_url_with_escapes_stand_in_it() -> None:
    text = "[a](/b\\_c&amp;d)\n"
    url = VIEWS["links"](document(text, "gfm"))[0]
    assert [text[at.start : at.end] for at in (url.part(number, number + 1) for number in range(6))] == [
        "/", "b", "_", "c", "&amp;", "d",
    ]  # fmt: skip


@pytest.mark.parametrize("dialect", DIALECTS)
def test_comments_are_known_and_not_shown(dialect: str) -> None:
    text = "a\n\n<!-- b -->\n\n> <!-- c\n> d -->\n"
    found = [token for token in read_markdown("a.md", text, 0, dialect) if isinstance(token, Comment)]
    assert [comment.value for comment in found] == [" b ", " c\nd "]
    assert [text[comment.start : comment.end] for comment in found] == ["<!-- b -->", "<!-- c\n> d -->"]


def test_attributes_behind_a_heading_are_text_where_the_dialect_has_none() -> None:
    tokens = list(read_markdown("a.md", "# H {#id}\n", 0, "gfm", ids=False))
    assert "".join(token.value for token in tokens if isinstance(token, Run)) == "H {#id}"
    assert document("# H {#id}\n", "gfm").headings[0].text.value == "H"
    zenn = Document("a.md", "# H {#id}\n", Site(generator="zenn"))
    assert zenn.headings[0].text.value == "H {#id}"


def test_a_links_place_is_the_whole_construct() -> None:
    text = '[a][] <https://b.c> ![d](/e "f") [g](</h>)\n\n[a]: /i\n'
    for dialect in DIALECTS:
        tags = [
            token
            for token in read_markdown("a.md", text, 0, dialect)
            if isinstance(token, Tag) and token.name in {"a", "img"}
        ]
        assert [text[tag.start : tag.end] for tag in tags] == ["[a][]", "<https://b.c>", '![d](/e "f")', "[g](</h>)"]


WRAPPINGS = (
    "*{}*", "**{}**", "***{}***", "[{}](/u)", "[x {} y](</u> 't')", "x {} y", "<b>{}</b>", "<span title='{{}}'>{}</span>",
    "~~{}~~", "[![{}](/i)](/u)", "*a **{}** b*", "\\*{}\\*", "&amp;{}&lt;", "a  \n{}", "a\\\n{}", "`a`{}`b`", "https://a.b {}",
)  # fmt: skip
CONTAINERS = (
    "{}\n", "# {}\n", "## a {} b ##\n", "a\n{}\nb\n===\n", "- {}\n", "- a\n\n  {}\n", "1. a\n   - {}\n", "> {}\n", "> a\n> {}\n",
    "> - a\n>   {}\n", "| a | {} |\n|---|---|\n", "| a |\n|---|\n| {} |\n", "<div>\n<p>{}</p>\n</div>\n", "\t- a\n\n{}\n",
    "[^1]\n\n[^1]: {}\n", "a\r\n{}\r\n", "a\r{}\r", "- a\r\n  {}\r\n", "> <p>\n> {}\n> </p>\n",
)  # fmt: skip


@given(
    st.sampled_from(DIALECTS), st.sampled_from(CONTAINERS), st.lists(st.sampled_from(WRAPPINGS), max_size=2), st.data()
)
def test_a_word_found_in_what_is_shown_is_found_in_the_source(
    dialect: str, container: str, wrappings: list[str], data: st.DataObject
) -> None:
    word = data.draw(st.sampled_from(["食パン", "zqx", "é\u0301ü", "𠮷野"]))
    inner = word
    for wrapping in wrappings:
        inner = wrapping.replace("{{}}", "").replace("{}", inner)
    text = container.replace("{}", inner)
    doc = document(text, dialect)
    for place in _found(doc, word):
        assert place == (text.index(word), text.index(word) + len(word))


def _found(doc: Document, word: str) -> Iterator[tuple[int, int]]:
    """Where a word stands that blocks, headings, links or alt texts hold."""
    for view in ("blocks", "headings", "link texts", "alts"):
        for placed in VIEWS[view](doc):
            start = placed.value.find(word)
            if start >= 0:
                at = placed.part(start, start + len(word))
                yield at.start, at.end


def test_words_are_shown_at_all() -> None:
    """The words of the property above are found in nearly all that it makes."""
    made = [
        (dialect, container.replace("{}", wrapping.replace("{{}}", "").replace("{}", "食パン")))
        for dialect in DIALECTS
        for container in CONTAINERS
        for wrapping in WRAPPINGS
    ]
    shown = [any(_found(document(text, dialect), "食パン")) for dialect, text in made]
    assert sum(shown) > len(made) * 0.9


SCRAPS = (
    "*",
    "**",
    "_",
    "`",
    "``",
    "[",
    "]",
    "![",
    "](",
    "(",
    ")",
    "<",
    ">",
    "\\",
    "~~",
    "$$",
    "&amp;",
    "&",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "  ",
    "    ",
    "\t",
    "# ",
    "- ",
    "1. ",
    "> ",
    ": ",
    "|",
    "あ",
    "a",
    "\x00",
    "\ue000",
    "[a]",
    '[a]: /u "t"\n',
    "[^1]",
    "[^1]: n\n",
    "<b>",
    "</b>",
    "<div>\n",
    '<div markdown="1">\n',
    "</div>\n",
    "<p>",
    "<!--",
    "-->",
    "<a href='&amp;u'>",
    "</a>",
    "<img src=x>",
    "{: .x}",
    "{:.y}\n",
    "{#i}",
    "{::comment}",
    "{:/}",
    "===\n",
    "---\n",
    "```\n",
    "~~~\n",
    "|---|---|\n",
    "https://a.b/",
    "www.c.d",
    "e@f.gh",
    "<g@h.i>",
    "![i](j)",
    "[k](<l m> 'n')",
    "- [x] ",
    "*[o]: p\n",
    "<script>",
    "</script>",
    "{::nomarkdown}\n",
    "^\n",
)


@given(st.sampled_from(DIALECTS), st.lists(st.sampled_from(SCRAPS) | st.text(max_size=4), max_size=30).map("".join))
def test_tokens_stand_where_they_say(dialect: str, text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    shown = text if dialect == "kramdown" else text.replace("\0", "\ufffd")
    for token in read_markdown("a.md", text, 0, dialect):
        assert 0 <= token.start <= token.end <= len(text), token
        if isinstance(token, Run) and len(token.value) == token.end - token.start:
            assert shown[token.start : token.end] == token.value
        for placed in token.attributes.values() if isinstance(token, Tag) else ():
            assert 0 <= placed.at.start <= placed.at.end <= len(text), token
            assert_true_place(shown, placed)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_run_of_text_is_read_once_and_in_order(dialect: str) -> None:
    """What is shown comes in the order of the source, footnotes too."""
    text = "# a\n\nb[^1] *c* [d](e) `f`\n\n[^1]: g\n\n- h\n  - i\n\n| j | k |\n|---|---|\n| l | m |\n\nn\n"
    starts = [token.start for token in read_markdown("a.md", text, 0, dialect) if isinstance(token, Run)]
    assert starts == sorted(set(starts))


@pytest.mark.parametrize(
    ("generator", "id_"), [("plain", "helloworld"), ("hugo", "hellobrworld"), ("jekyll", "helloworld"), ("hexo", "HelloWorld")]
)
def test_a_line_break_parts_the_words_of_headings_but_not_their_ids(generator: str, id_: str) -> None:
    styles = {"plain": "github", "hugo": "hugo", "jekyll": "kramdown", "hexo": "hexo"}
    site = Site(generator=generator, markdown="kramdown" if generator == "jekyll" else "gfm", heading_ids=styles[generator])
    doc = Document("a.md", "# Hello<br>World\n", site)
    assert [heading.text.value for heading in doc.headings] == ["Hello World"]
    assert doc.heading_ids == (id_,)


@pytest.mark.parametrize(
    ("text", "said"),
    [("# 日<br>本\n", "日本"), ("# 日<br>b\n", "日 b"), ("# a<br/> b\n", "a b"), ("# a<br>\n", "a"), ("# <br>a<br><br>b\n", "a b")],
)
def test_a_line_break_in_headings(text: str, said: str) -> None:
    heading = Document("a.md", text, Site()).headings[0]
    assert heading.text.value == said
    assert all(
        text[at.start : at.end] == character for place, character in enumerate(said) if place not in heading.breaks
        for at in [heading.text.part(place, place + 1)] if character != " "
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "urls", "texts"),
    [
        ("a [a](b\0c) d", ["b\ufffdc"], ["a"]),
        ("a [a](<b\0c>) d", ["b\ufffdc"], ["a"]),
        ("[a\0b][r]\n\n[r]: x\0y\n", ["x\ufffdy"], ["a\ufffdb"]),
        ("http://a.com/\0b c", ["http://a.com/\ufffdb"], ["http://a.com/\ufffdb"]),
        ("# 日\0[a](b)", ["b"], ["a"]),
    ],
)
def test_nul_is_a_replacement_character(text: str, urls: list[str], texts: list[str]) -> None:
    links = Document("a.md", text, Site()).links
    assert [link.url.value for link in links if link.url] == urls
    assert [link.text.value for link in links] == texts
    assert all(text[link.at.start] in "[h" for link in links)
