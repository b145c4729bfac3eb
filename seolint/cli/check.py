"""``seolint check``: lint posts and pages."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from seolint.cli import caching, executor, narrow, online
from seolint.cli.completion import complete_output
from seolint.cli.configuring import configuration_options, read_configuration
from seolint.cli.fixes import fix_options, mending_of, report
from seolint.cli.language import Refusal, choose_language, refusals
from seolint.cli.outputs import outputs_of, refuse_losses, save
from seolint.cli.printing import check_format, print_outcome
from seolint.config.settings import Config, severity_reached
from seolint.diagnostic import Text
from seolint.engine.configuration import Configuration
from seolint.engine.places import common_folder
from seolint.engine.plan import Plan
from seolint.outcome import Outcome, scores
from seolint.report.formats import FORMATS
from seolint.report.wording import visible

if TYPE_CHECKING:
    from seolint.engine.mend import Mending
    from seolint.engine.profile import Profile


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
@click.option("--profile", is_flag=True, help="Say where the time goes; reads every post, in one process.")
@executor.options
@caching.options
@online.options
@narrow.options
def command(paths: tuple[str, ...], **options: Any) -> int:
    """Check posts and pages: files, folders, or - for standard input (default: this folder)."""
    if options["watch"] and not options["executor"]:
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
    _refuse_mixture(options)
    executor.refuse_mixture(paths, options)
    far, paths = paths, executor.on_disk(paths) if options["executor"] else paths
    options["profiled"] = _profile() if options["profile"] else None
    with refusals(options["lang"]):
        check_format(options)
        configuration = read_configuration(options, {"fail-on": options["fail_on"], "min-score": options["min_score"]})
        config = configuration.at(common_folder(paths)).config
        language = choose_language(options["lang"] or config.lang)
        if outputs := outputs_of(options["output"]):
            used = (*paths, *options["configs"], narrow.default_file(paths, options, configuration), options["baseline"] or "")
            refuse_losses(outputs, filter(os.path.isfile, used), language)
        narrowing = narrow.narrowing(paths, options, configuration, config, language)
        options["mending"] = mending_of(paths, options, narrowing.only)
        if options["executor"]:
            outcome, plan = executor.lint(far, configuration, config, options, language), None
        else:
            outcome, plan = lint(paths, configuration, config, options, language)
        outcome = narrowing(outcome)
    if plan is not None and options["add_ignore"]:
        from seolint.cli.ignoring import add_ignores

        reason, advice = options["reason"] or "", "info" in options["show"]
        return add_ignores(outcome, plan, reason, config.max_size, language, advice=advice)
    low = _low(outcome, config)
    outcome = replace(outcome, seconds=time.perf_counter() - started, notes=(*outcome.notes, *low))
    if options["format_"] != "full":
        for note in low:
            click.echo(visible(note.get(language)), err=True)
    with refusals(options["lang"]):  # what a run on Dask found is read from its folder when it is told
        code = report(outcome, options, language, print_outcome)
        if options["profiled"] is not None:
            from seolint.cli.profile import print_profile

            sys.stdout.flush()
            print_profile(options["profiled"], language)
        if outputs:
            save(outputs, outcome, options["show"], language)
    return code if code is not None else int(_failed(outcome, config))


def _profile() -> Profile:
    from seolint.engine.profile import Profile

    return Profile()


def _refuse_mixture(options: dict[str, Any]) -> None:
    """Options that do not go together: --add-ignore writes, and reports nothing."""
    if options["reason"] is not None and not options["add_ignore"]:
        raise Refusal("--reason says why of --add-ignore: give that too", "--reason は --add-ignore と一緒に使います")
    for name in ("fix", "diff", "statistics", "output", "watch"):
        if options["add_ignore"] and options[name]:
            raise Refusal(
                f"--add-ignore writes suppressions and nothing else: leave --{name} out",
                f"--add-ignore は見送りを書き込むだけです。--{name} とは一緒に使えません",
            )
    if options["add_ignore"] and options["format_"] != "full":
        raise Refusal(
            "--add-ignore prints no report: leave --format out", "--add-ignore は報告を表示しません。--format は使えません"
        )


def _listed(file: str) -> list[str]:
    """The paths in a list of files."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise Refusal(f"--files-from {file}: {error.strerror}", f"--files-from {file}：読めません（{error.strerror}）") from None
    parts = data.split(b"\0") if b"\0" in data else data.splitlines()
    return [os.fsdecode(part) for part in parts if part]


