"""Laws of what is known: of the matching, of the file, and of what a finding is known by."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint.diagnostic import Diagnostic, Severity, Text
from seolint.engine.baseline import Entry, entries_of, match, mended, merged, pruned, renewed
from seolint.engine.baseline_file import dump, load
from seolint.engine.fingerprint import ABSENT, Mark, Post
from seolint.text import Location

pytestmark = pytest.mark.hypothesis

NONE: frozenset[str] = frozenset()
KEYS = st.sampled_from(["k", "l", ABSENT])
MARKS = st.builds(Mark, st.sampled_from("abc"), st.sampled_from(["r", "s"]), KEYS, st.just("t"), st.booleans())
RUNS = st.lists(MARKS, max_size=25)


def always(_: Entry) -> bool:
    return True


def left(marks: Sequence[Mark], entries: Sequence[Entry], gone: frozenset[str] = NONE) -> Counter[Mark]:
    """The findings that are new."""
    known = match(marks, entries, gone).known
    return Counter(mark for number, mark in enumerate(marks) if number not in known)


def key(mark: Mark) -> tuple[str, str, str]:
    return mark.path, mark.rule, mark.key


@given(RUNS)
def test_written_then_matched_nothing_is_new_or_mended(marks: list[Mark]) -> None:
    entries = entries_of(marks)
    found = match(marks, entries, NONE)
    assert len(found.known) == len(marks)
    assert mended(entries, found, always) == 0
    assert pruned(entries, found, always) == entries
    assert renewed(marks, entries, found, always) == entries


@given(RUNS, RUNS, st.randoms())
def test_the_order_of_findings_does_not_matter(before: list[Mark], now: list[Mark], random: object) -> None:
    entries, shuffled = entries_of(before), list(now)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert Counter(map(key, left(now, entries).elements())) == Counter(map(key, left(shuffled, entries).elements()))
    assert entries_of(now) == entries_of(shuffled)


@given(RUNS, RUNS)
def test_what_comes_elsewhere_is_new_and_nothing_else(before: list[Mark], more: list[Mark]) -> None:
    elsewhere = [Mark("d", mark.rule, mark.key, mark.text) for mark in more]
    assert left([*before, *elsewhere], entries_of(before)) == Counter(elsewhere)


@given(RUNS, RUNS)
def test_as_many_are_known_as_were_written(before: list[Mark], now: list[Mark]) -> None:
    own = [Mark(*key(mark), mark.text) for mark in now]
    had, has = Counter(map(key, before)), Counter(map(key, own))
    assert Counter(map(key, left(own, entries_of(before)).elements())) == has - had
    entries = entries_of(before)
    found = match(own, entries, NONE)
    assert mended(entries, found, always) == sum((had - has).values())
    after = pruned(entries, found, always)
    assert {(e.path, e.rule, e.key): e.count for e in after} == dict(had & has)
    assert left(own, after) == left(own, entries)


@given(RUNS, RUNS)
def test_no_more_are_known_than_were_written(before: list[Mark], now: list[Mark]) -> None:
    found = match(now, entries_of(before), NONE)
    assert len(found.known) <= len(before)
    assert all(0 <= answered <= entry.count for entry, answered in found.answered.items())
    assert sum(found.answered.values()) == len(found.known)


POSTS = st.dictionaries(
    st.sampled_from([f"{n}.md" for n in range(6)]),
    st.lists(st.tuples(st.sampled_from("rst"), st.sampled_from(["k", "l", "m", "n", ABSENT])), min_size=1, max_size=6),
)


@given(POSTS, st.permutations(range(6)), st.integers(0, 6))
def test_posts_that_move_stay_known(posts: dict[str, list[tuple[str, str]]], targets: list[int], stay: int) -> None:
    names = {path: path if number < stay else f"new/{targets[number]}.md" for number, path in enumerate(posts)}
    before = [Mark(path, rule, k, f"title of {path}") for path, own in posts.items() for rule, k in own]
    now = [Mark(names[path], rule, k, f"title of {path}") for path, own in posts.items() for rule, k in own]
    gone = frozenset(path for path in posts if names[path] != path)
    entries = entries_of(before)
    assert left(now, entries, gone) == Counter()
    after = pruned(entries, match(now, entries, gone), always)
    assert left(now, after) == Counter()
    assert left(now, entries) == Counter(mark for mark in now if mark.path.startswith("new/"))


@given(st.lists(st.builds(Entry, st.text(), st.text(), st.integers(1, 9), st.text(), st.text()), max_size=8))
def test_the_file_holds_what_it_is_given(tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]) -> None:
    file = tmp_path_factory.getbasetemp() / "law.json"
    data = dump(merged(entries))
    file.write_bytes(data)
    assert load(str(file)) == merged(entries)
    assert dump(load(str(file))) == data
    assert len(json.loads(data)["known"]) == len(merged(entries)) + 1
    assert data.count(b"\n") == len(merged(entries)) + 6


WORDS = st.text(st.sampled_from("あいう ab\t\u3000"), min_size=1, max_size=12).filter(str.strip)
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=3).map("\n".join), min_size=1, max_size=8)
HEAD = "---\ntitle: 題\ndate: 2026-01-10\n---\n"


def marks_of(text: str) -> Counter[str]:
    """The keys of findings, one on each line of the body that has something on it."""
    post, found, start = Post("a.md", text), Counter[str](), 0
    for line in text.splitlines(keepends=True):
        if start >= post.head and line.strip():
            first = start + len(line) - len(line.lstrip())
            at = Location("a.md", first, start + len(line.rstrip()))
            found[post.mark(Diagnostic("r", Severity.WARNING, at, Text("", "")), "a.md").key] += 1
        start += len(line)
    return found


@given(PARAGRAPHS, st.randoms(), st.sampled_from(["\n\n", "\r\n\r\n", "\n \t\n\n", "\r\r"]), st.booleans())
def test_the_place_of_a_paragraph_does_not_matter(paragraphs: list[str], random: object, gap: str, bare: bool) -> None:
    head = "前書き。\n\n" if bare else HEAD
    before = marks_of(head + "\n\n".join(paragraphs))
    random.shuffle(paragraphs)  # type: ignore[attr-defined]
    assert marks_of(head + gap.join(paragraphs)) == before
    assert before <= marks_of(head + "足した段落。" + gap + gap.join(paragraphs) + gap + "もう一つ。")


@given(PARAGRAPHS, st.data())
def test_a_paragraph_that_changes_is_another(paragraphs: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(paragraphs) - 1))
    own = marks_of(HEAD + paragraphs[number])
    rest = marks_of(HEAD + "\n\n".join(paragraphs[:number] + paragraphs[number + 1 :]))
    changed = marks_of(HEAD + "\n\n".join([*paragraphs[:number], "変" + paragraphs[number].lstrip(), *paragraphs[number + 1 :]]))
    assert rest <= changed
    assert not set(own) & set(changed - rest)


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "---", "---\n", "---\ntitle: x\n---", "a", "\r", "\n\n\n", '{"title": "x"}'])
def test_every_place_of_any_text_has_a_mark(text: str) -> None:
    post = Post("a.md", text)
    for start in range(len(text) + 1):
        for end in range(start, len(text) + 1):
            mark = post.mark(Diagnostic("r", Severity.WARNING, Location("a.md", start, end), Text("", "")), "a.md")
            assert mark.key
    assert 0 <= post.top() <= len(text)


def test_many_findings_in_a_long_post_cost_no_square(tmp_path: Path) -> None:
    """A run of lines without a blank one is not read again for each finding: a post of 40,000 takes no minutes."""
    text = HEAD + "行です。\n" * 40_000
    post = Post("a.md", text)
    keys = {
        post.mark(Diagnostic("r", Severity.WARNING, Location("a.md", start, start + 2), Text("", "")), "a.md").key
        for start in range(post.head, len(text) - 5, 5)
    }
    assert len(keys) == 1
    moved = [Mark(f"new/{n}.md", "r", f"k{n % 7}", "") for n in range(3_000)]
    old = entries_of([Mark(f"{n}.md", "r", f"k{n % 7}", "") for n in range(3_000)])
    assert len(match(moved, old, {entry.path for entry in old}).known) == 3_000
