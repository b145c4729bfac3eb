from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Text, Valid


class NoExclamationTitle(PageRule):
    """Write titles without exclamation marks.

    ACME speaks calmly: a mark that shouts says nothing that the words do not.

    To fix it, take the marks out.

    タイトルに感嘆符を使いません。

    ACMEは落ち着いた文章を書きます。感嘆符は、言葉にない内容を足しません。

    直し方：感嘆符を取ります。
    """

    most: int = 0
    """How many marks a title may have.

    タイトルに使ってよい感嘆符の数。"""

    advice = Text("Take the mark out.", "感嘆符を取ってください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        title = doc.title
        if title is None or not doc.is_page:
            return
        marks = [place for place, character in enumerate(title.value) if character in "!！"]
        for place in marks[self.most :]:
            yield self.flag(title.part(place, place + 1), en="The title shouts", ja="タイトルに感嘆符があります")

    examples = (
        Valid("---\ntitle: 食パンの選び方\n---\n"),
        Valid("---\ntitle: Bread at last!\n---\n", {"most": 1}),
        Invalid("---\ntitle: 焼けました⟦！⟧おいしいパン⟦！⟧\n---\n"),
        Invalid("# Bread at last⟦!⟧\n"),
    )
