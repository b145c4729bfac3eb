"""What kramdown's span elements look like; its regular expressions, with Ruby's classes of characters."""

from __future__ import annotations

import re

from seolint.pattern import pattern

PUNCTUATION = r"""[!"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"""
WORD = "[A-Za-z0-9_]"
SPACE = r"[ \t\r\n\f\v]"
BLANK = " \t\r\n\f\v"
SPACES = frozenset(BLANK)
NAME = r"(?:[^\W\d][\w.-]*:)?[^\W\d][\w.-]*"
VALUE = r"""(?:\w+|"[^"]*"|'[^']*')"""

TAG = pattern(rf"<(?P<name>{NAME})(?>(?:\s+{NAME}(?:\s*=\s*{VALUE})?)*)\s*(?P<closed>/)?>")
MARKUP = pattern(rf"<(?:{NAME}|!--|/)")
ANGLED = re.compile(r"\(<(.*?)>")
END_TAG = pattern(rf"</{NAME}\s*>")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
AUTOLINK = pattern(r"<((mailto|https?|ftps?):.+?|[\w\-.]+?@[\w\-.]+?)>")
EMPHASIS = re.compile(r"\*\*?|__?")
LETTER_BEFORE = re.compile(r"[^\W\d_]-?\Z")
CODE = re.compile("`+")
FOOTNOTE = re.compile(r"\[\^(\w[\w-]*)\]", re.ASCII)
LINK = re.compile(r"!?\[(?=[^^])")
BRACKET = re.compile(r"(\])|!?\[")
PARENTHESIS = pattern(rf"(\()|(\))|{SPACE}(?=['\"])")
LABEL = pattern(rf"{SPACE}*?\[([^\]]+)?\]")
LINK_TITLE = pattern(rf"{SPACE}*?([\"'])(.+?)\1{SPACE}*?\)", re.DOTALL)
MATH = re.compile(r"\$\$(.*?)\$\$", re.DOTALL)
EXTENSION = pattern(r"\{::(\w+)(?:\s((?:\\\}|[^}])*?)|)(/)?\}", re.ASCII)
ATTRIBUTES = pattern(r"\{:((?:\\\}|[^}])+)\}")
ENTITY = pattern(r"&(?:([\w:][-\w.:]*)|#(\d+)|#x([0-9a-fA-F]+));", re.ASCII)
SYMBOL = pattern(r"---|--|\.\.\.|\\<<|\\>>|<< | >>|<<|>>")
ESCAPED = pattern(r"""\\([\\.*_+`<>()\[\]{}#!:|"'$=\-~])""")
STRIKE = pattern(r"~~(?!\s|~).*?[^\s~]~~", re.DOTALL | re.ASCII)
QUOTE = re.compile(r"""[^\\]?["']""", re.DOTALL)
QUOTES: tuple[tuple[re.Pattern[str], tuple[int | str, ...]], ...] = (
    (pattern(r"""("|')(?=[_*]{1,2}\S)""", re.ASCII), ("open1",)),
    (pattern(rf"""("|')(?={PUNCTUATION}(?!\.\.)\B)"""), ("close1",)),
    (pattern(rf"""({SPACE}?)"'(?={WORD})"""), (1, "ldquo", "lsquo")),
    (pattern(rf"""({SPACE}?)'"(?={WORD})"""), (1, "lsquo", "ldquo")),
    (pattern(rf"""({SPACE}?)'(?=\d\ds)""", re.ASCII), (1, "rsquo")),
    (pattern(rf"""({SPACE})('|")(?={WORD})"""), (1, "open2")),
    (pattern(r"""([^ \\\t\r\n\[{(-])('|")"""), (1, "close2")),
    (pattern(rf"""("|')(?={SPACE}|s\b|$)""", re.MULTILINE), ("close1",)),
    (re.compile(r"(.?)'", re.DOTALL), (1, "lsquo")),
    (re.compile(r'(.?)"', re.DOTALL), (1, "ldquo")),
)
SYMBOLS = {
    "---": "—", "--": "–", "...": "…", "\\<<": "<<", "\\>>": ">>", "<< ": "«\u00a0", " >>": "\u00a0»", "<<": "«", ">>": "»",
}  # fmt: skip
SIGN = re.compile(r"""[*_`<>&\\\["'${~.-]""")
"""What every start holds: to see at once that there is none."""
START = re.compile(r"""[*_`<&\\]|!?\[|[^\\]?["']|\$|\{:|--|\.\.\.| ?(?:<<|>>)|~~""", re.DOTALL)
WITHOUT_BODY = frozenset("area base br col command embed hr img input keygen link meta param source track wbr".split())
BLOCKS = frozenset(
    "address article aside applet body blockquote caption col colgroup dd div dl dt fieldset figcaption footer form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr html head iframe legend menu li main map nav ol optgroup p pre section summary table tbody "
    "td th thead tfoot tr ul".split()
)
RAW = frozenset("script style math option textarea pre code kbd samp var".split())
