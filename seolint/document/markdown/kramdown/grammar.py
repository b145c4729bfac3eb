"""The grammar of kramdown's GFM parser, line by line; white space is ASCII's, letters are Unicode's, as in Ruby."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from seolint.pattern import pattern

_FLAGS = re.MULTILINE
_SPAN_ELEMENTS = (
    "a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q rb rbc rp rt rtc "
    "ruby samp select small span strong sub sup tt u var"
)
SPAN_ELEMENTS = frozenset(_SPAN_ELEMENTS.split())
BLOCK_ELEMENTS = frozenset(
    "address article aside applet body blockquote caption col colgroup dd div dl dt fieldset figcaption footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html head iframe legend menu li main map nav ol optgroup p pre section summary "
    "table tbody td th thead tfoot tr ul".split()
)
EMPTY_ELEMENTS = frozenset(
    "area base br col command embed hr img input keygen link meta param source track wbr".split()
)
_BLOCK_CONTENT = frozenset(
    "address applet article aside blockquote body dd details div dl fieldset figure figcaption footer form header "
    "hgroup iframe li main map menu nav noscript object section summary td".split()
)
_SPAN_CONTENT = frozenset(
    "a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label legend optgroup p q rb rbc "
    "rp rt rtc ruby select small span strong sub sup th tt".split()
)

_MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd"
    r"\u0f71-\u0fbc\u102b-\u103e"
)
_NAME = rf"[^\W\d](?:\w|[-.{_MARKS}])*"
NAME = rf"(?:{_NAME}:)?{_NAME}"
_S = r"[ \t\n\r\f\v]"
_OPTIONAL = " {0,3}"
_ID = r"[A-Za-z0-9_][\w-]*"
_VALUE = rf"{_S}*+=(?:{_S}*+(?:\"[^\"]*+\"|'[^']*+'|\w++))"
MARKDOWN = re.compile(rf"(?<={_S})markdown{_S}*={_S}*[\"']?(0|1|span|block)(?=[\"'\s]|\Z)", re.IGNORECASE)
INSTRUCTION = re.compile(r"<\?")
MARKUP = re.compile(r"<(?:[^\W\d]|/|!--|\?)")

_ATTRIBUTES = r"(?:\\\}|[^}\n]){1,500}"
ATTRIBUTES = pattern(rf"\{{:(?!:|/){_ATTRIBUTES}\}}")
ATTRIBUTE_LINE = pattern(rf"{_OPTIONAL}\{{:(?!:|/)({_ATTRIBUTES})\}}[ \t\r\f\v]*\n", _FLAGS)
ATTRIBUTE_DEFINITION = pattern(rf"{_OPTIONAL}\{{:{_ID}:{_ATTRIBUTES}\}}[ \t\r\f\v]*\n", re.ASCII)
EXTENSION = re.compile(rf"\{{::(\w+)(?:{_S}((?:\\\}}|[^}}\n]){{0,500}}?))?(/)?\}}", re.ASCII)
EXTENSION_LINE = pattern(rf"{_OPTIONAL}{EXTENSION.pattern}[ \t\r\f\v]*\n", re.ASCII)
OPTION = pattern(r"(\w+)=([\"'])([^\"'\n]*)\2", re.ASCII)
ADDRESS = pattern(r"(?<![^\s:])(?P<name>href|src)=([\"'])(?P<url>(?:(?!\2)[^\\])*)\2")
ATTRIBUTE_ID = pattern(r"#([A-Za-z][\w:-]*)", re.ASCII)
CONTENTS = re.compile(r"(?<![^\s:])toc(?![^\s}])")
ITEM_ATTRIBUTES = pattern(rf"[ \t]*\{{:(?!(?:{_ID})?:|/){_ATTRIBUTES}\}}[ \t]*", re.ASCII)
EXTENSION_END = pattern(rf"\{{:/({_ID})?\}}", re.ASCII)

BLANK_REST = re.compile(r"[ \t\r\f\v]*\n")
BLANK = re.compile(r"(?:[ \t\r\f\v]*\n)++")
MARKER = re.compile(r"\^[ \t\r\f\v]*\n")
_NO_SPAN = rf"(?!(?:{_SPAN_ELEMENTS.replace(' ', '|')}|script)\b)"
_HTML_START = rf"{_NO_SPAN}[^\W\d]"
_HTML_STOP = rf"/{_NO_SPAN}{NAME}{_S}*+>"
_BREAK = rf"{_OPTIONAL}(?:\{{:(?!:|/){_ATTRIBUTES}\}}[ \t\r\f\v]*\n|(?P<html><))"
_LAZY_END = rf"[ \t\r\f\v]*\n|{_BREAK}|\^[ \t\r\f\v]*\n|\Z"
LAZY_END, BREAK = pattern(_LAZY_END), pattern(_BREAK)
"""``ends`` asks them: what ``html`` finds is an end only where an element of blocks begins or ends."""

LIST = re.compile(rf"{_OPTIONAL}(?:[+*-]|[0-9]+\.)[\t| ]")
BULLET = pattern(rf"({_OPTIONAL}[+*-])([\t| ].*\n)")
NUMBER = pattern(rf"({_OPTIONAL}[0-9]+\.)([\t| ].*\n)")
DEFINITION = pattern(rf"({_OPTIONAL}:)([\t| ].*\n)")
HEADING = re.compile(r"(#{1,6})[\t ]+(.*)\n")
UNDERLINED = re.compile(rf"{_OPTIONAL}([^ \t\n].*)\n([-=])[-=]*[ \t\r\f\v]*\n")
_HEADING_ID = (
    "[\t ]\\{#([:A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]"
    "[-.0-9\u00b7\u0300-\u036f\u203f\u2040:A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff"
    "\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]*)\\}\\Z"
)
QUOTE = re.compile(rf"{_OPTIONAL}> ?")
FENCE = re.compile(rf"{_OPTIONAL}([~`]{{3,}})")
FENCE_REST = pattern(r"[ \t\r\f\v]*([^ \t\n\r\f\v]*)[ \t\r\f\v]*\n")
RULE = pattern(_OPTIONAL + r"(?:\*[ \t]*\*[ \t]*\*[* \t]*|_[ \t]*_[ \t]*_[_ \t]*|-[ \t]*-[ \t]*-[- \t]*)\n")
INDENTED = re.compile(r"(?:\t| {4})")
BOX = pattern(rf"{_S}*\[[ xX]\]{_S}+")
MATH = re.compile(rf"{_OPTIONAL}\$\$")
FOOTNOTE = pattern(rf"{_OPTIONAL}\[\^({_ID})\]:", re.ASCII)
LINK = pattern(rf"{_OPTIONAL}\[([^\n\]]+)\]:[ \t]*")
ABBREVIATION = re.compile(rf"{_OPTIONAL}\*\[.+?\]:.*\n")
PARAGRAPH_END = re.compile(
    "|".join((_LAZY_END, LIST.pattern, HEADING.pattern, rf"{_OPTIONAL}:[\t| ]", QUOTE.pattern, FENCE.pattern))
)


HELD_ELEMENTS = frozenset("script style textarea title xmp iframe noembed noframes".split())
"""Elements whose content is read with their tags."""


def ends(pattern: re.Pattern[str], text: str, here: int) -> bool:
    """Whether ``pattern``, ``LAZY_END``, ``PARAGRAPH_END`` or ``BREAK``, says that the line at ``here`` does not go on."""
    found = pattern.match(text, here)
    return found is not None and (found.lastgroup != "html" or _html_line().match(text, found.end()) is not None)


# Large sets of characters take milliseconds to compile: these are made when a post needs them.


@cache
def _html_line() -> re.Pattern[str]:
    """What stands behind the ``<`` with which a line begins that is HTML of blocks."""
    return pattern(f"(?:{_HTML_STOP}|{_HTML_START})")


@cache
def tag() -> re.Pattern[str]:
    """A start tag: its name, its attributes and the slash that closes it."""
    return pattern(rf"<({NAME}){_S}*+((?>{_S}*+(?<={_S}){NAME}(?:{_VALUE})?)*+){_S}*+(/)?>")


@cache
def closing() -> re.Pattern[str]:
    """An end tag with its name."""
    return pattern(rf"</({NAME}){_S}*+>")


@cache
def heading_id() -> re.Pattern[str]:
    """The id at the end of a heading's text."""
    return re.compile(_HEADING_ID)


