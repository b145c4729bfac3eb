"""Where the pictures of a page are looked up, as its generator publishes them, and what is known of their files."""

import os
from pathlib import Path

import pytest
from PIL import Image

from seolint.document import Document
from seolint.engine.surroundings import DiskSurroundings, MemorySurroundings
from seolint.index import File
from seolint.site import Site
from seolint.site.nearest import nearest
from seolint.testing import site_of
from seolint.text import Location, Placed

JEKYLL = {"_config.yml": "baseurl: /blog\nurl: https://a.jp\n", "_posts/2026-01-02-a.md": "---\n---\n", "img/pan.png": ""}
HUGO = {"hugo.toml": "", "content/posts/a/index.md": "", "content/posts/a/pan.png": "", "static/img/pan.png": ""}
ASTRO = {"astro.config.mjs": "", "src/content/blog/a.md": "", "src/content/blog/pan.png": "", "public/pan.png": "",
         "src/pages/og.png.ts": "", "src/pages/[slug].png.ts": ""}  # fmt: skip
DOCUSAURUS = {"docusaurus.config.js": "module.exports = {}", "blog/a.md": "", "blog/pan.png": "", "static/img/pan.png": ""}
VITEPRESS = {".vitepress/config.js": "", "a.md": "", "pan.png": "", "public/pan.png": ""}
ZENN = {"package.json": '{"dependencies": {"zenn-cli": "1"}}', "articles/a-b-c-d-e-f-g.md": "", "images/pan.png": ""}
GATSBY = {"gatsby-config.js": "", "content/blog/a/index.md": "", "content/blog/a/pan.png": "", "static/pan.png": ""}

PICTURES = (
    (JEKYLL, "/img/pan.png", "img/pan.png"),
    (JEKYLL, "/blog/img/pan.png?w=3", "img/pan.png"),
    (JEKYLL, "https://a.jp/blog/img/p%61n.png", "img/pan.png"),
    (JEKYLL, "https://b.jp/img/pan.png", None),
    (JEKYLL, "img/pan.png", ""),
    (HUGO, "pan.png", "content/posts/a/pan.png"),
    (HUGO, "/img/pan.png", "static/img/pan.png"),
    (HUGO, "/posts/a/pan.png", "content/posts/a/pan.png"),
    (ASTRO, "./pan.png", "src/content/blog/pan.png"),
    (ASTRO, "/pan.png", "public/pan.png"),
    (ASTRO, "/og.png", "src/pages/og.png.ts"),
    (ASTRO, "/a.png", ""),
    (DOCUSAURUS, "./pan.png", "blog/pan.png"),
    (DOCUSAURUS, "/img/pan.png", "static/img/pan.png"),
    (DOCUSAURUS, "@site/static/img/pan.png", "static/img/pan.png"),
    (DOCUSAURUS, "@site/static/img/pann.png", ""),
    (DOCUSAURUS, "pathname:///img/pan.png", None),
    (VITEPRESS, "./pan.png", "pan.png"),
    (VITEPRESS, "/pan.png", "public/pan.png"),
    (ZENN, "/images/pan.png", "images/pan.png"),
    (GATSBY, "./pan.png", "content/blog/a/pan.png"),
    (GATSBY, "/pan.png", "static/pan.png"),
    ({"a.html": "", "img/pan.png": ""}, "img/pan.png", "img/pan.png"),
)


@pytest.mark.parametrize(("files", "url", "answer"), PICTURES)
def test_a_picture_is_the_file_that_the_generator_publishes(files: dict[str, str], url: str, answer: str | None) -> None:
    site = site_of(files)
    docs = [Document(path, text, site) for path, text in files.items() if path.endswith((".md", ".html"))]
    lead = docs[0].picture(Placed(url, Location(docs[0].path, 0, len(url))))
    assert (lead is None) == (answer is None)
    if lead is not None:
        found = MemorySurroundings(files).routes(site, {doc.path: doc.place for doc in docs}).find(lead.to)
        assert (found.path if found is not None else "") == answer


