"""``--format html`` as a file: what a parser of HTML finds in it, its policy, and its data against the JSON report."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from html_reports import BREAKS_OUT, SAMPLE, findings, hostile_site, report
from selectolax.lexbor import LexborHTMLParser
from test_command_line import run

from seolint.report import html
from seolint.report.html.excerpts import BEYOND, CUT, MARKED
from seolint.report.html.words import words
from seolint.report.wording import visible

SEVERITIES: tuple[str, ...] = ("error", "warning", "info")


def texts(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [node.text() for node in tree.css(selector)]


def data_of(page: str) -> dict[str, Any]:
    (data,) = texts(LexborHTMLParser(page), "script[type='application/json']")
    return msgspec.json.decode(data, type=dict[str, Any])


def places(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each finding with its post's path and its thought."""
    for post in data["posts"]:
        for thought in post["thoughts"]:
            for place in thought["places"]:
                yield post["path"], thought, place


@pytest.fixture(scope="module")
def sample() -> dict[str, Any]:
    return data_of(report(SAMPLE, "ja"))


@pytest.fixture(scope="module", params=["en", "ja"])
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    site = hostile_site(tmp_path_factory.mktemp("hostile"))
    return report(site, request.param), findings(site, request.param)


def test_the_policy_names_the_one_script_and_the_one_style(hostile: tuple[str, dict[str, Any]]) -> None:
    tree = LexborHTMLParser(hostile[0])
    (policy,) = [node.attributes["content"] or "" for node in tree.css("meta[http-equiv='Content-Security-Policy']")]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    (script,), (style,) = texts(tree, "script:not([type])"), texts(tree, "style")

    def named(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert directives == {
        "default-src": "'none'",
        "script-src": named(script),
        "style-src": named(style),
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_nothing_of_a_post_becomes_markup(hostile: tuple[str, dict[str, Any]]) -> None:
    page, _ = hostile
    tree = LexborHTMLParser(page)
    assert len(tree.css("script")) == 2
    assert not tree.css("img, iframe, object, embed, link, base, [src], [style]")
    assert [node.attributes["href"] for node in tree.css("[href]")] == ["#results"]
    assert not [name for node in tree.css("*") for name in node.attributes if name.startswith("on")]
    data = page[page.index('id="data">') + len('id="data">') :]
    data = data[: data.index("</script>")]
    assert not set(data) & set("<>&\u2028\u2029\u202e\u2066\0\x1b")
    assert "{{" not in re.sub(r"\{\{(data|script)\}\}", "", data)


def test_hostile_text_comes_back_whole_and_visible(hostile: tuple[str, dict[str, Any]]) -> None:
    data = data_of(hostile[0])
    shown = "\n".join(data["strings"])
    for said in (
        BREAKS_OUT,
        "<!--<script>",
        "二行<U+2028>三行<U+2029>四行",
        "左<U+202E>こら右<U+2066>x",
        "&lt; &amp;",
        "␛[31m",
    ):
        assert said in shown
    assert "<img src=x onerror=alert(4)>/“<b>&amp;” ' <U+202E>.md" in {post["path"] for post in data["posts"]}


def test_it_says_as_much_as_the_json_report(hostile: tuple[str, dict[str, Any]]) -> None:
    page, expected = hostile
    data, tree, summary = data_of(page), LexborHTMLParser(page), expected["summary"]
    totals = {"posts": summary["files"], **{s: summary[f"{s}s"] for s in SEVERITIES}}
    assert data["totals"] == totals
    assert [int(*texts(tree, f"#{name}")) for name in ("posts", "errors", "warnings", "infos")] == list(totals.values())
    assert sum(data["distribution"]) == sum(data["clean"].values()) + len(data["posts"]) == summary["files"]
    shown: Counter[Any] = Counter(
        (
            path,
            data["rules"][t["rule"]]["id"],
            SEVERITIES[t["severity"]],
            p["line"],
            p["column"],
            data["strings"][p["message"]],
        )
        for path, t, p in places(data)
    )
    assert shown == Counter(
        (visible(d["path"]), d["rule"], d["severity"], d["start"]["line"], d["start"]["column"], visible(d["message"]))
        for d in expected["diagnostics"]
    )


def test_exactly_what_is_flagged_is_marked(sample: dict[str, Any]) -> None:
    strings, compared = sample["strings"], 0
    spans = {
        (d["path"], d["rule"], d["start"]["line"], d["start"]["column"]): (d["start"]["offset"], d["end"]["offset"])
        for d in findings(SAMPLE, "ja")["diagnostics"]
        if d["start"]["line"] == d["end"]["line"]
    }
    for path, thought, place in places(sample):
        span = spans.get((path, sample["rules"][thought["rule"]]["id"], place["line"], place["column"]))
        if span is None or "rows" not in place:
            continue
        source: str = (SAMPLE / path).read_text(encoding="utf-8")
        rows: dict[int, list[tuple[str, int]]] = {
            row[0]: [(strings[row[i]], row[i + 1]) for i in range(1, len(row), 2)] for row in place["rows"]
        }
        marked = "".join(text for text, kind in rows[place["line"]] if kind in {MARKED, BEYOND})
        flagged = source[slice(*span)].strip() or visible(source[slice(*span)])
        cut = CUT in {kind for _, kind in rows[place["line"]]}
        assert marked == flagged or (cut and len(marked) > 100 and marked in flagged)
        for number, pieces in rows.items():
            line = source.split("\n")[number - 1]
            assert "".join(text for text, _ in pieces).strip("…").replace("␉", "\t") in line
        compared += 1
    assert compared > 60


def test_a_fix_is_shown_as_it_would_be_made(sample: dict[str, Any]) -> None:
    strings, compared = sample["strings"], 0
    made = {
        (d["path"], d["rule"], d["start"]["line"], d["start"]["column"]): d["fix"]["edits"]
        for d in findings(SAMPLE, "ja")["diagnostics"]
        if d["fix"]
    }
    for path, thought, place in places(sample):
        edits = made.get((path, sample["rules"][thought["rule"]]["id"], place["line"], place["column"]))
        assert (edits is None) == ("fix" not in place)
        if edits is None:
            continue
        before: str = (SAMPLE / path).read_text(encoding="utf-8")
        after = before
        for edit in sorted(edits, key=lambda edit: -int(edit["start"])):
            after = after[: edit["start"]] + edit["text"] + after[edit["end"] :]
        assert place["fix"]["hunks"]
        for _, line, old, new in place["fix"]["hunks"]:
            for text, pieces in ((before, old), (after, new)):
                for part in "".join(strings[number] for number in pieces[::2]).split("…"):
                    assert part in text
            start = "".join(strings[number] for number in old[::2]).split("\n")[0].split("…")[0]
            assert before.split("\n")[int(line) - 1].startswith(start)
        compared += 1
    assert compared > 30


def test_posts_are_sorted_worst_first(sample: dict[str, Any]) -> None:
    scores = [post["score"] for post in sample["posts"]]
    assert scores == sorted(scores)
    assert len(set(scores)) > 3
    for post in sample["posts"]:
        assert post["score"] == max(0, round(100 - sum(points for *_, points in post["lost"])))


def test_causes_of_several_posts_are_numbered(sample: dict[str, Any]) -> None:
    members: dict[int, set[str]] = {}
    for path, thought, _ in places(sample):
        if "cluster" in thought:
            members.setdefault(thought["cluster"], set()).add(path)
    assert sorted(members) == list(range(sample["clusters"]))
    assert sample["clusters"] > 1
    assert all(len(paths) > 1 for paths in members.values())


def test_every_rule_has_its_page_in_the_report(sample: dict[str, Any]) -> None:
    for rule in sample["rules"]:
        assert all(rule[part] for part in ("summary", "body", "fix")), rule["id"]


def test_a_long_line_is_cut_and_a_long_span_too(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: {'長い題' * 20_000}\n---\n" + "本文。" * 200_000, encoding="utf-8")
    page = report(tmp_path)
    assert len(page) < 120_000
    assert "title-length" in {rule["id"] for rule in data_of(page)["rules"]}


def test_both_languages_have_every_word_with_the_same_holes() -> None:
    holes = re.compile(r"\{(\w+)\}")
    english, japanese = words("en"), words("ja")
    assert english.keys() == japanese.keys()
    for name, said in english.items():
        for form in said.split("|"):
            assert sorted(holes.findall(form)) == sorted(holes.findall(japanese[name]))
    folder = Path(html.__file__).parent
    script = "".join((folder / name).read_text(encoding="utf-8") for name in html.SCRIPTS)
    assert set(re.findall(r'\bsay\("(\w+)"', script)) <= english.keys()
    used = (
        script
        + (folder / "page.html").read_text(encoding="utf-8")
        + (folder / "__init__.py").read_text(encoding="utf-8")
    )
    assert [name for name in english if f'"{name}"' not in used and f"{{{{{name}}}}}" not in used] == []
    assert {path.name for path in folder.glob("*.js")} == set(html.SCRIPTS)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_it_speaks_one_language(language: str) -> None:
    tree = LexborHTMLParser(report(SAMPLE, language))
    assert [node.attributes["lang"] for node in tree.css("html")] == [language]
    assert texts(tree, "h1") == [words(language)["title"]]
    assert texts(tree, "noscript p") == [words(language)["noScript"]]


def test_nothing_to_say(tmp_path: Path) -> None:
    assert data_of(report(tmp_path))["totals"]["posts"] == 0
    (tmp_path / "a.md").write_text("Nothing.\n", encoding="utf-8")
    page = run(tmp_path, "check", "--select", "title-length", "--format", "html").stdout
    assert data_of(page)["posts"] == []
    assert texts(LexborHTMLParser(page), "#score") == ["100"]


def test_it_is_written_to_a_file_beside_another_report(tmp_path: Path) -> None:
    done = run(SAMPLE, "check", "--output", f"html:{tmp_path / 'a.html'}", "--output", f"json:{tmp_path / 'a.json'}")
    assert done.returncode == 1
    written = data_of((tmp_path / "a.html").read_text(encoding="utf-8"))
    summary = msgspec.json.decode((tmp_path / "a.json").read_bytes(), type=dict[str, Any])["summary"]
    assert written["totals"]["error"] == summary["errors"]
