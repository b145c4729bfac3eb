"""Hugo: some four hundred pages with odd file names, titles, slugs and headings, built and compared all at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hugo_builds import HUGO, LAYOUT, WITHOUT_HUGO, Sources, build, differences

pytestmark = pytest.mark.skipif(HUGO is None, reason=WITHOUT_HUGO)

NAMES = r"""plain|Upper Case|日本語|日本語 の記事|全角　空白|2024-01-02-dated|2024-01-03-日付つき|2024-13-01-bad|a.b.c|v1.2|new.md
C++ 入門|c#-tips|50%オフ|100%25|q?mark|amp&and|it's|"quoted"|（括弧）|「鍵」と、読点。|中黒・点|長音ー記号～|①丸数字|Ⅳローマ
々仝〆〇|ｶﾀｶﾅ|ＡＢＣ１２３|emoji🍞パン|❤️心|a--b|-lead|trail-|_under|dots...|tilde~x|at@x|plus+x|comma,x|semi;x|colon:x|eq=x
dollar$x|excl!x|star＊|back\slash|<angle>|[brack]|{brace}|^caret|`tick`|か<NFD>濁点|é|e<ACUTE>x|Ñandú|ΑΣ|İstanbul|ß|한국어|русский
ไทย|हिन्दी|१२३|post.en|post.ja|post.fr|index2|x y  z|  lead space|tab<TAB>x|nbsp<NBSP>x|zwsp<ZWSP>x|　頭|2024-01-04|2024-01-05-
2024-01-06_x|20240102-x|a_b|draft~1"""

TITLES = r"""Plain|日本語のタイトル|C++ と C#|C# と C++|100% の力|a/b/c|A: B|“引用” と ‘x’|What? はい！|emoji 🍞 入り
Tom & Jerry <b>|  spaced  |--dash--|１２３ ＡＢＣ|ΑΣ İ|x%20y|50%ab|+1|[x](y)|`code`|*em* _u_
..|é è|か<NFD>|#|a#|a##b|~x~|@x|\x|、。|　全角　"""

PLAIN = """007|1.10|No|~|2024|1_000|0x1F|2.0|1e3|1e+3|yes|089|-5|+5|.5|y|Null|0b11|1:30|1.|1_0.5|Yes|YES|yEs|null|nULL|0|-0|00|08.5
18446744073709551615|99999999999999999999|1e400|1e-7|0x_|-0x10|0b2|1_|123456789.123456789"""
"""Titles without quotes, which YAML takes for something else."""

HEADINGS = r"""はじめに|はじめに|はじめに|Hello World! 2.0|`code` と *強調*（全角）|[リンク](https://x.jp) A & B|É １２ ＡＢ ｶﾅ
__init__ と _x_|、。「」・…ー～|🍞|🍞 パン||A -- B --- C...|"quote" 'it's'|a_b-c d|<b>x</b> y|&amp; &lt; &copy;
か<NFD> NFD|　全角空白　|終わり ##|終わり ## #|x {#own}|x {#own .cls}
x {.cls}|x {#日本語}|## {#y}|x ## {#z}|x {#a.b:c-d_e}|x { #sp }|x {id=eq}|x {id="q q"}
x {data-a=1 #w}|x {#a}{#b}|x \{#esc}|x {#bad!}|x {}|x {#}|\# escaped|C# と F#|tab<TAB>x|heading|heading|a-1|a|a|a|{{x}}
<!-- c -->見え|<https://x.jp>|![alt](i.png)|[^1] 脚注|~~del~~|①②Ⅳ〇々|İ ΑΣ|ไทย हिन्दी
http://x.jp/y|x:smile:y|- list|1. num|> q|trail \|$x^2$|100%
#hash|a  b   c|-|--|_|*|x { y }|{#only}|見出し {#見出し-1}|見出し|見出し|{x} y|**太字**|*a*_b_|a*b|\*a\*|x<br>y|H~2~O|x^2^|(c) (r)
a—b–c|１．はじめに|第1章：序|Q&A|A/B|.htaccess|@media|#|##"""

