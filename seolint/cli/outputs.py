"""The files of ``--output``: what may be written there, and the writing."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable

import click

from seolint.cli.language import Refusal
from seolint.cli.printing import shown_of
from seolint.diagnostic import Text
from seolint.engine.files import ENDINGS
from seolint.engine.read import read_bytes
from seolint.outcome import Outcome, is_report
from seolint.report.formats import FORMATS, render

_SETTINGS = (".toml", ".yml", ".yaml", ".js", ".cjs", ".mjs", ".ts", ".cts", ".mts")
"""Endings of the configurations of seolint and of generators; no report has one."""

_NAMES = frozenset({"package.json", "hugo.json", "config.json", "tsconfig.json", ".seolint-baseline.json"})
_HEAD = 2_000


def outputs_of(values: tuple[str, ...]) -> list[tuple[str, str]]:
    """The formats and files of ``--output``."""
    found: list[tuple[str, str]] = []
    for value in values:
        format_, colon, file = value.partition(":")
        if format_ not in FORMATS or not colon or not file:
            known = ", ".join(FORMATS)
            raise Refusal(
                f"--output {value}: write FORMAT:FILE, such as json:report.json; formats are {known}",
                f"--output {value}：json:report.json のように 形式:ファイル と書いてください。形式は {known} です",
            )
        found.append((format_, file))
    return found


def refuse_losses(outputs: list[tuple[str, str]], used: Iterable[str], language: str) -> None:
    """Raise click.UsageError where a report would take the place of a post, a configuration or another report.

    ``used`` are files that the run reads: posts, settings, the baseline.
    """
    reads = {os.path.realpath(path) for path in used}
    taken: set[str] = set()
    for format_, file in outputs:
        real = os.path.realpath(file)
        why = _why_not(real, format_, reads, taken)
        if why is not None:
            raise click.UsageError(f"--output {format_}:{file}: {why.get(language)}")
        taken.add(real)


def _why_not(real: str, format_: str, reads: set[str], taken: set[str]) -> Text | None:
    if real in taken:
        return Text(
            "another --output names this file; give each report its own",
            "ほかの --output と同じファイルです。報告ごとに別のファイルにしてください",
        )
    name = os.path.basename(real).lower()
    if name in _NAMES or name.endswith(_SETTINGS):
        return Text(
            f"a report never takes the place of settings; name another file, such as report.{_ending(format_)}",
            f"設定ファイルには報告を書きません。report.{_ending(format_)} など、別の名前にしてください",
        )
    if (real in reads or name.endswith(ENDINGS)) and _holds_something(real):
        return Text(
            "this file is there, and seolint did not write it as a report; name another file, or delete this one",
            "このファイルはすでにあり、seolintが書いた報告ではありません。別の名前にするか、先に消してください",
        )
    return None


def _ending(format_: str) -> str:
    return {"markdown": "md", "html": "html", "junit": "xml", "checkstyle": "xml", "concise": "txt"}.get(format_, "json")


def _holds_something(path: str) -> bool:
    """Whether a file holds anything but a report that seolint wrote."""
    try:
        head = read_bytes(path, _HEAD)
    except OSError:
        return False
    return bool(head) and not is_report(head.decode("utf-8", "replace"))


def save(outputs: list[tuple[str, str]], outcome: Outcome, show: Container[str], language: str) -> None:
    """Write the reports of ``--output``; ``concise`` has the advice only with ``--show info``, as on the screen."""
    from seolint.engine.write import write_file

    for format_, file in outputs:
        try:
            told = shown_of(outcome, show) if format_ == "concise" else outcome
            write_file(file, (piece.encode() for piece in render(format_, told, language)))
        except OSError as error:
            why = error.strerror or str(error)
            raise click.UsageError(f"--output {format_}:{file}: it cannot be written: {why}") from None
