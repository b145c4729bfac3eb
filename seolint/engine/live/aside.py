"""Work that takes long and cannot be parted, done in another process while requests are answered."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
_PULSE = 0.02
"""Seconds between two looks at whether it is done."""


def aside(work: Callable[[], bytes], tick: T) -> Generator[T, None, bytes]:
    """What ``work`` comes to, and ``tick`` until then: it sees all as it is now, and nothing that it changes is seen here.

    Where processes cannot be forked, or the other one dies, it is done here, at once. Closing the generator ends the other process.
    """
    if sys.platform != "linux":
        return work()
    import multiprocessing

    context: Any = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(work, there), daemon=True)
    try:
        process.start()
    except OSError:
        return work()
    there.close()
    try:
        while not here.poll(0):
            yield tick
            here.poll(_PULSE)
        done: bytes = here.recv_bytes()
    except (EOFError, OSError):
        done = work()
    finally:
        process.kill()
        process.join()
        here.close()
    return done


def _do(work: Callable[[], bytes], there: Connection) -> None:
    gc.disable()  # it would touch, and so copy, all that is shared
    there.send_bytes(work())
