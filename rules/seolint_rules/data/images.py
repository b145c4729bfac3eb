"""What is known of images: hosts, words and names (images.json), and which image is no picture of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from seolint import UNKNOWN, Document, Image, Link, Placed, fold, is_japanese, pattern
from seolint_rules.data import table

_BETWEEN = re.compile(r"[\W\d_]+")
_WORDS = re.compile(r"[-_. @]+")
_LANGUAGE = pattern(r"[-_](?=(?:[a-z]{2}|han[st]|\d{3})$)")
_BOUND = frozenset({":alt", "v-bind", "v-bind:alt", "x-bind:alt", "[alt]", "[attr.alt]"})
_SAY_NOTHING = frozenset({"src", "alt", "title", "loading", "srcset", "sizes"})
"""Attributes that never hide an image."""
_PLAIN_HOST = re.compile(r"https?://([A-Za-z0-9.-]++)(?=[/?#]|\Z)")
_SMALL = re.compile(r"\d{1,2}(?:px)?")


class Images(Struct, frozen=True, forbid_unknown_fields=True):
    """``decorative_*``: badges, icons, avatars, logos and counters by host or word of the path.

    ``share_cards``: file names of the picture that a site shows where a page has none; ``languages``: codes in paths.
    ``last_wins``: hosts that take the last of two equal parameters; ``repeatable``: parameters that may stand twice.
    ``template_tails`` are stock endings of alt texts anywhere, ``shared_tails`` only where a site shares them.
    ``files`` are patterns of names that cameras and tools give, matched whole on folded text.
    ``nameless`` are names of files that say nothing beside those.
    ``variants`` are words of file names by which one picture differs for screens and colour schemes.
    """

    decorative_hosts: frozenset[str]
    decorative_words: frozenset[str]
    share_cards: frozenset[str]
    languages: frozenset[str]
    last_wins: tuple[str, ...]
    repeatable: frozenset[str]
    size_names: tuple[str, ...]
    template_tails: tuple[str, ...]
    shared_tails: tuple[str, ...]
    generic: frozenset[str]
    files: tuple[str, ...]
    variants: frozenset[str]
    nameless: frozenset[str]


@cache
def images() -> Images:
    """The table."""
    return table("images", Images)


@cache
def _file_names() -> re.Pattern[str]:
    return re.compile("|".join(images().files))


@lru_cache(1_000)
def is_file_name(alt: str, url: str) -> bool:
    """Whether ``alt``, folded, is a name that a camera or tool gives, or the base name of ``url`` and looks like one."""
    if _file_names().fullmatch(alt):
        return True
    name = fold(path_of(url).rpartition("/")[2].rpartition(".")[0])
    named = alt == name and " " not in alt and not is_japanese(alt)
    return named and any(char in "-_" or char.isdigit() for char in alt)


def is_nameless(url: str) -> bool:
    """Whether the file of ``url`` has a name that a camera or tool gave, or one without a letter."""
    stem = fold(path_of(url).rpartition("/")[2].rpartition(".")[0])
    return stem != "" and (stem in images().nameless or not any(map(str.isalpha, stem)) or is_file_name(stem, ""))


def says_little(alt: str, url: str) -> bool:
    """Whether ``alt``, folded, is a name of a file or tool, or a word for images of any kind."""
    return alt in images().generic or is_file_name(alt, url)


@lru_cache(1_000)
def host(url: str) -> str:
    """The host of ``url``, "" when there is none."""
    if plain := _PLAIN_HOST.match(url):
        return plain[1].lower()
    try:
        return (urlsplit(url.strip()).hostname or "").lower()
    except ValueError:
        return ""


@lru_cache(1_000)
def is_badge(url: str) -> bool:
    """Whether ``url`` shows a badge, an icon, an avatar, a logo or a counter."""
    if host(url) in images().decorative_hosts:
        return True
    end = "/".join(path_of(url).lower().rsplit("/", 3)[-3:])
    return not images().decorative_words.isdisjoint(_BETWEEN.split(end))


@lru_cache(1_000)
def is_decorative_url(url: str) -> bool:
    """Whether ``url`` shows a badge or a drawing, which pages share without being alike."""
    return is_badge(url) or path_of(url).lower().endswith((".svg", ".ico"))


@lru_cache(1_000)
def path_of(url: str) -> str:
    """``url`` decoded, without query and fragment."""
    return unquote(url.partition("?")[0].partition("#")[0])


def is_decorative(image: Image) -> bool:
    """Whether ``image`` adds nothing of its own: decoration, page chrome, badge, icon, avatar or counter."""
    attributes = image.attributes
    if image.chrome or is_decorative_url(image.url.value) or is_hidden(image):
        return True
    if not image.markdown and image.alt is not None and not image.alt.value.strip():
        return True
    sizes = [attributes[name].value.strip() for name in ("width", "height") if name in attributes] if attributes else ()
    return any(map(_SMALL.fullmatch, sizes))


def is_share_card(url: str) -> bool:
    """Whether ``url`` is by its name the picture that a site shows where a page has none of its own."""
    stem = path_of(url).lower().rpartition("/")[2].partition(".")[0]
    return "".join(_BETWEEN.split(stem.replace("_", ""))) in images().share_cards


def variant_of(identity: str) -> str:
    """The same for versions of one picture for different screens, colour schemes and languages."""
    folder, slash, name = identity.lower().rpartition("/")
    return folder + slash + "-".join(word for word in _WORDS.split(name) if word not in images().variants)


def post_of(path: str) -> str:
    """``path`` without the language that it names: the same for all translations of a post."""
    parts = path.lower().split("/")
    name = parts.pop().split(".")
    kept = [part for part in (*parts, *name[:-1]) if _LANGUAGE.split(part)[0] not in images().languages]
    return "/".join((*kept, name[-1]))


def is_hidden(image: Image) -> bool:
    """Whether no reader meets ``image``: hidden from screen readers, not shown, or a counting pixel."""
    if image.attributes.keys() <= _SAY_NOTHING:
        return False
    found = {name: value.value.strip().lower() for name, value in image.attributes.items()}
    if found.get("role") in {"presentation", "none"} or found.get("aria-hidden") == "true" or "hidden" in found:
        return True
    if "display:none" in found.get("style", "").replace(" ", ""):
        return True
    return any(found.get(name) in {"0", "1", "0px", "1px"} for name in ("width", "height"))


def is_filled(image: Image) -> bool:
    """Whether a template or component writes attributes of ``image``, so that no one can tell what they are."""
    return any(UNKNOWN in name or "{" in name or name in _BOUND for name in image.attributes)


def pictures(doc: Document) -> Iterator[Placed[str]]:
    """The pictures of a post in source order, the featured one first."""
    featured = doc.featured_image
    if featured is not None and not is_decorative_url(featured.value) and not is_share_card(featured.value):
        yield featured
    yield from (image.url for image in shown(doc))


def shown(doc: Document) -> Iterator[Image]:
    """The pictures of the body: no decoration, and none that only leads to another page."""
    linked = [link for link in doc.links if link.has_image and link.url is not None] if doc.is_html else []
    if not linked:
        yield from (image for image in doc.images if not is_decorative(image))
        return
    for image in doc.images:
        number = bisect_right(linked, image.at.start, key=lambda link: link.at.start) - 1
        around = linked[number] if number >= 0 and image.at.end <= linked[number].at.end else None
        if not is_decorative(image) and not (around and _leads_on(doc, around, image)):
            yield image


def _leads_on(doc: Document, link: Link, image: Image) -> bool:
    """Whether ``link`` shows ``image`` only to lead to another page, as lists of posts do."""
    return link.url is not None and doc.image_identity(link.url) != doc.image_identity(image.url)
