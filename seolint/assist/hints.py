"""Inlay hints: behind the title how much of its room it takes, behind each keyword how the body uses it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from seolint.assist import is_readable
from seolint.assist.usage import figures, in_body, where
from seolint.diagnostic import Text
from seolint.document import Document
from seolint.text import UNKNOWN, Location, Placed, width

_ROOM = 32.0
"""What a result page shows of a title, in full-width units, where no rule says otherwise."""


class Hint(Struct, frozen=True):
    """A few words behind ``at``, which is empty; ``more`` is shown when one points at them. ``about`` is the keyword, "" for the
    title."""

    at: Location
    says: Text
    more: Text
    about: str = ""


def hints(doc: Document, longest: float | None = None) -> tuple[Hint, ...]:
    """In the order of the post. ``longest`` is how wide a title may be, as the rule that measures it has it."""
    found = [*_title(doc, _ROOM if longest is None else longest), *(_keywords(doc) if is_readable(doc) else ())]
    return tuple(sorted(found, key=lambda hint: hint.at))


def _title(doc: Document, longest: float) -> Iterator[Hint]:
    title = doc.title if is_readable(doc) or doc.front_matter.first(doc.site.title_keys) else None
    if title is None or UNKNOWN in title.value or not title.value.strip():
        return
    size = width(title.value)
    over = size - longest
    says = Text(f"{size:g} of {longest:g} full-width", f"全角{size:g}/{longest:g}字")
    more = Text(
        f"The title is as wide as {size:g} full-width characters; search results show about {longest:g}.",
        f"タイトルの幅は全角{size:g}字です。検索結果で見えるのは約{longest:g}字です。",
    )
    if over > 0:
        says = Text(f"{says.en}, {over:g} too wide", f"{says.ja}・{over:g}字超過")
        more = Text(
            f"The title is as wide as {size:g} full-width characters; what stands behind {longest:g} may be left out of search "
            "results.",
            f"タイトルの幅は全角{size:g}字です。検索結果では、約{longest:g}字より後ろが省略されることがあります。",
        )
    yield Hint(_behind(doc, title), says, more)


def _keywords(doc: Document) -> Iterator[Hint]:
    for use, presence in zip(doc.keywords, doc.presence, strict=False):
        told, said = in_body(use), where(doc, presence)
        more = Text(f"{told.en}. {said.en}", f"{told.ja}。{said.ja}")
        yield Hint(_behind(doc, use.keyphrase.text), figures(use), more, use.keyphrase.text.value)


def _behind(doc: Document, value: Placed[str]) -> Location:
    """The place behind a value, and behind its quote where one closes it."""
    end = value.at.end
    if value.at.start > 0 and doc.text[value.at.start - 1] in "\"'" and doc.text[end : end + 1] == doc.text[value.at.start - 1]:
        end += 1
    return doc.at(end, end)
