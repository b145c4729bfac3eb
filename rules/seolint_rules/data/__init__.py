"""Tables that rules read: JSON files beside this module, each with a typed reader, loaded when first asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Pattern:
    """A regular expression that is compiled when first used: few runs meet the structured data that most are for."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.pattern, self.flags = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self.flags)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self._compiled.fullmatch(text)

    def match(self, text: str) -> re.Match[str] | None:
        return self._compiled.match(text)

    def search(self, text: str) -> re.Match[str] | None:
        return self._compiled.search(text)

    def findall(self, text: str) -> list[tuple[str, ...]]:
        """For patterns with several groups."""
        return self._compiled.findall(text)

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str) -> str:
        return self._compiled.sub(new, text)


def table(name: str, shape: type[T]) -> T:
    """The table `name` (`name.json` beside this module), read into `shape` once."""
    return cast(T, _read(name, cast(Hashable, shape)))


@cache
def _read(name: str, shape: Hashable) -> object:
    import msgspec

    return msgspec.json.decode(Path(__file__).parent.joinpath(f"{name}.json").read_bytes(), type=cast(Any, shape))
