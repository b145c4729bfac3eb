from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, Location, PageRule, Related, Severity, Text, Valid
from seolint_rules.data.claims import Claims, claims, compiled, is_sourced, lists_sources, told, unnamed_cases


class StatisticUnsourced(PageRule):
    """Say where figures come from.

    “85 % more” or “seven in ten people” convinces only who can check it, and a figure with a source is what others quote and
    link to. Figures of growth and shares of people count, in paragraphs without a link and without words that name the source
    (“studies show” names none) or that they are the author's own. Goals, settings, examples and law are left alone, as are
    posts with a list of sources.

    To fix it, link the figure to the statistics, the study or the page that it is from, or say how you measured it.

    数字には出典を示します。

    「85%増」「10人に7人」のような数字は、確かめられて初めて説得力を持ちます。出典のある数字は、ほかの人も引用しやすくなります。
    伸びや人の割合を示す数字を調べ、同じ段落にリンクも、出どころの名前や自分で測ったことを示す言葉もないときに指摘します（「調査によると」
    だけでは、誰の調査か分かりません）。目標、設定、例、法律の数字と、参考文献の一覧がある記事は指摘しません。

    直し方：統計や調査など、元のページにリンクするか、どう測ったかを書きます。
    """

    severity: Severity = Severity.INFO

    allow: tuple[str, ...] = ()
    """Words beside which figures need no source.

    そばにあれば、出典がなくてよい言葉。"""

    advice = Text("Link to the source, or say how you measured it.", "出典にリンクするか、どう測ったかを書いてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        known = claims(doc.language) if doc.is_page else None
        found = list(self.unsourced(doc, known)) if known is not None else []
        if not found or known is None or lists_sources(doc):
            return
        cases = {start for case in unnamed_cases(doc, known) for start in case.blocks}
        with_data = (section for section in doc.sections if any(block.kind in {"pre", "td"} for block in section.blocks))
        shown = {block.text.at.start for section in with_data for block in section.blocks}
        left = [(at, figure) for start, at, figure in found if start not in cases and start not in shown]
        if not left:
            return
        (at, figure), count = left[0], len(left)
        yield self.flag(
            at,
            en=f"Nothing says where “{figure}” comes from" + (f" ({count} such figures)" if count > 1 else ""),
            ja=f"「{figure}」の出典がありません" + (f"（出典のない数字は全部で{count}か所）" if count > 1 else ""),
            related=[Related(other, Text("another one", "ほかの数字")) for other, _ in left[1:21]],
        )

    def unsourced(self, doc: Document, known: Claims) -> Iterator[tuple[int, Location, str]]:
        """The first claim of each sentence that tells something: the start of its block, its place and its words."""
        sign = compiled(known.claim_sign)
        if not sign.search(doc.narration_text):
            return
        silent = [compiled(known.supposed), compiled(known.examples)]
        for said, after in told(doc):
            text = said.text
            if not sign.search(text):
                continue
            if not (found := list(compiled(known.claims).finditer(text))) or is_sourced(doc, said, after, known):
                continue
            here = -1
            for claim in found:
                at = said.part(*claim.span())
                sentence = doc.sentence_at(at.start)
                if claim.start() < here or sentence is None or any(word.search(sentence.text) for word in silent):
                    continue
                here = sentence.end
                if not any(word in text for word in self.allow):
                    yield said.block.text.at.start, at, claim[0]

    examples = (
        Valid("The town has many bakeries, and according to a 2023 study by Acme, 70% of people like it.\n"),
        Valid("[総務省の統計](https://a.jp/)では、利用者が30%増加しました。\n\n総務省によると、7割の企業が使っています。\n"),
        Valid("たとえば売上が30%増加したときは知らせます。目標は2倍に向上することです。「85%増」と聞きます。\n"),
        Valid("窯が30%増加しました。\n\n出典：窯の白書\n\n## 速さ\n\n速度は2倍に向上しました。\n\n```\n1 ms\n```\n"),
        Invalid("石窯を使う店は増えました。売上は⟦約2倍に向上⟧しました。\n\n80%の人が満足しています。\n"),
        Invalid("最新の調査によると、⟦8割の人⟧が石窯のパンを好むと報告されています。\n"),
        Invalid("The oven is the heart of every bakery in the town. Studies show that ⟦70% of people⟧ like it.\n"),
        Invalid("The oven is the heart of every bakery in the town. Sales ⟦grew by 40%⟧ in a year, and the bread is better.\n"),
    )
