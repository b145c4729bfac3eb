"""Jekyll sites from their sources alone: what each file becomes, its address, names and title, and where links lead.

What stands in these tables was compared with real builds of Jekyll 4.3 and its plugins; test_jekyll_build does so each time.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from built_jekyll import documents, site_of, sources
from hypothesis import given
from hypothesis import strategies as st

from seolint.document import Document
from seolint.site import Site
from seolint.site.detect import detect
from seolint.site.jekyll.dates import read_moment
from seolint.site.jekyll.permalinks import slugify, titleize
from seolint.site.kramdown import Spans, line_text
from seolint.site.routes import Routes
from seolint.testing import ExampleFolder

FIXTURE = Path(__file__).parent.parent / "fixtures" / "jekyll-site"
NOW = datetime(2026, 1, 31, tzinfo=UTC)
POST = "_posts/2025-01-02-hello.md"


def site(config: str, files: dict[str, str] | None = None) -> Site:
    found = detect("", ExampleFolder({"_config.yml": config, **(files or {})}), Site(now=NOW))
    assert found is not None
    return found


def document(config: str, path: str, head: str, files: dict[str, str] | None = None) -> Document:
    return Document(path, f"---\n{head}\n---\n\n本文\n", site(config, files))


@pytest.mark.parametrize(
    ("config", "path", "head", "kind", "address"),
    [
        ("", POST, "", "post", "/2025/01/02/hello.html"),
        ("permalink: pretty", POST, "", "post", "/2025/01/02/hello/"),
        ("permalink: ordinal", POST, "", "post", "/2025/002/hello.html"),
        ("permalink: weekdate", POST, "", "post", "/2025/W01/Thu/hello.html"),
        ("permalink: none", POST, "", "post", "/hello.html"),
        ("permalink: /:slug", "_posts/2025-01-02-日本語 の (記事).md", "", "post", "/日本語-の-記事"),
        ("permalink: /:title/", "_posts/2025-01-02-日本語 の (記事).md", "", "post", "/日本語-の-(記事)/"),
        ("permalink: /:title/", "_posts/2025-01-02-Mixed_Case.Name.md", "", "post", "/Mixed_Case.Name/"),
        ("permalink: /:title/", POST, "slug: 別名", "post", "/別名/"),
        ("permalink: /:nothing/:title/", POST, "", "post", ""),
        ("permalink: pretty", POST, "permalink: /own/%E3%83%91%E3%83%B3/:title", "post", "/own/パン/hello"),
        ("permalink: pretty", POST, "permalink: false", "post", "/2025/01/02/hello/"),
        ("permalink: pretty", POST, "categories: パン 菓子", "post", "/パン/菓子/2025/01/02/hello/"),
        ("permalink: pretty", POST, "category: 菓子 パン", "post", "/菓子 パン/2025/01/02/hello/"),
        ("permalink: pretty", "旅/_posts/2025-01-02-a.md", "categories: [海]", "post", "/旅/海/2025/01/02/a/"),
        ("permalink: pretty", "_posts/旅/2025-01-02-a.md", "", "post", "/2025/01/02/a/"),
        ("permalink: pretty\ntimezone: Asia/Tokyo", POST, "date: 2025-03-04 20:00:00", "post", "/2025/03/05/hello/"),
        ("permalink: pretty\ntimezone: Asia/Tokyo", POST, "date: '2025-03-04 20:00:00'", "post", "/2025/03/04/hello/"),
        ("permalink: pretty\ntimezone: Asia/Tokyo", POST, "date: 2025-03-04 20:00", "post", "/2025/03/04/hello/"),
        ("permalink: pretty\ntimezone: America/New_York", POST, "date: 2025-03-05 09:00:00 +0900", "post", "/2025/03/04/hello/"),
        ("permalink: pretty", POST, "date: 2025-03-05 12:00:00 +0900", "post", "/2025/03/05/hello/"),
        ("permalink: pretty", POST, "date: 2025-03-05 08:00:00 +0900", "post", ""),
        ("permalink: pretty", POST, "date: きのう", "post", ""),
        ("permalink: /:title/", POST, "date: 2025-03-05 08:00:00 +0900", "post", "/hello/"),
        ("", "_posts/hello.md", "", "draft", ""),
        ("", "_posts/2026-02-01-a.md", "", "draft", ""),
        ("", POST, "date: 2026-02-01", "draft", ""),
        ("future: true", "_posts/2026-02-01-a.md", "", "post", "/2026/02/01/a.html"),
        ("", POST, "published: false", "draft", ""),
        ("", POST, "published: 'false'", "post", "/2025/01/02/hello.html"),
        ("", "_drafts/a.md", "", "draft", ""),
        ("", "about.md", "", "page", "/about.html"),
        ("permalink: pretty", "about.md", "", "page", "/about/"),
        ("permalink: /:year/:title/", "about.md", "", "page", "/about/"),
        ("permalink: /:year/:title", "a/about.md", "", "page", "/a/about"),
        ("permalink: pretty", "a/index.md", "", "page", "/a/"),
        ("permalink: pretty", "about.md", "permalink: /:year/x/", "page", "/:year/x/"),
        ("permalink: pretty", "about.md", "published: false", "draft", ""),
        ("permalink: pretty", "_hidden/about.md", "", "part", ""),
        ("include: [_hidden]", "_hidden/about.md", "", "page", "/_hidden/about.html"),
        ("exclude: [a]", "about.md", "", "part", ""),
        ("exclude: ['*.tmp.md']", "x/y.tmp.md", "", "part", ""),
        ("", "_includes/a.md", "", "part", ""),
        ("", "node_modules/a.md", "", "part", ""),
        ("collections: {r: {output: true}}", "_r/a/b.md", "", "page", "/r/a/b.html"),
        ("collections: {r: {output: true, permalink: '/:name/'}}", "_r/2025-01-02-B c.md", "", "page", "/2025-01-02-b-c/"),
        ("collections: {r: {output: true, permalink: pretty}}", "_r/a.md", "", "page", "/pretty"),
        ("collections: [r]", "_r/a.md", "", "part", ""),
        ("collections_dir: c\ncollections: {r: {output: true}}", "c/_r/a.md", "", "page", "/r/a.html"),
        ("collections_dir: c", "c/_posts/2025-01-02-a.md", "", "post", "/2025/01/02/a.html"),
        ("collections_dir: c", "_posts/2025-01-02-a.md", "", "part", ""),
        ("source: src", "src/about.md", "", "page", "/about.html"),
        ("source: src", "about.md", "", "part", ""),
        ("plugins: [jekyll-polyglot]\nlanguages: [ja, en]\ndefault_lang: ja", "about.md", "lang: en", "page", "/en/about.html"),
    ],
)
def test_what_a_file_becomes(config: str, path: str, head: str, kind: str, address: str) -> None:
    place = document(config, path, head).place
    assert (place.kind, place.address) == (kind, address)


@pytest.mark.parametrize(
    ("config", "path", "kind", "address"),
    [
        ("", "a.md", "file", "/a.md"),
        ("", "a.html", "page", "/a.html"),
        ("", POST, "post", "/2025/01/02/hello.html"),
        ("plugins: [jekyll-optional-front-matter]", "a.md", "page", "/a.html"),
        ("plugins: [jekyll-optional-front-matter]", "README.md", "file", "/README.md"),
        ("plugins: [jekyll-readme-index]", "README.md", "page", "/"),
        ("collections: {r: {output: true}}", "_r/a.md", "file", "/r/a.md"),
    ],
)
def test_files_without_front_matter(config: str, path: str, kind: str, address: str) -> None:
    place = Document(path, "本文だけ\n", site(config)).place
    assert (place.kind, place.address) == (kind, address)


def test_nothing_is_guessed_without_a_configuration() -> None:
    found = detect("", ExampleFolder({POST: "---\ntitle: 題\n---\n"}), Site(now=NOW))
    assert found is not None
    for path, kind in ((POST, "post"), ("_posts/2099-01-01-a.md", "post"), ("_drafts/a.md", "draft"), ("about.md", "page")):
        place = Document(path, "---\ntitle: 題\n---\n", found).place
        assert (place.kind, place.address) == (kind, "")
    assert Document(POST, "---\ntitle: 題\n---\n", found).place.names == ("2025-01-02-hello",)


@pytest.mark.parametrize(
    ("path", "head", "names"),
    [
        (POST, "", ("2025-01-02-hello",)),
        (POST, "slug: 別名\ndate: 2025-05-06", ("2025-01-02-hello", "2025-05-06-別名")),
        ("_posts/a/2025-01-02-b.md", "", ("a/2025-01-02-b", "2025-01-02-b")),
        ("旅/_posts/2025-1-2-b.md", "", ("旅/2025-1-2-b", "2025-01-02-b")),
        ("旅/_posts/a/2025-01-02-b.md", "", ("2025-01-02-b",)),
    ],
)
def test_names_for_post_url(path: str, head: str, names: tuple[str, ...]) -> None:
    assert document("", path, head).place.names == names


def test_addresses_that_lead_to_a_page() -> None:
    place = document("plugins: [jekyll-redirect-from]", POST, "redirect_from: [/古い/, old.html]").place
    assert place.aliases == ("/古い/", "/old.html")
    assert document("", POST, "redirect_from: /old/").place.aliases == ()


def test_pages_that_plugins_make() -> None:
    config = "plugins: [jekyll-archives, jekyll-feed, jekyll-paginate]\npaginate: 5\njekyll-archives: {enabled: [tags, month]}\n"
    assert document(config, POST, "tags: パン Foo.Bar").place.lists == ("/tag/パン/", "/tag/foo-bar/", "/2025/01/")
    assert {"/feed.xml", "/page2"} <= set(document(config, "index.md", "").place.lists)


def test_plugins_of_the_gemfile_and_of_github_pages() -> None:
    gems = 'source "x"\ngroup :jekyll_plugins do\n  gem "jekyll-redirect-from"\nend\ngem "jekyll-feed", group: :jekyll_plugins\n'
    doc = document("", "index.md", "redirect_from: /old/", {"Gemfile": gems})
    assert doc.place.aliases == ("/old/",)
    assert doc.place.lists == ("/feed.xml", "/redirects.json")
    pages = {"Gemfile": 'gem "github-pages"\n'}
    assert document("", "_posts/2026-02-01-a.md", "", pages).place.kind == "post"
    assert Document("a.md", "# 題\n", site("", pages)).place.kind == "page"


def test_where_assets_are() -> None:
    config = "collections: {r: {output: true}, s: {}}\nexclude: [raw]\n"
    asset = site(config + "defaults:\n  - {scope: {path: secret}, values: {published: false}}").routing.asset
    said = {
        "a b/画像.png": "/a b/画像.png", "css/a.scss": "/css/a.css", "_x/a.png": "", "_r/a.png": "/r/a.png", "_s/a.png": "",
        "raw/a.png": "", "secret/a.png": "",
    }  # fmt: skip
    assert {path: asset(path) for path in said} == said
    assert site("source: src").routing.asset("src/a.png") == "/a.png"
    assert site("source: src").routing.asset("a.png") == ""


LETTER = "tegami/_posts/2025-08-01-tegami-no-kakikata.md"
INK = "_posts/2025-02-03-万年筆のインクの選び方.md"
LINKS = [
    ("_pages/about.md", "万年筆のインクの選び方", "_posts/2025-02-03-万年筆のインクの選び方.md", "", ""),
    ("_posts/2025-01-10-hajimete-no-mannenhitsu.md", "インクの選び方", "_posts/2025-02-03-万年筆のインクの選び方.md", "", ""),
    ("_posts/2025-01-10-hajimete-no-mannenhitsu.md", "紙の重さ", "_posts/2025-05-05-kami-no-omosa.md", "", ""),
    (INK, "はじめての万年筆", "_posts/2025-01-10-hajimete-no-mannenhitsu.md", "", "source"),
    ("_posts/2025-02-03-万年筆のインクの選び方.md", "流します", "_pages/about.md", "", ""),
    ("_posts/2025-02-03-万年筆のインクの選び方.md", "鉛筆削り", "_tools/鉛筆削り.md", "", ""),
    ("_posts/2025-03-31-techo-wo-tsuzukeru.md", "がくぶちの話", "_posts/2025-06-15-ガクブチ.md", "", "form"),
    ("_posts/2025-04-20-Washi_Tape.markdown", "三つの紙", "_posts/2025/2025-06-01-紙見本.md", "", ""),
    ("_posts/2025-04-20-Washi_Tape.markdown", "電話", "_pages/お問い合わせ.md", "電話", ""),
    ("_posts/2025-05-05-kami-no-omosa.md", "手帳を続ける", "_posts/2025-03-31-techo-wo-tsuzukeru.md", "", ""),
    ("_posts/2025-05-05-kami-no-omosa.md", "こちら", "assets/images/インク.svg", "", ""),
    ("_posts/2025-05-05-kami-no-omosa.md", "目録", "katarogu.md", "", ""),
    ("_posts/2025/2025-06-01-紙見本.md", "がくぶち", "_posts/2025-06-15-ガクブチ.md", "", ""),
    ("_posts/2025/2025-06-01-紙見本.md", "英語の案内", "en/_posts/2025-03-01-paper-guide.md", "", ""),
    ("_posts/2025-06-15-ガクブチ.md", "手紙の書き方", LETTER, "", ""),
    (LETTER, "はじめての万年筆", "_posts/2025-01-10-hajimete-no-mannenhitsu.md", "", "case"),
    (LETTER, "目次", "arukikata.html", "kami", ""),
    ("_tools/鉛筆削り.md", "インクの話", "_posts/2025-02-03-万年筆のインクの選び方.md", "", ""),
    ("_tools/鉛筆削り.md", "定規", "_tools/jougi.md", "", "source"),
    ("_tools/jougi.md", "鉛筆削り", "_tools/鉛筆削り.md", "", ""),
    ("arukikata.html", "にじみ", "_posts/2025-02-03-万年筆のインクの選び方.md", "nijimi", ""),
    ("arukikata.html", "鉛筆削り", "_tools/鉛筆削り.md", "", ""),
    ("arukikata.html", "紙の重さ", "_posts/2025-05-05-kami-no-omosa.md", "", ""),
    ("arukikata.html", "手帳の選び方", "_posts/2019-11-15-techo-no-erabikata.md", "", ""),
    ("arukikata.html", "便箋と封筒", "_posts/2020-02-20-binsen-to-fuutou.md", "", ""),
    ("arukikata.html", "便箋の罫線", "_posts/2020-03-10-binsen-no-keisen.md", "", ""),
    ("arukikata.html", "消しゴム", "_posts/2021-06-01-keshigomu.md", "", ""),
    ("arukikata.html", "鉛筆の濃さ", "_posts/2021-07-10-enpitsu-no-kosa.md", "", ""),
    ("arukikata.html", "子どもの鉛筆", "_posts/2021-08-20-enpitsu-no-kosa-kodomo.md", "", ""),
    ("arukikata.html", "鉛筆と紙", "_posts/2021-09-05-enpitsu-to-kami.md", "", ""),
    ("arukikata.html", "のりとはさみ", "_posts/2022-03-03-Nori_to_Hasami.md", "", ""),
    ("arukikata.html", "千代紙", "_posts/2022-09-09-chiyogami.md", "", ""),
    ("arukikata.html", "付箋", "_posts/2023-01-15-fusen.md", "", ""),
    ("arukikata.html", "ガラスペン", "_posts/2023-05-05-garasu-pen.md", "", ""),
    ("arukikata.html", "つけペン", "_posts/2023-06-20-tsuke-pen.md", "", ""),
    ("arukikata.html", "インクの色見本", "_posts/2023-10-10-inku-no-iro.md", "", ""),
    ("arukikata.html", "インクの名前", "_posts/2023-11-11-inku-no-namae.md", "", ""),
    ("_posts/2019-11-15-techo-no-erabikata.md", "手帳を続ける", "_posts/2025-03-31-techo-wo-tsuzukeru.md", "", ""),
    ("_posts/2020-02-20-binsen-to-fuutou.md", "手紙の書き方", LETTER, "", ""),
    ("_posts/2020-03-10-binsen-no-keisen.md", "便箋と封筒", "_posts/2020-02-20-binsen-to-fuutou.md", "", ""),
    ("_posts/2021-09-05-enpitsu-to-kami.md", "鉛筆の濃さの選び方", "_posts/2021-07-10-enpitsu-no-kosa.md", "", ""),
    ("_posts/2023-10-10-inku-no-iro.md", "こちら", "_posts/2025/2025-06-01-紙見本.md", "", ""),
    ("_posts/2023-11-11-inku-no-namae.md", "インクの色見本を作る", "_posts/2023-10-10-inku-no-iro.md", "", ""),
    ("_posts/2023-11-11-inku-no-namae.md", "こちらの紙見本", "_posts/2025/2025-06-01-紙見本.md", "", ""),
    ("_drafts/fude.md", "手紙の書き方", LETTER, "", ""),
    ("index.html", "この店について", "_pages/about.md", "", ""),
    ("index.html", "この帖の歩き方", "arukikata.html", "", ""),
    ("index.html", "English", "en/index.md", "", ""),
    ("404.html", "はじめのページ", "index.html", "", ""),
    ("hagaki.html", "帖へ", "index.html", "", ""),
    ("en/index.md", "Paper guide", "en/_posts/2025-03-01-paper-guide.md", "", ""),
    ("en/index.md", "Rain on the shop window", "en/_posts/2024-04-05-rain.md", "", ""),
    ("en/index.md", "A new shelf for notebooks", "en/_posts/2024-05-10-new-shelf.md", "", ""),
    ("en/index.md", "Seven blue inks", "en/_posts/2024-06-07-blue-inks.md", "", ""),
    ("en/index.md", "Letters that go to sea", "en/_posts/2024-07-12-letters-to-sea.md", "", ""),
    ("en/index.md", "Closed in August", "en/_posts/2024-08-09-closed-for-a-week.md", "", ""),
    ("en/index.md", "About us", "en/about.md", "", ""),
    ("en/index.md", "日本語", "index.html", "", ""),
    ("en/about.md", "the Japanese page", "_pages/about.md", "営業時間", ""),
    ("en/_posts/2025-03-01-paper-guide.md", "the start", "en/index.md", "", ""),
]
LOST = [
    ("_posts/2023-10-10-inku-no-iro.md", "瓶の札"),
    ("_drafts/fude.md", "万年筆のインク"),
]


@pytest.fixture(scope="module")
def fixture() -> tuple[dict[str, Document], Routes]:
    found = site_of(FIXTURE)
    docs = documents(FIXTURE, found)
    places = {path: doc.place for path, doc in docs.items() if doc.place.kind != "file"}
    return docs, Routes(found, places, [path for path in sources(FIXTURE) if path not in places])


@pytest.mark.parametrize(("path", "text", "answer", "fragment", "off"), LINKS)
def test_links_of_the_fixture(
    fixture: tuple[dict[str, Document], Routes], path: str, text: str, answer: str, fragment: str, off: str
) -> None:
    docs, routes = fixture
    link = next(link for link in docs[path].links if link.text.value == text)
    destination = docs[path].destination(link)
    found = routes.find(destination)
    assert found is not None
    assert (found.path, destination.fragment, found.off) == (answer, fragment, off)
    if fragment:
        assert fragment in docs[answer].heading_ids


@pytest.mark.parametrize(("path", "text"), LOST)
def test_planted_links_of_the_fixture_lead_nowhere(fixture: tuple[dict[str, Document], Routes], path: str, text: str) -> None:
    docs, routes = fixture
    link = next(link for link in docs[path].links if link.text.value == text)
    assert routes.find(docs[path].destination(link)) is None


def test_every_internal_link_of_the_fixture_is_in_the_table(fixture: tuple[dict[str, Document], Routes]) -> None:
    docs, _ = fixture
    internal = {
        (path, link.text.value)
        for path, doc in docs.items()
        for link in doc.links
        if doc.destination(link).kind == "internal" and doc.place.kind != "part"
    }
    assert internal == {(path, text) for path, text, *_ in LINKS} | set(LOST)


def test_an_image_of_the_fixture(fixture: tuple[dict[str, Document], Routes]) -> None:
    docs, _ = fixture
    place = docs["_posts/2025-01-10-hajimete-no-mannenhitsu.md"]
    assert place.image_identity(place.images[0].url) == "/assets/images/pen.svg"


SEO = {"_layouts/default.html": "<head>{% seo %}</head>{{ content }}"}


@pytest.mark.parametrize(
    ("config", "head", "title"),
    [
        ("title: 帖\nplugins: [jekyll-seo-tag]", "title: 題\nlayout: default", "題 | 帖"),
        ("title: 帖\nplugins: [jekyll-seo-tag]", "title: 帖\nlayout: default", "帖"),
        ("title: 帖\ntagline: 副\ndescription: 説明\nplugins: [jekyll-seo-tag]", "layout: default", "帖 | 副"),
        ("title: 帖\ntagline: 副\nplugins: [jekyll-seo-tag]", "layout: default", "帖"),
        ("name: 帖\nplugins: [jekyll-seo-tag]", "title: '\"題\" -- 一...'\nlayout: default", "“題” – 一… | 帖"),
        ("plugins: [jekyll-seo-tag]", "title: 題\nlayout: default", "題"),
        ("title: 帖\nplugins: [jekyll-seo-tag]", "title: <div>題\nlayout: default", ""),
        ("title: 帖\ntheme: minima\nplugins: [jekyll-seo-tag]", "title: 題\nlayout: post", "題 | 帖"),
        ("title: 帖\nplugins: [jekyll-seo-tag]", "title: 題\nlayout: post", ""),
        ("title: 帖", "title: 題", ""),
        ("title: 1.50\nplugins: [jekyll-seo-tag]", "title: yes\nlayout: default", "true | 1.5"),
        ("title: '1.50'\nplugins: [jekyll-seo-tag]", "title: 'yes'\nlayout: default", "yes | 1.50"),
        ("title: 帖\nplugins: [jekyll-seo-tag]", "title: {a: b}\nlayout: default", ""),
        ("defaults: [{scope: {path: ''}, values: {title: 3.10}}]\nplugins: [jekyll-seo-tag]", "layout: default", "3.1"),
        ("defaults: [{scope: {path: ''}, values: {title: '3.10'}}]\nplugins: [jekyll-seo-tag]", "layout: default", "3.10"),
    ],
)
def test_titles(config: str, head: str, title: str) -> None:
    doc = document(config, "about.md", head, SEO)
    assert doc.site.routing.full_title("題", doc.path, doc.front_matter, doc.place) == title


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("3.10", "3.1"), ("1.50", "1.5"), ("yes", "true"), ("On", "true"), ("010", "8"), ("08", "08"), ("1_000", "1000"),
        ("1,000", "1000"), ("0x10", "16"), ("0b11", "3"), ("1:30", "5400"), ("1:30:20", "5420"), ("60:60", "60:60"),
        ("2024-01-02T03:04:05Z", "2024-01-02 03:04:05 UTC"), ("2024-1-2", "2024-01-02"), ("2024-02-30", "2024-02-30"),
        ("2024-01-02 03:04:05", "2024-01-02 12:04:05 +0900"), ("[a, b]", '["a", "b"]'), ("'010'", "010"), ("!!str 010", "010"),
        ("1e3", "1e3"), ("1.5e+3", "1500.0"), (".inf", "Infinity"), ("y", "y"), ("0.00001", "1.0e-05"), ("1_", "1_"),
        ("9" * 5_000, "9" * 5_000),
    ],
)  # fmt: skip
def test_titles_are_published_as_yaml_takes_them(written: str, published: str) -> None:
    layout = {"_layouts/default.html": "<title>{{ page.title | escape }}</title>"}
    doc = document("timezone: Asia/Tokyo", "about.md", f"title: {written}\nlayout: default", layout)
    assert doc.full_title == published
    if doc.title is not None and written[0] not in "'![":
        assert doc.text[doc.title.at.start : doc.title.at.end] == doc.title.value == written


@pytest.mark.parametrize(
    ("template", "title"),
    [
        ("{{ page.title }}{% if site.data.x %}!{% endif %}", ""),
        ("{{ page.title | truncate: 3 }}", ""),
        ("{% for a in b %}{{ a }}{% endfor %}{{ page.title }}", ""),
        ("{% if jekyll.environment == 'production' %}{{ page.title }}{% else %}開発{% endif %}", ""),
        ("{% comment %}{{ x }}{% endcomment %}{{ page.title }}{% if page.none == blank %}・{% endif %}", "題・"),
        ("{% if site.a and page.title or site.b %}一{% else %}二{% endif %}", "二"),
    ],
)
def test_titles_of_layouts_that_cannot_be_told_are_unknown(template: str, title: str) -> None:
    doc = document("x: 1", "about.md", "title: 題\nlayout: default", {"_layouts/default.html": f"<title>{template}</title>"})
    assert doc.site.routing.full_title("題", doc.path, doc.front_matter, doc.place) == title


def test_keys_of_the_description() -> None:
    seo = site("plugins: [jekyll-seo-tag]", SEO)
    assert seo.description_keys == ("description", "excerpt")
    meta = '<head><title>x</title><meta name="description" content="{{ page.summary | default: page.lead }}"></head>'
    assert site("", {"_layouts/default.html": meta}).description_keys == ("summary", "lead")
    assert site("").description_keys == Site().description_keys


@pytest.mark.parametrize(
    ("config", "style"),
    [
        ("", "kramdown"),
        ("kramdown: {input: kramdown}", "kramdown-classic"),
        ("kramdown: {auto_id_prefix: s-}", "kramdown:s-"),
        ("kramdown: {auto_ids: false}", "kramdown-explicit"),
        ("markdown: CommonMarkGhPages", "kramdown-explicit"),
    ],
)
def test_ways_of_heading_ids(config: str, style: str) -> None:
    assert site(config).heading_ids == style


@pytest.mark.parametrize(
    ("config", "links"),
    [
        ("", ["/窯/"]),
        ("markdown: kramdown", ["/窯/"]),
        ("markdown: CommonMark", []),
        ("markdown: CommonMarkGhPages", []),
        ("markdown: commonmarker", []),
    ],
)
def test_dialects_of_markdown(config: str, links: list[str]) -> None:
    """A title of two quotations is kramdown's alone."""
    doc = Document("a.md", '---\ntitle: t\n---\n[窯](/窯/ "題" "名")\n', site(config))
    assert [link.url.value for link in doc.links if link.url is not None] == links


