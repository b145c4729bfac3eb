"""What seolint understood of one post: the document, and which files of its site answer its links."""

from __future__ import annotations

from msgspec import Struct

from seolint.document import Document, Link
from seolint.site.routes import Answer, Destination, Routes


class Inspection(Struct, frozen=True):
    """A document among the pages and files of its site."""

    document: Document
    routes: Routes

    def lead(self, link: Link) -> tuple[Destination, Answer | None]:
        """Where ``link`` leads, and what answers it; None for what is outside the site or not there."""
        destination = self.document.destination(link)
        return destination, self.routes.find(destination) if destination.kind == "internal" else None
