"""Hugo: what seolint says of a site's sources is what Hugo builds of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hugo_builds import HUGO, LAYOUT, WITHOUT_HUGO, Sources, build, differences, linked
from hypothesis import given
from hypothesis import strategies as st

from seolint.document import Document
from seolint.document.destinations import destination
from seolint.engine.folder import DiskFolder
from seolint.site import Site
from seolint.site.detect import detect
from seolint.testing import ExampleFolder

FIXTURE = Path(__file__).parent.parent / "fixtures" / "hugo-site"
BASE = Site(now=datetime(2026, 1, 31, tzinfo=UTC))
with_hugo = pytest.mark.skipif(HUGO is None, reason=WITHOUT_HUGO)

# ---------------------------------------------------------------------------------------------------------------- the fixture


def copied(folder: Path, changes: Iterable[tuple[str, str, str]] = ()) -> Path:
    """The fixture in ``folder``, whose pages name their sources; with ``changes`` of files: path, old, new."""
    root = folder / "site"
    shutil.copytree(FIXTURE, root)
    source = '<meta name="source" content="{{ with .File }}{{ .Filename }}{{ end }}">'
    for path, old, new in (("layouts/_default/baseof.html", "<head>", "<head>\n" + source), *changes):
        text = (root / path).read_text("utf-8")
        assert old in text, (path, old)
        (root / path).write_text(text.replace(old, new, 1), "utf-8")
    return root


@with_hugo
def test_fixture_is_built_as_predicted(tmp_path: Path) -> None:
    sources = Sources(copied(tmp_path))
    output = build(sources.root, tmp_path / "public")
    assert differences(sources, output) == []
    kinds = [place.kind for path, place in sources.places.items() if path.startswith("content/")]
    assert {kind: kinds.count(kind) for kind in kinds} == {"page": 9, "post": 21, "draft": 3, "part": 2}
    assert sum(len(pages) for source, pages in output.pages.items() if source) == 30
    assert sum(len(document.heading_ids) for document in sources.documents.values()) >= 65
    count, found = linked(sources, output)
    assert found == []
    assert count >= 60


CONFIGURATION = "hugo.toml"
TOP = 'defaultContentLanguage = "ja"\n'
DIARY, BOOKS, LETTERS = '"/diary/:year/:month/:day/:slug/"', '"/books/:slugorfilename/"', '"/letters/:year/:title/"'


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


def setting(line: str) -> tuple[str, str, str]:
    """The change that puts ``line`` at the top of the configuration."""
    return CONFIGURATION, TOP, f"{TOP}{line}\n"


@with_hugo
@pytest.mark.parametrize(
    "changes",
    [
        [setting("uglyURLs = true")],
        [setting("[uglyURLs]\nbooks = true\n[build]")],
        [setting("defaultContentLanguageInSubdir = true")],
        [setting("disablePathToLower = true\nremovePathAccents = true")],
        [setting("buildDrafts = true\nbuildFuture = true\nbuildExpired = true\ndisableAliases = true")],
        [setting("disableKinds = ['term', 'RSS']\nenableEmoji = true")],
        [setting("ignoreFiles = ['第一号', '\\\\.html$']")],
        [setting("[markup.goldmark.parser]\nautoHeadingIDType = 'github-ascii'")],
        [setting("[markup.goldmark.parser]\nautoHeadingIDType = 'blackfriday'")],
        [setting("[markup.goldmark.parser]\nautoHeadingID = false")],
        [(CONFIGURATION, "unsafe = true", "unsafe = false")],
        [setting("[[cascade]]\nslug = '同じ'\n[cascade._target]\npath = '/diary/*-11-2*'\n[[cascade]]\ndraft = true\n"
                 "[cascade._target]\nlang = 'en'\nkind = 'page'")],
        [(CONFIGURATION, DIARY, '"/:year/:monthname/:weekdayname/:yearday/:filename"')],
        [(CONFIGURATION, LETTERS, '"/:sections/:slug/"'), (CONFIGURATION, BOOKS, '"/:section/:2006/:title"')],
        [(CONFIGURATION, LETTERS, '"/x/:sections[last]/:sections[1:]/:slugorfilename/"')],
        [(CONFIGURATION, 'date = [":filename", ":default"]', 'date = [":default", ":filename"]')],
        [(CONFIGURATION, 'date = [":filename", ":default"]', 'date = [":default"]')],
        [(CONFIGURATION, 'baseURL = "https://www.mori-no-hon.jp/notes/"', 'baseURL = "https://notes.mori-no-hon.jp"')],
        [(CONFIGURATION, "weight = 2", "weight = 2\n[languages.en.permalinks]\ndiary = '/d/:title/'\n"
                                       "[languages.en.params]\nseparator = ' · '")],
        [("content/ja/diary/_index.md", "title: 日記", "title: 日記\ndraft: true")],
        [("content/ja/books/_index.md", "title: 本の話", "title: 本の話\ncascade:\n  _build: {render: never}")],
        [("content/ja/letters/archive/_index.md", "title:", "cascade:\n  - _target: {kind: page}\n    url: /別の所/\ntitle:")],
    ],
)  # fmt: skip
def test_fixture_with_other_settings(tmp_path: Path, changes: list[tuple[str, str, str]]) -> None:
    sources = Sources(copied(tmp_path, changes))
    output = build(sources.root, tmp_path / "public")
    assert differences(sources, output) == []
    assert linked(sources, output)[1] == []


@with_hugo
def test_configuration_in_a_folder(tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "hugo.toml").unlink()
    folder = root / "config" / "_default"
    (folder / "languages").mkdir(parents=True)
    (root / "config" / "production").mkdir()
    (folder / "config.yaml").write_text(
        "baseURL: https://www.mori-no-hon.jp/notes/\ntitle: 森の本ノート\ndefaultContentLanguage: ja\nTimeZone: Asia/Tokyo\n"
    )
    (folder / "languages.yaml").write_text("ja:\n  contentDir: content/ja\nen:\n  contentDir: content/en\n  title: Notes\n")
    (folder / "permalinks.json").write_text('{"diary": "/:year/:slug/"}')
    (folder / "params.toml").write_text('separator = " — "\n')
    (folder / "params.en.toml").write_text('separator = " – "\n')
    (root / "config" / "production" / "hugo.toml").write_text("uglyURLs = true\n")
    sources = Sources(root)
    assert differences(sources, build(root, tmp_path / "public")) == []
    assert sources.places["content/en/diary/2024-11-05-first-stove.md"].address == "/en/1/the-first-stove.html"


MOUNTS = """theme = '森'
[[module.mounts]]
source = 'docs/ja'
target = 'content'
lang = 'ja'
[[module.mounts]]
source = 'docs/en'
target = 'content/guide'
lang = 'en'
[build]"""


@with_hugo
def test_mounts_and_theme(tmp_path: Path) -> None:
    """The layouts, pages and files of a theme are the site's, too, and content may come from any folder."""
    root = copied(tmp_path, [setting(MOUNTS)])
    (root / "content").rename(root / "docs")
    theme = root / "themes" / "森"
    (theme / "static" / "css").mkdir(parents=True)
    (root / "layouts").rename(theme / "layouts")
    (theme / "static" / "css" / "style.css").write_text("main { max-width: 40em }\n")
    sources = Sources(root)
    output = build(root, tmp_path / "public")
    assert [each for each in differences(sources, output) if "/en/guide/: " not in each and "/en/guide/index.xml" not in each] == []
    assert sources.places["docs/en/books/rain-and-cat/index.md"].address == "/en/books/rain-and-cat/"


