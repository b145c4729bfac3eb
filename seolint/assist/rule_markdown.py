"""A rule's page as Markdown for a small window: what it wants, why, how to fix it, and an example."""

from __future__ import annotations

from seolint.diagnostic import Severity, Text
from seolint.rule_page import RulePage, Sample

_SEVERITY = {
    Severity.ERROR: Text("error", "エラー"), Severity.WARNING: Text("warning", "警告"), Severity.INFO: Text("advice", "助言"),
}  # fmt: skip
_GOOD, _BAD = Text("Good:", "よい例："), Text("Flagged (between ⟦ and ⟧):", "指摘する例（⟦ と ⟧ の間）：")
_LONGEST = 600


def rule_markdown(page: RulePage, severity: Severity, *, short: bool = False) -> Text:
    """The page in both languages, for a finding of some ``severity``; a ``short`` one without examples."""
    return Text(_written(page, severity, "en", short=short), _written(page, severity, "ja", short=short))


def _written(page: RulePage, severity: Severity, language: str, *, short: bool) -> str:
    facts = f"`{page.id}` · {_SEVERITY[severity].get(language)}"
    if page.fixable:
        facts += Text(" · proposes a fix", " · 直し方の案あり").get(language)
    said = (page.summary.get(language), page.body.get(language), page.fix.get(language))
    parts = [f"**{said[0]}**", facts, *(text for text in said[1:] if text)]
    for title, good in () if short else ((_BAD, False), (_GOOD, True)):
        sample = page.sample(language, good=good)
        code = _example(sample) if sample is not None else ""
        if code:
            parts += [title.get(language), code]
    return "\n\n".join(parts)


def _example(sample: Sample) -> str:
    """The only file of a short example as code; "" for others, which need more room than a hover has."""
    files = [(path, text) for path, text in sample.files.items() if text.strip()]
    if len(files) != 1 or len(files[0][1]) > _LONGEST or sample.options:
        return ""
    path, text = files[0]
    for start, end in reversed(sample.flagged[path]):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    ticks = "```"
    while ticks in text:
        ticks += "`"
    return f"{ticks}text\n{text.rstrip()}\n{ticks}"
