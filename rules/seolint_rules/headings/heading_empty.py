from collections.abc import Iterator

from seolint import UNKNOWN, Diagnostic, Document, Heading, Invalid, PageRule, Severity, Text, Valid, pattern

_FILLED = pattern(r"[{}]|<[A-Z]|<\w+-|\s(?:id|name|data-[\w-]+|aria-label|aria-labelledby|v-\w+|x-\w+)\s*=")
"""A component, or a place that a script or an attribute fills."""

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


class HeadingEmpty(PageRule):
    """Give every heading a text.

    A heading without text is a gap on the page, and an entry without a name in tables of contents, in screen readers
    and in the outline that search engines read.

    To fix it, write the heading, or remove its mark.

    見出しには文字を入れます。

    文字のない見出しは、ページでは空白に、目次や読み上げでは名前のない項目になります。

    直し方：見出しの文字を書くか、見出しの記号を消します。
    """

    severity: Severity = Severity.ERROR

    advice = Text("Write the heading or remove it.", "見出しを書くか、記号ごと消してください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page:
            return
        for heading in doc.headings:
            if not heading.text.value.strip(_INVISIBLE).strip() and not _says_something(doc, heading):
                source = doc.text[heading.at.start : heading.at.end]
                yield self.flag(
                    doc.at(heading.at.start, heading.at.start + len(source.rstrip())),
                    en=f"The heading (H{heading.level}) has no text",
                    ja=f"見出し（H{heading.level}）に文字がありません",
                )

    examples = (
        Valid("## Knives\n\n## ![Bread knife](knife.jpg)\n"),
        Valid('<h2 id="filled-by-script"></h2>\n\n## 包丁\n'),
        Valid("---\nlayout: post\n---\n## {{ page.heading }}\n"),
        Invalid("## 包丁\n\n⟦##⟧\n\n本文。\n"),
        Invalid("## Knives\n\n⟦<h3> </h3>⟧\n"),
        Invalid("## Knives\n\n⟦## ![](knife.jpg)⟧\n"),
    )


def _says_something(doc: Document, heading: Heading) -> bool:
    start, end = heading.at.start, heading.at.end
    if UNKNOWN in doc.template.text[start:end] or _FILLED.search(doc.text, start, end):
        return True
    inside = (image for image in doc.images if start <= image.at.start < end)
    return any(image.alt is not None and image.alt.value.strip() for image in inside)
