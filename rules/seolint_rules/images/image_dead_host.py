from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Severity, Text, Valid
from seolint_rules.data.dead_image_hosts import dead


class ImageDeadHost(PageRule):
    """Show no image of a host that was shut.

    Services that gave out random or placeholder pictures, and hosts of many old posts, are gone. Readers see an empty
    frame in the place of the image, and a shared page has no picture.

    To fix it, put the picture among your own files, or choose another one.

    配信の終わったサーバーの画像は使いません。

    写真を無作為に返すサービスや仮の画像のサービス、昔の記事で使われた画像置き場には、なくなったものがあります。読者には枠だけが
    見え、共有されたときの画像も出ません。

    直し方：画像を自分のサイトに置くか、別の画像に替えます。
    """

    severity: Severity = Severity.ERROR

    advice = Text("Use a file of your own, or another picture.", "自分のサイトに置いた画像か、別の画像に替えてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for url in doc.picture_urls if doc.is_page else ():
            found = dead(url.value)
            if found is None:
                continue
            host, gone = found
            year = gone.since[:4]
            yield self.flag(
                url.at,
                en=f"“{host}” no longer serves images: {gone.en} ({year})",
                ja=f"「{host}」の画像は、もう表示されません（{gone.ja}、{year}年）",
                cluster=host,
            )

    examples = (
        Valid("![パン](https://images.unsplash.com/photo-1?w=640) ![図](https://placehold.jp/300x200.png)\n"),
        Valid("`![x](https://via.placeholder.com/150)` and [a link](https://via.placeholder.com/150) are no images.\n"),
        Valid("![QR](https://chart.googleapis.com/other) ![Oven](https://dl.dropboxusercontent.com/s/1/oven.png)\n"),
        Invalid("---\nimage: ⟦https://source.unsplash.com/1600x900/?bread⟧\n---\n![窯](⟦//via.placeholder.com/150⟧)\n"),
        Invalid('<img src="a.png" srcset="⟦http://i40.tinypic.com/a.png⟧ 2x" alt="Oven">\n'),
        Invalid("![QRコード](⟦https://chart.apis.google.com/chart?cht=qr&chl=a⟧)\n"),
    )
