"""A finding of an open post becomes known: an entry more in the baseline."""

from __future__ import annotations

import os

from msgspec import Raw
from msgspec.msgpack import decode
from msgspec.structs import replace

from seolint.diagnostic import Diagnostic
from seolint.engine.baseline import Entry, entries_of, merged
from seolint.engine.baseline_file import dump, inside, load
from seolint.engine.fingerprint import Post
from seolint.engine.live.answers import View
from seolint.engine.live.messages import identity
from seolint.engine.write import write_file


def add_to_baseline(view: View, about: Raw) -> str:
    """Write the finding down in the baseline of its site; the file, "" where that is not said of the document any more.

    Raises OSError, RefusedError.
    """
    found = decode(about, type=Diagnostic)
    if view.live is None or identity(found) not in map(identity, view.findings):
        return ""
    file = view.live.baseline
    mark = Post(view.path, view.text).mark(found, inside(view.path, os.path.dirname(file)))
    old = load(file) if os.path.isfile(file) else []
    write_file(file, dump(_with(old, entries_of([mark])[0])))
    view.live.renew()
    return file


def _with(entries: list[Entry], new: Entry) -> list[Entry]:
    """``entries`` with one finding more."""
    place = (new.path, new.rule, new.key)
    known = next((entry for entry in entries if (entry.path, entry.rule, entry.key) == place), None)
    return merged([*entries, new if known is None else replace(known, count=known.count + 1)])
