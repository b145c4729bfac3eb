"""One page through all rules: a pure function of its path, text and site, and of the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from zlib import crc32

import msgspec
from msgspec import Struct

from seolint.diagnostic import Diagnostic
from seolint.document import Document
from seolint.document.tokens import MOST, TooManyError
from seolint.engine.ignore import MARK, Ignore
from seolint.index import Page
from seolint.notices import rule_failed, too_many
from seolint.rule import Fact, PageRule, Rule, SiteRule
from seolint.site import Site
from seolint.text import Lines, Location


class PageResult(Struct, frozen=True, array_like=True):
    """All that one page says; ``facts`` by rule, still encoded. ``digest`` tells one text from another.

    What ``ignores`` suppress is still among ``diagnostics``.
    """

    page: Page
    lines: tuple[int, ...]
    diagnostics: tuple[Diagnostic, ...]
    facts: dict[str, msgspec.Raw]
    ignores: tuple[Ignore, ...] = ()
    digest: int = 0


def read_page(
    path: str, text: str, site: Site, rules: Sequence[Rule], judges: Callable[[Rule], bool] = lambda _: True
) -> PageResult:
    """What ``rules`` say of one page. Site rules that are no ``judges`` in this run are not asked for facts."""
    doc = Document(path, text, site)
    lines = tuple(Lines.of(text).starts)
    diagnostics: list[Diagnostic] = []
    facts: dict[str, msgspec.Raw] = {}
    try:
        title = doc.title.value if doc.title else ""
        doc.content  # noqa: B018  a view that fails fails once, not in every rule
        routed = any(judges(rule) and isinstance(rule, SiteRule) and rule.routed for rule in rules)
        leads = tuple(dict.fromkeys(lead.to for lead in doc.leads if lead.to.kind == "internal")) if routed and doc.is_page else ()
        name = path.rpartition("/")[2].rpartition(".")[0]
        published = "" if doc.is_draft else doc.published
        page = Page(path, name, title, published, doc.place, placed=True, leads=leads)
        ignores = _ignores(doc) if MARK in text else ()
    except TooManyError:
        return failed(path, too_many(path, MOST), lines)
    except BaseException as error:
        reraise(error)
        return failed(path, rule_failed(path, "document", error), lines)
    for rule in rules:
        found, told = run_rule(rule, doc, collects=judges(rule))
        diagnostics += found
        if told:
            facts[rule.id()] = msgspec.Raw(msgspec.msgpack.encode(told))
    return PageResult(page, lines, tuple(diagnostics), facts, ignores, digest(text))


def digest(text: str) -> int:
    """A number that another text hardly has."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def _ignores(doc: Document) -> tuple[Ignore, ...]:
    from seolint.engine.ignore_comments import read_ignores

    return read_ignores(doc)


def run_rule(rule: Rule, doc: Document, *, collects: bool = True) -> tuple[list[Diagnostic], list[Fact]]:
    """What one rule says of one page, with the facts when it ``collects``, or that it failed."""
    try:
        found: list[Diagnostic] = []
        told: list[Fact] = []
        if isinstance(rule, SiteRule):
            found += rule.check(doc)
            told += rule.collect(doc) if collects else ()
        elif isinstance(rule, PageRule):
            found += rule.check(doc)
    except BaseException as error:
        reraise(error)
        return [rule_failed(doc.path, rule.id(), error)], []
    return found, told


def failed(path: str, diagnostic: Diagnostic, lines: tuple[int, ...] = (0,)) -> PageResult:
    """The result for a file that could not be read."""
    return PageResult(Page(path, path.rpartition("/")[2].rpartition(".")[0], "", ""), lines, (diagnostic,), {})


def places(diagnostic: Diagnostic) -> Iterator[Location]:
    """Every place that a finding names."""
    yield diagnostic.at
    for related in diagnostic.related:
        yield related.at
    for edit in diagnostic.fix.edits if diagnostic.fix else ():
        yield edit.at


def reraise(error: BaseException) -> None:
    """Let an interrupt pass; a panic of a compiled parser is no ``Exception`` and still only a failure."""
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
        raise error
