"""A site that is being written: whatever is edited, what is said of it is what a run says of the same files."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from seolint.diagnostic import Diagnostic
from seolint.engine.live import standing
from seolint.engine.live.desk import Desk
from seolint.engine.live.live import Live
from seolint.engine.live.messages import Put, Setup, Told
from seolint.engine.live.single import working_in

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("SEOLINT_SHARED", ROOT.parent / "shared"))
SITES = {name: ROOT / "fixtures" / name for name in ("sample-site", "jekyll-site", "hugo-site")}
CORPORA = {folder.name: folder for folder in sorted(SHARED.glob("corpora/*/")) if any(folder.rglob("*.md"))}


def said(live: Live) -> dict[str, tuple[Diagnostic, ...]]:
    return {path: live.findings(path) for path in sorted(live.results.heads)}


def opened(*, cached: bool) -> Live:
    live = Live(cached=cached)
    for _ in live.open(()):
        pass
    return live


def checked() -> dict[str, tuple[Diagnostic, ...]]:
    """What the command line says of the folder, read anew."""
    from datetime import UTC, datetime

    from seolint.config.read import layer
    from seolint.config.settings import COMMAND_LINE
    from seolint.engine.configuration import Configuration
    from seolint.engine.files import find_files
    from seolint.engine.lint import lint_files
    from seolint.engine.project import Project

    configuration = Configuration(layer({}, COMMAND_LINE))
    found = find_files(["."], configuration.excludes)
    project = Project(configuration, found.folders, datetime.now(UTC))
    plan = project.plan(found.files)
    outcome = lint_files(found.files, plan, whole=project.holds(found.folders, plan), jobs=1)
    posts: dict[str, list[Diagnostic]] = {path: [] for path in outcome.sources}
    for each in outcome.diagnostics:
        posts[each.at.path].append(each)
    return {path: tuple(found) for path, found in sorted(posts.items())}


def edits(text: str, others: list[str], chance: random.Random) -> str:
    """``text`` after an edit such as authors make: typing, deleting, pasting, another title, a link, another post's paragraph."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    match chance.randrange(7):
        case 0:
            lines[at] += "続きを書く。"
        case 1:
            del lines[at]
        case 2:
            lines.insert(at, "")
        case 3:
            titles = [number for number, line in enumerate(lines) if line.startswith("title:")]
            if titles:
                new = [f'title: "新しい題 {chance.randrange(3)}"', "title: 同じ題", lines[titles[0]] + "追記"]
                lines[titles[0]] = chance.choice(new)
        case 4:
            lines.append(f"\n[次の記事](/{chance.choice(['a', 'posts/b', 'none'])}/) ![](/images/none.png)")
        case 5:
            other = chance.choice(others).split("\n")
            start = chance.randrange(len(other))
            lines[at:at] = other[start : start + chance.randrange(1, 12)]
        case _:
            return chance.choice(others)
    return "\n".join(lines)


@pytest.fixture
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "site"
    shutil.copytree(request.param, folder, symlinks=True, ignore=shutil.ignore_patterns(".seolint_cache"))
    with working_in(str(folder)):
        yield folder


