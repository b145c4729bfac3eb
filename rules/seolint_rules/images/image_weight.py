from collections.abc import Iterable, Iterator, Sequence

from seolint import Diagnostic, Document, Fact, File, Index, Invalid, Lead, Severity, SiteRule, Text, Valid

BUILT = frozenset({"astro", "gatsby"})
"""Generators that save pictures beside a post anew, smaller, when they build the site."""
OLD = (".png", ".jpg", ".jpeg")
NEW = (".webp", ".avif")
SAVED = 10_000
"""Fewer bytes saved are nothing that a reader notices."""
CONVERT = Text("Show that one.", "そちらを使ってください")


class Shown(Fact, frozen=True):
    """A picture of the site that the body shows, and the only one that a browser may choose."""

    lead: Lead


class ImageWeight(SiteRule[Shown]):
    """Keep image files small.

    Images are most of what a page loads, and a page that loads slowly loses readers on the phone. 200 KB are enough for
    a photograph as wide as a text. Where the same picture lies beside the file in a newer format, and is smaller by 10 KB
    or more, that is said too.

    To fix it, save the image at the size at which it is shown, as WebP or AVIF or with more compression.

    画像のファイルは、軽くしておきます。

    ページの読み込みの大半は画像です。重いページは、スマートフォンの読者が待たずに離れます。本文の幅の写真なら、200KBあれば十分です。
    同じ画像の新しい形式のファイルが隣にあって、そちらのほうが10KB以上軽いときも指摘します。

    直し方：表示する大きさに縮め、WebPやAVIFにするか、圧縮して保存し直します。
    """

    severity: Severity = Severity.INFO

    kilobytes: int = 200
    """Size that a file may have, in kilobytes.

    ファイルの容量の上限（KB）。"""

    routed = True
    absence = True
    advice = Text("Save it smaller, or as WebP or AVIF.", "縮めるか、WebPやAVIFで保存し直してください")

    def collect(self, doc: Document) -> Iterator[Shown]:
        seen = set[str]()
        for image in doc.images if doc.is_page else ():
            if not image.candidates and (lead := doc.picture(image.url)) is not None and lead.to.key not in seen:
                seen.add(lead.to.key)
                if lead.to.rooted or doc.site.generator not in BUILT:
                    yield Shown((), lead.at, lead)

    def keys(self, fact: Shown, index: Index) -> Iterable[str]:
        answer = index.find(fact.lead.to)
        return (answer.path,) if answer is not None and answer.path and not answer.is_page else ()

    def files(self, fact: Shown, index: Index) -> Iterator[str]:
        for path in self.keys(fact, index):
            yield from (path, *newer(path, index))

    def judge(self, key: str, facts: Sequence[Shown], index: Index) -> Iterator[Diagnostic]:
        size, name = index.files.get(key, File(0)).size, key.rpartition("/")[2]
        others = {path: index.files[path].size for path in newer(key, index) if path in index.files}
        lighter = min(others, key=lambda path: others[path], default=key)
        if others.get(lighter, size) <= size - SAVED:
            other, less = lighter.rpartition("/")[2], weight(others[lighter])
            en = f"“{name}” ({weight(size)}) is shown, though “{other}” beside it is lighter ({less})"
            ja = f"隣に軽い「{other}」（{less}）がありますが、「{name}」（{weight(size)}）が使われています"
            yield from (self.flag(fact.at, en=en, ja=ja, advice=CONVERT, cluster=key) for fact in facts)
        elif size > self.kilobytes * 1000:
            en = f"The image “{name}” is heavy ({weight(size)}, limit {self.kilobytes}KB)"
            ja = f"画像「{name}」が重く、表示に時間がかかります（{weight(size)}、目安は{self.kilobytes}KBまで）"
            yield from (self.flag(fact.at, en=en, ja=ja, cluster=key) for fact in facts)

    examples = (
        Valid(
            '<picture><source srcset="/oven.avif"><img src="/oven.png" alt="Oven"></picture>\n',
            around={"oven.png": File(900_000), "oven.avif": File(90_000)},
        ),
        Valid({"_config.yml": "", "a.md": "---\n---\n![窯](/a.png)\n"}, around={"a.png": File(200_000, "png", 900, 600)}),
        Valid({"_config.yml": "", "a.md": "---\n---\n![窯](/a.png)\n"}, around={"a.png": File(9_900), "a.webp": File(900)}),
        Invalid({"_config.yml": "", "a.md": "---\n---\n![窯](⟦/a.png⟧)\n"}, around={"a.png": File(200_001, "png", 900, 600)}),
        Invalid({"a.md": "![Oven](⟦i/a.jpg⟧) ![Oven](i/a.jpg)\n"}, around={"i/a.jpg": File(90_000), "i/a.webp": File(40_000)}),
    )


def newer(path: str, index: Index) -> list[str]:
    """The files beside ``path`` with its name in a newer format."""
    stem, dot, ending = path.rpartition(".")
    folder, _, name = stem.rpartition("/")
    names = index.beside(folder) if dot + ending.lower() in OLD else frozenset[str]()
    return [stem + new for new in NEW if name + new in names]


def weight(size: int) -> str:
    return f"{size / 1_000_000:.1f}MB" if size >= 1_000_000 else f"{-(-size // 1000)}KB"
