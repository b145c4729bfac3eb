import re
from collections.abc import Iterator
from functools import cache

from seolint import Diagnostic, Document, Invalid, PageRule, Related, Text, Valid, is_japanese, pattern
from seolint_rules.data import table

_WORD = re.compile(r"[a-z]{3,30}")
_BEGIN, _END = r"(?<![A-Za-z0-9_.@/#$-])", r"(?![A-Za-z0-9_@/-]|\.[A-Za-z])"


_ENGLISH_BEFORE = re.compile(r"[A-Za-z][ -]$")
"""The word is a part of an English term: machine learning."""


class UntranslatedTerm(PageRule):
    """Write a term of the front matter in the reader's language where the text uses it.

    A word such as `learning` that stands as a setting in the front matter and again in a Japanese sentence was carried
    over by the tool that wrote the text. The reader meets a foreign word where a Japanese one is due.

    To fix it, put the Japanese word in its place.

    記事の先頭の設定（front matter）にある英語の値は、本文では日本語にします。

    設定の値（`learning` など）がそのまま文中にあるのは、文章生成ツールが写したためです。読者には意味が伝わりにくくなります。

    直し方：日本語の言葉に置き換えます。
    """

    advice = Text("Put the Japanese word here.", "日本語の言葉に言い換えてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        settings = table("untranslated_term", dict[str, list[str]])
        for member in doc.front_matter.root.members:
            key = member.key.value
            if key in doc.site.known_keys or _names_something().search(key):
                continue
            value = doc.front_matter.get(key)
            if value is None or not _WORD.fullmatch(word := value.value):
                continue
            if word not in doc.narration_lower or word in settings["values"] or _is_name(doc, word):
                continue
            written = re.compile(_BEGIN + word + _END, re.IGNORECASE)
            for said in doc.narration:
                for span in (found.span() for found in written.finditer(said.text)):
                    if _touches_japanese(said.text, *span) and not _ENGLISH_BEFORE.search(said.text[: span[0]][-2:]):
                        yield self.flag(
                            said.part(*span),
                            en=f"“{word}” is the value of `{key}` in the front matter, left in a Japanese sentence",
                            ja=f"「{word}」は先頭の設定（front matter）の {key} の値で、日本語になっていません",
                            related=[Related(value.at, Text("the setting", "先頭の設定の値"))],
                        )

    examples = (
        Valid("---\ntitle: 学び\ninstinct: learning\n---\n\n学びの本能と「learning」という言葉について書きます。\n"),
        Valid("---\ntitle: 学び\ninstinct: learning\n---\n\n「このlearning体験です」と言い、machine learningを学びます。\n"),
        Valid("---\ntitle: git\nlayout: post\n---\n\nこのpostの内容です。\n"),
        Valid("---\ntitle: 道具\nbundler: vite\n---\n\nviteの設定です。`vite build` で作ります。\n"),
        Invalid("---\ntitle: 学び\ninstinct: learning\n---\n\n## ⟦learning⟧の心理学\n\nこの⟦Learning⟧体験です。\n"),
        Invalid("---\ntitle: Fear\ninstinct: fear\n---\n\n人は⟦fear⟧を避けます。\n"),
    )


@cache
def _names_something() -> re.Pattern[str]:
    """Keys whose values are names."""
    return pattern("|".join(table("untranslated_term", dict[str, list[str]])["keys"]), re.IGNORECASE)


def _is_name(doc: Document, word: str) -> bool:
    """Whether the post itself shows that the word names a thing: in code, as a tag, or in the host of a link."""
    labels = [label for key in ("tags", "categories", "topics", "category") for label in doc.front_matter.strings(key)]
    if any(label.value.lower() == word for label in labels):
        return True
    written = re.compile(rf"(?<![a-z]){word}(?![a-z])", re.IGNORECASE)
    for block in doc.blocks:
        spans = [(0, len(block.text.value))] if block.kind == "pre" else block.code
        if any(written.search(block.text.value, start, end) for start, end in spans):
            return True
    hosts = (link.url.value.partition("//")[2].partition("/")[0] for link in doc.links if link.url is not None)
    return any(written.search(host) for host in hosts)


def _touches_japanese(text: str, start: int, end: int) -> bool:
    """Whether a kana or kanji stands right before or after."""
    return any(is_japanese(char) and char.isalpha() for char in text[max(start - 1, 0) : start] + text[end : end + 1])
