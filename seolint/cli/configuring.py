"""The options of the command line that are settings, and the configuration that they make with the files."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

import click

from seolint.cli.completion import complete_preset, complete_rules
from seolint.config.read import layer
from seolint.config.settings import COMMAND_LINE, ConfigError
from seolint.engine.configuration import Configuration, open_option

C = TypeVar("C", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--select", multiple=True, metavar="RULES", shell_complete=complete_rules,
        help="Only these rules or groups (comma separated).",
    ),
    click.option(
        "--ignore", multiple=True, metavar="RULES", shell_complete=complete_rules,
        help="Not these rules or groups (comma separated).",
    ),
    click.option(
        "--preset", metavar="NAME", shell_complete=complete_preset,
        help="Settings to start from: recommended, strict, yoast, google, all.",
    ),
    click.option(
        "--config", "configs", multiple=True, metavar="FILE|KEY=VALUE", help="The configuration file to use, or one setting."
    ),
    click.option("--isolated", is_flag=True, help="Read no configuration file."),
    click.option("--lang", type=click.Choice(["ja", "en"]), help="Language of messages; else the locale's."),
)


def configuration_options(command: C) -> C:
    """The options that ``read_configuration`` reads."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_configuration(options: Mapping[str, Any], more: Mapping[str, Any] = {}) -> Configuration:
    """The files with the command line over them; ``more`` are settings that options of the command give, None for none."""
    data: dict[str, Any] = {}
    named: str | None = None
    for value in options["configs"]:
        key, equals, text = value.partition("=")
        if equals and not os.path.exists(value):
            _put(data, _setting(key, text, value))
        elif named is not None:
            raise ConfigError("--config names one file", "--config に書けるファイルは1つだけです")
        else:
            named = value
    if named and options["isolated"]:
        raise ConfigError("--isolated reads no file, not --config's either", "--isolated は --config のファイルも読みません")
    for name in ("select", "ignore"):
        values = [part.strip() for value in options[name] for part in value.split(",") if part.strip()]
        if options[name] and not values:
            raise ConfigError(f"--{name}: name a rule or a group", f"--{name}：規則かグループを書いてください")
        if values:
            data[name] = values
    given = {"preset": options["preset"], "lang": options["lang"], **more}
    data |= {key: value for key, value in given.items() if value is not None}
    return Configuration(layer(data, COMMAND_LINE, opened=open_option), named=named, isolated=options["isolated"])


def _setting(key: str, text: str, said: str) -> dict[str, Any]:
    """``KEY=VALUE`` as TOML reads it; a value that is no TOML is text."""
    import tomllib

    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    for value in (text, quoted):
        try:
            return tomllib.loads(f"{key} = {value}")
        except tomllib.TOMLDecodeError:
            continue
    raise ConfigError(f"--config {said}: this is no KEY=VALUE", f"--config {said}：KEY=VALUE の形ではありません")


def _put(data: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        inner = data.get(key)
        if isinstance(inner, dict) and isinstance(value, dict):
            _put(cast("dict[str, Any]", inner), cast("dict[str, Any]", value))
        else:
            data[key] = value
