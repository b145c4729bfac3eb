"""What the worker answers to questions about an open post: each by a function of ``seolint.assist``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Raw, Struct
from msgspec.msgpack import Decoder

from seolint.assist import Around
from seolint.assist.completion import Completions, complete
from seolint.assist.definition import Definition, definition
from seolint.assist.hints import Hint, hints
from seolint.assist.hover import Hover, hover
from seolint.assist.links import Lead, links
from seolint.assist.symbols import Symbol, symbols
from seolint.diagnostic import Diagnostic
from seolint.document import Document
from seolint.engine.page import encode
from seolint.registry import find_schemas, find_title_limit
from seolint.rule import Rule
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


class Known(Struct, frozen=True):
    """What is known when a question is asked. ``around`` gives the site as far as it was read, ``is_whole`` says whether that is
    all of it, and ``document`` gives another post."""

    doc: Document
    rules: tuple[Rule, ...]
    around: Callable[[], Around]
    is_whole: Callable[[], bool]
    document: Callable[[str], Document | None]


def _symbols(known: Known, about: About) -> tuple[Symbol, ...]:
    return symbols(known.doc)


def _links(known: Known, about: About) -> tuple[Lead, ...]:
    return links(known.doc, known.around())


def _definition(known: Known, about: About) -> tuple[Definition, ...]:
    found = definition(known.doc, about.offset, known.around(), known.document)
    return (found,) if found is not None else ()


def _completion(known: Known, about: About) -> Completions:
    found = complete(known.doc, about.offset, known.around(), tuple(find_schemas(known.doc)))
    return found if known.is_whole() else Completions(found.items, whole=False)


def _hover(known: Known, about: About) -> tuple[Hover, ...]:
    found = hover(known.doc, about.offset, about.findings, find_page)
    return (found,) if found is not None else ()


def _hints(known: Known, about: About) -> tuple[Hint, ...]:
    return hints(known.doc, find_title_limit(known.rules))


ANSWERS: Mapping[str, Callable[[Known, About], object]] = {
    "symbols": _symbols, "links": _links, "definition": _definition, "completion": _completion, "hover": _hover, "hints": _hints,
}  # fmt: skip
_ABOUT = Decoder(About)


def read_about(data: Raw) -> About:
    """What a question is about; nothing in particular where it does not say."""
    return About() if bytes(data) == b"\xc0" else _ABOUT.decode(data)


def answer(what: str, known: Known, about: About, folder: str) -> Raw:
    """The encoded ``Found`` to a question; raises KeyError for one that nobody knows."""
    return Raw(encode(Found(folder, known.doc.path, Raw(encode(ANSWERS[what](known, about))))))
