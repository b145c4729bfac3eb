"""Files as they come: encodings, ends of line, sizes, names, links, what is no file at all, and what must not be opened.

The numbers are the rows of the table of what must be survived; those of texts are in ``test_hostile.py``.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from seolint.config.settings import Config
from seolint.diagnostic import Diagnostic
from seolint.engine.files import find_files
from seolint.engine.lint import lint_files
from seolint.engine.plan import Plan
from seolint.engine.read import decode, printable, read_text
from seolint.engine.sites import Sites
from seolint.notices import PARSE_FAILED, RULE_FAILED
from seolint.outcome import Outcome
from seolint.registry import installed
from seolint.report import full
from seolint.rule import Rule
from seolint.site import Site

CODE = "import sys; from seolint.cli import main; main()"
RULES: list[Rule] = [installed()[name].load()() for name in ("heading-empty", "image-alt", "title-length")]
POST = "---\ntitle: 家で焼く食パン\n---\n# 食パンの焼き方\n\nフランスパンより簡単です。粉は250ｇ、水は…\n\n![](a.png)\n"
posix = pytest.mark.skipif(os.name != "posix", reason="pipes, devices and names of bytes are POSIX's")
linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names, or have no /proc")


def run(
    folder: Path, *arguments: str, code: str = CODE, called: str = "check", **environment: str
) -> subprocess.CompletedProcess[str]:
    """``seolint check``, or what is ``called``, in ``folder``; a minute is much more than any of these needs."""
    env = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "COLUMNS": "100", **environment}
    command = [sys.executable, "-P", "-c", code, called, "--color", "never", *arguments]
    done = subprocess.run(command, cwd=folder, input=b"", capture_output=True, env=env, timeout=60)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def findings(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(folder, "--format", "json", *arguments).stdout)["diagnostics"]
    assert not [one["message"] for one in found if one["rule"] == RULE_FAILED]
    return found


def failures(folder: Path, *arguments: str) -> dict[str, str]:
    """What is said of each file that could not be read."""
    return {one["path"]: one["message"] for one in findings(folder, *arguments) if one["rule"] == PARSE_FAILED}


def lint(*paths: Path) -> Outcome:
    names = [str(path) for path in paths]
    return lint_files(names, Plan.uniform(names, RULES, dict.fromkeys(names, Site())), whole=False, jobs=1)


# 8: encodings

ENCODINGS = {
    "Shift_JIS": ("shift_jis", "Shift_JIS"),
    "Shift_JIS, Windows' own characters": ("cp932", "Shift_JIS"),
    "EUC-JP": ("euc_jp", "EUC-JP"),
    "ISO-2022-JP": ("iso2022_jp", "ISO-2022-JP"),
    "UTF-16 LE with mark": ("utf-16", "UTF-16"),
    "UTF-16 BE with mark": ("utf-16-be with mark", "UTF-16"),
    "UTF-16 LE": ("utf-16-le", "UTF-16LE"),
    "UTF-16 BE": ("utf-16-be", "UTF-16BE"),
    "UTF-32 LE with mark": ("utf-32", "UTF-32"),
    "UTF-32 LE": ("utf-32-le", "UTF-32LE"),
    "UTF-32 BE": ("utf-32-be", "UTF-32BE"),
}


def encoded(text: str, codec: str) -> bytes:
    name, mark, _ = codec.partition(" with mark")
    return ("\ufeff" + text if mark else text).encode(name)


@pytest.mark.parametrize("name", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_8_another_encoding_is_one_finding_that_names_it(tmp_path: Path, name: str, end: str) -> None:
    codec, said = ENCODINGS[name]
    text = POST if codec != "cp932" else POST + "①㈱髙～のぶん\n"
    (tmp_path / "a.md").write_bytes(encoded(text.replace("\n", end), codec))
    (found,) = lint(tmp_path / "a.md").diagnostics
    assert found.rule == PARSE_FAILED
    assert found.message.en == f"This is {said}, not UTF-8"
    assert found.message.ja == f"文字コードがUTF-8ではなく{said}です"
    assert found.fix is None
    assert found.advice is not None
    command = re.search(r"iconv -f (\S+) -t UTF-8", found.advice.en)
    assert command is not None
    assert command[0] in found.advice.ja
    assert encoded(text, codec).decode(command[1]).lstrip("\ufeff") == text


UNCLEAR = {
    "Western": ("C'est déjà l'été. Où est le café ? ".encode("latin-1") * 3, "Windows-1252 or another Western encoding"),
    "Western quotation marks": ("He said “no” — and left; that’s all there is.\n".encode("cp1252"), "Windows-1252"),
    "two kanji, Shift_JIS or EUC-JP": ("漢字".encode("cp932"), "no other encoding is likely"),
    "two kanji in EUC-JP": ("漢字".encode("euc_jp"), "no other encoding is likely"),
    "Korean": ("한국어 글입니다. 오늘은 빵을 굽습니다.\n".encode("euc_kr"), "no other encoding is likely"),
    "four letters of Chinese": ("面包文章\n".encode("gb18030"), "no other encoding is likely"),
    "traditional Chinese": ("這是一篇關於麵包的文章。\n".encode("big5"), "no other encoding is likely"),
    "random": (bytes(range(256)) * 4, "no other encoding is likely"),
    "UTF-8, one byte broken": (POST.encode().replace("簡".encode(), b"\xff"), "UTF-8 with broken characters, the first in line 6"),
    "UTF-8, cut in a character": (POST.encode()[: POST.encode().index("簡".encode()) + 1], "the first in line 6"),
    "UTF-8, broken after CR": (POST.replace("\n", "\r").encode().replace("簡".encode(), b"\xff"), "the first in line 6"),
    "UTF-8, broken after CRLF": (POST.replace("\n", "\r\n").encode().replace("簡".encode(), b"\xff"), "the first in line 6"),
    "UTF-8, overlong": (POST.encode() + b"\xc0\xaf", "UTF-8 with broken characters, the first in line 9"),
    "UTF-8, surrogate": (POST.encode() + b"\xed\xa0\x80", "UTF-8 with broken characters, the first in line 9"),
    "UTF-8, a line of Shift_JIS": ((POST * 9).encode() + "パン".encode("cp932"), "UTF-8 with broken characters"),
}


@pytest.mark.parametrize("name", UNCLEAR)
def test_8_an_encoding_that_is_not_clear_is_not_named(name: str) -> None:
    data, said = UNCLEAR[name]
    found = decode("a.md", data, 10_000_000)
    assert isinstance(found, Diagnostic)
    assert said in found.message.en
    assert found.advice is not None
    assert found.message.ja != found.message.en
    assert not any(name in found.message.en for name in ("Shift_JIS", "EUC-JP", "UTF-16"))


PAGE = '<!DOCTYPE html><html><head><meta charset="{0}"><title>{1}</title></head></html>\n'
DECLARED = [
    ("euc-kr", "EUC-KR", PAGE.format("EUC-KR", "빵")), ("cp949", "EUC-KR", PAGE.format("ks_c_5601-1987", "똠방각하")),
    ("gb18030", "GB18030", PAGE.format("GB18030", "面包")), ("gbk", "GB18030", PAGE.format("gb2312", "面包")),
    ("gb18030", "GB18030", PAGE.format("utf-8", "这是一篇关于面包的文章")), ("gb18030", "GB18030", "这是一篇关于面包的文章。\n"),
    ("big5", "Big5", PAGE.format("Big5", "麵包")), ("cp932", "Shift_JIS", PAGE.format("Shift_JIS", "漢字")),
    ("cp932", "Shift_JIS", PAGE.format("utf-8", "漢字")), ("cp932", "Shift_JIS", PAGE.format("UTF-8", "会社案内 - 株式会社")),
    ("euc_jp", "EUC-JP", PAGE.format("euc-jp", "漢字")), ("cp1251", "Windows-1251", PAGE.format("windows-1251", "хлеб")),
    ("koi8-r", "KOI8-R", PAGE.format("koi8-r", "хлеб")), ("cp932", "Shift_JIS", PAGE.format("euc-jp", "パンの話")),
    ("euc-kr", "EUC-KR", '<meta http-equiv="Content-Type" content="text/html; charset=EUC-KR"><title>빵</title>\n'),
    ("cp932", "Shift_JIS", '<?xml version="1.0" encoding="Shift_JIS"?><html><title>漢字</title></html>\n'),
]  # fmt: skip


@pytest.mark.parametrize(("codec", "said", "text"), DECLARED)
def test_8_a_declared_encoding_is_likely_where_the_bytes_agree(codec: str, said: str, text: str) -> None:
    found = decode("a.html", text.encode(codec), 10_000_000)
    assert isinstance(found, Diagnostic)
    assert found.message.en == f"This is {said}, not UTF-8"
    assert found.advice is not None
    command = re.search(r"iconv -f (\S+) -t UTF-8", found.advice.en)
    assert command is not None
    assert text.encode(codec).decode(command[1]) == text


@pytest.mark.parametrize("label", ["utf-8", "euc-kr", "nonsense", "../x", "iso-8859-5"])
def test_8_a_declared_encoding_that_the_bytes_deny_is_not_named(label: str) -> None:
    found = decode("a.html", PAGE.format(label, "x").encode() + bytes(range(256)), 10_000_000)
    assert isinstance(found, Diagnostic)
    assert "EUC-KR" not in found.message.en
    assert "Shift_JIS" not in found.message.en


ODD = ["あ\x00い\n" * 9, "a\x00b\x00c", "\x00", "\x1b$B と書くと漢字になる\n", "\x1b$B alone\n", "ab\x00\x00"]


@pytest.mark.parametrize("text", ODD)
def test_8_utf8_with_odd_characters_is_still_utf8(text: str) -> None:
    assert decode("a.md", text.encode(), 1_000) == text


def test_8_one_file_in_another_encoding_costs_no_other(tmp_path: Path) -> None:
    for number, (codec, _) in enumerate(ENCODINGS.values()):
        (tmp_path / f"{number}.md").write_bytes(encoded(POST, codec))
    (tmp_path / "good.md").write_text(POST, encoding="utf-8")
    for language, word in (("en", "not UTF-8"), ("ja", "UTF-8ではなく")):
        found = findings(tmp_path, "--lang", language)
        failed = [one["path"] for one in found if one["rule"] == PARSE_FAILED and word in one["message"]]
        assert sorted(failed) == sorted(f"{number}.md" for number in range(len(ENCODINGS)))
        assert "image-alt" in [one["rule"] for one in found if one["path"] == "good.md"]


# 8: ends of line

ENDS = {
    "LF": "\n", "CRLF": "\r\n", "CR": "\r", "mixed": "mixed", "CR before CRLF": "\r\r\n",
}  # fmt: skip
NO_ENDS = {"U+2028": "\u2028", "U+2029": "\u2029", "U+0085": "\x85", "VT": "\x0b", "FF": "\x0c", "FS": "\x1c", "none": ""}


def post_with(end: str, inner: str, mark: str) -> str:
    """A post with an image without text in its last line, after characters of one, two and many code points."""
    family = "👨\u200d👩\u200d👧"
    lines = ["---", "title: 家で焼く食パン", "---", f"# 食{inner}パン{family}", "", f"あ{inner}𠮷か\u3099x ![](a.png) z", ""]
    if end != "mixed":
        return mark + end.join(lines)
    return mark + "".join(line + after for line, after in zip(lines, ("\n", "\r\n", "\r", "\r\n", "\n", "\r", ""), strict=True))


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], list[dict[str, Any]], list[str]]:
    """Posts by name, and what the command says of them in JSON and in short."""
    folder = tmp_path_factory.mktemp("ends")
    posts = {
        f"{end} {inner} {'mark' if mark else 'no mark'}.md": post_with(ENDS[end], NO_ENDS[inner], mark)
        for end in ENDS for inner in NO_ENDS for mark in ("", "\ufeff")
    }  # fmt: skip
    for name, text in posts.items():
        (folder / name).write_bytes(text.encode())
    select = ("--select", "image-alt", "--lang", "en")
    return posts, findings(folder, *select), run(folder, "--format", "concise", *select).stdout.splitlines()


@pytest.mark.parametrize("mark", ["mark", "no mark"])
@pytest.mark.parametrize("inner", NO_ENDS)
@pytest.mark.parametrize("end", ENDS)
def test_8_lines_and_columns_are_right(
    ends: tuple[dict[str, str], list[dict[str, Any]], list[str]], end: str, inner: str, mark: str
) -> None:
    posts, found, short = ends
    name = f"{end} {inner} {mark}.md"
    text = posts[name]
    start = text.index("![")
    lines = re.split("\r\n|\r|\n", text[:start])
    (one,) = [one for one in found if one["path"] == name]
    assert one["start"] == {"line": len(lines), "column": len(lines[-1]) + 1, "offset": start}
    assert text[one["start"]["offset"] : one["end"]["offset"]] == "![]"
    assert [line for line in short if line.startswith(f"{name}:{len(lines)}:{len(lines[-1]) + 1}: ")]


# 9: sizes

def test_9_a_post_of_10_megabytes_is_one_finding_unless_the_limit_is_raised(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(POST, encoding="utf-8")
    (tmp_path / "b.md").write_bytes(POST.encode() + b" " * 10_000_000)
    failed = failures(tmp_path)
    assert list(failed) == ["b.md"]
    assert "10,000,1" in failed["b.md"]
    assert "10,000,000" in failed["b.md"]
    (tmp_path / "seolint.toml").write_text("max-size = 20_000_000\n", encoding="utf-8")
    assert failures(tmp_path) == {}
    (tmp_path / "seolint.toml").write_text("max-size = 100\n", encoding="utf-8")
    assert set(failures(tmp_path)) == {"a.md", "b.md"}


def test_9_a_limit_holds_to_the_byte() -> None:
    assert decode("a.md", b"a" * 100, 100) == "a" * 100
    assert isinstance(decode("a.md", b"a" * 101, 100), Diagnostic)


def test_9_a_hundred_thousand_findings_are_bounded(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("#\n" * 50_000, encoding="utf-8")
    select = ("--select", "heading-empty", "--lang", "en")
    assert len(findings(tmp_path, *select)) == 100_000
    report = run(tmp_path, *select).stdout
    assert report.count("49,99") == 2
    assert len(report.splitlines()) < 200


# 10: what is no file, or not ours

@posix
def test_10_only_regular_files_inside_are_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(POST, encoding="utf-8")
    site = tmp_path / "site"
    (site / "posts").mkdir(parents=True)
    (site / "posts" / "a.md").write_text(POST, encoding="utf-8")
    (site / "x.md").mkdir()
    (site / "x.md" / "b.md").write_text(POST, encoding="utf-8")
    (site / "link.md").symlink_to("posts/a.md")
    (site / "out.md").symlink_to(outside)
    (site / "out-and-in.md").symlink_to("../site/posts/a.md")
    (site / "loop.md").symlink_to("loop.md")
    (site / "one.md").symlink_to("two.md")
    (site / "two.md").symlink_to("one.md")
    (site / "gone.md").symlink_to("nowhere.md")
    (site / "folder").symlink_to(site)
    (site / "up").symlink_to(tmp_path)
    (site / "zero.md").symlink_to("/dev/zero")
    (site / "password.md").symlink_to("/etc/passwd")
    os.mkfifo(site / "pipe.md")
    os.mkfifo(site / ".gitignore")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(os.path.relpath(site / "socket.md"))
    try:
        read = {one["path"] for one in findings(site, "--select", "image-alt")}
        assert read == {"posts/a.md", "x.md/b.md"}
        named = ("zero.md", "pipe.md", "socket.md")
        assert failures(site, *named) == dict.fromkeys(named, "This is not a regular file")
        for format_ in ("full", "concise"):
            assert run(site, "--format", format_, *named).stdout.count("not a regular file") == 3
        done = run(site, "loop.md", "gone.md", "posts/a.md")
        assert done.returncode == 2
        assert "loop.md" in done.stderr
    finally:
        listening.close()


@posix
def test_10_a_link_may_lead_anywhere_in_the_repository_but_not_out_of_it(tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    (repository / "site").mkdir(parents=True)
    (repository / ".git").mkdir()
    (repository / "shared.md").write_text(POST, encoding="utf-8")
    (tmp_path / "outside.md").write_text(POST, encoding="utf-8")
    (repository / "site" / "in.md").symlink_to("../shared.md")
    (repository / "site" / "out.md").symlink_to("../../outside.md")
    read = ("--select", "image-alt")
    assert [one["path"] for one in findings(repository / "site", *read)] == ["in.md"]
    assert [one["path"] for one in findings(tmp_path, *read, "repository/site")] == ["repository/site/in.md"]


@posix
def test_10_a_file_with_links_is_one_post(tmp_path: Path) -> None:
    """The file itself is read where that is read anyway, else the first link to it; a link that is named is read too."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "shared").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "door").symlink_to("site")
    (tmp_path / "shared" / "text.md").write_text(POST.replace("食パン", "雑穀パン"), encoding="utf-8")
    (tmp_path / "site" / "real.md").write_text(POST, encoding="utf-8")
    (tmp_path / "site" / "link.md").symlink_to("real.md")
    for name in ("c.md", "b.md", "d.md"):
        (tmp_path / "site" / name).symlink_to("../shared/text.md")

    def read(*arguments: str) -> list[str]:
        return [one["path"] for one in findings(tmp_path, *arguments) if one["rule"] == "image-alt"]

    assert read("site") == ["site/b.md", "site/real.md"]
    assert read("site", "shared") == read(".") == ["shared/text.md", "site/real.md"]
    assert read("site/link.md") == ["site/link.md"]
    assert read("site/link.md", "site/real.md") == read("site/link.md", "door/real.md", "site/real.md") == ["site/real.md"]
    assert read("door") == ["door/b.md", "door/real.md"]
    assert read("door", "site") == ["door/b.md", "site/real.md"]
    assert {one["rule"] for one in findings(tmp_path)} & {"duplicate-title", "duplicate-image-site"} == set()