def test_ids_of_headings_that_are_not_kramdowns_are_not_known() -> None:
    doc = Document("a.md", "---\ntitle: t\n---\n## 一\n", site("markdown: CommonMark"))
    assert doc.heading_ids == ("",)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("## {{ page.title }}の一覧\n\n## 次\n", ("", "次")),
        ("## 一\n\n<div>\n\n## 中\n\n</div>\n\n## 一\n", ("一", "一-1")),
        ("<section markdown='1'>\n\n## Aa\n\n</section>\n\n## Aa\n", ("aa", "aa")),
        ("```html\n<div>\n```\n\n## 一\n", ("一",)),
        ("段落\n{: #p}\n\n## 一\n", ("一",)),
        ("段落\n\n{: #p}\n## 一\n", ("p",)),
        ("## 一\n{: title=\"x\" #a .b}\n{: id='c'}\n", ("c",)),
        ("## 一 {#日本}\n\n## 二 {#a b}\n", ("日本", "二-a-b")),
        ("## 一\r\n\r\n## 一 {#x}\r\n{: #y}\r\n", ("一", "y")),
    ],
)
def test_heading_ids(text: str, ids: tuple[str, ...]) -> None:
    assert Document("a.md", f"---\ntitle: t\n---\n{text}", site("")).heading_ids == ids


