"""Where a page leads, and where it can be led to."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from operator import attrgetter

from seolint.document.content import Heading, Link
from seolint.document.destinations import Lead, destination, read_lead
from seolint.document.heading_ids import heading_ids
from seolint.document.published import PublishedPage
from seolint.site.routes import Destination
from seolint.text import Placed

_START = attrgetter("start")


class LinkedPage(PublishedPage):
    """A page among others."""

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
