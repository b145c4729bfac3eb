import re
from collections.abc import Iterator

from msgspec import Struct

from seolint import Diagnostic, Document, Invalid, PageRule, Related, Severity, Text, Valid
from seolint_rules.data import table
from seolint_rules.data.affiliate_links import is_affiliate
from seolint_rules.data.counted import counted


class _Disclosures(Struct, frozen=True, forbid_unknown_fields=True):
    """What says that a page advertises: ``keys`` of the front matter, ``words`` of the text, ``patterns`` for shorter ones."""

    keys: frozenset[str]
    words: tuple[str, ...]
    patterns: str


class PrDisclosure(PageRule):
    """Say that a page with affiliate links advertises.

    Readers are to know that a link pays you, and the programmes ask that you tell them. In Japan advertisements that do not look
    like ones have been forbidden since October 2023 (stealth marketing, by the Act against Unjustifiable Premiums and Misleading
    Representations). Any mention of 広告, PR, アフィリエイト or “affiliate” in the page counts, and so does a key such as
    `pr: true` in the front matter. What a theme adds around every post cannot be seen: switch the rule off where it does.

    To fix it, write before the first such link that the page contains advertisements.

    アフィリエイトのリンクがあるページには、広告を含むことを書きます。

    報酬が出るリンクだと分かることは読者にとって大切で、各社の規約も表示を求めています。日本では2023年10月から、広告だと分からない
    広告（ステルスマーケティング）が景品表示法で規制されています。ページのどこかに「広告」「PR」「アフィリエイト」などがあるか、先頭の
    設定に `pr: true` のような項目があれば指摘しません。テーマがすべての記事に付ける表示は見えないので、その場合はこの規則を切って
    ください。

    直し方：最初のリンクより前に、広告を含むことを書きます（例：「本記事には広告が含まれます」）。
    """

    severity: Severity = Severity.INFO

    also: tuple[str, ...] = ()
    """Further words by which your site says that it advertises.

    広告であることを示す、ほかの言葉。"""

    advice = Text("Say above it that the page contains advertisements.", "その前に「広告を含みます」などと書いてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page:
            return
        paying = [link for link in doc.links if link.url is not None and is_affiliate(link.url.value)]
        if not paying or not doc.shows_all or self.is_told(doc):
            return
        paying = [link for link in paying if doc.in_prose(link)]
        if not paying:
            return
        count = len(paying)
        yield self.flag(
            paying[0].at,
            en=f"The page has {counted(count, 'link')} that pay{'s' if count == 1 else ''} you, "
            "and nothing says that it advertises",
            ja=f"報酬が出るリンクが{count}か所ありますが、広告を含むという表示がありません",
            related=[Related(link.at, Text("this one too", "このリンクもです")) for link in paying[1:21]],
        )

    def is_told(self, doc: Document) -> bool:
        known = table("disclosures", _Disclosures)
        if any(member.key.value.lower() in known.keys for member in doc.front_matter.root.members):
            return True
        words, short = (*known.words, *self.also), re.compile(known.patterns, re.MULTILINE)
        heads = [head.value for head in (doc.title, doc.description) if head is not None]
        shown = [*heads, *(block.text.value for block in doc.blocks), *(tag.value for tag in doc.tags)]
        alts = [image.alt.value for image in doc.images if image.alt is not None]
        return any(any(word in text for word in words) or short.search(text) for text in (*shown, *alts))

    examples = (
        Valid("本記事には広告が含まれます。\n\n[窯](https://amzn.to/1)\n"),
        Valid("---\ntitle: 窯\npr: true\n---\n\n[窯](https://amzn.to/1)と[薪](https://amzn.asia/d/1)。\n"),
        Valid("【PR】[窯](https://amzn.to/1)\n"),
        Valid("As an Amazon Associate I earn from purchases. [The oven](https://amzn.to/1)\n"),
        Invalid("石窯を買いました。⟦[窯](https://px.a8.net/svt/ejp?a8mat=1)⟧が届きました。[薪](https://amzn.to/1)もです。\n"),
        Invalid("We opened a PR for [the site](https://a.jp/). ⟦[The oven](https://amzn.to/1)⟧ is hot.\n"),
    )
