"""The words of a post: lemmas in order, each with its exact place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cached_property, lru_cache
from itertools import accumulate
from operator import itemgetter

from seolint.document.content import Block
from seolint.document.mecab import Token
from seolint.document.misread import SINGLE_WORDS
from seolint.document.morphemes import tokenize
from seolint.text import UNKNOWN, Location

_NOTHING: Token = (0, 0, "", False, "")
_LENGTH, _LEMMA, _IS_CONTENT = itemgetter(0), itemgetter(2), itemgetter(3)
_LONGEST_WORD, _WAYS = 40, 8
_KANJI_NUMBERS = frozenset("一二三四五六七八九十百千万")


@lru_cache(1_000)
def _is_always_whole(first: str, last: str) -> bool:
    """Whether what begins with the lemma ``first`` and ends with ``last`` is by itself, whatever stands beside it."""
    if first.isdecimal() or last.isdecimal() or first == "." or first in _KANJI_NUMBERS or (last.isascii() and last.isalpha()):
        return False
    return not any(word.endswith(first) or word.startswith(last) for word in SINGLE_WORDS)


class Words:
    """All tokens of the blocks that are prose; an empty lemma ends each block."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._blocks: list[Block] = []
        self._starts: list[int] = []
        self._tokens: list[Token] = []
        self._found: dict[tuple[str, ...], list[int]] = {}
        self._spans: dict[tuple[tuple[str, ...], ...], dict[int, int]] = {}
        self._offsets: dict[int, list[int]] = {}
        self._sentences: dict[int, list[int]] = {}
        for block in blocks:
            if block.kind == "pre" or block.chrome:
                continue
            self._blocks.append(block)
            self._starts.append(len(self._tokens))
            self._tokens += tokenize(block.without_code(" "))
            self._tokens.append(_NOTHING)
        self.lemmas: list[str] = list(map(_LEMMA, self._tokens))
        self.tokens = len(self._tokens) - len(self._blocks)

    @cached_property
    def content_tokens(self) -> int:
        return sum(map(_IS_CONTENT, self._tokens))

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """The numbers of all tokens with each lemma, in order."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, lemma in enumerate(self.lemmas):
            found[lemma].append(number)
        found.default_factory = None
        return found

    @property
    def vocabulary(self) -> Set[str]:
        return self.places.keys()

    def find(self, sequence: Sequence[str]) -> list[int]:
        """Where ``sequence`` begins among the lemmas, its tokens side by side; hits do not overlap."""
        key = tuple(sequence)
        found = self._found.get(key)
        if found is None:
            known = key and all(map(self.places.__contains__, key))
            found = self._found[key] = self._find(list(key)) if known else []
        return found

    def spans(self, sequence: Sequence[str]) -> dict[int, int]:
        """Where the word of the lemmas ``sequence`` stands by itself, however MeCab cuts it, and how many tokens that is.

        It is not by itself within a longer number (``1.10``), a name with signs (``C++``) or where MeCab misread another word.
        """
        found = dict.fromkeys(self._whole(tuple(sequence)), len(sequence))
        for cut in self._cuts("".join(sequence)) if len(sequence) > 1 or len(sequence[0]) > 3 else ():
            for start in self._whole(cut) if cut != sequence else ():
                found.setdefault(start, len(cut))
        return found

    def _whole(self, sequence: tuple[str, ...]) -> Sequence[int]:
        found = self.find(sequence)
        if not found or _is_always_whole(sequence[0], sequence[-1]):
            return found
        return [start for start in found if self._is_whole(start, start + len(sequence))]

    def remember(
        self, spellings: tuple[tuple[str, ...], ...], find: Callable[[Words], dict[int, int]]
    ) -> dict[int, int]:
        """What ``find`` finds of a word with these spellings, looked for once."""
        if spellings not in self._spans:
            self._spans[spellings] = find(self)
        return self._spans[spellings]

    def _cuts(self, whole: str) -> list[tuple[str, ...]]:
        """How ``whole`` can be cut into lemmas of the text, but for scraps: at most eight ways."""
        if whole.isascii() or len(whole) > _LONGEST_WORD:
            return []
        ways: dict[int, list[tuple[str, ...]]] = {0: [()]}
        places, size = self.places, len(whole)
        for start in range(size):
            for end in range(start + 1, size + 1) if start in ways else ():
                part = whole[start:end]
                if part in places and not (end - start == 1 and "ぁ" <= part <= "ん"):
                    known = ways.setdefault(end, [])
                    known += [(*way, part) for way in ways[start][: _WAYS - len(known)]]
        return ways.get(size, [])

    def _is_whole(self, start: int, end: int) -> bool:
        first, last = self.lemmas[start], self.lemmas[end - 1]
        if first.isdecimal() and start > 1 and self.lemmas[start - 1] in {".", ","} and self.lemmas[start - 2].isdecimal():
            return self._is_blank(start) or self._is_blank(start - 1)
        if first == "." and end - start > 1 and self._is_blank(start + 1):
            return False
        if first in _KANJI_NUMBERS and self.lemmas[start - 1][-1:] in _KANJI_NUMBERS:
            return self._is_blank(start)
        after = self.lemmas[end : end + 2]
        if last.isdecimal() and len(after) > 1 and after[0] in {".", ","} and after[1].isdecimal():
            return self._is_blank(end) or self._is_blank(end + 1)
        if last.isascii() and last.isalpha() and (after == ["+", "+"] or (after[0] == "#" and len(last) == 1)):
            return self._is_blank(end)
        cut = (self.lemmas[start - 1] + first in SINGLE_WORDS and start) or (last + after[0] in SINGLE_WORDS and end)
        return not cut or self._is_blank(cut)

    def _is_blank(self, index: int) -> bool:
        """Whether white space stands before token ``index``."""
        return self._tokens[index][1] > 0

    def _find(self, wanted: list[str]) -> list[int]:
        found: list[int] = []
        size, end = len(wanted), 0
        for here in self.places[wanted[0]]:
            if here >= end and (size == 1 or self.lemmas[here : here + size] == wanted):
                found.append(here)
                end = here + size
        return found

    def place(self, start: int, end: int) -> Location:
        """Where tokens ``start`` to ``end`` stand, which are of one block."""
        number = self.block(start)
        offsets, first = self._offsets_in(number), self._starts[number]
        return self._blocks[number].text.part(offsets[start - first] + self._tokens[start][1], offsets[end - first])

    def block(self, index: int) -> int:
        """The number of the block that token ``index`` is in."""
        return bisect_right(self._starts, index) - 1

    def tokens_at(self, start: int) -> tuple[int, int]:
        """The first token, and that behind the last one, of the block that begins at ``start`` in the post; (0, 0) for none."""
        number = self._numbers.get(start)
        if number is None:
            return 0, 0
        return self._starts[number], self._end(number)

    def tokens_at_each(self, starts: Iterable[int]) -> list[tuple[int, int]]:
        """``tokens_at`` of many blocks."""
        firsts = [*self._starts, len(self._tokens)]
        return [
            (0, 0) if number is None else (firsts[number], firsts[number + 1] - 1) for number in map(self._numbers.get, starts)
        ]

    def _end(self, number: int) -> int:
        """The token behind the last of block ``number``."""
        return (self._starts[number + 1] if number + 1 < len(self._starts) else len(self._tokens)) - 1

    def tokens_of(self, block: Block) -> list[Token]:
        """The tokens of ``block``; none where it is code, or of a header, footer or navigation."""
        return self._tokens[slice(*self.tokens_at(block.text.at.start))]

    def is_noun(self, lemma: str) -> bool:
        """Whether one of the first three tokens with this lemma is a noun."""
        return any(self._tokens[number][4] == "noun" for number in self.places.get(lemma, ())[:3])

    def part(self, index: int) -> str:
        """The part that token ``index`` takes in a compound."""
        return self._tokens[index][4]

    def is_joined(self, index: int) -> bool:
        """Whether token ``index`` is written as one word with that before it, or both are Latin with one space between them."""
        return self._tokens[index][1] == (self.lemmas[index].isascii() and self.lemmas[index - 1].isascii())

    def is_alone(self, start: int, size: int) -> bool:
        """Whether so many tokens from ``start`` are a word by themselves: no part of a longer compound or number, nor behind code
        or a Latin name (the 型 of ``string`` 型). Latin ones, whose compounds have spaces between them, always are."""
        tokens = self._tokens
        before, (_, space, lemma, _, _), after = tokens[start - 1], tokens[start], tokens[start + size]
        if lemma.isascii():
            return True
        if space > 1 or (before[4] and (space == 0 or before[2].isascii())) or (space == 0 and before[2].isnumeric()):
            return False
        return not after[4] or not self.is_joined(start + size)

    def text(self, start: int, end: int) -> str:
        """What tokens ``start`` to ``end`` of one block are, as they are read."""
        number = self.block(start)
        offsets, first = self._offsets_in(number), self._starts[number]
        return self._blocks[number].text.value[offsets[start - first] + self._tokens[start][1] : offsets[end - first]]

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {block.text.at.start: number for number, block in enumerate(self._blocks)}

    def sentence(self, index: int) -> tuple[int, int]:
        """The sentence that token ``index`` is in: the number of its block and its number there."""
        number = self.block(index)
        if number not in self._sentences:
            self._sentences[number] = self._sentence_ends(number)
        return number, bisect_right(self._sentences[number], index - self._starts[number])

    def _sentence_ends(self, number: int) -> list[int]:
        """The tokens of block ``number`` that begin behind the ends of its sentences."""
        from seolint.document.sentences import sentences

        offsets = self._offsets_in(number)
        return [bisect_left(offsets, end) for _, end in sentences(self._blocks[number].without_code(UNKNOWN))]

    def _offsets_in(self, number: int) -> list[int]:
        """Where each token of block ``number`` begins, white space before it included, and where the last ends."""
        if number not in self._offsets:
            tokens = self._tokens[self._starts[number] : self._end(number)]
            self._offsets[number] = [0, *accumulate(map(_LENGTH, tokens))]
        return self._offsets[number]
