import unicodedata
from collections.abc import Iterator, Sequence

from seolint import Diagnostic, Document, Edit, Fact, Fix, Index, Invalid, Severity, SiteRule, Text, Valid, pattern

_NAME = pattern(r"(?:.*/)?(\d+)-(\d+)-(\d+)-([^/]+)")
_FEW = 4
"""Of more posts with the same date or slug none is clearly meant."""
_PAGES = (".md", ".markdown")
_NOT_READ = pattern(
    r"(?i)(?:.*/)?(?:readme|licen[cs]e|changelog|contributing|code_of_conduct)\b"
    r"|(?:.*/)?(?:vendor|public|_includes|_layouts|node_modules)/"
)
"""Files that are there and no pages of ours, and folders that hold them."""


class PostName(Fact, frozen=True):
    """A file of the site, or (``tag`` set) a ``post_url`` or ``link`` that names one."""

    name: str
    tag: str = ""


class LinkPostUrl(SiteRule[PostName]):
    """Name an existing post in `post_url` and `link`.

    Jekyll stops when the post that a tag names does not exist, and the whole site is not published.

    To fix it, write the file name of the post without its ending: date, hyphen, name. For `link`, write its path from
    the root of the site, ending included.

    `post_url`と`link`には、実在する記事の名前を書きます。

    名前の記事がないと、Jekyllは処理を止め、サイト全体が公開されません。

    直し方：`post_url`には記事のファイル名（日付と名前、拡張子なし）を、`link`にはサイトの最上位からのパスを書きます。
    """

    severity: Severity = Severity.ERROR

    absence = True
    advice = Text("Write the name of an existing post.", "実在する記事の名前に直してください")

    def collect(self, doc: Document) -> Iterator[PostName]:
        if doc.site.generator != "jekyll" or doc.site.guessed:
            return
        path = doc.site.inside(doc.path)
        own = {_file_key(path)}
        if "/_posts/" in f"/{path}":
            own.add(_post_key(path.rpartition(".")[0]))
        yield PostName(tuple(sorted(own)), doc.top, path)
        for target in doc.template.targets:
            if "{" in target.name:
                continue
            if target.kind == "post_url":
                key = _post_key(target.name)
            elif target.kind == "link" and target.name.lower().endswith(_PAGES) and not _NOT_READ.match(target.name):
                key = _file_key(target.name)
            else:
                continue
            yield PostName((key,), doc.at(target.start, target.end), target.name, target.kind)

    def judge(self, key: str, facts: Sequence[PostName], index: Index) -> Iterator[Diagnostic]:
        asked = [fact for fact in facts if fact.tag]
        there = [_normal(fact.name) for fact in facts if not fact.tag] if asked else []
        nearest: dict[str, str | None] = {}
        for fact in asked:
            wanted = "/" + _normal(fact.name).strip("/")
            if there if fact.tag == "post_url" else any(f"/{path}".endswith(wanted) for path in there):
                continue
            if fact.name not in nearest:
                nearest[fact.name] = _nearest(fact, index)
            name = nearest[fact.name]
            en, ja = ("post", "記事") if fact.tag == "post_url" else ("page", "ページ")
            if name is None:
                yield self.flag(fact.at, en=f"There is no {en} “{fact.name}”", ja=f"「{fact.name}」という{ja}がありません")
                continue
            yield self.flag(
                fact.at,
                en=f"There is no {en} “{fact.name}”; “{name}” is nearest",
                ja=f"「{fact.name}」という{ja}がありません。いちばん近いのは「{name}」です",
                fix=Fix(Text(f"name “{name}”", f"「{name}」にする"), (Edit(fact.at, name),), safe=False),
            )

    examples = (
        Valid({"_posts/2026-01-10-knife.md": "本文。\n", "a.md": "---\n---\n[包丁]({% post_url 2026-01-10-knife %})\n"}),
        Valid({"_posts/x/2026-01-10-k.md": "A.\n", "_posts/2026-01-11-b.md": "---\n---\n{% post_url x/2026-01-10-k %}\n"}),
        Valid("[Knife]({% post_url 2026-01-10-knife %}) in a folder that is no site of Jekyll's.\n"),
        Invalid(
            {
                "_posts/2026-01-11-b.md": "---\ntitle: b\n---\n[包丁]({% post_url ⟦2026-01-10-houcho-erabi⟧ %})\n",
                "_posts/2026-01-10-houcho-erabikata.md": "本文。\n",
            },
            fixed="---\ntitle: b\n---\n[包丁]({% post_url 2026-01-10-houcho-erabikata %})\n",
        ),
        Invalid({"_posts/2026-01-11-b.md": "---\ntitle: b\n---\n<a href='{% link ⟦about.md⟧ %}'>About</a>\n"}),
    )


def _normal(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _post_key(name: str) -> str:
    """Date and slug, whatever the folder and the zeros of the date: so does Jekyll compare at last."""
    found = _NAME.fullmatch(_normal(name))
    return f"post {int(found[1])}-{int(found[2])}-{int(found[3])}-{found[4]}" if found else f"post {_normal(name)}"


def _file_key(path: str) -> str:
    return "file " + _normal(path).rpartition("/")[2]


def _nearest(fact: PostName, index: Index) -> str | None:
    """The one existing post whose name is clearly closest."""
    from seolint_rules.data.spelling import closest

    name = fact.name.rpartition("/")[2]
    alike = index.namesakes(name) if fact.tag == "post_url" else ()
    return closest(name, alike) if 0 < len(alike) <= _FEW else None
