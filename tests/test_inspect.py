"""``seolint inspect``: its page, its JSON, and that every thing stands where it says."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from seolint.document import Document
from seolint.engine.files import find_files
from seolint.engine.neighbours import find_neighbours
from seolint.engine.sites import Sites
from seolint.inspection import Inspection
from seolint.inspection_json import render
from seolint.registry import find_rich_results
from seolint.report.cells import cells
from seolint.report.inspection import InspectionPage
from seolint.report.rich_results import rich_results
from seolint.report.terminal import ASCII, UNICODE
from seolint.site import Site
from seolint.site.routes import Routes

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("SEOLINT_SHARED", ROOT.parent / "shared"))
SNAPSHOTS = Path(__file__).parent / "snapshots"
NOW = datetime(2026, 1, 31, tzinfo=UTC)
POST = "fixtures/sample-site/_posts/2026-01-08-panya-sns-jidouka-jirei.md"
UNKNOWN = "\ufffd"
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\(.)", re.DOTALL)


def run(*arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LANG": "ja_JP.UTF-8", "LC_ALL": "", "COLUMNS": "80", "PYTHONUTF8": "1"}
    command = [str(Path(sys.executable).with_name("seolint")), "inspect", *arguments]
    return subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, env=environment, timeout=60)


def things(page: dict[str, Any], text: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Everything of a page that has a place, with the texts that stand there; URLs of references stand elsewhere."""
    for key in ("title", "description", "date"):
        if page[key]:
            yield page[key], [page[key]["text"]]
    for heading in page["headings"]:
        yield heading, [heading["text"]]
    for image in page["images"]:
        yield image, [image["alt"] or "", *([] if is_reference(image, text) else [image["url"]])]
    for link in page["links"]:
        url = re.sub(r"^mailto:|^http://(?=www\.)", "", link["url"] or "")  # what an autolink leaves out
        yield link, [link["text"], *([] if is_reference(link, text) else [url])]
    for keyword in page["keywords"]:
        yield keyword, [keyword["keyphrase"]]
        for term in keyword["terms"]:
            yield term, [term["term"]]
        for place in keyword["places"]:
            yield place, []
    for term in page["terms"]:
        yield term["places"][0], [term["term"]]
        for place in term["places"][1:]:
            yield place, []
    for sentence in page["long_sentences"]:
        yield sentence, []
    todo = list(page["structured_data"])
    while todo:
        item = todo.pop()
        yield item, [*item["type"], item["id"] or ""]
        for found in item["properties"]:
            yield found, [found["name"]]
            value = found["value"]
            if "properties" in value:
                todo.append(value)
            else:
                yield value, [value.get("text", value.get("id"))]


def is_reference(thing: dict[str, Any], text: str) -> bool:
    return text[thing["start"]["offset"] : thing["end"]["offset"]].endswith("]")


def stands_in(said: str, source: str) -> bool:
    """Whether the characters of ``said`` come in order in ``source``, written as they are, as entities or as escapes."""
    readings = [source, html.unescape(source), ESCAPE.sub(_unescaped, source), html.unescape(ESCAPE.sub(_unescaped, source))]
    return any(all(char in rest for char in said if not char.isspace() and char != UNKNOWN) for rest in map(iter, readings))


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return {"n": "\n", "t": "\t", "r": "\r"}.get(found[2], found[2])


def wrong_places(doc: Document) -> list[str]:
    """What does not stand where the JSON says."""
    page = json.loads(render(Inspection(doc, Routes(doc.site, {}, ()))))
    wrong: list[str] = []
    for thing, texts in things(page, doc.text):
        start, end = thing["start"], thing["end"]
        lines = doc.text[: start["offset"]].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        true = (len(lines), start["offset"] <= end["offset"] <= len(doc.text))
        source = doc.text[start["offset"] : end["offset"]]
        if true != (start["line"], True) or source != source.rstrip() or not all(stands_in(t, source) for t in texts):
            wrong.append(f"{doc.path}:{start['line']}: {texts} is not {source[:200]!r}")
    return wrong


@pytest.mark.parametrize("folder", sorted(path.name for path in (ROOT / "fixtures").iterdir() if path.is_dir()))
def test_all_things_of_the_fixtures_stand_where_they_say(folder: str) -> None:
    _check(ROOT / "fixtures" / folder)


