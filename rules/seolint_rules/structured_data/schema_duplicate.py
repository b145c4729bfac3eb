from collections.abc import Iterator
from itertools import chain

from seolint import Diagnostic, Document, Invalid, Literal, PageRule, Placed, Related, Text, Thing, Valid
from seolint_rules.data.page_says import home, letters, same_page
from seolint_rules.data.schema_org import vocabulary
from seolint_rules.data.thing_urls import named_urls


class SchemaDuplicate(PageRule):
    """Describe an article once on its page.

    Where a page says twice that it is an article, programs take one of the two, and sooner or later they differ. Jekyll's
    jekyll-seo-tag, and layouts with JSON-LD of their own, describe each post already. Articles with other titles and URLs, as
    in a list of posts, are no duplicates.

    To fix it, keep the fuller one. Where a layout writes the other, delete the one in the post, or take it out of the layout.

    ページの記事のデータは、1つだけにします。

    1つのページに記事のデータが2つあると、片方しか使われず、いずれ内容が食い違います。Jekyllのjekyll-seo-tagや、JSON-LDを書き出す
    レイアウトは、どの記事のデータもすでに出力しています。記事の一覧のように、タイトルとURLが別のものは数えません。

    直し方：詳しい方を残します。レイアウトが出力しているなら、記事の中のデータを消すか、レイアウトの方を外します。
    """

    advice = Text("Keep one of the two.", "どちらか1つにしてください")
    needs = "has_data"

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        known = (thing for thing in doc.things if thing.known and thing.alone)
        found = {thing.at: thing for thing in known if any(vocabulary().is_a(term, "Article") for term in thing.terms)}
        articles = [thing for thing in found.values() if _is_here(doc, thing)]
        if not articles or not doc.is_page:
            return
        made = doc.emitted_article
        if made and vocabulary().is_a(made, "Article"):
            for each in articles:
                yield self.flag(
                    each.at,
                    en=f"The site's layout describes this page as {made} already, and this is a second one",
                    ja=f"サイトのレイアウトが、このページの{made}のデータをすでに出力しています。これは2つ目です",
                )
            return
        first: dict[str, Thing] = {}
        for each in articles:
            names = list(_names(each))
            other = next((first[name] for name in names if name in first), None)
            if other is not None:
                kind = " / ".join(other.terms)
                yield self.flag(
                    each.at,
                    en=f"The page describes this article twice: as {kind} before",
                    ja=f"同じ記事のデータが2つあります（先に{kind}として書かれています）",
                    related=[Related(other.at, Text("the first one", "1つ目"))],
                )
            for name in names:
                first.setdefault(name, each)

    examples = (
        Valid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [\n'
            '{"@type": "BlogPosting", "headline": "食パン"}, {"@type": "BlogPosting", "headline": "丸パン"}]}</script>\n'
        ),
        Valid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [\n'
            '{"@id": "#a", "@type": "Article", "headline": "Bread"}, {"@id": "#a", "@type": "Article"}]}</script>\n'
        ),
        Invalid({
            "_config.yml": "url: https://pan.jp\nplugins: [jekyll-seo-tag]\n",
            "_layouts/post.html": "<head>{% seo %}</head>{{ content }}\n",
            "_posts/2026-01-01-a.md": '---\nlayout: post\ntitle: 食パン\n---\n<script type="application/ld+json">\n'
            '{"@context": "https://schema.org", "@type": "⟦BlogPosting⟧", "headline": "食パン"}</script>\n',
        }),
        Invalid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Article",\n'
            '"headline": "Bread"}</script>\n\n<div itemscope itemtype="⟦https://schema.org/BlogPosting⟧">\n'
            '<p itemprop="headline">Bread</p></div>\n'
        ),
    )  # fmt: skip


def _is_here(doc: Document, article: Thing) -> bool:
    """Whether nothing says that the article is on another page."""
    told = home(doc)
    return told is None or all(same_page(url.value, told.value) is not False for url in _page_urls(article))


def _names(article: Thing) -> Iterator[str]:
    """What two descriptions of one article have in common: its title, or its URL."""
    for value in article.values("headline"):
        if isinstance(value, Literal) and value.says:
            yield letters(value.text.value)
    yield from (url.value.strip().rstrip("/") for url in _page_urls(article) if "://" in url.value)


def _page_urls(article: Thing) -> Iterator[Placed[str]]:
    return chain(named_urls(article, "url"), named_urls(article, "mainEntityOfPage"))
