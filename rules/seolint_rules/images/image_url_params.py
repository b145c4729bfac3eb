import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from seolint import UNKNOWN, Diagnostic, Document, Edit, Fix, Invalid, Item, Literal, PageRule, Placed, Related, Text, Valid
from seolint_rules.data.images import host, images

PARAMETER = re.compile(r"([^&=]+)=([^&]*)&?")
CANDIDATE = re.compile(r"[^\s,]\S*")
IMAGES = frozenset({"image", "logo", "thumbnailUrl", "thumbnail", "primaryImageOfPage", "photo", "screenshot"})
URLS = frozenset({"url", "contentUrl", "thumbnailUrl", "image"})


class ImageUrlParams(PageRule):
    """Give each parameter of an image URL once.

    A URL that asks for two widths or two crops leaves it to the host which one to take. The image may come in another
    size than you meant, and each host decides in its own way.

    To fix it, keep the value that you mean and take the other one out.

    画像URLの指定は、それぞれ1回だけ書きます。

    幅や切り抜き方の指定が2回あると、どちらを使うかは配信元しだいで、思ったものと違う大きさで表示されることがあります。

    直し方：使いたい値を残し、もう一方を消します。
    """

    advice = Text("Keep one value.", "どちらか一つだけを残してください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for url in urls(doc) if doc.is_page else ():
            yield from self.judge(url)

    def judge(self, url: Placed[str]) -> Iterator[Diagnostic]:
        uses: dict[str, list[re.Match[str]]] = defaultdict(list)
        known = images()
        address = url.value.partition("#")[0]
        for use in PARAMETER.finditer(address, address.find("?") + 1 or len(address)):
            uses[use[1].lower()].append(use)
        twice = {
            name: found
            for name, found in uses.items()
            if len({use[2] for use in found}) > 1 and not name.endswith(("[]", "%5b%5d")) and name not in known.repeatable
            and not any(UNKNOWN in use[0] for use in found)
        }  # fmt: skip
        if not twice:
            return
        lead = min(twice, key=lambda name: (name not in known.size_names, name))
        early = [use for name in (lead, *(set(twice) - {lead})) for use in twice[name][:-1]]
        flagged, values = twice[lead][0], list(dict.fromkeys(shown(use) for use in twice[lead]))
        rest = [name for name in twice if name != lead]
        safe = host(address).endswith(known.last_wins)
        edits = (Edit(url.part(*use.span()), "") for use in sorted(early, key=re.Match.start))
        yield self.flag(
            url.part(flagged.start(), flagged.end(2)),
            en=f"The image URL gives the same parameter {len(twice[lead])} times with different values "
            f"({' and '.join(values)}{'; also ' + ', '.join(rest) if rest else ''})",
            ja=f"画像URLの同じ指定が{len(twice[lead])}回あり、値が違います"
            f"（{' と '.join(values)}{'、ほか ' + '、'.join(rest) if rest else ''}）",
            related=[
                Related(url.part(use.start(), use.end(2)), Text("given again later", "後ろにもう一度あります"))
                for use in sorted(early, key=re.Match.start)
                if use is not flagged
            ],
            fix=Fix(Text("keep the last value", "最後の値だけを残す"), tuple(edits), safe),
        )

    examples = (
        Valid("![窯](https://images.unsplash.com/photo-1?w=1080&h=630)\n"),
        Valid("![棒](https://chart.example.com/map.png?markers=a&markers=b&ids[]=1&ids[]=2)\n"),
        Invalid(
            "---\nimage: https://images.unsplash.com/photo-1?⟦w=1080⟧&w=1200&fit=crop\n---\n",
            fixed="---\nimage: https://images.unsplash.com/photo-1?w=1200&fit=crop\n---\n",
        ),
        Invalid(
            '<img src="https://a.imgix.net/b.jpg?fit=max&amp;⟦w=1⟧&amp;w=2&amp;fit=crop" alt="焼きたての食パン">\n',
            fixed='<img src="https://a.imgix.net/b.jpg?w=2&amp;fit=crop" alt="焼きたての食パン">\n',
        ),
        Invalid("![An oven](/oven.jpg?⟦w=1⟧&q=3&w=2#top)\n", fixed="![An oven](/oven.jpg?q=3&w=2#top)\n"),
    )


def shown(use: re.Match[str]) -> str:
    return f"{use[1]}={use[2]}"


def urls(doc: Document) -> Iterator[Placed[str]]:
    """Every image URL of the page: featured, in the body with its sizes, in the structured data."""
    if doc.featured_image is not None:
        yield doc.featured_image
    for image in doc.images:
        yield image.url
        sizes = image.attributes.get("srcset")
        for found in CANDIDATE.finditer(sizes.value) if sizes else ():
            if "?" in found[0]:
                yield Placed(found[0], sizes.part(*found.span()))
    yield from of_items(doc.items, inside=False)


def of_items(items: Iterable[Item], *, inside: bool) -> Iterator[Placed[str]]:
    for item in items:
        image = inside or "ImageObject" in item.terms
        for entry in item.properties:
            if isinstance(entry.value, Item):
                yield from of_items([entry.value], inside=entry.term in IMAGES)
            elif isinstance(entry.value, Literal) and entry.term in (URLS if image else IMAGES):
                yield entry.value.text