STOVE = "content/ja/diary/2024-11-05-はじめての薪ストーブ.md"
COUNT = "content/ja/diary/2024-11-20-雨の日の棚卸し.md"


@pytest.mark.parametrize(
    ("path", "url", "answer"),
    [
        ("_index.md", "diary/", "content/ja/diary/_index.md"),
        ("_index.md", "/letters/", ""),
        ("about.md", "ref:diary/2024-11-05-はじめての薪ストーブ.md", STOVE),
        ("about.md", "ref:第一号.md", "content/ja/letters/archive/第一号.md"),
        ("about.md", "ref:/diary", "content/ja/diary/_index.md"),
        ("about.md", "ref:diary/_index.md", "content/ja/diary/_index.md"),
        ("about.md", "ref:/letters", ""),
        ("about.md", "ref:/tags/お便り", ""),
        ("about.md", "ref:雨と猫", "content/ja/books/雨と猫/index.md"),
        ("about.md", "ref:books/雨と猫/index.md", "content/ja/books/雨と猫/index.md"),
        ("about.md", "ref:/ABOUT.ja.md", "content/ja/about.md"),
        ("about.md", "ref:/nowhere", None),
        ("about.md", "/tags/お便り/", ""),
        ("about.md", "/notes/tags/map-access/", ""),
        ("about.md", "/tags/index.xml", ""),
        (COUNT[11:], "ref:./2024-11-05-はじめての薪ストーブ", STOVE),
        (COUNT[11:], "ref:../about.md", "content/ja/about.md"),
        (COUNT[11:], "ref:about.md", "content/ja/about.md"),
        (COUNT[11:], "2024-11-05-はじめての薪ストーブ.md", STOVE),
        (COUNT[11:], "../../05/はじめての薪ストーブ/", STOVE),
        (COUNT[11:], "../../05/はじめての薪ストーフ\u3099/", STOVE),
        (COUNT[11:], "/diary/2024-11-20-雨の日の棚卸し.md", COUNT),
        ("books/雨と猫/index.md", "表紙.png", "content/ja/books/雨と猫/表紙.png"),
        ("books/雨と猫/index.md", "%E8%A1%A8%E7%B4%99.png", "content/ja/books/雨と猫/表紙.png"),
        ("books/雨と猫/index.md", "ref:../本の選び方", "content/ja/books/本の選び方.md"),
        ("books/雨と猫/index.md", "ref:本の選び方", "content/ja/books/本の選び方.md"),
        ("books/雨と猫/index.md", "棚.png", None),
        ("books/雨と猫/index.md", "../棚.png", "content/ja/books/棚.png"),
        ("books/_index.md", "棚.png", "content/ja/books/棚.png"),
        ("books/_index.md", "/notes/books/choosing/", "content/ja/books/本の選び方.md"),
        ("books/_index.md", "https://www.mori-no-hon.jp/notes/map/", "content/ja/about.md"),
        ("books/_index.md", "/old/店の地図.html", "content/ja/about.md"),
        ("books/_index.md", "/calendar.html", "content/ja/calendar.html"),
        ("books/_index.md", "/en/calendar.html", "content/ja/calendar.html"),
        ("books/_index.md", "/walk/", "content/ja/guide.html"),
        ("books/_index.md", "/parts/葉.png", "content/ja/parts/葉.png"),
        ("books/_index.md", "/parts/", None),
        ("books/_index.md", "/images/logo.svg", "static/images/logo.svg"),
        ("books/_index.md", "/en/", "content/en/_index.md"),
        ("books/_index.md", "/ja/", ""),
        ("books/_index.md", "/books/winter-fair/", None),
        ("books/_index.md", "/books/雨と猫/覚え書き/", None),
    ],
)  # fmt: skip
def test_fixture_answers_links(path: str, url: str, answer: str | None) -> None:
    sources = Sources(FIXTURE)
    inside = "content/ja/" + path
    written = url if not url.startswith("ref:") else '{{< ref "' + url[4:] + '" >}}'
    document = Document(inside, sources.documents[inside].text + f"\n\n[リンク]({written})\n", sources.site)
    link = document.links[-1]
    assert link.url is not None
    led = destination(link.url, document.template.targets, sources.site, inside, document.address)
    assert led.kind == "internal"
    found = sources.routes.find(led)
    assert (found.path if found else None) == answer


