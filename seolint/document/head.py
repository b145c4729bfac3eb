"""What a page says of itself to browsers, search engines and social networks: the elements of its ``<head>``."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from seolint.text import Location, Placed


class Meta(Struct, frozen=True, gc=False):
    """One ``<meta>``; attributes that it does not have are None. ``in_head`` is whether browsers keep it in the head."""

    attributes: dict[str, Placed[str]]
    at: Location
    in_head: bool

    @property
    def name(self) -> Placed[str] | None:
        return self.attributes.get("name")

    @property
    def http_equiv(self) -> Placed[str] | None:
        return self.attributes.get("http-equiv")

    @property
    def charset(self) -> Placed[str] | None:
        return self.attributes.get("charset")

    @property
    def content(self) -> Placed[str] | None:
        return self.attributes.get("content")

    @property
    def keys(self) -> tuple[str, ...]:
        """What ``content`` is the value of, in lower case: the ``name``, and the ``property``, which Open Graph uses."""
        found = (self.attributes.get(key) for key in ("name", "property"))
        return tuple(dict.fromkeys(key.value.strip().lower() for key in found if key is not None))


class LinkElement(Struct, frozen=True, gc=False):
    """One ``<link>``: canonical, alternate, icon and so on; attributes that it does not have are None."""

    attributes: dict[str, Placed[str]]
    at: Location
    in_head: bool

    @property
    def rel(self) -> Placed[str] | None:
        return self.attributes.get("rel")

    @property
    def href(self) -> Placed[str] | None:
        return self.attributes.get("href")

    @property
    def hreflang(self) -> Placed[str] | None:
        return self.attributes.get("hreflang")

    @property
    def rels(self) -> tuple[str, ...]:
        """The link types, in lower case."""
        rel = self.attributes.get("rel")
        return tuple(rel.value.lower().split()) if rel is not None else ()


class Head(Struct, frozen=True, gc=False):
    """All in source order, duplicates kept. ``base`` is the ``href`` of the first ``<base>`` that has one."""

    language: Placed[str] | None = None
    titles: tuple[Placed[str], ...] = ()
    metas: tuple[Meta, ...] = ()
    links: tuple[LinkElement, ...] = ()
    base: Placed[str] | None = None

    @property
    def title(self) -> Placed[str] | None:
        """The first title, which is the one that browsers take."""
        return self.titles[0] if self.titles else None

    def contents(self, name: str) -> tuple[Placed[str], ...]:
        """The values of all ``<meta>`` of a name, such as ``description`` or ``og:image``."""
        return tuple(value for key, value in self.named_contents() if key == name)

    def named_contents(self) -> Iterator[tuple[str, Placed[str]]]:
        """The name, in lower case, and value of each ``<meta>`` that has both."""
        for meta in self.metas:
            content = meta.content
            if content is not None:
                for key in meta.keys:
                    yield key, content

    def linked(self, rel: str) -> tuple[LinkElement, ...]:
        """All ``<link>`` of a type, such as ``canonical``."""
        return tuple(link for link in self.links if rel in link.rels)
