from collections.abc import Iterator
from itertools import groupby

from seolint import Diagnostic, Document, Ending, Invalid, PageRule, Related, Severity, Text, Valid


class SentenceEndingRepeat(PageRule):
    """Vary how the sentences of a Japanese paragraph end.

    Where one sentence after another of a paragraph ends in the same word, the text sounds like a list read out. The longest
    run of the post is shown. Headings, lists and quotations are not judged, nor are runs across paragraphs.

    To fix it, join two of the sentences, end one of them in a noun or a question, or change the order.

    一つの段落の中で、同じ文末を続けません。

    同じ文末の文が続くと、箇条書きを読み上げているように聞こえます。記事でいちばん長く続く所を示します。見出し、箇条書き、引用は
    調べません。段落をまたいだ繰り返しも数えません。

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
        runs = groupby(doc.endings, lambda ending: (ending.block.text.at.start, ending.heard))
        longest = max((list(run) for (_, heard), run in runs if heard), key=len, default=list[Ending]())
        if len(longest) <= max(self.most, 1):
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
        Invalid("パンの話です。⟦窯を温めます。⟧石の色を見ます。粉を量ります。水を入れます。\n"),
        Invalid("⟦窯を温めた。⟧粉をためた。石を温めた。\n", {"most": 2}),
    )

