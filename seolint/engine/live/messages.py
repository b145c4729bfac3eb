"""What the server and its worker tell each other: structs in MessagePack, each behind its length in four bytes."""

from __future__ import annotations

from hashlib import blake2b

from msgspec import Raw, Struct
from msgspec.msgpack import Decoder, Encoder

from seolint.diagnostic import Diagnostic, Edit, Text


class Setup(Struct, frozen=True, tag=True):
    """Begin: the workspace's folders, absolute. What is not ``trusted`` gets no plugins, and no cache is written in it.

    ``alone``: no site is read, each document is looked at by itself. ``watched``: ``Changed`` comes unasked.
    """

    folders: tuple[str, ...] = ()
    trusted: bool = True
    alone: bool = False
    watched: bool = True


class Put(Struct, frozen=True, tag=True):
    """An open document as it is now; answered by ``Told``.

    ``path`` is absolute, or only a name of what is no file (yet). ``text`` None: it is too large, or was read to kill a worker.
    """

    number: int
    uri: str
    path: str
    text: str | None
    version: int
    lost: bool = False


class Drop(Struct, frozen=True, tag=True):
    """A document was closed: its file counts again."""

    uri: str


class Changed(Struct, frozen=True, tag=True):
    """Files changed on the disk, by absolute path; ``anew`` reads everything again."""

    paths: tuple[str, ...] = ()
    anew: bool = False


class Look(Struct, frozen=True, tag=True):
    """Files may have changed on the disk, and nobody watches them."""


class Ask(Struct, frozen=True, tag=True):
    """A question about an open document: ``what`` names one of ``answers.ANSWERS``, ``about`` is what that takes, encoded."""

    number: int
    what: str
    uri: str
    about: Raw = Raw(b"\xc0")


class Everything(Struct, frozen=True, tag=True):
    """Asks what is said of all posts; ``known`` has the ``Page.digest`` of those that need not be told again, by absolute path."""

    number: int
    known: dict[str, bytes] = {}


Request = Setup | Put | Drop | Changed | Look | Ask | Everything


class Told(Struct, frozen=True, tag=True):
    """What is said of an open document of this ``version``. Paths in findings are from ``folder``.

    ``number`` is that of a ``Put``, or 0 where something else than the document changed. ``path`` is its own path in
    ``findings``. ``whole`` says that its site was judged too. ``lang`` is the configuration's language of messages.
    """

    number: int
    uri: str
    version: int
    folder: str
    path: str
    findings: tuple[Diagnostic, ...] = ()
    whole: bool = False
    lang: str = ""


class Page(Struct, frozen=True, array_like=True):
    """What is said of one post; paths are from ``Reports.folder``."""

    path: str
    digest: bytes
    findings: tuple[Diagnostic, ...]


class Reports(Struct, frozen=True, tag=True):
    """A part of the answer to ``Everything``: pages in one folder; the ``last`` part may have none. ``same`` are the paths of pages
    that are known."""

    number: int
    folder: str
    pages: tuple[Page, ...]
    same: tuple[str, ...] = ()
    last: bool = False


class Answer(Struct, frozen=True, tag=True):
    """The answer to an ``Ask``, encoded; nil where there is none."""

    number: int
    data: Raw


class Mended(Struct, frozen=True):
    """The answer of ``mending``: what a post becomes, as edits that do not overlap; none because of ``why``."""

    edits: tuple[Edit, ...] = ()
    why: Text | None = None


class Failed(Struct, frozen=True, tag=True):
    """An ``Ask`` that failed."""

    number: int
    why: str


class Progress(Struct, frozen=True, tag=True):
    """How far the reading of a site is; it is read when both are equal."""

    folder: str
    done: int
    total: int


class Notice(Struct, frozen=True, tag=True):
    """Something for the user: a configuration that cannot be read."""

    text: Text


class Moved(Struct, frozen=True, tag=True):
    """What is said of posts that are not open has changed; ``anew``: the site was read again, maybe by other settings."""

    anew: bool = False


class Rested(Struct, frozen=True, tag=True):
    """All that there was to do is done."""


Report = Told | Reports | Answer | Failed | Progress | Notice | Moved | Rested


def _plain(value: object) -> str:
    """A scalar of a configuration as text and nothing more."""
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError(type(value))


encode = Encoder(enc_hook=_plain).encode
decode_request: Decoder[Request] = Decoder(Request)
decode_report: Decoder[Report] = Decoder(Report)


def digest_of(findings: tuple[Diagnostic, ...]) -> bytes:
    """What tells findings from others."""
    return blake2b(encode(findings), digest_size=16).digest()


def identity(found: Diagnostic) -> str:
    """What tells a finding from the others of its document: its rule, its place and what it says."""
    return blake2b(encode((found.rule, found.at, found.message)), digest_size=8).hexdigest()


def frame(message: Request | Report) -> bytes:
    data = encode(message)
    return len(data).to_bytes(4, "big") + data
