from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from seolint import Diagnostic, Document, Invalid, PageRule, Placed, Severity, Text, Valid

_PUBLISHING = frozenset({"jekyll", "hexo"})
"""Those to which `draft` says nothing."""


class DraftLeft(PageRule):
    """Publish a post when its day has come, or give it another day.

    A post that still says `draft: true`, `published: false` or `noindex` after its date is often a finished one that somebody
    forgot: no reader and no search engine sees it.

    To fix it, take the key out, or write the day on which the post is to appear.

    公開日を過ぎた記事は、公開するか、日付を改めます。

    日付を過ぎても `draft: true` や `published: false`、`noindex` が残っている記事は、書き上がったまま忘れられていることがよく
    あります。読者にも検索エンジンにも見えません。

    直し方：その項目を消すか、公開する日を書き直します。
    """

    severity: Severity = Severity.INFO

    days: int = 7
    """How many days after its date a post may still be a draft.

    日付を過ぎてから、下書きのままでよい日数。"""

    advice = Text("Publish it, or give it another date.", "公開するか、日付を改めてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        found = left(doc) if doc.is_page and not doc.front_matter.problems else None
        day = passed_day(doc, self.days) if found is not None else ""
        if found is None or not day:
            return
        key, value, hidden = found
        yield self.flag(
            value.at,
            en=f"The date ({day}) has passed, and `{key}: {value.value}` still keeps the post out of {hidden.en}",
            ja=f"日付（{day}）を過ぎていますが、{key}: {value.value} のままなので{hidden.ja}",
            cluster=f"{doc.site.root} {key}",
        )

    examples = (
        Valid("---\ntitle: 窯\ndate: 2026-01-30\ndraft: true\n---\n"),
        Valid("---\ntitle: 窯\ndate: 2026-03-01\npublished: false\n---\n"),
        Valid("---\ntitle: Oven\ndraft: true\n---\n"),
        Valid({"_config.yml": "", "_posts/2026-01-01-a.md": "---\ntitle: Oven\ndraft: true\n---\n"}),
        Invalid("---\ntitle: 窯\ndate: 2025-11-01\ndraft: ⟦true⟧\n---\n"),
        Invalid("---\ntitle: Oven\ndate: 2025-11-01\nrobots: ⟦noindex, follow⟧\n---\n"),
        Invalid({"_config.yml": "", "_posts/2026-01-01-a.md": "---\ntitle: 窯\npublished: ⟦false⟧\n---\n"}),
    )


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
