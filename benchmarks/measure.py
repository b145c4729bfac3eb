"""Whole processes, measured: wall time, processor time and peak memory of each. Needs a Unix."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SEOLINT_SHARED", ROOT.parent / "shared"))
SEOLINT = shutil.which("seolint", path=str(Path(sys.executable).parent)) or "seolint"
FLOOR = [sys.executable, str(SHARED / "bench" / "floor.py")]
_MEGABYTE = 2**20 if sys.platform == "darwin" else 2**10
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Users have bytecode: the first round, which is not counted, writes it."""
_PEAK, _PAUSE = re.compile(r"^VmHWM:\s*(\d+) kB", re.MULTILINE), 0.05
_AGE = 100
"""How old posts are made, in seconds: the times of files that were only just written are not trusted."""

Said = tuple[str, str]
"""Words in English and Japanese."""


class Command(NamedTuple):
    """What to run, and where; ``removed`` is a folder that is taken away before each run. The run does not depend on a ``peer``."""

    argv: Sequence[str]
    folder: Path
    removed: Path | None = None
    environment: Mapping[str, str] = {}
    peer: bool = False


class Measured(NamedTuple):
    """Wall seconds, processor seconds of the process and all it waited for, and the peak in megabytes: of the largest of these, and
    of the first of them by itself, where it was watched and the system tells."""

    seconds: float
    processor: float
    megabytes: float
    first: float


class FailedError(Exception):
    """A command ended otherwise than a linter does that has something to say."""


def measure(command: Command, *, watched: bool = False, output: IO[bytes] | None = None) -> Measured:
    """One run; its ``output`` goes nowhere, or into a file. Its memory is never less than this process's own, as it begins so."""
    if command.removed is not None:
        shutil.rmtree(command.removed, ignore_errors=True)
    with tempfile.TemporaryFile() as complaints:
        started = time.perf_counter()
        process = subprocess.Popen(
            command.argv, cwd=command.folder, env={**_ENVIRONMENT, **command.environment},
            stdin=subprocess.DEVNULL, stdout=output or subprocess.DEVNULL, stderr=complaints,
        )  # fmt: skip
        with _watched(process.pid if watched else None) as peaks:
            _, status, used = os.wait4(process.pid, 0)
        took = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in {0, 1}:
            complaints.seek(0)
            told = complaints.read().decode(errors="replace")[-2000:]
            raise FailedError(f"{' '.join(command.argv)} ended with {process.returncode}:\n{told}")
    largest = used.ru_maxrss / _MEGABYTE
    return Measured(took, used.ru_utime + used.ru_stime, largest, max(peaks, default=largest))


@contextmanager
def _watched(process: int | None) -> Generator[list[float]]:
    """The peaks of a process so far, in megabytes, as Linux tells them while it runs: afterwards it tells only that of all."""
    peaks: list[float] = []
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(_PAUSE):
            with suppress(OSError):
                if found := _PEAK.search(Path(f"/proc/{process}/status").read_text()):
                    peaks.append(int(found[1]) / 1024)

    watcher = threading.Thread(target=watch)
    if process is not None:
        watcher.start()
    try:
        yield peaks
    finally:
        ended.set()
        if process is not None:
            watcher.join()


def median(found: Sequence[Measured]) -> Measured:
    return Measured(*map(statistics.median, zip(*found, strict=True)))


def medians(commands: Mapping[Said, Command], runs: int, *, warm: bool = True) -> dict[Said, Measured]:
    """The median of ``runs`` for each command; the commands take turns, after one round that is not counted to ``warm`` the
    caches of the system. Peers that fail are left out."""
    found: dict[Said, list[Measured]] = {name: [] for name in commands}
    for round_ in range(runs + warm):
        for name in tuple(found):
            try:
                one = measure(commands[name])
            except FailedError as error:
                if not commands[name].peer:
                    raise
                print(f"{name[0]} is left out: {error}", file=sys.stderr)
                del found[name]
            else:
                if round_ >= warm:
                    found[name].append(one)
    return {name: median(all_) for name, all_ in found.items()}


def make_posts(folder: Path, number: int) -> str:
    """Writes so many posts into ``folder/_posts``, old enough for their times to be trusted; says what they are."""
    maker = [sys.executable, str(SHARED / "bench" / "make_corpus.py"), str(folder / "_posts"), str(number)]
    told = subprocess.run(maker, check=True, capture_output=True, text=True).stdout.strip()
    then = time.time() - _AGE
    for path in (folder / "_posts").iterdir():
        os.utime(path, (then, then))
    return told


def check(*options: str) -> list[str]:
    """The command that checks this folder, or the paths in ``options``, in two processes and prints JSON."""
    return [SEOLINT, "check", "--jobs", "2", "--format", "json", *options]
