"""``--online``: the options that let a run ask whether URLs answer, and what is said about it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from seolint.cli.language import Refusal
from seolint.diagnostic import Text

if TYPE_CHECKING:
    from seolint.engine.online.visitor import Visitor

C = TypeVar("C", bound=Callable[..., Any])

OFFLINE = Text(
    "Nothing on the network answered, so external links were not judged: is this machine online?",
    "ネットワークから一つも応答がなかったため、外部リンクは調べていません。接続を確かめてください",
)


def told(visitor: Visitor) -> list[Text]:
    """What is to be said of a round of questions."""
    notes = [OFFLINE] if visitor.offline else []
    if visitor.left and not visitor.offline:
        notes.append(
            Text(
                f"{visitor.left:,} external links were not asked for: their hosts answered no more, or wanted a pause",
                f"外部リンク{visitor.left:,}件は尋ねていません（ホストが応答しなくなったか、間を置くよう求めたため）",
            )
        )
    return notes


def options(command: C) -> C:
    """The options that ``visitor_of`` reads."""
    for option in (
        click.option(
            "--allow-host", multiple=True, metavar="HOST", help="With --online: a host inside your own network to ask too."
        ),
        click.option("--online", is_flag=True, help="Ask the network whether external links still answer."),
    ):
        command = option(command)
    return command


def visitor_of(given: Mapping[str, Any], now: datetime, language: str) -> Visitor | None:
    """What asks for URLs; None where the user does not say so."""
    if not given.get("online"):
        if given.get("allow_host"):
            raise Refusal("--allow-host goes with --online", "--allow-host は --online と一緒に使います")
        return None
    from seolint.cache_folder import cache_folder
    from seolint.engine.online.addresses import public_and
    from seolint.engine.online.store import Store
    from seolint.engine.online.visitor import Manners, Visitor

    hosts = frozenset(host.lower() for host in given["allow_host"])
    store = Store(cache_folder() / "replies.sqlite", int(now.timestamp()))
    return Visitor(store, public_and(hosts), Manners(), _progress(language))


def _progress(language: str) -> Callable[[int, int], None] | None:
    """How many URLs answered, on a terminal only."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, count: int) -> None:
        said = f"外部リンク {done}/{count}" if language == "ja" else f"External links {done}/{count}"
        click.echo("\r" + (said if done < count else " " * 40 + "\r"), err=True, nl=False)

    return show
