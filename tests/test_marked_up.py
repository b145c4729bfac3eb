"""Microdata and RDFa in posts: what they say, and where."""

from __future__ import annotations

import pytest

from seolint.document import Document, Item, Literal, Reference
from seolint.engine.lint import lint_texts
from seolint.registry import installed
from seolint.site import Site


def told(item: Item) -> dict[str, list[object]]:
    """The properties of an item by name, items as their types."""
    found: dict[str, list[object]] = {}
    for held in item.properties:
        value = held.value
        said = value.text.value if isinstance(value, Literal) else value.id.value if isinstance(value, Reference) else value.terms
        found.setdefault(held.name.value, []).append(said)
    return found


def marked(text: str, path: str = "a.md") -> tuple[Item, ...]:
    return Document(path, text, Site()).marked_up


MICRODATA = """---
title: 石窯
---

<div itemscope itemtype="https://schema.org/Recipe" itemref="tip gone">
<h2 itemprop="name">石窯の<b>食パン</b></h2>
<img itemprop="image" src="/pan.png" alt="">
<meta itemprop="author creator" content="小林">
<time itemprop="cookTime" datetime="PT50M">50分</time>
<span itemprop="nutrition" itemscope itemtype="https://schema.org/NutritionInformation"><b itemprop="calories">200</b></span>
</div>

<p id="tip" itemprop="description">強火で焼きます。</p>
"""


def test_microdata_of_a_post() -> None:
    (item,) = marked(MICRODATA)
    assert item.terms == ("Recipe",)
    assert item.known
    assert told(item) == {
        "name": ["石窯の食パン"], "image": ["/pan.png"], "author": ["小林"], "creator": ["小林"], "cookTime": ["PT50M"],
        "nutrition": [("NutritionInformation",)], "description": ["強火で焼きます。"],
    }  # fmt: skip


def test_values_and_names_stand_where_they_are_written() -> None:
    (item,) = marked(MICRODATA)
    cut = {held.name.value: MICRODATA[held.name.at.start : held.name.at.end] for held in item.properties}
    assert all(name == written for name, written in cut.items())
    values = {held.name.value: held.value.at for held in item.properties}
    assert MICRODATA[values["cookTime"].start : values["cookTime"].end] == "PT50M"
    assert MICRODATA[values["name"].start : values["name"].end] == "石窯の<b>食パン"
    assert MICRODATA[item.name_at.start : item.name_at.end] == "https://schema.org/Recipe"


RDFA = """<article vocab="https://schema.org/" typeof="BlogPosting" resource="#post">
<h1 property="headline">窯</h1>
<span property="author" typeof="Person"><a property="url" href="/may/"><b property="name">May</b></a></span>
<a rel="nofollow" href="https://pan.jp/">PAN</a>
<link property="mainEntityOfPage" href="https://pan.jp/kama/">
<p prefix="s: https://schema.org/" property="s:text">火の話。</p>
</article>
<p vocab="https://schema.org/" resource="#post"><time property="datePublished" datetime="2026-01-31">きのう</time></p>
"""


def test_rdfa_of_a_page() -> None:
    (item,) = marked(RDFA, "a.html")
    assert item.terms == ("BlogPosting",)
    assert item.id is not None
    assert item.id.value == "#post"
    assert told(item) == {
        "headline": ["窯"], "author": [("Person",)], "mainEntityOfPage": ["https://pan.jp/kama/"], "s:text": ["火の話。"],
        "datePublished": ["2026-01-31"],
    }  # fmt: skip
    assert {held.term for held in item.properties} >= {"text", "headline"}


@pytest.mark.parametrize(
    "text",
    [
        '```html\n<p itemscope itemtype="https://schema.org/Person">\n```\n',
        '`<p itemscope>` と `typeof` の話。\n',
        '<template><p itemscope itemtype="https://schema.org/Person"></p></template>\n',
        "if (typeof x === 'undefined') itemscope\n",
    ],
)
def test_what_is_only_shown_says_nothing(text: str) -> None:
    assert marked(text) == ()


@pytest.mark.parametrize("attribute", ["itemref='a'", "itemref='a a b'"])
def test_items_that_hold_themselves_come_to_an_end(attribute: str) -> None:
    text = f"<p itemscope id=a {attribute} itemprop=x><b itemprop=y>z</b></p><p itemscope id=b itemref=a></p>\n"
    assert [told(item) for item in marked(text, "a.html")]


def test_what_a_template_fills_is_not_known() -> None:
    text = '<p itemscope itemtype="https://schema.org/Person">{{ x }}<b itemprop="name">{{ page.name }}</b></p>\n'
    text = f"---\nlayout: post\n---\n{text}"
    (item,) = marked(text)
    assert not item.whole
    assert [held.value.unknown for held in item.properties if isinstance(held.value, Literal)] == [True]


