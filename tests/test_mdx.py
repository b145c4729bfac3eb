"""MDX, which has neither HTML nor indented code: what is Markdown in it and between its tags, and what is JSX."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import assert_true_place
from node_readers import Seen, body, differences, fold, read, without_packages
from test_markdown import VIEWS, unmark
from test_markdown_readers import CORPORA, absent

from seolint.document import Document
from seolint.document.tokens import TooManyError
from seolint.site import Site
from seolint.text import UNKNOWN

REMARK = """
import { unified } from "unified"
import parse from "remark-parse"
import mdx from "remark-mdx"
import gfm from "remark-gfm"
import { visit } from "unist-util-visit"
import { toString } from "mdast-util-to-string"

const reader = unified().use(parse).use(gfm).use(mdx)

function read(post) {
  const tree = reader.parse(post), definitions = {}, headings = [], links = [], images = []
  visit(tree, "definition", node => { definitions[node.identifier] ??= node.url })
  visit(tree, "mdxTextExpression", node => { node.value = "" })
  visit(tree, node => {
    const url = node.url ?? definitions[node.identifier]
    if (node.type === "heading") headings.push([node.depth, toString(node)])
    if (/^link/.test(node.type) && url !== undefined) links.push(url)
    if (/^image/.test(node.type) && url !== undefined) images.push([url, node.alt])
    if (!node.type.startsWith("mdxJsx")) return
    const said = {}
    for (const one of node.attributes) if (one.name) said[one.name] = one.value === null ? "" : one.value.type ? "?" : one.value
    if (node.name === "a" && "href" in said) links.push(said.href)
    if (node.name === "img") images.push([said.src ?? "", said.alt === "?" ? "" : said.alt])
    if (/^h[1-6]$/.test(node.name)) headings.push([+node.name[1], toString(node)])
  })
  return { headings, links, images }
}
"""

CASES: list[tuple[str, str, tuple[str, ...]]] = [
    # tags, and Markdown between them
    ("links", '<p>\n  `<h1>` x `<a href="no">` [l](⟦m⟧)\n</p>', ("m",)),
    ("headings", '<p>\n  `<h1>` x `<a href="no">` [l](m)\n</p>', ()),
    ("links", "- <p>[l](⟦m⟧)</p>\n", ("m",)),
    ("headings", "<div>\n# ⟦h⟧\n\n**[b](c)**\n</div>\n", ("h",)),
    ("links", "<pre>\n[a](⟦b⟧)\n</pre>\n\n<td>\n[c](⟦d⟧)\n</td>\n", ("b", "d")),
    ("headings", "> <Note>\n> ## ⟦in [q⟧](r)\n> </Note>\n", ("in q",)),
    ("headings", "text\n<Box>\n## ⟦h⟧\n</Box>\nmore\n", ("h",)),
    ("headings", "<>\n# ⟦h⟧\n</>\n", ("h",)),
    ("headings", "{/* c */}\n# ⟦h⟧\n{`x`}\n## ⟦i⟧\n", ("h", "i")),
    ("blocks", "<Box>\n⟦a⟧\n</Box>\n⟦b⟧\n", ("a", "b")),
    ("blocks", "⟦窯{/* c */}薪⟧ {/* d */}\n", ("窯薪",)),
    ("link texts", "[⟦a <b>c</b> d⟧](e)\n", ("a c d",)),
    ("blocks", "⟦**<b>x</b>**です⟧\n", ("**x**です",)),
    ("links", "| a |\n| - |\n| <b>[c](⟦d⟧)</b> |\n<Box />\n", ("d",)),
    ("blocks", "- <Note\n    a='b'>\n\n      ⟦x⟧\n  </Note>\n", ("x",)),
    # elements of HTML
    ("links", '<Box><a\n  href="⟦x⟧"\n>\ny\n</a></Box>\n', ("x",)),
    ("links", '> <p>\n> > <a\n> > href="⟦x⟧"\n> > >y</a>\n> </p>\n', ("x",)),
    ("links", '<a\n  href="⟦x⟧"\n  title="a > b"\n>\n  t\n</a>\n\n> t <a\n>   b={c}\n> href="⟦y&amp;z⟧">u</a>\n', ("x", "y&z")),
    ("link texts", '<a href="x">⟦t **b⟧**</a> <a href="y" /> u\n', ("t b", "")),
    ("images", '<img src="⟦a.png⟧" alt="b" /><img src=\'⟦c⟧\'/>\n\n- <img src="⟦d⟧"/>\n', ("a.png", "c", "d")),
    ("alts", '<img src="a.png" alt="⟦b &amp; c⟧" />\n\n![⟦d <b>e⟧</b>](f)\n', ("b & c", "d e")),
    ("headings", '<h2 id="i">⟦x **y⟧**</h2>\n\n<h3>\n  ⟦z⟧\n</h3>\n', ("x y", "z")),
    ("ids", '<h2 id="⟦i⟧">x</h2>\n<h3 id={j}>y</h3>\n', ("i", UNKNOWN)),
    ("links", '<Link href="no">[a](⟦b⟧)</Link> <A href="no"/> <Foo.a href="no">x</Foo.a>\n', ("b",)),
    ("headings", "<H1>no</H1>\n\n<Title>no</Title>\n\n# ⟦yes⟧\n", ("yes",)),
    # no HTML in code, expressions, URLs
    ("links", '<details>\n<summary>s</summary>\n```html\n<a href="no"><h2>no</h2><img src="no.png">\n```\n</details>\n', ()),
    ("links", '<Foo f={() => <a href="no">no</a>} />\n\nx {"[no](no)"}\n', ()),
    ("links", "[a](<⟦b c⟧>) [d](⟦/e{f}⟧) [g]\n\n[g]: <⟦h i⟧>\n", ("b c", "/e{f}", "h i")),
    ("links", "⟦https://a.b/⟧<b>x</b> [e](⟦f⟧)\n", ("https://a.b/", "f")),
    # indentation
    ("headings", "<Box>\n      ## ⟦Deep heading⟧\n\n      [l](m) ![i](i.png)\n</Box>\n", ("Deep heading",)),
    ("headings", "text\n\n    # ⟦no code⟧\n\n\t## ⟦nor this⟧\n\n      ⟦Setext⟧\n      ===\n", ("no code", "nor this", "Setext")),
    ("links", "1. a\n\n   <Tab>\n      ```\n      [no](no)\n      ```\n\n          [a](⟦b⟧)\n   </Tab>\n2. [c](⟦d⟧)\n", ("b", "d")),
    ("headings", "- a\n      - b\n\n            ## ⟦H⟧\n      - c\n", ("H",)),
    ("headings", "-       # ⟦a⟧\n\n        ## ⟦b⟧\n", ("a", "b")),
    ("headings", ">       # ⟦q⟧\n> - x\n>\n>         ## ⟦in item⟧\n", ("q", "in item")),
    ("headings", "a[^1]\n\n[^1]: n\n\n    # ⟦in note⟧\n\n    - b\n\n              ## ⟦deep⟧\n", ("in note", "deep")),
    ("links", "a\n\n     ```\n     [no](no)\n     ```\n     [a](⟦b⟧)\n", ("b",)),
    ("links", "- ```\n  [no](no)\n- [a](⟦b⟧)\n\n  ~~~\n[c](⟦d⟧)\n", ("b", "d")),
    ("links", "      | a |\n      | - |\n      | [x](⟦y⟧) |\n", ("y",)),
    ("links", "    [a\n        b](⟦c⟧)\r\n\r\n\t\t![d](e) [f](⟦g⟧)\r\n", ("c", "g")),
    ("headings", "- - -\n\n* * *\n\n- - x\n\n      # ⟦y⟧\n", ("y",)),
]


def document(text: str) -> Document:
    return Document("a.mdx", text, Site())


@pytest.mark.parametrize(("view", "source", "values"), CASES)
def test_jsx_and_markdown_are_told_apart(view: str, source: str, values: tuple[str, ...]) -> None:
    text, places = unmark(source)
    found = VIEWS[view](document(text))
    if values and len(places) == len(values):
        assert [(value.at.start, value.at.end) for value in found if value.value in values] == places
    assert [value.value for value in found] == list(values)


@pytest.mark.parametrize("path", ["docs/a.md", "docs/a.mdx"])
def test_docusaurus_reads_all_posts_as_mdx(path: str) -> None:
    site = Site(generator="docusaurus", template="docusaurus")
    doc = Document(path, ":::tip[窯 <b>薪</b>]\n    ## 題 {#id}\n:::\n\n<div>\n- [a](b)\n</div>\n<!-- 注 -->\n", site)
    assert [heading.text.value for heading in doc.headings] == ["題"]
    assert [link.url.value for link in doc.links if link.url] == ["b"]
    assert [block.text.value for block in doc.blocks] == ["窯 薪", "題", "a"]
    assert [comment.value for comment in doc.content.comments] == [" 注 "]


def test_scripts_keep_their_content() -> None:
    doc = document('<script type="application/ld+json">\n{"@type": "A", "b": [1]}\n</script>\n\n<script src="a.js" />\n\n# b\n')
    assert [item.types[0].value for item in doc.items] == ["A"]
    assert len(doc.content.scripts) == 1
    assert len(doc.headings) == 1


def test_a_post_of_too_many_tags_is_refused() -> None:
    with pytest.raises(TooManyError):
        _ = document("<b/>" * 200_001).content


SCRAPS = [
    "窯", "a b", "\n", "\n\n", "\r\n", "\r", "    ", "\t", "> ", "- ", "-      ", "10. ", "[^1]: ", "# ", "`", "```\n", "~~~",
    "{a}", "{", "{/* c */}", "<A>", "</A>\n", "<a href='b'>", "</a>", "<img src={a}\nalt='c' />", "<>", "</>", "<!-- c -->",
    "[a](b)", "[a](<b c>)", "![a](b)", "https://a.b/c{d}", "import a\n", "***", "<script>", "</script>", "| a |\n| - |\n", "[^1]",
    "\ufeff",
]  # fmt: skip


@given(st.lists(st.sampled_from(SCRAPS), max_size=25).map("".join))
def test_places_are_true(text: str) -> None:
    doc = document(text)
    for view in VIEWS.values():
        for value in view(doc):
            assert_true_place(doc.template.text, value)
    places = [heading.at.start for heading in doc.headings]
    assert places == sorted(places)


def test_the_post_is_read_as_if_its_indentation_were_not_there() -> None:
    text = "".join(f"{' ' * (number % 9)}## 題{number}\n\n" for number in range(40))
    assert [heading.text.value for heading in document(text).headings] == [f"題{number}" for number in range(40)]


def theirs(docs: list[Document]) -> list[Seen]:
    return [
        {
            "headings": [[level, fold(text)] for level, text in page["headings"]],
            "links": page["links"],
            "images": [[url, fold(alt)] for url, alt in page["images"]],
        }
        for page in read(REMARK, [body(doc) for doc in docs])
    ]


PACKAGES = ("remark-mdx", "remark-gfm", "remark-parse", "unified", "unist-util-visit", "mdast-util-to-string")


@without_packages(*PACKAGES)
def test_the_cases_are_what_remark_sees() -> None:
    docs = [document(unmark(source)[0]) for _, source, _ in CASES]
    assert differences(docs, theirs(docs)) == []


@absent
@without_packages(*PACKAGES)
def test_posts_are_what_remark_sees() -> None:
    paths = sorted(CORPORA.rglob("*.mdx"))
    docs = [Document(str(path.relative_to(CORPORA)), path.read_bytes().decode(), Site()) for path in paths]
    assert len(docs) > 50
    assert differences(docs, theirs(docs)) == []
