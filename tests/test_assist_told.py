"""What a post adds to what others are told."""

from __future__ import annotations

from assist_site import open_post

from seolint.assist.told import alts_in, alts_of, counted, stem_of, tell


def test_a_post_tells_its_tags_categories_and_the_names_of_its_pictures() -> None:
    body = "![窯](/img/Stone-Oven.png?w=1) <img src='%E7%AA%AF.jpg'>\n"
    told = tell(open_post("---\ntags: [窯, 石, 窯]\ncategories: 道具\n---\n" + body).doc)
    assert told.tags == ("窯", "石")
    assert told.categories == ("道具",)
    assert told.pictures == ("stone-oven", "窯")


def test_spellings_of_one_name_are_counted_together() -> None:
    assert counted(["SEO", "seo", "SEO", "ＳＥＯ", "窯", ""]) == {"SEO": 4, "窯": 1}


def test_texts_of_a_picture_are_known_by_which_picture_it_is() -> None:
    doc = open_post("![石の 窯](/img/oven-640x480.png) ![窯](/img/oven.png?w=2) ![](/img/oven.png) ![窯](/img/oven.png)\n").doc
    pairs = alts_in(doc)
    assert {stem_of(identity) for identity, _ in pairs} == {"oven"}
    assert alts_of([*pairs, pairs[-1]])[pairs[-1][0]][0] == "窯"
    assert all(name.startswith("oven") for name in tell(doc).pictures)


def test_long_texts_without_spaces_are_no_trouble() -> None:
    assert tell(open_post("窯" * 100_000 + ".png" + ".jpg" * 1_000).doc).tags == ()
