"""Small sites in memory, with the cursor in one of their posts, for the tests of what editors are told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from seolint.assist import Around
from seolint.assist.completion import Completions, complete
from seolint.assist.told import alts_in, alts_of, counted, tell
from seolint.document import Document
from seolint.engine.surroundings import MemorySurroundings
from seolint.index import Index, Page
from seolint.registry import find_schemas
from seolint.testing import site_of
from seolint.text import Location

CURSOR = "‸"


class Open(NamedTuple):
    """The post with the cursor, if one has it, and the site around it."""

    doc: Document
    offset: int
    around: Around
    docs: Mapping[str, Document]

    def said(self, at: Location) -> str:
        return self.docs[at.path].text[at.start : at.end]


def page_of(doc: Document) -> Page:
    name = doc.path.rpartition("/")[2].rpartition(".")[0]
    return Page(doc.path, name, doc.title.value if doc.title else "", doc.published, doc.place, placed=True)


def open_site(texts: Mapping[str, str]) -> Open:
    """The first post is open where none has a cursor."""
    plain = {path: text.replace(CURSOR, "") for path, text in texts.items()}
    site = site_of(plain)
    docs = {path: Document(path, text, site) for path, text in plain.items() if path.endswith((".md", ".html", ".mdx"))}
    pages = tuple(map(page_of, docs.values()))
    routes = MemorySurroundings(plain).routes(site, {path: doc.place for path, doc in docs.items()})
    told = [tell(doc) for doc in docs.values()]
    around = Around(
        Index(pages, site=site, routes=routes),
        counted(tag for each in told for tag in each.tags),
        counted(name for each in told for name in each.categories),
        alts_of(pair for doc in docs.values() for pair in alts_in(doc)),
    )
    path = next((path for path, text in texts.items() if CURSOR in text), next(iter(docs)))
    return Open(docs[path], max(texts[path].find(CURSOR), 0), around, docs)


def open_post(text: str, path: str = "a.md") -> Open:
    return open_site({path: text})


def completions(texts: Mapping[str, str]) -> Completions:
    opened = open_site(texts)
    return complete(opened.doc, opened.offset, opened.around, tuple(find_schemas(opened.doc)))


def labels(texts: Mapping[str, str]) -> list[str]:
    return [each.label for each in completions(texts).items]


def chosen(texts: Mapping[str, str], label: str) -> str:
    """The post with the cursor once ``label`` was chosen."""
    opened = open_site(texts)
    each = next(each for each in completions(texts).items if each.label == label)
    return opened.doc.text[: each.at.start] + each.text + opened.doc.text[each.at.end :]
