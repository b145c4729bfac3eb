"""An environment with seolint, outside the checkout."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from seolint_action.inputs import WrongInputError
from seolint_action.runner import isolated, quote, say

SOURCE = Path(__file__).resolve().parents[3]
NAME = "seolint-ja"


def cache_key(version: str) -> str:
    """Names what downloads depend on: the system, the Python, and what is to be installed."""
    wanted = hashlib.sha256(version.encode())
    for name in ("constraints.txt", "pyproject.toml"):
        wanted.update((SOURCE / name).read_bytes())
    python = f"py{sys.version_info.major}.{sys.version_info.minor}"
    return f"seolint-{sys.platform}-{platform.machine().lower()}-{python}-{wanted.hexdigest()[:16]}"


def cache_folder(temporary: str) -> str:
    return os.path.join(temporary, "seolint", "downloads")


def python_with_seolint(environment: Mapping[str, str], version: str) -> str:
    """The Python of an environment that has seolint: the one that SEOLINT_PYTHON names, else a new one under RUNNER_TEMP.

    Raises WrongInputError when it cannot be had.
    """
    named = environment.get("SEOLINT_PYTHON")
    temporary = environment["RUNNER_TEMP"]
    if named:
        if _run([named, "-I", "-c", "import seolint"], environment, temporary):
            raise WrongInputError(f"SEOLINT_PYTHON: seolint cannot be imported there: {named}")
        return named
    folder = Path(temporary, "seolint", cache_key(version))
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = folder / ".installed"
    if not done.exists():
        _install(environment, version, folder, python)
        done.touch()
    return str(python)


def _install(environment: Mapping[str, str], version: str, folder: Path, python: Path) -> None:
    say(f"Installing seolint ({version}) with Python {platform.python_version()}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if _run([sys.executable, "-I", "-m", "venv", str(folder)], environment, str(folder)):
        raise WrongInputError("this runner's Python makes no environments; put actions/setup-python before seolint")
    wanted = {"source": [str(SOURCE)], "latest": [NAME]}.get(version, [f"{NAME}=={version}"])
    pip = [str(python), "-I", "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    pip += ["--cache-dir", cache_folder(environment["RUNNER_TEMP"])]
    if version == "source":
        # By a name without a folder, since pip splits these variables at spaces; they hold for the build's tools too.
        shutil.copyfile(SOURCE / "constraints.txt", folder / "constraints.txt")
        environment = {**environment, "PIP_CONSTRAINT": "constraints.txt", "PIP_BUILD_CONSTRAINT": "constraints.txt"}
    if _run([*pip, *wanted], environment, str(folder)):
        raise WrongInputError(f"seolint ({version}) could not be installed")


def _run(command: list[str], environment: Mapping[str, str], folder: str) -> int:
    """Run ``command`` in ``folder``; what it writes goes to the log when it fails."""
    try:
        done = subprocess.run(
            command, cwd=folder, env=isolated(environment), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
    except OSError as error:
        quote(f"{command[0]}: {error.strerror}")
        return 127
    if done.returncode:
        quote(done.stdout.decode(errors="replace"))
    return done.returncode
