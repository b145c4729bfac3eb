"""The kind and size of images: files that another program wrote, edge cases by hand, and any bytes at all."""

import io
import struct
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from seolint.engine.image_header import read_header
from seolint.index import File

SIZES = ((1, 1), (2, 3), (16, 9), (63, 257), (640, 360), (1200, 630), (1023, 4100))
EXIF_ROTATION = 0x0112
SIDEWAYS = {5, 6, 7, 8}


def encoded(width: int, height: int, kind: str, mode: str = "RGB", **options: object) -> bytes:
    file = io.BytesIO()
    Image.new(mode, (width, height), 0).save(file, kind, **options)
    return file.getvalue()


def rotated(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[EXIF_ROTATION] = orientation
    return exif


WRITTEN: dict[str, tuple[str, Callable[[int, int], bytes]]] = {
    "png": ("png", lambda w, h: encoded(w, h, "png")),
    "png, palette": ("png", lambda w, h: encoded(w, h, "png", "P")),
    "apng": ("png", lambda w, h: encoded(w, h, "png", save_all=True, append_images=[Image.new("RGB", (w, h), 9)])),
    "jpeg": ("jpeg", lambda w, h: encoded(w, h, "jpeg")),
    "jpeg, progressive": ("jpeg", lambda w, h: encoded(w, h, "jpeg", progressive=True)),
    "jpeg, grey": ("jpeg", lambda w, h: encoded(w, h, "jpeg", "L")),
    "jpeg, cmyk": ("jpeg", lambda w, h: encoded(w, h, "jpeg", "CMYK")),
    "jpeg, long profile": ("jpeg", lambda w, h: encoded(w, h, "jpeg", icc_profile=b"\xff\xc0\xff" * 60_000)),
    "jpeg, comment": ("jpeg", lambda w, h: encoded(w, h, "jpeg", comment=b"\xff\xc0\0\x11\x08\0\1\0\1")),
    "webp": ("webp", lambda w, h: encoded(w, h, "webp")),
    "webp, lossless": ("webp", lambda w, h: encoded(w, h, "webp", lossless=True)),
    "webp, alpha": ("webp", lambda w, h: encoded(w, h, "webp", "RGBA")),
    "webp, exif": ("webp", lambda w, h: encoded(w, h, "webp", exif=rotated(1))),
    "webp, animated": ("webp", lambda w, h: encoded(w, h, "webp", save_all=True, append_images=[Image.new("RGB", (w, h), 9)])),
    "avif": ("avif", lambda w, h: encoded(w, h, "avif", speed=10)),
    "avif, alpha": ("avif", lambda w, h: encoded(w, h, "avif", "RGBA", speed=10)),
    "gif": ("gif", lambda w, h: encoded(w, h, "gif", "P")),
    "bmp": ("bmp", lambda w, h: encoded(w, h, "bmp")),
}  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
def test_the_size_of_what_an_encoder_wrote(name: str) -> None:
    kind, write = WRITTEN[name]
    for width, height in SIZES:
        data = write(width, height)
        assert read_header(data, len(data)) == File(len(data), kind, width, height)


@pytest.mark.parametrize("name", WRITTEN)
def test_a_file_cut_short_has_its_size_or_none(name: str) -> None:
    kind, write = WRITTEN[name]
    data = write(640, 360)
    step = max(1, len(data) // 997)
    cut = {read_header(data[:end], len(data)) for end in range(0, len(data), step)}
    assert cut <= {File(len(data)), File(len(data), kind), File(len(data), kind, 640, 360)}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_an_image_that_exif_turns_is_as_it_is_shown(orientation: int) -> None:
    shown = (480, 640) if orientation in SIDEWAYS else (640, 480)
    data = encoded(640, 480, "jpeg", exif=rotated(orientation))
    assert read_header(data, 0) == File(0, "jpeg", *shown)
    data = encoded(640, 480, "avif", exif=rotated(orientation), speed=10)
    assert read_header(data, 0) == File(0, "avif", *shown)


def test_exif_of_the_other_byte_order() -> None:
    exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0" + b"\0\1\3\0\1\0\0\0\7\0\0\0" + b"\x12\1\3\0\1\0\0\0\6\0\0\0" + b"\0" * 4
    segment = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    plain = encoded(30, 20, "jpeg")
    assert read_header(plain[:2] + segment + plain[2:], 0) == File(0, "jpeg", 20, 30)


def test_fill_bytes_and_lone_markers_of_a_jpeg() -> None:
    plain = encoded(30, 20, "jpeg")
    assert read_header(plain[:2] + b"\xff\xff\xff\xff\x01\xff\xd0" + plain[2:], 0) == File(0, "jpeg", 30, 20)


def box(kind: bytes, inner: bytes) -> bytes:
    return struct.pack(">I4s", len(inner) + 8, kind) + inner


def ispe(width: int, height: int) -> bytes:
    return box(b"ispe", struct.pack(">III", 0, width, height))


def test_the_primary_item_counts_not_its_thumbnail() -> None:
    properties = ispe(320, 240) + ispe(4032, 3024) + box(b"irot", b"\3")
    owners = struct.pack(">II", 0, 2) + struct.pack(">HBB", 1, 1, 1) + struct.pack(">HBBB", 7, 2, 0x82, 0x83)
    inner = box(b"pitm", struct.pack(">IH", 0, 7)) + box(b"iprp", box(b"ipco", properties) + box(b"ipma", owners))
    data = box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", b"\0\0\0\0" + inner)
    assert read_header(data, 9) == File(9, "heic", 3024, 4032)
    assert read_header(data[:-1], 9) == File(9, "heic")
    wide = struct.pack(">BBHI", 1, 0, 1, 1) + struct.pack(">IBH", 7, 1, 0x8001)
    inner = box(b"iprp", box(b"ipco", ispe(32, 24)) + box(b"ipma", wide)) + box(b"pitm", struct.pack(">II", 1 << 24, 7))
    data = box(b"ftyp", b"mif1\0\0\0\0avif") + box(b"meta", b"\0\0\0\0" + inner)
    assert read_header(data, 9) == File(9, "avif", 32, 24)


def test_scaling_bits_of_webp_are_no_size() -> None:
    data = bytearray(encoded(640, 360, "webp"))
    data[27] |= 0xC0
    assert read_header(bytes(data), 0) == File(0, "webp", 640, 360)


def test_a_bitmap_that_is_written_from_the_top() -> None:
    data = bytearray(encoded(30, 20, "bmp"))
    data[22:26] = struct.pack("<i", -20)
    assert read_header(bytes(data), 0) == File(0, "bmp", 30, 20)
    old = b"BM" + struct.pack("<IIIIHH", 0, 0, 26, 12, 30, 20)
    assert read_header(old, 0) == File(0, "bmp", 30, 20)


def test_the_largest_picture_of_an_icon() -> None:
    data = encoded(256, 256, "ico", "RGBA")
    assert read_header(data, 0) == File(0, "ico", 256, 256)


def test_a_wide_gif() -> None:
    assert read_header(b"GIF89a" + struct.pack("<HH", 40_000, 33_000) + b"\0\0\0", 0) == File(0, "gif", 40_000, 33_000)


SVG = {
    '<svg width="640" height="360">': (640, 360),
    "<svg xmlns='http://www.w3.org/2000/svg' width='640px' height='360.4px' viewBox='0 0 1 1'/>": (640, 360),
    '<svg viewBox="0 0 24 16">': (24, 16),
    '<svg viewBox="-5,-5,24,16" width="100%" height="auto">': (24, 16),
    '<svg viewBox="0 0 200 100" width="50">': (50, 25),
    '<svg viewBox="0 0 200 100" height="3em">': (200, 100),
    '<svg width="1in" height="2.54cm">': (96, 96),
    '<svg width="25.4mm" height="72pt">': (96, 96),
    '<svg height=" .5in " width="6pc">': (96, 48),
    '\ufeff<?xml version="1.0" standalone="no"?>\n<!-- a <svg width="1" height="1"> -->\n<!DOCTYPE svg PUBLIC "-//W3C" "a.dtd">\n'
    '<svg\n  width="7"\n  height="8">': (7, 8),
    '<!DOCTYPE svg [<!ENTITY ns "http://a.jp/"> <!ENTITY b "c">]><svg width="7" height="8">': (7, 8),
    '<svg:svg xmlns:svg="http://www.w3.org/2000/svg" width="7" height="8">': (7, 8),
    '<svg id="a>b" stroke-width="3" data-width="5" width="7" height="8"><rect width="1" height="1"/></svg>': (7, 8),
    '<svg><rect width="9" height="9"/></svg>': (0, 0),
    '<svg width="&w;" height="8">': (0, 0),
    '<svg width="0" height="0" viewBox="0 0 0 0">': (0, 0),
    '<svg width="-5" height="8">': (0, 0),
    '<svg width="999999999999999999999" height="1e999">': (0, 0),
    '<svg width="7" height="8': (0, 0),
}  # fmt: skip


@pytest.mark.parametrize("text", SVG)
def test_drawings(text: str) -> None:
    assert read_header(text.encode(), 5) == File(5, "svg", *SVG[text])


NO_IMAGES = (
    b"", b"<html><svg width='1' height='1'>", b"<svgx width='1' height='1'>", b"%PDF-1.7", b"BM is a text",
    box(b"ftyp", b"isom\0\0\0\0mp42"), b"\0\0\2\0\1\0", b"RIFF\0\0\0\0WAVEfmt ",
)  # fmt: skip


@pytest.mark.parametrize("data", NO_IMAGES)
def test_what_is_no_image_has_no_kind(data: bytes) -> None:
    assert read_header(data, 3) == File(3)


STARTS = [
    *(write(2, 3)[:200] for _, write in WRITTEN.values()), *(text.encode() for text in SVG), *NO_IMAGES,
    b"\xff\xd8\xff\xe1\0\x20Exif\0\0", b"\0\0\1\0\xff\xff",
]  # fmt: skip


@given(st.sampled_from(STARTS), st.integers(0, 200), st.binary(max_size=300), st.integers(0, 200))
@example(b"\xff\xd8\xff", 3, b"", 0)
def test_any_bytes_give_a_file(start: bytes, kept: int, other: bytes, skipped: int) -> None:
    found = read_header(start[:kept] + other + start[kept + skipped :], 7)
    assert found.size == 7
    assert (found.width > 0) == (found.height > 0)
    assert found.width >= 0
    assert found.kind or not found.width


MANY = 1_000_000
HEIF = box(b"ftyp", b"avif\0\0\0\0")
HOSTILE = {
    "fill bytes": b"\xff\xd8\xff" + b"\xff" * MANY,
    "empty segments": b"\xff\xd8" + b"\xff\xe1\0\x02" * MANY,
    "segments of exif": b"\xff\xd8" + b"\xff\xe1\0\x20Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\0" * MANY,
    "boxes": HEIF + box(b"free", b"") * MANY,
    "boxes of properties": HEIF + box(b"meta", b"\0\0\0\0" + box(b"iprp", box(b"ipma", b"\xff" * 8)) * MANY),
    "properties": HEIF + box(b"meta", b"\0\0\0\0" + box(b"iprp", box(b"ipco", box(b"irot", b"") * MANY))),
    "comments": b"<!---->" * MANY,
    "types": b"<!DOCTYPE[]>" * MANY,
    "open types": b"<!DOCTYPE[" * MANY,
    "a long name": b"<svg " + b"a" * MANY,
    "spaces": b"<svg a" + b" " * MANY,
    "quotes": b"<svg " + b" a='\"" * MANY,
    "attributes": b"<svg " + b" a='b'" * MANY,
    "ends": b"<svg " + b">" * MANY,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_cost_little(name: str) -> None:
    """What is not linear does not come to an end here."""
    assert not read_header(HOSTILE[name], 0).width


def test_many_owners_are_read_once() -> None:
    owners = struct.pack(">II", 0, 2**32 - 1) + struct.pack(">HB", 1, 0) * 100_000
    inner = box(b"pitm", struct.pack(">IH", 0, 1)) + box(b"iprp", box(b"ipco", ispe(2, 3)) + box(b"ipma", owners))
    data = box(b"ftyp", b"avif\0\0\0\0") + box(b"meta", b"\0\0\0\0" + inner)
    assert read_header(data, 0) == File(0, "avif")
