"""What to say of each mistake in JSON: the rows of json_mistakes.json."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from seolint import Text
from seolint_rules.data import table

_SHOWN = 30


class Mistake(Struct, frozen=True):
    """``{found}`` stands for what is there, ``{plain}`` for what is due; ``mend`` is the fix's title, ``other`` explains
    another place. Those that come ``together`` have one cause in a script. What is only ``info`` is no mistake.
    """

    say: Text
    do: Text
    mend: Text | None = None
    other: Text | None = None
    together: bool = False
    info: bool = False


@cache
def mistakes() -> dict[str, Mistake]:
    return table("json_mistakes", dict[str, Mistake])


def fill(text: Text, found: str, plain: str) -> Text:
    """``text`` with what it stands for put in, shortened."""
    found, plain = (" ".join(each.split()) for each in (found, plain))
    found = found if len(found) <= _SHOWN else found[: _SHOWN - 1] + "…"
    return Text(text.en.format(found=found, plain=plain), text.ja.format(found=found, plain=plain))
