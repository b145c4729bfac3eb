from collections import defaultdict
from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Placed, Related, Text, Valid
from seolint_rules.data.images import is_decorative


class DuplicateImage(PageRule):
    """Show each picture once in a post.

    A picture that comes again tells the reader nothing new, and the featured image is often printed above the body
    already. Size, crop, quality and tracking in the URL do not make it another picture.

    To fix it, take the second one out or choose another picture.

    同じ画像は、一つの記事で1回だけ使います。

    2回目の画像は、読者に新しいことを伝えません。アイキャッチ画像は、本文の上にすでに表示されていることもあります。URLの大きさ、
    切り抜き、画質、計測用の指定が違っていても、同じ画像とみなします。

    直し方：2回目の画像を消すか、別の画像に替えます。
    """

    advice = Text("Remove it or choose another picture.", "消すか、別の画像に替えてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page:
            return
        uses: dict[str, list[Placed[str]]] = defaultdict(list)
        featured = doc.featured_image
        shown = doc.image_identity(featured) if featured is not None else ""
        if featured is not None and shown:
            uses[shown].append(featured)
        for image in doc.images:
            if not is_decorative(image):
                uses[doc.image_identity(image.url)].append(image.url)
        for identity, urls in uses.items():
            if not identity or len(urls) < 2:
                continue
            first, second, *more = urls
            again = [Related(url.at, Text("and again", "さらにもう一度")) for url in more[:19]]
            if identity == shown:
                where = Text("the featured image", "アイキャッチ画像")
                yield self.flag(
                    second.at,
                    en="The body uses the featured image too",
                    ja="アイキャッチ画像と同じ画像が、本文でも使われています",
                    related=[Related(first.at, where), *again],
                )
            else:
                where = Text("the first time", "1回目")
                yield self.flag(
                    second.at,
                    en=f"The same picture is shown {len(urls)} times in this post",
                    ja=f"同じ画像が、この記事で{len(urls)}回使われています",
                    related=[Related(first.at, where), *again],
                )

    examples = (
        Valid("![窯](/a.png) ![台](/b.png) ![ロゴ](/logo.svg) ![ロゴ](/logo.svg)\n"),
        Valid('<img src="/line.png" alt=""> <img src="/line.png" alt="">\n'),
        Valid("![Oven](https://source.unsplash.com/random?oven) ![Bread](https://source.unsplash.com/random?bread)\n"),
        Invalid("![窯](/up/a-300x200.png)\n\n本文\n\n![窯の中](⟦/up/a.png⟧) ![窯の外](/up/a-scaled.png)\n"),
        Invalid(
            "---\nimage: https://images.unsplash.com/photo-1?w=1200\n---\n"
            "![The oven](⟦https://images.unsplash.com/photo-1?w=640&h=400⟧)\n"
        ),
    )
