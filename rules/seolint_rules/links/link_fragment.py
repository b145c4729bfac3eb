import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from seolint import UNKNOWN, Diagnostic, Document, Fact, Index, Invalid, Lead, SiteRule, Text, Valid, fold

_SPECIAL = re.compile(r":~:|!|/|fn(?:ref)?[:\d-]|L\d+(?:-L?\d+)?$|[\w-]+=|$")
"""What is no place of the page: text fragments, routes of scripts, footnotes, lines of code, settings."""
_OF_THEMES = frozenset(
    "top content main toc comments comment respond disqus_thread header footer nav navigation menu sidebar search contact "
    "about share author related page body wrapper article post site-nav page-top pagetop totop back-to-top giscus".split()
)
_ALIKE = frozenset({"vitepress", "markdown-it"})
"""Ways of ids whose generators write the fragments of links anew as they do ids, or encode both."""
_SIGNS = re.compile(r"[\W_]+")


class Place(Fact, frozen=True):
    """The ids of a page (``lead`` None), or a link to a place of one. ``exact`` says that the ids are the published ones."""

    ids: tuple[str, ...]
    exact: bool
    lead: Lead | None = None


class LinkFragment(SiteRule[Place]):
    """Link to places that the target page has.

    Where the page has no such place, the reader lands at its top and has to search for what was promised. The ids of
    headings change with their words.

    To fix it, write the id of the heading as the site's generator makes it.

    ページ内の位置（#…）は、リンク先のページにあるものを書きます。

    その位置がないと、読者はページの先頭に着き、目的の箇所を自分で探すことになります。見出しの位置の名前は、見出しの言葉を変えると変わります。

    直し方：サイトが見出しに付けるとおりの名前を、#の後に書きます。
    """

    routed = True
    alone = True
    advice = Text("Write the id that the heading has now.", "見出しのいまの名前に直してください")

    def collect(self, doc: Document) -> Iterator[Place]:
        if not doc.is_page:
            return
        for lead in doc.leads:
            fragment = lead.to.fragment
            if not _SPECIAL.match(fragment) and fragment.casefold() not in _OF_THEMES and UNKNOWN not in fragment:
                yield Place((), lead.at, (), False, lead)
        ids = (*doc.heading_ids, *(anchor.value for anchor in doc.content.anchors))
        exact = (doc.is_html and doc.content.whole_page) or (doc.site.known and doc.site.heading_ids not in _ALIKE)
        texts = () if exact else tuple(heading.text.value for heading in doc.headings)
        if doc.shows_all and (doc.is_html or "" not in doc.heading_ids):
            yield Place((doc.site.inside(doc.path),), doc.top, tuple(dict.fromkeys((*ids, *texts))), exact)

    def keys(self, fact: Place, index: Index) -> Iterable[str]:
        if fact.lead is None:
            return fact.keys
        if fact.lead.to.kind == "fragment":
            return (index.site.inside(fact.at.path),)
        answer = index.find(fact.lead.to)
        return (answer.path,) if answer is not None and answer.is_page and answer.path else ()

    def judge(self, key: str, facts: Sequence[Place], index: Index) -> Iterator[Diagnostic]:
        page = next((fact for fact in facts if fact.lead is None), None)
        asked = [(fact, fact.lead.to.fragment) for fact in facts if fact.lead is not None and fact.lead.to.fragment]
        if page is None or not asked:
            return
        known = frozenset(page.ids if page.exact else map(_loose, page.ids))
        for fact, fragment in asked:
            if (fragment if page.exact else _loose(fragment)) in known:
                continue
            near = _nearest(fragment, page.ids) if page.exact else None
            where = fact.at.path == page.at.path
            title = index.by_path[page.at.path].title
            en, ja = ("This page", "このページ") if where else (f"“{title or key}”", f"「{title or key}」")
            yield self.flag(
                fact.at,
                en=f"{en} has no place “#{fragment}”" + (f"; “#{near}” is nearest" if near else ""),
                ja=f"{ja}に「#{fragment}」という位置がありません" + (f"。いちばん近いのは「#{near}」です" if near else ""),
            )

    examples = (
        Valid({"_config.yml": "title: パン\n", "a.md": "---\n---\n# 包丁の選び方\n\n[上](#包丁の選び方) [top](#top) [1](#fn:1)\n"}),
        Valid("# Choosing a knife\n\n[up](#choosing-a-knife) [in a folder that is no site](#Choosing_a_Knife)\n"),
        Valid({".vitepress/config.js": "export default { title: 'a' }", "a.md": "## ガイド Hello\n\n[上](#ガイド-Hello)\n"}),
        Valid({"articles/a.md": "---\nemoji: 😀\ntopics: [a]\n---\n## A & B\n\n[上](#a-%26-b)\n", "package.json": '"zenn-cli"'}),
        Valid("[x](#places) <p id='places'>Places</p>\n"),
        Invalid({"_config.yml": "title: パン\n", "a.md": "---\n---\n# 包丁の選び方\n\n[上へ](⟦#包丁を選ぶ⟧)\n"}),
        Invalid({
            "_config.yml": "title: パン\n", "a.md": "---\n---\n[包丁](⟦/b.html#choose⟧)\n",
            "b.md": "---\ntitle: 包丁\n---\n## How to choose\n",
        }),
    )  # fmt: skip


def _loose(text: str) -> str:
    return _SIGNS.sub("", fold(unquote(text)))


def _nearest(fragment: str, ids: tuple[str, ...]) -> str | None:
    from seolint_rules.data.spelling import closest

    alike = [each for each in ids if _loose(each) == _loose(fragment)]
    return alike[0] if len(alike) == 1 else closest(fragment, ids)
