"""What a rule says: a diagnostic, and perhaps the edits that settle it. Data only."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from seolint.text import Location


class Severity(Enum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    __hash__ = object.__hash__  # that of Enum is slower, and goes by the name

    @property
    def rank(self) -> int:
        """0 for an error, 2 for advice: the order in which findings are read."""
        return _RANKS[self]


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Text(Struct, frozen=True, array_like=True):
    """A sentence in each language."""

    en: str
    ja: str

    def get(self, language: str) -> str:
        return self.ja if language == "ja" else self.en


class Edit(Struct, frozen=True, array_like=True):
    """Put ``text`` where ``at`` is; an empty place inserts, an empty text deletes."""

    at: Location
    text: str


class Fix(Struct, frozen=True, array_like=True):
    """Edits of one file, applied together or not at all; a ``safe`` one keeps the meaning.

    ``scope`` is where what is read may become another thing than it was, beyond the edits: what a fence held, what a
    mended tag opens. Nothing else may, or the fix is refused.
    """

    title: Text
    edits: tuple[Edit, ...]
    safe: bool
    scope: Location | None = None


class Related(Struct, frozen=True, array_like=True):
    """Another place that the finding is about; inside the finding's own place, a part of it."""

    at: Location
    message: Text


class Diagnostic(Struct, frozen=True, array_like=True):
    """One finding. Findings of one ``rule`` with one ``cluster`` have one cause and are reported as one."""

    rule: str
    severity: Severity
    at: Location
    message: Text
    advice: Text | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    cluster: str = ""
