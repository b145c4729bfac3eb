from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from seolint import Diagnostic, Document, Fact, Index, Invalid, Placed, Severity, SiteRule, Text, Valid

_PUBLISHING = frozenset({"jekyll", "hexo"})
"""Those to which `draft` says nothing."""
_KEPT = 4
"""A site with more drafts than this, and more drafts than posts, keeps its drafts on purpose."""


class Due(Fact, frozen=True):
    """A post whose day has passed; what hides it and where it does not appear are "" for one that is published."""

    day: str
    hiding: str
    en: str
    ja: str


class DraftLeft(SiteRule[Due]):
    """Publish a post when its day has come, or give it another day.

    A post that still says `draft: true`, `published: false` or `noindex` after its date is often a finished one that somebody
    forgot: no reader and no search engine sees it. Where most posts of a site are such drafts, that is said once.

    To fix it, take the key out, or write the day on which the post is to appear.

    公開日を過ぎた記事は、公開するか、日付を改めます。

    日付を過ぎても `draft: true` や `published: false`、`noindex` が残っている記事は、書き上がったまま忘れられていることがよく
    あります。読者にも検索エンジンにも見えません。サイトの記事の半分より多くがそうなら、一度だけ指摘します。

    直し方：その項目を消すか、公開する日を書き直します。
    """

    severity: Severity = Severity.INFO

    days: int = 7
    """How many days after its date a post may still be a draft.

    日付を過ぎてから、下書きのままでよい日数。"""

    alone = True
    advice = Text("Publish it, or give it another date.", "公開するか、日付を改めてください")

    def collect(self, doc: Document) -> Iterator[Due]:
        if not doc.is_page or doc.front_matter.problems or not (day := passed_day(doc, self.days)):
            return
        if (found := left(doc)) is None:
            yield Due(("",), doc.top, day, "", "", "")
        else:
            key, value, hidden = found
            yield Due(("",), value.at, day, f"{key}: {value.value}", hidden.en, hidden.ja)

    def judge(self, key: str, facts: Sequence[Due], index: Index) -> Iterator[Diagnostic]:
        found = [fact for fact in facts if fact.hiding]
        if len(found) > _KEPT and len(found) * 2 > len(facts):
            first, count, total = found[0], len(found), len(facts)
            yield self.flag(
                first.at,
                en=f"The dates of {total} posts have passed, and {count} of them are still held back, this one by `{first.hiding}`",
                ja=f"日付を過ぎた記事{total}件のうち{count}件が、この記事（{first.hiding}）のように公開待ちのままです",
                advice=Text("Publish those that are meant to appear.", "載せるつもりの記事は、公開してください"),
                related=self.others(first, found, en="this one too", ja="この記事もです"),
            )
            return
        for fact in found:
            yield self.flag(
                fact.at,
                en=f"The date ({fact.day}) has passed, and `{fact.hiding}` still keeps the post out of {fact.en}",
                ja=f"日付（{fact.day}）を過ぎていますが、{fact.hiding} のままなので{fact.ja}",
                cluster=fact.hiding,
            )

    examples = (
        Valid("---\ntitle: 窯\ndate: 2026-01-30\ndraft: true\n---\n"),
        Valid("---\ntitle: 窯\ndate: 2026-03-01\npublished: false\n---\n"),
        Valid("---\ntitle: Oven\ndraft: true\n---\n"),
        Valid({"_config.yml": "", "_posts/2026-01-01-a.md": "---\ntitle: Oven\ndraft: true\n---\n"}),
        Invalid("---\ntitle: 窯\ndate: 2025-11-01\ndraft: ⟦true⟧\n---\n"),
        Invalid("---\ntitle: Oven\ndate: 2025-11-01\nrobots: ⟦noindex, follow⟧\n---\n"),
        Invalid({"_config.yml": "", "_posts/2026-01-01-a.md": "---\ntitle: 窯\npublished: ⟦false⟧\n---\n"}),
        Invalid({
            "a.md": "---\ntitle: 窯\ndate: 2025-11-01\ndraft: ⟦true⟧\n---\n",
            **{f"b{n}.md": "---\ntitle: 炉\ndate: 2025-11-01\ndraft: true\n---\n" for n in range(4)},
        }),
    )  # fmt: skip


def left(doc: Document) -> tuple[str, Placed[str], Text] | None:
    """The key that hides the post, its value, and where it does not appear."""
    site, results = Text("the site", "公開されません"), Text("search results", "検索結果に出ません")
    for key, word, hidden in (("draft", "true", site), ("published", "false", site), ("noindex", "true", results)):
        value = doc.front_matter.get(key)
        if value is not None and value.value.lower() == word and not (key == "draft" and doc.site.generator in _PUBLISHING):
            return key, value, hidden
    robots = doc.front_matter.get("robots")
    return ("robots", robots, results) if robots is not None and "noindex" in robots.value.lower() else None


def passed_day(doc: Document, days: int) -> str:
    """The post's day, if it passed `days` ago."""
    try:
        day = datetime.fromisoformat(doc.published).replace(tzinfo=UTC) + timedelta(days=days + 1)
    except (ValueError, OverflowError):
        return ""
    return doc.published if doc.site.passed(day) and "/_drafts/" not in f"/{doc.path}" else ""
