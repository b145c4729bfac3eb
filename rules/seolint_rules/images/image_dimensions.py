from collections.abc import Iterator

from seolint import Diagnostic, Document, Image, Invalid, PageRule, Related, Severity, Text, Valid, pattern
from seolint_rules.data.counted import counted
from seolint_rules.data.images import is_filled, is_hidden

STYLE = pattern(r"(?<![\w-])(width|height|aspect-ratio|position)\s*+:")


class ImageDimensions(PageRule):
    """Give each `<img>` of an HTML page its width and height.

    A browser that knows them keeps the room free. Without them the text jumps when the image arrives, and the reader
    loses the line; search engines count such shifts (CLS).

    To fix it, add `width` and `height` with the pixels of the file. Style sheets may still scale it.

    HTMLのページの `<img>` には、幅と高さを書きます。

    幅と高さが分かれば、ブラウザーは画像の場所を先に空けておけます。なければ、画像が届いたときに文章が動き、読んでいた行を見失います。
    このずれ（CLS）は、検索エンジンの評価にも使われます。

    直し方：ファイルの画素数を `width` と `height` に書きます。表示の大きさは、CSSで変えられます。
    """

    severity: Severity = Severity.INFO

    advice = Text("Add both, with the pixels of the file.", "ファイルの画素数を両方に書いてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        images = [image for image in doc.images if not (image.markdown or is_hidden(image))] if doc.is_html and doc.is_page else []
        bare = [image for image in images if not is_sized(image)]
        if not bare:
            return
        count, total = len(bare), len(images)
        of = f" of {total}" if total > count else ""
        yield self.flag(
            bare[0].at,
            en=f"Width and height are missing on {counted(count, 'image')}{of}, so the text may jump while loading",
            ja=f"画像{f'{total}枚のうち' if of else ''}{count}枚に width と height がなく、読み込み中に文章が動くことがあります",
            related=[Related(image.at, Text("this one too", "この画像も")) for image in bare[1:21]],
        )

    examples = (
        Valid({"a.html": '<!doctype html><body><img src="a.png" alt="窯" width="640" height="360"></body>'}),
        Valid({"a.html": '<!doctype html><body><img src="a.png" alt="" style="width: 9em; height: 5em"></body>'}),
        Valid('<img src="a.png" alt="An image in Markdown">\n'),
        Invalid({"a.html": '<!doctype html><body>⟦<img src="a.png" alt="窯">⟧<img src="b.png" alt="台" width="9"></body>'}),
        Invalid({"a.html": '<!doctype html><body><p>Bread: ⟦<img src="a.png" alt="Bread" height="360">⟧</p></body>'}),
    )


def is_sized(image: Image) -> bool:
    """Whether the room of ``image`` is known before it is there, or nobody can tell."""
    names = image.attributes
    if ("width" in names and "height" in names) or is_filled(image):
        return True
    said = set(STYLE.findall(names["style"].value.lower())) if "style" in names else set[str]()
    return {"width", "height"} <= said or not said.isdisjoint({"aspect-ratio", "position"})
