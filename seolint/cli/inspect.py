"""``seolint inspect``: what seolint understood of a post."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from functools import partial

import click

from seolint.cli.language import Refusal, choose_language, refusals


@click.command("inspect", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("post", type=click.Path())
@click.option("--format", "format_", type=click.Choice(["full", "json"]), default="full", help="How it is printed.")
@click.option("--lang", type=click.Choice(["ja", "en"]), help="Language of the page; else the locale's.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours on the page.")
@click.option("--alone", is_flag=True, help="Leave the other posts of the site unread.")
@click.option("--stdin-filename", metavar="PATH", help="The name of the post that is read from standard input (-).")
def command(post: str, format_: str, lang: str | None, color: str, alone: bool, stdin_filename: str | None) -> int:
    """Show what seolint understood of POST: outline, images, links and their targets, structured data and
    the rich results it is marked up for, keywords along the text, its own terms, the posts like it."""
    from seolint.cli.progress import progress
    from seolint.config.read import layer
    from seolint.config.settings import COMMAND_LINE, Config
    from seolint.document import Document
    from seolint.document.tokens import MOST, TooManyError
    from seolint.engine.configuration import Configuration
    from seolint.engine.files import find_files
    from seolint.engine.neighbours import find_neighbours
    from seolint.engine.project import Project
    from seolint.engine.read import decode, read_text
    from seolint.engine.surroundings import DiskSurroundings
    from seolint.inspection import Inspection
    from seolint.notices import too_many
    from seolint.registry import find_rich_results

    language, most = choose_language(lang), Config().max_size
    if not post:
        raise Refusal("name a post", "記事のパスを書いてください")
    if post == "-":
        path = (stdin_filename or "stdin.md").replace(os.sep, "/")
        text = decode(path, sys.stdin.buffer.read(most + 1), most)
    else:
        if stdin_filename:
            raise Refusal(
                "--stdin-filename names the post that - reads; there is no - here",
                "--stdin-filename は - で読む記事の名前です。- を書いてください",
            )
        if os.path.isdir(post):
            raise Refusal(f"{post} is a folder: name one post in it", f"{post} はフォルダーです。その中の記事を1つ書いてください")
        found = find_files([post])
        if found.missing:
            raise Refusal(f"there is no file {post}", f"{post} というファイルはありません")
        path = found.files[0]
        text = read_text(path, most)
    if not isinstance(text, str):
        raise click.ClickException(f"{path}: {text.message.get(language)}")
    here = () if path.startswith(("..", "/")) else ("",)
    configuration = Configuration(layer({}, COMMAND_LINE))
    project = Project(configuration, here, datetime.now(UTC))
    with refusals(lang):
        site = project.site(path)
    document = Document(path, text, site)
    try:
        document.content  # noqa: B018
    except TooManyError:
        raise click.ClickException(f"{path}: {too_many(path, MOST).message.get(language)}") from None
    routes = DiskSurroundings(most).routes(site, {})
    with refusals(lang):
        shown = partial(progress, language=language)
        neighbours = None if alone else find_neighbours(document, routes, project.site, configuration.excludes, progress=shown)
    inspection = Inspection(document, routes, neighbours, tuple(find_rich_results(document)))
    if format_ == "json":
        from seolint.inspection_json import render

        sys.stdout.buffer.write(render(inspection))
        return 0
    from seolint.report import terminal
    from seolint.report.inspection import InspectionPage

    console = terminal.console(color)
    page = InspectionPage(inspection, language, console.width, terminal.glyphs(sys.stdout))
    for block in page.all():
        console.print(block, soft_wrap=True)
        terminal.write(console)
    return 0
