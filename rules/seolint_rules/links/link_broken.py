from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from urllib.parse import unquote

from seolint import Diagnostic, Document, Fact, Index, Invalid, Lead, Related, Severity, SiteRule, Text, Valid
from seolint_rules.data.unanswered import OFF, mended

_POSTS = (".md", ".markdown")

_ROOT = Text("Name the site's folder in site.root.", "設定の site.root にサイトのフォルダーを書いてください")


class InternalLink(Fact, frozen=True):
    """A link to a page or file of the site."""

    lead: Lead


class LinkBroken(SiteRule[InternalLink]):
    """Link to pages and files that are there.

    A reader who follows a broken link has come to a dead end, and a search engine learns nothing of the page that was
    meant. Links are followed in the sources, as the site's generator publishes them; what plugins and themes may make, as
    in a folder where nothing of its kind is published, is left alone. Where very many targets are not here, that is said once.

    To fix it, write the address of the page as it is published now, or take the link out.

    実在するページやファイルにリンクします。

    リンクが切れていると、読者はそこで行き止まりになり、検索エンジンも目的のページにたどり着けません。リンク先は、サイトの
    公開のしかたに沿って元のファイルから調べます。プラグインやテーマが作るかもしれないもの（同じ種類のものが何も公開されていないフォルダーなど）は指摘しません。ない
    リンク先がとても多いときは、一度だけ指摘します。

    直し方：公開されているアドレスに書き直すか、リンクを外します。
    """

    severity: Severity = Severity.ERROR

    ignore: tuple[str, ...] = ()
    """Targets that are not looked for, as patterns such as `/app/*`.

    調べないリンク先。`/app/*` のように書きます。"""

    routed = True
    absence = True
    advice = Text("Correct the address, or take the link out.", "アドレスを直すか、リンクを外してください")

    def collect(self, doc: Document) -> Iterator[InternalLink]:
        for lead in doc.leads if doc.is_page else ():
            to = lead.to
            tag = doc.site.generator == "jekyll" and (to.by == "post" or (to.by == "file" and to.value.endswith(_POSTS)))
            if to.kind == "internal" and not tag and not any(fnmatchcase(to.value, pattern) for pattern in self.ignore):
                yield InternalLink((to.key,), lead.at, lead)

    def keys(self, fact: InternalLink, index: Index) -> Iterable[str]:
        answer = index.find(fact.lead.to)
        if answer is None and index.lacks(fact.lead.to):
            near = "" if index.is_complete else index.nearest(fact.lead.to, fact.at.path, fact.lead.text)
            return fact.keys if index.is_complete or (near and _folder(near) == _folder(fact.lead.to.value)) else ("",)
        return fact.keys if answer is not None and answer.off else ()

    def judge(self, key: str, facts: Sequence[InternalLink], index: Index) -> Iterator[Diagnostic]:
        if not key:
            yield self._excerpt(facts)
            return
        cluster = f"{self.id()} {key}" if len({fact.at.path for fact in facts}) > 2 else ""
        answer = index.find(facts[0].lead.to)
        for fact in facts:
            name = unquote(_path(fact.lead.written)) or fact.lead.to.value.partition(":")[2].strip("/")
            target = index.nearest(fact.lead.to, fact.at.path, fact.lead.text)
            shown = _path(index.respelt(fact.lead.written, target, fact.at.path)) if target else ""
            shown, advice, severity = unquote(shown) or index.shown(target), None, None
            if answer is not None:
                en, ja = f"“{name}” is published as “{shown}”", f"「{name}」は、実際には「{shown}」として公開されます"
                advice, severity = OFF[answer.off], Severity.WARNING if answer.off == "case" else None
            else:
                en = f"There is no page or file “{name}”" + (f"; “{shown}” is nearest" if target else "")
                ja = f"「{name}」というページもファイルもありません" + (f"。いちばん近いのは「{shown}」です" if target else "")
            fix = mended(fact.lead, target, index)
            yield self.flag(fact.at, en=en, ja=ja, advice=advice, fix=fix, severity=severity, cluster=cluster)

    def _excerpt(self, facts: Sequence[InternalLink]) -> Diagnostic:
        """That so many links lead to nothing that the site may be only in part here."""
        count = len({fact.lead.to for fact in facts})
        return self.flag(
            facts[0].at,
            en=f"{count} targets of links are not here, this one among them: is this the whole site, and its root?",
            ja=f"リンク先が{count}件見つからず、このリンクもその一つです。サイトの一部だけを調べたか、最上位が違うのかもしれません",
            advice=_ROOT,
            related=[Related(fact.at, Text("nor is this", "これも同じです")) for fact in facts[1:3]],
            severity=Severity.WARNING,
        )

    examples = (
        Valid({"_config.yml": "title: パン\n", "index.md": "---\n---\n[包丁](/knife.html)\n", "knife.md": "---\n---\n本文。\n"}),
        Valid({"_config.yml": "title: パン\n", "index.md": "---\n---\n[タグ](/tags/pan/)と[次](/page2/)\n", "a.md": "---\n---\n"}),
        Valid("[Knife](/knife/) in a folder that is no site.\n"),
        Invalid(
            {"_config.yml": "title: パン\n", "index.md": "---\n---\n[包丁](⟦/nife.html#a⟧)\n", "knife.md": "---\n---\n本文。\n"},
            fixed="---\n---\n[包丁](/knife.html#a)\n",
        ),
        Invalid(
            {"_config.yml": "", "index.md": "---\n---\n[包丁](⟦/Knife.html⟧)\n", "knife.md": "---\n---\n本文。\n"},
            fixed="---\n---\n[包丁](/knife.html)\n",
            severity=Severity.WARNING,
        ),
        Invalid({"a.md": "See [the knife](⟦knife.md⟧) and [b](b.md).\n", "b.md": "Text.\n"}),
    )


def _path(url: str) -> str:
    return url.partition("#")[0].partition("?")[0]


def _folder(path: str) -> str:
    return path.strip("/").rpartition("/")[0]