def _failed(outcome: Outcome, config: Config) -> bool:
    """Whether a finding or a score makes the run fail."""
    if any(severity_reached(severity, config.fail_on) for spoken in outcome.tallies().values() for _, severity, _ in spoken):
        return True
    return bool(_low(outcome, config))


def _low(outcome: Outcome, config: Config) -> list[Text]:
    """Which posts score less than they must, in a sentence; nothing where none does."""
    if config.min_score is None:
        return []
    low = [(points, path) for path, points in scores(outcome).items() if points < config.min_score]
    if not low:
        return []
    worst = sorted(low)[:3]
    more = len(low) - len(worst)
    en, ja = ", ".join(f"{path} ({points})" for points, path in worst), "、".join(f"{path}（{points}点）" for points, path in worst)
    posts = "1 post scores" if len(low) == 1 else f"{len(low):,} posts score"
    return [Text(
        f"{posts} less than {config.min_score}: {en}{f' and {more:,} more' if more else ''}",
        f"{config.min_score}点より低い記事が{len(low):,}あります：{ja}{f' ほか{more:,}記事' if more else ''}",
    )]  # fmt: skip


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
        raise Refusal(
            "- (standard input) is checked alone, without other paths",
            "-（標準入力）は、ほかのパスと一緒には調べられません",
        )
    if options["stdin_filename"] and "-" not in paths:
        raise Refusal(
            "--stdin-filename names the post that - reads; there is no - here",
            "--stdin-filename は - で読む記事の名前です。- を書いてください",
        )
    if "-" in paths:
        if options.get("profile"):
            raise Refusal("--profile reads files; - is none", "--profile はファイルを読みます。- には使えません")
        if options["add_ignore"]:
            raise Refusal("--add-ignore writes into files; - is none", "--add-ignore はファイルに書き込みます。- には使えません")
        if options["online"]:
            raise Refusal("--online checks files; - is none", "--online はファイルを調べます。- には使えません")
        return _lint_stdin(configuration, config, options["stdin_filename"], now, options["mending"])
    found = find_files(paths, configuration.excludes)
    if found.missing:
        raise Refusal(
            f"there is no file or folder {', '.join(found.missing)}",
            f"{'、'.join(found.missing)} というファイルやフォルダーはありません",
        )
    visitor = online.visitor_of(options, now, language)
    project = Project(configuration, found.folders, now, online=visitor is not None)
    plan = project.plan(found.files)
    whole = bool(found.folders) and project.holds(found.folders, plan)
    with progress(len(found.files), language) as advance:
        outcome = lint_files(
            found.files, plan, whole=whole, judged=bool(found.folders), most=config.max_size,
            jobs=options["jobs"], progress=advance, then=options["mending"], visit=visitor,
            cache=None if options.get("profiled") else caching.folder_of(options, paths, found.files, found.folders),
            profile=options.get("profiled"),
        )  # fmt: skip
    for note in online.told(visitor) if visitor is not None else ():
        outcome = replace(outcome, notes=(*outcome.notes, note))
        if options["format_"] != "full":
            click.echo(note.get(language), err=True)
    return outcome, plan


def _lint_stdin(
    configuration: Configuration, config: Config, name: str | None, now: datetime, mending: Mending | None
) -> tuple[Outcome, Plan]:
    import msgspec

    from seolint.engine.conclusion import conclude
    from seolint.engine.files import find_files
    from seolint.engine.lint import Reader, decoded
    from seolint.engine.page import failed
    from seolint.engine.project import Project
    from seolint.engine.read import decode, printable
    from seolint.engine.results import Results
    from seolint.engine.surroundings import DiskSurroundings
    from seolint.outcome import Source

    path = printable((name or "stdin.md").replace(os.sep, "/"))
    path = find_files([path]).files[0] if os.path.isfile(path) else path
    data = sys.stdin.buffer.read(config.max_size + 1)
    text = decode(path, data, config.max_size)
    plan = Project(configuration, (), now).plan([path])
    reader = Reader(plan, config.max_size, whole=False, judged=False)
    around = DiskSurroundings(config.max_size)
    results = Results([decoded(reader.page(path, text)) if isinstance(text, str) else failed(path, text)])

    def concluded() -> Outcome:
        return conclude(results, plan, around, whole=False, judged=False)

    outcome, shown = None, text
    if mending is not None:
        outcome = mending.of_input(path, data + sys.stdin.buffer.read(), text)(reader, results, concluded)
        shown = mending.text_of(path)
    sources = {path: Source(path, results.lines(path), shown if isinstance(shown, str) else "")}
    return msgspec.structs.replace(outcome or concluded(), sources=sources), plan
