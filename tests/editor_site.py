"""The sample site as tests open it in real editors: two posts with one title, one of them with line ends of Windows."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent
POST = "_posts/2025-11-20-pan-kyoshitsu-instagram-shukyaku.md"
TWIN = "_posts/2026-01-20-pan-kyoshitsu-instagram-shukyaku-2.md"
TITLE, NEW_TITLE = "パン教室の集客はInstagramで決まる！", "教室に人を呼ぶ写真の撮りかた"
WRONG, RIGHT = "ＡＩ活用", "AI活用"
"""A tag that the site's other posts write differently; full-width, behind an emoji."""
PATIENCE = 60.0


class Range(Struct, frozen=True):
    """Lines and columns from 0; columns in UTF-16 units."""

    start: tuple[int, int]
    end: tuple[int, int]


def copy_site(folder: Path) -> Path:
    """The site in a folder of its own, which must not be there."""
    shutil.copytree(ROOT / "fixtures/sample-site", folder)
    post = folder / POST
    text = post.read_text(encoding="utf-8").replace(f"集客, {WRONG}]", f"集客, 😀写真, {WRONG}]")
    post.write_bytes(text.replace("\n", "\r\n").encode())
    return folder


def place(folder: Path, name: str, wanted: str) -> Range:
    """Where ``wanted`` stands first in a file."""
    text = (folder / name).read_bytes().decode()
    before = text[: text.index(wanted)]
    line, start = before.count("\n"), len(before[before.rfind("\n") + 1 :].encode("utf-16-le")) // 2
    return Range((line, start), (line, start + len(wanted.encode("utf-16-le")) // 2))


def code_of(page: str, heading: str, language: str) -> str:
    """The first block of code under a heading of a page in ``editors``."""
    text = (ROOT / "editors" / page).read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(heading)}\n.*?^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert found is not None, f"{page} has no {language} under {heading}"
    return found[1]


def until(ask: Callable[[], T], done: Callable[[T], bool]) -> T:
    """Ask again until the answer is ``done``."""
    end = time.monotonic() + PATIENCE
    while not done(answer := ask()):
        assert time.monotonic() < end, f"still {answer}"
        time.sleep(0.1)
    return answer


def path_with_seolint() -> str:
    """A search path on which ``seolint`` is the one under test."""
    return f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"


def descendants(pid: int) -> list[int]:
    """The processes below one, by what Linux tells."""
    children = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [*children, *(each for child in children for each in descendants(child))]


def is_alive(pid: int) -> bool:
    """Whether a process runs: one that is dead and not buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
