import unicodedata
from collections.abc import Iterator

from seolint import UNKNOWN, Diagnostic, Document, Heading, Invalid, PageRule, Related, Text, Valid
from seolint_rules.data.stock_headings import is_stock, plain


class HeadingDuplicate(PageRule):
    """Give each heading of one part a text of its own.

    Two headings of one name under the same heading look alike in tables of contents, and a reader who looks for one finds
    the other. Headings that any part may have, such as Summary and Example, and the same name in different parts, are fine.

    To fix it, say in each heading what only that part has.

    同じ見出しの中で、同じ名前の見出しを繰り返しません。

    同じ名前が並ぶと、目次で見分けがつかず、探している所と違う所を開いてしまいます。「まとめ」や「例」のような、どこにでもある
    見出しと、別の見出しの中の同じ名前は、そのままでかまいません。

    直し方：そこにしかないことを、それぞれの見出しに書きます。
    """

    advice = Text("Say what only this part has.", "そこにしかないことを書いてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or doc.is_slides:
            return
        path: list[Heading] = []
        seen: dict[tuple[int, str], Heading] = {}
        for heading in doc.outline:
            while path and path[-1].level >= heading.level:
                path.pop()
            text = heading.text.value
            first = seen.setdefault((path[-1].at.start if path else -1, same(text)), heading)
            path.append(heading)
            if first is heading or not text or UNKNOWN in text or is_stock(plain(text)):
                continue
            under = f"「{path[-2].text.value}」の中に" if len(path) > 1 else ""
            yield self.flag(
                heading.text.at,
                en=f"The heading “{text}” is used here again"
                + (f" under “{path[-2].text.value}”" if under else ""),
                ja=f"{under}同じ見出し「{text}」がまたあります",
                related=[Related(first.text.at, Text("the first one", "最初の見出し"))],
            )

    examples = (
        Valid("## 食パン\n\n### 材料の量\n\n## 丸パン\n\n### 材料の量\n"),
        Valid("## Knives\n\n### Example\n\nOne.\n\n### Example\n\nTwo.\n"),
        Valid("## まとめ\n\n一つ目。\n\n## まとめ\n\n二つ目。\n"),
        Invalid("## 窯の温度\n\n朝の話。\n\n## 酵母\n\n粉の話。\n\n## ⟦窯の温度⟧\n\n夜の話。\n"),
        Invalid("# Bread\n\n## Knives\n\n### Blades\n\nLong.\n\n### ⟦Blades⟧\n\nShort.\n"),
    )


def same(text: str) -> str:
    """What two headings have in common that look the same: case may be what they are about (head and HEAD)."""
    return " ".join(unicodedata.normalize("NFKC", text).split())
