from collections.abc import Iterator, Sequence

from seolint import UNKNOWN, Diagnostic, Document, Fact, Index, Invalid, SiteRule, Text, Valid, fold, is_japanese
from seolint_rules.data.images import says_little, shown

MOST_TOLD = 100


class PictureAlt(Fact, frozen=True):
    """What a picture shows, as it is written."""

    alt: str


class ImageAltConflict(SiteRule[PictureAlt]):
    """Describe one picture in one way.

    An alt text says what is in the picture. Where the same picture has a different one on each page, most of them say
    something else: the subject of the page, for instance. Texts that only add to one another are no conflict, nor are
    those in different languages.

    To fix it, write down once what the picture shows, and use that everywhere.

    同じ画像には、同じ説明（alt）を付けます。

    画像の説明は、写っているものを伝える文です。同じ画像なのにページごとに違うなら、多くはページの話題など、別のことを書いています。
    言葉を足しただけの説明や、違う言語の説明は指摘しません。

    直し方：写っているものを一度書き出し、どのページでもそれを使います。
    """

    most: int = 2
    """How many different alt texts one picture may have.

    一つの画像に付けてよい説明の種類の数。"""

    advice = Text("Say what the picture shows, the same everywhere.", "写っているものを、どのページでも同じように書いてください")

    def collect(self, doc: Document) -> Iterator[PictureAlt]:
        seen: set[tuple[str, str]] = set()
        for image in shown(doc) if doc.is_page else ():
            alt = image.alt
            if alt is None or UNKNOWN in alt.value or says_little(fold(alt.value), image.url.value):
                continue
            text = " ".join(alt.value.split())
            identity = doc.image_identity(image.url)
            if text and identity and (identity, text) not in seen:
                seen.add((identity, text))
                yield PictureAlt((f"{doc.edition} {is_japanese(text):d} {identity}",), alt.at, text)

    def judge(self, key: str, facts: Sequence[PictureAlt], index: Index) -> Iterator[Diagnostic]:
        texts: list[str] = []
        if len(facts) <= self.most:
            return
        for text in sorted({fold(fact.alt) for fact in facts}, key=len):
            if len(texts) < MOST_TOLD and not any(shorter in text for shorter in texts):
                texts.append(text)
        if len(texts) <= self.most:
            return
        for fact in facts:
            name = fact.alt if len(fact.alt) <= 20 else fact.alt[:20] + "…"
            yield self.flag(
                fact.at,
                en=f"The same picture has {len(texts)} different alt texts on the site (“{name}” here, at most {self.most})",
                ja=f"同じ画像に、サイト全体で{len(texts)}通りの説明（alt）が付いています（ここでは「{name}」、上限{self.most}通り）",
                related=self.others(fact, facts, en="another text", ja="別の説明"),
                cluster=key,
            )

    examples = (
        Valid({"a.md": "![窯](/a.png)\n", "b.md": "![石の窯](/a.png)\n", "c.md": "![石の窯の中](/a.png)\n"}),
        Valid({"a.md": "![窯](/a.png)\n", "b.md": "![パン](/a.png)\n", "en/c.md": "![An oven](/a.png)\n"}),
        Valid({"a.md": "![窯](/a.svg) ![火](/a.svg) ![炉](/a.svg) ![画像](/b.png) ![窯](/b.png) ![火](/b.png)\n"}),
        Invalid({"a.md": "![⟦窯⟧](/a.png)\n", "b.md": "![⟦食パン⟧](/a.png?w=9)\n", "c.md": "![⟦作業台⟧](/a.png)\n"}),
        Invalid(
            {
                "a.md": "![⟦An oven⟧](https://images.unsplash.com/photo-1?w=640) ![A knife](/b.png)\n",
                "b.md": "![⟦Marketing⟧](https://images.unsplash.com/photo-1) ![⟦Our team⟧](https://images.unsplash.com/photo-1?h=4)\n",
            }
        ),
    )
