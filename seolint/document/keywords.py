"""The keyphrases that the front matter names, and how the body uses them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from msgspec import Struct

from seolint.document.content import Block
from seolint.document.front_matter import FrontMatter
from seolint.document.morphemes import lemmas
from seolint.document.variants import Lemmas, core, counted, variants
from seolint.document.words import Words
from seolint.text import UNKNOWN, Location, Placed, fold, is_japanese

_COMMA = re.compile(r"[^,、，]+")
_TERM = re.compile(r"\S+")
_ENGLISH = re.compile(r"[a-z]+")
_THIS = "此の"
_MOST, _MOST_HITS = 100, 200_000
"""How many keyphrases a post may have, and how often their terms may occur in it, before the rest is left uncounted."""
_LONGEST = 2_000
"""Characters of a title or description; what is longer is none."""


class Term(Struct, frozen=True):
    """One term of a keyphrase: a sequence of lemmas, found where its tokens stand side by side.

    ``others`` are its other spellings, and the words that the user counts as the same.
    """

    text: Placed[str]
    lemmas: tuple[str, ...]
    content_tokens: int
    others: tuple[tuple[str, ...], ...] = ()

    @property
    def parts(self) -> frozenset[str]:
        """Its lemmas, but for particles and signs."""
        return frozenset(lemma for lemma in self.lemmas if lemma.isalpha() and not "ぁ" <= lemma <= "ん")

    def find(self, words: Words) -> dict[int, int]:
        """Where the term begins in ``words``, as numbers of tokens in order, and how many tokens stand there."""
        return words.remember((self.lemmas, *self.others), self._find)

    def _find(self, words: Words) -> dict[int, int]:
        found = words.spans(self.lemmas)
        if not self.others and len(found) < 2:
            return found
        for other in self.others:
            for start, size in words.spans(other).items():
                found[start] = max(found.get(start, 0), size)
        return dict(_apart(found))


def _apart(found: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Those that do not overlap, from the first on."""
    end = 0
    for start, size in sorted(found.items()):
        if start >= end:
            yield start, size
            end = start + size


class Keyphrase(Struct, frozen=True):
    text: Placed[str]
    terms: tuple[Term, ...]

    @property
    def content_tokens(self) -> int:
        return sum(term.content_tokens for term in self.terms)


class KeyphraseUse(Struct, frozen=True):
    """How often a keyphrase occurs in the body, and where.

    A keyphrase of several terms occurs in a sentence as often as the rarest of them does there; ``places`` are
    that term's. ``terms`` has the hits of each term in the whole body.
    ``density`` = 100 × occurrences × content tokens of the keyphrase ÷ all content tokens of the body.
    """

    keyphrase: Keyphrase
    occurrences: int
    places: tuple[Location, ...]
    terms: tuple[tuple[Term, int], ...]
    content_tokens: int

    @property
    def density(self) -> float:
        return 100 * self.occurrences * self.keyphrase.content_tokens / max(self.content_tokens, 1)

    @property
    def missing(self) -> tuple[Term, ...]:
        """Terms that occur nowhere in the body."""
        return tuple(term for term, hits in self.terms if not hits)


class Mentions(Struct, frozen=True):
    """Where a text such as the title has a keyphrase: the places of each of its terms, in their order.

    ``named`` says that it has one of them at all: an English one perhaps in another form (knives for knife), of a compound at
    least half.
    """

    keyphrase: Keyphrase
    places: tuple[tuple[Location, ...], ...]
    named: bool

    @property
    def count(self) -> int:
        """How often the whole keyphrase is there: as often as the rarest of its terms."""
        return min(map(len, self.places), default=0)


def mentions(keyphrases: tuple[Keyphrase, ...], text: Placed[str] | None) -> tuple[Mentions, ...]:
    """The mentions of each in ``text``; none where there is no text, or far too much, or a template fills in a part of it."""
    if not keyphrases or text is None or UNKNOWN in text.value or len(text.value) > _LONGEST:
        return ()
    words = Words((Block("text", text),))
    found: list[Mentions] = []
    for one in keyphrases:
        hits = (term.find(words) for term in one.terms)
        places = tuple(tuple(words.place(start, start + size) for start, size in hit.items()) for hit in hits)
        named = any(places) or any(_is_near(term, words, text.value) for term in one.terms)
        found.append(Mentions(one, places, named))
    return tuple(found)


def _is_near(term: Term, words: Words, text: str) -> bool:
    """Whether half of a compound is there, or another form of an English word."""
    word, parts = fold(term.text.value), term.parts
    if _ENGLISH.fullmatch(word):
        return any(other.startswith(word[: max(3, len(word) - 3)]) for other in _ENGLISH.findall(fold(text)))
    return len(parts) > 1 and 2 * len(parts & words.vocabulary) >= len(parts)


