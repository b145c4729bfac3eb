"""What the reader's terminal can do: its width, its colours, the characters it can write."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, TextIO

from msgspec import Struct

if TYPE_CHECKING:
    from rich.console import Console

NARROWEST, USUAL, WIDEST = 40, 80, 120


class Glyphs(Struct, frozen=True):
    """The characters that reports draw with, each one cell wide but the ellipsis."""

    within: str = "━"
    beyond: str = "╌"
    aside: str = "─"
    gutter: str = "│"
    corner: str = "└"
    rule: str = "─"
    bar: str = "▇"
    ellipsis: str = "…"
    none: str = "–"
    some: str = "▂"
    nothing: str = "·"


UNICODE = Glyphs()
ASCII = Glyphs("^", "~", "-", "|", "`", "-", "#", "..", "-", "=", ".")
"""For encodings of one country: what they have of the others is two cells wide there."""


def glyphs(stream: TextIO) -> Glyphs:
    """What can be written to ``stream``."""
    encoding = (getattr(stream, "encoding", None) or "utf-8").lower().replace("_", "-")
    return UNICODE if encoding.startswith("utf") else ASCII


def colored(choice: str, stream: TextIO) -> bool:
    """Whether to use colours: ``choice``, else NO_COLOR, else FORCE_COLOR (0 is off), else a terminal has them."""
    if choice in {"always", "never"}:
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    force = os.environ.get("FORCE_COLOR")
    if force:
        return force.lower() not in {"0", "false"}
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def columns(stream: TextIO) -> int:
    """How wide a report is: COLUMNS, else the terminal's width, else 80; lines of more than 120 read badly."""
    named = os.environ.get("COLUMNS", "")
    if named.isdecimal() and int(named):
        wide = int(named)
    else:
        wide = shutil.get_terminal_size((USUAL, 24)).columns if stream.isatty() else USUAL
    return min(max(wide, NARROWEST), WIDEST)


def console(choice: str) -> Console:
    """A console that writes into memory as standard output would be written to; see ``write``."""
    import io

    from rich.console import Console

    color = colored(choice, sys.stdout)
    return Console(
        file=io.StringIO(),
        width=columns(sys.stdout),
        color_system="standard" if color else None,
        force_terminal=color,
        no_color=not color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )


def write(memory: Console) -> None:
    """Hand over to standard output what ``memory`` holds: a pipe that closes is then the caller's to deal with."""
    file = memory.file
    sys.stdout.write(file.getvalue())  # type: ignore[attr-defined]
    file.seek(0)
    file.truncate()
