"""``python -m seolint``, and the console script."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """The command line; ``--version`` alone is answered before anything that takes time is imported."""
    if sys.argv[1:] == ["--version"]:
        from seolint.version import VERSION

        try:
            print(f"seolint {VERSION}", flush=True)
        except OSError:
            pass  # the command line says so
        else:
            return
    gc.disable()  # until ``run``: what is imported stays
    from seolint.kept_patterns import recall_patterns

    patterns = recall_patterns() if sys.argv[1:2] != ["lsp"] else None  # that starts its worker before
    _import_msgspec()
    from seolint.cli import main

    main(patterns)


def _import_msgspec() -> None:
    """Without typing_extensions, which it prefers where it is installed and has in ``typing`` just as well: 4 ms of a short run."""
    name = "typing_extensions"
    if name in sys.modules:
        return
    modules: dict[str, object] = vars(sys)["modules"]
    modules[name] = None  # "not to be had", for the import system
    try:
        import msgspec  # noqa: F401  # pyright: ignore[reportUnusedImport]
    finally:
        del modules[name]


if __name__ == "__main__":
    main()
