"""Text for XML 1.0, which has no way to write most control characters."""

from __future__ import annotations

import re

from seolint.report.wording import visible

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKUP = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;",
})  # fmt: skip


def escape(text: str) -> str:
    """``text`` for an attribute in double quotes, or between tags; what XML cannot hold is shown by other signs."""
    return _FORBIDDEN.sub(_show, text).translate(_MARKUP)


def _show(found: re.Match[str]) -> str:
    shown = visible(found[0])
    return "\ufffd" if shown == found[0] else shown
