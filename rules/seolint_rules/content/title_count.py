from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Related, Severity, Text, Valid
from seolint_rules.data.enumerations import is_chapters, lists, nths, number, promised, runs, siblings, words


class TitleCount(PageRule):
    """Give as many as the title says.

    A reader who comes for five techniques and finds three steps has been misled. The numbered headings, or else the only
    numbered list, are held against the number of the title. The rule is silent where headings side by side, a numbered list
    or words such as 5つ目 come to that number, and gives advice where only a plain list does.

    To fix it, add what is missing, or write the right number into the title.

    タイトルで約束した数だけ、本文に書きます。

    「5つのテクニック」を読みに来て3つしかなければ、読者は裏切られたと感じます。番号の付いた見出し、なければ本文に一つだけの
    番号付きリストを、タイトルの数と比べます。並んだ見出し、番号付きリスト、「5つ目」のような言葉がその数まであれば指摘せず、箇条書き
    だけがその数なら助言にとどめます。

    直し方：足りない分を書き足すか、タイトルの数を直します。
    """

    most: int = 30
    """Greatest number of a title that is counted after.

    数を調べるタイトルの数の上限。"""

    advice = Text("Add what is missing, or correct the number.", "足りない分を書き足すか、タイトルの数を直してください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        title = doc.title
        if title is None or not doc.is_page or doc.is_slides or doc.language not in {"ja", "en"} or doc.template.control:
            return
        found = list(promised(doc.language).finditer(doc.title_narration))
        if len(found) != 1 or not 1 < (count := number(found[0][1])) <= self.most:
            return
        known, noun = words(doc.language), found[0][2] or ""
        numbered = [run for run in runs(doc.headings) if len(run.headings) > 1 and not is_chapters(run)]
        told = [run for run in numbered if not (noun.lower() in known.things and run.label in known.steps)]
        items, ordered = lists(doc)
        if told:
            longest = max(told, key=lambda run: len(run.headings))
            last, named = longest.headings[-1].text.at, longest.label in known.labels
            given = len(longest.headings)
        elif len(ordered) == 1 and not numbered and len(ordered[0]) > 1:
            last, named, given = ordered[0][-1].block.text.at, False, len(ordered[0])
        else:
            return
        inner = [heading for run in told for heading in run.headings]
        counted = {len(run.headings) for run in runs(doc.headings)} | set(map(len, ordered)) | {len(doc.bold_lines)}
        others = siblings(doc.headings, inner) | counted
        if count in {given, *others} or any(nths(said.text) >= count for said in doc.narration):
            return
        whole = found[0][0]
        named_count = next((whole[: whole.index(counter) + 1] for counter in "つ個種点選" if counter in whole), whole)
        yield self.flag(
            title.part(found[0].start(1), found[0].end()),
            en=f"The title says {count}, but the numbered {'headings end' if told else 'list ends'} at {given}",
            ja=f"タイトルには「{named_count}」とありますが、番号付きの{'見出し' if told else '項目'}は"
            + f"{given}{'つ' if given < 10 else ''}"
            + ("しかありません" if given < count else "まであります"),
            related=[Related(last, Text("the last one", "最後の番号"))],
            severity=None if named and count not in items else Severity.INFO,
        )

    examples = (
        Valid("---\ntitle: 窯を選ぶ2つの理由\n---\n\n## 理由1：石\n\n熱い。\n\n## 理由2：薪\n\n安い。\n"),
        Valid("---\ntitle: 窯の2つの違い\n---\n\n## 1. はじめに\n\n## 2. 石窯\n\n## 3. 土窯\n\n## 4. まとめ\n"),
        Valid("---\ntitle: 窯の3つのコツ\n---\n\n1つ目は石、2つ目は薪、3つ目は灰です。\n\n1. 積む\n2. 焼く\n"),
        Valid("---\ntitle: 5 ways to bake\n---\n\n## Stone\n\n## Wood\n\n## Steel\n\n## Clay\n\n## Gas\n\n1. Wait\n2. Eat\n"),
        Invalid(
            "---\ntitle: 窯の⟦5つの実践テクニック⟧\n---\n\n## 手順\n\n### ステップ1：石\n\n積む。\n\n"
            "### ステップ2：薪\n\n割る。\n\n## まとめ\n\n- 石\n- 薪\n- 灰\n"
        ),
        Invalid("---\ntitle: 10分で作れる⟦3つのレシピ⟧\n---\n\n## レシピ1\n\n焼く。\n\n## レシピ2\n\n煮る。\n"),
        Invalid("---\ntitle: ⟦4 ways⟧ to bake at home\n---\n\n## Way 1: stone\n\nIt is hot.\n\n## Way 2: wood\n\nIt is cold.\n"),
        Invalid(
            "---\ntitle: 窯の⟦３つのコツ⟧\n---\n\nコツを紹介します。\n\n1. 石を積む\n2. 薪を割る\n",
            severity=Severity.INFO,
        ),
    )
