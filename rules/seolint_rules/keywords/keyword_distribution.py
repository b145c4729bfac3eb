from bisect import bisect_left
from collections.abc import Iterator, Sequence

from seolint import Block, Diagnostic, Document, Invalid, PageRule, Related, Severity, Text, Valid

_ENDS = ("。", "．", ".", "！", "？", "!", "?", "」", "）", ")")
_CELLS = frozenset({"td", "th", "rt", "dt", "figcaption"})
_STOPS, _NEAR = "。．.！？!?", 0.7
"""What ends most sentences; below so much of the limit nobody has to count them one by one."""
_Sentence = tuple[Block, int, int]
"""The block of a sentence, and where in its text it begins and ends."""


class KeywordDistribution(PageRule):
    """Keep to the subject all through the post.

    A long part in which no term of the primary keyword occurs is about something else, or says what it is about in other words
    only. Quotations, tables, code and items that are no sentences are not counted; headings are.

    To fix it, name the subject in that part where it is due, or make a post of its own of the part.

    主なキーワードは、記事の全体にわたって使います。

    キーワードの語が長い間出てこない部分は、別の話をしているか、言い換えだけで書かれています。引用、表、コード、文になって
    いない箇条書きは数えず、見出しは数えます。

    直し方：その部分の必要な所でキーワードを使うか、別の記事に分けます。
    """

    severity: Severity = Severity.INFO

    most: float = 50.0
    """Percentage of the sentences that may follow one another without the keyword.

    キーワードなしで続いてよい文の割合（％）。"""

    fewest: int = 15
    """Sentences that a post must have to be judged.

    調べ始める文の数。"""

    least: int = 3
    """Sentences that must have the keyword: fewer are too few, wherever they stand.

    キーワードのある文がこの数より少なければ、偏りは調べません。"""

    advice = Text("Name the subject here where it is due.", "この部分の必要な所で使ってください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.keyphrases or not doc.is_article or doc.language not in {"ja", "en", ""}:
            return
        phrase, words = doc.keyphrases[0], doc.words
        hits = sorted({start for term in phrase.terms for start in term.find(words)})
        if len(hits) < self.least:
            return
        blocks = [block for block in doc.prose if block.kind not in _CELLS and _is_said(block)]
        terms = [term.text.value.lower() for term in phrase.terms if term.text.value.isascii()]
        spans = [words.tokens_at(block.text.at.start) for block in blocks]
        own = [hits[bisect_left(hits, first) : bisect_left(hits, end)] for first, end in spans]
        if _about(blocks, own) < _NEAR * self.most:
            return
        sentences, named = list[_Sentence](), list[int]()
        for block, starts in zip(blocks, own, strict=True):
            said = [(block, *span) for span in doc.sentences_of(block)]
            there = {words.sentence(hit)[1] for hit in starts}
            if block.code and terms:
                there |= {number for number, (_, *span) in enumerate(said) if _has(block.text.value[slice(*span)], terms)}
            named += sorted(len(sentences) + number for number in there)
            sentences += said
        if len(sentences) < self.fewest or len(named) < self.least:
            return
        gaps = [(end - start - 1, start + 1) for start, end in zip([-1, *named], [*named, len(sentences)], strict=True)]
        run, first = max(gaps)
        if 100 * run <= self.most * len(sentences):
            return
        block, *span = sentences[first]
        yield self.flag(
            block.text.part(*span),
            en=f"The primary keyword “{phrase.text.value}” is missing from {run} sentences in a row, "
            f"of {len(sentences)}, from here on ({100 * run / len(sentences):.0f} %, limit {self.most:g} %)",
            ja=f"主なキーワード「{phrase.text.value}」が、ここから{run}文続けて出てきません"
            f"（全{len(sentences)}文の{100 * run / len(sentences):.0f}%、上限{self.most:g}%）",
            related=[Related(phrase.text.at, Text("the primary keyword", "主なキーワード"))],
        )

    examples = (
        Valid("---\nkeywords: 窯\n---\n" + "窯の話です。薪を割ります。石を積みます。" * 6 + "\n"),
        Valid("---\nkeywords: 窯\n---\n" + "窯の話です。" * 3 + "薪を割ります。" * 8 + "\n"),
        Invalid("---\nkeywords: 窯\n---\n" + "窯の話です。" * 5 + "⟦薪を割ります。⟧" + "薪を割ります。" * 12 + "\n"),
        Invalid("---\nkeywords: oven\n---\n⟦Wood is cut.⟧ " + "Wood is cut. " * 12 + "\n\n" + "The ovens are warm. " * 4 + "\n"),
    )


def _about(blocks: Sequence[Block], hits: Sequence[Sequence[int]]) -> float:
    """About how many percent of the sentences the longest part without a hit has, the blocks around it included."""
    sizes = [max(sum(map(block.text.value.count, _STOPS)), 1) for block in blocks]
    run = longest = before = 0
    for size, there in zip(sizes, hits, strict=True):
        run += size
        longest = max(longest, before + run)
        before, run = (size, 0) if there else (before, run)
    return 100 * longest / max(sum(sizes), 1)


def _has(text: str, terms: Sequence[str]) -> bool:
    """Whether code in a sentence may have one of ``terms``."""
    lower = text.lower()
    return any(term in lower for term in terms)


def _is_said(block: Block) -> bool:
    """Whether the block is no item of a list that only names something."""
    return block.kind != "li" or block.text.value.rstrip().endswith(_ENDS)
