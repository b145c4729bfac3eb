from collections.abc import Iterator, Sequence
from urllib.parse import quote

from seolint import (
    Destination,
    Diagnostic,
    Document,
    Edit,
    Fact,
    Fix,
    Index,
    Invalid,
    Location,
    ProseWords,
    Severity,
    SiteRule,
    Text,
    Valid,
    width,
)  # fmt: skip

_SAFE = "/:@!$&'*+,;=~-._"


class Post(Fact, frozen=True):
    """A post by its words. ``keyword`` is its primary keyword, in lemmas; ``to`` is where it leads already."""

    title: str
    edition: str
    keyword: tuple[str, ...]
    words: ProseWords
    to: tuple[Destination, ...]


class LinkSuggest(SiteRule[Post]):
    """Link to a post where another one mentions its primary keyword.

    Where a text speaks of the subject of another post, some readers want to go on there, and search engines learn what that
    post is about. The first mention counts, in whatever inflection, if the text has no link to that post yet.

    To fix it, make the mention the link.

    ほかの記事の主なキーワードに触れた所から、その記事にリンクします。

    別の記事の話題に触れている所では、続けてその記事を読みたい人がいます。検索エンジンにも、その記事の内容が伝わります。
    まだリンクのない記事について、最初に触れる所を指摘します。活用や表記の違いも同じ語とみなします。

    直し方：その語をリンクにします。
    """

    severity: Severity = Severity.INFO

    shortest: float = 2.0
    """Narrowest keyword that is looked for, in full-width units.

    探すキーワードの幅の下限（全角の字数）。"""

    routed = True
    opt_in = True
    advice = Text("Make it a link to that post.", "その記事へのリンクにしてください")

    def collect(self, doc: Document) -> Iterator[Post]:
        if not doc.is_article or doc.is_html:
            return
        phrase = doc.keywords[0].keyphrase if doc.keywords else None
        wide = phrase is not None and width(phrase.text.value) >= self.shortest
        keyword = tuple(lemma for term in phrase.terms for lemma in term.lemmas) if phrase is not None and wide else ()
        leading = dict.fromkeys(lead.to for lead in doc.leads if lead.to.kind == "internal")
        keys = tuple(dict.fromkeys((*keyword[:1], *doc.prose_words.names)))
        title = doc.title.value if doc.title is not None else ""
        yield Post(keys, doc.top, title, doc.edition, keyword, doc.prose_words, tuple(leading))

    def judge(self, key: str, facts: Sequence[Post], index: Index) -> Iterator[Diagnostic]:
        owners: dict[tuple[str, ...], Post | None] = {}
        for fact in facts:
            if fact.keyword[:1] == (key,):
                owners[fact.edition, *fact.keyword] = None if (fact.edition, *fact.keyword) in owners else fact
        for owner in filter(None, owners.values()):
            for fact in facts:
                apart = fact.edition != owner.edition or fact.keyword == owner.keyword
                found = None if apart else fact.words.find(owner.keyword)
                if found is None or _leads(fact, owner, index):
                    continue
                yield self.flag(
                    found,
                    en=f"This is the primary keyword of “{owner.title}”, to which the post does not link",
                    ja=f"記事「{owner.title}」の主なキーワードですが、その記事へのリンクがありません",
                    fix=_linked(found, owner, index),
                )

    examples = (
        Valid({"a.md": "---\nkeywords: [窯]\n---\n窯の話。\n", "b.md": "---\ntitle: 薪\n---\n薪と窯。\n"}),
        Valid({"a.md": "---\nkeywords: [石窯]\n---\n本文。\n", "b.md": "---\ntitle: 薪\n---\n石窯は[ここ](a.md)、`石窯`。\n"}),
        Invalid({
            "_config.yml": "baseurl: /pan\npermalink: /:title/\n",
            "_posts/2026-01-01-oven.md": "---\ntitle: 窯の話\nkeywords: [石窯の温度]\n---\n本文。\n",
            "_posts/2026-01-02-b.md": "---\ntitle: 薪\n---\n## 石窯の温度\n\n薪で⟦石窯の温度⟧が決まる。石窯の温度は大切。\n",
        }, fixed="---\ntitle: 薪\n---\n## 石窯の温度\n\n薪で[石窯の温度](/pan/oven/)が決まる。石窯の温度は大切。\n"),
        Invalid(
            {
                "a.md": "---\ntitle: On knives\nkeywords: [bread knife]\n---\nText.\n",
                "b.md": "---\ntitle: B\n---\nA sharp ⟦Bread knife⟧.\n",
            },
            fixed="---\ntitle: B\n---\nA sharp [Bread knife](a.md).\n",
        ),
    )  # fmt: skip


def _leads(fact: Post, owner: Post, index: Index) -> bool:
    own = index.site.inside(owner.at.path)
    return any(answer is not None and answer.path == own for answer in map(index.find, fact.to))


def _linked(at: Location, owner: Post, index: Index) -> Fix | None:
    site, page = index.site, index.by_path[owner.at.path]
    inside = site.inside(page.path)
    address = quote(site.baseurl + page.place.address, safe=_SAFE) if page.place.address else ""
    url = address or ("" if site.known and site.relative_to != "source" else index.respelt("x.md", inside, at.path))
    edits = (Edit(Location(at.path, at.start, at.start), "["), Edit(Location(at.path, at.end, at.end), f"]({url})"))
    return Fix(Text(f"link to “{owner.title}”", f"「{owner.title}」にリンクする"), edits, safe=False, scope=at) if url else None
