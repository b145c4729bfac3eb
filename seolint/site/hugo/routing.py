"""Where Hugo puts each file of ``content``: as 0.111 does, which its own sources and builds told.

Newer versions write ``build`` for ``_build`` and may name the kind above a permalink's section; both are read alike here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from msgspec.structs import replace

from seolint.site.clock import Noted, passed
from seolint.site.hugo import paths, references, titles
from seolint.site.hugo.bundles import CONTENT, Bundles, Mount, spoken
from seolint.site.hugo.dates import Found, find_dates, moment
from seolint.site.hugo.languages import Language, Source, list_kind
from seolint.site.hugo.permalinks import Subject, expand
from seolint.site.hugo.titles import Titles
from seolint.site.hugo.values import Cascade, FrontMatter
from seolint.site.routing import NoValues, Place, Routing, Values

_FALSE = frozenset({"false", "no", "n", "off", "f", "0"})
_UNRENDERED = frozenset({"never", "false", "link", "0"})


class HugoRouting(Routing, frozen=True):
    """``known`` says that the configuration was read; ``redirects`` are addresses that only lead to the home page."""

    languages: dict[str, Language] = {}
    default: str = "en"
    contents: tuple[Mount, ...] = (Mount("content/"),)
    statics: tuple[Mount, ...] = (Mount("static/"),)
    bundles: Bundles = Bundles()
    ignored: tuple[str, ...] = ()
    cascades: tuple[Cascade, ...] = ()
    titles: Titles = Titles()
    redirects: tuple[str, ...] = ()
    known: bool = True
    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    noted: Noted | None = None

    def at(self, now: datetime, noted: Noted | None) -> HugoRouting:
        return replace(self, now=now, noted=noted)

    def place(self, path: str, values: Values) -> Place:
        source = self._source(path)
        if source is None:
            return Place("file" if _mounted(self.statics, path) else "part")
        if source.kind in {"part", "file"}:
            return Place(source.kind)
        if path.endswith((".html", ".htm")) and not values.language:
            return Place("file")
        language = source.language
        front = self._front(source, values)
        dates = find_dates(language.dates, front.text, source.content_name)
        kind = self._kind(source, front, dates)
        names = references.names(source)
        named = language.name if len(self.languages) > 1 else ""
        if not self.known or language.elsewhere:
            return Place(kind, names=names, language=named)
        address, folder = self._target(source, front, dates)
        if kind == "draft":
            return Place(kind, address, names=names, language=named)
        beside = self._beside(path, source, folder) if source.is_bundle and address else ()
        lists = self._lists(source, front)
        if _is_unrendered(source, front):
            return Place("part", names=names, language=named, beside=beside, lists=lists)
        if source.kind != "page" and "rss" not in language.disabled:
            lists = (_feed(address, folder), *lists)
        return Place(kind, address, self._aliases(source, front, folder), names, named, beside, lists)

    def _source(self, path: str) -> Source | None:
        """What the path says; None for a file outside the content."""
        found = _mounted(self.contents, path)
        if found is None:
            return None
        mount, inside = found
        folder, slash, file_name = inside.rpartition("/")
        folder += slash
        tongue, stem = spoken(file_name, mount, self.languages, self.default)
        language = self.languages.get(tongue, Language(tongue))
        sections = tuple(folder.split("/")[:-1])
        if language.off or self._is_ignored(inside, file_name):
            return Source(inside, language, "part", folder, stem)
        if file_name.rpartition(".")[2] not in CONTENT:
            return Source(inside, language, "file", folder, stem)
        leaf = self._leaf(folder)
        if stem == "_index" and leaf is None:
            return Source(inside, language, list_kind(sections, language.taxonomies), folder, stem, sections, is_bundle=True)
        is_index = file_name.startswith("index.") and folder not in self.bundles.branches
        if is_index and leaf in {None, folder}:
            name = "".join(sections[-1:])
            above = folder[: -len(name) - 1] if name else ""
            return Source(inside, language, "page", above, name, sections[:-1], is_bundle=True)
        return Source(inside, language, "page" if leaf is None else "part", folder, stem, sections)

    def _leaf(self, folder: str) -> str | None:
        """The outermost leaf bundle that ``folder`` is or lies in."""
        end = 0
        while True:
            if folder[:end] in self.bundles.leaves and folder[:end] not in self.bundles.branches:
                return folder[:end]
            end = folder.find("/", end) + 1
            if end == 0:
                return None

    def _is_ignored(self, path: str, name: str) -> bool:
        return name.startswith((".", "#")) or name.endswith("~") or any(re.search(each, "/" + path) for each in self.ignored)

    def _front(self, source: Source, values: Values) -> FrontMatter:
        reaching = (each for each in self.cascades if each.reaches(source.path, source.kind, source.language.name))
        return FrontMatter(values, tuple(reaching))

    def _kind(self, source: Source, front: FrontMatter, dates: Found) -> str:
        language, shown = source.language, source.language.shown
        named = f"{language.name}:{source.path}"
        draft = front.is_true("draft") if front.text("draft") else front.text("published").lower() in _FALSE
        draft = draft or any(map(named.startswith, self.bundles.hidden))
        future = dates.publish is not None and not passed(moment(dates.publish, language.dates.zone), self.now, self.noted)
        expired = dates.expiry is not None and passed(moment(dates.expiry, language.dates.zone), self.now, self.noted)
        if any(is_so and word not in shown for word, is_so in (("drafts", draft), ("future", future), ("expired", expired))):
            return "draft"
        if source.kind != "page" or not source.section:
            return "page"
        is_post = source.section in language.main_sections if language.main_sections else dates.date is not None
        return "post" if is_post else "page"

    def _target(self, source: Source, front: FrontMatter, dates: Found) -> tuple[str, str]:
        """The address, "" when it is not known, and the published folder of the files that belong to the page."""
        language, url = source.language, front.text("url")
        slug = front.name("slug").strip("-") if front.text("slug") else dates.slug
        pattern = language.permalinks.get(f"{source.kind}/{source.section}", "")
        permalink = ""
        if pattern and not url:
            sections = self._sections(source)
            subject = Subject(front.name("title"), slug, source.name, source.section, sections, dates.date, dates.known)
            expanded = expand(pattern, subject, language.style)
            if expanded is None:
                return "", ""
            permalink = expanded
        listed = () if source.kind == "page" else source.sections
        page = paths.Page(
            source.kind, listed, source.folder, slug or source.name, url, permalink, language.is_ugly(source.section),
            language.prefix,
        )  # fmt: skip
        target = paths.target(page, language.style)
        return target.address, target.folder

    def _beside(self, path: str, source: Source, target: str) -> tuple[tuple[str, str], ...]:
        """The folder of a bundle, and those that stand at the same place in other languages: these lend it what it lacks."""
        own, inside = path.removesuffix(source.file_name), source.path.removesuffix(source.file_name)
        others = (mount.source + inside[len(mount.target) :] for mount in self.contents if inside.startswith(mount.target))
        return tuple((folder, target + "/") for folder in dict.fromkeys((own, *others)))

    def _sections(self, source: Source) -> tuple[str, ...]:
        """The folders of the nearest section: of one with ``_index.md``, else the first folder, in Hugo's own spelling."""
        sections = source.sections
        for count in range(len(sections), 0, -1):
            if f"{source.language.name}:{'/'.join(sections[:count])}/" in self.bundles.nodes:
                return sections[:count]
        return (sections[0].lower(), "") if sections else ()

    def _aliases(self, source: Source, front: FrontMatter, folder: str) -> tuple[str, ...]:
        found: list[str] = []
        for alias in front.texts("aliases") if source.language.has_aliases else ():
            path = paths.clean(alias if alias.startswith("/") else paths.join(folder, "..", alias)).strip("/")
            if "*" in source.language.ugly and not path.endswith(".html"):
                path += ".html"
            found.append("/" + path if path.endswith(".html") else f"/{path}/")
        return tuple(found)

    def _lists(self, source: Source, front: FrontMatter) -> tuple[str, ...]:
        """The pages without a source that there are because of this one, with their feeds: home, its section, its terms."""
        language = source.language
        lists: list[tuple[str, tuple[str, ...], str]] = [("home", (), "")]
        lists += [("section", (source.section,), "")] if source.section and source.kind in {"page", "section"} else []
        for name in language.taxonomies:
            terms = front.texts(name)
            lists.append(("taxonomy", (name,), ""))
            lists += [("term", (name, *paths.sanitize(term, language.style).split("/")), term) for term in terms]
        found: list[str] = list(self.redirects)
        for kind, sections, title in lists:
            if kind in language.disabled or f"{language.name}:{'/'.join((*sections, ''))}" in self.bundles.nodes:
                continue
            sections = tuple(map(paths.lower, sections)) if kind == "section" else sections
            section = "".join(sections[:1])
            pattern = language.permalinks.get(f"{kind}/{section}", "")
            address, feed = _listed(kind, sections, title, pattern, language.is_ugly(section), language.prefix, language.style)
            found += [address, f"{language.name}:/{'/'.join((*sections, '')).lower()}"]
            found += [] if "rss" in language.disabled else [feed]
        return tuple(found)

    def references(self, name: str, path: str, language: str = "") -> tuple[str, ...]:
        source = self._source(path)
        if source is None:
            return ()
        return references.candidates(name, source, language or source.language.name)

    def built(self) -> tuple[str, ...]:
        return ("public/",)

    def asset(self, path: str) -> str:
        found = _mounted(self.statics, path)
        if found is not None:
            return "/" + found[1]
        source = self._source(path)
        if source is None or source.kind == "part" or self._leaf(source.folder) is not None:
            return ""
        if f"{source.language.name}:{source.folder}" in self.bundles.nodes or source.language.elsewhere:
            return ""
        return paths.join("/", source.language.prefix, source.path)

    def full_title(self, title: str, path: str, values: Values, place: Place) -> str:
        source = self._source(path)
        if source is None or source.kind in {"part", "file"}:
            return ""
        return titles.render(self.titles, source, self._front(source, values))

    def hands_down(self, path: str, keys: Iterable[str]) -> bool:
        source = self._source(path)
        front = self._front(source, NoValues()) if source is not None else None
        return front is not None and any(front.texts(key) for key in keys)

    def suffix(self) -> str:
        """What the layouts write behind the title of a page in the default language."""
        probe = Cascade({"title": _PROBE})
        source = Source("", self.languages[self.default], "page", "", "")
        found = titles.render(self.titles, source, FrontMatter(NoValues(), (probe,)))
        return found.removeprefix(_PROBE) if found.startswith(_PROBE) else ""

    def sources(self) -> tuple[str, ...]:
        return tuple(mount.source for mount in self.contents)


