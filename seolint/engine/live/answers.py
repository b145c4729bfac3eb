"""What features of the server ask about an open document: one name, one function of a ``View`` and of what it is asked about.

To add one, write ``def name(view: View, about: Raw) -> object`` in a module of this package, or call a pure function of
``seolint.assist`` here, and list it in ``ANSWERS``. The server's side is ``await server.backend.ask("name", uri, about)``: bytes of
MessagePack, nil for None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from importlib import import_module

from msgspec import Raw

from seolint.diagnostic import Diagnostic
from seolint.document import Document
from seolint.engine.live.live import Live
from seolint.engine.live.messages import Ask, encode
from seolint.engine.live.single import Settled
from seolint.engine.page import PageResult
from seolint.index import Page
from seolint.rule import Rule
from seolint.site import Site
from seolint.site.routes import Routes


class View:
    """An open document among the pages of its site; ``live`` is None before that is read, and where there is none.

    ``path`` is what locations say, from ``folder``, the working directory.
    """

    def __init__(self, path: str, text: str, absolute: str, live: Live | None, opened: Mapping[str, str] = {}) -> None:
        """``opened`` has the texts of the open documents in ``folder``."""
        self.path, self.text, self.live, self._absolute, self.opened = path, text, live, absolute, opened

    @cached_property
    def settled(self) -> Settled:
        """What holds for the document where its site is not known."""
        return Settled(self._absolute)

    @cached_property
    def site(self) -> Site:
        return self.live.plan.sites[self.path] if self.live is not None else self.settled.plan.sites[self.settled.path]

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that are on for the document."""
        plan, path = (self.live.plan, self.path) if self.live is not None else (self.settled.plan, self.settled.path)
        return plan.rules[path]

    @cached_property
    def most(self) -> int:
        """How many bytes a post may have."""
        return (self.live.config if self.live is not None else self.settled.config).max_size

    @cached_property
    def document(self) -> Document:
        return Document(self.path, self.text, self.site)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages of the site, the document's own among them; none before the site is read."""
        if self.live is None:
            return ()
        sites, root = self.live.plan.sites, self.site.root
        return tuple(head.page for path, head in sorted(self.live.results.heads.items()) if sites[path].root == root)

    @cached_property
    def routes(self) -> Routes:
        """Where links lead, as far as the site's pages are known."""
        from seolint.engine.surroundings import DiskSurroundings

        places = {self.site.inside(page.path): page.place for page in self.pages if page.placed}
        return DiskSurroundings(self.most).routes(self.site, places, whole=self.live is not None)

    def read(self, text: str) -> PageResult | None:
        """The page that ``text`` is in the place of the document's."""
        return self.live.read(self.path, text) if self.live is not None else self.settled.read(text)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is said of the document now."""
        if self.live is not None:
            return self.live.findings(self.path, self.text)
        page = self.settled.read(self.text)
        return self.settled.say(page) if page is not None else ()


Question = Callable[[View, Raw], object]

ANSWERS: Mapping[str, str] = {
    "inspect": "seolint.engine.live.panel:ask_inspect",
    "explain": "seolint.engine.live.panel:ask_explain",
    "mend_one": "seolint.engine.live.mending:mend_one",
    "mend_all": "seolint.engine.live.mending:mend_all",
    "ignore": "seolint.engine.live.mending:ignore",
    "ignores_page": "seolint.engine.live.mending:ignores_page",
    "add_to_baseline": "seolint.engine.live.known:add_to_baseline",
    **{name: f"seolint.engine.live.asked:ask_{name}" for name in "symbols links definition completion hover hints".split()},
}
"""Where the function of each name is: ``module:function``, imported when it is asked for the first time."""


def answer(
    request: Ask, path: str, text: str, absolute: str, live: Live | None, opened: Mapping[str, str] = {}
) -> Raw:  # fmt: skip
    """The encoded answer to a question about the document at ``path``."""
    module, _, name = ANSWERS[request.what].partition(":")
    function: Question = getattr(import_module(module), name)
    return Raw(encode(function(View(path, text, absolute, live, opened), request.about)))
