"""Where Jekyll 4 puts what it makes: posts, drafts, documents of collections, pages and files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import replace

from seolint.site.addresses import decode
from seolint.site.clock import Noted, passed
from seolint.site.jekyll.dates import Moment, read_day, read_moment
from seolint.site.jekyll.defaults import Defaults, Merged
from seolint.site.jekyll.documents import DATED, Document, categories_of, names_of, tags_of
from seolint.site.jekyll.entries import Entries
from seolint.site.jekyll.head import Heads
from seolint.site.jekyll.made import Archives
from seolint.site.jekyll.permalinks import STYLES, fill_document, fill_page, finish, slugify, suffixed, titleize
from seolint.site.routing import NoValues, Place, Routing, Values

_PARTS = frozenset({"_layouts", "_includes", "_data", "_sass", "_plugins"})
_ASIDE = frozenset("readme license licence copying code_of_conduct contributing issue_template pull_request_template".split())


class Collection(Struct, frozen=True):
    """``permalink`` is a template; Jekyll takes no names of styles there."""

    label: str
    output: bool = False
    permalink: str = ""


class Languages(Struct, frozen=True):
    """jekyll-polyglot's: the site is built once for each, in a folder of its name, but for the ``default`` one."""

    names: tuple[str, ...]
    default: str


