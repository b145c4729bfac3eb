"""What the first bytes of a file tell of an image: its kind and its size in pixels.

Written for bytes from anywhere: each reader passes over them once, and what is not there reads as 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from seolint.index import File

Size = tuple[int, int]
_NONE = (0, 0)

_STARTS = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
"""The markers of a JPEG behind which its size stands."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a segment."""
_SIDEWAYS = frozenset({5, 6, 7, 8})
"""EXIF's orientations that lay the image on its side."""

_AVIF, _HEIC = frozenset({b"avif", b"avis"}), frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})

_SVG_MOST = 65_536
_BEFORE = re.compile(r"\s*+(<\?|<!--|<!DOCTYPE)")
_ROOT = re.compile(r"\s*+<(?:[\w-]{1,40}:)?svg(?=[\s/>])")
_ATTRIBUTE = re.compile(r"""(?<=\s)([\w:-]++)\s*+=\s*+(?:"([^"<]*+)"|'([^'<]*+)')""")
_LENGTH = re.compile(r"\s*\+?(\d{0,9}(?:\.\d{1,9})?)\s*([A-Za-z%]*)\s*")
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
"""CSS pixels of a unit."""


def read_header(data: bytes, size: int) -> File:
    """What a file of ``size`` bytes is that begins with ``data``: as wide and high as a browser shows it."""
    kind, read = _reader(data)
    width, height = read(data) if read is not None else _NONE
    return File(size, kind, width, height) if width > 0 and height > 0 else File(size, kind)


def _reader(data: bytes) -> tuple[str, Callable[[bytes], Size] | None]:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png", _png
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg", _jpeg
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif", _gif
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp", _webp
    if data[4:8] == b"ftyp":
        end = min(_number(data, 0, 4), len(data))
        brands = {data[8:12], *(data[at : at + 4] for at in range(16, end, 4))}
        return ("avif", _heif) if brands & _AVIF else ("heic", _heif) if brands & _HEIC else ("", None)
    if data.startswith(b"BM") and not any(data[6:10]):
        return "bmp", _bmp
    if data.startswith(b"\0\0\1\0"):
        return "ico", _ico
    return ("svg", _svg) if _svg_tag(data) else ("", None)


def _number(data: bytes, at: int, length: int, order: Literal["big", "little"] = "big") -> int:
    found = data[at : at + length]
    return int.from_bytes(found, order) if len(found) == length else 0


def _png(data: bytes) -> Size:
    return (_number(data, 16, 4), _number(data, 20, 4)) if data[12:16] == b"IHDR" else _NONE


def _gif(data: bytes) -> Size:
    return _number(data, 6, 2, "little"), _number(data, 8, 2, "little")


def _bmp(data: bytes) -> Size:
    if _number(data, 14, 4, "little") == 12:
        return _number(data, 18, 2, "little"), _number(data, 20, 2, "little")
    height = _number(data, 22, 4, "little")
    return _number(data, 18, 4, "little"), min(height, 2**32 - height)


def _ico(data: bytes) -> Size:
    """The largest of its pictures."""
    entries = range(6, min(6 + 16 * _number(data, 4, 2, "little"), len(data) - 15), 16)
    return max(((data[at] or 256, data[at + 1] or 256) for at in entries), default=_NONE)


