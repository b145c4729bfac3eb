from collections.abc import Iterable, Iterator, Sequence

from seolint import Diagnostic, Document, Fact, Index, Invalid, Lead, Literal, Placed, Severity, SiteRule, Text, Valid
from seolint_rules.data.images import path_of
from seolint_rules.data.unanswered import OFF, mended

_TERMS = {
    "image": ("image", "image.url", "image.contentUrl"),
    "thumbnailUrl": ("thumbnailUrl",),
    "logo": ("logo", "logo.url"),
    "publisher": ("publisher.logo", "publisher.logo.url"),
}
"""Where items name pictures, by the first property on the way."""


class LocalImage(Fact, frozen=True):
    """A picture of the site; ``loose`` where a theme decides in which folder it lies."""

    lead: Lead
    loose: bool = False


class ImageBroken(SiteRule[LocalImage]):
    """Show images that are there.

    In the place of an image that is missing readers see an empty frame, and a shared page has no picture. The images of
    the text, the front matter and the structured data are looked up among the files of the site.

    To fix it, add the file, or write the path of the one that is there.

    実在する画像を指定します。

    ファイルのない画像は、読者には枠だけが見えます。共有されたときの画像も出ません。本文、記事の先頭の設定、構造化データの
    画像を、サイトのファイルの中から探します。

    直し方：ファイルを置くか、実在する画像のパスに直します。
    """

    severity: Severity = Severity.ERROR

    routed = True
    absence = True
    advice = Text("Add the file, or name the one that is there.", "ファイルを置くか、実在する画像のパスに直してください")

    def collect(self, doc: Document) -> Iterator[LocalImage]:
        if not doc.is_page:
            return
        for image in doc.images:
            for url in (image.url, *image.candidates):
                yield from self._local(doc, url)
        if doc.featured_image is not None:
            bare = not doc.featured_image.value.startswith(("/", "./", "../"))
            yield from self._local(doc, doc.featured_image, loose=bare, based=True)
        for thing in doc.things:
            said = {said.term for part in thing.parts for said in part.properties}
            terms = [term for head in _TERMS if head in said for term in _TERMS[head]]
            for value in [value for term in terms for value in thing.values(term)]:
                if isinstance(value, Literal) and value.kind == "string" and "/" in value.text.value:
                    yield from self._local(doc, value.text)

    def _local(self, doc: Document, url: Placed[str], *, loose: bool = False, based: bool = False) -> Iterator[LocalImage]:
        lead = doc.picture(url, based=based)
        if lead is not None and "." in lead.to.value.rpartition("/")[2]:
            yield LocalImage((lead.to.key,), lead.at, lead, loose)

    def keys(self, fact: LocalImage, index: Index) -> Iterable[str]:
        answer = index.find(fact.lead.to)
        if fact.loose and (answer is None or answer.off) and index.nearest(fact.lead.to, fact.at.path):
            return ()
        if answer is None and (in_assets(fact.lead, index) or not index.lacks(fact.lead.to)):
            return ()
        return fact.keys if answer is None or answer.off else ()

    def judge(self, key: str, facts: Sequence[LocalImage], index: Index) -> Iterator[Diagnostic]:
        cluster = f"{self.id()} {key}" if len({fact.at.path for fact in facts}) > 2 else ""
        answer = index.find(facts[0].lead.to)
        off = OFF.get(answer.off) if answer is not None else None
        for fact in {fact.at: fact for fact in facts}.values():
            target = index.nearest(fact.lead.to, fact.at.path)
            name = path_of(fact.lead.written) or fact.lead.to.value
            fix = mended(fact.lead, target, index)
            if off:
                shown = index.shown(target)
                en, ja = f"“{name}” is published as “{shown}”", f"「{name}」は、実際には「{shown}」として公開されます"
            else:
                known = path_of(index.respelt(fact.lead.written, target, fact.at.path)) or target if target else ""
                en = f"There is no image “{name}”" + (f"; “{known}” is nearest" if known else "")
                ja = f"画像「{name}」がありません" + (f"。いちばん近いのは「{known}」です" if known else "")
            yield self.flag(fact.at, en=en, ja=ja, advice=off, fix=fix, cluster=cluster)

    examples = (
        Valid({"_config.yml": "", "a.md": "---\nimage: /img/pan.png\n---\n![食パン](/img/pan.png)\n", "img/pan.png": ""}),
        Valid("![Bread](bread.png) in a folder without any image, and ![one](https://a.jp/b.png) elsewhere.\n"),
        Valid({"hugo.toml": "", "content/a/index.md": "![Oven](oven.png)\n", "content/a/b.png": "", "assets/oven.png": ""}),
        Valid({"_config.yml": "", "a.md": "---\nheader: full\n---\n![図](/api/og?title=a)\n", "api/b.md": "---\n---\n"}),
        Invalid(
            {"_config.yml": "", "a.md": "---\n---\n![食パン](⟦/img/pann.png⟧)\n", "img/pan.png": ""},
            fixed="---\n---\n![食パン](/img/pan.png)\n",
        ),
        Invalid({"_config.yml": "", "a.md": "---\nimage: ⟦/img/Pan.png⟧\n---\nText.\n", "img/pan.png": ""}),
    )


def in_assets(lead: Lead, index: Index) -> bool:
    """Whether Hugo may take the picture from its assets, as render hooks do."""
    folder, _, name = path_of(lead.written).lstrip("/").rpartition("/")
    return index.site.generator == "hugo" and name in index.beside(f"assets/{folder}".rstrip("/"))
