import re
from collections.abc import Iterator

from seolint import (
    UNKNOWN,
    Block,
    Diagnostic,
    Document,
    Invalid,
    Location,
    PageRule,
    Related,
    Severity,
    Text,
    Valid,
    width,
)
from seolint_rules.data.counted import wide
from seolint_rules.data.stock_headings import is_listed

_LEFT_OUT = re.compile(rf"https?://[^\s<>「」（）、。]+|[\s{UNKNOWN}]+")
_ENDS = {
    "ja": re.compile(r"[ぁ-んァ-ヶ々一-鿿][」』）)】”]*[。．！？!?…‥]+[」』）)】”]*\Z"),
    "en": re.compile(r"[.!?…][\"'”’)\]]*\Z"),
}
"""How a sentence ends; what has no end is a list or a line of a menu."""
_LINE = re.compile(r"(?<![、，,])\r?\n")
_STOP_HELD = re.compile("[「『（(“][^「『（(“」』）)”。]*。")
_MOST = 20


class SentenceLength(PageRule):
    """Write sentences that a reader can take in at once.

    In a very long sentence the reader has lost the subject by the time the verb comes. White space, URLs and code are not
    counted; headings, tables, quotations and lists of sources are not judged. The longest sentence of the post is shown,
    with the others.

    To fix it, make two sentences of it where the thought turns, or a list of what it enumerates.

    一文は、一度に読み取れる長さで書きます。

    とても長い文では、述語にたどり着くころには主語が分からなくなります。空白、URL、コードは数えません。見出し、表、引用、
    出典の一覧は調べません。記事のいちばん長い文を、ほかの長い文と一緒に示します。

    直し方：話の変わる所で二つの文に分けるか、並べているものを箇条書きにします。
    """

    severity: Severity = Severity.INFO

    longest: float = 100.0
    """Greatest width of a sentence, in full-width units: 200 letters of English.

    一文の長さの上限（全角の字数）。"""

    share: float = 0.0
    """Share of the post's sentences that may be longer.

    これより長い文があってもよい割合。"""

    advice = Text("Make two sentences of it, or a list.", "二つの文に分けるか、箇条書きにしてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if doc.language not in _ENDS or not doc.is_page or doc.is_slides:
            return
        found = [each for block in doc.prose if block.runs_on for each in self.too_long(doc, block)]
        if not found or (self.share and len(found) <= self.share * len(doc.prose_sentences)):
            return
        size, longest = max(found, key=lambda each: each[0])
        others = [at for _, at in found if at != longest]
        yield self.flag(
            longest,
            en=f"The sentence is long ({wide(size)}, limit {self.longest:g})"
            + (f"; {len(others)} more of the post {'is' if len(others) == 1 else 'are'} too" if others else ""),
            ja=f"一文が長く、読みにくいかもしれません（全角{size:g}字、目安は{self.longest:g}字以内）"
            + (f"。ほかにも{len(others)}文あります" if others else ""),
            related=[Related(at, Text("long too", "ここも長い文です")) for at in others[:_MOST]],
        )

    def too_long(self, doc: Document, block: Block) -> Iterator[tuple[float, Location]]:
        text, ends = block.text.value, _ENDS[doc.language]
        if len(text) <= self.longest or width(text) <= self.longest or _is_short(text, self.longest):
            return
        said = block.without_code(UNKNOWN)
        for start, end in doc.sentences_of(block):
            if end - start <= self.longest or not ends.search(said[start:end]):
                continue
            size, at = _size(said[start:end]), block.text.part(start, end)
            if size > self.longest and not is_listed(doc, at):
                yield size, at

    examples = (
        Valid("窯に入れる前に、石の色をよく見ます。" * 12 + "\n\n- " + "粉、水、塩、" * 30 + "酵母\n"),
        Valid("It is hot. See `" + "x" * 300 + "` or https://example.jp/" + "a" * 300 + " for more of it, and this is all.\n"),
        Valid("Look at the stone.\n\n> If the stone is hot, " + "and the fire is out, " * 15 + "bake.\n\nEat the bread.\n"),
        Valid("窯を温め、" * 15 + "焼きます。\n\n石を見ます。\n", {"longest": 40, "share": 0.5}),
        Invalid("石を見ます。⟦" + "窯を温め、" * 21 + "焼きます。⟧\n\n" + "窯を温め、" * 20 + "パンを焼きます。\n"),
        Invalid("Wait. ⟦If the stone is hot, " + "and the fire is out, " * 12 + "bake.⟧ Eat.\n"),
        Invalid("⟦" + "窯を温め、" * 9 + "焼きます。⟧\n\n石を見ます。\n", {"longest": 40, "share": 0.25}),
    )


def _size(text: str) -> float:
    """How wide a sentence is; lines that do not end in a comma may be apart for the reader."""
    lines = _LINE.split(text) if "\n" in text and not text.isascii() else [text]
    return max(width(_LEFT_OUT.sub("", line)) for line in lines)


def _is_short(text: str, longest: float) -> bool:
    """Whether all that stands between full stops is short, and no brackets hold such a stop."""
    return "。" in text and len(max(text.split("。"), key=len)) <= longest and not _STOP_HELD.search(text)
