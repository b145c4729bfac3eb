"""Completion of texts for pictures: what the same picture has elsewhere, else the words of its file's name."""

from __future__ import annotations

import pytest
from assist_site import chosen, completions, labels

from seolint.assist.alt_completion import name_of

SITE = {
    "_config.yml": "",
    "b.md": "---\n---\n![石の窯](/img/stone-oven.png) ![窯[大]](/img/stone-oven.png?w=640)\n",
    "c.md": "---\n---\n![石の窯](/img/stone-oven.png)\n",
}


def site(body: str) -> dict[str, str]:
    return {**SITE, "a.md": "---\n---\n" + body}


def test_texts_of_the_same_picture_the_most_frequent_first_and_then_its_name() -> None:
    found = completions(site("![‸](/img/stone-oven.png)\n")).items
    assert [each.label for each in found] == ["石の窯", "窯[大]", "stone oven"]
    assert [each.detail.ja for each in found] == ["サイトのほかの場所の同じ画像"] * 2 + ["ファイル名から"]
    assert found[2].detail.en == "from the file's name"


def test_what_is_chosen_is_written_as_its_place_wants_it() -> None:
    assert chosen(site("![‸](/img/stone-oven.png)\n"), "窯[大]").endswith("![窯\\[大\\]](/img/stone-oven.png)\n")
    assert chosen(site('<img src="/img/stone-oven.png" alt="‸">\n'), "石の窯").endswith('alt="石の窯">\n')


def test_letters_narrow_it_down() -> None:
    assert labels(site("![石‸](/img/stone-oven.png)\n")) == ["石の窯"]


@pytest.mark.parametrize(("url", "name"), [
    ("/a/stone-oven_01.jpg", "stone oven"), ("IMG_1234.jpg", ""), ("/a/20260131.png", ""), ("%E7%9F%B3%E7%AA%AF.png", "石窯"),
    ("screenshot-1.png", ""), ("a.png?w=1", ""), ("", ""),
])  # fmt: skip
def test_names_of_files(url: str, name: str) -> None:
    assert name_of(url) == name


def test_nothing_outside_of_a_picture() -> None:
    assert labels(site("[‸](/img/stone-oven.png)\n")) == [] or "石の窯" not in labels(site("[‸](/img/stone-oven.png)\n"))
    assert labels(site("![‸\n")) == []
