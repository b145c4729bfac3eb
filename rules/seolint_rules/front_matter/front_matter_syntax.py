import re
from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, Location, PageRule, Related, Severity, Text, Valid
from seolint_rules.data import table


class FrontMatterSyntax(PageRule):
    """Write front matter that every tool reads the same way.

    A sign in the wrong place makes the generator stop, or drop title, date and description without a word.

    To fix it, correct the character that is marked; most often the value only needs quotation marks.

    記事の先頭の設定（front matter）は、正しい書き方で書きます。

    記号一つの誤りで、サイトが作れなくなったり、タイトルや公開日や説明文が失われたりします。

    直し方：下線の付いた字を直します。多くの場合は、値を引用符で囲めば読めるようになります。
    """

    severity: Severity = Severity.ERROR

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        words = table("front_matter_syntax", dict[str, tuple[str, str, str, str]])
        for problem in doc.front_matter.problems:
            name, at = problem.detail if problem.code == "syntax" else problem.code, problem.at
            if name == "mapping values are not allowed in this context":
                name, at = misread(doc, at)
            elif name == "could not find expected ':'":
                at = line(doc, at.start)
            elif "control characters" in name:
                name = "control character"
            en, ja, do, suru = words.get(name) or words["syntax"]
            shown = problem.detail if problem.code != "syntax" else doc.text[at.start : at.end]
            yield self.flag(
                at,
                en=en.replace("{}", shown),
                ja=ja.replace("{}", shown),
                advice=Text(do, suru),
                related=[Related(problem.other, Text("first here", "最初はここです"))] if problem.other else [],
            )

    examples = (
        Valid('---\ntitle: "パン：冬の発酵"\ntags: [パン, 発酵]\n---\n'),
        Valid("No front matter at all.\n\n---\n"),
        Valid("+++\ntitle = 'Bread'\n+++\n"),
        Invalid("---\ntitle: パン⟦:⟧ 冬の発酵\n---\n"),
        Invalid("---\n⟦title：パンの発酵⟧\ndate: 2026-01-31\n---\n"),
        Invalid("---\ntitle: ⟦@⟧home bakery\n---\n"),
        Invalid('---\ntitle: ⟦"⟧Bread at home\ndate: 2026-01-31\n---\n'),
        Invalid("---\ntitle: 窯\ntags:\n⟦\t⟧- パン\n---\n"),
        Invalid("---\ntitle: 窯\n⟦title⟧: 炉\n---\n"),
        Invalid("⟦---⟧\ntitle: 閉じない設定\n\n本文。\n"),
        Invalid("+++\ntitle = ⟦B⟧read\n+++\n"),
    )


def misread(doc: Document, at: Location) -> tuple[str, Location]:
    """Why a colon at ``at`` was read as a second one, and which characters to correct."""
    whole = line(doc, at.start)
    if re.search(r":\s", doc.text[whole.start : at.start]):
        return "colon in a value", at
    last = line(doc, len(doc.text[: whole.start].rstrip()) - 1)
    if re.search(r":\s", doc.text[last.start : last.end + 1]):
        return "wrong indent", whole
    return "no colon before", last


def line(doc: Document, offset: int) -> Location:
    """The line around ``offset`` without the white space at its ends."""
    start = doc.text.rfind("\n", 0, offset) + 1
    text = doc.text[start:].partition("\n")[0]
    start += len(text) - len(text.lstrip())
    return doc.at(start, start + len(text.strip()))