def read_keyphrases(
    front_matter: FrontMatter, keys: tuple[str, ...], synonyms: tuple[tuple[str, ...], ...] = ()
) -> tuple[Keyphrase, ...]:
    """Keyphrases of the first of ``keys`` that has any, in order and each once, the first 100; the first is the primary one.

    What has neither a letter nor a digit is none.

    The words of each of ``synonyms`` count as one term.
    """
    for key in keys:
        found = tuple(islice(_keyphrases(front_matter.strings(key), synonyms), _MOST))
        if found:
            return found
    return ()


def _keyphrases(values: tuple[Placed[str], ...], synonyms: tuple[tuple[str, ...], ...]) -> Iterator[Keyphrase]:
    groups = [[_spellings(word)[1] for word in group] for group in synonyms] if values else []
    seen: set[str] = set()
    for value in values:
        for match in _COMMA.finditer(value.value):
            text = match[0].strip()
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            if any(char.isalnum() or char == UNKNOWN for char in text) and fold(text) not in seen:
                seen.add(fold(text))
                terms = tuple(_terms(value, text, start, groups))
                yield Keyphrase(Placed(text, value.part(start, start + len(text))), terms)


def _terms(value: Placed[str], text: str, start: int, groups: list[list[tuple[Lemmas, ...]]]) -> Iterator[Term]:
    for match in _TERM.finditer(text):
        place = value.part(start + match.start(), start + match.end())
        content_tokens, own = _spellings(match[0])
        same = (word for group in groups if not {each for word in group for each in word}.isdisjoint(own) for word in group)
        others = dict.fromkeys((*own[1:], *(spelling for word in same for spelling in word)))
        others.pop(own[0], None)
        yield Term(Placed(match[0], place), own[0], content_tokens, tuple(filter(None, others)))


@lru_cache(1_000)
def _spellings(word: str) -> tuple[int, tuple[Lemmas, ...]]:
    """How many content words ``word`` has, its lemmas, and those of its other spellings.

    MeCab reads some words by themselves in another way than in a sentence (金, かに): both count, unless the first is scraps.
    """
    found = dict([lemmas(word)])
    if is_japanese(word):
        for before, after in (("", "の"), ("この", "を")):
            inner, content = lemmas(before + word + after)
            if inner[-1:] == (after,) and (not before or inner[0] == _THIS):
                found.setdefault(inner[bool(before) : -1], content)
        if (other := counted(word)) != word:
            for each in (lemmas(other), lemmas(other + "の")):
                way = each[0][:-1] if each[0][-1] == "の" != other[-1] else each[0]
                found.setdefault(way, each[1])
    whole = {way: content for way, content in found.items() if not all("ぁ" <= lemma <= "ん" for lemma in way)}
    ways = {core(way): content for way, content in (whole or found).items()}
    own, content = next(iter(ways.items()))
    return content, tuple(dict.fromkeys((*ways, *variants(word, own))))


def use_all(keyphrases: Iterable[Keyphrase], words: Words) -> Iterator[KeyphraseUse]:
    """The use of each; of the first ones where their terms occur very often."""
    hits = 0
    for keyphrase in keyphrases:
        found = use(keyphrase, words)
        yield found
        hits += sum(count for _, count in found.terms)
        if hits > _MOST_HITS:
            return


def use(keyphrase: Keyphrase, words: Words) -> KeyphraseUse:
    """Count ``keyphrase`` in ``words``."""
    hits = [term.find(words) for term in keyphrase.terms]
    terms = tuple(zip(keyphrase.terms, map(len, hits), strict=True))
    starts = _in_sentences(hits, words) if all(hits) else {}
    places = tuple(words.place(start, start + hits[number][start]) for start, number in sorted(starts.items()))
    return KeyphraseUse(keyphrase, len(places), places, terms, words.content_tokens)


def _in_sentences(found: list[dict[int, int]], words: Words) -> dict[int, int]:
    """The hits of the rarest term of each sentence that has all terms: token index to number of the term."""
    hits = [list(starts) for starts in found]
    if len(hits) == 1:
        return dict.fromkeys(hits[0], 0)
    blocks = frozenset(map(words.block, hits[0])).intersection(*(map(words.block, starts) for starts in hits[1:]))
    hits = [[start for start in starts if words.block(start) in blocks] for starts in hits]
    counts = [Counter(map(words.sentence, starts)) for starts in hits]
    rarest: dict[tuple[int, int], int] = {}
    for sentence in frozenset(counts[0]).intersection(*counts[1:]):
        rarest[sentence] = min(range(len(hits)), key=lambda number, s=sentence: counts[number][s])  # type: ignore[misc]
    return {
        start: number
        for number, starts in enumerate(hits)
        for start in starts
        if rarest.get(words.sentence(start)) == number
    }
