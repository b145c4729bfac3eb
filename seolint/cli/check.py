"""``seolint check``: lint posts and pages."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from seolint.cli import narrow
from seolint.cli.language import choose_language
from seolint.config import FILES, Config, ConfigError, check_selector, choose, parse, severity_reached
from seolint.diagnostic import Severity
from seolint.outcome import Outcome
from seolint.report.formats import FORMATS, render
from seolint.rule import Rule


def _split(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


@click.command("check", cls=narrow.Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules or groups (comma separated).")
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these rules or groups (comma separated).")
@click.option("--format", "format_", type=click.Choice(("full", *FORMATS)), default="full", help="How findings are printed.")
@click.option("--output", multiple=True, metavar="FORMAT:FILE", help="Write a report to a file too; may be given again.")
@click.option("--show", type=click.Choice(["info"]), help="Show advice (info) too; JSON always lists it.")
@click.option("--fail-on", type=click.Choice(["error", "warning", "never"]), help="What makes the exit code 1.")
@click.option("--statistics", is_flag=True, help="Print the counts by rule instead of the findings.")
@click.option("--lang", type=click.Choice(["ja", "en"]), help="Language of messages; else the locale's.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours in the report.")
@click.option("--config", "config_file", type=click.Path(dir_okay=False), help="The configuration file to use.")
@click.option("--stdin-filename", metavar="PATH", help="The name of the post that is read from standard input (-).")
@click.option("--jobs", type=click.IntRange(0), default=0, help="Processes; 0 takes as many as help.")
@narrow.options
def command(paths: tuple[str, ...], **options: Any) -> int:
    """Check posts and pages: files, folders, or - for standard input (default: this folder)."""
    started = time.perf_counter()
    paths = paths or (".",)
    try:
        config, base = _configure(paths, options)
        rules = choose(config)
    except ConfigError as error:
        raise click.UsageError(str(error)) from None
    language = choose_language(options["lang"] or config.lang)
    outputs = _outputs(options["output"])
    narrowing = narrow.narrowing(paths, options, base, rules, config.max_size, language)
    outcome = narrowing(_lint(paths, config, base, rules, options, language))
    outcome = _with_seconds(outcome, time.perf_counter() - started)
    _print(outcome, options, language)
    _save(outputs, outcome, language)
    failed = any(severity_reached(d.severity, config.fail_on) for d in outcome.diagnostics)
    return 1 if failed else 0


def examine(paths: tuple[str, ...], options: dict[str, Any]) -> tuple[Config, str, list[Rule], Outcome]:
    """All findings of a run for another command: its configuration, the configuration's folder, its rules, what it found."""
    options = {"stdin_filename": None, "fail_on": None, **options}
    try:
        config, base = _configure(paths, options)
        rules = choose(config)
    except ConfigError as error:
        raise click.UsageError(str(error)) from None
    return config, base, rules, _lint(paths, config, base, rules, options, choose_language(options["lang"] or config.lang))


def _configure(paths: tuple[str, ...], options: dict[str, Any]) -> tuple[Config, str]:
    """The configuration file that holds for ``paths`` with the command line over it; and the file's folder."""
    import msgspec

    config, base = _read_config(paths, options["config_file"])
    select, ignore = _split(options["select"]), _split(options["ignore"])
    for name, values in (("--select", select), ("--ignore", ignore)):
        if options[name.strip("-")] and not values:
            raise ConfigError(f"{name}: name a rule or a group")
        for value in values:
            check_selector(value, name)
    config = msgspec.structs.replace(
        config,
        select=select or config.select,
        ignore=tuple(id_ for id_ in config.ignore if id_ not in select) + ignore,
        fail_on=options["fail_on"] or config.fail_on,
    )
    return config, base


def _read_config(paths: tuple[str, ...], named: str | None) -> tuple[Config, str]:
    """The named file, else the nearest one above what ``paths`` have in common; and its folder."""
    for file in [Path(named)] if named else _candidates(paths):
        try:
            text = file.read_text(encoding="utf-8")
        except FileNotFoundError:
            if named:
                raise ConfigError(f"--config {named}: there is no such file") from None
            continue
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{file}: cannot be read ({error})") from None
        name = os.path.relpath(file)
        found = parse(text, "pyproject.toml" if name == "pyproject.toml" else name)
        if found is not None:
            return found, str(file.parent)
    return Config(), "."


def _candidates(paths: tuple[str, ...]) -> Iterator[Path]:
    absolute = [Path(os.path.abspath(path)) for path in paths if path != "-"] or [Path.cwd()]
    folders = [path if path.is_dir() else path.parent for path in absolute]
    common = Path(os.path.commonpath(folders))
    for folder in (common, *common.parents):
        for name in FILES:
            yield folder / name


