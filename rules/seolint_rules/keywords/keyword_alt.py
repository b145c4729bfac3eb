from collections.abc import Iterator

from seolint import UNKNOWN, Block, Diagnostic, Document, Invalid, PageRule, Related, Severity, Text, Valid, Words
from seolint_rules.data.images import is_badge, is_hidden

_MOST = 200


class KeywordAlt(PageRule):
    """Name the subject in the alt text of some images, not of nearly all.

    An alt text says what the image shows. Among many images of a post at least one shows its subject, and its alt text will
    name it. Where nearly all alt texts have the keyword, it was put there for search engines, and those who hear the page
    hear it again and again. Half of the terms of the primary keyword count as having it.

    To fix it, describe what each image shows: with the keyword where it shows that, without it elsewhere.

    主なキーワードは、いくつかの画像の説明（alt）に入れ、ほとんどすべてには入れません。

    画像の説明には、写っているものを書きます。画像が何枚もある記事なら、どれかは話題そのものを写しているはずで、その説明には
    キーワードが入ります。ほとんどの説明にキーワードがあると、検索エンジンのための詰め込みに見え、音声で聞く人は何度も
    同じ語を聞かされます。キーワードの語の半分以上があれば、入っているとみなします。

    直し方：それぞれの画像に写っているものを書き、話題が写っている画像の説明にだけキーワードを入れます。
    """

    severity: Severity = Severity.INFO

    high: float = 75.0
    """Percentage of alt texts over which the keyword is stuffed.

    詰め込みすぎとみなす、画像の説明の割合（％）。"""

    fewest: int = 5
    """Images with an alt text that a post must have to be judged.

    調べ始める、説明のある画像の数。"""

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.keyphrases or not doc.is_page or doc.language not in {"ja", "en", ""} or len(doc.images) < self.fewest:
            return
        shown = (i.alt for i in doc.images if not (i.chrome or is_hidden(i) or is_badge(i.url.value)))
        alts = [alt for alt in shown if alt is not None and alt.value.strip() and UNKNOWN not in alt.value][:_MOST]
        if len(alts) < self.fewest:
            return
        phrase, words = doc.keyphrases[0], Words([Block("text", alt) for alt in alts])
        terms = [{words.block(start) for start in term.find(words)} for term in phrase.terms]
        counts = [sum(number in term for term in terms) for number in range(len(alts))]
        some, most = sum(map(bool, counts)), sum(2 * count >= len(terms) for count in counts)
        stuffed = 100 * most > self.high * len(alts)
        near = any(part in words.vocabulary for term in phrase.terms for part in term.parts)
        if (some and not stuffed) or not terms or (near and not some):
            return
        name, percent = phrase.text.value, f"{100 * most / len(alts):.0f}"
        named = [alt for alt, count in zip(alts, counts, strict=True) if 2 * count >= len(terms)]
        if stuffed:
            yield self.flag(
                phrase.text.at,
                en=f"{most} of {len(alts)} alt texts have the primary keyword “{name}” "
                f"({percent} %, limit {self.high:g} %): stuffing",
                ja=f"画像の説明（alt）{len(alts)}個のうち{most}個に、主なキーワード「{name}」があり、詰め込みすぎです"
                f"（{percent}%、上限{self.high:g}%）",
                advice=Text("Say what each image shows.", "それぞれの画像に写っているものを書いてください"),
                related=[Related(alt.at, Text("has it", "入っています")) for alt in named[:20]],
            )
        else:
            yield self.flag(
                phrase.text.at,
                en=f"None of the {len(alts)} alt texts has a term of the primary keyword “{name}”",
                ja=f"画像の説明（alt）{len(alts)}個のどれにも、主なキーワード「{name}」の語がありません",
                advice=Text("Name it where an image shows it.", "話題が写っている画像の説明に入れてください"),
                related=[Related(alts[0].at, Text("the first alt text", "最初の画像の説明"))],
            )

    examples = (
        Valid("---\nkeywords: 窯\n---\n" + "".join(f"![{alt}](/{alt}.jpg)\n" for alt in ("窯", "石の山", "薪", "火の色", "粉"))),
        Valid("---\nkeywords: 窯\n---\n![窯](/a.jpg) ![窯の火](/b.jpg)\n"),
        Invalid("---\nkeywords: ⟦窯⟧\n---\n" + "".join(f"![{alt}](/{alt}.jpg)\n" for alt in ("水", "石の山", "薪", "塩", "粉"))),
        Invalid("---\nkeywords: ⟦bread knife⟧\n---\n" + "".join(f"![A bread knife {n}](/{n}.jpg)\n" for n in "abcdef")),
    )
