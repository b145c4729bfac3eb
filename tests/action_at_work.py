"""The action on the checkout of a pull request that adds a post with an error and edits one with a warning."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from action_runner import Result, Runner
from pull_request import PullRequest, pull_request

HERE = Path(__file__).parent.parent
GOOD = "---\ntitle: 食パンの焼き方を基本から\n---\n本文です。\n"
BROKEN = GOOD + '<script type="application/ld+json">{"@type": "BlogPosting",}</script>\n'
LONG = "---\ntitle: " + "とても長い題名" * 8 + "\n---\n本文です。\n"
BEFORE = {"_config.yml": "url: https://example.com\n", "_posts/2026-01-01-old.md": LONG, "_posts/2026-01-02-kept.md": BROKEN}
AFTER = {"_posts/2026-01-03-new.md": BROKEN, "_posts/2026-01-01-old.md": LONG + "\nもう一段落です。\n"}
MEANWHILE = {"_posts/2026-01-04-other.md": BROKEN}


class Action:
    """The action on the checkout of a pull request; seolint is the one that runs these tests."""

    def __init__(self, folder: Path, request: PullRequest) -> None:
        self.request, self.runner = request, Runner(HERE, folder, request.workspace, request.event)

    def run(self, **inputs: str) -> Result:
        return self.run_in({}, inputs)

    def run_in(self, environment: Mapping[str, str], inputs: Mapping[str, str]) -> Result:
        usual = {"args": "--select schema-syntax,title-length", "cache": "false"}
        given = usual | {name.replace("_", "-"): value for name, value in inputs.items()}
        return self.runner.run(given, **{"SEOLINT_PYTHON": sys.executable, **environment})


def usual(folder: Path) -> Action:
    """The base has two posts with findings, and gets another one meanwhile."""
    return Action(folder, pull_request(folder / "pull request", BEFORE, AFTER, MEANWHILE))


def files(result: Result) -> set[str]:
    return {found.properties["file"] for found in result.annotations() if "file" in found.properties}
