"""``seolint clean``: remove what is kept of former runs."""

from __future__ import annotations

import os

import click

from seolint.cli.language import Refusal, choose_language
from seolint.engine.places import cache_of


@click.command("clean", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--cache-dir", metavar="FOLDER", type=click.Path(), help="Where results are kept.")
@click.option("--lang", type=click.Choice(["ja", "en"]), help="Language of messages; else the locale's.")
def command(paths: tuple[str, ...], cache_dir: str | None, lang: str | None) -> int:
    """Remove the results that are kept of the project around PATHS (default: this folder); the next run reads every post anew."""
    from seolint.engine.cache_home import is_ours, remove

    folder = cache_dir or cache_of(paths)
    if not os.path.lexists(folder):
        said = "{} はありません", "There is no {}"
    elif not is_ours(folder):
        raise Refusal(f"{folder} is no cache of seolint", f"{folder} は seolint のキャッシュではありません")
    elif left := remove(folder):
        raise Refusal(f"{left} cannot be removed", f"{left} を消せません")
    else:
        said = "{} のキャッシュを消しました", "Removed the cache {}"
    click.echo(said[choose_language(lang) != "ja"].format(folder))
    return 0
