"""What near-duplicate finds, held against every pair: ``python benchmarks/near_duplicates.py [--posts N] [--seeds N]``.

Pairs are compared by the exact Jaccard similarity of their runs of five lemmas, without hashes or samples. First the real posts
of ``../shared/corpora`` (or of the folder that ``SEOLINT_SHARED`` names) as one site, then made-up posts, other ones for each seed:
100 groups of known similarity, at the rule's limit or over it, and 50 pairs of 0.40 to 0.50, which are to be left alone. Exits 1
when a pair of 0.70 or more is missed, a planted post is not in its group, or a pair under 0.50 is reported.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from seolint.diagnostic import Diagnostic
from seolint.document import Document
from seolint.document.signature import read_signature
from seolint.document.words import Words
from seolint.engine.judge import judge_rule
from seolint.index import Index, Page
from seolint.site import Site
from seolint_rules.content.near_duplicate import NearDuplicate, Said

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SEOLINT_SHARED", ROOT.parent / "shared"))
FOUND, APART, RUN = 0.70, 0.50, 5
GROUPS, DECOYS = 100, 50
LIMITS = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9)
KNOWN, FEW = 0.4, 50
"""Pairs that are less alike than this are not kept; runs that more posts than this have are counted as bits."""

Runs = frozenset[int]
Pair = tuple[str, str]

NOUNS = """
石窯 温度 薪 生地 酵母 小麦 塩 水 時間 棚 刃 包丁 台所 市場 農家 畑 天気 湿度 季節 香り 皮 気泡 重さ 袋 店 客 通り 駅
朝 夜 写真 道具 手順 記録 計算 費用 契約 書類 相談 電話 返事 地図 橋 川 森 鳥 庭 花 種 土 光 影 音楽 楽器 練習 舞台
衣装 布 糸 針 机 椅子 窓 壁 屋根 車輪 船 港 魚 網 波 風 雲 星 望遠鏡 数式 実験 試料 電池 回路 画面 文字 言葉 物語 詩
手紙 切手 絵 色 筆 紙 本 図書館 学校 先生 生徒 試験
""".split()
VERBS = """
測る 選ぶ 焼く 混ぜる 待つ 運ぶ 洗う 直す 比べる 書く 読む 調べる 話す 聞く 教える 育てる 植える 売る 買う 借りる 返す 描く
""".split()
ENDS = """
ことが大切です 人が増えています とうまくいきます のは難しい作業です ために工夫を重ねました 前に確かめます 方法を紹介します
""".split()
ADVERBS = "ゆっくり 丁寧に 毎日 初めて 何度も 一緒に 静かに 早めに 少しずつ 正確に 自由に 慎重に".split()
NOTICE = "この記事の内容は公開した時点のものです。価格や営業時間は変わることがありますので、各店の案内をご確認ください。"
PROFILE = "書いた人：町のパンと道具を十年取材してきました。感想やご質問は、ページの下の入力欄からお寄せください。"


class Post(NamedTuple):
    """A made-up post, and the number of its group: from ``GROUPS`` on those that are to be left alone, -1 for none."""

    path: str
    text: str
    group: int


def sentence(draw: random.Random) -> str:
    one, other, third, fourth = draw.sample(NOUNS, 4)
    first, last = draw.sample(VERBS, 2)
    return f"{one}の{other}を{draw.choice(ADVERBS)}{first}と、{third}と{fourth}を{last}{draw.choice(ENDS)}。"


def written(number: int, sentences: Sequence[str], group: int) -> Post:
    """A post of those sentences, with the headings and the notices that all have."""
    lines = ["---", f"title: 第{number}回の記録", f"date: 2026-01-{1 + number % 28:02d}", "---", ""]
    for place in range(0, len(sentences), 5):
        lines += [f"## {place // 5 + 1}番目に確かめること"] * (place % 15 == 0)
        lines += ["", "".join(sentences[place : place + 5]), ""]
    return Post(f"_posts/2026-01-{1 + number % 28:02d}-{number:05d}.md", "\n".join([*lines, NOTICE, "", PROFILE, ""]), group)


def rewritten(draw: random.Random, base: Sequence[str], likeness: float) -> list[str]:
    """``base`` with as many new sentences as make it about so alike."""
    fresh = frozenset(draw.sample(range(len(base)), int(len(base) * (1 - 2 * likeness / (1 + likeness)))))
    return [sentence(draw) if place in fresh else said for place, said in enumerate(base)]


def made_up(posts: int, seed: int) -> Iterator[Post]:
    """``GROUPS`` groups of two to five posts, 0.6 to 0.95 like their first, pairs of 0.4 to 0.5, then posts of their own."""
    draw, number = random.Random(seed), count()
    for group in range(GROUPS + DECOYS):
        base = [sentence(draw) for _ in range(draw.choice((40, 80, 120, 400)))]
        decoy = group >= GROUPS
        likeness = 0.40 + 0.1 * (group - GROUPS) / DECOYS if decoy else 0.605 + 0.345 * group / (GROUPS - 1)
        yield written(next(number), base, group)
        for _ in range(1 if decoy else draw.randint(1, 4)):
            yield written(next(number), rewritten(draw, base, likeness), group)
    while (own := next(number)) < posts:
        yield written(own, [sentence(draw) for _ in range(draw.choice((40, 80, 120)))], -1)


def passages(doc: Document) -> list[tuple[str, ...]]:
    spans = [doc.words.tokens_at(block.text.at.start) for block in doc.prose]
    return [tuple(doc.words.lemmas[first:last]) for first, last in spans if last - first >= RUN]


class _Names(dict[tuple[str, ...], int]):
    """A number for each run, in the order in which they come: no two have the same."""

    def __missing__(self, run: tuple[str, ...]) -> int:
        self[run] = number = len(self)
        return number


_NAMES = _Names()


def runs(said: Iterable[tuple[str, ...]]) -> Runs:
    return frozenset(_NAMES[lemmas[place : place + RUN]] for lemmas in said for place in range(len(lemmas) - RUN + 1))


def every_pair(sets: Mapping[str, Runs]) -> dict[Pair, float]:
    """The exact similarity of each pair that has ``KNOWN`` or more.

    What two share is counted for every pair: of runs that few posts have one by one, of the others as the bits of large numbers.
    """
    paths, found = sorted(sets), dict[Pair, float]()
    held = Counter(chain.from_iterable(sets.values()))
    bits = {run: 1 << place for place, run in enumerate(run for run, posts in held.items() if posts > FEW)}
    often, holders = list[int](), defaultdict[int, list[int]](list)
    for path in paths:
        mine, size = sum(bits[run] for run in sets[path] if run in bits), len(sets[path])
        rare = [run for run in sets[path] if 1 < held[run] <= FEW]
        shared = Counter(chain.from_iterable([holders[run] for run in rare]))
        for before, its in enumerate(often):
            both = shared.get(before, 0) + (mine & its).bit_count()
            similarity = both / (len(sets[paths[before]]) + size - both)
            if similarity >= KNOWN:
                found[paths[before], path] = similarity
        for run in rare:
            holders[run].append(len(often))
        often.append(mine)
    return found


def apart_from_notices(docs: Mapping[str, Document], similar: Mapping[Pair, float], rule: NearDuplicate) -> dict[str, Runs]:
    """The runs of each post without the passages that do not count, by the rule's definition."""
    above = {path: path for path in docs}

    def root(path: str) -> str:
        while above[path] != path:
            path = above[path]
        return path

    for (one, other), found in similar.items():
        if found >= rule.least:
            above[root(other)] = root(one)
    holders: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for path, doc in docs.items():
        for said in passages(doc):
            holders[said].add(root(path))
    rest = {path: runs(said for said in passages(doc) if len(holders[said]) < 3) for path, doc in docs.items()}
    return {path: kept if len(kept) >= rule.fewest else runs(passages(docs[path])) for path, kept in rest.items()}


