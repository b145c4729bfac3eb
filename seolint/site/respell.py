"""A link written anew: as its author writes links, to another target."""

from __future__ import annotations

import posixpath

from seolint.site import Site
from seolint.site.addresses import encode
from seolint.text import UNKNOWN

_ENDS_LINK = frozenset("()<>")


def respell(written: str, target: str, site: Site, path: str, address: str) -> str:
    """``written``, in the page at ``path`` and ``address``, with ``target`` instead: an address, or a source path without ``/``.

    What stands before the path (origin, base, template) and behind it (query, fragment) stays. "" where it cannot be written, or
    would end a link in Markdown.
    """
    start = len(written) - len(written.lstrip(UNKNOWN))
    if not start and "//" in written.partition("?")[0]:
        start = len(written) - len(written.partition("//")[2].partition("/")[2]) - 1
    ends = [at for at in (written.find("?", start), written.find("#", start)) if at >= 0]
    old, rest = written[start : min(ends, default=len(written))], written[min(ends, default=len(written)) :]
    if old.startswith("/"):
        based = not site.adds_base or (site.baseurl and (old + "/").startswith(site.baseurl + "/"))
        base = site.baseurl if based and not written.startswith(UNKNOWN) else ""
        new = base + "/" + target.lstrip("/")
    else:
        here = path if not target.startswith("/") else address
        if not here:
            return ""
        new = posixpath.relpath("/" + target.lstrip("/"), "/" + here.lstrip("/").rpartition("/")[0])
        new += "/" if target.endswith("/") and new != "." else ""
        new = f"./{new}" if old.startswith("./") and not new.startswith(".") else new
    new = written[:start] + _quoted(new, readable=not old.isascii()) + rest
    return new if _ENDS_LINK.isdisjoint(new) else ""


def _quoted(path: str, *, readable: bool) -> str:
    """``path`` as a URL; letters beyond ASCII stay where they were ``readable`` before."""
    return "".join(char if readable and not char.isascii() else encode(char) for char in path)
