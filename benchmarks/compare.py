"""seolint beside the floor and its peers, whole processes, in one run: ``python benchmarks/compare.py [--peers] [--scale]``.

The floor (``bench/floor.py`` of the shared folder: read, YAML, Markdown, JSON-LD and all words, nothing else) and its corpus
come from ``../shared`` or from the folder that ``SEOLINT_SHARED`` names. ``--peers`` installs other linters from their registries
into a folder of its own (``--folder`` keeps it); those that cannot be had are left out. ``--markdown`` prints the tables of
``docs/benchmarks.md`` and ``docs/benchmarks.ja.md``. Times depend on the machine: only ratios of one run say anything.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from measure import FLOOR, SEOLINT, Command, FailedError, Measured, Said, check, make_posts, measure, medians
from peers import Installed, Peer, build_pages, installed
from scale import grown, growth_table, growth_targets, holds
from tables import Cell, Table, shown, speeds

GROUPS = "meta,headings,links,images,front-matter"
ONE: Said = ("floor, one process", "下限、1プロセス")
TWO: Said = ("floor, two processes", "下限、2プロセス")
COLD: Said = ("seolint, nothing kept (`--no-cache`)", "seolint、キャッシュなし（`--no-cache`）")
FEW: Said = (f"seolint, fewer rules (`--ignore {GROUPS}`)", f"seolint、規則を減らす（`--ignore {GROUPS}`）")
EMPTY: Said = ("seolint, first run (fills an empty cache)", "seolint、最初（空のキャッシュに書く）")
SAME: Said = ("seolint, nothing changed (reads the cache)", "seolint、変更なし（キャッシュを読む）")
FLOOR_POST: Said = ("floor, one post", "下限、1記事")
POST: Said = ("seolint, one post (`--no-cache`)", "seolint、1記事（`--no-cache`）")
VERSION = ("seolint --version", "seolint --version")
PASS = ("python -c pass", "python -c pass")

Peers = Sequence[tuple[Peer, Installed]]
Row = tuple[Cell, ...]


def many(folder: Path, caches: Path, peers: Peers, runs: int) -> dict[Said, Measured]:
    """All posts of ``folder``, cold, and with nothing changed."""
    posts = str(folder / "_posts")
    same = Command(check(".", "--cache-dir", str(caches / "kept")), folder)
    commands = {
        ONE: Command([*FLOOR, posts], folder),
        TWO: Command([*FLOOR, "-j2", posts], folder),
        COLD: Command(check(".", "--no-cache"), folder),
        FEW: Command(check(".", "--no-cache", "--ignore", GROUPS), folder),
        EMPTY: Command(check(".", "--cache-dir", str(caches / "removed")), folder, removed=caches / "removed"),
        SAME: same,
    }
    commands |= {(peer.name, peer.name): peer.command(one, folder, "_posts") for peer, one in peers if peer.most is None}
    measure(same)
    return medians(commands, runs)


def single(folder: Path, peers: Peers, runs: int) -> dict[Said, Measured]:
    """The first post of ``folder``, and what starting takes."""
    one = min((folder / "_posts").iterdir()).name
    commands = {
        FLOOR_POST: Command([*FLOOR, f"_posts/{one}"], folder),
        POST: Command([SEOLINT, "check", f"_posts/{one}", "--format", "json", "--no-cache"], folder),
        VERSION: Command([SEOLINT, "--version"], folder),
        PASS: Command([sys.executable, "-c", "pass"], folder),
    }
    commands |= {(peer.name, peer.name): peer.command(found, folder, f"_posts/{one}") for peer, found in peers}
    return medians(commands, runs)


def slow(posts: int, peers: Peers) -> dict[Said, Measured]:
    """The peers that take too long for more, once, on so many posts."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        make_posts(folder, posts)
        commands = {ONE: Command([*FLOOR, "_posts"], folder), COLD: Command(check(".", "--no-cache"), folder)}
        commands |= {(peer.name, peer.name): peer.command(one, folder, "_posts") for peer, one in peers}
        return medians(commands, 1, warm=False)


def targets(posts: int, all_: dict[Said, Measured], one: dict[Said, Measured]) -> list[Row]:
    """What is wanted, what was measured, whether it holds: targets 1 and 2."""
    floor, rows = all_[ONE].seconds, list[Row]()
    for name in (COLD, EMPTY):
        ratio = all_[name].seconds / floor
        wanted = (
            f"1. {posts:,} posts: {name[0]}: at most 1.0 × the floor in one process, aiming at 0.75",
            f"1. {posts:,}記事：{name[1]}：1プロセスの下限の1.0倍以下、目指すのは0.75倍",
        )
        rows.append((wanted, f"{ratio:.2f} ×", judged(ratio <= 1, posts, 1000)))
    post, start = one[POST].seconds / one[FLOOR_POST].seconds, one[VERSION].seconds / one[PASS].seconds
    rows.append((("2. one post: at most 2 × the floor", "2. 1記事：下限の2倍以下"), f"{post:.2f} ×", holds(post <= 2)))
    wanted = "2. `--version`: at most 3 × `python -c pass`", "2. `--version`：`python -c pass` の3倍以下"
    rows.append((wanted, f"{start:.2f} ×", holds(start <= 3)))
    return rows


