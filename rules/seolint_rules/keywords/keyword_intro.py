from bisect import bisect_left
from collections.abc import Iterator

from seolint import UNKNOWN, Diagnostic, Document, Invalid, PageRule, Related, Severity, Text, Valid, cut, width
from seolint_rules.data.counted import wide

_NOT_READ = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "rt", "figcaption", "caption", "summary"})


class KeywordIntro(PageRule):
    """Name the subject in the first sentences.

    Readers decide by the first lines whether they are in the right place, and so do search engines that look for a passage to
    show. Half of the terms of the primary keyword are enough; headings, tables, quotations and code are not counted.

    To fix it, say with the keyword what the post is about, before the story begins.

    書き出しで、何の記事かを主なキーワードで伝えます。

    読者は、最初の数行で、探していた内容かどうかを判断します。検索エンジンが検索結果に出す一節を選ぶときも、書き出しは
    手がかりになります。キーワードの語の半分以上があれば足ります。見出し、表、引用、コードは数えません。

    直し方：話に入る前に、キーワードを使って、何についての記事かを書きます。
    """

    severity: Severity = Severity.INFO

    within: float = 200.0
    """Width of the text in which the keyword is looked for, in full-width units: 200 Japanese characters, 400 letters.

    キーワードを探す範囲（全角の字数。半角は2字で1字と数えます）。"""

    advice = Text("Say with it what the post is about.", "何についての記事かを、その語で書いてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.keyphrases or not doc.is_article or doc.language not in {"ja", "en", ""}:
            return
        phrase, words = doc.keyphrases[0], doc.words
        hits = [list(term.find(words)) for term in phrase.terms]
        found = sorted(start for starts in hits for start in starts)
        if not found:
            return
        tokens, room, code = list[tuple[int, int]](), self.within, ""
        for text, spans, bright in ((b.text, b.code, b.without_code("")) for b in doc.prose if b.kind not in _NOT_READ):
            first, end = words.tokens_at(text.at.start)
            if UNKNOWN in text.value:
                return
            room -= (size := width("".join(bright.split())))
            if room < 0:
                last = text.part(0, max(cut(text.value, room + size), 1)).end
                end = first + bisect_left(range(first, end), last, key=lambda index: words.place(index, index + 1).start)
            tokens.append((first, end))
            code += "".join(text.value[slice(*span)].lower() + " " for span in spans)
            if room < 0:
                break
        else:
            return
        named = [any(first <= start < end for start in starts for first, end in tokens) for starts in hits]
        named = [is_there or term.text.value.lower() in code for term, is_there in zip(phrase.terms, named, strict=True)]
        if 2 * sum(named) >= len(named):
            return
        name = phrase.text.value
        missing = [term.text.value for term, is_there in zip(phrase.terms, named, strict=True) if not is_there]
        one, en, ja = len(named) == 1, ", ".join(f"“{term}”" for term in missing), "".join(f"「{term}」" for term in missing)
        yield self.flag(
            phrase.text.at,
            en=f"The primary keyword “{name}” is not in the first {wide(self.within)} of the text"
            + ("" if one else f" (missing terms: {en})"),
            ja=f"主なキーワード「{name}」が、本文の最初の{self.within:g}字にありません"
            + ("" if one else f"（足りない語は{ja}）"),
            related=[Related(words.place(found[0], found[0] + 1), Text("its first term in the body", "本文で最初に出てくる所"))],
        )

    examples = (
        Valid("---\nseo_keywords: [石窯 温度]\n---\n石窯を作ります。\n\n" + "薪を割り、火を入れて待ちます。" * 20 + "温度。\n"),
        Valid("---\nseo_keywords: [石窯]\n---\n短い話です。\n\n石窯の話。\n"),
        Valid("---\nkeywords: oven\n---\nOvens are warm. " + "Wood is cut and carried. " * 30 + "\n"),
        Invalid("---\nseo_keywords: [⟦石窯⟧]\n---\n## 石窯\n\n" + "薪を割り、火を入れて待ちます。" * 20 + "\n\n石窯の話。\n"),
        Invalid("---\nkeywords: ⟦oven⟧\n---\n> An oven.\n\n" + "Wood is cut and carried. " * 30 + "\n\nThe oven.\n"),
    )
