"""What is kept of how rules spoke of pages is what they said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint import Severity
from seolint.engine.tallies import SUM, Tallies, spoken

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
