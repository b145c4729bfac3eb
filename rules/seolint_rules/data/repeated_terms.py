"""Which terms of a post are its own to repeat, and how it says them."""

from __future__ import annotations

from seolint import Document, TermUse, pattern

FORMAL = frozenset("こと もの ため とき ところ わけ ほう うち まま はず つもり とおり 場合 事 物 為 時 所 訳 方".split())
"""Formal nouns: they hold a sentence together, and no other word can stand for them."""
_KANJI = pattern("[々一-鿿]")


def is_keyword(use: TermUse, doc: Document) -> bool:
    """Whether the term is a keyword of the front matter, in any of its spellings, or made of the words of one."""
    for keyphrase in doc.keyphrases:
        ways = [way for term in keyphrase.terms for way in (term.lemmas, *term.others)]
        if use.lemmas in ways or (len(use.lemmas) > 1 and {lemma for way in ways for lemma in way}.issuperset(use.lemmas)):
            return True
    return False


def led_by(use: TermUse, doc: Document) -> bool:
    """Whether one and the same word stands right before the term each time: the 干し of 干し葡萄."""
    words = doc.words
    before, first = {words.lemmas[start - 1] for start in use.starts}, use.starts[0]
    if len(before) > 1 or "".join(before).isascii() or not all(map(words.is_joined, use.starts)):
        return False
    return _KANJI.match(words.text(first - 1, first)) is not None
