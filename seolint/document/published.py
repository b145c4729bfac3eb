"""What a file says of the page that it becomes: where it is published, its title, dates, tags and pictures."""

from __future__ import annotations

import re
from functools import cached_property

from seolint.document.image_identity import image_identity
from seolint.document.json_schema import Fault, Schema
from seolint.document.picture_urls import picture_urls
from seolint.document.source import Source
from seolint.pattern import pattern
from seolint.site import Place, post_name
from seolint.site.routes import absolute
from seolint.text import UNKNOWN, Placed

_NO_PICTURE = frozenset({"", "true", "false", "none", "null", "yes", "no", "on", "off"})
_BARE = frozenset({"default", "base", "home", "index", "landing", "plain", "none", "null", "false", ""})
"""Layouts that hold others, or pages that write their own H1."""
_WITHOUT_DRAFT_KEY = frozenset({"jekyll", "hexo"})
"""Generators that publish what says ``draft: true``: theirs are known by their folder."""
_LISTS = re.compile(
    r"404|500|_?index|search|archives?|tags?|categor(?:y|ies)|list|about|contact|feed|sitemap|redirect|offline|thanks|toc"
)
_LIST_LAYOUTS = re.compile(r"redirect|home|index|list|archive|tags?$|categor|search|landing|none$|null$")
_EDITION = pattern(
    r"(?:ar|bn|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hu|id|it|ja|jp|ko|kr|lt|lv|ms|nb|nl|no|pl|pt|ro|ru|sk|sl|sv|th|tr|uk|"
    r"vi|zh|cn|tw)(?:[-_](?:[a-z]{2}|han[st]))?|v\d+(?:\.[\dx]+)*|(?:version-)?\d+\.[\dx]+(?:\.[\dx]+)?|next|latest"
)


