import re
from collections.abc import Iterator

from seolint import (
    UNKNOWN,
    Diagnostic,
    Document,
    Edit,
    Fix,
    Invalid,
    Location,
    PageRule,
    Placed,
    Related,
    Text,
    Valid,
)  # fmt: skip
from seolint_rules.data.character_hygiene import Kind, kinds

_ANY = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u0300-\u036f\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\u2e80-\u2fd5\u3099\u309a"
    "\uff66-\uff9f\ufeff\ufffd縺繧繝ÃãäåæçèéÂâ]"
)
_HOLDS_APART = frozenset("*_~`@{}#</.:")
"""Signs beside which an invisible character may stand on purpose."""
_MOST = 20


class CharacterHygiene(PageRule):
    """Write the text in characters that searches find and that every device shows.

    Letters whose marks are characters of their own, invisible and control characters, half-width kana and signs of radicals
    come in with text that is pasted from PDF files, file names or other programs. They look right, but who searches for the
    word does not find it. Text that was read in the wrong encoding shows as garbage. Code and quotations are not judged.

    To fix it, put the ordinary characters in their place. Of garbled text only the author knows what it was.

    検索で見つかり、どの端末でも表示される文字で書きます。

    濁点の分かれた文字、見えない文字、制御文字、半角カナ、部首の記号は、PDFやファイル名、ほかのソフトから写した文章に混ざります。
    見た目は同じでも、その語で検索した人には見つかりません。文字化けした文章は読めません。コードと引用は調べません。

    直し方：普通の文字に置き換えます。文字化けだけは、元の文章を知る人が書き直します。
    """

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or doc.text.isascii() or not _ANY.search(doc.text, 1):
            return
        texts = [(text, value) for text, value in _texts(doc) if _ANY.search(value)]
        for kind in kinds() if texts else ():
            found = list(_found(doc, kind, texts))
            if not found:
                continue
            first, shown = found[0]
            count = len(found)
            yield self.flag(
                first,
                en=kind.en.format(shown=shown, places=f" ({count} places)" if count > 1 else ""),
                ja=kind.ja.format(shown=shown, places=f"（{count}か所）" if count > 1 else ""),
                advice=kind.advice,
                related=[Related(at, Text("here too", "ここにもあります")) for at, _ in found[1:_MOST]],
                fix=_fix(doc, kind, [at for at, _ in found]),
            )

    examples = (
        Valid("「ﾃｽﾄ」は半角です。(´･ω･) 👩\u200d💻 `か\u3099` **「窯」**\u200bです。\n\n```\nｶﾀｶﾅ\n```\n"),
        Valid("焼けない(´･ω･`)ｼｮﾎﾞｰﾝ\n\n焼けた（･∀･）ﾔｯﾀｰ\n"),
        Valid("> か\u3099き\u3099の話\n\nà la carte, naïve, São Paulo, Škoda\n"),
        Invalid("⟦か\u3099⟧まの石とは\u309aん\n", fixed="がまの石とぱん\n"),
        Invalid("---\ntitle: 窯の⟦\u200b⟧話\n---\n\n窯⟦\x08⟧です。\n", fixed="---\ntitle: 窯の話\n---\n\n窯です。\n"),
        Invalid("食パンを⟦ﾄｰｽﾀｰ⟧で焼く⟦⼈⟧です。\n", fixed="食パンをトースターで焼く人です。\n"),
        Invalid("これは⟦縺薙ｌ縺ｯ遯ｯ縺ｧ縺⟧\n"),
        Invalid("It⟦â€™⟧s hot.\n"),
    )


def _found(doc: Document, kind: Kind, texts: list[tuple[Placed[str], str]]) -> Iterator[tuple[Location, str]]:
    for text, value in texts:
        if not kind.pattern.search(value) or (kind.but and kind.but.search(value)):
            continue
        for match in kind.pattern.finditer(value):
            at = text.part(*match.span())
            if doc.text[at.start : at.end] != match[0] or (kind.mended(match[0]) == match[0] and kind.name != "mojibake"):
                continue
            around = doc.text[at.start - 1 : at.start] + doc.text[at.end : at.end + 1]
            if kind.name != "invisible" or _HOLDS_APART.isdisjoint(around):
                yield at, kind.shown(match[0])


def _texts(doc: Document) -> Iterator[tuple[Placed[str], str]]:
    """The front matter's title and description, then what the author says; code is unknown."""
    for head in (doc.title, doc.description):
        if head is not None and head.at.end <= doc.front_matter.end:
            yield head, head.value
    for block in doc.prose:
        if not block.text.value.isascii():
            yield block.text, block.without_code(UNKNOWN)


def _fix(doc: Document, kind: Kind, places: list[Location]) -> Fix | None:
    if kind.name == "mojibake":
        return None
    edits = tuple(Edit(at, kind.mended(doc.text[at.start : at.end])) for at in places)
    return Fix(Text("write ordinary characters", "普通の文字にする"), edits, safe=True)
