"""Words that reports share, and what makes a post's own text harmless on a terminal."""

from __future__ import annotations

import re

from seolint.diagnostic import Severity, Text

SEVERITY = {
    Severity.ERROR: Text("error", "エラー"),
    Severity.WARNING: Text("warning", "警告"),
    Severity.INFO: Text("advice", "助言"),
}

COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ue000\ud800-\udfff]")
_JOINERS = {"\u200c", "\u200d"}


def visible(text: str) -> str:
    """``text`` with control, bidirectional and invisible characters shown instead of obeyed."""
    return _UNSAFE.sub(_show, text) if _UNSAFE.search(text) else text


def _show(found: re.Match[str]) -> str:
    char = found[0]
    if char in _JOINERS:
        return char
    if char < " ":
        return chr(0x2400 + ord(char))
    return "␡" if char == "\x7f" else "…" if char == "\ue000" else f"<U+{ord(char):04X}>"
