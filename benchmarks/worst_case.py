"""The slowest view of each hostile text: ``python benchmarks/worst_case.py [--size BYTES] [--only TEXT] [--all] [--rules]``.

Each text is read in a process of its own, a view at a time; one that takes longer than ``--kill`` seconds is killed. Seconds
are the processor's, so that a busy machine changes little. Exits 1 when a view took longer than ``--most`` seconds. ``--all``
reads each text in every way and ``--quick`` some in one, else each in those that matter most. ``--rules`` takes it through all
rules too.
"""

from __future__ import annotations

import argparse
import gc
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from hostile import HOSTILE, HUNG, MEGABYTE  # noqa: E402
from laws import READINGS, VIEWS  # noqa: E402

from seolint.document.tokens import TooManyError  # noqa: E402
from seolint.engine.page import run_rule  # noqa: E402
from seolint.registry import installed  # noqa: E402


class Measure(NamedTuple):
    text: str
    reading: str
    view: str
    seconds: float
    end: str = ""


def read_all_views(name: str, reading: str, size: int, kill: int, *, rules: bool) -> None:
    """Print how long each view of one text takes; dies of a timer in the one that takes too long, even in C code."""
    gc.set_threshold(500_000, 20, 20)  # as the command does
    text = HOSTILE[name].make(size)
    VIEWS["words"](READINGS["plain"].document("温める"))
    doc = READINGS[reading].document(text)
    for view, read in VIEWS.items():
        clock(view, kill, partial(read, doc))
    for entry in installed().values() if rules else ():
        clock(f"rule {entry.id}", kill, partial(run_rule, entry.load()(), doc))


def clock(view: str, kill: int, read: Callable[[], object]) -> None:
    print(f"{view}\t", end="", flush=True)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, kill)
    started = time.process_time()
    with suppress(TooManyError):
        read()
    print(f"{time.process_time() - started}", flush=True)


def measure(name: str, reading: str, arguments: argparse.Namespace) -> list[Measure]:
    """What ``read_all_views`` says in a process of its own."""
    command = [sys.executable, __file__, "--child", name, reading, "--size", str(arguments.size), "--kill", str(arguments.kill)]
    command += ["--rules"] if arguments.rules else []
    done = subprocess.run(command, capture_output=True, text=True)
    last = (done.stderr.strip().splitlines() or [""])[-1]
    end = "killed" if done.returncode == -getattr(signal, "SIGPROF", 0) else f"ended with {done.returncode}: {last[:150]}"
    told = [line.split("\t") for line in done.stdout.splitlines() or ["start\t"]]
    return [
        Measure(name, reading, view, float(seconds or arguments.kill), "" if seconds else end) for view, seconds in told
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--size", type=int, default=MEGABYTE)
    parser.add_argument("--most", type=float, default=2.0)
    parser.add_argument("--kill", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", default="")
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--all", action="store_true")
    ways.add_argument("--quick", action="store_true")
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        name, reading = arguments.child
        read_all_views(name, reading, arguments.size, arguments.kill, rules=arguments.rules)
        return
    wanted = [
        (name, reading)
        for name, text in HOSTILE.items()
        if arguments.only in name
        if name in HUNG or not arguments.quick
        for reading in (READINGS if arguments.all else text.readings[:1] if arguments.quick else text.readings)
    ]
    found: list[Measure] = []
    with ThreadPoolExecutor(arguments.jobs) as pool:
        for work in [pool.submit(measure, name, reading, arguments) for name, reading in wanted]:
            measures = work.result()
            found += measures
            slowest = max(measures, key=lambda one: one.seconds)
            mark = "  SLOW" if slowest.seconds > arguments.most else ""
            name = f"{slowest.text:45} {slowest.reading:14} {slowest.view}"
            print(f"{slowest.seconds:7.2f} s  {name}{mark} {slowest.end}", flush=True)
    bad = [one for one in found if one.end or one.seconds > arguments.most]
    print(f"\n{len(wanted)} texts of {arguments.size:,} bytes, {len(found)} measures. The slowest of each view:")
    for view in dict.fromkeys(one.view for one in found):
        slowest = max((one for one in found if one.view == view), key=lambda one: one.seconds)
        print(f"{slowest.seconds:7.2f} s  {view:30} {slowest.text} ({slowest.reading}) {slowest.end}")
    if bad:
        print(f"\nOver {arguments.most:g} s, or failed:")
        for one in sorted(bad, key=lambda one: one.seconds, reverse=True):
            print(f"{one.seconds:7.2f} s  {one.view:18} {one.text} ({one.reading}) {one.end}")
        sys.exit(1)


if __name__ == "__main__":
    main()
