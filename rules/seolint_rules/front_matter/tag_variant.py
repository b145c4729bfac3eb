import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from seolint import Diagnostic, Document, Edit, Fact, Fix, Index, Invalid, SiteRule, Text, Valid, fold, pattern

_PLAIN = pattern(r"[^\W\d_][\w.+/-]*(?: [\w.+/-]+)*")
"""What may stand in any front matter without quotation marks."""
_FREE = pattern(r"(?<!\d)\.|\.(?!\d)|[\s\-_・]")
_LONG = pattern(r"(?<=[ァ-ヴー]{2})ー(?![ァ-ヴー])")
_V = pattern("ヴ([ァィェォ]?)")
_INFLECTED = pattern(r"(?<=[一-龠])[いきしちみりけせてねめれぎじびげぜべっわえうくるむぶ]{1,3}(?=[一-龠]|$)")


class TagUse(Fact, frozen=True):
    """A tag of a post, and all that the post has."""

    name: str
    form: str
    beside: tuple[str, ...]


class TagVariant(SiteRule[TagUse]):
    """Spell a tag the same way in every post.

    AI, ＡＩ and ai, or サーバ and サーバー, become lists of their own, each with a part of the posts, so that readers miss the
    rest. The spelling that most posts use is taken for the right one.

    To fix it, write the tag as most posts do.

    タグの表記を、どの記事でもそろえます。

    AIとＡＩとai、サーバとサーバー、問い合わせと問合せは、別々のタグになります。記事がばらばらの一覧に分かれ、読者は残りを見逃します。
    いちばん多くの記事が使う表記を、正しいものとみなします。

    直し方：多くの記事と同じ表記にします。
    """

    allow: tuple[str, ...] = ()
    """Tags that are what they are, whatever they look like.

    似ていても別のものとして扱うタグ。"""

    advice = Text("Write it as most posts do.", "多くの記事と同じ表記にそろえてください")

    def collect(self, doc: Document) -> Iterator[TagUse]:
        if not doc.is_page or doc.site.generator in {"zenn", "qiita"}:
            return
        names = {tag.value: tag for tag in reversed(doc.tags)}
        for tag in names.values():
            if "{" not in tag.value and tag.value not in self.allow:
                form = tag.value.lower().replace(" ", "-") if doc.site.generator == "hugo" else tag.value
                yield TagUse((f"{doc.edition}\n{alike(tag.value)}",), tag.at, tag.value, form, tuple(names))

    def judge(self, key: str, facts: Sequence[TagUse], index: Index) -> Iterator[Diagnostic]:
        counts = Counter(fact.form for fact in facts)
        if len(counts) < 2:
            return
        best = max(counts, key=lambda form: (counts[form], unicodedata.normalize("NFKC", form) == form))
        good = Counter(fact.name for fact in facts if fact.form == best).most_common(1)[0][0]
        for fact in facts:
            if fact.form != best:
                count, here = counts[best], counts[fact.form]
                yield self.flag(
                    fact.at,
                    en=f"{count} {'post writes' if count == 1 else 'posts write'} this tag “{good}”, {here} “{fact.name}”",
                    ja=f"同じタグの表記が分かれています（「{good}」が{count}件、「{fact.name}」が{here}件）",
                    related=self.others(fact, [f for f in facts if f.form == best], en="the other spelling", ja="別の表記"),
                    fix=renamed(fact, good) if count > here else None,
                    cluster=key,
                )

    examples = (
        Valid({"a.md": "---\ntags: [AI, サーバー]\n---\n", "b.md": "---\ntags: [AI, サーバー, C, C++]\n---\n"}),
        Valid({"hugo.toml": "", "content/a.md": "---\ntags: [AI]\n---\n", "content/b.md": "---\ntags: [ai]\n---\n"}),
        Valid({"en/a.md": "---\ntags: [ai]\n---\n", "ja/a.md": "---\ntags: [AI]\n---\n"}),
        Valid({"a.md": "---\ntags: [Go]\n---\n", "b.md": "---\ntags: [go]\n---\n"}, {"allow": ["go"]}),
        Invalid(
            {"a.md": "---\ntags: [窯, ⟦ＡＩ⟧]\n---\n", "b.md": "---\ntags: [AI]\n---\n", "c.md": "---\ntags: [AI]\n---\n"},
            fixed="---\ntags: [窯, AI]\n---\n",
        ),
        Invalid({"a.md": "---\ntags: [サーバー]\n---\n", "b.md": "---\ntags: 窯, サーバー, ⟦サーバ⟧\n---\n"}),
        Invalid({"a.md": "---\ntags: [Bread Oven]\n---\n", "b.md": "---\ntags: [⟦bread-oven⟧]\n---\n"}),
    )


@lru_cache(1_000)
def alike(tag: str) -> str:
    """The same for spellings of one tag: width, case, spaces, final ー and inflected ends folded."""
    text = _V.sub(lambda found: "バビブベボ"["ァィ?ェォ".find(found[1]) if found[1] else 2], fold(tag))
    text = _INFLECTED.sub("", _LONG.sub("", text)) if not text.isascii() else text
    return _FREE.sub("", text) or fold(tag)


def renamed(fact: TagUse, good: str) -> Fix | None:
    """The edit to the other spelling, where it can stand and does not stand already."""
    if not _PLAIN.fullmatch(good) or good in fact.beside or fact.at.end - fact.at.start != len(fact.name):
        return None
    return Fix(Text(f"write “{good}”", f"「{good}」にする"), (Edit(fact.at, good),), safe=False)