def _webp(data: bytes) -> Size:
    kind = data[12:16]
    if kind == b"VP8X" and len(data) >= 30:
        return _number(data, 24, 3, "little") + 1, _number(data, 27, 3, "little") + 1
    if kind == b"VP8L" and data[20:21] == b"\x2f" and len(data) >= 25:
        bits = _number(data, 21, 4, "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        return _number(data, 26, 2, "little") & 0x3FFF, _number(data, 28, 2, "little") & 0x3FFF
    return _NONE


def _jpeg(data: bytes) -> Size:
    at, orientation = 2, 0
    while 0 <= (at := data.find(b"\xff", at)) < len(data) - 1:
        marker = data[at + 1]
        at += 1 if marker == 0xFF else 2
        if marker in (0x00, 0xFF) or marker in _ALONE:
            continue
        length = _number(data, at, 2)
        if marker in _STARTS:
            height, width = _number(data, at + 3, 2), _number(data, at + 5, 2)
            return (height, width) if orientation in _SIDEWAYS else (width, height)
        if marker in (0xD9, 0xDA) or length < 2:
            break
        if marker == 0xE1 and not orientation and data[at + 2 : at + 8] == b"Exif\0\0":
            orientation = _orientation(data[at + 8 : at + length])
        at += length
    return _NONE


def _orientation(exif: bytes) -> int:
    """The orientation that the TIFF header ``exif`` names; 0 for none."""
    order: Literal["big", "little"] = "little" if exif.startswith(b"II") else "big"
    start = _number(exif, 4, 4, order)
    first = start + 2
    entries = range(first, min(first + 12 * _number(exif, start, 2, order), len(exif) - 11), 12)
    return next((_number(exif, at + 8, 2, order) for at in entries if _number(exif, at, 2, order) == 0x0112), 0)


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """The boxes of ISO's base media format in a stretch: kind, start and end of what is inside."""
    while start + 8 <= end:
        size, head = _number(data, start, 4), 8
        if size == 1:
            size, head = _number(data, start + 8, 8), 16
        if size == 0 and head == 8:
            size = end - start
        if size < head:
            return
        yield data[start + 4 : start + 8], start + head, start + size
        start += size


def _heif(data: bytes) -> Size:
    """The size of the primary item, turned as it says."""
    meta = next(((start, end) for kind, start, end in _boxes(data, 0, len(data)) if kind == b"meta"), None)
    if meta is None or meta[1] > len(data):
        return _NONE
    primary, properties, named = 0, list[tuple[bytes, int]](), list[tuple[int, int]]()
    for kind, start, end in _boxes(data, meta[0] + 4, meta[1]):
        if kind == b"pitm":
            primary = _number(data, start + 4, 4 if data[start] else 2)
        elif kind == b"iprp" and not properties:
            for inner, first, last in _boxes(data, start, min(end, meta[1])):
                if inner == b"ipco":
                    properties += ((name, at) for name, at, _ in _boxes(data, first, min(last, meta[1])))
                elif inner == b"ipma":
                    named.append((first, min(last, meta[1])))
    size, turned = _NONE, False
    for number in (number for start, end in named for number in _associated(data, start, end, primary)):
        kind, at = properties[number - 1] if 0 < number <= len(properties) else (b"", 0)
        if kind == b"ispe":
            size = _number(data, at + 4, 4), _number(data, at + 8, 4)
        elif kind == b"irot":
            turned = _number(data, at, 1) % 2 == 1
    width, height = size
    return (height, width) if turned else size


def _associated(data: bytes, start: int, end: int, item: int) -> Iterator[int]:
    """The numbers of the properties that the ``ipma`` box in a stretch gives to ``item``, from 1 on."""
    wide, long = 4 if data[start : start + 1] > b"\0" else 2, 2 if _number(data, start + 3, 1) & 1 else 1
    at = start + 8
    for _ in range(_number(data, start + 4, 4)):
        if at >= end:
            return
        count, own = _number(data, at + wide, 1), _number(data, at, wide) == item
        at += wide + 1
        if own:
            yield from (_number(data, at + long * n, long) & (0x7FFF if long == 2 else 0x7F) for n in range(count))
        at += long * count


def _svg_tag(data: bytes) -> str:
    """What stands behind the name of a drawing's root: its attributes and all the rest; "" for what is no drawing."""
    text = data[:_SVG_MOST].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    at = 0
    while (found := _BEFORE.match(text, at)) is not None:
        mark = {"<?": "?>", "<!--": "-->"}.get(found[1], ">")
        end = text.find(mark, found.end())
        subset = text.find("[", found.end(), end) if mark == ">" else -1
        if subset >= 0:
            closing = text.find("]", subset)
            end = text.find(">", closing) if closing >= 0 else -1
        if end < 0:
            return ""
        at = end + len(mark)
    root = _ROOT.match(text, at)
    return text[root.end() :] if root else ""


def _svg(data: bytes) -> Size:
    """Width and height, in pixels by CSS; where one is missing or relative, by the view box."""
    text = _svg_tag(data)
    attributes: dict[str, str] = {}
    at = 0
    for found in _ATTRIBUTE.finditer(text):
        if ">" in text[at : found.start()]:
            break
        attributes.setdefault(found[1], found[2] or found[3] or "")
        at = found.end()
    width, height = _pixels(attributes.get("width", "")), _pixels(attributes.get("height", ""))
    box = [_pixels(each) for each in attributes.get("viewBox", "").replace(",", " ").split()[2:4]]
    if len(box) == 2 and all(box):
        ratio = box[0] / box[1]
        width, height = width or (height * ratio if height else box[0]), height or (width / ratio if width else box[1])
    return round(width), round(height)


def _pixels(length: str) -> float:
    """``length`` in CSS pixels; 0 where it is relative or none."""
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _UNITS.get(found[2].lower(), 0.0) if found and found[1] else 0.0