def judged(docs: Mapping[str, Document], rule: NearDuplicate) -> list[Diagnostic]:
    facts = [Said(("",), doc.top, doc.signature) for doc in docs.values()]
    index = Index(tuple(Page(path, path, doc.title.value if doc.title else "", "") for path, doc in docs.items()))
    return list(judge_rule(rule, facts, index))


class Held(NamedTuple):
    """Whether the findings keep the promise, the group of each post, the exact similarities without what does not count."""

    well: bool
    group: Mapping[str, str]
    own: Mapping[Pair, float]


def held(name: str, docs: Mapping[str, Document], rule: NearDuplicate) -> Held:
    """Print how the findings compare with all pairs."""
    sets = {path: runs(passages(doc)) for path, doc in docs.items()}
    large = {path: found for path, found in sets.items() if len(found) >= rule.fewest}
    whole = every_pair(large)
    own = every_pair(apart_from_notices({path: docs[path] for path in large}, whole, rule))
    findings = judged(docs, rule)
    group = {found.at.path: found.cluster for found in findings}
    wanted = [pair for pair, found in own.items() if found >= FOUND]
    missed = [pair for pair in wanted if not group.get(pair[0]) or group.get(pair[0]) != group.get(pair[1])]
    named = {(min(pair), max(pair)) for pair in ((f.at.path, f.related[0].at.path) for f in findings)}
    low = sorted(pair for pair in named if own.get(pair, 0) < APART)
    under = sum(APART <= own.get(pair, 0) < rule.least for pair in named)
    known = sum(APART <= found < rule.least for found in own.values())
    print(f"\n{name}: {len(docs)} posts, {len(large)} of {rule.fewest} runs or more; pairs of {KNOWN:.2f} or more: {len(whole)}")
    print(f"  of similarity {FOUND:.2f} or more: {len(wanted)}; found {len(wanted) - len(missed)}")
    whole_only = sum(found >= FOUND > own.get(pair, 0) for pair, found in whole.items())
    print(f"  (and {whole_only} that are so only by what three posts or more have)")
    print(f"  reported: {len(findings)} posts in {len(set(group.values()))} groups, {len(named)} pairs named: {len(low)} under")
    print(f"  {APART:.2f}, {under} from there to the limit of {rule.least} (of {known} pairs that are so), the lowest", end=" ")
    print(f"{min((own.get(pair, 0) for pair in named), default=1):.3f}")
    for pair in (*missed, *low):
        print("  WRONG:", *pair, f"{own.get(pair, 0):.3f}")
    return Held(not missed and not low, group, own)


