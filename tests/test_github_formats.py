"""What GitHub reads: workflow commands by the runner's own rules, and Markdown by two readers."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from markdown_it import MarkdownIt
from outcomes import HOSTILE, LANGUAGES, NAMES, OUTCOMES, TEXT, everything, hostile, of, rendered

from seolint.diagnostic import Diagnostic, Severity, Text
from seolint.outcome import REPORT, Outcome, scores
from seolint.report import table
from seolint.report.github import MOST
from seolint.report.markdown import MOST_BYTES
from seolint.report.markdown_text import code, escape
from seolint.report.wording import SEVERITY, statement, visible
from seolint.text import Location

both = pytest.mark.parametrize("language", LANGUAGES)
COMMANDS = {"error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "stop-commands", "set-output", "echo",
            "add-matcher", "remove-matcher", "save-state", "set-env", "add-path"}  # fmt: skip


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    data: str


def parse(line: str) -> Command | None:
    """A line as the runner reads it: ``::name key=value,…::data`` at its start, else ``##[name …]data`` anywhere."""
    line = line.lstrip()
    end = line.find("::", 2) if line.startswith("::") else -1
    if end >= 0:
        name, _, rest = line[2:end].partition(" ")
        if name.lower() in COMMANDS:
            pairs = (part.partition("=") for part in rest.strip().split(",") if part)
            properties = {key: unescape(value, ":", ",") for key, _, value in pairs if value}
            return Command(name, properties, unescape(line[end + 2 :]))
    old = re.search(r"##\[([^\] ]*)[^\]]*\](.*)", line)
    return Command(old[1], {}, old[2]) if old and old[1].lower() in COMMANDS else None


def unescape(text: str, *more: str) -> str:
    """Percent signs come last, so that one that was written stays one."""
    for sign in ("\r", "\n", *more, "%"):
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text


def commands(outcome: Outcome, language: str = "ja") -> list[Command]:
    text = rendered("github", outcome, language)
    assert "\r" not in text
    found = [parse(line) for line in re.split("[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", text)[:-1]]
    assert text.endswith("\n") or not text
    assert len(found) == text.count("\n")
    kept = [command for command in found if command is not None]
    assert len(kept) == len(found)
    return kept


@pytest.mark.parametrize("name", OUTCOMES)
@both
def test_the_first_of_each_severity_and_how_many_more(name: str, language: str) -> None:
    outcome = OUTCOMES[name]()
    found = commands(outcome, language)
    counts = {severity: outcome.count(severity) for severity in Severity}
    kinds = [command.name for command in found]
    assert kinds == sorted(kinds, key=["error", "warning", "notice"].index)
    assert kinds.count("error") == min(counts[Severity.ERROR], MOST)
    assert kinds.count("warning") == min(counts[Severity.WARNING], MOST)
    assert kinds.count("notice") <= MOST
    told = [command for command in found if "file" in command.properties]
    if len(told) < len(outcome.diagnostics):
        assert "file" not in found[-1].properties
        figures = [int(figure.replace(",", "")) for figure in re.findall(r"\d[\d,]*", found[-1].data)]
        assert sum(figures) - MOST == len(outcome.diagnostics) - len(told)
    else:
        assert len(found) == len(outcome.diagnostics)


@pytest.mark.parametrize("path", NAMES)
@pytest.mark.parametrize("severity", Severity)
def test_commands_say_what_was_found(path: str, severity: Severity) -> None:
    for text in HOSTILE:
        start, end = TEXT.index("😀"), TEXT.index("焼き方")
        found = Diagnostic("title-length", severity, Location(path, start, end), Text(text, text), Text(text, text))
        (command,) = commands(of({path: TEXT}, [found]))
        assert command.name == {"error": "error", "warning": "warning", "info": "notice"}[severity.value]
        assert command.data == statement(found, "ja").replace("##[", "## [")
        assert "##[" not in command.data
        if not path.startswith(("/", "..", "https:")):
            assert command.properties["file"] == path
        places = {key: command.properties[key] for key in ("line", "endLine", "col", "endColumn", "title")}
        assert places == {"line": "2", "endLine": "2", "col": "12", "endColumn": "15", "title": "title-length"}


@pytest.mark.parametrize("name", OUTCOMES)
@both
def test_the_runner_reads_no_command_in_other_lines(name: str, language: str) -> None:
    lines = rendered("concise", OUTCOMES[name](), language).split("\n")
    assert [line for line in lines if parse(line)] == []
    assert len(lines) == len(OUTCOMES[name]().diagnostics) + 1


def test_columns_are_left_out_where_the_lines_differ() -> None:
    at = Location("a.md", TEXT.index("食パン"), TEXT.index("本文"))
    (command,) = commands(of({"a.md": TEXT}, [Diagnostic("x", Severity.ERROR, at, Text("x", "x"))]))
    assert command.properties == {"file": "a.md", "line": "2", "endLine": "4", "title": "x"}


def test_ten_notices_need_no_word_more() -> None:
    found = [Diagnostic("x", Severity.INFO, Location("a.md", 0, 0), Text("x", "x"))] * MOST
    assert [command.name for command in commands(of({"a.md": "x"}, found))] == ["notice"] * MOST


