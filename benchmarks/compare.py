"""seolint beside the floor and its peers, whole processes, in one run: ``python benchmarks/compare.py [--posts N] [--runs N]``.

The floor (``bench/floor.py`` of the shared folder: read, YAML, Markdown, JSON-LD and all words, nothing else) and its corpus
come from ``../shared`` or from the folder that ``SEOLINT_SHARED`` names. Peers are timed when they are installed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SEOLINT_SHARED", ROOT.parent / "shared"))
GROUPS = "meta,headings,links,images,front-matter"
PEERS = {"markdownlint-cli2": ["**/*.md"], "textlint": ["--no-color", "."], "rumdl": ["check", "."]}


def seconds(command: Sequence[str], folder: Path) -> float:
    """The wall time of one run; its output is read and thrown away."""
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True)
    took = time.perf_counter() - started
    if done.returncode not in {0, 1}:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr.decode(errors='replace')[-2000:]}")
    return took


def medians(commands: dict[str, Sequence[str]], folder: Path, runs: int) -> dict[str, float]:
    """The median of ``runs`` for each command; the commands take turns, after one round that is not counted."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for round_ in range(runs + 1):
        for name, command in commands.items():
            took = seconds(command, folder)
            if round_:
                times[name].append(took)
    return {name: statistics.median(found) for name, found in times.items()}


def table(title: str, found: dict[str, float], base: str) -> None:
    print(f"\n{title}")
    for name, took in found.items():
        print(f"  {name:44} {took:8.3f} s   {took / found[base]:6.2f} × {base}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    floor = SHARED / "bench" / "floor.py"
    if not floor.is_file():
        sys.exit(f"The floor is not here: {floor}. Set SEOLINT_SHARED to the folder that holds bench/floor.py.")
    seolint = shutil.which("seolint", path=str(Path(sys.executable).parent)) or "seolint"
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        posts = folder / "_posts"
        maker = [sys.executable, str(SHARED / "bench" / "make_corpus.py"), str(posts), str(arguments.posts)]
        print(subprocess.run(maker, check=True, capture_output=True, text=True).stdout.strip())
        one = str(min(posts.iterdir()))
        python = [sys.executable, str(floor)]
        many: dict[str, Sequence[str]] = {
            "floor, one process": [*python, str(posts)],
            "floor, two processes": [*python, "-j2", str(posts)],
            "seolint check --jobs 2 --format json": [seolint, "check", ".", "--jobs", "2", "--format", "json"],
            f"  --ignore {GROUPS}": [seolint, "check", ".", "--jobs", "2", "--format", "json", "--ignore", GROUPS],
        }
        for peer, options in PEERS.items():
            if shutil.which(peer):
                many[peer] = [peer, *options]
        table(f"{arguments.posts} posts, cold", medians(many, folder, arguments.runs), "floor, one process")
        single: dict[str, Sequence[str]] = {
            "floor, one post": [*python, one],
            "seolint check FILE --format json": [seolint, "check", one, "--format", "json"],
            "seolint --version": [seolint, "--version"],
            "python -c pass": [sys.executable, "-c", "pass"],
        }
        table("one post, cold", medians(single, folder, arguments.runs * 3), "floor, one post")


if __name__ == "__main__":
    main()
