"""A post: its source text, and views of it computed when first asked for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from seolint.document.content import Block, Content, Heading, Image, Link
from seolint.document.content_reader import read_content
from seolint.document.destinations import Lead, destination, read_lead
from seolint.document.front_matter import FrontMatter, read_front_matter
from seolint.document.heading_ids import heading_ids
from seolint.document.image_identity import image_identity
from seolint.document.json_schema import Fault, Schema
from seolint.document.keywords import Keyphrase, KeyphraseUse, Mentions, Term, mentions, read_keyphrases, use_all
from seolint.document.markdown import read_markdown
from seolint.document.picture_urls import picture_urls
from seolint.document.structured_data import Item, Literal, Property, Reference, Script, read_scripts
from seolint.document.template import Template, mask
from seolint.document.things import Thing, read_things
from seolint.document.words import Words
from seolint.site import Place, Site, post_name
from seolint.site.routes import Destination, absolute
from seolint.text import UNKNOWN, Location, Placed, fold

if TYPE_CHECKING:
    from seolint.document.prose_words import ProseWords
    from seolint.document.sections import Section
    from seolint.document.sentences import Sentence

__all__ = [
    "Block", "Document", "Fault", "FrontMatter", "Heading", "Image", "Item", "Keyphrase", "KeyphraseUse", "Lead", "Link", "Literal",
    "Mentions", "Property", "Reference", "Schema", "Script", "Term", "Thing", "Words",
]  # fmt: skip

_DIALECTS = {"mdx": "mdx", "astro": "astro", "erb": "erb", "php": "erb", "njk": "nunjucks"}
"""The template language of a file's ending, whatever the site says."""
_SWITCHES = {"liquid": ("render_with_liquid", "false"), "nunjucks": ("disableNunjucks", "true")}
"""The key of the front matter that switches a template language off, and its value."""
_NO_PICTURE = frozenset({"", "true", "false", "none", "null", "yes", "no", "on", "off"})
_BARE = frozenset({"default", "base", "home", "index", "landing", "plain", "none", "null", "false", ""})
"""Layouts that hold others, or pages that write their own H1."""
_RUN = re.compile(UNKNOWN + "+")
_LIQUID_NAME = re.compile(r"(?:^|/)_(?:posts|drafts)/")
_LISTS = re.compile(
    r"404|500|_?index|search|archives?|tags?|categor(?:y|ies)|list|about|contact|feed|sitemap|redirect|offline|thanks|toc"
)
_LIST_LAYOUTS = re.compile(r"redirect|home|index|list|archive|tags?$|categor|search|landing|none$|null$")
_EDITION = re.compile(
    r"(?:ar|bn|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hu|id|it|ja|jp|ko|kr|lt|lv|ms|nb|nl|no|pl|pt|ro|ru|sk|sl|sv|th|tr|uk|"
    r"vi|zh|cn|tw)(?:[-_](?:[a-z]{2}|han[st]))?|v\d+(?:\.[\dx]+)*|(?:version-)?\d+\.[\dx]+(?:\.[\dx]+)?|next|latest"
)


_START = attrgetter("start")


