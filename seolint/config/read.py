"""``seolint.toml``, ``[tool.seolint]`` of ``pyproject.toml``, a preset or ``KEY=VALUE`` to one layer of settings.

What it does not know it refuses, with the line and a suggestion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import repeat
from typing import Any, cast

import msgspec
from msgspec import Struct

from seolint.config.meant import meant
from seolint.config.rules import build, check_selector
from seolint.config.settings import Config, ConfigError, Named, Override
from seolint.diagnostic import Text
from seolint.registry import installed, presets
from seolint.rule import OptionError

TABLE = "tool.seolint"
"""Where the settings stand in ``pyproject.toml``."""


Open = Callable[[str, str], str | Text]
"""What the file at a path from a folder says, or why it cannot be read."""


def unopened(folder: str, path: str) -> str:
    """Files that options name are not read."""
    return ""


class Layer(Struct, frozen=True):
    """The settings of one source. ``data`` are those that are written, by their names there.

    ``name`` is what the user calls the source, ``folder`` where its patterns and paths begin, absolute.
    """

    name: str
    config: Config
    data: Mapping[str, Any]
    text: str = ""
    folder: str = ""

    def line(self, path: tuple[str, ...]) -> int:
        """The line at which the key of ``path`` stands; 0 when that is not known."""
        return key_line(self.text, (*TABLE.split("."), *path) if is_pyproject(self.name) else path)


def is_pyproject(name: str) -> bool:
    return name.replace("\\", "/").rpartition("/")[2] == "pyproject.toml"


def parse(text: str, name: str, folder: str = "", opened: Open = unopened) -> Layer | None:
    """The settings in the text of the file ``name``; None when it is a ``pyproject.toml`` without any.

    ``opened`` reads the files that options name."""
    import tomllib

    try:
        data: Any = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{name}: this is no TOML: {error}", f"{name}: TOMLとして読めません（{error}）") from None
    if is_pyproject(name):
        data = _inside_tool(data)
        if data is None:
            return None
        if not isinstance(data, dict):
            raise ConfigError(f"{name}: tool.seolint is no table", f"{name}: tool.seolint がテーブルではありません")
    return layer(cast("dict[str, Any]", data), name, text, folder, opened)


def _inside_tool(data: dict[str, Any]) -> Any:
    """``[tool.seolint]`` of ``pyproject.toml``; None without it."""
    tool = data.get("tool", {})
    return cast("dict[str, Any]", tool).get("seolint") if isinstance(tool, dict) else None


def layer(data: dict[str, Any], name: str, text: str = "", folder: str = "", opened: Open = unopened) -> Layer:
    """The settings ``data``, checked: every key, rule, option and value."""
    found = Layer(name, Config(), data, text, folder)
    _check_tables(found)
    data = _with_files(_whole(data), found, (), opened)
    found = msgspec.structs.replace(found, data=data)
    try:
        config = msgspec.convert(data, Config)
    except msgspec.ValidationError as error:
        raise _refusal(error, Config, found) from None
    known = presets()
    if config.preset is not None and config.preset not in known:
        hint, names = meant(config.preset, known), ", ".join(known)
        raise ConfigError(
            f'{where(found, ("preset",))}there is no preset "{config.preset}"{hint.en or f"; there are {names}"}',
            f"{where(found, ('preset',))}「{config.preset}」という preset はありません{hint.ja or f'。{names} があります'}",
        )
    if not config.baseline.strip():
        raise ConfigError(
            f'{where(found, ("baseline",))}baseline "{config.baseline}" names no file; write one such as ".seolint-baseline.json"',
            f"{where(found, ('baseline',))}baseline「{config.baseline}」はファイルの名前ではありません。"
            "「.seolint-baseline.json」のように書いてください",
        )
    tables: list[tuple[tuple[str, ...], Config | Override]] = [((), config)]
    tables += [(("overrides",), override) for override in config.overrides]
    for path, table in tables:
        for key, values in (("select", table.select), ("ignore", table.ignore), ("rules", table.rules)):
            for value in values:
                place = where(found, (*path, key, value) if key == "rules" else (*path, key), value)
                check_selector(value, f"{place}{key}", groups=key != "rules")
        for rule, options in table.rules.items():
            _check_options(rule, options, found, (*path, "rules", rule))
    return msgspec.structs.replace(found, config=config)


def _whole(data: dict[str, Any]) -> dict[str, Any]:
    """The settings with ``some-rule = "off"`` written out as a table."""
    whole = dict(data)
    if isinstance(whole.get("rules"), dict):
        whole["rules"] = {id_: _table(value) for id_, value in whole["rules"].items()}
    if isinstance(whole.get("overrides"), list):
        whole["overrides"] = [_whole(cast("dict[str, Any]", one)) if isinstance(one, dict) else one for one in whole["overrides"]]
    return whole


def _with_files(data: dict[str, Any], found: Layer, path: tuple[str, ...], opened: Open) -> dict[str, Any]:
    """The settings with what the files say that options of rules name."""
    whole = dict(data)
    if isinstance(whole.get("rules"), dict):
        tables: dict[str, Any] = whole["rules"]
        for id_, table in tables.items():
            if isinstance(table, dict):
                read = _options(id_, cast("dict[str, Any]", table), found, (*path, "rules", id_), opened)
                tables = {**tables, id_: read}
        whole["rules"] = tables
    if isinstance(whole.get("overrides"), list):
        whole["overrides"] = [
            _with_files(cast("dict[str, Any]", one), found, ("overrides",), opened) if isinstance(one, dict) else one
            for one in whole["overrides"]
        ]
    return whole


def _options(id_: str, options: dict[str, Any], found: Layer, path: tuple[str, ...], opened: Open) -> dict[str, Any]:
    """The options of one rule with what the files say that they name."""
    entry = installed().get(id_)
    for key in entry.load().file_options().intersection(options) if entry is not None else ():
        value = options[key]
        if isinstance(value, str) and value:
            said = opened(found.folder, value)
            if isinstance(said, Text):
                raise _said(found, (*path, key), said)
            options = {**options, key: Named(value, said)}
    return options


def _check_tables(found: Layer) -> None:
    """Raise ConfigError where a rule has neither a table of options nor a severity."""
    overrides: Any = found.data.get("overrides")
    tables: list[tuple[tuple[str, ...], Any]] = [((), found.data)]
    if isinstance(overrides, list):
        tables += zip(repeat(("overrides",)), cast(Iterable[Any], overrides), strict=False)
    for path, table in tables:
        rules = cast("dict[str, Any]", table).get("rules") if isinstance(table, dict) else None
        for id_, value in cast("dict[str, Any]", rules).items() if isinstance(rules, dict) else ():
            if not isinstance(value, str | dict):
                place = where(found, (*path, "rules", id_))
                raise ConfigError(
                    f'{place}{id_} in [rules] takes options, as [rules.{id_}], or a severity such as "off"',
                    f'{place}[rules] の {id_} には、[rules.{id_}] の項目か、"off" などの重さを書いてください',
                )


def _table(value: Any) -> Any:
    return {"severity": value} if isinstance(value, str) else value


def _check_options(rule: str, options: Mapping[str, Any], found: Layer, path: tuple[str, ...]) -> None:
    entry = installed().get(rule)
    if entry is None:  # one of the engine's own notices, which has a severity alone
        extra = sorted(set(options) - {"severity"})
        if extra or options.get("severity", "off") != "off":
            key = extra[0] if extra else "severity"
            raise ConfigError(
                f'{where(found, (*path, key))}{rule} takes severity = "off" alone',
                f'{where(found, (*path, key))}{rule} に書けるのは severity = "off" だけです',
            )
        return
    for key, value in options.items():
        if isinstance(value, int | float) and value < 0:
            raise ConfigError(
                f"{where(found, (*path, key))}{key} in [rules.{rule}]: at least 0",
                f"{where(found, (*path, key))}[rules.{rule}] の {key}：0以上の値を書いてください",
            )
    try:
        build(entry, options)
    except msgspec.ValidationError as error:
        raise _refusal(error, entry.load(), found, path) from None


def _refusal(error: Exception, model: type[Struct], found: Layer, table: tuple[str, ...] = ()) -> ConfigError:
    from seolint.config.refusal import explain

    cause = error.__cause__
    if isinstance(cause, OptionError):
        names = {field.name: field.encode_name for field in msgspec.structs.fields(model)}
        return _said(found, (*table, names.get(cause.option, cause.option)), cause.text)

    return explain(str(error), model, table, lambda path, value="": where(found, path, value))


def _said(found: Layer, path: tuple[str, ...], text: Text) -> ConfigError:
    """What is wrong with the option at ``path``."""
    place, table = where(found, path), ".".join(path[:-1])
    return ConfigError(f"{place}{path[-1]} in [{table}]: {text.en}", f"{place}[{table}] の {path[-1]}：{text.ja}")


def where(found: Layer, path: tuple[str, ...], value: str = "") -> str:
    """``file:line: `` of the key at ``path`` (the line with ``value`` in it, when that is given); "" without a name."""
    line = found.line(path)
    if value and line:
        lines = found.text.splitlines()
        near = (number for number in range(line, len(lines) + 1) if value in lines[number - 1].partition("#")[0])
        line = next(near, line)
    return f"{found.name}:{line}: " if line else f"{found.name}: " if found.name else ""


def key_line(text: str, path: tuple[str, ...]) -> int:
    """The line of the key at ``path`` in a TOML text, or of the innermost table around it; 0 when it is not there."""
    from seolint.document.toml_tree import read_toml
    from seolint.document.tree import Array, Object
    from seolint.text import Lines

    node: Any = read_toml("", text, int(text.startswith("\ufeff")), len(text)).root
    at = -1
    for key in path:
        if key.isdecimal() and isinstance(node, Array):
            node = node.items[int(key)] if int(key) < len(node.items) else None
            at = node.members[0].key.at.start if isinstance(node, Object) and node.members else at
            continue
        members = [m for one in (node.items if isinstance(node, Array) else [node]) if isinstance(one, Object) for m in one.members]
        member = next((member for member in reversed(members) if member.key.value == key), None)
        if member is None:
            break
        at, node = member.key.at.start, member.value
    return Lines.of(text).position(at)[0] if at >= 0 else 0