def planted(posts: Sequence[Post], result: Held, rule: NearDuplicate) -> bool:
    """Print how many of the posts planted are found in the group of the first of theirs; whether all are that are to be."""
    members: defaultdict[int, list[str]] = defaultdict(list)
    for post in posts:
        members[post.group].append(post.path)
    alone = result.group.keys() & members.pop(-1)
    wanted, found, whole, sure = Counter[float](), Counter[float](), 0, 0
    for first, *others in members.values():
        hits = {path: result.group.get(path, "none") == result.group.get(first) for path in others}
        known = {path: result.own.get((min(first, path), max(first, path)), 0) for path in others}
        if min(known.values()) >= rule.least:
            sure += 1
            whole += all(hits.values())
        for path, hit in hits.items():
            kind = max(limit for limit in (0, *LIMITS) if known[path] >= limit)
            wanted[kind] += 1
            found[kind] += hit
    told = ", ".join(f"{kind:.2f} {found[kind]} of {wanted[kind]}" for kind in sorted(wanted))
    print(f"  planted posts found, by their similarity to the first, from: {told}")
    print(f"  groups planted from {rule.least} up, found whole, as one: {whole} of {sure}; reported of no group: {len(alone)}")
    wrong = any(found[kind] for kind in found if kind < APART)
    return not alone and not wrong and whole == sure and all(found[kind] == wanted[kind] for kind in wanted if kind >= rule.least)


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The processor's, of the fastest of some times."""
    best = 1e9
    for _ in range(times):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best


def cost(docs: Mapping[str, Document], rule: NearDuplicate) -> None:
    gc.set_threshold(50_000, 20, 20)  # as the command does
    words = seconds(lambda: [Words(doc.blocks) for doc in docs.values()])
    page = seconds(lambda: [read_signature(doc.prose, doc.words) for doc in docs.values()])
    site = seconds(lambda: judged(docs, rule))
    size = sum(len(doc.signature.passages) + len(doc.signature.hashes) for doc in docs.values()) / len(docs)
    print(f"  ms a post: tokenising {1000 * words / len(docs):.2f}, signature {1000 * page / len(docs):.2f}, judging")
    print(f"  {1000 * site / len(docs):.2f}: {100 * (page + site) / words:.0f} % over tokenising; {size:.0f} bytes a fact")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--posts", type=int, default=2000)
    parser.add_argument("--seeds", type=int, default=1)
    arguments = parser.parse_args()
    rule, well = NearDuplicate(), True
    files = [path for path in sorted((SHARED / "corpora").rglob("*")) if path.suffix in {".md", ".mdx", ".markdown", ".html"}]
    texts = {str(path.relative_to(SHARED)): path.read_text(encoding="utf-8", errors="replace") for path in files}
    if texts:
        docs = {path: Document(path, text, Site()) for path, text in texts.items()}
        well = held("corpora, as one site", docs, rule).well
        cost(docs, rule)
    first, last = 6, 5 + arguments.seeds
    for seed in range(first, last + 1):
        posts = list(made_up(arguments.posts, seed))
        docs = {post.path: Document(post.path, post.text, Site()) for post in posts}
        result = held(f"made up, seed {seed}", docs, rule)
        well &= planted(posts, result, rule) and result.well
        if seed == last:
            cost(docs, rule)
    sys.exit(not well)


if __name__ == "__main__":
    main()
