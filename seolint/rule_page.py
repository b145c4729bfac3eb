"""A rule's page, read from its file: what it is for, how to fix what it finds, its options and its examples."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
import types
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec
from msgspec import Struct

from seolint.diagnostic import Severity, Text
from seolint.notices import NOTICES
from seolint.registry import installed
from seolint.rule import Example, FileText, Invalid, Rule, Valid
from seolint.text import is_japanese

_MARK = re.compile("⟦(.*?)⟧", re.DOTALL)
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_TO_FIX = re.compile(r"To fix\b|直し方")


class Option(Struct, frozen=True):
    """One field of a rule: its name, type and default as they stand in the configuration, and what it means."""

    name: str
    type: Text
    default: str
    text: Text


class Sample(Struct, frozen=True):
    """One example: the text of each file (the only one has the path ""), and the ranges flagged in it.

    ``lowered``: its findings weigh less than others of the rule.
    """

    good: bool
    files: Mapping[str, str]
    flagged: Mapping[str, Sequence[tuple[int, int]]]
    options: str = ""
    fixed: str = ""
    lowered: bool = False

    @property
    def japanese(self) -> bool:
        return any(is_japanese(text) for text in self.files.values())


class RulePage(Struct, frozen=True):
    """All that a rule's file says to people; paragraphs of ``body`` and ``fix`` are parted by empty lines."""

    id: str
    group: str
    severity: Severity
    summary: Text
    body: Text
    fix: Text = Text("", "")
    opt_in: bool = False
    fixable: bool = False
    options: tuple[Option, ...] = ()
    samples: tuple[Sample, ...] = ()

    def sample(self, language: str, *, good: bool) -> Sample | None:
        """The first good or bad example, in ``language`` and with the default options when there is one."""
        found = [sample for sample in self.samples if sample.good is good]
        found.sort(key=lambda sample: (sample.japanese is not (language == "ja"), bool(sample.options), sample.lowered))
        return found[0] if found else None


def read_page(rule: type[Rule]) -> RulePage:
    """The page of ``rule``."""
    english, japanese = split(inspect.cleandoc(rule.__doc__ or ""))
    (summary, body, fix), (summary_ja, body_ja, fix_ja) = _parts(english), _parts(japanese)
    return RulePage(
        id=rule.id(),
        group=rule.__module__.split(".")[-2].replace("_", "-") if "." in rule.__module__ else "",
        severity=rule().severity,
        summary=Text(summary, summary_ja or summary),
        body=Text(body, body_ja or body),
        fix=Text(fix, fix_ja or fix),
        opt_in=rule.opt_in,
        fixable=any(isinstance(example, Invalid) and example.fixed is not None for example in rule.examples),
        options=tuple(_options(rule)),
        samples=tuple(_sample(example) for example in rule.examples),
    )


def find_page(id_: str) -> RulePage | None:
    """The page of an installed rule, or of one of the engine's own notices."""
    entry = installed().get(id_)
    if entry is not None:
        return read_page(entry.load())
    notice = NOTICES.get(id_)
    if notice is None:
        return None
    return RulePage(id_, "seolint", notice.severity, notice.summary, notice.body, notice.fix, fixable=notice.fixable)


def split(text: str) -> tuple[list[str], list[str]]:
    """The English paragraphs of ``text`` and the Japanese ones behind them, each on one line but for lists."""
    paragraphs = [_joined(paragraph) for paragraph in re.split(r"\n\s*\n", text.strip()) if paragraph.strip()]
    for number, paragraph in enumerate(paragraphs):
        japanese = sum(map(is_japanese, paragraph))
        latin = sum(char.isascii() and char.isalpha() for char in paragraph)
        if _KANA.search(paragraph) and 2 * japanese >= latin:
            return paragraphs[:number], paragraphs[number:]
    return paragraphs, []


def _joined(paragraph: str) -> str:
    """``paragraph`` on one line; a list keeps its lines, and Japanese takes no space where a line ended."""
    joined = ""
    for line in map(str.strip, paragraph.strip().splitlines()):
        if not joined:
            joined = line
        elif re.match(r"[-*・] ?", line):
            joined += "\n" + line
        elif is_japanese(joined) and (ord(joined[-1]) > 0x2E80 or ord(line[:1] or " ") > 0x2E80):
            joined += line
        else:
            joined += " " + line
    return joined


