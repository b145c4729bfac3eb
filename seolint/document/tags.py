"""The tags of a post, as its generator takes them apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seolint.document.front_matter import FrontMatter
from seolint.pattern import pattern
from seolint.text import Placed

_KEYS = {"zenn": ("topics",), "hugo": ("tags", "Tags"), "qiita": ("tags",)}
_WORDS = pattern(r"[^\s,、，]+")
_COMMAS = pattern(r"[^,、，]+")
_WHOLE = frozenset({"zenn", "qiita", "hugo", "hexo", "astro", "docusaurus"})
"""Those that take a text for one tag, if for any."""


def read_tags(front_matter: FrontMatter, generator: str) -> tuple[Placed[str], ...]:
    """The tags of a list, or of a text: Jekyll parts it at white space, and commas part it where nobody says."""
    for key in _KEYS.get(generator, ("tags", "tag")):
        text = front_matter.get(key)
        if text is None:
            found = front_matter.strings(key)
        elif generator in _WHOLE or (generator == "jekyll" and key == "tag"):
            found = (text,) if text.value.strip() else ()
        else:
            found = tuple(_parted(text, _WORDS if generator == "jekyll" else _COMMAS))
        if found:
            return found
    return ()


def _parted(text: Placed[str], pattern: re.Pattern[str]) -> Iterator[Placed[str]]:
    for part in pattern.finditer(text.value):
        word = part[0].strip()
        start = part.start() + part[0].find(word)
        if word:
            yield Placed(word, text.part(start, start + len(word)))
