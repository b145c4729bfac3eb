"""Code actions."""

from __future__ import annotations

from seolint.lsp.server import Server


def register(server: Server) -> None:
    """Nothing yet."""
