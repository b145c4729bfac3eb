"""The language server: the protocol alone. Posts are known to its worker (``engine/live``)."""
