"""``seolint.toml`` or ``[tool.seolint]`` of ``pyproject.toml`` to a Config; what it does not know it refuses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

import msgspec
from msgspec import Struct

from seolint.diagnostic import Severity
from seolint.registry import Entry, installed
from seolint.rule import Rule

FILES = ("seolint.toml", "pyproject.toml")


class ConfigError(ValueError):
    """One sentence for the user: what is wrong, where, and what to write instead."""


class Config(Struct, kw_only=True, forbid_unknown_fields=True, rename="kebab", frozen=True):
    """The settings of a run. ``rules`` has each rule's options by id; ``severity = "off"`` switches one off."""

    lang: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: str = "error"
    max_size: int = 10_000_000
    rules: dict[str, dict[str, Any]] = {}


def parse(text: str, name: str) -> Config | None:
    """The configuration in the text of ``seolint.toml`` or ``pyproject.toml``; None when the latter has none."""
    import tomllib

    try:
        data: dict[str, Any] | None = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{name}: {error}") from None
    if name.endswith("pyproject.toml"):
        data = (data or {}).get("tool", {}).get("seolint")
        if data is None:
            return None
    rules: Any = (data or {}).get("rules")
    if isinstance(rules, dict):  # some-rule = "off" says the severity alone
        data = {**(data or {}), "rules": {id_: _table(rules[id_]) for id_ in cast(dict[str, Any], rules)}}
    try:
        config = msgspec.convert(data, Config)
    except msgspec.ValidationError as error:
        raise ConfigError(_explain(str(error), Config, text, name)) from None
    for key, values in (("select", config.select), ("ignore", config.ignore), ("rules", config.rules)):
        for value in values:
            check_selector(value, f"{_place(text, name, value)}{key}", groups=key != "rules")
    if config.fail_on not in {"error", "warning", "never"}:
        raise ConfigError(f'{_place(text, name, "fail-on")}fail-on is "error", "warning" or "never"')
    if config.lang not in {None, "ja", "en"}:
        raise ConfigError(f'{_place(text, name, "lang")}lang is "ja" or "en"')
    if config.max_size < 1:
        raise ConfigError(f"{_place(text, name, 'max-size')}max-size is a number of bytes, 1 or more")
    for rule, options in config.rules.items():
        build(installed()[rule], options, f"[rules.{rule}]", text, name)
    return config


def _table(value: Any) -> Any:
    return {"severity": value} if isinstance(value, str) else value


def check_selector(value: str, where: str, *, groups: bool = True) -> None:
    """Raise ConfigError when ``value`` names no rule (nor group, nor ``all``)."""
    known = set(installed())
    if groups:
        known |= {entry.group for entry in installed().values()} | {"all"}
    if value not in known:
        raise ConfigError(f'{where}: there is no rule{" or group" if groups else ""} "{value}"{meant(value, known)}')


def build(entry: Entry, options: Mapping[str, Any], where: str, text: str = "", name: str = "") -> Rule | None:
    """The rule with its options; None when its severity is "off". ``text`` of the file ``name`` tells the line."""
    if options.get("severity") == "off":
        return None
    rule = entry.load()
    try:
        return msgspec.convert(dict(options), rule)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{_explain(str(error), rule, text, name, where)}") from None


def choose(config: Config) -> list[Rule]:
    """The rules that are on, sorted by id."""
    wanted = {value for value in config.select if value != "all"}
    everything = not config.select or "all" in config.select
    rules: list[Rule] = []
    for id_, entry in installed().items():
        named = id_ in config.select
        if id_ in config.ignore or (not named and ("all" in config.ignore or entry.group in config.ignore)):
            continue
        if not everything and not {id_, entry.group} & wanted:
            continue
        rule = build(entry, config.rules.get(id_, {}), f"[rules.{id_}]")
        if rule is not None and (not rule.opt_in or id_ in config.select):
            rules.append(rule)
    return rules


def meant(value: str, known: Iterable[str]) -> str:
    """``; did you mean "x"?`` or nothing."""
    from difflib import get_close_matches

    close = get_close_matches(value, sorted(known), n=1, cutoff=0.6)
    return f'; did you mean "{close[0]}"?' if close else ""


_UNKNOWN = re.compile(r"unknown field `([^`]+)`")
_WHERE = re.compile(r" - at `\$\.?([^`]*)`")


_KINDS = {
    "float": "a number",
    "int": "a whole number",
    "str": "text",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
}
_EXPECTED = re.compile(r"[Ee]xpected `(\w+)[^`]*`, got `(\w+)`")


def _explain(message: str, model: type[Struct], text: str = "", name: str = "", table: str = "") -> str:
    """What msgspec says, in a sentence with the place and a suggestion; ``table`` is the header above the option."""
    found = _UNKNOWN.search(message)
    known = [field.encode_name for field in msgspec.structs.fields(model)]
    inside = f" in {table}" if table else ""
    if found:
        suggestion = meant(found[1], known) or "; there are " + ", ".join(known)
        return f'{_place(text, name, found[1], table)}there is no option "{found[1]}"{inside}{suggestion}'
    place = _WHERE.search(message)
    key = place[1] if place else ""
    said = _WHERE.sub("", message)
    kinds = _EXPECTED.search(said)
    if kinds:
        said = f"this must be {_KINDS.get(kinds[1], kinds[1])}, not {_KINDS.get(kinds[2], kinds[2])}"
    elif key == "severity":
        said = 'severity is "error", "warning", "info" or "off"'
    return f"{_place(text, name, key, table)}{key}{inside}: {said[:1].lower()}{said[1:]}"


def _place(text: str, name: str, key: str, table: str = "") -> str:
    """``file:line: `` of the first line that holds ``key``, below ``table`` when that is given; "" without a file."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(key)}(?![\w-])")
    lines = text.splitlines()
    start = next((number for number, line in enumerate(lines) if table and table[1:-1] in line), 0)
    for number, line in enumerate(lines[start:], start + 1):
        if key and pattern.search(line.partition("#")[0]):
            return f"{name}:{number}: "
    return f"{name}: " if name else ""


def severity_reached(severity: Severity, fail_on: str) -> bool:
    """Whether a finding of ``severity`` makes a run fail."""
    return {"error": 0, "warning": 1}.get(fail_on, -1) >= severity.rank