def content_model(name: str) -> str:
    """How the content of an HTML element is read where Markdown is asked for: block, span or raw."""
    return "block" if name in _BLOCK_CONTENT else "span" if name in _SPAN_CONTENT else "raw"


@lru_cache(200)
def continuation(indentation: int) -> re.Pattern[str]:
    """A line that goes on with a list item whose text begins at ``indentation``."""
    tabs, rest = divmod(indentation, 4)
    return re.compile(rf"(?:(?:\t| {{4}}){{{tabs}}} {{{rest}}}|(?:\t| {{4}}){{{tabs + 1}}}).*\n")


@cache
def sibling(kind: str, indentation: int) -> re.Pattern[str]:
    """The first line of the next item of a list whose text begins at ``indentation``."""
    marker = {"ul": "[+*-]", "ol": r"[0-9]+\.", "dd": ":"}[kind]
    return re.compile(rf"( {{0,{min(max(indentation, 1), 4) - 1}}}{marker})([\t| ].*\n)")


@lru_cache(200)
def fence_end(fence: str) -> re.Pattern[str]:
    """The line that ends the code block of ``fence``."""
    return re.compile(rf"^{_OPTIONAL}{re.escape(fence)}{re.escape(fence[-1])}*[ \t\r\f\v]*\n", _FLAGS)


@lru_cache(200)
def end_tag(name: str) -> re.Pattern[str]:
    """The end tag of ``name``."""
    return re.compile(rf"</{re.escape(name)}{_S}*>", re.IGNORECASE)


@cache
def extension_end(name: str) -> re.Pattern[str]:
    """The line that ends ``{::name}``."""
    return re.compile(rf"^{_OPTIONAL}\{{:/(?:{name})?\}}[ \t\r\f\v]*\n", _FLAGS)


@cache
def extension_close(name: str) -> re.Pattern[str]:
    """What ends ``{::name}`` in text."""
    return re.compile(rf"\{{:/(?:{name})?\}}")
