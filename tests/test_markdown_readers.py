"""Markdown against independent readers: cmark-gfm, and kramdown as Jekyll runs it, over the real posts of the corpora."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from seolint.document import Document
from seolint.document.content_reader import read_content
from seolint.document.markdown import read_markdown
from seolint.site import Site

CORPORA = Path(os.environ.get("SEOLINT_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "corpora"
JEKYLL = Site(generator="jekyll", template="liquid", markdown="kramdown")
HEXO = Site(generator="hexo", template="nunjucks")
SITES = {
    "18F+18f.gsa.gov": JEKYLL, "Huxpro+huxpro.github.io": JEKYLL, "efcl+efcl.github.io": JEKYLL,
    "github+opensource.guide": JEKYLL, "EbookFoundation+free-programming-books": JEKYLL,
    "spiegel-im-spiegel+github-pages-env": Site(generator="hugo", template="hugo"), "hexojs+site": HEXO,
    "seaoak+blog_with_hexo": HEXO,
}  # fmt: skip
RUBY = """
require "json"; require "kramdown"; require "kramdown-parser-gfm"
options = { input: "GFM", hard_wrap: false, syntax_highlighter: nil }
puts JSON.generate(JSON.parse(STDIN.read).map { |text| Kramdown::Document.new(text, options).to_html })
"""
FOOTNOTES = "a.footnote, a.reversefootnote, a[data-footnote-ref], a[data-footnote-backref], .footnote-ref > a, a.footnote-backref"
TYPOGRAPHY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "--", "—": "---", "…": "...", "\u00a0": " ",
                            "«": "<<", "»": ">>"})  # fmt: skip
"""What kramdown sets for signs of the source."""

HIDDEN = "script, style, noscript, template, svg, select, canvas, object, math, iframe, title, video, audio"
"""What no reader of the page's text sees."""

Seen = tuple[list[tuple[int, str]], list[tuple[str, str]], list[str], Counter[str]]
"""Headings with level and text, images with URL and alt text, URLs of links, letters and digits of all text."""


absent = pytest.mark.skipif(not CORPORA.is_dir(), reason="The corpora are not here: set SEOLINT_SHARED to their folder")


def documents(kramdown: bool) -> list[Document]:
    found: list[Document] = []
    for path in sorted(CORPORA.rglob("*")):
        name = str(path.relative_to(CORPORA))
        site = SITES.get(name.partition("/")[0], Site())
        posts = path.suffix in {".md", ".markdown"} and "/" in name and not name.startswith("LICENSES/")
        if posts and (site.markdown == "kramdown") is kramdown:
            found.append(Document(name, path.read_bytes().decode(), site))
    return found


def body(doc: Document) -> tuple[str, int]:
    start = max(doc.front_matter.end, int(doc.text.startswith("\ufeff")))
    return doc.template.text[start:], start


def fold(text: str) -> str:
    return " ".join(text.translate(TYPOGRAPHY).split())


def theirs(html: str) -> Seen:
    soup = BeautifulSoup(html, "html.parser")
    for mark in soup.select(f"{FOOTNOTES}, sup.footnote-ref, sup[role=doc-noteref]"):
        mark.decompose()
    headings = [(int(tag.name[1]), fold(tag.get_text())) for tag in soup.find_all(re.compile("^h[1-6]$"))]
    images = [(fold(unquote(str(tag.get("src") or tag.get("data-src") or ""))), fold(str(tag.get("alt") or "")))
              for tag in soup.find_all("img")]  # fmt: skip
    links = [fold(unquote(str(tag["href"]))) for tag in soup.find_all("a") if tag.has_attr("href")]
    for hidden in soup.select(HIDDEN):
        hidden.decompose()
    return headings, sorted(images), sorted(links), letters(soup.get_text())


def letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalnum, text))


def ours(doc: Document) -> Seen:
    """What we see; ids behind headings are text where the other reader knows none."""
    content = doc.content
    if doc.site.markdown != "kramdown":
        tokens = read_markdown(doc.path, doc.template.text, body(doc)[1], doc.site.markdown, ids=False)
        content = read_content(doc.path, doc.template, tokens)
    headings = [(heading.level, fold(heading.text.value)) for heading in content.headings]
    images = [(fold(unquote(image.url.value)), fold(image.alt.value if image.alt else "")) for image in content.images]
    links = [fold(unquote(link.url.value)) for link in content.links if link.url is not None]
    return headings, sorted(images), sorted(links), letters("".join(block.text.value for block in content.blocks))


def compare(docs: list[Document], pages: list[str]) -> None:
    """Nearly all posts are seen alike."""
    wrong = [doc.path for doc, page in zip(docs, pages, strict=True) if ours(doc) != theirs(page)]
    print(f"{len(docs) - len(wrong)} of {len(docs)} alike; wrong: {wrong}")
    assert len(wrong) <= len(docs) * 0.01, wrong


@absent
@pytest.mark.skipif(shutil.which("cmark-gfm") is None, reason="cmark-gfm is not installed")
def test_what_is_seen_is_what_cmark_gfm_sees() -> None:
    docs = documents(kramdown=False)
    command = ["cmark-gfm", "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "footnotes", "-e", "tasklist"]
    pages = [subprocess.run(command, input=body(doc)[0].encode(), capture_output=True, check=True).stdout.decode() for doc in docs]
    assert len(docs) > 200
    compare(docs, pages)


def has_kramdown() -> bool:
    command = ["ruby", "-e", 'require "kramdown"; require "kramdown-parser-gfm"']
    return shutil.which("ruby") is not None and subprocess.run(command, capture_output=True).returncode == 0


@absent
@pytest.mark.skipif(not has_kramdown(), reason="kramdown with its GFM parser is not installed")
def test_what_is_seen_is_what_kramdown_sees() -> None:
    docs = documents(kramdown=True)
    texts = json.dumps([body(doc)[0] for doc in docs])
    done = subprocess.run(["ruby", "-e", RUBY], input=texts, capture_output=True, text=True, check=True)
    assert len(docs) > 90
    compare(docs, json.loads(done.stdout))
