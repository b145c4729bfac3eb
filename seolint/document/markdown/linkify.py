"""Addresses that stand in text without any mark, as markdown-it's linkify makes links of them: Zenn and VitePress.

A URL ends at white space, its host at any punctuation, full-width too. Where ``loose``, names of hosts and e-mail addresses
are links without a scheme.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from seolint.document.markdown.autolinks import Autolink
from seolint.document.markdown.events import Event
from seolint.document.tokens import MOST, TooManyError

_MOST_LINKS = MOST // 3
"""Each is three tokens."""

_SIGN = re.compile(r"://|//|(?i:mailto:)|@|\.(?=[A-Za-zр])")
_ANY = re.compile(r"//|@|(?i:mailto:)|\.[A-Za-zр]")
_COUNTRY = (
    "a[cdefgilmnoqrstuwxz]|b[abdefghijmnorstvwyz]|c[acdfghiklmnoruvwxyz]|d[ejkmoz]|e[cegrstu]|f[ijkmor]|g[abdefghilmnpqrstuwy]|"
    "h[kmnrtu]|i[delmnoqrst]|j[emop]|k[eghimnprwyz]|l[abcikrstuvy]|m[acdeghklmnopqrstuvwxyz]|n[acefgilopruz]|om|p[aefghklmnrstwy]|"
    "qa|r[eosuw]|s[abcdeghijklmnortuvxyz]|t[cdfghjklmnortvwz]|u[agksyz]|v[aceginu]|w[fs]|y[et]|z[amw]"
)
_TOP = re.compile(
    rf"(?:biz|com|edu|gov|net|org|pro|web|xxx|aero|asia|coop|info|museum|name|shop|рф|{_COUNTRY}|xn--[a-z0-9-]{{1,59}})",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"[A-Za-z0-9+.-]")
_LONGEST_SCHEME = 10
_LATE = re.compile(r"(?:https?|ftp)\Z", re.IGNORECASE)
_USER = re.compile(r"[-;:&=+$,.a-zA-Z0-9_]")
_LONGEST_USER = 64
_USERS = re.compile(rf"{_USER.pattern}{{1,{_LONGEST_USER}}}")
_A = re.compile(r"<(/?)a[\s>]", re.IGNORECASE)


_ENDS = r"\x00-\x20\x7f!\"#%&'()*,./:;?@\[\\\]_{}§"
_LETTER, _FINAL, _BLANK = rf"[^<>\-{_ENDS}]", rf"[\-{_ENDS}]", r"\x00-\x20\x7f"
_LABEL = rf"{_LETTER}(?:[^<>{_ENDS}]{{0,61}}{_LETTER})?+"
_LOGIN = rf"(?:[^{_BLANK}@/\[\]()]{{1,50}}@)?"
_STOP = rf"(?::\d{{1,5}}(?!\d))?(?=\Z|[<>]|{_FINAL})(?!-|_|:\d|\.-|\.(?!\Z|{_FINAL}))"
_PAIRS = "|".join(
    rf"\{opening}[^{_BLANK}\{closing}]{{{least},2000}}+\{closing}" for opening, closing, least
    in ("[]0", "()0", "{}0", '""1', "''1")
)
_PATH = (
    rf"(?:[/?#](?:[^<>{_BLANK}()\[\]{{}}.,\"'?!\-;]|{_PAIRS}|'(?={_LETTER}|-)|\.{{2,}}[a-zA-Z0-9%/&]|\.(?![{_BLANK}.]|\Z)|-+"
    rf"|[,;](?![{_BLANK}]|\Z)|!+(?![{_BLANK}!]|\Z)|\?(?![{_BLANK}?]|\Z))++|/)?"
)
_HOSTS = rf"{_LABEL}(?:\.{_LABEL})++"
_PARTS = re.compile(rf"[<>\-{_ENDS}]")
_URL = re.compile(rf"(?:https?|ftp)://{_LOGIN}{_LABEL}(?:\.{_LABEL})*+{_STOP}{_PATH}", re.IGNORECASE)
_ROOTED = re.compile(rf"//{_LOGIN}(?:localhost|{_HOSTS}){_STOP}{_PATH}", re.IGNORECASE)
_HOST = re.compile(rf"({_HOSTS}){_STOP}{_PATH}")
_MAIL = re.compile(rf"@({_LABEL}(?:\.{_LABEL})*+){_STOP}")
"""These read the shadow of a text."""


class _Kinds(dict[int, str]):
    """What the shadow of a text has for each of its characters, ASCII as it is: white space, a sign, a letter or ``>``."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        kind = unicodedata.category(sign)
        shown = sign if code < 0x80 else " " if kind[0] == "Z" or kind == "Cc" else "§" if kind[0] == "P" else "é"
        self[code] = ">" if sign == "｜" else shown
        return self[code]


_KINDS = _Kinds()


