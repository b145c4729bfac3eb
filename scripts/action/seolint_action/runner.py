"""What the runner gives a step: its files, its log, its folders."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Mapping


def say(text: str) -> None:
    """One line of the log."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def command(kind: str, message: str) -> None:
    """A workflow command with the title "seolint"; nothing in ``message`` can end it or begin another."""
    escaped = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    say(f"::{kind} title=seolint::{escaped}")


def quote(text: str) -> None:
    """Write foreign ``text`` to the log, where no line of it is a command to the runner: not ``::…``, and not ``##[…]``,
    which the runner obeys in the middle of a line too."""
    if not text:
        return
    token = secrets.token_hex(16)
    say(f"::stop-commands::{token}")
    for line in text.splitlines():
        say(line)
    say(f"::{token}::")


def output(environment: Mapping[str, str], name: str, value: str) -> None:
    """Set an output of the step, whatever ``value`` holds."""
    file = environment.get("GITHUB_OUTPUT")
    if file:
        end = f"end-{secrets.token_hex(16)}"
        with open(file, "a", encoding="utf-8", newline="\n") as stream:
            stream.write(f"{name}<<{end}\n{value}\n{end}\n")


def append_summary(environment: Mapping[str, str], text: str, cut: str, most: int = 1024 * 1024) -> None:
    """Add ``text`` to the summary of the step, which GitHub leaves out as a whole above 1 MiB: whole lines, then ``cut``."""
    file = environment.get("GITHUB_STEP_SUMMARY")
    if not file:
        return
    used = os.path.getsize(file) if os.path.exists(file) else 0
    data = text.encode()
    if used + len(data) > most:
        end = f"\n\n{cut}\n".encode()
        kept = data[: max(0, most - used - len(end))]
        data = kept[: kept.rfind(b"\n") + 1] + end
    if used + len(data) <= most:
        with open(file, "ab") as stream:
            stream.write(data)


def isolated(environment: Mapping[str, str]) -> dict[str, str]:
    """``environment`` without what leads to modules and programs elsewhere: ``PYTHONPATH`` and its like, and what PATH has of
    folders that depend on where one is."""
    kept = {name: value for name, value in environment.items() if not name.upper().startswith("PYTHON")}
    folders = kept.get("PATH", "").split(os.pathsep)
    return kept | {"PATH": os.pathsep.join(folder for folder in folders if os.path.isabs(folder))}
