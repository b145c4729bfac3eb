"""``seolint baseline``: write down what is known."""

from __future__ import annotations

import os
from typing import Any

import click

from seolint.cli.check import lint
from seolint.cli.configuring import configuration_options, read_configuration
from seolint.cli.language import Refusal, choose_language, refusals
from seolint.cli.narrow import asked, default_file, reading
from seolint.cli.printing import say_left_out
from seolint.engine.places import common_folder

_PLAIN = {"stdin_filename": None, "mending": None, "add_ignore": False}
"""What a baseline has not of the options of ``check``."""


@click.command("baseline", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--prune", is_flag=True, help="Only take out what is mended; nothing becomes known.")
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="The file; else .seolint-baseline.json.")
@configuration_options
@click.option("--jobs", type=click.IntRange(0), default=0, help="Processes; 0 takes as many as help.")
def command(paths: tuple[str, ...], **options: Any) -> int:
    """Write the findings of PATHS (default: this folder) to .seolint-baseline.json; check shows only others from then on.

    The file lies beside the configuration file, else in this folder. Findings of posts outside of PATHS stay in it.
    """
    from seolint.engine.baseline import mended, pruned, renewed
    from seolint.engine.baseline_file import dump, load
    from seolint.engine.narrow import compare

    paths = paths or (".",)
    if "-" in paths:
        raise Refusal(
            "a baseline is about files; standard input (-) is none",
            "基準はファイルのものです。標準入力（-）には作れません",
        )
    with refusals(options["lang"]):
        configuration = read_configuration(options)
        config = configuration.at(common_folder(paths)).config
        language = choose_language(options["lang"] or config.lang)
        file: str = options["output"] or default_file(paths, options, configuration)
        outcome, _ = lint(paths, configuration, config, {**_PLAIN, **options}, language)
    there = os.path.lexists(file)
    if options["prune"] and not there:
        raise Refusal(
            f"there is no {file} to prune; seolint baseline writes it",
            f"{file} がありません。seolint baseline で作れます",
        )
    old = asked(language, lambda: load(file)) if there else []
    marks, found, reach = compare(outcome, reading(paths, configuration, config), os.path.dirname(os.path.abspath(file)), old)
    if options["prune"]:
        new, gone = pruned(old, found, reach.judges), mended(old, found, reach.judges)
        left = sum(entry.count for entry in new)
        remain = f"{left:,} known finding{' remains' if left == 1 else 's remain'}"
        en = f"{file}: removed {_findings(gone)} that {'is' if gone == 1 else 'are'} mended; {remain}."
        ja = f"{file}：直った指摘{gone:,}件を一覧から消しました。既知の指摘は、残り{left:,}件です。"
    else:
        chosen = any(options[name] for name in ("select", "ignore", "preset", "isolated", "configs"))
        new = renewed(marks, old, found, lambda entry: reach.replaces(entry, chosen=chosen))
        total = sum(entry.count for entry in new)
        posts = len({entry.path for entry in new})
        en = f"{file}: {_findings(total)} in {posts:,} post{'' if posts == 1 else 's'} known from now on."
        ja = f"{file}：{posts:,}記事の指摘{total:,}件を、既知として記録しました。"
    _write(file, dump(new))
    click.echo(ja if language == "ja" else en)
    say_left_out(outcome, language)
    return 0


def _findings(count: int) -> str:
    return f"{count:,} finding{'' if count == 1 else 's'}"


def _write(file: str, data: bytes) -> None:
    from seolint.engine.write import write_file

    try:
        with open(file, "rb") as opened:
            if opened.read() == data:
                return
    except OSError:
        pass
    try:
        write_file(file, data)
    except OSError as error:
        raise Refusal(f"{file} cannot be written: {error.strerror}", f"{file} に書き込めません（{error.strerror}）") from None
