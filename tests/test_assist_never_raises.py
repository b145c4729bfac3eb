"""Nothing that an editor asks raises, on any post, cut anywhere, with the cursor anywhere; and all places are inside the text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from laws import READINGS, SCRAPS

from seolint.assist import Around
from seolint.assist.completion import complete
from seolint.assist.definition import definition
from seolint.assist.hints import hints
from seolint.assist.hover import hover
from seolint.assist.links import links
from seolint.assist.symbols import Symbol, symbols
from seolint.assist.told import alts_in, alts_of, counted, tell
from seolint.document import Document
from seolint.index import Index, Page
from seolint.registry import find_schemas
from seolint.site import Site
from seolint.site.routes import Routes
from seolint.text import Location

ROOT = Path(__file__).parent.parent / "fixtures"
CORPORA = Path(os.environ.get("SEOLINT_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "corpora"
"""Posts of others where they are at hand; the fixtures always."""
POSTS = [path for folder in (ROOT, CORPORA) for path in sorted(folder.rglob("*")) if path.suffix in {".md", ".mdx", ".html"}]
SITES = [*(reading.site for reading in READINGS.values()), Site(now=datetime(2026, 1, 31, tzinfo=UTC))]
PATHS = ["a.md", "_posts/2026-01-31-b.md", "content/c.md", "articles/aaaaaaaaaaaa.md", "d.html", "e.mdx"]
BREAKS = [
    "---\ntags: [", "---\n- a:\n  - ", '{"', "+++\na = ", '<script type="application/ld+json">{"@type": "Article", "', "![", "](#",
    "{% post_url ", '{{< ref "',
]  # fmt: skip


def ask(doc: Document, offset: int) -> None:
    told = tell(doc)
    page = Page(doc.path, "a", doc.title.value if doc.title else "", doc.published, doc.place, placed=True)
    routes = Routes(doc.site, {doc.site.inside(doc.path): doc.place}, ("img/pan.png",))
    index = Index((page,), site=doc.site, routes=routes)
    around = Around(index, counted(told.tags), counted(told.categories), alts_of(alts_in(doc)))
    size = len(doc.text)
    for at in places(doc, offset, around):
        assert at.path != doc.path or 0 <= at.start <= at.end <= size
    for each in symbols(doc):
        nested(each, 0, size)


def places(doc: Document, offset: int, around: Around) -> Iterator[Location]:
    for lead in links(doc, around):
        yield from (lead.at, lead.whole)
    for hint in hints(doc):
        yield hint.at
    found = definition(doc, offset, around, lambda _: doc)
    if found is not None:
        yield from (found.origin, found.at, found.name_at)
    said = hover(doc, offset)
    if said is not None:
        yield said.at
    for each in complete(doc, offset, around, tuple(find_schemas(doc))).items:
        assert each.at.start <= offset <= each.at.end
        yield each.at


def nested(symbol: Symbol, start: int, end: int) -> None:
    assert start <= symbol.at.start <= symbol.name_at.start <= symbol.name_at.end <= symbol.at.end <= end
    for each in symbol.children:
        nested(each, symbol.at.start, symbol.at.end)


@settings(max_examples=200)
@given(data=st.data(), post=st.sampled_from(POSTS), site=st.sampled_from(SITES), path=st.sampled_from(PATHS))
def test_posts_cut_anywhere(data: st.DataObject, post: Path, site: Site, path: str) -> None:
    text = post.read_bytes().decode("utf-8", "replace")
    cut = text[: data.draw(st.integers(0, min(len(text), 6_000)))] + data.draw(st.sampled_from(["", *BREAKS]))
    ask(Document(path, cut, site), data.draw(st.just(len(cut)) | st.integers(0, len(cut))))


@given(
    data=st.data(),
    parts=st.lists(st.sampled_from([*SCRAPS, *BREAKS]) | st.text(max_size=8), max_size=12),
    site=st.sampled_from(SITES),
    path=st.sampled_from(PATHS),
)
def test_scraps(data: st.DataObject, parts: list[str], site: Site, path: str) -> None:
    text = "".join(parts).encode("utf-8", "replace").decode()
    ask(Document(path, text, site), data.draw(st.integers(0, len(text))))


def test_a_post_of_too_many_tokens_has_front_matter_only() -> None:
    doc = Document("a.md", "---\ntitle: 窯\nseo_keywords: 窯\n---\n" + "<i>" * 130_000, Site())
    ask(doc, 20)
    assert [each.kind for each in symbols(doc)] == ["front-matter"]
    assert len(hints(doc)) == 1
