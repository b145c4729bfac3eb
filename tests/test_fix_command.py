"""``seolint check --fix`` and ``--diff`` as they are typed: what is written, what is refused, and what is said of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from made_up import Agreeing, Fighting, Replacing
from test_command_line import CODE, run
from test_fix import ROOT, SHARED

from seolint.cli.fixes import report
from seolint.diagnostic import Severity
from seolint.engine.lint import Reader, Then, lint_files
from seolint.engine.mend import Mending
from seolint.engine.plan import Plan
from seolint.engine.results import Results
from seolint.engine.sites import Sites
from seolint.engine.write import NotWrittenError, sweep, write_file
from seolint.outcome import Outcome
from seolint.registry import installed
from seolint.rule import Rule

RULES: list[Rule] = [entry.load()() for entry in installed().values()]
TWICE = "https://images.unsplash.com/p?w=1&w=2"
OLD = f"---\ntitle: 窯の温度を測る\n---\n\n![窯の中]({TWICE})\n"
NEW = OLD.replace("w=1&", "")
ONLY = ("--select", "image-url-params")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(OLD, encoding="utf-8")
    return tmp_path


def test_fix_mends_and_says_how_much(site: Path) -> None:
    done = run(site, "check", "--fix", *ONLY)
    assert done.returncode == 0
    assert (site / "a.md").read_text(encoding="utf-8") == NEW
    assert "Mended 1 finding in 1 post" in done.stdout
    assert "--fix" not in done.stdout
    again = run(site, "check", "--fix", "--lang", "ja", *ONLY)
    assert again.stdout.count("自動で直せるものはありませんでした") == 1
    assert "0件を直しました" not in again.stdout + again.stderr
    assert (site / "a.md").read_text(encoding="utf-8") == NEW


def test_show_fixes_lists_them(site: Path) -> None:
    done = run(site, "check", "--fix", "--show-fixes", "--format", "json", *ONLY)
    assert "a.md:5 image-url-params keep the last value" in done.stderr
    assert "Mended 1 finding in 1 post" in done.stderr
    assert json.loads(done.stdout)["diagnostics"] == []
    (site / "a.md").write_text(OLD, encoding="utf-8")
    assert "a.md:5 image-url-params 最後の値だけを残す" in run(site, "check", "--fix", "--show-fixes", "--lang", "ja").stderr


def test_unsafe_fixes_are_asked_for(site: Path) -> None:
    text = OLD.replace("images.unsplash.com", "a.example.com")
    (site / "a.md").write_text(text, encoding="utf-8")
    done = run(site, "check", "--fix", *ONLY)
    assert (site / "a.md").read_text(encoding="utf-8") == text
    assert done.stdout.count("Nothing could be mended by itself") == 1
    assert "Mended" not in done.stdout + done.stderr
    run(site, "check", "--fix", "--unsafe-fixes", *ONLY)
    assert (site / "a.md").read_text(encoding="utf-8") == text.replace("w=1&", "")


def test_the_report_says_what_a_fix_can_mend(site: Path) -> None:
    (site / "b.md").write_text(OLD.replace("images.unsplash.com", "a.example.com"), encoding="utf-8")
    said = run(site, "check", *ONLY).stdout
    assert "seolint check --fix mends 1 by itself" in said
    assert "1 more can be mended with --fix --unsafe-fixes" in said
    assert "1件は seolint check --fix で自動で直せます" in run(site, "check", "--lang", "ja", *ONLY).stdout


def test_advice_is_mended_though_it_is_not_shown(site: Path) -> None:
    (site / "seolint.toml").write_text('[rules.image-url-params]\nseverity = "info"\n', encoding="utf-8")
    run(site, "check", "--fix", *ONLY)
    assert (site / "a.md").read_text(encoding="utf-8") == NEW


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--fix", "--diff"), "--diff only shows"),
        (("--unsafe-fixes",), "--fix or --diff"),
        (("--show-fixes",), "--fix or --diff"),
    ],
)
def test_options_that_do_not_go_together(site: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(site, "check", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert (site / "a.md").read_text(encoding="utf-8") == OLD


@pytest.mark.parametrize("format_", ["json", "sarif", "github", "concise"])
@pytest.mark.parametrize(
    ("option", "en", "ja"),
    [("--diff", "a diff, which is no report", "報告ではありません"), ("--statistics", "for people alone", "一緒に使えません")],
)
def test_a_diff_and_counts_have_one_format(site: Path, option: str, format_: str, en: str, ja: str) -> None:
    for language, said in (("en", en), ("ja", ja)):
        done = run(site, "check", option, "--format", format_, "--lang", language)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
    assert run(site, "check", option, "--format", "full").returncode in {0, 1}


ENDS: dict[str, Callable[[str], bytes]] = {
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
    "mixed": lambda text: text.replace("---\n", "---\r\n").encode(),
    "byte-order mark": lambda text: text.encode("utf-8-sig"),
    "byte-order mark, crlf": lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    "no last line end": lambda text: text.rstrip("\n").encode(),
    "separators": lambda text: (text + "あ\u2028い\x85う\x0cえ\n").encode(),
    "many line ends": lambda text: (text + "\r\n\r\n\n\r").encode(),
}


@pytest.mark.parametrize("name", ENDS)
def test_bytes_stay_but_for_what_the_fix_says(site: Path, name: str) -> None:
    (site / "a.md").write_bytes(ENDS[name](OLD))
    (site / "a.md").chmod(0o640)
    assert run(site, "check", "--fix", *ONLY).returncode == 0
    assert (site / "a.md").read_bytes() == ENDS[name](NEW)
    assert (site / "a.md").stat().st_mode & 0o7777 == 0o640


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_inserted_lines_end_as_the_file_does(site: Path, end: str) -> None:
    text = (
        "---\ntitle: 食パンの焼き方\nimage: https://pan.jp/a.png\n---\n"
        '<script type="application/ld+json">\n{\n  "@context": "https://schema.org",\n  "@type": "Recipe"\n}\n</script>\n'
    )
    (site / "a.md").write_bytes(text.replace("\n", end).encode())
    run(site, "check", "--fix", "--unsafe-fixes", "--select", "schema-required")
    fixed = (site / "a.md").read_bytes().decode()
    assert '"name": "食パンの焼き方"' in fixed
    assert fixed.count("\n") == text.count("\n") + 2
    assert fixed.count("\r\n") == (fixed.count("\n") if end == "\r\n" else 0)


@pytest.mark.parametrize("encoding", ["cp932", "utf-16", "euc-jp"])
def test_what_is_not_utf8_gets_no_fix(site: Path, encoding: str) -> None:
    (site / "b.md").write_bytes(OLD.encode(encoding))
    done = run(site, "check", "--fix", "--unsafe-fixes", "--format", "json")
    assert (site / "b.md").read_bytes() == OLD.encode(encoding)
    assert (site / "a.md").read_text(encoding="utf-8") == NEW
    assert "parse-failed" in done.stdout


def test_a_symbolic_link_stays_one_and_its_file_is_mended_once(site: Path) -> None:
    (site / "real").mkdir()
    (site / "a.md").rename(site / "real" / "z.md")
    (site / "b.md").symlink_to("real/z.md")
    done = run(site, "check", "--fix", "--format", "json", *ONLY)
    assert "Mended 1 finding in 1 post" in done.stderr
    assert json.loads(done.stdout)["diagnostics"] == []
    assert (site / "b.md").is_symlink()
    assert not (site / "real" / "z.md").is_symlink()
    assert (site / "real" / "z.md").read_text(encoding="utf-8") == NEW


def test_a_post_with_a_link_to_it_is_mended_and_applied_once(site: Path) -> None:
    (site / "link.md").symlink_to("a.md")
    (site.parent / "door").symlink_to(site)
    subprocess.run(["git", "init", "-q"], cwd=site, check=True)
    for folder, *paths in ((site,), (site, "link.md"), (site, "link.md", "."), (site, str(site.parent / "door" / "a.md"))):
        diff = run(folder, "check", "--diff", *ONLY, *paths)
        assert diff.stdout.startswith("--- a/a.md\n+++ b/a.md\n")
        assert diff.stdout.count("--- a/") == 1
        assert "1 finding in 1 post" in diff.stderr
        subprocess.run(["git", "apply", "--check", "-"], cwd=site, input=diff.stdout.encode(), check=True)
    for path in (".", "link.md"):
        (site / "a.md").write_text(OLD, encoding="utf-8")
        done = run(site, "check", "--fix", path, *ONLY)
        assert (done.returncode, done.stderr) == (0, "")
        assert "Mended 1 finding in 1 post" in done.stdout
        assert (site / "link.md").is_symlink()
        assert not (site / "a.md").is_symlink()
        assert (site / "a.md").read_text(encoding="utf-8") == NEW


def unwritable(site: Path) -> dict[str, tuple[str, str]]:
    """Files that are not to be written, beside a good one; what is said of each."""
    (site / "b.md").write_text(OLD, encoding="utf-8")
    os.link(site / "b.md", site / "b.txt")
    (site / "c.md").write_text(OLD, encoding="utf-8")
    (site / "c.md").chmod(0o444)
    return {"b.md": ("hard link", "ハードリンク"), "c.md": ("read-only", "読み取り専用")}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_file_that_cannot_be_written_is_one_sentence_and_the_others_go_on(site: Path, language: str) -> None:
    files = unwritable(site)
    done = run(site, "check", "--fix", "--format", "json", "--lang", language, *ONLY)
    assert done.returncode == 2
    assert (site / "a.md").read_text(encoding="utf-8") == NEW
    lines = done.stderr.splitlines()
    for name, said in files.items():
        assert (site / name).read_text(encoding="utf-8") == OLD
        (line,) = [line for line in lines if line.startswith(name)]
        assert said[language == "ja"] in line
    assert sorted(d["path"] for d in json.loads(done.stdout)["diagnostics"]) == sorted(files)
    assert "Mended 1 finding in 1 post" in done.stderr or "1記事の1件" in done.stderr
    assert sorted(file.name for file in site.iterdir()) == ["a.md", "b.md", "b.txt", "c.md"]


def linted(folder: Path, rules: list[Rule], then: Then | None) -> Outcome:
    """The outcome for the posts of ``folder``, as the command comes to it."""
    paths = sorted(os.path.relpath(file) for file in folder.rglob("*") if file.suffix in {".md", ".mdx", ".markdown", ".html"})
    sites = Sites((os.path.relpath(folder),), datetime(2026, 1, 31, tzinfo=UTC))
    return lint_files(paths, Plan.uniform(paths, rules, {path: sites.of(path) for path in paths}), whole=True, then=then)


def test_a_file_that_changed_since_it_was_read_is_left_alone(site: Path) -> None:
    mending = Mending(unsafe=False, write=True)
    other = OLD.replace("w=1", "w=7")
    path = os.path.relpath(site / "a.md")

    def then(reader: Reader, results: Results, conclude: Callable[[], Outcome]) -> Outcome:
        (site / "a.md").write_text(other, encoding="utf-8")
        return mending(reader, results, conclude)

    linted(site, RULES, then)
    assert (site / "a.md").read_text(encoding="utf-8") == other
    assert "changed" in mending.failures[path].en
    assert not mending.posts


def test_a_file_is_compared_at_the_last_moment(site: Path) -> None:
    with pytest.raises(NotWrittenError, match="changed"):
        write_file(str(site / "a.md"), NEW.encode(), OLD.encode() + b"x")
    assert [file.name for file in site.iterdir()] == ["a.md"]


def test_what_a_killed_run_left_is_swept_away_later(site: Path) -> None:
    fresh, stale = site / ".seolint-new.tmp", site / ".seolint-old.tmp"
    for file in (fresh, stale, site / ".seolint-old.md"):
        file.write_text(OLD, encoding="utf-8")
    for file in (stale, site / ".seolint-old.md"):
        os.utime(file, (0, 0))
    sweep(str(site))
    assert sorted(file.name for file in site.iterdir()) == [".seolint-new.tmp", ".seolint-old.md", "a.md"]


def test_standard_input_comes_out_mended(site: Path) -> None:
    done = run(site, "check", "-", "--fix", "--stdin-filename", "b.md", stdin=OLD.replace("\n", "\r\n").encode())
    assert done.stdout == NEW.replace("\n", "\r\n")
    assert "description-missing" in done.stderr
    assert done.stderr.count("Mended 1 finding in 1 post") == 1
    assert not (site / "b.md").exists()
    assert run(site, "check", "-", "--fix", "--format", "json", stdin=NEW.encode()).stdout == NEW
    diff = run(site, "check", "-", "--diff", "--stdin-filename", "a.md", stdin=OLD.encode())
    assert diff.returncode == 1
    assert f"+![窯の中]({TWICE.replace('w=1&', '')})" in diff.stdout
    assert (site / "a.md").read_text(encoding="utf-8") == OLD


@pytest.mark.parametrize("data", [OLD.encode("cp932"), b"\xff\xfe\x00", b""])
def test_standard_input_that_is_no_text_comes_out_as_it_was(site: Path, data: bytes) -> None:
    command = [sys.executable, "-P", "-c", CODE, "check", "-", "--fix"]
    assert subprocess.run(command, cwd=site, input=data, capture_output=True, timeout=120).stdout == data


def test_standard_input_that_is_too_large_comes_out_whole(site: Path) -> None:
    (site / "seolint.toml").write_text("max-size = 10\n", encoding="utf-8")
    assert run(site, "check", "-", "--fix", stdin=OLD.encode()).stdout == OLD


NAMES = ["a b.md", "記事.md", "q'uo\"te.md", "tab\there.md", "new\nline.md", "back\\slash.md", "deep/er/c.md", "-dash.md"]


def test_git_applies_the_diff_and_has_what_fix_writes(tmp_path: Path) -> None:
    for folder in (one := tmp_path / "one", two := tmp_path / "two"):
        for number, name in enumerate(NAMES):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(list(ENDS.values())[number](OLD))
    diff = run(one, "check", "--diff", *ONLY)
    assert diff.returncode == 1
    assert "--fix would mend 8 findings in 8 posts" in diff.stderr
    subprocess.run(["git", "init", "-q"], cwd=one, check=True)
    subprocess.run(["git", "apply", "-"], cwd=one, input=diff.stdout.encode(), check=True)
    assert run(two, "check", "--fix", *ONLY).returncode == 0
    for number, name in enumerate(NAMES):
        assert (one / name).read_bytes() == (two / name).read_bytes() == list(ENDS.values())[number](NEW)
    nothing = run(two, "check", "--diff", *ONLY)
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert "nothing to mend" in nothing.stderr


def silent(_outcome: Outcome, _options: dict[str, Any], _language: str) -> None:
    """A report that says nothing."""


def said_of(mending: Mending, outcome: Outcome, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """What the command says of the fixes on standard error, in English and in Japanese."""
    options = {"mending": mending, "diff": False, "show_fixes": False, "format_": "json", "color": "never"}
    said: list[str] = []
    for language in ("en", "ja"):
        report(outcome, options, language, silent)
        said.append(capsys.readouterr().err)
    return said[0], said[1]


def test_a_refused_fix_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "a.md").write_text("a \n\nx\n\n# A\n", encoding="utf-8")
    mending = Mending(unsafe=True, write=True)
    outcome = linted(site, [Replacing(), Replacing(old="x", new="```")], mending)
    assert (site / "a.md").read_text(encoding="utf-8") == "b \n\nx\n\n# A\n"
    assert outcome.mended == (1, 1)
    english, japanese = said_of(mending, outcome, capsys)
    assert "a.md:3: replacing: the fix “mend it” was left out: the heading in line 5 would change" in english
    assert "「直す」という直しは見送りました。直しにない5行目の見出しが変わるためです" in japanese


def test_site_rules_mend_once_and_the_site_is_judged_again(tmp_path: Path) -> None:
    for name, text in (("a.md", "x!\n"), ("b.md", "y?\n"), ("c.md", "a\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    mending = Mending(unsafe=False, write=True)
    outcome = linted(tmp_path, [Agreeing(), Replacing(old="y", new="z")], mending)
    assert [(tmp_path / f"{name}.md").read_text() for name in "abc"] == ["x!\n", "z!\n", "!\n"]
    assert outcome.mended == (3, 2)
    again = Mending(unsafe=False, write=True)
    linted(tmp_path, [Agreeing(), Replacing(old="y", new="z")], again)
    assert not again.posts


def test_rules_of_site_and_page_that_fight_come_to_rest(tmp_path: Path) -> None:
    for name, text in (("a.md", "x!\n"), ("b.md", "a\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    rules: list[Rule] = [Agreeing(), Replacing(old="!", new="?")]
    mending = Mending(unsafe=False, write=True)
    linted(tmp_path, rules, mending)
    once = (tmp_path / "b.md").read_text()
    linted(tmp_path, rules, Mending(unsafe=False, write=True))
    assert (tmp_path / "b.md").read_text() == once
    assert os.path.relpath(tmp_path / "b.md") in mending.restless


def test_rules_that_fight_are_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "a.md").write_text("a\n", encoding="utf-8")
    mending = Mending(unsafe=False, write=True)
    english, japanese = said_of(mending, linted(site, [Replacing(), Fighting()], mending), capsys)
    assert "the fixes of fighting, replacing do not come to an end" in english
    assert "終わらない" in japanese


def corpora() -> Iterator[Path]:
    yield ROOT / "fixtures"
    yield SHARED / "seed"
    yield from sorted(SHARED.glob("corpora/*/"))


@pytest.mark.parametrize("folder", list(corpora()), ids=lambda folder: folder.name)
def test_fixing_a_real_site_twice_is_fixing_it_once(folder: Path, tmp_path: Path) -> None:
    if not folder.is_dir():
        pytest.skip("needs the corpora of the shared folder")
    copy = shutil.copytree(folder, tmp_path / "site")
    for file in (copy, *copy.rglob("*")):
        file.chmod(0o755 if file.is_dir() else 0o644)
    first, second = Mending(unsafe=True, write=True), Mending(unsafe=True, write=True)
    linted(copy, RULES, first)
    assert not first.failures
    assert not first.restless
    for path, post in first.posts.items():
        assert Path(path).read_bytes().decode() == post.texts[-1]
    files = [file for file in copy.rglob("*") if file.is_file()]
    changed = {os.path.relpath(f) for f in files if f.read_bytes() != (folder / f.relative_to(copy)).read_bytes()}
    assert changed == set(first.posts)
    linted(copy, RULES, second)
    assert not second.posts
    assert {path: mends for path, mends in second.refused.items() if mends} == {
        path: mends for path, mends in first.refused.items() if mends
    }


def serious(outcome: Outcome) -> Counter[tuple[str, str]]:
    """How many errors and warnings each rule has in each post."""
    return Counter((found.at.path, found.rule) for found in outcome.diagnostics if found.severity is not Severity.INFO)


@pytest.mark.parametrize("folder", list(corpora()), ids=lambda folder: folder.name)
def test_safe_fixes_of_a_real_site_leave_nothing_new(folder: Path, tmp_path: Path) -> None:
    if not folder.is_dir():
        pytest.skip("needs the corpora of the shared folder")
    copy = shutil.copytree(folder, tmp_path / "site")
    for file in (copy, *copy.rglob("*")):
        file.chmod(0o755 if file.is_dir() else 0o644)
    before = linted(copy, RULES, None)
    wanted = Counter((d.at.path, d.rule) for d in before.diagnostics if d.fix is not None and d.fix.safe)
    mending = Mending(unsafe=False, write=True)
    linted(copy, RULES, mending)
    after = linted(copy, RULES, None)
    assert serious(after) - serious(before) == Counter()
    left = Counter((d.at.path, d.rule) for d in after.diagnostics if d.fix is not None and d.fix.safe)
    refused = Counter((path, mend.rule) for path, mends in mending.refused.items() for mend in mends)
    assert left - refused == Counter()
    assert Counter((mend.path, mend.rule) for mend in mending.mended) >= wanted - refused


def test_one_process_and_many_mend_alike(tmp_path: Path) -> None:
    texts: list[dict[str, bytes]] = []
    for jobs in (1, 2):
        copy = shutil.copytree(ROOT / "fixtures" / "sample-site", tmp_path / str(jobs))
        run(copy, "check", "--fix", "--unsafe-fixes", "--jobs", str(jobs))
        texts.append({str(file.relative_to(copy)): file.read_bytes() for file in copy.rglob("*") if file.is_file()})
    assert texts[0] == texts[1]
