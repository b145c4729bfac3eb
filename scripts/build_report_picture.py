"""Draws ``docs/report.svg`` and ``docs/inspect.svg`` for the README: ``seolint check`` on the sample site and what
``seolint inspect`` shows the author of one of its posts, as a terminal shows them.

rich squeezes Japanese into half its width in an SVG, so its text is set anew here: each run of narrow or of wide
characters gets its own place and length, and columns line up in whatever fonts the reader has.
"""

from __future__ import annotations

import html
import io
import os
import re
import subprocess
import sys
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from seolint.report.cells import measure

ROOT = Path(__file__).resolve().parent.parent
COLUMNS, NARROW, FIRST, ROWS = 100, 80, 40, 13
POST = "_posts/2026-01-20-pan-kyoshitsu-instagram-shukyaku-2.md"
CELL, SIZE, LINE = 11.0, 20, 24.4
FONTS = (
    "ui-monospace, SFMono-Regular, Menlo, 'DejaVu Sans Mono', Consolas, 'Noto Sans Mono CJK JP', 'Hiragino Sans', "
    "'Yu Gothic', 'MS Gothic', monospace"
)
NIGHT = TerminalTheme(
    (13, 17, 23),
    (230, 237, 243),
    [(72, 79, 88), (255, 123, 114), (63, 185, 80), (227, 179, 65), (121, 192, 255), (210, 168, 255), (86, 212, 221),
     (177, 186, 196)],
)  # fmt: skip


def main() -> int:
    """Draw the pictures."""
    _draw("report", "$ seolint check", _shortened(_said(["check"], COLUMNS)), COLUMNS)
    view = _said(["inspect", POST], NARROW).partition("\n\n")
    _draw("inspect", f"$ seolint inspect {POST}", _authors_part(view[2]), NARROW)
    return 0


def _draw(name: str, call: str, said: str, columns: int) -> None:
    console = Console(file=io.StringIO(), record=True, width=columns, force_terminal=True, color_system="standard")
    console.print(Text(call, "bold"), Text(""), sep="\n")
    console.print(Text.from_ansi(said), soft_wrap=True)
    svg = console.export_svg(title="", theme=NIGHT, font_aspect_ratio=CELL / SIZE, unique_id=name)
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code, monospace", FONTS).replace(
        "font-variant-east-asian: full-width;", "white-space: pre;"
    )
    svg = re.sub(rf'<text class="({name}-r\d+)" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>', _set, svg)
    file = ROOT / "docs" / f"{name}.svg"
    file.parent.mkdir(exist_ok=True)
    file.write_text(svg, encoding="utf-8", newline="\n")


def _said(arguments: list[str], columns: int) -> str:
    """What the command prints, in Japanese and in colours."""
    command = [sys.executable, "-c", "from seolint.cli import main; main()", *arguments, "--lang", "ja", "--color", "always"]
    env = {**os.environ, "COLUMNS": str(columns), "PYTHONIOENCODING": "utf-8"}
    site = ROOT / "fixtures" / "sample-site"
    done = subprocess.run(command, cwd=site, env=env, stdout=subprocess.PIPE, check=False)
    return done.stdout.decode("utf-8").rstrip("\n")


def _authors_part(view: str) -> str:
    """What stands from the keywords on; ⋮ for what comes before."""
    blocks = view.split("\n\n")
    first = next(number for number, block in enumerate(blocks) if "キーワード" in block.partition("\n")[0])
    return "\n\n".join(["\x1b[2m  ⋮\x1b[0m", *blocks[first:]])


def _shortened(report: str) -> str:
    """The first findings, the head of the table and the end; ⋮ where something is left out."""
    lines = report.split("\n")
    plain = [re.sub("\x1b\\[[0-9;]*m", "", line) for line in lines]
    start, end = (number for number, line in enumerate(plain) if line == "─" * COLUMNS)
    last = max((number for number in range(min(FIRST, start)) if not plain[number].strip()), default=start)
    more = "\x1b[2m  ⋮\x1b[0m"
    head = [*lines[:last], "", more, ""] if last + 1 < start else lines[:start]
    body = [*lines[start : start + 1 + ROWS], more] if start + 1 + ROWS < end else lines[start:end]
    return "\n".join(head + body + lines[end:])


def _set(found: re.Match[str]) -> str:
    """One text of rich's as runs of characters that are alike, each as long as its cells."""
    name, x, y, said = found[1], float(found[2]), float(found[3]), html.unescape(found[4]).replace("\xa0", " ")
    runs: list[str] = []
    units = [(char, size) for char, size in zip(said, measure(said), strict=True) if size]
    for kind, run in groupby(units, key=_kind):
        taken = list(run)
        text, size = "".join(char for char, _ in taken), CELL * sum(size for _, size in taken)
        if kind != " ":
            adjust = ' lengthAdjust="spacingAndGlyphs"' if kind != "wide" else ""
            runs.append(
                f'<text class="{name}" x="{x:g}" y="{y:g}" textLength="{size:g}"{adjust}>{html.escape(text)}</text>'
            )
        x += size
    return "".join(runs)


def _kind(unit: tuple[str, int]) -> str:
    char, size = unit
    return " " if char == " " else "wide" if size == 2 else "narrow" if char.isascii() else char


if __name__ == "__main__":
    sys.exit(main())
