"""Texts of any size that are made to be slow or deep: what crashed or hung other linters, and what would hang ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import NamedTuple

Make = Callable[[int], str]
"""A text of about so many bytes of UTF-8, not many more."""

MEGABYTE = 1_000_000


class Hostile(NamedTuple):
    """``readings`` name the ways to read it that matter most, of ``laws.READINGS``."""

    make: Make
    readings: tuple[str, ...]


def times(unit: str, before: str = "", after: str = "") -> Make:
    """``unit`` again and again."""
    size = len(unit.encode())
    return lambda most: before + unit * max((most - len((before + after).encode())) // size, 1) + after


def numbered(unit: str, before: str = "", after: str = "") -> Make:
    """``unit`` again and again, each ``%d`` in it another number."""

    def make(most: int) -> str:
        parts, size = [before], len((before + after).encode())
        for part in _numbered(unit):
            size += len(part.encode())
            if size > most:
                break
            parts.append(part)
        return "".join(parts) + after

    return make


def _numbered(unit: str) -> Iterator[str]:
    holes = unit.count("%d")
    return (unit % ((number,) * holes) for number in count())


def halves(first: str, second: str, between: str = "", before: str = "", after: str = "") -> Make:
    """Half of ``first`` again and again, half of ``second``: openings and closings, definitions and uses."""

    def make(most: int) -> str:
        half = most // 2
        return before + times(first)(half) + between + times(second)(half) + after

    return make


def both(first: str, second: str) -> Make:
    """The same for numbered ones."""
    return lambda most: numbered(first)(most // 2) + numbered(second)(most // 2)


def growing(unit: str, by: str) -> Make:
    """``unit`` after one ``by``, after two, and so on to 300."""
    return times("".join(by * number + unit for number in range(300)))


def head(unit: str, before: str = "", after: str = "") -> Make:
    """In front matter."""
    return numbered(unit, f"---\n{before}", f"{after}\n---\n本文です。\n")


def toml(unit: str, before: str = "", after: str = "") -> Make:
    return numbered(unit, f"+++\n{before}", f"{after}\n+++\n本文です。\n")


_SCRIPT, _END = '# 題\n\n<script type="application/ld+json">', "</script>\n"


def script(unit: str, before: str = "", after: str = "") -> Make:
    """In JSON-LD."""
    return numbered(unit, _SCRIPT + before, after + _END)


def nested(opening: str, closing: str) -> Make:
    """JSON-LD as deep as it gets."""
    return halves(opening, closing, "1", _SCRIPT, _END)


_ITEM = '"@context":"https://schema.org","@type":"Person"'
_HEAD: dict[str, Make] = {
    "many keys": head("key%d: あ\n"),
    "one key again and again": head("title: あ\n"),
    "brackets": head("[", "a: "),
    "braces": head("{", "a: "),
    "flow list": head("あ%d, ", "tags: [", "]"),
    "nested maps": lambda most: "---\n" + "".join(" " * n + "a:\n" for n in range(int((2 * most) ** 0.5))) + "---\n本文\n",
    "aliases": head("*a, ", "a: &a [x]\nb: [", "]"),
    "anchors": head("a%d: &a%d [x]\n"),
    "merge keys": head("a%d: {<<: *a, b: 1}\n", "a: &a {x: 1, y: 2}\n"),
    "merge bomb": head("a%d: &a {<<: [*a, *a]}\n", "a: &a {x: 1}\n"),
    "escapes": head("\\u3042", 'title: "', '"'),
    "doubled quotes": head("''", "title: '", "'"),
    "folded lines": head("  折り%d\n", "text: >\n"),
    "literal lines": head("  \t %d\n", "text: |\n"),
    "plain lines": head("  続き%d\n", "text: 始め\n"),
    "comments": head("# 注 %d\n"),
    "tabs": head("\t%d", "a: "),
    "anchors in a scalar": head("&a ", "a: "),
    "tags": head("a%d: !!python/object/apply:os.system [ls]\n"),
    "empty items": head("- \n", "a:\n"),
    "long number": head("1", "date: "),
    "never closed": times("title: あ\n", "---\n"),
    "opened again and again": times("---\n"),
    "keyphrases": head("食パン %d, ", "seo_keywords: [", "]"),
    "keyphrases of many terms": lambda most: (
        "---\nseo_keywords: [" + "あ い う, " * 5_000 + "]\n---\n" + times("あ。い。う。")(most - 60_000)
    ),
    "TOML keys": toml("key%d = 'あ'\n"),
    "TOML dotted keys": toml("a.b%d.c = 1\n"),
    "TOML tables": toml("[t%d]\na = 1\n"),
    "TOML table arrays": toml("[[t]]\na = %d\n"),
    "TOML list": toml('"あ%d", ', "tags = [", "]"),
    "TOML escapes": toml("\\u3042", 'title = "', '"'),
    "TOML quotes": toml("'''", "a = "),
    "TOML brackets": toml("[", "a = "),
    "TOML lines": toml("折り\n", 'a = """\n', '"""'),
    "TOML never closed": times("a = 1\n", "+++\n"),
    "topics never closed": times("topics:\n", "---\n"),
    "settings": times("title: 'a', baseUrl: '", "export default {"),
    "open settings": times("{ title: ", "export default "),
    "settings in comments": times("/* a // b\n", "export default {"),
    "JSON front matter": numbered('"key%d": ["あ"], ', "{", '"a": 1}\n本文\n'),
    "JSON front matter, deep": halves('{"a":[', "]}", "1", "", "\n本文\n"),
}
_TEMPLATES: dict[str, Make] = {
    "outputs": times("{{ page.title }} "),
    "open outputs": times("{{"),
    "open tags": times("{%"),
    "open outputs and tags": times("{{{%"),
    "outputs that end late": halves("{{ ", "x", after="}}"),
    "raw": times("{% raw %}"),
    "raw and its end": times("{% raw %}{% endraw %}"),
    "comments": times("{% comment %}x"),
    "conditions": times("{% if a %}\n"),
    "highlights": times("{% highlight js %}\n"),
    "links to posts": times("[あ]({% post_url 2026-01-31-a %}) "),
    "includes": times('{% include figure.html src="/a.png" %}\n'),
    "quotes in a tag": times('"', "{% include a ", " %}"),
    "attribute lists": times("{: .a }\n"),
    "attribute lists inside": times("# 題 {#a}\n"),
    "open attribute lists": times("{:"),
    "spaces after ids": times(" {#a} ", after="x"),
    "Hugo shortcodes": times('{{< figure src="/a.png" >}}\n'),
    "Hugo highlights": times("{{< highlight js >}}\n"),
    "Hugo shortcodes with a body": times("{{< tab >}}あ{{< /tab >}}"),
    "Hugo references": times('[あ]({{< ref "a.md" >}}) '),
    "open Hugo shortcodes": times("{{< "),
    "open Hugo shortcodes of two kinds": times("{{<{{%"),
    "MDX imports": times("import A from 'a'\n\n"),
    "MDX import that goes on": times("a,\n", "import {\n"),
    "MDX comments": times("{/* 注 */}"),
    "open MDX comments": times("{/*"),
    "MDX expressions": times("{a} "),
    "MDX nested expressions": halves("{", "}"),
    "open MDX expressions": times("<A b={"),
    "open MDX strings": times("{'a"),
    "open MDX templates": times("{`${"),
    "MDX attributes": times("<A b={c} {...d}>\n"),
    "MDX attributes of braces": times("{}", "<A b={"),
    "MDX tags": times("<b>あ</b> <C/>"),
    "MDX tags alone": times("<B>\n      あ\n"),
    "MDX tags in code": times("`<b>` [あ](<b>) ", "<i>あ</i> "),
    "MDX addresses with expressions": times("https://a.b/{c}d<i>あ</i> "),
    "MDX indentation": times("\tあ\n      - い\n", "<B/>\n"),
    "MDX items in items": halves("- ", "\n", before="<B/>\n"),
    "MDX items and indentation": times("- -      あ\n\n\n          い\n"),
    "MDX quotations": halves("> ", "\n>", before="<B/>\n"),
    "MDX code in items": times("-      ```\n\n       あ\n"),
    "Vue outputs": times("{{ a }}\n"),
    "containers": times(":::message\n"),
    "nested containers": growing("message\n", ":"),
    "cards": times("@[card](https://example.com)\n\n"),
    "Nunjucks comments": times("{#"),
}
_MARKDOWN: dict[str, Make] = {
    "brackets": times("["),
    "brackets closed": halves("[", "]"),
    "brackets and parentheses": times("[a]("),
    "open links": times("[a](<b"),
    "links": times("[あ](/a) "),
    "links in links": halves("[", "](a)"),
    "images": times("!["),
    "images in images": halves("![", "](a)"),
    "images of Japanese names": times("![写真](/写真.png?w=1&amp;h=2)\n\n"),
    "emphasis": times("*a_"),
    "emphasis opened": times("**a "),
    "emphasis of many sizes": growing("a", "*"),
    "tildes": times("~~a"),
    "back quotes": growing("x", "`"),
    "code spans": times("`a` "),
    "code spans in Japanese": times("`食パン`を焼く"),
    "quotes": times("> ", after="x"),
    "nested lists": times("".join(" " * depth + "- x\n" for depth in range(0, 200, 2))),
    "list in a list": times("- ", after="x"),
    "numbers": numbered("%d. あ\n"),
    "headings": times("# あ\n"),
    "headings alike": numbered("# あ-%d\n# あ\n"),
    "underlined": times("あ\n==\n"),
    "table rows": times("| あ | い |\n", "| a | b |\n|---|---|\n"),
    "table columns": lambda most: "|a" * (most // 6) + "|\n" + "|-" * (most // 6) + "|\n" + "|b" * (most // 6) + "|\n",
    "table of missing cells": lambda most: (
        "|a" * 1_000 + "|\n" + "|-" * 1_000 + "|\n" + "|b\n" * ((most - 5_000) // 3)
    ),
    "definitions": both("[%d]: /u%d\n", "[%d]"),
    "definitions that nobody uses": numbered("[%d]: /u%d\n"),
    "definition of many titles": times("[a]: b 'c\n"),
    "footnotes": both("[^%d]: あ\n\n", "[^%d]"),
    "autolinks": times("<https://example.com/あ> "),
    "bare URLs": times("https://example.com/あ "),
    "references": times("&amp;"),
    "numbers of characters": times("&#x3042;"),
    "open references": times("&#"),
    "ampersands": times("&a"),
    "back slashes": times("\\"),
    "escapes": times("\\*"),
    "hard breaks": times("あ  \n"),
    "indented code": times("    あ\n"),
    "fences": times("```\n"),
    "wiki links": times("[[a]]"),
    "math": times("$$a"),
    "task lists": times("- [ ] あ\n"),
    "definition lists": times("あ\n: い\n\n"),
    "abbreviations": numbered("*[A%d]: あ\n"),
    "carriage returns": times("# 題\r\r本文\r"),
    "mixed ends of line": times("あ\r\nい\rう\n"),
    "line separators": times("# 題\u2028本文\u2029\x85\x0b\x0c"),
    "blank lines": times("\n"),
    "spaces": times(" ", after="x"),
    "tabs": times("\t", after="x"),
    "comments": times("<!-- あ -->\n"),
    "blocks of HTML": times("<div>\n\n"),
    "tags in a line": times("<b>あ</b>"),
}
_HTML: dict[str, Make] = {
    "nested divisions": times("<div>", after="x"),
    "divisions closed": halves("<div>", "</div>", "x"),
    "attributes": numbered("a%d=1 ", "<p ", ">x</p>"),
    "one attribute again and again": times("a=1 ", "<p ", ">x</p>"),
    "open tags": times("<a "),
    "open end tags": times("</a "),
    "open comments": times("<!--"),
    "comments that nearly end": times("<!----!"),
    "open declarations": times("<!["),
    "declarations": times("<!doctype html>"),
    "open quotes": times('<a href="'),
    "open quotes of two kinds": times("<a b='\" c=\"'"),
    "slashes": times("/", "<a ", ">"),
    "equals": times("=", "<a ", ">"),
    "scripts": times("<script>"),
    "ends of scripts": times("</script", "<script>"),
    "text areas": times("<textarea>"),
    "titles": times("<title>あ</title>"),
    "open titles": times("<title>"),
    "vector pictures": times("<svg><title>"),
    "templates": times("<template>"),
    "templates closed": halves("<template>", "</template>", "x"),
    "selects": times("<select><option>"),
    "headings": times("<h2>あ</h2>"),
    "open headings": times("<h2>あ"),
    "links": times("<a href=/a>あ</a>"),
    "open links": times("<a href=/a>あ"),
    "pictures": times('<img src="/a.png" alt="あ">'),
    "sets of sources": times("a.png 1x, ", '<img src=a srcset="', '">'),
    "sets of commas": times(",", '<img src=a srcset="', '">'),
    "pictures with sources": times("<picture><source srcset='a.webp 1x'><img src=a></picture>"),
    "references in an attribute": times("&amp;", '<a href="', '">x</a>'),
    "settings": numbered('<meta name=n%d content="あ">', "<html><head>", "</head></html>"),
    "rows": times("<tr><td>あ", "<table>"),
    "tables": times("<table><tr><td>"),
    "code": times("<code>あ", "<p>"),
    "paragraphs": times("<p>あ"),
    "whole page, nested": halves("<nav>", "</nav>", "x", "<html><body>", "</body></html>"),
    "formatting": times("<b><i><a>"),
    "data URLs": times("QUJD", '<img src="data:image/png;base64,', '">'),
}
_JSON: dict[str, Make] = {
    "brackets": script("["),
    "objects": script('{"a":'),
    "arrays closed": nested("[", "]"),
    "objects closed": nested('{"a":', "}"),
    "keys": script('"k%d":%d,', "{", '"a":1}'),
    "one key again and again": script('"name":"あ",', "{" + _ITEM + ",", '"a":1}'),
    "list of numbers": script("%d,", "[", "1]"),
    "list of items": script("{" + _ITEM + ',"name":"あ%d"},', "[", "1]"),
    "graph": script('{"@type":"Person","@id":"#a%d","knows":{"@id":"#a0"}},', '{"@context":"https://schema.org","@graph":[', "1]}"),
    "graph of one name": script('{"@id":"#a","name":"あ%d"},', '{"@context":"https://schema.org","@graph":[', "1]}"),
    "graph that refers to itself": script(
        '{"@id":"#a","knows":{"@id":"#a"}},', '{"@context":"https://schema.org","@graph":[', "1]}"
    ),
    "nested graphs": nested('{"@graph":[', "]}"),
    "nested items": nested('{"@type":"Person","knows":', "}"),
    "contexts": script('{"a%d":"https://schema.org/name"},', '{"@context":[', '{}],"@type":"Person"}'),
    "aliases in a context": script('"a%d":"schema:name",', '{"@context":{', '"b":"c"},"@type":"Person"}'),
    "context in every item": script('{"@context":{"a%d":"b"},"c":1},', '{"@context":{"d":"e"},"f":[', "1]}"),
    "types": script('"Person",', '{"@context":"https://schema.org","@type":[', '"Thing"]}'),
    "values of one property": script('"あ%d",', "{" + _ITEM + ',"name":[', '"b"]}'),
    "escapes": script("\\u3042", "{" + _ITEM + ',"name":"', '"}'),
    "surrogates": script("\\ud800", "{" + _ITEM + ',"name":"', '"}'),
    "quotes": script('\\"', "{" + _ITEM + ',"name":"', '"}'),
    "white space": script(" \n", "{", "}"),
    "open string": script("あ", '{"a":"'),
    "long number": script("1", '{"a":', "}"),
    "not a number": script("NaN,", "[", "1]"),
    "commas": script(",", "["),
    "comments": script("// あ\n", "{"),
    "many scripts": times('<script type="application/ld+json">{' + _ITEM + "}</script>\n"),
    "many empty scripts": times('<script type="application/ld+json"></script>\n'),
    "many broken scripts": times('<script type="application/ld+json">{"a":</script>\n'),
    "values by templates": script('"a%d": {{ page.title | jsonify }},\n', "{" + _ITEM + ",", '"b":1}'),
    "conditions": script('{%% if a %%}"a%d": 1,{%% endif %%}\n', "{" + _ITEM + ",", '"b":1}'),
    "many scripts of templates": times('<script type="application/ld+json">{{ a }}{% if a %}{}{% endif %}</script>\n'),
}
_WORDS: dict[str, Make] = {
    "compounds with one word": lambda most: "".join(f"石窯{chr(0x4E00 + n)}です。" for n in range(min(most // 36, 9_000))) * 2,
    "unbroken digits": times("1"),
    "unbroken letters": times("a"),
    "unbroken kanji": times("漢"),
    "unbroken hiragana": times("あ"),
    "unbroken katakana": times("ア"),
    "unbroken full-width digits": times("１"),
    "prolonged sounds": times("ー"),
    "one sentence a line": times("食パンを焼きます。\n\n"),
    "one long line": times("食パンの焼き方を家で試します。"),
    "English": times("The quick brown fox jumps over the lazy dog. "),
    "keyword alone": times("食パン焼き方。"),
    "nested brackets": halves("「", "」", "あ"),
    "open brackets": times("「あ。"),
    "full stops": times("。"),
    "punctuation": times("、"),
    "nothing but NUL": times("\x00"),
    "NUL between": times("あ\x00い"),
    "private use": times("あ\ue000"),
    "combining marks": times("\u3099", "か"),
    "decomposed": times("か\u3099"),
    "half-width kana": times("ｶﾞ"),
    "joined emoji": times("👨\u200d👩\u200d👧"),
    "variation selectors": times("葛\U000e0100"),
    "bidirectional": times("\u202eあ\u202c"),
    "byte-order marks": times("\ufeff"),
    "not characters": times("\uffff\ufffe"),
    "ligature": times("\ufdfa"),
    "Hangul": times("한국어 "),
    "Chinese": times("这是一个简单的句子。"),
    "Arabic": times("اللغة العربية "),
    "Latin with accents": times("é à ü "),
}

_MARKDOWN_IT: dict[str, Make] = {
    "dollars": times("$"),
    "dollars and spaces": times("$あ "),
    "blocks of mathematics": times("$$\nあ\n"),
    "open comments": times("<!-- "),
    "comments": times("<!-- あ -->"),
    "tags": times("<b>あ"),
    "less-than signs": times("<"),
    "hosts": times("example.com、"),
    "host of many labels": times("jp.", after="_"),
    "addresses": times("http://あ（"),
    "addresses without an end": times("http://a/[("),
    "mail addresses": times("a@b.com"),
    "at signs": times("a@"),
    "slashes": times("//a.b"),
    "schemes": times("mailto:"),
    "anchors": times("<a>x.com"),
}

HOSTILE: dict[str, Hostile] = {
    **{f"front matter: {name}": Hostile(make, ("jekyll",)) for name, make in _HEAD.items()},
    **{f"template: {name}": Hostile(make, ("jekyll", "hugo", "mdx", "hexo")) for name, make in _TEMPLATES.items()},
    **{f"Markdown: {name}": Hostile(make, ("jekyll", "plain")) for name, make in _MARKDOWN.items()},
    **{f"markdown-it: {name}": Hostile(make, ("zenn", "vitepress")) for name, make in _MARKDOWN_IT.items()},
    **{f"HTML: {name}": Hostile(make, ("html", "plain")) for name, make in _HTML.items()},
    **{f"JSON-LD: {name}": Hostile(make, ("kramdown page",)) for name, make in _JSON.items()},
    **{f"words: {name}": Hostile(make, ("jekyll",)) for name, make in _WORDS.items()},
}

HUNG = (
    "front matter: many keys", "front matter: brackets", "front matter: merge bomb", "front matter: keyphrases",
    "front matter: TOML keys", "front matter: TOML brackets", "front matter: never closed",
    "front matter: settings in comments", "front matter: JSON front matter, deep",
    "template: open outputs and tags", "template: links to posts", "template: raw", "template: Hugo highlights",
    "template: Hugo references", "template: MDX imports", "template: open MDX comments", "template: open MDX expressions",
    "template: open attribute lists", "template: attribute lists inside",
    "Markdown: brackets closed", "Markdown: brackets and parentheses", "Markdown: links", "Markdown: links in links",
    "Markdown: images in images", "Markdown: emphasis opened", "Markdown: back quotes", "Markdown: list in a list",
    "Markdown: carriage returns", "Markdown: table of missing cells", "Markdown: definitions",
    "HTML: nested divisions", "HTML: attributes", "HTML: open tags", "HTML: open declarations", "HTML: formatting",
    "JSON-LD: brackets", "JSON-LD: contexts", "JSON-LD: many empty scripts", "JSON-LD: many scripts of templates",
    "words: unbroken digits", "words: prolonged sounds", "words: one long line",
    "words: compounds with one word",
)  # fmt: skip
"""Those that hung a version of seolint, or another linter: for a quick look."""
