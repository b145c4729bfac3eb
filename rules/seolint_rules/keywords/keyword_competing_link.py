import re
from collections.abc import Iterator

from seolint import Block, Diagnostic, Document, Invalid, Keyphrase, PageRule, Placed, Related, Text, Valid, Words, fold

_LISTS = re.compile(r"(?:^|/)(?:tags?|categor(?:y|ies)|topics?|labels?|archives?|series)(?:/|$)", re.IGNORECASE)


class KeywordCompetingLink(PageRule):
    """Do not tell readers and search engines that another page is the one about your keyword.

    The text of a link says what its target is about. Where it is the primary keyword of this very post, the site names another
    of its pages for that keyword, and the two compete. Links to lists such as those of a tag are not meant, nor those in
    headers, footers and navigation.

    To fix it, let the text say what the target is about, or give this post another primary keyword.

    この記事の主なキーワードを、そのままほかのページへのリンクの文字にしません。

    リンクの文字は、リンク先が何のページかを伝えます。この記事の主なキーワードで別のページにリンクすると、サイトの中で
    2つのページが同じ語を取り合うことになります。タグの一覧などへのリンクや、ヘッダー・フッター・ナビゲーションのリンクは
    対象にしません。

    直し方：リンク先の内容に合うリンクの文字にするか、この記事の主なキーワードを見直します。
    """

    advice = Text("Say what that page is about.", "リンク先の内容に合う文字にしてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.keyphrases or not doc.is_article:
            return
        phrase, prose = doc.keyphrases[0], set[int]()
        for link, to in zip(doc.links, doc.destinations, strict=True):
            if to.kind != "internal" or link.chrome or link.has_image or _LISTS.search(to.value):
                continue
            if to.by == "address" and to.value.strip("/") in {"", doc.address.strip("/")}:
                continue
            if not _is(phrase, link.text):
                continue
            prose = prose or {block.text.at.start for block in doc.prose}
            if doc.blocks[link.block].text.at.start not in prose:
                continue
            yield self.flag(
                link.text.at,
                en=f"The link to another page has the primary keyword of this post, “{phrase.text.value}”, as its text",
                ja=f"ほかのページへのリンクの文字が、この記事の主なキーワード「{phrase.text.value}」です",
                related=[Related(phrase.text.at, Text("the primary keyword", "主なキーワード"))],
            )

    examples = (
        Valid("---\nkeywords: 石窯\n---\n[石窯の温度](/heat/)と[窯](/oven/)、[石窯](https://a.jp/)、[石窯](/tags/oven/)、[石窯](#a)。\n"),
        Valid("---\nkeywords: bread knife\n---\n> A [bread knife](/knives/).\n"),
        Invalid("---\nkeywords: 石窯\n---\n薪は[⟦石窯⟧](/oven/)に入れます。\n"),
        Invalid("---\nseo_keywords: [サーバー 選び方, 窯]\n---\n[⟦サーバの選び方⟧](/server/)を読みます。\n"),
        Invalid("---\nkeywords: bread knife\n---\nGood [⟦Bread knives⟧](/knives/) are long.\n"),
    )


def _is(phrase: Keyphrase, text: Placed[str]) -> bool:
    """Whether ``text`` is the keyword, in any spelling and order, perhaps with の between its terms."""
    if not 0.3 < (len(text.value) + 1) / (len(phrase.text.value) + 1) < 3:
        return False
    if fold(text.value) == fold(phrase.text.value):
        return True
    words = Words((Block("text", text),))
    hits = [term.find(words) for term in phrase.terms]
    taken = {index for hit in hits for start, size in hit.items() for index in range(start, start + size)}
    rest = [lemma for index, lemma in enumerate(words.lemmas) if index not in taken and lemma.isalnum()]
    return all(hits) and not set(rest) - {"の"}