def test_ids_of_html_are_those_that_are_written() -> None:
    text = '---\ntitle: t\n---\n<h1>題</h1>\n<h2 id="a">一</h2>\n<h2 ID=b>二</h2>\n<h2 id="{{ x }}">三</h2>\n'
    assert Document("a.html", text, site("")).heading_ids == ("", "a", "b", "")


@pytest.mark.parametrize(
    ("text", "pretty", "slug"),
    [
        ("日本語 の（記事）", False, "日本語-の-記事"),
        ("Hello,  World!", False, "hello-world"),
        ("Hello,  World!", True, "Hello,-World!"),
        ("カ\u3099クフ\u3099チ", False, "カ\u3099クフ\u3099チ"),
        ("--a--", True, "a"),
        ("①・！", False, ""),
    ],
)
def test_slugs(text: str, pretty: bool, slug: str) -> None:
    assert slugify(text, pretty=pretty) == slug


def test_titles_of_slugs() -> None:
    assert titleize("hello-WORLD_x-") == "Hello World_x"


@pytest.mark.parametrize(
    ("value", "plain", "offset"),
    [("2025-01-02 03:04:05", True, 0), ("2025-01-02 03:04:05", False, None), ("2025-01-02T03:04:05-05:30", True, -330),
     ("2025-01-02", True, None), ("2025-01-02 03:04 +0900", True, 540), ("2025-01-02 03:04 JST", True, None)],
)  # fmt: skip
def test_dates(value: str, plain: bool, offset: int | None) -> None:
    moment = read_moment(value, plain=plain)
    assert moment is not None
    assert moment.offset == offset


