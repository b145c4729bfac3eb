from collections.abc import Iterator, Sequence

from seolint import Diagnostic, Document, Edit, Fix, Heading, Invalid, PageRule, Related, Text, Valid, fold, pattern

UNDERLINE = pattern(r"\n[ \t>]*(=+|-+)[ \t]*$")


class HeadingMultipleH1(PageRule):
    """Give a page one H1, its title.

    The H1 says what the whole page is about. Themes print the title as one; further ones in the body make several titles of
    the same rank, and the outline loses its top. Where no setting says whether the theme prints the title, those of Jekyll,
    Hugo and Hexo are taken to, and any where the front matter names a layout. Zenn and Qiita lower the headings themselves.

    To fix it, begin the headings of the body with H2. What belongs to them moves with them.

    H1はページに1つ、タイトルだけにします。

    H1は、ページ全体が何の話かを表します。テーマはタイトルをH1で表示するので、本文にもH1があると、同じ重さの題がいくつも並び、構成の
    頂点がなくなります。テーマがタイトルを表示するかは設定で指定でき、指定がなければ、Jekyll、Hugo、Hexoと、先頭の設定に
    layout のある記事では表示するとみなします。ZennとQiitaは調べません。

    直し方：本文の見出しをH2から始めます。その中の見出しも一緒に動かします。
    """

    advice = Text("Begin with H2.", "H2から始めてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or doc.is_slides or doc.site.generator in {"zenn", "qiita"} or not has_h1(doc):
            return
        title, printed = doc.front_matter.first(doc.site.title_keys), doc.title_is_printed
        headings = [section.heading for section in doc.sections if section.heading is not None]
        tops = [heading for heading in headings if heading.level == 1 and heading.text.value]
        own = next((h for h in tops if title is None or bare(h.text.value) == bare(title.value)), None)
        surplus, count = [heading for heading in tops if heading is not own], len(tops) + (printed and own is None)
        if not surplus or count < 2:
            return
        kept = own.text if own is not None else title if printed else None
        others = [Related(heading.text.at, Text("another H1", "これもH1です")) for heading in surplus[1:21]]
        yield self.flag(
            surplus[0].text.at,
            en=f"The page has {count} H1s" + ", the title that the theme prints included" * printed + " (limit 1)",
            ja=f"H1が{count}個あります（" + "テーマが表示するタイトルを含む。" * printed + "上限1個）",
            related=[Related(kept.at, Text("the H1 of the page", "ページのH1")), *others] if kept is not None else others,
            fix=lowered(doc, headings[headings.index(surplus[0]) :]),
        )

    examples = (
        Valid("---\ntitle: パン切り包丁\nlayout: post\n---\n\n## 刃\n\n本文。\n"),
        Valid("# Bread knives\n\n## Blades\n"),
        Valid("---\ntitle: 包丁\nlayout: post\n---\n\n# 包丁\n\nThis is the concern of heading-repeats-title.\n"),
        Invalid(
            "---\ntitle: パン切り包丁\nlayout: post\n---\n\n# ⟦刃⟧\n\n## 研ぎ方\n\n# 柄\n",
            fixed="---\ntitle: パン切り包丁\nlayout: post\n---\n\n## 刃\n\n### 研ぎ方\n\n## 柄\n",
        ),
        Invalid(
            "# Bread knives\n\nHere.\n\n⟦Blades⟧\n======\n\nSharpening\n---\n\nText.\n",
            fixed="# Bread knives\n\nHere.\n\nBlades\n------\n\n### Sharpening\n\nText.\n",
        ),
    )


def has_h1(doc: Document) -> bool:
    return any(heading.level == 1 for heading in doc.headings)


def bare(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def lowered(doc: Document, headings: Sequence[Heading]) -> Fix | None:
    """Each heading one level lower; None where one is raw HTML, or cannot be."""
    edits: list[Edit] = []
    for heading in headings:
        start, source = heading.at.start, doc.text[heading.at.start : heading.at.end].rstrip()
        under = UNDERLINE.search(source)
        if heading.mark is not None and heading.mark.end - heading.mark.start < 6:
            edits.append(Edit(heading.mark, "#" * (heading.mark.end - heading.mark.start + 1)))
        elif under is None or source.startswith("<"):
            return None
        elif under[1][0] == "=":
            edits.append(Edit(doc.at(start + under.start(1), start + under.end(1)), "-" * len(under[1])))
        elif "\n" in source[: under.start()] or source[: under.start()].rstrip().endswith("#"):
            return None
        else:
            edits += [Edit(doc.at(start, start), "### "), Edit(doc.at(start + under.start(), start + under.end()), "")]
    return Fix(Text("lower the headings by one level", "見出しを1段階ずつ下げる"), tuple(edits), safe=False)
