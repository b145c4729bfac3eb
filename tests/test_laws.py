"""The laws of the engine: places are true, order and processes change nothing, no bytes end in a traceback."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import READINGS, SCRAPS, VIEWS, assert_masked, assert_places_are_true, assert_true_place, places_in

from seolint.document import Document
from seolint.document.morphemes import tokenize
from seolint.engine.lint import lint_files, lint_texts
from seolint.engine.page import places
from seolint.engine.plan import Plan
from seolint.engine.read import decode
from seolint.engine.sites import Sites
from seolint.notices import RULE_FAILED
from seolint.registry import installed
from seolint.rule import PageRule, Rule, SiteRule
from seolint.site import Site
from seolint.text import Lines, Location, Placed

RULES: list[Rule] = [entry.load()() for entry in installed().values()]
SITE = Site(generator="jekyll", known=True, now=datetime(2026, 1, 31, tzinfo=UTC))
SAMPLE = Path(__file__).parent.parent / "fixtures" / "sample-site"
POSTS = sorted(SAMPLE.rglob("*.md")) + sorted(SAMPLE.glob("*.html"))

posts = st.lists(st.sampled_from(SCRAPS) | st.text(max_size=12), max_size=25).map("".join)
paths = st.sampled_from(["a.md", "_posts/2026-01-31-b.md", "c.html", "d.mdx", "e.markdown"])


def read(text: str) -> str:
    """``text`` as it would come out of a UTF-8 file."""
    return text.encode("utf-8", "replace").decode()


@given(paths, posts)
def test_every_finding_is_placed_inside_its_text(path: str, text: str) -> None:
    text = read(text)
    for diagnostic in lint_texts({path: text}, RULES, SITE):
        assert diagnostic.rule != RULE_FAILED, diagnostic.message.en
        for at in places(diagnostic):
            assert at.path == path
            assert 0 <= at.start <= at.end <= len(text)


@given(paths, posts)
def test_a_rule_has_nothing_to_say_without_what_it_needs(path: str, text: str) -> None:
    doc = Document(path, read(text), SITE)
    for rule in (rule for rule in RULES if rule.needs and not getattr(doc, rule.needs)):
        assert isinstance(rule, PageRule | SiteRule)
        assert not [*rule.check(doc)]
        assert not isinstance(rule, SiteRule) or not [*rule.collect(doc)]


@pytest.mark.parametrize("name", READINGS)
@given(text=posts)
def test_views_say_where_they_read(name: str, text: str) -> None:
    doc = READINGS[name].document(read(text))
    for view in VIEWS.values():
        view(doc)
    assert_places_are_true(doc)


@pytest.mark.parametrize("name", READINGS)
@given(text=posts)
def test_templates_are_masked_at_equal_length(name: str, text: str) -> None:
    assert_masked(READINGS[name].document(read(text)))


@pytest.mark.parametrize("file", POSTS, ids=lambda file: file.name)
def test_views_of_the_sample_site_say_where_they_read(file: Path) -> None:
    text = file.read_bytes().decode()
    for reading in READINGS.values():
        assert_places_are_true(Document(reading.path if file.suffix == ".md" else file.name, text, reading.site))


def test_the_law_of_places_sees_a_wrong_place() -> None:
    right = Placed("い", Location("a", 1, 2))
    assert list(places_in({"a": [(right,)]})) == [right, right.at]
    assert_true_place("あいう", right)
    for wrong in (
        Placed("い", Location("a", 0, 1)),
        Placed("あう", Location("a", 0, 3), ((0, 0, 1), (1, 1, 1))),
        Placed("あい", Location("a", 0, 2), ((1, 1, 1), (0, 0, 1))),
        Placed("あい", Location("a", 0, 3), ((0, 2, 2),)),
    ):
        with pytest.raises(AssertionError):
            assert_true_place("あいう", wrong)


@given(st.binary(max_size=300) | posts.map(lambda text: text.encode("utf-16")) | posts.map(lambda t: t.encode("cp932", "replace")))
def test_any_bytes_end_in_findings(data: bytes) -> None:
    text = decode("a.md", data, 1_000)
    if not isinstance(text, str):
        assert text.rule == "parse-failed"
        return
    assert all(d.rule != RULE_FAILED for d in lint_texts({"a.md": text}, RULES, SITE))


@given(st.dictionaries(st.sampled_from([f"_posts/2026-01-{day:02}-p.md" for day in range(1, 9)]), posts, max_size=6), st.randoms())
def test_order_of_files_changes_nothing(texts: dict[str, str], chance: random.Random) -> None:
    texts = {path: read(text) for path, text in texts.items()}
    mixed = list(texts.items())
    chance.shuffle(mixed)
    assert lint_texts(dict(mixed), RULES, SITE) == lint_texts(texts, RULES, SITE)


def test_processes_change_nothing() -> None:
    paths = [str(file) for file in POSTS] * 1
    sites = Sites((str(SAMPLE),), datetime(2026, 1, 31, tzinfo=UTC))
    by_path = {path: sites.of(path) for path in paths}
    alone = lint_files(paths, Plan.uniform(paths, RULES, by_path), whole=True, jobs=1)
    pooled = lint_files(paths, Plan.uniform(paths, RULES, by_path), whole=True, jobs=2)
    assert len(alone.diagnostics) > 20
    assert tuple(pooled.diagnostics) == tuple(alone.diagnostics)
    assert {p: s.starts for p, s in pooled.sources.items()} == {p: s.starts for p, s in alone.sources.items()}


@given(st.text(alphabet="a\nあ\r\u2028", max_size=40), st.integers(0, 40))
def test_lines_count_what_stands_before(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    line, column = Lines.of(text).position(offset)
    ends = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    if text[offset - 1 : offset + 1] != "\r\n":
        assert line == ends.count("\n") + 1
        assert column == len(ends) - ends.rfind("\n")


def test_a_part_of_a_value_stands_where_its_pieces_do() -> None:
    placed = Placed("x\ty", Location("a", 11, 15), ((0, 11, 1), (2, 14, 1)))
    assert placed.part(0, 1) == Location("a", 11, 12)
    assert placed.part(1, 2) == Location("a", 12, 14)
    assert placed.part(2, 3) == Location("a", 14, 15)


@given(st.text(max_size=60))
def test_tokens_are_as_long_as_their_text(text: str) -> None:
    assert sum(token[0] for token in tokenize(text)) == len(text)
