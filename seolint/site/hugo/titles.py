"""The ``<title>`` as the site's layouts write it, where they are of a simple kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from seolint.site.folder import Folder
from seolint.site.hugo import paths
from seolint.site.hugo.functions import UnknownError, Value
from seolint.site.hugo.languages import Source
from seolint.site.hugo.templates import Node, Renderer, holding, parse, pruned
from seolint.site.hugo.values import FrontMatter

_KINDS = {
    "home": ("index.html", "home.html", "_default/index.html", "_default/home.html", "_default/list.html", "list.html", "all.html"),
    "section": ("{0}/section.html", "{0}/list.html", "section/section.html", "section/list.html", "_default/section.html",
                "_default/list.html", "section.html", "list.html", "all.html"),
    "taxonomy": ("taxonomy/taxonomy.html", "taxonomy/terms.html", "taxonomy/list.html", "_default/taxonomy.html",
                 "_default/terms.html", "_default/list.html", "taxonomy.html", "list.html", "all.html"),
    "term": ("term/term.html", "term/list.html", "_default/term.html", "_default/list.html", "term.html", "list.html", "all.html"),
    "page": ("{0}/single.html", "page/single.html", "_default/single.html", "single.html", "page.html", "all.html"),
}  # fmt: skip
_NAMES = {"home": "index", "page": "single"}
_CALL = re.compile(r'\b(?:partial|partialCached|template)\s+["`](?:_?partials/)?([^"`]+)["`]')
_DEFINED = re.compile(r"\{\{-?\s*define\b")
_SPACES = re.compile("[ \t\r\n\f]+")
_MOST = 40
_SMALL = re.compile(r"-?[1-9]\d{0,17}|-?(?:[1-9]\d{0,4}|0)\.\d{1,4}", re.ASCII)
"""A number that is no zero, and that Go prints in a parameter as it does in a title."""


class Titles(Struct, frozen=True):
    """``layouts`` are by kind, or by kind and section, such as ``page/blog``: the template that has the ``<title>``, and the one
    that fills its blocks. ``partials`` are those on the way to it. ``whole`` says that no theme adds parameters."""

    layouts: dict[str, tuple[str, str]] = {}
    partials: dict[str, str] = {}
    whole: bool = True


def find_titles(folder: Folder, roots: tuple[str, ...], sections: frozenset[str]) -> Titles:
    """The titles of the layouts in ``roots``, the folders of the site's own layouts and its themes', nearest first."""
    read: dict[str, str] = {}

    def find(name: str) -> str:
        if name not in read:
            read[name] = next((found for root in roots if (found := folder.text(root + name))), "")
        return read[name]

    layouts: dict[str, tuple[str, str]] = {}
    partials: dict[str, str] = {}
    own = [section for section in sorted(sections) if any(folder.is_folder(root + section) for root in roots)]
    for kind in _KINDS:
        for section in ("", *own) if kind in {"page", "section"} else ("",):
            names = [name.format(section) for name in _KINDS[kind] if section or "{0}" not in name]
            main = next((found for name in names if (found := find(name))), "")
            if not main:
                continue
            base = main
            if _DEFINED.search(main) and "<title" not in main.lower():
                stem = _NAMES.get(kind, kind)
                bases = [f"{folder_}{name}" for folder_ in ([f"{section}/"] if section else []) + ["_default/", ""]
                         for name in (f"{stem}-baseof.html", "baseof.html")]  # fmt: skip
                base = next((found for name in bases if (found := find(name))), main)
            if _collect(base, find, partials, 0):
                layouts[f"{kind}/{section}" if section else kind] = (base, main)
    return Titles(layouts, partials, len(roots) == 1)


def _collect(source: str, find: Callable[[str], str], partials: dict[str, str], depth: int) -> bool:
    """Whether ``source`` has the title, itself or through a partial; the partials on the way, and in it, are put down."""
    title = _inner(source)
    if title is not None:
        partials |= {name: _partial(name, find) for name in _CALL.findall(title)[:_MOST]}
        return True
    if depth > 4:
        return False
    for name in list(dict.fromkeys(_CALL.findall(source)))[:_MOST]:
        partial = _partial(name, find)
        if partial and _collect(partial, find, partials, depth + 1):
            partials[name] = partial
            return True
    return False


def _inner(source: str) -> str | None:
    """What stands in the first ``<title>``; None when there is none."""
    folded = paths.lower(source)
    start = folded.find(">", folded.find("<title")) + 1 if "<title" in folded else 0
    end = folded.find("</title", start) if start else -1
    return source[start:end] if end >= 0 else None


def _partial(name: str, find: Callable[[str], str]) -> str:
    name = name if "." in name.rpartition("/")[2] else name + ".html"
    return find("partials/" + name) or find("_partials/" + name)


def render(titles: Titles, source: Source, front: FrontMatter) -> str:
    """The title of the page ``source``; "" when the layouts do not tell."""
    kind, section, language = source.kind, source.section, source.language
    own = (front.text("type") if kind == "page" else "") or section
    layout = titles.layouts.get(f"{kind}/{own}") or titles.layouts.get(kind)
    if layout is None or front.text("layout"):
        return ""
    nodes, parts = _compiled(*layout, tuple(titles.partials.items()))

    def param(key: str) -> Value:
        if key not in language.params and not titles.whole:
            raise UnknownError
        return _plain(language.params.get(key, ""))

    def look(name: str) -> Value:
        if name in {"Site.Title", "site.Title"}:
            return language.title
        if name in _OF_KIND:
            return kind in _OF_KIND[name]
        if name in {"Kind", "Section", "Type"}:
            return {"Kind": kind, "Section": section, "Type": own or "page"}[name]
        first, _, rest = name.partition(".")
        if first in {"Site", "site"} and rest.startswith("Params."):
            return param(rest[7:].lower())
        if first == "Params" and rest:
            return _own(front, rest.lower())
        if first == "Param":
            return _own(front, rest.lower()) or param(rest.lower())
        if name in {"Title", "LinkTitle", "Description"}:
            return front.name(name.lower()) or (front.name("title") if name == "LinkTitle" else "")
        raise UnknownError

    try:
        written = Renderer(look, parts).render(nodes)
    except UnknownError:
        return ""
    return _SPACES.sub(" ", _inner(written) or "").strip(" ")


@lru_cache(64)
def _compiled(
    base: str, main: str, partials: tuple[tuple[str, str], ...]
) -> tuple[tuple[Node, ...], dict[str, tuple[Node, ...]]]:
    """What writes the title, and the blocks and partials by name that take part."""
    parts = {name: parse(source) for name, source in partials}
    parts |= {node.name: node.body for node in parse(main) if node.kind == "define"}
    opening, closing = holding("<title", parts), holding("</title", parts)
    return pruned(parse(base), opening, closing), {
        name: pruned(nodes, opening, closing) or nodes for name, nodes in parts.items()
    }


_OF_KIND = {
    "IsHome": frozenset({"home"}), "IsPage": frozenset({"page"}), "IsSection": frozenset({"section"}),
    "IsNode": frozenset({"home", "section", "taxonomy", "term"}),
}  # fmt: skip


def _own(front: FrontMatter, key: str) -> Value:
    found = front.texts(key)
    said, written = front.text(key), front.name(key)
    if len(found) > 1 or (found and not said):
        raise UnknownError
    if front.is_number(key) and not (_SMALL.fullmatch(written) and (written == said or len(written) < 7)):
        raise UnknownError
    return _plain(written)


def _plain(text: str) -> Value:
    return text == "true" if text in {"true", "false"} else text
