"""What a panel beside the post shows: what ``seolint inspect`` tells of it, its preview in a search engine, and pages of rules."""

from __future__ import annotations

from msgspec import Raw, Struct, msgpack

from seolint.assist import is_readable
from seolint.assist.preview import Preview, preview
from seolint.assist.rule_markdown import rule_markdown
from seolint.diagnostic import Text
from seolint.document import Document
from seolint.engine.live.answers import View
from seolint.inspection import Inspection
from seolint.inspection_json import render
from seolint.registry import find_rich_results
from seolint.rule_page import find_page
from seolint.site.routes import Routes


class Inspected(Struct, frozen=True):
    """``inspection`` is the JSON of ``seolint inspect --alone``. Offsets are in code points of the text that the worker has."""

    inspection: bytes
    preview: Preview


def ask_inspect(view: View, about: Raw) -> Inspected | None:
    """None of a post that cannot be read. ``about`` is a newer text than the worker has, or nil."""
    text = msgpack.decode(about, type=str | None)
    doc = view.document if text is None else Document(view.path, text, view.site)
    if not is_readable(doc):
        return None
    routes = view.live.index(view.site.root).routes if view.live is not None else None
    inspection = Inspection(doc, routes or Routes(view.site, {}, ()), None, tuple(find_rich_results(doc)))
    return Inspected(render(inspection), preview(doc))


def ask_explain(view: View, about: Raw) -> Text | None:
    """The page of the rule that ``about`` names, as Markdown; None of one that is not installed."""
    page = find_page(msgpack.decode(about, type=str))
    return rule_markdown(page, page.severity) if page is not None else None
