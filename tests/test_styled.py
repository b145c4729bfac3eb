"""Elements of raw HTML that have a style of their own, and what they hold."""

from __future__ import annotations

import pytest

from seolint.document import Document
from seolint.site import Site


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("窯の<b style='x'>石</b>です。\n", ["石"]),
        ("<div style='x'>\n\n石<div>窯</div>火\n\n</div>\n", ["\n\n石<div>窯</div>火\n\n"]),
        ("<p style='x'><b style='y'>石</b>窯</p>\n", ["石", "<b style='y'>石</b>窯"]),
        ("<div><div style='x'>石</div>窯</div>\n", ["石"]),
        ("<p style='x'>石\n", []),
        ("<svg style='x'><g style='y'>石</g></svg><svg></svg>\n", []),
        ("<img style='x' src='a.png'>石\n", []),
    ],
)
@pytest.mark.parametrize("path", ["a.md", "a.html"])
def test_styled(text: str, held: list[str], path: str) -> None:
    doc = Document(path, text, Site())
    assert [doc.text[each.at.end : each.end] for each in doc.content.styled] == held


def test_no_element_stands_in_code() -> None:
    assert Document("a.md", "石 `<p style='x'>石</p>`\n\n```\n<p style='x'>石</p>\n```\n", Site()).content.styled == ()
