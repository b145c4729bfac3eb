"""Regular expressions that are compiled when first used: most are for what few posts hold, and compiling one takes long.

What is compiled here is kept for later runs (``seolint.kept_patterns``): it is made of the program, its tables and the options
of rules, never of what a post says.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import Any

_METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


def pattern(source: str, flags: re.RegexFlag | int = 0) -> re.Pattern[str]:
    """As ``re.compile``; a mistake in ``source`` shows when the pattern is first used."""
    return _Pattern(source, flags)  # type: ignore[return-value]  # pyright: ignore[reportReturnType]


class _Pattern:
    def __init__(self, source: str, flags: re.RegexFlag | int) -> None:
        self.pattern, self.flags = source, flags

    def __getattr__(self, name: str) -> Any:
        """What is not there yet; from then on the methods are the compiled pattern's own."""
        import re

        compiled = re.compile(self.pattern, self.flags)
        vars(self).update((method, getattr(compiled, method)) for method in _METHODS)
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[object, ...]:
        return pattern, (self.pattern, self.flags)
