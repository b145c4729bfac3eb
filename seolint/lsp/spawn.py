"""Starts the worker's process, before anything is imported that takes longer."""

from __future__ import annotations

import subprocess
import sys

_START = "from seolint.engine.live.start import main; main()"


def start_worker() -> subprocess.Popen[bytes]:
    """A worker, which begins to import what it needs while the server does the same."""
    return subprocess.Popen([sys.executable, "-P", "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
