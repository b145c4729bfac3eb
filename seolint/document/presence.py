"""Where a post has each of its keyphrases outside of the running text: what an author looks at to see what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from seolint.document.content import Block
from seolint.document.keywords import Keyphrase, Mentions
from seolint.document.words import Words
from seolint.text import UNKNOWN, Location, Placed, fold

Has = Literal["whole", "part", "none", "absent", "unknown"]
"""All terms of the keyphrase, some, none; there is no such text; nobody can tell."""

_INTRO = 200
"""Characters that are the beginning of a text."""


class Presence(Struct, frozen=True):
    """``headings`` and ``alts``: how many have a term of the keyphrase, and how many there are."""

    keyphrase: Keyphrase
    title: Has
    description: Has
    intro: Has
    slug: Has
    headings: tuple[int, int]
    alts: tuple[int, int]


def read_presence(
    keyphrases: Sequence[Keyphrase],
    title: tuple[Placed[str] | None, Sequence[Mentions]],
    description: tuple[Placed[str] | None, Sequence[Mentions]],
    prose: Iterable[Block],
    headings: Sequence[str],
    alts: Sequence[str],
    slug: str,
) -> tuple[Presence, ...]:
    """The presence of each. Title and description come with what they mention; ``slug`` is "" where it is not known."""
    if not keyphrases:
        return ()
    intro, parts, pictures = _words([beginning(prose)]), _words(headings), _words(alts)
    found: list[Presence] = []
    for number, one in enumerate(keyphrases):
        found.append(Presence(
            one,
            _mentioned(*title, number),
            _mentioned(*description, number),
            _has([bool(term.find(intro)) for term in one.terms]) if intro.tokens else "absent",
            _in_slug(one, slug),
            (_with_a_term(one, parts), len(headings)),
            (_with_a_term(one, pictures), len(alts)),
        ))  # fmt: skip
    return tuple(found)


def beginning(prose: Iterable[Block]) -> str:
    """The first 200 characters of the text, without headings."""
    text = ""
    for block in prose:
        if len(text) >= _INTRO:
            break
        if block.kind[:1] != "h" or not block.kind[1:].isdigit():
            text += block.without_code(" ").replace(UNKNOWN, " ").strip() + "\n"
    return text[:_INTRO].strip()


def _words(texts: Iterable[str]) -> Words:
    """The words of texts that stand nowhere: a block each."""
    nowhere = Location("", 0, 0)
    return Words(Block("text", Placed(text, nowhere)) for text in texts)


def _has(hits: Sequence[bool]) -> Has:
    return "whole" if hits and all(hits) else "part" if any(hits) else "none"


def _mentioned(text: Placed[str] | None, mentions: Sequence[Mentions], number: int) -> Has:
    if text is None:
        return "absent"
    if number >= len(mentions):
        return "unknown"
    return _has([bool(places) for places in mentions[number].places])


def _with_a_term(keyphrase: Keyphrase, words: Words) -> int:
    return len({words.block(start) for term in keyphrase.terms for start in term.find(words)})


def _in_slug(keyphrase: Keyphrase, slug: str) -> Has:
    """Latin terms by their letters, others where the slug is Japanese too; what stands in Latin letters for a Japanese term
    is not known."""
    if not slug:
        return "unknown"
    if not slug.isascii():
        words = _words([slug.replace("-", " ").replace("_", " ")])
        return _has([bool(term.find(words)) for term in keyphrase.terms])
    letters = _letters(slug)
    latin = [_letters(term.text.value) in letters for term in keyphrase.terms if term.text.value.isascii()]
    if any(latin):
        return "whole" if all(latin) and len(latin) == len(keyphrase.terms) else "part"
    return "none" if len(latin) == len(keyphrase.terms) else "unknown"


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())
