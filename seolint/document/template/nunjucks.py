"""Nunjucks as Hexo runs it: everywhere but in Markdown's code, where ``raw`` alone was long needed."""

from __future__ import annotations

from seolint.document.template.attributes import mask_heading_ids
from seolint.document.template.code import code, fences
from seolint.document.template.core import Draft
from seolint.document.template.tags import WORD, Language, read_tags

HEXO = Language(
    blocks=frozenset("if for macro call filter block switch blockquote quote pullquote codeblock code".split()),
    inner=frozenset("else elseif elif case default".split()),
    silent=frozenset("set endset import from extends ifAsync asyncEach endeach asyncAll endall".split()),
    printing=frozenset(
        "include include_code include-code iframe img image youtube vimeo jsfiddle gist link anchor url_for "
        "full_url_for".split()
    ),
    targets=frozenset("post_link post_path asset_path asset_img asset_link".split()),
    argument=WORD,
    raw=frozenset({"raw", "verbatim"}),
    code=frozenset({"codeblock", "code"}),
    has_comment_tag=False,
    has_comment_signs=True,
    strict=False,
)


def read_nunjucks(draft: Draft) -> None:
    if "{#" in draft.text:
        mask_heading_ids(draft)
        draft.apply()
    fenced = set(fences(draft.text, draft.start))
    regions = code(draft.text, draft.start)
    read_tags(draft, HEXO, [each for each in regions if each in fenced or "endraw" not in draft.text[slice(*each)]])
