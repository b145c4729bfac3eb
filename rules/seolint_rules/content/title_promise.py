import re
from collections.abc import Iterator
from functools import cache

from seolint import UNKNOWN, Diagnostic, Document, Invalid, PageRule, Text, Valid, pattern
from seolint_rules.data import table
from seolint_rules.data.counted import counted

_EMBEDS = pattern(r"<(?:iframe|video|audio|embed|object|canvas|form)\b|<[A-Z]\w*|^:::", re.MULTILINE)


class TitlePromise(PageRule):
    """Promise a complete guide only where the body is one.

    A title with 完全ガイド, 徹底解説 or “the ultimate guide” draws readers who want everything in one place. A short body sends
    them back to the search results, and they remember the site for it. Visible characters count, code included, without white
    space. Titles of works in quotation marks are not promises of the post.

    To fix it, write what is missing, or take the promise out of the title.

    「完全ガイド」「徹底解説」とタイトルに書くのは、本文がそれに見合うときだけにします。

    こうした言葉は、一つの記事ですべてを知りたい人を呼び込みます。本文が短いと、読者はすぐ検索結果に戻り、期待外れだったことだけが
    残ります。空白を除いた文字をコードも含めて数えます。かぎかっこの中の作品名などは、約束とはみなしません。

    直し方：足りない内容を書き足すか、その言葉をタイトルから外します。
    """

    shortest: int = 1000
    """Characters of the body from which the promise is believed.

    約束に見合うとみなす本文の文字数。"""

    also: tuple[str, ...] = ()
    """Further phrases that promise everything.

    すべてを約束する言葉として扱う、ほかの語句。"""

    allow: tuple[str, ...] = ()
    """Phrases of the list that promise nothing on your site.

    一覧のうち、約束とみなさない語句。"""

    advice = Text("Write what is missing, or promise less.", "足りない内容を書き足すか、タイトルから外してください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        title = doc.title
        if title is None or not doc.is_article or doc.is_slides or doc.language not in {"ja", "en"}:
            return
        found = _promises(doc.language, self.also, self.allow).search(doc.title_narration)
        if found is None or not 0 < (length := doc.length) < self.shortest:
            return
        body = doc.front_matter.end
        if doc.template.control or UNKNOWN in doc.template.text[body:] or _EMBEDS.search(doc.text, body):
            return
        yield self.flag(
            title.part(*found.span()),
            en=f"The title promises “{found[0]}”, but the body is short ({counted(length, 'character')}, "
            f"{self.shortest} or more are due)",
            ja=f"タイトルに「{found[0]}」とありますが、本文は{length}字です（目安は{self.shortest}字以上）",
        )

    examples = (
        Valid("---\ntitle: パン切り包丁の完全ガイド\n---\n\n" + "刃の長さと重さを比べました。" * 80 + "\n"),
        Valid("---\ntitle: 『石窯大全』を読んだ\n---\n\nよい本でした。\n"),
        Valid("---\ntitle: Complete list\n---\n\nA short list.\n"),
        Invalid("---\ntitle: パン切り包丁⟦徹底解説⟧\n---\n\n包丁には長いものと短いものがあります。\n"),
        Invalid("---\ntitle: The ⟦Ultimate Guide⟧ to Ovens\n---\n\nAn oven is hot. Buy a good one.\n"),
        Invalid("---\ntitle: ⟦石窯の極意⟧\n---\n\n石を積みます。\n", {"also": ["石窯の極意"]}),
    )


@cache
def _promises(language: str, also: tuple[str, ...], allow: tuple[str, ...]) -> re.Pattern[str]:
    """A phrase of the language's list, which ends where its last word does."""
    phrases = [phrase for phrase in table("title_promises", dict[str, tuple[str, ...]])[language] if phrase not in allow]
    return pattern(rf"(?:{'|'.join(map(re.escape, (*phrases, *also)))})(?![a-z])", re.IGNORECASE)
