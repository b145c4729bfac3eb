import re
from collections import Counter
from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Related, Severity, Text, Valid
from seolint_rules.data.counted import counted

_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,3}[.)])[ \t]")
_MOST = 20


class StyleMix(PageRule):
    """Keep to one style in a Japanese post: です・ます or である.

    Readers hear two voices where some sentences end in です・ます and others in だ・である, and ask which of them is the author's.
    Paragraphs are judged; lists, headings, quotations and dialogues (山田：…) may have a style of their own. A sentence or two of
    the other style among many is no mix.

    To fix it, write the sentences shown in the style of the others.

    一つの記事の文体は、です・ますか、である（だ）のどちらかにそろえます。

    文末が混ざっていると、二人の人が書いたように読めます。段落の文だけを調べます。箇条書き、見出し、引用、会話（山田：…）の文体は違ってもかまい
    ません。多くの文のうちの一つか二つだけなら、混ざっているとはみなしません。

    直し方：示した文を、ほかの文の文体にそろえます。
    """

    severity: Severity = Severity.INFO

    share: float = 0.1
    """Share of the sentences from which the rarer style is a mix.

    少ないほうの文体が混ざっているとみなす割合（これ以上のとき）。"""

    fewest: int = 3
    """Sentences from which the rarer style is a mix.

    少ないほうの文体が混ざっているとみなす文の数（これ以上のとき）。"""

    advice = Text("Write it in the style of the others.", "ほかの文の文体にそろえてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or doc.is_slides:
            return
        judged = [ending for ending in doc.endings if ending.style]
        if len({ending.style for ending in judged}) < 2:
            return
        starts = [ending.block.text.at.start for ending in judged]
        items = {start for start in set(starts) if _is_item(doc, start)}
        judged = [ending for ending, start in zip(judged, starts, strict=True) if start not in items]
        count = Counter(ending.style for ending in judged)
        polite, plain = count["polite"], count["plain"]
        rarer = min(polite, plain)
        if rarer < max(self.fewest, 1) or rarer < self.share * len(judged):
            return
        style = "plain" if plain <= polite else "polite"
        first, *others = [ending for ending in judged if ending.style == style]
        part = round(100 * rarer / len(judged))
        yield self.flag(
            first.at,
            en=f"{counted(polite, 'sentence')} of the post end in です・ます, {plain} in だ・である: the style is mixed "
            f"({part} %, under {100 * self.share:g} % is none)",
            ja=f"です・ますの文が{polite}、である（だ）の文が{plain}あり、文体が混ざっています"
            f"（少ないほうが{part}%、目安は{100 * self.share:g}%未満）",
            related=[Related(each.at, Text("this style too", "ここも同じ文体です")) for each in others[:_MOST]],
        )

    examples = (
        Valid("窯を温めます。石を見ます。粉を量ります。\n\n- 窯を温める。\n- 石を見る。\n- 粉を量る。\n\n> これは窯である。\n"),
        Valid("窯を温めます。\n\n1. 窯を温める。\n\n2. 石を見る。\n\n3. 粉を量る。\n"),
        Valid("窯を温めます。石の色を見ます。「これは窯だ。」と言います。（粉は前の日に量る。）塩は少しだけ。いい色だ。\n"),
        Valid("窯を温めます。石の色を見ます。\n\nA：石窯は熱いんだ。\nB：そうだ。\nA：気をつけろと言った。\n山田：見た。\n"),
        Valid("窯を温めます。石を見る。\n", {"fewest": 2}),
        Invalid("窯を温めます。石の色を見ます。⟦粉を量る。⟧水は少なめである。塩を入れた。焼けたら食べます。\n"),
        Invalid("窯を温める。石の色を見た。粉は強力粉だ。⟦焼けたら食べます。⟧\n", {"fewest": 1}),
    )


def _is_item(doc: Document, start: int) -> bool:
    """Whether a block begins the line of an item, which is a paragraph too where blank lines part the items."""
    return _ITEM.match(doc.text, doc.text.rfind("\n", max(start - 200, 0), start) + 1, start) is not None
