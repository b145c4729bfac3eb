"""The words of a post: lemmas in order, each with its exact place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import accumulate
from operator import itemgetter

from seolint.document.content import Block
from seolint.document.misread import SINGLE_WORDS
from seolint.document.morphemes import Token, tokenize
from seolint.text import UNKNOWN, Location

_NOTHING: Token = (0, 0, "", False, "")
_LENGTH = itemgetter(0)
_LONGEST_WORD, _WAYS = 40, 8
_KANJI_NUMBERS = frozenset("一二三四五六七八九十百千万")


class Words:
    """All tokens of the blocks that are prose; an empty lemma ends each block."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.lemmas: list[str] = []
        self.tokens = self.content_tokens = 0
        self._blocks: list[tuple[Block, list[Token]]] = []
        self._found: dict[tuple[str, ...], list[int]] = {}
        self._places: dict[str, list[int]] = {}
        self._spans: dict[tuple[tuple[str, ...], ...], dict[int, int]] = {}
        self._starts: list[int] = []
        self._offsets: dict[int, list[int]] = {}
        self._sentences: dict[int, list[int]] = {}
        for block in blocks:
            if block.kind == "pre" or block.chrome:
                continue
            tokens = tokenize(block.without_code(" "))
            self._starts.append(len(self.lemmas))
            self._blocks.append((block, tokens))
            self.lemmas += [token[2] for token in tokens]
            self.lemmas.append("")
            self.tokens += len(tokens)
            self.content_tokens += sum([token[3] for token in tokens])
        self.counts = Counter(self.lemmas)
        self.vocabulary = frozenset(self.counts)

    def find(self, sequence: Sequence[str]) -> list[int]:
        """Where ``sequence`` begins among the lemmas, its tokens side by side; hits do not overlap."""
        if not sequence or not self.vocabulary.issuperset(sequence):
            return []
        key = tuple(sequence)
        if key not in self._found:
            self._found[key] = self._find(list(sequence))
        return self._found[key]

    def spans(self, sequence: Sequence[str]) -> dict[int, int]:
        """Where the word of the lemmas ``sequence`` stands by itself, however MeCab cuts it, and how many tokens that is.

        It is not by itself within a longer number (``1.10``), a name with signs (``C++``) or where MeCab misread another word.
        """
        found = dict.fromkeys(self.find(sequence), len(sequence))
        for cut in self._cuts("".join(sequence)) if len(sequence) > 1 or len(sequence[0]) > 3 else ():
            for start in self.find(cut):
                found.setdefault(start, len(cut))
        return {start: size for start, size in found.items() if self._is_whole(start, start + size)}

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
        ways: list[list[tuple[str, ...]]] = [[()], *[[] for _ in whole]]
        for end in range(1, len(whole) + 1):
            for start in range(end):
                part = whole[start:end]
                if ways[start] and part in self.vocabulary and not (end - start == 1 and "ぁ" <= part <= "ん"):
                    ways[end] += [(*way, part) for way in ways[start][: _WAYS - len(ways[end])]]
        return ways[-1]

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
        number = self.block(index)
        return self._blocks[number][1][index - self._starts[number]][1] > 0

    def _find(self, wanted: list[str]) -> list[int]:
        found: list[int] = []
        size, end = len(wanted), 0
        for here in self.places_of(wanted[0]):
            if here >= end and (size == 1 or self.lemmas[here : here + size] == wanted):
                found.append(here)
                end = here + size
        return found

    def places_of(self, lemma: str) -> list[int]:
        """The numbers of all tokens with this lemma."""
        found = self._places.get(lemma)
        if found is None:
            found = self._places[lemma] = list[int]()
            here = -1
            with suppress(ValueError):
                while True:
                    here = self.lemmas.index(lemma, here + 1)
                    found.append(here)
        return found

    def place(self, start: int, end: int) -> Location:
        """Where tokens ``start`` to ``end`` stand, which are of one block."""
        number = self.block(start)
        block, tokens = self._blocks[number]
        offsets = self._offsets_in(number)
        first = start - self._starts[number]
        return block.text.part(offsets[first] + tokens[first][1], offsets[end - self._starts[number]])

    def block(self, index: int) -> int:
        """The number of the block that token ``index`` is in."""
        return bisect_right(self._starts, index) - 1

    def tokens_at(self, start: int) -> tuple[int, int]:
        """The first token, and that behind the last one, of the block that begins at ``start`` in the post; (0, 0) for none."""
        number = self._numbers.get(start)
        if number is None:
            return 0, 0
        first = self._starts[number]
        return first, first + len(self._blocks[number][1])

    def tokens_of(self, block: Block) -> list[Token]:
        """The tokens of ``block``; none where it is code, or of a header, footer or navigation."""
        number = self._numbers.get(block.text.at.start)
        return self._blocks[number][1] if number is not None else []

    def is_noun(self, lemma: str) -> bool:
        """Whether one of the first three tokens with this lemma is a noun."""
        number = -1
        for _ in range(3):
            try:
                number = self.lemmas.index(lemma, number + 1)
            except ValueError:
                return False
            if self._flat[number][4] == "noun":
                return True
        return False

    def part(self, index: int) -> str:
        """The part that token ``index`` takes in a compound."""
        return self._flat[index][4]

    def is_joined(self, index: int) -> bool:
        """Whether token ``index`` is written as one word with that before it, or both are Latin with one space between them."""
        return self._flat[index][1] == (self.lemmas[index].isascii() and self.lemmas[index - 1].isascii())

    def is_alone(self, start: int, size: int) -> bool:
        """Whether so many tokens from ``start`` are a word by themselves: no part of a longer compound or number, nor behind code
        or a Latin name (the 型 of ``string`` 型). Latin ones, whose compounds have spaces between them, always are."""
        tokens = self._flat
        before, (_, space, lemma, _, _), after = tokens[start - 1], tokens[start], tokens[start + size]
        if lemma.isascii():
            return True
        if space > 1 or (before[4] and (space == 0 or before[2].isascii())) or (space == 0 and before[2].isnumeric()):
            return False
        return not after[4] or not self.is_joined(start + size)

    @cached_property
    def _flat(self) -> list[Token]:
        """The tokens, one that is nothing behind each block."""
        flat: list[Token] = []
        for _, tokens in self._blocks:
            flat += tokens
            flat.append(_NOTHING)
        return flat

    def text(self, start: int, end: int) -> str:
        """What tokens ``start`` to ``end`` of one block are, as they are read."""
        number = self.block(start)
        block, tokens = self._blocks[number]
        offsets, first = self._offsets_in(number), start - self._starts[number]
        return block.text.value[offsets[first] + tokens[first][1] : offsets[end - self._starts[number]]]

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {block.text.at.start: number for number, (block, _) in enumerate(self._blocks)}

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
        return [bisect_left(offsets, end) for _, end in sentences(self._blocks[number][0].without_code(UNKNOWN))]

    def _offsets_in(self, number: int) -> list[int]:
        """Where each token of block ``number`` begins, white space before it included, and where the last ends."""
        if number not in self._offsets:
            self._offsets[number] = [0, *accumulate(map(_LENGTH, self._blocks[number][1]))]
        return self._offsets[number]
