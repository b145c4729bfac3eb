"""What the other files of the content decide about a page: bundles, sections and what these hand down."""

from __future__ import annotations

from collections.abc import Container

from msgspec import Struct

from seolint.site.folder import Folder, text
from seolint.site.hugo.configuration import lowered
from seolint.site.hugo.values import Cascade, read_cascades

CONTENT = frozenset("html htm mdown markdown md asciidoc adoc ad rest rst org pandoc pdc".split())
_MOST = 100_000
_TRUE = frozenset({"true", "yes", "on", "y", "1"})


class Mount(Struct, frozen=True):
    """The files below ``source`` stand at ``target``; both end with ``/`` or are empty. ``language`` is theirs, "" for any."""

    source: str
    target: str = ""
    language: str = ""


class Bundles(Struct, frozen=True):
    """``leaves`` and ``branches`` are the folders with ``index.md`` and with ``_index.md``; ``nodes`` are the latter by language,
    whose name and a colon stand before them, ``hidden`` those of drafts. ``sections`` are the first folders; ``cascades`` come
    nearest first. Folders are from the content's root and end with a slash.
    """

    leaves: frozenset[str] = frozenset()
    branches: frozenset[str] = frozenset()
    nodes: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    cascades: tuple[Cascade, ...] = ()


def read_bundles(folder: Folder, contents: tuple[Mount, ...], languages: Container[str], default: str) -> Bundles:
    """The bundles of ``contents``."""
    leaves: set[str] = set()
    branches: set[str] = set()
    nodes: set[str] = set()
    hidden: set[str] = set()
    sections: set[str] = set()
    cascades: list[Cascade] = []
    for mount in contents:
        for path in folder.files(mount.source.rstrip("/"), _MOST):
            inside = mount.target + path
            above, _, name = inside.rpartition("/")
            above += "/" if above else ""
            sections.add(inside.partition("/")[0] if above else "")
            if not name.startswith(("index.", "_index.")) or name.rpartition(".")[2] not in CONTENT:
                continue
            source = mount.source + path
            if name.endswith((".html", ".htm")) and _is_raw(folder.text(source)):
                continue
            if name.startswith("index."):
                leaves.add(above)
                continue
            branches.add(above)
            language, _ = spoken(name, mount, languages, default)
            nodes.add(f"{language}:{above}")
            written = folder.text(source)
            if "cascade" in written or "draft" in written:
                settings = lowered(folder.settings(source) or {})
                if text(settings, "draft").lower() in _TRUE:
                    hidden.add(f"{language}:{above}")
                cascades += read_cascades(settings, above, language)
    cascades.sort(key=lambda cascade: -len(cascade.folder))
    sections.discard("")
    return Bundles(
        frozenset(leaves), frozenset(branches), frozenset(nodes), frozenset(hidden), frozenset(sections), tuple(cascades)
    )  # fmt: skip


def spoken(name: str, mount: Mount, languages: Container[str], default: str) -> tuple[str, str]:
    """The language of a file and its name without language and ending: ``post.en.md`` is English."""
    stem = name.rpartition(".")[0] or name
    plain, _, language = stem.rpartition(".")
    return (language, plain) if language in languages and plain else (mount.language or default, stem)


def _is_raw(html: str) -> bool:
    """Whether Hugo copies an HTML file as it is."""
    html = html.lstrip()
    return html.startswith("<") and not html.startswith("<!--")
