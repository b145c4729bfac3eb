"""The whole story of a run: read every page, judge every site, put the findings in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.msgpack import Decoder

from seolint.diagnostic import Diagnostic
from seolint.engine.conclusion import conclude, judges
from seolint.engine.page import PageResult, encode, failed, read_page, read_pages
from seolint.engine.plan import Plan
from seolint.engine.pool import read_all
from seolint.engine.read import read_text
from seolint.engine.results import Results
from seolint.engine.surroundings import DiskSurroundings, MemorySurroundings, Surroundings, Visit
from seolint.notices import parse_failed
from seolint.outcome import Outcome, is_report
from seolint.rule import Rule
from seolint.site import Site

if TYPE_CHECKING:
    from seolint.engine.profile import Profile

_DECODER = Decoder(PageResult)
_MANY = 2_000
"""So many results are not held in memory."""
_SMALL = 300_000
"""So many characters are read together at most."""


class Reader(Struct, frozen=True):
    """Reads one file through the rules: what a worker needs, and nothing else; ``whole`` and ``judged`` as in ``lint_files``."""

    plan: Plan
    most: int
    whole: bool = True
    judged: bool = True
    profile: Profile | None = None
    text: Callable[[str, int], str | Diagnostic] = read_text
    """Gives the text of a file of at most so many bytes, or why it cannot be read."""

    def __call__(self, path: str) -> bytes:
        """The ``PageResult`` of a file, encoded; nothing for a report that seolint wrote, which is no page."""
        return self._answer(path, self.text(path, self.most))

    def several(self, paths: Sequence[str]) -> list[bytes]:
        """The same of a few files; small ones that have the same rules are read together."""
        texts = {path: self.text(path, self.most) for path in paths}
        posts = {path: text for path, text in texts.items() if isinstance(text, str) and not is_report(text)}
        rules = next((self.plan.rules[path] for path in posts), ())
        alike = all(self.plan.rules[path] is rules for path in posts)
        if self.profile is not None or not alike or sum(map(len, posts.values())) > _SMALL:
            return [self._answer(path, text) for path, text in texts.items()]
        pages = [(path, text, self.plan.sites[path]) for path, text in posts.items()]
        read = {result.path: encode(result) for result in read_pages(pages, rules, self._judges)}
        return [read[path] if path in read else self._answer(path, text) for path, text in texts.items()]

    def _answer(self, path: str, text: str | Diagnostic) -> bytes:
        if not isinstance(text, str):
            return encode(failed(path, text))
        return b"" if is_report(text) else self.page(path, text)

    def page(self, path: str, text: str) -> bytes:
        """The ``PageResult`` of a text, encoded; see ``decoded``."""
        read = read_page if self.profile is None else self.profile.read_page
        return encode(read(path, text, self.plan.sites[path], self.plan.rules[path], self._judges))

    def _judges(self, rule: Rule) -> bool:
        return judges(rule, whole=self.whole, judged=self.judged)


def decoded(page: bytes) -> PageResult:
    return _DECODER.decode(page)


Then = Callable[[Reader, Results, Callable[[], Outcome]], Outcome]
"""What a run does with the results of its pages, which it may replace, and with the way to their conclusion."""


def lint_files(
    paths: Sequence[str],
    plan: Plan,
    *,
    whole: bool,
    judged: bool = True,
    most: int = 10_000_000,
    jobs: int = 0,
    progress: Callable[[int], None] = lambda _: None,
    then: Then | None = None,
    visit: Visit | None = None,
    cache: str | None = None,
    profile: Profile | None = None,
) -> Outcome:
    """Lint ``paths``. ``judged``: let site rules speak; ``whole``: of what is not there too; ``then``: go on, and conclude.

    ``visit`` asks URLs, where the user lets the run do so; ``cache`` is the folder that results are kept in; ``profile`` takes
    the time, in one process.
    """
    kept = cache is not None  # for runs that judge more than this one
    reader = Reader(plan, most, whole=whole or kept, judged=judged or kept, profile=profile)
    results = open_results(paths, reader, cache)
    left = results.recall(paths)
    answers = read_all(left, reader, lost, 1 if profile else jobs, several=reader.several)
    for number, encoded in enumerate(answers, len(paths) - len(left) + 1):
        if encoded:
            results.add(decoded(encoded))
        progress(number)
    results.settle()
    around = DiskSurroundings(most, visit)

    def concluded() -> Outcome:
        return conclude(results, plan, around, whole=whole, judged=judged)

    outcome = then(reader, results, concluded) if then is not None else concluded()
    results.close()
    return outcome


def open_results(paths: Sequence[str], reader: Reader, cache: str | None) -> Results:
    """Where the results of a run are: in the cache, else in memory, or where there are many in a file that nobody sees."""
    if cache is None and len(paths) < _MANY:
        return Results()
    from seolint.engine.cache import Cache
    from seolint.engine.cache_home import open_cache
    from seolint.engine.context import Contexts
    from seolint.engine.recalled import RecalledResults

    kept = open_cache(cache) if cache is not None else None
    if kept is None and len(paths) < _MANY:
        return Results()

    def read(path: str) -> PageResult | None:
        encoded = reader(path)
        return decoded(encoded) if encoded else None

    now = max((site.now.timestamp() for site in reader.plan.sites.values()), default=0.0)
    return RecalledResults(kept or Cache(""), Contexts(reader.plan, cache or "."), read, reader.most, now)


def lint_texts(
    texts: Mapping[str, str], rules: Sequence[Rule], site: Site, around: Surroundings | None = None
) -> list[Diagnostic]:
    """Lint posts that are in memory as one whole site, with what is ``around`` them: for examples and tests."""
    around = around or MemorySurroundings(texts)
    results = Results(decoded(encode(read_page(path, text, site, rules))) for path, text in texts.items())
    plan = Plan.uniform(texts, rules, dict.fromkeys(texts, site))
    return list(conclude(results, plan, around, whole=True).diagnostics)


def lost(path: str) -> bytes:
    """The result for a file that kills whoever reads it."""
    en, ja = "Reading this file killed the process", "このファイルを読むとプロセスが異常終了しました"
    return encode(failed(path, parse_failed(path, en, ja)))
