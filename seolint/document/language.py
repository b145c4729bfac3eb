"""Which language a post and each of its blocks is in: what it is said to be, and what its text shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from seolint.document.content import Block
from seolint.document.evidence import (
    FEW_WORDS,
    SCRIPTS,
    Evidence,
    has_kana,
    has_much_kana,
    read_evidence,
    shows_nothing,
)
from seolint.document.front_matter import FrontMatter
from seolint.pattern import pattern

_KEYS = ("lang", "language", "locale", "languageCode")
"""Keys of front matter that name the language of a post."""

SAMPLE, _LEAST = 2_000, 30
"""How many characters of a post are read, and how many of each block at least."""
_FEW = 60
"""Fewer words of Latin letters outweigh no title."""

_CODES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es "
    "et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki "
    "kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no "
    "nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te "
    "tg th ti tk tl tn to tr tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ast ceb fil gsw haw hsb nds sco yue".split()
)
"""ISO 639-1 without ``ts``, which is TypeScript's before it is Tsonga's, and a few of three letters."""

_OTHER_CODES = {
    "jp": "ja", "kr": "ko", "cn": "zh", "tw": "zh", "cz": "cs", "gr": "el", "ua": "uk", "iw": "he", "in": "id",
    "jpn": "ja", "eng": "en", "kor": "ko", "zho": "zh", "chi": "zh", "cmn": "zh", "deu": "de", "ger": "de", "fra": "fr",
    "fre": "fr", "spa": "es", "por": "pt", "ita": "it", "nld": "nl", "rus": "ru",
}  # fmt: skip
"""Countries that stand where a language belongs, old codes and codes of three letters."""

_NAMES = {
    "ja": ("japanese", "日本語", "にほんご"), "en": ("english", "英語", "american english", "british english"),
    "zh": ("chinese", "中文", "中国語", "简体中文", "繁體中文", "繁体中文", "simplified chinese", "traditional chinese"),
    "ko": ("korean", "한국어", "韓国語"), "de": ("german", "deutsch", "ドイツ語"), "fr": ("french", "français", "フランス語"),
    "es": ("spanish", "español", "スペイン語"), "pt": ("portuguese", "português", "ポルトガル語", "brazilian portuguese"),
    "it": ("italian", "italiano", "イタリア語"), "nl": ("dutch", "nederlands", "オランダ語"),
    "ru": ("russian", "русский", "ロシア語"), "vi": ("vietnamese", "tiếng việt", "ベトナム語"),
    "th": ("thai", "ไทย", "ภาษาไทย", "タイ語"), "id": ("indonesian", "bahasa indonesia", "インドネシア語"),
}  # fmt: skip
_BY_NAME = {name: code for code, names in _NAMES.items() for name in names}

_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*")
_PATH_TAG = pattern(r"([a-z]{2,3})([-_](?:[a-z]{2}|419|han[st]))?(?:[-_][a-z]{2})?")
_SURE = frozenset("ja jp en ko kr zh cn tw de fr es ru".split())
_SURE_WITH_REGION = frozenset("ar bn cs da el fi hu it nb nl pl pt ro sk sv th tr uk vi".split())


def named_language(value: str) -> str:
    """The primary subtag that ``value`` names: ``ja`` for ja-JP, ja_JP.UTF-8, Japanese and 日本語; "" for anything else."""
    value = value.strip().casefold()
    found = _TAG.fullmatch(value.partition(".")[0])
    code = _OTHER_CODES.get(found[1], found[1]) if found else ""
    return code if code in _CODES else _BY_NAME.get(value, "")


def path_languages(path: str) -> Iterator[tuple[str, bool]]:
    """The languages that a path may name, the nearest to the end first: ``post.ja.md``, ``ja/post.md``.

    With each, whether nothing else is meant by it: ``it`` and ``no`` are words, ``vi`` and ``cs`` more than languages.
    """
    folders, _, name = path.casefold().rpartition("/")
    for part in (*reversed(name.split(".")[1:]), *reversed(folders.split("/"))):
        found = _PATH_TAG.fullmatch(part)
        code = _OTHER_CODES.get(found[1], found[1]) if found else ""
        if found and code in _CODES:
            yield code, found[1] in _SURE or (found[2] is not None and found[1] in _SURE_WITH_REGION)


def sample(texts: Iterable[str], blocks: Iterable[Block]) -> str:
    """``texts``, and the beginnings of the blocks that are prose: some thousand characters from all over a post."""
    prose = [block for block in blocks if block.kind != "pre" and not block.chrome]
    size = max(SAMPLE // max(len(prose), 1), _LEAST)
    step = 1 + 2 * (len(prose) * _LEAST // (2 * SAMPLE))
    return "\n".join([*texts, *[block.without_code("")[:size] for block in prose[::step]]])


def told_language(front_matter: FrontMatter, page: str) -> str:
    """The language that the page itself names: its front matter, or ``page``, the ``lang`` of its HTML; "" for none."""
    told = (named_language(front_matter.text(key)) for key in _KEYS)
    return next(filter(None, told), "") or named_language(page)


def shown_language(text: str, route: str, path: str, site: str, title: str = "") -> str:
    """What ``text`` plainly shows, else what ``route``, ``path`` or ``site`` says and it may be, else what it suggests.

    ``route`` is the language by the site's own rules for paths, ``path`` a path from the site's root, ``site`` the language
    of the whole site. Where nothing says it, a short mixed text with kana is in the language of a ``title`` in Japanese letters.
    """
    evidence = read_evidence(text)
    short = evidence.words < _FEW and evidence.script != "cjk"
    mixed = short and has_kana(text.replace(title, "", 1)) and _is_of_japanese(title)
    if evidence.plain and not mixed:
        return evidence.language
    said = ((named_language(route), True), *path_languages(path), (named_language(site), True))
    found = next((code for code, sure in said if code and _may_be(code, evidence, sure=sure)), "")
    return found or ("ja" if mixed else evidence.language)


def _is_of_japanese(title: str) -> bool:
    """Whether ``title`` is Japanese, or a few kanji, which may be."""
    evidence = read_evidence(title)
    return evidence.script == "cjk" and evidence.language in {"ja", ""}


def _may_be(code: str, evidence: Evidence, *, sure: bool) -> bool:
    """Whether a text that shows ``evidence`` may be in the language ``code``: a short one of Latin letters in any."""
    script = SCRIPTS.get(code, "latin")
    if sure:
        return evidence.script in {script, "latin", ""}
    return evidence.script == script and evidence.language in {code, ""} and (script != "latin" or evidence.words >= 20)


def block_language(block: Block, document: str) -> str:
    """The language of a block of a post in the language ``document``: another one only where its text shows it."""
    if block.kind == "pre" or block.chrome or (document == "ja" and has_much_kana(block.text.value[:100])):
        return document
    text = block.without_code("")[:SAMPLE]
    if shows_nothing(text, document):
        return document
    found = read_evidence(text)
    if found.script in {"latin", ""}:
        shown = found.plain or (found.words >= FEW_WORDS and found.language in {"en", "ja"})
        return found.language if shown else document
    return found.language or (document if SCRIPTS.get(document) == found.script else "")
