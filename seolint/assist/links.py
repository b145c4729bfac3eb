"""Document links: where every link, tag and picture leads, with the file that answers it or its URL."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from seolint.assist import ALONE, Around, is_readable, path_in
from seolint.diagnostic import Text
from seolint.document import Document
from seolint.document.destinations import destination
from seolint.document.image_sources import is_placeholder
from seolint.site.routes import Destination
from seolint.text import UNKNOWN, Location, Placed

_MOST = 5_000
_HERE = Text("A place of this post", "この記事の中")
_PICTURE, _PAGE = Text("Picture", "画像"), Text("Post", "記事")


class Lead(Struct, frozen=True):
    """``at`` is the URL or tag, ``whole`` the link or picture that it belongs to, which is elsewhere where that refers to it.

    It leads to the file at ``path``, as the run knows it, or else to ``url``; to neither where that cannot be told yet, as the
    site is not known. ``fragment`` is the place that is meant there.
    """

    at: Location
    whole: Location
    path: str = ""
    url: str = ""
    fragment: str = ""
    says: Text = _PAGE


def links(doc: Document, around: Around = ALONE) -> tuple[Lead, ...]:
    """In the order of the post, one for each place; links that lead nowhere known are left out."""
    found: dict[tuple[int, int], Lead] = {}
    for lead in _leads(doc, around):
        if lead.at.end > lead.at.start:
            found.setdefault((lead.at.start, lead.at.end), lead)
    return tuple(found[key] for key in sorted(found))


def lead_at(doc: Document, offset: int, around: Around = ALONE) -> Lead | None:
    """The link or picture at the cursor: the innermost, its URL first."""
    found = list(_leads(doc, around, offset))
    exact = [lead for lead in found if lead.at.start <= offset <= lead.at.end]
    return min(exact or found, key=lambda lead: lead.whole.end - lead.whole.start, default=None)


def _leads(doc: Document, around: Around, offset: int | None = None) -> Iterator[Lead]:
    """All of them, or those at ``offset``: the URL of a reference may stand elsewhere, and serve several links."""
    for _, (url, whole, to, says) in zip(range(_MOST), _all(doc), strict=False):
        at = url.at
        if offset is None or at.start <= offset <= at.end or whole.start <= offset <= whole.end:
            lead = _lead(doc, around, url, whole, to, says)
            if lead is not None:
                yield lead


_Found = tuple[Placed[str], Location, Destination, Text]


def _all(doc: Document) -> Iterator[_Found]:
    yield from _front_matter(doc)
    if not is_readable(doc):
        return
    seen: list[tuple[int, int]] = []
    for link, to in zip(doc.links, doc.destinations, strict=True):
        if link.url is not None:
            seen.append((link.url.at.start, link.url.at.end))
            yield link.url, link.at, to, _PAGE
    for image in doc.images:
        for url in (image.url, *image.candidates):
            yield url, image.at, _picture(doc, url), _PICTURE
    seen.sort()
    for target in doc.template.targets:
        number = bisect_right(seen, (target.start, len(doc.text))) - 1
        if number >= 0 and target.end <= seen[number][1]:
            continue
        url = Placed(UNKNOWN, doc.at(target.start, target.end))
        to = destination(url, (target,), doc.site, doc.site.inside(doc.path), doc.address)
        yield url, url.at, to, _PAGE


def _front_matter(doc: Document) -> Iterator[_Found]:
    """The pictures that the front matter names."""
    for key in doc.site.image_keys:
        for url in doc.front_matter.strings(key):
            if UNKNOWN not in url.value and ("/" in url.value or "." in url.value) and not is_placeholder(url.value):
                yield url, url.at, _picture(doc, url, based=True), _PICTURE


def _picture(doc: Document, url: Placed[str], *, based: bool = False) -> Destination:
    lead = doc.picture(url, based=based)
    if lead is not None:
        return lead.to
    return destination(url, doc.template.targets, doc.site, doc.site.inside(doc.path), doc.address)


def _lead(doc: Document, around: Around, url: Placed[str], whole: Location, to: Destination, says: Text) -> Lead | None:
    if to.kind == "fragment":
        return Lead(url.at, whole, doc.path, fragment=to.fragment, says=_HERE)
    if to.kind in {"external", "mail", "phone"}:
        plain = "".join(to.value.split())
        outer = "https:" + plain if plain.startswith("//") else plain
        return Lead(url.at, whole, url=outer, says=Text(outer, outer)) if UNKNOWN not in outer else None
    if to.kind == "internal" and around.index.routes is None:
        return Lead(url.at, whole, fragment=to.fragment, says=says)
    answer = around.index.find(to) if to.kind == "internal" else None
    if answer is None:
        return None
    if answer.path:
        return Lead(url.at, whole, path_in(doc.site, answer.path), fragment=to.fragment, says=_titled(around, answer.path, says))
    if doc.site.url and to.by == "address":
        published = doc.site.url + doc.site.baseurl + to.value
        return Lead(url.at, whole, url=published, says=Text(published, published))
    return None


def _titled(around: Around, inside: str, says: Text) -> Text:
    page = around.index.by_inside.get(inside)
    title = " ".join(page.title.split()) if page is not None and UNKNOWN not in page.title else ""
    named = f"{title} ({inside})" if title else inside
    return Text(f"{says.en}: {named}", f"{says.ja}：{named}")
