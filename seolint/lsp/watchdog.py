"""Ends the server when the editor that started it is gone."""

from __future__ import annotations

import os
import sys
import threading
import time

_SECONDS = 2.0


def watch(process: int) -> None:
    """End this process soon after ``process`` has ended; its worker ends with it, as their pipe is closed."""
    threading.Thread(target=_watch, args=(process,), daemon=True).start()


def _watch(process: int) -> None:
    while is_alive(process):
        time.sleep(_SECONDS)
    os._exit(1)


def is_alive(process: int) -> bool:
    """Whether a process of this number runs."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(0x00100000, False, process)  # SYNCHRONIZE
        if not handle:
            return False
        waits = kernel.WaitForSingleObject(handle, 0) == 0x102
        kernel.CloseHandle(handle)
        return bool(waits)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