def peer_targets(posts: int, all_: dict[Said, Measured], few: int, late: dict[Said, Measured]) -> list[Row]:
    """Target 1 beside the peers. Whoever gets slower with each post is at least so many times slower as few posts say."""
    rows: list[Row] = []
    level = ("markdownlint-cli2", "markdownlint-cli2")
    if level in all_:
        ratio = all_[COLD].seconds / all_[level].seconds
        wanted = "1. level with markdownlint-cli2", "1. markdownlint-cli2と並ぶ"
        rows.append((wanted, f"{ratio:.2f} ×", judged(ratio <= 1, posts, 1000)))
    for name, one in late.items():
        if name[0].startswith("textlint"):
            ratio = one.seconds / few / (all_[COLD].seconds / posts)
            wanted = (
                f"1. at least 60 × faster than textlint with its Japanese presets (a post of {few:,} against one of {posts:,})",
                f"1. 日本語のプリセットを使うtextlintの60倍以上速い（{few:,}記事のときと{posts:,}記事のときの1記事あたり）",
            )
            rows.append((wanted, f"{ratio:.0f} ×", judged(ratio >= 60, posts, 1000)))
    return rows


def unchanged(posts: int, all_: dict[Said, Measured]) -> Row:
    ratio, memory = all_[EMPTY].seconds / all_[SAME].seconds, all_[SAME].megabytes
    wanted = (
        f"3. {posts:,} posts unchanged: at most 1/40 of the first run, under 300 MB",
        f"3. {posts:,}記事、変更なし：最初の1/40以下、300MB未満",
    )
    return wanted, f"1/{ratio:.0f}, {memory:.0f} MB", judged(ratio >= 40 and memory < 300, posts, 10_000)


def judged(truth: bool, posts: int, least: int) -> Said:
    """Whether a target of ``least`` posts holds, which fewer do not tell."""
    return holds(truth) if posts >= least else (f"the target is for {least:,} posts", f"{least:,}記事での目標")


def machine() -> str:
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} CPU, Python {platform.python_version()}, {system}, load {os.getloadavg()[0]:.1f}"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--posts", type=int, default=1000, help="how many posts (1000)")
    parser.add_argument("--runs", type=int, default=5, help="runs to take the median of; three times as many of one post (5)")
    parser.add_argument("--peers", action="store_true", help="install other linters, and time them too")
    parser.add_argument("--folder", type=Path, help="where the other linters are, or are to be installed and kept")
    sites = "only sites of 100, 1,000 … POSTS (10000) posts"
    parser.add_argument("--scale", type=int, nargs="?", const=10_000, metavar="POSTS", help=sites)
    parser.add_argument("--markdown", action="store_true", help="print Markdown, in English and in Japanese")
    return parser.parse_args()


def beside(asked: argparse.Namespace, temporary: Path, on: Said) -> list[Table]:
    """seolint beside the floor, and beside its peers where they are asked for; ``on`` which machine."""
    peers, named = installed((asked.folder or temporary / "peers").resolve()) if asked.peers else ([], ("", ""))
    folder, few = temporary / "site", min(asked.posts, *(peer.most or asked.posts for peer, _ in peers), 100)
    folder.mkdir()
    print(make_posts(folder, asked.posts), file=sys.stderr)
    if peers:
        build_pages(folder)
    all_, one = many(folder, temporary, peers, asked.runs), single(folder, peers, asked.runs * 3)
    tables = [
        speeds((f"{asked.posts:,} posts", f"{asked.posts:,}記事"), all_, ONE, (f"{on[0]} {named[0]}".strip(), on[1] + named[1])),
        speeds(("one post, and starting", "1記事、起動"), one, FLOOR_POST),
    ]
    rows = [*targets(asked.posts, all_, one), unchanged(asked.posts, all_)]
    if late := [pair for pair in peers if pair[0].most is not None]:
        found = slow(few, late)
        title = f"{few:,} posts, one run: too slow for more", f"{few:,}記事、1回だけ（遅いため）"
        tables.insert(1, speeds(title, found, ONE))
        rows += peer_targets(asked.posts, all_, few, found)
    else:
        rows += peer_targets(asked.posts, all_, few, {})
    return [*tables, target_table(rows)]


def target_table(rows: Sequence[Row]) -> Table:
    return Table(("targets", "目標"), (("target", "目標"), ("measured", "結果"), ("", "")), rows)


def main() -> None:
    asked = arguments()
    if not Path(FLOOR[-1]).is_file():
        sys.exit(f"The floor is not here: {FLOOR[-1]}. Set SEOLINT_SHARED to the folder that holds bench/floor.py.")
    on = f"{machine()}.", f"{machine()}。"
    print(on[0], file=sys.stderr)
    try:
        if asked.scale:
            found = grown(asked.scale, asked.runs)
            tables = [growth_table(found, on), target_table(growth_targets(found))]
        else:
            with tempfile.TemporaryDirectory() as temporary:
                tables = beside(asked, Path(temporary), on)
    except FailedError as error:
        sys.exit(str(error))
    print(shown(tables, markdown=asked.markdown))


if __name__ == "__main__":
    main()
