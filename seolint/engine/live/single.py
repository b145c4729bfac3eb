"""One post by itself, as ``seolint check POST`` sees it: before its site is read, and where there is none."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from seolint.config.read import layer
from seolint.config.settings import COMMAND_LINE, Config
from seolint.diagnostic import Diagnostic
from seolint.engine.conclusion import conclude
from seolint.engine.configuration import Configuration, open_option
from seolint.engine.files import tidy
from seolint.engine.lint import Reader, decoded
from seolint.engine.page import PageResult, failed
from seolint.engine.plan import Plan
from seolint.engine.project import Project
from seolint.engine.read import decode, printable
from seolint.engine.results import Results
from seolint.engine.surroundings import DiskSurroundings
from seolint.outcome import is_report


class Settled:
    """What holds for one file: its plan and its settings. Raises ConfigError. The working directory must be the same ever after."""

    def __init__(self, path: str, folders: Sequence[str] = ()) -> None:
        """``path`` is absolute, or the name of what is no file; ``folders`` are as a run would name them."""
        self.path = name_of(path)
        configuration = Configuration(layer({}, COMMAND_LINE, opened=open_option))
        self.config: Config = configuration.of(self.path).config
        self.excludes = configuration.excludes
        self.plan: Plan = Project(configuration, folders, datetime.now(UTC)).plan([self.path])

    def read(self, text: str) -> PageResult | None:
        return read_open(self.path, text, self.plan, self.config.max_size)

    def say(self, page: PageResult) -> tuple[Diagnostic, ...]:
        """What is said of the page without its site."""
        around = DiskSurroundings(self.config.max_size)
        return tuple(conclude(Results([page]), self.plan, around, whole=False, judged=False).diagnostics)


def read_open(path: str, text: str, plan: Plan, most: int) -> PageResult | None:
    """The page that an open document is, as if it were saved; None for a report of ours, which is none."""
    data = text.encode("utf-8", "surrogatepass")
    checked = decode(path, data, most) if len(data) > most or "\0" in text or "\x1b" in text else text
    if not isinstance(checked, str):
        return failed(path, checked)
    return None if is_report(text) else decoded(Reader(plan, most).page(path, text))


@contextmanager
def working_in(folder: str) -> Generator[None]:
    """``folder`` as the working directory: paths are from there, as in a run that was started in it."""
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def name_of(path: str) -> str:
    """What a run in the working directory calls an absolute path."""
    return printable(tidy(path))