@pytest.mark.parametrize("value", ["きのう", "2025-13-01", "2025-02-30", "2025-01-02 25:00:00", "", "20250102x"])
def test_what_is_no_date(value: str) -> None:
    assert read_moment(value, plain=True) is None


PARTS = ("_posts", "_drafts", "_r", "a", ".b", "#c", "パン", "2025-01-02-x", "2025-99-99-y", ".", "", "%", "e~")
KEYS = "permalink date slug categories category tags lang published redirect_from title layout".split()
WORDS = (
    "", "true", "false", "2025-01-02", "2025-01-02 03:04:05 +99:99", "9999-12-31 23:00:00 -09:00", "/:title/", ":a:", "::",
    "/../..", "%E3%83", "[x, y]", "{a: b}",
)  # fmt: skip
HEADS = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(WORDS), max_size=4)
WHOLE = """permalink: /:categories/:title/
plugins: [jekyll-seo-tag, jekyll-redirect-from, jekyll-polyglot, jekyll-archives, jekyll-readme-index]
languages: [ja, en]
jekyll-archives: {enabled: all}
collections: {r: {output: true}}
defaults: [{scope: {path: "**/*", type: posts}, values: {category: [x]}}, {values: {}}, 3, {scope: 1, values: {lang: en}}]
"""