# ------------------------------------------------------------------------------------- small sites: configuration, files, places

JA = 'baseURL = "https://www.mori-no-hon.jp/notes/"\ntitle = "森の本"\ndefaultContentLanguage = "ja"\n'
TWO = JA + '[languages.ja]\ntitle = "森"\n[languages.en]\ntitle = "Mori"\n'
BUNDLES = {"content/blog/b/index.md": "", "content/blog/s/_index.md": ""}

TABLE: list[tuple[str, str, str, str, str]] = [
    (JA, "blog/post.md", "date: 2024-01-02", "post", "/blog/post/"),
    (JA, "blog/post.md", "title: 日付なし", "page", "/blog/post/"),
    (JA, "post.md", "date: 2024-01-02", "page", "/post/"),
    (JA, "blog/日本語 の　記事.md", "date: 2024-01-02", "post", "/blog/日本語-の-記事/"),
    (JA, "blog/「鍵」と、読点。.md", "title: a", "page", "/blog/鍵と読点/"),
    (JA, "blog/C++ & 50%オフ.md", "title: a", "page", "/blog/c++-50オフ/"),
    (JA, "blog/v1.2.md", "title: a", "page", "/blog/v1.2/"),
    (JA, "blog/b/index.md", "title: a", "page", "/blog/b/"),
    (JA, "blog/b/note.md", "title: a", "part", ""),
    (JA, "blog/b/deep/index.md", "title: a", "part", ""),
    (JA, "blog/s/_index.md", "title: a", "page", "/blog/s/"),
    (JA, "blog/s/post.md", "title: a", "page", "/blog/s/post/"),
    (JA, "_index.md", "title: a", "page", "/"),
    (JA, "blog/post.md", "slug: 別の名前", "page", "/blog/別の名前/"),
    (JA, "blog/post.md", "slug: 007", "page", "/blog/7/"),
    (JA, "blog/post.md", "slug: -両端-", "page", "/blog/両端/"),
    (JA, "blog/post.md", "url: /別の/所/", "page", "/別の/所/"),
    (JA, "blog/post.md", "url: 別の/所.html", "page", "/別の/所.html"),
    (JA, "blog/post.md", "url: /大文字 と Space", "page", "/大文字 と Space/"),
    (JA, "blog/post.md", "draft: true", "draft", "/blog/post/"),
    (JA, "blog/post.md", "published: false", "draft", "/blog/post/"),
    (JA, "blog/post.md", "date: 2099-01-01", "draft", "/blog/post/"),
    (JA, "blog/post.md", "date: 2024-01-01\npublishDate: 2099-01-01", "draft", "/blog/post/"),
    (JA, "blog/post.md", "expiryDate: 2020-01-01", "draft", "/blog/post/"),
    (JA, "blog/post.md", "date: 2024-1-2", "page", "/blog/post/"),
    (JA, "blog/post.md", "_build: {render: never}", "part", ""),
    (JA, "blog/b/index.md", "headless: true", "part", ""),
    (JA, "blog/post.md", "outputs: [json]", "part", ""),
    (JA, "blog/post.ja.md", "title: a", "page", "/blog/post/"),
    (JA, "blog/post.en.md", "title: a", "page", "/blog/post.en/"),
    (TWO, "blog/post.md", "title: a", "page", "/blog/post/"),
    (TWO, "blog/post.en.md", "title: a", "page", "/en/blog/post/"),
    (TWO, "blog/post.en.md", "url: /x/", "page", "/x/"),
    (TWO, "blog/post.en.md", "url: x/", "page", "/en/x/"),
    (TWO, "_index.en.md", "title: a", "page", "/en/"),
    ("defaultContentLanguageInSubdir = true\n" + TWO, "blog/post.md", "title: a", "page", "/ja/blog/post/"),
    ("uglyURLs = true\n" + JA, "blog/post.md", "title: a", "page", "/blog/post.html"),
    ("uglyURLs = true\n" + JA, "blog/s/_index.md", "title: a", "page", "/blog/s.html"),
    ("uglyURLs = true\n" + JA, "_index.md", "title: a", "page", "/"),
    ("disablePathToLower = true\n" + JA, "Blog/Post One.md", "title: a", "page", "/Blog/Post-One/"),
    ("removePathAccents = true\n" + JA, "blog/Café が.md", "title: a", "page", "/blog/cafe-か/"),
    (JA + '[permalinks]\nblog = "/:year/:month/:slug/"', "blog/post.md", "title: Ｃ# と、C++\ndate: 2024-03-05", "post",
     "/2024/03/ｃ#-とc-/"),
    (JA + '[permalinks]\nblog = "/:year/:month/:slug/"', "blog/post.md", "title: 無日付", "page", "/1/01/無日付/"),
    (JA + '[permalinks]\nblog = "/:sections/:filename/"', "blog/s/t/post.md", "title: a", "page", "/blog/s/post/"),
    (JA + '[permalinks]\nblog = "/:filename/"', "blog/b/index.md", "title: a", "page", "/b/"),
    (JA + '[permalinks]\n"/" = "/根/:filename/"', "post.md", "title: a", "page", "/根/post/"),
    (JA + '[permalinks]\ntags = "/札/:slug/"', "tags/猫/_index.md", "title: 猫 の 本", "page", "/札/猫-の-本/"),
    (JA + '[frontmatter]\ndate = [":filename", ":default"]', "blog/2024-03-05-本.md", "title: a", "post", "/blog/本/"),
    (JA + '[frontmatter]\ndate = [":filename", ":default"]', "blog/2024-13-05-本.md", "title: a", "page", "/blog/2024-13-05-本/"),
    (JA + "[params]\nmainSections = ['memo']", "memo/post.md", "title: a", "post", "/memo/post/"),
    (JA + "[params]\nmainSections = ['memo']", "blog/post.md", "date: 2024-01-02", "page", "/blog/post/"),
]  # fmt: skip


