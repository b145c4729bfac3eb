"""The posts of a site that are like one of them, and the links that are missing between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from math import log, sqrt

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from seolint.document import Document
from seolint.engine.files import Excludes, find_files
from seolint.engine.page import reraise
from seolint.engine.pool import read_all
from seolint.engine.read import read_text
from seolint.inspection import Mention, Neighbour, Neighbours
from seolint.site import Site
from seolint.site.routes import Destination, Routes
from seolint.text import Lines

_MOST_POSTS, _MOST_BYTES = 2_000, 1_000_000
"""How many other posts are read, and how large one may be."""
_SHOWN, _SHARED, _TRIED = 5, 4, 15
_ALIKE, _RELATED = 0.15, 0.1
"""Similarity from which a post is called similar, and from which a link to it is worth a thought."""
_WEIGHTY = 0.12
"""Weight that a shared term must have in both posts to be the text of a link between them, their vectors being of length 1."""


Progress = Callable[[int], AbstractContextManager[Callable[[int], None]]]


class Digest(Struct, frozen=True, array_like=True):
    """What is to be known of a post to compare it: ``vector`` is that of its terms, ``leads`` where it links within the site."""

    path: str
    title: str
    edition: str
    vector: dict[str, float]
    leads: tuple[Destination, ...]
    fragments: frozenset[str] = frozenset()
    """Terms of ``vector`` that stand in longer words only, such as 赤外 in 赤外線."""


class DigestReader(Struct, frozen=True):
    """Reads one post into its digest, encoded; nothing of what is no article."""

    sites: Mapping[str, Site]
    most: int

    def __call__(self, path: str) -> bytes:
        doc = _read(path, self.sites[path], self.most)
        try:
            told = doc is not None and (doc.is_article or (doc.is_html and doc.is_listed))
            return msgspec.msgpack.encode(digest(doc)) if doc is not None and told else b""
        except BaseException as error:
            reraise(error)
            return b""


class Pair(Struct, frozen=True):
    """Another post beside this one; ``shared`` are the names of the terms that make most of ``similarity``.

    ``to`` says that this post links there, ``back`` that it links here.
    """

    other: Digest
    similarity: float
    shared: tuple[str, ...]
    to: bool
    back: bool


def find_neighbours(
    doc: Document,
    routes: Routes,
    site_of: Callable[[str], Site],
    excludes: Excludes = lambda _: (),
    *,
    jobs: int = 0,
    progress: Progress = lambda _: nullcontext(lambda _: None),
) -> Neighbours:
    """Compare ``doc`` with the other posts of its site, each read once; those nearest to it where they are very many.

    ``excludes`` is what the configuration leaves out of a folder, ``jobs`` how many processes read, 0 for as many as help;
    ``progress`` is told how many posts there are, and then how many were read.
    """
    paths, left = _posts(doc, site_of, excludes)
    reader = DigestReader({path: site_of(path) for path in paths}, _MOST_BYTES)
    others: list[Digest] = []
    with progress(len(paths)) as advance:
        for number, encoded in enumerate(read_all(paths, reader, lambda _: b"", jobs), 1):
            if encoded:
                others.append(msgspec.msgpack.decode(encoded, type=Digest))
            advance(number)
    own, *others = weighed([digest(doc), *sorted(others, key=lambda each: each.path)])
    pairs = ranked(own, others, routes, doc.site)
    similar = [pair for pair in pairs if pair.similarity >= _ALIKE][:_SHOWN]
    to, back = [pair for pair in pairs if not pair.to], [pair for pair in pairs if not pair.back]
    link_to = [(pair, _mention(doc, pair.other)) for pair in to[:_TRIED]]
    read = ((pair, _read(pair.other.path, site_of(pair.other.path))) for pair in back[:_TRIED])
    link_from = [(pair, _mention(other, own) if other is not None else None) for pair, other in read]
    return Neighbours(
        tuple(_neighbour(doc, pair, None) for pair in similar),
        tuple(_neighbour(doc, pair, mention) for pair, mention in link_to if mention is not None)[:_SHOWN],
        tuple(_neighbour(doc, pair, mention) for pair, mention in link_from if mention is not None)[:_SHOWN],
        len(others),
        left,
    )


def _posts(doc: Document, site_of: Callable[[str], Site], excludes: Excludes) -> tuple[list[str], int]:
    """The other files of the site, those of the post's own folder first, at most 2,000; and how many more there are."""
    folder = doc.path.rpartition("/")[0]
    found = find_files([doc.site.root or "."], excludes).files
    paths = [path for path in found if path != doc.path and site_of(path).root == doc.site.root]
    paths.sort(key=lambda path: (path.rpartition("/")[0] != folder, path))
    return paths[:_MOST_POSTS], max(len(paths) - _MOST_POSTS, 0)


