"""``check --executor``: the same run on the workers of Dask."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from seolint.cli.language import Refusal
from seolint.config.settings import Config
from seolint.engine.configuration import Configuration
from seolint.outcome import Outcome

if TYPE_CHECKING:
    from seolint.scale.run import Count

C = TypeVar("C", bound=Callable[..., Any])

_ALONE = {
    "fix": "", "diff": "", "unsafe_fixes": "", "show_fixes": "", "add_ignore": "", "watch": "", "changed": "", "changed_lines": "",
    "online": "", "profile": "", "no_cache": "--run-folder", "cache_dir": "--run-folder", "stdin_filename": "",
}  # fmt: skip
"""The options that do not go together with an executor, and what to give in their place."""

_TEXTLESS = frozenset({"json", "jsonl", "concise", "checkstyle", "junit", "markdown"})
"""Formats that show nothing of the posts themselves."""


def options(command: C) -> C:
    """The options about the executor, put on a command."""
    command = click.option(
        "--run-folder", metavar="FOLDER", help="With --executor: where all workers exchange what they found (a folder or URL)."
    )(command)
    return click.option(
        "--executor", metavar="dask[=ADDRESS]", help="Check on workers of Dask: some of its own, or those of a scheduler."
    )(command)


def refuse_mixture(paths: tuple[str, ...], options: dict[str, Any]) -> None:
    """Options that do not go together with --executor, or only with it."""
    named: str | None = options["executor"]
    if named is None:
        if options["run_folder"] is not None:
            raise Refusal("--run-folder is for --executor: give that too", "--run-folder は --executor と一緒に使います")
        for path in paths:
            if "://" in path and not os.path.exists(path):
                raise Refusal(f"{path} is a URL: read it with --executor dask", f"{path} は URL です。--executor dask で読めます")
        return
    kind, equals, address = named.partition("=")
    if kind != "dask" or (equals and not address):
        raise Refusal(
            f"--executor {named}: give dask, or dask=ADDRESS of a scheduler",
            f"--executor {named}：dask か、dask=スケジューラーの宛先 を指定してください",
        )
    for name, instead in _ALONE.items():
        if options[name]:
            option = "--" + name.replace("_", "-")
            raise Refusal(
                f"{option} does not go together with --executor" + (f": give {instead}" if instead else ""),
                f"{option} は --executor と一緒に使えません" + (f"。{instead} を使ってください" if instead else ""),
            )
    if address and options["jobs"]:
        raise Refusal(
            "--jobs says how many workers to start; those of an address are there already: leave it out",
            "--jobs は起動するワーカーの数です。宛先のワーカーはすでにあるので、外してください",
        )
    if "-" in paths:
        raise Refusal(
            "- (standard input) is one post: leave --executor out", "-（標準入力）は1記事です。--executor は外してください"
        )


def on_disk(paths: tuple[str, ...]) -> tuple[str, ...]:
    """The paths that are no URLs; the working directory where all are."""
    return tuple(path.removeprefix("file://") for path in paths if "://" not in path or path.startswith("file://")) or (".",)


def lint(
    paths: tuple[str, ...], configuration: Configuration, config: Config, options: dict[str, Any], language: str
) -> Outcome:
    """All findings of a run on Dask. What is wrong is a RefusedError."""
    from seolint.engine.pool import processors
    from seolint.scale import missing

    if missing():
        raise Refusal(
            "--executor dask needs the packages dask, distributed and fsspec: pip install 'seolint-ja[dask]'",
            "--executor dask にはパッケージ dask、distributed、fsspec が必要です：pip install 'seolint-ja[dask]'",
        )
    from seolint.scale.crew import Crew
    from seolint.scale.inputs import inputs
    from seolint.scale.progress import progress
    from seolint.scale.run import Run
    from seolint.scale.store import Store

    now = datetime.now(UTC)
    place: str = options["run_folder"] or _default(on_disk(paths))
    store = Store(place)
    found = inputs(paths, configuration, now, store)
    address = options["executor"].partition("=")[2]
    folder = os.getcwd() if any(not each.stamp for each in found) else ""
    crew = Crew(store, address, options["jobs"] or processors(), folder)
    try:
        with progress(language) as advance:
            run = Run(store, crew, found, config.max_size, now.timestamp(), advance)
            outcome = run.outcome(texts=options["format_"] not in _TEXTLESS or bool(options["output"]))
        _say(run.count, crew.workers, place, language)
    finally:
        crew.close()
    return outcome


def _default(paths: tuple[str, ...]) -> str:
    """The run folder in the cache of the project."""
    from seolint.engine.cache_home import RUN, is_ours, mark
    from seolint.engine.places import cache_of

    folder = cache_of(paths)
    try:
        if is_ours(folder):
            mark(folder)
            return os.path.join(folder, RUN)
    except OSError:
        pass
    raise Refusal(
        f"{folder} cannot be used: name a run folder with --run-folder",
        f"{folder} は使えません。--run-folder で実行フォルダーを指定してください",
    )


def _say(count: Count, workers: int, place: str, language: str) -> None:
    """The summary, on standard error."""
    en = (
        f"Dask: {_number(count.posts, 'post')} in {_number(count.batches, 'batch', 'batches')}; {_number(count.made, 'part')} "
        f"made on {_number(workers, 'worker')}, {count.known:,} {'was' if count.known == 1 else 'were'} in the run folder {place}"
    )
    ja = (
        f"Dask：{count.posts:,}記事、{count.batches:,}バッチ。{workers:,}ワーカーで{count.made:,}個を処理し、"
        f"{count.known:,}個は実行フォルダー {place} にありました"
    )
    if count.lost:
        en += f"; {_number(count.lost, 'document')} killed {'its' if count.lost == 1 else 'their'} workers"
        ja += f"。ワーカーを異常終了させた文書：{count.lost:,}"
    click.echo(ja if language == "ja" else en, err=True)


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"
