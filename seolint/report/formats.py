"""The formats for programs and files: one reporter, one file, imported when it is asked for.

Each has ``render(outcome, language, texts)``, which yields the report in pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import cast

from seolint.outcome import Outcome
from seolint.report.texts import Texts

FORMATS = (
    "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown", "html",
)  # fmt: skip

Render = Callable[[Outcome, str, Texts], Iterator[str]]


def render(format_: str, outcome: Outcome, language: str) -> Iterator[str]:
    """The report of ``outcome`` in one of ``FORMATS``."""
    reporter = cast(Render, import_module(f"seolint.report.{format_}").render)
    return reporter(outcome, language, Texts(outcome))
