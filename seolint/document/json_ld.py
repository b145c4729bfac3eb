"""JSON-LD's ``@context``: what the names of a script mean, and what a template hides between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from seolint.document.template import Template
from seolint.document.tree import Array, Node, Object, Scalar
from seolint.text import UNKNOWN

_SCHEMA_ORG = re.compile(r"https?://(?:www\.)?schema\.org/?(?:#|docs/jsonldcontext\.jsonld?)?", re.IGNORECASE)
_SCHEMA_TERM = re.compile(r"https?://(?:www\.)?schema\.org/([A-Za-z0-9][\w-]*)$")
_MOST = 100
"""How many contexts of a list are read."""
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def controls(template: Template, start: int, end: int) -> tuple[int, ...]:
    """Where the control tags in ``[start, end)`` begin."""
    first = bisect_left(template.control, (start, 0))
    return tuple(begin for begin, _ in template.control[first : bisect_left(template.control, (end, 0))])


class Gaps:
    """What a template hides between the values of one script, and where some were ``lost`` to mistakes."""

    def __init__(self, template: Template, start: int, end: int, lost: tuple[int, ...] = ()) -> None:
        self.text = template.text
        self.control = (*controls(template, start, end), *lost)

    def inside(self, node: Object) -> bool:
        """Whether template code stands between the members of ``node``, where it may print more of them."""
        start, end = node.at.start, node.at.end
        if any(start <= s < end for s in self.control):
            return True
        marks = self.text.count(UNKNOWN, start, end)
        edges = ((m.value.at.start, m.value.at.end) for m in node.members) if marks else ()
        return marks > sum(self.text.count(UNKNOWN, first, last) for first, last in edges)


class Context(Struct, frozen=True):
    """What names mean: ``known`` once a schema.org context was seen and nothing hides it."""

    known: bool = False
    aliases: Mapping[str, str] = {}
    vocabulary: bool = False
    gaps: Gaps | None = None

    def keyword(self, name: str) -> str:
        """The JSON-LD keyword that ``name`` stands for, "" for none."""
        if name.startswith("@"):
            return name
        target = self.aliases.get(name, "")
        if target.startswith("@"):
            return target
        return {"type": "@type", "id": "@id"}.get(name, "") if self.vocabulary and name not in self.aliases else ""

    def term(self, name: str) -> str:
        """schema.org's own name for ``name``, "" when it belongs elsewhere or a template makes it."""
        if UNKNOWN in name:
            return ""
        name = self.aliases.get(name, name)
        found = _SCHEMA_TERM.match(name)
        if found:
            return found[1]
        if not _ABSOLUTE.match(name):
            return name if self.vocabulary else ""
        prefix, _, local = name.partition(":")
        base = self.aliases.get(prefix, "https://schema.org/" if prefix == "schema" else "")
        return local if _SCHEMA_ORG.fullmatch(base) else ""


def extend(context: Context, node: Node) -> Context:
    """``context`` with what a ``@context`` adds to it."""
    if isinstance(node, Array):
        for item in node.items[:_MOST]:
            context = extend(context, item)
        return context
    if isinstance(node, Scalar):
        if node.kind == "null":
            return Context(gaps=context.gaps)
        if node.kind == "unknown" or UNKNOWN in node.text.value:
            return replace(context, known=False)
        ours = bool(_SCHEMA_ORG.fullmatch(node.text.value.strip()))
        return replace(context, known=ours, vocabulary=ours)
    aliases, known, vocabulary = dict(context.aliases), context.known, context.vocabulary
    for member in node.members:
        target = member.value.get("@id") if isinstance(member.value, Object) else member.value
        if not isinstance(target, Scalar):
            continue
        if member.key.value == "@vocab":
            vocabulary = bool(_SCHEMA_ORG.fullmatch(target.text.value.strip()))
            known = vocabulary
        elif not member.key.value.startswith("@"):
            aliases[member.key.value] = "" if target.kind == "null" else target.text.value
            known = known or bool(_SCHEMA_ORG.match(target.text.value))
    return replace(context, known=known, aliases=aliases, vocabulary=vocabulary)
