"""Every fix of the structured data leaves the block JSON that says what was meant, and nothing of it code."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint.diagnostic import Diagnostic
from seolint.document import Document
from seolint.engine.fix import apply
from seolint.engine.lint import lint_texts
from seolint.registry import installed
from seolint.rule import Rule
from seolint.site import Site
from seolint.text import UNKNOWN

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"

RULES: list[Rule] = [entry.load()() for entry in installed().values() if "structured_data" in entry.load().__module__]
SITE = Site(generator="jekyll", known=True, template="liquid", markdown="kramdown", now=datetime(2026, 1, 31, tzinfo=UTC))
KEYS = ("title", "description", "author", "image", "date", "last_modified_at")
PATHS = ("_posts/2026-01-31-a.md", "a.html")

texts = st.lists(
    st.sampled_from(
        ["食パン", "Bread", '"', "\\", "</script>", "<!--", "<script>", "{{ page.x }}", "{% raw %}", "{%", "}}", "${x}", "'",
         "&quot;", "<%= x %>", "\u2028", "🍞", ": ", "#", "\\u0041", "- ", "〇", "…", " "]
    )
    | st.text(st.characters(blacklist_categories=("Cc", "Cs", "Co", "Zl", "Zp")), max_size=6),
    min_size=1, max_size=5,
).map("".join).filter(lambda text: text.strip() == text and text != "")  # fmt: skip
days = st.sampled_from(["2026-01-31", "2026-01-20 07:30:00 +0900", "2025-12-01T10:00:00+09:00", "2026-01-08T01:44:03.660Z"])
slips = st.sampled_from(["2026年1月20日", "2026/1/20", "2026-1-20", "２０２６-０１-２０", "2026.01.20", "昨日"]) | st.just(20260120)
types = st.sampled_from(["Article", "BlogPosting", "NewsArticle", "Artcle", "Recipe", "VideoObject", "Product", "HowtoStep"])
terms = st.sampled_from(["headline", "headlin", "name", "description", "author", "ingredients", "keywords", "image", "url"])


@st.composite
def blocks(draw: st.DrawFn) -> tuple[dict[str, Json], str]:
    """A thing, and JSON of it in one of the styles that people write."""
    thing: dict[str, Json] = {"@context": "https://schema.org", "@type": draw(types)}
    for term in draw(st.lists(terms, unique=True, min_size=2, max_size=6)):
        name = draw(texts)
        thing[term] = {"@type": draw(st.sampled_from(["Person", "Persn"])), "name": name} if term == "author" else name
    for term in draw(st.lists(st.sampled_from(["datePublished", "dateModified"]), unique=True)):
        thing[term] = draw(days | slips)
    if draw(st.booleans()):
        thing["price"] = draw(st.integers(0, 3000))
    indent = draw(st.sampled_from([None, 2, 4, "\t"]))
    tight = (",", ":") if draw(st.booleans()) else (", " if indent is None else ",", ": ")
    text = json.dumps(thing, ensure_ascii=draw(st.booleans()), indent=indent, separators=tight)
    text = re.sub(r"<(?=[/!%])|\{(?=[{%#])|\$(?=\{)", lambda found: f"\\u{ord(found[0]):04x}", text)
    return thing, text


fronts = st.fixed_dictionaries(
    {"title": texts}, optional={"description": texts, "author": texts, "date": days, "last_modified_at": days,
                  "image": st.sampled_from(["https://pan.jp/a.png", "/b.png"])}
)  # fmt: skip


def page(front: Mapping[str, str], block: str) -> str:
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
    return f'---\nlayout: post\n{"".join(lines)}---\n<script type="application/ld+json">\n{block}\n</script>\n\nText.\n'


class Scripts(HTMLParser):
    """What stands in the scripts of JSON-LD, as an independent reader takes them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inside, self.found = False, list[str]()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script"
        if self.inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1] += data


