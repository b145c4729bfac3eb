"""The views of a document, the ways it may be read, and the law of places that holds for all of them.

The property tests, the fuzzers and the search for slow inputs share this module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from operator import attrgetter
from typing import NamedTuple, cast

from msgspec import Struct
from msgspec.structs import fields

from seolint.document import Document
from seolint.site import Site
from seolint.site.detect import detect, guess
from seolint.testing import ExampleFolder, site_of
from seolint.text import UNKNOWN, Location, Placed

SCRAPS = [
    "---\n",
    "title: あ\n",
    'title: "い\\u3042う"\n',
    "title: 'it''s' # not it\n",
    "seo_keywords: [食パン, SEO対策 2024]\n",
    "date: 2026-01-01\n",
    "text: >-\n  折り\n  返し\n\n  た\n",
    "# 見出し\n",
    "## 食パンの焼き方\n",
    "### \n",
    "見出し\n===\n",
    "![写真](/a.png)\n",
    '![](<b c.png> "t")\n',
    "[こちら][1]\n",
    "[1]: /x?w=1&w=2\n",
    "*強調*と`code`\n",
    "<div>\n",
    "</div>\n",
    "<img src=x alt='&amp;い'>",
    '<img srcset="a.png 1x, b.png 2x" sizes=auto>',
    '<a href="{% post_url 2026-01-01-a %}">ここ</a>',
    "[記事]({% link _posts/a.md %}#b)",
    '[参照]({{< ref "a.md" >}})',
    "{{ page.title }}",
    "{% raw %}",
    "{% endraw %}",
    "{% comment %}",
    "{{< figure src='a.png' >}}\n",
    "{{% highlight js %}}\n",
    "{: .x}\n",
    "{#id}",
    "import A from 'a'\n",
    "<A b={c} {...d}>\n",
    "{/* 注 */}",
    ":::message\n",
    "@[card](https://example.com)\n",
    '<script type="application/ld+json">',
    '{"@context":"https://schema.org","@type":"Articl",',
    '"headline": "\\u3042", "image": ["a.png"]}',
    "</script>\n",
    "<title>題</title>",
    "<meta name=description content='説明'>",
    "<svg><title>",
    "食パンを焼きます。",
    "learningの心理",
    "\r\n",
    "\r",
    "\t",
    "\ufeff",
    "\x00",
    "\x85",
    "\u2028",
    "👨\u200d👩\u200d👧",
    "か\u3099",
    "```\ncode\n```\n",
    "> 引用\n",
    "- 項目\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "<!-- IMAGE: x -->\n",
    "&nbsp;&#x3042;&bogus;",
    "<script>",
    "<!--",
    "instinct: learning\n",
    "+++\n",
    "x = 'y'\n",
    'a.b = ["c", """\nd"""]\n[t]\n',
    '{"title": "あ", "a": [1, null]}\n',
    '[[a]](b "c")',
    "![[x]](y)",
    "***",
    "[^1]\n",
]
"""What posts are made of, broken where it hurts."""


class Reading(NamedTuple):
    """A way to read a text: the path and the site it has, and what stands before a text without front matter."""

    path: str
    site: Site
    head: str = ""

    def document(self, text: str) -> Document:
        if self.head and not text.startswith(("---", "+++", "\ufeff", "{")):
            text = self.head + text
        return Document(self.path, text, self.site)


_HEAD = "---\nlayout: post\nseo_keywords: [食パン, 食パン 焼き方]\n---\n"
READINGS = {
    "jekyll": Reading("_posts/2026-01-31-a.md", site_of({"_config.yml": "title: 森\n"}), _HEAD),
    "kramdown page": Reading("a.html", site_of({"_config.yml": "title: 森\n"}), _HEAD),
    "hugo": Reading("content/a.md", site_of({"hugo.toml": "title = '森'\n"}), _HEAD),
    "hexo": Reading("source/_posts/a.md", site_of({"_config.yml": "title: 森\n", "source/_posts/a.md": ""}), _HEAD),
    "mdx": Reading("docs/a.mdx", site_of({"docusaurus.config.js": "module.exports = {title: '森'}"}), _HEAD),
    "vitepress": Reading("a.md", site_of({".vitepress/config.mjs": "export default {title: '森'}"}), _HEAD),
    "zenn": Reading("articles/0123456789abc.md", site_of({"articles/a.md": "---\nemoji: 🍞\ntopics: a\n---\n"}), _HEAD),
    "plain": Reading("a.md", Site(), _HEAD),
    "html": Reading("a.html", Site()),
}  # fmt: skip


def _language(doc: Document) -> object:
    return doc.language, [doc.language_of(block) for block in doc.blocks]


_SETTINGS = (
    "_config.yml", "hugo.toml", "hugo.json", "docusaurus.config.js", ".vitepress/config.mjs", "astro.config.mjs",
    "next.config.mjs",
)  # fmt: skip


def _generator(doc: Document) -> object:
    """Which generator the text shows as a post."""
    folder = ExampleFolder({"articles/a.md": doc.text})
    return detect("", folder, Site()), guess("", folder, Site())


def _configured(name: str, post: str, doc: Document) -> object:
    """Which generator the text shows as the configuration ``name`` in a folder with ``post``."""
    return detect("", ExampleFolder({name: doc.text, post: ""}), Site())


VIEWS: dict[str, Callable[[Document], object]] = {
    "front matter": lambda doc: doc.front_matter,
    "template": lambda doc: doc.template,
    "content": lambda doc: doc.content,
    "structured data": lambda doc: (doc.scripts, doc.items, doc.things),
    "words": lambda doc: doc.words,
    "keywords": lambda doc: doc.keywords,
    "language": _language,
    "heading ids": lambda doc: doc.heading_ids,
    "destinations": lambda doc: [doc.destination(link) for link in doc.links],
    "image identity": lambda doc: [doc.image_identity(image.url) for image in doc.images],
    "generator": _generator,
    **{f"generator by {name}": partial(_configured, name, "_posts/a.md") for name in _SETTINGS},
    "generator by Hexo's": partial(_configured, "_config.yml", "source/_posts/a.md"),
    "terms": lambda doc: (doc.terms.frequent(8), doc.terms.top, doc.terms.vector),
}
"""Each view, after those that it is made from."""


def cached_views() -> list[str]:
    """The names of all that a document computes when first asked for it."""
    return [name for name, value in vars(Document).items() if isinstance(value, cached_property)]


VIEWS.update({name.strip("_").replace("_", " "): attrgetter(name) for name in cached_views() if name not in VIEWS})


def assert_places_are_true(doc: Document) -> None:
    """Every place in every view is a place of the text, and what is placed stands there."""
    text = doc.template.text
    assert len(text) == len(doc.text)
    for name in cached_views():
        for found in places_in(getattr(doc, name)):
            if isinstance(found, Location):
                assert found.path == doc.path
                assert 0 <= found.start <= found.end <= len(text), (name, found)
            else:
                assert_true_place(text, found, name)
    for heading in doc.headings:
        if heading.mark:
            assert set(doc.text[heading.mark.start : heading.mark.end]) == {"#"}
    words = doc.words
    for index, lemma in enumerate(words.lemmas):
        if lemma:
            at = words.place(index, index + 1)
            assert 0 <= at.start <= at.end <= len(text), at


QUOTES = frozenset('"<?>')
"""What masks write themselves: quotation marks around a component's values, a processing instruction for a container."""


