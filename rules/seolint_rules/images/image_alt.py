import re
from bisect import bisect_left
from collections.abc import Iterator
from html import escape

from seolint import (
    UNKNOWN,
    Diagnostic,
    Document,
    Edit,
    Fix,
    Image,
    Invalid,
    Location,
    PageRule,
    Severity,
    Text,
    Valid,
    pattern,
)
from seolint_rules.data.images import is_filled, is_hidden

TO_CAPTION = pattern(r"(?:\s|</[a-z]+>)*<figcaption\b[^<>]*>(?:\s|<p>)*", re.IGNORECASE)
TITLE = pattern(r"""\s+(?:"([^"]*)"|'([^']*)')\s*\)""")
BRACKETS = str.maketrans({"[": r"\[", "]": r"\]"})


class ImageAlt(PageRule):
    """Say in words what each image shows.

    A reader who hears the page, or for whom the image does not load, has only the alt text. An image search reads it
    too. An image that only decorates says so with `alt=""`.

    To fix it, write what a reader should know of the image, in one sentence.

    画像には、何が写っているかを言葉で添えます。

    ページを音声で聞く人や、画像が表示されなかった人に届くのは、画像の説明（alt）だけです。画像検索もこれを読みます。
    飾りの画像なら `alt=""` と書いて、そのことを伝えます。

    直し方：画像から読み取ってほしいことを、一文で書きます。
    """

    severity: Severity = Severity.ERROR

    advice = Text("Say what it shows.", "何が写っているかを書いてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for image in doc.images if doc.is_page else ():
            if image.markdown and image.alt is not None and not image.alt.value.strip():
                yield self.flag(
                    marks(doc, image),
                    en="The image has no alt text",
                    ja="画像の説明（alt）がありません",
                    fix=described(doc, image),
                    severity=Severity.WARNING,
                )
            elif image.alt is None and not (is_hidden(image) or is_filled(image) or is_named(image)):
                yield self.flag(
                    image.at,
                    en="The image has no alt attribute, so it is not even marked as decorative",
                    ja="画像の説明（alt）がなく、飾りの画像かどうかも分かりません",
                    advice=Text('Say what it shows, or write alt="".', '何が写っているかを書き、飾りなら alt="" としてください'),
                    fix=described(doc, image),
                )

    examples = (
        Valid("![木の台に並べた食パン](a.png)\n"),
        Valid('<img src="line.png" alt=""> <img src="/0.gif" width="1" height="1"> <img src="a.png" aria-hidden="true">\n'),
        Valid('<img :alt="name" src="a.png"> <img {{ attributes }} src="b.png">\n'),
        Invalid("⟦![]⟧(pan.png)\n", severity=Severity.WARNING),
        Invalid(
            '⟦![]⟧(pan.png "焼きたての[角]食パン")\n',
            fixed='![焼きたての\\[角\\]食パン](pan.png "焼きたての[角]食パン")\n',
            severity=Severity.WARNING,
        ),
        Invalid('<p>⟦<img src="oven.png" width="640">⟧</p>\n'),
        Invalid(
            '<figure>⟦<img src="a.png">⟧<figcaption>窯の中の「食パン」</figcaption></figure>\n',
            fixed='<figure><img alt="窯の中の「食パン」" src="a.png"><figcaption>窯の中の「食パン」</figcaption></figure>\n',
        ),
    )


def is_named(image: Image) -> bool:
    return "aria-label" in image.attributes or "aria-labelledby" in image.attributes


def marks(doc: Document, image: Image) -> Location:
    """``![]`` where the image begins so, else the whole of it."""
    start = image.at.start
    return doc.at(start, start + 3) if doc.text.startswith("![]", start) else image.at


def described(doc: Document, image: Image) -> Fix | None:
    """What the author says of the image elsewhere, as its alt text: its title, else its caption."""
    start = image.at.start
    if image.markdown:
        found = TITLE.match(doc.text, image.url.at.end, image.at.end)
        words = (found[1] or found[2] or "").strip() if found else ""
        at, text = doc.at(start + 2, start + 2), words.translate(BRACKETS)
        if not doc.text.startswith("![]", start):
            return None
    else:
        title = image.attributes.get("title")
        words = (title.value.strip() if title else "") or caption(doc, image)
        inside = start + (4 if doc.text[start : start + 4].lower() == "<img" else len("<input"))
        at, text = doc.at(inside, inside), f' alt="{escape(words)}"'
    if not words or UNKNOWN in words:
        return None
    return Fix(Text("take the title or caption as alt text", "図の説明を alt にする"), (Edit(at, text),), safe=False)


def caption(doc: Document, image: Image) -> str:
    """The caption that follows the image, "" for none."""
    found = TO_CAPTION.match(doc.text, image.at.end)
    if found is None:
        return ""
    number = bisect_left(doc.blocks, found.end(), key=lambda block: block.text.at.start)
    text = doc.blocks[number].text if number < len(doc.blocks) else None
    return " ".join(text.value.split()) if text and text.at.start == found.end() else ""
