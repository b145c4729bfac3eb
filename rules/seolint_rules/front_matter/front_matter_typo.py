from collections import Counter
from collections.abc import Iterator, Sequence

from seolint import Diagnostic, Document, Edit, Fact, Fix, Index, Invalid, Location, SiteRule, Text, Valid
from seolint_rules.data.key_spelling import known_keys, meant

_FEW = 2
"""In how many posts a misspelt key stands at most: what more use is a key of the site's own."""

_MANY = 10
"""In how many posts a key of the site's own stands at least before others are held against it."""


class KeyUse(Fact, frozen=True):
    """The keys of a post that its generator does not know, with their places, and those that it knows."""

    unknown: tuple[tuple[str, Location], ...]
    known: tuple[str, ...]


class FrontMatterTypo(SiteRule[KeyUse]):
    """Spell the keys of the front matter right.

    Nobody reads a misspelt key: `descripton` leaves the page without a description, and no generator says so. Keys are held
    against those that the generator knows and those that ten posts or more of the site use.

    To fix it, correct the name of the key.

    記事の先頭の設定（front matter）の項目は、正しい名前で書きます。

    つづりを間違えた項目は、どこでも使われません。たとえば `descripton` と書くと説明文のないページになり、しかもサイトを作る
    道具は何も言いません。道具が知っている項目と、サイトの10件以上の記事が使う項目を手がかりに調べます。

    直し方：項目の名前を直します。
    """

    alone = True
    advice = Text("Correct the name of the key.", "項目の名前を直してください")

    def collect(self, doc: Document) -> Iterator[KeyUse]:
        if not doc.is_page or doc.front_matter.problems:
            return
        known, folded = known_keys(doc.site), doc.site.generator == "hugo"
        keys = [member.key for member in doc.front_matter.root.members]
        names = [key.value.lower() if folded else key.value for key in keys]
        unknown = tuple((name, key.at) for name, key in zip(names, keys, strict=True) if name not in known)
        if unknown:
            yield KeyUse(("",), doc.top, unknown, tuple(name for name in names if name in known))

    def judge(self, key: str, facts: Sequence[KeyUse], index: Index) -> Iterator[Diagnostic]:
        uses = Counter(name for fact in facts for name in {name for name, _ in fact.unknown})
        own = [name for name, count in uses.items() if count >= _MANY]
        right = {name: meant(name, index.site, own) for name, count in uses.items() if count <= _FEW}
        for fact in facts:
            there = {*fact.known, *(name for name, _ in fact.unknown)}
            for name, at in fact.unknown:
                good = right.get(name, "")
                if good and good not in there:
                    title = Text(f"write {good}", f"「{good}」に直す")
                    plain = at.end - at.start == len(name)
                    yield self.flag(
                        at,
                        en=f"Nothing reads a key `{name}`; did you mean `{good}`?",
                        ja=f"「{name}」という項目は、どこでも使われません。「{good}」の書き間違いではありませんか",
                        fix=Fix(title, (Edit(at, good),), safe=False) if plain else None,
                    )

    examples = (
        Valid({"_config.yml": "", "a.md": "---\ntitle: パン\nsubtitles: [a]\npublisher: 窯\nimages: a\n---\n"}),
        Valid({"_config.yml": "", **{f"{n}.md": "---\ntitle: 窯\nexcerpts: a\nauthr: b\n---\n" for n in range(3)}}),
        Valid({"hugo.toml": "", "content/a.md": "---\nTITLE: Bread\nlinktitle: Bread\nmood: 3\n---\n"}),
        Invalid(
            {"_config.yml": "", "a.md": "---\ntitle: 窯の温度\n⟦descripton⟧: 窯の温度の測り方。\n---\n本文。\n"},
            fixed="---\ntitle: 窯の温度\ndescription: 窯の温度の測り方。\n---\n本文。\n",
        ),
        Invalid({"_config.yml": "", "a.md": "---\ntitle: Bread\n⟦Layout⟧: post\n⟦pubilshed⟧: false\n---\n"}),
        Invalid(
            {
                **{f"{n}.md": "---\ntitle: 窯\nflour_blend: a\n---\n" for n in range(10)},
                "b.md": "---\ntitle: 窯\n⟦flour_belnd⟧: a\n---\n",
            }
        ),
    )
