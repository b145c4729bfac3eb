from collections.abc import Iterator

from seolint import Diagnostic, Document, Edit, Fix, Invalid, Location, PageRule, Related, Script, Severity, Text, Valid

_WRONG = {
    "trailing-comma": Text("A comma stands after the last value", "最後の値の後ろに、余分なカンマがあります"),
    "comma": Text("A comma is missing before this", "この前にカンマがありません"),
    "colon": Text("A colon is missing between property and value", "項目と値の間のコロン（:）がありません"),
    "key": Text("A property in straight double quotes is due here", "ここには「\"」で囲んだ項目が必要です"),
    "value": Text("This is no value: text needs straight double quotes", "値として読めません。文字は「\"」で囲みます"),
    "quote": Text("A curly or wide quotation mark stands for a straight one", "引用符が半角の「\"」ではありません"),
    "single-quote": Text("JSON knows double quotation marks only", "引用符は「'」ではなく「\"」を使います"),
    "comment": Text("JSON knows no comments", "JSONにはコメントを書けません"),
    "newline": Text("A line break stands inside a text", "値の文字の途中で改行されています"),
    "control": Text("A tab or another control character stands inside a text", "値の中にタブなどの制御文字があります"),
    "escape": Text("This escape is unknown to JSON", "「\\」の後ろの文字が正しくありません"),
    "unclosed": Text("A bracket or quotation mark is never closed", "かっこか引用符が閉じられていません"),
    "nan": Text("JSON knows no NaN and no Infinity", "NaNやInfinityはJSONの値として書けません"),
    "extra": Text("More text follows after the end of the data", "データの終わりの後ろに、余分な文字があります"),
    "empty": Text("The script is empty", "中身がありません"),
    "depth": Text("The data is nested too deeply", "入れ子が深すぎます"),
    "space": Text("A wide or unusual space stands between the values", "半角でない空白があります"),
}

_ADVICE = {
    "trailing-comma": Text("Delete this comma.", "このカンマを消してください"),
    "comma": Text("Put a comma after the value before this.", "前の値の後ろにカンマを書いてください"),
    "colon": Text("Write a colon here.", "ここにコロン（:）を書いてください"),
    "quote": Text('Write ".', "半角の「\"」に直してください"),
    "single-quote": Text('Write ".', "「\"」に直してください"),
    "comment": Text("Delete the comment.", "コメントを消してください"),
    "newline": Text("Close the text on its line, or write \\n.", "引用符で閉じるか、改行を「\\n」と書いてください"),
    "control": Text("Write a space, or \\t for a tab.", "空白にするか、タブなら「\\t」と書いてください"),
    "escape": Text("Write \\\\ for a backslash.", "「\\」そのものは「\\\\」と書いてください"),
    "nan": Text("Write a number or null.", "数値かnullを書いてください"),
    "extra": Text("Put several things into [ ] with commas between.", "複数あるときは[ ]で囲み、カンマで区切ってください"),
    "empty": Text("Delete the script, or fill it.", "スクリプトを消すか、内容を書いてください"),
    "space": Text("Delete it, or write a plain space.", "消すか、半角の空白にしてください"),
    "digits": Text("Write a number without commas: 29800.", "数の途中のカンマを消してください（29800）"),
}


class SchemaSyntax(PageRule):
    """Write structured data that a machine can read.

    One wrong character, and search engines drop the whole script.

    To fix it, mend the character that is marked. A comma after the last value goes by itself.

    機械が読める形で構造化データを書きます。

    1文字でも誤りがあると、そのスクリプト全体が検索エンジンに使われません。

    直し方：示された文字を直します。最後の値の後ろのカンマは自動で消せます。
    """

    severity: Severity = Severity.ERROR

    advice = Text("Mend it, or the whole script is lost.", "直さないと、スクリプト全体が使われません")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for script in doc.scripts:
            if script.error is not None and not script.control:
                yield self._broken(doc, script, script.error.code)
            for key, first in script.duplicates:
                yield self.flag(
                    key.at,
                    en=f"“{key.value}” stands twice in one thing, and only one of the values counts",
                    ja=f"「{key.value}」が1つのものの中に2回あり、片方の値しか使われません",
                    advice=Text("Keep one, or list both values in [ ].", "片方を消すか、値を[ ]で並べてください"),
                    related=[Related(first.at, Text("the first one", "1つ目"))],
                )

    def _broken(self, doc: Document, script: Script, code: str) -> Diagnostic:
        assert script.error is not None
        start, end, text = script.error.start, script.error.end, doc.text
        if code in {"unclosed", "empty"} and not text[start:end].strip():
            end = script.at.start + len(text[script.at.start : script.at.end].rstrip())
            start = max(end - 1, script.at.start)
        at, tip = Location(doc.path, start, end), code
        if code in {"value", "key", "comma", "colon", "extra"} and text[start:end].isspace():
            code = tip = "space"
        elif code == "key" and text[start - 1] == "," and text[start].isdigit():
            tip = "digits"
        title = Text("delete the comma", "カンマを消す")
        fix = Fix(title, (Edit(at, ""),), safe=True) if code == "trailing-comma" else None
        wrong, found = _WRONG.get(code, _WRONG["value"]), text[start:end]
        en, ja = (f" ({found})", f"（{found}）") if code in {"value", "nan", "escape"} and end - start < 30 else ("", "")
        return self.flag(at, en=wrong.en + en, ja=wrong.ja + ja, advice=_ADVICE.get(tip), fix=fix)

    examples = (
        Valid({"_posts/2026-01-31-a.md": "---\n---\n<script type='application/ld+json'>{{ page.schema | jsonify }}</script>\n"}),
        Valid("<script type='application/ld+json'>{% if page.faq %}{{ page.faq | jsonify }}{% endif %}</script>\n"),
        Valid('<script type="application/ld+json">{"name": "食パン"}</script>\n'),
        Valid(
            '---\nlayout: post\n---\n<script type="application/ld+json">\n'
            '{"a": 1, {% if page.image %} "image": "{{ page.image }}", {% endif %} }\n</script>\n'
        ),
        Invalid(
            '<script type="application/ld+json">\n{"name": "食パン"⟦,⟧\n}\n</script>\n',
            fixed='<script type="application/ld+json">\n{"name": "食パン"\n}\n</script>\n',
        ),
        Invalid('<script type="application/ld+json">{"name": ⟦“⟧Bread”}</script>\n'),
        Invalid('<script type="application/ld+json">{"name": "Bread", "⟦name⟧": "Loaf"}</script>\n'),
        Invalid('<script type="application/ld+json">{"name": "Bread⟦"⟧</script>\n'),
    )
