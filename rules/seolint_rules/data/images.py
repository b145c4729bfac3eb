"""What is known of images: hosts, words and names (images.json), and which image is no picture of its own."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from seolint import UNKNOWN, Image
from seolint_rules.data import table

_SMALL = re.compile(r"\d{1,2}(?:px)?")


class Images(Struct, frozen=True, forbid_unknown_fields=True):
    """``decorative_*``: badges, icons, avatars, logos and counters by host or word of the path.

    ``last_wins``: hosts that take the last of two equal parameters; ``repeatable``: parameters that may stand twice.
    ``template_tails`` are stock endings of alt texts anywhere, ``shared_tails`` only where a site shares them.
    ``files`` are patterns of names that cameras and tools give, matched whole on folded text.
    """

    decorative_hosts: frozenset[str]
    decorative_words: frozenset[str]
    last_wins: tuple[str, ...]
    repeatable: frozenset[str]
    size_names: tuple[str, ...]
    template_tails: tuple[str, ...]
    shared_tails: tuple[str, ...]
    generic: frozenset[str]
    files: tuple[str, ...]


def images() -> Images:
    """The table."""
    return table("images", Images)


@cache
def file_names() -> re.Pattern[str]:
    """Matches, whole and folded, the name that a camera or a tool gives a file."""
    return re.compile("|".join(images().files))


def host(url: str) -> str:
    """The host of ``url``, "" when there is none."""
    try:
        return (urlsplit(url.strip()).hostname or "").lower()
    except ValueError:
        return ""


def is_decorative_url(url: str) -> bool:
    """Whether ``url`` shows a badge, an icon, an avatar, a logo or a drawing in SVG."""
    known = images()
    if host(url) in known.decorative_hosts:
        return True
    path = unquote(url.partition("?")[0].partition("#")[0]).lower()
    if path.endswith((".svg", ".ico")):
        return True
    words = {word for part in path.split("/")[-3:] for word in re.split(r"[\W\d_]+", part)}
    return bool(words & known.decorative_words) or "profile_images" in path


def is_decorative(image: Image) -> bool:
    """Whether ``image`` adds nothing of its own: decoration, page chrome, badge, icon, avatar or counter."""
    attributes = image.attributes
    if image.chrome or is_decorative_url(image.url.value) or is_hidden(image):
        return True
    if not image.markdown and image.alt is not None and not image.alt.value.strip():
        return True
    sizes = (attributes[name].value.strip() for name in ("width", "height") if name in attributes)
    return any(_SMALL.fullmatch(size) for size in sizes)


def is_hidden(image: Image) -> bool:
    """Whether no reader meets ``image``: hidden from screen readers, not shown, or a counting pixel."""
    found = {name: value.value.strip().lower() for name, value in image.attributes.items()}
    if found.get("role") in {"presentation", "none"} or found.get("aria-hidden") == "true" or "hidden" in found:
        return True
    if "display:none" in found.get("style", "").replace(" ", ""):
        return True
    return any(found.get(name) in {"0", "1", "0px", "1px"} for name in ("width", "height"))


def is_filled(image: Image) -> bool:
    """Whether a template writes attributes of ``image``, so that no one can tell what they are."""
    return any(UNKNOWN in name for name in image.attributes)
