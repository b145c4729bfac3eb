"""Compiled regular expressions kept from run to run: compiling those of one post takes longer than reading it.

Python keeps none. What ``re`` makes of a pattern is a list of numbers for its engine; here it is kept in the user's own cache
folder, for this very interpreter and installation, and whatever is missing, foreign or broken there is compiled as ever. Only the
command line and the worker of the language server do so, and keep only the program's own patterns, never one that is made of what
a post says.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from array import array
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from seolint.cache_folder import cache_folder, modified, replace_file
from seolint.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

_MOST, _LARGEST = 4_000, 16_000_000
"""So many patterns, and so many bytes of them, are kept at most."""
_DEBUG = int(re.DEBUG)
_FILES = 8
"""So many installations have theirs."""
_HERE = os.path.dirname(os.path.abspath(__file__))
_sre: Any = sys.modules.get("_sre")
_parser: Any = sys.modules.get("re._parser")
_compiler: Any = sys.modules.get("re._compiler")


Kept = tuple[bytes, int, int, bytes, int, dict[str, int], tuple["str | None", ...]]
"""A pattern as written, the flags that were asked for, and what ``_sre.compile`` takes: the flags, the code in numbers of this
machine, how many groups there are, their numbers by name and their names by number."""


class KeptPatterns:
    """The patterns kept in ``file``; ``compile`` stands in for ``plain``, the function of that name that ``re`` calls."""

    def __init__(self, file: Path, plain: Any) -> None:
        self._file, self._plain = file, plain
        self._kept = {kept[:2]: kept for kept in _read(file)}
        self._new = False

    def compile(self, source: Any, flags: int = 0) -> Any:
        """As ``re._compiler.compile``."""
        if isinstance(source, str) and not flags & _DEBUG:
            with suppress(Exception):  # what is not here or cannot be used is compiled
                return self._recalled(source, int(flags))
        return self._plain(source, flags)

    def _recalled(self, source: str, flags: int) -> Any:
        key = _encoded(source), flags
        kept = self._kept.get(key)
        if kept is not None:
            return _revived(source, kept)
        if not _is_ours(source) or len(self._kept) >= _MOST:
            raise KeyError(key)
        kept = _compiled(source, flags)
        pattern = _revived(source, kept)
        self._kept[key], self._new = kept, True
        return pattern

    def write(self) -> None:
        """Keep what was compiled anew, if anything was, beside what others have kept meanwhile."""
        if self._new:
            self._new = False
            self._kept = {kept[:2]: kept for kept in _read(self._file)[:_MOST]} | self._kept
            data = marshal.dumps(list(self._kept.values()))
            if len(data) < _LARGEST:
                replace_file(self._file, head(data) + data)
                _tidy(self._file.parent)


def recall_patterns() -> KeptPatterns | None:
    """From now on ``re`` looks among the kept patterns first; None where this Python's ``re`` is another one."""
    if None in {_sre, _parser, _compiler}:
        return None
    file = cache_folder() / f"patterns-{crc32(_HERE.encode(errors='replace')):08x}.bin"
    kept = KeptPatterns(file, _compiler.compile)
    _compiler.compile = kept.compile
    return kept


def _read(file: Path) -> list[Kept]:
    """What is kept in ``file`` where it is the user's own, whole, and made by this interpreter."""
    try:
        with open(file, "rb") as opened:
            status = os.fstat(opened.fileno())
            if not file.is_absolute() or not _is_private(status) or status.st_size > 2 * _LARGEST:
                return []
            data = opened.read()
        length = int.from_bytes(data[:4], "big")
        return marshal.loads(data[length:]) if data[:length] == head(data[length:]) else []
    except (OSError, EOFError, ValueError, TypeError):
        return []


def _is_private(status: os.stat_result) -> bool:
    """Whether nobody else may write a file."""
    return sys.platform == "win32" or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)


def head(data: bytes) -> bytes:
    """What stands before ``data`` in its file: the length of this, the checksum, and whose they are."""
    interpreter = (sys.version, sys.implementation.cache_tag, sys.byteorder, _sre.MAGIC, _sre.CODESIZE)
    whose = repr((crc32(data), interpreter, VERSION, _HERE, modified(_HERE))).encode("ascii", "backslashreplace")
    return (4 + len(whose)).to_bytes(4, "big") + whose


def _tidy(folder: Path) -> None:
    """Remove what installations left that are not used any more."""
    with suppress(OSError):
        for file in sorted(folder.glob("patterns-*.bin"), key=lambda file: -modified(str(file)))[_FILES:]:
            file.unlink()


def _is_ours(source: str) -> bool:
    """Whether a pattern is the program's own: it stands in the code, or is asked for by an import or ``seolint.pattern``."""
    frame: FrameType | None = sys._getframe()  # pyright: ignore[reportPrivateUsage]
    while frame is not None:
        code, asking = frame.f_code, frame.f_globals.get("__name__")
        if asking == "seolint.pattern" or code.co_filename == "<frozen importlib._bootstrap>" or source in code.co_consts:
            return True
        frame = frame.f_back
    return False


def _compiled(source: str, flags: int) -> Kept:
    """What ``re._compiler.compile`` does but for its last step."""
    parsed = _parser.parse(source, flags)
    code = array("I", _compiler._code(parsed, flags)).tobytes()
    state = parsed.state
    places = {number: name for name, number in state.groupdict.items()}
    named = tuple(places.get(number) for number in range(state.groups))
    return _encoded(source), flags, flags | state.flags, code, state.groups - 1, state.groupdict, named


def _revived(source: str, kept: Kept) -> Any:
    """``_sre`` looks through the code before it takes it: raises RuntimeError for what could do harm."""
    _, _, flags, code, groups, names, named = kept
    return _sre.compile(source, flags, memoryview(code).cast("I").tolist(), groups, names, named)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
