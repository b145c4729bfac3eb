import re
from collections.abc import Iterator

from seolint import UNKNOWN, Diagnostic, Document, Invalid, Location, PageRule, Related, Severity, Text, Valid, width
from seolint_rules.data.counted import wide
from seolint_rules.data.stock_headings import is_listed

_LEFT_OUT = re.compile(rf"https?://[^\s<>「」（）、。]+|[\s{UNKNOWN}]+")
_ENDS = {
    "ja": re.compile(r"[ぁ-んァ-ヶ々一-鿿][」』）)】”]*[。．！？!?…‥]+[」』）)】”]*\Z"),
    "en": re.compile(r"[.!?…][\"'”’)\]]*\Z"),
}
"""How a sentence ends; what has no end is a list or a line of a menu."""
_LINE = re.compile(r"(?<![、，,])[ \t]*\r?\n\s*")
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
        ends = _ENDS.get(doc.language) if doc.is_page and not doc.is_slides else None
        if ends is None:
            return
        found = list[tuple[float, Location]]()
        for sentence in doc.prose_sentences:
            if len(sentence.text) > self.longest and ends.search(sentence.text) and not is_listed(doc, sentence.at):
                said = doc.blocks[sentence.block].without_code(UNKNOWN)[sentence.start : sentence.end]
                if (size := _size(said)) > self.longest:
                    found.append((size, sentence.at))
        if not found or len(found) <= self.share * len(doc.prose_sentences):
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
