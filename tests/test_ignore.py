"""Suppressions: what they cover, which are of no use, and how they are written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import SCRAPS
from test_command_line import run

from seolint.diagnostic import Diagnostic, Severity, Text
from seolint.document import Document
from seolint.engine.ignore_comments import covered, read_ignores
from seolint.engine.page import read_page
from seolint.engine.suppress import is_of_page, suppress
from seolint.registry import installed
from seolint.site import Site

HEAD = "---\ntitle: 食パンの焼き方を基本から\n---\n"
RULES = ("image-alt", "heading-skip", "link-text")


def findings(folder: Path, text: str, *arguments: str, name: str = "a.md") -> list[tuple[str, int]]:
    """The rules that speak of a post, with the line."""
    (folder / name).write_text(text, encoding="utf-8", newline="")
    chosen = ",".join(RULES)
    done = run(folder, "check", name, "--format", "json", "--select", chosen, "--config", "ignore=[]", *arguments)
    return [(one["rule"], one["start"]["line"]) for one in json.loads(done.stdout)["diagnostics"]]


COVERED = {
    "in a quote": HEAD + "> <!-- seolint-ignore image-alt -->\n> ![](a.png)\n>\n> ![](c.png)\n",
    "in an item": HEAD + "- <!-- seolint-ignore image-alt -->\n  ![](a.png)\n\n  ![](c.png)\n",
    "all rules": HEAD + "<!-- seolint-ignore all: 古い -->\n![](a.png)\n\n![](c.png)\n",
    "one of two ends": HEAD + "<!-- seolint-ignore-start image-alt, link-text -->\n![](a.png)\n"
    "<!-- seolint-ignore-end image-alt -->\n\n[こちら](b.md)\n\n<!-- seolint-ignore-end link-text -->\n![](c.png)\n",
    "the next block": HEAD + "<!-- seolint-ignore image-alt: 飾り -->\n![](a.png)\n![](b.png)\n\n![](c.png)\n",
    "after blank lines": HEAD + "<!-- seolint-ignore image-alt -->\n\n\n![](a.png)\n\n![](c.png)\n",
    "its own line": HEAD + "![](a.png) <!-- seolint-ignore image-alt -->\n\n![](c.png)\n",
    "an item": HEAD + "- ![](a.png) <!-- seolint-ignore image-alt: x -->\n- ![](c.png)\n",
    "an element": HEAD + "<!-- seolint-ignore image-alt -->\n<div>\n\n![](a.png)\n\n</div>\n\n![](c.png)\n",
    "from start to end": HEAD + "<!-- seolint-ignore-start image-alt -->\n![](a.png)\n\n![](b.png)\n"
    "<!-- seolint-ignore-end -->\n\n![](c.png)\n",
    "nested": HEAD + "<!-- seolint-ignore-start image-alt -->\n<!-- seolint-ignore-start link-text -->\n![](a.png)\n"
    "<!-- seolint-ignore-end image-alt -->\n\n[こちら](b.md)\n<!-- seolint-ignore-end link-text -->\n\n![](c.png)\n",
    "a group": HEAD + "<!-- seolint-ignore images -->\n![](a.png)\n\n![](c.png)\n",
    "several rules": HEAD + "<!-- seolint-ignore image-alt、link-text：両方 -->\n![](a.png) [こちら](b.md)\n\n![](c.png)\n",
    "carriage returns": HEAD.replace("\n", "\r\n") + "<!-- seolint-ignore image-alt -->\r\n![](a.png)\r\n\r\n![](c.png)\r\n",
    "all lines that end in CRLF": HEAD.replace("\n", "\r\n")
    + "<!-- seolint-ignore image-alt -->\r\n本文\r\n![](a.png)\r\n\r\n![](c.png)\r\n",
    "all lines that end in CR": HEAD + "<!-- seolint-ignore image-alt -->\r本文\r![](a.png)\r\r![](c.png)\n",
}


@pytest.mark.parametrize("name", COVERED)
def test_a_suppression_covers_just_what_it_says(tmp_path: Path, name: str) -> None:
    text = COVERED[name]
    before = text[: text.index("c.png")]
    last = len(re.findall(r"\r\n|\r|\n", before)) + 1
    assert findings(tmp_path, text) == [("image-alt", last)]


def test_a_whole_file_is_suppressed_in_its_front_matter(tmp_path: Path) -> None:
    body = "## a\n\n#### b\n\n![](a.png)\n"
    for head in (
        "---\ntitle: 題名です\nseolint: {ignore: [image-alt]}\n---\n",
        "---\ntitle: 題名です\nseolint:\n  ignore:\n    - image-alt\n---\n",
        "+++\ntitle = '題名です'\n[seolint]\nignore = ['image-alt']\n+++\n",
    ):
        assert [rule for rule, _ in findings(tmp_path, head + body)] == ["heading-skip"]


def test_code_that_shows_a_suppression_is_none(tmp_path: Path) -> None:
    text = HEAD + "```html\n<!-- seolint-ignore image-alt -->\n```\n![](a.png)\n\n`<!-- seolint-ignore image-alt -->` ![](b.png)\n"
    assert [rule for rule, _ in findings(tmp_path, text)] == ["image-alt", "image-alt"]


def test_a_comment_of_mdx_is_one(tmp_path: Path) -> None:
    text = HEAD + "{/* seolint-ignore image-alt: 飾り */}\n![](a.png)\n\n![](c.png)\n"
    assert findings(tmp_path, text, name="a.mdx") == [("image-alt", 7)]


def test_a_finding_of_the_site_is_suppressed_too(tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "c.md"):
        ignored = "seolint: {ignore: [duplicate-title]}\n" if name == "b.md" else ""
        (tmp_path / name).write_text(f"---\ntitle: 同じ題名の記事\n{ignored}---\n", encoding="utf-8")
    done = run(tmp_path, "check", "--select", "duplicate-title", "--format", "json")
    assert [one["path"] for one in json.loads(done.stdout)["diagnostics"]] == ["a.md", "c.md"]


UNUSED = {
    "nothing there": ("<!-- seolint-ignore image-alt: x -->\n本文です。\n", "本文です。\n"),
    "one of two": (
        "<!-- seolint-ignore image-alt, link-text: x -->\n![](a.png)\n", "<!-- seolint-ignore image-alt: x -->\n![](a.png)\n",
    ),
    "the first of two": (
        "<!-- seolint-ignore link-text, image-alt -->\n![](a.png)\n", "<!-- seolint-ignore image-alt -->\n![](a.png)\n",
    ),
    "no such rule": ("<!-- seolint-ignore image-altt: x -->\n本文です。\n",) * 2,
    "no name": ("<!-- seolint-ignore -->\n本文です。\n",) * 2,
    "the front matter's only one": ("", "", "seolint: {ignore: [heading-skip]}\n", ""),
    "one of the front matter's": (
        "![](a.png)\n", "![](a.png)\n", "seolint: {ignore: [image-alt, heading-skip]}\n", "seolint: {ignore: [image-alt]}\n",
    ),
    "a line of the front matter": (
        "![](a.png)\n", "![](a.png)\n", "seolint:\n  ignore:\n    - heading-skip\n    - image-alt\n",
        "seolint:\n  ignore:\n    - image-alt\n",
    ),
    "a word of the front matter": ("", "", "seolint:\n  ignore: heading-skip\n", ""),
    "an end of nothing": ("本文です。\n\n<!-- seolint-ignore-end -->\n", "本文です。\n\n"),
    "behind text": ("本文です。 <!-- seolint-ignore image-alt -->\n", "本文です。\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNUSED)
def test_what_suppresses_nothing_is_said_and_removed(tmp_path: Path, name: str) -> None:
    written, fixed, head, head_fixed = (*UNUSED[name], "", "")[:4]
    start = HEAD.removesuffix("---\n")
    written, fixed = f"{start}{head}---\n{written}", f"{start}{head_fixed}---\n{fixed}"
    (tmp_path / "a.md").write_text(written, encoding="utf-8")
    done = run(tmp_path, "check", "a.md", "--format", "json")
    said = [one for one in json.loads(done.stdout)["diagnostics"] if one["rule"] == "unused-ignore"]
    assert len(said) == 1
    assert said[0]["severity"] == "warning"
    assert run(tmp_path, "check", "a.md", "--fix").returncode in {0, 1}
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == fixed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\nseolint: {ignor: [image-alt]}\n---\n", "takes ignore"),
        ("---\nseolint: true\n---\n", "takes ignore"),
        ("<!-- seolint-ignore-next-line image-alt -->\n", "is no suppression"),
        ("<!-- seolint-ignore-start image-alt -->\n![](a.png)\n", "no seolint-ignore-end"),
        ("<!-- seolint-ignore-end image-alt -->\n", "ends no suppression"),
        ("<!-- seolint-ignore -->\n", "names no rule"),
        ("<!-- seolint-ignore image-altt: as agreed -->\n", 'There is no rule "image-altt" to suppress; did you mean "image-alt"?'),
    ],
)
def test_what_is_meant_as_a_suppression_and_is_none_is_said(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    done = run(tmp_path, "check", "--format", "json")
    (found,) = [one for one in json.loads(done.stdout)["diagnostics"] if one["rule"] == "unused-ignore"]
    assert said in found["message"]


@pytest.mark.parametrize("more", [("--fix",), ("--diff",), ("--format", "json"), ("--statistics",), ("--output", "json:x.json")])
def test_add_ignore_does_nothing_else(tmp_path: Path, more: tuple[str, ...]) -> None:
    text = HEAD + "![](a.png)\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert run(tmp_path, "check", "--add-ignore", *more).returncode == 2
    assert run(tmp_path, "check", "--reason", "x").returncode == 2
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.md", "---\n---\n# 題\n\n![](a.png)\n", "---\n---\n# 題\n\n<!-- seolint-ignore image-alt -->\n![](a.png)\n"),
        ("a.md", "---\ntitle: 題名はここです\nseolint:\n  ignore:\n    - link-text\n---\n[こちら](b)\n\n## a\n\n#### b\n", None),
        ("a.html", "<!doctype html><html lang=ja><head><title>題名はここに書きます</title>\n"
         '<script type="application/ld+json">\n{"@context":"https://schema.org",\n"@type":"Person","name":"山",}\n</script>\n</head>\n'
         "<body><p>本文</body></html>\n", None),
    ],
)  # fmt: skip
def test_add_ignore_in_odd_places(tmp_path: Path, name: str, before: str, after: str | None) -> None:
    (tmp_path / name).write_text(before, encoding="utf-8")
    chosen = ("--select", "image-alt,heading-skip,link-text,schema-syntax")
    assert run(tmp_path, "check", "--add-ignore", *chosen).returncode == 0
    assert json.loads(run(tmp_path, "check", "--format", "json", *chosen).stdout)["diagnostics"] == []
    written = (tmp_path / name).read_text(encoding="utf-8")
    assert written == after if after is not None else written != before


@pytest.mark.parametrize(("language", "said"), [("en", "suppressed for the whole page"), ("ja", "をページ全体で見送ります")])
def test_add_ignore_says_what_is_suppressed_for_the_whole_page(tmp_path: Path, language: str, said: str) -> None:
    body = "<p>本文です。<p><img src=a.png></body></html>\n"
    (tmp_path / "a.html").write_text(PAGE.replace("題名", "長い題名です" * 12) + body, encoding="utf-8")
    chosen = ("--select", "image-alt,title-length", "--lang", language)
    done = run(tmp_path, "check", "--add-ignore", *chosen)
    (line,) = [line for line in done.stderr.splitlines() if said in line]
    assert line.startswith("a.html")
    assert "title-length" in line
    assert "image-alt" not in line
    assert json.loads(run(tmp_path, "check", "--format", "json", *chosen).stdout)["diagnostics"] == []


def test_a_suppression_of_a_rule_that_did_not_run_is_not_judged(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(HEAD + "<!-- seolint-ignore image-alt -->\n本文です。\n", encoding="utf-8")
    for arguments in (("--select", "link-text"), ("--ignore", "image-alt"), ("--ignore", "unused-ignore")):
        done = run(tmp_path, "check", "--format", "json", *arguments)
        assert "unused-ignore" not in {one["rule"] for one in json.loads(done.stdout)["diagnostics"]}
    (tmp_path / "b.md").write_text("---\ntitle: 山の歩き方\nseolint: {ignore: [duplicate-title]}\n---\n", encoding="utf-8")
    alone = run(tmp_path, "check", "b.md", "--format", "json")
    assert "unused-ignore" not in {one["rule"] for one in json.loads(alone.stdout)["diagnostics"]}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_add_ignore_writes_what_suppresses(tmp_path: Path, newline: str) -> None:
    texts = {
        "a.md": "---\ntitle: " + "長い題名です" * 8 + "\n---\n## a\n\n- x\n\n  ![](a.png)\n- [こちら](d.md)\n\n"
        "```\n![](no.png)\n```\n\n| a |\n|---|\n| ![](t.png) |\n\n> 引用\n> ![](q.png)\n\n#### b\n",
        "b.mdx": "---\ntitle: 題名は短めに書きます\n---\nimport A from 'a'\n\n![](a.png)\n",
        "c.html": "<!doctype html>\n<html lang=ja><head><title>題名は短めに書きます</title></head>\n<body>\n"
        "<p>本文\n<img src=a.png>\n</body>\n</html>\n",
        "d.md": "+++\ntitle = '" + "長い題名です" * 8 + "'\n+++\n本文です。\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text.replace("\n", newline), encoding="utf-8", newline="")
    before = json.loads(run(tmp_path, "check", "--format", "json", "--show", "info").stdout)["diagnostics"]
    assert {"title-length", "image-alt", "link-text", "heading-skip"} <= {one["rule"] for one in before}
    done = run(tmp_path, "check", "--add-ignore", "--reason", "古い記事 --> です", "--show", "info")
    assert done.returncode == 0, done.stderr
    left = json.loads(run(tmp_path, "check", "--format", "json").stdout)["diagnostics"]
    unsaid = {(line.split(":")[0], line.split(": ")[1].split()[0]) for line in done.stderr.splitlines() if "cannot" in line}
    assert {(one["path"], one["rule"]) for one in left} == unsaid
    assert len(unsaid) <= 2
    for name in texts:
        text = (tmp_path / name).read_bytes().decode()
        assert newline == "\n" or "\n" not in text.replace("\r\n", "")
        kept = [line for line in text.replace("\r\n", "\n").split("\n") if "seolint" not in line]
        assert kept == texts[name].split("\n")
    again = run(tmp_path, "check", "--add-ignore")
    assert "nothing to suppress" in again.stderr


TABLE = "| a | b |\n|---|---|\n| [こちら](x) | c |\n"
KRAMDOWN = Site(generator="jekyll", markdown="kramdown")
PAGE = "<!doctype html>\n<html lang=ja><head><title>題名</title></head><body>"
MARK = "<!-- seolint-ignore link-text -->"
WRITTEN = {
    "before a paragraph within a line": (PAGE + "<h1>題</h1><p>x<a>こちら</a><p>次</body></html>\n", "<p>x", ""),
    "before a paragraph that begins a line": (PAGE + "\n  <p>x<a>こちら</a></p>\n", "<p>x", "\n  "),
    "before an item without an end tag": (PAGE + "<ul><li>x<li><a>こちら</a><li>y</ul>", "<li><a>", ""),
    "before a figure": (PAGE + "<div><figure><a>こちら</a></figure><p>x</p></div>", "<figure>", ""),
    "before a division": (PAGE + "<p>x<div>y<p>z</p><a>こちら</a></div>", "<div>", ""),
    "before a cell": (PAGE + "<table><tr><td>x<td><a>こちら</a></table>", "<td><a>", ""),
    "before what is in no block": (PAGE + "x <b><a>こちら</a></b> y", "<a>", ""),
    "before a title that begins a line": (PAGE.replace("<title>題名", "\n<title>こちら"), "<title>", "\n"),
    "before a script": (PAGE + "<div>x<p>y</p><script>こちら</script></div>", "<div>", ""),
    "in a part of a page": ("<tr><td>x</td></tr><tr><td><a>こちら</a></td></tr>", "<a>", ""),
    "in all lines that end in CRLF": ((PAGE + "\n<p>x\n<a>こちら</a></p>\n").replace("\n", "\r\n"), "<p>x", "\r\n"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_comment_stands_before_the_innermost_element_of_a_page(name: str) -> None:
    text, tag, behind = WRITTEN[name]
    after = suppressed("a.html", text)
    place = text.index(tag)
    assert after == f"{text[:place]}{MARK}{behind}{text[place:]}"
    (ignore,) = read_ignores(Document("a.html", after, Site()))
    held = after[ignore.first : ignore.last]
    assert held.startswith(tag)
    assert "こちら" in held
    assert not re.search("次|<li>y|</div><p>|y$|</head>", held)


def test_the_whole_page_is_suppressed_where_no_element_holds_a_finding() -> None:
    for page in (PAGE, PAGE.replace("\n", ""), PAGE.partition("\n")[2], "<!doctype html>\n<p>x</p>"):
        doc, title = Document("a.html", page, Site()), page.find("題名")
        those = [finding(doc, doc.top.start, doc.top.end), *([finding(doc, title, title + 2)] if title > 0 else ())]
        assert all(is_of_page(doc, found) for found in those)
        after, left = suppress(doc, those, "")
        assert not left
        (ignore,) = read_ignores(Document("a.html", after, Site()))
        assert (ignore.first, ignore.last) == (0, len(after) + 1)
        assert after.replace(MARK, "").replace("\n", "") == page.replace("\n", "")


def test_a_comment_within_a_line_of_a_page_holds_for_the_tag_behind_it(tmp_path: Path) -> None:
    ignore = "<!-- seolint-ignore image-alt -->"
    text = f"{PAGE}<p>x</p>{ignore}<p><img src=a.png><p><img src=c.png>\n"
    text += f"<p><img src=a.png> {ignore}<br>\n<p>{ignore} <img src=a.png></p>\n"
    assert findings(tmp_path, text, name="a.html") == [("image-alt", 2)]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("site", [Site(), KRAMDOWN], ids=["commonmark", "kramdown"])
@pytest.mark.parametrize(("before", "behind"), [("", ""), ("- x\n\n", "\n> y\n"), ("- x\n\n", "")])
def test_a_table_is_suppressed_and_stays_one(newline: str, site: Site, before: str, behind: str) -> None:
    head = "---\ntitle: 改行の題名\n---\n\n" + before
    gap = "\n\n" if site is KRAMDOWN else "\n"
    text, expected = head + TABLE + behind, head + MARK + gap + TABLE + behind
    assert suppressed("a.md", text.replace("\n", newline), site) == expected.replace("\n", newline)


@pytest.mark.parametrize("before", ["", " [1]: x\n"])
def test_the_address_of_a_link_is_suppressed_where_an_indented_comment_would_make_text_of_it(before: str) -> None:
    """As posts that came from WordPress have them; kramdown 2.4 was asked."""
    head = "---\ntitle: 題名\n---\n\n本文は[これ][1]と[それ][2]です。\n\n" + before
    address = " [2]: http://example.jp/こちら\n"
    assert suppressed("a.md", head + address, KRAMDOWN) == f"{head}{MARK}\n{address}"


def finding(doc: Document, start: int, end: int) -> Diagnostic:
    return Diagnostic("link-text", Severity.WARNING, doc.at(start, end), Text("x", "x"))


def suppressed(name: str, text: str, site: Site = Site()) -> str:  # noqa: B008
    """``text`` with a suppression of a finding at こちら."""
    doc, place = Document(name, text, site), text.index("こちら")
    found = finding(doc, place, place + 3)
    assert not is_of_page(doc, found)
    after, left = suppress(doc, [found], "")
    assert not left
    return after


ALL = [entry.load()() for entry in installed().values()]


@given(st.lists(st.sampled_from(SCRAPS), max_size=12).map("".join))
def test_what_is_written_covers_its_finding_and_changes_nothing_else(text: str) -> None:
    site = Site()
    found = read_page("a.md", text, site, ALL).diagnostics
    after, left = suppress(Document("a.md", text, site), found, "理由")
    ends = re.compile(r"\r\n|\r|\n")
    assert [line for line in ends.split(after) if "seolint" not in line] == ends.split(text)
    ignores = read_ignores(Document("a.md", after, site))
    held = [one for one in read_page("a.md", after, site, ALL).diagnostics if not any(_holds(i, one) for i in ignores)]
    assert len(held) <= len(left)


TAGS = [
    "<!doctype html>", "<html lang=ja>", "<head>", "</head>", "<title>題</title>", "<body>", "<p>", "</p>", "<li>", "<ul>", "</ul>",
    "<div>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<pre>", "</pre>", "<b>", "</b>", "<a href=x>", "</a>", "こちら",
    "<img src=a.png>", "<br>", "\n", "\r\n", " ", "<!-- x -->", "<svg>", "</svg>", "<template>", "</template>",
    "<script>", "</script>", "<select>", "<option>", "</select>", "{% if x %}", "{{ x }}", "---\n", "a: b\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(TAGS), min_size=1, max_size=25).map("".join), st.data())
def test_what_is_written_in_a_page_covers_its_finding_and_changes_nothing_else(text: str, data: st.DataObject) -> None:
    doc = Document("a.html", text, Site())
    places = data.draw(st.lists(st.integers(0, len(text) - 1), min_size=1, max_size=3))
    found = [finding(doc, place, place + 1) for place in places]
    after, left = suppress(doc, found, "")
    assert "".join(after.replace(MARK, "").split()) == "".join(text.split()) or "seolint:" in after
    written = [one for one in read_ignores(Document("a.html", after, Site())) if one.names]
    assert bool(written) == (len(left) < len(found))
    assert all(0 <= one.first <= one.last <= len(after) + 1 for one in written)


def _holds(ignore: object, found: object) -> bool:
    from seolint.diagnostic import Diagnostic
    from seolint.engine.ignore import Ignore

    assert isinstance(ignore, Ignore)
    assert isinstance(found, Diagnostic)
    return ignore.first <= found.at.start < ignore.last and found.rule in {name.id for name in ignore.names}


@given(st.text(alphabet="a <>!-`~\n\r#/divp", max_size=60), st.integers(0, 60))
def test_what_is_writtenlies_in_the_text(text: str, start: int) -> None:
    start = min(start, len(text))
    for html in (False, True):
        first, last = covered(text, start, start, html=html)
        assert 0 <= first <= last <= len(text)
