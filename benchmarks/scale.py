"""seolint on sites of growing size: whether time and memory grow with the posts, or faster."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from measure import Command, Measured, Said, check, make_posts, measure, median
from tables import Cell, Table

_SMALLEST, _FEW = 100, 1000
_TOLERANCE = 1.2
"""A post may cost so many times the most that it did between two smaller sizes, and the cost still counts as linear."""


class Size(NamedTuple):
    """A site of so many ``posts``: a run that fills an empty cache, and one with nothing changed."""

    posts: int
    cold: Measured
    same: Measured


def sizes(largest: int) -> list[int]:
    """100, 1,000 … up to ``largest``, and that."""
    found: list[int] = []
    size = _SMALLEST
    while size < largest:
        found.append(size)
        size *= 10
    return [*found, largest]


def grown(largest: int, runs: int) -> list[Size]:
    """Each size measured, the medians of ``runs``; cold runs of more than 1,000 posts come once."""
    found: list[Size] = []
    for posts in sizes(largest):
        with tempfile.TemporaryDirectory() as temporary:
            folder, cache = Path(temporary, "site"), Path(temporary, "cache")
            folder.mkdir()
            print(make_posts(folder, posts), file=sys.stderr)
            same = Command(check(".", "--cache-dir", str(cache)), folder)
            cold = same._replace(removed=cache)
            if posts <= _FEW:
                measure(cold)
            colds = [measure(cold, watched=True) for _ in range(runs if posts <= _FEW else 1)]
            measure(same)
            found.append(Size(posts, median(colds), median([measure(same, watched=True) for _ in range(runs)])))
            shutil.rmtree(folder)
    return found


def growth_table(found: Sequence[Size], note: Said) -> Table:
    each, more = ("for 1,000", "1,000記事あたり"), ("kB for a post more", "1記事ごとの増加（kB）")
    heads: tuple[Cell, ...] = (
        ("posts", "記事"), ("first run, s", "最初（秒）"), each, ("unchanged, s", "変更なし（秒）"), each,
        ("first run: a worker, MB", "最初：読むプロセス（MB）"), ("main process, MB", "主プロセス（MB）"), more,
        ("unchanged, MB", "変更なし（MB）"), more,
    )  # fmt: skip
    before: list[Size | None] = [None, *found]
    rows = [
        (
            f"{size.posts:,}",
            *_time_cells(size.cold, size.posts), *_time_cells(size.same, size.posts),
            f"{size.cold.megabytes:.0f}", f"{size.cold.first:.0f}", _kilobytes(last, size, _cold),
            f"{size.same.megabytes:.0f}", _kilobytes(last, size, _same),
        )
        for last, size in zip(before, found, strict=False)
    ]  # fmt: skip
    return Table(("seolint on growing sites", "サイトの大きさとseolintの時間、メモリ"), heads, rows, note)


def growth_targets(found: Sequence[Size]) -> list[tuple[Cell, ...]]:
    """Rows of targets 3 and 5: what is wanted, what was measured, whether it holds."""
    rows: list[tuple[Cell, ...]] = []
    for size in found:
        if size.posts == 10_000:
            ratio, memory = size.cold.seconds / size.same.seconds, size.same.megabytes
            wanted = "3. 10,000 posts unchanged: at most 1/40 of the first run", "3. 1万記事、変更なし：最初の1/40以下"
            rows.append((wanted, f"1/{ratio:.0f}", holds(ratio >= 40)))
            wanted = "3. 10,000 posts unchanged: under 300 MB", "3. 1万記事、変更なし：300MB未満"
            rows.append((wanted, f"{memory:.0f} MB", holds(memory < 300)))
    for name, kind in ((("first run", "最初"), _cold), (("unchanged", "変更なし"), _same)):
        wanted = f"5. {name[0]}: linear to {found[-1].posts:,} posts", f"5. {name[1]}：{found[-1].posts:,}記事まで比例"
        costs = [(kind(b).seconds - kind(a).seconds) / (b.posts - a.posts) * 1000 for a, b in pairwise(found)]
        times = [cost / max(costs[:place]) for place, cost in enumerate(costs) if place]
        if not times:
            rows.append((wanted, "-", ("needs three sizes", "3つの大きさが必要")))
        else:
            told = " → ".join(f"{cost:.2f}" for cost in costs)
            measured = f"{told} ms for a post more", f"1記事ごとに{told}ミリ秒"
            rows.append((wanted, measured, holds(all(time <= _TOLERANCE for time in times))))
        if len(found) > 1:
            kilobytes = _per_post(found[-2], found[-1], kind)
            wanted = f"5. {name[0]}: less than 3 kB for a post more", f"5. {name[1]}：1記事ごとの増加が3kB未満"
            rows.append((wanted, f"{kilobytes:.1f} kB", holds(kilobytes < 3)))
    return rows


def holds(truth: bool) -> Said:
    return ("holds", "達成") if truth else ("does not hold", "未達成")


def _cold(size: Size) -> Measured:
    return size.cold


def _same(size: Size) -> Measured:
    return size.same


def _time_cells(one: Measured, posts: int) -> tuple[str, str]:
    return f"{one.seconds:.2f}", f"{one.seconds * 1000 / posts:.2f}"


def _per_post(last: Size, size: Size, kind: Callable[[Size], Measured]) -> float:
    """In kilobytes, of whichever process grows more: the main one, or the largest of all."""
    one, other = kind(last), kind(size)
    return max(other.megabytes - one.megabytes, other.first - one.first) * 1024 / (size.posts - last.posts)


def _kilobytes(last: Size | None, size: Size, kind: Callable[[Size], Measured]) -> str:
    return "" if last is None else f"{_per_post(last, size, kind):.1f}"
