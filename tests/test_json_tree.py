"""JSON as RFC 8259 has it: what is right is read as the standard library reads it, what is wrong is placed exactly."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint.document.json_tree import JsonError, read_json
from seolint.document.tree import Array, Node, Object
from seolint.text import UNKNOWN

ROOT = Path(__file__).resolve().parent.parent
SUITE = Path(os.environ.get("SEOLINT_SHARED", ROOT.parent / "shared")) / "data/examples/JSONTestSuite"

absent = pytest.mark.skipif(
    not SUITE.is_dir(), reason="JSONTestSuite is not here: set SEOLINT_SHARED to the folder that holds data/examples"
)


def read(text: str) -> Node:
    return read_json("post.html", text, 0, len(text))


def plain(node: Node) -> object:
    """The value as ``json.loads`` would give it."""
    if isinstance(node, Object):
        return {member.key.value: plain(member.value) for member in node.members}
    if isinstance(node, Array):
        return [plain(item) for item in node.items]
    return node.text.value if node.kind == "string" else json.loads(node.text.value)


def accepts(data: bytes) -> bool:
    """Whether the bytes are JSON text; what is no UTF-8 is none."""
    try:
        read(data.decode("utf-8"))
    except (JsonError, UnicodeDecodeError):
        return False
    return True


@absent
def test_what_must_be_accepted_is() -> None:
    files = sorted(SUITE.glob("y_*.json"))
    assert len(files) > 80
    assert [f.name for f in files if not accepts(f.read_bytes())] == []


@absent
def test_what_must_be_rejected_is() -> None:
    files = sorted(SUITE.glob("n_*.json"))
    assert len(files) > 150
    assert [f.name for f in files if accepts(f.read_bytes())] == []


@absent
def test_what_is_left_open_ends() -> None:
    assert {accepts(file.read_bytes()) for file in SUITE.glob("i_*.json")} <= {True, False}


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
), st.booleans(), st.sampled_from([None, 1]))  # fmt: skip
def test_json_is_read_as_the_standard_library_reads_it(value: object, ascii_: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_, indent=indent)
    if UNKNOWN not in text:
        assert plain(read(text)) == json.loads(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"a": 1⟦,⟧}', "trailing-comma"),
        ('{"a": 1⟦,⟧\n  }', "trailing-comma"),
        ("[1⟦,⟧ ]", "trailing-comma"),
        ('{"a": 1 ⟦"⟧b": 2}', "comma"),
        ('["a" ⟦"⟧b"]', "comma"),
        ('{"a" ⟦1⟧}', "colon"),
        ("{⟦a⟧: 1}", "key"),
        ('{"a": ⟦abc⟧}', "value"),
        ('{"a": ⟦01⟧}', "value"),
        ('{"a": ⟦“⟧b”}', "quote"),
        ("{⟦'⟧a': 1}", "single-quote"),
        ('{⟦//⟧ note\n"a": 1}', "comment"),
        ('{"a": 1 ⟦/*⟧ note */}', "comment"),
        ('{"a": "b⟦\n⟧c"}', "newline"),
        ('{"a": "b⟦\t⟧c"}', "control"),
        ('{"a": "b⟦\\x⟧c"}', "escape"),
        ('{"a": ⟦NaN⟧}', "nan"),
        ('{"a": ⟦-Infinity⟧}', "nan"),
        ('{"a": 1} ⟦{⟧}', "extra"),
        ('{"a": 1⟦⟧', "unclosed"),
        ('{"a": ⟦"b}⟧', "unclosed"),
        ("⟦  \n⟧", "empty"),
        ("[" * 256 + "⟦[⟧", "depth"),
    ],
)
def test_errors_are_placed(text: str, code: str) -> None:
    start, end = text.index("⟦"), text.index("⟧") - 1
    with pytest.raises(JsonError) as caught:
        read(text.replace("⟦", "").replace("⟧", ""))
    assert (caught.value.code, caught.value.start, caught.value.end) == (code, start, end)


def test_values_are_placed() -> None:
    text = '{"a": ["b\\u3042c", 1.5e3]}'
    root = read(text)
    assert isinstance(root, Object)
    assert isinstance(root.members[0].value, Array)
    first, second = root.members[0].value.items
    assert not isinstance(first, Object | Array)
    assert first.text.value == "bあc"
    at = first.text.part(1, 2)
    assert (text[at.start : at.end], text[second.at.start : second.at.end]) == ("\\u3042", "1.5e3")


@pytest.mark.parametrize("text", [f'{{"a": {UNKNOWN * 5}}}', f'{{"a": 1 {UNKNOWN * 3}}}', f"[{UNKNOWN * 2}, 1]"])
def test_what_a_template_fills_is_unknown(text: str) -> None:
    assert read(text) is not None