CORPORA = sorted(path for path in (SHARED / "corpora").glob("*+*")) if (SHARED / "corpora").is_dir() else []


@pytest.mark.skipif(not CORPORA, reason="needs the corpora of the shared folder")
@pytest.mark.parametrize("folder", CORPORA, ids=lambda path: path.name)
def test_all_things_of_the_corpora_stand_where_they_say(folder: Path) -> None:
    _check(folder)


def _check(folder: Path) -> None:
    found = find_files([str(folder)])
    sites = Sites(found.folders, NOW)
    read = 0
    for path in found.files:
        text = Path(path).read_bytes().decode()
        assert wrong_places(Document(path, text, sites.of(path))) == []
        read += 1
    assert read


def test_the_page_for_people_is_as_it_was() -> None:
    for language in ("ja", "en"):
        done = run(POST, "--lang", language)
        assert (done.returncode, done.stderr) == (0, b"")
        snapshot = SNAPSHOTS / f"inspect-{language}-80.txt"
        if os.environ.get("SEOLINT_UPDATE"):
            snapshot.write_bytes(done.stdout)
        assert done.stdout.decode() == snapshot.read_text(encoding="utf-8")


def test_the_json_has_what_the_documentation_names() -> None:
    page = json.loads(run(POST, "--format", "json").stdout)
    assert list(page) == [
        "path", "url", "generator", "kind", "language", "title", "description", "date", "headings", "images", "links",
        "structured_data", "rich_results", "keywords", "terms", "long_sentences", "words", "readability", "neighbours",
    ]  # fmt: skip
    assert page["path"] == POST
    assert page["url"] == "https://www.komugi-note-blog.jp/2026/01/08/panya-sns-jidouka-jirei/"
    assert (page["generator"], page["kind"], page["language"]) == ("jekyll", "post", "ja")
    assert page["title"]["published"] == page["title"]["text"] + " | こむぎノート"
    assert set(page["words"]) == {"characters", "tokens", "content_tokens", "sentences"}
    assert page["readability"]["sentences"] > 0
    assert 0 < page["readability"]["kanji"] < 1
    assert all(value > 0 for value in page["words"].values())
    keyword = page["keywords"][0]
    assert keyword["in"] == {
        "title": "whole", "description": "absent", "beginning": "whole", "address": "part",
        "headings": {"with": 1, "of": 8}, "alts": {"with": 1, "of": 2},
    }  # fmt: skip
    assert set(page["terms"][0]) == {"term", "occurrences", "density", "weight", "places"}
    assert page["terms"][0]["occurrences"] == len(page["terms"][0]["places"])
    assert set(page["neighbours"]) == {"read", "left_out", "similar", "link_to", "link_from"}
    posts = [link["target"] for link in page["links"] if link["target"]]
    assert all(target.startswith("_posts/") or target.endswith(".md") for target in posts)


def test_no_line_of_the_page_is_wider_than_the_terminal() -> None:
    found = find_files([str(ROOT / "fixtures" / "sample-site" / "_posts")])
    sites = Sites(found.folders, NOW)
    for path in found.files:
        doc = Document(path, Path(path).read_text(encoding="utf-8"), sites.of(path))
        routes = Routes(doc.site, {}, ())
        inspection = Inspection(doc, routes, find_neighbours(doc, routes, sites.of, jobs=1), tuple(find_rich_results(doc)))
        for language, width, glyphs in product(("ja", "en"), (40, 80, 120), (UNICODE, ASCII)):
            blocks = InspectionPage(inspection, language, width, glyphs).all()
            lines = [line for block in blocks for line in block.plain.split("\n")]
            assert [line for line in lines if cells(line) > width] == []


RICH = """---
title: 食パンの焼き方
---
焼き方です。

<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
 {"@type": "BlogPosting", "headline": "食パンの焼き方", "image": "https://pan.jp/a.png", "datePublished": "2026-01-01",
  "dateModified": "2026-01-02", "author": {"@type": "Person", "name": "小林 麻衣"}},
 {"@type": "Product", "name": "食パン", "offers": [{"@type": "Offer", "price": 600}, {"@type": "Offer"}],
  "aggregateRating": {"@type": "AggregateRating", "ratingValue": "8.2", "reviewCount": 12}},
 {"@type": "FAQPage", "mainEntity": []}
]}
</script>
<p itemscope itemtype="https://schema.org/Movie"><b itemprop="name">羅生門</b></p>
"""


