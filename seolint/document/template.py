"""Template code masked at equal length, so that every other parser sees clean text and offsets hold.

What prints something becomes a run of U+E000 (unknown, never wrong); what prints nothing and stands alone on its
line becomes spaces. Front matter is left as it is: no generator renders it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from seolint.text import UNKNOWN

_VISIBLE = re.compile(r"[^\r\n]")
_LIQUID = re.compile(r"\{[{%]")
_LIQUID_TAG = re.compile(r"\{%-?\s*(\w*)")
_HUGO = re.compile(r"\{\{[<%]?")
_HUGO_TAG = re.compile(r"\{\{[<%]\s*(/?)\s*([\w/.-]*)")
_ATTRIBUTES = re.compile(r"\{::?[^{}\n]*\}|(?<=[ \t])\{#[\w-]+\}[ \t]*$", re.MULTILINE)
_MODULE = re.compile(r"^(?:import|export)\b[^\n]*(?:\n[^\n]+)*", re.MULTILINE)
_EXPRESSION = re.compile(r"\{/\*.*?\*/\}|(?<==)\{[^{}\n]*(?:\{[^{}\n]*\}[^{}\n]*)*\}", re.DOTALL)
_LINE_REST = re.compile(r"[ \t]*(?:[\r\n]|\Z)")
_TARGET = re.compile(r"\s*[\"']?([^\s\"']+)")
_CONTROL = frozenset(
    "if elsif else endif unless endunless for endfor case when endcase assign capture endcapture increment decrement "
    "break continue tablerow endtablerow raw endraw comment endcomment highlight endhighlight paginate".split()
)


class Target(Struct, frozen=True):
    """``{% post_url name %}`` or ``{% link path %}``; ``start`` and ``end`` are the argument's."""

    kind: str
    name: str
    start: int
    end: int


class Template(Struct, frozen=True):
    """``text`` is as long as the source. ``code`` are spans shown as code, ``control`` those of control tags."""

    text: str
    code: tuple[tuple[int, int], ...] = ()
    control: tuple[tuple[int, int], ...] = ()
    targets: tuple[Target, ...] = ()


def mask(text: str, start: int, dialect: str) -> Template:
    """Mask ``text[start:]`` as ``dialect`` (liquid, hugo, mdx, or another for none) reads it."""
    reader = _DIALECTS.get(dialect)
    return reader(text, start) if reader else Template(text)


def blank(text: str, start: int, end: int, by: str = " ") -> str:
    """``text[start:end]`` made of ``by``, line ends kept."""
    return _VISIBLE.sub(by, text[start:end])


def alone(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` shares its lines with nothing but white space."""
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    return (start == 0 or text[start - 1] in "\r\n") and _LINE_REST.match(text, end) is not None


def _spans(text: str, start: int, opening: re.Pattern[str], ends: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Where template code stands; what is never closed is text. Each kind's missing end is looked for once."""
    missing: set[str] = set()
    found = opening.search(text, start)
    while found:
        end = ends[found[0]]
        stop = -1 if end in missing else text.find(end, found.end())
        if stop < 0:
            missing.add(end)
            stop = found.end() - len(end)
        else:
            yield found.start(), stop + len(end)
        found = opening.search(text, stop + len(end))


def _liquid(text: str, start: int) -> Template:
    if "{%" not in text and "{{" not in text and "{:" not in text:
        return Template(text)
    parts, here = [text[:start]], start
    code: list[tuple[int, int]] = []
    control: list[tuple[int, int]] = []
    targets: list[Target] = []
    for start_, stop in _spans(text, start, _LIQUID, {"{{": "}}", "{%": "%}"}):
        if start_ < here:
            continue
        tag = _LIQUID_TAG.match(text, start_, stop)
        name = tag[1] if tag else ""
        parts.append(text[here:start_])
        here = stop
        if name in {"raw", "comment", "highlight"}:
            closing = re.compile(r"\{%-?\s*end" + name + r"\s*-?%\}").search(text, here)
            inner, here = here, closing.end() if closing else len(text)
            last = closing.start() if closing else len(text)
            if name == "highlight":
                code.append((inner, last))
            parts.append(blank(text, start_, inner))
            parts.append(text[inner:last] if name == "raw" else blank(text, inner, last))
            parts.append(blank(text, last, here))
            continue
        argument = _TARGET.match(text, tag.end(), stop - 2) if tag and name in {"post_url", "link"} else None
        if argument:
            targets.append(Target(name, argument[1], *argument.span(1)))
        if name in _CONTROL:
            control.append((start_, stop))
        by = " " if name in _CONTROL and alone(text, start_, stop) else UNKNOWN
        parts.append(blank(text, start_, stop, by))
    parts.append(text[here:])
    masked = "".join(parts)
    if "{:" in masked or "{#" in masked:
        head, body = masked[:start], masked[start:]
        masked = head + _ATTRIBUTES.sub(lambda m: blank(m[0], 0, len(m[0])), body)
    return Template(masked, tuple(code), tuple(control), tuple(targets))


def _hugo(text: str, start: int) -> Template:
    if "{{" not in text:
        return Template(text)
    parts, here = [text[:start]], start
    code: list[tuple[int, int]] = []
    control: list[tuple[int, int]] = []
    for start_, stop in _spans(text, start, _HUGO, {"{{": "}}", "{{<": ">}}", "{{%": "%}}"}):
        if start_ < here:
            continue
        parts.append(text[here:start_])
        here = stop
        parts.append(blank(text, start_, stop, " " if alone(text, start_, stop) else UNKNOWN))
        control.append((start_, stop))
        tag = _HUGO_TAG.match(text, start_, stop)
        if tag and tag[2] == "highlight" and not tag[1]:
            closing = re.compile(r"\{\{[<%]\s*/\s*highlight\s*[>%]\}\}").search(text, here)
            last = closing.start() if closing else here
            code.append((here, last))
            parts.append(blank(text, here, last))
            here = last
    parts.append(text[here:])
    return Template("".join(parts), tuple(code), tuple(control))


def _mdx(text: str, start: int) -> Template:
    body = _MODULE.sub(lambda m: blank(m[0], 0, len(m[0])), text[start:])
    body = _EXPRESSION.sub(lambda m: blank(m[0], 0, len(m[0]), " " if m[0][1] == "/" else UNKNOWN), body)
    return Template(text[:start] + body)


_DIALECTS: dict[str, Callable[[str, int], Template]] = {"liquid": _liquid, "hugo": _hugo, "mdx": _mdx}
