"""Text values that are not quoted as they should be: what each was meant to be, and where it ends."""

from __future__ import annotations

import json
import re

from msgspec import Struct

from seolint.document.json_signs import BLANK, DOUBLE, ITEM, KEY, LAST_KEY, NAME, QUOTES, SINGLE, SPACE, TAG, WIDE
from seolint.document.json_slips import Edit
from seolint.text import UNKNOWN

_NEXT_LINE = re.compile(rf"[\r\n]\s*(?:{KEY.pattern}|[}}\]]|\Z)")
_NEXT_ITEM = re.compile(r"[\r\n]\s*[\"{]")
_STOP = re.compile(rf"[{QUOTES}]|\\u[0-9a-fA-F]{{4}}|\\.|\\|\r\n|[\x00-\x1f]", re.DOTALL)
_TAIL = re.compile(r"[ \t]*,?[ \t]*\Z")
_END_TAIL = re.compile(r"[\s,;}\]]*\Z")
_ESCAPES = frozenset('"\\/bfnrtu')


class Quoted(Struct, frozen=True):
    """A text value as it was meant: what stands between its quotes, and what is wrong with it, as ``Slip`` has it."""

    value: str
    start: int
    end: int
    after: int
    slips: tuple[tuple[str, int, int, tuple[Edit, ...]], ...]


