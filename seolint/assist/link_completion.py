"""Completion of what links name: posts in the tags of each generator, pages, pictures and headings in addresses."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from seolint.assist import Around, is_readable
from seolint.assist.proposal import NOTHING, Kind, Proposal
from seolint.diagnostic import Text
from seolint.document import Document
from seolint.index import Page
from seolint.pattern import pattern
from seolint.site.addresses import PICTURES, encode
from seolint.text import UNKNOWN, Location

_TAG = pattern(r"\{%-?\s*(post_url|post_link|post_path|link)\s+[\"']?([^\s\"'%}]*)\Z")
_REF = pattern(r"\{\{[<%]-?\s*(?:rel)?ref\s+[\"'`]?([^\s\"'`>%}]*)\Z")
_MARKDOWN = pattern(r"(!?)\[(?:[^\[\]\\]|\\.|!?\[[^\[\]]*\](?:\([^()]*\))?)*\]\(<?([^()<>\s]*)\Z")
_DEFINITION = pattern(r"() {0,3}\[[^\[\]]+\]:[ \t]*<?([^\s<>]*)\Z")
_ATTRIBUTE = pattern(r"<(?:a|img|source|video)\b[^<>]*\s(href|src)=[\"']?([^\s\"'<>]*)\Z", re.IGNORECASE)
_REST = {"tag": pattern(r"[^\s\"'`%}>]*"), "address": pattern(r"[^()<>\s\"'#]*")}
_BY_SOURCE = frozenset({"docusaurus", "vitepress"})
"""Generators whose own documents link to source files."""
_FAR = 2_000
_MOST = 20_000
_HEADING = Text("heading of this post", "この記事の見出し")


def link_targets(doc: Document, offset: int, around: Around) -> Iterator[Proposal]:
    """What the tag or the address at ``offset`` may name."""
    start = max(doc.text.rfind("\n", 0, offset), doc.text.rfind("\r", 0, offset)) + 1
    line = doc.text[max(start, offset - _FAR) : offset]
    if (found := _TAG.search(line)) is not None:
        at = _place(doc, offset, found[2], "tag")
        yield from _files(around, at) if found[1] == "link" else _names(doc, around, at)
    elif (found := _REF.search(line)) is not None:
        yield from _references(doc, around, _place(doc, offset, found[1], "tag"))
    elif (found := _ATTRIBUTE.search(line) or _MARKDOWN.search(line) or _DEFINITION.match(line)) is not None:
        written, picture = found[2], found[1] == "!" or found[1].lower() == "src"
        if written.startswith("#") and not picture:
            yield from _headings(doc, _place(doc, offset, written, "address"))
        elif "#" not in written and "?" not in written and "://" not in written and "{" not in written:
            at = _place(doc, offset, written, "address")
            yield from _pictures(doc, around, at, written) if picture else _pages(doc, around, at, written)


def _place(doc: Document, offset: int, written: str, kind: str) -> Location:
    """What is written, before the cursor and behind it."""
    rest = _REST[kind].match(doc.text, offset)
    return doc.at(offset - len(written), rest.end() if rest is not None else offset)


def _others(doc: Document, around: Around) -> Iterator[Page]:
    """The other pages, the newest first."""
    pages = sorted(around.index.pages[:_MOST], key=lambda page: (page.published, page.name), reverse=True)
    return (page for page in pages if page.path != doc.path and page.placed)


def _names(doc: Document, around: Around, at: Location) -> Iterator[Proposal]:
    for number, page in enumerate(_others(doc, around)):
        if page.place.names and page.place.kind == "post":
            yield _proposal(at, page.place.names[0], page, "post", number)


def _references(doc: Document, around: Around, at: Location) -> Iterator[Proposal]:
    """Pages of Hugo by their path in the content, of the language of this one."""
    own = doc.place.names[0].partition(":")[0] if doc.place.names else ""
    for number, page in enumerate(_others(doc, around)):
        language, _, name = page.place.names[0].partition(":") if page.place.names else ("", "", "")
        if name and (not own or language == own):
            yield _proposal(at, name, page, "post", number)


def _files(around: Around, at: Location) -> Iterator[Proposal]:
    """Files of the site by their path from its root."""
    for path, page in sorted(around.index.by_inside.items()):
        yield _proposal(at, path, page, "file", 0)
    routes = around.index.routes
    for path, is_page in sorted(routes.paths.items())[:_MOST] if routes is not None else ():
        if not is_page:
            yield Proposal(at, path, path, "file", rank=1)


def _headings(doc: Document, at: Location) -> Iterator[Proposal]:
    pairs = zip(doc.headings, doc.heading_ids, strict=True) if is_readable(doc) else ()
    for number, (heading, id_) in enumerate(pairs):
        if id_:
            text = " ".join(heading.text.value.replace(UNKNOWN, "…").split())
            yield Proposal(at, "#" + id_, f"#{id_}", "heading", Text(text, text) if text else _HEADING, f"#{id_} {text}", number)


def _pages(doc: Document, around: Around, at: Location, written: str) -> Iterator[Proposal]:
    """Pages as this site's links name them: by source file where links are read so, else by address."""
    site = doc.site
    by_source = (site.relative_to == "source" or site.generator in _BY_SOURCE) and not written.startswith("/")
    for number, page in enumerate(_others(doc, around)):
        if page.place.kind in {"part", "file"}:
            continue
        if by_source:
            yield _proposal(at, _relative(doc, site.inside(page.path)), page, "post", number)
        elif page.place.address and not written.startswith("."):
            address = page.place.address if site.adds_base else around.index.shown(page.place.address)
            yield _proposal(at, encode(address), page, "post", number, address)
        elif page.place.address and doc.address:
            folder = doc.address.rpartition("/")[0] or "/"
            slash = "/" if page.place.address.endswith("/") else ""
            yield _proposal(at, encode(posixpath.relpath(page.place.address, folder) + slash), page, "post", number)


def _pictures(doc: Document, around: Around, at: Location, written: str) -> Iterator[Proposal]:
    """Pictures of the site: beside the post by their path from it, others by where they are published."""
    site, routes = doc.site, around.index.routes
    own = site.inside(doc.path).rpartition("/")[0]
    for path, is_page in sorted(routes.paths.items())[:_MOST] if routes is not None else ():
        if is_page or path.rpartition(".")[2].lower() not in PICTURES:
            continue
        public = site.routing.asset(path)
        near = site.images_relative_to == "source" or (own != "" and path.startswith(own + "/") and not public)
        if near and not written.startswith("/"):
            yield Proposal(at, encode(_relative(doc, path)), _relative(doc, path), "file", rank=0 if path.startswith(own) else 1)
        elif public and not written.startswith("."):
            shown = public if site.adds_base else around.index.shown(public)
            yield Proposal(at, encode(shown), shown, "file", rank=1)


def _relative(doc: Document, inside: str) -> str:
    folder = doc.site.inside(doc.path).rpartition("/")[0]
    found = posixpath.relpath("/" + inside, "/" + folder)
    return found if found.startswith(".") else "./" + found


def _proposal(at: Location, text: str, page: Page, kind: Kind, rank: int, label: str = "") -> Proposal:
    title = " ".join(page.title.replace(UNKNOWN, "…").split())
    return Proposal(at, text, label or text, kind, Text(title, title) if title else NOTHING, f"{label or text} {title}", rank)
