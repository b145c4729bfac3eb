"""What editors ask about an open post, answered by ``seolint.assist``."""

from __future__ import annotations

from functools import partial

from msgspec import Raw, Struct
from msgspec.msgpack import Decoder

from seolint.assist import ALONE, Around
from seolint.assist.completion import Completions, complete
from seolint.assist.definition import definition
from seolint.assist.hints import hints
from seolint.assist.hover import hover
from seolint.assist.links import links
from seolint.assist.symbols import symbols
from seolint.diagnostic import Diagnostic
from seolint.document import Document
from seolint.engine.live.alts import Alts
from seolint.engine.live.answers import View
from seolint.engine.live.messages import encode
from seolint.engine.read import read_text
from seolint.registry import find_schemas, find_title_limit
from seolint.rule_page import find_page


class About(Struct, frozen=True, array_like=True):
    """What is asked: the cursor's ``offset``, the document's newest ``text`` where the worker may have an older one, and the
    findings at the cursor."""

    offset: int = 0
    text: str | None = None
    findings: tuple[Diagnostic, ...] = ()


class Found(Struct, frozen=True, array_like=True):
    """An answer, encoded. Its paths are from ``folder``; ``path`` is the document's own."""

    folder: str
    path: str
    data: Raw


_ABOUT = Decoder(About)


def ask_symbols(view: View, about: Raw) -> Found:
    doc, _ = _read(view, about)
    return _found(view, symbols(doc))


def ask_links(view: View, about: Raw) -> Found:
    doc, _ = _read(view, about)
    return _found(view, links(doc, _around(view)))


def ask_definition(view: View, about: Raw) -> Found:
    doc, asked = _read(view, about)
    found = definition(doc, asked.offset, _around(view), partial(_other, view))
    return _found(view, (found,) if found is not None else ())


def ask_completion(view: View, about: Raw) -> Found:
    doc, asked = _read(view, about)
    around = _around(view, tags=True)
    found = complete(doc, asked.offset, around, tuple(find_schemas(doc)))
    is_all = view.live is not None and view.live.shelf(view.site.root).is_read
    return _found(view, found if is_all else Completions(found.items, whole=False))


def ask_hover(view: View, about: Raw) -> Found:
    doc, asked = _read(view, about)
    found = hover(doc, asked.offset, asked.findings, find_page)
    return _found(view, (found,) if found is not None else ())


def ask_hints(view: View, about: Raw) -> Found:
    doc, _ = _read(view, about)
    return _found(view, hints(doc, find_title_limit(view.rules)))


def _read(view: View, about: Raw) -> tuple[Document, About]:
    asked = _ABOUT.decode(about)
    text = view.text if asked.text is None else asked.text
    if len(text) > view.most:
        text = ""  # as large as that nothing is read
    return (view.document if text == view.text else Document(view.path, text, view.site)), asked


def _found(view: View, answer: object) -> Found:
    import os

    return Found(os.getcwd(), view.path, Raw(encode(answer)))


def _around(view: View, *, tags: bool = False) -> Around:
    """The site as far as it is known; with how often its tags and categories are used, only where they are asked for."""
    live, root = view.live, view.site.root
    if live is None:
        return ALONE
    index = live.index(root)
    if not tags:
        return Around(index)
    shelf = live.shelf(root)
    shelf.look_again((path, live.results.heads[path].digest) for path in live.paths(root))
    used, filed = shelf.counts()
    return Around(index, used, filed, Alts(shelf.naming, partial(_other, view)))


def _other(view: View, path: str) -> Document | None:
    """Another post of the site, as it is open or on the disk."""
    if view.live is None or not view.live.holds(path):
        return None
    text = view.opened.get(path) or read_text(path, view.most)
    return Document(path, text, view.live.plan.sites[path]) if isinstance(text, str) else None
