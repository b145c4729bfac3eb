"""What is wrong with settings, in a sentence with the place and a suggestion; imported only where something is."""

from __future__ import annotations

import re
from typing import Protocol, get_args, get_type_hints

import msgspec
from msgspec import Struct

from seolint.config.meant import meant
from seolint.config.settings import GENERATORS, ConfigError
from seolint.diagnostic import Text


class Where(Protocol):
    """``file:line: `` of the key at ``path``, or of the line with ``value`` below it."""

    def __call__(self, path: tuple[str, ...], value: str = "") -> str: ...


_UNKNOWN = re.compile(r"unknown field `([^`]+)`")
_MISSING = re.compile(r"missing required field `([^`]+)`")
_WHERE = re.compile(r" - at `(?:key in )?\$\.?([^`]*)`")
_EXPECTED = re.compile(r"[Ee]xpected `(\w+)([^`]*)`, got `(\w+)`")
_LEAST = re.compile(r"[Ee]xpected `\w+` (>=|<=) (\S+)")
_KINDS = {
    "float": Text("a number", "数値"),
    "int": Text("a whole number", "整数"),
    "str": Text("text", "文字列"),
    "bool": Text("true or false", "true/false"),
    "array": Text("a list", "一覧（[ ]）"),
    "object": Text("a table", "テーブル"),
    "null": Text("nothing", "空"),
}
_CHOICES = {
    "severity": ("error", "warning", "info", "off"),
    "fail-on": ("error", "warning", "never"),
    "lang": ("ja", "en"),
    "generator": GENERATORS,
}
_VALUE = re.compile(r"[Ii]nvalid enum value '([^']*)'")


def explain(message: str, model: type[Struct], table: tuple[str, ...], where: Where) -> ConfigError:
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
            f'{where(path, unknown[1])}there is no option "{unknown[1]}"{en}{hint.en or "; there are " + names}',
            f"{where(path, unknown[1])}{ja}「{unknown[1]}」という項目はありません{hint.ja or '。あるのは ' + names}",
        )
    path = (*table, *inside)
    missing = _MISSING.search(message)
    if missing:
        en, ja = _inside(path)
        return ConfigError(
            f"{where(path)}{missing[1]} is missing{en}", f"{where(path)}{ja[:-1] + 'に ' if ja else ''}{missing[1]} がありません"
        )
    (en, ja), (said, said_ja) = _inside(path[:-1]), _said(message, path[-1] if path else "")
    key = path[-1] if path else ""
    named = f"{ja} {key}" if ja else key
    return ConfigError(f"{where(path)}{key}{en}: {said}", f"{where(path)}{named}：{said_ja}")


def _said(message: str, key: str) -> tuple[str, str]:
    kinds, least, names = _EXPECTED.search(message), _LEAST.search(message), _CHOICES.get(key)
    if key == "base-url":
        return "this is no URL such as https://example.com/blog", "https://example.com/blog のようなURLを書いてください"
    if names:
        value = _VALUE.search(message)
        hint = meant(value[1], names) if value else Text("", "")
        quoted = [f'"{name}"' for name in names]
        return f"this is {', '.join(quoted[:-1])} or {quoted[-1]}{hint.en}", f"{'、'.join(quoted)} のいずれかです{hint.ja}"
    if kinds:
        wanted, got = (_KINDS.get(kinds[n], Text(kinds[n], kinds[n])) for n in (1, 3))
        return f"this must be {wanted.en}, not {got.en}", f"{wanted.ja}を書いてください（いまは{got.ja}です）"
    if least:
        more = least[1] == ">="
        return f"at {'least' if more else 'most'} {least[2]}", f"{least[2]}{'以上' if more else '以下'}の値を書いてください"
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
    for key in path:
        hints = get_type_hints(model)
        names = {field.encode_name: field.name for field in msgspec.structs.fields(model)}
        hint = hints.get(names.get(key, ""))
        inner = [one for one in (hint, *get_args(hint)) if isinstance(one, type) and issubclass(one, Struct)]
        if not inner:
            break
        model = inner[0]
    return model
