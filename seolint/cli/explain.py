"""``seolint explain``: one rule's page."""

from __future__ import annotations

import sys

import click

from seolint.cli.completion import complete_rule
from seolint.cli.language import choose_language
from seolint.rule_page import RulePage, find_page


@click.command("explain", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("rule", shell_complete=complete_rule)
@click.option("--lang", type=click.Choice(["ja", "en"]), help="Language of the page; else the locale's.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours on the page.")
def command(rule: str, lang: str | None, color: str) -> int:
    """Say why RULE is there, how to fix what it finds, its options, and an example."""
    language = choose_language(lang)
    page = find(rule, language)
    from seolint.report import terminal
    from seolint.report.page import Writer

    console = terminal.console(color)
    writer = Writer(language, min(console.width, 100), terminal.glyphs(sys.stdout))
    console.print(writer.page(page), soft_wrap=True)
    terminal.write(console)
    return 0


def find(rule: str, language: str) -> RulePage:
    """The page of a rule or of one of the engine's own notices."""
    from seolint.config.meant import meant
    from seolint.notices import NOTICES
    from seolint.registry import installed

    page = find_page(rule)
    if page is not None:
        return page
    if group := [entry.id for entry in installed().values() if entry.group == rule]:
        if language == "ja":
            raise click.UsageError(f"「{rule}」は規則のグループです。次の規則があります：{'、'.join(group)}")
        raise click.UsageError(f'"{rule}" is a group of rules: {", ".join(group)}')
    known = {*installed(), *NOTICES}
    hint = meant(rule, known)
    if language == "ja":
        raise click.UsageError(f"「{rule}」という規則はありません{hint.ja or '。規則の一覧は seolint rules で見られます'}")
    raise click.UsageError(f'there is no rule "{rule}"{hint.en or "; seolint rules lists them"}')