def test_items_that_itemref_multiplies_are_read_up_to_a_limit_and_not_called_whole() -> None:
    """Each names all that come after it, so that a reader without a limit would make 2 to the 30th items."""
    person = '<div id=n{0} itemprop=knows itemscope itemtype="https://schema.org/Person" itemref="{1}"></div>'
    text = "\n".join(person.format(n, " ".join(f"n{m}" for m in range(n + 1, 30))) for n in range(30))
    items = marked(f"<div itemscope itemtype='https://schema.org/Person' itemref='n0'></div>\n{text}\n", "a.html")
    todo, every = list(items), list[Item]()
    while todo:
        every.append(todo.pop())
        todo += [held.value for held in every[-1].properties if isinstance(held.value, Item)]
    assert 1_000 < len(every) < 6_000
    assert not items[0].whole


def test_two_items_name_the_same_element() -> None:
    person = '<div itemscope itemtype="https://schema.org/Person" itemref="shop"></div>\n'
    shop = '<div id="shop" itemprop="worksFor" itemscope itemtype="https://schema.org/Bakery"><b itemprop="name">麦</b></div>\n'
    assert [told(item) for item in marked(person * 2 + shop, "a.html")] == [{"worksFor": [("Bakery",)]}] * 2


PATTERN = """<div vocab="https://schema.org/" typeof="Bakery" resource="#may"><b property="name">麦</b>
<link property="rdfa:copy" href="#links"></div>
<div vocab="https://schema.org/" typeof="Bakery" resource="#pan"><link rel="rdfa:copy" href="#links"><b property="name">窯</b></div>
<ul vocab="https://schema.org/" resource="#links" typeof="rdfa:Pattern LocalBusiness">
<li><a property="sameAs" href="https://may.jp/">麦</a></li><link property="rdfa:copy" href="#hours"></ul>
<p vocab="https://schema.org/" resource="#hours" typeof="rdfa:Pattern"><b property="openingHours">Mo-Fr</b>
<link property="rdfa:copy" href="#links"></p>
<p vocab="https://schema.org/" resource="#other" typeof="rdfa:Pattern"><b property="name">粉</b></p>
"""


def test_what_copies_a_pattern_says_what_it_says() -> None:
    may, pan, other = marked(PATTERN, "a.html")
    assert may.terms == pan.terms == ("Bakery", "LocalBusiness")
    both = {"sameAs": ["https://may.jp/"], "openingHours": ["Mo-Fr"]}
    assert told(may) == {"name": ["麦"], **both}
    assert told(pan) == {"name": ["窯"], **both}
    assert told(other) == {"name": ["粉"]}
    assert not other.known


def test_a_pattern_that_a_template_adds_to_is_not_whole() -> None:
    text = PATTERN.replace('<b property="openingHours">', '{{ hours }}<b property="openingHours">')
    assert [item.whole for item in marked(f"---\nlayout: page\n---\n{text}", "a.html")] == [False, False, True]


def test_patterns_are_copied_up_to_a_limit() -> None:
    """Each of a thousand things copies a thousand properties."""
    things = '<div vocab="https://schema.org/" typeof="Thing"><link property="rdfa:copy" href="#p"></div>\n' * 1000
    pattern = f'<p vocab="https://schema.org/" resource="#p" typeof="rdfa:Pattern">{"<b property=name>a</b>" * 1000}</p>\n'
    items = marked(things + pattern, "a.html")
    assert 1_000 < sum(len(item.properties) for item in items) < 6_000
    assert items[0].whole
    assert not items[999].whole


def test_what_a_thing_says_of_itself_in_reverse_comes_once() -> None:
    text = '<p vocab="https://schema.org/" typeof="Book"><a rev="isBasedOn" typeof="Movie" href="/film/">映画</a></p>\n'
    (book,) = marked(text, "a.html")
    (held,) = book.properties
    assert isinstance(held.value, Item)
    assert (held.term, held.reverse, held.value.terms) == ("isBasedOn", True, ("Movie",))


@pytest.mark.parametrize(
    "text",
    [
        '<p itemscope itemtype="https://schema.org/Event" itemref="d"></p>\n' * 2
        + '<b id="d" itemprop="startDate">2026年1月31日</b>\n',
        '<p vocab="https://schema.org/" typeof="Event"><link property="rdfa:copy" href="#d"></p>\n' * 2
        + '<p vocab="https://schema.org/" resource="#d" typeof="rdfa:Pattern"><b property="startDate">2026年1月31日</b></p>\n',
    ],
)
def test_what_two_things_share_is_found_once(text: str) -> None:
    found = lint_texts({"a.html": text}, [installed()["schema-date"].load()()], Site())
    assert [text[each.at.start : each.at.end] for each in found] == ["2026年1月31日"]
