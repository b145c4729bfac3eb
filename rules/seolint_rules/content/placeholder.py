import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import product

from seolint import Diagnostic, Document, Invalid, Location, PageRule, Placed, Related, Severity, Text, Valid
from seolint_rules.data.placeholder import compiled, hints, placeholders
from seolint_rules.data.url_hosts import host_of

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
        heads = [head for head in (doc.title, doc.description) if head is not None and head.at.end <= doc.front_matter.end]
        known, taken = placeholders(), -1
        there = hints("\n".join([doc.narration_text, *(head.value for head in heads)]), doc.language)
        rows = [row for row in known.patterns if row.language in {"", doc.language} and not there.isdisjoint(row.needs)]
        looks = [(row.kind, there.intersection(row.needs), compiled(row.pattern)) for row in rows]
        looks += [("own", frozenset({word}), re.compile(re.escape(word))) for word in self.also if word in doc.text]
        links = _links(doc) if any(mark in doc.text for mark in known.marks) else ()
        found = [*(_written(doc, heads, looks) if looks else ()), *links]
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
        Invalid("The oven of ⟦[Your Company]⟧ saves ⟦XX%⟧.\n\n⟦Lorem ipsum dolor⟧ sit amet.\n"),
        Invalid("窯です。\n\n⟦<!-- TODO: 温度を調べる -->⟧\n", severity=Severity.INFO),
        Invalid("Heat is ⟦TK⟧.\n", {"also": ["TK"]}),
    )


def _written(doc: Document, heads: list[Placed[str]], looks: list[_Look]) -> Iterator[tuple[str, Location, str]]:
    """What the text shows, and of title and description what no example is."""
    certain = [look for look in looks if look[0] in {"variable", "own"}]
    for head, (kind, _, pattern) in product(heads, certain):
        yield from ((kind, head.part(*found.span()), found[0]) for found in pattern.finditer(head.value))
    for said in doc.narration:
        for kind, needs, pattern in looks:
            if any(need in said.text for need in needs) and (said.block.kind not in {"td", "th"} or kind not in {"blank", "name"}):
                yield from ((kind, said.part(*found.span()), found[0]) for found in pattern.finditer(said.text))


def _links(doc: Document) -> Iterator[tuple[str, Location, str]]:
    """Links to hosts that are for examples, but those that show their URL or say that they are one."""
    hosts = placeholders().hosts
    for link in doc.links:
        host = host_of(link.url.value) if link.url is not None and not link.chrome else ""
        if link.url is not None and host.removeprefix("www.") in hosts and doc.in_prose(link):
            text = link.text.value
            if not ("." in text or "/" in text or compiled(placeholders().examples).search(text)):
                yield "link", link.url.at, host


def _is_example(doc: Document, at: Location) -> bool:
    """Whether the sentence, the lead-in before it, the heading over it or the title speaks of examples or templates."""
    sentence = doc.sentence_at(at.start)
    number = bisect_right(doc.headings, at.start, key=lambda heading: heading.at.start) - 1
    texts = [doc.title.value if doc.title else "", doc.headings[number].text.value if number >= 0 else ""]
    if sentence is not None:
        block = doc.blocks[sentence.block].text
        before = doc.blocks[sentence.block - 1].text.value if sentence.block else ""
        texts += [sentence.text, before[-80:] if before.endswith(("：", ":")) else "", block.value[: sentence.start][-60:]]
    return any(compiled(placeholders().examples).search(text) for text in texts)
