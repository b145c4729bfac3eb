"""``--fix`` that is killed, interrupted or out of space: every post is whole, as it was or as it shall be."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from test_command_line import CODE, run

if sys.platform == "win32":
    pytest.skip("signals and limits are those of POSIX", allow_module_level=True)
import resource

POSTS = 16
ARGUMENTS = ["check", "--fix", "--select", "image-url-params", "--jobs", "1", "--format", "json"]
SERVER = """
import os, sys, time
import seolint.cli, seolint.cli.check, seolint.engine.mend, seolint.engine.files, seolint.report.json, seolint.engine.sites
import pathspec, seolint.registry, seolint.document.markdown.commonmark, tempfile
sys.argv = ["seolint", *sys.argv[1:]]

def stop_before(name, count, number):
    left = count
    def seen(event, _):
        nonlocal left
        left -= event == name
        if not left and event == name:
            os.kill(os.getpid(), number)
    sys.addaudithook(seen)

for line in sys.stdin:
    number, when, event = line.split()
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        os.dup2(1, 2)
        if event != "time":
            stop_before(event, int(when), int(number))
        seolint.cli.main()
    if event == "time" and number != "0":
        time.sleep(float(when))
        os.kill(child, int(number))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Runs the command for each line, without starting an interpreter each time; a line says which signal comes when: after some
seconds (``time``), or just before so many events that Python reports itself (``os.rename`` puts a mended post in its place)."""
Stop = Callable[[int, float, str], int]


def post(number: int, *, mended: bool = False) -> bytes:
    twice = "" if mended else "w=1&"
    body = f"本文{number}。" * 200
    return f"---\ntitle: 窯の温度を測る {number}\n---\n\n![窯の中](https://images.unsplash.com/p?{twice}w=2)\n\n{body}\n".encode()


def fill(folder: Path, count: int = POSTS) -> dict[Path, tuple[bytes, bytes]]:
    """Posts with something to mend: each with its old and its new bytes."""
    files = {folder / f"post-{number:02}.md": (post(number), post(number, mended=True)) for number in range(count)}
    for file, (old, _) in files.items():
        if not file.exists() or file.read_bytes() != old:
            file.write_bytes(old)
    return files


def assert_whole(folder: Path, files: dict[Path, tuple[bytes, bytes]]) -> int:
    """Every post is old or new, and nothing but a leftover that is no post is beside them; how many are new."""
    new = 0
    for file, texts in files.items():
        data = file.read_bytes()
        assert data in texts, file
        new += data == texts[1]
    for name in {entry.name for entry in os.scandir(folder)} - {file.name for file in files}:
        assert name.startswith(".seolint-")
        assert name.endswith(".tmp")
    return new


@pytest.fixture
def stopped(tmp_path: Path) -> Iterator[Stop]:
    """Runs the command over the posts in ``tmp_path``, with a signal at some time or event; its exit code."""
    with subprocess.Popen(
        [sys.executable, "-P", "-c", SERVER, *ARGUMENTS], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        stdin, stdout = server.stdin, server.stdout

        def stop(number: int, when: float, event: str) -> int:
            print(number, when, event, file=stdin, flush=True)
            return int(stdout.readline())

        yield stop
        stdin.close()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT], ids=["kill", "interrupt"])
@pytest.mark.parametrize("event", ["os.rename", "tempfile.mkstemp"])
def test_a_run_that_is_stopped_between_two_posts_leaves_every_post_whole(
    tmp_path: Path, stopped: Stop, number: int, event: str
) -> None:
    files = fill(tmp_path)
    for count in range(1, POSTS + 1):
        fill(tmp_path)
        assert stopped(int(number), count, event) in {-number, 130}
        assert assert_whole(tmp_path, files) == count - 1
    assert stopped(0, 0, "time") == 0
    assert assert_whole(tmp_path, files) == POSTS


@pytest.mark.parametrize(("number", "times"), [(signal.SIGKILL, 190), (signal.SIGINT, 20)], ids=["kill", "interrupt"])
def test_a_run_that_is_stopped_at_any_time_leaves_every_post_whole(
    tmp_path: Path, stopped: Stop, number: int, times: int
) -> None:
    chance = random.Random(20260131)
    files = fill(tmp_path)
    begin = time.perf_counter()
    assert stopped(0, 0, "time") == 0
    longest = time.perf_counter() - begin
    for _ in range(times):
        fill(tmp_path)
        assert stopped(int(number), chance.uniform(0, longest), "time") in {-number, 130, 0}
        assert_whole(tmp_path, files)
    assert stopped(0, 0, "time") == 0
    assert assert_whole(tmp_path, files) == POSTS


def test_whole_commands_that_are_killed_leave_every_post_whole(tmp_path: Path) -> None:
    """The same with an interpreter of its own for each run, worker processes too."""
    chance = random.Random(20260131)
    files = fill(tmp_path, 60)
    command = [sys.executable, "-P", "-c", CODE, *(a if a != "1" else "2" for a in ARGUMENTS)]
    begin = time.perf_counter()
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    longest = time.perf_counter() - begin
    for _ in range(10):
        fill(tmp_path, 60)
        with subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as process:
            time.sleep(chance.uniform(0.3, 1) * longest)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
        assert_whole(tmp_path, files)
    leftovers = list(tmp_path.glob(".seolint-*"))
    for file in leftovers:
        os.utime(file, (0, 0))
    fill(tmp_path, 60)
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert assert_whole(tmp_path, files) == 60
    assert not list(tmp_path.glob(".seolint-*"))


def test_a_full_disk_leaves_every_post_whole(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = [shutil.which("mount") or "false", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("needs root and leave to mount a small tmpfs")
    try:
        files = fill(disk)
        with suppress(OSError), (disk / "filler").open("wb") as filler:
            while True:
                filler.write(b"x" * 4096)
                filler.flush()
        for language, said in (("en", "the disk is full"), ("ja", "ディスクに空きがありません")):
            done = run(disk, *ARGUMENTS, "--lang", language)
            assert done.returncode == 2
            assert done.stderr.count(said) == POSTS
            assert "Traceback" not in done.stderr
            assert {file.read_bytes() for file in files} == {old for old, _ in files.values()}
        (disk / "filler").unlink()
        assert run(disk, *ARGUMENTS).returncode == 0
        assert assert_whole(disk, files) == POSTS
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_post_that_is_too_large_to_write_is_left_and_the_others_are_mended(tmp_path: Path) -> None:
    files = fill(tmp_path, 3)
    large = tmp_path / "large.md"
    large.write_bytes(post(0) + b"\n" + "長い本文です。\n".encode() * 4000)
    before = large.read_bytes()
    done = subprocess.run(
        [sys.executable, "-P", "-B", "-c", CODE, *ARGUMENTS],
        cwd=tmp_path, capture_output=True, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)),
    )  # fmt: skip
    assert done.returncode == 2
    assert b"large.md: not written" in done.stderr
    assert large.read_bytes() == before
    assert {file.read_bytes() for file in files} == {new for _, new in files.values()}
    assert not list(tmp_path.glob(".seolint-*"))
