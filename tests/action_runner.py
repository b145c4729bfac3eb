"""A small runner of composite actions: the steps of ``action.yml`` in bash, with the files that GitHub's runner gives them.

It knows the expressions that our action uses and refuses all others. Steps with ``uses`` are only noted down.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from workflow_commands import Command, commands, settings


@dataclass
class Result:
    """What a run leaves. ``used`` are the steps with ``uses``: the action, and what it was given."""

    code: int = 0
    log: str = ""
    summary: str = ""
    outputs: dict[str, str] = field(default_factory=dict[str, str])
    used: list[tuple[str, dict[str, str]]] = field(default_factory=list[tuple[str, dict[str, str]]])

    @property
    def commands(self) -> list[Command]:
        return commands(self.log)

    def annotations(self) -> list[Command]:
        return [command for command in self.commands if command.kind in {"error", "warning", "notice"}]


class Runner:
    """A job's machine: ``folder`` holds its temporary files, ``workspace`` the checkout."""

    def __init__(self, action: Path, folder: Path, workspace: Path, event: Mapping[str, Any] | None = None) -> None:
        self.action, self.folder, self.workspace = action, folder, workspace
        self.definition: dict[str, Any] = yaml.safe_load((action / "action.yml").read_text(encoding="utf-8"))
        self.temporary = folder / "runner temp"
        self.temporary.mkdir(parents=True, exist_ok=True)
        self.home = folder / "home"
        self.home.mkdir(exist_ok=True)
        self.event = folder / "event.json"
        self.event.write_text(json.dumps(event or {}), encoding="utf-8")
        self.environment: dict[str, str] = {}

    def run(self, inputs: Mapping[str, str], **environment: str) -> Result:
        """Run all steps with ``inputs``; ``environment`` is that of the workflow."""
        known = self.definition["inputs"]
        unknown = set(inputs) - set(known)
        assert not unknown, f"action.yml has no input {unknown}"
        given = {name: str(inputs.get(name, known[name].get("default", ""))) for name in known}
        context: dict[str, Any] = {"inputs": given, "steps": {}, "env": self.environment}
        result = Result()
        self.environment = {**environment}
        for number, step in enumerate(self.definition["runs"]["steps"]):
            expressions = Expressions(context, failed=result.code != 0)
            if not expressions.condition(str(step.get("if", "success()"))):
                continue
            if "uses" in step:
                used = {name: expressions.text(str(value)) for name, value in step.get("with", {}).items()}
                result.used.append((step["uses"], used))
                continue
            outputs = self._bash(number, step, expressions, result)
            context["steps"][step.get("id", f"step-{number}")] = {"outputs": outputs}
        ended = Expressions(context, failed=False)
        result.outputs = {name: ended.text(output["value"]) for name, output in self.definition["outputs"].items()}
        return result

    def _bash(self, number: int, step: dict[str, Any], expressions: Expressions, result: Result) -> dict[str, str]:
        """Run one step as ``shell: bash`` does; its outputs."""
        assert step["shell"] == "bash"
        assert "${{" not in step["run"], "an expression inside a script"
        files = {name: self.folder / f"{name.lower()}-{number}" for name in ("OUTPUT", "ENV", "PATH", "STEP_SUMMARY", "STATE")}
        for file in files.values():
            file.write_bytes(b"")
        script = self.folder / f"step-{number}.sh"
        script.write_text(step["run"], encoding="utf-8")
        given = {name: expressions.text(str(value)) for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            [shutil.which("bash") or "bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace,
            env={**self._base(), **self.environment, **given, **{f"GITHUB_{name}": str(file) for name, file in files.items()}},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=600,
        )
        result.code = result.code or done.returncode
        result.log += done.stdout.decode()
        summary = files["STEP_SUMMARY"].read_bytes()
        assert len(summary) <= 1024 * 1024, "GitHub refuses the summary"
        result.summary += summary.decode()
        self.environment.update(settings(files["ENV"]))
        return settings(files["OUTPUT"])

    def _base(self) -> dict[str, str]:
        passed = {name: value for name, value in os.environ.items() if name.startswith("PIP_") or name == "PATH"}
        return passed | {
            "CI": "true", "HOME": str(self.home), "LANG": "C.UTF-8", "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(self.action), "GITHUB_EVENT_PATH": str(self.event),
            "GITHUB_WORKSPACE": str(self.workspace), "RUNNER_TEMP": str(self.temporary), "RUNNER_OS": "Linux",
        }  # fmt: skip


class Expressions:
    """``${{ … }}``: names with dots, strings, ``== != && || !``, ``always()`` and ``success()``."""

    _TOKEN = re.compile(r"\s*(?:(?P<string>'(?:[^']|'')*')|(?P<sign>==|!=|&&|\|\||[()!])|(?P<name>[A-Za-z_][\w.-]*))")

    def __init__(self, context: Mapping[str, Any], *, failed: bool) -> None:
        self.context, self.failed = context, failed

    def text(self, text: str) -> str:
        """``text`` with its expressions filled in."""
        return re.sub(r"\$\{\{(.*?)\}\}", lambda match: str(self.value(match[1])), text)

    def condition(self, text: str) -> bool:
        """Whether a step runs; after a failure only one that asks for it does."""
        inner = re.fullmatch(r"\s*\$\{\{(.*)\}\}\s*", text)
        source = inner[1] if inner else text
        return bool(self.value(source)) and (not self.failed or "always()" in source)

    def value(self, source: str) -> str | bool:
        tokens: list[tuple[str, str]] = []
        place = 0
        while source[place:].strip():
            match = self._TOKEN.match(source, place)
            assert match is not None, f"an expression that this runner does not know: {source}"
            group = match.lastgroup or ""
            tokens.append((group, match[group]))
            place = match.end()
        found = self._either(tokens)
        assert not tokens, f"an expression that this runner does not know: {source}"
        return found

    def _either(self, tokens: list[tuple[str, str]]) -> str | bool:
        return self._chain(tokens, "||", self._both, lambda left, right: left or right)

    def _both(self, tokens: list[tuple[str, str]]) -> str | bool:
        return self._chain(tokens, "&&", self._equal, lambda left, right: left and right)

    def _equal(self, tokens: list[tuple[str, str]]) -> str | bool:
        left = self._single(tokens)
        while tokens and tokens[0][1] in {"==", "!="}:
            sign = tokens.pop(0)[1]
            same = str(left).lower() == str(self._single(tokens)).lower()
            left = same if sign == "==" else not same
        return left

    def _chain(
        self,
        tokens: list[tuple[str, str]],
        sign: str,
        part: Callable[[list[tuple[str, str]]], str | bool],
        join: Callable[[str | bool, str | bool], str | bool],
    ) -> str | bool:
        found = part(tokens)
        while tokens and tokens[0][1] == sign:
            tokens.pop(0)
            found = join(found, part(tokens))
        return found

    def _single(self, tokens: list[tuple[str, str]]) -> str | bool:
        group, token = tokens.pop(0)
        if group == "string":
            return token[1:-1].replace("''", "'")
        if token == "!":
            return not self._single(tokens)
        if token == "(":
            found = self._either(tokens)
            assert tokens.pop(0)[1] == ")"
            return found
        if tokens[:2] == [("sign", "("), ("sign", ")")]:
            del tokens[:2]
            return {"always": True, "success": not self.failed}[token]
        return self._name(token)

    def _name(self, name: str) -> str:
        """A value of a context; what a step did not set, or a step that did not run, is empty."""
        context, *rest = name.split(".")
        value: Any = self.context[context]
        for part in rest:
            value = value.get(part, {}) if context == "steps" else value[part]
        return value if isinstance(value, str) else ""
