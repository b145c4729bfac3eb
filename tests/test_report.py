"""The report for people. ``SEOLINT_UPDATE=1 pytest tests/test_report.py`` writes the snapshots anew; then read them."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seolint.diagnostic import Diagnostic, Edit, Fix, Related, Severity, Text
from seolint.outcome import Outcome, Source
from seolint.report import table, terminal
from seolint.report.cells import cells, measure, shorten, wrap
from seolint.report.excerpt import excerpt, underlined
from seolint.report.full import ALTOGETHER, OF_A_RULE, Report, print_report
from seolint.report.terminal import ASCII, UNICODE
from seolint.text import Lines, Location

SNAPSHOTS = Path(__file__).parent / "snapshots"
ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

POST = """---
title: "2026年版AIメールマーケティング最適化：学習効果を最大化する5つの実践テクニック"
description: 短い説明です。
---
## はじめに

howTo構造の視点から見ると、この課題を克服し、learning効果を最大化することができます。メールは今も強い味方です。

![](https://images.example.com/photo-1?ixlib=rb-4.1.0&q=80&w=1080&w=1200&h=630&fit=crop)

か\u3099と👨‍👩‍👧と①ｶﾅ：**太字**の行です。
"""


def place(path: str, part: str, text: str = POST, nth: int = 0) -> Location:
    start = -1
    for _ in range(nth + 1):
        start = text.index(part, start + 1)
    return Location(path, start, start + len(part))


def of(texts: dict[str, str], found: Iterable[Diagnostic], **more: object) -> Outcome:
    sources = {path: Source(path, Lines.of(text).starts, text) for path, text in texts.items()}
    order = sorted(found, key=lambda d: (d.at, d.rule))
    return Outcome(tuple(order), sources, **more)  # type: ignore[arg-type]


def sample() -> Outcome:
    a, b, c = "_posts/2026-01-01-ai-email-marketing.md", "_posts/2026-01-02-b.md", "_posts/2026-01-03-clean.md"
    title = place(a, "2026年版AIメールマーケティング最適化：学習効果を最大化する5つの実践テクニック")
    beyond = place(a, "実践テクニック")
    edit = Fix(Text("Drop it", "消す"), (Edit(place(a, "&w=1080"), ""),), safe=True)
    advice = Text("Put the promise first.", "大事な語を前に置き、後ろを削ってください")
    tail = Text("This sentence ends 2 posts", "2記事が同じ文で終わっています")
    found = [
        Diagnostic("title-length", WARNING, title,
                   Text("The last 14 or so characters may be left out of the search results (38.5 full-width characters, limit 32)",
                        "検索結果では後ろの約7字が省略されることがあります（全角38.5字、目安は全角32字）"),
                   advice, (Related(beyond, Text("may be left out", "省略されることがあります")),)),
        Diagnostic("generator-residue", ERROR, place(a, "howTo構造"),
                   Text("“howTo構造” is an instruction for writing the post", "「howTo構造」は記事を作るときの指示の語です"),
                   Text("Drop the term.", "この語を消すか、日本語で言い換えてください")),
        Diagnostic("image-url-params", WARNING, place(a, "w=1080"),
                   Text("The image URL sets w twice, differently (1080 and 1200)",
                        "画像URLの同じ指定が2回あり、値が違います（w=1080 と w=1200）"),
                   None, (Related(place(a, "w=1200"), Text("the other", "もう一方")),), edit),
        *(Diagnostic("untranslated-term", WARNING, place(a, term), Text("Not translated", "日本語になっていません"))
          for term in ("learning", "AI", "か\u3099")),
        Diagnostic("description-missing", ERROR, Location(b, 0, 3),
                   Text("The post has no description", "説明文（description）がありません"),
                   Text("Write one of 80 to 120 characters.", "80〜120字で書いてください")),
        Diagnostic("title-duplicate", WARNING, place(b, "2026年版", POST),
                   Text("Another post has this title", "ほかの記事とタイトルが同じです"), None,
                   (Related(place(a, "2026年版"), Text("the same title", "同じタイトル")),)),
        Diagnostic("image-alt", INFO, place(a, "![]"), Text("No alt text", "画像の説明（alt）がありません")),
        *(Diagnostic("boilerplate", WARNING, place(path, "メールは今も強い味方です。"), tail,
                     Text("Say it in this post's words.", "この記事の言葉で書いてください"), cluster="tail")
          for path in (a, b)),
    ]  # fmt: skip
    return of({a: POST, b: POST, c: POST}, found, seconds=3.14, left_out=("orphan-post",))


def without_advice(outcome: Outcome) -> Outcome:
    kept = tuple(d for d in outcome.diagnostics if d.severity is not INFO)
    return Outcome(kept, outcome.sources, outcome.left_out, outcome.seconds)


def plain(shown: Outcome, outcome: Outcome, language: str, width: int, *, ascii_only: bool = False) -> str:
    report = Report(shown, outcome, language, width, ASCII if ascii_only else UNICODE)
    return "\n".join(block.plain for block in report.all()) + "\n"


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [80, 120])
def test_report(language: str, width: int) -> None:
    outcome = sample()
    text = plain(without_advice(outcome), outcome, language, width)
    assert max(map(cells, text.splitlines())) <= width
    snapshot(f"report-{language}-{width}", text)


def test_report_in_ascii_frames() -> None:
    outcome = sample()
    snapshot("report-ja-80-ascii", plain(outcome, outcome, "ja", 80, ascii_only=True))


def test_clean_report() -> None:
    outcome = of({"a.md": "本文。\n"}, ())
    snapshot("report-clean", plain(outcome, outcome, "ja", 80) + plain(outcome, outcome, "en", 80))


def test_only_advice() -> None:
    outcome = of({"a.md": POST}, [Diagnostic("image-alt", INFO, place("a.md", "![]"), Text("No alt text", "説明なし"))])
    assert plain(without_advice(outcome), outcome, "ja", 80) == (
        "1記事を調べました。エラーも警告もありません。\n"
        "1記事  エラー 0  警告 0  助言 1  点数 99点（100点満点）\n"
        "助言1件も表示するには --show info\n"
    )


def test_no_posts() -> None:
    assert plain(of({}, ()), of({}, ()), "ja", 80) == "調べる記事がありませんでした。\n"


def snapshot(name: str, text: str) -> None:
    file = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("SEOLINT_UPDATE"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8")


def test_rows_add_up_to_the_totals() -> None:
    outcome = sample()
    shown = without_advice(outcome)
    rows = table.rows(shown.diagnostics)
    assert sum(row.findings for row in rows) == outcome.count(ERROR) + outcome.count(WARNING)
    assert sum(row.findings for row in table.rows(outcome.diagnostics)) == len(outcome.diagnostics)
    ranks = [(row.severity.rank, -row.findings) for row in rows]
    assert ranks == sorted(ranks)
    text = plain(shown, outcome, "ja", 80)
    totals = re.search(r"エラー (\d+)  警告 (\d+)", text)
    assert totals is not None
    for name, total in zip(("エラー", "警告"), totals.groups(), strict=True):
        printed = re.findall(rf"^  {name} +\S+ +(\d+) +\d+ ", text, re.MULTILINE)
        assert sum(map(int, printed)) == int(total)


SIZES = {
    "あ": 2, "A": 1, "ｶ": 1, "ｶﾞ": 2, "か\u3099": 2, "👨‍👩‍👧": 2, "🇯🇵": 2, "👍🏽": 2, "❤️": 2, "①": 1, "…": 1, "━": 1,
    "α": 1, "１": 2, "e\u0301": 1, "": 0, "※": 1,
}  # fmt: skip


@pytest.mark.parametrize(("text", "size"), SIZES.items())
def test_cells(text: str, size: int) -> None:
    assert cells(text) == sum(measure(text)) == size


@settings(max_examples=200, deadline=None)
@given(st.text("ab 、。（）「」あ漢か\u3099😀\u200d👍🏽1️⃣①"), st.integers(6, 30))
def test_wrapped_lines_fit_and_lose_nothing(text: str, size: int) -> None:
    lines = wrap(text, size)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cells(line) <= size or not re.search("[^、。）」]{3}", line) for line in lines)
    assert cells(shorten(text, size)) <= size


def test_wrap_keeps_words_and_punctuation() -> None:
    assert wrap("検索結果では、タイトルが省略されます。", 14) == ["検索結果では、", "タイトルが省略", "されます。"]
    assert wrap("the keyword is missing", 12) == ["the keyword", "is missing"]
    assert wrap("https://example.com/a-very-long-address", 10)[0] == "https://ex"


def flagged(line: str, part: str, room: int, related: Iterable[str] = ()) -> tuple[str, str]:
    """The excerpt of one line in which ``part`` is flagged."""
    at = place("a.md", part, line)
    found = Diagnostic("rule", WARNING, at, Text("x", "y"), None,
                       tuple(Related(place("a.md", other, line), Text("", "")) for other in related))  # fmt: skip
    cut = excerpt(line, Lines.of(line), found, room, UNICODE)
    assert cut is not None
    return cut.shown, cut.marks.rstrip()


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("あいうえお", "うえ"),
        ("か\u3099く\u3099け\u3099", "く\u3099"),
        ("👨‍👩‍👧と🇯🇵と①とｶﾞ", "①"),
        ("❤️A", "A"),
        ("a\tb", "b"),
        ("\x1b[31mred", "red"),
        ("\u202e右", "右"),
    ],
)
def test_underline_stands_below_what_is_flagged(line: str, part: str) -> None:
    shown, marks = flagged(line, part, 60)
    lead = len(marks) - len(marks.lstrip())
    assert shown[len(cut_at(shown, lead)) :].startswith(part)
    assert len(marks) - lead == cells(part)


def cut_at(text: str, size: int) -> str:
    """The beginning of ``text`` that takes ``size`` cells, zero-width characters behind it included."""
    sizes = measure(text)
    end = used = 0
    while end < len(text) and (used < size or sizes[end] == 0):
        used += sizes[end]
        end += 1
    assert used == size
    return text[:end]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["あ", "b", " ", "か\u3099", "😀", "：", "\t", "👍🏽", "字"]), min_size=1, max_size=200),
       st.data())  # fmt: skip
def test_excerpts_fit_and_mark_what_is_flagged(parts: list[str], data: st.DataObject) -> None:
    line = "".join([*parts[:3], "〈印〉", *parts[3:]])
    room = data.draw(st.integers(24, 80))
    shown, marks = flagged(line, "〈印〉", room)
    assert cells(shown) <= room
    assert "〈印〉" in shown
    lead = len(marks) - len(marks.lstrip())
    assert cut_at(shown, lead) == shown[: shown.index("〈")]
    assert marks.strip() == "━" * 6


def test_beyond_and_aside_are_drawn_apart() -> None:
    assert flagged("title: 前のほう後ろ", "前のほう後ろ", 60, ["後ろ"]) == (
        "title: 前のほう後ろ", "       ━━━━━━━━╌╌╌╌")  # fmt: skip
    assert flagged("甲と乙", "甲", 60, ["乙"])[1] == "━━  ──"


def test_long_lines_keep_their_key() -> None:
    shown, marks = flagged('description: "' + "あ" * 80 + "ここ" + "い" * 80 + '"', "ここ", 50)
    assert shown.startswith('description: "…')
    assert shown.endswith("い…")
    assert cells(shown) <= 50
    assert shown[len(cut_at(shown, len(marks) - 4)) :].startswith("ここ")


def test_a_minified_line_is_cut_around_the_place() -> None:
    shown, marks = flagged("x" * 5_000_000 + "ここ" + "y" * 5_000_000, "ここ", 80)
    assert "ここ" in shown
    assert max(cells(shown), len(marks)) <= 80


def test_spans_over_lines_show_the_first() -> None:
    text = "\n\n最初の行\n次の行\n"
    found = Diagnostic("rule", WARNING, Location("a.md", 0, len(text)), Text("x", "y"))
    cut = excerpt(text, Lines.of(text), found, 40, UNICODE)
    assert cut is not None
    assert (cut.number, cut.shown, cut.marks) == (3, "最初の行…", "━" * 9)


@pytest.mark.parametrize("text", ["---\ntitle: a\n---\n", "<!DOCTYPE html>\n<html>", ""])
def test_nothing_is_shown_of_what_is_absent(text: str) -> None:
    found = Diagnostic("rule", WARNING, Location("a.md", 0, len(text.partition("\n")[0])), Text("x", "y"))
    assert excerpt(text, Lines.of(text), found, 40, UNICODE) is None


def test_offsets_beyond_a_file_that_changed_do_no_harm() -> None:
    lines = Lines.of("一行目\n二行目\n三行目です\n")
    found = Diagnostic("rule", WARNING, Location("a.md", 9, 13), Text("x", "y"))
    assert excerpt("短い", lines, found, 40, UNICODE) is not None or True
    outcome = Outcome((found,), {"gone.md": Source("gone.md", (0,)), "a.md": Source("a.md", lines.starts)})
    assert "2:" in plain(outcome, outcome, "ja", 80) or "3:" in plain(outcome, outcome, "ja", 80)


def test_underlined_wraps_and_marks_empty_places() -> None:
    assert list(underlined("alt=", [(4, 4)], 40, UNICODE)) == [("alt=", "    ━")]
    assert [said for said, _ in underlined("あ" * 30, [], 20, UNICODE)] == ["あ" * 10] * 3


def test_the_same_thought_is_said_once() -> None:
    text = "\n".join(["AI の行"] * 12) + "\n"
    found = [
        Diagnostic("term", WARNING, place("a.md", "AI", text, n), Text("Not translated", "訳されていません"))
        for n in range(12)
    ]
    outcome = of({"a.md": text}, found)
    said = plain(outcome, outcome, "ja", 80)
    assert said.count("訳されていません") == 1
    assert "ほか11か所（2、3、4行目など）" in said


def test_many_thoughts_of_a_rule_are_capped_and_counted() -> None:
    text = "\n".join(f"行{n}" for n in range(50)) + "\n"
    found = [
        Diagnostic("term", WARNING, place("a.md", f"行{n}\n", text), Text(f"Term {n}", f"語{n}です")) for n in range(50)
    ]
    outcome = of({"a.md": text}, found)
    said = plain(outcome, outcome, "ja", 80)
    assert len(re.findall(r"語\d+です", said)) == OF_A_RULE
    assert f"term はこの記事にほか{50 - OF_A_RULE}件あります" in said


def test_clusters_are_said_once_with_their_members() -> None:
    texts = {f"_posts/{n:02}.md": POST for n in range(12)}
    tail = "メールは今も強い味方です。"
    found = [
        Diagnostic("boilerplate", WARNING, place(path, tail), Text("Tail", f"{path}の末尾"), cluster="t")
        for path in texts
    ]
    outcome = of(texts, found)
    said = plain(outcome, outcome, "ja", 80)
    assert said.count("の末尾") == 1
    assert "12記事  警告" in said
    assert "_posts/07.md:7" in said
    assert "_posts/08.md:7" not in said
    assert "ほか4記事" in said
    alone = of({"_posts/00.md": POST}, found[:1])
    assert "複数の記事" not in plain(alone, alone, "ja", 80)


def test_hostile_text_cannot_reach_the_terminal() -> None:
    evil = "a\x1b[2J\u202e[bold]b\r"
    found = Diagnostic("rule", WARNING, place("x.md", evil.strip("\r"), evil), Text(evil, evil), Text(evil, evil),
                       (Related(Location(evil, 0, 0), Text(evil, evil)),))  # fmt: skip
    outcome = of({"x.md": evil}, [found])
    said = plain(outcome, outcome, "ja", 80)
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "[bold]" in said


def test_a_hundred_thousand_findings_stay_bounded(capsys: pytest.CaptureFixture[str]) -> None:
    texts = {f"{n:04}.md": POST for n in range(1000)}
    at = place("", "howTo構造")
    found = [Diagnostic(f"rule-{r % 20}", WARNING, Location(path, at.start, at.end), Text(f"m{r}", f"文{r}"))
             for path in texts for r in range(100)]  # fmt: skip
    outcome = of(texts, found)
    print_report(outcome, outcome, "ja", color="never", statistics_only=False)
    said = capsys.readouterr().out
    assert len(re.findall("^ .*文[0-9]", said, re.MULTILINE)) <= ALTOGETHER + 100
    assert re.search(r"ほかに[\d,]+記事の[\d,]+件があります。--format concise", said)
    assert "警告 100,000" in said


def test_statistics_only(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = sample()
    print_report(outcome, outcome, "en", color="never", statistics_only=True)
    said = capsys.readouterr().out
    assert "howTo" not in said
    assert "median score" in said


@pytest.mark.parametrize(
    ("choice", "variables", "terminal_there", "wanted"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colors(
    monkeypatch: pytest.MonkeyPatch, choice: str, variables: dict[str, str], terminal_there: bool, wanted: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: terminal_there, raising=False)
    assert terminal.colored(choice, stream) is wanted


def test_colors_reach_the_output(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    outcome = sample()
    print_report(outcome, outcome, "ja", color="always", statistics_only=False)
    colored = capsys.readouterr().out
    print_report(outcome, outcome, "ja", color="auto", statistics_only=False)
    bare = capsys.readouterr().out
    assert "\x1b[1;31mエラー" in colored
    assert re.sub("\x1b\\[[0-9;]*m", "", colored) == bare


@pytest.mark.parametrize(("named", "wanted"), [("", 80), ("100", 100), ("7", 40), ("500", 120), ("x", 80), ("²", 80)])
def test_columns(monkeypatch: pytest.MonkeyPatch, named: str, wanted: int) -> None:
    monkeypatch.setenv("COLUMNS", named)
    assert terminal.columns(io.StringIO()) == wanted


@pytest.mark.parametrize("encoding", ["cp932", "ascii", "utf-8"])
def test_any_encoding_will_do(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "post.md").write_text('---\ntitle: "包丁😀"\n---\n本文①。\n', encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        "from seolint.cli import main; main()",
        "check",
        "post.md",
        "--show",
        "info",
        "--lang",
        "ja",
    ]
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, timeout=60, check=False)
    assert b"Traceback" not in done.stderr
    assert b"post.md" in done.stdout
    if encoding == "cp932":
        assert "1記事" in done.stdout.decode("cp932")


def test_standard_input_shows_its_lines(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from seolint.cli import main; main()",
        "check",
        "-",
        "--show",
        "info",
        "--lang",
        "ja",
    ]
    text = "---\ntitle: 包丁\ndate: 2026-01-10\n---\n".encode()
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=tmp_path, env=env, input=text, capture_output=True, timeout=60, check=False)
    assert "2 │ title: 包丁" in done.stdout.decode()
