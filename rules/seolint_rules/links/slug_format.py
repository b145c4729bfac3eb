import re
from collections.abc import Iterator
from datetime import UTC, datetime

from seolint import Diagnostic, Document, Invalid, Location, PageRule, Severity, Text, Valid

_KEYS = ("permalink", "slug", "url")
_ENDING = re.compile(r"\.(?:x?html?|php)$")
_RUN = re.compile(r"[^\w]+|_+")
_PUBLISHED = Text(
    "Leave it, or redirect the old URL to the new one.", "公開済みならそのままにするか、変えるときは元のURLから転送してください"
)
_SHORTER = Text("Choose a few words before you publish it.", "公開する前に、短い語を選び直してください")


class SlugFormat(PageRule):
    """Give a new post a short URL of lower-case words with hyphens.

    Links with capital letters break where a letter is mistyped, underscores hide under the line of a link, and spaces
    become `%20`. The last part of the URL is judged as it is published, not the file name; Japanese is fine. Of posts that
    are published it is advice only, since a new URL breaks old links.

    To fix it, write lower-case words with single hyphens between them before you publish the post.

    新しい記事のURLには、短い語を小文字とハイフンで書きます。

    大文字があると、打ち間違えたリンクは切れます。アンダースコアはリンクの下線に隠れて見えず、空白は `%20` になります。
    調べるのはファイル名ではなく、公開されるURLの最後の部分で、日本語はかまいません。公開済みの記事では、URLを
    変えると古いリンクが切れるため、助言にとどめます。

    直し方：公開する前に、小文字の語をハイフン1つでつないだ名前にします。
    """

    longest: int = 75
    """How many characters the last part of the URL may have; a Japanese one counts as one.

    URLの最後の部分の文字数の上限。日本語も1字と数えます。"""

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or not (doc.is_draft or doc.is_listed) or doc.site.generator == "qiita":
            return
        slug = _ENDING.sub("", doc.planned_address.rstrip("/").rpartition("/")[2])
        signs, long = tuple(_signs(slug)), len(slug) > self.longest
        if not (signs or long) or slug.lower() in doc.edition.split("/"):
            return
        better = "-".join(part for part in _RUN.split(slug.lower()) if part)
        advice = Text(f"Name it “{better}” before you publish it.", f"公開する前に「{better}」などに変えてください")
        waits, shown = doc.is_draft or _is_ahead(doc), slug[:40] + "…" * (len(slug) > 40)
        size = f"{len(slug)} characters ({self.longest} or fewer are easy to share)"
        en = ", ".join((*(sign.en for sign in signs), *[size] * long))
        ja = ("に" + "と".join(sign.ja for sign in signs) + "があり、" * long + "があります" * (not long)) if signs else "が"
        yield self.flag(
            _where(doc, slug),
            en=f"The end of the URL, “{shown}”, has {en}",
            ja=f"URLの最後の部分「{shown}」{ja}" + f"{len(slug)}字あります（目安は{self.longest}字まで）" * long,
            advice=(advice if len(better) <= self.longest else _SHORTER) if waits else _PUBLISHED,
            severity=None if waits else Severity.INFO,
        )

    examples = (
        Valid({"_config.yml": "permalink: /:title/\n", "_posts/2026-03-01-パン切り包丁.md": "---\ntitle: 包丁\n---\n本文。\n"}),
        Valid({"_config.yml": "permalink: /:title/\n", "_drafts/Bread_Knife.md": "---\npermalink: /bread-knife/\n---\n本文。\n"}),
        Valid("---\ntitle: 包丁\ndraft: true\n---\nThe file name says nothing of the URL.\n"),
        Invalid({"_config.yml": "permalink: /:title/\n", "_drafts/Bread_Knife.md": "⟦---⟧\ntitle: 包丁\n---\n本文。\n"}),
        Invalid({"_config.yml": "", "_posts/2026-03-01-a.md": "---\npermalink: ⟦/bread--knife/⟧\n---\n未来の記事。\n"}),
        Invalid(
            {"_config.yml": "permalink: /:title/\n", "_posts/2026-01-01-Bread-Knife.md": "⟦---⟧\ntitle: Knife\n---\nText.\n"},
            severity=Severity.INFO,
        ),
    )


def _signs(slug: str) -> Iterator[Text]:
    if slug != slug.lower():
        yield Text("capital letters", "大文字")
    if "_" in slug.strip("_"):
        yield Text("an underscore", "アンダースコア")
    if any(map(str.isspace, slug)):
        yield Text("a space", "空白")
    if "--" in slug:
        yield Text("two hyphens in a row", "連続したハイフン")


def _is_ahead(doc: Document) -> bool:
    """Whether the post's day of publication is still to come."""
    try:
        return bool(doc.published) and not doc.site.passed(datetime.fromisoformat(doc.published).replace(tzinfo=UTC))
    except ValueError:
        return False


def _where(doc: Document, slug: str) -> Location:
    """The key of the front matter that gives the URL, else the first line."""
    named = (doc.front_matter.get(key) for key in _KEYS)
    return next((value.at for value in named if value is not None and slug in value.value), doc.top)
