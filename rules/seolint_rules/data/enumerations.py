"""What a post counts: the number that a title names, and the runs of headings, items and words that come to one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from seolint import Document, Heading, ListItem, fold, pattern
from seolint_rules.data import table
from seolint_rules.data.stock_headings import is_stock, plain

_KANJI = {char: number for number, char in enumerate("一二三四五六七八九十", 1)}
_WORDS = {word: number for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_LEADING = re.compile(
    r"[\W_]*([^\W\d_]{0,8}?)[ #.:-]*(\d{1,2}|[一二三四五六七八九十](?=[.、:) ]|つ|$))(?![\d%年月日時分秒円人]|[a-z]|\.\d)"
)
_NTH = pattern(r"(\d{1,2}|[一二三四五六七八九十])(?:つ目|つめ|個目|番目)|第([一二三四五六七八九十])に")


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """Of one language: ``counters`` stand between number and noun, ``alone`` need no noun. ``things`` are nouns that ``steps`` do
    not count; ``labels`` stand before the numbers of headings.
    """

    counters: tuple[str, ...]
    alone: tuple[str, ...]
    nouns: tuple[str, ...]
    things: frozenset[str]
    labels: frozenset[str]
    steps: frozenset[str]


class Counted(Struct, frozen=True, forbid_unknown_fields=True):
    """The table of both languages; headings named like ``chapters`` are parts of a post, not what a title counts."""

    ja: Words
    en: Words
    chapters: frozenset[str]


class Run(Struct, frozen=True):
    """Numbered headings 1 to ``len(headings)``; ``label`` stands before each number, "" for none."""

    label: str
    headings: tuple[Heading, ...]


def number(text: str) -> int:
    """The number that ``text`` writes, 0 for none."""
    folded = fold(text)
    return int(folded) if folded.isdecimal() else _KANJI.get(folded) or _WORDS.get(folded, 0)


def words(language: str) -> Words:
    counted = table("title_count", Counted)
    return counted.ja if language == "ja" else counted.en


@cache
def promised(language: str) -> re.Pattern[str]:
    """A number and the noun that it counts, as titles name them: 5つの実践テクニック, 7選, 5 simple ways."""
    known = words(language)
    nouns = "|".join(sorted(known.nouns, key=len, reverse=True))
    if language != "ja":
        count = r"(?<![\w.,$#-])(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
        return pattern(rf"(?i){count} (?:[a-z'-]+ ){{0,3}}?({nouns})\b")
    count = r"(?<![\d０-９.．第ver〜~\-])([0-9０-９]{1,2}|[二三四五六七八九十](?=つ|大|選|か条|箇条|個))"
    counters, alone = ("|".join(sorted(each, key=len, reverse=True)) for each in (known.counters, known.alone))
    return pattern(rf"{count}(?:(?:{counters})[^\d０-９、。：:｜|！!？?　と・]{{0,9}}?({nouns})|({alone}))")


def runs(headings: Sequence[Heading]) -> Iterator[Run]:
    """The runs of headings of one level that are numbered from 1 on, whatever lies below and between them."""
    opened: dict[tuple[int, str], list[Heading]] = {}
    for heading in headings:
        found = _LEADING.match(fold(heading.text.value[:40]))
        value = number(found[2]) if found else 0
        for key in [key for key in opened if key[0] > heading.level]:
            yield Run(key[1], tuple(opened.pop(key)))
        key = (heading.level, found[1] if found else "")
        if value == 1:
            if key in opened:
                yield Run(key[1], tuple(opened[key]))
            opened[key] = [heading]
        elif key in opened and value == len(opened[key]) + 1:
            opened[key].append(heading)
    for (_, label), numbered in opened.items():
        yield Run(label, tuple(numbered))


def is_chapters(run: Run) -> bool:
    """Whether the numbers are those of the parts of a post: 1. はじめに."""
    chapters = table("title_count", Counted).chapters
    return any(is_stock(name := plain(heading.text.value)) or name in chapters for heading in run.headings)


def siblings(headings: Sequence[Heading], without: Sequence[Heading]) -> set[int]:
    """How many headings stand side by side under one, in all and without stock ones; not where ``without`` stand below some."""
    inner = {heading.at.start for heading in without}
    counts: set[int] = set()
    opened: dict[int, list[Heading]] = {}
    holding: set[int] = set()
    for heading in (*headings, None):
        level = heading.level if heading is not None else 0
        for deep in [deep for deep in opened if deep > level]:
            group = opened.pop(deep)
            if deep not in holding:
                counts |= {len(group), sum(not is_stock(plain(each.text.value)) for each in group)}
            holding.discard(deep)
        if heading is not None:
            opened.setdefault(level, []).append(heading)
            if heading.at.start in inner:
                holding |= {upper for upper in opened if upper < level}
    return counts


def lists(doc: Document) -> tuple[set[int], list[list[ListItem]]]:
    """How many items the plain lists of a post have, and its numbered lists."""
    found: defaultdict[int, list[ListItem]] = defaultdict(list)
    for item in doc.list_items:
        found[item.list].append(item)
    numbered = [items for items in found.values() if items[0].number]
    return {len(items) for items in found.values() if not items[0].number}, numbered


def nths(text: str) -> int:
    """The highest number up to which a text counts in words: 1つ目, 二つ目, 第三に; 0 where it does not."""
    return max((number(found[1] or found[2]) for found in _NTH.finditer(text)), default=0)