URLS = "/abs/パス/|rel/x/|/Foo Bar/|/f.html|a.b/c|/x/index.html|en/y|/file.txt|日本|/no-slash|/d/../e/|//two//"
SLUGS = "日本 語/サブ|-Lead Trail-|007|1.10|C++|c#|A.B|長い スラッグ、です。|%20|x'y|../up|x/"
_MARKS = {"<NFD>": "\u3099", "<ACUTE>": "\u0301", "<TAB>": "\t", "<NBSP>": "\xa0", "<ZWSP>": "\u200b"}


def listed(text: str) -> list[str]:
    """The parts between bars and line ends."""
    for mark, char in _MARKS.items():
        text = text.replace(mark, char)
    return text.replace("\n", "|").split("|")


def quoted(text: str) -> str:
    """``text`` in quotes that YAML reads."""
    return json.dumps(text, ensure_ascii=False)


ONE = 'baseURL = "https://www.mori-no-hon.jp/notes/"\ntitle = "森の本"\ntimeZone = "Asia/Tokyo"\ndefaultContentLanguage = "ja"\n'
TWO = '[languages.ja]\ntitle = "森"\nweight = 1\n[languages.en]\ntitle = "Mori"\n'
PERMALINKS = """[permalinks]
names = "/:year/:month/:day/:slugorfilename/"
titles = "/t/:title/"
plain = "/:section/:slug/"
"深 い" = "/:sections/:sections[last]/:sections[1:]/:filename/"
slugs = "/:monthname/:weekday/:weekdayname/:yearday/:slug"
aliases = "/al/:2006/:01/:02/:filename/"
tags = "/札/:slug/"
"/" = "/r/:filename/"
"""


