"""``seolint rules``: every rule in a line."""

from __future__ import annotations

import sys

import click

from seolint.cli.language import choose_language


@click.command("rules", context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--format", "format_", type=click.Choice(["table", "json"]), default="table", help="How rules are listed."
)
@click.option("--lang", type=click.Choice(["ja", "en"]), help="Language of the summaries; else the locale's.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours in the table.")
def command(format_: str, lang: str | None, color: str) -> int:
    """List the rules: id, severity, group, and what each asks for."""
    from seolint.registry import installed
    from seolint.rule_page import read_page

    pages = [read_page(entry.load()) for entry in installed().values()]
    language = choose_language(lang)
    if format_ == "json":
        import msgspec

        listed = [
            {
                "id": page.id,
                "group": page.group,
                "severity": page.severity.value,
                "opt_in": page.opt_in,
                "fixable": page.fixable,
                "summary": page.summary.get(language),
            }
            for page in pages
        ]
        sys.stdout.buffer.write(msgspec.json.encode({"rules": listed}) + b"\n")
        return 0
    from rich.text import Text

    from seolint.report import terminal
    from seolint.report.cells import cells, pad, wrap
    from seolint.report.wording import COLORS, SEVERITY, visible

    console = terminal.console(color)
    words = {page.severity: SEVERITY[page.severity].get(language) for page in pages}
    first = max(map(cells, words.values()), default=0)
    second = max((cells(page.id) for page in pages), default=0)
    lead = second + 2 + first + 2
    block = Text()
    groups = dict.fromkeys(page.group for page in sorted(pages, key=lambda page: page.group))
    for group in groups:
        block.append(f"{group}\n", "bold")
        for page in (page for page in pages if page.group == group):
            opt_in = "" if not page.opt_in else "（選んだときだけ）" if language == "ja" else " (only when selected)"
            lines = wrap(visible(page.summary.get(language) + opt_in), max(console.width - lead - 2, 24))
            block.append("  " + pad(page.id, second) + "  ")
            block.append(pad(words[page.severity], first), COLORS[page.severity])
            block.append("  " + f"\n{' ' * (lead + 2)}".join(lines) + "\n")
        block.append("\n")
    count = len(pages)
    block.append(
        f"規則は{count}個あります。理由と直し方を読むには seolint explain 規則"
        if language == "ja"
        else f"{count} rules. Why, and how to fix what one finds: seolint explain RULE"
    )
    console.print(block, soft_wrap=True)
    terminal.write(console)
    return 0
