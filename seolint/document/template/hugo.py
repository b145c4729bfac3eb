"""Hugo: shortcodes in content, which run in code too, and the Go templates of its layouts."""

from __future__ import annotations

import re

from seolint.document.template.attributes import mask_heading_ids
from seolint.document.template.core import NOTHING, SPACE, Blocks, Draft, Next, Target
from seolint.text import UNKNOWN

_SHORTCODE = re.compile(r"\{\{([<%])(/\*)?")
_NAME = re.compile(r"\{\{[<%]\s*(/?)\s*([^\s\"`'<>{}%/]*(?:/[^\s\"`'<>{}%/]+)*)")
_INNER = re.compile(r"\{\{[<%]")
_ARGUMENT = re.compile(r"\s*(?:path\s*=\s*)?(?:\"([^\"\n]*)\"|`([^`]*)`|([^\s\"`<>%}]+))")
_LANGUAGE = re.compile(r"\slang\s*=\s*[\"`]?([\w-]+)")
_REFERENCES = frozenset({"ref", "relref"})
_CONTROL = re.compile(r"\{\{-?\s*(?:/\*|(?:if|else|end|range|with|define|block|break|continue)\b|\$[\w.]+\s*:?=)")


def read_hugo(draft: Draft) -> None:
    if "{{<" in draft.text or "{{%" in draft.text:
        _Shortcodes(draft).read()
        draft.apply()
    if "{#" in draft.text:
        mask_heading_ids(draft)


class _Shortcodes:
    def __init__(self, draft: Draft) -> None:
        self.draft, self.text = draft, draft.text
        self.ends = {"<": Next(self.text, ">}}"), "%": Next(self.text, "%}}")}
        self.comment_ends = {"<": Next(self.text, r"\*/>\}\}"), "%": Next(self.text, r"\*/%\}\}")}
        self.braces = Next(self.text, r"\}\}")
        self.blocks = Blocks()

    def read(self) -> None:
        here = self.draft.start
        while found := _SHORTCODE.search(self.text, here):
            here = self.shown(found) if found[2] else self.shortcode(found.start(), found[1])
        self.print(self.blocks.open)

    def shown(self, found: re.Match[str]) -> int:
        """``{{</* name */>}}`` is shown without its comment signs."""
        at, stop = found.start(), self.comment_ends[found[1]].after(found.end())
        if stop < 0:
            self.unclosed(at, "*/" + found[1].replace("<", ">") + "}}", len(self.text))
            return found.end()
        self.draft.hide(at + 3, at + 5, SPACE)
        self.draft.hide(stop, stop + 2, SPACE)
        return stop + 5

    def shortcode(self, at: int, sign: str) -> int:
        end = self.ends[sign].after(at + 3)
        inner = _INNER.search(self.text, at + 3, end) if end >= 0 else None
        if end < 0 or (inner and not self.quoted(at + 3, inner.start())):
            stop = inner.start() if inner else len(self.text)
            self.unclosed(at, sign.replace("<", ">") + "}}", stop)
            return inner.start() if inner else at + 3
        end += 3
        self.draft.control.append((at, end))
        found = _NAME.match(self.text, at, end)
        name = found[2] if found else ""
        if found and found[1]:
            self.close(name, at, end)
        elif self.text[end - 4] == "/" or not found:
            self.draft.hide(at, end, UNKNOWN)
        elif name in _REFERENCES:
            self.reference(name, found.end(), at, end)
        else:
            self.blocks.begin(name, at, end)
        return end

    def reference(self, name: str, argument: int, at: int, end: int) -> None:
        self.draft.hide(at, end, UNKNOWN)
        found = _ARGUMENT.match(self.text, argument, end - 3)
        if found and found.lastindex:
            said = _LANGUAGE.search(self.text, found.end(), end - 3)
            place = found.span(found.lastindex)
            self.draft.targets.append(Target(name, found[found.lastindex], *place, language=said[1] if said else ""))

    def close(self, name: str, at: int, end: int) -> None:
        """The end of a pair; shortcodes open inside it have none, and print."""
        self.draft.hide(at, end, NOTHING)
        closed = self.blocks.close(name)
        if not closed:
            self.draft.report("unexpected-end", at, end, f"/{name}")
            return
        self.print(closed[:-1])
        _, start, inner = closed[-1]
        if start < 0:
            return
        self.draft.hide(start, inner, NOTHING)
        if name == "highlight":
            self.draft.code.append((inner, at))
            self.draft.hide(inner, at, SPACE)

    def print(self, shortcodes: list[tuple[str, int, int]]) -> None:
        """Shortcodes that stand alone show something."""
        for _, start, end in shortcodes:
            if start >= 0:
                self.draft.hide(start, end, UNKNOWN)

    def unclosed(self, at: int, meant: str, limit: int) -> None:
        """Report the shortcode at ``at``, up to the braces that end it wrongly or the end of its line."""
        found = _NAME.match(self.text, at, limit)
        if found and found[2] and not found[1]:
            self.blocks.begin(found[2], -1, -1)
        braces = self.braces.after(at)
        limit = min(limit, braces + 2) if braces >= 0 else limit
        self.draft.report_line("unclosed-tag", at, limit, self.text[at : at + 3], meant)

    def quoted(self, start: int, end: int) -> bool:
        return self.text.count('"', start, end) % 2 > 0 or self.text.count("`", start, end) % 2 > 0


def read_go(draft: Draft) -> None:
    """The actions of a layout: control prints nothing, the rest is unknown."""
    ends, comment_ends, here = Next(draft.text, r"\}\}"), Next(draft.text, r"\*/\s*-?\}\}"), draft.start
    while (at := draft.text.find("{{", here)) >= 0:
        control = _CONTROL.match(draft.text, at)
        if control and control[0].endswith("/*"):
            end = comment_ends.after(at)
            end = ends.after(end) if end >= 0 else -1
        else:
            end = ends.after(at + 2)
        if end < 0:
            here = at + 2
            continue
        here = end + 2
        if control:
            draft.control.append((at, here))
        draft.hide(at, here, NOTHING if control else UNKNOWN)
