import re
from collections.abc import Iterator

from seolint import UNKNOWN, Diagnostic, Document, Invalid, Location, PageRule, Related, Text, Valid, pattern

_SIGNS = ("**", "](", "`", "#")
_MARKDOWN = pattern(
    r"(?<![\dA-Za-z*])\*\*(?=[^\s*])[^*\n]{1,200}?(?<=[^\s*])\*\*(?![\dA-Za-z*])|!?\[[^\[\]\n]{1,200}\]\((?:https?:|mailto:|[/.#])[^()\s]*\)"
    r"|(?<![\w`])`[^`\n]{1,100}`(?![\w`])|^#{2,6} (?=\S)"
)
_RAW = frozenset(
    "div section article aside center figure figcaption details summary main header footer nav address fieldset form "
    "caption".split()
)
"""Elements that Markdown itself never makes."""
_HTML_LINE = pattern(
    r"[ \t]{0,3}</?(?:address|article|aside|blockquote|body|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form"
    r"|h[1-6]|header|hr|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)(?=[\s/>])",
    re.IGNORECASE,
)
_RENDERED = pattern(r"<[^<>]*\smarkdown\s*=|<[A-Za-z]+-|<[A-Z][a-z]|\{%|\{\{|^\s*:::", re.MULTILINE)
"""Signs that the generator reads what HTML holds all the same: kramdown's attribute, elements of its own, template tags."""
_MOST = 20


class MarkdownInHtml(PageRule):
    """Write HTML inside HTML blocks, not Markdown.

    Within a block of raw HTML, generators leave the text as it is: the reader sees stars, brackets and backquotes instead of
    bold text, links and code. With CommonMark such a block ends at the next blank line; with kramdown, at its end tag.

    To fix it, put a blank line between the tag and the text (in Jekyll write `markdown="1"` in the tag), or use HTML tags.

    HTMLの中では、Markdownではなく HTMLで書きます。

    生のHTMLのブロックの中はそのまま出力されるので、太字、リンク、コードではなく、`**` や `[ ]( )` などの記号が読者に見えます。
    CommonMarkでは次の空行まで、kramdownでは終了タグまでが、そうしたブロックです。

    直し方：タグと文章の間に空行を入れるか（Jekyllではタグに `markdown="1"` を書きます）、HTMLのタグで書きます。
    """

    advice = Text("Use HTML tags here, or put a blank line after the tag.", "HTMLのタグで書くか、タグの後に空行を入れてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or "<" not in doc.text:
            return
        found = list(_found(doc))
        if not found:
            return
        first, *others = found
        shown = doc.text[first.start : first.end]
        shown = shown if len(shown) <= 30 else shown[:30] + "…"
        more = len(others)
        yield self.flag(
            first,
            en=f"Readers see “{shown}” as it is written: this is HTML" + (f" ({more + 1} places)" if more else ""),
            ja=f"HTMLの中なので、「{shown}」がそのまま読者に見えます" + (f"（{more + 1}か所）" if more else ""),
            related=[Related(at, Text("here too", "ここも同じです")) for at in others[:_MOST]],
        )

    examples = (
        Valid("<div>\n\n**石の窯**を見ます。\n\n</div>\n\n石は<b>**熱い**</b>です。\n"),
        Valid("<p markdown=\"1\">\n[窯](/kama)と`bake`\n</p>\n\n<pre>**窯**</pre>\n\n<p>2**3**4 と a[0](1)</p>\n"),
        Valid({"a.mdx": "<div>**石の窯**を見ます。</div>\n"}),
        Invalid("<div>\n⟦**石の窯**⟧を見ます。\n</div>\n"),
        Invalid("<table>\n<tr><td>⟦[the oven](/oven)⟧</td><td>`bake()`</td></tr>\n</table>\n"),
        Invalid({"_config.yml": "title: 窯\n", "a.md": "---\n---\n<div>\n\n⟦**石の窯**⟧を見ます。\n\n</div>\n"}),
        Invalid({"a.html": "---\ntitle: 窯\n---\n<p>⟦**石の窯**⟧を見ます。</p>\n"}),
    )  # fmt: skip


def _found(doc: Document) -> Iterator[Location]:
    """Where what was meant as Markdown stands in raw HTML as plain text."""
    for block in doc.prose:
        if not any(sign in block.text.value for sign in _SIGNS):
            continue
        said = block.without_code(UNKNOWN)
        raw: bool | None = None
        for match in _MARKDOWN.finditer(said):
            at = block.text.part(*match.span())
            if doc.text[at.start : at.end] != match[0] or (doc.is_html and match[0][0] in "`#"):
                continue
            raw = _is_raw(doc, block.kind, at.start) if raw is None else raw
            if raw:
                yield at


def _is_raw(doc: Document, kind: str, start: int) -> bool:
    """Whether the text at ``start`` is of a block of HTML that is left as it is."""
    before = doc.text[max(doc.front_matter.end, start - 2_000) : start].replace("\r\n", "\n").rpartition("\n\n")[2].lstrip("\n")
    if _RENDERED.search(before):
        return False
    return doc.is_html or kind in _RAW or _HTML_LINE.match(before) is not None
