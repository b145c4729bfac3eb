"""What the engine itself reports: its own ids, which no rule has."""

from __future__ import annotations

from msgspec import Struct

from seolint.diagnostic import Diagnostic, Severity, Text
from seolint.text import Location

PARSE_FAILED = "parse-failed"
RULE_FAILED = "rule-failed"


class Notice(Struct, frozen=True):
    """What is said of a notice where rules have their pages."""

    summary: Text
    body: Text
    fix: Text
    severity: Severity = Severity.ERROR


NOTICES = {
    PARSE_FAILED: Notice(
        Text("A file that cannot be read; the run goes on.", "読めないファイルです。ほかの記事は調べます。"),
        Text(
            "The file could not be opened, is too large, or is not UTF-8. Nothing was checked in it; all other "
            "posts were.",
            "ファイルを開けないか、大きすぎるか、文字コードがUTF-8ではありません。"
            "このファイルは調べていませんが、ほかの記事はすべて調べています。",
        ),
        Text(
            "To fix it, save the file as UTF-8; if it is too large, raise max-size or exclude it in the configuration.",
            "直し方：ファイルをUTF-8で保存し直します。大きすぎるときは、設定の max-size を上げるか、exclude で外します。",
        ),
    ),
    RULE_FAILED: Notice(
        Text("A rule failed on a file: a defect of seolint.", "規則が失敗しました。seolint の不具合です。"),
        Text(
            "A rule stopped in the middle of a post. What this rule would have said of the post is missing; all other "
            "rules went on. It is not the post's fault.",
            "規則が記事の途中で止まりました。その記事では、この規則の指摘だけが欠けています。ほかの規則は動いています。"
            "記事が悪いわけではありません。",
        ),
        Text(
            "To fix it, please report the rule's id and the post. Until then --ignore with the rule's id keeps it quiet.",
            "直し方：規則の名前と記事をお知らせください。それまでは --ignore にその規則を書くと、止めておけます。",
        ),
    ),
}


def parse_failed(path: str, en: str, ja: str, advice: Text | None = None) -> Diagnostic:
    """A file that could not be read, and why."""
    return Diagnostic(PARSE_FAILED, Severity.ERROR, Location(path, 0, 0), Text(en, ja), advice)


def rule_failed(path: str, rule: str, error: BaseException) -> Diagnostic:
    """A rule that raised."""
    what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    text = Text(
        f"The rule {rule} failed on this post ({what}); its findings are missing",
        f"規則 {rule} がこの記事で失敗しました（{what}）。この規則の指摘は出ていません",
    )
    advice = Text("Please report this with the post.", "記事とともにお知らせください。")
    return Diagnostic(RULE_FAILED, Severity.ERROR, Location(path, 0, 0), text, advice)