def _parts(paragraphs: Sequence[str]) -> tuple[str, str, str]:
    """Summary, body and how to fix."""
    first = next((number for number, text in enumerate(paragraphs) if _TO_FIX.match(text)), len(paragraphs))
    return "".join(paragraphs[:1]), "\n\n".join(paragraphs[1:first]), "\n\n".join(paragraphs[max(first, 1) :])


def _options(rule: type[Rule]) -> Iterator[Option]:
    """The rule's own options in order, then what every rule has."""
    texts: dict[str, str] = {}
    for cls in reversed(rule.__mro__):
        if issubclass(cls, Rule):
            texts |= {name: text for name, text in _literals(cls).items() if text}
    hints = typing.get_type_hints(rule, include_extras=True)
    value = rule()
    fields = [field for field in msgspec.structs.fields(rule) if field.name != "severity"]
    fields += [field for field in msgspec.structs.fields(rule) if field.name == "severity"]
    for field in fields:
        english, japanese = split(texts.get(field.name, ""))
        said = Text("\n\n".join(english), "\n\n".join(japanese or english))
        yield Option(field.encode_name, _type(hints[field.name]), toml(getattr(value, field.name)), said)


def _literals(cls: type) -> dict[str, str]:
    """The string literal under each field of a class."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    except (OSError, TypeError, SyntaxError):
        return {}
    body = tree.body[0].body if tree.body and isinstance(tree.body[0], ast.ClassDef) else []
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant) and isinstance(text.value.value, str)
    }


_TYPES = {
    bool: Text("true or false", "true か false"),
    int: Text("whole number", "整数"),
    float: Text("number", "数値"),
    str: Text("text", "文字列"),
}
_ANY = Text("value", "値")


def _type(hint: object) -> Text:
    """What may stand in the configuration, in words."""
    if hint == FileText:
        return Text("path of a file", "ファイルのパス")
    if hint is Severity:
        return Text('"error", "warning", "info" or "off"', '"error"、"warning"、"info"、"off" のいずれか')
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        values = [toml(value) for value in arguments]
        return Text(
            " or ".join([", ".join(values[:-1]), values[-1]] if values[1:] else values),
            "、".join(values) + " のいずれか",
        )
    if origin in {tuple, list, set, frozenset}:
        inner = _type(arguments[0]) if arguments else _ANY
        return Text(f"list of {inner.en}s", f"{inner.ja}の一覧")
    if origin is dict:
        inner = _type(arguments[1])
        return Text(f"table of {inner.en}s", f"名前ごとの{inner.ja}")
    if origin in {typing.Union, types.UnionType}:
        inners = [_type(argument) for argument in arguments if argument is not type(None)]
        return Text(" or ".join(inner.en for inner in inners), "か".join(inner.ja for inner in inners))
    return _TYPES.get(hint, _ANY) if isinstance(hint, type) else _ANY


def toml(value: object) -> str:
    """``value`` as it is written in the configuration."""
    if isinstance(value, Severity):
        return f'"{value.value}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(value, set | frozenset | tuple | list):
        items = [toml(item) for item in typing.cast("Iterable[object]", value)]
        return "[" + ", ".join(items if isinstance(value, tuple | list) else sorted(items)) + "]"
    if isinstance(value, Mapping):
        pairs = typing.cast("Mapping[str, object]", value).items()
        return "{ " + ", ".join(f"{key} = {toml(item)}" for key, item in pairs) + " }" if pairs else "{}"
    return "–" if value is None else str(value)


def _sample(example: Example) -> Sample:
    sources = {"": example.source} if isinstance(example.source, str) else dict(example.source)
    files: dict[str, str] = {}
    flagged: dict[str, Sequence[tuple[int, int]]] = {}
    for path, marked in sources.items():
        places: list[tuple[int, int]] = []
        plain, last = "", 0
        for mark in _MARK.finditer(marked):
            plain += marked[last : mark.start()]
            places.append((len(plain), len(plain) + len(mark[1])))
            plain += mark[1]
            last = mark.end()
        files[path] = plain + marked[last:]
        flagged[path] = places
    options = ", ".join(f"{name} = {toml(value)}" for name, value in example.options.items())
    fixed = example.fixed or "" if isinstance(example, Invalid) else ""
    lowered = isinstance(example, Invalid) and example.severity is not None
    return Sample(isinstance(example, Valid), files, flagged, options, fixed, lowered)
