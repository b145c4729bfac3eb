"""The ids that generators give to headings: one function for each way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from urllib.parse import quote

from seolint.pattern import pattern
from seolint.text import UNKNOWN

_CIRCLED = re.compile("[\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]")
_SPECIAL = pattern(r"""[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:"'<>,.?/]+""")
_SPECIAL_AND_CURLY = pattern(r"""[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:"'“”‘’<>,.?/]+""")
_CONTROL = re.compile("[\x00-\x1f]")
_COMBINING = re.compile("[\u0300-\u036f]")

Headings = Iterable[tuple[str, str]]
"""The text of each heading with its explicit id, "" for none."""


def heading_ids(headings: Headings, style: str) -> tuple[str, ...]:
    """The id of each heading; "" where the generator gives none, or where a template decides."""
    return tuple(_STYLES.get(style, _none)(headings))


def _none(headings: Headings) -> Iterator[str]:
    return (explicit for _, explicit in headings)


def _unknown(headings: Headings) -> Iterator[str]:
    """Where the site's own layouts decide."""
    return ("" for _ in headings)


def _github(headings: Headings) -> Iterator[str]:
    """github-slugger's, for GitHub, Astro, Docusaurus, Gatsby and Next: explicit ids are not counted."""
    taken: dict[str, int] = {}
    for text, explicit in headings:
        if explicit:
            yield explicit
            continue
        first = slug = word_characters(text.lower()).replace(" ", "-")
        while slug in taken:
            taken[first] += 1
            slug = f"{first}-{taken[first]}"
        taken[slug] = 0
        yield "" if UNKNOWN in text else slug


def word_characters(text: str, kept: str = " -") -> str:
    """Letters, marks, digits, connectors and what is ``kept``: what GitHub keeps of a heading."""
    return text.translate(_kept(kept))


class _Kept(dict[int, int | None]):
    """What becomes of each character: itself, or nothing."""

    def __init__(self, also: str) -> None:
        self.also = also

    def __missing__(self, code: int) -> int | None:
        char = chr(code)
        kind = unicodedata.category(char)
        kept = char in self.also or kind[0] in "LM" or kind in {"Nd", "Nl", "Pc"} or _CIRCLED.match(char)
        self[code] = found = code if kept else None
        return found


@cache
def _kept(also: str) -> _Kept:
    return _Kept(also)


def _markdown_it(headings: Headings) -> Iterator[str]:
    """markdown-it-anchor's own, which Zenn uses: percent-encoded."""
    return _numbered(headings, lambda text: quote(re.sub(r"\s+", "-", text.strip().lower()), safe="-_.!~*'()"))


def _vitepress(headings: Headings) -> Iterator[str]:
    """VitePress's, by compatible decomposition: the voicing marks of kana stay apart."""
    return _numbered(headings, _decomposed)


def _decomposed(text: str) -> str:
    plain = _CONTROL.sub("", _COMBINING.sub("", unicodedata.normalize("NFKD", text)))
    slug = _SPECIAL_AND_CURLY.sub("-", plain).strip("-")
    return re.sub(r"^(?=[0-9])", "_", slug).lower()


def _numbered(headings: Headings, slug_of: Callable[[str], str]) -> Iterator[str]:
    """Slugs made unique as markdown-it-anchor does: explicit ids count too."""
    taken: set[str] = set()
    last: dict[str, int] = {}
    for text, explicit in headings:
        first = slug = explicit or slug_of(text)
        while slug in taken and not explicit:
            last[first] = last.get(first, 0) + 1
            slug = f"{first}-{last[first]}"
        taken.add(slug)
        yield "" if UNKNOWN in text and not explicit else slug


def _hexo(headings: Headings) -> Iterator[str]:
    """hexo-renderer-marked's: special characters to hyphens, case kept."""
    taken: dict[str, int] = {}
    for text, explicit in headings:
        slug = explicit or _SPECIAL.sub("-", _CONTROL.sub("", _without_diacritics(text.strip()))).strip("-")
        count = taken.get(slug, 0)
        taken[slug] = count + 1
        yield "" if UNKNOWN in text and not explicit else f"{slug}-{count}" if count else slug


def _without_diacritics(text: str) -> str:
    """Latin letters without their accents, full-width ones narrow; kana keep their voicing marks."""
    latin = (char.isalpha() and (char < "\u0250" or "Ａ" <= char <= "ｚ") for char in text)
    return "".join(
        _COMBINING.sub("", unicodedata.normalize("NFKD", char)) if own else char for char, own in zip(text, latin, strict=True)
    )


_STYLES: dict[str, Callable[[Headings], Iterator[str]]] = {
    "none": _none,
    "unknown": _unknown,
    "github": _github,
    "markdown-it": _markdown_it,
    "vitepress": _vitepress,
    "hexo": _hexo,
}
