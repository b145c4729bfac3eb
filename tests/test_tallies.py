"""What is kept of how rules spoke of pages is what they said."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint import Diagnostic, Location, Severity, Text
from seolint.engine.kept import chained
from seolint.engine.page import findings
from seolint.engine.tallies import SUM, Tallies, spoken
from seolint.engine.verdict import Told
from seolint.outcome import tally

PATHS = [f"_posts/{number}.md" for number in range(8)]
TIMES = st.tuples(st.sampled_from(["title-length", "hype"]), st.sampled_from(Severity), st.integers(1, 300))
SAID = st.dictionaries(
    st.sampled_from([*PATHS, "elsewhere.md"]),
    st.tuples(st.lists(TIMES, min_size=1, max_size=3).map(tuple), st.binary(min_size=SUM, max_size=SUM)),
)


@given(SAID)
def test_each_page_has_its_tally_and_its_checksum(said: dict[str, tuple[tuple[tuple[str, Severity, int], ...], bytes]]) -> None:
    numbers = {path: number for number, path in enumerate(PATHS)}
    tallies = Tallies(spoken(said, numbers), numbers)
    known = {path: told for path, told in said.items() if path in numbers}
    assert dict(tallies) == {path: tally for path, (tally, _) in known.items()}
    assert {path: tallies.sum(path) for path in tallies} == {path: total for path, (_, total) in known.items()}
    assert len(tallies) == len(known)
    assert [path in tallies for path in PATHS] == [path in known for path in PATHS]


def test_tallies_of_other_pages_are_refused() -> None:
    numbers = {path: number for number, path in enumerate(PATHS)}
    with pytest.raises(ValueError, match="pages"):
        Tallies(spoken({}, numbers), dict(list(numbers.items())[1:]))


def hype(path: str, start: int, severity: Severity) -> Diagnostic:
    return Diagnostic("hype", severity, Location(path, start, start + 1), Text("hype", "誇張"))


FOUND = st.lists(st.builds(hype, st.sampled_from(PATHS), st.integers(0, 99), st.sampled_from(Severity)), max_size=30)


@given(FOUND, st.integers(0, 900), st.integers(0, 12))
def test_a_verdict_in_parts_is_the_verdict(found: list[Diagnostic], most: int, room: int) -> None:
    parts: list[Mapping[str, bytes]] = []

    def spill(part: int, said: Mapping[str, bytes]) -> bool:
        assert part == len(parts)
        parts.append(said)
        return len(parts) <= room

    told = Told(iter(found), spill, most)
    if told.lost:
        assert len(parts) == room + 1
        return
    assert told.parts == len(parts)
    for path in PATHS:
        own = [each for each in found if each.at.path == path]
        data = [part[path] for part in (*parts, told.left) if path in part]
        assert [each for part in data for each in findings(part)] == own
        assert told.tallies.get(path, ()) == tally(own)
        assert told.sums.get(path, b"") == reduce(chained, data, b"")
