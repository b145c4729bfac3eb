"""The items of lists: tight and loose, nested, numbered, of raw HTML."""

from __future__ import annotations

import pytest

from seolint.document import Document
from seolint.site import Site


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("本文です。\n", []),
        ("- a\n- b\n", [("a", 1, 0), ("b", 1, 0)]),
        ("* **a**\n* __b__\n* <b>c</b>\n* [d](e.md)\n", [("a", 1, 0), ("b", 1, 0), ("c", 1, 0), ("d", 1, 0)]),
        ("- **a**\n\n- b\n\n  more\n\n- c\n", [("a", 1, 0), ("b", 1, 0), ("c", 1, 0)]),
        ("1. a\n   - b\n   - c\n\n2. d\n   - e\n", [("a", 1, 1), ("b", 2, 0), ("c", 2, 0), ("d", 1, 2), ("e", 3, 0)]),
        ("- a\n\ntext\n\n- b\n", [("a", 1, 0), ("b", 2, 0)]),
        ("- a\n\n1. b\n2) c\n", [("a", 1, 0), ("b", 2, 1), ("c", 3, 2)]),
        ("- a\n\n## b\n\n- c\n", [("a", 1, 0), ("c", 2, 0)]),
        ("<ul><li>a</li>\n<li><b>b</b></li></ul>\n", [("a", 1, 0), ("b", 1, 0)]),
        ("窯 - 薪\n", []),
    ],
)
def test_items(text: str, items: list[tuple[str, int, int]]) -> None:
    doc = Document("a.md", text, Site())
    assert [(item.block.text.value, item.list, item.number) for item in doc.list_items] == items