def _lint(
    paths: tuple[str, ...], config: Config, base: str, rules: list[Any], options: dict[str, Any], language: str
) -> Outcome:
    from seolint.engine.files import PatternError, find_files
    from seolint.engine.lint import lint_files
    from seolint.engine.sites import Sites

    now = datetime.now(UTC)
    if "-" in paths and len(paths) > 1:
        raise click.UsageError("- (standard input) is checked alone, without other paths")
    if options["stdin_filename"] and "-" not in paths:
        raise click.UsageError("--stdin-filename names the post that - reads; there is no - here")
    if "-" in paths:
        return _lint_stdin(config, rules, options["stdin_filename"], now)
    try:
        found = find_files(paths, config.exclude, base)
    except PatternError as error:
        raise click.UsageError(f'exclude: "{error}" is no pattern as .gitignore has them') from None
    if found.missing:
        raise click.UsageError(f"there is no file or folder {', '.join(found.missing)}")
    sites = Sites(found.folders, now)
    by_path = {path: sites.of(path) for path in found.files}
    whole = bool(found.folders) and all(
        any(_within(site.root, folder) for folder in found.folders) for site in by_path.values()
    )
    from seolint.cli.progress import progress

    with progress(len(found.files), language) as advance:
        return lint_files(
            found.files, rules, by_path, whole=whole, judged=bool(found.folders), most=config.max_size,
            jobs=options["jobs"], progress=advance,
        )  # fmt: skip


def _within(root: str, folder: str) -> bool:
    """Whether ``folder`` holds all of the site at ``root``."""
    return folder in {"", root} or root.startswith(folder + "/")


def _lint_stdin(config: Config, rules: list[Any], name: str | None, now: datetime) -> Outcome:
    import msgspec

    from seolint.engine.files import find_files
    from seolint.engine.lint import conclude
    from seolint.engine.page import failed, read_page
    from seolint.engine.read import decode, printable
    from seolint.engine.sites import Sites
    from seolint.outcome import Source

    path = printable((name or "stdin.md").replace(os.sep, "/"))
    path = find_files([path]).files[0] if os.path.isfile(path) else path
    text = decode(path, sys.stdin.buffer.read(config.max_size + 1), config.max_size)
    site = Sites((), now).of(path)
    result = read_page(path, text, site, rules) if isinstance(text, str) else failed(path, text)
    outcome = conclude([result], rules, {path: site}, whole=False, judged=False)
    sources = {path: Source(path, result.lines, text if isinstance(text, str) else "")}
    return msgspec.structs.replace(outcome, sources=sources)


def _with_seconds(outcome: Outcome, seconds: float) -> Outcome:
    import msgspec

    return msgspec.structs.replace(outcome, seconds=seconds)


def _print(outcome: Outcome, options: dict[str, Any], language: str) -> None:
    """The report on standard output, and on standard error which rules could not run."""
    import msgspec

    shown = outcome
    if options["show"] != "info":
        kept = tuple(d for d in outcome.diagnostics if d.severity is not Severity.INFO)
        shown = msgspec.structs.replace(outcome, diagnostics=kept)
    if options["format_"] != "full" and not options["statistics"]:
        for part in render(options["format_"], shown if options["format_"] == "concise" else outcome, language):
            _write(part, options["format_"])
        _say_left_out(outcome, language)
        return
    from seolint.report import full

    full.print_report(
        shown, outcome, language, color=options["color"], statistics_only=options["statistics"]
    )


def _write(part: str, format_: str) -> None:
    """To standard output: what people read in its encoding, what programs read in UTF-8."""
    if format_ == "concise":
        sys.stdout.write(part)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(part.encode())


def _outputs(values: tuple[str, ...]) -> list[tuple[str, str]]:
    """The formats and files of ``--output``."""
    found: list[tuple[str, str]] = []
    for value in values:
        format_, colon, file = value.partition(":")
        if format_ not in FORMATS or not colon or not file:
            known = ", ".join(FORMATS)
            known = ", ".join(FORMATS)
            raise click.UsageError(f"--output {value}: write FORMAT:FILE, such as json:report.json; formats are {known}")
        found.append((format_, file))
    return found


def _save(outputs: list[tuple[str, str]], outcome: Outcome, language: str) -> None:
    """Write the reports of ``--output``."""
    from seolint.engine.write import write_file

    for format_, file in outputs:
        try:
            write_file(file, "".join(render(format_, outcome, language)).encode())
        except OSError as error:
            raise click.UsageError(f"--output {format_}:{file}: it cannot be written: {error.strerror}") from None


def _say_left_out(outcome: Outcome, language: str) -> None:
    if not outcome.left_out:
        return
    rules = ", ".join(outcome.left_out)
    if language == "ja":
        click.echo(f"サイト全体を読んでいないため、次の規則は調べていません: {rules}", err=True)
    else:
        click.echo(f"These rules need the whole site and did not run: {rules}", err=True)
