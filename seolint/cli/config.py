"""``seolint config``: which settings hold, and where they come from."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any, cast

import click

from seolint.cli.configuring import configuration_options, read_configuration
from seolint.cli.language import Refusal, choose_language, refusals
from seolint.config.layers import Settings
from seolint.config.settings import COMMAND_LINE


@click.command("config", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("path", default=".", type=click.Path())
@configuration_options
@click.option("--format", "format_", type=click.Choice(["full", "json"]), default="full", help="How it is printed.")
def command(path: str, format_: str, **options: Any) -> int:
    """Show the settings that hold for PATH, a post or a folder (default: this folder), and where each comes from."""
    from datetime import UTC, datetime

    from seolint.engine.files import tidy
    from seolint.engine.project import Project

    if not os.path.lexists(path):
        raise Refusal(f"there is no file or folder {path}", f"{path} というファイルやフォルダーはありません")
    with refusals(options["lang"]):
        configuration = read_configuration(options)
        file = tidy(path) + ("/" if os.path.isdir(path) and tidy(path) else "")
        settings = configuration.of(file or "./")
        holding = configuration.holding(file) if file else ()
        rules = settings.rules(holding)
        site = Project(configuration, ("",), datetime.now(UTC)).site(file)
    language = choose_language(options["lang"] or settings.config.lang)
    rows = [*_rows(settings), *_overridden(settings, holding)]
    if format_ == "json":
        import msgspec

        data = {
            "path": path,
            "settings": [{"key": key, "value": value, "from": origin, "line": line} for key, value, origin, line in rows],
            "rules": [rule.id() for rule in rules],
            "site": {"root": site.root, "generator": site.generator, "url": site.url + site.baseurl, "suffix": site.suffix},
        }
        sys.stdout.buffer.write(msgspec.json.encode(data) + b"\n")
        return 0
    for line in _page(path, rows, len(rules), site.generator, site.root, language):
        click.echo(line)
    return 0


Row = tuple[str, Any, str, int | None]
"""Key, value, where it comes from ("default" for nowhere), and the line there."""


def _rows(settings: Settings) -> Iterator[Row]:
    """What is set, key by key; then what is not."""
    import msgspec

    written = msgspec.to_builtins(settings.config, enc_hook=str)
    for key, value in written.items():
        if key == "overrides":
            continue
        if key in {"rules", "keywords", "site"}:
            for inner in _leaves(value, (key,)):
                origin = settings.origin(*inner[0])
                if origin is not None:
                    yield ".".join(inner[0]), inner[1], origin[0].name, origin[1] or None
            continue
        origin = settings.origin(key)
        yield key, value, origin[0].name if origin else "default", (origin[1] or None) if origin else None


def _overridden(settings: Settings, holding: tuple[int, ...]) -> Iterator[Row]:
    """What the overrides that hold say."""
    for number in holding:
        folder, override = settings.overrides[number]
        layer = next(one for one in settings.layers if one.folder == folder and override in one.config.overrides)
        place = layer.config.overrides.index(override)
        line, name = layer.line(("overrides", str(place))) or None, f"overrides[{place}]"
        for key, value in (("select", override.select), ("ignore", override.ignore)):
            if value:
                yield f"{name}.{key}", list(value), layer.name, line
        for path, value in _leaves(override.rules, (name, "rules")):
            yield ".".join(path), value, layer.name, line


def _leaves(value: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, inner in value.items():
        if isinstance(inner, dict) and path[0] != "keywords":
            yield from _leaves(cast("dict[str, Any]", inner), (*path, key))
        else:
            yield (*path, key), inner


def _page(path: str, rows: list[Row], rules: int, generator: str, root: str, language: str) -> Iterator[str]:
    from seolint.report.cells import cells, pad
    from seolint.report.wording import visible
    from seolint.rule_page import toml

    def say(en: str, ja: str) -> str:
        return ja if language == "ja" else en

    where = f"{generator} ({root or '.'})" if language != "ja" else f"{generator}（{root or '.'}）"
    yield say(f"Settings for {visible(path)}", f"{visible(path)} の設定")
    yield say(f"Site: {where}   Rules that are on: {rules}", f"サイト：{where}　有効な規則：{rules}個")
    yield ""
    shown = [(f"{key} = {visible(toml(value))}", origin, line) for key, value, origin, line in rows if value is not None]
    width = min(max((cells(text) for text, _, _ in shown), default=0), 60)
    for text, origin, line in shown:
        origin = say("command line", "コマンドライン") if origin == COMMAND_LINE else origin
        source = say("default", "既定値") if origin == "default" else f"{visible(origin)}:{line}" if line else visible(origin)
        yield f"  {pad(text, width)}  {source}"
