"""What the tree construction of the HTML standard does to its two lists, and the balanced tokens that come of it."""

from __future__ import annotations

from collections.abc import Collection

from seolint.document.html.open_elements import SPECIAL, Element, OpenElements
from seolint.document.tokens import EndTag, Tag, Token

_MOST_ACTIVE = 16
"""How many formatting elements are opened again at most; browsers have no such bound, and can be slowed down."""

_IMPLIED = frozenset("dd dt li optgroup option p rb rp rt rtc".split())


class Builder:
    """``elements`` are the open elements, ``active`` the active formatting elements, in a list for each marker."""

    def __init__(self) -> None:
        self.elements = OpenElements()
        self.active: list[list[Element]] = [[]]
        self.out: list[Token] = []
        self.token: Tag | EndTag = EndTag("", 0, 0)
        """The tag that is being read."""

    def insert(self, tag: Tag, name: str = "", foreign: str = "") -> Element:
        self.out.append(tag)
        return self.elements.push(name or tag.name, tag, foreign)

    def pop(self, *, told: bool = False) -> None:
        """Close the topmost element: here without length, unless the end tag that is being read tells it."""
        top = self.elements.top
        if top is self.elements.root:
            return
        self.elements.remove(top)
        if top.tag is not None:
            here = self.token.start
            self.out.append(EndTag(top.tag.name, here, self.token.end if told else here))

    def close(self, element: Element, *, told: bool = True) -> None:
        """Close all elements down to ``element``; ``told`` by the end tag that is being read, if it is one."""
        while element.open and self.elements.top is not element:
            self.pop()
        if element.open:
            self.pop(told=told and isinstance(self.token, EndTag))

    def close_above(self, element: Element) -> None:
        while element.open and self.elements.top is not element:
            self.pop()

    def take_out(self, element: Element) -> None:
        """Close ``element`` and leave what lies above it open."""
        if element is self.elements.top:
            self.pop(told=isinstance(self.token, EndTag))
            return
        self.elements.remove(element)
        if element.tag is not None:
            told = isinstance(self.token, EndTag) and self.token.name == element.name
            self.out.append(EndTag(element.tag.name, self.token.start, self.token.end if told else self.token.start))

    def imply_ends(self, *, but: Collection[str] = ()) -> None:
        while self.elements.top.name in _IMPLIED and self.elements.top.name not in but:
            self.pop()

    def close_p(self) -> None:
        found = self.elements.in_scope("p", "#button")
        if found is not None:
            self.close(found, told=False)

    # Active formatting elements

    def mark(self) -> None:
        self.active.append([])

    def clear_to_mark(self) -> None:
        self.active.pop()
        if not self.active:
            self.active.append([])

    def format(self, tag: Tag) -> None:
        """Insert a formatting element: three alike at most are remembered."""
        active = self.active[-1]
        if len(active) >= 3:
            alike = [e for e in active if e.tag is not None and e.name == tag.name and _alike(e.tag, tag)]
            if len(alike) >= 3:
                active.remove(alike[0])
            elif len(active) >= _MOST_ACTIVE:
                active.remove(next((e for e in active if e.name != "a"), active[0]))
        active.append(self.insert(tag))

    def reconstruct(self) -> None:
        """Open again the formatting elements that were closed with what held them; of use to a linter are two."""
        active = self.active[-1]
        if not active or active[-1].open:
            return
        first = len(active) - 1
        while first and not active[first - 1].open:
            first -= 1
        for number in range(first, len(active)):
            element = active[number]
            active[number] = self.elements.push(element.name, element.tag)
            if element.name == "a" and element.tag is not None:
                self.out.append(element.tag)
            elif element.name == "code":
                self.out.append(Tag("code", {}, self.token.end, self.token.end))

    def formatting(self, name: str) -> Element | None:
        for element in reversed(self.active[-1]):
            if element.name == name:
                return element
        return None

    def adopt(self, name: str) -> bool:
        """The adoption agency algorithm for the end of a formatting element; False where it is no such thing's."""
        elements, active = self.elements, self.active[-1]
        top = elements.top
        if top.name == name and top not in active:
            self.close(top)
            return True
        for _ in range(8):
            element = self.formatting(name)
            if element is None:
                return False
            if not element.open:
                active.remove(element)
                return True
            if element.order < elements.bound("#scope"):
                return True
            block = element.above
            while block is not None and block.name not in SPECIAL:
                block = block.above
            if block is None:
                self.close(element)
                active.remove(element)
                return True
            self._split(element, block)
        return True

    def _split(self, element: Element, block: Element) -> None:
        """Let ``element`` end before ``block`` and begin again inside it, where the next turn may end it."""
        active = self.active[-1]
        nearest: Element | None = None
        count, node = 0, block.below
        while node is not None and node is not element:
            below = node.below
            count += 1
            if count > 3 and node in active:
                active.remove(node)
            if node not in active:
                self.take_out(node)
            else:
                nearest = nearest or node
            node = below
        place = active.index(element)
        del active[place]
        if nearest is not None:
            place = active.index(nearest) + 1
        self.elements.remove(element)
        active.insert(place, self.elements.insert(element.name, element.tag, block))


def _alike(one: Tag, other: Tag) -> bool:
    if len(one.attributes) != len(other.attributes):
        return False
    return all(name in other.attributes and other.attributes[name].value == value.value for name, value in one.attributes.items())
