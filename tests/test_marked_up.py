"""Microdata and RDFa in posts: what they say, and where."""

from __future__ import annotations

import pytest

from seolint.document import Document, Item, Literal, Reference
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