class Quotes:
    """Reads text values of ``text``, whose mistakes are taken for what they most likely are."""

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self, here: int, key: bool, within: str) -> Quoted:
        """The text value whose opening quote is at ``here``; ``within`` is the bracket around it."""
        text, opening = self.text, self.text[here]
        closers = {'"': '"'}.get(opening) or (DOUBLE if opening in DOUBLE else SINGLE)
        escapes, breaks, controls, inner, other = list[Edit](), list[Edit](), list[Edit](), list[int](), -1
        first_line, close, stop = -1, -1, -1
        for found in _STOP.finditer(text, here + 1):
            sign, at, end = found[0], *found.span()
            if sign[0] == "\\":
                if sign[1:2] not in _ESCAPES or (sign[1:2] == "u" and len(sign) == 2) or (opening != '"' and sign[1:] == "'"):
                    mended = sign[1:] if sign[1:2] == "'" else "\\\\" + (sign[1:] if sign[1:2] >= " " else "")
                    escapes.append((at, at + len(mended.lstrip("\\")) + 1, mended))
            elif sign in {"\n", "\r", "\r\n"}:
                if first_line < 0:
                    item = within == "[" and _NEXT_ITEM.match(text, at)
                    if not breaks and (other >= 0 or inner or item or _NEXT_LINE.match(text, at)):
                        close, stop = self._line(here, at, inner, other)
                        break
                    first_line = at
                breaks.append((at, end, "\\n"))
            elif sign < " ":
                controls.append((at, end, {"\t": "\\t", "\b": "\\b", "\f": "\\f"}.get(sign, "")))
            elif sign in closers:
                if self.closes(end, key, within):
                    close, stop = at, end
                    before = self._unclosed(here, end, inner) if inner and not key and within == "{" else -1
                    if before >= 0:
                        close = stop = before
                        close -= text[before - 1] in DOUBLE
                        if text[before - 2 : before] == '\\"':
                            escapes = [edit for edit in escapes if edit[0] != before - 2]
                            escapes.append((before - 2, before - 1, "\\\\"))
                    break
                inner.append(at)
            elif sign in DOUBLE and opening == '"':
                other = at if self.closes(end, key, within) and other < 0 else other
            elif sign == '"':
                inner.append(at)
        if stop < 0:
            limit = first_line if first_line >= 0 else len(text)
            close, stop = self._line(here, limit, inner, other)
            breaks = []
        return self._made(here, close, stop, escapes, breaks, controls, inner)

    def _unclosed(self, here: int, end: int, inner: list[int]) -> int:
        """Where a value ends whose quote is missing, when the one before ``end`` closes the key behind it; else -1."""
        before = self.text[here + 1 : inner[-1]].rstrip()
        follows = BLANK.match(self.text, end).end()  # type: ignore[union-attr]
        return here + len(before) if before.endswith(",") and self.text[follows : follows + 1] == ":" else -1

    def _line(self, here: int, limit: int, inner: list[int], other: int) -> tuple[int, int]:
        """Where a value ends, quote excluded and included, that has no fitting quote on the line that ends at ``limit``."""
        if other >= 0:
            return other, other + 1
        start = max(here + 1, limit - 200)
        brackets = limit == len(self.text) or not {"{", "["}.intersection(self.text[start:limit])
        tail = (_END_TAIL if brackets else _TAIL).search(self.text, start, limit)
        end = tail.start() if tail else limit
        for at in [place for place in inner if here < place][-1:]:
            if at + 1 >= end - 40 or "\n" in self.text[at:limit]:
                return at, at + 1
        return end, end

    def _made(
        self, here: int, close: int, stop: int, escapes: list[Edit], breaks: list[Edit], controls: list[Edit], inner: list[int]
    ) -> Quoted:
        text, start = self.text, here + 1
        opening, closing = text[here], text[close:stop]
        inside = [place for place in inner if place < close and text[place] == '"']
        kept = [[edit for edit in edits if edit[0] < close] for edits in (escapes, breaks, controls)]
        quotes: list[Edit] = [(place, place + 1, '\\"') for place in inside]
        edits = sorted([*kept[0], *kept[1], *kept[2], *quotes])
        slips: list[tuple[str, int, int, tuple[Edit, ...]]] = []
        straight = [(at, at + 1, '"') for at in (here, close) if text[at : at + 1] != '"' and (at == here or stop > close)]
        if straight:
            at = straight[0][0]
            whole = (*straight, *quotes) if at == here else tuple(straight)
            slips.append(("single-quote" if text[at] in SINGLE else "quote", at, at + 1, tuple(sorted(whole))))
        if stop == close:
            slips.append(("open-quote", here, close, ((close, close, '"'),)))
        if quotes and opening == '"':
            slips.append(("inner-quote", quotes[0][0], quotes[0][1], tuple(quotes)))
        for code, found in (("newline", kept[1]), ("control", kept[2])):
            if found:
                slips.append((code, found[0][0], found[0][1], tuple(found)))
        slips += [("escape", edit[0], edit[1], (edit,)) for edit in kept[0]]
        return Quoted(_value(text, start, close, edits), start, close, stop if closing else close, tuple(slips))

    def closes(self, here: int, key: bool, within: str) -> bool:
        """Whether a quote before ``here`` can be the end of its value, by what follows."""
        if key:
            return True
        text = self.text
        after = SPACE.match(text, here).end()  # type: ignore[union-attr]
        char = text[after : after + 1]
        char = WIDE.get(char, char)
        if char in "}]:":
            return True
        if char and char in ",;":
            return self._goes_on(after + 1, within)
        if UNKNOWN in text[here:after]:
            return True
        apart = text[here:after]
        if char in QUOTES:
            if within == "{":
                return bool(apart) and KEY.match(text, after) is not None
            return ITEM.match(text, after) is not None or (bool(apart) and char in DOUBLE)
        if char in "{[":
            return within == "[" or "\n" in apart
        if char in "/#<":
            return self._remark(after)
        return "\n" in apart and NAME.match(text, after) is not None

    def _goes_on(self, here: int, within: str) -> bool:
        """Whether behind a comma at the end of ``here`` the next element begins."""
        after = SPACE.match(self.text, here).end()  # type: ignore[union-attr]
        char = self.text[after : after + 1]
        if not char or "\n" in self.text[here:after] or "\r" in self.text[here:after] or char in "}],，、}":
            return True
        if self._remark(after) or UNKNOWN in self.text[here:after]:
            return True
        if within == "{":
            return char in "{[" or any(pattern.match(self.text, after) for pattern in (KEY, NAME, LAST_KEY))
        return char in QUOTES + "{[-tfn0123456789"

    def _remark(self, here: int) -> bool:
        return self.text.startswith(("//", "/*", "<!--", "# "), here) or TAG.match(self.text, here) is not None


def _value(text: str, start: int, end: int, edits: list[Edit]) -> str:
    """``text[start:end]`` with ``edits``, and its escapes read."""
    parts, here = list[str](), start
    for first, last, new in edits:
        if first >= here:
            parts += (text[here:first], new)
            here = last
    raw = "".join((*parts, text[here:end]))
    try:
        value = json.loads(f'"{raw}"', strict=False)
    except ValueError:
        return raw
    return re.sub("[\ud800-\udfff]", "\ufffd", value) if isinstance(value, str) else raw
