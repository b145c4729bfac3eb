"""The truth set of Japanese keyphrases, counted by seolint and by Yoast SEO: ``python benchmarks/keyphrases_against_yoast.py``.

Yoast's matcher is its published npm package, installed by npm into a folder of its own (``--folder`` keeps it). Both get the
same text, Yoast as the HTML that Markdown makes of it. Right is the expected number of occurrences; Yoast does not tell
places. What its paid version adds for Japanese, data of inflections, is not part of the package.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pyromark

from seolint.document import Document
from seolint.site import Site

VERSION = "3.6.0"
CASES = Path(__file__).resolve().parent.parent / "tests" / "data" / "keyphrases_ja.json"
RUNNER = """
const { Paper } = require("yoastseo");
const Researcher = require("yoastseo/build/languageProcessing/languages/ja/Researcher").default;
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(cases.map(({ html, keyphrase, synonyms }) => {
    const paper = new Paper(html, { keyword: keyphrase, synonyms, locale: "ja" });
    return new Researcher(paper).getResearch("getKeyphraseCount").count;
})));
"""


def by_yoast(cases: list[dict[str, Any]], folder: Path) -> list[int]:
    """How often Yoast finds each keyphrase."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        sys.exit("npm and node are needed.")
    if not (folder / "node_modules" / "yoastseo").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
        options = ["--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
        subprocess.run([npm, "install", *options, f"yoastseo@{VERSION}"], cwd=folder, check=True)
    asked = [
        {
            "html": pyromark.html(plain(case), options=pyromark.Options.ENABLE_TABLES),
            "keyphrase": case["keyphrase"],
            "synonyms": ",".join(word for group in case.get("synonyms", ()) for word in group),
        }
        for case in cases
    ]
    (folder / "run.cjs").write_text(RUNNER, encoding="utf-8")
    done = subprocess.run([node, "run.cjs"], cwd=folder, input=json.dumps(asked), capture_output=True, text=True, check=True)
    counts: list[int] = json.loads(done.stdout)
    return counts


def by_seolint(case: dict[str, Any]) -> int:
    keyphrase = json.dumps(case["keyphrase"], ensure_ascii=False)
    site = Site(synonyms=tuple(map(tuple, case.get("synonyms", ()))))
    return Document("post.md", f"---\nlang: ja\nkeywords: [{keyphrase}]\n---\n{plain(case)}\n", site).keywords[0].occurrences


def plain(case: dict[str, Any]) -> str:
    return re.sub("[⟦⟧]", "", case["text"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--folder", type=Path, help="Where Yoast's package is, or is to be installed.")
    parser.add_argument("--list", action="store_true", help="Name the cases that either counts wrongly.")
    arguments = parser.parse_args()
    cases: list[dict[str, Any]] = json.loads(CASES.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as temporary:
        yoast = by_yoast(cases, arguments.folder or Path(temporary))
    own = [by_seolint(case) for case in cases]
    of, right, theirs = Counter[str](), Counter[str](), Counter[str]()
    for case, ours, other in zip(cases, own, yoast, strict=True):
        expected = case["text"].count("⟦")
        for name in (case["category"], "all"):
            of[name] += 1
            right[name] += ours == expected
            theirs[name] += other == expected
        if arguments.list and not ours == other == expected:
            print(f"{case['keyphrase']} | {case['text']!r} | expected {expected}, seolint {ours}, Yoast {other}")
    print(f"{'category':12} {'cases':>6} {'seolint':>8} {'Yoast':>6}")
    for name in sorted(of, key=lambda name: (name == "all", -of[name])):
        print(f"{name:12} {of[name]:6} {right[name]:8} {theirs[name]:6}")


if __name__ == "__main__":
    main()
