"""Docusaurus: what its configuration says of a site, and where it puts documents, posts and pages."""

from __future__ import annotations

import re

from seolint.site import Place, Routing, Site, Values, javascript
from seolint.site.folder import Folder

_DATED = re.compile(r"(?:(.*)/)?(\d{4})[-/](\d{1,2})[-/](\d{1,2})[-/](.+)")
_NUMBERED = re.compile(r"^\d+\s*[-_.]+\s*(?=[^-_.\s])(?!\d)")
_MARK = re.compile(r"^sidebar_(?:position|label)\s*:|^import .* from ['\"]@(?:theme|site)/", re.MULTILINE)
_TRANSLATED = re.compile(r"i18n/([\w-]+)/docusaurus-plugin-content-(docs/current|blog|pages)/")
_KEYS = frozenset(
    "id title title_meta slug description keywords image authors author tags date draft unlisted hide_title sidebar_label "
    "sidebar_position sidebar_class_name hide_table_of_contents toc_min_heading_level toc_max_heading_level pagination_label "
    "pagination_next pagination_prev custom_edit_url last_update displayed_sidebar parse_number_prefixes wrapperClassName".split()
)


class DocusaurusRouting(Routing, frozen=True):
    """``slash`` is the final slash that every address has, if any; ``known`` says that the configuration was read."""

    site_title: str = ""
    docs: str = "/docs"
    blog: str = "/blog"
    slash: str = ""
    known: bool = False

    def place(self, path: str, values: Values) -> Place:
        language, kind, inside = _kind(path)
        if not kind or any(part.startswith("_") for part in inside.split("/")):
            return Place("part")
        if values.text("draft") == "true":
            return Place("draft", language=language)
        if not self.known:
            return Place("post" if kind == "blog" else "page", language=language)
        stem = re.sub(r"\.mdx?$", "", inside)
        slug = values.text("slug")
        if kind == "blog":
            address = self._post(stem, slug)
        elif kind == "docs":
            address = self._document(stem, slug, values.text("id"))
        else:
            address = "/" + re.sub(r"(?:^|/)index$", "", stem)
        prefix = f"/{language}" if language else ""
        address = prefix + "/" + address.strip("/") if address.strip("/") else prefix + "/"
        address = address if address.endswith("/") else address + self.slash
        return Place("post" if kind == "blog" else "page", address, language=language)

    def _post(self, stem: str, slug: str) -> str:
        stem = re.sub(r"/index$", "", stem)
        dated = _DATED.fullmatch(stem)
        if slug:
            return f"{self.blog}/{slug.strip('/')}"
        if dated:
            folder = f"{dated[1]}/" if dated[1] else ""
            return f"{self.blog}/{dated[2]}/{dated[3]}/{dated[4]}/{folder}{dated[5]}"
        return f"{self.blog}/{stem}"

    def _document(self, stem: str, slug: str, identifier: str) -> str:
        parts = [_NUMBERED.sub("", part) for part in stem.split("/")]
        folder, name = parts[:-1], parts[-1]
        if slug.startswith("/"):
            return f"{self.docs}{slug}"
        if slug:
            return "/".join([self.docs, *folder, slug])
        if not identifier and (name.lower() in {"index", "readme"} or (folder and name.lower() == folder[-1].lower())):
            return "/".join([self.docs, *folder])
        return "/".join([self.docs, *folder, identifier or name])

    def built(self) -> tuple[str, ...]:
        return ("build/",)

    def asset(self, path: str) -> str:
        return "/" + path[len("static/") :] if path.startswith("static/") else ""

    def full_title(self, title: str, path: str, values: Values, place: Place) -> str:
        return f"{title} | {self.site_title}" if title and self.site_title else title or self.site_title

    def sources(self) -> tuple[str, ...]:
        return ("", "docs/", "blog/", "static/")


def _kind(path: str) -> tuple[str, str, str]:
    """Language, docs, blog or pages ("" for other files), and the path inside that folder."""
    found = _TRANSLATED.match(path)
    if found:
        return found[1], found[2].partition("/")[0], path[found.end() :]
    for folder, kind in (("docs/", "docs"), ("blog/", "blog"), ("src/pages/", "pages")):
        if path.startswith(folder):
            return "", kind, path[len(folder) :]
    return "", "", path


def find(root: str, folder: Folder, base: Site) -> Site | None:
    """The site in ``folder``, whose path is ``root``; None when it is none of Docusaurus's."""
    text = javascript.read(folder, ("docusaurus.config",))
    return None if text is None else read_site(root, text, base)


def shows(text: str) -> bool:
    """Whether a page is written for Docusaurus."""
    return _MARK.search(text) is not None


def guessed(root: str, base: Site) -> Site:
    """The site at ``root`` that only its posts show."""
    return read_site(root, None, base)


def read_site(root: str, text: str | None, base: Site) -> Site:
    """The site at ``root`` with the text of its configuration, None when there is none."""
    found = text or ""
    title = javascript.literal(found, "title")
    routes = dict(re.findall(r"(docs|blog)\s*:\s*\{[^{}]*?routeBasePath\s*:\s*['\"]([^'\"]*)['\"]", found))
    rooted = {kind: "/" + route.strip("/") if route.strip("/") else "" for kind, route in routes.items()}
    routing = DocusaurusRouting(
        title, rooted.get("docs", "/docs"), rooted.get("blog", "/blog"),
        "/" if javascript.literal(found, "trailingSlash") == "true" else "", known=text is not None,
    )  # fmt: skip
    return Site(
        root=root, generator="docusaurus", known=text is not None, title=title, suffix=f" | {title}" if title else "",
        url=javascript.literal(found, "url").rstrip("/"), baseurl=javascript.literal(found, "baseUrl").rstrip("/"),
        language=javascript.literal(found, "defaultLocale"), routing=routing, template="docusaurus",
        heading_ids="github", images_relative_to="source", known_keys=_KEYS, now=base.now,
    )  # fmt: skip
