"""Scripts that end too early, with ``</script>`` in a text, or with the page, where the tag is missing."""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder

from seolint.document.json_near import applied
from seolint.document.json_recovery import Recovered, read_mended, recover
from seolint.document.json_slips import Edit, Slip
from seolint.document.json_tree import JsonError, read_json
from seolint.text import Location

_END = re.compile(r"</script\s*>", re.IGNORECASE)
_MARKUP = re.compile(r"\n[ \t]*<[A-Za-z/!]")
_MOST, _FAR = 8, 50_000


def recover_script(path: str, text: str, start: int, end: int, error: JsonError) -> Recovered:
    """What ``text[start:end]``, a script's content, was meant to be, which ``read_json`` refused with ``error``."""
    if error.code == "unclosed" and _END.match(text, end):
        return _early(path, text, start, end) or recover(path, text, start, end, error)
    if _END.search(text, start):
        return recover(path, text, start, end, error)
    return _open(path, text, start, end) or recover(path, text, start, end, error)


def _early(path: str, text: str, start: int, end: int) -> Recovered | None:
    """The data up to a later ``</script>``, where those before it stand in texts."""
    edits = list[Edit]()
    for found in _END.finditer(text, end, end + _FAR):
        if edits:
            meant = applied(text, start, found.start(), edits)
            try:
                read_json("", meant.text, 0, len(meant.text))
            except JsonError:
                pass
            else:
                first = edits[0][0] - 1
                at, scope = Location(path, first, text.index(">", first) + 1), Location(path, start, found.end())
                slip = Slip("script-end", at, tuple(edits), scope=scope)
                return Recovered(read_mended(path, meant), (slip,), ())
        if len(edits) == _MOST:
            return None
        edits.append((found.start() + 1, found.start() + 1, "\\"))
    return None


def _open(path: str, text: str, start: int, end: int) -> Recovered | None:
    """The data before the page's own markup, where nothing ends the script."""
    lead = len(text[start:end]) - len(text[start:end].lstrip())
    try:
        _, last = JSONDecoder(strict=True).raw_decode(text[:end], start + lead)
    except (JSONDecodeError, RecursionError):
        markup = _MARKUP.search(text, start, end)
        if markup is None:
            return None
        last = start + len(text[start : markup.start()].rstrip())
    if last <= start:
        return None
    slip = Slip("script-open", Location(path, last - 1, last), ((last, last, "</script>"),), scope=Location(path, last, len(text)))
    try:
        return Recovered(read_json(path, text, start, last), (slip,), ())
    except JsonError as error:
        found = recover(path, text, start, last, error)
        return Recovered(found.root, (*found.slips, slip), found.lost)