def leaves(value: Json, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Json]:
    """Every scalar, and every key, by where it stands."""
    if isinstance(value, Mapping):
        return {place: leaf for key, inner in value.items() for place, leaf in leaves(inner, (*path, key)).items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return {place: leaf for number, inner in enumerate(value) for place, leaf in leaves(inner, (*path, str(number))).items()}
    return {path: value}


def assert_block(path: str, fixed: str) -> Json:
    """What the one block of a page says, to which no template adds."""
    doc = Document(path, fixed, SITE)
    (script,) = Scripts(fixed[doc.front_matter.end :]).found
    assert UNKNOWN not in doc.template.text
    (read,) = doc.scripts
    assert read.error is None
    found: Json = json.loads(script)
    return found


def assert_meant(path: str, text: str, thing: Json, finding: Diagnostic) -> None:
    """The fix changes only what it names, to what the front matter says where that is its title."""
    assert finding.fix is not None
    before, after = leaves(thing), leaves(assert_block(path, apply(text, [finding.fix])))
    changed = {place: value for place, value in after.items() if place not in before or before[place] != value}
    gone = {place[-1] for place in before.keys() - after.keys()}
    assert len(gone) <= len(changed) <= max(len(finding.fix.edits), 6)
    if finding.rule == "schema-date":
        assert {str(value)[:10] for value in changed.values()} == {"2026-01-20"}
    if finding.rule not in {"schema-mismatch", "schema-required"}:
        return
    assert changed
    assert not gone
    front = Document(path, text, SITE).front_matter
    own = {key: told.value for key in KEYS if (told := front.get(key)) is not None}
    for place, value in changed.items():
        if place[-1] in {"datePublished", "dateModified", "uploadDate"}:
            assert datetime.fromisoformat(str(value)).date().isoformat() in {own.get(key, "")[:10] for key in KEYS[-2:]}
        else:
            assert value in own.values() or (place[-1] == "@type" and value == "Person")


@given(st.sampled_from(PATHS), fronts, blocks())
def test_fixes_of_right_json_leave_it_right(path: str, front: dict[str, str], block: tuple[dict[str, Json], str]) -> None:
    thing, text = block[0], page(front, block[1])
    for finding in lint_texts({path: text}, RULES, SITE):
        if finding.fix is not None:
            assert_meant(path, text, thing, finding)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "title",
    ["{{ page.x }}", "{{{ page.x }}}", "{% raw %}", "{% x", "</script><b>", "<!-- <script>", 'a "b" \\ c', "<%= x %>",
     "{# x #}", "食パン\u2028"],
)  # fmt: skip
def test_a_title_that_looks_like_code_stays_a_title(path: str, title: str) -> None:
    thing: dict[str, Json] = {"@context": "https://schema.org", "@type": "Article", "headline": "zzz"}
    text = page({"title": title}, json.dumps(thing))
    (finding,) = (each for each in lint_texts({path: text}, RULES, SITE) if each.rule == "schema-mismatch")
    assert_meant(path, text, thing, finding)


@given(st.sampled_from(PATHS), fronts, blocks(), st.sampled_from([",", " ,", ",\n"]))
def test_the_fix_of_a_comma_gives_the_block_back(
    path: str, front: dict[str, str], block: tuple[dict[str, Json], str], comma: str
) -> None:
    thing, written = block
    text = page(front, f"{written.rstrip()[:-1].rstrip()}{comma}}}")
    fixes = [finding.fix for finding in lint_texts({path: text}, RULES, SITE) if finding.rule == "schema-syntax"]
    assert [fix is not None and fix.safe for fix in fixes] == [True]
    assert assert_block(path, apply(text, [fix for fix in fixes if fix is not None])) == thing


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ('{"@context":"https://schema.org","@type":"Recipe"}', '{"@context":"https://schema.org","@type":"Recipe","name":"食パン"}'),
        ('{"@context": "https://schema.org", "@type": "Recipe"}',
         '{"@context": "https://schema.org", "@type": "Recipe", "name": "食パン"}'),
        ('{\n\t"@context": "https://schema.org",\n\t"@type": "Recipe"\n}',
         '{\n\t"@context": "https://schema.org",\n\t"@type": "Recipe",\n\t"name": "食パン"\n}'),
    ],
)  # fmt: skip
def test_what_is_added_is_written_as_the_rest(block: str, expected: str) -> None:
    text = page({"title": "食パン"}, block)
    (finding,) = (each for each in lint_texts({"a.md": text}, RULES, SITE) if each.rule == "schema-required")
    assert finding.fix is not None
    assert apply(text, [finding.fix]) == page({"title": "食パン"}, expected)


def test_an_image_of_the_front_matter_is_written_in_full() -> None:
    script = '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Recipe"%s}</script>\n'
    texts = {"_posts/2026-01-01-a.md": f"---\ntitle: 食パン\nimage: /a.png\n---\n{script % ''}"}
    for url, written in (("https://pan.jp", ',"name":"食パン","image":"https://pan.jp/a.png"'), ("", ',"name":"食パン"')):
        site = Site(generator="jekyll", url=url)
        found = lint_texts(texts, [installed()["schema-required"].load()()], site)
        (edit,) = next(each.fix for each in found if each.fix is not None).edits
        assert edit.text == written