def files_of(configuration: str, path: str, front_matter: str) -> dict[str, str]:
    layouts = {f"layouts/_default/{name}.html": LAYOUT for name in ("single", "list")}
    return {"hugo.toml": configuration, **layouts, **BUNDLES, f"content/{path}": f"---\n{front_matter}\n---\n"}


@pytest.mark.parametrize(("configuration", "path", "front_matter", "kind", "address"), TABLE)
def test_places(configuration: str, path: str, front_matter: str, kind: str, address: str) -> None:
    files = files_of(configuration, path, front_matter)
    site = detect("", ExampleFolder(files), BASE)
    assert site is not None
    assert site.generator == "hugo"
    place = Document(f"content/{path}", files[f"content/{path}"], site).place
    assert (place.kind, place.address) == (kind, address)


@with_hugo
@pytest.mark.parametrize("configuration", list(dict.fromkeys(row[0] for row in TABLE)))
def test_the_table_of_places_is_true(configuration: str, tmp_path: Path) -> None:
    rows = [row for row in TABLE if row[0] == configuration]
    for number, (_, path, front_matter, kind, address) in enumerate(rows):
        root = tmp_path / str(number)
        write(root, files_of(configuration, path, front_matter))
        pages = build(root, tmp_path / f"public{number}").pages.get(str(root / "content" / path), [])
        assert [page.address for page in pages] == ([address] if kind in {"post", "page"} else []), (path, front_matter)