def test_rich_results_say_what_they_want() -> None:
    page = json.loads(run("-", "--stdin-filename", "a.md", "--format", "json", stdin=RICH.encode()).stdout)
    found = {each["name"]: each for each in page["rich_results"]}
    states = {name: each["state"] for name, each in found.items()}
    assert states == {"article": "eligible", "product-snippet": "lacking", "review-snippet": "lacking", "faq": "retired",
                      "movie": "lacking"}  # fmt: skip
    assert found["faq"]["retired_on"] == "2026-05-07"
    wanted = [["author.url", "author.sameAs"]]
    assert [each["any_of"] for each in found["article"]["recommended"]] == wanted
    [price] = found["product-snippet"]["required"]
    assert price["any_of"] == ["offers.price", "offers.priceSpecification.price"]
    assert RICH[: price["start"]["offset"]].endswith('{"@type": "Offer", "price": 600}, {"@type": "')
    [rating] = found["review-snippet"]["required"]
    assert RICH[rating["start"]["offset"] : rating["end"]["offset"]] == "8.2"
    assert "5以下" in rating["value"]["ja"]
    assert found["movie"]["required"][0]["any_of"] == ["image"]


@pytest.mark.parametrize("script", ["{{ page.schema | jsonify }}", '{"@context": "https://w3.org/x", "@type": "Recipe"}'])
def test_rich_results_are_silent_where_nothing_is_known(script: str) -> None:
    post = f'---\ntitle: a\n---\n<script type="application/ld+json">{script}</script>\n'
    assert json.loads(run("-", "--stdin-filename", "a.md", "--format", "json", stdin=post.encode()).stdout)["rich_results"] == []


def test_rich_results_fit_the_terminal() -> None:
    doc = Document("a.md", RICH, Site())
    inspection = Inspection(doc, Routes(doc.site, {}, ()), None, tuple(find_rich_results(doc)))
    for language, width, glyphs in product(("ja", "en"), (40, 80, 120), (UNICODE, ASCII)):
        lines = rich_results(InspectionPage(inspection, language, width, glyphs)).plain.split("\n")
        assert [line for line in lines if cells(line) > width] == []
        assert {"Article", "記事"} & {line.split()[1] for line in lines if line[:1] == " " and len(line.split()) > 1}


def test_keywords_are_counted_as_the_configuration_says(tmp_path: Path) -> None:
    (tmp_path / "seolint.toml").write_text('[keywords.synonyms]\n"食パン" = ["角食"]\n', encoding="utf-8")
    (tmp_path / "a.md").write_text("---\nkeywords: [食パン]\n---\n食パンと角食。\n", encoding="utf-8")
    page = json.loads(run(str(tmp_path / "a.md"), "--format", "json").stdout)
    assert page["keywords"][0]["occurrences"] == 2


def test_alone_leaves_the_other_posts_unread() -> None:
    page = json.loads(run(POST, "--format", "json", "--alone").stdout)
    assert page["neighbours"] is None
    assert "内容の近い記事" not in run(POST, "--alone").stdout.decode()


def test_standard_input_is_a_post_too() -> None:
    page = json.loads(run("-", "--format", "json", "--stdin-filename", "a.md", stdin="# 題\n\n[x](b.md)\n".encode()).stdout)
    assert (page["path"], page["headings"][0]["text"], page["links"][0]["kind"]) == ("a.md", "題", "internal")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.md", "--lang", "en"], "there is no file nowhere.md"),
        (["nowhere.md", "--lang", "ja"], "nowhere.md というファイルはありません"),
        (["fixtures", "--lang", "en"], "fixtures is a folder"),
        (["fixtures", "--lang", "ja"], "fixtures はフォルダーです"),
        ([POST, "--stdin-filename", "x.md"], "--stdin-filename"),
    ],
)
def test_what_cannot_be_inspected_gets_one_sentence(arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