@pytest.mark.parametrize("site", SITES.values(), ids=SITES.keys(), indirect=True)
@pytest.mark.parametrize(("seed", "many"), [(0, 300), (1, 300), (2, 3)])
def test_after_any_edits_all_is_said_that_a_run_says(
    site: Path, seed: int, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``many``: as if sites were large, whose judges wait until the author pauses, and judge in another process."""
    monkeypatch.setattr(standing, "_MANY", many)
    monkeypatch.setattr(standing, "_GREAT", many)
    _edit(seed, 25)


@pytest.mark.skipif(not CORPORA, reason="The corpora are not here: set SEOLINT_SHARED to the folder that holds them")
@pytest.mark.parametrize("site", CORPORA.values(), ids=CORPORA.keys(), indirect=True)
def test_of_real_posts_too(site: Path) -> None:
    _edit(7, 16)


@pytest.mark.skipif(not CORPORA, reason="The corpora are not here: set SEOLINT_SHARED to the folder that holds them")
@pytest.mark.parametrize("site", [SHARED / "corpora"], ids=["corpora"], indirect=True)
def test_of_many_sites_in_one_folder_too(site: Path) -> None:
    _edit(8, 24)


def _edit(seed: int, count: int) -> None:
    chance = random.Random(seed)
    live = opened(cached=bool(seed % 2))
    assert said(live) == checked()
    paths = [path for path in live.files if live.holds(path) and live.results.heads[path].digest]
    texts = {path: Path(path).read_bytes().decode() for path in paths}
    for number in range(count):
        path = chance.choice(paths)
        new = edits(texts[path], list(texts.values()), chance)
        live.edit(live.read(path, new), texts[path], new)
        texts[path] = new
        if chance.randrange(4) == 0:
            for step, _ in enumerate(live.settle()):
                if step == chance.randrange(20):
                    break
        if number % 8 == 7:
            _agree(live, texts)
    _agree(live, texts)


def _agree(live: Live, texts: dict[str, str]) -> None:
    for _ in live.settle():
        pass
    assert live.is_settled
    for path, text in texts.items():
        Path(path).write_bytes(text.encode())
    assert said(live) == checked()

SMALL = {
    "_config.yml": "title: 手帳\nurl: https://example.jp\nlang: ja\n",
    "_posts/2026-01-01-a.md": '---\ntitle: "同じ題名の記事です"\ndate: 2026-01-01\n---\n\n本文です。\n',
    "_posts/2026-01-02-b.md": '---\ntitle: "同じ題名の記事です"\ndate: 2026-01-01\nslug: zz\n---\n\n本文です。\n',
    "_posts/2026-01-03-c.md": '---\ntitle: "別の題名の記事です"\n---\n\n[z](/2026/01/01/zz.html) [d](/four/)\n',
    "_posts/2026-01-04-d.md": '---\ntitle: "四つ目の題名です"\npermalink: /four/\n---\n\n本文です。\n',
}
POSTS = [name for name in SMALL if name.endswith(".md")]


def told(desk: Desk, reports: list[object]) -> dict[str, tuple[Diagnostic, ...]]:
    """Work until nothing is left to do; what was told of each open post last."""
    while desk.patience(0) == 0:
        desk.work()
    return {each.path: each.findings for each in reports if isinstance(each, Told)}


def opened_in_order(names: list[str], pauses: list[int]) -> dict[str, tuple[Diagnostic, ...]]:
    """What a worker comes to say of posts that are opened after so many steps of its work each."""
    reports: list[object] = []
    desk = Desk(reports.append, lambda: True)
    desk.set_up(Setup((os.getcwd(),)))
    for number, (name, steps) in enumerate(zip(names, pauses, strict=True), 1):
        for _ in range(steps):
            desk.work()
        path = os.path.abspath(name)
        reports.append(desk.put(Put(number, Path(path).as_uri(), path, Path(path).read_bytes().decode(), 1)))
        desk.tell_others(Path(path).as_uri())
    return told(desk, reports)


@pytest.mark.parametrize("order", [order for count in (2, 4) for order in permutations(POSTS, count)], ids=str)
def test_in_any_order_of_opening_all_is_said_that_a_run_says(order: tuple[str, ...], tmp_path: Path) -> None:
    for name, text in SMALL.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    with working_in(str(tmp_path)):
        run = checked()
        assert opened_in_order([*order], [0] * len(order)) == {name: run[name] for name in order}


@pytest.mark.parametrize("site", SITES.values(), ids=SITES.keys(), indirect=True)
@pytest.mark.parametrize("seed", range(4))
def test_in_some_order_of_opening_while_the_site_is_read_too(site: Path, seed: int) -> None:
    chance, run = random.Random(seed), checked()
    names = chance.sample(sorted(run), min(len(run), 12))
    assert opened_in_order(names, [chance.randrange(3) for _ in names]) == {name: run[name] for name in names}


def test_a_first_link_is_judged_by_the_addresses_that_pages_have_by_then(tmp_path: Path) -> None:
    """Of a site without links nothing is asked of addresses, until there is one."""
    for name, text in SMALL.items():
        plain = text.partition("[")[0].replace("slug: zz\n", "").replace("permalink: /four/\n", "")
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(plain, encoding="utf-8")
    with working_in(str(tmp_path)):
        live = opened(cached=False)
        for _ in live.settle():
            pass
        texts = {name: SMALL[name] for name in POSTS}
        for name, text in sorted(texts.items(), key=lambda each: "[" in each[1]):
            live.edit(live.read(name, text), Path(name).read_text(encoding="utf-8"), text)
        _agree(live, texts)
