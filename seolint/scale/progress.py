"""A progress bar on standard error for a run of several stages, only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager

from seolint.scale.run import Advance

_STAGES = {
    "read": ("Reading posts", "記事を読んでいます"), "file": ("Filing", "仕分けています"), "judge": ("Judging", "判定しています"),
    "say": ("Putting together", "まとめています"),
}  # fmt: skip


@contextmanager
def progress(language: str) -> Generator[Advance]:
    """Yields what is to be told of each step."""
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks = {
            stage: bar.add_task(said[language == "ja"], total=None, visible=False) for stage, said in _STAGES.items()
        }

        def advance(stage: str, done: int, total: int) -> None:
            bar.update(tasks[stage], completed=done, total=total, visible=True)

        yield advance
