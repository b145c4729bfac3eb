"""One page through all rules: a pure function of its path, text and site, and of the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from msgspec import Raw, Struct
from msgspec.msgpack import Decoder, Encoder

from seolint.diagnostic import Diagnostic
from seolint.document import Document
from seolint.document.tokens import MOST, TooManyError
from seolint.engine.blake import blake2b
from seolint.engine.ignore import MARK, Ignore
from seolint.index import Page
from seolint.notices import rule_failed, too_many
from seolint.outcome import Tally, order, tally
from seolint.rule import Fact, PageRule, Rule, SiteRule
from seolint.site import Site
from seolint.site.clock import NEVER, Noted
from seolint.text import Lines, Location


class Head(Struct, frozen=True, array_like=True):
    """What a run always has of a page; what it may not need stays encoded.

    ``digest`` tells one text from another, and is empty where the text could not be read. The result holds before ``until``, in
    seconds since 1970: then a date of the page is past.
    """

    path: str
    encoded_page: Raw
    encoded_ignores: Raw
    digest: bytes
    until: float

    @property
    def page(self) -> Page:
        return _PAGE.decode(self.encoded_page)

    @property
    def suppresses(self) -> bool:
        """Whether there are any ``ignores``."""
        return bytes(self.encoded_ignores) != _NO_IGNORES

    @property
    def ignores(self) -> tuple[Ignore, ...]:
        return _IGNORES.decode(self.encoded_ignores)


class PageResult(Head, frozen=True, array_like=True):
    """All that one page says: how often each rule spoke, where its lines begin, its findings in order, those that suppressions hold
    back among them, and its facts by rule."""

    encoded_tally: Raw
    encoded_lines: Raw
    encoded_findings: Raw
    facts: dict[str, Raw]

    @property
    def tally(self) -> Tally:
        return tallied(self.encoded_tally)

    @property
    def lines(self) -> tuple[int, ...]:
        return lines(self.encoded_lines)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return findings(self.encoded_findings)


def plain(value: object) -> str:
    """A scalar of a configuration as text and nothing more."""
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError(type(value))


encode = Encoder(enc_hook=plain).encode
_PAGE, tallied = Decoder(Page), Decoder(Tally).decode
lines, findings = Decoder(tuple[int, ...]).decode, Decoder(tuple[Diagnostic, ...]).decode
_IGNORES, _NO_IGNORES = Decoder(tuple[Ignore, ...]), encode(())


class Run(Protocol):
    """Asks one rule about one page, as ``run_rule`` does."""

    def __call__(self, rule: Rule, doc: Document, *, collects: bool) -> tuple[list[Diagnostic], list[Fact]]: ...


def read_page(
    path: str, text: str, site: Site, rules: Sequence[Rule], judges: Callable[[Rule], bool] = lambda _: True,
    *, document: type[Document] = Document, run: Run | None = None,
) -> PageResult:  # fmt: skip
    """What ``rules`` say of one page. Site rules that are no ``judges`` in this run are not asked for facts.

    ``document`` and ``run`` may take the time of views and rules, and must change nothing else.
    """
    [result] = read_pages([(path, text, site)], rules, judges, document=document, run=run)
    return result


def read_pages(
    pages: Iterable[tuple[str, str, Site]], rules: Sequence[Rule], judges: Callable[[Rule], bool] = lambda _: True,
    *, document: type[Document] = Document, run: Run | None = None,
) -> list[PageResult]:  # fmt: skip
    """``read_page`` of several, rule by rule: what a rule needs of the processor's caches is there for the next page too."""
    run, routed = run or run_rule, any(judges(rule) and isinstance(rule, SiteRule) and rule.routed for rule in rules)
    opened = [_open(path, text, site, document, routed=routed) for path, text, site in pages]
    readings = [each for each in opened if isinstance(each, _Reading)]
    for rule in rules:
        collects = judges(rule)
        for reading in readings:
            found, told = run(rule, reading.doc, collects=collects)
            reading.diagnostics += found
            if told:
                reading.facts[rule.id()] = told
    return [each.result() if isinstance(each, _Reading) else each for each in opened]