# ------------------------------------------------------------------------------------------------------------------------ laws

PIECES = st.sampled_from([
    "content/", "blog/", "b/", "s/", "_index.md", "index.md", "post.md", "post.en.md", ".en", ".", "..", " ", "//", "日本語", "%41",
    "%zz", "#", "?", ":", "+", "\\", "\0", "\ue000", ".html", ".txt", "~", "\t",
])  # fmt: skip
KEYS = st.sampled_from("title slug url date publishDate expiryDate draft aliases tags outputs type layout headless _build".split())
ODD = ["0x_", "1e999", "9" * 5000, "2024-13-45", "/../..", "http://[", "true", "::", "{"]
SAID = st.one_of(st.text(max_size=12), st.sampled_from(ODD))
CODE = st.lists(
    st.sampled_from(
        '{{ }} {{- -}} if else else end with range block define partial "x" "head.html" .Title .Site.Title $t := = ( ) | and or '
        "eq printf <title> </title> . $ .IsHome site.Params.x default `a` /* */ %s".split(" ")
    ), max_size=40,
)  # fmt: skip


@pytest.fixture(scope="module")
def several_sites() -> list[Site]:
    found = [detect("", ExampleFolder({**files_of(row[0], "a.md", ""), "content/a.md": ""}), BASE) for row in TABLE]
    return [site for site in found if site is not None]


@given(path=st.lists(PIECES, max_size=8).map("".join), said=st.dictionaries(KEYS, SAID), number=st.integers(min_value=0))
def test_no_page_is_too_odd(several_sites: list[Site], path: str, said: dict[str, str], number: int) -> None:
    site = several_sites[number % len(several_sites)]
    text = "+++\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in said.items()) + "+++\n"
    document = Document(path, text, site)
    place = document.place
    assert place.kind in {"post", "page", "draft", "part", "file"}
    assert place.address == "" or place.address.startswith("/")
    assert all(alias.startswith("/") for alias in place.aliases)
    site.routing.asset(path)
    site.routing.references(path, path)
    assert "\n" not in document.full_title or "\n" in text