@pytest.mark.parametrize("line", ["::error file=a::b", "  ::stop-commands::x", "a ##[error]b", "##[group]b"])
def test_the_parser_sees_attacks(line: str) -> None:
    assert parse(line) is not None


ALLOWED = {"h2", "h3", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "code", "html", "body"}
LINKED = re.compile(
    r"(?<![\w`])@[a-z0-9]|(?<!\w)#\d|\bGH-\d|(?:https?|ftp)://|\bwww\.\w|\w@\w|:[a-z_+-][\w+-]*:|!\d"
    r"|\b[0-9a-f]{7,40}\b",
    re.IGNORECASE,
)
"""What GitHub and GitLab make links of in text that is not code."""


def cmark(text: str) -> str:
    extensions = [part for name in ("table", "autolink", "strikethrough", "footnotes") for part in ("-e", name)]
    command = ["cmark-gfm", *extensions, "--unsafe"]
    return subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout.decode()


def markdown_it(text: str) -> str:
    html: str = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    return html


absent = pytest.mark.skipif(shutil.which("cmark-gfm") is None, reason="needs Debian's cmark-gfm")
readers = pytest.mark.parametrize("reader", [pytest.param(cmark, marks=absent), markdown_it])
Reader = Callable[[str], str]


def page(reader: Reader, outcome: Outcome, language: str) -> Tag:
    mark, _, shown = rendered("markdown", outcome, language).partition("\n")
    assert mark == REPORT
    soup = BeautifulSoup(reader(shown), "html.parser")
    assert {tag.name for tag in soup.find_all(True)} <= ALLOWED
    for text in soup.find_all(string=True):
        if text.find_parent("code") is None:
            assert type(text) is NavigableString
            assert not LINKED.search(text)
    return soup


def said(tag: Tag) -> str:
    return tag.get_text().replace("\u200b", "")


@readers
@pytest.mark.parametrize("name", OUTCOMES)
@both
def test_markdown_is_text_in_its_place(reader: Reader, name: str, language: str) -> None:
    outcome = OUTCOMES[name]()
    soup = page(reader, outcome, language)
    rows = [[said(cell) for cell in row.find_all(["th", "td"])] for row in soup.find_all("tr")]
    wanted = table.rows(outcome.diagnostics)
    assert all(len(row) == 5 for row in rows)
    assert [row[:4] for row in rows[1:]] == [
        [SEVERITY[row.severity].get(language), row.rule, f"{row.findings:,}", f"{row.posts:,}"] for row in wanted
    ]
    items = [said(item) for item in soup.find_all("li")]
    for found in outcome.diagnostics:
        sentence = " ".join(statement(found, language).split())
        assert found.cluster or any(sentence in " ".join(item.split()) for item in items)


@readers
@both
def test_each_post_has_its_heading_with_its_score(reader: Reader, language: str) -> None:
    outcome = everything()
    headings = [said(heading) for heading in page(reader, outcome, language).find_all("h3")]
    points = scores(outcome)
    worst: dict[str, int] = {}
    for heading in headings:
        path, score = heading.replace("（", " ").replace("(", " ").split(" ")[0], re.search(r"(\d+)(?:点| of)", heading)
        if score:
            assert points[path] == int(score[1])
            worst[path] = min(d.severity.rank for d in outcome.diagnostics if d.at.path == path)
    assert len(worst) > 100
    ranks = [(worst[path], points[path]) for path in worst]
    assert ranks[-1][0] >= ranks[0][0]


@readers
@pytest.mark.parametrize("text", [*HOSTILE, *NAMES])
def test_escaped_text_and_code_are_read_as_they_were(reader: Reader, text: str) -> None:
    shown = visible(text)
    soup = BeautifulSoup(reader(f"| a |\n| --- |\n| x{escape(text)}x |\n\n- x{escape(text)}x\n- x {code(text)}x\n"), "html.parser")
    cell, item, span = soup.find("td"), *soup.find_all("li")
    assert isinstance(cell, Tag)
    assert said(cell) == said(item) == f"x{shown}x"
    assert "".join(said(span).split()) == "".join(f"x {shown}x".split())
    assert not soup.find(["a", "img", "script", "b", "em", "strong", "del"])


@both
def test_markdown_stays_below_its_limit(language: str) -> None:
    paths = [f"{number:05}.md" for number in range(5_000)]
    long = "とても長い説明です。" * 20
    found = [Diagnostic(f"rule-{n}", Severity.WARNING, Location(path, 0, 1), Text(long, long)) for path in paths for n in range(4)]
    worst = Diagnostic("title-missing", Severity.ERROR, Location(paths[-1], 0, 1), Text("Worst", "最悪"))
    report = rendered("markdown", of(dict.fromkeys(paths, "x"), [*found, worst]), language)
    assert MOST_BYTES // 2 < len(report.encode()) < 1024 * 1024 - 16 * 1024
    told = report.count("\n- **")
    left = re.findall(r"([\d,]+)(?:件は省きました| more findings left out)", report)
    assert told + int(left[0].replace(",", "")) == len(found) + 1
    assert report.index("最悪" if language == "ja" else "Worst") < report.index(long)
    assert "20,000" in report[:500]


def test_hostile_texts_reach_the_report() -> None:
    assert "octocat" in rendered("markdown", hostile())
