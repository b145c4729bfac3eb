"""What a post is about, by its own words: the nouns and compounds that it has more often than other posts do."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import sqrt

from msgspec import Struct

from seolint.document.content import Block
from seolint.document.mecab import Token
from seolint.document.morphemes import lemmas
from seolint.document.term_frequencies import LANGUAGES, rarity
from seolint.document.words import Words
from seolint.pattern import pattern
from seolint.text import Location

_LONGEST = 3
"""Words that a compound has at most."""
_COMMON = 1.2
"""Rarity from which on an English word may be a part of a compound: one that fewer than three in ten posts have."""
_PLAIN = 1.0
"""Rarity from which on a word says anything by itself: one that fewer than four in ten posts have."""
_HELD = 0.6
"""Share of the occurrences of a term that are inside a longer one, from which on that one stands for both."""
_LOOSE = frozenset({"等", "達", "様", "さん", "毎", "共", "ら", "自身"})
"""Suffixes that make no other word of a noun: 商品等 are 商品."""
_MEETING = 0.25
"""Share of the occurrences of its rarest word under which a compound is a chance meeting."""
_DOING, _AS_NOUN = frozenset({"為る", "出来る", "致す"}), 3
"""Verbs that make a verb of a noun before them, and how often such a noun must stand without one."""
_FORMAL = frozenset(
    {"存在", "目的", "同様", "一般", "基本", "可能", "対象", "状態", "前提", "前述", "上記", "下記", "具体", "最終", "通常", "全体",
     "自体", "十分", "大切", "重要", "必要", "様々", "有効", "適切"}
)  # fmt: skip
"""Words that say how or why rather than what."""
_GLUE = frozenset("/.:@?=&_#%~\\")
"""What joins the words of addresses and names of files, which are no words of the text."""
_MOST_TOKENS, _MOST_TERMS = 100_000, 300
"""Tokens of a post past which no term is looked for; terms that are told, the weightiest."""
_WORD = re.compile(r"[^\W\d_]")
_KANA = pattern("[ぁ-ん]{1,2}|.?[ーｰ]?|[a-z]{1,2}")
"""What is too short to be a subject; a kanji alone is not (窯)."""
_KANJI = pattern("[々一-鿿]")

Ngram = tuple[str, ...]


class TermUse(Struct, frozen=True):
    """A word or compound of the body: 石窯, 発酵時間, ``bread knife``.

    ``weight`` is the square root of ``count`` × how rare its words are in other posts, half as much again where the title has
    them. ``starts`` are numbers of tokens of ``words``.
    """

    text: str
    lemmas: Ngram
    count: int
    weight: float
    starts: tuple[int, ...]
    words: Words

    @property
    def places(self) -> tuple[Location, ...]:
        """Where it stands; not kept."""
        return tuple(self.words.place(start, start + len(self.lemmas)) for start in self.starts)

    @property
    def density(self) -> float:
        """Percent of all content tokens of the body, each token of a compound counted."""
        return 100 * self.count * len(self.lemmas) / max(self.words.content_tokens, 1)


class Terms:
    """The terms of the prose of a post; none where it is neither Japanese nor English."""

    def __init__(self, prose: Iterable[Block], title: str, words: Words, language: str) -> None:
        self._prose, self._titled, self._words, self._language = tuple(prose), title, words, language

    @cached_property
    def _title(self) -> frozenset[str]:
        return frozenset(lemmas(self._titled)[0])

    @cached_property
    def _rarities(self) -> Mapping[str, float]:
        return rarity(self._language)

    def frequent(self, least: int, formal: frozenset[str] = frozenset()) -> tuple[TermUse, ...]:
        """The terms that stand at least so often as words by themselves, without weights: for little of the time of ``all``.

        None where no noun but ``formal`` ones stands so often.
        """
        words = self._words
        places = words.places.items() if self._language in LANGUAGES else ()
        nouns = {lemma: list[int]() for lemma, those in places if lemma and len(those) >= least and words.is_noun(lemma)}
        for lemma in [lemma for lemma in nouns if lemma.isascii() and self._rarities[lemma] < _COMMON]:
            del nouns[lemma]
        if formal.issuperset(nouns):
            return ()
        prose = [words.tokens_at(block.text.at.start) for block in self._prose]
        firsts = [first for first, _ in prose]
        for lemma in nouns:
            at = ((number, bisect_right(firsts, number) - 1) for number in words.places[lemma] if words.part(number) == "noun")
            nouns[lemma] = [number for number, block in at if block >= 0 and number < prose[block][1]]
        todo: list[tuple[Ngram, list[int]]] = [((lemma,), starts) for lemma, starts in nouns.items()]
        found: list[TermUse] = []
        while todo:
            ngram, starts = todo.pop()
            size = len(ngram)
            if len(starts) < least:
                continue
            longer: defaultdict[str, list[int]] = defaultdict(list)
            for start in starts if size < _LONGEST else ():
                following = words.lemmas[start + size]
                if following in nouns and words.is_joined(start + size):
                    longer[following].append(start)
            todo += [((*ngram, lemma), those) for lemma, those in longer.items()]
            alone = tuple(start for start in starts if words.is_alone(start, size))
            if len(alone) >= least:
                found.append(TermUse(words.text(alone[0], alone[0] + size), ngram, len(alone), 0.0, alone, words))
        return tuple(sorted(found, key=lambda use: use.starts))

    @cached_property
    def starts(self) -> Mapping[Ngram, Sequence[int]]:
        """Where each noun begins, and each compound of two or three, as numbers of tokens of the body."""
        found: defaultdict[Ngram, list[int]] = defaultdict(list)
        for block in self._prose:
            first, _ = self._words.tokens_at(block.text.at.start)
            if first > _MOST_TOKENS:
                break
            for ngram, start in self._ngrams(self._words.tokens_of(block), first):
                found[ngram].append(start)
        return found

    def _ngrams(self, tokens: Sequence[Token], first: int) -> Iterator[tuple[Ngram, int]]:
        run: list[tuple[Ngram, int]] = []
        latin, before = False, ""
        for number, (_, space, lemma, _, part) in enumerate(tokens, first):
            is_latin = lemma.isascii()
            if run and (space > 1 or (space == 0) == (latin and is_latin)):
                yield from _joined(run)
                run = []
            touches, counts = space == 0 and before in _GLUE, space == 0 and before.isnumeric()
            latin, before = is_latin, lemma
            if part == "noun" and not counts and not (is_latin and touches):
                if is_latin and (self._rarities[lemma] < _COMMON or not lemma.isalnum()):
                    yield from _joined(run)
                    yield (lemma,), number
                    run = []
                else:
                    run.append(((lemma,), number))
            elif run and part == "suffix" and lemma not in _LOOSE:
                noun, start = run.pop()
                run.append(((*noun, lemma), start))
            elif run:
                yield from _joined(run)
                run = []
        yield from _joined(run)

    @cached_property
    def all(self) -> tuple[TermUse, ...]:
        """The 300 terms that say most of the post, the weightiest first; words inside of compounds too."""
        words, found = self._words, list[TermUse]()
        for weight, ngram, starts in self._weighed[:_MOST_TERMS]:
            text = words.text(starts[0], starts[0] + len(ngram))
            found.append(TermUse(text, ngram, len(starts), weight, tuple(starts), words))
        return tuple(found)

    @cached_property
    def _weighed(self) -> list[tuple[float, Ngram, Sequence[int]]]:
        """All terms with their weights and places, the weightiest first, else in the order of the text."""
        found: list[tuple[float, Ngram, Sequence[int]]] = []
        for ngram, starts in self.starts.items():
            if self._tells(ngram, len(starts)):
                weight = sqrt(len(starts)) * self.rarity(ngram) * (1.5 if self._title.issuperset(ngram) else 1.0)
                found.append((weight, ngram, starts))
        return sorted(found, key=lambda each: (-each[0], each[2][0], len(each[1])))

    def _tells(self, ngram: Ngram, count: int) -> bool:
        lemma = ngram[0]
        if len(ngram) > 1 and count == 1:
            return False
        short = len(ngram) == 1 and _KANA.fullmatch(lemma) and not _KANJI.match(lemma)
        return not short and self.rarity(ngram) > _PLAIN and _WORD.search(lemma) is not None

    def rarity(self, ngram: Ngram) -> float:
        """How rare a term is in other posts: of a compound, between the rarest of its words and all of them."""
        each = [self._rarities[lemma] for lemma in ngram]
        return (max(each) + sum(each) / len(each)) / 2

    @cached_property
    def top(self) -> tuple[TermUse, ...]:
        """The terms that occur more than once, the weightiest first, each in the longest form that it mostly has: 発酵時間 stands
        for 発酵. A noun that is also used as a verb (付与する) must stand three times as a noun; formal words are none."""
        uses = [use for use in self.all if use.count > 1 and not self._formal(use)]
        counts = {use.lemmas: use.count for use in uses}
        longer: defaultdict[str, list[TermUse]] = defaultdict(list)
        for use in uses:
            for lemma in dict.fromkeys(use.lemmas) if len(use.lemmas) > 1 else ():
                longer[lemma].append(use)
        return tuple(use for use in uses if not _held(use, longer[use.lemmas[0]]) and not _loose(use, counts))

    def _formal(self, use: TermUse) -> bool:
        """Whether a single noun is a formal word (目的), or mostly a part of a verb (付与 of 付与する)."""
        if len(use.lemmas) > 1:
            return False
        if not _FORMAL.isdisjoint(use.lemmas):
            return True
        verbs = sum(self._words.lemmas[start + 1] in _DOING for start in use.starts)
        return verbs > 0 and use.count - verbs < _AS_NOUN

    @cached_property
    def fragments(self) -> frozenset[str]:
        """The names of ``vector`` that are nowhere a word by themselves: 赤外 where only 赤外線 occurs."""
        found = (name for name in self.vector for ngram in [tuple(name.split(" "))]
                 if not any(self._words.is_alone(start, len(ngram)) for start in self.starts[ngram]))  # fmt: skip
        return frozenset(found)

    def spoken(self, name: str) -> str:
        """How the post writes a term of ``vector``; the name itself where it has none."""
        ngram = tuple(name.split(" "))
        starts = self.starts.get(ngram)
        return self._words.text(starts[0], starts[0] + len(ngram)) if starts else name

    @cached_property
    def vector(self) -> dict[str, float]:
        """The weights of the 60 weightiest terms by their lemmas, a space between them, of length 1: for comparing posts."""
        weights = {" ".join(ngram): weight for weight, ngram, _ in self._weighed[:60]}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        return {name: weight / length for name, weight in weights.items()}


def _joined(run: Sequence[tuple[Ngram, int]]) -> Iterator[tuple[Ngram, int]]:
    """Each noun of a run, and each compound of two or three of them; a noun with a suffix is one (最適化)."""
    for end in range(1, len(run) + 1):
        ngram: Ngram = ()
        for noun, start in reversed(run[max(end - _LONGEST, 0) : end]):
            ngram = noun + ngram
            yield ngram, start


def _held(use: TermUse, longer: Iterable[TermUse]) -> bool:
    """Whether a longer term holds most of the occurrences of ``use``, or several do where it is one sign, such as 率."""
    size = len(use.lemmas)
    counts = [other.count for other in longer if len(other.lemmas) > size and use.lemmas in _parts(other.lemmas, size)]
    pairs = (other.count for other in longer if len(other.lemmas) == 2)
    most = sum(pairs) if len(use.text) == 1 else max(counts, default=0)
    return most >= max(_HELD * use.count, 2)


def _parts(lemmas: Ngram, size: int) -> list[Ngram]:
    return [lemmas[start : start + size] for start in range(len(lemmas) - size + 1)]


def _loose(use: TermUse, counts: Mapping[Ngram, int]) -> bool:
    """Whether ``use`` is a chance meeting of words that mostly stand apart."""
    parts = [counts.get((lemma,), 0) for lemma in use.lemmas] if len(use.lemmas) > 1 else []
    return use.count < _MEETING * min(parts, default=0)
