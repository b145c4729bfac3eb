import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from seolint import UNKNOWN, Diagnostic, Document, Invalid, PageRule, Related, Severity, Text, Valid, pattern
from seolint_rules.data import table
from seolint_rules.data.literals import Literals


class Hype(PageRule):
    """Say what is so, without superlatives that say nothing.

    革命的, 驚きの or “game-changing” praise without telling why, and readers have learnt to skip them. One is no harm; a text
    full of them sounds like an advertisement, or like a machine. The rate is that of the prose in the author's own words, for
    each 1,000 characters without white space.

    To fix it, put a figure, an example or an observation in the place of the word, or leave the word out.

    中身のない誇張を減らします。

    「革命的」「驚きの」「飛躍的に」は、理由を言わずに褒めるだけの言葉で、読者は読み飛ばします。一つなら害はありませんが、続くと広告や
    自動生成の文章に見えます。引用やコードを除く文章の、空白を除いた1,000字あたりの数で調べます。

    直し方：その言葉の代わりに、数字、例、自分で見たことを書くか、言葉を消します。
    """

    severity: Severity = Severity.INFO

    most: float = 1.0
    """So many such words in 1,000 characters are too many.

    多すぎるとみなす、1,000字あたりの数。"""

    fewest: int = 3
    """Of fewer words in a post nothing is said.

    記事全体でこれより少なければ指摘しません。"""

    also: tuple[str, ...] = ()
    """Further words that boast.

    誇張とみなす、ほかの言葉。"""

    allow: tuple[str, ...] = ()
    """Words of the list that your subject needs.

    一覧のうち、誇張とみなさない言葉。"""

    advice = Text("Put a figure or an example in its place.", "数字や例に置き換えるか、消してください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_article or doc.language not in {"ja", "en"}:
            return
        words, any_word = _words(doc.language, self.also, self.allow)
        if sum(map(doc.narration_lower.count, words.held(doc.narration_lower))) < self.fewest:
            return
        found = [(said.part(*word.span()), word[0]) for said in doc.narration for word in any_word.finditer(said.text)]
        length = len("".join(doc.narration_text.replace(UNKNOWN, "").split()))
        if len(found) < self.fewest or (rate := 1000 * len(found) / length) < self.most:
            return
        common = [word for word, _ in Counter(word.lower() for _, word in found).most_common(3)]
        yield self.flag(
            found[0][0],
            en=f"The text has {len(found)} words of hype, {rate:.1f} in 1,000 characters (fewer than {self.most:g} read better): "
            + ", ".join(f"“{word}”" for word in common),
            ja=f"誇張した言葉が{len(found)}か所（1,000字あたり{rate:.1f}、目安は{self.most:g}未満）あります："
            + "".join(f"「{word}」" for word in common),
            related=[Related(at, Text("another one", "ほかの箇所")) for at, _ in found[1:21]],
        )

    examples = (
        Valid("---\ntitle: 窯\n---\n\n石窯は革命的でした。「究極の窯」「驚きの窯」と呼ぶ人もいます。\n"),
        Valid("---\ntitle: 窯\n---\n\n劇的に熱く、圧倒的に速い、驚きの窯です。" + "石を積みます。" * 500 + "\n"),
        Invalid("---\ntitle: 窯\n---\n\n⟦革命的⟧な石窯が、驚きの味を生み、飛躍的に売上を伸ばします。\n"),
        Invalid("---\ntitle: Ovens\n---\n\nThis is a ⟦game-changing⟧ oven with an incredible heat and a stunning look for you.\n"),
        Invalid("---\ntitle: 窯\n---\n\n⟦極上⟧の石窯です。\n", {"also": ["極上"], "fewest": 1}),
    )


@cache
def _words(language: str, also: tuple[str, ...], allow: tuple[str, ...]) -> tuple[Literals, re.Pattern[str]]:
    """The words in small letters, and a pattern of them for letters of any size."""
    known = (word for word in table("hype", dict[str, tuple[str, ...]])[language] if word not in allow)
    words = [word.lower() for word in sorted((*known, *also), key=len, reverse=True)]
    any_word = "|".join(map(re.escape, words))
    return Literals(words), pattern(rf"\b(?:{any_word})\b" if language == "en" else any_word, re.IGNORECASE)
