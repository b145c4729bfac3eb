"""One file as its generator reads it: front matter, template, content and structured data."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from seolint.document.content import Block, Content, Heading, Image, Link
from seolint.document.content_reader import read_content
from seolint.document.front_matter import FrontMatter, read_front_matter
from seolint.document.markdown import read_markdown
from seolint.document.structured_data import Item, Script, read_scripts
from seolint.document.template import Template, mask
from seolint.document.things import Thing, read_things
from seolint.document.tokens import Token
from seolint.pattern import pattern
from seolint.site import Site
from seolint.text import UNKNOWN, Location

if TYPE_CHECKING:
    from seolint.document.extents import Extent
    from seolint.document.json_slips import Slip
    from seolint.document.marked_up import MarkedUp

_DIALECTS = {"mdx": "mdx", "astro": "astro", "erb": "erb", "php": "erb", "njk": "nunjucks"}
"""The template language of a file's ending, whatever the site says."""
_SWITCHES = {"liquid": ("render_with_liquid", "false"), "nunjucks": ("disableNunjucks", "true")}
"""The key of the front matter that switches a template language off, and its value."""
_LIQUID_PART = re.compile(r"(?:^|/)_(?:includes|layouts)/")
"""Where the parts of Jekyll's pages are, which need no front matter."""
_LIQUID_NAME = re.compile(r"(?:^|/)_(?:posts|drafts|includes|layouts)/")
_RUN = re.compile(UNKNOWN + "+")
_MARKED = pattern(r"itemscope(?![\w-])|itemtype[ \t\r\n\f]*=|(?<![\w.-])typeof[ \t\r\n\f]*=")
"""What may be an attribute of Microdata or RDFa; JavaScript's ``typeof x`` and ``typeof(x)`` are none."""
_START = attrgetter("start")


class Source:
    """One file. ``path`` is relative to the working directory, with ``/``."""

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
            return "liquid" if self.front_matter.exists or _LIQUID_PART.search(self.path) else "none"
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

    def _tokens(self) -> Iterable[Token]:
        """The tokens of the body, read anew each time: those of HTML are balanced."""
        text, start = self.template.text, max(self.front_matter.end, int(self.text.startswith("\ufeff")))
        if self.is_html:
            from seolint.document.html.page import read_page

            return read_page(self.path, text, start, len(text))
        ids = self.site.generator not in {"zenn", "qiita"}
        site = self.site
        return read_markdown(
            self.path, text, start, self.markdown, ids=ids, marks=self.template.marks,
            autolinks=site.autolinks, offset=site.heading_offset,
        )  # fmt: skip

    @cached_property
    def content(self) -> Content:
        tokens = self._kept if self.is_marked else self._tokens()
        return read_content(self.path, self.template, tokens, balanced=self.is_html)

    @cached_property
    def _kept(self) -> tuple[Token, ...]:
        return tuple(self._tokens())

    @cached_property
    def extents(self) -> Mapping[int, Extent]:
        """How far the elements of an HTML page go, by where they begin."""
        from seolint.document.extents import read_extents

        return read_extents(self._tokens(), len(self.text)) if self.is_html else {}

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
    def scripts(self) -> tuple[Script, ...]:
        """The JSON-LD scripts, broken ones too."""
        scripts = self.content.scripts
        return read_scripts(self.path, self.text, self.template, scripts) if scripts else ()

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The top-level items of the page's structured data: those of scripts, then those of Microdata and of RDFa."""
        scripts = self.scripts
        return (*(item for script in scripts for item in script.items), *self.marked_up) if scripts else self.marked_up

    @cached_property
    def is_marked(self) -> bool:
        """Whether anything may be an attribute of Microdata or RDFa."""
        text = self.text
        named = "itemscope" in text or ("type" in text and ("itemtype" in text or "typeof" in text))
        return named and _MARKED.search(text) is not None

    @cached_property
    def has_data(self) -> bool:
        """Whether the page may have structured data: scripts, broken ones too, or attributes."""
        return bool(self.scripts) or self.is_marked

    @property
    def marked_up(self) -> tuple[Item, ...]:
        """The items that stand in attributes of the page's elements."""
        return self._marked_up.items if self.is_marked else ()

    @property
    def marked_slips(self) -> tuple[Slip, ...]:
        """What keeps items from being read that stand in attributes."""
        return self._marked_up.slips if self.is_marked else ()

    @cached_property
    def _marked_up(self) -> MarkedUp:
        """What stands in attributes; the tokens that the content was read from are let go."""
        from seolint.document.marked_up import read_marked_up

        found = read_marked_up(self.path, self.template, self._kept)
        if "content" in self.__dict__:
            del self.__dict__["_kept"]
        return found

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """Every item of the structured data, nested ones too, with what holds it and what the page says of it."""
        items = self.items
        return read_things(items) if items else ()

    @cached_property
    def shows_all(self) -> bool:
        """Whether no template adds to what the page shows: all that it prints stands for addresses, or in scripts."""
        targets = iter(self.template.targets)
        target = next(targets, None)
        scripts = self.content.scripts
        text = self.template.text
        end = self.front_matter.end
        while (start := text.find(UNKNOWN, end)) >= 0 and (run := _RUN.match(text, start)) is not None:
            end = run.end()
            number = bisect_right(scripts, start, key=_START) - 1
            if number >= 0 and end <= scripts[number].end:
                continue
            while target is not None and target.end < start:
                target = next(targets, None)
            if target is None or not start <= target.start < end:
                return False
        return True
