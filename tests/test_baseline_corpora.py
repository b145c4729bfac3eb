"""The baseline over real posts: written, edited at random, and held against findings counted by other means."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from test_command_line import run

CORPORA = Path(os.environ.get("SEOLINT_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "corpora"
pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="The corpora are not here: set SEOLINT_SHARED to their folder")
ENDINGS = (".md", ".markdown")
EDITS = 50
Key = tuple[str, str]


def found(folder: Path, *arguments: str) -> list[tuple[str, str, int]]:
    done = run(folder, "check", "--format", "json", *arguments)
    assert done.returncode in {0, 1}, done.stderr
    return [(f["path"], f["rule"], f["start"]["offset"]) for f in json.loads(done.stdout)["diagnostics"]]


def test_written_then_checked_nothing_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "corpora"
    shutil.copytree(CORPORA, folder)
    count = len(found(folder))
    assert count > 400
    assert f"{count:,} findings" in run(folder, "baseline").stdout
    assert run(folder, "check", "--fail-on", "warning").returncode == 0
    assert found(folder) == []
    for site in sorted(path for path in folder.iterdir() if path.is_dir())[::4]:
        assert run(site, "baseline").returncode == 0
        assert found(site) == [], site.name


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Thirty real posts with findings, as a site."""
    copied = tmp_path / "copied"
    shutil.copytree(CORPORA, copied)
    spoken = Counter(path for path, _, offset in found(copied, "--ignore", "description-missing") if offset)
    posts = sorted(path for path, count in spoken.items() if 2 <= count <= 12 and path.endswith(ENDINGS))
    chosen = random.Random(4).sample(posts, 30)
    site = tmp_path / "site"
    site.mkdir()
    for number, path in enumerate(chosen):
        shutil.copy(copied / path, site / f"{number:02}{Path(path).suffix}")
    return site


HEAD = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n.*?\n\1[ \t]*(\r?\n|\Z)", re.DOTALL)


def paragraph(text: str, offset: int) -> str:
    """What stands around a place, by other means than seolint's: lines of front matter, else up to blank lines."""
    head = HEAD.match(text)
    inside = head is not None and offset < head.end()
    start = head.end() if head and not inside else 0
    for piece in re.split(r"(\r?\n)" if inside else r"((?:\A|\r?\n)(?:[ \t]*\r?\n)+)", text[start:]):
        start += len(piece)
        if offset < start:
            return " ".join(piece.split())
    return ""


def keys(folder: Path, *arguments: str) -> dict[str, Counter[Key]]:
    """How often each rule speaks in each paragraph of each post."""
    counts: dict[str, Counter[Key]] = {}
    for path, rule, offset in found(folder, "--ignore", "description-missing", *arguments):
        text = (folder / path).read_bytes().decode()
        first = text.removeprefix("\ufeff").splitlines()[:1]
        absent = offset <= 1 and (first in (["---"], ["+++"]) or rule in {"title-missing", "content-length"})
        counts.setdefault(path, Counter())[rule, "" if absent else paragraph(text, offset)] += 1
    return counts


def split(text: str) -> tuple[str, list[str]]:
    """The front matter with the blanks behind it, and the paragraphs of the body."""
    head = HEAD.match(text)
    end = head.end() if head else 0
    return text[:end] + "\n", [part for part in re.split(r"\r?\n(?:[ \t]*\r?\n)+", text[end:].strip("\r\n")) if part.strip()]


def join(head: str, body: list[str]) -> bytes:
    return (head + "\n\n".join(body) + "\n").encode()


def test_random_edits_show_what_is_new_and_nothing_else(site: Path) -> None:
    dice = random.Random(20260131)
    assert run(site, "baseline", "--ignore", "description-missing").returncode == 0
    before = keys(site, "--no-baseline")
    wide = {rule for posts in before.values() for rule, _ in posts}
    assert len(wide) >= 8
    seen: Counter[str] = Counter()
    for number in range(EDITS):
        kind = ("move", "change", "rename", "delete", "duplicate", "add")[number % 6]
        backup = {path: path.read_bytes() for path in site.iterdir() if path.suffix in ENDINGS}
        file = dice.choice(sorted(path for path in backup if before.get(path.name)))
        head, body = split(file.read_bytes().decode())
        origin = {path.name: path.name for path in backup}
        touched = ""
        if kind == "move":
            dice.shuffle(body)
            file.write_bytes(join(head, body))
        elif kind == "change":
            spoken = [n for n, part in enumerate(body) if " ".join(part.split()) in {p for _, p in before[file.name]}]
            if spoken:
                place = dice.choice(spoken)
                body[place] += "\n書き足した行です。"
                touched = " ".join(body[place].split())
            file.write_bytes(join(head, body))
        elif kind == "rename":
            new = file.with_name(f"renamed-{number}{file.suffix}")
            file.rename(new)
            origin[new.name] = file.name
        elif kind == "delete":
            file.unlink()
        elif kind == "duplicate":
            part = dice.choice(body) if body else "段落"
            file.write_bytes(join(head, [*body, part, part]))
        else:
            file.write_bytes(join(head, ["詳しくは[こちら](/somewhere/)。", *body]))
        now, shown = keys(site, "--no-baseline"), keys(site)
        expected = {path: own - before.get(origin[path], Counter()) for path, own in now.items()}
        assert shown == {path: new for path, new in expected.items() if new}, (number, kind, file.name)
        if kind in {"rename", "delete"}:
            assert not any(path in shown for path in (file.name, f"renamed-{number}{file.suffix}"))
        if kind == "add":
            assert sum(count for (rule, _), count in shown[file.name].items() if rule == "link-text") == 1
        if touched:
            seen["changed and shown"] += any(place == touched for _, place in shown.get(file.name, ()))
        seen[kind] += 1
        for path in [path for path in site.iterdir() if path.suffix in ENDINGS]:
            path.unlink()
        for path, data in backup.items():
            path.write_bytes(data)
    assert seen["changed and shown"] >= 5
    assert found(site, "--ignore", "description-missing") == []
