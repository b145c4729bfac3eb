"""Document links: each leads to the file that answers it, or to its URL."""

from __future__ import annotations

from assist_site import open_site

from seolint.assist.links import lead_at, links

JEKYLL = {
    "_config.yml": "url: https://pan.example\nbaseurl: /blog\npermalink: /:title/\n",
    "_posts/2026-01-10-kama.md": "---\ntitle: 窯\nimage: /img/pan.png\n---\n"
    "[記事]({% post_url 2026-01-11-pan %}) と [番地](/blog/pan/#koubo)、[ここ](#aji)、[外](https://a.jp/b)。\n\n"
    "![食パン](/blog/img/pan.png) と [ない](/blog/nai/)、[便り](mailto:a@a.jp)、[参照][1]。\n\n## 味 {#aji}\n\n[1]: /blog/pan/\n",
    "_posts/2026-01-11-pan.md": "---\ntitle: パン\n---\n## 酵母 {#koubo}\n",
    "img/pan.png": "",
}


def test_links_and_pictures_lead_to_files_and_urls() -> None:
    opened = open_site(JEKYLL)
    found = {opened.said(lead.at): (lead.path or lead.url, lead.fragment) for lead in links(opened.doc, opened.around)}
    assert found == {
        "/img/pan.png": ("img/pan.png", ""),
        "{% post_url 2026-01-11-pan %}": ("_posts/2026-01-11-pan.md", ""),
        "/blog/pan/#koubo": ("_posts/2026-01-11-pan.md", "koubo"),
        "#aji": ("_posts/2026-01-10-kama.md", "aji"),
        "https://a.jp/b": ("https://a.jp/b", ""),
        "/blog/img/pan.png": ("img/pan.png", ""),
        "mailto:a@a.jp": ("mailto:a@a.jp", ""),
        "/blog/pan/": ("_posts/2026-01-11-pan.md", ""),
    }


def test_a_link_says_what_it_leads_to_in_both_languages() -> None:
    opened = open_site(JEKYLL)
    said = next(lead.says for lead in links(opened.doc, opened.around) if lead.fragment == "koubo")
    assert (said.ja, said.en) == ("記事：パン (_posts/2026-01-11-pan.md)", "Post: パン (_posts/2026-01-11-pan.md)")


def test_a_site_in_a_folder_has_the_paths_of_the_run() -> None:
    texts = {f"docs/{path}" if path.endswith(".md") else path: text for path, text in
             {"mkdocs/a.md": "[b](b.md)\n", "mkdocs/b.md": "# B\n"}.items()}  # fmt: skip
    opened = open_site(texts)
    assert [lead.path for lead in links(opened.doc, opened.around)] == ["docs/mkdocs/b.md"]


def test_without_a_site_only_urls_lead_somewhere() -> None:
    opened = open_site(JEKYLL)
    found = {opened.said(lead.at): lead.path or lead.url for lead in links(opened.doc)}
    assert {url for url in found.values() if url} == {opened.doc.path, "https://a.jp/b", "mailto:a@a.jp"}
    assert {at for at, url in found.items() if not url} == {
        "/img/pan.png", "{% post_url 2026-01-11-pan %}", "/blog/pan/#koubo", "/blog/img/pan.png", "/blog/nai/", "/blog/pan/",
    }  # fmt: skip


def test_tags_that_are_no_links_lead_too() -> None:
    post = {"_posts/2026-01-10-a.md": "---\n---\n{% link b.md %} です\n", "b.md": "---\n---\n"}
    opened = open_site({"_config.yml": "permalink: /:title/\n", **post})
    found = links(opened.doc, opened.around)
    assert [(opened.said(lead.at), lead.path) for lead in found] == [("b.md", "b.md")]


def test_the_innermost_is_at_the_cursor() -> None:
    opened = open_site({"a.md": "[![図‸](a.png)](b.md)\n", "a.png": "", "b.md": "# B\n"})
    lead = lead_at(opened.doc, opened.offset, opened.around)
    assert lead is not None
    assert lead.path == "a.png"
    opened = open_site({"a.md": "[![図](a.png)](b.m‸d)\n", "a.png": "", "b.md": "# B\n"})
    lead = lead_at(opened.doc, opened.offset, opened.around)
    assert lead is not None
    assert lead.path == "b.md"