class _Reading:
    """A page between two rules."""

    def __init__(self, doc: Document, page: Page, lines: tuple[int, ...], ignores: Sequence[Ignore], noted: Noted) -> None:
        self.doc, self._page, self._lines, self._ignores, self._noted = doc, page, lines, ignores, noted
        self.diagnostics: list[Diagnostic] = []
        self.facts: dict[str, list[Fact]] = {}

    def result(self) -> PageResult:
        """What all rules said, or that it is nothing to write down: half of a surrogate pair."""
        self.diagnostics.sort(key=order)
        try:
            facts = {rule: Raw(encode(told)) for rule, told in self.facts.items()}
            named = digest(self.doc.text)
            return _result(self._page, self._lines, self.diagnostics, facts, self._ignores, named, self._noted.next)
        except UnicodeEncodeError as error:
            return failed(self._page.path, rule_failed(self._page.path, "document", error))


def _open(path: str, text: str, site: Site, document: type[Document], *, routed: bool) -> _Reading | PageResult:
    """A page before its rules, or why it cannot be read. ``routed``: a rule asks where its links lead."""
    noted = Noted()
    doc = document(path, text, site.at(site.now, noted))
    lines = tuple(Lines.of(text).starts)
    try:
        title = doc.title.value if doc.title else ""
        doc.content  # noqa: B018  a view that fails fails once, not in every rule
        leads = tuple(dict.fromkeys(lead.to for lead in doc.leads if lead.to.kind == "internal")) if routed and doc.is_page else ()
        name = path.rpartition("/")[2].rpartition(".")[0]
        published = "" if doc.is_draft else doc.published
        page = Page(path, name, title, published, doc.place, placed=True, leads=leads)
        return _Reading(doc, page, lines, _ignores(doc) if MARK in text else (), noted)
    except TooManyError:
        return failed(path, too_many(path, MOST), lines)
    except BaseException as error:
        reraise(error)
        return failed(path, rule_failed(path, "document", error), lines)


def _result(
    page: Page, lines: Sequence[int], diagnostics: Sequence[Diagnostic], facts: Mapping[str, Raw] = {},
    ignores: Sequence[Ignore] = (), digest: bytes = b"", until: float = NEVER,
) -> PageResult:  # fmt: skip
    return PageResult(
        page.path, Raw(encode(page)), Raw(encode(tuple(ignores))), digest, until, Raw(encode(tally(diagnostics))),
        Raw(encode(lines)), Raw(encode(diagnostics)), dict(facts),
    )  # fmt: skip


def empty(head: Head) -> PageResult:
    """A page that says nothing: what is left of one that is not there any more."""
    nothing = Raw(encode(()))
    return PageResult(head.path, head.encoded_page, nothing, b"", NEVER, nothing, Raw(encode((0,))), nothing, {})


def digest(text: str) -> bytes:
    """Sixteen bytes that another text does not have."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _ignores(doc: Document) -> tuple[Ignore, ...]:
    from seolint.engine.ignore_comments import read_ignores

    return read_ignores(doc)


def run_rule(rule: Rule, doc: Document, *, collects: bool = True) -> tuple[list[Diagnostic], list[Fact]]:
    """What one rule says of one page, with the facts when it ``collects``, or that it failed.

    What it says twice it says once: two things may share what is written.
    """
    try:
        if rule.needs and not getattr(doc, rule.needs):
            return [], []
        if isinstance(rule, PageRule):
            return _once([*rule.check(doc)]), []
        if isinstance(rule, SiteRule):
            return _once([*rule.check(doc)]), [*rule.collect(doc)] if collects else []
    except BaseException as error:
        reraise(error)
        return [rule_failed(doc.path, rule.id(), error)], []
    return [], []


def _once(found: list[Diagnostic]) -> list[Diagnostic]:
    return [*dict.fromkeys(found)] if len(found) > 1 else found


def failed(path: str, diagnostic: Diagnostic, lines: tuple[int, ...] = (0,)) -> PageResult:
    """The result for a file that could not be read."""
    return _result(Page(path, path.rpartition("/")[2].rpartition(".")[0], "", ""), lines, (diagnostic,))


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
