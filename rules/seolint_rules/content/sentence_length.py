from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Related, Severity, Text, Valid
from seolint_rules.data.counted import counted, wide

_MOST = 20


class SentenceLength(PageRule):
    """Write sentences that a reader can take in at once.

    In a very long sentence the reader has lost the subject by the time the verb comes. White space, URLs and code are not
    counted; headings, tables, quotations and lists of sources are not judged. What a sentence quotes, and the rest of it, are
    measured apart. The longest sentence of the post is shown, with the others.

    To fix it, make two sentences of it where the thought turns, or a list of what it enumerates.

    一文は、一度に読み取れる長さで書きます。

    とても長い文では、述語にたどり着くころには主語が分からなくなります。空白、URL、コードは数えません。見出し、表、引用、
    出典の一覧は調べません。かぎかっこの中の文は、外の文と分けて数えます。記事のいちばん長い文を、ほかの長い文と一緒に示します。

    直し方：話の変わる所で二つの文に分けるか、並べているものを箇条書きにします。
    """

    severity: Severity = Severity.INFO

    longest: float = 100.0
    """Greatest width of a Japanese sentence, in full-width characters.

    日本語の一文の長さの上限（全角の字数）。"""

    words: int = 40
    """Greatest number of words of an English sentence.

    英語の一文の語数の上限。"""

    share: float = 0.0
    """Share of the post's sentences that may be longer.

    これより長い文があってもよい割合。"""

    advice = Text("Make two sentences of it, or a list.", "二つの文に分けるか、箇条書きにしてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page:
            return
        found = doc.long_sentences(self.longest, self.words)
        if not found or (self.share and len(found) <= self.share * len(doc.prose_sentences)):
            return
        longest = max(found, key=lambda each: each.size)
        others = [each.at for each in found if each is not longest]
        size, more = longest.size, len(others)
        if doc.language == "ja":
            said = Text(f"{wide(size)}, limit {self.longest:g}", f"全角{size:g}字、目安は{self.longest:g}字")
        else:
            said = Text(f"{size:g} words, limit {self.words}", f"{size:g}語、目安は{self.words}語")
        yield self.flag(
            longest.at,
            en=f"The sentence is long ({said.en})"
            + (f"; {counted(more, 'more sentence')} {'is' if more == 1 else 'are'} too long" if others else ""),
            ja=f"一文が長く、読みにくいかもしれません（{said.ja}以内）" + (f"。ほかにも{more}文あります" if others else ""),
            related=[Related(at, Text("long too", "ここも長い文です")) for at in others[:_MOST]],
        )

    examples = (
        Valid("窯に入れる前に、石の色をよく見ます。" * 12 + "\n\n- " + "粉、水、塩、" * 30 + "酵母\n"),
        Valid("It is hot. See `" + "x" * 300 + "` or https://example.jp/" + "a" * 300 + " for more of it, and this is all.\n"),
        Valid("Look at the stone.\n\n> If the stone is hot, " + "and the fire is out, " * 15 + "bake.\n\nEat the bread.\n"),
        Valid("窯を温め、" * 15 + "焼きます。\n\n石を見ます。\n", {"longest": 40, "share": 0.5}),
        Valid("「" + "石の色をよく見ながら、窯をゆっくり温めます。" * 8 + "」と、石窯の職人は言いました。\n"),
        Invalid("石を見ます。⟦" + "窯を温め、" * 21 + "焼きます。⟧\n\n" + "窯を温め、" * 20 + "パンを焼きます。\n"),
        Invalid("Wait. ⟦If the stone is hot, " + "and the fire is out, " * 9 + "bake.⟧ Eat.\n"),
        Invalid("⟦" + "窯を温め、" * 9 + "焼きます。⟧\n\n石を見ます。\n", {"longest": 40, "share": 0.25}),
    )
