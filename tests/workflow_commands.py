"""What GitHub's runner makes of a step's log, and of the files that a step writes to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

KNOWN = {
    "add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "internal-set-repo-path", "notice",
    "remove-matcher", "save-state", "set-env", "set-output", "stop-commands", "warning",
}  # fmt: skip
_NEW = re.compile(r"\s*::([^ :]+)(?: ([^\n]*?))?::(.*)", re.DOTALL)
_OLD = re.compile(r"##\[([^ \]]+)(?: ([^\]]*))?\](.*)", re.DOTALL)
_ESCAPES = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


@dataclass(frozen=True)
class Command:
    kind: str
    message: str
    properties: dict[str, str] = field(default_factory=dict[str, str])


def commands(log: str) -> list[Command]:
    """All that the runner would obey: ``::command::`` at the start of a line, the older ``##[command]`` anywhere in one."""
    found: list[Command] = []
    token = ""
    for line in re.split(r"\r\n|\r|\n", log):
        new, old = _NEW.match(line), _OLD.search(line)
        match = new if new and (new[1] in KNOWN or new[1] == token) else old
        if match is None or (token and match[1] != token) or (not token and match[1] not in KNOWN):
            continue
        if token:
            token = ""
            continue
        command = Command(match[1], _unescape(match[3], ("%0D", "%0A", "%25")), _properties(match[2] or ""))
        found.append(command)
        if command.kind == "stop-commands":
            token = command.message
    return found


def _properties(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split(",") if "=" in part)
    return {name.strip(): _unescape(value, tuple(_ESCAPES)) for name, _, value in pairs}


def _unescape(text: str, names: tuple[str, ...]) -> str:
    for name in names:
        text = text.replace(name, _ESCAPES[name])
    return text


def settings(file: Path) -> dict[str, str]:
    """The names and values of a GITHUB_OUTPUT or GITHUB_ENV file: ``name=value``, or ``name<<END`` and lines until ``END``."""
    found: dict[str, str] = {}
    lines = iter(file.read_text(encoding="utf-8").splitlines())
    for line in lines:
        equals, heredoc = line.find("="), line.find("<<")
        if heredoc >= 0 and (equals < 0 or heredoc < equals):
            end, value = line[heredoc + 2 :], list[str]()
            for inner in lines:
                if inner == end:
                    break
                value.append(inner)
            else:
                raise AssertionError(f"{line} is never ended")
            found[line[:heredoc]] = "\n".join(value)
        elif equals >= 0:
            found[line[:equals]] = line[equals + 1 :]
        elif line:
            raise AssertionError(f"no setting: {line!r}")
    return found
