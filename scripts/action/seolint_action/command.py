"""One run of seolint, with everything that the inputs ask for."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from seolint_action import annotate, inputs, install, runner, words
from seolint_action.base import changed_since, root_of
from seolint_action.inputs import Inputs, WrongInputError

SEOLINT = "from seolint.cli import main; main()"


def key() -> int:
    """Set the outputs that the cache of downloads needs."""
    environment = dict(os.environ)
    version = environment.get("INPUT_VERSION", "").strip() or "source"
    runner.output(environment, "key", install.cache_key(version))
    runner.output(environment, "path", install.cache_folder(environment["RUNNER_TEMP"]))
    return 0


def check() -> int:
    """Install seolint, run it, and tell GitHub what it found; the exit code is seolint's, 2 when the inputs are wrong."""
    environment = dict(os.environ)
    try:
        wanted = inputs.read(environment)
        python = install.python_with_seolint(environment, wanted.version)
        run = Run(wanted, environment)
        code = run.seolint(python)
    except WrongInputError as error:
        runner.command("error", str(error))
        runner.output(environment, "exit-code", "2")
        return 2
    run.tell(code)
    return code


class Run:
    """Paths are from the root of the repository, as GitHub names files; reports lie outside the checkout."""

    def __init__(self, wanted: Inputs, environment: dict[str, str]) -> None:
        self.wanted, self.environment = wanted, environment
        workspace = environment["GITHUB_WORKSPACE"]
        self.folder = inputs.inside(workspace, wanted.working_directory, "working-directory")
        if not os.path.isdir(self.folder):
            raise WrongInputError(f"working-directory: there is no folder “{wanted.working_directory}”")
        self.root = root_of(self.folder, workspace)
        self.reports = Path(tempfile.mkdtemp(prefix="seolint-", dir=environment["RUNNER_TEMP"]))
        self.sarif = self._report(workspace, wanted.sarif_file, "sarif-file", "seolint.sarif") if wanted.sarif else ""
        named = "" if wanted.report_html.lower() == "true" else wanted.report_html
        self.html = self._report(workspace, named, "report-html", "seolint.html") if wanted.report_html else ""

    def _report(self, workspace: str, named: str, name: str, default: str) -> str:
        """Where a report goes: where the user wants it in the workspace, else outside."""
        if not named:
            return str(self.reports / default)
        return inputs.inside(workspace, os.path.join(self.folder, named), name, links=False)

    def _path(self, named: str) -> str:
        return os.path.relpath(os.path.join(self.folder, named), self.root).replace(os.sep, "/")

    def arguments(self) -> list[str]:
        """What ``seolint`` is called with."""
        wanted = self.wanted
        found = ["check", "--color", "never", "--format", "concise"]
        found += ["--output", f"json:{self.reports / 'seolint.json'}"]
        if wanted.annotations:
            found += ["--output", f"github:{self.reports / 'annotations.txt'}"]
        if wanted.summary:
            found += ["--output", f"markdown:{self.reports / 'summary.md'}"]
        for format_, file in (("sarif", self.sarif), ("html", self.html)):
            if file:
                os.makedirs(os.path.dirname(file), exist_ok=True)
                found += ["--output", f"{format_}:{file}"]
        for value in wanted.config:
            setting = "=" in value and not os.path.isfile(os.path.join(self.folder, value))
            found += ["--config", value if setting else self._path(value)]
        for option, value in (("fail-on", wanted.fail_on), ("min-score", wanted.min_score), ("lang", wanted.lang)):
            if value:
                found += [f"--{option}", value]
        if wanted.baseline:
            none = wanted.baseline.lower() == "false"
            found += ["--no-baseline"] if none else ["--baseline", self._path(wanted.baseline)]
        if wanted.fix != "false":
            found += ["--fix", "--unsafe-fixes"] if wanted.fix == "unsafe" else ["--fix"]
        return [*found, *self._changed(), *wanted.args, "--", *map(self._path, wanted.paths)]

    def _changed(self) -> list[str]:
        if self.wanted.changed_only == "false":
            return []
        base = changed_since(self.root, self.wanted.base_ref, self.environment)
        if not base:
            runner.command("notice", words.sentence("whole", self.wanted.lang))
            return []
        return [f"--changed{'-lines' if self.wanted.changed_only == 'lines' else ''}={base}"]

    def seolint(self, python: str) -> int:
        """Run it at the root; what it writes goes to the log as text. ``-I``: nothing of the checkout is imported."""
        done = subprocess.run(
            [python, "-I", "-X", "utf8", "-c", SEOLINT, *self.arguments()],
            cwd=self.root,
            env=runner.isolated(self.environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
        said = done.stdout.decode(errors="replace")
        if said:
            runner.say("::group::seolint")
            runner.quote(said)
            runner.say("::endgroup::")
        complaint = done.stderr.decode(errors="replace").strip()
        runner.quote(complaint)
        if done.returncode not in (0, 1):
            runner.command("error", complaint.splitlines()[-1] if complaint else f"seolint ended with {done.returncode}")
        return done.returncode

    def tell(self, code: int) -> None:
        """Annotations, summary and outputs, of the reports that there are."""
        summary = self._summary()
        if self.wanted.annotations:
            annotate.write(self._read("annotations.txt"), summary, self.wanted.max_annotations, self.wanted.lang)
        if self.wanted.summary:
            text = self._read("summary.md")
            if text:
                runner.append_summary(self.environment, text, words.sentence("cut", self.wanted.lang))
        runner.output(self.environment, "exit-code", str(code))
        for name in ("errors", "warnings", "infos", "score"):
            value = summary.get(name)
            runner.output(self.environment, name, "" if value is None else f"{value:g}")
        for name, file in (("sarif-file", self.sarif), ("report-html", self.html)):
            runner.output(self.environment, name, file if file and os.path.isfile(file) else "")

    def _summary(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads(self._read("seolint.json"))["summary"]
        except (ValueError, KeyError):
            return {}
        return found

    def _read(self, name: str) -> str:
        try:
            return (self.reports / name).read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""
