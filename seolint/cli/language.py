"""The language of messages."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager

import click

from seolint.config.settings import COMMAND_LINE, ConfigError
from seolint.engine.refused import RefusedError


def choose_language(named: str | None, posts: str = "") -> str:
    """``ja`` or ``en``: as named, else as the posts are written, else as the environment's locale says."""
    if named in {"ja", "en"}:
        return named
    if posts in {"ja", "en"}:
        return posts
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"


class Refusal(click.UsageError):
    """What is wrong with a call, in the language of the call."""

    def __init__(self, en: str, ja: str, context: click.Context | None = None) -> None:
        context = context or click.get_current_context(silent=True)
        named = context.params.get("lang") if context is not None else None
        super().__init__(ja if choose_language(named) == "ja" else en, context)


@contextmanager
def refusals(named: str | None) -> Generator[None]:
    """What is wrong with the settings, or asked for in vain, becomes what the command says, in the language of the call."""
    try:
        yield
    except (ConfigError, RefusedError) as error:
        said = error.text.get(choose_language(named))
        raise click.UsageError(said.replace(f"{COMMAND_LINE}: ", "コマンドライン：") if said == error.text.ja else said) from None
