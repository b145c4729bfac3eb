"""What goes wrong in JSON that people write: the marks of each mistake, and text values that are not quoted as they should be."""

from __future__ import annotations

import re

from msgspec import Struct

from seolint.text import UNKNOWN, Location

MOST = 60
"""How many mistakes of a script are named; behind them nothing is read."""

DOUBLE, SINGLE = '"“”„‟″＂〝〟', "'‘’‚‛′＇`´"
QUOTES = DOUBLE + SINGLE
WIDE = {"：": ":", "，": ",", "、": ",", "｛": "{", "｝": "}", "［": "[", "］": "]", "；": ";", "＝": "="}
"""Signs of Japanese keyboards, and the one that was meant."""
BLANK = re.compile(r"[ \t\n\r]*")
SPACE = re.compile(f"[ \\t\\n\\r{UNKNOWN}]*")
COMMENT = re.compile(r"//[^\n\r]*|#[^\n\r]*|/\*(?:.*?\*/|.*)|<!--(?:.*?-->|.*)|<!\[CDATA\[|\]\]>|-->", re.DOTALL)
TAG = re.compile(r"</?(?:p|br|div|span|strong|em|b|i|pre|code)\b[^<>\"]{0,200}>", re.IGNORECASE)
NAME = re.compile(r"[^\s\"'“”‘’`{}\[\],:：;=<>/＂]{1,100}(?=[ \t]*(?:[:：]|=>?))")
KEY = re.compile(f"[{QUOTES}][^\"“”\\n\\r]{{1,100}}[{QUOTES}][ \\t]*(?:[:：]|=>?)")
OPEN_KEY = re.compile(r"[\"'](@?[\w$-]{1,60})(?=[ \t]*:[ \t]*[\"'\[{](?![ \t]*[:,}]))")
"""A key without its second quote."""

Edit = tuple[int, int, str]


class Slip(Struct, frozen=True):
    """One mistake of a JSON text. ``code`` is one of JsonError's, or several, wide, html, bom, space, word, number, digits,
    inner-quote, open-quote, no-value, extra-comma, bracket, extra-bracket, escaped.

    ``edits`` are ``(start, end, text)`` that mend it, none where nobody can know how; ``certain`` says that they cannot
    change what is meant. ``other`` is a place that explains it.
    """

    code: str
    at: Location
    edits: tuple[Edit, ...] = ()
    certain: bool = False
    other: Location | None = None
