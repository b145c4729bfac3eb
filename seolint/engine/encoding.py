"""Which encoding bytes are likely in that are not UTF-8; imported only for such bytes."""

from __future__ import annotations

import codecs
import re
from unicodedata import category

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16"),
)  # fmt: skip
_WIDE = ("UTF-32LE", "UTF-32BE", "UTF-16LE", "UTF-16BE")
_LEAST = 8
_JAPANESE = ((("cp932", "shift_jisx0213"), "Shift_JIS"), (("euc_jp", "euc_jisx0213"), "EUC-JP"))
_SEVEN_BITS = ("iso2022_jp", "iso2022_jp_3", "iso2022_jp_ext")
_TO_KANJI = re.compile(rb"\x1b\$[@B(]")
_LINE_CONTROL = frozenset("\t\n\r")
_USUAL = re.compile("[\\t\\n\\r -~\u3000-\u30ff\uff01-\uff5e]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fc]")
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")
_WESTERN_BYTE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_NOT_WESTERN = re.compile(rb"[\x00\x81\x8d\x8f\x90\x9d]")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_SAMPLE = 200_000
_DECLARED = re.compile(rb"(?i)(?:\bcharset|<\?xml[^<>]{1,100}?\bencoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([a-z][\w.:-]{2,30})")
_DECLARED_WITHIN = 4_096
_LABELS = {
    "Shift_JIS": ("cp932", "shift_jis shift-jis sjis x-sjis windows-31j cp932 ms932 ms_kanji"),
    "EUC-JP": ("euc_jp", "euc-jp x-euc-jp eucjp"),
    "EUC-KR": ("cp949", "euc-kr euckr cp949 windows-949 ks_c_5601-1987 ksc5601 ksc_5601 korean"),
    "GB18030": ("gb18030", "gb18030 gbk x-gbk cp936 gb2312 gb_2312-80 chinese"),
    "Big5": ("big5hkscs", "big5 big5-hkscs cn-big5 x-x-big5 cp950"),
}
_SINGLE_BYTE = re.compile(r"iso-8859-(?:[2-9]|1[03-6])|windows-(?:874|125[0-8])|koi8-[ru]|tis-620")
_COMMON = frozenset("的一是了不在有我这中大为上个国和来他到说们以时要就出会可也你对生能而子那得于着下自之年过发后作里")
_USUAL_SHIFT_JIS = re.compile(rb"(?:[\x00-\x7f]|\x81[\x40-\x9a]|\x82[\x4f-\x9a\x9f-\xf1]|\x83[\x40-\x96]|"
                              rb"\x88[\x9f-\xfc]|[\x89-\x97][\x40-\x7e\x80-\xfc]|\x98[\x40-\x72])*+")  # fmt: skip
"""Text of ASCII, kana, punctuation and the kanji of JIS level 1."""


def guess(data: bytes) -> str:
    """The encoding that ``data`` is likely in, "" when that is not clear; UTF-8 where only a few bytes are broken."""
    data = data[:_SAMPLE]
    name = guess_wide(data)
    if name or data.isascii():
        return name
    if _is_nearly_utf8(data):
        return "UTF-8"
    declared = _declared(data)
    if declared in _LABELS and _decodes(data, _LABELS[declared][0]):
        return declared
    likely = {name: _japanese(data, codecs_) for codecs_, name in _JAPANESE}
    name = max(likely, key=lambda name: likely[name])
    if likely[name]:
        return name
    if _is_chinese(data):
        return "GB18030"
    if _SINGLE_BYTE.fullmatch(declared) and _decodes(data, declared):
        return declared.upper() if declared[0] != "w" else declared.capitalize()
    if declared.startswith("utf") and _is_short_shift_jis(data):
        return "Shift_JIS"
    high, alone = len(_HIGH_BYTE.findall(data)), len(_WESTERN_BYTE.findall(data))
    western = alone >= 0.8 * high and high <= 0.2 * len(data) and not _NOT_WESTERN.search(data)
    return "Windows-1252" if western else ""


def _declared(data: bytes) -> str:
    """The encoding that a page names in its head, by the name that findings say, or its label in lower case; "" for none."""
    found = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    label = found[1].decode("ascii", "replace").lower() if found else ""
    return next((name for name, (_, labels) in _LABELS.items() if label in labels.split()), label)


def _decodes(data: bytes, name: str) -> bool:
    """Whether ``data``, which may end within a character, is text in the encoding ``name``."""
    try:
        codecs.getincrementaldecoder(name)().decode(data)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _is_chinese(data: bytes) -> bool:
    """Whether ``data`` is Chinese of the simplified script in GB18030 beyond doubt."""
    if not _decodes(data, "gb18030"):
        return False
    wide = [char for char in data.decode("gb18030", "replace") if char > "\x7f"]
    common = sum(char in _COMMON for char in wide)
    return common >= 2 and 8 * common >= len(wide)


def _is_short_shift_jis(data: bytes) -> bool:
    """Whether ``data`` is Shift_JIS of usual kanji, and of two at least, though it has no kana that tell."""
    found = _USUAL_SHIFT_JIS.match(data)
    return found is not None and found.end() == len(data) and len(data.decode("cp932")) + 2 <= len(data)


def guess_wide(data: bytes) -> str:
    """UTF-16 or UTF-32, with the order of bytes when no mark tells it, or ISO-2022-JP: they may pass for UTF-8; else ""."""
    data = data[:_SAMPLE]
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if b"\0" in data:
        return next((name for name in _WIDE if _is_wide(data, name)), "")
    return "ISO-2022-JP" if data.isascii() and _TO_KANJI.search(data) and _japanese(data, _SEVEN_BITS) else ""


def _is_wide(data: bytes, name: str) -> bool:
    """Whether ``data`` is a text of characters as posts have them when it is read as ``name``."""
    whole = len(data) - len(data) % (4 if "32" in name else 2)
    try:
        text = data[:whole].decode(name)
    except UnicodeDecodeError:
        return False
    odd = sum(text.count(char) for char in set(text) - _LINE_CONTROL if category(char) in {"Cc", "Cn", "Co", "Cs"})
    return len(text) >= _LEAST and "\0" not in text and 100 * odd <= len(text) and len(_USUAL.findall(text)) >= 0.3 * len(text)


def _is_nearly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return 10 * broken <= sum(char > "\x7f" for char in text)


def _japanese(data: bytes, names: tuple[str, ...]) -> int:
    """How many kana ``data`` has when it is read by the best of ``names``; 0 when it does not read as Japanese."""
    return max(_kana(data.decode(name, "replace")) for name in names)


def _kana(text: str) -> int:
    wide = sum(char > "\x7f" for char in text)
    kana, half, broken = len(_KANA.findall(text)), len(_HALF_WIDTH.findall(text)), text.count("\ufffd")
    return kana if kana > half and 50 * broken <= wide and 10 * kana >= wide else 0
