"""What keeps Microdata and RDFa from being read, where that is certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from seolint.document.elements import Elements
from seolint.document.json_slips import Slip
from seolint.document.microdata import term, tokens

_BARE = re.compile(r"https?://(?:www\.)?schema\.org")


def read_slips(elements: Elements, text: str, is_whole: Callable[[int, int], bool]) -> Iterator[Slip]:
    """In source order: a type without an item, a vocabulary that runs into its names, a reference to what the page does not have.

    ``is_whole(start, end)`` says that no template adds to that part of the page. The layout of a post may have what a reference
    names, so that only whole pages are judged.
    """
    page = any(element.name == "html" for element in elements.every) and is_whole(0, len(text))
    ids = {element.attributes["id"].value for element in elements.every if "id" in element.attributes} if page else set[str]()
    for element in elements.every:
        attributes, tag = element.attributes, element.tag
        if "itemtype" in attributes and "itemscope" not in attributes and is_whole(tag.start, tag.end):
            place, behind = attributes["itemtype"], tag.start + 1 + len(tag.name)
            if any(term(one.value) for one in tokens(place)) and text[tag.start : behind].lower() == f"<{tag.name}":
                yield Slip("itemscope", place.at, ((behind, behind, " itemscope"),))
        if "vocab" in attributes and _BARE.fullmatch(attributes["vocab"].value):
            at = attributes["vocab"].at
            yield Slip("vocab", at, ((at.end, at.end, "/"),), certain=True)
        for name in tokens(attributes.get("itemref")) if page and "itemscope" in attributes else ():
            if name.value not in ids:
                yield Slip("itemref", name.at)
