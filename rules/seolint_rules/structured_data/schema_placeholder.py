from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, Literal, Location, PageRule, Placed, Related, Severity, Text, Valid
from seolint_rules.data.schema_placeholder import hints, host_kind, is_reserved, kind, text_kind
from seolint_rules.data.url_hosts import domain_of, host_of


class SchemaPlaceholder(PageRule):
    """Fill in the structured data before you publish.

    Search results would show an author called “Your Name”, or send readers to example.com. Where nothing says which
    site a page is on, a host for examples may be meant, and nothing is said of it. A draft is advice, and
    a part of a page, such as an include, is left alone.

    To fix it, write the real value, or delete the property.

    構造化データの書きかけの目印は、公開する前に埋めます。

    「株式会社サンプル」という著者や、example.com のURLが、そのまま検索結果や検索エンジンに渡ります。どのサイトのページか分からない
    ときは、説明用のドメインをわざと書いたものかもしれないので、URLについては指摘しません。下書きは助言にとどめます。
    部品（インクルードなど）として読み込まれるだけのファイルは調べません。

    直し方：実際の値を書くか、項目ごと消します。
    """

    severity: Severity = Severity.ERROR

    also: tuple[str, ...] = ()
    """Further values that are placeholders.

    書きかけの目印として扱う、ほかの値。"""

    allow: tuple[str, ...] = ()
    """Values and hosts that are none.

    書きかけの目印として扱わない値とドメイン。"""

    needs = "has_data"

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or not doc.items:
            return
        values = list(_values(doc))
        hosts = hints("\n".join(value.value for value, _ in values)) if _names_its_site(doc) else ()
        found: dict[tuple[str, str], list[tuple[Location, str]]] = {}
        for value, types in values:
            lower = value.value.lower()
            name, start, end = text_kind(value.value, types)
            shown = value.value[start:end]
            if value.value.strip() in self.also:
                name, shown, start, end = "own", value.value.strip(), 0, len(value.value)
            elif not name and any(host in lower for host in hosts):
                name, shown = host_kind(value.value)
                start = max(lower.find(shown), 0)
                end = start + len(shown)
            if name and shown not in self.allow:
                found.setdefault((name, domain_of(shown)), []).append((value.part(start, end), shown))
        weight = Severity.INFO if doc.is_draft else None
        for (name, _), places in found.items():
            (first, shown), *others = sorted(set(places))
            said = kind(name).about(shown)
            yield self.flag(
                first,
                en=said.en + (f" ({len(others) + 1} places)" if others else ""),
                ja=said.ja + (f"（{len(others) + 1}か所）" if others else ""),
                advice=kind(name).advice,
                related=[Related(at, Text("here too", "ここも同じです")) for at, _ in others[:20]],
                severity=weight,
            )

    examples = (
        Valid(
            '---\ntitle: a\n---\n<script type="application/ld+json">{"@context": "https://schema.org", "@type": "FAQPage",\n'
            '"name": "「〇〇とは」と聞かれたら", "about": {"@type": "PropertyValue", "name": "商品名", "value": "窯"}}</script>\n'
        ),
        Valid(
            '---\ntitle: a\n---\n```html\n<script type="application/ld+json">{"@context": "https://schema.org",\n'
            '"@type": "Person", "name": "TODO"}</script>\n```\n'
        ),
        Valid('<script type="application/ld+json">{"@context": "https://schema.org", "url": "https://example.com/"}</script>\n'),
        Invalid(
            '---\ntitle: a\n---\n<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Article",\n'
            '"author": {"@type": "Organization", "name": "⟦株式会社サンプル⟧"}, "url": "https://⟦example.com⟧/a"}</script>\n'
        ),
        Invalid(
            '---\ntitle: a\n---\n<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Article",\n'
            '"author": {"@type": "Person", "name": "⟦Your Name⟧"}, "description": "⟦Lorem ipsum⟧ dolor."}</script>\n'
        ),
        Invalid('<p itemscope itemtype="https://schema.org/Person"><meta itemprop="name" content="⟦TODO⟧"></p>\n'),
    )


def _values(doc: Document) -> Iterator[tuple[Placed[str], tuple[str, ...]]]:
    """Every known value of the page's things and their ids, with the types; of Microdata and RDFa what readers do not see."""
    for thing in doc.things:
        item = thing.item
        if not item.known:
            continue
        named = [item.id] if item.id is not None else []
        for value in (held.value for held in item.properties):
            if isinstance(value, Literal):
                named += [value.text] if value.says else []
        for text in named:
            if item.syntax == "json-ld" or doc.text[text.at.start - 1 : text.at.start] in {'"', "'"}:
                yield text, item.terms


def _names_its_site(doc: Document) -> bool:
    """Whether the page, or its site, says which host it is on, and that one is not for examples."""
    stated = [doc.site.url, *(link.href.value for link in doc.content.head.linked("canonical") if link.href is not None)]
    hosts = [host for host in map(host_of, stated) if host]
    return not any(map(is_reserved, hosts)) and (bool(hosts) or doc.front_matter.exists)
