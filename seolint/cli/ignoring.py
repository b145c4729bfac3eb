"""``seolint check --add-ignore``: writes suppressions of what was found."""

from __future__ import annotations

import click

from seolint.diagnostic import Diagnostic, Severity
from seolint.engine.plan import Plan
from seolint.outcome import Outcome


def add_ignores(outcome: Outcome, plan: Plan, reason: str, most: int, language: str, *, advice: bool) -> int:
    """Suppress the findings that are shown, and say how many; the exit code: 0, or 2 where a file could not be written."""
    from seolint.document import Document
    from seolint.engine.read import on_disk, read_text
    from seolint.engine.suppress import is_of_page, suppress
    from seolint.engine.write import write_file
    from seolint.notices import NOTICES
    from seolint.report.table import plural
    from seolint.report.wording import visible

    def say(en: str, ja: str) -> None:
        click.echo(visible(ja if language == "ja" else en), err=True)

    posts: dict[str, list[Diagnostic]] = {}
    for found in outcome.diagnostics:
        if found.rule not in NOTICES and (advice or found.severity is not Severity.INFO):
            posts.setdefault(found.at.path, []).append(found)
    written = files = 0
    code = 0
    for path, findings in sorted(posts.items()):
        text = read_text(path, most)
        if not isinstance(text, str):
            continue
        doc = Document(path, text, plan.sites[path])
        suppressed, left = suppress(doc, findings, reason)
        try:
            if suppressed != text:
                write_file(on_disk(path), suppressed.encode(), text.encode())
                written, files = written + len(findings) - len(left), files + 1
        except OSError as error:
            code = 2
            say(f"{path}: not written ({error.strerror})", f"{path}：書き込めませんでした（{error.strerror}）")
            continue
        whole = ", ".join(sorted({found.rule for found in findings if found not in left and is_of_page(doc, found)}))
        if whole:
            say(f"{path}: {whole} suppressed for the whole page", f"{path}：{whole} をページ全体で見送ります")
        for found in left:
            say(
                f"{path}: {found.rule} cannot be suppressed in the file; use overrides or the baseline",
                f"{path}：{found.rule} はファイルの中では見送れません。設定の overrides か、seolint baseline を使ってください",
            )
    posts_en, findings_en = plural(files, "post"), plural(written, "finding")
    if written:
        say(f"Wrote suppressions for {findings_en} in {posts_en}", f"{files:,}記事に、{written:,}件の指摘の見送りを書きました")
    else:
        say("There was nothing to suppress", "見送る指摘はありませんでした")
    return code
