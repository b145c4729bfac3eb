"""What tells a finding again in a later run, when lines have moved: for services that follow findings."""

from __future__ import annotations

import re
from collections import defaultdict
from hashlib import sha256
from operator import mul

from seolint.diagnostic import Diagnostic

_WINDOW, _BASE, _MASK = 100, 37, (1 << 64) - 1
_POWERS = [pow(_BASE, _WINDOW - 1 - place, 1 << 64) for place in range(_WINDOW)]
_END = "\uffff"
_NOT_COUNTED = str.maketrans("", "", " \t")
_LINE_END = re.compile(r"\r\n?")


class LineHashes:
    """Hashes of lines as CodeQL's upload action makes them, so that results uploaded in either way are the same.

    A line's hash is a polynomial over 64 bits of 100 UTF-16 code units from its start on, without spaces and tabs,
    line ends as LF, U+FFFF behind the text and zeros behind that; then its number among the lines of this hash.
    """

    def __init__(self, text: str) -> None:
        lines = _LINE_END.sub("\n", text).translate(_NOT_COUNTED).split("\n")
        units = [line.encode("utf-16-le", "surrogatepass") for line in lines]
        data = "\n".encode("utf-16-le").join(units) + _END.encode("utf-16-le") + bytes(2 * _WINDOW)
        self._windows: list[tuple[bytes, int]] = []
        counts: defaultdict[bytes, int] = defaultdict(int)
        start = 0
        for line in units:
            window = data[start : start + 2 * _WINDOW]
            counts[window] += 1
            self._windows.append((window, counts[window]))
            start += len(line) + 2

    def of(self, line: int) -> str:
        """``hash:number`` of a line, counted from 1; "" when there is no such line."""
        if not 0 < line <= len(self._windows):
            return ""
        window, number = self._windows[line - 1]
        codes = [low | high << 8 for low, high in zip(window[::2], window[1::2], strict=True)]
        return f"{sum(map(mul, codes, _POWERS)) & _MASK:x}:{number}"


class Fingerprints:
    """One fingerprint for each finding of a report, of its rule, path and flagged text, never of its lines or sentence.

    Findings that share all of these are told apart by their order.
    """

    def __init__(self) -> None:
        self._seen: defaultdict[str, int] = defaultdict(int)

    def of(self, found: Diagnostic, path: str, text: str) -> str:
        """64 hexadecimal digits for ``found`` in the post ``text``."""
        flagged = " ".join(text[found.at.start : found.at.end].split())
        key = "\0".join((found.rule, path, flagged))
        self._seen[key] += 1
        return sha256(f"{key}\0{self._seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()
