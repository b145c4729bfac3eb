from collections.abc import Iterator, Sequence

from seolint import (
    UNKNOWN,
    Diagnostic,
    Document,
    Fact,
    Index,
    Invalid,
    Location,
    Related,
    Severity,
    Signature,
    SiteRule,
    Text,
    Valid,
)
from seolint_rules.data.alike_groups import groups
from seolint_rules.data.long_paragraphs import Paragraph, holders, pack, unpack

NOTICE = "この記事の内容は公開した時点のものです。価格や営業時間は変わることがあります。" * 3
PROFILE = "The author has tested bread knives for ten years and answers questions about them twice a week. " * 2
OWN, APART = "、".join("{0}" + f"は{n}番" for n in range(50)), " ".join("{0}" + f" is number {n}." for n in range(50))
ALIKE, FEWEST = 0.6, 20
"""As near-duplicate has them."""
HERE, MOST_RELATED = Text("here too", "ここにもあります"), 20


class Paragraphs(Fact, frozen=True):
    """The long paragraphs of a post, packed, and what the whole post says."""

    paragraphs: bytes
    said: Signature


class SharedParagraph(SiteRule[Paragraphs]):
    """Say in each post what only that post has, and say the rest once.

    A long paragraph that stands in several posts tells their readers nothing new, and leaves search engines less to tell the
    posts apart by. Paragraphs that the same posts have are one finding. Posts that are nearly all alike are the concern of
    `near-duplicate`.

    To fix it, put the paragraph on a page of its own and link to it, or into the layout. Name what is to stay in `allow`.

    記事には、その記事だけの内容を書きます。

    長い段落が何件もの記事に載っていると、続けて読む人には新しいことがなく、検索エンジンにも記事の違いが伝わりにくくなります。
    同じ記事に載っている段落は、まとめて指摘します。本文がほぼ同じ記事は `near-duplicate` が指摘します。

    直し方：一つのページにまとめてリンクするか、レイアウトに移します。残す文は `allow` に書きます。
    """

    severity: Severity = Severity.INFO

    shortest: int = 100
    """Characters from which a paragraph counts, white space left out.

    数える段落の文字数の下限（空白を除く）。"""

    most: int = 2
    """How many posts may have one paragraph.

    同じ段落があってよい記事の数。"""

    allow: tuple[str, ...] = ()
    """Words by which a paragraph is known that any number of posts may have.

    いくつの記事にあってもよい段落の、目印になる言葉。"""

    advice = Text("Say it once and link to it, or allow it.", "1か所にまとめてリンクするか、共通の文なら allow に書いてください")

    def collect(self, doc: Document) -> Iterator[Paragraphs]:
        from hashlib import blake2b  # takes long, and only runs over whole sites come here

        found: dict[bytes, bytes] = {}
        for block in doc.prose if doc.is_article else ():
            value = block.text.value
            said = "".join(value.split()) if len(value) >= self.shortest else ""
            if len(said) >= self.shortest and UNKNOWN not in said and not any(words in value for words in self.allow):
                name = blake2b(said.encode("utf-8", "replace"), digest_size=8).digest()
                found.setdefault(name, pack(Paragraph(name, block.text.at.start, block.text.at.end, len(said))))
        if found:
            yield Paragraphs((doc.edition,), doc.top, b"".join(found.values()), doc.signature)

    def judge(self, key: str, facts: Sequence[Paragraphs], index: Index) -> Iterator[Diagnostic]:
        together: dict[tuple[int, ...], set[bytes]] = {}
        for name, numbers in holders([fact.paragraphs for fact in facts], self.most).items():
            together.setdefault(tuple(numbers), set()).add(name)
        involved = sorted({number for posts in together for number in posts})
        alike, _ = groups([facts[number].said for number in involved], ALIKE, FEWEST)
        group_of = {involved[member]: number for number, group in enumerate(alike) for member in group.members}
        for posts, names in together.items():
            if len({group_of.get(post, -1 - post) for post in posts}) == 1:
                continue
            same = {post: [each for each in unpack(facts[post].paragraphs) if each.name in names] for post in posts}
            places = {post: Location(facts[post].at.path, each[0].start, each[0].end) for post, each in same.items()}
            more = len(names) - 1
            for post, at in places.items():
                yield self.flag(
                    at,
                    en=f"This paragraph of {same[post][0].characters} characters stands in {len(posts)} posts (at most {self.most})"
                    + (f", and {more} more with it" if more else ""),
                    ja=f"この段落（{same[post][0].characters}字）は{len(posts)}件の記事にあります（上限{self.most}件）"
                    + (f"。ほかにも{more}段落が共通です" if more else ""),
                    related=[Related(other, HERE) for other in list(places.values())[: MOST_RELATED + 1] if other != at],
                    cluster=f"{key}\n{same[post][0].name.hex()}",
                )

    examples = (
        Valid({f"{n}.md": f"---\ntitle: {n}\n---\n{OWN.format(n)}\n\n{NOTICE if n < 'c' else n}\n" for n in "abc"}),
        Valid({f"{n}.md": f"---\ntitle: {n}\n---\n{OWN.format(n)}\n\n> {NOTICE}\n" for n in "窯台包"}),
        Valid({f"{n}.md": f"---\ntitle: {n}\n---\n{OWN.format(n)}\n\n{NOTICE}\n" for n in "窯台包"}, {"allow": ["公開した"]}),
        Valid({f"{n}.md": f"---\ntitle: {n}\n---\n{NOTICE}\n" for n in "abc"}),
        Invalid({f"{n}.md": f"---\ntitle: {n}\n---\n{OWN.format(n)}\n\n⟦{NOTICE}⟧\n" for n in "窯台包"}),
        Invalid({f"{n}.md": f"---\ntitle: {n}\n---\n{APART.format(n)}\n\n⟦{PROFILE.strip()}⟧\n" for n in "abcd"}),
    )
