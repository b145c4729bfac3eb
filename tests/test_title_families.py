"""Titles of one pattern are said once, and not again where most of the site has their words."""

from __future__ import annotations

from seolint.diagnostic import Diagnostic
from seolint.engine.lint import lint_texts
from seolint.site import Site
from seolint_rules.meta.title_boilerplate import TitleBoilerplate

TOPICS = "窯薪粉塩水種刃台棚店朝夜春夏秋冬山川海空"


def found(titles: list[str]) -> list[Diagnostic]:
    texts = {f"{number:02d}.md": f"---\ntitle: {title}\n---\n" for number, title in enumerate(titles)}
    return lint_texts(texts, [TitleBoilerplate()], Site())


def series(topics: str) -> list[str]:
    return [f"{2020 + number}年版{topic}の話：{topic}を楽しむ{number + 3}つの工夫" for number, topic in enumerate(topics)]


def test_a_family_is_one_finding() -> None:
    (said,) = found([*(f"{topic}の日記" for topic in TOPICS[6:]), *series(TOPICS[:6])])
    assert said.message.ja == "タイトル6件が「2020年版…3つの」という同じ型です（目安は4件まで）"
    assert len(said.related) == 2


def test_a_family_may_be_the_whole_of_a_small_site() -> None:
    (said,) = found(series(TOPICS[:7]))
    assert said.message.ja == "タイトル7件が「2020年版…3つの」という同じ型です（目安は4件まで）"
    assert not found(series(TOPICS[:4]))


def test_each_title_is_in_one_family() -> None:
    knives = [f"【保存版】{topic}を徹底解説" for topic in TOPICS[:5]]
    both = [f"【保存版】2026年版{topic}の{number + 3}つの話" for number, topic in enumerate(TOPICS[5:10])]
    said = found([*(f"{topic}の日記" for topic in TOPICS), *knives, *both])
    assert sorted(each.message.ja[:7] for each in said) == ["タイトル5件が", "タイトル5件が"]


def test_what_most_of_the_site_has_is_said_once() -> None:
    (said,) = found([*(f"{topic}の日記" for topic in TOPICS[:4]), *series(TOPICS[4:16])])
    assert "12件" in said.message.ja
    assert "型" not in said.message.ja


def test_few_or_unlike_titles_are_no_family() -> None:
    assert not found([*(f"{topic}の日記" for topic in TOPICS), *series(TOPICS[:4])])
    assert not found([f"{number}つの{topic}" for number, topic in enumerate(TOPICS[:9])] + [f"{topic}の日記" for topic in TOPICS])
