import re
from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, Location, PageRule, Related, Severity, Text, Valid
from seolint_rules.data import table

FIRST = Text("first here", "最初はここです")
OTHER = {"unclosed": Text("this line does not close it", "この行では閉じません")}


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
            name, at = (
                named(doc, problem.detail, problem.at) if problem.code == "syntax" else (problem.code, problem.at)
            )
            en, ja, do, suru = words.get(name) or words["syntax"]
            shown = problem.detail if problem.code != "syntax" else doc.text[at.start : at.end]
            yield self.flag(
                at,
                en=en.replace("{}", shown),
                ja=ja.replace("{}", shown),
                advice=Text(do.replace("{}", shown), suru.replace("{}", shown)),
                related=[Related(problem.other, OTHER.get(name, FIRST))] if problem.other else [],
            )

    examples = (
        Valid('---\ntitle: "パン：冬の発酵"\ntags: [パン, 発酵]\n---\n'),
        Valid("No front matter at all.\n\n---\n"),
        Valid("+++\ntitle = 'Bread'\n+++\n"),
        Valid({"hugo.toml": "title = 'パン便り'\n", "content/a.md": '\n{"title": "パンの発酵"}\n本文。\n'}),
        Valid({"_config.yml": "title: パン便り\n", "a.md": "---\ntitle: パンの発酵\n...\n本文。\n"}),
        Valid("---\nmarp: true\nstyle: |\n  h1 { color: brown }\n  ---\n\n# 窯\n\n---\n\n# 石\n"),
        Invalid("---\ntitle: パン⟦:⟧ 冬の発酵\n---\n"),
        Invalid("---\n⟦title：パンの発酵⟧\ndate: 2026-01-31\n---\n"),
        Invalid("---\ntitle: ⟦@⟧home bakery\n---\n"),
        Invalid("---\ntitle: ⟦[窯] パンの発酵⟧\n---\n"),
        Invalid('---\ntitle: ⟦"⟧Bread at home\ndate: 2026-01-31\n---\n'),
        Invalid("---\ntitle: 窯\ntags:\n⟦\t⟧- パン\n---\n"),
        Invalid("---\ntitle: 窯\n⟦title⟧: 炉\n---\n"),
        Invalid("⟦---⟧\ntitle: 閉じない設定\n\n本文。\n"),
        Invalid("\n⟦---⟧\ntitle: 窯\n---\n本文。\n"),
        Invalid("+++\ntitle = ⟦B⟧read\n+++\n"),
        Invalid({"hugo.toml": "title = 'パン便り'\n", "content/a.md": '{"title": "パン"⟦,⟧}\n'}),
        Invalid({"_config.yml": "title: パン便り\n", "a.md": "⟦+++⟧\ntitle = '窯'\n+++\n"}),
        Invalid("+++\ndate = ⟦2024-13-45⟧\n+++\n"),
    )


def named(doc: Document, word: str, at: Location) -> tuple[str, Location]:
    """A parser's ``word`` made plainer by what stands at ``at``, and which characters to correct."""
    whole = line(doc, at.start)
    if word == "mapping values are not allowed in this context":
        return misread(doc, at)
    if word == "could not find expected ':'":
        return word, whole
    if word == "did not find expected key":
        opened = re.search(r":\s+([\[{\"'])", doc.text[whole.start : at.start])
        if opened:
            after = "text after a bracket" if opened[1] in "[{" else "text after a quotation mark"
            return after, doc.at(whole.start + opened.start(1), whole.end)
        indented = whole.start == at.start and doc.text[at.start - 1 : at.start] not in {"\n", "\r"}
        return ("columns" if indented else word), at
    if word == "did not find expected <document start>":
        return "columns", whole
    if word == "Invalid value" and doc.text[at.start : at.end].strip() == "":
        return "no value", whole
    if word == "Invalid value" and (said := re.match(r"(?i)(?:true|false|yes|no)\b", doc.text[at.start : whole.end])):
        return "boolean", doc.at(at.start, at.start + said.end())
    return word, at


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
    start = max(doc.text.rfind(sign, 0, offset) for sign in "\n\r") + 1
    text = re.compile(r"[^\r\n]*").match(doc.text, start)
    said = text[0].strip() if text else ""
    start = doc.text.find(said, start)
    return doc.at(start, start + len(said))
