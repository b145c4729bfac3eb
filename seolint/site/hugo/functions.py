"""The plainest functions of Go's templates and of Hugo; all others are unknown."""

from __future__ import annotations

import re
from string import ascii_lowercase

Value = str | bool


class UnknownError(Exception):
    """What only Hugo itself can tell."""


def printed(value: Value) -> str:
    """``value`` as a template prints it."""
    return value if isinstance(value, str) else str(value).lower()


def call(name: str, arguments: list[Value]) -> Value:
    """What a function of Go or Hugo gives; raises ``UnknownError`` for all but the plainest."""
    texts = [printed(argument) for argument in arguments]
    if name in {"eq", "compare.Eq"} and len(texts) > 1:
        return texts[0] in texts[1:]
    if name in {"ne", "compare.Ne"} and len(texts) == 2:
        return texts[0] != texts[1]
    if name == "not" and len(texts) == 1:
        return not arguments[0]
    if name == "and" and arguments:
        return next((argument for argument in arguments if not argument), arguments[-1])
    if name == "or" and arguments:
        return next((argument for argument in arguments if argument), arguments[-1])
    if name in {"default", "compare.Default"} and len(texts) == 2:
        return arguments[1] or arguments[0]
    if name == "cond" and len(texts) == 3:
        return arguments[1] if arguments[0] else arguments[2]
    if name in {"printf", "fmt.Printf"} and texts and texts[0].count("%s") + texts[0].count("%v") == len(texts) - 1:
        rest = iter(texts[1:])
        if "%" not in re.sub("%[sv]", "", texts[0]):
            return re.sub("%[sv]", lambda _: next(rest), texts[0])
    if name in {"print", "fmt.Print"} and len(texts) == 1:
        return texts[0]
    if len(texts) == 1 and name in _UNCHANGED and not _UNCHANGED[name].intersection(texts[0]):
        return texts[0]
    if len(texts) == 1 and name in {"lower", "strings.ToLower", "upper", "strings.ToUpper"}:
        return texts[0].lower() if name.lower().endswith("lower") else texts[0].upper()
    raise UnknownError


_MARKUP = frozenset("<>&*_`[]!\\'\"#~:-.")
_UNCHANGED = {
    "plainify": frozenset("<>&"), "markdownify": _MARKUP, "transform.Plainify": frozenset("<>&"), "safeHTML": frozenset("<>&"),
    "htmlEscape": frozenset("<>&'\""), "htmlUnescape": frozenset("&"), "emojify": frozenset(":"), "string": frozenset[str](),
    "strings.TrimSpace": frozenset(" \t\r\n"), "transform.Markdownify": _MARKUP, "title": _MARKUP.union(ascii_lowercase),
}  # fmt: skip