NEAREST = {
    "img/pann.png": "img/pan.png",
    "pan.png": "img/pan.png",
    "img/pan.jpg": "img/pan.png",
    "img/b.png": None,
    "img/step-3.png": None,
    "img/stepp-1.png": "img/step-1.png",
    "img/oven.png": None,
}


@pytest.mark.parametrize("wanted", NEAREST)
def test_the_file_that_was_clearly_meant(wanted: str) -> None:
    there = ("img/pan.png", "img/step-1.png", "img/step-2.png", "img/oven.jpg", "img/oven.webp", "img/pann.css")
    assert nearest(wanted, there) == NEAREST[wanted]


@pytest.mark.parametrize("value", ["false", "true", "''", "~", "no"])
def test_a_switch_is_no_featured_image(value: str) -> None:
    assert Document("a.md", f"---\nimage: {value}\n---\n", Site()).featured_image is None
    found = Document("a.md", f"---\nimage: {value}\nthumbnail: /a.png\n---\n", Site()).featured_image
    assert found is not None
    assert found.value == "/a.png"


HANDED = (
    ({"_config.yml": "defaults:\n- scope: {path: ''}\n  values: {image: /a.png}\n"}, "_posts/2026-01-02-a.md", True),
    ({"_config.yml": "defaults:\n- scope: {type: posts}\n  values: {image: {path: /a.png}}\n"}, "_posts/2026-01-02-a.md", True),
    ({"_config.yml": "defaults:\n- scope: {type: pages}\n  values: {image: /a.png}\n"}, "_posts/2026-01-02-a.md", False),
    ({"hugo.toml": "[[cascade]]\nimages = ['a.png']\n"}, "content/posts/a.md", True),
    ({"hugo.toml": "", "content/posts/_index.md": "---\ncascade:\n  cover: a.png\n---\n"}, "content/posts/a.md", True),
    ({"hugo.toml": "", "content/posts/_index.md": "---\ncascade:\n  cover: a.png\n---\n"}, "content/a.md", False),
)


@pytest.mark.parametrize(("files", "path", "handed"), HANDED)
def test_settings_may_hand_an_image_down(files: dict[str, str], path: str, handed: bool) -> None:
    site = site_of({**files, path: "---\ntitle: a\n---\n"})
    assert site.routing.hands_down(path, site.image_keys) is handed


ARTICLE = """\
---
image: /d.png
---
<img src="/e.png" srcset="/e.png 1x, /f.png 2x">
<script type="application/ld+json">
{"@context": "https://schema.org", "@type": "Article", "image": ["/a.png", {"@type": "ImageObject", "url": "/b.png"}],
 "url": "/no.png", "publisher": {"@type": "Organization", "logo": "/c.png"}}
</script>
"""


def test_pictures_in_the_structured_data_count() -> None:
    named = [url.value for url in Document("a.md", ARTICLE, Site()).picture_urls]
    assert named == ["/d.png", "/e.png", "/e.png", "/f.png", "/a.png", "/b.png", "/c.png"]


def test_headers_are_read_as_far_as_they_reach(tmp_path: Path) -> None:
    image = Image.new("RGB", (30, 20))
    image.save(tmp_path / "near.jpg")
    image.save(tmp_path / "far.jpg", icc_profile=b"a" * 200_000)
    image.save(tmp_path / "too-far.jpg", icc_profile=b"a" * 400_000)
    (tmp_path / "text.txt").write_text("a" * 10_000)
    (tmp_path / "folder.png").mkdir()
    os.mkfifo(tmp_path / "pipe.png")
    names = ("near.jpg", "far.jpg", "too-far.jpg", "text.txt", "folder.png", "pipe.png", "none.png")
    sizes = {name: (tmp_path / name).stat().st_size for name in names[:4]}
    assert DiskSurroundings(100).files(Site(root=str(tmp_path)), names) == {
        "near.jpg": File(sizes["near.jpg"], "jpeg", 30, 20),
        "far.jpg": File(sizes["far.jpg"], "jpeg", 30, 20),
        "too-far.jpg": File(sizes["too-far.jpg"], "jpeg"),
        "text.txt": File(10_000),
    }
