from collections.abc import Iterator

from seolint import Diagnostic, Document, Edit, Fix, Invalid, Location, PageRule, Related, Severity, Text, Valid
from seolint_rules.data.schema_template import TAG, Language, Printed, language, names, read, said


class SchemaTemplate(PageRule):
    """Print values into structured data so that they stay JSON.

    A title such as `"Sourdough" in a day` ends the text at its own quotation mark, and search engines drop the whole
    script. What a template prints must be quoted and escaped. Where the value is known and harmless, this is advice.

    To fix it, let the template do both: `"headline": {{ page.title | jsonify }}`, without quotation marks around it.

    テンプレートの値は、JSONとして正しく出力します。

    「"全粒粉"の食パン」のように引用符を含むタイトルになった日に、そこで値が終わり、スクリプト全体が検索エンジンに使われなくなります。値は引用符で
    囲み、中の記号をエスケープして出力します。値が分かっていて問題がないときは、助言にとどめます。

    直し方：囲むのもエスケープもテンプレートに任せ、引用符なしで`"headline": {{ page.title | jsonify }}`と書きます。
    """

    also: tuple[str, ...] = ()
    """Further variables that hold text, by the last word of their name.

    文字の値を持つ、ほかの変数（名前の最後の語）。"""

    allow: tuple[str, ...] = ()
    """Variables that hold none, by their whole name.

    文字の値ではない変数（名前全体）。"""

    needs = "has_data"

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        spoken = language(doc.dialect)
        if spoken is None or not doc.scripts:
            return
        for script in doc.scripts:
            found: dict[str, list[tuple[Location, str, Edit | None]]] = {}
            for value in script.values if "{{" in doc.text[script.at.start : script.at.end] else ():
                quoted, start, end = value.kind == "string", value.at.start, value.at.end
                for tag in TAG.finditer(doc.text, start, end):
                    printed, whole = read(tag[1]), tag.span() == (start, end)
                    kind = self._kind(printed, spoken, quoted, whole)
                    if kind:
                        span = Location(doc.path, start - quoted, end + quoted)
                        inner = tag[0] if kind == "twice" else f"{tag[0][: tag.end(1) - start]} | {spoken.tool} }}}}"
                        if kind == "date":
                            inner = f'"{{{{ {printed.name} | {spoken.date} }}}}"'
                        found.setdefault(kind, []).append((doc.at(*tag.span()), printed.name, Edit(span, inner) if whole else None))
            for kind, places in found.items():
                yield self._say(doc, kind, spoken, places)

    def _kind(self, printed: Printed, spoken: Language, quoted: bool, whole: bool) -> str:
        """How a value is printed wrongly, "" when it is not or nobody can know."""
        if printed.filters and printed.filters[-1] in spoken.quoting:
            return "twice" if quoted else ""
        if quoted and whole and not printed.filters and printed.name in spoken.times:
            return "date"
        if whole and not quoted and printed.filters and printed.filters[-1] in spoken.texts:
            return "bare"
        last = printed.name.rpartition(".")[2]
        text = last in names() or last in self.also
        if not text or printed.name in self.allow or not spoken.plain.issuperset(printed.filters):
            return ""
        return "open" if quoted else "bare" if whole else ""

    def _say(self, doc: Document, kind: str, spoken: Language, places: list[tuple[Location, str, Edit | None]]) -> Diagnostic:
        first, name, edit = places[0]
        right = edit.text if edit is not None else f"{{{{ … | {spoken.tool} }}}}"
        advice = Text(f"Write {right} without quotes.", f"引用符を付けずに「{right}」と書いてください")
        if kind == "date":
            advice = Text(f"Write {right}.", f"「{right}」と書いてください")
        if edit is None:
            en = f"Put the whole text together first, and print it with {right}."
            advice = Text(en, f"値全体を先に組み立て、引用符を付けずに「{right}」で出力してください")
        edits = tuple(edit for _, _, edit in places if edit is not None)
        tool = spoken.date if kind == "date" else spoken.tool
        harmless = kind == "open" and all(_is_harmless(doc, each) for _, each, _ in places)
        fix = Fix(Text(f"print it with {tool}", f"「{tool}」で出力する"), edits, safe=False) if edits else None
        return self.flag(
            first,
            en=said(kind).en.format(name=name) + (f" ({len(places)} places)" if places[1:] else ""),
            ja=said(kind).ja.format(name=name) + (f"（{len(places)}か所）" if places[1:] else ""),
            advice=advice,
            related=[Related(at, Text("here too", "ここも同じです")) for at, *_ in places[1:21]],
            fix=fix,
            severity=Severity.INFO if harmless else None,
        )

    examples = (
        Valid('---\nlayout: post\n---\n<script type="application/ld+json">{"name": {{ page.title | jsonify }}}</script>\n'),
        Valid('---\nlayout: post\n---\n<script type="application/ld+json">{"url": "{{ page.url | absolute_url }}"}</script>\n'),
        Invalid(
            '---\nlayout: post\n---\n<script type="application/ld+json">{"headline": "⟦{{ page.title }}⟧"}</script>\n',
            fixed='---\nlayout: post\n---\n<script type="application/ld+json">{"headline": {{ page.title | jsonify }}}</script>\n',
        ),
        Invalid('---\nlayout: post\n---\n<script type="application/ld+json">{"headline": ⟦{{ page.title }}⟧}</script>\n'),
        Invalid('---\nlayout: post\n---\n<script type="application/ld+json">{"name": "⟦{{ page.title | jsonify }}⟧"}</script>\n'),
        Invalid('---\nlayout: a\n---\n<script type="application/ld+json">{"url": ⟦{{ page.url | absolute_url }}⟧}</script>\n'),
        Invalid(
            '---\nlayout: post\n---\n<script type="application/ld+json">{"datePublished": "⟦{{ page.date }}⟧"}</script>\n',
            fixed='---\nlayout: post\n---\n<script type="application/ld+json">'
            '{"datePublished": "{{ page.date | date_to_xmlschema }}"}</script>\n',
        ),
        Invalid(
            '---\nlayout: post\ntitle: 食パン\n---\n<script type="application/ld+json">{"name": "⟦{{ page.title }}⟧"}</script>\n',
            severity=Severity.INFO,
        ),
    )


def _is_harmless(doc: Document, name: str) -> bool:
    """Whether the post itself says what ``name`` is, and nothing in it ends a JSON text."""
    value = doc.front_matter.get(name.removeprefix("page.")) if name.startswith("page.") else None
    return value is not None and not any(sign in value.value for sign in '"\\\n\t')
