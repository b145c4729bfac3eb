"""What the engine itself reports: its own ids, which no rule has."""

from __future__ import annotations

from seolint.diagnostic import Diagnostic, Severity, Text
from seolint.text import Location

PARSE_FAILED = "parse-failed"
RULE_FAILED = "rule-failed"

SUMMARIES = {
    PARSE_FAILED: Text("A file that cannot be read; the run goes on.", "読めないファイルです。ほかの記事は調べます。"),
    RULE_FAILED: Text("A rule failed on a file: a defect of seolint.", "規則が失敗しました。seolint の不具合です。"),
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
