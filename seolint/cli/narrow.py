"""The options of ``check`` about what is shown: the baseline, and only what changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Container
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click

from seolint.cli.language import Refusal, choose_language
from seolint.config.settings import Config
from seolint.engine.configuration import Configuration
from seolint.engine.places import baseline_of
from seolint.outcome import Outcome

if TYPE_CHECKING:
    from seolint.engine.changes import Changes
    from seolint.engine.mend import Only
    from seolint.engine.narrow import Read

_CHANGED = ("--changed", "--changed-lines")
_T = TypeVar("_T")


class Command(click.Command):
    """``--changed`` and ``--changed-lines`` take the next word for a revision only when it is no path."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        end = args.index("--") if "--" in args else len(args)
        joined: list[str] = []
        for word in args[:end]:
            if joined and joined[-1] in _CHANGED and _names_revision(word, joined[-1]):
                joined[-1] += f"={word}"
            else:
                joined.append(word)
        joined = [f"{word}=HEAD" if word in _CHANGED else word for word in joined]
        return super().parse_args(ctx, joined + args[end:])


def _names_revision(word: str, option: str) -> bool:
    if word.startswith("-"):
        return False
    if not os.path.lexists(word):
        return True
    from seolint.engine.changes import is_revision

    if asked(None, lambda: is_revision(word, word)):
        raise Refusal(
            f'{option} {word}: "{word}" is a revision and a path; write {option}={word} for the revision, or '
            f"./{word} for the path",
            f"{option} {word}：「{word}」はリビジョンでもパスでもあります。"
            f"リビジョンなら {option}={word}、パスなら ./{word} と書いてください",
        )
    return False


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to ``check``."""
    base = "without BASE since the last commit, else since BASE branched off"
    for option in (
        click.option("--changed-lines", metavar="[BASE]", help="Only findings on lines that changed."),
        click.option("--changed", metavar="[BASE]", help=f"Only findings in posts that changed: {base}."),
        click.option("--no-baseline", is_flag=True, help="Show the findings that the baseline knows too."),
        click.option("--baseline", metavar="FILE", help="The file of known findings; else .seolint-baseline.json."),
    ):
        command = option(command)
    return command


class Narrowing:
    """What leaves out of an outcome what is not to be shown; ``only`` tells the posts that may be mended, None for all."""

    def __init__(self, narrow: Callable[[Outcome], Outcome], only: Only | None = None) -> None:
        self._narrow, self.only = narrow, only

    def __call__(self, outcome: Outcome) -> Outcome:
        return self._narrow(outcome)


def narrowing(
    paths: tuple[str, ...], options: dict[str, Any], configuration: Configuration, config: Config, language: str
) -> Narrowing:
    """What the options ask for; UsageError when it cannot be."""
    changed = next((option for option in _CHANGED if options[option[2:].replace("-", "_")] is not None), "")
    file = _baseline_file(paths, options, configuration)
    if not changed and not file:
        return Narrowing(lambda outcome: outcome)
    from seolint.engine.baseline_file import load
    from seolint.engine.changes import Changes
    from seolint.engine.narrow import only_changed, without_known

    read, most = reading(paths, configuration, config), config.max_size
    entries = asked(language, lambda: load(file)) if file else []
    since = options[changed[2:].replace("-", "_")] if changed else ""
    lines = changed == "--changed-lines"
    if options["changed"] is not None and options["changed_lines"] is not None:
        raise Refusal(
            "--changed and --changed-lines: give one of the two",
            "--changed と --changed-lines は、どちらか一方を指定してください",
        )
    if changed and "-" in paths:
        raise Refusal(
            f"{changed} is about files; there is no telling what changed on standard input (-)",
            f"{changed} はファイルのものです。標準入力（-）では、何が変わったか分かりません",
        )
    if lines and (options["fix"] or options["diff"]):
        raise Refusal(
            "--fix and --diff mend whole posts: take --changed instead of --changed-lines",
            "--fix と --diff は記事全体を直します。--changed-lines ではなく --changed を使ってください",
        )
    changes = asked(language, lambda: Changes(since, paths, changed)) if changed else None

    def narrow(outcome: Outcome) -> Outcome:
        if entries:
            outcome = without_known(outcome, read, file, entries)
        if changes is not None:
            outcome = only_changed(outcome, changes, since, most, lines=lines)
        return outcome

    def shown(outcome: Outcome) -> Outcome:
        return asked(language, lambda: narrow(outcome))

    return Narrowing(shown, partial(_changed_posts, changes, language) if changes is not None else None)


def _changed_posts(changes: Changes, language: str, posts: tuple[str, ...]) -> Container[str]:
    return asked(language, lambda: changes.of(posts, lines=False))


def reading(paths: tuple[str, ...], configuration: Configuration, config: Config) -> Read:
    """What a run with these settings reads."""
    from seolint.engine.narrow import Read
    from seolint.engine.project import Project

    project = Project(configuration, (), datetime.now(UTC))
    return Read(paths, lambda path: {rule.id() for rule in project.rules(path)}, config.max_size)


def default_file(paths: tuple[str, ...], options: dict[str, Any], configuration: Configuration) -> str:
    """Where the baseline is unless it is named."""
    named = any("=" not in value or os.path.exists(value) for value in options["configs"])
    return baseline_of(paths, configuration, named=named)


def _baseline_file(paths: tuple[str, ...], options: dict[str, Any], configuration: Configuration) -> str:
    """The baseline to use; "" for none."""
    named: str | None = options["baseline"]
    if named is not None and options["no_baseline"]:
        raise Refusal(
            "--baseline and --no-baseline: give one of the two",
            "--baseline と --no-baseline は、どちらか一方を指定してください",
        )
    if named is not None and not os.path.isfile(named):
        raise Refusal(
            f"--baseline {named}: there is no such file; seolint baseline --output {named} writes it",
            f"--baseline {named}：そのファイルはありません。seolint baseline --output {named} で作れます",
        )
    file = named or default_file(paths, options, configuration)
    return file if named or (not options["no_baseline"] and os.path.isfile(file)) else ""


def asked(language: str | None, ask: Callable[[], _T]) -> _T:
    """What ``ask`` answers; what it refuses is a wrong use, said in the user's language."""
    from seolint.engine.refused import RefusedError

    try:
        return ask()
    except RefusedError as error:
        raise click.UsageError(error.text.get(language or choose_language(None))) from None
