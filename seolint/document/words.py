"""The words of a post, by MeCab with UniDic: lemmas in order, each with its exact place."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache, cached_property
from itertools import accumulate
from operator import itemgetter
from typing import Any, cast

from seolint.document.content import Block
from seolint.document.misread import SINGLE_WORDS
from seolint.text import UNKNOWN, Location

_MOST, _PAUSES = 500, "。\n 、"
"""How much MeCab reads at once: it takes time quadratic in a run of one kind of character, and dies of 200,000. Longer text
is cut after its last pause."""
_FIELD, _RECORD = "\x01", "\x02"
_ENGLISH = re.compile(r"-[A-Za-z].*$")
_LONG = re.compile(r"(?<=[ァ-ヴ][ァ-ヴー])ー$")
_HARMLESS: dict[int, str] = {
    **dict.fromkeys((*range(32), *range(0x7F, 0xA0)), " "),
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    ord("×"): "*",
    ord("÷"): "/",
    **dict.fromkeys(map(ord, "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"), " "),
    **dict.fromkeys(map(ord, f"\u2028\u2029\u202f\u205f\u3000{UNKNOWN}"), " "),
}
_MARKS = "\u0300-\u036f\u3099\u309a\uff9e\uff9f"
_APART = f"\uff61-\uff9f{_MARKS}"
"""Half-width kana, and marks that stand apart from their letters: MeCab knows neither."""
_HARMFUL = re.compile(f"[{''.join(re.escape(chr(code)) for code in _HARMLESS)}{_APART}]")
_CLUSTER = re.compile(f"[{_APART}][{_MARKS}]*|.[{_MARKS}]+", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTENT = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞", "接尾辞"})
_EMPTY_WORD = frozenset({"数詞", "非自立可能"})
_NOUNS, _SUFFIXES = frozenset({"名詞", "形状詞"}), frozenset({"名詞的", "形状詞的"})

_TAILS = frozenset({"s", "t", "ll", "re", "ve"})
"""What MeCab leaves of ``it's``, ``don't``, ``we'll`` behind the apostrophe."""

Token = tuple[int, int, str, bool, str]
"""Length with leading white space, that white space alone, lemma, whether it is a content word, and its part in a compound:
``noun``, ``suffix`` (of a noun), "" for all else."""

_NOTHING: Token = (0, 0, "", False, "")
_LENGTH = itemgetter(0)
_LONGEST_WORD, _WAYS = 40, 8


class _Memo(dict[str, Token]):
    """Records as MeCab prints them, read once each."""

    def __missing__(self, record: str) -> Token:
        surface, kind, detail, lemma = [*record.split(_FIELD), "", ""][:4]
        word = surface.lstrip()
        lemma = _ENGLISH.sub("", lemma) if lemma not in {"", "*"} else word
        folded = _LONG.sub("", unicodedata.normalize("NFKC", lemma)).casefold()
        content = kind in _CONTENT and detail not in _EMPTY_WORD and word not in _TAILS
        part = "noun" if content and kind in _NOUNS else "suffix" if kind == "接尾辞" and detail in _SUFFIXES else ""
        if folded < "\u0250" and len(folded) > 2 and folded.isalpha():
            from seolint.document.english import base_form

            folded = base_form(folded)
        found = (len(surface), len(surface) - len(word), "'" if folded == "’" else folded, content, part)
        self[record] = found
        return found


@cache
def _tokenizer() -> Callable[[str], str]:
    import fugashi
    import unidic_lite

    folder = unidic_lite.DICDIR
    known = _FIELD.join(["%M", "%f[0]", "%f[1]", "%f[7]"]) + _RECORD
    unknown = _FIELD.join(["%M", "%f[0]", "%f[1]"]) + _RECORD
    tagger: Any = fugashi.GenericTagger(  # pyright: ignore
        f'-O "" -r "{folder}/mecabrc" -d "{folder}" -F "{known}" -U "{unknown}" -E ""'
    )
    return cast(Callable[[str], str], tagger.parse)  # pyright: ignore[reportUnknownMemberType]


_MEMO = _Memo()


def tokenize(text: str) -> list[Token]:
    """Tokens of ``text`` in order; their lengths add up to it but for white space at its end."""
    text, harmful = _HARMFUL.subn(lambda found: _HARMLESS.get(ord(found[0]), found[0]), text)
    if harmful and _CLUSTER.search(text):
        return _tokenize_apart(text)
    return _tokenize(text)


def _tokenize_apart(text: str) -> list[Token]:
    """Tokens of ``text`` as it is with half-width kana made wide and marks on their letters, measured in ``text``."""
    parts, ends, here = list[str](), list[int](), 0
    for found in _CLUSTER.finditer(text):
        whole = unicodedata.normalize("NFKC", found[0])
        parts += (text[here : found.start()], whole)
        ends += [*range(here + 1, found.start() + 1), *[found.start() + 1] * (len(whole) - 1), found.end()]
        here = found.end()
    ends += range(here + 1, len(text) + 1)
    tokens, place, start = list[Token](), 0, 0
    for length, blank, lemma, content, part in _tokenize("".join((*parts, text[here:]))):
        place += length
        end = ends[place - 1] if place else 0
        tokens.append((end - start, blank, lemma, content, part))
        start = end
    return tokens


def _tokenize(text: str) -> list[Token]:
    if _SURROGATE.search(text):
        text = _SURROGATE.sub(" ", text)
    tokens: list[Token] = []
    start = 0
    while len(text) - start > _MOST:
        end = max(text.rfind(mark, start, start + _MOST) for mark in _PAUSES) + 1 or start + _MOST
        tokens += _tokens(text[start:end])
        start = end
    rest = _tokens(text[start:] if start else text)
    return tokens + rest if tokens else rest


def _tokens(text: str) -> list[Token]:
    """Tokens of a text that is short enough, white space at its end as one of them."""
    printed = _tokenizer()(text) if not text.isspace() else ""
    tokens = list(map(_MEMO.__getitem__, printed[:-1].split(_RECORD))) if printed else []
    blank = len(text) - len(text.rstrip())
    return [*tokens, (blank, blank, "", False, "")] if blank else tokens


def lemmas(text: str) -> tuple[tuple[str, ...], int]:
    """The lemmas of ``text``, and how many of its tokens are content words."""
    tokens = tokenize(text)
    return tuple(token[2] for token in tokens), sum(token[3] for token in tokens)


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
        self.vocabulary = frozenset(self.lemmas)

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
