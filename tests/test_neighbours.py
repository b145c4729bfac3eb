"""The posts of a site that are like one of them, and the links that are missing between them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from seolint.document import Document
from seolint.engine.neighbours import Digest, find_neighbours, ranked, weighed
from seolint.engine.sites import Sites
from seolint.engine.surroundings import DiskSurroundings
from seolint.inspection import Neighbours
from seolint.site import Site
from seolint.site.routes import Routes

NOW = datetime(2026, 1, 31, tzinfo=UTC)
OVEN = "石窯の温度を測る。石窯の煉瓦は熱い。石窯に薪をくべ、温度を上げる。煉瓦が冷えたら薪を足す。"
POSTS = {
    "own": f"石窯の話\n---\n{OVEN}酵母は[ここ](/kobo/)。",
    "twin": f"石窯を作る\n---\n{OVEN}煉瓦を積む。",
    "kobo": "酵母を育てる\n---\n酵母の瓶を温める。酵母の泡を見る。石窯の薪と煉瓦も少し。瓶の温度も測る。[石窯](/own/)",
    "tax": "税金の話\n---\n税金の申告書を書く。税金の控除と申告書の控除を比べる。",
    "draft": f"下書き\npublished: false\n---\n{OVEN}",
    "en/own": f"別の版\n---\n{OVEN}",
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("_config.yml").write_text("permalink: /:title/\nlang: ja\n", encoding="utf-8")
    for name, rest in POSTS.items():
        folder = Path("_posts") / Path(name).parent
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"2026-01-01-{Path(name).name}.md").write_text(f"---\ntitle: {rest}\n", encoding="utf-8")
    return tmp_path


def neighbours(name: str, jobs: int = 1) -> Neighbours:
    path = f"_posts/2026-01-01-{name}.md"
    sites = Sites(("",), NOW)
    doc = Document(path, Path(path).read_text(encoding="utf-8"), sites.of(path))
    return find_neighbours(doc, DiskSurroundings(1_000_000).routes(doc.site, {}), sites.of, jobs=jobs)


def names(found: tuple[object, ...]) -> list[str]:
    return [str(getattr(each, "path", "")).removeprefix("_posts/2026-01-01-").removesuffix(".md") for each in found]


@pytest.mark.usefixtures("site")
def test_the_most_similar_posts_come_first_and_links_are_known() -> None:
    found = neighbours("own")
    assert found.read == 4  # neither itself nor the draft
    assert names(found.similar)[0] == "twin"
    assert not {"tax", "draft", "en/own"} & set(names(found.similar))
    assert "煉瓦" in found.similar[0].shared
    links = {name: (each.to, each.back) for name, each in zip(names(found.similar), found.similar, strict=True)}
    assert links["twin"] == (False, False)
    assert links.get("kobo", (True, True)) == (True, True)


@pytest.mark.usefixtures("site")
def test_a_missing_link_is_shown_where_a_term_of_the_other_post_stands() -> None:
    found = neighbours("own")
    assert names(found.link_to) == ["twin"]
    there, back = found.link_to[0].mention, found.link_from[0].mention
    assert there is not None
    assert back is not None
    for mention in (there, back):
        text = Path(mention.at.path).read_text(encoding="utf-8")
        assert text[mention.at.start : mention.at.end] == mention.text
        assert text[: mention.at.start].count("\n") + 1 == mention.line
    assert (there.at.path, back.at.path) == ("_posts/2026-01-01-own.md", "_posts/2026-01-01-twin.md")


@pytest.mark.usefixtures("site")
def test_one_process_and_two_find_the_same() -> None:
    assert neighbours("own", 1) == neighbours("own", 2)


@pytest.mark.usefixtures("site")
def test_of_very_many_posts_two_thousand_are_read() -> None:
    for number in range(2_000):
        Path(f"_posts/2025-01-01-p{number}.md").write_text("---\ntitle: 短い\n---\n短い。\n", encoding="utf-8")
    found = neighbours("own")
    assert (found.read, found.left) == (2_000, len(POSTS) - 1)


@pytest.mark.usefixtures("site")
def test_the_words_of_its_own_keyphrases_are_no_link_from_a_post() -> None:
    path = Path("_posts/2026-01-01-own.md")
    text = path.read_text(encoding="utf-8")
    before = neighbours("own").link_to[0].mention
    assert before is not None
    path.write_text(text.replace("---\n", f"---\nkeywords: [{before.text}]\n", 1), encoding="utf-8")
    after = neighbours("own").link_to[0].mention
    assert after is not None
    assert after.text != before.text


def test_parts_of_longer_words_are_nothing_that_posts_share() -> None:
    own, other = (
        Digest(f"{n}.md", "", "", {"赤外": 0.6, "赤外 線": 0.8}, (), frozenset(["赤外"])) for n in range(2)
    )
    (pair,) = ranked(own, [other], Routes(Site(), {}, ()), Site())
    assert pair.shared == ("赤外 線",)


def test_what_all_posts_of_a_site_have_is_no_likeness() -> None:
    digests = [Digest(f"{n}.md", "", "", {"パン": 0.8, f"語{n // 2}": 0.6}, ()) for n in range(10)]
    own, *others = weighed(digests)
    found = ranked(own, others, Routes(Site(), {}, ()), Site())
    assert [pair.other.path for pair in found if pair.similarity > 0.5] == ["1.md"]
    assert found[0].shared[0] == "語0"


def test_the_order_of_posts_makes_no_difference() -> None:
    digests = [Digest(f"{n}.md", "", "", {"窯": 0.6, f"語{n % 3}": 0.8}, ()) for n in range(8)]
    own, *others = digests
    routes = Routes(Site(), {}, ())
    assert ranked(own, others, routes, Site()) == ranked(own, others[::-1], routes, Site())
