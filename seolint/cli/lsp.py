"""``seolint lsp``: the language server, for editors."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec

import click


@click.command("lsp", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--stdio", is_flag=True, help="Talk on standard input and output; there is no other way yet.")
def command(stdio: bool) -> int:
    """Serve an editor by the Language Server Protocol, on standard input and output."""
    if find_spec("pygls") is None:
        from seolint.cli.language import Refusal

        raise Refusal(
            "seolint lsp needs the package pygls: pip install 'seolint-ja[lsp]'",
            "seolint lsp にはパッケージ pygls が必要です：pip install 'seolint-ja[lsp]'",
        )
    from seolint.lsp.spawn import start_worker

    worker = start_worker()  # it begins to import its own things now
    from seolint.kept_patterns import recall_patterns

    patterns = recall_patterns()
    from seolint.cli.language import choose_language
    from seolint.lsp.backend import Backend
    from seolint.lsp.serve import serve
    from seolint.lsp.staff import Staff

    stdin, stdout = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else prints does not reach the editor
    sys.stdout = sys.stderr
    code = serve(stdin, stdout, Staff(Backend(worker)), choose_language)
    if patterns is not None:
        patterns.write()
    return code
