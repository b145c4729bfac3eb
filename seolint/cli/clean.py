"""``seolint clean``: remove what is kept of former runs."""

from __future__ import annotations

import os

import click

from seolint.cli.caching import default_folder
from seolint.cli.language import choose_language


@click.command("clean", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--cache-dir", metavar="FOLDER", type=click.Path(file_okay=False), help="Where results are kept.")
@click.option("--lang", type=click.Choice(["ja", "en"]), help="Language of messages; else the locale's.")
def command(cache_dir: str | None, lang: str | None) -> int:
    """Remove the results that are kept of this project; the next run reads every post anew."""
    from seolint.engine.cache import remove

    folder, ja = cache_dir or default_folder(), choose_language(lang) == "ja"
    there = os.path.isdir(folder)
    left = remove(folder)
    if left:
        click.echo(f"{left} を消せません" if ja else f"{left} cannot be removed", err=True)
        return 2
    if not there:
        click.echo(f"{folder} はありません" if ja else f"There is no {folder}")
    else:
        click.echo(f"{folder} を消しました" if ja else f"Removed {folder}")
    return 0
