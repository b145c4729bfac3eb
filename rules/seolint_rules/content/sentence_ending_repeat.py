from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from seolint import Diagnostic, Document, Ending, Invalid, PageRule, Related, Severity, Text, Valid
from seolint_rules.data.stock_headings import is_step

_HEARD = attrgetter("heard")
_SHORT = 25
"""Characters of the sentences that name one step after another."""


class SentenceEndingRepeat(PageRule):
    """Vary how the sentences of a Japanese paragraph end.

    Where one sentence after another of a paragraph ends in the same word, the text sounds like a list read out. The longest
    run of the post is shown. Headings, lists, quotations and dialogues are not judged, nor are runs across paragraphs and the
    steps of a procedure: mostly short sentences (up to 25 characters), or below a heading such as “How to bake”.

    To fix it, join two of the sentences, end one of them in a noun or a question, or change the order.

    一つの段落の中で、同じ文末を続けません。

    同じ文末の文が続くと、箇条書きを読み上げているように聞こえます。記事でいちばん長く続く所を示します。見出し、箇条書き、引用は
    調べません。段落をまたいだ繰り返しも数えません。会話と、手順（25字以内の短い文が多い段落や、「作り方」「手順」などの見出しの下）も
    対象外です。

    直し方：二つの文を一つにする、名詞や問いかけで終える、順序を変える、などの方法があります。
    """

    severity: Severity = Severity.INFO

    most: int = 3
    """How many sentences in a row may end alike.

    続けてよい同じ文末の数。"""

    advice = Text("Join two sentences, or end one of them in another way.", "二つの文をつなぐか、文末を変えてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or doc.is_slides:
            return
        most = max(self.most, 1)
        alike = [run for heard, group in groupby(doc.endings, _HEARD) if heard and len(run := list(group)) > most]
        runs = [part for run in alike for _, group in groupby(run, _block) if len(part := list(group)) > most]
        longest = max((run for run in runs if not is_procedure(doc, run)), key=len, default=list[Ending]())
        if not longest:
            return
        heard, first = longest[0].heard, longest[0].at
        yield self.flag(
            first,
            en=f"{len(longest)} sentences in a row end in “{heard}” (at most {self.most} read well)",
            ja=f"「{heard}」で終わる文が{len(longest)}回続いています（目安は{self.most}回まで）",
            related=[Related(ending.at, Text("ends alike", "同じ文末です")) for ending in longest[1:20]],
        )

    examples = (
        Valid("窯を温めます。石の色を見ます。粉を量ります。これで準備ができました。水を入れます。\n"),
        Valid("窯を温めます。石を見ます。\n\n粉を量ります。水を入れます。\n\n- 焼きます。切ります。分けます。食べます。\n"),
        Valid("They bake it. They eat it. We bake it. We eat it. You bake it.\n"),
        Valid("粉を量ります。水を入れます。よくこねます。一晩寝かせます。窯で焼きます。\n"),
        Valid("## 石窯パンの作り方\n\n" + "朝の早いうちに、前の日に割っておいた薪を窯の奥まで運びます。" * 4 + "\n"),
        Valid("\n".join("山田：朝の早いうちに、前の日に割っておいた薪を窯の奥まで運びます。" for _ in range(5)) + "\n"),
        Invalid(
            "⟦朝の早いうちに、前の日に割っておいた薪を窯の奥まで運びます。⟧"
            + "その火で石がゆっくりと温まり、やがて赤い色に変わります。" * 3
        ),
        Invalid(
            "⟦その火で石がゆっくりと温まるまで、扉の前で待っていた。⟧"
            + "色が赤く変わっていくのを、ただ黙って扉の前で見ていた。" * 2,
            {"most": 2},
        ),
    )


def _block(ending: Ending) -> int:
    return ending.block.text.at.start


def is_procedure(doc: Document, run: list[Ending]) -> bool:
    """Whether the sentences are the steps of a recipe or procedure."""
    return 2 * sum(ending.end - ending.start <= _SHORT for ending in run) > len(run) or is_step(doc, run[0].at)
