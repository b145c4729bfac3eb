"""What a page shows its readers, to be compared with what its markup says."""

from __future__ import annotations

import html
import re

from seolint import fold, is_japanese, pattern

_TAGS = re.compile(r"<[a-zA-Z/!][^<>]*>")
_BETWEEN = re.compile(r"[\W_]+")
_NUMBERS = pattern(r"\d+(?:[.,]\d+)?")
_STARS = re.compile("★+")
_LONGEST = 5_000


class Shown:
    """The letters, figures and stars of a text."""

    def __init__(self, text: str) -> None:
        text = fold(text)
        self._letters = _BETWEEN.sub("", text)
        self._figures = {float(each.replace(",", ".")) for each in _NUMBERS.findall(text)}
        self._stars = {len(each) for each in _STARS.findall(text)}
        self._runs: dict[int, set[str]] = {}

    def share(self, text: str) -> float:
        """How much of `text`, which may be HTML, stands there, in runs of letters: from 0 to 1; 1 for a text without letters."""
        letters = _BETWEEN.sub("", fold(_TAGS.sub(" ", html.unescape(text))))[:_LONGEST]
        size = 8 if is_japanese(letters) else 20
        if len(letters) <= size or letters in self._letters:
            return 1.0 if letters in self._letters else 0.0
        if size not in self._runs:
            self._runs[size] = _runs(self._letters, size)
        wanted = _runs(letters, size)
        return len(wanted & self._runs[size]) / len(wanted)

    def rated(self, value: str) -> bool:
        """Whether it has the figure, or as many stars; True for what is no figure."""
        figure = _NUMBERS.match(fold(value).strip())
        return figure is None or float(figure[0].replace(",", ".")) in self._figures | self._stars


def _runs(text: str, size: int) -> set[str]:
    return {text[i : i + size] for i in range(len(text) - size + 1)}
