"""``--output``: reports are no posts, and never take the place of one, of settings or of each other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_command_line import LONG, run

from seolint.engine.write import write_file


def checked(folder: Path) -> dict[str, int]:
    summary: dict[str, int] = json.loads(run(folder, "check", "--format", "json").stdout)["summary"]
    return summary


@pytest.mark.parametrize("language", ["en", "ja"])
def test_reports_in_the_site_are_no_posts(tmp_path: Path, language: str) -> None:
    (tmp_path / "a.md").write_text(LONG, encoding="utf-8")
    before = checked(tmp_path)
    for _ in range(2):
        done = run(tmp_path, "check", "--lang", language, "--output", "markdown:seo.md", "--output", "html:report.html")
        assert done.returncode in {0, 1}, done.stderr
        assert checked(tmp_path) == before
    assert (tmp_path / "seo.md").read_text(encoding="utf-8").startswith("<!-- seolint report -->\n## seolint\n")
    done = run(tmp_path, "check", "seo.md", "report.html", "--format", "json", "--jobs", "2")
    assert json.loads(done.stdout)["summary"]["files"] == 0


def test_a_post_that_speaks_of_a_report_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(LONG + "\n<!-- seolint report -->\n", encoding="utf-8")
    (tmp_path / "b.html").write_text("<!doctype html><meta name=generator content=seolint><p>a", encoding="utf-8")
    assert checked(tmp_path)["files"] == 2


@pytest.mark.parametrize(
    ("output", "written"),
    [
        ("markdown:a.md", "a.md"),
        ("html:./sub/../a.html", "a.html"),
        ("json:draft.txt", "draft.txt"),
        ("json:seolint.toml", "seolint.toml"),
        ("json:_config.yml", "_config.yml"),
        ("json:hugo.toml", "hugo.toml"),
        ("json:astro.config.mjs", "astro.config.mjs"),
        ("json:package.json", "package.json"),
        ("json:known.json", "known.json"),
    ],
)
@pytest.mark.parametrize(("language", "said"), [("en", "name another file"), ("ja", "別の名前に")])
def test_what_is_not_a_report_stays(tmp_path: Path, output: str, written: str, language: str, said: str) -> None:
    (tmp_path / "sub").mkdir()
    text = {"seolint.toml": 'lang = "ja"\n', "known.json": '{"version": 1, "known": []}'}.get(written, LONG)
    (tmp_path / written).write_text(text, encoding="utf-8")
    more = ["--baseline", "known.json"] if written == "known.json" else []
    done = run(tmp_path, "check", "--lang", language, ".", "--output", output, *more, *["draft.txt"] * (written == "draft.txt"))
    assert done.returncode == 2
    assert f"--output {output}: " in done.stderr
    assert said in done.stderr
    assert (tmp_path / written).read_text(encoding="utf-8") == text


def test_fixes_are_not_written_when_an_output_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: a\n---\n<!-- seolint-ignore link-text -->\nb\n", encoding="utf-8")
    before = (tmp_path / "a.md").read_bytes()
    assert run(tmp_path, "check", "--fix", "--output", "markdown:a.md").returncode == 2
    assert (tmp_path / "a.md").read_bytes() == before


def test_an_empty_file_and_a_former_report_are_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    (tmp_path / "report.json").write_text("{}", encoding="utf-8")
    done = run(tmp_path, "check", "--output", "markdown:a.md", "--output", "json:report.json")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("<!-- seolint report -->")


@pytest.mark.parametrize(("language", "said"), [("en", "another --output"), ("ja", "ほかの --output")])
def test_two_reports_in_one_file_are_refused(tmp_path: Path, language: str, said: str) -> None:
    done = run(tmp_path, "check", "--lang", language, "--output", "json:r.json", "--output", "sarif:./r.json")
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "r.json").exists()


@pytest.mark.parametrize("more", [[], ["--show", "info"]])
def test_concise_has_the_same_findings_in_a_file_as_on_the_screen(tmp_path: Path, more: list[str]) -> None:
    text = "---\ntitle: 窯\ndate: 2026-01-10\ndescription: 窯のこと、炉のこと\n---\n" + LONG
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    done = run(tmp_path, "check", "--format", "concise", "--output", "concise:out.txt", *more)
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == done.stdout
    assert ("title-length" in done.stdout) == bool(more)


def test_a_report_is_written_piece_by_piece_and_seen_when_it_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "r.json"
    file.write_text("former", encoding="utf-8")
    piece = b"x" * 100_000

    def pieces() -> Iterator[bytes]:
        yield piece
        [aside] = (path for path in tmp_path.iterdir() if path != file)
        assert aside.stat().st_size == len(piece)
        assert file.read_text(encoding="utf-8") == "former"
        yield b"end"

    write_file(str(file), pieces())
    assert file.read_bytes() == piece + b"end"


def test_a_report_that_ends_too_early_leaves_the_former_one(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise OSError(5, "the store is gone")

    file = tmp_path / "r.json"
    file.write_text("former", encoding="utf-8")
    with pytest.raises(OSError, match="gone"):
        write_file(str(file), pieces())
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("r.json", "former")]