class JekyllRouting(Routing, frozen=True):
    """``source`` and ``collections_dir`` end with a slash where they are not empty; ``known`` says that there is a configuration.

    ``drafts``, ``future`` and ``unpublished`` say that such pages are built; ``now`` is the time of the build.
    ``bare_pages`` says that Markdown without front matter becomes a page, ``bare_readme`` that the readme of the root does.
    ``made`` are the addresses of pages that plugins make.
    """

    known: bool = False
    permalink: str = "date"
    source: str = ""
    collections_dir: str = ""
    collections: tuple[Collection, ...] = (Collection("posts", output=True, permalink=STYLES["date"]),)
    defaults: Defaults = Defaults()
    entries: Entries = Entries()
    markdown: tuple[str, ...] = (".markdown", ".mkdown", ".mkdn", ".mkd", ".md")
    timezone: str = ""
    drafts: bool = False
    future: bool = False
    unpublished: bool = False
    redirects: bool = False
    bare_pages: bool = False
    bare_readme: bool = False
    languages: Languages | None = None
    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    noted: Noted | None = None
    heads: Heads = Heads()
    archives: Archives = Archives()
    made: tuple[str, ...] = ()

    def at(self, now: datetime, noted: Noted | None) -> JekyllRouting:
        return replace(self, now=now, noted=noted)

    def place(self, path: str, values: Values) -> Place:
        if not path.startswith(self.source):
            return Place("part")
        inside = path[len(self.source) :]
        document = self._document(inside)
        if document is not None:
            return self._place_document(inside, document, values)
        if not self.entries.reads(inside) or _PARTS.intersection(inside.split("/")):
            return Place("part")
        return self._place_page(inside, values)

    def planned(self, path: str, values: Values) -> str:
        return replace(self, drafts=True, future=True, unpublished=True).place(path, values).address

    def _passed(self, moment: Moment) -> bool:
        return passed(moment.instant(self.timezone), self.now, self.noted)

    def _document(self, path: str) -> Document | None:
        """The post or document that ``path`` is, None for anything else."""
        parts = path.split("/")
        base = self.collections_dir
        if path.startswith(base + "_"):
            label, _, rest = path[len(base) + 1 :].partition("/")
            if rest and label not in {"posts", "data"} and any(each.label == label for each in self.collections):
                return Document(label, (), rest)
        for number, part in enumerate(parts[:-1]):
            if part in {"_posts", "_drafts"}:
                if not path.startswith(base):
                    return None
                above = tuple(parts[base.count("/") : number])
                return Document("posts", above, "/".join(parts[number + 1 :]), part == "_drafts")
            if not self.entries.takes(part, "/".join(parts[:number]), folder=True):
                return None
        return None

    def _place_document(self, path: str, document: Document, values: Values) -> Place:
        collection = next(each for each in self.collections if each.label == document.collection)
        found = Merged(values, self.defaults.of(path, document.collection))
        is_post = document.collection == "posts"
        name = DATED.fullmatch(document.inside.rpartition("/")[2])
        base = path[: len(path) - len(document.inside) - 1]
        if not self.entries.takes(document.inside, base):
            return Place("draft" if is_post else "part")
        if is_post and not name and not document.is_draft:
            return Place("draft")
        if not is_post and not values.language:
            return Place("file", self.asset(self.source + path)) if self.known else Place("file")
        moment = self._moment(found, name[1] if name else "")
        language = found.text("lang")
        if (
            (document.is_draft and not self.drafts)
            or (found.says_no("published") and not self.unpublished)
            or (self.known and moment is not None and not self.future and not self._passed(moment))
        ):
            return Place("draft", language=language)
        if not collection.output:
            return Place("part", language=language)
        address = self._document_address(document, collection, found, moment) if self.known else ""
        names = names_of(document, name[1] if name else "", moment, found.text("slug"), self.timezone) if is_post else ()
        address, others = self._translated(address, language)
        if not is_post:
            return Place("page", address, (*others, *self._aliases(found)), language=language)
        dates = moment.local(self.timezone) if moment is not None else ()
        lists = self.archives.of((*document.above, *categories_of(found)), tags_of(found), dates)
        return Place("post", address, (*others, *self._aliases(found)), names, language, lists=lists)

    def _moment(self, found: Merged, day: str) -> Moment | None:
        """The date of a document, None for none or one that cannot be read."""
        said = found.text("date")
        return read_moment(said, plain=found.plain("date")) if said else read_day(day) if day else None

    def _document_address(self, document: Document, collection: Collection, found: Merged, moment: Moment | None) -> str:
        stem, ending = posixpath.splitext(document.inside)
        name = stem.rpartition("/")[2]
        dated = DATED.fullmatch(name + ending)
        slug = found.text("slug") or (dated[2] if dated else name).rstrip(".")
        template = found.permalink or collection.permalink
        output = self._output(ending)
        if not template:
            template = suffixed("/:collection/:path", self.permalink)
        categories = tuple(dict.fromkeys((*document.above, *categories_of(found))))
        above = "/".join((*document.above, *(["_drafts"] if document.is_draft else [])))
        words = {
            "collection": collection.label,
            "path": f"{above}/{stem}".rstrip(".") if above else "/" + stem.rstrip("."),
            "output_ext": output,
            "name": slugify(name),
            "title": slugify(slug, pretty=True),
            "slug": slugify(slug),
            "categories": "/".join(dict.fromkeys("".join(map(str.lower, category)) for category in categories)),
            "slugified_categories": "/".join(dict.fromkeys(map(slugify, categories))),
        }
        return fill_document(template, words, moment.local(self.timezone) if moment is not None else ())

    def _place_page(self, path: str, values: Values) -> Place:
        folder, _, name = path.rpartition("/")
        stem, ending = posixpath.splitext(name)
        is_markdown = ending.lower() in self.markdown
        found = Merged(values, self.defaults.of(path, "pages"))
        language = found.text("lang")
        if values.language != "yaml" and not (is_markdown and self.bare_pages and stem.lower() not in _ASIDE):
            if self.bare_readme and is_markdown and stem.lower() == "readme":
                return Place("page", "" if folder or not self.known else "/", language=language)
            kind = "page" if ending.lower() in {".html", ".htm"} else "file"
            return Place(kind, self.asset(self.source + path) if self.known else "", language=language)
        if Merged(values, {}).says_no("published") and not self.unpublished:
            return Place("draft", language=language)
        output = self._output(ending)
        template = found.permalink
        if not template:
            if output not in {".html", ".xhtml", ".htm"}:
                template = "/:path/:basename:output_ext"
            elif stem == "index":
                template = "/:path/"
            else:
                template = suffixed("/:path/:basename", self.permalink)
        words = {"path": folder, "basename": stem.rstrip("."), "output_ext": output}
        address, others = self._translated(fill_page(template, words) if self.known else "", language)
        made = self.made if address == "/" else ()
        return Place("page", address, (*others, *self._aliases(found)), language=language, lists=made)

    def _aliases(self, found: Merged) -> tuple[str, ...]:
        """The addresses that jekyll-redirect-from makes."""
        return tuple(map(finish, found.texts("redirect_from"))) if self.redirects and self.known else ()

    def _translated(self, address: str, language: str) -> tuple[str, tuple[str, ...]]:
        """``address`` as jekyll-polyglot moves it, and where else it puts the page: below every language that has none.

        What it makes of an address that names a language depends on its version.
        """
        if self.languages is None or not address:
            return address, ()
        names, default = self.languages.names, self.languages.default
        language = language if language in names else default
        plain = re.sub(rf"[/.](?:{'|'.join(map(re.escape, names))})[/.]", "/", address) if names else address
        below = {name: "" if name == default else f"/{name}" for name in (default, language, *names)}
        first, *others = dict.fromkeys((below[language], *below.values()))
        everywhere = tuple(f"{each}{one}" for one in dict.fromkeys((address, plain)) for each in (first, *others))
        return (everywhere[0], everywhere[1:]) if plain == address else ("", everywhere)

    def built(self) -> tuple[str, ...]:
        return (f"{self.source}{self.entries.destination}/",)

    def asset(self, path: str) -> str:
        inside = path[len(self.source) :] if path.startswith(self.source) else ""
        base = self.collections_dir + "_"
        if inside.startswith(base):
            label, _, rest = inside[len(base) :].partition("/")
            collection = next((each for each in self.collections if each.label == label), None)
            if collection is not None and label != "posts":
                return self._collected(collection, rest) if rest and collection.output else ""
        if not inside or not self.entries.reads(inside):
            return ""
        stem, ending = posixpath.splitext(inside)
        address = "/" + stem.rstrip(".") + (".css" if ending in {".scss", ".sass"} else ending)
        return "" if self._hides(address, "") else address

    def _collected(self, collection: Collection, rest: str) -> str:
        stem, ending = posixpath.splitext(rest)
        if not self.entries.takes(rest, "_" + collection.label):
            return ""
        words = {"collection": collection.label, "path": "/" + stem.rstrip("."), "output_ext": "",
                 "name": stem.rpartition("/")[2].rstrip("."), "title": ""}  # fmt: skip
        template = collection.permalink or suffixed("/:collection/:path", self.permalink)
        address = fill_page(template, words).rstrip("/") + decode(ending)
        return "" if self._hides(address, collection.label) else address

    def _hides(self, address: str, kind: str) -> bool:
        """Whether a default says that the file is not published: it goes by the address."""
        return bool(self.defaults.sets) and Merged(NoValues(), self.defaults.of(address.lstrip("/"), kind)).says_no("published")

    def _output(self, ending: str) -> str:
        return ".html" if ending.lower() in self.markdown else ending

    def hands_down(self, path: str, keys: Iterable[str]) -> bool:
        inside = path.removeprefix(self.source)
        document = self._document(inside)
        found = Merged(NoValues(), self.defaults.of(inside, document.collection if document is not None else "pages"))
        return any(found.texts(key) for key in keys)

    def full_title(self, title: str, path: str, values: Values, place: Place) -> str:
        if not self._has_layout(path, values, place):
            return title if self.known else ""
        return self.heads.full_title(*self._merged(path, values), place.address, self._below(path))

    def article(self, path: str, values: Values, place: Place) -> str:
        if not self._has_layout(path, values, place):
            return ""
        return self.heads.article(*self._merged(path, values), place.address, self._below(path))

    def _below(self, path: str) -> str:
        return path[len(self.source) :] if path.startswith(self.source) else path

    def _has_layout(self, path: str, values: Values, place: Place) -> bool:
        if not self.known or place.kind == "file":
            return False
        return values.language == "yaml" or self.bare_pages or self._document(self._below(path)) is not None

    def _merged(self, path: str, values: Values) -> tuple[Merged, str, str]:
        """The front matter with its defaults, what Jekyll makes of the file name, and the collection, or ``pages``."""
        document = self._document(self._below(path))
        kind, made = (document.collection if document is not None else "pages"), ""
        if document is not None:
            name = document.inside.rpartition("/")[2]
            dated = DATED.fullmatch(name)
            made = titleize((dated[2] if dated else posixpath.splitext(name)[0]).rstrip("."))
        return Merged(values, self.defaults.of(self._below(path), kind)), made, kind

    def references(self, name: str, path: str, language: str = "") -> tuple[str, ...]:
        """A post may be called by its date and slug alone, in whatever folder it is."""
        return (name.removeprefix("/"), name.rpartition("/")[2])

    def sources(self) -> tuple[str, ...]:
        return (self.source, self.source + self.collections_dir) if self.collections_dir else (self.source,)
