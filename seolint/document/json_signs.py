"""The signs that people write JSON with, right ones and wrong ones."""

from __future__ import annotations

import re

from seolint.text import UNKNOWN

MOST = 60
"""How many mistakes of a script are named; behind them nothing is read."""

DOUBLE, SINGLE = '"“”„‟″＂〝〟', "'‘’‚‛′＇`´"
QUOTES = DOUBLE + SINGLE
WIDE = {"：": ":", "，": ",", "、": ",", "｛": "{", "｝": "}", "［": "[", "］": "]", "；": ";", "＝": "="}
"""Signs of Japanese keyboards, and the one that was meant."""
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\u2061]+")
BLANK = re.compile(r"[ \t\n\r]*")
SPACE = re.compile(f"[ \\t\\n\\r{UNKNOWN}]*")
COMMENT = re.compile(r"//[^\n\r]*|#[^\n\r]*|/\*(?:.*?\*/|.*)|<!--(?:.*?-->|.*)|<!\[CDATA\[|\]\]>|-->", re.DOTALL)
TAG = re.compile(r"</?(?:p|br|div|span|strong|em|b|i|pre|code)\b[^<>\"]{0,200}>", re.IGNORECASE)
NAME = re.compile(r"[^\s\"'“”‘’`{}\[\],:：;=<>/＂]{1,100}(?=[ \t]*(?:[:：]|=>?))")
KEY = re.compile(f"[{QUOTES}][^\"“”\\n\\r]{{1,100}}[{QUOTES}][ \\t]*(?:[:：]|=>?)")
OPEN_KEY = re.compile(
    r"[\"'](@?[\w$-]{1,60}(?::[\w$-]{1,60})?)"
    r"(?=[ \t]*:[ \t\r\n]{0,200}(?:[\"'\[{](?![ \t]*[:,}])|(?:-?[0-9]|true|false|null)(?![^\"\n]{0,200}\"[ \t]*:)))"
)
"""A key without its second quote."""
ITEM = re.compile(r"\"[^\"\n]{0,300}\"[ \t]*[,\]\r\n]")
"""Text in an array, with what may follow it."""
LAST_KEY = re.compile(r"\"@?[\w$-]{1,60}\"[ \t\r\n]*}")
"""A key without a value."""
