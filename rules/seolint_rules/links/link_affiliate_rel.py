import re
from collections.abc import Iterator

from seolint import UNKNOWN, Diagnostic, Document, Edit, Fix, Invalid, Link, PageRule, Text, Valid
from seolint_rules.data.affiliate_links import is_affiliate

_SAID = re.compile(r"sponsored|nofollow")
_LIST = re.compile(r"\{:[^{}\n]*\}")
_TITLE = Text("mark it as an advertisement", "広告のリンクであることを示す")
_IN_HTML = Text('Write it as <a href="…" rel="sponsored">.', '<a href="…" rel="sponsored"> と書いてください')


class LinkAffiliateRel(PageRule):
    """Mark links that pay you with `rel="sponsored"`.

    Google asks that links for which money is paid say so, and may count a site down that passes them off as
    recommendations. `nofollow` is accepted too. Zenn and Qiita mark all outbound links themselves.

    To fix it, add `rel="sponsored"` to the link. In Jekyll's Markdown it stands behind it: `[…](…){: rel="sponsored"}`.

    報酬が出るリンクには `rel="sponsored"` を付けます。

    Googleは、広告やアフィリエイトのリンクにはその印を付けるよう求めています。推薦のリンクと見分けがつかないと、サイトの評価を
    下げられることがあります。`nofollow` でもかまいません。ZennとQiitaでは、外部リンクに自動で付きます。

    直し方：リンクに `rel="sponsored"` を付けます。JekyllのMarkdownでは、リンクのすぐ後ろに `{: rel="sponsored"}` と書きます。
    """

    advice = Text('Add rel="sponsored".', 'rel="sponsored" を付けてください')

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or doc.site.generator in {"zenn", "qiita"}:
            return
        for link in doc.links:
            if link.url is None or not is_affiliate(link.url.value) or _says_so(doc, link):
                continue
            fix = _in_list(doc, link) if link.markdown else _in_tag(doc, link)
            yield self.flag(
                link.at,
                en='The link pays you, and no rel="sponsored" says so to search engines',
                ja='報酬が出るリンクなのに、検索エンジンにそれを伝える rel="sponsored" がありません',
                advice=_IN_HTML if link.markdown and doc.markdown != "kramdown" else None,
                fix=fix,
            )

    examples = (
        Valid('<a href="https://px.a8.net/svt/ejp?a8mat=1" rel="nofollow">窯</a> [窯](https://amzn.asia/d/1)と[薪](https://www.a8.net/)\n'),
        Valid("[The book](https://www.amazon.co.jp/dp/4873119049/) and [the site](https://aws.amazon.com/?tag=ec2)\n"),
        Valid({"_posts/2026-01-01-a.md": '---\n---\n[窯](https://amzn.to/1){:target="_blank" rel="nofollow"}\n'}),
        Invalid(
            '⟦<a href="https://hb.afl.rakuten.co.jp/hgc/1/?pc=2">楽天で窯を見る</a>⟧\n',
            fixed='<a rel="sponsored" href="https://hb.afl.rakuten.co.jp/hgc/1/?pc=2">楽天で窯を見る</a>\n',
        ),
        Invalid(
            '⟦<a href="https://www.amazon.co.jp/dp/4873119049?tag=panlab-22" rel="noopener">A book</a>⟧\n',
            fixed='<a href="https://www.amazon.co.jp/dp/4873119049?tag=panlab-22" rel="noopener sponsored">A book</a>\n',
        ),
        Invalid(
            {"_posts/2026-01-01-a.md": "---\n---\n⟦[窯](https://amzn.to/1)⟧が届いた。\n"},
            fixed='---\n---\n[窯](https://amzn.to/1){: rel="sponsored"}が届いた。\n',
        ),
        Invalid("⟦[薪](https://af.moshimo.com/af/c/click?a_id=1)⟧\n", fixed="[薪](https://af.moshimo.com/af/c/click?a_id=1)\n"),
    )


def _says_so(doc: Document, link: Link) -> bool:
    """Whether ``rel`` marks the link, or may: a template or script writes attributes."""
    if any(UNKNOWN in name or name.endswith(":rel") or "{" in name for name in link.attributes):
        return True
    rel = link.attributes.get("rel")
    behind = _LIST.match(doc.text, link.at.end) if link.markdown else None
    said = (rel.value if rel is not None else "") + (behind[0] if behind else "")
    return UNKNOWN in said or _SAID.search(said.lower()) is not None


def _in_tag(doc: Document, link: Link) -> Fix | None:
    rel, start = link.attributes.get("rel"), link.at.start + 2
    if rel is None:
        return Fix(_TITLE, (Edit(doc.at(start, start), ' rel="sponsored"'),), safe=True)
    plain = rel.value != "" and doc.text[rel.at.start : rel.at.end] == rel.value and doc.text[rel.at.start - 1] in "\"'"
    return Fix(_TITLE, (Edit(doc.at(rel.at.end, rel.at.end), " sponsored"),), safe=True) if plain else None


def _in_list(doc: Document, link: Link) -> Fix | None:
    """Attributes behind a link of kramdown's; other Markdown has none."""
    end, found = link.at.end, _LIST.match(doc.text, link.at.end)
    if doc.markdown != "kramdown" or (found and "rel=" in found[0]):
        return None
    if found:
        return Fix(_TITLE, (Edit(doc.at(found.end() - 1, found.end() - 1), ' rel="sponsored"'),), safe=True)
    return Fix(_TITLE, (Edit(doc.at(end, end), '{: rel="sponsored"}'),), safe=True)
