"""Front matter as each generator reads it, and the exact place of every key and scalar of its three languages."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from seolint.document import Document
from seolint.document.front_matter import read_front_matter
from seolint.document.toml_tree import read_toml
from seolint.document.tree import Array, Node, Object, Scalar
from seolint.document.yaml_tree import read_yaml
from seolint.site import Site
from seolint.text import Placed
from seolint_rules.data import table

GENERATORS = ("jekyll", "hugo", "hexo", "astro", "zenn", "plain")


def titled(text: str, generator: str = "plain", path: str = "_posts/2026-01-31-a.md") -> tuple[str, tuple[str, ...]]:
    """The title that is read, and the codes of what is wrong."""
    found = read_front_matter(path, text, generator)
    return found.text("title"), tuple(problem.code for problem in found.problems)


def fenced(body: str) -> str:
    return f"---\n{body}\n---\n本文\n"


# What each generator accepts, tried with it: Jekyll 4.3.1, Hugo 0.111.3, hexo-front-matter 4.2.2, Astro 5 (its
# internal-helpers) and gray-matter 4.0.3 (for zenn). "ok" is read, "none" is text of the body, and the rest are problems.
MARKS: dict[str, tuple[str, dict[str, str]]] = {
    "usual": ("---\ntitle: T\n---\nB\n", {}),
    "byte-order mark": ("\ufeff---\ntitle: T\n---\nB\n", {}),
    "blank line before": ("\n---\ntitle: T\n---\nB\n", {"jekyll": "blank-before", "zenn": "blank-before", "plain": "blank-before"}),
    "blank lines before": (
        "\ufeff\n  \n\n---\ntitle: T\n---\nB\n",
        {"jekyll": "blank-before", "hexo": "blank-before", "zenn": "blank-before", "plain": "blank-before"},
    ),
    "space before": (" ---\ntitle: T\n---\nB\n", {name: "blank-before" for name in GENERATORS if name != "hugo"}),
    "tab after the opening": ("---\t\ntitle: T\n---\nB\n", {"hugo": "opening", "hexo": "opening"}),
    "space after the opening": ("---  \ntitle: T\n---\nB\n", {"hexo": "opening"}),
    "comment after the opening": (
        "--- # c\ntitle: T\n---\nB\n", {"jekyll": "opening", "hexo": "opening", "zenn": "opening", "plain": "opening"},
    ),
    "language after the opening": (
        "---yaml\ntitle: T\n---\nB\n", {"jekyll": "opening", "hugo": "opening", "hexo": "opening", "astro": "opening"},
    ),
    "four dashes": (
        "----\ntitle: T\n----\nB\n",
        {"jekyll": "opening unclosed"} | dict.fromkeys(("hugo", "astro", "zenn", "plain"), "opening"),
    ),
    "five dashes close": ("---\ntitle: T\n-----\nB\n", {"jekyll": "unclosed"}),
    "spaces after the closing": ("---\ntitle: T\n---  \nB\n", {}),
    "text after the closing": ("---\ntitle: T\n---B\nx\n", {"jekyll": "unclosed", "plain": "unclosed"}),
    "indented closing": ("---\ntitle: T\n ---\nB\n", dict.fromkeys(GENERATORS, "unclosed")),
    "dashes in a block scalar": ("---\ntext: |\n  a\n  ---\n  b\ntitle: T\n---\nB\n", {}),
    "dots close": ("---\ntitle: T\n...\nB\n", dict.fromkeys(("hugo", "hexo", "astro", "zenn"), "dots")),
    "unclosed": ("---\ntitle: T\n\nB\n", dict.fromkeys(GENERATORS, "unclosed")),
    "no line end": ("---\ntitle: T\n---", {}),
    "windows line ends": ("---\r\ntitle: T\r\n---\r\nB\r\n", {}),
    "mixed line ends": ("---\r\ntitle: T\n---\r\nB\n", {}),
    "carriage returns": ("---\rtitle: T\r---\rB\r", {name: "line-ends" for name in GENERATORS if name != "hugo"}),
    "toml": ("+++\ntitle = 'T'\n+++\nB\n", dict.fromkeys(("jekyll", "hexo", "zenn"), "unread")),
    "toml, spaces": ("+++ \ntitle = 'T'\n+++ \nB\n", {"jekyll": "unread", "hexo": "opening unread", "zenn": "unread"}),
    "toml, blank line before": (
        "\n+++\ntitle = 'T'\n+++\nB\n",
        {"jekyll": "blank-before unread", "hexo": "unread", "zenn": "blank-before unread"},
    ),
    "json": ('{"title": "T"}\nB\n', dict.fromkeys(("jekyll", "hexo", "astro", "zenn"), "none")),
    "json lines": ('{\n  "title": "T"\n}\n\nB\n', dict.fromkeys(("jekyll", "hexo", "astro", "zenn"), "none")),
    "json, text after": ('{"title": "T"} B\n', {name: "none" for name in GENERATORS if name != "hugo"}),
    "json in yaml marks": (
        '---json\n{"title": "T"}\n---\nB\n', {name: "none" for name in GENERATORS if name not in {"zenn", "plain"}},
    ),
    "no opening": ("title: T\n---\nB\n", {name: "none" for name in GENERATORS if name != "hexo"}),
    "line separator": ("---\ntitle: T\u2028\n---\nB\n", {}),
}  # fmt: skip


@pytest.mark.parametrize("name", MARKS)
@pytest.mark.parametrize("generator", GENERATORS)
def test_marks_are_read_as_the_generator_reads_them(name: str, generator: str) -> None:
    text, others = MARKS[name]
    expected = others.get(generator, "ok")
    codes = () if expected in {"ok", "none"} else tuple(expected.split())
    title = "" if expected == "none" or "unclosed" in codes else "T"
    read, found = titled(text, generator)
    assert (read.strip(), found) == (title, codes)


@pytest.mark.parametrize("generator", GENERATORS)
@pytest.mark.parametrize(
    "text",
    [
        "", "---", "---\n", "\n\n", "本文だけ。\n", "----\n本文\n", "-----\n", "+++\n", "++\ntitle = 'T'\n++\n",
        "{% include x.html %}\n", "{{ page.title }}\n", '{{< figure src="a.png" >}}\n',
        "* * *\ntitle: T\n---\n", "本文\n---\ntitle: T\n---\n", "<!-- c -->\n---\ntitle: T\n---\n",
    ],
)  # fmt: skip
def test_what_is_no_front_matter(text: str, generator: str) -> None:
    found = read_front_matter("_posts/2026-01-31-a.md", text, generator)
    assert (found.exists, found.end, found.problems, found.root.members) == (False, 0, (), ())


@pytest.mark.parametrize(
    "text",
    [
        "---\n\n# 見出し\n\n本文です。\n\n---\n\n続き\n", "---\n本文です。\n---\n",
        "---\nAlice said: this: is it.\n---\n", "---\n- a\n- b\n---\n",
        "{本文}\n", '{"a" の話}\n', '{"a": 1} と書く。\n', "{: .note}\n",
        '{"a": 1,}\n本文\n', "---\n本文\n", "\n---\n本文\n---\n", "+++\n本文\n+++\n", "---\n> note: x\n",
    ],
)  # fmt: skip
def test_what_begins_like_front_matter_is_text_where_no_generator_is_known(text: str) -> None:
    found = read_front_matter("a.md", text)
    assert (found.exists, found.problems) == (False, ())


@pytest.mark.parametrize(
    "text",
    ["---\n---\nB\n", "---\n\n---\nB\n", "---\n# c\n---\nB\n", "---\n# c\n\n#d\n---\nB\n", "+++\n+++\nB\n", "{}\nB\n"],
)
def test_empty_front_matter_is_there(text: str) -> None:
    found = read_front_matter("a.md", text, "hugo")
    assert (found.exists, found.root.members, found.problems, text[found.end :]) == (True, (), (), "B\n")


@pytest.mark.parametrize(
    ("text", "generator", "path"),
    [
        ("⟦---⟧\ntitle: T\n\n本文\n", "", "a.md"),
        ("⟦---⟧\n本文だけ\n", "zenn", "articles/a.md"),
        ("⟦+++⟧\ntitle = 'T'\n", "hugo", "content/a.md"),
        ("--- ⟦# c⟧\ntitle: T\n---\n", "", "a.md"),
        ("---⟦  ⟧\ntitle: T\n---\n", "hexo", "source/_posts/a.md"),
        ("⟦-----⟧\ntitle: T\n-----\n", "", "a.md"),
        ("⟦－－－⟧\ntitle: T\n－－－\n", "", "a.md"),
        ("⟦--⟧\ntitle: T\n--\n", "jekyll", "_posts/2026-01-31-a.md"),
        ("---\n⟦\u3000title⟧: T\n---\n", "jekyll", "_posts/2026-01-31-a.md"),
        ("---\ntitle: ⟦!⟧重要\n---\n", "", "a.md"),
        ("\n\n⟦---⟧\ntitle: T\n---\n", "jekyll", "_posts/2026-01-31-a.md"),
        ("---\ntitle: T\n⟦...⟧\n本文\n", "hugo", "content/a.md"),
        ("⟦\ufeff⟧---\ntitle: T\n---\n", "jekyll", "about.md"),
        ("---\nstyle: |\n  a {}\n  ⟦---⟧\n\n<div>本文</div>\n\n---\n本文\n", "", "a.md"),
        ("---\nstyle: |\n  a\n  ---\n  b\ntitle: ⟦@⟧T\n---\n", "", "a.md"),
        ("---\n⟦本文だけ⟧\n---\n", "jekyll", "_posts/2026-01-31-a.md"),
        ("---\n⟦- a\n- b⟧\n---\n", "jekyll", "_posts/2026-01-31-a.md"),
        ("---\ntitle: a⟦:⟧ b\n---\n", "", "a.md"),
        ("---\na:\n⟦\t⟧b: 1\n---\n", "", "a.md"),
        ("---\ra:\r⟦\t⟧b: 1\r---\r", "hugo", "content/a.md"),
        ("---\na: 1\n⟦a⟧: 2\n---\n", "", "a.md"),
        ("---\nx: {a: 1, ⟦a⟧: 2}\n---\n", "", "a.md"),
        ("---\n? [a, b]\n: 1\n? ⟦[a, b]⟧\n: 2\n---\n", "", "a.md"),
        ("---\n題: 😀\nx: ⟦!!python/object/apply:os.system⟧ [ls]\n---\n", "", "a.md"),
        ("---\nx: ⟦!important⟧ text\n---\n", "", "a.md"),
        ("---\nx: &a ⟦!!python/name:os.system⟧ 'y'\n---\n", "", "a.md"),
        ("---\nx: ⟦*bold⟧\n---\n", "", "a.md"),
        ("---\nx: ⟦*⟧強調*\n---\n", "", "a.md"),
        ("---\nx: &a [⟦*a⟧]\n---\n", "", "a.md"),
        ("---\na: 1\n<<: ⟦b⟧\n---\n", "", "a.md"),
        ("---\n題: 😀\nx: a⟦\x07⟧b\ny: 1\n---\n", "", "a.md"),
        ("---\nx: a⟦\ud800⟧b\n---\n", "", "a.md"),
        ("---\ntitle: 前⟦\u2028⟧後\n---\n", "jekyll", "_posts/2026-01-31-a.md"),
        ("---\ntitle: 前⟦\x85⟧後\n---\n", "hugo", "content/a.md"),
        ("+++\ntitle = ⟦パ⟧ン\n+++\n", "", "a.md"),
        ("+++\ntitle = ⟦\"⟧パン\nx = 1\n+++\n", "", "a.md"),
        ("+++\nx = \"\u2028\x0b\"\ny = \"\"\"\r\n\r\n\"\"\"\r\nz = ⟦あ⟧\r\n+++\r\n".replace("\x0b", ""), "", "a.md"),
        ("+++\ntitle = ⟦'⟧パン\n+++\n", "", "a.md"),
        ("+++\ntags = ⟦[⟧'a', 'b'\ntitle = 'T'\n+++\n", "", "a.md"),
        ("+++\ntags = ⟦[⟧'a' 'b']\n+++\n", "", "a.md"),
        ("+++\na = ⟦{⟧b = 1\n+++\n", "", "a.md"),
        ("+++\na = 1\n⟦a⟧ = 2\n+++\n", "", "a.md"),
        ("+++\n[a]\n[⟦a⟧]\n+++\n", "", "a.md"),
        ("+++\na = { b = 1, ⟦b⟧ = 2 }\n+++\n", "", "a.md"),
        ("+++\ndate = ⟦2024-13-45⟧\n+++\n", "", "a.md"),
        ("+++\ndate = ⟦2024-02-30T00:00:00Z⟧ # c\n+++\n", "", "a.md"),
        ("+++\ntitle⟦:⟧ T\n+++\n", "", "a.md"),
        ('{"title": "T"⟦,⟧}\n', "hugo", "content/a.md"),
        ("⟦{⟧\n本文\n", "hugo", "content/a.md"),
        ('{"a": 1, ⟦a⟧: 2}\n', "hugo", "content/a.md"),
        ('{"a": 1, "⟦a⟧": 2}\n', "hugo", "content/a.md"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_placed(text: str, generator: str, path: str) -> None:
    start, end = text.index("⟦"), text.index("⟧") - 1
    found = read_front_matter(path, text.replace("⟦", "").replace("⟧", ""), generator)
    assert [(p.at.path, p.at.start, p.at.end) for p in found.problems] == [(path, start, end)], found.problems


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (fenced("a: " + "[" * 20_000), "depth"),
        (fenced("a: " + "[" * 30_000), "depth"),
        (fenced("- " * 100), "depth"),
        (fenced("a: &a [x]\nb: [" + "*a," * 201 + "]"), "alias"),
        (fenced("a: [" + "x," * 60_000 + "]"), "size"),
        ("+++\na = " + "[" * 20_000 + "\n+++\n", "depth"),
        ("+++\n" + "a." * 100 + "a = 1\n+++\n", "depth"),
        ("+++\na = [" + "1," * 60_000 + "]\n+++\n", "size"),
        ('{"a": ' * 300 + "1" + "}" * 300 + "\n", "depth"),
    ],
    ids=lambda value: value if len(value) < 10 else "",
)
def test_what_is_too_much_is_told(text: str, code: str) -> None:
    found = read_front_matter("content/a.md", text, "hugo")
    assert [problem.code for problem in found.problems] == [code]
    at = found.problems[0].at
    assert at.path == "content/a.md"
    assert found.at.start < at.start < at.end < found.end


@pytest.mark.parametrize(
    "text",
    [
        fenced("a0: &a0 {x: 1}\n" + "\n".join(f"a{n + 1}: &a{n + 1} {{<<: [*a{n}, *a{n}]}}" for n in range(22))),
        fenced("n: " + "1" * 5_000),
        "+++\nn = " + "1" * 5_000 + "\n+++\n",
    ],
    ids=["merges", "digits", "toml digits"],
)
def test_what_is_long_but_right_is_no_finding(text: str) -> None:
    found = read_front_matter("content/a.md", text, "hugo")
    assert (found.exists, found.problems) == (True, ())


CODES = (
    "tab control separator tag alias undefined-alias recursive-alias merge depth size not-a-mapping duplicate key-space unclosed "
    "indented-close dots opening blank-before unread line-ends byte-order-mark"
)


@pytest.mark.parametrize("code", CODES.split())
def test_every_problem_has_its_words(code: str) -> None:
    assert len(table("front_matter_syntax", dict[str, tuple[str, str, str, str]])[code]) == 4


def test_line_separators_are_text_where_yaml_is_1_2() -> None:
    text = "---\ntitle: 前\u2028中\x85後\u2029\ntags: ['a\u2028b\n c', x]\n---\n"
    found = read_front_matter("articles/a.md", text, "zenn")
    assert found.problems == ()
    assert found.text("title") == "前\u2028中\x85後\u2029"
    assert found.texts("tags") == ("a\u2028b c", "x")
    for _, placed in scalars(found.root):
        assert_pieces(text, placed)


def test_what_stands_before_an_error_is_read() -> None:
    assert titled("---\ntitle: T\nx: a\x07\n---\n") == ("T", ("control",))
    assert titled("---\ntitle: T\nx: @\n---\n") == ("T", ("syntax",))
    assert titled("+++\ntitle = 'T'\nx = @\n+++\n") == ("T", ("syntax",))
    assert titled("+++\ntitle = 'T'\ndate = 2024-13-45\n+++\n") == ("T", ("syntax",))


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("title: 年賀状: 早めの支度", "年賀状: 早めの支度"),
        ("title: 年賀状: 早め: の支度  # 注", "年賀状: 早め: の支度"),
        ("title: 'a': b", "a"),
        ("title: a\n b: c", "a b"),
    ],
)
def test_a_colon_that_nobody_quoted_ends_no_value(line: str, value: str) -> None:
    doc = Document("a.md", f"---\n{line}\ndate: 2026-01-31\n---\n", Site())
    assert doc.front_matter.problems
    assert doc.front_matter.text("title") == value
    if ": " in value:
        assert doc.title is not None
        assert doc.text[doc.title.at.start : doc.title.at.end] == value


def test_a_line_that_nearly_closes_is_shown() -> None:
    text = "---\ntitle: T\nーーー\n\n本文\n"
    problem = read_front_matter("a.md", text).problems[0]
    assert problem.code == "unclosed"
    assert problem.other is not None
    assert text[problem.other.start : problem.other.end] == "ーーー"


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("date: 2024-13-45", "date", "2024-13-45"),
        ("date: 2022-00-02", "date", "2022-00-02"),
        ("title: yes", "title", "yes"),
        ("title: on", "title", "on"),
        ("title: 1e3", "title", "1e3"),
        ("title: 0o17", "title", "0o17"),
        ("title: 12:34:56", "title", "12:34:56"),
        ("title: 1_000", "title", "1_000"),
        ("title: =", "title", "="),
        ("title: !!str 2024-01-01", "title", "2024-01-01"),
        ("title: !!int x", "title", "x"),
        (f"n: {'1' * 5000}", "n", "1" * 5000),
        ("base: &b\n  title: T\n<<: *b", "title", "T"),
        ("base: &b\n  title: T\ntitle: U\n<<: *b", "title", "U"),
        ("base: &b\n  title: T\nother: &c\n  title: U\n<<: [*c, *b]", "title", "U"),
        ("a: &x T\ntitle: *x", "title", "T"),
        ("? title\n: T", "title", "T"),
        ('"title": T', "title", "T"),
        ("title:\tT", "title", "T"),
        ("{title: T, x: [1, {y: 2}]}", "title", "T"),
        ("image:\n  path: /a.png", "image.path", "/a.png"),
    ],
)
def test_yaml_scalars_are_text_as_written(line: str, key: str, value: str) -> None:
    text = f"---\n{line}\n---\n本文\n"
    found = read_front_matter("a.md", text)
    placed = found.get(key)
    assert found.problems == ()
    assert placed is not None
    assert (placed.value, text[placed.at.start : placed.at.end]) == (value, value)


def test_odd_list_items_are_text() -> None:
    found = read_front_matter("a.md", "---\nlist:\n- =\n- <<\n- ~\n- ''\n- x\n---\n")
    assert (found.texts("list"), found.problems) == (("=", "<<", "x"), ())


@pytest.mark.parametrize("line", ["title:", "title: ~", "title: null", "title: [a]", "title: {a: b}", "title: # c", "x: 1"])
def test_what_is_no_text_is_none(line: str) -> None:
    assert read_front_matter("a.md", f"---\n{line}\n---\n").get("title") is None


def test_toml_is_placed_whole() -> None:
    text = (
        "+++\ntitle = \"a\\u3042\" # c\n'q k'.\"x\\ty\".z = 'li'\ndate = 2024-01-02 03:04:05\nn = 1_000\nb = true\n"
        "[params.a]\nk = [ 'x', # c\n \"\"\"\r\n  y \\\r\n  z\"\"\",\n { p.q = 1 }, ]\n"
        "[[list]]\na = '''\n'あ''''\n[list.sub]\nb = inf\n"
        "[[list]]\na = 07:32:00\n+++\n"
    )
    found = read_front_matter("a.md", text)
    said = {name: (value.value, text[value.at.start : value.at.end]) for name, value in scalars(found.root)}
    assert found.problems == ()
    assert said == {
        "title": ("aあ", "a\\u3042"), "q k/x\ty/z": ("li", "li"), "date": ("2024-01-02 03:04:05",) * 2, "n": ("1_000",) * 2,
        "b": ("true",) * 2, "params/a/k/0": ("x", "x"), "params/a/k/1": ("  y z", "  y \\\r\n  z"), "params/a/k/2/p/q": ("1", "1"),
        "list/0/a": ("'あ'",) * 2, "list/0/sub/b": ("inf",) * 2, "list/1/a": ("07:32:00",) * 2,
    }  # fmt: skip
    assert [text[m.key.at.start : m.key.at.end] for m in found.root.members] == ["title", "q k", "date", "n", "b", "params", "list"]
    tables = found.root.get("list")
    assert isinstance(tables, Array)
    assert text[tables.items[1].at.start : tables.items[1].at.end] == "[[list]]\na = 07:32:00"


def test_json_is_placed_whole() -> None:
    text = '\ufeff{\n  "ti\\u0074le": "あ\\ud83d\\ude00い\\n",\n  "tags": ["a", {"b": -1.5e3}],\n  "draft": false\n}\n本文\n'
    found = read_front_matter("content/a.md", text, "hugo")
    title = found.get("title")
    assert found.problems == ()
    assert title is not None
    assert title.value == "あ😀い\n"
    parts = [title.part(number, number + 1) for number in range(4)]
    assert [text[at.start : at.end] for at in parts] == ["あ", "\\ud83d\\ude00", "い", "\\n"]
    said = {name: text[value.at.start : value.at.end] for name, value in scalars(found.root)}
    assert said == {"title": "あ\\ud83d\\ude00い\\n", "tags/0": "a", "tags/1/b": "-1.5e3", "draft": "false"}
    assert (found.language, text[found.end :]) == ("json", "本文\n")


def scalars(node: Node, name: str = "") -> Iterator[tuple[str, Placed[str]]]:
    """Every scalar of the tree, by its path."""
    if isinstance(node, Scalar):
        yield name.lstrip("/"), node.text
    elif isinstance(node, Array):
        for number, item in enumerate(node.items):
            yield from scalars(item, f"{name}/{number}")
    else:
        for member in node.members:
            yield from scalars(member.value, f"{name}/{member.key.value}")


STYLES = {
    "literal": ("|\n  一\n    二\n\n  三  \n", ["一", "\n", " ", " ", "二", "\n", "\n", "三", " ", " "]),
    "folded": (">\n  一\n  二\n\n  三\n", ["一", "\n  ", "二", "\n", "三"]),
    "folded, more indented": (">-\n  一\n   二\n  三\n", ["一", "\n", " ", "二", "\n", "三"]),
    "indicator": ("|2-\n    一\n   二\n", [" ", " ", "一", "\n", " ", "二"]),
    "kept": ("|+ # c\n  一\n\n\n", ["一"]),
    "leading blank line": ("|\n\n  一\n", ["\n", "一"]),
    "windows line ends": (">\r\n  一\r\n  二\r\n\r\n  三\r\n", ["一", "\r\n  ", "二", "\n", "三"]),
    "plain": ("一\n  二\n\n  三\n", ["一", "\n  ", "二", "\n", "三"]),
    "single": ("'一''\n  二\n\n  三'\n", ["一", "'", "\n  ", "二", "\n", "三"]),
    "double": ('"一\\u4e8c\\\n  三 \\\n  四\n  五\\""\n', ["一", "\\u4e8c\\\n  ", "三", " ", "四", "\n  ", "五", '\\"']),
    "astral": ('"😀\\U0001F600\\n"\n', ["😀", "\\U0001F600", "\\n"]),
}


@pytest.mark.parametrize("name", STYLES)
def test_every_character_of_a_scalar_has_its_place(name: str) -> None:
    scalar, expected = STYLES[name]
    text = f"---\nkey: {scalar}next: x\n---\n"
    placed = read_front_matter("a.md", text).get("key")
    assert placed is not None
    parts = [placed.part(number, number + 1) for number in range(len(placed.value))]
    shown = [text[at.start : at.end] for at in parts]
    assert len(placed.value) == len(expected)
    assert shown == expected


# Properties: whatever PyYAML reads, we read alike, and each character stands where we say.

LETTERS = "ab1 　あ漢😀é'\"\\:#-,[]{}&*!|>%@`?~.\n\t\u2028\x85\u00a0\ufeff"
words = st.text(alphabet=LETTERS, max_size=24)
values = st.recursive(words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3), max_leaves=6)


def assert_yaml(text: str) -> None:
    """``text`` is read as PyYAML composes it, and each piece is in the source."""
    tree = read_yaml("a.md", text, 0, len(text))
    assert tree.problems == ()
    theirs = yaml.compose(text, Loader=yaml.CBaseLoader)
    assert (tree.root is None) == (theirs is None)
    if tree.root is not None:
        assert_node(text, tree.root, theirs)


def assert_node(text: str, ours: Node, theirs: Any) -> None:
    if isinstance(theirs, yaml.ScalarNode):
        assert isinstance(ours, Scalar)
        said = theirs.value.rstrip("\n") if theirs.style in {"|", ">"} else theirs.value
        assert ours.text.value == ("" if ours.kind == "null" else said)
        assert_pieces(text, ours.text)
    elif isinstance(theirs, yaml.SequenceNode):
        assert isinstance(ours, Array)
        for item, node in zip(ours.items, theirs.value, strict=True):
            assert_node(text, item, node)
    else:
        assert isinstance(ours, Object)
        for member, (key, value) in zip(ours.members, theirs.value, strict=True):
            if isinstance(key, yaml.ScalarNode):
                assert_node(text, Scalar(member.key, "null" if not member.key.value else "plain"), key)
            assert_node(text, member.value, value)


def assert_pieces(text: str, placed: Placed[str]) -> None:
    """What has a piece is in the source; what has none is an escape or a fold there, and nothing else."""
    value, at, pieces = placed.value, placed.at, placed.pieces
    if not pieces:
        assert not value or text[at.start : at.end] == value
        return
    assert all(text[source : source + length] == value[offset : offset + length] for offset, source, length in pieces)
    for (offset, source, length), (next_offset, next_source, _) in pairwise(pieces):
        assert source + length <= next_source
        assert offset + max(length, 1) <= next_offset
    assert at.start <= pieces[0][1]
    assert sum(pieces[-1][1:]) <= at.end
    covered = {number for offset, _, length in pieces for number in range(offset, offset + length)}
    for number in set(range(len(value))) - covered:
        part = placed.part(number, number + 1)
        shown = text[part.start : part.end]
        assert shown.startswith("\\") or (value[number] in " \n" and shown[:1] in "\r\n\x85")


@given(values, st.sampled_from([None, "'", '"', "|", ">"]), st.integers(4, 40), st.booleans(), st.booleans(), st.integers(2, 5))
def test_what_pyyaml_writes_is_read_back(
    value: object, style: str | None, width: int, unicode: bool, flow: bool, indent: int
) -> None:
    assert_yaml(yaml.dump(
        {"k": value}, default_style=style, width=width, allow_unicode=unicode, default_flow_style=flow, indent=indent,
    ))  # fmt: skip


SCRAPS = [
    *"ab あ😀\\'\n\n ", "  ", "\r\n", "\r", "''", "\\\n", "\\n", "\\u3042", "\\ ", "\\t", "\t", "\u2028", "\x85",
]  # fmt: skip
RAW = st.lists(st.sampled_from(SCRAPS), max_size=14)
FRAMES = ("k: '{}'\n", 'k: "{}"\n', "k: x{}x\nl: 1\n", "- k:\n   {}\n- 1\n", "[a, '{}', \"b{}\"]", "{}: 1\n")
BLOCKS = ("k: |{}\n{}l: 1\n", "k: >{}\n{}l: 1\n", "- - >{}\n{}- 1\n", "k:\n - a: |{}\n{}\n")


@given(st.sampled_from(FRAMES), RAW.map("".join))
def test_flow_scalars_are_read_as_pyyaml_reads_them(frame: str, raw: str) -> None:
    text = frame.replace("{}", raw)
    if accepted(text):
        assert_yaml(text)


@given(
    st.sampled_from(BLOCKS),
    st.sampled_from(["", "-", "+", "1", "2", "4", "2-", "+1", " # c"]),
    st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["", "あ", "a b", "b  ", "# c", "\ta", "- x", "😀"])), max_size=7),
    st.sampled_from(["\n", "\r\n", "\r", "\u2028", "\x85"]),
)
def test_block_scalars_are_read_as_pyyaml_reads_them(frame: str, header: str, lines: list[tuple[int, str]], end: str) -> None:
    text = frame.format(header, "".join(" " * indent + line + "\n" for indent, line in lines)).replace("\n", end)
    if accepted(text):
        assert_yaml(text)


def accepted(text: str) -> bool:
    """Whether PyYAML composes it."""
    try:
        return yaml.compose(text, Loader=yaml.CBaseLoader) is not None
    except yaml.YAMLError:
        return False


def plain(node: Node) -> object:
    """The tree as the standard library would give it."""
    if isinstance(node, Object):
        return {member.key.value: plain(member.value) for member in node.members}
    if isinstance(node, Array):
        return [plain(item) for item in node.items]
    if node.kind == "string":
        return node.text.value
    return tomllib.loads(f"x = {node.text.value}")["x"]


# A writer of TOML in all its forms: keys bare, quoted and dotted, four kinds of strings, tables of every kind.

toml_text = st.text(alphabet="ab あ😀'\"\\\n\t#=[]{}.,é\u2028", max_size=12)
bare_keys = st.text(alphabet="ab_-1", min_size=1, max_size=3)


def written(key: str, form: int) -> str:
    """A key, bare where it can be."""
    return key if form and key.strip("ab_-1") == "" and key else json.dumps(key, ensure_ascii=bool(form))


def quoted(text: str, form: int) -> str:
    if form == 1 and "'" not in text and "\n" not in text:
        return f"'{text}'"
    if form == 2 and "'''" not in text and not text.endswith("'"):
        return f"'''\n{text}'''"
    escaped = json.dumps(text, ensure_ascii=form == 3)[1:-1]
    if form == 4:
        return '"""\n' + escaped.replace("\\n", "\r\n").replace('\\"', '"\\\n   \n ').replace("b", "b\\ \n ") + '"""'
    return json.dumps(text, ensure_ascii=False)


@st.composite
def toml_values(draw: st.DrawFn, depth: int = 0) -> str:
    kind = draw(st.integers(0, 9))
    if kind < 4:
        return quoted(draw(toml_text), draw(st.integers(0, 4)))
    if kind == 4:
        return draw(st.sampled_from(["true", "false", "0x1F", "-1_000", "1e3", "-0.5", "inf", "-inf", "0"]))
    if kind == 5:
        day = draw(st.dates(min_value=date(1000, 1, 1)))
        return draw(st.sampled_from([f"{day}", f"{day} 01:02:03", f"{day}T01:02:03.5Z", "07:32:00", f"{day}t01:02:03-07:00"]))
    if depth > 2:
        return "[]"
    if kind < 8:
        comma = draw(st.sampled_from([",", " , ", ", # c ]\n", "\n,\n"]))
        items = draw(st.lists(toml_values(depth + 1), max_size=3))
        return "[" + comma.join(items) + draw(st.sampled_from(["", " ", ",", " # c\n"] if items else ["", "# c\n"])) + "]"
    members = draw(st.lists(st.tuples(toml_keys(), toml_values(depth + 1)), max_size=2))
    return "{ " + ", ".join(f"{key} = {value}" for key, value in members) + " }"


@st.composite
def toml_keys(draw: st.DrawFn) -> str:
    names = bare_keys | toml_text.filter(lambda key: "\n" not in key)
    parts = draw(st.lists(st.tuples(names, st.integers(0, 1)), min_size=1, max_size=3))
    return draw(st.sampled_from([".", " . "])).join(written(key, form) for key, form in parts)


@st.composite
def toml_documents(draw: st.DrawFn) -> str:
    lines: list[str] = []
    for _ in range(draw(st.integers(0, 7))):
        kind = draw(st.integers(0, 9))
        if kind < 6:
            lines.append(f"{draw(toml_keys())}{draw(st.sampled_from([' = ', '=', ' =	']))}{draw(toml_values())}")
        elif kind < 8:
            lines.append(f"[{draw(toml_keys())}]")
        else:
            lines.append(f"[[ {draw(toml_keys())} ]]")
        lines[-1] += draw(st.sampled_from(["", " ", " # コメント ]", "\n"]))
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines)


@given(toml_documents())
def test_toml_is_read_as_the_standard_library_reads_it(text: str) -> None:
    tree = read_toml("a.md", text, 0, len(text))
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert len(tree.problems) == 1
        assert 0 <= tree.problems[0].at.start <= tree.problems[0].at.end <= len(text)
        return
    assert tree.problems == ()
    assert plain(tree.root) == expected
    for _, placed in scalars(tree.root):
        if not placed.pieces:
            assert text[placed.at.start : placed.at.end] == placed.value
        for offset, source, length in placed.pieces:
            assert text[source : source + length] == placed.value[offset : offset + length]


@given(st.text(alphabet="ab=.[]{}\"'\\\n\r# ,1-é\u2028", max_size=40))
def test_any_toml_ends_in_a_tree(text: str) -> None:
    tree = read_toml("a.md", text, 0, len(text))
    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        expected = tomllib.loads(normal)
    except tomllib.TOMLDecodeError:
        assert tree.problems
        return
    assert tree.problems == ()
    assert plain(tree.root) == expected


bodies = st.text(alphabet="本文{}\"\n", max_size=5)
json_values = st.recursive(
    words | st.integers() | st.booleans(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3)
)


@given(st.dictionaries(words, json_values, max_size=4), st.booleans(), st.sampled_from([None, 1]), bodies)
def test_json_front_matter_is_the_object_at_the_top(value: dict[str, object], ascii_: bool, indent: int | None, body: str) -> None:
    text = json.dumps(value, ensure_ascii=ascii_, indent=indent)
    found = read_front_matter("content/a.md", f"{text}\n{body}", "hugo")
    assert (found.problems, found.end) == ((), len(text) + 1)
    assert {m.key.value for m in found.root.members} == set(value)
    for _, placed in scalars(found.root):
        if placed.pieces:
            assert_pieces(text, placed)


@given(st.text(alphabet="-+.{}\" \t\r\n:=#ab'[]\ufeff\u2028&*<|>", max_size=60), st.sampled_from(GENERATORS))
def test_any_text_ends_in_front_matter_inside_it(text: str, generator: str) -> None:
    found = read_front_matter("a.md", text, generator)
    assert 0 <= found.at.start <= found.end <= len(text)
    for problem in found.problems:
        assert 0 <= problem.at.start <= problem.at.end <= len(text)
    for name, placed in scalars(found.root):
        assert found.at.start <= placed.at.start <= placed.at.end <= found.end, name


MILLION = 1_000_000
ALIASES = "".join(f"{c}: &{c} [{','.join(['*' + p] * 9)}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True))
MERGES = "\n".join(f"a{n + 1}: &a{n + 1} {{<<: [*a{n}, *a{n}]}}" for n in range(22))
WIDE = "".join(f"  k{n}: 1\n" for n in range(20_000)) + "".join(f"b{n}: {{<<: *a}}\n" for n in range(190))
HOSTILE = {
    "long": fenced("".join(f"key{n}: 'この値は{n}番目の''値''です。" + "あ" * 80 + "'\n" for n in range(9_000))),
    "long folded": fenced("title: >\n" + "  食パンを焼きます。\n" * 80_000),
    "long literal": fenced("title: |\n" + "  食パンを焼きます。\n" * 80_000),
    "long plain": fenced("title: x\n" + "  食パンを焼きます。\n" * 80_000),
    "long double": fenced('title: "' + "\\u3042\\\n  い\n  " * 60_000 + '"'),
    "long single": fenced("title: '" + "''\n  い  " * 100_000 + "'"),
    "spaces in quotes": fenced("title: '" + " " * MILLION + "x'"),
    "aliases": fenced("a: &a [x]\nb: [" + "*a," * (MILLION // 3) + "]"),
    "recursive alias": fenced("a: &a [" + "*a," * (MILLION // 3)),
    "anchors": fenced("".join(f"a{n}: &a{n} [x]\n" for n in range(MILLION // 16))),
    "alias bomb": fenced("a: &a [x,x,x]\n" + ALIASES),
    "merge bomb": fenced("a0: &a0 {x: 1}\n" + MERGES),
    "wide merges": fenced("a: &a\n" + WIDE),
    "merge keys": fenced("<<: " * (MILLION // 4)),
    "merge lines": fenced("<<: {a: 1}\n" * (MILLION // 11)),
    "dashes": fenced("a:\n" + "- " * (MILLION // 2)),
    "questions": fenced("? " * (MILLION // 2)),
    "brackets": fenced("a: " + "[" * MILLION),
    "brackets and braces": fenced("a: " + "[{" * (MILLION // 2)),
    "closed brackets": fenced("a: " + "[" * 20_000 + "]" * 20_000),
    "nested mappings": fenced("".join(" " * n + "a:\n" for n in range(1_400))),
    "quotes": fenced("a: " + "'\"" * (MILLION // 2)),
    "open quote": fenced('a: "' + "x\n" * (MILLION // 2)),
    "tags": fenced("a: " + "!x " * (MILLION // 3)),
    "comments": fenced("# c\n" * (MILLION // 4)),
    "colons": fenced(": " * (MILLION // 2)),
    "control": fenced("a: x\n" * 100_000 + "\x07"),
    "tabs": fenced("a:\n" + "\t" * MILLION),
    "never closed": "---\ntitle: x\n" + "-- -\n...x\n ---x\n" * (MILLION // 15),
    "blanks before": "\n \t" * (MILLION // 3) + "---\ntitle: x\n---\n",
    "dashes open": "-" * MILLION,
    "toml tables": "+++\n" + "[[a]]\n" * (MILLION // 6) + "+++\n",
    "toml deep header": "+++\n[" + "a." * (MILLION // 2) + "a]\n+++\n",
    "toml deep headers": "+++\n" + "".join(f"[{'a.' * 60}k{n}]\n" for n in range(8_000)) + "+++\n",
    "toml dotted": "+++\n" + "a." * (MILLION // 2) + "a = 1\n+++\n",
    "toml quotes": "+++\na = " + '"""' * (MILLION // 3) + "\n+++\n",
    "toml quoted lines": '+++\na = """' + '""\n' * (MILLION // 3) + '"""\n+++\n',
    "toml open string": '+++\na = """' + "\\n" * (MILLION // 2) + "\n+++\n",
    "toml escapes": '+++\na = "' + "\\u3042" * (MILLION // 6) + '"\n+++\n',
    "toml brackets": "+++\na = " + "[" * MILLION + "\n+++\n",
    "toml inline": "+++\na = " + "{a=" * (MILLION // 3) + "\n+++\n",
    "toml items": "+++\na = [" + "1," * (MILLION // 2) + "]\n+++\n",
    "toml long": "+++\n" + "".join(f"key{n} = 'この値は{n}番目の値です。{'あ' * 80}'\n" for n in range(9_000)) + "+++\n",
    "toml digits": "+++\na = " + "1" * MILLION + "\n+++\n",
    "toml underscores": "+++\na = " + "1_" * (MILLION // 2) + "1\n+++\n",
    "toml equals": "+++\n" + "=" * MILLION + "\n+++\n",
    "json objects": '{"a":' * (MILLION // 5),
    "json closed": '{"a":' * 20_000 + "1" + "}" * 20_000 + "\n",
    "json quotes": '{"' + '"' * MILLION,
    "json keys": "{" + ",".join(f'"k{n}": "あ{n}"' for n in range(60_000)) + "}\n",
    "json braces": "{" * MILLION,
}  # fmt: skip


HOSTILE_RUNS = [(name, "hugo") for name in HOSTILE] + [(name, "") for name in HOSTILE if name[:4] not in {"toml", "long"}]


@pytest.mark.parametrize(("name", "generator"), HOSTILE_RUNS)
def test_hostile_front_matter_is_read_to_its_end(name: str, generator: str) -> None:
    found = read_front_matter("a.md", HOSTILE[name], generator)
    assert found.end <= len(HOSTILE[name])


@pytest.mark.parametrize(
    ("text", "title", "language"),
    [
        ("---\n# only\n---\n# h\n", "h", "yaml"),
        ("---\n\n  # only\n# that\n---\n# h\n", "h", "yaml"),
        ("+++\n# only\n+++\n# h\n", "h", "toml"),
        ("---\n\n---\n# h\n", "h", ""),
        ("---\n# a\nb\n---\n# h\n", "a", ""),
        ("---\n# a\n- b\n---\n# h\n", "a", ""),
        ("---\nb\n\n---\n# h\n", "h", ""),
        ("***\n# a\n***\n# h\n", "a", ""),
        ("# a\n---\n# b\n---\n", "a", ""),
    ],
)
def test_comments_alone_are_front_matter_and_other_text_between_rules_is_not(text: str, title: str, language: str) -> None:
    doc = Document("a.md", text, Site())
    assert doc.title is not None
    assert (doc.title.value, doc.front_matter.language) == (title, language)
