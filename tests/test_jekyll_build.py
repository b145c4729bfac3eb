"""Jekyll sites built for real: every address, title and heading id as seolint says it, in both directions."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from built_jekyll import build, built_pages, documents, needs_jekyll, output_of, site_of, sources, write

from seolint.site import Place
from seolint.text import UNKNOWN

pytestmark = needs_jekyll

FIXTURE = Path(__file__).parent.parent / "fixtures" / "jekyll-site"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
COPIED = {"katarogu.md", "hagaki.html"}
LAYOUT = (
    '<!DOCTYPE html><html><head><meta name="source" content="{{ page.path }}"><title>{{ page.title }}</title></head>'
    "<body><main>{{ content }}</main></body></html>\n"
)


@pytest.fixture(scope="module")
def fixture_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("jekyll") / "site"
    shutil.copytree(FIXTURE, root)
    build(root)
    return root


def test_every_page_is_where_it_is_said_to_be(fixture_site: Path) -> None:
    docs = documents(fixture_site, site_of(fixture_site))
    said = {path: output_of(doc.address) for path, doc in docs.items() if doc.address and path not in COPIED}
    assert said == {path: page.output for path, page in built_pages(fixture_site / "_site").items()}
    assert len(said) >= 34


def test_nothing_is_built_that_is_not_foreseen(fixture_site: Path) -> None:
    site = site_of(fixture_site)
    docs = documents(fixture_site, site)
    places = [doc.place for doc in docs.values()]
    pages = {output_of(place.address) for place in places if place.address}
    aliases = {output_of(alias) for place in places for alias in place.aliases}
    made = {name.removeprefix("/") for place in places for name in place.lists}
    files = {site.routing.asset(path).removeprefix("/") for path in sources(fixture_site) if path not in docs}
    built = {file.relative_to(fixture_site / "_site").as_posix() for file in (fixture_site / "_site").rglob("*") if file.is_file()}
    assert built == (pages | aliases | made | files) - {""}


def test_titles_are_those_that_are_published(fixture_site: Path) -> None:
    docs = documents(fixture_site, site_of(fixture_site))
    built = built_pages(fixture_site / "_site")
    assert {path: docs[path].full_title for path in built} == {path: page.title for path, page in built.items()}


def test_the_articles_are_those_that_layouts_describe(fixture_site: Path) -> None:
    docs = documents(fixture_site, site_of(fixture_site))
    output = fixture_site / "_site"
    for path, page in built_pages(output).items():
        head = (output / page.output).read_text(encoding="utf-8").partition("</head>")[0]
        types: list[str] = [json.loads(block)["@type"] for block in SCRIPT.findall(head)]
        assert docs[path].emitted_article == "".join(type_ for type_ in types if type_ == "BlogPosting"), path
    assert sum(doc.emitted_article == "BlogPosting" for doc in docs.values()) >= 10


def test_heading_ids_are_those_of_the_pages(fixture_site: Path) -> None:
    docs = documents(fixture_site, site_of(fixture_site))
    for path, page in built_pages(fixture_site / "_site").items():
        filled = [UNKNOWN in heading.text.value for heading in docs[path].headings]
        built = tuple("" if unknown else id_ for id_, unknown in zip(page.ids, filled, strict=True))
        assert docs[path].heading_ids == built, path


def test_redirects_lead_where_the_page_is(fixture_site: Path) -> None:
    for doc in documents(fixture_site, site_of(fixture_site)).values():
        for alias in doc.place.aliases:
            stub = BeautifulSoup((fixture_site / "_site" / output_of(alias)).read_text(encoding="utf-8"), "html.parser")
            link = stub.find("link", rel="canonical")
            assert link is not None
            assert link["href"] == doc.url


def test_what_is_not_published_is_told_apart(fixture_site: Path) -> None:
    kinds = {path: doc.place.kind for path, doc in documents(fixture_site, site_of(fixture_site)).items() if not doc.address}
    assert kinds == {
        "README.md": "part",
        "_drafts/Enpitsu_Kezuri.md": "draft",
        "_drafts/fude.md": "draft",
        "_drafts/nengajou.md": "draft",
        "_memo/uragami.md": "part",
        "_posts/2025-07-07-mihappyou.md": "draft",
        "_posts/2099-01-01-mirai.md": "draft",
        "_posts/oboegaki.md": "draft",
        "kobore/oboegaki.md": "part",
    }


SLUGS = (
    "hello-world", "日本語の記事", "Mixed_Case.Name", "a.b.c", "100%", "foo bar", "カ\u3099クフ\u3099チ", "C++入門", "a&b", "q?x",
    "é-à", "（全角）", "x--y", "-lead-", "【重要】お知らせ", "ー長音ー", "①", "a'b", "Ⅷ章",
)  # fmt: skip
DATES = (
    "2025-03-04", "2025-03-04 23:30:00 +0900", "2025-03-04 23:30:00", "2025-03-04 08:00", "'2025-03-04 23:30:00'", "2025-1-2",
    "2025/03/04", "2025-12-31T20:00:00Z", "2025-01-01 00:30:00 +09:00", "2025-06-30 12:00:00 -05:00", "2025-03-04 22:00 JST",
)  # fmt: skip
CATEGORIES = ("", "categories: a b", "categories: [パン, 'C D', パン]", "category: two words", "categories: x\ncategory: [p, q]")
STYLES = {
    "date": "permalink: date",
    "pretty": "permalink: pretty",
    "none": "permalink: none",
    "ordinal": "permalink: ordinal",
    "weekdate": "permalink: weekdate",
    "slug": "permalink: /blog/:year/:i_month/:i_day/:short_year/:slug",
    "times": "permalink: /:hour/:minute/:second/:title/",
    "days": "permalink: /:long_month/:short_month/:long_day/:short_day/:w_day/:w_year/:week/:y_day/:name.html",
    "categories": "permalink: /:slugified_categories/:month_:day_:title:output_ext",
    "path": "permalink: /:collection/:path/",
    "none configured": "title: 既定のまま",
    "collections_dir": "permalink: pretty\ncollections_dir: content",
    "source": "permalink: pretty\nsource: src",
}


def sweep(style: str) -> dict[str, str]:
    """A site with posts of many names, dates and categories, and pages and documents of a collection."""
    above = "content/" if style == "collections_dir" else "src/" if style == "source" else ""
    pages = "src/" if style == "source" else ""
    files = {
        "_config.yml": f"{STYLES[style]}\ntimezone: Asia/Tokyo\ncollections:\n  recipes:\n    output: true\n"
        "defaults:\n  - scope:\n      path: ''\n    values:\n      layout: default\n",
        f"{pages}_layouts/default.html": LAYOUT,
    }
    for number, slug in enumerate(SLUGS):
        date = f"date: {DATES[number % len(DATES)]}" if number % 3 else ""
        category = CATEGORIES[number % len(CATEGORIES)]
        own = "slug: 別のスラッグ" if number % 7 == 6 else "permalink: /own/:title/パス/" if number % 7 == 5 else ""
        folder = ("_posts/", "_posts/2025/", "記録/_posts/")[number % 3]
        head = "\n".join(line for line in (f"title: '{number}'", date, category, own) if line)
        files[f"{above}{folder}2025-01-{number + 1:02}-{slug}.md"] = f"---\n{head}\n---\n本文\n"
        files[f"{above}_recipes/{slug}.md"] = f"---\ntitle: '{number}'\n---\n本文\n"
        files[f"{pages}頁/{slug}.{'html' if number % 2 else 'md'}"] = f"---\ntitle: '{number}'\n---\n本文\n"
    return {**files, f"{pages}index.md": "---\n---\n本文\n", f"{pages}頁/index.html": "---\n---\n本文\n"}


@pytest.mark.parametrize("style", STYLES)
def test_addresses_of_all_styles(tmp_path: Path, style: str) -> None:
    root = write(tmp_path, sweep(style))
    built = {path: page.output for path, page in built_pages(build(root)).items()}
    docs = documents(root, site_of(root))
    assert not [path for path, doc in docs.items() if not doc.address]
    prefix = {"collections_dir": "content/", "source": "src/"}.get(style, "")
    assert {path.removeprefix(prefix): output_of(doc.address) for path, doc in docs.items()} == built


TITLES = (
    "A | B", "<パン>の話", "2025. 新年", '"引用" と \'q\'', "`a|b`の c", "**太字**と*斜体*", "snake_case_name", "__init__ の話",
    "It's 'ok'", "a...b -- c --- d", "[JS] foo", "[a](b) c", "C# 入門", "「パン」", "#タグ", "# 見出し", "- 箇条書き", "> 引用",
    "a\\*b", "5 < 6 > 4", "A & B &amp; C &copy;", "foo_bar と _baz_", "**a*", "![x](y) z", "a<br>b", "1 + 1 = 2", "| a", "a |",
    "a||b", "~~取消~~", "Hello -- World", "【2025年】\"a\"", "`code` x", ": y", "a {#id}", "<https://x.jp> へ", "$5 と $6",
    "&#x3042;い", "&nope; x", "100%（笑）...?!", "100円|200円", "<b>太い</b>", "« a » << b >>", "'80s の音",
    "  前後の空白  ", "全角　空白",
)  # fmt: skip


def test_titles_that_jekyll_seo_tag_formats(tmp_path: Path) -> None:
    files = {
        "_config.yml": "title: 『森』の -- \"帖\"\ndescription: 説明 | 文\nplugins: [jekyll-seo-tag]\npermalink: pretty\n",
        "_layouts/default.html": LAYOUT.replace("<title>{{ page.title }}</title>", "{% seo %}"),
        "_posts/2025-01-01-no-title_Of-its-own.md": "---\nlayout: default\n---\n本文\n",
        "untitled.md": "---\nlayout: default\n---\n本文\n",
        "named.md": "---\nlayout: default\ntitle: 『森』の -- \"帖\"\n---\n本文\n",
    }
    for number, title in enumerate(TITLES):
        files[f"t{number}.md"] = f"---\nlayout: default\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n本文\n"
    root = write(tmp_path, files)
    built = built_pages(build(root))
    docs = documents(root, site_of(root))
    assert len(built) == len(docs) == len(TITLES) + 3
    for path, doc in docs.items():
        assert doc.site.routing.full_title("", path, doc.front_matter, doc.place) == built[path].title.strip(), doc.title


LAYOUTS = {
    "bar": "<title>{{ page.title }} | {{ site.title }}</title>",
    "escaped": "<title>{{ page.title | strip_html | escape }} - {{ site.title | escape }}</title>",
    "either": "<title>{% if page.title %}{{ page.title | escape }}{% else %}{{ site.title | escape }}{% endif %}</title>",
    "outer": "{% if page.title %}<title>{{ page.title }}＠{{ site.title }}</title>{% else %}<title>帖</title>{% endif %}",
    "home": "<title>{% if page.url == '/' %}{{ site.title }}・{{ site.tagline }}{% else %}{{ page.title }}{% endif %}</title>",
    "default": "<title>{{ page.title | default: site.title }}</title>",
    "unless": "<title>{{ page.title }}{% unless page.title contains '一' %}・{{ site.author.name }}{% endunless %}</title>",
    "assigned": "{% assign sep = site.sep | default: '／' %}<title>{{ page.title | append: sep | append: site.title }}</title>",
    "captured": "{% capture full %}{{ page.subtitle | default: page.title }}{% endcapture %}<title>\n {{ full | strip }}\n</title>",
    "trimmed": "<title>\n{%- if page.title -%} {{ page.title }} {%- endif -%}\n ： {{- site.title }}</title>",
    "hidden": "<title>{% if page.hide and page.title %}なし{% elsif site.shown == true %}{{ page.title }}{% endif %}</title>",
    "paged": "<title>{{ page.title }}{% if paginator.page > 1 %}（{{ paginator.page }}）{% endif %}</title>",
    "seoless": "<title>{{ page.seo.title | default: page.title | replace: '一', '壱' }}</title>{% seo title=false %}",
    "seo": "{% seo %}",
}


def test_titles_that_layouts_write(tmp_path: Path) -> None:
    files = {
        "_config.yml": "title: 森 & 帖\ntagline: 副題\nshown: true\nauthor:\n  name: 著者\nplugins: [jekyll-seo-tag]\n",
        "_layouts/child.html": "---\nlayout: included\n---\n<svg><title>絵</title></svg>{{ content }}\n",
        "_layouts/included.html": LAYOUT.replace("<title>{{ page.title }}</title>", "{% include head.html %}"),
        "_includes/head.html": "<title>{% include title.html %}</title>",
        "_includes/title.html": "{{ page.title | upcase }} — {{ site.title }}",
    }
    heads = {"一つ目 <b>A</b>": "title: 一つ目 <b>A</b>", "題": "title: 題\nhide: true\nsubtitle: 副", "none": "other: 1"}
    for name, title in {**LAYOUTS, "child": "", "included": ""}.items():
        if title:
            files[f"_layouts/{name}.html"] = LAYOUT.replace("<title>{{ page.title }}</title>", title)
        for number, head in enumerate(heads.values()):
            files[f"{name}{number}.md"] = f"---\nlayout: {name}\n{head}\n---\n本文\n"
    files["index.md"] = "---\nlayout: home\ntitle: はじめ\n---\n本文\n"
    root = write(tmp_path, files)
    built = built_pages(build(root))
    docs = documents(root, site_of(root))
    said = {path: doc.site.routing.full_title("", path, doc.front_matter, doc.place) for path, doc in docs.items()}
    assert said == {path: " ".join(page.title.split()) for path, page in built.items()}
    assert len(said) == (len(LAYOUTS) + 2) * len(heads) + 1


SCALARS = (
    "3.10", "1.50", "yes", "On", "no", "off", "y", "n", "~", "null", "010", "08", "1_000", "1,000", "0x10", "0b11", "1:30",
    "1:30:20", "1:30.5", "190:20:30", "60:60", "2024-01-02T03:04:05Z", "2024-01-02 03:04:05", "2024-01-02 03:04:05 -0530",
    "2024-01-02", "2024-01-02 03:04:05.25 Z", "2024-1-2", "2024-13-01", "2024-02-30", "[a, b]", "[a, 1, ~, yes]", "[]",
    '[\'a"b\']', "1e3", "1.5e+3", "1.0e+20", "1.", ".5", "-1.5", "+5", "-0x10", ".inf", "-.INF", ".nan", "0", "0.0",
    "0.00001", "12,34", "0o17", "0_1", "1__0", "1_", "'yes'", '"010"', "!!str 010", ">-\n  010", "100000000000000000.0",
    "-010", "123456789012345678901234567890", "1234567.125", "TRUE", "yesno", "2024-01-02t03:04:05.5+09:00", "1.e+3", "+.inf",
    "2024年", "1-2",
)  # fmt: skip


def test_titles_that_yaml_takes_for_more_than_text(tmp_path: Path) -> None:
    titles = {
        "bare": "<title>{{ page.title }}</title>", "escaped": "<title>{{ page.title | escape }}・{{ site.title }}</title>",
        "either": '<title>{% if page.title %}{{ page.title | default: "無題" }}{% else %}偽{% endif %}</title>', "seo": "{% seo %}",
        "nested": "<title>{{ page.seo.title | append: site.mark }}</title>",
    }  # fmt: skip
    files = {"_config.yml": "title: 1.50\nmark: on\ntimezone: Asia/Tokyo\nplugins: [jekyll-seo-tag]\n"}
    for name, title in titles.items():
        files[f"_layouts/{name}.html"] = LAYOUT.replace("<title>{{ page.title }}</title>", title)
        for number, scalar in enumerate(SCALARS):
            head = f"title: {scalar}"
            head = f"seo:\n  {head}".replace("\n  010", "\n    010") if name == "nested" else head
            files[f"{name}{number}.md"] = f"---\nlayout: {name}\n{head}\n---\n本文\n"
            files[f"_posts/2025-01-01-{name}{number}.md"] = files[f"{name}{number}.md"]
    root = write(tmp_path, files)
    built = built_pages(build(root))
    docs = documents(root, site_of(root))
    said = {path: doc.site.routing.full_title("", path, doc.front_matter, doc.place) for path, doc in docs.items()}
    assert said == {path: " ".join(page.title.split()) for path, page in built.items()}
    assert len(said) == 2 * len(titles) * len(SCALARS)


HEADINGS = """
# 見出し
## 見出し
## 見出し
## Hello, *World*! `code_x` 2.0
## [リンク](https://example.jp/a_b) と [参照][r] と [なし]
## A & B &amp; C
## 一つ目 -- 二つ目 --- 三つ目...
## "引用" と 'q' と It's
## snake_case と _斜体_ と __太字__ と a_b_c
## 🎉 絵文字 🎉
## ![画像](a.png) 画像のあと
## <a name="x"></a> 目印のあと
## 前 <b>太い</b> 後
## <span>範囲</span>
## がくぶち（全角）・ー　空白
## カ\u3099ラス
## ① Ⅷ ㈱ ２０２５
## 閉じた ##
## C#
## 明示 {#explicit}
## 明示の次
{: #by-list .c}
## 明示
{: .only-class}
## 見出し {#見出し}
## *強調*{: .red}の属性
## ~~取消~~ \\*逃がし\\* 1\\. x
## 脚注[^1] の [^2]
## É À ñ ß
## !!!
## $$x^2$$ の式
## <https://example.jp/>
##	タブの後
###### 六つ目

下線
====

下線 の 二つ目 {#setext}
------

> ## 引用の中

- ## 一覧の中

## 上の属性

{: #above}
## 上に属性のある見出し

<div markdown="1">

## 中の見出し

## Inner *one*

## 中の見出し

</div>

<h2 id="own">HTML の見出し</h2>

<h2>id のない HTML の見出し</h2>

```
## 囲みの中
```

## 見出し-1

[r]: https://example.jp/
[^1]: 脚注
"""
KRAMDOWN = {
    "GFM": "",
    "classic": "kramdown:\n  input: kramdown\n",
    "prefix": "kramdown:\n  auto_id_prefix: sec-\n",
    "plain": "kramdown:\n  gfm_quirks: [paragraph_end, no_auto_typographic]\n",
    "off": "kramdown:\n  auto_ids: false\n",
    "lower": "kramdown:\n  header_offset: 1\n",
    "higher": "kramdown:\n  header_offset: -1\n",
}


@pytest.mark.parametrize("way", KRAMDOWN)
def test_ids_of_all_ways(tmp_path: Path, way: str) -> None:
    text = HEADINGS.replace("\n#", "\n\n#").replace("```", "~~~") if way == "classic" else HEADINGS
    files = {"_config.yml": KRAMDOWN[way], "_layouts/default.html": LAYOUT, "a.md": f"---\nlayout: default\n---\n{text}"}
    root = write(tmp_path, files)
    built = built_pages(build(root))["a.md"]
    doc = documents(root, site_of(root))["a.md"]
    texts = [heading.text.value for heading in doc.headings]
    assert list(zip(texts, doc.heading_ids, strict=True)) == list(zip(texts, built.ids, strict=True))
    soup = BeautifulSoup((root / "_site/a.html").read_text(encoding="utf-8"), "html.parser")
    levels = [int(heading.name[1]) for heading in soup.select("main h1, main h2, main h3, main h4, main h5, main h6")]
    assert [heading.level for heading in doc.headings] == levels


def test_defaults_and_filters(tmp_path: Path) -> None:
    """Scopes, what wins among them, and which files are read at all."""
    scopes = (
        ("_posts", "posts", "permalink: /shallow/:title/"), ("_posts/deep", "posts", "permalink: /deep/:title/"),
        ("", "posts", "category: 既定"), ("*/_posts", "posts", "permalink: /glob/:title/"), ("pages/**/x*.md", "pages", "lang: en"),
        ("pages", "page", "permalink: /p/:basename:output_ext"), ("hidden", "", "published: false"),
        ("", "recipes", "permalink: /r/:categories/:slug/\n      categories: [甲, 乙]"),
    )  # fmt: skip
    config = "permalink: pretty\nexclude: [drop, '*.tmp.md', 'a/**/no.md']\ninclude: [_kept, .well-known]\n"
    config += "collections: {recipes: {output: true}}\ndefaults:\n  - {scope: {path: ''}, values: {layout: default}}\n"
    for path, kind, values in scopes:
        type_ = f"\n      type: {kind}" if kind else ""
        config += f"  - scope:\n      path: '{path}'{type_}\n    values:\n      {values}\n"
    paths = (
        "_posts/2025-01-01-a.md", "_posts/deep/2025-01-02-b.md", "news/_posts/2025-01-03-c.md", "hidden/_posts/2025-01-04-d.md",
        "pages/x.md", "pages/sub/x2.md", "pages/y.html", "drop/e.md", "dropped.md", "f.tmp.md", "a/b/no.md", "a/b/yes.md",
        "_kept/g.md", ".well-known/h.md", "_other/i.md", "i/_j.md", "k~.md", "_recipes/l.md", "_recipes/_m.md",
        "_recipes/n/_o/p.md", "hidden/q.md", "#r.md", "s/index.md", "s/t.html.md", "READ.ME.md", "_posts/no-date.md",
        "_posts/_2025-01-05-t.md", "_posts/_u/2025-01-06-v.md", "_posts/w/_x/2025-01-07-y.md", "_posts/25-1-8-z.md",
    )  # fmt: skip
    root = write(tmp_path, {"_config.yml": config, "_layouts/default.html": LAYOUT} | dict.fromkeys(paths, "---\n---\n本文\n"))
    built = {path: page.output for path, page in built_pages(build(root)).items()}
    docs = documents(root, site_of(root))
    said = {path: output_of(doc.address) for path, doc in docs.items() if doc.address}
    assert said == built
    assert docs["pages/sub/x2.md"].place.language == "en"


def test_what_the_configuration_publishes(tmp_path: Path) -> None:
    """Drafts, future and unpublished posts when the configuration asks for them."""
    files = {
        "_config.yml": "show_drafts: true\nfuture: true\nunpublished: true\npermalink: /:title/\n"
        "defaults:\n  - {scope: {path: ''}, values: {layout: default}}\n",
        "_layouts/default.html": LAYOUT,
        "_posts/2099-01-01-future.md": "---\n---\n本文\n",
        "_posts/2025-01-01-unpublished.md": "---\npublished: false\n---\n本文\n",
        "_posts/2025-01-01-quoted.md": "---\npublished: 'false'\n---\n本文\n",
        "_posts/2025-01-01-bare.md": "前付けのない記事\n",
        "_drafts/draft.md": "---\n---\n本文\n",
        "hidden.md": "---\npublished: no\n---\n本文\n",
    }
    root = write(tmp_path, files)
    built = {path: page.output for path, page in built_pages(build(root)).items()}
    docs = documents(root, site_of(root))
    assert {path: output_of(doc.address) for path, doc in docs.items() if doc.address} == built
    assert {doc.place.kind for doc in docs.values()} == {"post", "page"}
    assert Place() not in {doc.place for doc in docs.values()}


BEHIND_TAGS = (
    '{% assign x = "y" %}# First', "{% comment %}# a{% endcomment %}# b", "{% case 1 %}{% when 1 %}# a{% endcase %}",
    "{% capture x %}\n# hid\n{% endcapture %}\n# b", "{% capture x %}# c{% endcapture %}## b", "a\n{% if true %}# h{% endif %}",
    "- a\n\n  {% assign x = 1 %}# in list\n\n# out", "    {% assign x = 1 %}# code", "{% comment %}\n# a\n{% endcomment %}# b",
    "# a {% assign x=1 %}", "# a{% comment %}x{% endcomment %}", "{% if true %}{% comment %}x{% endcomment %}\n# a\n{% endif %}",
    "{% increment x %}# a", "{% raw %}# a {{ b }}{% endraw %}", "{% assign x=1 %}{% assign y=2 %}\n# a", "{% assign a=1 %} # sp",
    "{% for a in (1..1) %}# one{% endfor %}", "```\n{% assign x=1 %}# c\n```\n# d", "# a {#x}{% assign y=1 %}",
    "{% unless false %}## u{% endunless %}\n{% assign q=1 %}### v", "{% comment %}x{% endcomment %}# q {#w} {% assign y=1 %}",
    "# one {% if true %}\n# two\n{% endif %}", "<div>\n{% assign x=1 %}# in\n</div>\n\n# after", "{%- assign x = 1 -%}\n# First",
)  # fmt: skip


def test_headings_beside_tags_that_print_nothing(tmp_path: Path) -> None:
    pages = {f"p{number}.md": f"---\nlayout: default\n---\n{text}\n" for number, text in enumerate(BEHIND_TAGS)}
    root = write(tmp_path, {"_config.yml": "", "_layouts/default.html": LAYOUT, **pages})
    built, docs = built_pages(build(root)), documents(root, site_of(root))
    assert {path: doc.heading_ids for path, doc in docs.items()} == {path: page.ids for path, page in built.items()}
    assert all(UNKNOWN not in heading.text.value for doc in docs.values() for heading in doc.headings)


KRAMDOWN_ONLY = (
    "# No {: .x}", "# a {#i j}", "# a {#i}{#j}", "# {#i}", "# a {: #z}", "# a *b*{: .x} c", "# {: .x}", "# a {#1}", "a {: .x}\n===",
    "## b {#i} ##", "## b ## {#i}", "# a\n{: .x #y}", "# a {:.x}{#b}", "# a `b {#i}`", "a {#i}\n---", "| a {#x} | b |",
    "| [x](c\\|d) | y |", "| `a\\|b` [x](c\\|d\\|e) \\| z | y |", "[a](b){:href=\"z\"} [c](d){:.x}{: href='e'} [f](g){: href=h}",
    "{::nomarkdown}\n# a [b](c)\n<h2>raw</h2>\n{:/nomarkdown}\n\n# c", '{::nomarkdown}\n<a href="z">t</a>\n{:/}',
    '{::options parse_block_html="true" /}\n\n<div>\n# in [a](b)\n</div>', '{::options parse_span_html="false" /}\n<b>[a](b)</b>',
    '{::options auto_ids="false" /}\n\n# a\n\n# b {#c}', '# a\n\n`{::options auto_ids="false" /}`', "a[^1]\n\n[^1]: # x [y](z)",
    '# pre\n\n{::options auto_ids="false"}\n{:/options}\n\n# post', '{::options header_offset="1" /}\n\n# off',
    '{::options auto_id_prefix="p-" /}\n# a', "a{:href=\"z\"} [a]{:href=\"z\"}", "[a](b) {:href=\"z\"}", "*[a](b)*{:href=\"z\"}",
)  # fmt: skip


def test_what_only_kramdown_reads(tmp_path: Path) -> None:
    pages = {f"p{number}.md": f"---\nlayout: default\n---\n{text}\n" for number, text in enumerate(KRAMDOWN_ONLY)}
    root = write(tmp_path, {"_config.yml": "", "_layouts/default.html": LAYOUT, **pages})
    output, docs = build(root), documents(root, site_of(root))
    for path, doc in docs.items():
        soup = BeautifulSoup((output / path.replace(".md", ".html")).read_text(encoding="utf-8"), "html.parser")
        headings = [(int(h.name[1]), h.get_text(), h.get("id") or "") for h in soup.select("main :is(h1, h2, h3)")]
        links = [(a["href"], a.get_text()) for a in soup.select("main a[href]:not(.footnote, .reversefootnote)")]
        said = [(h.level, h.text.value, id_) for h, id_ in zip(doc.headings, doc.heading_ids, strict=True)]
        assert (said, [(link.url and link.url.value, link.text.value) for link in doc.links]) == (headings, links), doc.text
