"""The placed tokens that Markdown and HTML both come to, named in HTML's words.

They hold no cycles, so that the garbage collector need not know the many of them.
"""

from __future__ import annotations

from msgspec import Struct

from seolint.text import Placed

BLOCK = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p plaintext "
    "pre search section summary table tbody td tfoot th thead title tr ul xmp".split()
)
"""Elements before and after which text does not run on."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


MOST = 100_000
"""How many tokens a document may have. Real ones have a tenth of that in a megabyte; more would take seconds."""


class TooManyError(ValueError):
    """A document of more than ``MOST`` tokens."""


class Tag(Struct, frozen=True, gc=False):
    """A start tag; ``start`` and ``end`` are the tag's own, of Markdown's links and images the whole construct's.

    ``self_closing`` says that it ends in ``/>``, which means something in SVG and MathML only.
    """

    name: str
    attributes: dict[str, Placed[str]]
    start: int
    end: int
    markdown: bool = False
    self_closing: bool = False


class EndTag(Struct, frozen=True, gc=False):
    name: str
    start: int
    end: int


class Run(Struct, frozen=True, gc=False):
    """Text; it stands in the source as it is where it is as long as its place."""

    value: str
    start: int
    end: int


class Comment(Struct, frozen=True, gc=False):
    value: str
    start: int
    end: int


class Raw(Struct, frozen=True, gc=False):
    """The content of a script, style or other element that is not text; ``tag`` is its start tag."""

    tag: Tag
    start: int
    end: int


Token = Tag | EndTag | Run | Comment | Raw
