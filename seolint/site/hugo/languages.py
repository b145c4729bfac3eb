"""A language of a Hugo site, and what the path of a content file says."""

from __future__ import annotations

from msgspec import Struct

from seolint.site.hugo.dates import Dates
from seolint.site.hugo.paths import Style


class Language(Struct, frozen=True):
    """One language of the site, with what the configuration says for it.

    ``prefix`` is what its addresses begin with, such as ``en``; ``permalinks`` are patterns by kind and section, such as
    ``page/blog``; ``ugly`` the sections with ``uglyURLs``, ``*`` for all; ``shown`` which of ``drafts``, ``future`` and
    ``expired`` are built; ``disabled`` kinds have no pages; ``params`` are
    the site's own, in lower case and dotted. ``elsewhere`` says that another host publishes it, ``off`` that
    none does.
    """

    name: str
    prefix: str = ""
    title: str = ""
    style: Style = Style()
    permalinks: dict[str, str] = {}
    ugly: frozenset[str] = frozenset()
    dates: Dates = Dates()
    taxonomies: tuple[str, ...] = ("tags", "categories")
    main_sections: tuple[str, ...] = ()
    shown: frozenset[str] = frozenset()
    disabled: frozenset[str] = frozenset()
    params: dict[str, str] = {}
    has_aliases: bool = True
    elsewhere: bool = False
    off: bool = False

    def is_ugly(self, section: str) -> bool:
        return not self.ugly.isdisjoint(("*", section))


class Source(Struct, frozen=True):
    """What a path says. ``path``, ``folder`` and ``sections`` are from the content's root, ``folder`` with a final slash.

    ``name`` is the page's, of its file or its bundle; ``kind`` is page, home, section, taxonomy, term, part or file.
    ``is_bundle`` says that the files beside it belong to it.
    """

    path: str
    language: Language
    kind: str
    folder: str
    name: str
    sections: tuple[str, ...] = ()
    is_bundle: bool = False

    @property
    def section(self) -> str:
        return self.sections[0] if self.sections else ""

    @property
    def file_name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def content_name(self) -> str:
        """The name of the page or of the folder that it stands for: where a date may stand."""
        return self.name if self.kind == "page" else "".join(self.sections[-1:])


def list_kind(sections: tuple[str, ...], taxonomies: tuple[str, ...]) -> str:
    """Whether ``_index.md`` in the folders ``sections`` is the home page's, a section's, a taxonomy's or a term's."""
    path = "/".join(sections)
    if not path:
        return "home"
    for name in taxonomies:
        if path == name:
            return "taxonomy"
        if path.startswith(name):
            return "term"
    return "section"