def find_linkified(text: str, events: Sequence[Event], ends: dict[int, int], *, loose: bool) -> list[Autolink]:
    """The links in order; what one holds is no Markdown, so that one that goes on behind its room calls for reading anew.

    Raises TooManyError.
    """
    if not _ANY.search(text):
        return []
    shadow = text if text.isascii() else text.translate(_KINDS)
    links: list[Autolink] = []
    index, anchors, here = 0, 0, 0
    while index < len(events):
        kind, start, end, name, _ = events[index]
        if kind == "Text":
            if not anchors and _ANY.search(text, max(start, here), end):
                stretch = _Stretch(text, shadow, max(start, here), end, loose)
                links += islice(stretch.read(), _MOST_LINKS + 1 - len(links))
                if len(links) > _MOST_LINKS:
                    raise TooManyError
                here = links[-1].end if links else here
        elif kind == "Start" and name in {"Link", "Image", "CodeBlock", "HtmlBlock"}:
            index = ends[index]
        elif kind == "Start" and name not in {"Emphasis", "Strong", "Strikethrough"}:
            anchors = 0
        elif kind == "InlineHtml" and (found := _A.match(name)):
            anchors = max(anchors + (-1 if found[1] else 1), 0)
        index += 1
    return links


class _Stretch:
    """A stretch of text in which nothing else stands."""

    def __init__(self, text: str, shadow: str, start: int, end: int, loose: bool) -> None:
        self.text, self.shadow, self.start, self.end, self.loose = text, shadow, start, end, loose
        self.walked = self.begun = self.failed = -1
        """The dot of a host that was met last, where its host begins, and where one begins that is none."""

    def read(self) -> Iterator[Autolink]:
        here = self.start
        while found := _SIGN.search(self.text, here, self.end):
            link = self.link(found)
            if link is not None and link.start >= self.start:
                yield link
                self.start = link.end
            here = max(found.end(), self.start)

    def link(self, found: re.Match[str]) -> Autolink | None:
        """The address in which the sign ``found`` stands."""
        text, shadow, at, sign = self.text, self.shadow, found.start(), found[0]
        if sign == "://":
            first = self.back(at, _SCHEME, _LONGEST_SCHEME)
            link = self.made(_URL.match(shadow, first), first, "", "*")
            return link or self.late(at)
        if sign == "//":
            free = self.is_free(at) and (at == self.start or text[at - 1] not in ":/")
            return self.made(_ROOTED.match(shadow, at, self.end), at, "") if free else None
        if sign == "@":
            return self.mail(at)
        if sign == ".":
            return self.host(at) if self.loose else None
        user = _USERS.match(text, found.end(), self.end) if self.is_free(at) else None
        return self.made(_MAIL.match(shadow, user.end(), self.end), at, "") if user else None

    def late(self, at: int) -> Autolink | None:
        """A URL behind punctuation that might belong to its scheme; it ends with the stretch."""
        found = _LATE.search(self.text, max(self.start, at - 5), at)
        if not found or not self.is_free(found.start()):
            return None
        return self.made(_URL.match(self.shadow, found.start(), self.end), found.start(), "")

    def is_free(self, place: int) -> bool:
        """Whether an address may begin at ``place``."""
        return place == self.start or (self.parts(place - 1) and self.text[place - 1] != "_")

    def back(self, at: int, signs: re.Pattern[str], most: int) -> int:
        """Where the ``signs`` before ``at`` begin."""
        first = at
        while first > self.start and at - first < most and signs.match(self.text[first - 1]):
            first -= 1
        return first

    def parts(self, place: int) -> bool:
        """Whether the character at ``place`` parts an address from what stands before it."""
        return _PARTS.match(self.shadow, place) is not None

    def mail(self, at: int) -> Autolink | None:
        first = self.back(at, _USER, _LONGEST_USER)
        before = self.text[first - 1]
        free = first == self.start or before in '<>｜"(' or self.shadow[first - 1] <= " "
        found = _MAIL.match(self.shadow, at, self.end) if self.loose and free and first < at else None
        return self.made(found, first, "mailto:") if found and _is_known(self.text[slice(*found.span(1))]) else None

    def host(self, at: int) -> Autolink | None:
        if not _TOP.match(self.text, at + 1, self.end):
            return None
        first = at
        while first > max(self.start, self.walked) and (self.text[first - 1] in ".-" or not self.parts(first - 1)):
            first -= 1
        if first == self.walked and first > self.start:
            first = self.begun
        self.walked, self.begun = at, first
        if first == self.failed:
            return None
        self.failed = first
        if first > self.start and self.text[first - 1] in ".:/\\-_@":
            return None
        while self.text[first] in "$+=^`|":
            first += 1
        found = _HOST.match(self.shadow, first, self.end)
        return self.made(found, first, "http://") if found and _is_known(self.text[slice(*found.span(1))]) else None

    def made(self, found: re.Match[str] | None, start: int, lead: str, trimmed: str = "") -> Autolink | None:
        if not found:
            return None
        end = found.end()
        while trimmed and self.text[end - 1] in trimmed:
            end -= 1
        return Autolink(start, end, lead, self.end)


def _is_known(host: str) -> bool:
    """Whether a name ends as those of hosts do."""
    return "." in host and _TOP.fullmatch(host.rpartition(".")[2]) is not None
