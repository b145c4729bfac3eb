"""A run on the workers of Dask: the same pages, facts, judges and reports, exchanged through files. Only `cli` knows it."""


def missing() -> bool:
    """Whether a package that this needs is not installed."""
    try:
        import distributed  # pyright: ignore[reportMissingTypeStubs, reportUnusedImport]  # noqa: F401
        import fsspec  # pyright: ignore[reportMissingTypeStubs, reportUnusedImport]  # noqa: F401
    except ImportError:
        return True
    return False
