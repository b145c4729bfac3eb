"""Every view a little while under atheris, which looks for inputs that reach new code; ``make fuzz`` gives it hours."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

HARNESS = Path(__file__).parent / "fuzz" / "harness.py"
VIEWS = ("front_matter", "template", "markdown", "html", "json_ld", "words", "document")
RUNS = 1_000

pytestmark = pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed: it has wheels for Linux only")


@pytest.mark.parametrize("view", VIEWS)
def test_no_input_that_reaches_new_code_breaks_a_law(view: str, tmp_path: Path) -> None:
    command = [sys.executable, "-P", str(HARNESS), view, str(tmp_path), "-seed=1", f"-runs={RUNS}"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=300)
    assert done.returncode == 0, done.stderr[-5_000:]
    assert f"Done {RUNS} runs" in done.stderr


def test_every_view_has_a_test() -> None:
    done = subprocess.run([sys.executable, "-P", str(HARNESS), "--list"], capture_output=True, text=True, check=True)
    assert tuple(done.stdout.split()) == VIEWS
