import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import takewhile

from seolint import Diagnostic, Document, Invalid, Location, PageRule, Related, Severity, Text, Valid
from seolint_rules.data.placeholder import compiled, links, needed, placeholders

_FIGURES = frozenset({"blank", "name", "variable", "filler", "link"})
"""What an example may show on purpose."""

_Look = tuple[str, frozenset[str], re.Pattern[str]]
"""A kind, what a text must have one of, and how it is written."""


class Placeholder(PageRule):
    """Fill in what still stands open before you publish.

    A blank such as `XX%`, a company that is called 株式会社〇〇, `TODO:` or a link to example.com tells readers that nobody
    finished the post. What stands in quotation marks, beside words such as 例 or “for example” or under a heading that speaks of
    examples or templates is meant so. A note in a comment, which readers do not see, and a draft are advice.

    To fix it, write the figure, the name or the text, or take the sentence out.

    書きかけの目印は、公開する前に埋めます。

    「XX%」「株式会社〇〇」のような空欄、`TODO:`、example.com へのリンクが残っていると、書き終えずに公開したことが読者に
    伝わります。かぎかっこや引用符の中、「例」「など」のある文、例やひな形の見出しの下は、わざと書いたものとして指摘しません。読者に
    見えないコメントと下書きは、助言にとどめます。

    直し方：数字、名前、文章を実際のものにするか、その文を消します。
    """

    severity: Severity = Severity.ERROR

    also: tuple[str, ...] = ()
    """Further words that are placeholders, as they stand in your drafts.

    書きかけの目印として扱う、ほかの言葉。"""

    allow: tuple[str, ...] = ()
    """Words that are none.

    書きかけの目印として扱わない言葉。"""

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page:
            return
        known, taken = placeholders(), -1
        there = needed(doc.language).held("\n".join([doc.narration_text, doc.title_narration, doc.description_narration]))
        rows = [row for row in known.patterns if row.language in {"", doc.language} and not there.isdisjoint(row.needs)]
        looks = [(row.kind, there.intersection(row.needs), compiled(row.pattern)) for row in rows]
        looks += [("own", frozenset({word}), re.compile(re.escape(word))) for word in self.also if word in doc.text]
        dead = links(doc) if any(mark in doc.text for mark in known.marks) else ()
        found = [*(_written(doc, looks) if looks else ()), *dead]
        for kind, at, shown in sorted(found, key=lambda one: (one[1].start, -one[1].end)):
            if at.start < taken or shown in self.allow or (kind in _FIGURES and _is_example(doc, at)):
                continue
            taken, said = at.end, known.kinds[kind]
            message, weight = said.about(shown), Severity.INFO if doc.is_draft else None
            yield self.flag(at, en=message.en, ja=message.ja, advice=said.advice, severity=weight)
        note = compiled(known.comment)
        comments = (each for each in doc.content.comments if not doc.content.quotes(each.start))
        if notes := [doc.at(each.start, each.end) for each in comments if note.match(each.value)]:
            count = len(notes)
            yield self.flag(
                notes[0],
                en="A comment in the source is the author's note of work to be done" + (f" ({count} notes)" if count > 1 else ""),
                ja="コメントに、作業の残りを示す書きかけの目印があります" + (f"（全部で{count}か所）" if count > 1 else ""),
                advice=Text("Finish it, or take the note out.", "書き終えるか、目印を消してください"),
                related=[Related(at, Text("another note", "ほかの目印")) for at in notes[1:21]],
                severity=Severity.INFO,
            )

    examples = (
        Valid("窯の温度は「〇〇度」と書きます。たとえば、売上が〇〇円のときです。計四〇〇時間。約`XX%`です。\n"),
        Valid("## 請求書の例\n\n株式会社〇〇\n\n> TODO: 引用です。\n\n[例](https://example.com/)と https://example.com/ です。\n"),
        Valid("Up to XX% of 5xx replies, for example. [Your company](https://a.jp/). A TODO list.\n"),
        Invalid("売上が⟦XX%⟧増え、⟦〇〇円⟧になりました。⟦株式会社〇〇⟧の話です。\n"),
        Invalid("---\ntitle: '⟦{{company}}⟧の窯'\n---\n\n## 窯\n\n⟦TODO:⟧ 温度を調べる\n\n⟦（あとで書く）⟧\n\n[窯](⟦https://www.example.com/a⟧)\n"),
        Valid("10円玉が〇〇円分あるとき、何枚でしょう。年収XXX万円の人です。\n\n| 窯 | 表記の例 |\n|---|---|\n| 石窯 | XX円 |\n"),
        Invalid("---\ntitle: ⟦〇〇株式会社⟧の窯\ndescription: ⟦XX%⟧お得\n---\n\n| 窯 | 値段 |\n|---|---|\n| 石窯 | ⟦XX円⟧ |\n"),
        Invalid("⟦ここにテキストを入力してください⟧。\n"),
        Invalid("The oven of ⟦[Your Company]⟧ saves ⟦XX%⟧.\n\n⟦Lorem ipsum dolor⟧ sit amet.\n"),
        Invalid("窯です。\n\n⟦<!-- TODO: 温度を調べる -->⟧\n", severity=Severity.INFO),
        Invalid("Heat is ⟦TK⟧.\n", {"also": ["TK"]}),
    )


def _written(doc: Document, looks: list[_Look]) -> Iterator[tuple[str, Location, str]]:
    """What title, description and text show."""
    heads = ((doc.title, doc.title_narration), (doc.description, doc.description_narration))
    parts = [(text, head.part) for head, text in heads if head is not None]
    for text, part in (*parts, *((said.text, said.part) for said in doc.narration)):
        for kind, needs, pattern in looks:
            if any(need in text for need in needs):
                yield from ((kind, part(*found.span()), found[0]) for found in pattern.finditer(text))


def _is_example(doc: Document, at: Location) -> bool:
    """Whether the sentence, the lead-in or the cells before it, the heading over it or the title speaks of examples or templates,
    or the sentence asks for a figure."""
    known, shown = placeholders(), doc.text[at.start : at.end]
    number = bisect_right(doc.headings, at.start, key=lambda heading: heading.at.start) - 1
    texts = [doc.title.value if doc.title else "", doc.headings[number].text.value if number >= 0 else ""]
    if doc.description is not None and doc.description.at.start <= at.start < doc.description.at.end:
        texts.append(doc.description.value)
    elif (sentence := doc.sentence_at(at.start)) is not None:
        if compiled(known.question).search(sentence.text):
            return True
        cells = takewhile(lambda block: block.kind in {"td", "th"}, reversed(doc.blocks[: sentence.block + 1]))
        rows = [block.text.value for block in cells]
        before = doc.blocks[: sentence.block + 1 - (len(rows) or 1)][-1:]
        texts += [block.text.value[-80:] for block in before if block.text.value.endswith(("：", ":"))] + rows
        texts += [sentence.text, doc.blocks[sentence.block].text.value[: sentence.start][-60:]]
    return any(compiled(known.examples).search(text.replace(shown, "")) for text in texts)
