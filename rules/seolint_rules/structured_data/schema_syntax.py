from collections.abc import Iterator, Sequence

from seolint import Diagnostic, Document, Edit, Fix, Invalid, Location, PageRule, Related, Severity, Slip, Text, Valid
from seolint_rules.data.json_mistakes import fill, mistakes

_MOST = 20
"""Most places that a finding names."""


class SchemaSyntax(PageRule):
    """Write structured data that a machine can read.

    One wrong character, and search engines drop the whole script. All mistakes of a script are named, so that one pass
    is enough.

    To fix it, mend what is marked. What cannot be meant otherwise goes by itself: a comma after the last value, a
    comment, an invisible mark.

    機械が読める形で構造化データを書きます。

    1文字でも誤りがあると、そのスクリプト全体が検索エンジンに使われません。1度で直し終えるように、スクリプトの中の誤りをすべて示します。

    直し方：示された所を直します。最後の値の後ろのカンマ、コメント、見えない文字など、ほかの意味に取れないものは自動で消せます。
    """

    severity: Severity = Severity.ERROR
    advice = Text("Mend it, or the whole script is lost.", "直さないと、スクリプト全体が使われません")
    needs = "has_data"

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for script in doc.scripts:
            groups: dict[object, list[Slip]] = {}
            for slip in script.errors:
                mistake = mistakes().get(slip.code)
                groups.setdefault(slip.code if mistake and mistake.together else slip, []).append(slip)
            for group in groups.values():
                yield self._broken(doc, group)
            for key, first, same in script.duplicates:
                yield self._broken(doc, [Slip("same-key" if same else "key-twice", key.at, other=first.at)])
        for slip in doc.marked_slips:
            yield self._broken(doc, [slip])

    def _broken(self, doc: Document, slips: Sequence[Slip]) -> Diagnostic:
        """What is wrong at one place, or with one cause at several."""
        slip, count = slips[0], len(slips)
        mistake = mistakes().get(slip.code) or mistakes()["extra"]
        found = doc.text[slip.at.start : slip.at.end]
        plain = next((text for _, _, text in slip.edits if text), "")
        say, advice = fill(mistake.say, found, plain), fill(mistake.do, found, plain)
        if count > 1:
            say = Text(f"{say.en} ({count} places)", f"{say.ja}（{count}か所）")
        related = [Related(each.at, Text("here too", "ここも同じです")) for each in slips[1 : _MOST + 1]]
        if slip.other is not None and mistake.other is not None:
            related.append(Related(slip.other, mistake.other))
        edits = tuple(Edit(Location(doc.path, start, end), text) for each in slips for start, end, text in each.edits)
        mends = edits and mistake.mend is not None and all(each.edits for each in slips)
        title = fill(mistake.mend, found, plain) if mends and mistake.mend is not None else None
        fix = Fix(title, edits, safe=all(each.certain for each in slips), scope=slip.scope) if title is not None else None
        severity = Severity(mistake.weight) if mistake.weight else None
        return self.flag(slip.at, en=say.en, ja=say.ja, advice=advice, related=related, fix=fix, severity=severity)

    examples = (
        Valid({"_posts/2026-01-31-a.md": "---\n---\n<script type='application/ld+json'>{{ page.schema | jsonify }}</script>\n"}),
        Valid("<script type='application/ld+json'>{% if page.faq %}{{ page.faq | jsonify }}{% endif %}</script>\n"),
        Valid('<script type="application/ld+json">{"name": "食パン"}</script>\n'),
        Valid({"docs/a.mdx": '<script type="application/ld+json">\n{JSON.stringify({\n  "name": "食パン"\n})}\n</script>\n'}),
        Valid('<script type="application/json">{"@context": "https://schema.org"}</script>\n'),
        Valid('焼き方です。<script type="application/ld+json">{"name": "食パン"}</script>\n'),
        Valid('> <script type="application/ld+json">\n> {"name": 食パン}\n> </script>\n'),
        Valid(
            '---\nlayout: post\n---\n<script type="application/ld+json">\n'
            '{"a": 1 {% if page.image %}, "image": "{{ page.image }}"{% endif %} }\n</script>\n'
        ),
        Invalid(
            '---\nlayout: post\n---\n<script type="application/ld+json">\n'
            '{"a": 1{% if page.image %} ⟦"⟧image": "{{ page.image }}"⟦,⟧ {% endif %} }\n</script>\n'
        ),
        Invalid(
            '---\nlayout: post\n---\n<script type="application/ld+json">\n'
            '{"keywords": [{% for tag in page.tags %}{{ tag | jsonify }}⟦,⟧{% endfor %}]}\n</script>\n'
        ),
        Invalid(
            '<script type="application/ld+json">\n{"name": "食パン"⟦,⟧\n}\n</script>\n',
            fixed='<script type="application/ld+json">\n{"name": "食パン"\n}\n</script>\n',
        ),
        Invalid(
            '<script type="application/ld+json">\n{⟦“⟧name”: "食パン" ⟦"⟧author": {⟦// 本名⟧\n  "name": “麦野”⟦,⟧\n}}\n</script>\n',
            fixed='<script type="application/ld+json">\n{"name": "食パン", "author": {\n  "name": "麦野"\n}}\n</script>\n',
        ),
        Invalid(
            '<script type="application/ld+json">{"name": "山の⟦"⟧小麦"食パン"}</script>\n',
            fixed='<script type="application/ld+json">{"name": "山の\\"小麦\\"食パン"}</script>\n',
        ),
        Invalid('<script type="application/ld+json">{"name": "Bread", "⟦name⟧": "Loaf"}</script>\n'),
        Invalid('<script type="application/ld+json">{"a": "食パン", "⟦a⟧": "食パン"}</script>\n', severity=Severity.WARNING),
        Invalid(
            '⟦<script⟧>{"@context": "https://schema.org"}</script>\n<script type="⟦application/json+ld⟧">{}</script>\n',
            fixed='<script type="application/ld+json">{"@context": "https://schema.org"}</script>\n'
            '<script type="application/ld+json">{}</script>\n',
        ),
        Valid('<p itemscope itemtype="https://schema.org/Person" itemref="shop"><b itemprop="name">麦野</b></p>\n'),
        Invalid(
            '<p itemtype="⟦https://schema.org/Person⟧"><b itemprop="name">麦野</b></p>\n',
            fixed='<p itemscope itemtype="https://schema.org/Person"><b itemprop="name">麦野</b></p>\n',
        ),
        Invalid({"a.html": '<html><p itemscope itemtype="https://schema.org/Person" itemref="⟦shop⟧"></p></html>\n'}),
        Invalid(
            '<p vocab="⟦https://schema.org⟧" typeof="Person"><b property="name">May</b></p>\n',
            fixed='<p vocab="https://schema.org/" typeof="Person"><b property="name">May</b></p>\n',
        ),
        Invalid('<script type="application/ld+json">{"name": "Bread⟦"⟧</script>\n'),
        Invalid(
            {"a.html": '<script type="application/ld+json">{"name": "<script>1⟦</script>⟧", "image": "a"}</script>\n'},
            fixed='<script type="application/ld+json">{"name": "<script>1<\\/script>", "image": "a"}</script>\n',
        ),
        Invalid(
            {"a.html": '<script type="application/ld+json">{"name": "食パン"⟦}⟧\n<p>焼きました。</p>\n'},
            fixed='<script type="application/ld+json">{"name": "食パン"}</script>\n<p>焼きました。</p>\n',
        ),
    )
