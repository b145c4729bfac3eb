"""Astro components: a script between fences, then HTML with expressions."""

from __future__ import annotations

import re

from seolint.document.template.core import SPACE, Draft
from seolint.document.template.mdx import read_jsx

_SCRIPT = re.compile(r"\ufeff?\s*---[ \t]*\r?\n")
_SCRIPT_END = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)


def read_astro(draft: Draft) -> None:
    opening = _SCRIPT.match(draft.text, draft.start)
    closing = _SCRIPT_END.search(draft.text, opening.end()) if opening else None
    if closing:
        draft.hide(draft.start, closing.end(), SPACE)
        draft.apply()
    read_jsx(draft, markdown=False)
