"""From names and options to rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from seolint.config.meant import meant
from seolint.config.settings import ConfigError, Named
from seolint.diagnostic import Text
from seolint.notices import NOTICES
from seolint.registry import Entry, installed
from seolint.rule import Rule

EVERYTHING = ("all", "opt-in")
"""Names that stand for every rule that speaks without being asked, and for those that do not."""


def check_selector(value: str, where: str, *, groups: bool = True) -> None:
    """Raise ConfigError when ``value`` names no rule (nor group, nor ``all``)."""
    known = {*installed(), *NOTICES}
    if groups:
        known |= {entry.group for entry in installed().values()} | set(EVERYTHING)
    if value not in known:
        hint = meant(value, known)
        if not groups and value in {entry.group for entry in installed().values()}:
            hint = Text(f'; it is a group: ignore = ["{value}"]', f'。グループは ignore = ["{value}"] と書いてください')
        what, name = (" or group", "規則やグループ") if groups else ("", "規則")
        raise ConfigError(
            f'{where}: there is no rule{what} "{value}"{hint.en}', f"{where}：「{value}」という{name}はありません{hint.ja}"
        )


def build(entry: Entry, options: Mapping[str, Any]) -> Rule | None:
    """The rule with its options; None when its severity is "off". Raises msgspec.ValidationError."""
    if options.get("severity") == "off":
        return None
    model = entry.load()
    if not options:
        return model()  # as below, without asking what its fields are, which takes longer than the rest
    told = {key: value.text if isinstance(value, Named) else value for key, value in options.items()}
    return msgspec.convert(told, model)


def choose(
    select: Iterable[str], ignore: Iterable[str], options: Mapping[str, Mapping[str, Any]], *, online: bool = False
) -> list[Rule]:
    """The rules that are on, sorted by id. What names a rule goes before what names its group, that before ``all``.

    ``online`` turns those on that need the network, and these speak in no other case.
    """
    select, ignore = frozenset(select) or frozenset({"all"}), frozenset(ignore)
    rules: list[Rule] = []
    for id_, entry in installed().items():
        named = id_ in select
        if id_ in ignore or (not named and ("all" in ignore or entry.group in ignore)):
            continue
        if not online and not select & {id_, entry.group, *EVERYTHING}:
            continue
        rule = build(entry, options.get(id_, {}))
        if rule is not None and (online if rule.online else named or _asked(rule, entry.group, select)):
            rules.append(rule)
    return rules


def _asked(rule: Rule, group: str, select: frozenset[str]) -> bool:
    """Whether a rule that is not named itself is on."""
    return "opt-in" in select if rule.opt_in else bool(select & {group, "all"})
