"""A progress bar on standard error, for runs that take a while and only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

_MANY = 100


@contextmanager
def progress(total: int, language: str) -> Generator[Callable[[int], None]]:
    """Yields a function to call with the number of files done."""
    if total < _MANY or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    said = "調べています" if language == "ja" else "Checking"
    columns = (TextColumn(said), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(said, total=total)
        yield lambda done: bar.update(task, completed=done)
