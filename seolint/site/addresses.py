"""Addresses: where pages and files of a site are published, decoded, from the site's own root, such as ``/blog/パン/``."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

from seolint.pattern import pattern

_INDEX = pattern(r"(?:^|(?<=/))index(?:\.html?)?$")
_ENDING = re.compile(r"\.html?$")
PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "avif", "svg"})
"""Endings of the files that pages show."""
_NUMBER = re.compile(r"\d+")
_ENCODED = re.compile("%[0-9A-Fa-f]{2}")


def decode(path: str) -> str:
    """``path`` with its percent signs read; what is no UTF-8 stays as it is."""
    if "%" not in path:
        return path
    try:
        return unquote(path, errors="strict")
    except UnicodeDecodeError:
        return path


def encode(address: str) -> str:
    """``address`` as it stands in a URL."""
    return quote(address, safe="/:@!$&'()*+,;=~-._")


def join(folder: str, path: str) -> str:
    """``path`` as written in ``folder``, from the root, with its final slash if it has one; ``..`` stops at the root."""
    parts: list[str] = []
    for part in (path if path.startswith("/") else f"{folder}/{path}").split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in {"", "."}:
            parts.append(part)
    slash = "/" if path.endswith(("/", "/.", "/..")) or path in {"", ".", ".."} else ""
    return "/" + "/".join(parts) + (slash if parts else "")


def escapes(folder: str, path: str) -> bool:
    """Whether ``path`` as written in ``folder`` leads above the root."""
    depth = 0 if path.startswith("/") else len([part for part in folder.split("/") if part])
    for part in path.split("/"):
        depth += -1 if part == ".." else part not in {"", "."}
        if depth < 0:
            return True
    return False


def is_file(address: str) -> bool:
    """Whether an address ends as a file that is no page does."""
    ending = address.rpartition("/")[2].rpartition(".")
    return bool(ending[0]) and 1 < len(ending[2]) <= 5 and ending[2].isascii() and ending[2].isalnum() \
        and not ending[2].isdigit() and ending[2].lower() not in {"html", "htm"}  # fmt: skip


def kind_of(address: str) -> str:
    """The folder of a file and its ending, which is one for all pictures: files of one kind lie together."""
    folder, _, name = address.rpartition("/")
    ending = name.rpartition(".")[2].lower()
    return f"{folder}/*.{'png' if ending in PICTURES else ending}"


def shape(address: str) -> str:
    """The folder of an address, with 0 for every number: pages of one kind have one shape."""
    return _NUMBER.sub("0", address.rstrip("/").rpartition("/")[0])


def key(address: str) -> str:
    """The same for every way in which servers take ``address``: /a/, /a, /a.html and /a/index.html are one page."""
    plain = _ENDING.sub("", _INDEX.sub("", unicodedata.normalize("NFC", address)))
    return "/" + plain.strip("/")


def loose(address: str) -> str:
    """``key`` without regard to case and compatible forms: what was probably meant."""
    return unicodedata.normalize("NFKC", key(address)).casefold()
