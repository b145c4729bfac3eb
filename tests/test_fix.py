"""The laws of fixes: only what they name changes, line ends and structure stay, and doing it again changes nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import READINGS, SCRAPS
from made_up import Felling, Fighting, Growing, Replacing, Writing, fix

from seolint import Diagnostic, Document, Edit, Fix, Location, Rule, Severity, Text
from seolint.document.tree import Array, Node, Object, Scalar
from seolint.engine.fix import apply, choose, edits_of, fault, line_end, put
from seolint.engine.guard import Guard
from seolint.engine.lint import lint_texts
from seolint.engine.rounds import Settled, settle
from seolint.registry import installed
from seolint.site import Site

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SEOLINT_SHARED", ROOT.parent / "shared"))
FILES = [
    file
    for folder in (ROOT / "fixtures", SHARED / "corpora", SHARED / "seed")
    for file in sorted(folder.rglob("*"))
    if file.suffix in {".md", ".mdx", ".markdown", ".html"}
]
RULES: list[Rule] = [entry.load()() for entry in installed().values()]
posts = st.lists(st.sampled_from(SCRAPS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=25).map("".join)


def at(start: int, end: int) -> Location:
    return Location("a.md", start, end)


def found(proposed: Fix, severity: Severity = Severity.WARNING, rule: str = "r") -> Diagnostic:
    return Diagnostic(rule, severity, proposed.edits[0].at, Text("x", "あ"), fix=proposed)


def settled(text: str, rules: Sequence[Rule], path: str = "a.md", site: Site | None = None) -> Settled:
    """``text`` mended by ``rules``, unsafe fixes too."""
    site = site or Site()

    def lint(now: str) -> list[Diagnostic]:
        return lint_texts({path: now}, rules, site)

    return settle(path, text, site, lint(text), lint, lambda _: True)


def test_the_weightiest_goes_first_and_what_overlaps_waits() -> None:
    light, heavy = found(fix(Edit(at(0, 2), "x"))), found(fix(Edit(at(1, 3), "y")), Severity.ERROR)
    later = found(fix(Edit(at(4, 5), "z")))
    assert choose("abcdef", [light, later, heavy]) == [heavy, later]
    assert apply("abcdef", [d.fix for d in choose("abcdef", [light, later, heavy]) if d.fix]) == "aydzf"


def test_a_fix_is_applied_as_a_whole_or_not_at_all() -> None:
    first, second = fix(Edit(at(2, 3), "")), fix(Edit(at(0, 1), "X"), Edit(at(2, 3), "Y"))
    assert apply("abc", [first, second]) == "ab"
    assert apply("abc", [second, first]) == "XbY"


def test_an_insertion_waits_where_another_edit_ends() -> None:
    assert apply("abcd", [fix(Edit(at(1, 2), "x")), fix(Edit(at(2, 2), "y"))]) == "axcd"
    assert apply("abcd", [fix(Edit(at(1, 2), "x")), fix(Edit(at(2, 3), "y"))]) == "axyd"


@pytest.mark.parametrize(
    "wrong",
    [
        fix(Edit(at(0, 1), "x"), Edit(Location("b.md", 0, 1), "x")),
        fix(Edit(at(0, 100), "x")),
        fix(Edit(at(3, 1), "x")),
        fix(Edit(at(0, 3), "x"), Edit(at(1, 2), "y")),
        fix(Edit(at(2, 3), "")),
        fix(Edit(at(1, 2), "")),
    ],
    ids=["two files", "outside", "backwards", "overlapping", "half a line end", "the other half"],
)
def test_a_fix_with_a_fault_is_refused(wrong: Fix) -> None:
    text = "a\r\nbcd"
    assert fault(wrong, text) is not None
    assert apply(text, [wrong]) == text
    done = settle("a.md", text, Site(), [found(wrong)], lambda _: [], lambda _: True)
    assert done.text == text
    assert len(done.refused) == 1


@given(st.text("a\r\n", max_size=12), st.text("b\r\n", max_size=4), st.data())
def test_what_is_written_has_the_line_ends_of_the_file(text: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    edits = edits_of(text, [fix(Edit(at(start, end), new))])
    own = line_end(text)
    assert set(re.findall(r"\r\n|\r|\n", edits[0].text)) <= {own}
    assert re.split(r"\r\n|\r|\n", edits[0].text) == re.split(r"\r\n|\r|\n", new)
    ends = re.findall(r"\r\n|\r|\n", text)
    assert not ends or ends.count(own) == max(map(ends.count, ends))
    assert put(text, edits) == text[:start] + edits[0].text + text[end:]


def values(node: Node) -> list[tuple[int, int, str]]:
    """Every scalar and key below ``node``."""
    if isinstance(node, Scalar):
        return [(node.at.start, node.at.end, node.text.value)]
    if isinstance(node, Array):
        return [value for entry in node.items for value in values(entry)]
    keys = [(m.key.at.start, m.key.at.end, m.key.value) for m in node.members]
    return keys + [value for member in node.members for value in values(member.value)]


def things(doc: Document) -> set[tuple[object, ...]]:
    """What a post holds, each with its place, as ``assert_kept`` compares it."""
    root: Object = doc.front_matter.root
    found: set[tuple[object, ...]] = {("value", *value) for value in values(root)}
    found |= {("heading", h.at.start, h.at.end, h.level, h.text.value) for h in doc.headings}
    found |= {("image", i.at.start, i.at.end, i.url.value, i.alt and i.alt.value) for i in doc.images if i.url.at.end <= i.at.end}
    found |= {("script", s.start, s.end) for s in doc.content.scripts}
    return found


def assert_kept(before: Document, after: Document, edits: Sequence[Edit]) -> None:
    """What no edit touches is where it was, less or more what was written before it; and nothing else is there."""

    def moved(thing: tuple[object, ...], sign: int, spots: list[tuple[int, int, int]]) -> tuple[object, ...] | None:
        kind, start, end, *rest = thing
        assert isinstance(start, int)
        assert isinstance(end, int)
        if any(start <= last and first <= end for first, last, _ in spots):
            return None
        by = sign * sum(size for first, _, size in spots if first < start)
        return (kind, start + by, end + by, *rest)

    old, new, shift = list[tuple[int, int, int]](), list[tuple[int, int, int]](), 0
    for edit in edits:
        size = len(edit.text) - (edit.at.end - edit.at.start)
        old.append((edit.at.start, edit.at.end, size))
        new.append((edit.at.start + shift, edit.at.end + shift + size, size))
        shift += size
    was, now = things(before), things(after)
    assert {place for thing in was if (place := moved(thing, 1, old))} <= now
    assert {place for thing in now if (place := moved(thing, -1, new))} <= was


@pytest.mark.parametrize("name", READINGS)
@given(text=posts, data=st.data())
def test_what_a_fix_does_not_name_stays(name: str, text: str, data: st.DataObject) -> None:
    reading = READINGS[name]
    doc = reading.document(text)
    text, edits = doc.text, list[Edit]()
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(edits[-1].at.end if edits else 0, len(text)))
        end = data.draw(st.integers(start, min(start + 9, len(text))))
        edits.append(Edit(doc.at(start, end), data.draw(st.sampled_from([*SCRAPS, "", "x"]))))
    proposed = fix(*edits)
    if fault(proposed, text) is not None:
        return
    result = Guard(doc).put([proposed])
    if isinstance(result, str):
        assert_kept(doc, Document(doc.path, result, doc.site), edits_of(text, [proposed]))
        assert result == put(text, edits_of(text, [proposed]))


def test_the_law_of_structure_sees_what_changed() -> None:
    before, edit = Document("a.md", "x\n\n# A\n", Site()), Edit(at(0, 1), "y")
    assert_kept(before, Document("a.md", "y\n\n# A\n", Site()), [edit])
    for wrong in ("y\n\n# B\n", "y\n\n## A\n", "y\n\n#A\n", "y\n\n# A\n# C\n", "y\n\n\n# A\n"):
        with pytest.raises(AssertionError):
            assert_kept(before, Document("a.md", wrong, Site()), [edit])


FRONT = "---\ntitle: 窯\ndate: 2026-01-31\n---\n\n"
LD = '<script type="application/ld+json">{"name": "窯", "url": "/a"}</script>\n'


@pytest.mark.parametrize(
    ("text", "old", "new", "why"),
    [
        ("Intro\nresidue\n\n---\n", "residue\n\n", "", "heading"),
        ("Intro\nresidue\n\nNext.\n", "residue\n\n", "", "paragraph"),
        ("x\n\n# A\n\n![a](b)\n", "x\n", "```\n", "heading"),
        ("x\n\n[a](b)\n", "x\n", "<!--\n", "link"),
        ("[x](y) c\n", "x", "a](b) [c", "link"),
        (FRONT + "x\n", "窯", "窯: 炉", "front matter"),
        (FRONT + "x\n", "窯\n", "窯\ntitle: 炉\n", "front matter"),
        (FRONT + "x\n", "---\n\n", "\n", "front matter"),
        (FRONT + "x\n", "窯\ndate", "窯\n date", "front matter"),
        (FRONT + LD, '"窯"', '"窯"",', "structured data"),
        (FRONT + LD, '"窯"', '"窯", "name": "炉"', "structured data"),
        (FRONT + LD, "窯\"", "窯</script>\"", "structured data"),
        ("x <b>y</b>\n\n[a](b)\n", "<b>", "<script>", "paragraph"),
        ("x\n", "x", "\ud800", "UTF-8"),
    ],
)  # fmt: skip
def test_a_fix_that_does_more_than_it_says_is_refused(text: str, old: str, new: str, why: str) -> None:
    start = text.rindex(old)
    proposed = fix(Edit(at(start, start + len(old)), new))
    result = Guard(Document("a.md", text, Site())).put([proposed])
    assert isinstance(result, Text), result
    assert why in result.en
    assert result.ja.endswith("ため")


def test_a_refused_fix_keeps_no_other_back() -> None:
    text = "a\n\nx\n\n# A\n\na\n"
    bad = found(fix(Edit(at(3, 4), "```")))
    overlapped = found(fix(Edit(at(3, 4), "y")), rule="s")
    others = [found(fix(Edit(at(place, place + 1), "b"))) for place in (0, text.rindex("a"))]
    done = settle("a.md", text, Site(), [bad, overlapped, *others], lambda _: [bad], lambda _: True)
    assert done.text == "b\n\nx\n\n# A\n\nb\n"
    assert [mend.rule for mend in done.refused] == ["r"]
    alone = settle("a.md", text, Site(), [bad, overlapped], lambda _: [], lambda _: True)
    assert alone.text == "a\n\ny\n\n# A\n\na\n"


def test_a_scope_lets_what_a_fence_held_be_read() -> None:
    text = "```md\n# A\n\n[a](b)\n```\n"
    edits = (Edit(at(0, 6), ""), Edit(at(18, 22), ""))
    assert isinstance(Guard(Document("a.md", text, Site())).put([fix(*edits)]), Text)
    assert Guard(Document("a.md", text, Site())).put([fix(*edits, scope=at(0, 22))]) == "# A\n\n[a](b)\n"


def test_fixes_that_fight_end_where_the_circle_began() -> None:
    for text in ("xa\n", "xb\n", "ab ab\n"):
        done = settled(text, [Replacing(), Fighting()])
        assert done.restless == ("fighting", "replacing")
        assert settled(done.text, [Replacing(), Fighting()]).text == done.text
    first = settled("xca\n", [Replacing(old="c", new="a"), Fighting(old="a", new="aa")])
    assert first.text == "xca\n"


def test_a_harmless_fix_is_kept_where_others_fight() -> None:
    done = settled("a  c\n", [Replacing(), Fighting(), Writing()])
    assert done.text.replace("b", "a").endswith("a  c\n")
    assert done.restless


def test_fixes_without_an_end_leave_the_post_as_it_was() -> None:
    done = settled("a\n\nx", [Growing(), Replacing()])
    assert done == Settled("a\n\nx", restless=("growing",))


def test_overlapping_fixes_come_round_after_round() -> None:
    done = settled("aaaa aab\n", [Replacing(old="aa", new="a")])
    assert done.text == "a ab\n"
    assert not done.restless
    assert len(done.mended) == 4


@pytest.mark.parametrize("name", READINGS)
@given(text=posts)
def test_fixing_twice_is_fixing_once(name: str, text: str) -> None:
    reading = READINGS[name]
    text = reading.document(text).text
    for rules in (RULES, [Felling(), Writing(), Replacing(), Fighting()]):
        once = settled(text, rules, reading.path, reading.site)
        assert settled(once.text, rules, reading.path, reading.site).text == once.text


@pytest.mark.parametrize(
    "folder", [ROOT / "fixtures", SHARED / "seed", *sorted(SHARED.glob("corpora/*/"))], ids=lambda folder: folder.name
)
def test_fixes_of_real_posts_change_only_what_they_name(folder: Path) -> None:
    """Made-up rules delete and write lines at random: what they must not break stays."""
    if not folder.is_dir():
        pytest.skip("needs the corpora of the shared folder")
    for file in (file for file in FILES if folder in file.parents):
        try:
            text = file.read_bytes().decode()
        except UnicodeDecodeError:
            continue
        path = file.relative_to(folder).as_posix()
        guard = Guard(doc := Document(path, text, Site()))
        for rule in (Felling(), Writing()):
            fixes = [d.fix for d in choose(text, rule.check(doc)) if d.fix]
            for some in (fixes, fixes[:1]):
                result, edits = guard.put(some), edits_of(text, some)
                if isinstance(result, str):
                    assert result == put(text, edits)
                    assert_kept(doc, Document(path, result, Site()), edits)


@pytest.mark.skipif(not (SHARED / "corpora").is_dir(), reason="needs the corpora of the shared folder")
def test_a_fix_that_breaks_nothing_is_not_refused() -> None:
    """A paragraph, item or cell of one word may be replaced anywhere, but for the name of a reference."""
    refused = tried = 0
    for file in FILES[::4]:
        try:
            doc = Document(file.name, file.read_bytes().decode(), Site())
        except UnicodeDecodeError:
            continue
        guard = Guard(doc)
        words = (b.text for b in doc.blocks if b.text.value.isalnum() and doc.text[b.text.at.start - 1 : b.text.at.start] != "[")
        for place in [word.at for word in words if doc.text[word.at.start : word.at.end] == word.value][:5]:
            tried += 1
            refused += isinstance(guard.put([fix(Edit(Location(doc.path, place.start, place.end), "word"))]), Text)
    assert tried > 20
    assert refused == 0
