"""Paths as Hugo makes them: Go's way of joining, the letters that it keeps, and the file that a page becomes."""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

_ALLOWED = frozenset("./\\_#+~-@")
_SPACE = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_PLAIN = re.compile("[a-z0-9./_-]*")
_HEX = re.compile("%[0-9A-Fa-f]{2}")


class Style(Struct, frozen=True):
    """How a language of the site writes its paths: ``disablePathToLower`` and ``removePathAccents``."""

    keeps_case: bool = False
    drops_accents: bool = False


class Target(Struct, frozen=True):
    """The published ``file`` of a page, from the root with ``/``, and the ``folder`` of the files that belong to it."""

    file: str
    folder: str

    @property
    def address(self) -> str:
        return self.file[: -len("index.html")] if self.file.endswith("/index.html") else self.file


def clean(path: str) -> str:
    """The shortest path of the same meaning; ``.`` for none."""
    parts: list[str] = []
    rooted = path.startswith("/")
    for part in path.split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif (part == ".." and not rooted) or part not in {"", ".", ".."}:
            parts.append(part)
    return ("/" if rooted else "") + "/".join(parts) or "."


def join(*parts: str) -> str:
    """The parts as one clean path; "" when all are empty."""
    filled = [part for part in parts if part]
    return clean("/".join(filled)) if filled else ""


def _join(*parts: str) -> str:
    """``join``, which keeps a final slash."""
    joined = join(*parts)
    return joined + "/" if parts[-1].endswith("/") and not joined.endswith("/") else joined


def lower(text: str) -> str:
    """``text`` in lower case, letter by letter."""
    return text.lower() if text.isascii() else "".join(char.lower()[:1] for char in text)


def without_accents(text: str) -> str:
    """``text`` without any combining mark: kana lose their voicing marks, too."""
    plain = "".join(char for char in unicodedata.normalize("NFD", text) if unicodedata.category(char) != "Mn")
    return unicodedata.normalize("NFC", plain)


def sanitize(path: str, style: Style) -> str:
    """What Hugo keeps of a path: letters, marks and digits of any script and a few signs; spaces become one hyphen."""
    if _PLAIN.fullmatch(path):
        return path
    if style.drops_accents:
        path = without_accents(path)
    kept: list[str] = []
    gap = False
    for index, char in enumerate(path):
        if _is_kept(char) or (char == "%" and _HEX.match(path, index)):
            if gap and char != "-":
                kept.append("-")
            gap = False
            kept.append(char)
        elif kept and kept[-1] != "-" and _SPACE.match(char):
            gap = True
    return "".join(kept) if style.keeps_case else lower("".join(kept))


def _is_kept(char: str) -> bool:
    if char.isascii():
        return char.isalnum() or char in _ALLOWED
    kind = unicodedata.category(char)
    return kind[0] in "LM" or kind == "Nd"


class Page(Struct, frozen=True):
    """What decides where a page goes. ``folder`` and ``name`` are those of its source; ``permalink`` is expanded."""

    kind: str
    sections: tuple[str, ...] = ()
    folder: str = ""
    name: str = ""
    url: str = ""
    permalink: str = ""
    ugly: bool = False
    prefix: str = ""


def target(page: Page, style: Style) -> Target:
    """The file that ``page`` becomes."""
    if page.url and page.kind != "home":
        file, folder = _by_url(page)
    elif page.kind == "page":
        file, folder = _by_name(page)
    else:
        file, folder = _of_list(page)
    file, folder = _join("/", file), join("/", folder).rstrip("/")
    if page.kind != "page" or not page.url:
        file, folder = clean(sanitize(file, style)), clean(sanitize(folder, style)) if folder else ""
    return Target(file, folder)


def _by_url(page: Page) -> tuple[str, str]:
    file = folder = _join("/", page.url)
    if page.url.endswith("/") or "." not in page.url:
        file = join(file, "index.html")
    else:
        folder = folder.rpartition("/")[0] or "/"
    if page.prefix and not page.url.startswith("/"):
        return join(page.prefix, file), join(page.prefix, folder)
    return file, folder


def _by_name(page: Page) -> tuple[str, str]:
    path = _join("/", page.permalink) if page.permalink else join("/", page.folder, page.name)
    folder = path.removesuffix("index") if page.name == "index" else path
    ugly = page.ugly or (not page.permalink and page.name == "index")
    file = path.strip("/") + ".html" if ugly else join(path, "index.html")
    return join(page.prefix, file), join(page.prefix, folder)


def _of_list(page: Page) -> tuple[str, str]:
    folder = join("/", page.permalink) if page.permalink and page.sections else join("/", *page.sections)
    file = folder.strip("/") + ".html" if page.ugly and page.sections else join(folder, "index.html")
    return join(page.prefix, file), join(page.prefix, folder)
