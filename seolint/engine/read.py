"""Bytes of a file to text, or to the reason why not."""

from __future__ import annotations

import os
import re
import stat

from seolint.diagnostic import Diagnostic, Text
from seolint.notices import parse_failed
from seolint.pattern import pattern

_LINE_END = re.compile(rb"\r\n|\r|\n")
_UNDECODED, _NAME_BYTE = pattern("[\ud800-\udfff]"), pattern(r"\\x([89a-f][0-9a-f])")
_CODECS = {"Shift_JIS": "CP932", "EUC-KR": "CP949", "Big5": "BIG5-HKSCS"}
_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


class NotRegularError(OSError):
    """A folder, pipe, socket or device: nothing to read."""


def read_text(path: str, most: int) -> str | Diagnostic:
    """The text of the file at ``path``, byte-order mark and line ends as they are."""
    try:
        data = read_bytes(path, most + 1)
        size = len(data) if len(data) <= most else max(os.path.getsize(path), len(data))
    except NotRegularError:
        return parse_failed(path, "This is not a regular file", "通常のファイルではありません")
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        return parse_failed(path, f"The file cannot be read: {why}", f"ファイルを読めません（{why}）")
    return too_large(path, size, most) if size > most else decode(path, data, most)


def read_bytes(path: str, most: int) -> bytes:
    """At most ``most`` bytes of a regular file; never waits for a pipe, even one that took a file's place just now."""
    path = on_disk(path)
    mode = os.stat(path).st_mode
    if not stat.S_ISREG(mode):
        raise NotRegularError(path)
    number = os.open(path, os.O_RDONLY | _FLAGS)
    with open(number, "rb") as file:
        status = os.fstat(number)
        if not stat.S_ISREG(status.st_mode):
            raise NotRegularError(path)
        data = file.read(min(most, status.st_size + 1))  # room for ``most`` bytes takes time
        return data if len(data) <= status.st_size else data + file.read(most - len(data))


def printable(path: str) -> str:
    """``path`` as findings say it: bytes of a name that is not UTF-8 as ``\\x82``; see ``on_disk``."""
    return _UNDECODED.sub(lambda found: f"\\x{ord(found[0]) & 0xFF:02x}", path) if not path.isascii() else path


def on_disk(path: str) -> str:
    """The file that ``printable`` made ``path`` of."""
    if "\\x" not in path or os.path.exists(path):
        return path
    return _NAME_BYTE.sub(lambda found: chr(0xDC00 + int(found[1], 16)), path)


def decode(path: str, data: bytes, most: int) -> str | Diagnostic:
    """UTF-8 strictly; else a finding that names the likely encoding."""
    if len(data) > most:
        return too_large(path, len(data), most)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(path, data, error.start)
    if b"\0" in data or b"\x1b$" in data:
        from seolint.engine.encoding import guess_wide

        if guess_wide(data):
            return _not_utf8(path, data, 0)
    return text


def _not_utf8(path: str, data: bytes, wrong: int) -> Diagnostic:
    """What ``data`` is instead, whose byte at ``wrong`` is not UTF-8."""
    from seolint.engine.encoding import guess

    name = guess(data)
    line, byte = len(_LINE_END.findall(data, 0, wrong)) + 1, f"0x{data[wrong]:02X}"
    if name == "UTF-8":
        return parse_failed(
            path,
            f"This is UTF-8 with broken characters, the first in line {line} (byte {byte})",
            f"UTF-8ですが、壊れた文字があります（最初は{line}行目、バイト{byte}）",
            Text("Write the characters there anew.", "その箇所の文字を書き直してください"),
        )
    if not name:
        return parse_failed(
            path,
            f"This is not UTF-8 (byte {byte} in line {line}), and no other encoding is likely",
            f"UTF-8として読めません（{line}行目、バイト{byte}）。文字コードは分かりません",
            Text("Open it in the encoding that it was written in, and save it as UTF-8.",
                 "書いたときの文字コードで開き、UTF-8で保存し直してください"),
        )  # fmt: skip
    en, ja = f"This is {name}, not UTF-8", f"文字コードがUTF-8ではなく{name}です"
    if name == "Windows-1252":
        en, ja = f"This is {name} or another Western encoding, not UTF-8", f"文字コードがUTF-8ではなく、{name}などの欧文用です"
    command = f"iconv -f {_CODECS.get(name, name)} -t UTF-8"
    advice = Text(f"Save it as UTF-8, in the editor or with {command}.", f"エディターか {command} でUTF-8にして保存してください")
    return parse_failed(path, en, ja, advice)


def too_large(path: str, size: int, most: int) -> Diagnostic:
    """The finding for a file with more bytes than the limit."""
    return parse_failed(
        path,
        f"The file has {size:,} bytes, more than the limit of {most:,}",
        f"ファイルが{size:,}バイトあり、上限の{most:,}バイトを超えています",
        Text("Raise max-size in the configuration to read it.", "読むには設定の max-size を上げてください"),
    )
