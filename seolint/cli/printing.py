"""What ``check`` prints."""

from __future__ import annotations

import sys
from collections.abc import Container, Iterable
from typing import Any

import click

from seolint.diagnostic import Severity, Text
from seolint.engine.refused import RefusedError
from seolint.outcome import Outcome
from seolint.report.formats import render


def print_outcome(outcome: Outcome, options: dict[str, Any], language: str) -> None:
    """The report on standard output, and on standard error which rules could not run."""
    format_ = options["format_"]
    shown = shown_of(outcome, options["show"]) if format_ in {"full", "concise"} else outcome
    if format_ != "full":
        _write(render(format_, shown, language), format_)
        say_left_out(outcome, language)
        return
    from seolint.report import full

    full.print_report(
        shown, outcome, language, color=options["color"], statistics_only=options["statistics"],
        explained="score" in options["show"],
    )  # fmt: skip


def shown_of(outcome: Outcome, show: Container[str]) -> Outcome:
    """What people are shown of ``outcome``: the advice only when they ask for it."""
    import msgspec

    if "info" in show:
        return outcome
    kept = tuple(found for found in outcome.diagnostics if found.severity is not Severity.INFO)
    return msgspec.structs.replace(outcome, diagnostics=kept)


def _write(parts: Iterable[str], format_: str) -> None:
    """To standard output: what people read in its encoding, what programs read in UTF-8."""
    if format_ == "concise":
        sys.stdout.writelines(parts)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(map(str.encode, parts))


def check_format(options: dict[str, Any]) -> None:
    """Refuse a format for what has only one: a diff, and counts by rule."""
    if options["format_"] == "full":
        return
    if options["diff"]:
        raise RefusedError(Text(
            "--diff prints a diff, which is no report: leave --format out, or write the report with --output",
            "--diff が出すのは差分で、報告ではありません。--format を外すか、報告は --output でファイルに書いてください",
        ))  # fmt: skip
    if options["statistics"]:
        raise RefusedError(Text(
            f"--statistics is for people alone: leave --format {options['format_']} or --statistics out",
            f"--statistics は画面で読むための表です。--format {options['format_']} と --statistics は一緒に使えません",
        ))  # fmt: skip


def say_left_out(outcome: Outcome, language: str) -> None:
    if not outcome.left_out:
        return
    rules = ", ".join(outcome.left_out)
    if language == "ja":
        click.echo(f"サイト全体を読んでいないため、次の規則は調べていません: {rules}", err=True)
    else:
        click.echo(f"These rules need the whole site and did not run: {rules}", err=True)
