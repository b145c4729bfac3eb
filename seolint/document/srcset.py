"""``srcset`` as the HTML standard parses it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from seolint.document.collector import section
from seolint.pattern import pattern
from seolint.text import UNKNOWN, Placed

_SPACE = " \t\n\f\r"
_URL = pattern(rf"[{_SPACE},]*+([^{_SPACE}]++)")
_DESCRIPTORS = pattern(r"(?:[^,(]++|\([^)]*+\)?+)*+,?")
_DESCRIPTOR = pattern(
    r"(?:(?P<width>[0-9]++)w|(?P<height>[0-9]++)h|(?P<density>(?:[0-9]++(?:\.[0-9]++)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?)x)\Z"
)


class Candidate(Struct, frozen=True, gc=False):
    """One image of a ``srcset``; ``descriptor`` is ``640w`` or ``2x``, empty where there is none."""

    url: Placed[str]
    descriptor: str


def read_srcset(srcset: Placed[str]) -> Iterator[Candidate]:
    """The candidates in order; those with a descriptor that browsers do not take are left out, as browsers do."""
    text, here = srcset.value, 0
    found = _URL.match(text, here)
    while found:
        here = found.end()
        url = found[1].rstrip(",")
        descriptor = ""
        if len(url) == len(found[1]):
            rest = _DESCRIPTORS.match(text, here)
            here = rest.end() if rest else len(text)
            descriptor = " ".join(text[found.end() : here].rstrip(",").split())
        if _fits(descriptor):
            yield Candidate(section(srcset, found.start(1), found.start(1) + len(url)), descriptor)
        found = _URL.match(text, here)


def _fits(descriptors: str) -> bool:
    """Whether browsers take an image with these descriptors: one width or density; who knows what a template fills."""
    if not descriptors or UNKNOWN in descriptors:
        return True
    found = [_DESCRIPTOR.match(each) for each in descriptors.split(" ")]
    kinds = sorted(each.lastgroup or "" for each in found if each and each.lastgroup and float(each[each.lastgroup]) > 0)
    return len(kinds) == len(found) and kinds in (["density"], ["width"], ["height", "width"])
