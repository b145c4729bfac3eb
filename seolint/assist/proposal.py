"""One thing that may be written at the cursor."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from seolint.diagnostic import Text
from seolint.text import Location

Kind = Literal["key", "value", "tag", "post", "file", "heading", "alt", "type", "property"]
NOTHING = Text("", "")


class Proposal(Struct, frozen=True):
    """``text`` goes to the place ``at``. ``label`` is what one sees, ``detail`` a few words beside it.

    ``sought`` are the words that find it, where those are more than the label; ``rank`` is 0 for what is likeliest.
    """

    at: Location
    text: str
    label: str
    kind: Kind
    detail: Text = NOTHING
    sought: str = ""
    rank: int = 0
