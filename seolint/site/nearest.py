"""Which of the names that are there was meant by one that is not."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from seolint.site.addresses import PICTURES

LIKENESS = 0.75
"""Least share of two last parts of a path that must agree (difflib's ratio)."""
WORD = 0.7
"""Least share of two words that must agree."""
LEAD = 0.1
"""How much more alike the best path must be than the next one."""

_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-")
_ENDING = re.compile(r"\.(?:html?|mdx?|markdown)$")
_FILE = re.compile(r"\.[a-z]\w{1,4}$")
_NUMBER = re.compile(r"\d+(?:[-.]\d+)*")


def nearest(wanted: str, names: Iterable[str]) -> str | None:
    """The one of ``names``, which are paths, that ``wanted`` clearly stands for; None where none or several may be meant.

    One with the same last part, be it in another folder, is nearer than a picture with another ending, and that nearer than
    one that is spelt alike. Another number is another thing.
    """
    last = _last(wanted)
    candidates = [(name, _last(name)) for name in dict.fromkeys(names)]
    same = [name for name, its in candidates if its == last and last]
    if same:
        return same[0] if len(same) == 1 else _best(wanted, [(name, name) for name in same], wanted)
    stem, ending = _split(last)
    parts = [(name, *_split(its)) for name, its in candidates]
    same = [name for name, its, end in parts if its == stem and end[1:] in PICTURES] if ending[1:] in PICTURES else []
    if len(same) == 1:
        return same[0]
    shape = _NUMBER.sub("0", stem)
    alike = [(name, its) for name, its, end in parts if end == ending and _NUMBER.sub("0", its) != shape]
    return _best(stem, alike, wanted) if len(stem) > 2 else None


def _best(text: str, candidates: list[tuple[str, str]], wanted: str) -> str | None:
    """The candidate whose second part is clearly most like ``text``; of equals that in the folder of ``wanted``."""
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(text)
    scores: list[tuple[float, str]] = []
    for name, part in candidates:
        matcher.set_seq1(part)
        if matcher.real_quick_ratio() >= LIKENESS and matcher.quick_ratio() >= LIKENESS and _same_words(text, part):
            beside = name.strip("/").rpartition("/")[0] == wanted.strip("/").rpartition("/")[0]
            scores.append((matcher.ratio() + LEAD * beside, name))
    scores.sort(reverse=True)
    if not scores or scores[0][0] < LIKENESS or (len(scores) > 1 and scores[0][0] - scores[1][0] < LEAD):
        return None
    return scores[0][1]


def _same_words(one: str, other: str) -> bool:
    """Whether the words of two names are the same but for their spelling and for words that only one of them has."""
    if one.replace("-", "") == other.replace("-", ""):
        return True
    mine, its = one.split("-"), other.split("-")
    left, right = [word for word in mine if word not in its], [word for word in its if word not in mine]
    shorter, longer = sorted((left, right), key=len)
    return all(difflib.get_close_matches(word, longer, 1, WORD) for word in shorter)


def _split(part: str) -> tuple[str, str]:
    """A last part without and with its file's ending."""
    found = _FILE.search(part)
    return (part[: found.start()], found[0]) if found else (part, "")


def _last(path: str) -> str:
    """The last part of a path as one compares it: without date, ending and final slash."""
    part = path.rstrip("/").rpartition("/")[2].casefold().replace("_", "-")
    return _DATE.sub("", _ENDING.sub("", part))