def assert_masked(doc: Document) -> None:
    """Template code is masked at equal length, line ends kept, all else left as it is but for the names of components.

    A tag that leads a heading ends with a line end.
    """
    masked = doc.template.text
    assert len(masked) == len(doc.text)
    for place, (shown, written) in enumerate(zip(masked, doc.text, strict=True)):
        hidden = shown in {" ", UNKNOWN, *QUOTES} or (shown == "-" and written in ".:")
        hidden = hidden or (shown == "\n" and masked[place + 1 :].lstrip(" \t").startswith("#"))
        assert shown == written or (hidden and written not in "\r\n"), (shown, written)


def assert_true_place(text: str, placed: Placed[str], name: str = "") -> None:
    """``text[start:end]`` is the value, template code aside; with pieces, each piece is. Markdown shows NUL as U+FFFD."""
    at = placed.at
    if "\0" in text and "\ufffd" in placed.value:
        text = "".join("\ufffd" if char == "\0" and "\0" not in placed.value else char for char in text)
    if not placed.pieces and len(placed.value) == at.end - at.start:
        shown = text[at.start : at.end]
        assert shown == placed.value, (name, placed)
    last = (0, 0)
    for offset, source, length in placed.pieces:
        shown, said = text[source : source + length], placed.value[offset : offset + length]
        assert len(shown) == length, (name, placed)
        assert shown == said, (name, placed, shown, said)
        assert (offset, source) >= last, (name, placed)
        last = (offset + length, source + length)


def places_in(value: object) -> Iterator[Placed[str] | Location]:
    """Every placed text and every place in a view, however deep."""
    todo: list[object] = [value]
    known: dict[int, object] = {}
    while todo:
        value = todo.pop()
        if isinstance(value, str | int | float | None) or id(value) in known:
            continue
        known[id(value)] = value
        if isinstance(value, Location):
            yield value
            continue
        if isinstance(value, Placed):
            placed = cast("Placed[object]", value)
            if isinstance(placed.value, str):
                yield cast("Placed[str]", value)
            else:
                todo.append(placed.value)
            todo.append(placed.at)
        elif isinstance(value, Struct):
            todo += [getattr(value, field.name) for field in fields(value)]
        elif isinstance(value, Mapping):
            todo += cast("Mapping[object, object]", value).values()
        elif isinstance(value, list | tuple | frozenset):
            todo += cast("tuple[object, ...]", value)
