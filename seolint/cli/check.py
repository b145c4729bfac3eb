"""``seolint check``: lint posts and pages."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seolint.cli import narrow
from seolint.cli.completion import complete_output
from seolint.cli.configuring import common_folder, configuration_options, read_configuration
from seolint.cli.fixes import fix_options, mending_of, report
from seolint.cli.language import choose_language, refusals
from seolint.cli.outputs import outputs_of, refuse_losses, save
from seolint.cli.printing import print_outcome
from seolint.config.settings import Config, severity_reached
from seolint.engine.configuration import Configuration
from seolint.engine.plan import Plan
from seolint.outcome import Outcome, scores
from seolint.report.formats import FORMATS

if TYPE_CHECKING:
    from seolint.engine.mend import Mending


@click.command("check", cls=narrow.Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, type=click.Path())
@configuration_options
@click.option("--format", "format_", type=click.Choice(("full", *FORMATS)), default="full", help="How findings are printed.")
@click.option(
    "--output", multiple=True, metavar="FORMAT:FILE", shell_complete=complete_output,
    help="Write a report to a file too; may be given again.",
)
@click.option("--show", multiple=True, type=click.Choice(["info", "score"]), help="Show advice too, or what scores are made of.")
@click.option("--fail-on", type=click.Choice(["error", "warning", "never"]), help="What makes the exit code 1.")
@click.option("--min-score", type=click.IntRange(0, 100), help="The exit code is 1 when a post scores less.")
@click.option("--statistics", is_flag=True, help="Print the counts by rule instead of the findings.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours in the report.")
@click.option("--stdin-filename", metavar="PATH", help="The name of the post that is read from standard input (-).")
@click.option("--files-from", metavar="FILE", help="Paths to check, one a line or with NUL between; - is standard input.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
@fix_options
@click.option("--add-ignore", is_flag=True, help="Write suppressions of what is shown into the posts.")
@click.option("--reason", metavar="TEXT", help="With --add-ignore: why.")
@click.option("--jobs", type=click.IntRange(0), default=0, help="Processes; 0 takes as many as help.")
@narrow.options
def command(paths: tuple[str, ...], **options: Any) -> int:
    """Check posts and pages: files, folders, or - for standard input (default: this folder)."""
    if options["watch"]:
        return _watch(paths, options)
    return _check(paths, options)


def _watch(paths: tuple[str, ...], options: dict[str, Any]) -> int:
    from seolint.cli.watch import watch

    written = [file for _, file in outputs_of(options["output"])]
    watch(paths or (".",), written, choose_language(options["lang"]), lambda: _check(paths, options))
    return 0


def _check(paths: tuple[str, ...], options: dict[str, Any]) -> int:
    started = time.perf_counter()
    paths = (*paths, *_listed(options["files_from"])) if options["files_from"] else paths or (".",)
    with refusals(options["lang"]):
        configuration = read_configuration(options, {"fail-on": options["fail_on"], "min-score": options["min_score"]})
        config = configuration.at(common_folder(paths)).config
        language = choose_language(options["lang"] or config.lang)
        if outputs := outputs_of(options["output"]):
            used = (*paths, *options["configs"], narrow.default_file(paths, options, configuration), options["baseline"] or "")
            refuse_losses(outputs, filter(os.path.isfile, used), language)
        narrowing = narrow.narrowing(paths, options, configuration, config, language)
        options["mending"] = mending_of(paths, options, narrowing.only)
        outcome, plan = lint(paths, configuration, config, options, language)
        outcome = narrowing(outcome)
    if options["add_ignore"]:
        from seolint.cli.ignoring import add_ignores

        reason, advice = options["reason"] or "", "info" in options["show"]
        return add_ignores(outcome, plan, reason, config.max_size, language, advice=advice)
    outcome = _with_seconds(outcome, time.perf_counter() - started)
    code = report(outcome, options, language, print_outcome)
    save(outputs, outcome, options["show"], language)
    return code if code is not None else int(_failed(outcome, config))


def _listed(file: str) -> list[str]:
    """The paths in a list of files."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise click.UsageError(f"--files-from {file}: {error.strerror}") from None
    parts = data.split(b"\0") if b"\0" in data else data.splitlines()
    return [os.fsdecode(part) for part in parts if part]


