"""What the engine itself reports: its own ids, which no rule has."""

from __future__ import annotations

from msgspec import Struct

from seolint.diagnostic import Diagnostic, Severity, Text
from seolint.text import Location

PARSE_FAILED = "parse-failed"
RULE_FAILED = "rule-failed"
UNUSED_IGNORE = "unused-ignore"


class Notice(Struct, frozen=True):
    """What is said of a notice where rules have their pages."""

    summary: Text
    body: Text
    fix: Text
    severity: Severity = Severity.ERROR
    fixable: bool = False


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
    UNUSED_IGNORE: Notice(
        Text("A suppression that suppresses nothing, or names no rule.", "何も見送っていない、または規則の名前がない見送り。"),
        Text(
            "A comment such as <!-- seolint-ignore image-alt: reason --> stays behind when what it was written for is "
            "mended. It then hides the next mistake in its place.",
            "<!-- seolint-ignore image-alt: 理由 --> のような見送りは、元の指摘を直した後にも残りがちです。"
            "残っていると、次に同じ場所で起きた誤りを隠します。",
        ),
        Text("To fix it, remove the comment, or the name in it.", "直し方：コメントか、その中の規則の名前を消します。"),
        Severity.WARNING,
        fixable=True,
    ),
}


def parse_failed(path: str, en: str, ja: str, advice: Text | None = None) -> Diagnostic:
    """A file that could not be read, and why."""
    return Diagnostic(PARSE_FAILED, Severity.ERROR, Location(path, 0, 0), Text(en, ja), advice)


def too_many(path: str, most: int) -> Diagnostic:
    """A file of more parts than are read."""
    return parse_failed(
        path,
        f"The file has more than {most:,} elements (tags, paragraphs, links): it is not read",
        f"要素（タグ、段落、リンクなど）が{most:,}を超えるため、読みません",
        Text("Split it, or exclude it in the configuration.", "分割するか、設定の exclude で外してください"),
    )


def rule_failed(path: str, rule: str, error: BaseException) -> Diagnostic:
    """A rule that raised."""
    what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    text = Text(
        f"The rule {rule} failed on this post ({what}); its findings are missing",
        f"規則 {rule} がこの記事で失敗しました（{what}）。この規則の指摘は出ていません",
    )
    advice = Text("Please report this with the post.", "記事とともにお知らせください。")
    return Diagnostic(RULE_FAILED, Severity.ERROR, Location(path, 0, 0), text, advice)
