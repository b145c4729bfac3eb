"""MeCab is asked for little: what it prints must name one entry of the dictionary."""

from __future__ import annotations

import re
import struct
from array import array
from pathlib import Path

import pytest
import unidic_lite

from seolint.document.mecab import Reader

ROOT = Path(__file__).parent.parent
PATHS = [path for folder in ("docs", "fixtures", "rules/docs", "tests/data") for path in sorted((ROOT / folder).rglob("*.*"))]
TEXTS = [
    part
    for path in PATHS
    if path.suffix in {".md", ".json"}
    for part in re.findall(r"[^\x00-\x1f\ud800-\udfff]{1,400}", path.read_text(encoding="utf-8"))[:1_000]
    if part.strip()
]
HOMOGRAPHS = ("{}", "{}が咲く。", "白い{}の花を見て、{}と言う。", "その{}", "A {} B", "{}{}", "「{}」を{}する")


def test_a_word_is_the_same_however_mecab_is_asked() -> None:
    assert len(TEXTS) > 10_000
    full, mixed, brief = Reader(10**9), Reader(1_000), Reader(0)
    for text in TEXTS:
        assert full.read(text) == mixed.read(text) == brief.read(text)


@pytest.mark.parametrize("word", ["あせぼ", "いしゅく", "えっし", "あわし"])
def test_of_entries_that_nothing_sets_apart_mecab_takes_one(word: str) -> None:
    texts = [text.format(word, word) for text in HOMOGRAPHS]
    assert [Reader(0).read(text) for text in texts] == [Reader(10**9).read(text) for text in texts]


@pytest.mark.parametrize("name", ["sys.dic", "unk.dic"])
def test_a_word_has_one_class_to_the_left_and_right(name: str) -> None:
    """The records have the left one only. MeCab's file: ten numbers, the charset, the trie, tokens of eight 16-bit numbers."""
    content = (Path(unidic_lite.DICDIR) / name).read_bytes()
    header = struct.unpack_from("<10I", content)
    start = 72 + header[6]
    numbers = array("H", content[start : start + header[7]])
    assert numbers[::8] == numbers[1::8]