def _failed(outcome: Outcome, config: Config) -> bool:
    """Whether a finding or a score makes the run fail."""
    if any(severity_reached(found.severity, config.fail_on) for found in outcome.diagnostics):
        return True
    return config.min_score is not None and min(scores(outcome).values(), default=100) < config.min_score


def lint(
    paths: tuple[str, ...], configuration: Configuration, config: Config, options: dict[str, Any], language: str
) -> tuple[Outcome, Plan]:
    """All findings of a run, as the settings of each file have them, and what the run did."""
    from seolint.cli.progress import progress
    from seolint.engine.files import find_files
    from seolint.engine.lint import lint_files
    from seolint.engine.project import Project

    now = datetime.now(UTC)
    if "-" in paths and len(paths) > 1:
        raise click.UsageError("- (standard input) is checked alone, without other paths")
    if options["stdin_filename"] and "-" not in paths:
        raise click.UsageError("--stdin-filename names the post that - reads; there is no - here")
    if "-" in paths:
        if options["add_ignore"]:
            raise click.UsageError("--add-ignore writes into files; - is none")
        return _lint_stdin(configuration, config, options["stdin_filename"], now, options["mending"])
    found = find_files(paths, configuration.excludes)
    if found.missing:
        raise click.UsageError(f"there is no file or folder {', '.join(found.missing)}")
    plan = Project(configuration, found.folders, now).plan(found.files)
    whole = bool(found.folders) and all(
        any(_within(site.root, folder) for folder in found.folders) for site in plan.sites.values()
    )
    with progress(len(found.files), language) as advance:
        outcome = lint_files(
            found.files, plan, whole=whole, judged=bool(found.folders), most=config.max_size,
            jobs=options["jobs"], progress=advance, then=options["mending"],
        )  # fmt: skip
    return outcome, plan


def _within(root: str, folder: str) -> bool:
    """Whether ``folder`` holds all of the site at ``root``."""
    return folder in {"", root} or root.startswith(folder + "/")


def _lint_stdin(
    configuration: Configuration, config: Config, name: str | None, now: datetime, mending: Mending | None
) -> tuple[Outcome, Plan]:
    import msgspec

    from seolint.engine.files import find_files
    from seolint.engine.lint import Reader, conclude, decoded
    from seolint.engine.page import failed
    from seolint.engine.project import Project
    from seolint.engine.read import decode, printable
    from seolint.outcome import Source

    path = printable((name or "stdin.md").replace(os.sep, "/"))
    path = find_files([path]).files[0] if os.path.isfile(path) else path
    data = sys.stdin.buffer.read(config.max_size + 1)
    text = decode(path, data, config.max_size)
    plan = Project(configuration, (), now).plan([path])
    reader = Reader(plan, config.max_size)
    results = {path: decoded(reader.page(path, text)) if isinstance(text, str) else failed(path, text)}

    def concluded() -> Outcome:
        return conclude(results.values(), plan, whole=False, judged=False)

    outcome, shown = None, text
    if mending is not None:
        outcome = mending.of_input(path, data + sys.stdin.buffer.read(), text)(reader, results, concluded)
        shown = mending.text_of(path)
    sources = {path: Source(path, results[path].lines, shown if isinstance(shown, str) else "")}
    return msgspec.structs.replace(outcome or concluded(), sources=sources), plan


def _with_seconds(outcome: Outcome, seconds: float) -> Outcome:
    import msgspec

    return msgspec.structs.replace(outcome, seconds=seconds)
