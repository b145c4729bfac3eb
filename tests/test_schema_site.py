"""Structured data among the pages and layouts of a site."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from seolint.engine.lint import lint_texts
from seolint.registry import installed
from seolint.testing import site_of

ARTICLE = '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "BlogPosting"}</script>'
OWN = '<head><title>x</title><script type="application/ld+json">{"@type": "Article", "name": "{{ page.title }}"}</script></head>'
POST = "_posts/2026-01-31-a.md"


def found(rule: str, files: Mapping[str, str]) -> list[tuple[str, str]]:
    """The file and the marked text of each finding."""
    site = site_of(files)
    pages = {path: text for path, text in files.items() if path.endswith((".md", ".html")) and not path.startswith("_layouts")}
    said = lint_texts(pages, [installed()[rule].load()()], site)
    return [(each.at.path, files[each.at.path][each.at.start : each.at.end]) for each in said]


@pytest.mark.parametrize(
    ("config", "layout", "front", "says"),
    [
        ("plugins: [jekyll-seo-tag]", "<head>{% seo %}</head>", "", True),
        ("plugins: [jekyll-seo-tag]", "<head>{% seo title=false %}</head>", "", True),
        ("plugins: [jekyll-seo-tag]", "<head>{% if page.seo %}{% seo %}{% endif %}</head>", "", False),
        ("plugins: [jekyll-seo-tag]", "<head>{% if site.time %}{% seo %}{% endif %}</head>", "", False),
        ("plugins: [jekyll-seo-tag]", "<head>{% comment %}{% seo %}{% endcomment %}<title>x</title></head>", "", False),
        ("plugins: [jekyll-seo-tag]", "<head>{% seo %}</head>", "seo: {type: Product}\n", False),
        ("plugins: [jekyll-seo-tag]", "<head><title>x</title></head>", "", False),
        ("plugins: [jekyll-seo-tag]\ntheme: minima", "", "", True),
        ("title: x", OWN, "", True),
        ("title: x", OWN.replace("Article", "WebSite"), "", False),
    ],
)  # fmt: skip
def test_what_layouts_describe_is_known_where_it_is_certain(config: str, layout: str, front: str, says: bool) -> None:
    layouts = {"_layouts/post.html": layout + "{{ content }}"} if layout else {}
    files = {"_config.yml": config + "\n", **layouts, POST: f"---\nlayout: post\ntitle: A\n{front}---\n{ARTICLE}\n"}
    assert found("schema-duplicate", files) == ([(POST, "BlogPosting")] if says else [])


def me(name: str, more: str = "") -> str:
    thing = f'"@context": "https://schema.org", "@type": "Person", "@id": "https://pan.jp/#me", "name": "{name}"{more}'
    return f'<script type="application/ld+json">{{{thing}}}</script>\n'


def test_the_one_that_differs_is_flagged() -> None:
    pages = {f"{number:03}.md": me("May Baker" if number != 7 else "Mae Baker") for number in range(100)}
    assert found("schema-id", pages) == [("007.md", "Mae Baker")]


def test_what_may_differ_is_left_alone() -> None:
    pages = {
        "a.md": me("May Baker", ', "sameAs": "https://a.jp", "description": "a"'),
        "b.md": me("MAY  BAKER", ', "sameAs": "https://b.jp", "description": "b"'),
        "en/c.md": "---\nlang: en\n---\n" + me("M. Baker").replace("M. Baker", "メイ"),
        "d.md": me("May Baker").replace("Person", "WebPage").replace("May Baker", "Home"),
        "e.md": "---\nlayout: post\n---\n" + me("{{ site.author }}"),
    }
    assert found("schema-id", pages) == []


def test_relative_ids_belong_to_their_page() -> None:
    page = '<!DOCTYPE html><html><head><title>x</title>{}</head><body><p id="c">c</p></body></html>'
    block = me("{}", ', "knows": [{{"@id": "{}"}}, {{"@id": "#c"}}]').replace("https://pan.jp/#me", "#me")
    texts = {
        "a.html": page.format(block.replace("{{", "{").replace("}}", "}").replace("{}", "A", 1).replace("{}", "#me", 1)),
        "b.html": page.format(block.replace("{{", "{").replace("}}", "}").replace("{}", "B", 1).replace("{}", "#mi", 1)),
    }
    assert found("schema-id", texts) == [("b.html", "#mi")]