@given(pieces=CODE)
def test_no_layout_is_too_odd(pieces: list[str]) -> None:
    written = " ".join(pieces)
    files = title_site(f"{written} {CALL}", {"head.html": f"<title>{{{{ {written} }}}}</title>", "x.html": written})
    site = detect("", ExampleFolder(files), BASE)
    assert site is not None
    document = Document("content/blog/a.md", files["content/blog/a.md"], site)
    assert isinstance(document.full_title, str)


@pytest.mark.parametrize(
    "written",
    ["{{ " + "(" * 5_000 + ".Title" + ")" * 5_000 + " }}", "{{ if .X }}" * 5_000, "{{ if .X }}" + "{{ else if .Y }}" * 5_000,
     '{{ template "x" . }}' * 5_000],
    ids=["brackets", "conditions", "alternatives", "calls"],
)  # fmt: skip
def test_layouts_that_are_too_deep_tell_no_title(written: str) -> None:
    files = title_site(CALL, {"head.html": f"<title>{written}</title>"})
    site = detect("", ExampleFolder(files), BASE)
    assert site is not None
    assert Document("content/blog/a.md", "---\ntitle: t\n---\n", site).full_title in {"t", "t | S"}


# ------------------------------------------------------------------------------------------------------------------- detection


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"hugo.toml": "", "content/a.md": ""}, True),
        ({"hugo.yaml": "baseURL: https://example.org/"}, True),
        ({"hugo.yaml": "on: push\njobs: {}"}, False),
        ({"config.toml": 'baseURL = "/"', "archetypes/default.md": ""}, True),
        ({"config.yml": "baseURL: /\ntheme: x", "themes/x/layouts/a.html": ""}, True),
        ({"config.json": '{"baseURL": "/"}', "layouts/index.html": ""}, True),
        ({"config.toml": 'baseURL = "/"'}, False),
        ({"config.toml": 'base_url = "/"\ntitle = "Zola"', "content/a.md": "", "themes/x": ""}, False),
        ({"config.toml": "[database]\nport = 1", "content/a.md": ""}, False),
        ({"config/_default/hugo.toml": 'title = "x"', "content/a.md": ""}, True),
        ({"config/_default/params.yaml": "a: b", "content/a.md": ""}, True),
        ({"config/default.json": "{}", "content/a.md": ""}, False),
        ({"content/a.md": "---\ntitle: a\n---\n"}, False),
    ],
)
def test_detection(files: dict[str, str], expected: bool) -> None:
    site = detect("", ExampleFolder(files), BASE)
    assert (site is not None and site.generator == "hugo") == expected


def test_posts_with_toml_show_hugo() -> None:
    from seolint.site.detect import guess

    texts = {f"content/blog/{name}.md": f'+++\ntitle = "{name}"\n+++\n## 見出し\n' for name in ("一", "二", "三")}
    site = guess("", ExampleFolder(texts), BASE)
    assert (site.generator, site.known) == ("hugo", False)
    document = Document("content/blog/一.md", texts["content/blog/一.md"], site)
    assert (document.place.kind, document.address, document.heading_ids) == ("page", "", ("見出し",))


def test_site_values() -> None:
    site = detect("", DiskFolder(str(FIXTURE)), BASE)
    assert site is not None
    assert (site.url, site.baseurl) == ("https://www.mori-no-hon.jp", "/notes")
    assert (site.title, site.suffix, site.language) == ("森の本ノート", "｜森の本ノート", "ja")


def test_featured_image_may_stand_in_a_list() -> None:
    site = detect("", ExampleFolder({"hugo.toml": JA, "content/a.md": ""}), BASE)
    assert site is not None
    image = Document("content/a.md", "---\ntitle: a\nimages: [/a.png, /b.png]\n---\n", site).featured_image
    assert image is not None
    assert image.value == "/a.png"


# ---------------------------------------------------------------------------------------------------------------------- titles