def write(root: Path, configuration: str) -> None:
    """The site: each list gives pages of a section of its own."""
    files: dict[str, str] = {"hugo.toml": configuration}
    files |= {f"layouts/_default/{name}.html": LAYOUT for name in ("single", "list")}
    several = "languages" in configuration

    def page(path: str, front_matter: str, body: str = "") -> None:
        if several or ".en." not in path or "names/" in path:
            files[f"content/{path}"] = f"---\n{front_matter}\n---\n{body}"

    names, titles, heads = listed(NAMES), listed(TITLES), listed(HEADINGS)
    for number, name in enumerate(names):
        picked = [heads[(number * 7 + step * 11) % len(heads)] for step in range(6)]
        body = "\n\n".join("## " + heading for heading in picked) + "\n\n下線 *見出し* {#x}\n---\n\n二行の\n見出し\n===\n"
        dated = f"date: 20{10 + number % 12}-0{1 + number % 9}-{10 + number % 18}T10:00:00+09:00"
        page(f"names/{name}.md", f"title: {quoted(titles[number % len(titles)])}\n{dated}", body)
        page(f"深 い/Er/est/{name}.md", f"title: n{number}")
        page(f"bundles/{name.strip()}/index.md", f"title: b{number}\ntags: [{quoted(name)}]")
    page("深 い/Er/_index.md", "title: 節")
    for number, title in enumerate(titles):
        page(f"titles/{number}.md", f"title: {quoted(f'{number} {title}')}")
        page(f"titles/{number}b.md", f"title: {quoted(f'{title}z{number}')}")
        page(f"titles/{number}c.md", f"title: {quoted(f'y{number}{title}')}")
    for number, title in enumerate(listed(PLAIN)):
        page(f"plain/{number}.md", f"title: {title}\nslug: s{number}")
    for number, url in enumerate(URLS.split("|")):
        page(f"urls/{number}.md", f"title: u\nurl: {quoted(url)}")
        page(f"urls/{number}.en.md", f"title: u\nurl: {quoted(f'/z{number}' + url if url[0] == '/' else url)}")
    for number, slug in enumerate(SLUGS.split("|")):
        page(f"slugs/n{number}/index.md", f"title: s\nslug: {slug if slug[0].isdigit() else quoted(slug)}")
    for number, mark in enumerate(("## {}", "### {} ###", "#  {}  ", "> ## {}", "- ## {}")):
        page(f"headings/{number}.md", "title: h", "".join(f"{mark.format(heading)}\n\n" for heading in heads))
    rest = [heading for heading in heads if heading and not heading.startswith(("- ", "1. ", "> ", "-", "#", "*", "<!", "{#"))]
    page("headings/lines.md", "title: h", "".join(f"前の行\n{heading}\n---\n\n" for heading in rest))
    page("aliases/a.md", "title: a\ndate: 2024-02-03\naliases: [/old/a/, /Old B, rel, ../up2, sub/x.html, /日本 語/, 'a b']")
    page("aliases/b.en.md", "title: a\naliases: [/en-old/a/, rel2]\ntags: [C++, 'A B', 日本語, Foo/Bar]")
    page("aliases/c/index.md", "title: a\naliases: [rel3]\ncategories: [一, Two, 'x  y']")
    page("tags/foo/_index.md", "title: Foo の札")
    page("tagsy/_index.md", "title: a")
    page("tagsy/a.md", "title: a\ntags: foo")
    page("root.md", "title: r")
    page("rootb/index.md", "title: r")
    page("rootb/n.md", "title: 部分")
    page("rootb/sub/index.md", "title: 部分")
    page("_index.md", "title: h", "# はじめ\n")
    page("_index.en.md", "title: h")
    page("hidden/_index.md", "title: h\ndraft: true")
    page("hidden/a.md", "title: a")
    page("hidden/a.en.md", "title: a")
    page("handed/_index.md", "title: h\ncascade:\n  - _target: {path: '**/{no,nie}*'}\n    draft: true\n  - slug: same")
    page("handed/no1.md", "title: a")
    page("handed/yes.md", "title: a")
    page("parts/a.md", "title: a\n_build: {render: never}")
    page("parts/b/index.md", "title: a\nheadless: true")
    files["content/parts/b/r.txt"] = files["content/rootb/R 1.txt"] = files["content/names/Loose File.TXT"] = "r"
    files["content/rootb/sub/S 1.txt"] = files["content/深 い/Er/写真 1.txt"] = files["content/深 い/Er/sub/x.txt"] = "s"
    files["content/names/raw.html"], files["content/names/m.mdx"] = "<p>raw</p>", "m"
    files["content/names/fm.html"] = "---\ntitle: y\n---\n<h2 id='a'>raw</h2><h3>x</h3>"
    files["content/json.md"] = '{\n"title": "J", "slug": "json-slug"\n}\n## x\n'
    files["content/toml.md"] = "+++\ntitle = 'T'\nslug = 'toml'\ndate = 2024-01-02\n+++\n## x\n"
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())


@pytest.mark.parametrize(
    "configuration",
    [
        ONE,
        ONE + TWO,
        ONE + "defaultContentLanguageInSubdir = true\nuglyURLs = true\n" + TWO,
        ONE + "disablePathToLower = true\nremovePathAccents = true\n" + TWO,
        ONE + TWO + PERMALINKS,
        ONE + TWO + '[frontmatter]\ndate = [":filename", ":default"]\n[permalinks]\nnames = "/:year/:month/:slug/"\n',
        ONE + TWO + '[markup.goldmark.parser]\nautoHeadingIDType = "github-ascii"\n',
        ONE + TWO + '[markup.goldmark.parser]\nautoHeadingIDType = "blackfriday"\n[markup.goldmark.renderer]\nunsafe = true\n',
    ],
    ids=["plain", "languages", "ugly", "case", "permalinks", "filename", "ascii", "blackfriday"],
)
def test_odd_names_are_built_as_predicted(configuration: str, tmp_path: Path) -> None:
    root = tmp_path / "site"
    write(root, configuration)
    sources = Sources(root)
    assert differences(sources, build(root, tmp_path / "public")) == []
    assert sum(place.kind in {"post", "page"} for place in sources.places.values()) >= 350
