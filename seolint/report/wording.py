"""Words that reports share, and what makes a post's own text harmless on a terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from seolint.diagnostic import Diagnostic, Severity, Text
from seolint.pattern import pattern

SEVERITY = {
    Severity.ERROR: Text("error", "エラー"),
    Severity.WARNING: Text("warning", "警告"),
    Severity.INFO: Text("advice", "助言"),
}

COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}

_UNSAFE = pattern("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ue000\ud800-\udfff]")
_JOINERS = {"\u200c", "\u200d"}


def visible(text: str) -> str:
    """``text`` with control, bidirectional and invisible characters shown instead of obeyed."""
    return _UNSAFE.sub(_show, text) if _UNSAFE.search(text) else text


def shown_path(path: str) -> str:
    """``path`` for the start of a line: one that GitHub's runner would take for a command begins with ``./``."""
    shown = visible(path)
    return f"./{shown}" if shown.lstrip().startswith("::") else shown


def _show(found: re.Match[str]) -> str:
    char = found[0]
    if char in _JOINERS:
        return char
    if char < " ":
        return chr(0x2400 + ord(char))
    return "␡" if char == "\x7f" else "…" if char == "\ue000" else f"<U+{ord(char):04X}>"


def statement(found: Diagnostic, language: str) -> str:
    """What a finding says and advises, on one line."""
    said = visible(found.message.get(language))
    advice = visible(found.advice.get(language)) if found.advice else ""
    if not advice:
        return said
    return said.rstrip("。") + "。" + advice if language == "ja" else said.rstrip(".") + ". " + advice


def mended(count: int, posts: int) -> Text:
    """How much was mended."""
    if not count:
        return Text("Nothing could be mended by itself", "自動で直せるものはありませんでした")
    said = f"Mended {count:,} finding{'s' if count > 1 else ''} in {posts:,} post{'s' if posts > 1 else ''}"
    return Text(said, f"{posts:,}記事の{count:,}件を直しました")


def line_numbers(numbers: Sequence[int], language: str, *, most: int = 3, ellipsis: str = "…") -> str:
    """``lines 18, 25, 40, …``: the first few of them."""
    named, cut = [f"{number:,}" for number in numbers[:most]], len(numbers) > most
    if language == "ja":
        return f"{'、'.join(named)}行目{'など' if cut else ''}"
    return f"line{'s' if len(numbers) > 1 else ''} {', '.join(named)}{', ' + ellipsis if cut else ''}"
