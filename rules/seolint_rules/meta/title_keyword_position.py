from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Severity, Text, Valid, width
from seolint_rules.data.counted import wide


class TitleKeywordPosition(PageRule):
    """Begin the title with the primary keyword, or nearly so.

    Readers of search results look at the first words of each line. What they searched for should stand there; of a
    keyword of several words, the one that comes first counts.

    To fix it, move the keyword to the front and the rest behind it.

    主なキーワードは、タイトルの前のほうに置きます。

    検索結果では、読者は各行の初めの言葉に目を走らせます。探している言葉がそこにあれば、見つけてもらえます。
    複数の語からなるキーワードでは、最初に出てくる語の位置を見ます。

    直し方：キーワードを先頭に寄せ、ほかの言葉をその後ろに置きます。
    """

    severity: Severity = Severity.INFO

    within: float = 16.0
    """Width before the primary keyword that a title may have, in full-width units.

    主なキーワードの前に置いてよい幅（全角の字数）。"""

    advice = Text("Move it to the front.", "前のほうに置いてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        title = doc.title
        if title is None or not doc.is_page or width(title.value) <= self.within or not doc.title_mentions:
            return
        primary = doc.title_mentions[0]
        terms = [min(places) for places in primary.places if places]
        if not terms or 2 * len(terms) < len(primary.places):
            return
        first, text = min(terms), title.value
        start = next((n for n in range(len(text)) if title.part(n, n + 1).start >= first.start), 0)
        before = width(text[:start])
        if before > self.within:
            name = primary.keyphrase.text.value
            yield self.flag(
                first,
                en=f"The primary keyword “{name}” comes only after {wide(before)} of the title (limit {self.within:g})",
                ja=f"主なキーワード「{name}」がタイトルの後ろのほうにあります（前に全角{before:g}字、目安は{self.within:g}字以内）",
            )

    examples = (
        Valid("---\ntitle: 窯の温度を手で確かめる、昔ながらの三つの方法\nseo_keywords: [窯 温度]\n---\n"),
        Valid("---\ntitle: How to sharpen a bread knife\nkeywords: bread knife\n---\n"),
        Valid("---\ntitle: 冬の朝に家族みんなで楽しく続けられる窯の手入れ\nseo_keywords: [酵母, 窯]\n---\n"),
        Invalid("---\ntitle: 冬の朝に家族みんなで楽しく続けられる⟦窯⟧の手入れ\nseo_keywords: [窯 手入れ, 酵母]\n---\n"),
        Invalid("---\ntitle: What nobody ever told you about keeping a ⟦starter⟧ alive\nkeywords: starter\n---\n"),
    )
