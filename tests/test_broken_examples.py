"""One mistake put into schema.org's and Google's own examples: it alone is named, where it is, and its mend gives JSON."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from seolint.document.json_recovery import Recovered, recover
from seolint.document.json_tree import JsonError, read_json

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = Path(os.environ.get("SEOLINT_SHARED", ROOT.parent / "shared")) / "data/examples"
SCRIPT = re.compile(r"<script[^>]*ld\+json[^>]*>(.*?)</script>", re.DOTALL)
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')

absent = pytest.mark.skipif(
    not EXAMPLES.is_dir(), reason="The examples are not here: set SEOLINT_SHARED to the folder that holds data/examples"
)

Broken = tuple[str, int]
"""The text with a mistake in it, and where it is."""


def strings(text: str, keys: bool | None = None, inside: str = "") -> list[tuple[int, int]]:
    """The places of quoted texts: of all, of keys or of values; those that hold ``inside``."""
    spans = [found.span() for found in STRING.finditer(text) if inside in found[0]]
    return [each for each in spans if keys is None or keys == (re.match(r"\s*:", text[each[1] :]) is not None)]


def outside(text: str, sign: str) -> list[int]:
    """Where ``sign`` stands outside of quoted texts."""
    blank = STRING.sub(lambda found: "_" * len(found[0]), text)
    return [place for place, char in enumerate(blank) if char in sign]


def behind(text: str, place: int) -> int:
    """Where something stands from ``place`` on."""
    return place + len(text[place:]) - len(text[place:].lstrip())


def trailing(text: str, pick: random.Random) -> Broken:
    ends = [len(text[:place].rstrip()) for place in outside(text, "]}")]
    place = pick.choice([end for end in ends if text[end - 1] not in "{["])
    return f"{text[:place]},{text[place:]}", place


def comma(text: str, pick: random.Random) -> Broken:
    place = pick.choice(outside(text, ","))
    broken = text[:place] + text[place + 1 :]
    return broken, behind(broken, place)


def colon(text: str, pick: random.Random) -> Broken:
    place = pick.choice(outside(text, ":"))
    broken = text[:place] + text[place + 1 :]
    return broken, behind(broken, place)


def quote(text: str, pick: random.Random) -> Broken:
    start, end = pick.choice(strings(text))
    return f"{text[:start]}“{text[start + 1 : end - 1]}”{text[end:]}", start


def single(text: str, pick: random.Random) -> Broken:
    start, end = pick.choice([each for each in strings(text) if not {"'", "\\"}.intersection(text[slice(*each)])])
    return f"{text[:start]}'{text[start + 1 : end - 1]}'{text[end:]}", start


def bare(text: str, pick: random.Random) -> Broken:
    start, end = pick.choice([each for each in strings(text, keys=True) if re.fullmatch(r'"@?\w+"', text[slice(*each)])])
    return text[:start] + text[start + 1 : end - 1] + text[end:], start


def comment(text: str, pick: random.Random) -> Broken:
    place = pick.choice(outside(text, "\n"))
    return f'{text[:place]} // "x", y{text[place:]}', place + 1


def newline(text: str, pick: random.Random) -> Broken:
    start, end = pick.choice(strings(text, keys=False, inside="e "))
    place = text.index("e ", start, end) + 1
    return f"{text[:place]}\n{text[place + 1 :]}", place


def inner(text: str, pick: random.Random) -> Broken:
    start, end = pick.choice(strings(text, keys=False, inside="e "))
    place = text.index("e ", start, end) + 2
    return f'{text[:place]}"so" {text[place:]}', place


def unclosed(text: str, pick: random.Random) -> Broken:
    start, end = pick.choice(strings(text))
    return text[: end - 1] + text[end:], start


def escaped(text: str, pick: random.Random) -> Broken:
    return text.replace("&", "&amp;").replace('"', "&quot;"), text.index('"')


def several(text: str, pick: random.Random) -> Broken:
    return f"{text}\n{text}", len(text) + 1


def wide(text: str, pick: random.Random) -> Broken:
    place = pick.choice(outside(text, ","))
    return f"{text[:place]}、{text[place + 1 :]}", place


def html(text: str, pick: random.Random) -> Broken:
    place = pick.choice(outside(text, "\n"))
    return f"{text[:place]}<br />{text[place:]}", place


def space(text: str, pick: random.Random) -> Broken:
    start, _ = pick.choice(strings(text, keys=True))
    return f"{text[:start]}\u3000{text[start:]}", start


def word(text: str, pick: random.Random) -> Broken:
    start, end = pick.choice(strings(text, keys=False))
    return f"{text[:start]}None{text[end:]}", start


KINDS: dict[str, Callable[[str, random.Random], Broken]] = {
    "trailing-comma": trailing, "comma": comma, "colon": colon, "quote": quote, "single-quote": single, "key": bare,
    "comment": comment, "newline": newline, "inner-quote": inner, "open-quote": unclosed, "escaped": escaped,
    "several": several, "wide": wide, "html": html, "space": space, "word": word,
}  # fmt: skip


def error(text: str) -> JsonError | None:
    try:
        read_json("page.html", text, 0, len(text))
    except JsonError as error:
        return error
    return None


def blocks() -> list[str]:
    """The blocks that are JSON."""
    found: list[str] = []
    for path in sorted(EXAMPLES.rglob("*")):
        if path.suffix in {".json", ".html"} and path.parent.name != "JSONTestSuite" and path.parent != EXAMPLES:
            text = path.read_text(encoding="utf-8")
            found += [text] if path.suffix == ".json" else SCRIPT.findall(text)
    return [block.strip() for block in found if error(block) is None]


def read(text: str, wrong: JsonError) -> tuple[Recovered, str]:
    """What is found, and the text with every mend in it."""
    found = recover("page.html", text, 0, len(text), wrong)
    for start, end, new in sorted({edit for slip in found.slips for edit in slip.edits}, reverse=True):
        text = text[:start] + new + text[end:]
    return found, text


@absent
@pytest.mark.parametrize("code", KINDS)
def test_one_mistake_is_named_alone_and_mended(code: str) -> None:
    pick, count, missed = random.Random(code), 0, list[str]()
    for block in blocks():
        try:
            broken, place = KINDS[code](block, pick)
        except IndexError:  # there is no place for it
            continue
        wrong = error(broken)
        assert wrong is not None
        found, mended = read(broken, wrong)
        count += 1
        if [(slip.code, slip.at.start) for slip in found.slips] != [(code, place)] or error(mended) is not None:
            missed.append(broken[max(place - 50, 0) : place + 80])
    assert count > 100
    assert len(missed) <= count / 100, missed


@absent
def test_what_is_no_json_is_named() -> None:
    for path in sorted((EXAMPLES / "JSONTestSuite").glob("n_*.json")):
        text = path.read_bytes().decode("utf-8", "replace")
        wrong = error(text)
        if wrong is not None:
            assert recover("page.html", text, 0, len(text), wrong).slips, path.name
