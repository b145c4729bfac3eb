"""HTML against Lexbor, which builds the tree that browsers build: broken markup as they repair it, and real pages."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seolint.document import Document
from seolint.site import Site

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode
else:
    lexbor = pytest.importorskip("selectolax.lexbor", reason="selectolax is not installed: it comes with the extra dev")
    LexborHTMLParser, LexborNode = lexbor.LexborHTMLParser, lexbor.LexborNode

ROOT = Path(__file__).resolve().parent.parent
CORPORA = Path(os.environ.get("SEOLINT_SHARED", ROOT.parent / "shared")) / "corpora"
FRONT_MATTER = re.compile(r"\ufeff?---\r?\n.*?\n---\r?\n", re.DOTALL)

HIDDEN = frozenset(
    "svg math template noscript select datalist textarea canvas object video audio script style iframe noembed noframes "
    "title rt rp rtc".split()
)
"""Elements whose text is none of the page's, as seolint sees it; readings are blocks of their own."""


class Seen(NamedTuple):
    """What a page shows: text without white space, which parts blocks and cells."""

    headings: list[tuple[int, str]]
    links: dict[str, str]
    images: list[tuple[str | None, str | None]]
    title: str | None
    metas: list[tuple[str | None, str | None]]
    text: str


def bare(text: str) -> str:
    return "".join(text.split())


def mixed(text: str) -> str:
    """The characters of a text whose order does not matter: browsers move out of a table what does not belong there."""
    return "".join(sorted(text))


def seen_by_browsers(page: str, text: Callable[[str], str]) -> Seen:
    """By Lexbor. The parts of a link that is opened again are one; what is in hidden elements does not count."""
    seen = Seen([], {}, [], None, [], "")
    root = LexborHTMLParser(page).root
    title: str | None = None
    assert root is not None
    for node in elements(root):
        name, attributes = node.tag or "", node.attributes
        if re.fullmatch("h[1-6]", name):
            seen.headings.append((int(name[1]), text(bare(shown(node)))))
        elif name == "a" and ("href" in attributes or not {"id", "name"} & attributes.keys()):
            href = attributes.get("href") or ""
            seen.links[href] = seen.links.get(href, "") + bare(shown(node, alt=True))
        elif name == "img" or (name == "input" and (attributes.get("type") or "").lower() == "image"):
            seen.images.append((said(attributes, "src"), said(attributes, "alt")))
        elif name == "title" and title is None:
            title = bare(node.text())
        elif name == "meta":
            seen.metas.append((said(attributes, "name") or said(attributes, "property"), said(attributes, "content")))
    body = next((node for node in children(root) if node.tag == "body"), None)
    links = {href: text(value) for href, value in seen.links.items()}
    return seen._replace(title=title, links=links, text=text(bare(shown(body))) if body is not None else "")


def said(attributes: dict[str, str | None], name: str) -> str | None:
    return (attributes[name] or "") if name in attributes else None


def children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def elements(node: LexborNode) -> Iterator[LexborNode]:
    for child in children(node):
        if child.tag is not None and not child.tag.startswith("-"):
            yield child
            if child.tag not in HIDDEN:
                yield from elements(child)
            elif child.tag == "object":
                yield from (each for each in elements(child) if each.tag == "img")


def shown(node: LexborNode, *, alt: bool = False) -> str:
    parts: list[str] = []
    for child in children(node):
        if child.tag == "-text":
            parts.append(child.text_content or "")
        elif alt and child.tag == "img":
            parts.append(child.attributes.get("alt") or "")
        elif child.tag not in HIDDEN:
            parts.append(shown(child, alt=alt))
    return "".join(parts)


def seen_by_us(page: str, text: Callable[[str], str]) -> Seen:
    content = Document("page.html", page, Site()).content
    links: dict[str, str] = {}
    for link in content.links:
        href = link.url.value if link.url is not None else ""
        links[href] = links.get(href, "") + bare(link.text.value)
    title = content.head.title
    metas = [{name: value.value for name, value in meta.attributes.items()} for meta in content.head.metas]
    return Seen(
        [(heading.level, text(bare(heading.text.value))) for heading in content.headings],
        {href: text(value) for href, value in links.items()},
        [
            (
                image.attributes["src"].value if "src" in image.attributes else None,
                image.alt.value if image.alt else None,
            )
            for image in content.images
        ],
        bare(title.value) if title is not None else None,
        [(meta.get("name") or meta.get("property"), meta.get("content")) for meta in metas],
        text("".join(bare(block.text.value) for block in content.blocks if block.kind != "rt")),
    )


