"""The program of the action: ``main.py key`` says under which name to keep downloads, ``main.py check`` does the work.

It runs with the runner's own Python (``-I``) before anything is installed: the standard library only.
"""

from __future__ import annotations

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # -I leaves this folder out too

from seolint_action.command import check, key

if __name__ == "__main__":
    sys.exit({"key": key, "check": check}[sys.argv[1]]())
