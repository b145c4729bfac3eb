"""Texts that no browser takes for the URL that was meant."""

from __future__ import annotations

import re

from seolint import pattern

_BROKEN_URL = pattern(r"www\.|https?(?::/?(?!/)|//|;)|h?t?tps?//|ttps?:|htt?p?s?:/[^/]", re.I)
_HOST = pattern(r"(?:[a-z0-9-]+\.)+(?:com|net|org|jp|io|dev|info|biz|edu|gov|uk|de|fr)(?:[/?#].*)?", re.I)
_ABSOLUTE = pattern(r"[a-z][a-z0-9+.-]*:", re.I)


def is_broken(text: str, only: bool) -> bool:
    """Whether no browser would take `text` for the URL that was meant; `only` says that nothing else may stand there."""
    if text.lower().startswith("file:") or re.match(r"[A-Za-z]:[\\/]", text) or re.match(r"https?://\S*\s", text):
        return True
    if _ABSOLUTE.match(text) and not text.lower().startswith(("http", "ttp", "htt")):
        return False
    broken = _BROKEN_URL.match(text) or _HOST.fullmatch(text)
    if broken or not only or _ABSOLUTE.match(text):
        return bool(broken)
    return bool(re.search(r"^@\w+$|[\s<>\"]", text)) or not (text.isascii() or re.search(r"[/.#?]", text))
