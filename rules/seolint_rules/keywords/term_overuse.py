from collections import Counter
from collections.abc import Iterator
from math import ceil

from seolint import Diagnostic, Document, Invalid, PageRule, Related, Severity, TermUse, Text, Valid
from seolint_rules.data.repeated_terms import FORMAL, is_keyword, led_by


class TermOveruse(PageRule):
    """Say one thing in several words, or leave out what the sentence says already.

    Density = 100 × occurrences × words of the term ÷ all content words of the body, as for keywords; for a term of k > 1 words the
    limit is multiplied by k ÷ (0.7 + k/3). The subject of a post stands in it often; it tires the reader where it stands twice in
    one sentence again and again. Names in Latin letters, which have no other word, formal nouns (こと), words of one sign and the
    keywords of the front matter are left alone.

    To fix it, leave out one of the two, or say it in other words.

    同じ語を、一つの文の中で何度も使いません。

    出現率 = 100 × 出現回数 × 語を作る単語の数 ÷ 本文の内容語の数（キーワードと同じ）。k個（2個以上）の単語からなる語では、
    上限を k ÷ (0.7 + k/3) 倍にします。話題の語が多いのは自然ですが、一つの文に2回、3回と出てくる文が続くと読みにくく、
    検索でも詰め込みと見られることがあります。言い換えのきかない英字の名前、形式名詞（「こと」など）、1字の語、先頭の設定の
    キーワードは数えません。

    直し方：片方を省くか、別の言葉で言い換えます。
    """

    severity: Severity = Severity.INFO

    high: float = 4.0
    """Density in percent over which a term is judged.

    調べる出現率（％、これを超えたとき）。"""

    fewest: int = 8
    """Occurrences from which on a term is judged.

    調べ始める出現回数。"""

    sentences: int = 3
    """Sentences that must have it twice or more.

    同じ語が2回以上出る文の数の下限。"""

    share: float = 0.2
    """Share of its sentences that must have it twice or more.

    その語のある文のうち、2回以上出る文の割合の下限。"""

    allow: tuple[str, ...] = ()
    """Terms that may stand as often as they like.

    何度使ってもよい語。"""

    advice = Text("Leave one of them out, or say it in other words.", "片方を省くか、別の言葉に言い換えてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_article:
            return
        content = doc.words.content_tokens
        often = doc.terms.frequent(max(self.fewest, ceil(self.high / 100 * content / 1.7)), FORMAL)
        uses = [use for use in often if use.density > self.high * _factor(use) and self.is_judged(use, doc)]
        repeated = {use.lemmas: _repeated(use, doc) for use in uses}
        use = max(uses, key=lambda use: (len(repeated[use.lemmas]), len(use.lemmas)), default=None)
        if use is None or len(places := repeated[use.lemmas]) < max(self.sentences, self.share * _sentences(use, doc)):
            return
        worst = max(places, key=lambda starts: (len(starts), -starts[0]))
        limit = self.high * _factor(use)
        led = led_by(use, doc)
        at = [doc.words.place(starts[1] - led, starts[1] + len(use.lemmas)) for starts in (worst, *places)]
        name = doc.words.text(use.starts[0] - led, use.starts[0] + len(use.lemmas))
        yield self.flag(
            at[0],
            en=f"“{name}” stands {use.count} times in the text ({use.density:.1f} % of its words; limit {limit:.1f} %), "
            f"twice or more in each of {len(places)} sentences",
            ja=f"「{name}」が{use.count}回出てきて（内容語の{use.density:.1f}%、目安{limit:.1f}%）、"
            f"一つの文に2回以上ある文が{len(places)}個あります",
            related=[Related(each, Text("here again", "ここにも")) for each in at[1:] if each != at[0]][:5],
        )

    def is_judged(self, use: TermUse, doc: Document) -> bool:
        if len(use.text) == 1 or not {use.text, "".join(use.lemmas)}.isdisjoint((*self.allow, *FORMAL)) or is_keyword(use, doc):
            return False
        if not any(lemma.isascii() for lemma in use.lemmas):
            return True
        lower = sum(doc.text[at.start : at.end].islower() for at in use.places)
        return doc.language != "ja" and 2 * lower > use.count

    examples = (
        Valid("---\ntitle: 窯\n---\n窯を温め、窯で焼く。食パン、菓子パン、丸パンを並べ、パンの店を開く。窯の火を見る。\n"),
        Valid("---\ntitle: 窯\nkeywords: [パン]\n---\n" + "パンの店で買うパンです。" * 5 + "\n"),
        Valid("---\ntitle: 窯\n---\n" + "焼くことは待つことで、見ることです。" * 5 + "\n"),
        Valid("---\nkeywords: [bread oven]\n---\n" + "A bread oven is no other bread oven, or a bread oven. " * 5 + "\n"),
        Valid("---\ntitle: React\n---\n" + "ReactのReactによるReactのための本です。" * 5 + "\n"),
        Valid("---\ntitle: Ovens\n---\n" + "The oven is hot. Mind the oven. " * 8 + "\n"),
        Invalid("---\ntitle: 窯\n---\nパンの好きな人は、⟦パン⟧を焼きます。" + "パンの香りはパンの命です。" * 3 + "\n"),
        Invalid("---\ntitle: 店\n---\n干し葡萄は、⟦干し葡萄⟧の形です。" + "干し葡萄の香りは干し葡萄の命です。" * 3 + "\n"),
        Invalid("---\ntitle: 店\n---\n店の石窯は、⟦石窯⟧の形です。" + "石窯の香りは石窯の命です。" * 3 + "\n\n> 石窯と石窯\n"),
        Invalid("---\ntitle: On ovens\n---\nAn oven needs another ⟦oven⟧. " + "One oven heats the next oven. " * 4 + "\n"),
    )


def _factor(use: TermUse) -> float:
    size = len(use.lemmas)
    return size / (0.7 + size / 3) if size > 1 else 1.0


def _sentences(use: TermUse, doc: Document) -> int:
    return len(set(map(doc.words.sentence, use.starts)))


def _repeated(use: TermUse, doc: Document) -> list[list[int]]:
    """Where the term stands in each sentence that has it twice or more."""
    counts = Counter(map(doc.words.sentence, use.starts))
    found: dict[tuple[int, int], list[int]] = {}
    for start in use.starts:
        if counts[sentence := doc.words.sentence(start)] > 1:
            found.setdefault(sentence, []).append(start)
    return list(found.values())
