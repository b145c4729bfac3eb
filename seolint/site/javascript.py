"""Settings written in JavaScript: only literals beside their names, since nothing of a repository is run."""

from __future__ import annotations

import re
from collections.abc import Iterable

from seolint.site.folder import Folder

_COMMENT = re.compile(r"^[ \t]*//[^\n]*|/\*.*?(?:\*/|\Z)", re.MULTILINE | re.DOTALL)
_ENDINGS = ("js", "mjs", "cjs", "ts", "mts", "cts")


def read(folder: Folder, names: Iterable[str]) -> str | None:
    """The text of the first of ``names``, whatever its JavaScript ending, without comments; None when none is there."""
    found = source(folder, names)
    return None if found is None else _COMMENT.sub("", found)


def source(folder: Folder, names: Iterable[str]) -> str | None:
    """The text of the first of ``names`` as it is."""
    for name in names:
        for ending in _ENDINGS:
            if folder.is_file(f"{name}.{ending}"):
                return folder.text(f"{name}.{ending}")
    return None


def literal(text: str, key: str) -> str:
    """The string, number or boolean behind the first ``key:``; "" when it is not there or no literal."""
    found = re.search(rf"(?<![\w.-]){key}['\"]?\s*:\s*(?:(['\"`])((?:(?!\1|\$\{{)[^\n\\])*)\1|(true|false|\d+))", text)
    return (found[2] if found[2] is not None else found[3]) if found else ""