_PROBE = "\ue000"


@lru_cache(4096)
def _listed(
    kind: str, sections: tuple[str, ...], title: str, pattern: str, ugly: bool, prefix: str, style: paths.Style
) -> tuple[str, str]:
    """Where a list without a source is, and its feed."""
    section = "".join(sections[:1])
    permalink = expand(pattern, Subject(title, "", "", section, (section, ""), None), style) if pattern else ""
    target = paths.target(paths.Page(kind, sections, permalink=permalink or "", ugly=ugly, prefix=prefix), style)
    return target.address, _feed(target.address, target.folder)


def _feed(address: str, folder: str) -> str:
    return f"{address if address.endswith('/') else folder + '/'}index.xml"


def _mounted(mounts: tuple[Mount, ...], path: str) -> tuple[Mount, str] | None:
    """The mount of ``path`` that is nearest, and where the file stands there."""
    found = [mount for mount in mounts if path.startswith(mount.source)]
    if not found:
        return None
    mount = max(found, key=lambda mount: len(mount.source))
    return mount, mount.target + path[len(mount.source) :]


def _is_unrendered(source: Source, front: FrontMatter) -> bool:
    outputs = {output.lower() for output in front.texts("outputs")}
    return (
        front.text("_build.render").lower() in _UNRENDERED
        or (source.is_bundle and source.kind == "page" and front.is_true("headless"))
        or (bool(outputs) and "html" not in outputs)
        or source.kind in source.language.disabled
    )
