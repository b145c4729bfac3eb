"""Template code masked at equal length, so that every other parser sees clean text and offsets hold.

What prints something becomes a run of U+E000 (unknown, never wrong); what prints nothing and stands alone on its
line becomes spaces; where it leads a heading, they end with a line end, so that the heading stands on a line of its own.
Front matter is left as it is: no generator renders it. One dialect, one file.
"""

from __future__ import annotations

from collections.abc import Callable

from seolint.document.template.core import Attributes, Draft, Mark, Problem, Target, Template, alone, blank

__all__ = ["Attributes", "Mark", "Problem", "Target", "Template", "alone", "blank", "mask"]

_SIGNS = {
    "liquid": ("{%", "{{", "{:", "{#"),
    "hugo": ("{{<", "{{%", "{#"),
    "go": ("{{",),
    "nunjucks": ("{%", "{{", "{#"),
    "erb": ("<%", "<?"),
    "mdx": ("{", "<", "import", "export", ":::"),
    "docusaurus": ("{", "<", "import", "export", ":::"),
    "astro": ("{", "<", "---"),
    "vitepress": ("{{", ":::", "[[toc]]", "<<<", "<!--@include", "<!-- @include", "{#"),
    "zenn": (":::", "@[", " =", "<", "$"),
    "qiita": (":::",),
    "none": (":::", "@[", "{#"),
}
"""What a text must hold to hold any code of a dialect."""


def mask(text: str, start: int, dialect: str, *, attributes: bool = True) -> Template:
    """Mask ``text[start:]`` as ``dialect`` reads it; as no template where the dialect is not known.

    Dialects: liquid, hugo (content), go (Hugo's layouts), nunjucks (Hexo), erb (PHP too), mdx, docusaurus, astro,
    vitepress, zenn, qiita, none (what is certain in any Markdown). ``attributes`` says that kramdown's attribute lists are masked
    in liquid, where no reader of kramdown follows.
    """
    signs = _SIGNS.get(dialect) or _SIGNS["none"]
    if not any(sign in text for sign in signs):
        return Template(text)
    draft = Draft(text, start)
    if dialect == "liquid":
        from seolint.document.template.liquid import read_liquid

        read_liquid(draft, attributes=attributes)
        return draft.finish()
    _reader(dialect)(draft)
    return draft.finish()


def _reader(dialect: str) -> Callable[[Draft], None]:
    """What reads ``dialect``; a module is imported when its dialect is met."""
    if dialect == "nunjucks":
        from seolint.document.template.nunjucks import read_nunjucks as reader
    elif dialect == "hugo":
        from seolint.document.template.hugo import read_hugo as reader
    elif dialect == "go":
        from seolint.document.template.hugo import read_go as reader
    elif dialect == "erb":
        from seolint.document.template.erb import read_erb as reader
    elif dialect == "mdx":
        from seolint.document.template.mdx import read_mdx as reader
    elif dialect == "docusaurus":
        from seolint.document.template.mdx import read_docusaurus as reader
    elif dialect == "astro":
        from seolint.document.template.astro import read_astro as reader
    elif dialect == "vitepress":
        from seolint.document.template.vitepress import read_vitepress as reader
    elif dialect == "zenn":
        from seolint.document.template.zenn import read_zenn as reader
    elif dialect == "qiita":
        from seolint.document.template.zenn import read_qiita as reader
    else:
        from seolint.document.template.zenn import read_plain as reader
    return reader
