"""Sites of the generators that no test builds: addresses, titles and ids as their real builds gave them.

Jekyll and Hugo have tests of their own, which build. The tables of this file were compared with builds of Hexo 8, VitePress 1.6,
Docusaurus 3.9 and Astro 5 with Starlight; Zenn's and Qiita's addresses hold a name that is not in the repository.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from seolint.document import Document
from seolint.engine.sites import Sites
from seolint.site import Site
from seolint.site.detect import detect, guess
from seolint.testing import ExampleFolder

BASE = Site(now=datetime(2026, 1, 31, tzinfo=UTC))
HEADINGS = (
    "\n\n## はじめに\n\n## Hello World! 2.0\n\n## はじめに\n\n## `code` と *強調*（全角）\n\n## [リンク](https://x.jp) A & B\n"
    "\n## É １２ ＡＢ\n"
)

HEXO = {
    "_config.yml": "title: 森のノート\nurl: https://example.org/blog\nroot: /blog/\npermalink: :year/:month/:day/:title/\n",
    "package.json": '{"dependencies": {"hexo": "8"}}',
    "source/_posts/a.md": "",
}
HEXO_NAMED = {**HEXO, "_config.yml": HEXO["_config.yml"] + "new_post_name: :year-:month-:day-:title.md\n"}
VITEPRESS = {".vitepress/config.mjs": "export default { title: '森の文書', base: '/docs/', lang: 'ja' }"}
DOCUSAURUS = {
    "docusaurus.config.js": "module.exports = { title: '森の文書', url: 'https://example.org', baseUrl: '/site/' }"
}
ASTRO = {
    "astro.config.mjs": "export default defineConfig({ site: 'https://example.org', base: '/docs', "
    "integrations: [starlight({ title: '森の文書' })] })"
}
ZENN = {"articles/0123456789abc.md": "---\ntitle: t\nemoji: 🍞\ntype: tech\ntopics: [パン]\npublished: true\n---\n"}
QIITA = {"qiita.config.json": "{}", "public/a.md": ""}
NEXT = {"next.config.mjs": "export default { basePath: '/notes' }"}


def document(files: dict[str, str], path: str, text: str) -> Document:
    site = detect("", ExampleFolder({**files, path: text}), BASE)
    assert site is not None
    return Document(path, text, site)


@pytest.mark.parametrize(
    ("files", "path", "front_matter", "kind", "address", "title"),
    [
        (HEXO, "source/_posts/hello-world.md", "title: H\ndate: 2024-03-05 23:30:00", "post", "/2024/03/05/hello-world/", None),
        (HEXO, "source/_posts/日本語 の記事.md", "title: 日本語\ndate: 2024-1-5", "post", "/2024/01/05/日本語 の記事/", None),
        (HEXO, "source/_posts/2024/sub-post.md", "date: 2024-02-03T04:05:06", "post", "/2024/02/03/2024/sub-post/", None),
        (HEXO, "source/_posts/a.md", "date: 2024-02-03\npermalink: custom/パーマ/", "post", "/custom/パーマ/", None),
        (HEXO, "source/_posts/a.md", "date: 2024-02-03\npermalink: custom2", "post", "/custom2", None),
        (HEXO, "source/_posts/a.md", "date: 2024-02-03\nslug: own-slug", "post", "/2024/02/03/a/", None),
        (HEXO, "source/_posts/Upper_Case.Dot.md", "title: P\ndate: 2024/02/03", "post", "/2024/02/03/Upper_Case.Dot/", None),
        (HEXO, "source/_posts/a.md", "title: no date", "post", "", None),
        (HEXO_NAMED, "source/_posts/2024-03-04-kama.md", "title: K", "post", "/2024/03/04/kama/", None),
        (HEXO_NAMED, "source/_posts/2024-03-04-kama.md", "date: 2025-01-02", "post", "/2025/01/02/kama/", None),
        (HEXO_NAMED, "source/_posts/2024-3-4-kama no.md", "date: 2025-01-02", "post", "/2025/01/02/2024-3-4-kama-no/", None),
        (HEXO, "source/_posts/a.md", "date: 2024-02-03\npublished: false", "draft", "", None),
        (HEXO, "source/_drafts/a.md", "date: 2024-02-03", "draft", "", None),
        (HEXO, "source/about/index.md", "title: A", "page", "/about/", None),
        (HEXO, "source/ページ.md", "title: A", "page", "/ページ.html", None),
        (HEXO, "source/perm.md", "permalink: x/y.html", "page", "/x/y.html", None),
        (VITEPRESS, "index.md", "title: ホーム", "page", "/", "ホーム | 森の文書"),
        (VITEPRESS, "guide/index.md", "title: ガイド", "page", "/guide/", "ガイド | 森の文書"),
        (VITEPRESS, "guide/日本語.md", "title: 日本語\ntitleTemplate: false", "page", "/guide/日本語.html", "日本語"),
        (VITEPRESS, "guide/t.md", "title: T\ntitleTemplate: ':title — X'", "page", "/guide/t.html", "T — X"),
        (VITEPRESS, "guide/t2.md", "title: T2\ntitleTemplate: Other", "page", "/guide/t2.html", "T2 | Other"),
        (VITEPRESS, "README.md", "title: R", "page", "/README.html", "R | 森の文書"),
        (DOCUSAURUS, "docs/index.md", "title: ホーム", "page", "/docs", "ホーム | 森の文書"),
        (DOCUSAURUS, "docs/01-intro/index.md", "title: 序", "page", "/docs/intro", "序 | 森の文書"),
        (DOCUSAURUS, "docs/01-intro/02-first.md", "title: 最初", "page", "/docs/intro/first", "最初 | 森の文書"),
        (DOCUSAURUS, "docs/01-intro/id.md", "id: other\ntitle: S", "page", "/docs/intro/other", "S | 森の文書"),
        (DOCUSAURUS, "docs/01-intro/slug.md", "slug: own\ntitle: S", "page", "/docs/intro/own", "S | 森の文書"),
        (DOCUSAURUS, "docs/01-intro/slug.md", "slug: /abs/日本\ntitle: S", "page", "/docs/abs/日本", "S | 森の文書"),
        (DOCUSAURUS, "docs/guide/guide.md", "title: S", "page", "/docs/guide", "S | 森の文書"),
        (DOCUSAURUS, "docs/guide/2024-01-02-x.md", "title: S", "page", "/docs/guide/2024-01-02-x", "S | 森の文書"),
        (DOCUSAURUS, "docs/guide/v1.2.md", "title: S", "page", "/docs/guide/v1.2", "S | 森の文書"),
        (DOCUSAURUS, "docs/guide/_part.md", "title: S", "part", "", None),
        (DOCUSAURUS, "docs/guide/a.md", "draft: true", "draft", "", None),
        (DOCUSAURUS, "blog/2024-03-05-hello.md", "title: H", "post", "/blog/2024/03/05/hello", "H | 森の文書"),
        (DOCUSAURUS, "blog/2024/02/03/deep.md", "title: D", "post", "/blog/2024/02/03/deep", "D | 森の文書"),
        (DOCUSAURUS, "blog/2024-01-01-folder/index.md", "title: F", "post", "/blog/2024/01/01/folder", "F | 森の文書"),
        (DOCUSAURUS, "blog/a.md", "title: S\nslug: own-slug", "post", "/blog/own-slug", "S | 森の文書"),
        (DOCUSAURUS, "blog/nodate.md", "title: N", "post", "/blog/nodate", "N | 森の文書"),
        (DOCUSAURUS, "src/pages/about.md", "title: A", "page", "/about", "A | 森の文書"),
        (DOCUSAURUS, "README.md", "title: A", "part", "", None),
        (ASTRO, "src/content/docs/index.md", "title: ホーム", "page", "/", "ホーム | 森の文書"),
        (ASTRO, "src/content/docs/guides/index.mdx", "title: ガ", "page", "/guides/", "ガ | 森の文書"),
        (ASTRO, "src/content/docs/guides/First Post.md", "title: 最", "page", "/guides/first-post/", "最 | 森の文書"),
        (ASTRO, "src/content/docs/guides/日本語.md", "title: 日", "page", "/guides/日本語/", "日 | 森の文書"),
        (ASTRO, "src/content/docs/guides/slug.md", "title: S\nslug: own/place", "page", "/own/place/", "S | 森の文書"),
        (ASTRO, "src/content/docs/guides/v1.2.md", "title: V", "page", "/guides/v12/", "V | 森の文書"),
        (ASTRO, "src/content/docs/a.md", "title: D\ndraft: true", "draft", "", None),
        (ASTRO, "src/content/news/a.md", "title: N", "post", "", "N | 森の文書"),
        (ASTRO, "src/pages/about.md", "title: A", "page", "/about/", "A | 森の文書"),
        (ZENN, "articles/a.md", "title: Z\nemoji: 🍞\ntopics: [a]\npublished: true", "post", "", "Z"),
        (ZENN, "articles/a.md", "title: Z\nemoji: 🍞\ntopics: [a]\npublished: false", "draft", "", None),
        (QIITA, "public/a.md", "title: Q\nid: 0123\nprivate: false", "post", "", "Q"),
        (QIITA, "public/a.md", "title: Q\nignorePublish: true", "draft", "", None),
        (NEXT, "pages/blog/a.mdx", "title: N", "page", "/blog/a", "N"),
        (NEXT, "app/(site)/about/page.mdx", "title: N", "page", "/about", "N"),
        (NEXT, "content/posts/a.mdx", "title: N", "post", "", "N"),
    ],
)
def test_a_source_file_is_published_where_its_generator_puts_it(
    files: dict[str, str], path: str, front_matter: str, kind: str, address: str, title: str | None
) -> None:
    doc = document(files, path, f"---\n{front_matter}\n---{HEADINGS}")
    assert (doc.place.kind, doc.address) == (kind, address)
    if title is not None:
        assert doc.full_title == title


@pytest.mark.parametrize(
    ("files", "path", "ids"),
    [
        (HEXO, "source/_posts/a.md",
         ["はじめに", "Hello-World-2-0", "はじめに-1", "code-と-強調（全角）", "リンク-A-B", "E-１２-AB"]),
        (VITEPRESS, "a.md",
         ["はし\u3099めに", "hello-world-2-0", "はし\u3099めに-1", "code-と-強調-全角", "リンク-a-b", "e-12-ab"]),
        (DOCUSAURUS, "docs/a.md", ["はじめに", "hello-world-20", "はじめに-1", "code-と-強調全角", "リンク-a--b", "é-１２-ａｂ"]),
        (ASTRO, "src/content/docs/a.md",
         ["はじめに", "hello-world-20", "はじめに-1", "code-と-強調全角", "リンク-a--b", "é-１２-ａｂ"]),
        (ZENN, "articles/a.md",
         ["%E3%81%AF%E3%81%98%E3%82%81%E3%81%AB", "hello-world!-2.0", "%E3%81%AF%E3%81%98%E3%82%81%E3%81%AB-1",
          "code-%E3%81%A8-%E5%BC%B7%E8%AA%BF%EF%BC%88%E5%85%A8%E8%A7%92%EF%BC%89", "%E3%83%AA%E3%83%B3%E3%82%AF-a-%26-b",
          "%C3%A9-%EF%BC%91%EF%BC%92-%EF%BD%81%EF%BD%82"]),
        (NEXT, "pages/a.mdx", ["", "", "", "", "", ""]),
    ],
)  # fmt: skip
def test_headings_have_the_ids_that_their_generator_gives(files: dict[str, str], path: str, ids: list[str]) -> None:
    assert list(document(files, path, f"---\ntitle: t\n---{HEADINGS}").heading_ids) == ids


@pytest.mark.parametrize(("files", "path"), [(VITEPRESS, "a.md"), (DOCUSAURUS, "docs/a.md"), ({"b.md": ""}, "a.md")])
def test_a_written_id_is_the_id(files: dict[str, str], path: str) -> None:
    text = "# 題 {#own}\n\n## 二 {#two}\n\n## 二\n"
    site = detect("", ExampleFolder(files), BASE) or BASE
    doc = Document(path, text, site)
    assert (doc.heading_ids, [heading.text.value for heading in doc.headings]) == (("own", "two", "二"), ["題", "二", "二"])


def test_vitepress_takes_kana_apart() -> None:
    assert document(VITEPRESS, "a.md", "## 1. ガイド\n").heading_ids == ("_1-カ\u3099イト\u3099",)


@pytest.mark.parametrize(
    ("files", "generator", "url", "baseurl", "language"),
    [
        (HEXO, "hexo", "https://example.org", "/blog", ""),
        (VITEPRESS, "vitepress", "", "/docs", "ja"),
        (DOCUSAURUS, "docusaurus", "https://example.org", "/site", ""),
        (ASTRO, "astro", "https://example.org", "/docs", ""),
        (ZENN, "zenn", "", "", "ja"),
        (QIITA, "qiita", "", "", "ja"),
        (NEXT, "next", "", "/notes", ""),
        ({"gatsby-config.ts": "export default { siteMetadata: { siteUrl: `https://example.org/` } }"}, "gatsby",
         "https://example.org", "", ""),
        ({"index.html": "", "CNAME": "www.example.org\n"}, "plain", "https://www.example.org", "", ""),
    ],
)  # fmt: skip
def test_a_folder_shows_its_generator(files: dict[str, str], generator: str, url: str, baseurl: str, language: str) -> None:
    site = detect("", ExampleFolder(files), BASE)
    assert site is not None
    assert (site.generator, site.url, site.baseurl, site.language) == (generator, url, baseurl, language)


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"a.md": "# A\n"},
        {"index.html": "<h1>A</h1>"},
        {"articles/a.md": "---\ntitle: t\n---\n"},
        {"package.json": '{"dependencies": {"hexo": "8"}}'},
        {"public/a.md": "---\ntitle: t\n---\n"},
    ],
)
def test_a_folder_without_marks_is_no_site(files: dict[str, str]) -> None:
    assert detect("", ExampleFolder(files), BASE) is None


@pytest.mark.parametrize(
    ("generator", "text"),
    [
        ("zenn", "---\ntitle: t\nemoji: 🍞\ntopics: [a]\n---\n"),
        ("qiita", "---\ntitle: t\norganization_url_name: null\nignorePublish: false\n---\n"),
        ("vitepress", "# 題 {#title}\n\n::: tip\n文。\n:::\n"),
        ("docusaurus", "---\nsidebar_position: 1\n---\n# 題\n"),
        ("hexo", "---\ntitle: t\n---\n{% post_link a %}\n"),
        ("jekyll", "---\ntitle: t\n---\n{% highlight ruby %}{% endhighlight %}\n"),
        ("plain", "---\ntitle: t\n---\n::: tip\n文。\n:::\n"),
    ],
)
def test_posts_show_their_generator_where_nothing_else_does(generator: str, text: str) -> None:
    site = guess("", ExampleFolder({"a.md": text, "b.md": text, "c.md": "# c\n"}), BASE)
    assert site.generator == generator
    assert Document("a.md", text, site).address == ""


ARTICLE = next(iter(ZENN.values()))
PAGE = "<!DOCTYPE html><html><head><title>a</title></head><body></body></html>"


@pytest.mark.parametrize(
    ("files", "path", "generator", "kind", "address", "root"),
    [
        ({"articles/x.md": ARTICLE}, "docs/index.html", "plain", "page", "/index.html", "docs"),
        ({"articles/x.md": ARTICLE}, "docs/a/b/c.HTM", "plain", "page", "/a/b/c.HTM", "docs"),
        ({"articles/x.md": ARTICLE}, "index.html", "plain", "page", "/index.html", ""),
        ({"articles/x.md": ARTICLE}, "README.md", "zenn", "part", "", ""),
        ({"articles/x.md": ARTICLE}, "articles/y.md", "zenn", "post", "", ""),
        ({"articles/x.md": ARTICLE, "docs/_config.yml": ""}, "docs/a.html", "jekyll", "page", "/a.html", "docs"),
        ({"qiita.config.json": "{}", "public/x.md": ""}, "docs/index.html", "plain", "page", "/index.html", "docs"),
        ({"qiita.config.json": "{}"}, "public/x.md", "qiita", "post", "", ""),
        ({"z1/articles/x.md": ARTICLE, "z2/articles/y.md": ARTICLE}, "www/index.html", "plain", "page", "/www/index.html", ""),
        ({"z1/articles/x.md": ARTICLE, "z2/articles/y.md": ARTICLE, "www/a.md": "# a"}, "www/a.md", "plain", "page", "", ""),
        ({"a/x.md": ARTICLE, "a/y.md": ARTICLE}, "a/z.md", "zenn", "part", "", ""),
        ({"a/x.md": ARTICLE, "a/y.md": ARTICLE}, "www/index.html", "plain", "page", "/index.html", "www"),
    ],
)  # fmt: skip
def test_what_a_generator_does_not_read_is_not_its_own(
    tmp_path: Path, files: dict[str, str], path: str, generator: str, kind: str, address: str, root: str
) -> None:
    for name, text in {path: PAGE if path.lower().endswith((".html", ".htm")) else ARTICLE, **files}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    file = tmp_path / path
    site = Sites((str(tmp_path),), BASE.now).of(file.as_posix())
    doc = Document(file.as_posix(), file.read_text("utf-8"), site)
    assert (site.generator, doc.place.kind, doc.address) == (generator, kind, address)
    assert site.root == (tmp_path / root).as_posix()
    assert doc.is_page == (kind not in {"part", "file"})


@pytest.mark.parametrize(
    ("home", "root"),
    [("https://a.jp/notes/en/", "public"), ("https://a.jp/en/", "public/en"), ("https://en.a.jp/notes/en/", "public/en")],
)
def test_a_language_of_a_published_site_is_a_part_of_it(tmp_path: Path, home: str, root: str) -> None:
    for folder, url in (("public", "https://a.jp/notes/"), ("public/en", home)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "sitemap.xml").write_text("", encoding="utf-8")
        (tmp_path / folder / "index.html").write_text(f'<link rel="canonical" href="{url}">', encoding="utf-8")
    site = Sites((str(tmp_path),), BASE.now).of(f"{tmp_path}/public/en/about/index.html")
    assert site.root == f"{tmp_path}/{root}"