def digest(doc: Document) -> Digest:
    leads = dict.fromkeys(lead.to for lead in doc.leads if lead.to.kind == "internal")
    return Digest(doc.path, doc.title.value if doc.title else "", doc.edition, doc.terms.vector, tuple(leads), doc.terms.fragments)


def weighed(digests: Sequence[Digest]) -> list[Digest]:
    """The same with terms weighing less the more of these posts have them, so that the subject of the site is no likeness."""
    counts = Counter(name for each in digests for name in each.vector)
    rare = {name: log((len(digests) + 1) / count) for name, count in counts.items()}
    return [replace(each, vector=_unit({name: w * rare[name] for name, w in each.vector.items()})) for each in digests]


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {name: weight / length for name, weight in vector.items()}


def ranked(own: Digest, others: Iterable[Digest], routes: Routes, site: Site) -> list[Pair]:
    """Those that are like ``own`` in some way, the most similar first; editions in other languages are another site."""
    to, here = _targets(own, routes), site.inside(own.path)
    found: list[Pair] = []
    for other in others:
        parts = {name: weight * own.vector[name] for name, weight in other.vector.items() if name in own.vector}
        similarity = sum(parts.values())
        if similarity >= _RELATED and other.edition == own.edition:
            whole = parts.keys() - own.fragments - other.fragments
            shared = tuple(sorted(whole, key=lambda name: (-parts[name], name))[:_SHARED])
            leads = (site.inside(other.path) in to, here in _targets(other, routes))
            found.append(Pair(other, similarity, shared, *leads))
    return sorted(found, key=lambda pair: (-pair.similarity, pair.other.path))


def _targets(post: Digest, routes: Routes) -> frozenset[str]:
    """The pages that a post links to, by path from the site's root."""
    return frozenset(answer.path for lead in post.leads if (answer := routes.find(lead)) is not None)


def _neighbour(doc: Document, pair: Pair, mention: Mention | None) -> Neighbour:
    shared = tuple(doc.terms.spoken(name) for name in pair.shared)
    return Neighbour(pair.other.path, pair.other.title, pair.similarity, shared, pair.to, pair.back, mention)


def _mention(doc: Document, target: Digest) -> Mention | None:
    """Where ``doc`` has one of the terms that ``target`` is about, in running text that is no link yet.

    The words of its own keyphrases are none: a link of them would send readers and search engines elsewhere for its own subject.
    """
    own = [frozenset(lemma for term in phrase.terms for lemma in term.parts) for phrase in doc.keyphrases]
    for name in sorted(target.vector, key=lambda name: (-target.vector[name], name)):
        if target.vector[name] < _WEIGHTY:
            return None
        if name in target.fragments or any(phrase.issuperset(name.split(" ")) for phrase in own):
            continue
        at = doc.prose_words.find(name.split(" "))
        if at is not None and at.end - at.start > 1:
            return Mention(at, Lines.of(doc.text).position(at.start)[0], doc.text[at.start : at.end])
    return None


def _read(path: str, site: Site, most: int = _MOST_BYTES) -> Document | None:
    text = read_text(path, most)
    return Document(path, text, site) if isinstance(text, str) else None
