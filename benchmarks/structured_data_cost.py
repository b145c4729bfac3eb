"""What structured data costs, beside what else a post costs: ``python benchmarks/structured_data_cost.py [--runs N] [--profile]``.

Three ratios, each of medians in one process, the parts taking turns; the tables of the rules are loaded before, and the time
that takes is named. The post comes from ``../shared`` or from the folder that ``SEOLINT_SHARED`` names. Exits 1 where a limit
does not hold.

- A post without structured data: the views and all rules of the group, as a share of tokenising its text (limit 1 %).
- The same post with its block of JSON-LD, likewise (limit 25 %).
- A page of 50 kB with ten things, in each of the three syntaxes: views and rules, against ``html.parser`` reading it (limit 4 ×).
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

from seolint.document import Document
from seolint.document.morphemes import tokenize
from seolint.engine.page import run_rule
from seolint.registry import installed
from seolint.rule import Rule
from seolint.site import Site

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SEOLINT_SHARED", ROOT.parent / "shared"))
NOW = datetime.now(UTC)
BLOCK = re.compile(r"<script type=.application/ld\+json.>.*?</script>", re.DOTALL)
LINE = "<p>窯の温度は、<a href='/heat/'>生地</a>を入れる前に<b>二百二十度</b>まで上げておくと、底までよく焼けます。</p>\n"
THINGS = {
    "json-ld": '<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "Product", "name": "パン{0}",\n'
    '"image": "https://pan.jp/{0}.png", "brand": {{"@type": "Brand", "name": "窯"}},\n'
    '"offers": {{"@type": "Offer", "price": "{0}", "priceCurrency": "JPY", "availability": "https://schema.org/InStock"}}}}</script>\n',
    "microdata": '<div itemscope itemtype="https://schema.org/Product"><b itemprop="name">パン{0}</b>\n'
    '<img itemprop="image" src="https://pan.jp/{0}.png" alt="パン"><p itemprop="brand" itemscope itemtype="https://schema.org/Brand">\n'
    '<i itemprop="name">窯</i></p><p itemprop="offers" itemscope itemtype="https://schema.org/Offer"><b itemprop="price">{0}</b>\n'
    '<meta itemprop="priceCurrency" content="JPY"><link itemprop="availability" href="https://schema.org/InStock"></p></div>\n',
    "rdfa": '<div vocab="https://schema.org/" typeof="Product"><b property="name">パン{0}</b>\n'
    '<img property="image" src="https://pan.jp/{0}.png" alt="パン">\n'
    '<p property="brand" typeof="Brand"><i property="name">窯</i></p>\n'
    '<p property="offers" typeof="Offer"><b property="price">{0}</b><meta property="priceCurrency" content="JPY">\n'
    '<link property="availability" href="https://schema.org/InStock"></p></div>\n',
}


def group() -> list[Rule]:
    """The rules of structured data that speak without being asked."""
    loaded = (entry.load() for entry in installed().values())
    return [rule() for rule in loaded if "structured_data" in rule.__module__ and not rule.opt_in]


def page(syntax: str) -> str:
    """A page of 50 kB with ten things."""
    things = "".join(THINGS[syntax].format(number) for number in range(10))
    lines = (50_000 - len(things.encode())) // len(LINE.encode()) // 10
    body = "".join(THINGS[syntax].format(number) + LINE * lines for number in range(10))
    return f"<!DOCTYPE html>\n<html lang='ja'><head><title>パン</title></head><body>\n<h1>パン</h1>\n{body}</body></html>\n"


def read(path: str, text: str) -> Document:
    """The post as other rules leave it: read, without words and without structured data."""
    doc = Document(path, text, Site(now=NOW))
    for view in (doc.content, doc.language, doc.prose, doc.is_article, doc.is_listed, doc.edition):
        assert view is not None
    return doc


def cost(path: str, text: str, rules: list[Rule]) -> Callable[[], float]:
    def once() -> float:
        doc = read(path, text)
        del vars(doc)["is_marked"]
        started = time.perf_counter()
        assert doc.is_marked in {True, False}
        for rule in rules:
            run_rule(rule, doc)
        return time.perf_counter() - started

    return once


def tokenising(path: str, text: str) -> Callable[[], float]:
    def once() -> float:
        doc = read(path, text)
        started = time.perf_counter()
        assert doc.words.lemmas
        return time.perf_counter() - started

    return once


def html_parser(text: str) -> Callable[[], float]:
    def once() -> float:
        parser = HTMLParser()
        started = time.perf_counter()
        parser.feed(text)
        parser.close()
        return time.perf_counter() - started

    return once


def ratio(one: Callable[[], float], other: Callable[[], float], runs: int) -> tuple[float, float]:
    """The median seconds of both, which take turns, after a round that is not counted."""
    times = [(one(), other()) for _ in range(runs + 1)][1:]
    return statistics.median(first for first, _ in times), statistics.median(second for _, second in times)


def imported(*arguments: str, folder: Path) -> set[str]:
    """The modules that a run of the command line imports."""
    command = [sys.executable, "-X", "importtime", "-m", "seolint", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return set(re.findall(r"^import time:.*\|\s*([\w.]+)$", done.stderr, re.MULTILINE))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--profile", choices=["plain", "seed", *THINGS], help="Print where the time goes instead.")
    arguments = parser.parse_args()
    gc.set_threshold(50_000, 20, 20)  # as the command does
    (seed,) = (SHARED / "seed").glob("*.md")
    text = seed.read_text(encoding="utf-8")
    rules, path = group(), f"_posts/{seed.name}"
    tokenize("温める")
    first = cost(path, text, rules)()
    pages = {syntax: page(syntax) for syntax in THINGS}
    plain = BLOCK.sub("", text)
    if arguments.profile:
        posts = {"plain": (path, plain), "seed": (path, text), **{name: ("a.html", made) for name, made in pages.items()}}
        post = posts[arguments.profile]
        docs = [read(*post) for _ in range(arguments.runs)]
        profile = cProfile.Profile()
        profile.enable()
        for doc in docs:
            for rule in rules:
                run_rule(rule, doc)
        profile.disable()
        profile.print_stats("tottime")
        return
    measures = [
        ("a post without it / tokenising", cost(path, plain, rules), tokenising(path, plain), 0.01),
        ("the post's block / tokenising", cost(path, text, rules), tokenising(path, text), 0.25),
        *((f"50 kB, ten things in {syntax} / html.parser", cost("a.html", made, rules), html_parser(made), 4.0)
          for syntax, made in pages.items()),
    ]  # fmt: skip
    failed = False
    for name, one, other, limit in measures:
        took, base = ratio(one, other, arguments.runs)
        failed = failed or took > base * limit
        print(f"{name:48} {took * 1000:7.3f} ms / {base * 1000:7.3f} ms = {took / base:6.3f}   limit {limit}")
    print(f"{'the first post of a run, its tables loaded':48} {first * 1000:7.3f} ms")
    with_, without = (
        imported("check", "README.ja.md", "--isolated", "--select", names, folder=ROOT) for names in ("structured-data", "headings")
    )
    extra = sorted(name for name in with_ - without if not name.startswith(("seolint_rules.", "seolint.")))
    print("imported for it by a run on a post without it:", ", ".join(extra) or "nothing but the rules themselves")
    sys.exit(1 if failed or extra else 0)


if __name__ == "__main__":
    main()
