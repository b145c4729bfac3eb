"""The HTML view against BeautifulSoup, which reads markup as browsers repair it."""

from __future__ import annotations

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from seolint.document import Document
from seolint.site import Site

WORDS = st.sampled_from(["食パン", "a &amp; b", "&lt;x&gt;", "見出し", "1 < 2", "&nbsp;", "改\n行", "&copy; 2026", "\"q\"", "'"])
ATTRIBUTE = st.sampled_from(["/a.png", "/b?x=1&amp;y=2", "日本語 alt", "", "a'b", "x=y"])


@st.composite
def element(draw: st.DrawFn) -> str:
    word, value, other = draw(WORDS), draw(ATTRIBUTE), draw(ATTRIBUTE)
    kind = draw(st.sampled_from(["h2", "p", "a", "img", "comment", "script", "upper", "bare"]))
    return {
        "h2": f"<h2 class=x>{word} <b>{draw(WORDS)}</b></h2>",
        "p": f"<p>{word}<br/>{draw(WORDS)}</p>",
        "a": f'<p><a href="{value}" title="{other}">{word}</a></p>',
        "img": f'<img src="{value}"\n alt="{other}">',
        "comment": f"<!-- {word} <h2>no</h2> -->",
        "script": "<script>if (a < b) { '<h2>no</h2>' }</script>",
        "upper": f"<H3 ID=x>{word}</H3>",
        "bare": f"<img SRC=/c.png alt='{other.replace(chr(39), '')}'/>",
    }[kind]


pages = st.lists(element(), max_size=8).map(lambda parts: f"<html><body>{''.join(parts)}</body></html>")


@given(pages)
def test_headings_links_and_images_are_those_of_a_browser(page: str) -> None:
    doc, soup = Document("a.html", page, Site()), BeautifulSoup(page, "html.parser")
    headings = [(int(tag.name[1]), tag.get_text().split()) for tag in soup.find_all(["h2", "h3"])]
    assert [(h.level, h.text.value.split()) for h in doc.headings] == headings
    assert [(i.url.value, i.alt.value if i.alt else None) for i in doc.images] == [
        (tag.get("src", ""), tag.get("alt")) for tag in soup.find_all("img")
    ]
    assert [(x.url.value if x.url else None, x.text.value.split()) for x in doc.links] == [
        (tag.get("href"), tag.get_text().split()) for tag in soup.find_all("a")
    ]


@given(pages)
def test_places_of_attributes_hold_what_they_say(page: str) -> None:
    for image in Document("a.html", page, Site()).images:
        for placed in (image.url, image.alt):
            if placed is not None and "&" not in page[placed.at.start : placed.at.end]:
                assert page[placed.at.start : placed.at.end] == placed.value
