"""Where the worker's process begins."""

from __future__ import annotations

import gc


def main() -> None:
    """Work until the server is gone."""
    gc.disable()  # until there is something to do
    gc.set_threshold(100_000, 20, 20)
    from seolint.kept_patterns import recall_patterns

    patterns = recall_patterns()
    from seolint.engine.live.worker import work

    work(patterns)
