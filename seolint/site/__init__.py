"""The site that a post belongs to: its generator and settings, a plain frozen value."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import replace

from seolint.site.addresses import join
from seolint.site.clock import Noted, passed
from seolint.site.routing import NoValues, Place, Routing, Values

__all__ = ["Declared", "NoValues", "Place", "PostName", "Routing", "Site", "Values", "post_name"]

_POST_NAME = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)\.\w+$")


class Declared(Struct, frozen=True, array_like=True):
    """What a site's own code says of the front matter of the pages below ``folder``, from the root with a final slash: a JSON
    ``schema``, "" when nothing; ``known`` is the name of a theme whose schema holds too."""

    folder: str
    schema: str = ""
    known: str = ""


class Site(Struct, frozen=True):
    """``root`` is the folder as paths begin with it ("" for the working directory).

    ``below`` is the way from there to the working directory where the root is above it. ``generator`` is jekyll, hugo,
    hexo, zenn, qiita, astro, docusaurus, vitepress, gatsby, next or plain; ``known`` says that
    its configuration was found, so that what is not there is known to be missing; ``guessed`` that nothing marks its root, which
    is the folder that the user named. ``url`` is the published origin without a
    final slash, "" when unknown; ``baseurl`` the path before every address, such as ``/blog``; ``suffix`` what is appended
    to titles. ``template`` is the template language of posts, "" where only the file itself can tell; ``markdown`` the dialect
    (gfm, commonmark, kramdown, zenn, or markdown-it, which is VitePress's), ``heading_offset`` by how much its headings are lower
    than they are written, ``autolinks`` the scheme of an address that begins with ``www.``, "" where bare addresses are no links,
    ``heading_ids`` the way ids are made of headings; ``relative_to`` says whether a relative link is read from the ``address`` of
    its page or from its ``source`` file, ``images_relative_to`` the same of images.

    ``follows_sources`` says that links to source files become links to their pages, ``adds_base`` that ``baseurl`` is put before
    links from the root: both are true where nobody can tell.

    ``suffix_told`` and ``theme_prints_title`` (None: nobody says) come from the user, as do ``synonyms``, groups of words that
    count as one, and ``keywords_ignored``, folded. ``declared`` is what the site's code declares of front matter.
    """

    root: str = ""
    below: str = ""
    generator: str = "plain"
    known: bool = False
    guessed: bool = False
    title: str = ""
    suffix: str = ""
    suffix_told: bool = False
    theme_prints_title: bool | None = None
    url: str = ""
    baseurl: str = ""
    language: str = ""
    routing: Routing = Routing()
    template: str = ""
    markdown: str = "gfm"
    heading_offset: int = 0
    autolinks: str = "http"
    heading_ids: str = "github"
    relative_to: str = "address"
    images_relative_to: str = "address"
    follows_sources: bool = True
    adds_base: bool = True
    publishes_description: bool = True
    title_keys: tuple[str, ...] = ("title",)
    description_keys: tuple[str, ...] = ("description", "summary", "excerpt", "about", "desc", "subtitle")
    date_keys: tuple[str, ...] = ("date", "published", "published_at", "publishedAt", "pubDate", "created_at", "createdAt")
    updated_keys: tuple[str, ...] = ("last_modified_at", "lastmod", "updated", "updated_at", "updatedAt", "updatedDate")
    image_keys: tuple[str, ...] = (
        "image", "image.path", "image.url", "image.src", "cover", "cover.image", "coverImage", "cover_image", "thumbnail",
        "ogp", "ogImage", "og_image", "hero", "heroImage", "eyecatch", "featured_image", "featuredImage", "header-img",
    )  # fmt: skip
    keyword_keys: tuple[str, ...] = ("seo_keywords", "keywords", "focus_keyword", "focus_keyphrase")
    synonyms: tuple[tuple[str, ...], ...] = ()
    keywords_ignored: frozenset[str] = frozenset()
    known_keys: frozenset[str] = frozenset()
    declared: tuple[Declared, ...] = ()
    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    noted: Noted | None = None

    def passed(self, when: datetime) -> bool:
        """Whether ``when`` is past: the one door by which time enters, and where it is noted until when the answer holds."""
        return passed(when, self.now, self.noted)

    def at(self, now: datetime, noted: Noted | None) -> Site:
        """The site at another time; ``noted`` is told until when what is asked of it holds."""
        return replace(self, now=now, noted=noted, routing=self.routing.at(now, noted))

    def inside(self, path: str) -> str:
        """``path`` as seen from the root."""
        if self.below:
            return join(self.below, path).lstrip("/")
        return path[len(self.root) :].lstrip("/") if self.root and path.startswith(self.root) else path


class PostName(Struct, frozen=True):
    """What a dated file name says: ``2026-01-31-slug.md``."""

    year: int
    month: int
    day: int
    slug: str

    @property
    def date(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


def post_name(path: str) -> PostName | None:
    """The date and slug of a post's file name; None for other names."""
    found = _POST_NAME.fullmatch(path.rpartition("/")[2])
    return PostName(int(found[1]), int(found[2]), int(found[3]), found[4]) if found else None
