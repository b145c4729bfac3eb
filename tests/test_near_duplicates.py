"""What is known of a post by its signature alone, and which posts are said to be alike."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint import Passage, Signature
from seolint.diagnostic import Diagnostic
from seolint.document import Document
from seolint.document.signature import KEPT, RANGE, SHINGLE, read_signature, shingles
from seolint.engine.lint import lint_texts
from seolint.site import Site
from seolint_rules.content.near_duplicate import NearDuplicate
from seolint_rules.data.alike_groups import groups
from seolint_rules.data.alike_passages import most_alike
from seolint_rules.data.long_paragraphs import Paragraph, holders, pack, unpack

NOUNS = "石窯 温度 薪 生地 酵母 小麦 塩 水 時間 棚 刃 包丁 台所 市場 農家 畑 天気 湿度 季節 香り 皮 気泡 袋 店 客 駅".split()
VERBS = "測る 選ぶ 焼く 混ぜる 待つ 運ぶ 洗う 直す 比べる 書く 読む 調べる 話す 聞く 教える 育てる".split()

paragraphs = st.lists(st.lists(st.sampled_from(NOUNS + VERBS), min_size=1, max_size=30).map("と".join), min_size=1, max_size=8)
said_in_passages = st.lists(st.frozensets(st.integers(0, 9)), min_size=1, max_size=6)


def sentences(draw: random.Random, count: int) -> list[str]:
    return [
        "{}の{}を{}と、{}や{}の{}も{}ことが大切です。".format(
            *draw.sample(NOUNS, 2), draw.choice(VERBS), *draw.sample(NOUNS, 3), draw.choice(VERBS)
        )
        for _ in range(count)
    ]


def post(said: Sequence[str], title: str = "窯") -> str:
    parts = ("".join(said[place : place + 3]) for place in range(0, len(said), 3))
    return f"---\ntitle: {title}\n---\n\n" + "\n\n".join(parts) + "\n"


def signature(said: Sequence[str]) -> Signature:
    doc = Document("a.md", "\n\n".join(said), Site())
    return read_signature(doc.blocks, doc.words)


def exact(one: Sequence[str], other: Sequence[str]) -> float:
    """The Jaccard similarity by the runs themselves."""
    sets: list[set[tuple[str, ...]]] = []
    for said in (one, other):
        doc = Document("a.md", "\n\n".join(said), Site())
        spans = [doc.words.tokens_at(block.text.at.start) for block in doc.blocks]
        starts = [start for first, last in spans for start in range(first, last - SHINGLE + 1)]
        sets.append({tuple(doc.words.lemmas[start : start + SHINGLE]) for start in starts})
    return len(sets[0] & sets[1]) / max(len(sets[0] | sets[1]), 1)


def found(texts: Mapping[str, str]) -> list[Diagnostic]:
    return lint_texts(texts, [NearDuplicate()], Site())


@given(st.lists(st.text(max_size=3), max_size=40))
def test_each_run_has_a_hash_of_its_own(lemmas: list[str]) -> None:
    whole = list(shingles(lemmas))
    runs = [tuple(lemmas[start : start + SHINGLE]) for start in range(max(len(lemmas) - SHINGLE + 1, 0))]
    assert whole == [one for run in runs for one in shingles(run)]
    assert len(set(whole)) == len(set(runs))
    assert all(0 <= one < RANGE for one in whole)


@given(paragraphs, paragraphs, st.randoms(use_true_random=False))
def test_a_signature_is_what_is_said_in_whatever_order(one: list[str], other: list[str], draw: random.Random) -> None:
    mixed = draw.sample([*one, *other], len(one) + len(other))
    assert signature(mixed).sketch == signature([*one, *other]).sketch
    assert signature(one).sketch.similarity(signature(other).sketch) == signature(other).sketch.similarity(signature(one).sketch)


@given(paragraphs, paragraphs)
def test_short_posts_are_compared_exactly(one: list[str], other: list[str]) -> None:
    mine, its = signature(one), signature(other)
    if mine.bound == its.bound == RANGE:
        assert mine.sketch.similarity(its.sketch) == pytest.approx(exact(one, other))


@given(st.integers(0, 10_000), st.integers(0, 100))
def test_long_posts_are_compared_as_nearly_as_is_said(seed: int, changed: int) -> None:
    draw = random.Random(seed)
    said = sentences(draw, 100)
    anew = said[changed:] + sentences(draw, changed)
    one, other, known = signature(said).sketch, signature(anew).sketch, exact(said, anew)
    assert max(one.bound, other.bound) < RANGE
    assert abs(one.similarity(other) - known) <= 5 * one.deviation(other, known) + 0.005
    assert one.deviation(other, known) < 0.02


@pytest.mark.parametrize(("count", "few", "many"), [(60, 16, 23), (150, 43, 63), (400, 143, 212)])
def test_at_the_limit_posts_are_found_and_those_far_below_it_are_not(count: int, few: int, many: int) -> None:
    draw, posts, known = random.Random(count), list[Signature](), dict[tuple[int, int], float]()
    while len(known) < 20:
        said = sentences(draw, count)
        changed = few if len(known) % 2 else many
        anew = said[changed:] + sentences(draw, changed)
        similarity = exact(said, anew)
        if 0.6 <= similarity < 0.63 or 0.45 <= similarity < 0.5:
            known[len(posts), len(posts) + 1] = similarity
            posts += (signature(said), signature(anew))
    told, _ = groups(posts, 0.6, 20)
    assert [group.members for group in told] == [pair for pair, similarity in known.items() if similarity >= 0.6]


@given(paragraphs)
def test_the_passages_of_a_signature_have_its_hashes(said: list[str]) -> None:
    whole = signature(said)
    passages = whole.read()
    assert whole.sketch.hashes == frozenset[int]().union(*(passage.hashes for passage in passages))
    assert [passage.name for passage in passages] == list(whole.names)
    dropped = frozenset(whole.names[::2])
    kept = (passage.hashes for passage in passages if passage.name not in dropped)
    assert whole.without(dropped).hashes == frozenset[int]().union(*kept)
    assert whole.read(without=dropped) == [passage for passage in passages if passage.name not in dropped]


def test_a_signature_stays_small() -> None:
    long = signature(sentences(random.Random(1), 3_000))
    assert len(long.hashes) < 4 * KEPT * 1.3
    assert len(signature(["石窯の温度を測るのは難しい。"] * 2_000).hashes) < 4 * KEPT


def test_what_a_passage_repeats_is_kept_once() -> None:
    kept = [signature(sentences(random.Random(seed), 1) * 3_000).hashes for seed in range(12)]
    assert any(kept)
    assert max(map(len, kept)) < 4 * KEPT


@given(said_in_passages, said_in_passages)
def test_the_passages_shown_are_the_first_that_have_the_most(mine: list[frozenset[int]], its: list[frozenset[int]]) -> None:
    one, other = ([Passage(n, n, n + 1, hashes) for n, hashes in enumerate(said)] for said in (mine, its))
    here, there = most_alike(one, other)
    assert here == max(one, key=lambda each: len(each.hashes & frozenset[int]().union(*its)))
    assert there == max(other, key=lambda each: len(each.hashes & here.hashes))


@given(st.lists(st.frozensets(st.integers(0, 9).map(lambda number: number.to_bytes(8, "big"))), max_size=6), st.integers(0, 4))
def test_paragraphs_are_found_by_those_who_have_them(posts: list[frozenset[bytes]], most: int) -> None:
    rows = [[Paragraph(name, place, place + 9, 8) for place, name in enumerate(sorted(names))] for names in posts]
    packed = [b"".join(map(pack, each)) for each in rows]
    assert [list(unpack(each)) for each in packed] == rows
    known = {name: [n for n, names in enumerate(posts) if name in names] for name in frozenset[bytes]().union(*posts)}
    assert holders(packed, most) == {name: numbers for name, numbers in known.items() if len(numbers) > most}


@given(st.integers(0, 10_000))
def test_groups_do_not_depend_on_the_order_of_posts(seed: int) -> None:
    draw = random.Random(seed)
    base = sentences(draw, 12)
    posts = [signature(base[: 12 - fresh] + sentences(draw, fresh)) for fresh in (0, 1, 2, 3, 12, 12)]
    order = draw.sample(range(len(posts)), len(posts))

    def said(numbers: Sequence[int]) -> set[frozenset[tuple[int, float]]]:
        told, _ = groups([posts[number] for number in numbers], 0.6, 20)
        return {frozenset((numbers[one], group.nearest[one][1]) for one in group.members) for group in told}

    assert said(order) == said(range(len(posts)))


def test_planted_groups_are_found_and_nothing_else() -> None:
    draw, texts, planted = random.Random(6), dict[str, str](), list[set[str]]()
    for group in range(12):
        base = sentences(draw, 30)
        names = {f"{group}-{number}.md" for number in range(2 + group % 3)}
        for name in sorted(names):
            fresh = frozenset(draw.sample(range(30), group % 5 // 2 + 1))
            texts[name] = post([sentences(draw, 1)[0] if place in fresh else said for place, said in enumerate(base)])
        planted.append(names)
    texts |= {f"own-{number}.md": post(sentences(draw, 30)) for number in range(40)}
    clusters: dict[str, set[str]] = {}
    for each in found(texts):
        clusters.setdefault(each.cluster, set()).add(each.at.path)
    assert sorted(map(sorted, clusters.values())) == sorted(map(sorted, planted))


def test_what_is_not_exact_is_said_to_be_about_so() -> None:
    draw = random.Random(7)
    said = sentences(draw, 120)
    texts = {"a.md": post(said), "b.md": post([*said[20:], *sentences(draw, 20)])}
    one, other = (Document(path, text, Site()).signature.sketch for path, text in texts.items())
    estimate = one.similarity(other)
    for least, words in ((estimate - 0.01, "約{}%一致"), (estimate + 0.01, "約{}%（誤差±")):
        messages = [each.message.ja for each in lint_texts(texts, [NearDuplicate(least=least)], Site())]
        assert len(messages) == 2
        assert all(words.format(f"{100 * estimate:.0f}") in message for message in messages)
    assert not lint_texts(texts, [NearDuplicate(least=estimate + 0.06)], Site())
    short = {path: post(said[start : start + 15]) for path, start in (("a.md", 0), ("b.md", 2))}
    assert all("約" not in each.message.ja for each in found(short))
    assert found(short)


def test_what_many_unlike_posts_have_does_not_make_them_alike() -> None:
    draw = random.Random(3)
    notice = "\n".join(f"{said}\n" for said in sentences(draw, 12))
    own = [3, 3, 40, 40, 40]
    texts = {f"{number}.md": post(sentences(draw, count)) + "\n" + notice for number, count in enumerate(own)}
    assert not found(texts)
    assert len(found({path: texts[path] for path in ("0.md", "1.md")})) == 2


def test_copies_are_alike_even_where_others_have_all_they_say() -> None:
    draw = random.Random(4)
    said = sentences(draw, 6)
    texts = {"a.md": post(said), "b.md": post(said)}
    texts |= {f"{number}.md": post(said) + "\n" + post(sentences(draw, 60)).partition("\n\n")[2] for number in range(3)}
    assert {each.at.path for each in found(texts)} == {"a.md", "b.md"}


def test_both_places_are_shown() -> None:
    draw = random.Random(5)
    said = sentences(draw, 12)
    texts = {"a.md": post(said, "薪の窯"), "b.md": post([*sentences(draw, 3), *said], "窯")}
    for each in found(texts):
        (other,) = each.related
        assert {each.at.path, other.at.path} == set(texts)
        assert texts[each.at.path][each.at.start : each.at.end] == texts[other.at.path][other.at.start : other.at.end]
        assert "一致" in each.message.ja
        assert ("薪の窯" in each.message.ja) == (each.at.path == "b.md")
