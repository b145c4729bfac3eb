"""``seolint.toml``, ``[tool.seolint]`` of ``pyproject.toml``, a preset or ``KEY=VALUE`` to one layer of settings.

What it does not know it refuses, with the line and a suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

import msgspec
from msgspec import Struct

from seolint.config.meant import meant
from seolint.config.rules import build, check_selector
from seolint.config.settings import Config, ConfigError, Override
from seolint.diagnostic import Text
from seolint.registry import installed, presets

TABLE = "tool.seolint"
"""Where the settings stand in ``pyproject.toml``."""


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


def parse(text: str, name: str, folder: str = "") -> Layer | None:
    """The settings in the text of the file ``name``; None when it is a ``pyproject.toml`` without any."""
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
    return layer(cast("dict[str, Any]", data), name, text, folder)


def _inside_tool(data: dict[str, Any]) -> Any:
    """``[tool.seolint]`` of ``pyproject.toml``; None without it."""
    tool = data.get("tool", {})
    return cast("dict[str, Any]", tool).get("seolint") if isinstance(tool, dict) else None


def layer(data: dict[str, Any], name: str, text: str = "", folder: str = "") -> Layer:
    """The settings ``data``, checked: every key, rule, option and value."""
    data = _whole(data)
    found = Layer(name, Config(), data, text, folder)
    try:
        config = msgspec.convert(data, Config)
    except msgspec.ValidationError as error:
        raise explain(str(error), Config, found) from None
    known = presets()
    if config.preset is not None and config.preset not in known:
        hint, names = meant(config.preset, known), ", ".join(known)
        raise ConfigError(
            f'{where(found, ("preset",))}there is no preset "{config.preset}"{hint.en or f"; there are {names}"}',
            f"{where(found, ('preset',))}「{config.preset}」という preset はありません{hint.ja or f'。{names} があります'}",
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
    try:
        build(entry, options)
    except msgspec.ValidationError as error:
        raise explain(str(error), entry.load(), found, path) from None


_UNKNOWN = re.compile(r"unknown field `([^`]+)`")
_MISSING = re.compile(r"missing required field `([^`]+)`")
_WHERE = re.compile(r" - at `(?:key in )?\$\.?([^`]*)`")
_EXPECTED = re.compile(r"[Ee]xpected `(\w+)([^`]*)`, got `(\w+)`")
_LEAST = re.compile(r"[Ee]xpected `\w+` (>=|<=) (\S+)")
_KINDS = {
    "float": Text("a number", "数値"),
    "int": Text("a whole number", "整数"),
    "str": Text("text", "文字列"),
    "bool": Text("true or false", "true か false"),
    "array": Text("a list", "一覧（[ ]）"),
    "object": Text("a table", "テーブル"),
    "null": Text("nothing", "空"),
}
_CHOICES = {
    "severity": ("error", "warning", "info", "off"),
    "fail-on": ("error", "warning", "never"),
    "lang": ("ja", "en"),
}


def explain(message: str, model: type[Struct], found: Layer, table: tuple[str, ...] = ()) -> ConfigError:
    """What msgspec says of ``model`` in the table at ``table``, in a sentence with the place and a suggestion."""
    place = _WHERE.search(message)
    inside = _path(place[1]) if place else ()
    unknown = _UNKNOWN.search(message)
    if unknown:
        model = _inner(model, inside)
        path = (*table, *inside, unknown[1])
        known = [field.encode_name for field in msgspec.structs.fields(model)]
        hint, names = meant(unknown[1], known), ", ".join(known)
        en, ja = _inside(path[:-1])
        return ConfigError(
            f'{where(found, path, unknown[1])}there is no option "{unknown[1]}"{en}{hint.en or "; there are " + names}',
            f"{where(found, path, unknown[1])}{ja}「{unknown[1]}」という項目はありません{hint.ja or '。あるのは ' + names}",
        )
    path = (*table, *inside)
    missing = _MISSING.search(message)
    if missing:
        en, ja = _inside(path)
        return ConfigError(
            f"{where(found, path)}{missing[1]} is missing{en}", f"{where(found, path)}{ja}{missing[1]} がありません"
        )
    (en, ja), (said, said_ja) = _inside(path[:-1]), _said(message, path[-1] if path else "")
    key = path[-1] if path else ""
    named = f"{ja} {key}" if ja else key
    return ConfigError(f"{where(found, path)}{key}{en}: {said}", f"{where(found, path)}{named}：{said_ja}")


def _said(message: str, key: str) -> tuple[str, str]:
    kinds, least, names = _EXPECTED.search(message), _LEAST.search(message), _CHOICES.get(key)
    if names:
        quoted = [f'"{name}"' for name in names]
        return f"this is {', '.join(quoted[:-1])} or {quoted[-1]}", f"{'、'.join(quoted)} のいずれかです"
    if kinds:
        wanted, got = (_KINDS.get(kinds[n], Text(kinds[n], kinds[n])) for n in (1, 3))
        return f"this must be {wanted.en}, not {got.en}", f"{wanted.ja}を書きます（いまは{got.ja}です）"
    if least:
        more = least[1] == ">="
        return f"at {'least' if more else 'most'} {least[2]}", f"{least[2]}{'以上' if more else '以下'}です"
    said = _WHERE.sub("", message)
    return f"{said[:1].lower()}{said[1:]}", f"値が正しくありません（{said}）"


def _inside(path: tuple[str, ...]) -> tuple[str, str]:
    """In which table a key is, for a sentence of each language."""
    table = ".".join(path)
    return (f" in [{table}]", f"[{table}] の") if table else ("", "")


def _path(said: str) -> tuple[str, ...]:
    """The keys of msgspec's ``a.b[0].c``, without numbers."""
    return tuple(part for part in re.sub(r"\[[^\]]*\]", "", said).split(".") if part)


def _inner(model: type[Struct], path: tuple[str, ...]) -> type[Struct]:
    """The struct that is read at ``path`` of ``model``."""
    from typing import get_args, get_type_hints

    for key in path:
        hints = get_type_hints(model)
        names = {field.encode_name: field.name for field in msgspec.structs.fields(model)}
        hint = hints.get(names.get(key, ""))
        inner = [one for one in (hint, *get_args(hint)) if isinstance(one, type) and issubclass(one, Struct)]
        if not inner:
            break
        model = inner[0]
    return model


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
        members = [m for one in (node.items if isinstance(node, Array) else [node]) if isinstance(one, Object) for m in one.members]
        member = next((member for member in reversed(members) if member.key.value == key), None)
        if member is None:
            break
        at, node = member.key.at.start, member.value
    return Lines.of(text).position(at)[0] if at >= 0 else 0
