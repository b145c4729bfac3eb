"""Bytes of a file to text, or to the reason why not."""

from __future__ import annotations

import os
import stat

from seolint.diagnostic import Diagnostic, Text
from seolint.engine.notices import parse_failed

_LIKELY = (("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP"), ("iso2022_jp", "ISO-2022-JP"))


def read_text(path: str, most: int) -> str | Diagnostic:
    """The text of the file at ``path``, byte-order mark and line ends as they are."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            return parse_failed(path, "This is not a regular file", "通常のファイルではありません")
        if status.st_size > most:
            return _too_large(path, status.st_size, most)
        with open(path, "rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        why = error.strerror or str(error)
        return parse_failed(path, f"The file cannot be read: {why}", f"ファイルを読めません（{why}）")
    return decode(path, data, most)


def decode(path: str, data: bytes, most: int) -> str | Diagnostic:
    """UTF-8 strictly; else a finding that names the likely encoding."""
    if len(data) > most:
        return _too_large(path, len(data), most)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        name = guess(data)
        line = data.count(b"\n", 0, error.start) + 1
        en, ja = f"This is {name}, not UTF-8", f"文字コードがUTF-8ではなく{name}です"
        if not name:
            byte = f"0x{data[error.start]:02X}"
            en, ja = f"This is not UTF-8 (byte {byte} in line {line})", f"UTF-8として読めません（{line}行目、バイト{byte}）"
        return parse_failed(path, en, ja, Text("Save it as UTF-8.", "UTF-8で保存し直してください"))


def guess(data: bytes) -> str:
    """The encoding that ``data`` is likely in, "" when it may be any."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    for codec, name in reversed(_LIKELY) if b"\x1b$" in data else _LIKELY:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        kana = sum("\u3040" <= char <= "\u30ff" for char in text)
        half = sum("\uff61" <= char <= "\uff9f" for char in text)
        if kana > half:
            return name
    return ""


def _too_large(path: str, size: int, most: int) -> Diagnostic:
    return parse_failed(
        path,
        f"The file has {size:,} bytes, more than the limit of {most:,}",
        f"ファイルが{size:,}バイトあり、上限の{most:,}バイトを超えています",
        Text("Raise max-size in the configuration to read it.", "読むには設定の max-size を上げてください"),
    )