class PublishedPage(Source):
    """A file as a page of its site."""

    @cached_property
    def place(self) -> Place:
        """What the site's generator makes of the file."""
        return self.site.routing.place(self.site.inside(self.path), self.front_matter)

    @property
    def address(self) -> str:
        """Where the page is published, from the site's root, decoded; "" when that is not known or it is not."""
        return self.place.address

    @cached_property
    def planned_address(self) -> str:
        """``address``, or that which a draft will have; "" when it is not known."""
        if self.address or not self.is_draft:
            return self.address
        return self.site.routing.planned(self.site.inside(self.path), self.front_matter)

    @property
    def url(self) -> str:
        """The page's URL, without the origin where the site does not say it; "" when it is not known."""
        return absolute(self.site, self.address) if self.address else ""

    @cached_property
    def is_page(self) -> bool:
        """Whether the file becomes a page: a fragment of HTML, or a file that the site leaves out or copies, does not."""
        if self.site.known and self.place.kind in {"part", "file"}:
            return False
        if self.is_html and not self.front_matter.exists:
            return self.content.whole_page or self.content.head_title is not None
        return True

    @cached_property
    def title(self) -> Placed[str] | None:
        """The page's own title: front matter, else the first H1, else ``<title>``; unknown parts are U+E000."""
        found = self.front_matter.first(self.site.title_keys)
        if found is not None:
            return found
        if self.is_html and self.content.head_title is not None and self.content.head_title.value:
            return self.content.head_title
        return next((h.text for h in self.headings if h.level == 1 and h.text.value), None)

    @cached_property
    def full_title(self) -> str:
        """The ``<title>`` as it is published, with what the layouts add to it."""
        own = self.title.value if self.title else ""
        if self.site.suffix_told:
            return own + (self.site.suffix if own else "")
        inside = self.site.inside(self.path)
        full = self.site.routing.full_title(own, inside, self.front_matter, self.place)
        return full or own + (self.site.suffix if own else "")

    @property
    def emitted_article(self) -> str:
        """The type of the article that the site's layouts and plugins describe the page as; "" for none, and when nobody knows."""
        return self.site.routing.article(self.site.inside(self.path), self.front_matter, self.place)

    @cached_property
    def title_is_printed(self) -> bool:
        """Whether the page shows the title of its front matter above its text: where nobody says, the themes of blogs do."""
        told, layout = self.site.theme_prints_title, self.front_matter.get("layout")
        blog = self.site.generator in {"jekyll", "hugo", "hexo"} if layout is None else layout.value.lower() not in _BARE
        return (blog and not self.is_html if told is None else told) and self.front_matter.first(self.site.title_keys) is not None

    @cached_property
    def description(self) -> Placed[str] | None:
        """The description as the generator publishes it; None when there is none or it is blank."""
        found = self.front_matter.first(self.site.description_keys)
        if found is None and self.is_html:
            found = self.content.meta.get("description")
        return found if found is not None and found.value.strip() else None

    @cached_property
    def is_draft(self) -> bool:
        """Whether the page says that it is not published."""
        told = {key: self.front_matter.get(key) for key in ("draft", "published", "private", "ignorePublish")}
        said = {key: value.value.strip().lower() for key, value in told.items() if value is not None}
        draft = said.get("draft") if self.site.generator not in _WITHOUT_DRAFT_KEY else ""
        hidden = "true" in {draft, said.get("private"), said.get("ignorePublish")}
        quoted = self.site.generator == "jekyll" and not self.front_matter.plain("published")
        hidden = hidden or (said.get("published") == "false" and not quoted) or "/_drafts/" in f"/{self.path}"
        return hidden or self.place.kind == "draft"

    @property
    def is_slides(self) -> bool:
        """Whether the headings are those of slides, not of a text."""
        layout = self.front_matter.get("layout") or self.front_matter.get("type")
        shown = layout is not None and layout.value.lower() in {"slide", "slides", "reveal", "presentation", "keynote"}
        return shown or self.front_matter.member("marp") is not None

    @cached_property
    def is_listed(self) -> bool:
        """Whether search engines are to list the page: no draft, redirect, error page, feed or copy, and not noindex."""
        read = self.front_matter.get
        named = read("robots") or (self.content.meta.get("robots") if self.is_html else None)
        index = read("noindex")
        address = read("permalink")
        other = self.front_matter.first(("redirect_to", "canonical", "canonical_url", "canonicalUrl", "canonicalURL"))
        hidden = (named and "noindex" in named.value.lower()) or (index and index.value.lower() == "true")
        feed = address is not None and re.search(r"\.(?:xml|json|txt|css|js)$", address.value)
        name = self.path.rpartition("/")[2].partition(".")[0]
        return self.is_page and not (self.is_draft or hidden or other or feed or name == "404")

    @cached_property
    def is_article(self) -> bool:
        """Whether the page is listed and a text to be read: a post, or another page with front matter that is no list of pages."""
        if not self.is_listed or (self.is_html and not self.front_matter.exists):
            return False
        layout = self.front_matter.get("layout")
        if layout is not None and _LIST_LAYOUTS.match(layout.value.lower()):
            return False
        name = self.path.rpartition("/")[2].partition(".")[0].lower()
        is_list = _LISTS.fullmatch(name) is not None and (name.startswith("_") or not self.published)
        return self.place.kind == "post" or (self.front_matter.exists and not is_list)

    @cached_property
    def edition(self) -> str:
        """The language or version that the path or the page names; pages may be alike in different ones."""
        inside, _, name = self.site.inside(self.path).lower().rpartition("/")
        parts = [part for part in (*inside.split("/"), *name.split(".")[1:-1]) if _EDITION.fullmatch(part)]
        named = self.front_matter.get("lang") or self.front_matter.get("locale")
        language = named.value.lower() if named is not None else ""
        return "/".join(parts) or ("" if language == self.site.language.lower() else language)

    @cached_property
    def name_date(self) -> str:
        """The day that the file name begins with, ``YYYY-MM-DD``; "" when there is none."""
        name = post_name(self.path)
        return name.date if name else ""

    @cached_property
    def date(self) -> Placed[str] | None:
        """The date of publication as it is written; ``published: true`` is none."""
        found = (self.front_matter.first((key,)) for key in self.site.date_keys)
        return next((value for value in found if value and value.value.lower() not in {"true", "false"}), None)

    @cached_property
    def updated(self) -> Placed[str] | None:
        return self.front_matter.first(self.site.updated_keys)

    @cached_property
    def published(self) -> str:
        """The day of publication, ``YYYY-MM-DD``, from the front matter or else the file name; "" when unknown."""
        if self.date is not None and re.match(r"\d{4}-\d{2}-\d{2}", self.date.value):
            return self.date.value[:10]
        return self.name_date

    @cached_property
    def tags(self) -> tuple[Placed[str], ...]:
        """The tags of the front matter, Zenn's topics too; blank ones left out."""
        from seolint.document.tags import read_tags

        return read_tags(self.front_matter, self.site.generator)

    def faults(self, schema: Schema) -> tuple[Fault, ...]:
        """What the front matter says against ``schema``, its values being what the site's generator takes them for."""
        from seolint.document.json_schema.judge import Judge
        from seolint.document.meanings import meaning_of

        front, generator = self.front_matter, self.site.generator
        fold = str.lower if generator == "hugo" else str
        judge = Judge(schema, lambda scalar: meaning_of(scalar, front.language, generator), fold)
        return judge.judge(front.root, self.top)

    @cached_property
    def featured_image(self) -> Placed[str] | None:
        """The picture that stands for the page; ``cover: false`` is none."""
        keys, written = self.site.image_keys, self.front_matter
        scalars = (written.get(key) for key in keys)
        lists = (image for key in keys for image in written.strings(key))
        found = (value for value in (*scalars, *lists) if value is not None and value.value.strip().lower() not in _NO_PICTURE)
        return next(found, None) or (self.content.meta.get("og:image") if self.is_html else None)

    @cached_property
    def picture_urls(self) -> tuple[Placed[str], ...]:
        """Every URL of a picture that the page names: featured, in the body with its other sizes, in the structured data."""
        return tuple(picture_urls(self.featured_image, self.images, self.items))

    def image_identity(self, url: Placed[str]) -> str:
        """The same text wherever one picture of the site is shown; "" when a template hides which."""
        value = url.value.strip()
        if value not in self._identities:
            self._identities[value] = self._identify(value)
        return self._identities[value]

    @cached_property
    def _identities(self) -> dict[str, str]:
        return {}

    def _identify(self, value: str) -> str:
        rooted = value.lstrip(UNKNOWN)
        if UNKNOWN in rooted or (value != rooted and not rooted.startswith("/")) or value.startswith("data:"):
            return ""
        if self.site.url and rooted.startswith(self.site.url + "/"):
            rooted = rooted[len(self.site.url) :]
        if rooted and not rooted.startswith(("/", "#")) and "//" not in rooted.partition("?")[0]:
            folder = self.path.rpartition("/")[0]
            rooted = _join(self.site.inside(folder + "/"), rooted)
        return image_identity(rooted.removeprefix(self.site.baseurl) if self.site.baseurl else rooted)


def _join(folder: str, path: str) -> str:
    """``path`` as written in a file of ``folder``, from the root of the site."""
    parts: list[str] = []
    for part in f"{folder}/{path}".split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in {"", "."}:
            parts.append(part)
    return "/" + "/".join(parts)
