"""Which of many words a text holds, found in one pass."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from seolint import pattern

_COMMON = " -0123456789eaitonsrlcdmpuhgfbywvkxjqzのーいにンをしすでるとスはトがまルたリイなク、。"
"""Characters that a text has at every turn."""


class Literals:
    """Many words, looked for at once: each from the first of its characters that is not common on."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: defaultdict[str, list[str]] = defaultdict(list)
        tails: defaultdict[str, list[str]] = defaultdict(list)
        for word in dict.fromkeys(words):
            tail = word[max(range(max(len(word) - 2, 1)), key=lambda place: _COMMON.find(word[place]) % 1_000) :]
            self._words[tail[0]].append(word)
            tails[tail[0]].append(re.escape(tail[1:]))
        self._pattern = pattern("|".join(f"{re.escape(first)}(?={'|'.join(rest)})" for first, rest in tails.items()))

    def held(self, text: str) -> frozenset[str]:
        """Those of the words that ``text`` holds."""
        return frozenset(word for first in set(self._pattern.findall(text)) for word in self._words[first] if word in text)
