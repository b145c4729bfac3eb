"""Blocks of JSON-LD with the mistakes that real pages make: each is named where it is, in the words that are due, and mended.

In broken_blocks.json ``⟦…⟧`` marks what is flagged and ``⟨…⟩`` the other places that the findings name; ``says`` are the
messages in both languages, in order, ``fixed`` is the block after all fixes, null where nobody can know it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import assert_true_place, places_in

from seolint.diagnostic import Diagnostic, Severity
from seolint.document import Document
from seolint.document.json_recovery import recover
from seolint.document.json_tree import JsonError, read_json
from seolint.document.tree import Array, Node, Object
from seolint.engine.lint import lint_texts
from seolint.engine.rounds import settle
from seolint.registry import installed
from seolint.site import Site
from seolint.text import UNKNOWN, Placed

OPEN, CLOSE = '<script type="application/ld+json">', "</script>\n"
MARK = re.compile("[⟦⟧⟨⟩]")


class Block(msgspec.Struct, frozen=True):
    kind: str
    block: str
    says: tuple[tuple[str, str], ...]
    fixed: str | None

    @property
    def text(self) -> str:
        return MARK.sub("", self.block)

    def marked(self, opening: str, closing: str) -> list[tuple[int, str]]:
        """What stands between marks, each with its place in a page."""
        parts = re.finditer(f"{opening}(.*?){closing}", self.block, re.DOTALL)
        return [(len(OPEN) + len(MARK.sub("", self.block[: part.start()])), MARK.sub("", part[1])) for part in parts]


BLOCKS = msgspec.json.decode((Path(__file__).parent / "broken_blocks.json").read_bytes(), type=tuple[Block, ...])
each = pytest.mark.parametrize("block", BLOCKS, ids=[f"{block.kind}-{number % 5 + 1}" for number, block in enumerate(BLOCKS)])


def lint(text: str) -> list[Diagnostic]:
    return lint_texts({"page.html": text}, [installed()["schema-syntax"].load()()], Site())


def plain(node: Node | None) -> object:
    """What a tree says, numbers and words as they stand there."""
    if isinstance(node, Object):
        return {member.key.value: plain(member.value) for member in node.members}
    if isinstance(node, Array):
        return [plain(item) for item in node.items]
    return node.text.value if node is not None else None


def test_there_are_five_of_each_kind() -> None:
    assert set(Counter(block.kind for block in BLOCKS).values()) == {5}
    assert len(BLOCKS) >= 60


def test_more_scripts_than_are_read_are_told() -> None:
    page = f"{OPEN}{{}}{CLOSE}"
    assert lint(page * 200) == []
    (found,) = lint(page * 250)
    assert found.at.start == len(page) * 200 + len(OPEN)
    assert found.severity is Severity.INFO


@each
def test_a_mistake_is_named_where_it_is(block: Block) -> None:
    page = OPEN + block.text + CLOSE
    found = lint(page)
    assert [(d.at.start, page[d.at.start : d.at.end]) for d in found] == block.marked("⟦", "⟧")
    assert [(d.message.en, d.message.ja) for d in found] == list(block.says)
    others = {(other.at.start, page[other.at.start : other.at.end]) for d in found for other in d.related}
    assert others == set(block.marked("⟨", "⟩"))
    assert all(d.advice is not None for d in found)


@each
def test_what_can_be_mended_is(block: Block) -> None:
    page = OPEN + block.text + CLOSE
    settled = settle("page.html", page, Site(), lint(page), lint, lambda _: True)
    assert (settled.refused, settled.restless) == ((), ())
    if block.fixed is None:
        assert lint(settled.text) != []
    else:
        assert settled.text == OPEN + block.fixed + CLOSE
        json.loads(block.fixed)


@each
def test_a_safe_fix_only_takes_away_what_says_nothing(block: Block) -> None:
    page = OPEN + block.text + CLOSE
    for fix in (d.fix for d in lint(page) if d.fix is not None and d.fix.safe):
        assert all(edit.text.strip() == "" for edit in fix.edits)


@each
def test_the_rest_is_read_as_the_mended_block_is(block: Block) -> None:
    if block.fixed is None:
        return
    text = block.text
    with pytest.raises(JsonError) as caught:
        read_json("page.html", text, 0, len(text))
    meant = plain(read_json("page.html", block.fixed, 0, len(block.fixed)))
    root = recover("page.html", text, 0, len(text), caught.value).root
    assert json.dumps(plain(root)).replace("\\ue000", "null") == json.dumps(meant)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
BITS = st.sampled_from([*"\"'“”,:{}[]\n\\;=#a1：、\u3000\ufeff", "//", "/*", "<!--", "<br>", "&quot;", "NaN", "True", '"a": "b"'])


@given(VALUES, st.lists(st.tuples(st.integers(0, 200), st.integers(0, 2), BITS | st.just("")), min_size=1, max_size=4))
def test_whatever_is_broken_is_named_in_its_place(value: object, changes: list[tuple[int, int, str]]) -> None:
    text = json.dumps(value, ensure_ascii=False)
    for place, gone, new in changes:
        place = min(place, len(text))
        text = text[:place] + new + text[place + gone :]
    start = 3
    page = "abc" + text + "xyz"
    try:
        read_json("page.html", page, start, len(page) - 3)
    except JsonError as error:
        found = recover("page.html", page, start, len(page) - 3, error)
        assert found.slips or UNKNOWN in text
        for slip in found.slips:
            assert start <= slip.at.start <= slip.at.end <= len(page) - 3
            assert all(start <= first <= last <= len(page) - 3 for first, last, _ in slip.edits)


ARTICLE = {
    "@context": "https://schema.org", "@type": "Article", "headline": "食パン", "isAccessibleForFree": True,
    "author": {"@type": "Person", "name": "山田, 花"}, "image": ["https://pan.jp/a.png", "https://pan.jp/b.png"],
}  # fmt: skip
LAYOUTS = [json.dumps(ARTICLE, ensure_ascii=False, indent=indent, separators=signs) for indent, signs in (
    (1, None), (None, None), (None, (",", ":")),
)]  # fmt: skip


@pytest.mark.parametrize("text", LAYOUTS)
@pytest.mark.parametrize("times", [0, 2])
@pytest.mark.parametrize("sign", ['"', ":"])
def test_a_sign_missing_or_twice_is_mended_or_named_and_nothing_else_is_made_of_it(text: str, times: int, sign: str) -> None:
    signs = [found.start() for found in re.finditer(sign, text) if not text.startswith("://", found.start())]
    restored = 0
    for place in signs:
        page = OPEN + text[:place] + sign * times + text[place + 1 :] + CLOSE
        settled = settle("page.html", page, Site(), lint(page), lint, lambda _: True).text
        if lint(settled) == []:
            assert json.loads(settled[len(OPEN) : -len(CLOSE)]) == ARTICLE, page
            restored += 1
    assert restored > len(signs) / 2


def test_what_is_mended_knows_its_place() -> None:
    """Of a value as long as what is written, but another one, only what is the same has a place of its own."""
    for written in ('{"a": [1, nUll, TRue]}', '{"a": "x\\ry" "b": 1}', '{"a": "x\ry", "b": 1 "c": 2}'):
        doc = Document("a.html", f'<script type="application/ld+json">{written}</script>', Site())
        for found in places_in((doc.scripts, doc.things)):
            if isinstance(found, Placed):
                assert_true_place(doc.template.text, found)