PAGES = {
    "content/_index.md": "title: ホーム",
    "content/blog/_index.md": "title: ブログ",
    "content/blog/a.md": "title: 'A & <B> “C”'\nseo:\n  title: 検索の題",
    "content/blog/b.md": "title: ''",
    "content/blog/c.md": "title: 題\nshort: 短い題\nhide: true",
    "content/docs/a.md": "title: 文書",
    "content/docs/b.md": "title: no\nshort: no",
    "content/docs/c.md": "title: .Inf\nshort: 1.10",
    "content/docs/d.md": "title: -.inf\nshort: 007",
    "content/docs/e.md": "title: 0O17\nshort: yes",
    "content/docs/f.md": "title: !!str 010\nshort: 12_3",
}
HEAD = "<head>" + LAYOUT.split("<head>")[1].split("<title>")[0]
SINGLE = '{{ define "main" }}<article>{{ .Content }}</article>{{ end }}'
BASEOF = HEAD + '%s</head><body>{{ block "main" . }}{{ end }}</body></html>'
CALL = '{{ partial "head.html" . }}'

TITLES: list[tuple[str, dict[str, str], dict[str, str]]] = [
    (
        "<title>{{ .Title }} | {{ .Site.Title }}</title>", {},
        {"blog/a": "A & <B> “C” | 森の本", "_index": "ホーム | 森の本", "blog/b": "| 森の本"},
    ),
    (
        CALL,
        {"head.html": "<title>{{ if .IsHome }}{{ site.Title }}{{ else }}{{ .Title }} &ndash; {{ site.Title }}{{ end }}</title>"},
        {"_index": "森の本", "blog/_index": "ブログ – 森の本"},
    ),
    (
        CALL, {"head.html": "<title>{{- if not .IsHome }}{{ with .Title }}{{ . }} · {{ end }}{{ end -}}{{ .Site.Title }}</title>"},
        {"_index": "森の本", "blog/b": "森の本", "docs/a": "文書 · 森の本"},
    ),
    (
        CALL, {"head.html": "{{ if .IsHome }}<title>{{ site.Title }}</title>{{ else }}\n<title>{{ .Title }}</title>\n{{ end }}"},
        {"_index": "森の本", "docs/a": "文書"},
    ),
    (
        '<title>{{ with .Params.short }}{{ . }}{{ else }}{{ .Title }}{{ end }} {{ site.Params.mark | default "-" }}</title>', {},
        {"blog/c": "短い題 ★", "docs/a": "文書 ★", "docs/b": "false ★", "docs/c": "1.1 ★", "docs/d": "7 ★", "docs/e": "true ★"},
    ),
    (
        '<title>{{ if eq .Section "docs" }}{{ .Title }}｜文書{{ else if and .IsPage (ne .Title "") }}'
        '{{ printf "%s｜%s" .Title site.Title }}{{ else }}{{ site.Title }}{{ end }}</title>', {},
        {"docs/a": "文書｜文書", "blog/c": "題｜森の本", "blog/_index": "森の本"},
    ),
    (
        '{{ $t := .Title }}{{ if .Params.hide }}{{ $t = "隠" }}{{ end }}<title>{{ $t }}{{/* 題 */}}{{ "／" }}</title>', {},
        {"docs/a": "文書／", "blog/c": "隠／"},
    ),
    (
        "{{ $t := .Title }}{{ if .WordCount }}{{ $t = site.Title }}{{ end }}<title>{{ $t }}</title>", {},
        {"docs/a": ""},
    ),
    (
        '{{ $t := cond (eq .Title "") site.Title .Title }}<title>{{ $t | plainify }}{{ "／" }}{{ .Site.Title }}</title>', {},
        {"blog/b": "森の本／森の本", "docs/a": "文書／森の本", "blog/a": ""},
    ),
    (
        '<title>{{ .Param "short" | default .Title }} - {{ $.Site.Title }}</title>', {},
        {"blog/c": "短い題 - 森の本", "docs/a": "文書 - 森の本"},
    ),
    (
        '<title>{{ block "title" . }}{{ .Title }} | {{ site.Title }}{{ end }}</title>',
        {"../docs/single.html": '{{ define "title" }}文書：{{ .Title }}{{ end }}' + SINGLE},
        {"docs/a": "文書：文書", "blog/c": "題 | 森の本"},
    ),
    (
        CALL,
        {"head.html": '<title>{{ block "title" . }}{{ .Title }} | {{ site.Title }}{{ end }}</title>',
         "../docs/single.html": '{{ define "title" }}文書：{{ .Title }}{{ end }}' + SINGLE},
        {"docs/a": "文書 | 森の本", "blog/c": "題 | 森の本"},
    ),
    (
        '<title>{{ partial "title.html" . }}</title>', {"title.html": "{{ .Title }} @ {{ site.Title }}"},
        {"docs/a": "文書 @ 森の本", "docs/b": "false @ 森の本", "docs/c": "+Inf @ 森の本", "docs/e": "15 @ 森の本",
         "docs/f": "010 @ 森の本"},
    ),
    ("<title>{{ .Title }}{{ if gt .WordCount 100 }} (long){{ end }}</title>", {}, {"docs/a": ""}),
    ("<title>{{ range .Pages }}{{ .Title }}{{ end }}{{ site.Title }}</title>", {}, {"_index": ""}),
    (CALL, {"head.html": CALL + CALL + "<title>{{ .Title }}</title>"}, {"docs/a": ""}),
]  # fmt: skip


