from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from seolint import Diagnostic, Document, Fact, Index, Invalid, SiteRule, Text, Valid
from seolint_rules.data.images import pictures, post_of


class PictureUse(Fact, frozen=True):
    """A picture's first place in a post; ``url`` as it is written there."""

    url: str


class DuplicateImageSite(SiteRule[PictureUse]):
    """Choose a picture of its own for each post.

    Posts that share a picture look alike in lists, in search results and where they are shared, and a reader may take
    one for the other. Badges, icons, avatars, drawings in SVG, decoration and a site's default card are not counted, and
    the translations of a post count as one.

    To fix it, give each post its own picture, or name a picture that belongs to all in `allow`.

    画像は、記事ごとに別のものを選びます。

    同じ画像の記事は、一覧や検索結果、SNSで見分けがつきにくく、読者が取り違えることがあります。バッジ、アイコン、顔写真、SVGの図、
    飾りの画像、サイト共通のOGP画像は数えません。翻訳した記事どうしは、一つの記事とみなします。

    直し方：記事ごとに画像を変えるか、共通で使う画像を `allow` に書きます。
    """

    most: int = 1
    """How many posts may show one picture.

    一つの画像を使ってよい記事の数。"""

    allow: tuple[str, ...] = ()
    """Pictures that any number of posts may show, as patterns of the URL such as `*/author-*`.

    いくつの記事で使ってもよい画像。`*/author-*` のようなURLの型で書きます。"""

    advice = Text("Choose another picture for this post.", "この記事には別の画像を選んでください")

    def collect(self, doc: Document) -> Iterator[PictureUse]:
        seen = {""}
        for url in pictures(doc) if doc.is_page else ():
            identity = doc.image_identity(url)
            if identity not in seen:
                seen.add(identity)
                yield PictureUse((identity,), url.at, url.value)

    def judge(self, key: str, facts: Sequence[PictureUse], index: Index) -> Iterator[Diagnostic]:
        if len(facts) <= self.most:
            return
        allowed = any(fnmatchcase(text, glob) for glob in self.allow for text in (key, *(f.url for f in facts)))
        posts = len({post_of(fact.at.path) for fact in facts})
        if allowed or posts <= self.most:
            return
        for fact in facts:
            yield self.flag(
                fact.at,
                en=f"{posts} posts show this picture" + (f" (at most {self.most})" if self.most > 1 else ""),
                ja=f"同じ画像が{posts}件の記事で使われています" + (f"（上限{self.most}件）" if self.most > 1 else ""),
                related=self.others(fact, facts, en="the same picture", ja="同じ画像"),
                cluster=key,
            )

    examples = (
        Valid({"_posts/2026-01-01-a.md": "![窯](/a.png)\n", "_posts/2026-01-02-b.md": "![台](/b.png)\n"}),
        Valid({"a.md": "![星](/badge/a.png)\n![絵](/a.svg)\n", "b.md": "![星](/badge/a.png)\n![絵](/a.svg)\n"}),
        Valid({"a.md": "![パン](/all/a.png)\n", "b.md": "![パン](/all/a.png)\n"}, {"allow": ["/all/*"]}),
        Valid({"a.ja.md": "![窯](/a.png)\n", "a.en.md": "![Oven](/a.png)\n", "fr/a.md": "![Four](/a.png)\n"}),
        Valid({"index.html": '<html><body><a href="/a"><img src="/a.png" alt="窯"></a>', "a.md": "![窯](/a.png)\n"}),
        Invalid(
            {"a.md": "---\nimage: ⟦https://i0.wp.com/a.jpg?w=9⟧\n---\n", "b.md": "![窯](⟦https://i0.wp.com/a.jpg⟧)\n"}
        ),
        Invalid({"x/a.md": "![Oven](⟦../i/a.png⟧)\n", "x/b.md": "![Oven](⟦/i/a.png⟧)\n", "c.md": "![Bread](/b.png)\n"}),
    )