def assert_alike(page: str) -> None:
    """Where there is a table, the order of what browsers move out of it is theirs."""
    table = "<table" in page.lower()
    ours, theirs = (see(page, mixed if table else str) for see in (seen_by_us, seen_by_browsers))
    if table:
        assert sorted(ours.headings) == sorted(theirs.headings)
        assert sorted(map(repr, ours.images)) == sorted(map(repr, theirs.images))
        ours, theirs = (seen._replace(headings=[], images=[]) for seen in (ours, theirs))
    assert ours == theirs


OFTEN = "h1 h2 h3 p div b i span a ul li section br hr code"
TABLES = "table tr td th tbody caption thead tfoot col colgroup"
SELDOM = (
    "h4 h5 h6 form button nobr font dl dt dd pre option select optgroup ruby rb label center listing address article "
    "details summary svg math template title textarea style script xmp iframe foreignObject desc mi mtext img input meta "
    "link base body html head applet marquee strong u nav header footer main aside figure fieldset legend dialog "
    "blockquote ol menu param track wbr embed hgroup plaintext noembed noframes"
)
NAMES = [*OFTEN.split() * 3, *TABLES.split() * 2, *SELDOM.split()]
DECLARATIONS = [
    "<!-- x -->", "<!-->", "<!--->", "<!--a--!>", "<![CDATA[z]]>", "<?x y?>", "</>", "</ x>", "<!x>", "&amp;", "&copy2026",
    "&#x80;", "&notit;", "<!--", "--!>", "]]>", "< x", "<1>", "<!---->", "&lt", "&", "&#xd800;", "\n", " ",
]  # fmt: skip
ATTRIBUTES = [
    "", " id=x", ' alt="a&amp;b"', " alt='&copy=1 &copy'", " alt", " src=/a.png", ' src="/b?x=1&y=2"', " SRC=/c/", " type=image",
    ' title="a<b>c"', " type=hidden", " /", " name=n content='c &lt; d'", " alt=x alt=y", " encoding=text/html", " =x",
]  # fmt: skip


@st.composite
def broken_pages(draw: st.DrawFn) -> str:
    """Tags that are opened and closed in any order, with words between; each link has an address of its own."""
    parts = ["<!doctype html>"]
    for number in range(draw(st.integers(1, 14))):
        kind = draw(st.integers(0, 9))
        name = draw(st.sampled_from(NAMES))
        if kind < 4:
            href = f" href=/{number}" if name == "a" else ""
            parts.append(f"<{name}{href}{draw(st.sampled_from(ATTRIBUTES))}>")
        elif kind < 7:
            parts.append(f"</{name}>")
        elif kind < 9:
            parts.append(draw(st.sampled_from(list("あいうえおabcdef"))))
        else:
            parts.append(draw(st.sampled_from(DECLARATIONS)))
    return "".join(parts)


@given(broken_pages())
@example("<!doctype html><h2>あ<b>い<h3>う</h3>え</b></h2>お")
@example("<!doctype html><p><a href=/1>あ<p>い<div>う</a>え</div>お")
@example("<!doctype html><a href=/1><div><div><div><div><div><div><div><div><div>あ</a>い")
@example("<!doctype html><table><a href=/1>あ<tr><td>い</table>う")
@example("<!doctype html><svg><foreignObject><p>あ</svg>い<h2>う")
@example("<!doctype html><select><option>あ<h2>い</select>う")
@example("<!doctype html><form><div></form>あ<form><input type=image src=a>")
@example("<!doctype html><b id=1><b id=1><b id=1><b id=1>あ<p>い</b>う<li>え")
@example("<!doctype html><object><img src=a></object><p><ruby>漢<rt>かん</ruby>")
def test_broken_markup_is_repaired_as_browsers_do(page: str) -> None:
    assert_alike(page)


@given(st.text(alphabet="<>/!-=\"'& \nahpx1", max_size=30))
def test_any_characters_are_read_as_browsers_do(text: str) -> None:
    assert_alike("<!doctype html>" + text)


@pytest.mark.skipif(
    not CORPORA.is_dir(), reason="The pages are not here: set SEOLINT_SHARED to the folder with corpora"
)
def test_real_pages_are_read_as_browsers_do() -> None:
    pages = [path for path in sorted(CORPORA.rglob("*")) if path.suffix in {".html", ".htm"}]
    assert len(pages) > 100
    for path in pages:
        page = FRONT_MATTER.sub("", path.read_text(encoding="utf-8", errors="replace"), count=1).lstrip("\ufeff")
        ours, theirs = (see(page, mixed) for see in (seen_by_us, seen_by_browsers))
        assert ours == theirs, path.name
