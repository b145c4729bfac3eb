"""What seolint and two npm validators find on 150 pages, miss and get wrong: ``python benchmarks/structured_data_peers.py``.

The pages are examples of schema.org's and Google's and real pages, chosen by ``pages``, from ``../shared`` or the folder that
``SEOLINT_SHARED`` names; what is wrong on them stands in ``structured_data_truth.json``, with how it was judged. npm installs the
validators into a folder of its own (``--folder`` keeps it). ``--list`` names each fault that one misses and each wrong claim.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from seolint.diagnostic import Severity
from seolint.engine.lint import lint_texts
from seolint.registry import installed
from seolint.site import Site

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SEOLINT_SHARED", ROOT.parent / "shared"))
EXAMPLES = SHARED / "data" / "examples"
TRUTH = Path(__file__).with_name("structured_data_truth.json")
PACKAGES = (
    "@adobe/structured-data-validator@1.7.1", "@marbec/web-auto-extractor@2.2.1", "structured-data-testing-tool@4.5.0",
)  # fmt: skip
COUNT = 150
SIGN = re.compile(r"application/ld\+json|\bitemscope\b|\btypeof\s*=")
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
RUNNER = """
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import Validator from "@adobe/structured-data-validator";
import WebAutoExtractor from "@marbec/web-auto-extractor";
const { structuredDataTest } = createRequire(import.meta.url)("structured-data-testing-tool");
const { vocabulary, pages } = JSON.parse(readFileSync(0, "utf8"));
console.log = console.warn = console.error = () => {};
const adobe = async (html) => {
    const data = new WebAutoExtractor({ addLocation: true, embedSource: ["rdfa", "microdata"] }).parse(html);
    return (await new Validator(vocabulary).validate(data)).map((one) => [
        one.severity.toLowerCase(), `${(one.path ?? []).at(-1)?.type ?? ""} ${one.issueMessage}`]);
};
const tool = async (html) => {
    const found = await structuredDataTest(html).catch((error) => { if (!error.res) throw error; return error.res; });
    const said = (level, tests) => tests.map((one) => [level, `${one.test} ${one.error?.message ?? one.description ?? ""}`]);
    return said("error", found.failed).concat(said("warning", found.warnings));
};
const asked = async (judge, html) => {
    try { return await judge(html); } catch (error) { return [["error", `crash: ${String(error).split("\\n")[0]}`]]; }
};
const answer = { adobe: {}, sdtt: {} };
for (const [name, html] of Object.entries(pages)) {
    answer.adobe[name] = await asked(adobe, html);
    answer.sdtt[name] = await asked(tool, html);
}
process.stdout.write(JSON.stringify(answer));
"""

Said = Mapping[str, list[tuple[str, str]]]
"""By page, the level and the words of each finding."""


class Count(NamedTuple):
    """``found`` by kind of fault; ``wrong`` claims at error or warning level, and on how many pages; ``optional`` remarks."""

    found: dict[str, int]
    missed: list[str]
    wrong: list[str]
    wrong_pages: int
    optional: int


def pages() -> dict[str, str]:
    """The examples that are known to be wrong, all pages of the corpora with structured data, and of the other examples, sorted by
    path, every so many, up to 150."""
    table = json.loads((EXAMPLES / "known-invalid.json").read_text(encoding="utf-8"))
    invalid = {f"{folder}/{name.partition('.')[0]}" for folder, names in table.items() for name in names}
    chosen: dict[str, str] = {}
    rest: dict[str, str] = {}
    for folder in ("google-docs", "schemaorg-examples"):
        for path in sorted((EXAMPLES / folder).rglob("*")):
            if path.suffix not in {".json", ".html"}:
                continue
            text = path.read_text(encoding="utf-8")
            text = f'<script type="application/ld+json">{text}</script>\n' if path.suffix == ".json" else text
            named = f"{folder}/{path.name.partition('.')[0]}" in invalid and "ld+json" in text
            if SIGN.search(text):
                (chosen if named else rest)[path.relative_to(EXAMPLES).as_posix()] = text
    for path in sorted((SHARED / "corpora").rglob("*.html")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if SIGN.search(text):
            chosen[path.relative_to(SHARED).as_posix()] = text
    names, room = sorted(rest), COUNT - len(chosen)
    return {**chosen, **{name: rest[name] for name in (names[number * len(names) // room] for number in range(room))}}


def by_peers(texts: Mapping[str, str], folder: Path) -> dict[str, Said]:
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        sys.exit("npm and node are needed.")
    if not (folder / "node_modules" / "structured-data-testing-tool").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
        options = ["--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
        subprocess.run([npm, "install", *options, *PACKAGES], cwd=folder, check=True)
    (folder / "run.mjs").write_text(RUNNER, encoding="utf-8")
    vocabulary = json.loads((SHARED / "data/schemaorg/schemaorg-current-https.jsonld").read_text(encoding="utf-8"))
    asked = json.dumps({"vocabulary": vocabulary, "pages": texts})
    done = subprocess.run([node, "run.mjs"], cwd=folder, input=asked, capture_output=True, text=True, check=True)
    found: dict[str, Said] = json.loads(done.stdout)
    return found


def by_seolint(texts: Mapping[str, str]) -> Said:
    loaded = (entry.load() for entry in installed().values())
    rules = [rule() for rule in loaded if "structured_data" in rule.__module__ and not rule.opt_in]
    site = Site(now=datetime.now(UTC))
    said = {name: lint_texts({"page.html": text}, rules, site) for name, text in texts.items()}
    return {name: [(LEVELS[each.severity], f"{each.rule} {each.message.en}") for each in found] for name, found in said.items()}


def judge(said: Said) -> Count:
    truth = json.loads(TRUTH.read_text(encoding="utf-8"))
    optional = re.compile(truth["optional"])
    faults = [(fault["page"], fault["kind"], re.compile(fault["words"])) for fault in truth["faults"]]
    found: dict[str, int] = {}
    missed: list[str] = []
    for page, kind, words in faults:
        hit = any(words.search(text) for _, text in said[page])
        found[kind] = found.get(kind, 0) + hit
        missed += [] if hit else [f"{page}: {words.pattern}"]
    right = {page: [words for other, _, words in faults if other == page] for page in said}
    loud = [(page, text) for page, each in said.items() for level, text in each if level != "info" and not optional.search(text)]
    wrong = [(page, text) for page, text in loud if not any(words.search(text) for words in right[page])]
    remarks = sum(level == "info" or optional.search(text) is not None for each in said.values() for level, text in each)
    return Count(found, missed, [f"{page}: {text}" for page, text in wrong], len({page for page, _ in wrong}), remarks)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--folder", type=Path, help="Where the validators are, or are to be installed.")
    parser.add_argument("--list", action="store_true", help="Name each fault that one misses, and each wrong claim.")
    arguments = parser.parse_args()
    texts = pages()
    with tempfile.TemporaryDirectory() as temporary:
        peers = by_peers(texts, arguments.folder or Path(temporary))
    counts = {name: judge(said) for name, said in (("seolint", by_seolint(texts)), *peers.items())}
    total = json.loads(TRUTH.read_text(encoding="utf-8"))["faults"]
    print(f"{len(texts)} pages, {len(total)} faults\n\n| | {' | '.join(counts)} |\n|---|{'---|' * len(counts)}")
    for kind in counts["seolint"].found:
        of = sum(fault["kind"] == kind for fault in total)
        print(f"| {kind}: found of {of} | {' | '.join(str(count.found[kind]) for count in counts.values())} |")
    print(f"| missed | {' | '.join(str(len(count.missed)) for count in counts.values())} |")
    print(f"| wrong claims (pages) | {' | '.join(f'{len(count.wrong)} ({count.wrong_pages})' for count in counts.values())} |")
    print(f"| remarks on optional properties | {' | '.join(str(count.optional) for count in counts.values())} |")
    for name, count in counts.items() if arguments.list else ():
        print(f"\n{name} misses:", *count.missed, f"\n{name} is wrong:", *count.wrong, sep="\n  ")


if __name__ == "__main__":
    main()
