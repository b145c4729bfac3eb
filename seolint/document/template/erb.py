"""ERB and PHP: ``<%= value %>``, ``<% code %>``, ``<?= value ?>``, ``<?php code ?>``."""

from __future__ import annotations

import re

from seolint.document.template.core import NOTHING, Draft, Next
from seolint.text import UNKNOWN

_OPENING = re.compile(r"<%(?P<ruby>[%#=-]?)|<\?(?:php\b|(?P<value>=))")
_PRINTS = re.compile(r"\b(?:echo|print|printf|include|require|include_once|require_once|the_\w+)\b")


def read_erb(draft: Draft) -> None:
    ruby, php, here = Next(draft.text, "%>"), Next(draft.text, r"\?>"), draft.start
    while found := _OPENING.search(draft.text, here):
        at, here = found.start(), found.end()
        sign = found["ruby"]
        if sign == "%":
            continue
        end = (php if sign is None else ruby).after(here)
        if end < 0 and sign is not None:
            draft.report_line("unclosed-tag", at, len(draft.text), f"<%{sign}", "%>")
            continue
        stop = end + 2 if end >= 0 else len(draft.text)
        prints = sign == "=" or found["value"] is not None
        prints = prints or (sign is None and _PRINTS.search(draft.text, here, stop) is not None)
        if not prints:
            draft.control.append((at, stop))
        draft.hide(at, stop, UNKNOWN if prints else NOTHING)
        here = stop
