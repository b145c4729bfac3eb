from collections import Counter
from collections.abc import Iterator, Sequence

from seolint import Diagnostic, Document, Fact, Index, Invalid, Related, SiteRule, Text, Valid
from seolint_rules.data.same_ids import Said, described, is_inner, name_of, nearest, references, said


class Named(Fact, frozen=True):
    """A thing that a page describes (``refers`` is False) or refers to under an ``@id``, with what it says of it.

    ``near`` is the id of the page that a reference may mean, ``terms`` the types.
    """

    refers: bool
    written: str
    terms: frozenset[str] = frozenset()
    edition: str = ""
    said: tuple[Said, ...] = ()
    near: str = ""


class SchemaId(SiteRule[Named]):
    """Let each `@id` stand for one thing, and describe what it refers to.

    Programs take all that stands under one `@id` for one thing. Where two pages or two blocks give it different names, dates
    or numbers, one of them is wrong. A reference to an `@id` with `#` that no page of the site describes leads to nothing;
    posts are not judged for that, since a layout may describe it. Repeats that agree are fine, and so are editions in
    other languages.

    To fix it, write the value once, and refer to it with `{"@id": "…"}`.

    1つの `@id` は1つのものだけを指すようにし、参照するものは必ず書きます。

    同じ `@id` で書かれた内容は、1つのものの情報として読まれます。ページやデータによって名前や日付、数が違うと、どちらかが
    誤りです。サイトのどこにも書かれていない `#` 付きの `@id` への参照は、何も指しません（記事では、レイアウトが書いている
    ことがあるため調べません）。同じ内容のくり返しや、ほかの言語の版は指摘しません。

    直し方：値は1か所に書き、ほかからは `{"@id": "…"}` で参照します。
    """

    alone = True
    needs = "has_data"

    def collect(self, doc: Document) -> Iterator[Named]:
        if not doc.things or not doc.is_page or doc.is_draft:
            return
        own: list[str] = []
        for thing, name in described(doc):
            own.append(name)
            item = thing.item
            if name and item.id is not None:
                terms = frozenset(term for term in item.terms if term)
                yield Named((name,), item.id.at, False, item.id.value, terms, doc.edition, tuple(said(item)))
        whole = doc.content.whole_page and not doc.front_matter.exists and doc.shows_all
        defined = frozenset(own)
        anchors = {anchor.value for anchor in doc.content.anchors}
        guesses = 10
        for reference in references(doc) if whole else ():
            written = reference.id.value
            name = name_of(doc, written) if is_inner(written) and written.rpartition("#")[2] not in anchors else ""
            if name:
                near = nearest(name, own) if guesses > 0 and name not in defined else ""
                guesses -= name not in defined
                yield Named((name,), reference.id.at, True, written, near=near)

    def judge(self, key: str, facts: Sequence[Named], index: Index) -> Iterator[Diagnostic]:
        things = [fact for fact in facts if not fact.refers]
        host = index.site.url.partition("://")[2]
        ours = "://" not in key or (host and key.partition("://")[2].startswith(host))
        if not things and ours and (index.whole or "://" not in key):
            for fact in facts:
                yield self.flag(
                    fact.at,
                    en=f"Nothing describes “{fact.written}”, which this refers to",
                    ja=f"「{fact.written}」を参照していますが、どこにも書かれていません",
                    advice=Text(f"Is “{fact.near}” meant?", f"「{fact.near}」の誤りではありませんか") if fact.near
                    else Text("Describe it, or delete the reference.", "その内容を書くか、参照を消してください"),
                )  # fmt: skip
        for edition in sorted({fact.edition for fact in things}):
            yield from self._conflicts(key, [fact for fact in things if fact.edition == edition])

    def _conflicts(self, key: str, things: Sequence[Named]) -> Iterator[Diagnostic]:
        """Values that are none of those that most say; the first where as many say another."""
        for term in sorted({each.term for fact in things for each in fact.said}) if len(things) > 1 else ():
            every = [(fact, each) for fact in things for each in fact.said if each.term == term]
            counted = Counter(value for _, each in every for value in each.values)
            usual, base = max(every, key=lambda pair: max(counted[value] for value in pair[1].values))
            for fact, each in every:
                related = not usual.terms or not fact.terms or usual.terms & fact.terms
                if related and each.values.isdisjoint(base.values):
                    yield self.flag(
                        each.at,
                        en=f"The {term} of “{fact.written}” is “{each.shown}” here and “{base.shown}” elsewhere",
                        ja=f"「{fact.written}」の{term}が、ここでは「{each.shown}」、別の所では「{base.shown}」です",
                        advice=Text("Give one thing one value.", "どちらかにそろえてください"),
                        related=[Related(base.at, Text("said otherwise here", "別の値"))],
                        cluster=f"{key} {term}",
                    )

    examples = (
        Valid({
            "a.md": '<script type="application/ld+json">{"@context": "https://schema.org", "@id": "https://pan.jp/#me",\n'
            '"@type": "Person", "name": "山田花子", "sameAs": "https://a.jp"}</script>\n',
            "b.md": '<script type="application/ld+json">{"@context": "https://schema.org", "@id": "https://pan.jp/#me",\n'
            '"@type": "Person", "name": "山田 花子", "sameAs": "https://b.jp"}</script>\n',
        }),
        Valid('<script type="application/ld+json">{"@context": "https://schema.org", "author": {"@id": "#me"}}</script>\n'),
        Invalid({
            "a.md": '<script type="application/ld+json">{"@context": "https://schema.org", "@id": "https://pan.jp/#me",\n'
            '"@type": "Person", "name": "山田花子"}</script>\n',
            "b.md": '<p itemscope itemtype="https://schema.org/Person" itemid="https://pan.jp/#me">\n'
            '<b itemprop="name">⟦山田太郎⟧</b></p>\n',
        }),
        Invalid({
            "index.html": '<html><head><script type="application/ld+json">{"@context": "https://schema.org", "@graph": [\n'
            '{"@type": "Article", "publisher": {"@id": "⟦#organisation⟧"}},\n'
            '{"@type": "Organization", "@id": "#organization", "name": "Bread"}]}</script></head><body></body></html>\n'
        }),
    )  # fmt: skip
