from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Related, Severity, Text, Valid
from seolint_rules.data.images import is_decorative_url, is_nameless, path_of


class ImageFilename(PageRule):
    """Name image files after what they show.

    An image search reads the file name too, and you find the file again. The names that cameras, tools and upload forms
    give say nothing. Only files of the site are judged, since others cannot be renamed.

    To fix it, give the file two or three words, such as `bread-knife-on-board.jpg`.

    画像のファイル名には、写っているものの名前を付けます。

    画像検索はファイル名も読み、自分であとから探すときの手がかりにもなります。カメラやツール、アップロード時に付いた名前からは、
    何の画像か分かりません。名前を変えられない外部の画像は対象外です。

    直し方：`bread-knife-on-board.jpg` のように、2〜3語の名前にします。
    """

    severity: Severity = Severity.INFO

    advice = Text("Name it after what it shows.", "写っているものの名前にしてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page:
            return
        featured = [doc.featured_image] if doc.featured_image is not None else []
        urls = {url.value: url for url in (*(i.url for i in reversed(doc.images) if not i.chrome), *featured)}
        nameless = [url for url in urls.values() if is_nameless(url.value) and not is_decorative_url(url.value)]
        own = sorted((url for url in nameless if doc.picture(url) is not None), key=lambda url: url.at.start)
        if not own:
            return
        name, more = path_of(own[0].value).rpartition("/")[2], len(own) - 1
        yield self.flag(
            own[0].at,
            en=f"The file name “{name}” does not say what the image shows" + (f" (nor do {more} more)" if more else ""),
            ja=f"ファイル名「{name}」から、何の画像か分かりません" + (f"（ほかに{more}枚あります）" if more else ""),
            related=[Related(url.at, Text("this one too", "この画像も")) for url in own[1:21]],
        )

    examples = (
        Valid("![食パン](/img/shokupan.png) ![窯](/img/窯-2.jpg) ![Oven](oven-1234.jpg) ![窯](/img/2026-01-10-kama.png)\n"),
        Valid("![Oven](https://images.example.com/IMG_1234.jpg) ![窯](https://a.jp/0123456789abcdef0123.png)\n"),
        Valid("![ロゴ](/icons/1.png) ![図](/img/1.svg)\n"),
        Invalid("---\nimage: ⟦/img/IMG_1234.jpg⟧\n---\n![窯](/img/image1.png) ![台](/img/dai.png) ![窯](/img/IMG_1234.jpg)\n"),
        Invalid("![窯の中](⟦/up/スクリーンショット%202025-12-01.png⟧)\n"),
        Invalid('<img src="⟦/img/0f343b0931126a20f133d67c2b018a3b.webp⟧" alt="Bread">\n'),
    )
