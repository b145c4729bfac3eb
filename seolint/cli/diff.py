"""``--diff``: what fixes would change, as ``git apply`` and ``patch`` read it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from seolint.engine.read import on_disk, printable
from seolint.report.terminal import colored
from seolint.report.wording import visible

if TYPE_CHECKING:
    from seolint.engine.mend import Mending

_QUOTED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_COLORS = {"-": "31", "+": "32", "@": "36"}


def print_diff(mending: Mending, color: str) -> None:
    """Print the unified diff of every post, by path; to a terminal with its control characters made harmless."""
    paint, tame = colored(color, sys.stdout), sys.stdout.isatty()
    sys.stdout.flush()
    for path, post in sorted({real_name(path): post for path, post in mending.posts.items()}.items()):
        for line in unified(path, post.texts[0], post.texts[-1]):
            said = visible(line.rstrip("\n")) + "\n" if tame else line
            code = "1" if line.startswith(("--- a", "+++ b", '--- "', '+++ "')) else _COLORS.get(line[:1], "")
            said = f"\x1b[{code}m{said.rstrip(chr(10))}\x1b[0m\n" if paint and code else said
            if tame:
                sys.stdout.write(said)
            else:
                sys.stdout.buffer.write(said.encode())


def real_name(path: str) -> str:
    """``path`` without the links in it, which patches do not go through: from the working directory, as ``path`` is."""
    real = os.path.realpath(on_disk(path))
    if os.path.isabs(path) or real == os.path.abspath(on_disk(path)):
        return path
    return printable(os.path.relpath(real, os.path.realpath(".")).replace(os.sep, "/"))


def unified(path: str, before: str, after: str) -> Iterator[str]:
    """The lines of the diff; lines end at ``\\n`` alone, as git and patch have it."""
    from difflib import unified_diff

    names = (_name(f"a/{path}"), _name(f"b/{path}"))
    for line in unified_diff(_lines(before), _lines(after), *names):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _name(path: str) -> str:
    """A path as git writes it: in quotation marks where a character would end the line or the name."""
    if not any(char in _QUOTED or char < " " or char == "\x7f" for char in path):
        return f"{path}\t" if " " in path else path
    said = (_QUOTED.get(char) or (f"\\{ord(char):03o}" if char < " " or char == "\x7f" else char) for char in path)
    return f'"{"".join(said)}"'
