"""What answers a link, what certainly does not, what was meant, and links written anew."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint.document import Document
from seolint.engine.surroundings import MemorySurroundings
from seolint.site import Place, Site
from seolint.site.folder import Setting
from seolint.site.nearest import nearest
from seolint.site.redirects import patterns_of_lines, patterns_of_settings, read_redirects
from seolint.site.respell import respell
from seolint.site.routes import Destination, Routes, read_destination
from seolint.testing import site_of

PAGE = "---\ntitle: 見出し\n---\n本文。\n"


def graph(files: Mapping[str, str]) -> tuple[Site, dict[str, Place], Routes]:
    site = site_of(files)
    pages = {path: text for path, text in files.items() if path.endswith((".md", ".html"))}
    places = {path: Document(path, text, site).place for path, text in pages.items()}
    return site, places, MemorySurroundings(files).routes(site, places)


JEKYLL = {
    "_config.yml": "url: https://pan.jp\nbaseurl: /blog\npermalink: /:year/:month/:title/\n",
    "index.md": PAGE,
    "about.md": PAGE,
    "_posts/2026-01-01-shokupan.md": PAGE,
    "_posts/2026-01-02-パン切り包丁.md": PAGE,
    "shop/index.md": PAGE,
    "assets/img/pan.png": "",
    "_redirects": "/old/* /blog/ 301\n/gone /blog/about.html\n/* /404.html 404\n",
}
SITE, PLACES, ROUTES = graph(JEKYLL)


def lead(url: str, path: str = "index.md") -> Destination:
    return read_destination(url, SITE, path, PLACES[path].address)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/blog/2026/01/shokupan/", "_posts/2026-01-01-shokupan.md"),
        ("https://pan.jp/blog/about.html#a", "about.md"),
        ("https://pan.jp/blog/about?q=1", "about.md"),
        ("/blog/shop", "shop/index.md"),
        ("/blog/assets/img/pan.png", "assets/img/pan.png"),
        ("/blog/2026/01/%E3%83%91%E3%83%B3%E5%88%87%E3%82%8A%E5%8C%85%E4%B8%81/", "_posts/2026-01-02-パン切り包丁.md"),
        ("2026/01/shokupan/", "_posts/2026-01-01-shokupan.md"),
    ],
)
def test_links_are_answered(url: str, path: str) -> None:
    answer = ROUTES.find(lead(url))
    assert answer is not None
    assert (answer.path, answer.off) == (path, "")
    assert not ROUTES.lacks(lead(url))


@pytest.mark.parametrize(
    ("url", "off"),
    [
        ("/about.html", "base"),
        ("/blog/About.html", "case"),
        ("/blog/2026/01/\u30cf\u309a\u30f3切り包丁/", "form"),
        ("about.md", "source"),
    ],
)
def test_links_that_are_a_little_off(url: str, off: str) -> None:
    answer = ROUTES.find(lead(url))
    assert answer is not None
    assert answer.off == off


@pytest.mark.parametrize(
    "url", ["/blog/abuot.html", "/blog/2025/12/shokupan/", "/blog/assets/img/pann.png", "nowhere.md"]
)
def test_what_is_certainly_not_there(url: str) -> None:
    assert ROUTES.find(lead(url)) is None
    assert ROUTES.lacks(lead(url))


@pytest.mark.parametrize(
    "url",
    [
        "/blog/tags/pan/",  # a plugin's
        "/blog/page2/",
        "/blog/feed.xml",  # no file is published there
        "/blog/assets/css/theme.css",
        "/blog/app/start/",  # no page is published there
        "/blog/shop/x.html",
        "/old/anything/",  # another site's
        "https://elsewhere.jp/x",
        "{{ site.baseurl }}/x/",
        "../../outside.md",
    ],
)
def test_what_nobody_can_tell(url: str) -> None:
    assert not ROUTES.lacks(lead(url))


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("/blog/abuot.html", "/about/"),
        ("/blog/2025/12/shokupan/", "/2026/01/shokupan/"),
        ("/blog/2026/01/shoku-pan/", "/2026/01/shokupan/"),
        ("/blog/assets/img/pann.png", "/assets/img/pan.png"),
        ("/blog/2026/01/パン切り包丁の選び方/", "/2026/01/パン切り包丁/"),
        ("/blog/knife.html", None),
        ("abuot.md", "about.md"),
    ],
)
def test_what_was_meant(url: str, meant: str | None) -> None:
    assert ROUTES.nearest(lead(url)) == meant


def test_of_several_that_may_be_meant_none_is() -> None:
    assert nearest("/a/pan-1/", ["/a/pan-2/", "/a/pan-3/"]) is None
    assert nearest("/a/kiji-pan4/", ["/a/kiji-pan4-3/"]) is None
    assert nearest("/x/pan/", ["/a/pan/", "/b/pan/"]) is None
    assert nearest("/a/b/pan/", ["/a/c/pan/", "/elsewhere/far/away/pan/"]) == "/a/c/pan/"
    assert nearest("/2026-01-01-pan/", ["/pan/"]) == "/pan/"
    assert nearest("/", ["/a/"]) is None
    assert nearest("/server-options/", ["/shared-options/"]) is None
    assert nearest("/panya-sns/", ["/panya-sns-jirei/", "/panya-web/"]) == "/panya-sns-jirei/"


WRITTEN = ["/blog/x/", "https://pan.jp/blog/x.html", "x/", "./x.html", "../x/", "/x", "//pan.jp/blog/x", "/blog/%E3%83%91"]


@given(
    st.sampled_from(WRITTEN),
    st.sampled_from(["", "?q=1", "#a", "?q=1#a"]),
    st.sampled_from(sorted(PLACES)),
    st.sampled_from([path for path in sorted(PLACES) if PLACES[path].address]),
)
def test_a_link_written_anew_leads_to_its_target(written: str, rest: str, path: str, target: str) -> None:
    new = respell(written + rest, PLACES[target].address, SITE, path, PLACES[path].address)
    answer = ROUTES.find(lead(new, path))
    assert answer is not None
    assert (answer.path, answer.off) == (target, "")
    assert new.endswith(rest)
    assert new.startswith(("/", "http")) == written.startswith(("/", "http"))


@given(st.sampled_from(["x.md", "./x.md", "../x.md"]), st.sampled_from(sorted(PLACES)), st.sampled_from(sorted(PLACES)))
def test_a_source_written_anew_is_that_source(written: str, path: str, target: str) -> None:
    new = respell(written, target, SITE, path, PLACES[path].address)
    answer = ROUTES.find(lead(new, path))
    assert answer is not None
    assert answer.path == target


def test_what_would_end_a_link_is_not_written() -> None:
    assert respell("/blog/x/", "/a(b)/", SITE, "index.md", "/") == ""


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/gone", True), ("/gone/", True), ("/gone/x", False), ("/old/x/y", True), ("/post/a", True), ("/older", False),
    ],
)  # fmt: skip
def test_redirects_of_hosts(address: str, leads: bool) -> None:
    lines = patterns_of_lines("# comment\n/gone /a\nhttps://pan.jp/old/*  /b 301!\n/* /404.html 404\n/lonely\n")
    named: list[Setting] = [{"source": "/post/:slug"}, {"from": "/*", "status": "404"}, "x"]
    settings = patterns_of_settings({"redirects": named, "rewrites": ""})
    assert read_redirects([*lines, *settings]).lead(address) is leads


def test_a_site_on_one_page_answers_everything() -> None:
    assert read_redirects(patterns_of_lines("/* /index.html 200\n")).lead("/any/where")


def test_a_built_site_says_below_which_path_it_is() -> None:
    home = '<!doctype html><html><head><link rel="canonical" href="https://pan.jp/blog/"></head><body></body></html>'
    site, _, routes = graph({"index.html": home, "robots.txt": "", "a.html": home})
    assert (site.url, site.baseurl) == ("https://pan.jp", "/blog")
    answer = routes.find(read_destination("/blog/a.html", site, "index.html", "/index.html"))
    assert answer is not None
    assert answer.path == "a.html"
