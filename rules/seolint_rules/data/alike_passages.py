"""Where two posts say the most alike."""

from __future__ import annotations

from collections.abc import Sequence

from seolint import Passage


def most_alike(mine: Sequence[Passage], its: Sequence[Passage]) -> tuple[Passage, Passage]:
    """That of the passages of one post that has the most of the other's hashes, and that of the other that has the most of it."""
    here = _most_of(mine, frozenset[int]().union(*[each.hashes for each in its]))
    return here, _most_of(its, here.hashes)


def _most_of(passages: Sequence[Passage], said: frozenset[int]) -> Passage:
    """The passage that has the most of what is ``said``, the first of several; long ones first, so that few are looked at."""
    most, best = -1, passages[0]
    for each in sorted(passages, key=lambda each: -len(each.hashes)):
        if len(each.hashes) < most:
            break
        count = len(each.hashes & said)
        if count > most or (count == most and each.start < best.start):
            most, best = count, each
    return best
