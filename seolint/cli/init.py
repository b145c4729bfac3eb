"""``seolint init``: a configuration for the site that is there."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import click

from seolint.cli.completion import complete_preset
from seolint.cli.language import Refusal, choose_language, refusals
from seolint.diagnostic import Text
from seolint.engine.survey import Survey
from seolint.rule_page import toml
from seolint.site import Site

FILE = "seolint.toml"


@click.command("init", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("folder", default=".", type=click.Path())
@click.option("--lang", type=click.Choice(["ja", "en"]), help="Language of the file and of messages; else that of the posts.")
@click.option("--preset", metavar="NAME", shell_complete=complete_preset, help="Settings to start from (recommended).")
@click.option("--print", "print_", is_flag=True, help="Print the file and write nothing.")
@click.option("--force", is_flag=True, help="Write over a configuration that is there.")
def command(folder: str, lang: str | None, preset: str | None, print_: bool, force: bool) -> int:
    """Look at the site in FOLDER (default: this folder) and write a commented seolint.toml for it."""
    from datetime import UTC, datetime

    from seolint.config.read import layer, parse
    from seolint.engine.configuration import Configuration
    from seolint.engine.files import find_files
    from seolint.engine.project import Project
    from seolint.engine.survey import survey
    from seolint.engine.write import write_file

    if not os.path.isdir(folder):
        raise Refusal(f"there is no folder {folder}", f"{folder} というフォルダーはありません")
    folder = os.path.normpath(folder)
    file = os.path.normpath(os.path.join(folder, FILE))
    with refusals(lang):
        configuration = Configuration(layer({"preset": preset} if preset else {}, "command line"), isolated=True)
        found = find_files([folder], configuration.excludes)
        project = Project(configuration, found.folders, datetime.now(UTC))
        seen = survey(found.files, [project.site(path) for path in found.files])
        language = choose_language(lang, posts=seen.language)
        text = written(seen, language, preset or "recommended", found.folders[0])
        parse(text, FILE)
    if print_:
        click.echo(text, nl=False)
        return 0
    if (os.path.lexists(file) or _is_configured(folder)) and not force:
        there = Text(
            f"{folder} is configured already; --force writes {FILE} all the same, and over one that is there",
            f"{folder} にはすでに設定があります。それでも {FILE} を書く（上書きする）には --force",
        )
        raise click.UsageError(there.get(language))
    try:
        write_file(file, text.encode())
    except OSError as error:
        raise Refusal(f"{file} cannot be written: {error.strerror}", f"{file} に書き込めません（{error.strerror}）") from None
    sys.stdout.write(_said(seen, file, language))
    return 0


def _is_configured(folder: str) -> bool:
    """Whether a ``pyproject.toml`` in ``folder`` has settings, which a ``seolint.toml`` beside it would switch off."""
    from seolint.config.read import parse

    file = Path(folder, "pyproject.toml")
    return file.is_file() and parse(file.read_text(encoding="utf-8", errors="replace"), "pyproject.toml") is not None


def written(seen: Survey, language: str, preset: str, top: str) -> str:
    """The text of the configuration; what only might be wanted stands in comments."""
    site = seen.sites[0][0] if seen.sites else Site()
    address = site.url + site.baseurl if len(seen.sites) == 1 else ""
    told = "（サイトの設定のとおり）" if language == "ja" else " (as the site's own configuration says)"
    own = [key for key in seen.keyword_keys if key not in site.keyword_keys]
    fields = own if own and len(own) == len(seen.keyword_keys) else []
    values = {
        "preset": toml(preset),
        "fail-on": toml("warning" if preset == "strict" else "error"),
        "exclude": toml([_inside(folder, top) for folder in seen.drafts] or ["drafts/"]),
        "sites": _sites(seen, language, top),
        "told": told if address else "",
        "base-url": toml(address or "https://example.com"),
        "title-suffix": toml(site.suffix or " | Example"),
        "fields": f"fields = {toml(fields)}" if fields else f"# fields = {toml(site.keyword_keys)}",
    }
    template = Path(__file__).with_name("templates") / f"seolint.{language}.toml"
    return re.sub("⟨([a-z-]+)⟩", lambda hole: values[hole[1]], template.read_text(encoding="utf-8"))


def _sites(seen: Survey, language: str, top: str) -> str:
    named = [(site.generator, _inside(site.root, top) or ".", count) for site, count in seen.sites[:8]]
    if language == "ja":
        return "、".join(f"{generator}（{root}、{count:,}記事）" for generator, root, count in named) or "なし"
    return ", ".join(f"{generator} ({root}, {count:,} posts)" for generator, root, count in named) or "none"


def _inside(root: str, top: str) -> str:
    return root[len(top) :].lstrip("/") if top and (root == top or root.startswith(top + "/")) else root


def _said(seen: Survey, file: str, language: str) -> str:
    folder = os.path.dirname(file)
    check = "seolint check" + (f" {folder}" if folder not in {"", "."} else "")
    if language == "ja":
        return (
            f"{file} を書きました（{seen.posts:,}記事のサイト）。\n次は {check}\n"
            "いまある指摘を記録して、次から新しい指摘だけを見るには seolint baseline\n"
        )
    return (
        f"Wrote {file} for a site of {seen.posts:,} posts.\nNext: {check}\n"
        "To record the findings that are there and see only new ones from then on: seolint baseline\n"
    )
