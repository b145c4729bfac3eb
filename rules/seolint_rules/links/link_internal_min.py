from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Severity, Text, Valid
from seolint_rules.data.counted import counted

_FILES = (".pdf", ".zip", ".csv", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".txt", ".xlsx", ".mp3", ".mp4")


class LinkInternalMin(PageRule):
    """Link from each longer post to other pages of the site.

    A reader who has come to the end of a post without links has nowhere to go but back to the search results, and search
    engines find the pages of a site by such links. Posts that a template may add links to are left alone, and so are those
    whose outbound links may lead to the site, as its address is not known.

    To fix it, link to a post on a neighbouring subject where the text touches it.

    長めの記事からは、サイト内のほかのページにもリンクします。

    サイト内リンクのない記事を読み終えた読者は、検索結果に戻るしかありません。検索エンジンも、こうしたリンクでサイトのページを
    見つけます。テンプレートがリンクを足すかもしれない記事と、サイトのアドレスが分からず外部リンクとの区別がつかない記事は
    調べません。

    直し方：関係のある話題に触れている所から、その記事にリンクします。
    """

    severity: Severity = Severity.INFO

    least: int = 1
    """How many internal links a post should have.

    サイト内リンクの数の下限。"""

    length: int = 800
    """Characters from which a post should have them.

    リンクを求める記事の長さ（文字数）。"""

    advice = Text("Link to a post on a neighbouring subject.", "関係のある話題の記事にリンクしてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_article or not doc.shows_all or (length := doc.length) < self.length:
            return
        own = doc.address.rstrip("/")
        pages = {target.name for target in doc.template.targets if target.kind == "post_link"}
        for link, to in zip(doc.links, doc.destinations, strict=True):
            if to.kind == "unknown" or (to.kind == "external" and not doc.site.url):
                return
            if to.kind == "internal" and not link.chrome and not to.value.lower().endswith(_FILES):
                pages.add(to.value.rstrip("/"))
        pages.discard(own)
        if len(pages) < self.least:
            found = counted(len(pages), "other page") if pages else "no other page"
            size = counted(length, "character")
            yield self.flag(
                doc.top,
                en=f"The post ({size}) links to {found} of the site ({self.least} or more keep readers on it)",
                ja=f"{length}字の記事なのに、サイト内のほかのページへのリンクが"
                + (f"{len(pages)}件です" if pages else "ありません")
                + f"（目安は{self.least}件以上）",
                cluster=self.id(),
            )

    examples = (
        Valid("---\ntitle: 窯\n---\n[温度の話](heat.md)も。" + "窯を温めます。" * 200 + "\n"),
        Valid("---\ntitle: 窯\n---\n" + "窯を温めます。" * 100 + "\n"),
        Valid("---\ntitle: 窯\n---\n[窯](https://pan.jp/oven/)。" + "窯を温めます。" * 200 + "\n"),
        Valid({"_posts/2026-01-01-a.md": "---\ntitle: 窯\n---\n{% include related.html %}\n" + "窯を温めます。" * 200 + "\n"}),
        Invalid("⟦---⟧\ntitle: 窯\n---\n" + "窯を温めます。" * 200 + "\n"),
        Invalid({
            "_config.yml": "url: https://pan.jp\npermalink: /:title/\n",
            "_posts/2026-01-01-a.md": "⟦---⟧\ntitle: Oven\n---\n[me](/a/) [x](https://a.jp/) " + "Heat the oven. " * 80 + "\n",
        }),
    )  # fmt: skip
