"""``seolint explain``: one rule's page."""

from __future__ import annotations

import sys

import click

from seolint.cli.language import choose_language
from seolint.diagnostic import Severity, Text
from seolint.rule_page import RulePage, read_page


@click.command("explain", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("rule")
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
    from seolint.config import meant
    from seolint.engine.notices import SUMMARIES
    from seolint.registry import installed

    entry = installed().get(rule)
    if entry is not None:
        return read_page(entry.load())
    if rule in SUMMARIES:
        body, fix = _NOTICES.get(rule, (Text("", ""), Text("", "")))
        return RulePage(rule, "seolint", Severity.ERROR, SUMMARIES[rule], body, fix)
    known = {*installed(), *SUMMARIES}
    if language == "ja":
        from difflib import get_close_matches

        close = get_close_matches(rule, sorted(known), n=1, cutoff=0.6)
        more = f"もしかすると「{close[0]}」ですか。" if close else "規則の一覧は seolint rules で見られます。"
        raise click.UsageError(f"「{rule}」という規則はありません。{more}")
    raise click.UsageError(f'there is no rule "{rule}"{meant(rule, known) or "; seolint rules lists them"}')


_NOTICES = {
    "parse-failed": (
        Text(
            "The file could not be opened, is too large, or is not UTF-8. Nothing was checked in it; all other "
            "posts were.",
            "ファイルを開けないか、大きすぎるか、文字コードがUTF-8ではありません。"
            "このファイルは調べていませんが、ほかの記事はすべて調べています。",
        ),
        Text(
            "To fix it, save the file as UTF-8; if it is too large, raise max-size or exclude it in the configuration.",
            "直し方：ファイルをUTF-8で保存し直します。大きすぎるときは、設定の max-size を上げるか、exclude で外します。",
        ),
    ),
    "rule-failed": (
        Text(
            "A rule stopped in the middle of a post. What this rule would have said of the post is missing; all other "
            "rules went on. It is not the post's fault.",
            "規則が記事の途中で止まりました。その記事では、この規則の指摘だけが欠けています。ほかの規則は動いています。"
            "記事が悪いわけではありません。",
        ),
        Text(
            "To fix it, please report the rule's id and the post. Until then --ignore with the rule's id keeps it quiet.",
            "直し方：規則の名前と記事をお知らせください。それまでは --ignore にその規則を書くと、止めておけます。",
        ),
    ),
}
