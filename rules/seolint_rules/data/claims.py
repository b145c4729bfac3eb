"""Figures that prove something, those that nobody is named for, and the words that say where figures come from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import takewhile, zip_longest

from msgspec import Struct

from seolint import Document, Location, Said, pattern
from seolint_rules.data import table
from seolint_rules.data.affiliate_links import is_affiliate
from seolint_rules.data.stock_headings import is_list, plain

_CITES = pattern(r"[（(※*\s]*(?:出典|出所|引用|参考|参照|source|via|ref)", re.IGNORECASE)
_TOLD = frozenset({"p", "li", "text", "br", "div", "dd"})
"""Blocks in which something is told; tables and headings sum up."""
_CASES = _TOLD | {"h2", "h3", "h4", "h5"}
_FAR = 6
"""Most items of the list below a story that are read."""


class Claims(Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns of one language, all linear: ``cases`` name nobody, ``figures`` are those of an outcome (the group that matched
    is the figure itself) and ``others`` words of sentences about somebody or something else, ``claims`` are figures of success or
    of a share of people. ``sources`` are words beside which a figure is from somewhere, ``unnamed`` such as only seem so. What is
    ``supposed`` or stands in ``examples`` is no claim. A case matches ``case_sign``, a claim ``claim_sign``, and most texts do not:
    these are found several times as fast.
    """

    case_sign: str
    claim_sign: str
    cases: str
    figures: str
    others: str
    claims: str
    sources: str
    unnamed: str
    supposed: str
    examples: str


class Case(Struct, frozen=True):
    """A story of somebody without a name: who, the figure that it boasts of, and the blocks that tell it, by their start."""

    who: Location
    name: str
    figure: str
    blocks: frozenset[int]


def claims(language: str) -> Claims | None:
    """The patterns of a language; None where there are none."""
    return table("claims", dict[str, Claims]).get(language)


@cache
def compiled(source: str) -> re.Pattern[str]:
    return pattern(source)


def told(doc: Document) -> Iterator[tuple[Said, str]]:
    """The blocks that tell something, each with what stands around it: the words that lead to its list, and the next block."""
    said, lead = doc.narration, ""
    for one, after in zip_longest(said, said[1:]):
        if one.block.kind in _TOLD:
            yield one, (lead if one.block.kind == "li" else "") + "\n" + (after.text if after else "")
        if one.block.kind != "li":
            lead = one.text


def unnamed_cases(doc: Document, known: Claims) -> Iterator[Case]:
    """The first story of each block that boasts of a figure: there, in the next block, or in the list that follows."""
    sign = compiled(known.case_sign)
    said = doc.narration if sign.search(doc.narration_text) else ()
    for number, one in enumerate(said):
        marked = one.block.kind in _CASES and sign.search(one.text)
        found = compiled(known.cases).search(one.text) if marked else None
        if found is None or compiled(known.supposed).search(_sentence(one.text, *found.span())):
            continue
        after = takewhile(lambda part: part.block.kind == "li", said[number + 1 : number + 1 + _FAR])
        parts = [one, *(list(after) or [part for part in said[number + 1 : number + 2] if part.block.kind in _TOLD])]
        figures = [_boast(part.text, found.end() if part is one else 0, known) for part in parts]
        last = next((index for index, figure in enumerate(figures) if figure), -1)
        if last < 0 or any(is_sourced(doc, part, "", known) for part in parts[: last + 1]):
            continue
        starts = frozenset(part.block.text.at.start for part in parts)
        yield Case(one.part(*found.span()), found[0], figures[last], starts)


def _boast(text: str, start: int, known: Claims) -> str:
    """The first figure of an outcome from ``start`` on that is neither a supposed one nor somebody else's; "" for none."""
    silent = (compiled(known.supposed), compiled(known.others))
    for found in compiled(known.figures).finditer(text, start):
        sentence = _sentence(text, *found.span())
        if not any(words.search(sentence) for words in silent):
            return found[found.lastindex or 0]
    return ""


def is_sourced(doc: Document, said: Said, around: str, known: Claims) -> bool:
    """Whether a link or a word in the block, or what stands ``around`` it, says where its figures come from."""
    lead, _, after = around.rpartition("\n")
    words = compiled(known.unnamed).sub("", f"{lead}\n{said.block.text.value}")
    if compiled(known.sources).search(words) or _CITES.match(after):
        return True
    at = said.block.text.at
    first = bisect_left(doc.links, at.start, key=lambda link: link.at.start)
    for link in doc.links[max(first - 1, 0) :]:
        if link.at.start >= at.end:
            return False
        if link.at.end > at.start and link.url is not None and not is_affiliate(link.url.value):
            return True
    return False


def lists_sources(doc: Document) -> bool:
    """Whether the post has a list of its sources."""
    return any(is_list(name := plain(heading.text.value)) and "関連" not in name for heading in doc.headings)


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence, as far as 。 or a line end tell, that holds ``text[start:end]``."""
    first = max(text.rfind("。", 0, start), text.rfind("\n", 0, start)) + 1
    last = min((at for at in (text.find("。", end), text.find("\n", end)) if at >= 0), default=len(text))
    return text[first:last]