@given(st.lists(st.sampled_from(PARTS)), st.sampled_from([".md", ".html", ".markdown", ""]), HEADS)
def test_every_file_has_its_place(parts: list[str], ending: str, values: dict[str, str]) -> None:
    path = "/".join(parts) + ending
    doc = document(WHOLE, path, "\n".join(f"{key}: {value}" for key, value in values.items()), SEO)
    place = doc.place
    assert place.kind in {"post", "page", "draft", "part", "file"}
    assert place.address == "" or (place.address.startswith("/") and "//" not in place.address)
    assert all(alias.startswith("/") for alias in place.aliases)
    assert doc.site.routing.asset(path)[:1] in {"", "/"}
    assert "\n" not in doc.full_title


MARKS = ("[", "![", "<b>", "*", "_", "**_", "> ", "- ", "~~a", "`", "{:", "&", "<a b='", "\"'", "[a](", "|")


@pytest.mark.parametrize("mark", MARKS)
def test_hostile_titles_come_to_an_end(mark: str) -> None:
    text = line_text(mark * 900, Spans())
    assert text is None or len(text) <= len(mark) * 900
    ids = Document("a.md", f"---\nt: 1\n---\n## {mark * 900}\n", site("")).heading_ids
    assert all(re.fullmatch(r"[\w-]*", id_) for id_ in ids)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<html><head>" + "{% if page.x %}" * 500 + "<title>a</title>" + "{% endif %}" * 500 + "</head></html>", "t"),
        (("<head>{% if page.x %}<title>" * 40_000)[:1_000_000], "t"),
        ("<head>{% assign a = page.x %}{% if page.y %}{% endif %}" * 30_000, "t"),
        ("<head><title>{%" + " a" * 300_000, "t"),
        ("<head>" + "{% unless page.x %}" * 99 + "<title>a</title>" + "{% endunless %}" * 99 + "</head>", "a"),
    ],
    ids=["deep", "unclosed", "long", "no tag", "as deep as Liquid allows"],
)
def test_hostile_layouts_tell_no_title(head: str, title: str) -> None:
    assert document("", "a.md", "layout: default\ntitle: t", {"_layouts/default.html": head}).full_title == title