def away(file: Path) -> None:
    file.unlink()


def emptied(file: Path) -> None:
    file.write_text("", encoding="utf-8")


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def another_encoding(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")


CHANGES: list[Callable[[Path], None]] = [away, emptied, a_folder, a_pipe, another_encoding]


@posix
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_10_a_file_may_change_between_listing_reading_and_reporting(
    tmp_path: Path, change: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "a.md", tmp_path / "b.md"
    for file in (first, second):
        file.write_text(POST, encoding="utf-8")
    found = find_files([str(tmp_path)]).files
    assert len(found) == 2
    change(first)
    sites = Sites((), datetime(2026, 1, 31, tzinfo=UTC))
    outcome = lint_files(found, Plan.uniform(found, RULES, {path: sites.of(path) for path in found}), whole=False, jobs=1)
    assert any(one.rule == "image-alt" and one.at.path.endswith("b.md") for one in outcome.diagnostics)
    failed = [one for one in outcome.diagnostics if one.rule == PARSE_FAILED]
    assert len(failed) == (change is not emptied)
    change(second)
    full.print_report(outcome, outcome, "ja", color="never", statistics_only=False)
    assert "b.md" in capsys.readouterr().out


@linux
def test_10_a_file_whose_reading_fails_is_one_finding(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(POST, encoding="utf-8")
    (tmp_path / "memory.md").symlink_to("/proc/self/mem")
    assert failures(tmp_path, "memory.md", "a.md") == {"memory.md": "The file cannot be read: Input/output error"}


WITHOUT_PRIVILEGES = """
import ctypes, os, sys
libc = ctypes.CDLL(None, use_errno=True)
for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: what lets root read everything
    libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
os.execv(sys.executable, [sys.executable, "-P", "-c", "import sys; from seolint.cli import main; main()", *sys.argv[1:]])
"""


@linux
def test_10_what_may_not_be_read_is_one_finding(tmp_path: Path) -> None:
    for name in ("a.md", "secret.md", "folder/b.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(POST, encoding="utf-8")
    (tmp_path / "secret.md").chmod(0)
    (tmp_path / "folder").chmod(0)
    try:
        done = run(tmp_path, "--format", "json", code=WITHOUT_PRIVILEGES)
    finally:
        (tmp_path / "folder").chmod(0o700)
    found = json.loads(done.stdout)["diagnostics"]
    assert [(one["path"], one["message"]) for one in found if one["rule"] == PARSE_FAILED] == [
        ("secret.md", "The file cannot be read: Permission denied")
    ]
    assert {"a.md"} == {one["path"] for one in found if one["rule"] == "image-alt"}


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A post in the first of 1,500 folders, one in the last, and one whose path is longer than the system opens."""
    here = os.getcwd()
    (tmp_path / "a.md").write_text(POST, encoding="utf-8")
    try:
        for name, levels in (("d", 1_500), ("とても長い名前" * 8, 30)):
            os.chdir(tmp_path)
            for _ in range(levels):
                os.mkdir(name)
                os.chdir(name)
            Path("b.md").write_text(POST, encoding="utf-8")
        os.chdir(here)
        yield tmp_path
    finally:
        os.chdir(here)
        subprocess.run(["rm", "-rf", *(str(path) for path in tmp_path.iterdir())], check=True)


@linux
def test_10_folders_without_end_are_left_alone(deep: Path) -> None:
    assert [one["path"] for one in findings(deep, "--select", "image-alt")] == ["a.md"]


@linux
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_10_names_that_are_not_utf8(tmp_path: Path, jobs: str) -> None:
    folder = os.fsencode(tmp_path)
    os.mkdir(folder + b"/\x83\x70")
    names = [b"\x82\xa0.md", b"\x83\x70/a\xff.md", b"a\xed\xa0\x80.md", "パン.md".encode()]
    for name in names:
        Path(os.fsdecode(folder + b"/" + name)).write_text(POST, encoding="utf-8")
    expected = ["\\x82\\xa0.md", "\\x83p/a\\xff.md", "a\\xed\\xa0\\x80.md", "パン.md"]
    assert [one["path"] for one in findings(tmp_path, "--select", "image-alt", "--jobs", jobs)] == expected
    for format_ in ("full", "concise"):
        shown = run(tmp_path, "--select", "image-alt", "--format", format_, "--jobs", jobs).stdout
        assert all(name in shown for name in expected)
    assert set(failures(tmp_path, os.fsdecode(names[0]))) == set()
    assert [printable(os.fsdecode(name)) for name in names] == expected


@posix
def test_10_a_name_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\n::error::b\x1b]0;c\x07[link=x]\u202e.md").write_text(POST, encoding="utf-8")
    assert findings(tmp_path, "--select", "image-alt")[0]["path"].startswith("a\n")
    for format_ in ("full", "concise"):
        shown = run(tmp_path, "--select", "image-alt", "--format", format_).stdout
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]|^::", shown, re.MULTILINE)


WRONG = ["\\"]
PATTERNS = [*WRONG, "*a" * 60 + "*b", "**/a/" * 60 + "b", "*[!b]" * 60 + "c", "[" * 10_000, "!" * 100, "a" * 50_000, "*" * 50_000]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: f"{pattern[:9]} {len(pattern)}")
def test_10_no_pattern_of_a_gitignore_takes_forever(tmp_path: Path, pattern: str) -> None:
    (tmp_path / ("a" * 120 + ".md")).write_text(POST, encoding="utf-8")
    (tmp_path / "b.md").write_text(POST, encoding="utf-8")
    (tmp_path / ".gitignore").write_text(f"{pattern}\nb.md\n", encoding="utf-8")
    if pattern not in WRONG:
        (tmp_path / "seolint.toml").write_text(f"exclude = [{json.dumps(pattern)}]\n", encoding="utf-8")
    read = [one["path"] for one in findings(tmp_path, "--select", "image-alt")]
    assert read in ([], ["a" * 120 + ".md"])


def test_10_a_pattern_of_the_configuration_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "seolint.toml").write_text(f"exclude = [{json.dumps(WRONG[0])}]\n", encoding="utf-8")
    done = run(tmp_path)
    assert done.returncode == 2
    assert "exclude" in done.stderr


STARS = {
    "*-*-*-*-draft.md": (["2026-01-31-a-draft.md", "x-2026-01-31-a-draft.md", "--a--draft.md"], ["2026-01-31-draft.md", "a.md"]),
    "a*b*c*d/e*.md": (["aXbXcXd/e1.md", "abcd/e.md"], ["aXbXcX/e.md", "abc/d/e.md", "abcd/f.md"]),
    "*.a.*.b.*.md": (["x.a.y.b.z.md"], ["x.a.b.z.md", "x.b.y.a.z.md"]),
    "/x/*-*?*[ab]*.md": (["x/1-2a3.md"], ["x/1-a.md", "y/1-2a3.md"]),
}


@pytest.mark.parametrize("pattern", STARS)
def test_10_patterns_with_several_stars_mean_what_git_says(tmp_path: Path, pattern: str) -> None:
    out, kept = STARS[pattern]
    for name in (*out, *kept):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(POST, encoding="utf-8")
    (tmp_path / ".gitignore").write_text(f"{pattern}\n", encoding="utf-8")
    assert sorted(one["path"] for one in findings(tmp_path, "--select", "image-alt")) == sorted(kept)
    git = subprocess.run(
        ["git", "-c", f"safe.directory={tmp_path}", "ls-files", "--others", "--exclude-standard", "--", "*.md"],
        cwd=tmp_path, env={**os.environ, "GIT_DIR": str(make_repository(tmp_path))}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert sorted(git.stdout.split()) == sorted(kept)


def make_repository(folder: Path) -> Path:
    """Git's own folder, beside ``folder``, so that it does not show there."""
    place = folder.parent / f"{folder.name}.git"
    subprocess.run(["git", "init", "-q", "--bare", str(place)], check=True)
    subprocess.run(["git", "--git-dir", str(place), "config", "core.bare", "false"], check=True)
    subprocess.run(["git", "--git-dir", str(place), "config", "core.worktree", str(folder)], check=True)
    return place


# 11: nothing outside is opened

WATCHED = """
import json, sys
opened = []
sys.addaudithook(lambda event, found: opened.append(str(found[0])) if event in {"open", "os.listdir", "os.scandir"} else None)
sys.addaudithook(lambda event, found: sys.exit(f"network: {event}") if event.startswith("socket.") else None)
from seolint.cli import run
run()
print(json.dumps(opened), file=sys.stderr)
"""
OUTSIDE = [
    "../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "\\\\host\\share\\a.png", "//host/share/a.png",
    "../secret.png", "../../secret/b.md", "/proc/self/environ", "C:\\windows\\win.ini", "~/a.png", "$HOME/a.png",
]  # fmt: skip


@linux
@pytest.mark.parametrize("called", ["check", "inspect"])
def test_11_nothing_outside_the_project_is_opened(tmp_path: Path, called: str) -> None:
    site, cache = tmp_path / "project", tmp_path / "cache"
    (site / "_posts").mkdir(parents=True)
    (site / ".git").mkdir()
    (tmp_path / "secret.png").write_bytes(b"secret")
    (site / "_config.yml").write_text("title: 森\nbaseurl: ../../secret\ninclude: [../secret]\n", encoding="utf-8")
    for number, path in enumerate(OUTSIDE):
        text = (
            f"---\ntitle: 題{number}\nlayout: '{path}'\nimage: '{path}'\nogp: {{path: '{path}'}}\npermalink: '{path}'\n"
            f"redirect_to: '{path}'\n---\n# 題\n\n![絵]({path})\n\n[記事]({path})\n\n<img src='{path}' srcset='{path} 2x'>\n\n"
            f"{{% include {path} %}}\n{{% include_relative {path} %}}\n{{% link {path} %}}\n\n"
            f'<script type="application/ld+json">{{"@context":"{path}","@type":"Article","image":"{path}"}}</script>\n'
        )
        (site / "_posts" / f"2026-01-{number + 1:02}-a.md").write_text(text, encoding="utf-8")
    own = {"SEOLINT_CACHE_DIR": str(cache), "HOME": str(tmp_path / "home")}
    calls: list[tuple[str, ...]] = [("--jobs", "1", "--format", "json")]
    if called == "inspect":
        calls = [("--format", "json", str(post)) for post in sorted((site / "_posts").iterdir())]
    opened: set[str] = set()
    for arguments in calls:
        done = run(site, *arguments, code=WATCHED, called=called, **own)
        opened |= {os.path.normpath(os.path.join(site, path)) for path in json.loads(done.stderr.splitlines()[-1])}
    assert str(site / "_posts" / "2026-01-01-a.md") in opened
    project = Path(__file__).resolve().parent.parent
    allowed = [str(site), str(cache), sys.prefix, sys.base_prefix, str(project), *filter(None, sys.path), "/usr/lib", "/usr/share"]
    settings = {str(above / name) for above in site.parents for name in ("seolint.toml", "pyproject.toml")}
    descriptor = re.compile(r"/?\d+$")
    beyond = [
        path for path in opened - settings
        if not descriptor.search(path) and not any(path == folder or path.startswith(folder + os.sep) for folder in allowed)
    ]  # fmt: skip
    assert beyond == []


@posix
def test_11_a_settings_file_that_leads_out_of_the_project_is_not_read(tmp_path: Path) -> None:
    site = tmp_path / "project"
    (site / "_posts").mkdir(parents=True)
    (site / ".git").mkdir()
    (tmp_path / "secret.yml").write_text("title: 秘密\nplugins: [jekyll-seo-tag]\n", encoding="utf-8")
    (site / "_config.yml").symlink_to("../secret.yml")
    (site / "_posts" / "2026-01-01-a.md").write_text(POST, encoding="utf-8")
    site_of = Sites(("",), datetime(2026, 1, 31, tzinfo=UTC)).of(str(site / "_posts" / "2026-01-01-a.md"))
    assert site_of.title == ""


def test_the_limits_are_those_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"a" * 11)
    assert isinstance(read_text(str(tmp_path / "a.md"), 10), Diagnostic)
    assert read_text(str(tmp_path / "a.md"), 11) == "a" * 11
    assert Config().max_size == 10_000_000


def test_the_posts_of_qiita_are_in_a_folder_that_others_build_into(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "a.md").write_text("---\ntitle: 窯\n---\n", encoding="utf-8")
    with chdir(tmp_path):
        assert find_files(["."]).files == ()
        (tmp_path / "qiita.config.json").write_text("{}")
        assert find_files(["."]).files == ("public/a.md",)
