"""The command line: one command, one file, imported when it is called."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, NoReturn, TextIO

import click

from seolint.version import VERSION

if TYPE_CHECKING:
    from seolint.kept_patterns import KeptPatterns

_COMMANDS = {
    "check": "Check posts and pages before they are published.",
    "baseline": "Write down the findings that are there, so that only new ones are shown.",
    "inspect": "Show what seolint understood of a post.",
    "rules": "List the rules.",
    "init": "Look at the site and write a seolint.toml for it.",
    "config": "Show which settings hold, and where they come from.",
    "schema": "Print the JSON Schema of seolint.toml.",
    "explain": "Say why a rule is there, and how to fix what it finds.",
    "lsp": "Serve an editor by the Language Server Protocol.",
    "clean": "Remove what is kept of former runs.",
    "completion": "Print the completion script of a shell.",
}


class Commands(click.Group):
    """Commands by name, each in a module of its own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"seolint.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            from seolint.cli.language import Refusal
            from seolint.config.meant import meant

            hint = meant(args[0], _COMMANDS)
            raise Refusal(
                f'there is no command "{args[0]}"{hint.en}', f"「{args[0]}」というコマンドはありません{hint.ja}", context=ctx
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="seolint", message="%(prog)s %(version)s")
def cli() -> None:
    """The linter that content teams run before they publish, Japanese first.

    公開前に、記事のタイトル・説明文・見出し・キーワード・画像・リンク・構造化データを調べます。
    """


def main(patterns: KeptPatterns | None = None) -> NoReturn:
    """The console script, with the ``patterns`` that it may keep."""
    code = run()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as error:
        code = _cannot_write(error)
    if patterns is not None:
        patterns.write()
    os._exit(code)  # nothing is left to do, and freeing every value takes a tenth of a short run


def run() -> int:
    """Run the command of ``sys.argv``; its exit code."""
    gc.enable()
    gc.set_threshold(500_000, 20, 20)  # a run makes many values and hardly a cycle: a tenth of its time goes otherwise
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    try:
        code = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except (click.exceptions.Abort, KeyboardInterrupt):
        return 130
    except OSError as error:
        return _cannot_write(error)
    except click.ClickException as error:
        _show(error)
        return 2
    return code if isinstance(code, int) else 0


def _show(error: click.ClickException) -> None:
    """What is wrong with the call, with the frame around it in the language of the call."""
    from seolint.cli.language import choose_language

    context = error.ctx if isinstance(error, click.UsageError) else None
    if choose_language(context.params.get("lang") if context is not None else None) != "ja":
        error.show()
        return
    if context is not None:
        usage = context.get_usage().removeprefix("Usage: ")
        click.echo(f"使い方: {usage}\n詳しくは {context.command_path} --help\n", err=True)
    click.echo(f"エラー: {error.format_message()}", err=True)


def _nowhere() -> TextIO:
    """What is written to where the caller has closed a stream."""
    return open(os.devnull, "w", encoding="utf-8")


def _cannot_write(error: OSError) -> int:
    """The exit code when the output cannot be written; whoever closed a pipe has seen enough."""
    if isinstance(error, BrokenPipeError):
        return 0
    click.echo(f"seolint: the output cannot be written: {error.strerror or error}", err=True)
    return 2
