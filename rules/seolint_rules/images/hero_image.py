import re
from collections.abc import Iterable, Iterator, Sequence

from seolint import Diagnostic, Document, Fact, File, Index, Invalid, Lead, Severity, SiteRule, Text, Valid, pattern

FEWEST = 4
NAMED = pattern(
    r"\.(?:png|jpe?g|webp|avif|gif|svg)\b|^(?:header-style|cover|hero|image|thumbnail)\s*[:=]\s*(?:text|none|no|off|false)\b",
    re.IGNORECASE | re.MULTILINE,
)
IN_BUNDLE = pattern(r".*(?:feature|cover|thumb|hero|eye-?catch|og-?image|ogp).*\.(?:png|jpe?g|webp|avif|gif)", re.IGNORECASE)
AGAIN = Text("Save it anew in a size within the limit.", "目安に合う大きさで保存し直してください")


class Featured(Fact, frozen=True):
    """Whether a page has a featured image, where it is looked up, and the folder of a bundle."""

    has: bool
    lead: Lead | None
    bundle: str


class HeroImage(SiteRule[Featured]):
    """Give each post a featured image that can be shown large.

    It is what readers see of a post where it is shared, in lists and in Discover, where large previews need 1200 pixels
    of width. A post without one is told of only where at least half of the posts beside it have one.

    To fix it, name an image of 1200×630 pixels or more and at most 8 MB in the front matter.

    どの記事にも、大きく表示できるアイキャッチ画像を付けます。

    アイキャッチ画像は、共有されたとき、一覧、Discoverなどで記事の顔になります。Discoverで大きく出るには、幅1200px以上が必要です。
    ない記事を指摘するのは、同じフォルダーの記事の半分以上にあるときだけです。

    直し方：1200×630px以上、8MB以下の画像を、記事の先頭の設定で指定します。
    """

    width: int = 1200
    """Least width in pixels.

    幅の下限（px）。"""

    height: int = 630
    """Least height in pixels; below it alone is advice.

    高さの下限（px）。高さだけが足りないときは助言です。"""

    megabytes: float = 8.0
    """Size of the file in megabytes from which services do not show it.

    これ以上は表示されないことがある容量（MB）。"""

    routed = True
    absence = True
    advice = Text("Name one in the front matter.", "記事の先頭の設定で指定してください")

    def collect(self, doc: Document) -> Iterator[Featured]:
        image, inside = doc.featured_image, doc.site.inside(doc.path)
        is_post = doc.is_listed and (doc.place.kind == "post" or doc.published != "") and not doc.front_matter.problems
        if not doc.is_page or (image is None and not is_post):
            return
        folder, _, name = inside.rpartition("/")
        own = folder if name.startswith("index.") else ""
        group = [part for part in (own.rpartition("/")[0] or folder).split("/") if not part.isdigit()]
        named = image is not None or NAMED.search(doc.text, 0, doc.front_matter.end) is not None
        lead = doc.picture(image, based=True) if image is not None else None
        has = named or doc.site.routing.hands_down(inside, doc.site.image_keys)
        keys = ("in " + "/".join((*group, doc.front_matter.text("layout"))),) if is_post else ()
        yield Featured(keys, image.at if image is not None else doc.top, has, lead, own if doc.site.generator == "hugo" else "")

    def keys(self, fact: Featured, index: Index) -> Iterable[str]:
        return (*fact.keys, *(f"file {path}" for path in self.files(fact, index)))

    def files(self, fact: Featured, index: Index) -> Iterable[str]:
        answer = index.find(fact.lead.to) if fact.lead is not None else None
        return (answer.path,) if answer is not None and answer.path and not (answer.is_page or answer.off) else ()

    def judge(self, key: str, facts: Sequence[Featured], index: Index) -> Iterator[Diagnostic]:
        if key.startswith("file "):
            for said, severity in self.faults(index.files.get(key[5:], File(0))):
                en, ja, cluster = said.en, said.ja, key + said.en
                yield from (self.flag(f.at, en=en, ja=ja, advice=AGAIN, severity=severity, cluster=cluster) for f in facts)
            return
        lacking = [f for f in facts if not f.has and not (f.bundle and any(map(IN_BUNDLE.fullmatch, index.beside(f.bundle))))]
        total, having = len(facts), len(facts) - len(lacking)
        for fact in lacking if total >= FEWEST and having * 2 >= total else ():
            yield self.flag(
                fact.at,
                en=f"The post has no featured image; {having} of the {total} posts of its kind have one",
                ja=f"アイキャッチ画像がありません（同じ種類の{total}記事のうち{having}記事にはあります）",
            )

    def faults(self, file: File) -> Iterator[tuple[Text, Severity | None]]:
        size, wanted, narrow = f"{file.width}×{file.height}", f"{self.width}×{self.height}", file.width < self.width
        if file.width and file.kind != "svg" and (narrow or file.height < self.height):
            en = f"The featured image is small, and may not be shown large elsewhere ({size}px, {wanted}px or more are advised)"
            ja = f"アイキャッチ画像が小さく、共有や検索で大きく出ないことがあります（{size}px、目安は{wanted}px以上）"
            yield Text(en, ja), None if narrow else Severity.INFO
        if file.size > self.megabytes * 1_000_000:
            size, wanted = f"{file.size / 1_000_000:.1f}", f"{self.megabytes:g}"
            en = f"The featured image is heavy, and may not be shown elsewhere ({size}MB, limit {wanted}MB)"
            ja = f"アイキャッチ画像が重く、共有したときに出ないことがあります（{size}MB、上限{wanted}MB）"
            yield Text(en, ja), None

    examples = (
        Valid({"_config.yml": "", "a.md": "---\nimage: /a.png\n---\n"}, around={"a.png": File(9, "png", 1200, 630)}),
        Valid({"_config.yml": "", "_posts/2026-01-01-a.md": "---\ncover: /a.png\n---\n", "_posts/2026-01-02-b.md": "---\n---\n"}),
        Valid({"hugo.toml": "", "content/a/index.md": "---\ncover: x\n---\n"}, around={"content/a/x": File(9, "svg", 8, 8)}),
        Invalid(
            {"_config.yml": "", "_posts/2026-01-09-n.md": "⟦---⟧\ntitle: 窯\n---\n本文。\n"}
            | {f"_posts/2026-01-0{n}-a.md": f"---\nimage: https://a.jp/{n}.png\n---\n" for n in range(1, 4)}
        ),
        Invalid({"_config.yml": "baseurl: /b", "a.md": "---\nimage: ⟦/a.png⟧\n---\n窯\n"}, around={"a.png": File(9, "png", 8, 8)}),
        Invalid({"_config.yml": "", "a.md": "---\nimage: ⟦/a.png⟧\n---\nBread\n"}, around={"a.png": File(9_000_000)}),
        Invalid(
            {"hugo.toml": "", "content/a/index.md": "---\nimages:\n- ⟦x.png⟧\n---\nBread\n"},
            around={"content/a/x.png": File(9, "png", 1200, 600)}, severity=Severity.INFO,
        ),
    )  # fmt: skip
