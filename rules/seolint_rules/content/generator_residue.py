import re
from collections.abc import Iterator

from seolint import Diagnostic, Document, Edit, Fix, Invalid, Location, PageRule, Severity, Text, Valid, pattern
from seolint_rules.data.generator_residue import EDGES, compiled, kinds, needs, rows, texts, unquoted

_FENCE = pattern(r"^(`{3,}|~{3,})[ \t]*([^\s`]*)[ \t]*(?=\r?$)", re.MULTILINE)
_KEYS = {"author": ("author", "authors"), "label": ("author", "authors", "tags", "categories")}


class GeneratorResidue(PageRule):
    """Remove what a text generator left in the post.

    Words of the instructions, replies to the user, unfilled slots and the tool's own name tell every reader that
    nobody read the post before it was published.

    To fix it, remove the words or say in plain language what they stand for.

    文章生成ツールが残したものは消します。

    指示の語、利用者への返事、埋められていない差し込み欄、ツールの名前が残っていると、だれも読まずに公開したことが読者に伝わります。

    直し方：その語を消すか、意味を日本語で書き直します。
    """

    severity: Severity = Severity.ERROR

    also: tuple[str, ...] = ()
    """Words of your own instructions, as they stand in them.

    自分の指示文にある語（書いたとおりに）。"""

    allow: tuple[str, ...] = ()
    """What is found and may stay, as it stands in the post.

    見つかっても残してよい語（記事にあるとおりに）。"""

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        taken: set[int] = set()
        for kind, at, fix in (*_found(doc), *_own(doc, self.also)):
            if not taken.isdisjoint(range(at.start, at.end)) or doc.text[at.start : at.end] in self.allow:
                continue
            taken.update(range(at.start, at.end))
            said = kinds()[kind].about(doc.text[at.start : at.end])
            weight = Severity.WARNING if kind == "link" else None
            yield self.flag(at, en=said.en, ja=said.ja, advice=kinds()[kind].advice, fix=fix, severity=weight)

    examples = (
        Valid("構造化データとFAQ形式を必要に応じて使います。「howTo構造の視点」と書く人もいます。`caseStudy形式`\n"),
        Valid("> As an AI language model, I cannot say.\n\nThis is what it said.\n\n```markdown\n# A post\n```\n"),
        Invalid("⟦howTo構造の視点⟧から見ると、刃は長いほうがよいです。\n", fixed="刃は長いほうがよいです。\n"),
        Invalid("包丁です。\n\n⟦構成：caseStudy形式⟧\n\n刃です。\n", fixed="包丁です。\n\n刃です。\n"),
        Invalid("⟦はい、承知いたしました。⟧以下に記事を書きます。\n\n包丁です。\n", fixed="包丁です。\n"),
        Invalid("A knife.\n⟦<!-- IMAGE: a bread knife -->⟧\n\nA blade.\n", fixed="A knife.\n\nA blade.\n"),
        Invalid("⟦```markdown⟧\n# Knives\n\nA blade.\n```\n", fixed="# Knives\n\nA blade.\n"),
        Invalid("窯です。\n\n⟦構造タイプ:⟧ 手順\n\n「構造タイプ:」と`構造タイプ:`\n", {"also": ["構造タイプ:"]}),
        Valid("---\nauthor: AI Generator\n---\n", {"allow": ["AI Generator"]}),
        Invalid("---\nauthor: ⟦Mock Generator⟧\n---\n\n⟦As an AI language model, I cannot⟧ cut bread.\n"),
    )


def _found(doc: Document) -> Iterator[tuple[str, Location, Fix | None]]:
    if (fence := _wrapper(doc)) is not None:
        yield "fence", fence[0], _removal(doc, *fence)
    held = needs().held(doc.text)
    edges = {where: list(texts(doc, where)) for where in EDGES}
    for row in rows():
        if row.where in _KEYS:
            names = (name for key in _KEYS[row.where] for name in doc.front_matter.strings(key))
            yield from ((row.kind, name.at, None) for name in names if compiled(row.pattern).match(name.value))
        elif row.where not in edges and held.isdisjoint(row.needs):
            continue
        elif row.where == "comment":
            for at in (doc.at(c.start, c.end) for c in doc.content.comments if compiled(row.pattern).match(c.value)):
                if not doc.content.quotes(at.start):
                    yield row.kind, at, _removal(doc, at)
        elif row.where == "link":
            urls = (link.url for link in doc.links if link.url is not None and not link.chrome)
            yield from ((row.kind, url.at, None) for url in urls if compiled(row.pattern).search(url.value))
        else:
            looked_at = edges[row.where] if row.where in edges else texts(doc, row.where)
            for text in (text for text in looked_at if any(need in text.value for need in row.needs)):
                for start, end in unquoted(text, compiled(row.pattern)):
                    at, more = text.part(start, end), compiled(f"(?:{row.tail})?").match(text.value, end)
                    whole = doc.at(at.start, text.part(end - 1, more.end() if more else end).end)
                    fixable = at.start >= doc.front_matter.end and (row.kind != "instruction" or whole != at)
                    yield row.kind, at, _removal(doc, whole) if fixable else None


def _own(doc: Document, words: tuple[str, ...]) -> Iterator[tuple[str, Location, Fix | None]]:
    """The words of the user's own instructions, wherever the page shows them; what goes with them only the user knows."""
    if known := sorted((word for word in words if word and word in doc.text), key=len, reverse=True):
        pattern = re.compile("|".join(map(re.escape, known)))
        for text in texts(doc, "text"):
            yield from (("own", text.part(start, end), None) for start, end in unquoted(text, pattern))


def _wrapper(doc: Document) -> tuple[Location, Location] | None:
    """The first and the last line of a body that is one Markdown code block."""
    body = doc.text[doc.front_matter.end :].strip()
    if not body.startswith(("```m", "~~~m")) or not body.endswith(("```", "~~~")) or body.count("\n") < 3:
        return None
    fences = list(_FENCE.finditer(doc.text, doc.front_matter.end))
    if len(fences) < 2 or fences[0][2] not in {"markdown", "md"} or fences[-1][2] or (fences[2:] and not fences[1][2]):
        return None
    first, last = (doc.at(fence.start(), fence.end()) for fence in (fences[0], fences[-1]))
    return (first, last) if not doc.text[last.end :].strip() else None


def _removal(doc: Document, *places: Location) -> Fix:
    """Remove ``places``; one that fills its lines goes with them, and with one blank line where two would be left."""
    edits: list[Edit] = []
    for at in places:
        first, last = doc.text.rfind("\n", 0, at.start) + 1, doc.text.find("\n", at.end) + 1 or len(doc.text)
        if not (doc.text[first : at.start] + doc.text[at.end : last]).strip():
            after = doc.text.find("\n", last) + 1 or len(doc.text)
            around = doc.text[doc.text.rfind("\n", 0, max(first - 1, 0)) + 1 : first] + doc.text[last:after]
            at = doc.at(first, last if len(places) > 1 or around.strip() else after)
        edits.append(Edit(at, ""))
    return Fix(Text("remove it", "消す"), tuple(edits), safe=False, scope=doc.at(min(p.start for p in places), edits[-1].at.end))
