import re
from collections.abc import Iterator, Sequence
from math import ceil

from seolint import (
    UNKNOWN,
    Diagnostic,
    Document,
    Edit,
    Fact,
    Fix,
    Index,
    Invalid,
    Related,
    Severity,
    SiteRule,
    Text,
    Valid,
    cut,
    width,
)
from seolint_rules.data.counted import counted, wide


class TitleLength(SiteRule[Fact]):
    """Keep a title long enough to inform and short enough to be shown whole.

    A result page has room for about 640 pixels, 32 full-width characters. What stands behind them may be left out,
    so the words you chose last do not reach the reader. That a post or an HTML page has a short one is advice.

    To fix it, put the promise of the page first and drop what the reader does not need to choose it.

    タイトルは、内容が伝わり、検索結果で最後まで読める長さにします。

    検索結果のタイトルの幅は約640px、全角32字分です。後ろの語は省略されることがあります。記事やHTMLのページで短すぎれば助言します。

    直し方：ページの約束を先頭に置き、なくても選べる語を削ります。
    """

    longest: float = 32.0
    """Greatest width of the page's own title, in full-width units.

    ページ自身のタイトルの幅の上限（全角の字数）。"""

    shortest: float = 6.0
    """Width under which a title says too little, in full-width units.

    これより短いと内容が伝わりにくい幅（全角の字数）。"""

    alone = True
    advice = Text("Put the promise first and cut the rest.", "大事な語を前に置き、後ろを削ってください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if (title := doc.title) is None or UNKNOWN in title.value or not (doc.is_listed or doc.is_draft):
            return
        text, size = title.value, width(title.value)
        if size > self.longest:
            kept, lost = cut(text, self.longest), ceil(size - self.longest)
            beyond = Related(title.part(kept, len(text)), Text("may be left out", "省略されることがあります"))
            yield self.flag(
                title.at,
                en=f"The last {counted(len(text) - kept, 'character')} may be left out of the search results "
                f"({wide(size)}, limit {self.longest:g})",
                ja=f"検索結果では後ろの約{lost}字が省略されることがあります（全角{size:g}字、目安は{self.longest:g}字）",
                related=[beyond],
                fix=self.unnamed(doc),
            )
        elif size < self.shortest and (doc.is_html or doc.published or doc.place.kind in {"post", "draft"}):
            yield self.flag(
                title.at,
                en=f"The title is short ({wide(size)}, at least {self.shortest:g} inform better)",
                ja=f"タイトルが短く、内容が伝わりにくいかもしれません（全角{size:g}字、目安は{self.shortest:g}字以上）",
                advice=Text("Say what the page offers.", "ページで分かることを書き足してください"),
                severity=Severity.INFO,
            )

    def unnamed(self, doc: Document) -> Fix | None:
        """Take the site's own name off the end of the title."""
        title, name = doc.title, doc.site.title
        if title is None or len(name) < 2:
            return None
        signs = rf"[|｜:：/／·・—–-]+\s*{re.escape(name)}|[【\[（(「『《]{re.escape(name)}[】\]）)」』》]"
        found = re.search(rf"(?:{signs})\s*$", title.value, re.IGNORECASE)
        kept = len(title.value[: found.start()].rstrip()) if found else 0
        edit, off = Edit(title.part(kept, len(title.value)), ""), Text("take the site's name off", "サイト名を外す")
        return Fix(off, (edit,), safe=False) if kept else None

    def collect(self, doc: Document) -> Iterator[Fact]:
        if doc.title is not None and doc.is_listed and width(doc.site.suffix) * 2 > self.longest:
            yield Fact((doc.site.suffix,), doc.title.at)

    def judge(self, key: str, facts: Sequence[Fact], index: Index) -> Iterator[Diagnostic]:
        size = width(key)
        if index.whole:
            yield self.flag(
                facts[0].at,
                en=f"The site name suffix “{key}” takes {size:g} of {wide(self.longest)} on every page",
                ja=f"サイト名「{key}」が、どのページでもタイトルの場所を取っています（{self.longest:g}字のうち{size:g}字）",
                advice=Text("Shorten the site's name in its settings.", "サイトの設定で、サイト名を短くしてください"),
                severity=Severity.INFO,
            )

    examples = (
        Valid("---\ntitle: パン切り包丁の選び方、長く使える三本\n---\n"),
        Valid("---\ntitle: Choosing a bread knife that lasts for years\n---\n"),
        Valid("---\ntitle: パンの工房の人たちが置いておく、検索には出さない部品のページのとても長い題です\nrobots: noindex\n---\n"),
        Invalid("---\ntitle: ⟦包丁⟧\ndate: 2026-01-10\n---\n", severity=Severity.INFO),
        Invalid('---\ntitle: "⟦2026年版パン切り包丁の選び方：はじめての人が長く使える三本を職人が比べました⟧"\n---\n'),
        Invalid("---\ntitle: ⟦Choosing bread knives⟧\n---\n", {"longest": 8}),
        Invalid(
            {"_config.yml": "title: パン便り\n", "a.md": "---\ntitle: ⟦はじめてのパン切り包丁｜パン便り⟧\n---\n"},
            {"longest": 15},
            fixed="---\ntitle: はじめてのパン切り包丁\n---\n",
        ),
        Invalid(
            {"_config.yml": "title: 街の小さなパン工房便り\nplugins: jekyll-seo-tag\n", "a.md": "---\n---\n# ⟦窯の温度を測る⟧\n"},
            {"longest": 24},
            severity=Severity.INFO,
        ),
    )
