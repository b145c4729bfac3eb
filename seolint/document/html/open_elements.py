"""The stack of open elements of the HTML standard; what it asks of the stack is answered without walking through it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from seolint.document.tokens import HEADINGS, Tag

_FOREIGN_TEXT = frozenset(
    {"math mi", "math mo", "math mn", "math ms", "math mtext", "math annotation-xml", "svg foreignobject", "svg desc", "svg title"}
)
_SCOPE = _FOREIGN_TEXT | {"applet", "caption", "html", "table", "td", "th", "marquee", "object", "select", "template"}
SPECIAL = _FOREIGN_TEXT | frozenset(
    "address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd "
    "details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup "
    "hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript object ol p param "
    "plaintext pre script search section select source style summary table tbody td template textarea tfoot th thead title "
    "tr track ul wbr xmp".split()
)
_GROUPS: dict[str, Iterable[str]] = {
    "#scope": _SCOPE,
    "#list": _SCOPE | {"ol", "ul"},
    "#button": _SCOPE | {"button"},
    "#table": ("html", "table", "template"),
    "#special": SPECIAL,
    "#item": SPECIAL - {"address", "div", "p"},
    "#heading": HEADINGS,
    "#structure": ("html", "template", "table", "caption", "colgroup", "tbody", "tfoot", "thead", "tr", "td", "th"),
}
_GROUPS_OF: dict[str, tuple[str, ...]] = {
    name: tuple(group for group, names in _GROUPS.items() if name in names) for name in SPECIAL
}


class Element:
    """An element on the stack. ``name`` begins with ``svg`` or ``math`` and a space where it is not HTML's own."""

    __slots__ = ("above", "below", "foreign", "name", "open", "order", "run", "tag")

    def __init__(self, name: str, tag: Tag | None, order: int, below: Element | None, foreign: str) -> None:
        self.name, self.tag, self.order, self.foreign = name, tag, order, foreign
        self.below: Element | None = below
        self.above: Element | None = None if below is None else below.above
        self.open = True
        self.run: int = 0 if not foreign else below.run if below is not None and below.foreign else order
        """The order of the lowest of the foreign elements that lie without a break below this one."""


class OpenElements:
    """Elements are linked; each group of names has a list of its own, from which closed ones are dropped when met.

    ``order`` grows from below to above. A formatting element that is put back in the middle has that of its parent.
    """

    def __init__(self) -> None:
        self._members: defaultdict[str, list[Element]] = defaultdict(list)
        self._count = 0
        self.root = self.top = Element("html", None, 0, None, "")
        for group in _GROUPS_OF["html"]:
            self._members[group].append(self.root)

    def push(self, name: str, tag: Tag | None, foreign: str = "") -> Element:
        self._count += 1
        element = Element(name, tag, self._count, self.top, foreign)
        self.top.above = element
        self.top = element
        self._list(name, element)
        if name in _GROUPS_OF:
            for group in _GROUPS_OF[name]:
                self._list(group, element)
        return element

    def _list(self, name: str, element: Element) -> None:
        members = self._members[name]
        while members and not members[-1].open:
            members.pop()
        members.append(element)

    def insert(self, name: str, tag: Tag | None, below: Element) -> Element:
        """Put a formatting element directly above ``below``."""
        element = Element(name, tag, below.order, below, "")
        if below.above is None:
            self.top = element
        else:
            below.above.below = element
        below.above = element
        self._members[name].append(element)
        return element

    def remove(self, element: Element) -> None:
        """Take out ``element``, wherever it is; never the root."""
        below, above = element.below, element.above
        element.open = False
        if below is None:
            return
        below.above = above
        if above is None:
            self.top = below
        else:
            above.below = below
        element.below = element.above = None

    def last(self, name: str) -> Element | None:
        """The topmost open element of a name or group."""
        members = self._members.get(name)
        while members:
            if members[-1].open:
                return members[-1]
            members.pop()
        return None

    def bound(self, group: str) -> int:
        """The order of the topmost element of a group; the root is in all that bound something."""
        found = self.last(group)
        return found.order if found else 0

    def in_scope(self, name: str, group: str = "#scope") -> Element | None:
        """The topmost element of ``name`` where no element of ``group`` lies above it."""
        found = self.last(name)
        return found if found is not None and found.order >= self.bound(group) else None
