"""What to say of each mistake in JSON: the rows of json_mistakes.json."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from seolint import Text
from seolint_rules.data import table

_SHOWN = 30


class Mistake(Struct, frozen=True):
    """``{found}`` stands for what is there, ``{plain}`` for what is due, ``{sign}`` for the
    number of the character; ``mend`` is the fix's title, ``other`` explains
    another place. Those that come ``together`` have one cause in a script. ``weight`` is set where less than error.
    """

    say: Text
    do: Text
    mend: Text | None = None
    other: Text | None = None
    together: bool = False
    weight: str = ""


@cache
def mistakes() -> dict[str, Mistake]:
    return table("json_mistakes", dict[str, Mistake])


def fill(text: Text, found: str, plain: str) -> Text:
    """``text`` with what it stands for put in, shortened."""
    found, plain = (" ".join(each.split()) for each in (found, plain))
    found = found if len(found) <= _SHOWN else found[: _SHOWN - 1] + "…"
    put = {"found": found, "plain": plain, "sign": f"U+{ord(found[0]):04X}" if found else ""}
    return Text(text.en.format_map(put), text.ja.format_map(put))
