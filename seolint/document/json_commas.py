"""Commas that template code gets wrong in a JSON text, whatever the values of the page are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seolint.document.json_slips import Slip
from seolint.text import Location

_END = r"(?:\{%-?[ \t]*end(for|if)[ \t]*-?%\}|\{\{-?[ \t]*end[ \t]*-?\}\})"
_LAST = re.compile(rf"(?<=[\"\w\]}}])(?<!%\}})\s{{0,40}}(,)\s{{0,40}}{_END}\s{{0,40}}[\]}}]")
_FIRST = re.compile(r"(?<=[\"\d\]}])(?<![%}]\})\s{0,40}\{%-?[ \t]*if[ \t][^%\n]{1,200}%\}\s{0,40}(\"[@\w]+\"\s{0,9}:)")
_CONTROL = re.compile(r"-?[ \t]*(?:if|else|with|range|end|block|define|template)\b")


def comma_slips(path: str, text: str, start: int, end: int) -> Iterator[Slip]:
    """What is printed with a comma too many or too few in ``text[start:end]``, in order: code of Liquid, Nunjucks and Hugo."""
    found = [(gap.start(1), gap.start(1) + 1, "block-gap") for gap in _FIRST.finditer(text, start, end)]
    for last in _LAST.finditer(text, start, end):
        opened = text.rfind("{{", start, last.start()) + 2 if text.endswith("}}", start, last.start()) else 0
        if not (opened and _CONTROL.match(text, opened)):
            found.append((*last.span(1), "loop-comma" if last[2] == "for" else "block-comma"))
    for here, stop, code in sorted(found):
        yield Slip(code, Location(path, here, stop))
