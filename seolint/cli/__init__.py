"""The command line: one command, one file, imported when it is called."""

from __future__ import annotations

import gc
import sys
from typing import NoReturn

import click

VERSION = "0.1.0"

_COMMANDS = {
    "check": "Check posts and pages before they are published.",
    "inspect": "Show what seolint understood of a post.",
    "rules": "List the rules.",
    "explain": "Say why a rule is there, and how to fix what it finds.",
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
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            from seolint.config import meant

            ctx.fail(f'there is no command "{args[0]}"{meant(args[0], _COMMANDS)}')
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


def main() -> NoReturn:
    """The console script."""
    gc.set_threshold(50_000, 20, 20)  # a run makes many values and hardly a cycle: a tenth of its time goes otherwise
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        click.echo(f"seolint: the output cannot be written: {error.strerror or error}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    sys.exit(code if isinstance(code, int) else 0)