def title_site(head: str, partials: dict[str, str]) -> dict[str, str]:
    """A site whose layouts have ``head`` in theirs."""
    layouts = {"layouts/_default/baseof.html": BASEOF % head}
    layouts |= {f"layouts/_default/{name}.html": SINGLE for name in ("single", "list")}
    layouts |= {f"layouts/partials/{name}".replace("partials/../", ""): text for name, text in partials.items()}
    pages = {path: f"---\n{front_matter}\n---\n" for path, front_matter in PAGES.items()}
    return {"hugo.toml": JA + '[params]\nmark = "★"\n', **layouts, **pages}


@pytest.mark.parametrize(("head", "partials", "expected"), TITLES)
def test_titles(head: str, partials: dict[str, str], expected: dict[str, str]) -> None:
    files = title_site(head, partials)
    site = detect("", ExampleFolder(files), BASE)
    assert site is not None
    for name, full in expected.items():
        path = f"content/{name}.md"
        document = Document(path, files[path], site)
        assert site.routing.full_title("", path, document.front_matter, document.place) == full


@with_hugo
@pytest.mark.parametrize(("head", "partials"), [row[:2] for row in TITLES if any(row[2].values())])
def test_titles_are_built_as_predicted(head: str, partials: dict[str, str], tmp_path: Path) -> None:
    root = tmp_path / "site"
    write(root, title_site(head, partials))
    sources = Sources(root)
    output = build(root, tmp_path / "public")
    for path in PAGES:
        document = sources.documents[path]
        built = output.pages[str(root / path)][0].title
        predicted = sources.site.routing.full_title("", path, document.front_matter, document.place)
        assert predicted == built or ("plainify" in head and "<" in PAGES[path] and not predicted)


LINKS = "www.foo.com http://b.com/x a@b.com ftp://c.com/y www.bar.com/a(b) (www.z.com) xwww.q.com <https://e.org/> [d](www.d.com)\n"


@with_hugo
@pytest.mark.parametrize("said", ["", 'linkifyProtocol = "http"', 'linkifyProtocol = "https"', "linkify = false"])
def test_addresses_without_marks_are_links_as_the_configuration_says(said: str, tmp_path: Path) -> None:
    root = tmp_path / "site"
    write(root, {
        "hugo.toml": f'baseURL = "https://example.org/"\n[markup.goldmark.extensions]\n{said}\n',
        "layouts/_default/single.html": "<main>{{ .Content }}</main>", "content/blog/a.md": f"---\ntitle: t\n---\n{LINKS}",
    })  # fmt: skip
    build(root, tmp_path / "public")
    soup = BeautifulSoup((tmp_path / "public/blog/a/index.html").read_text("utf-8"), "html.parser")
    site = detect("", DiskFolder(str(root)), BASE)
    assert site is not None
    links = Document("content/blog/a.md", (root / "content/blog/a.md").read_text("utf-8"), site).links
    assert [link.url.value for link in links if link.url] == [a["href"] for a in soup.select("a")]
