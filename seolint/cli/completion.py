"""``seolint completion``: the script by which a shell completes commands, options and rules."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

VARIABLE = "_SEOLINT_COMPLETE"
_NO_SPACE = "[[ ${#COMPREPLY[@]} == 1 && $COMPREPLY == *[:/] ]] && compopt -o nospace 2>/dev/null"
"""For bash: the file comes right after ``sarif:``."""


@click.command("completion", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print the completion script of SHELL.

    \b
    bash:  echo 'eval "$(seolint completion bash)"' >> ~/.bashrc
    zsh:   echo 'eval "$(seolint completion zsh)"' >> ~/.zshrc
    fish:  seolint completion fish > ~/.config/fish/completions/seolint.fish
    """
    from click.shell_completion import get_completion_class

    from seolint.cli import cli

    kind = get_completion_class(shell)
    assert kind is not None
    source = kind(cli, {}, "seolint", VARIABLE).source()
    if shell == "fish":  # values such as images,links have commas of their own
        source = source.replace("string split \",\"", "string split --max 1 \",\"")
    if shell == "bash":
        source = source.replace("    return 0\n", f"    {_NO_SPACE}\n    return 0\n", 1)
    click.echo(source)
    return 0


def complete_rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Rules and groups for the last of the values between commas."""
    from click.shell_completion import CompletionItem

    from seolint.registry import installed

    before, comma, last = incomplete.rpartition(",")
    known = {entry.group: "group" for entry in installed().values()}
    known |= {"all": "every rule"} | {entry.id: entry.group for entry in installed().values()}
    given = set(before.split(","))
    return [
        CompletionItem(before + comma + name, help=known[name])
        for name in sorted(known)
        if name.startswith(last) and name not in given
    ]


def complete_rule(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """One rule, or one of the engine's own notices."""
    from click.shell_completion import CompletionItem

    from seolint.notices import NOTICES
    from seolint.registry import installed

    known = {**dict.fromkeys(NOTICES, "seolint"), **{entry.id: entry.group for entry in installed().values()}}
    return [CompletionItem(name, help=known[name]) for name in sorted(known) if name.startswith(incomplete)]


def complete_preset(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """One preset."""
    from click.shell_completion import CompletionItem

    from seolint.registry import presets

    return [CompletionItem(name) for name in presets() if name.startswith(incomplete)]


def complete_output(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """A format with its colon, and files and folders after it."""
    from click.shell_completion import CompletionItem

    from seolint.report.formats import FORMATS

    format_, colon, path = incomplete.partition(":")
    if not colon:
        return [CompletionItem(f"{name}:") for name in FORMATS if name.startswith(format_)]
    folder, slash, start = path.rpartition("/")
    try:
        with os.scandir(folder + slash or ".") as entries:
            found = sorted(entry.name + "/" * entry.is_dir() for entry in entries)
    except OSError:
        return []
    return [
        CompletionItem(f"{format_}:{folder}{slash}{name}")
        for name in found
        if name.startswith(start) and name.isprintable() and (start or not name.startswith("."))
    ]
