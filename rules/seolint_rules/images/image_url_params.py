import re
from collections.abc import Iterator
from functools import lru_cache
from operator import methodcaller

from seolint import UNKNOWN, Diagnostic, Document, Edit, Fix, Invalid, PageRule, Related, Text, Valid
from seolint_rules.data.images import host, images

PARAMETER = re.compile(r"([^&=]+)=([^&]*)&?")
_START = methodcaller("start")
_LATER, _KEEP = Text("given again later", "後ろにもう一度あります"), Text("keep the last value", "最後の値だけを残す")


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
        for text in doc.picture_urls if doc.is_page else ():
            twice = repeated(text.value)
            if not twice:
                continue
            lead, *rest = sorted(twice, key=lambda name: (name not in images().size_names, name))
            early = sorted([use for uses in twice.values() for use in uses[:-1]], key=_START)
            flagged = twice[lead][0]
            values = list(dict.fromkeys([f"{use[1]}={use[2]}" for use in twice[lead]]))
            edits = tuple([Edit(text.part(*use.span()), "") for use in early])
            safe = host(text.value).endswith(images().last_wins)
            yield self.flag(
                text.part(flagged.start(), flagged.end(2)),
                en=f"The image URL gives the same parameter {len(twice[lead])} times with different values "
                f"({' and '.join(values)}{'; also ' + ', '.join(rest) if rest else ''})",
                ja=f"画像URLの同じ指定が{len(twice[lead])}回あり、値が違います"
                f"（{' と '.join(values)}{'、ほか ' + '、'.join(rest) if rest else ''}）",
                related=[Related(text.part(use.start(), use.end(2)), _LATER) for use in early if use is not flagged],
                fix=Fix(_KEEP, edits, safe),
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


@lru_cache(1_000)
def repeated(url: str) -> dict[str, list[re.Match[str]]]:
    """The parameters that ``url`` gives with different values, by name."""
    query, fragment = url.find("?") + 1, url.find("#")
    end = fragment if fragment >= 0 else len(url)
    parts = url[query:end].split("&") if query else []
    names = [part.partition("=")[0] for part in parts]
    if len(set(names)) == len(names):
        return {}
    again = {name for name in names if names.count(name) > 1 and not name.endswith(("[]", "%5B%5D", "%5b%5d"))}
    again -= images().repeatable
    uses: dict[str, list[re.Match[str]]] = {name: [] for name in names if name in again}
    start = query
    for part, name in zip(parts, names, strict=True):
        if name in again and (use := PARAMETER.match(url, start, end)) is not None:
            uses[name].append(use)
        start += len(part) + 1
    several = {name: found for name, found in uses.items() if len({use[2] for use in found}) > 1}
    return {name: found for name, found in several.items() if UNKNOWN not in "".join([use[0] for use in found])}
