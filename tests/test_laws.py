"""The laws of the engine: places are true, order and processes change nothing, no bytes end in a traceback."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint.document import Document
from seolint.engine.lint import lint_files, lint_texts
from seolint.engine.notices import RULE_FAILED
from seolint.engine.page import places
from seolint.engine.read import decode
from seolint.engine.sites import Sites
from seolint.registry import installed
from seolint.rule import Rule
from seolint.site import Site
from seolint.text import Lines, Location, Placed

RULES: list[Rule] = [entry.load()() for entry in installed().values()]
SITE = Site(generator="jekyll", known=True, now=datetime(2026, 1, 31, tzinfo=UTC))
SAMPLE = Path(__file__).parent.parent / "fixtures" / "sample-site"
POSTS = sorted(SAMPLE.rglob("*.md")) + sorted(SAMPLE.glob("*.html"))

SCRAPS = [
    '---\n',
    'title: あ\n',
    'title: "い\\u3042う"\n',
    'seo_keywords: [食パン, SEO対策 2024]\n',
    'date: 2026-01-01\n',
    '# 見出し\n',
    '## 食パンの焼き方\n',
    '### \n',
    '![写真](/a.png)\n',
    '![](<b c.png> "t")\n',
    '[こちら][1]\n',
    '[1]: /x?w=1&w=2\n',
    '*強調*と`code`\n',
    '<div>\n',
    '</div>\n',
    "<img src=x alt='&amp;い'>",
    '<a href="{% post_url 2026-01-01-a %}">ここ</a>',
    '{{ page.title }}',
    '{% raw %}',
    '{% endraw %}',
    '{: .x}\n',
    '<script type="application/ld+json">',
    '{"@context":"https://schema.org","@type":"Articl",',
    '"headline": "\\u3042", "image": ["a.png"]}',
    '</script>\n',
    '食パンを焼きます。',
    'learningの心理',
    '\r\n',
    '\r',
    '\t',
    '\ufeff',
    '\x00',
    '\u2028',
    '👨\u200d👩\u200d👧',
    'が',
    '```\ncode\n```\n',
    '> 引用\n',
    '- 項目\n',
    '| a | b |\n|---|---|\n| 1 | 2 |\n',
    '<!-- IMAGE: x -->\n',
    '&nbsp;&#x3042;&bogus;',
    '<script>',
    '<!--',
    'instinct: learning\n',
    '+++\n',
    "x = 'y'\n",
    '[[a]](b "c")',
    '![[x]](y)',
    '***',
    '[^1]\n',
]
posts = st.lists(st.sampled_from(SCRAPS) | st.text(max_size=12), max_size=25).map("".join)
paths = st.sampled_from(["a.md", "_posts/2026-01-31-b.md", "c.html", "d.mdx", "e.markdown"])


def read(text: str) -> str:
    """``text`` as it would come out of a UTF-8 file."""
    return text.encode("utf-8", "replace").decode()


@given(paths, posts)
def test_every_finding_is_placed_inside_its_text(path: str, text: str) -> None:
    text = read(text)
    for diagnostic in lint_texts({path: text}, RULES, SITE):
        assert diagnostic.rule != RULE_FAILED, diagnostic.message.en
        for at in places(diagnostic):
            assert at.path == path
            assert 0 <= at.start <= at.end <= len(text)


@given(paths, posts)
def test_views_say_where_they_read(path: str, text: str) -> None:
    text = read(text)
    doc = Document(path, text, SITE)
    assert len(doc.template.text) == len(text)
    for placed in views(doc):
        assert_true_place(doc.template.text, placed)


@pytest.mark.parametrize("file", POSTS, ids=lambda file: file.name)
def test_views_of_the_sample_site_say_where_they_read(file: Path) -> None:
    text = file.read_bytes().decode()
    doc = Document(file.name, text, SITE)
    for placed in views(doc):
        assert_true_place(doc.template.text, placed)


def views(doc: Document) -> Iterator[Placed[str]]:
    """Every placed text of every view."""
    for member in doc.front_matter.root.members:
        yield member.key
        found = doc.front_matter.get(member.key.value)
        if found is not None:
            yield found
        yield from doc.front_matter.strings(member.key.value)
    for block in doc.blocks:
        yield block.text
    for heading in doc.headings:
        yield heading.text
        if heading.mark:
            assert set(doc.text[heading.mark.start : heading.mark.end]) == {"#"}
    for link in doc.links:
        yield link.text
        if link.url:
            yield link.url
    for image in doc.images:
        yield image.url
        if image.alt:
            yield image.alt
    for use in doc.keywords:
        yield use.keyphrase.text
        for term, _ in use.terms:
            yield term.text
    for item in doc.items:
        for property_ in item.properties:
            yield property_.name


def assert_true_place(text: str, placed: Placed[str]) -> None:
    """``text[start:end]`` is the value, template code aside; with pieces, each piece is."""
    at = placed.at
    assert 0 <= at.start <= at.end <= len(text)
    if not placed.pieces and len(placed.value) == at.end - at.start:
        shown = text[at.start : at.end]
        assert shown == placed.value
    for offset, source, length in placed.pieces:
        shown, said = text[source : source + length], placed.value[offset : offset + length]
        assert shown == said


@given(st.binary(max_size=300) | posts.map(lambda text: text.encode("utf-16")) | posts.map(lambda t: t.encode("cp932", "replace")))
def test_any_bytes_end_in_findings(data: bytes) -> None:
    text = decode("a.md", data, 1_000)
    if not isinstance(text, str):
        assert text.rule == "parse-failed"
        return
    assert all(d.rule != RULE_FAILED for d in lint_texts({"a.md": text}, RULES, SITE))


@given(st.dictionaries(st.sampled_from([f"_posts/2026-01-{day:02}-p.md" for day in range(1, 9)]), posts, max_size=6), st.randoms())
def test_order_of_files_changes_nothing(texts: dict[str, str], chance: random.Random) -> None:
    texts = {path: read(text) for path, text in texts.items()}
    mixed = list(texts.items())
    chance.shuffle(mixed)
    assert lint_texts(dict(mixed), RULES, SITE) == lint_texts(texts, RULES, SITE)


def test_processes_change_nothing() -> None:
    paths = [str(file) for file in POSTS] * 1
    sites = Sites((str(SAMPLE),), datetime(2026, 1, 31, tzinfo=UTC))
    by_path = {path: sites.of(path) for path in paths}
    alone = lint_files(paths, RULES, by_path, whole=True, jobs=1)
    pooled = lint_files(paths, RULES, by_path, whole=True, jobs=2)
    assert len(alone.diagnostics) > 20
    assert pooled.diagnostics == alone.diagnostics
    assert {p: s.starts for p, s in pooled.sources.items()} == {p: s.starts for p, s in alone.sources.items()}


@given(st.text(alphabet="a\nあ\r\u2028", max_size=40), st.integers(0, 40))
def test_lines_count_what_stands_before(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    line, column = Lines.of(text).position(offset)
    ends = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    if text[offset - 1 : offset + 1] != "\r\n":
        assert line == ends.count("\n") + 1
        assert column == len(ends) - ends.rfind("\n")


def test_a_part_of_a_value_stands_where_its_pieces_do() -> None:
    placed = Placed("x\ty", Location("a", 11, 15), ((0, 11, 1), (2, 14, 1)))
    assert placed.part(0, 1) == Location("a", 11, 12)
    assert placed.part(1, 2) == Location("a", 12, 14)
    assert placed.part(2, 3) == Location("a", 14, 15)
