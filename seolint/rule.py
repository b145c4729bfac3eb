"""What a rule is. A rule is a value: its fields are its options, its docstring is its page, its examples are its tests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, ClassVar, Generic, TypeVar, get_args, get_type_hints

from msgspec import Meta, Struct
from msgspec.structs import fields

from seolint.diagnostic import Diagnostic, Fix, Related, Severity, Text
from seolint.document import Document
from seolint.index import File, Index, Reply
from seolint.text import Location

MOST_RELATED = 20

FileText = Annotated[str, Meta(extra={"file": True})]
"""The type of an option that names a file, by its path from the folder of the configuration: the rule gets what the file says."""


class OptionError(ValueError):
    """What a rule's ``__post_init__`` raises when an option, by its field's name, says what cannot be."""

    def __init__(self, option: str, en: str, ja: str) -> None:
        super().__init__(en)
        self.option, self.text = option, Text(en, ja)


class Valid(Struct, frozen=True):
    """A post, or a site of posts by path, that a rule must be silent about.

    ``around`` has files that are no text by path, and what URLs answer.
    """

    source: str | Mapping[str, str]
    options: Mapping[str, object] = {}
    around: Mapping[str, File | Reply] = {}


class Invalid(Struct, frozen=True):
    """A post, or a site of posts, in which ``⟦…⟧`` marks exactly what a rule must flag.

    ``fixed`` is the marked post with every fix applied; ``severity`` is what the findings have, when lower than the
    rule's; ``around`` is as in ``Valid``.
    """

    source: str | Mapping[str, str]
    options: Mapping[str, object] = {}
    fixed: str | None = None
    severity: Severity | None = None
    around: Mapping[str, File | Reply] = {}


Example = Valid | Invalid


@cache
def _id(name: str) -> str:
    """``SomeName`` as ``some-name``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


class Rule(Struct, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The common part of page rules and site rules."""

    severity: Severity = Severity.WARNING
    """How much a finding weighs at most.

    指摘の重さの上限。"""

    examples: ClassVar[tuple[Example, ...]] = ()
    advice: ClassVar[Text | None] = None
    """What to do, shown beside the underline."""

    opt_in: ClassVar[bool] = False
    """Whether the rule speaks only when it is selected by its id."""

    online: ClassVar[bool] = False
    """Whether the rule needs the network, and so speaks only when the user lets the run ask it."""

    needs: ClassVar[str] = ""
    """The view of the document without which the rule has nothing to say: where it holds nothing, the rule is not asked."""

    @classmethod
    def file_options(cls) -> frozenset[str]:
        """The options that name a file, as they are written."""
        hints = get_type_hints(cls, include_extras=True)
        return frozenset(field.encode_name for field in fields(cls) if hints[field.name] == FileText)

    @classmethod
    def id(cls) -> str:
        return _id(cls.__name__)

    def flag(
        self,
        at: Location,
        *,
        en: str,
        ja: str,
        advice: Text | None = None,
        related: Iterable[Related] = (),
        fix: Fix | None = None,
        severity: Severity | None = None,
        cluster: str = "",
    ) -> Diagnostic:
        """A finding at ``at``; ``severity`` may lower the rule's own, never raise it."""
        weight = self.severity if severity is None or severity.rank < self.severity.rank else severity
        return Diagnostic(self.id(), weight, at, Text(en, ja), advice or self.advice, tuple(related), fix, cluster)


class PageRule(Rule):
    """Judges one document by itself."""

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        raise NotImplementedError


class Fact(Struct, frozen=True, tag=True):
    """One thing a page tells the site, filed under each of ``keys``; a subclass adds what the judge needs."""

    keys: tuple[str, ...]
    at: Location


F = TypeVar("F", bound=Fact)


class SiteRule(Rule, Generic[F]):
    """Judges the site, one key at a time.

    ``collect`` and ``judge`` are pure: a run may cache, pool or distribute them at will. ``judge`` gets all facts of
    one key in source order.
    """

    fact: ClassVar[Any] = Fact

    routed: ClassVar[bool] = False
    """Whether it asks the index which page or file answers a link."""

    informed: ClassVar[bool] = False
    """Whether it asks the index about files or URLs, since it says which."""

    absence: ClassVar[bool] = False
    """Whether it judges what is not there, and so runs only where the whole site was read."""

    alone: ClassVar[bool] = False
    """Whether what it says of one page alone is right too, if less complete, so that it runs on single files."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        bases = getattr(cls, "__orig_bases__", ())
        cls.informed = not {"files", "visits"}.isdisjoint(cls.__dict__)
        cls.fact = get_args(bases[0])[0] if bases and get_args(bases[0]) else Fact

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        """What one document by itself already tells; nothing, for most."""
        return iter(())

    def collect(self, doc: Document) -> Iterator[F]:
        raise NotImplementedError

    def keys(self, fact: F, index: Index) -> Iterable[str]:
        """What a fact is filed under, now that the pages are known."""
        return fact.keys

    def files(self, fact: F, index: Index) -> Iterable[str]:
        """The local files, by path from the site's root, that the judge has to know the size of."""
        return ()

    def visits(self, fact: F, index: Index) -> Iterable[str]:
        """The URLs that the judge has to know the answer of; none is asked unless the user says so."""
        return ()

    def judge(self, key: str, facts: Sequence[F], index: Index) -> Iterator[Diagnostic]:
        raise NotImplementedError

    def others(self, fact: F, facts: Sequence[F], *, en: str, ja: str) -> tuple[Related, ...]:
        """The other facts of a group as related places, at most 20."""
        found = (other.at for other in facts if other.at != fact.at)
        return tuple(Related(at, Text(en, ja)) for at, _ in zip(found, range(MOST_RELATED), strict=False))
