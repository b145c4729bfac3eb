from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from urllib.parse import unquote

from seolint import Diagnostic, Document, Edit, Fact, Fix, Index, Invalid, Lead, Severity, SiteRule, Text, Valid

_JEKYLL = frozenset({"post_url", "link"})
_OFF = {
    "case": Text("Servers tell capital and small letters apart.", "大文字と小文字の違いだけでも、リンク切れになることがあります"),
    "form": Text("It looks alike, but its letters are composed otherwise.", "見た目は同じでも、濁点などの文字の組み立て方が違います"),
    "base": Text("The path of the site must stand before it.", "サイトのパスを先頭に付けないと開けません"),
    "source": Text("The generator leaves links to source files as they are.", "元のファイルへのリンクは、そのままでは開けません"),
}


class InternalLink(Fact, frozen=True):
    """A link to a page or file of the site."""

    lead: Lead


class LinkBroken(SiteRule[InternalLink]):
    """Link to pages and files that are there.

    A reader who follows a broken link has come to a dead end, and a search engine learns nothing of the page that was
    meant. Links are followed in the sources, as the site's generator publishes them; what plugins and themes may make is
    left alone.

    To fix it, write the address of the page as it is published now, or take the link out.

    実在するページやファイルにリンクします。

    リンクが切れていると、読者はそこで行き止まりになり、検索エンジンも目的のページにたどり着けません。リンク先は、サイトの
    公開のしかたに沿って元のファイルから調べます。プラグインやテーマが作るかもしれないページについては指摘しません。

    直し方：公開されているアドレスに書き直すか、リンクを外します。
    """

    severity: Severity = Severity.ERROR

    ignore: tuple[str, ...] = ()
    """Targets that are not looked for, as patterns such as `/app/*`.

    調べないリンク先。`/app/*` のように書きます。"""

    routed = True
    absence = True
    advice = Text("Write the address as it is published.", "公開されているアドレスに直してください")

    def collect(self, doc: Document) -> Iterator[InternalLink]:
        own = _JEKYLL if doc.site.generator == "jekyll" else frozenset[str]()
        named = {(t.start, t.end) for t in doc.template.targets if t.kind in own}
        for lead in doc.leads if doc.is_page else ():
            tag = any(lead.at.start <= start and end <= lead.at.end for start, end in named)
            skipped = any(fnmatchcase(lead.to.value, pattern) for pattern in self.ignore)
            if lead.to.kind == "internal" and not tag and not skipped:
                yield InternalLink((lead.to.key,), lead.at, lead)

    def keys(self, fact: InternalLink, index: Index) -> Iterable[str]:
        answer = index.find(fact.lead.to)
        return fact.keys if (answer.off if answer else index.lacks(fact.lead.to)) else ()

    def judge(self, key: str, facts: Sequence[InternalLink], index: Index) -> Iterator[Diagnostic]:
        cluster = f"{self.id()} {key}" if len({fact.at.path for fact in facts}) > 2 else ""
        answer = index.find(facts[0].lead.to)
        for fact in facts:
            lead = fact.lead
            name = unquote(lead.written.partition("#")[0].partition("?")[0])
            target = index.nearest(lead.to, lead.text)
            if answer is not None:
                shown = index.shown(target)
                yield self.flag(
                    fact.at,
                    en=f"“{name}” is published as “{shown}”",
                    ja=f"「{name}」は、実際には「{shown}」として公開されます",
                    advice=_OFF[answer.off],
                    fix=_mended(lead, target, index),
                    severity=Severity.WARNING if answer.off == "case" else None,
                    cluster=cluster,
                )
                continue
            yield self.flag(
                fact.at,
                en=f"No page or file answers “{name}”" + (f"; “{target}” is nearest" if target else ""),
                ja=f"「{name}」というページもファイルもありません" + (f"。いちばん近いのは「{target}」です" if target else ""),
                fix=_mended(lead, target, index) if target else None,
                cluster=cluster,
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


def _mended(lead: Lead, target: str, index: Index) -> Fix | None:
    new = index.respelt(lead.written, target, lead.at.path)
    if lead.rest is None or not new or not {"(", ")", "<", ">"}.isdisjoint(new):
        return None
    return Fix(Text(f"lead to “{target}”", f"「{target}」にする"), (Edit(lead.rest, new),), safe=False)
