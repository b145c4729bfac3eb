"""``seolint inspect --format json``: what seolint understood of a post, each thing with its place."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from seolint.document import Document, Image, Item, KeyphraseUse, Link, Literal, Reference
from seolint.document.long_sentences import LongSentence
from seolint.document.presence import Presence
from seolint.document.terms import TermUse
from seolint.inspection import Inspection, Neighbour, RichResult, Wanting
from seolint.text import UNKNOWN, Lines, Location, Placed

_DEPTH, _MOST_TERMS = 64, 30
_UNKNOWN = re.compile(f"{UNKNOWN}+")


def render(inspection: Inspection) -> bytes:
    """One object; lines and columns from 1, offsets in code points from 0, what a template fills as U+FFFD."""
    return msgspec.json.encode(_Writer(inspection).page()) + b"\n"


def long_sentences(doc: Document) -> list[LongSentence]:
    """The sentences that are longer than readers like, the longest first."""
    return sorted(doc.long_sentences(), key=lambda each: (-each.size, each.at.start))


def unit(doc: Document) -> str:
    """What the sentences of the post are measured in."""
    return "words" if doc.language == "en" else "characters"


class _Writer:
    def __init__(self, inspection: Inspection) -> None:
        self.inspection, self.doc = inspection, inspection.document
        self.lines = Lines.of(self.doc.text)

    def position(self, offset: int) -> dict[str, int]:
        line, column = self.lines.position(offset)
        return {"line": line, "column": column, "offset": offset}

    def place(self, at: Location) -> dict[str, Any]:
        """Where a thing stands, without the white space behind it."""
        end = at.start + len(self.doc.text[at.start : at.end].rstrip())
        return {"start": self.position(at.start), "end": self.position(end)}

    def text(self, placed: Placed[str] | None) -> dict[str, Any] | None:
        return None if placed is None else {"text": _known(placed.value), **self.place(placed.at)}

    def page(self) -> dict[str, Any]:
        doc = self.doc
        title = self.text(doc.title or (Placed("", doc.top) if doc.full_title else None))
        return {
            "path": doc.path,
            "url": doc.url or None,
            "generator": doc.site.generator,
            "kind": doc.place.kind,
            "language": doc.language or None,
            "title": title and {**title, "published": _known(doc.full_title)},
            "description": self.text(doc.description),
            "date": self.text(doc.date),
            "headings": [
                {"level": heading.level, "text": _known(heading.text.value), "id": id_ or None, **self.place(heading.at)}
                for heading, id_ in zip(doc.headings, doc.heading_ids, strict=True)
            ],
            "images": [self.image(image) for image in doc.images],
            "links": [self.link(link) for link in doc.links],
            "structured_data": [self.item(item, 0) for item in doc.items],
            "rich_results": [self.rich_result(each) for each in self.inspection.rich_results],
            "keywords": [self.keyphrase(use, has) for use, has in zip(doc.keywords, doc.presence, strict=False)],
            "terms": [self.term(use) for use in doc.terms.top[:_MOST_TERMS]],
            "long_sentences": [
                {"text": _known(sentence.text), unit(doc): sentence.size, **self.place(sentence.at)}
                for sentence in long_sentences(doc)
            ],
            "words": {
                "characters": doc.length,
                "tokens": doc.words.tokens,
                "content_tokens": doc.words.content_tokens,
                "sentences": len(doc.sentences),
            },
            "readability": self.readability(),
            "neighbours": self.neighbours(),
        }

    def readability(self) -> dict[str, Any]:
        """The figures of ``Document.readability``, rounded."""
        read = msgspec.structs.asdict(self.doc.readability)
        return {name: round(value, 4) if isinstance(value, float) else value for name, value in read.items()}

    def image(self, image: Image) -> dict[str, Any]:
        alt = None if image.alt is None else _known(image.alt.value)
        return {"url": _known(image.url.value), "alt": alt, **self.place(image.at)}

    def link(self, link: Link) -> dict[str, Any]:
        destination, answer = self.inspection.lead(link)
        return {
            "url": _known(link.url.value) if link.url else None,
            "text": _known(link.text.value),
            "kind": destination.kind,
            "target": answer.path if answer else None,
            **self.place(link.at),
        }

    def item(self, item: Item, depth: int) -> dict[str, Any]:
        """An item; what a reference names is told where it stands."""
        properties: list[dict[str, Any]] = []
        for found in item.properties if depth < _DEPTH else ():
            value = found.value
            if isinstance(value, Item):
                said: Any = self.item(value, depth + 1)
            elif isinstance(value, Reference):
                said = {"id": value.id.value, **self.place(value.at)}
            else:
                said = self.literal(value)
            properties.append({"name": found.name.value, **self.place(found.name.at), "value": said})
        types = [_known(type_.value) for type_ in item.types]
        return {"type": types, "id": item.id and item.id.value, **self.place(item.at), "properties": properties}

    def literal(self, value: Literal) -> dict[str, Any]:
        return {"text": _known(value.text.value), "kind": value.kind, **self.place(value.at)}

    def rich_result(self, each: RichResult) -> dict[str, Any]:
        """A result with what it wants, each with the thing, or the value, that is to be mended."""
        return {
            "name": each.name,
            "title": {"en": each.title.en, "ja": each.title.ja},
            "page": each.page,
            "state": each.state,
            "limited": each.limited,
            "retired_on": each.retired_on or None,
            "required": [self.wanting(one) for one in each.required],
            "recommended": [self.wanting(one) for one in each.recommended],
            **self.place(each.at),
        }

    def wanting(self, one: Wanting) -> dict[str, Any]:
        value = None if one.value is None else {"en": _known(one.value.en), "ja": _known(one.value.ja)}
        return {"any_of": one.names, "value": value, **self.place(one.at)}

    def neighbours(self) -> dict[str, Any] | None:
        found = self.inspection.neighbours
        if found is None:
            return None
        return {
            "read": found.read,
            "left_out": found.left,
            "similar": [self.neighbour(each) for each in found.similar],
            "link_to": [self.neighbour(each) for each in found.link_to],
            "link_from": [self.neighbour(each) for each in found.link_from],
        }

    def neighbour(self, each: Neighbour) -> dict[str, Any]:
        """Another post; the mention is a place of this post or, by its path, of that one."""
        told = {
            "path": each.path,
            "title": _known(each.title),
            "similarity": round(each.similarity, 4),
            "shared": [_known(term) for term in each.shared],
            "links_there": each.to,
            "links_back": each.back,
        }
        if each.mention is None:
            return told
        at = each.mention.at
        place = self.place(at) if at.path == self.doc.path else {}
        return {**told, "mention": {"path": at.path, "line": each.mention.line, "text": _known(each.mention.text), **place}}

    def term(self, use: TermUse) -> dict[str, Any]:
        return {
            "term": _known(use.text),
            "occurrences": use.count,
            "density": round(use.density, 4),
            "weight": round(use.weight, 4),
            "places": [self.place(at) for at in use.places],
        }

    def keyphrase(self, use: KeyphraseUse, has: Presence) -> dict[str, Any]:
        return {
            "keyphrase": use.keyphrase.text.value,
            "occurrences": use.occurrences,
            "density": round(use.density, 4),
            "content_tokens": use.keyphrase.content_tokens,
            "terms": [{"term": t.text.value, "occurrences": n, **self.place(t.text.at)} for t, n in use.terms],
            "places": [self.place(at) for at in use.places],
            "in": {
                "title": has.title,
                "description": has.description,
                "beginning": has.intro,
                "address": has.slug,
                "headings": {"with": has.headings[0], "of": has.headings[1]},
                "alts": {"with": has.alts[0], "of": has.alts[1]},
            },
            **self.place(use.keyphrase.text.at),
        }


def _known(text: str) -> str:
    """``text`` with each run that a template fills as one U+FFFD."""
    return _UNKNOWN.sub("\ufffd", text) if UNKNOWN in text else text