class Document:
    """One file. Every view is a pure function of ``path``, ``text`` and ``site``; every value knows its place.

    ``path`` is relative to the working directory, with ``/``.
    """

    def __init__(self, path: str, text: str, site: Site) -> None:
        self.path, self.text, self.site = path, text, site

    def at(self, start: int, end: int) -> Location:
        return Location(self.path, start, end)

    @property
    def top(self) -> Location:
        """The first line: where what is absent is flagged."""
        start = int(self.text.startswith("\ufeff"))
        ends = [end for end in (self.text.find("\n", start), self.text.find("\r", start)) if end >= 0]
        return self.at(start, min(ends, default=len(self.text)))

    @cached_property
    def front_matter(self) -> FrontMatter:
        return read_front_matter(self.path, self.text, self.site.generator if self.site.known else "")

    @property
    def is_html(self) -> bool:
        return self.path.lower().endswith((".html", ".htm"))

    @cached_property
    def dialect(self) -> str:
        """The template language as ``mask`` names it: by the file's ending and the site, else by what the file itself shows."""
        template = self.site.template
        ending = _DIALECTS.get(self.path.rpartition(".")[2].lower(), "")
        if ending:
            return template if ending == "mdx" and template == "docusaurus" else ending
        switch, off = _SWITCHES.get(template, ("", ""))
        if (set_ := self.front_matter.get(switch)) and set_.value == off:
            return "none"
        if template == "liquid":
            return "liquid" if self.front_matter.exists else "none"
        if template == "hugo":
            return "go" if self.is_html and "content" not in self.path.split("/") else "hugo"
        if template:
            return "none" if template == "astro" else template
        if self.front_matter.language == "toml":
            return "hugo"
        layout = self.front_matter.get("layout")
        return "liquid" if (layout and "/" not in layout.value) or _LIQUID_NAME.search(self.path) else "none"

    @property
    def markdown(self) -> str:
        """The dialect of Markdown as ``read_markdown`` names it."""
        return "mdx" if self.dialect in {"mdx", "docusaurus"} else self.site.markdown

    @cached_property
    def template(self) -> Template:
        attributes = self.site.markdown != "kramdown" and not self.is_html
        return mask(self.text, self.front_matter.end, self.dialect, attributes=attributes)

    @cached_property
    def content(self) -> Content:
        text, start = self.template.text, max(self.front_matter.end, int(self.text.startswith("\ufeff")))
        if self.is_html:
            from seolint.document.html.page import read_page

            return read_content(self.path, self.template, read_page(self.path, text, start, len(text)), balanced=True)
        ids = self.site.generator not in {"zenn", "qiita"}
        site = self.site
        tokens = read_markdown(
            self.path, text, start, self.markdown, ids=ids, marks=self.template.marks,
            autolinks=site.autolinks, offset=site.heading_offset,
        )  # fmt: skip
        return read_content(self.path, self.template, tokens)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.content.blocks

    @property
    def headings(self) -> tuple[Heading, ...]:
        return self.content.headings

    @property
    def links(self) -> tuple[Link, ...]:
        return self.content.links

    @property
    def images(self) -> tuple[Image, ...]:
        """The body's images; the featured one is ``featured_image``."""
        return self.content.images

    @cached_property
    def outline(self) -> tuple[Heading, ...]:
        """The headings of the text itself: neither those around it nor those of raw HTML, which have boxes in posts."""
        whole = self.content.whole_page
        chrome = {block.text.at.start for block in self.blocks if block.chrome} if whole else frozenset[int]()
        return tuple(
            heading
            for heading in self.headings
            if heading.text.at.start not in chrome
            and (self.is_html or heading.mark is not None or not self.text.startswith("<", heading.at.start))
        )

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The text cut at its headings; the first section is what stands before them, and may be empty."""
        from seolint.document.sections import read_sections

        return tuple(read_sections(self.headings, self.blocks))

    @cached_property
    def bold_lines(self) -> tuple[Block, ...]:
        """Paragraphs that are one bold line, as headings are."""
        from seolint.document.sections import bold_lines

        return tuple(bold_lines(self.text, self.blocks))

    @cached_property
    def title_is_printed(self) -> bool:
        """Whether the page shows the title of its front matter above its text: where nobody says, the themes of blogs do."""
        told, layout = self.site.theme_prints_title, self.front_matter.get("layout")
        blog = self.site.generator in {"jekyll", "hugo", "hexo"} if layout is None else layout.value.lower() not in _BARE
        return (blog and not self.is_html if told is None else told) and self.front_matter.first(self.site.title_keys) is not None

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

    def destination(self, link: Link) -> Destination:
        """Where ``link`` leads."""
        if link.url is None:
            return Destination("other")
        return destination(link.url, self.template.targets, self.site, self.site.inside(self.path), self.address)

    @cached_property
    def destinations(self) -> tuple[Destination, ...]:
        """Where each of ``links`` leads."""
        return tuple(map(self.destination, self.links))

    @cached_property
    def leads(self) -> tuple[Lead, ...]:
        """The links that lead to a page or file of the site, or to a place of one."""
        pairs = ((link.url, to, link.text.value) for link, to in zip(self.links, self.destinations, strict=True))
        kinds = {"internal", "fragment"}
        return tuple(read_lead(url, to, self.text, text) for url, to, text in pairs if url is not None and to.kind in kinds)

    @cached_property
    def shows_all(self) -> bool:
        """Whether no template adds to what the page shows: all that it prints stands for addresses, or in scripts."""
        targets = iter(self.template.targets)
        target = next(targets, None)
        scripts = self.content.scripts
        for run in _RUN.finditer(self.template.text, self.front_matter.end):
            number = bisect_right(scripts, run.start(), key=_START) - 1
            if number >= 0 and run.end() <= scripts[number].end:
                continue
            while target is not None and target.end < run.start():
                target = next(targets, None)
            if target is None or not run.start() <= target.start < run.end():
                return False
        return True

    def picture(self, url: Placed[str], *, based: bool = False) -> Lead | None:
        """Where the picture at ``url`` is looked up, beside the file where the page has no address; None outside the site.

        ``based`` says that the site's base is put before it, as themes do with the front matter's.
        """
        beside = "source" if not self.address else self.site.images_relative_to
        inside = self.site.inside(self.path)
        to = destination(url, self.template.targets, self.site, inside, self.address, beside, based=based)
        return read_lead(url, to, self.text) if to.kind == "internal" else None

    @cached_property
    def heading_ids(self) -> tuple[str, ...]:
        """The id that the generator gives to each heading; "" where it gives none or that is not known."""
        style = self.site.heading_ids
        if self.is_html:
            from seolint.document.kramdown_ids import written_id

            return tuple(written_id(self.template.text, heading) for heading in self.headings)
        if style.startswith("kramdown"):
            from seolint.document.kramdown_ids import kramdown_ids

            return kramdown_ids(self.text, self.template.text, self.headings, self.front_matter.end, style)
        if style.startswith("hugo"):
            from seolint.document.hugo_ids import hugo_ids

            return hugo_ids(self.text, self.template.text, self.headings, style)
        deepest = 4 if style == "markdown-it" else 6
        named = ((h.joined if h.breaks else h.text.value, self._written_id(h)) for h in self.headings if h.level <= deepest)
        ids = iter(heading_ids(named, style))
        return tuple(next(ids) if h.level <= deepest else "" for h in self.headings)

    def heading_of(self, to: Destination) -> Heading | None:
        """The heading of this page to which a link leads."""
        if to.kind != "fragment" or not to.fragment:
            return None
        return next((heading for heading, id in zip(self.headings, self.heading_ids, strict=True) if id == to.fragment), None)

    def _written_id(self, heading: Heading) -> str:
        """The id that stands behind a heading's text, in the Markdown itself or masked with the templates; "" for none."""
        if heading.id is not None:
            return heading.id.value
        ids = self.template.ids
        number = bisect_left(ids, heading.at.start, key=_START)
        return ids[number].id if number < len(ids) and ids[number].end <= heading.at.end else ""

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
        hidden = "true" in {said.get("draft"), said.get("private"), said.get("ignorePublish")}
        hidden = hidden or said.get("published") == "false" or "/_drafts/" in f"/{self.path}"
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

    @cached_property
    def scripts(self) -> tuple[Script, ...]:
        """The JSON-LD scripts, broken ones too."""
        return read_scripts(self.path, self.template, self.content.scripts)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The top-level items of the page's structured data."""
        return tuple(item for script in self.scripts for item in script.items)

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """Every item of the structured data, nested ones too, with what holds it and what the page says of it."""
        return read_things(self.items)

    @cached_property
    def words(self) -> Words:
        return Words(self.content.blocks)

    @cached_property
    def prose_words(self) -> ProseWords:
        """The words that a link can be made of."""
        from seolint.document.prose_words import read_prose_words

        return read_prose_words(self.path, self.text, self.blocks, self.links, self.words)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the body's prose in order; a heading, an item and a cell are at least one each."""
        from seolint.document.sentences import read_sentences

        return tuple(read_sentences(self.content.blocks))

    def around(self, link: Link) -> tuple[str, str]:
        """The sentence in which the text of ``link`` begins: what stands before the link, and what behind it."""
        number = bisect_right(self.sentences, (link.block, link.offset), key=lambda sentence: (sentence.block, sentence.start)) - 1
        sentence = self.sentences[number] if number >= 0 else None
        if sentence is None or sentence.block != link.block:
            return "", ""
        start = max(link.offset - sentence.start, 0)
        return sentence.text[:start], sentence.text[start + len(link.text.value) :]

    @cached_property
    def keyphrases(self) -> tuple[Keyphrase, ...]:
        """The keyphrases of the front matter that are to be judged; the first is the primary one."""
        phrases = read_keyphrases(self.front_matter, self.site.keyword_keys, self.site.synonyms)
        return tuple(one for one in phrases if fold(one.text.value) not in self.site.keywords_ignored)

    @cached_property
    def keywords(self) -> tuple[KeyphraseUse, ...]:
        """The keyphrases with their use in the body."""
        return tuple(use_all(self.keyphrases, self.words)) if self.keyphrases else ()

    @cached_property
    def title_mentions(self) -> tuple[Mentions, ...]:
        """Where the title has each of the keyphrases; none where a template fills in a part of it."""
        return mentions(self.keyphrases, self.title)

    @cached_property
    def description_mentions(self) -> tuple[Mentions, ...]:
        """Where the description has each of them."""
        return mentions(self.keyphrases, self.description)

    @cached_property
    def language(self) -> str:
        """The primary subtag of the post's language, such as ``ja``; "" when nothing tells.

        What the page names comes first, then what its text plainly shows, its path, its site, what the text suggests.
        """
        from seolint.document.language import sample, shown_language, told_language

        told = told_language(self.front_matter, self.content.language)
        head = [placed.value for placed in (self.title, self.description) if placed]
        path = self.site.inside(self.path)
        return told or shown_language(sample(head, self.blocks), self.place.language, path, self.site.language)

    def language_of(self, block: Block) -> str:
        """The language of one of the blocks: the post's where its text shows no other."""
        from seolint.document.language import block_language, sample

        if len(block.text.value) < 8 and block.text.value.isascii():
            return self.language
        return block_language(sample((), (block,)), self.language)

    def image_identity(self, url: Placed[str]) -> str:
        """The same text wherever one picture of the site is shown; "" when a template hides which."""
        value = url.value.strip()
        rooted = value.lstrip(UNKNOWN)
        if UNKNOWN in rooted or (value != rooted and not rooted.startswith("/")) or value.startswith("data:"):
            return ""
        if self.site.url and rooted.startswith(self.site.url + "/"):
            rooted = rooted[len(self.site.url) :]
        if rooted and not rooted.startswith(("/", "#")) and "//" not in rooted.partition("?")[0]:
            folder = self.path.rpartition("/")[0]
            rooted = _join(self.site.inside(folder + "/"), rooted)
        return image_identity(rooted.removeprefix(self.site.baseurl) if self.site.baseurl else rooted)

    @cached_property
    def length(self) -> int:
        """Characters of the body, code included: code points of visible text without white space."""
        blocks = (b.text.value for b in self.content.blocks if not b.chrome)
        count = sum(len("".join(value.split()).replace(UNKNOWN, "")) for value in blocks)
        return count + sum(len("".join(self.text[s:e].split())) for s, e in self.template.code)


def _join(folder: str, path: str) -> str:
    """``path`` as written in a file of ``folder``, from the root of the site."""
    parts: list[str] = []
    for part in f"{folder}/{path}".split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in {"", "."}:
            parts.append(part)
    return "/" + "/".join(parts)
