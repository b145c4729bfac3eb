"""The fixes of one post, round after round, until nothing is left that can be mended. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from seolint.diagnostic import Diagnostic, Fix, Text
from seolint.document import Document
from seolint.engine.fix import choose, fault
from seolint.engine.guard import Guard
from seolint.site import Site
from seolint.text import Lines

MOST = 10
"""How many rounds a post gets."""

_TRIES = 200
"""How many fixes of a round may be refused before the others are left as they are."""


class Mend(Struct, frozen=True, array_like=True):
    """A fix that was applied, or refused because of ``why``; ``line`` counts in the text that it was applied to."""

    rule: str
    title: Text
    path: str
    line: int
    why: Text | None = None


class Settled(Struct, frozen=True, array_like=True):
    """What became of a post. ``restless`` are rules whose fixes undo each other, or never come to an end."""

    text: str
    mended: tuple[Mend, ...] = ()
    refused: tuple[Mend, ...] = ()
    restless: tuple[str, ...] = ()


def settle(
    path: str,
    text: str,
    site: Site,
    findings: Sequence[Diagnostic],
    lint: Callable[[str], Iterable[Diagnostic]],
    wanted: Callable[[Fix], bool],
) -> Settled:
    """Apply the wanted fixes of ``findings``, and of what ``lint`` then finds, so that doing it again changes nothing.

    When a text comes again, the fixes go in a circle: the first text of the circle is kept, since from there they would come
    back to it. When ten rounds are not enough, the post is left as it was, since from any other text they would go on.
    """
    texts, rounds = [text], list[list[Diagnostic]]()
    restless: set[str] = set()
    found: Iterable[Diagnostic] = findings
    while True:
        usable = [d for d in found if d.fix is not None and d.fix.edits and d.fix.edits[0].at.path == path and wanted(d.fix)]
        now, taken, refused = _round(path, texts[-1], site, usable)
        if now == texts[-1]:
            break
        if now in texts:
            first = texts.index(now)
            restless.update(d.rule for round_ in (*rounds[first:], taken) for d in round_)
            texts, rounds, refused = texts[: first + 1], rounds[:first], []
            break
        if len(rounds) == MOST:
            return Settled(text, restless=tuple(sorted({d.rule for d in taken})))
        texts.append(now)
        rounds.append(taken)
        found = lint(now)
    mended = [_mend(d, Lines.of(before)) for before, round_ in zip(texts, rounds, strict=False) for d in round_]
    return Settled(texts[-1], tuple(mended), tuple(refused), tuple(sorted(restless)))


def _round(path: str, text: str, site: Site, findings: Sequence[Diagnostic]) -> tuple[str, list[Diagnostic], list[Mend]]:
    """The text with those fixes that go together and hold to what they say, which these are, and which were refused."""
    if not findings:
        return text, [], []
    guard, lines = Guard(Document(path, text, site)), Lines.of(text)
    faults = {id(d): why for d in findings if d.fix is not None and (why := fault(d.fix, text)) is not None}
    refused = {id(d): _mend(d, lines, faults[id(d)]) for d in findings if id(d) in faults}
    while len(refused) < _TRIES:
        chosen = choose(text, (found for found in findings if id(found) not in refused))
        now, taken = _sift(guard, text, chosen, [], refused, lines)
        if taken or not chosen:
            return now, taken, list(refused.values())
    return text, [], list(refused.values())


def _sift(
    guard: Guard, text: str, chosen: Sequence[Diagnostic], taken: list[Diagnostic], refused: dict[int, Mend], lines: Lines
) -> tuple[str, list[Diagnostic]]:
    """``text``, which has the fixes of ``taken``, with as many of ``chosen`` as hold; the refused ones found by halving."""
    if not chosen or len(refused) >= _TRIES:
        return text, taken
    now = guard.put([found.fix for found in (*taken, *chosen) if found.fix is not None])
    if isinstance(now, str):
        return now, [*taken, *chosen]
    if len(chosen) == 1:
        refused[id(chosen[0])] = _mend(chosen[0], lines, now)
        return text, taken
    middle = len(chosen) // 2
    text, taken = _sift(guard, text, chosen[:middle], taken, refused, lines)
    return _sift(guard, text, chosen[middle:], taken, refused, lines)


def _mend(found: Diagnostic, lines: Lines, why: Text | None = None) -> Mend:
    assert found.fix is not None
    edited = found.fix.edits[0].at
    at = found.at if found.at.path == edited.path else edited
    return Mend(found.rule, found.fix.title, edited.path, lines.position(at.start)[0], why)
