import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from seolint import UNKNOWN, Diagnostic, Document, Invalid, PageRule, Placed, Text, Valid, cut, pattern

_ZERO = pattern(r"0(?:\.0{1,4})?(?:px|em|rem|%|pt|vh|vw)?|\.0{1,4}")
_TAGS = pattern(r"<[^<>]*>|&\w+;")
_WORD = re.compile(r"\w")
_LONGEST = 10_000
"""How much of what an element holds is looked at."""
_SHOWN_LATER = pattern(r"id|class|hidden|role|itemprop|itemscope|x-.*|v-.*|:.*|@.*|on.*|aria-.*|data-.*")
"""Attributes by which a script shows an element, or a program reads it."""
_CONTROLS = frozenset({"button", "input", "label", "form", "dialog", "option", "optgroup", "details", "rp", "rt", "html", "body"})
_NO_COLOUR = ("var", "inherit", "initial", "unset", "current", "transparent")
_COLOURS = {"white": "#ffffff", "#fff": "#ffffff", "black": "#000000", "#000": "#000000"}


class HiddenText(PageRule):
    """Show readers all the text of the post.

    Text that only search engines see, by `display:none`, by a size of zero or in the colour of its background, is against
    their guidelines, and a post with it may be left out of the results. What a script can show later, such as an element
    with an `id`, a `class` or a role, is not judged, nor are style sheets.

    To fix it, show the text, or take it out.

    記事の文章は、すべて読者に見えるようにします。

    `display:none`、大きさ0、背景と同じ色などで、検索エンジンだけに読ませる文章は、検索エンジンのガイドラインに反します。記事が検索
    結果から外されることもあります。`id`、`class`、`role`などがあり、スクリプトが後から表示できるものと、スタイルシートは調べません。

    直し方：文章を見えるようにするか、消します。
    """

    advice = Text("Show the text, or take it out.", "文章を見えるようにするか、消してください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or not doc.content.styled:
            return
        last = -1
        for element in sorted(doc.content.styled, key=lambda each: each.at.start):
            style = element.attributes["style"]
            if element.at.start < last or element.name in _CONTROLS or not hides(style, element.attributes, restyled=False):
                continue
            text = doc.template.text[element.at.end : min(element.end, element.at.end + _LONGEST)]
            how = hides(style, element.attributes, restyled="style=" in text or "class=" in text)
            if how is None:
                continue
            last = element.end
            if not _WORD.search(_TAGS.sub("", text).replace(UNKNOWN, "")):
                continue
            block = doc.prose[number - 1] if (number := bisect_left(doc.prose, last, key=lambda each: each.text.at.start)) else None
            if block is not None and block.text.at.end > element.at.end:
                yield self.flag(
                    style.at,
                    en=f"The text “{shown(text)}” is hidden from readers by `{how}`",
                    ja=f"「{shown(text)}」は、`{how}` によって読者には見えません",
                )

    examples = (
        Valid("<div style=\"display:block\">窯の温度</div>\n\n<div id=\"menu\" style=\"display:none\">窯</div>\n"),
        Valid("`<p style=\"display:none\">`と書くと、見えません。\n\n> <span style=\"display:none\">窯</span>\n"),
        Valid("<span style=\"display:none\"><img src=\"https://a.example/1.gif\" alt=\"\"></span> Bread.\n"),
        Valid("<p style=\"color:#fff; background:#333\">White on grey</p>\n"),
        Invalid("窯の話です。<span style=\"⟦display:none⟧\">食パン 通販 安い</span>\n"),
        Invalid("<div style=\"⟦color: #FFF; background-color: white⟧\">\n\n食パンの通販なら窯便り。\n\n</div>\n"),
        Invalid("<p style='⟦font-size: 0px⟧'>cheap bread, best bread</p>\n\nBread.\n"),
    )  # fmt: skip


def hides(style: Placed[str], attributes: Mapping[str, Placed[str]], *, restyled: bool) -> str | None:
    """The declaration that hides an element for good; None for none, or where what it holds may have another style."""
    if UNKNOWN in style.value:
        return None
    parts = (declaration.partition(":") for declaration in style.value.lower().split(";"))
    said = {name.strip(): value.partition("!")[0].strip() for name, _, value in parts}
    text = colour(said.get("color", ""))
    ground = colour(said.get("background-color") or said.get("background", ""))
    same = text == ground != "" and "background-clip" not in said and not text.startswith(_NO_COLOUR)
    if same and not restyled:
        return "color = background"
    if not restyled and _ZERO.fullmatch(said.get("font-size", "")):
        return "font-size:0"
    if any(map(_SHOWN_LATER.fullmatch, attributes)) or {"transition", "animation"} & said.keys():
        return None
    for name, value in (("display", "none"), ("visibility", "hidden")):
        if said.get(name) == value:
            return f"{name}:{value}"
    if _ZERO.fullmatch(said.get("opacity", "")):
        return "opacity:0"
    flat = next((name for name in ("width", "height") if _ZERO.fullmatch(said.get(name, ""))), "")
    return f"{flat}:0" if flat and said.get("overflow") == "hidden" else None


def colour(value: str) -> str:
    value = "".join(value.split())
    short = re.fullmatch("#([0-9a-f])([0-9a-f])([0-9a-f])", value)
    return "#" + "".join(digit * 2 for digit in short.groups()) if short else _COLOURS.get(value, value)


def shown(text: str) -> str:
    plain = " ".join(_TAGS.sub(" ", text).split()).lstrip("#>*- ")
    end = cut(plain, 20)
    return plain[:end] + "…" * (end < len(plain))
