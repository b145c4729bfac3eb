from collections import defaultdict
from collections.abc import Iterator

from seolint import (
    UNKNOWN,
    Diagnostic,
    Document,
    Image,
    Invalid,
    PageRule,
    Placed,
    Related,
    Severity,
    Text,
    Valid,
    fold,
)
from seolint_rules.data.images import is_badge, is_hidden, says_little, variant_of


class ImageAltDuplicate(PageRule):
    """Give each image of a post an alt text of its own.

    Different images with the same alt text cannot be told apart by a reader who hears the page, nor by an image search.

    To fix it, say what each one shows that the others do not.

    記事の画像には、それぞれ別の説明（alt）を付けます。

    違う画像に同じ説明が付いていると、ページを音声で聞く人にも画像検索にも、区別がつきません。

    直し方：それぞれの画像について、ほかの画像にはないものを書きます。
    """

    severity: Severity = Severity.INFO

    advice = Text("Say what this one shows that the others do not.", "この画像にだけ写っているものを書いてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or len(doc.images) < 2:
            return
        groups: dict[str, list[Image]] = defaultdict(list)
        for image in doc.images:
            if image.alt is not None and not (image.chrome or is_hidden(image) or is_badge(image.url.value)):
                groups[fold(image.alt.value)].append(image)
        title = fold(doc.title.value) if doc.title else ""
        for alt, images in groups.items():
            if len(images) < 2 or alt in {"", title} or UNKNOWN in alt or says_little(alt, images[0].url.value):
                continue
            pictures: dict[str, Placed[str]] = {}
            for image in images:
                if image.alt is not None and (identity := doc.image_identity(image.url)):
                    pictures.setdefault(variant_of(identity), image.alt)
            if len(pictures) < 2:
                continue
            first, *others = pictures.values()
            text = first.value.strip()
            name = text if len(text) <= 20 else text[:20] + "…"
            yield self.flag(
                others[0].at,
                en=f"{len(pictures)} different images have the same alt text (“{name}”)",
                ja=f"違う画像{len(pictures)}枚に、同じ説明（alt）が付いています（「{name}」）",
                related=[Related(each.at, Text("the same text", "同じ説明")) for each in (first, *others[1:20])],
            )

    examples = (
        Valid("![焼く前の生地](a.png) ![焼いた後のパン](b.png)\n"),
        Valid("![窯](a.png) ![窯](a.png?w=300) ![窯](a-dark.png)\n"),
        Valid('![画像](a.png) ![画像](b.png) <img src="l.png" alt=""> <img src="m.png" alt="">\n'),
        Valid("---\ntitle: The oven\n---\n![The oven](a.png) ![The oven](b.png)\n"),
        Invalid("![窯の中の食パン](a.png)\n\n![⟦窯の中の食パン⟧](b.png) ![窯の中の食パン](c.png)\n"),
        Invalid('![Bread in the oven](a.png) <img src="b.png" alt="⟦bread in the oven⟧">\n'),
    )
