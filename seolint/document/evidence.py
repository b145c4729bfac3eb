"""Which language a text shows: by its letters, and where languages share them by their commonest words and characters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from math import ceil

from msgspec import Struct

from seolint.pattern import pattern

_NO_PROSE = pattern(r"(?:https?|ftp)://\S*|www\.\S*|\{\{[^{}]*\}\}|\{%[^{}%]*%\}")
_LATIN = re.compile("[a-z\u00df-\u024f\u1ea0-\u1eff]+")
_KANAS, _HANS = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\uff66-\uff6f\uff71-\uff9d", "\u3400-\u9fff\uf900-\ufaff"
_KANA, _HAN, _KANA_OR_HAN = (re.compile(f"[{characters}]+") for characters in (_KANAS, _HANS, _KANAS + _HANS))
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]+")
_RARER = re.compile("[\u0370-\u10ff\u1200-\u137f\u1780-\u17ff\u1f00-\u1fff]+")

_ONE_LANGUAGE = {
    "hangul": "ko", "greek": "el", "hebrew": "he", "thai": "th", "bengali": "bn", "gujarati": "gu", "gurmukhi": "pa",
    "tamil": "ta", "telugu": "te", "kannada": "kn", "malayalam": "ml", "sinhala": "si", "lao": "lo", "khmer": "km",
    "myanmar": "my", "arabic": "ar", "georgian": "ka", "armenian": "hy",
}  # fmt: skip
"""Scripts, by the first word of their letters' Unicode names, that one language has nearly to itself."""

SCRIPTS = {
    "ja": "cjk", "zh": "cjk", "yue": "cjk", "as": "bengali", "yi": "hebrew",
    **{language: script for script, language in _ONE_LANGUAGE.items()},
    **dict.fromkeys("ab av ba be bg ce cu cv kk kv ky mk mn os ru sr tg tt uk".split(), "cyrillic"),
    **dict.fromkeys("ar fa ks ps sd ug ur".split(), "arabic"),
    **dict.fromkeys("hi mr ne sa".split(), "devanagari"),
}  # fmt: skip
"""The script of each language that is not written in Latin letters."""

_SIZE_OF_A_WORD = {"cjk": 2, "hangul": 3}
_WORDS_FOR_A_STOP_WORD = 2.5

_CHINESE = re.compile(
    "[这们吗呢么很你您她它说无个为时语标选项对输效错录设类进误显过间尔动组开务应户库认败图码关发查签现则读从创变换键请记证亚"
    "义复达编软默态结节单许处转该档执块见东车书长网让给问题电话识计论经样种实"
    "這們嗎麼說檔數顯稱對單圖亞內沒應來會碼變國發讀參體狀當從關點證讓將實邊樣條傳轉處擇裝屬裡还與]"
)
"""Common characters of Chinese, simplified and traditional, that Japanese hardly writes."""

_NOT_JAPANESE = re.compile("|".join(pattern.pattern for pattern in (_HANGUL, _RARER, _CHINESE)))

_ENGLISH = pattern(r"\b(?:the|and|that|this|with|are|you|for|is|of|to|was)\b")
_SHORT, FEW_WORDS = 60, 4
"""Fewer words of Latin letters show no language by themselves."""

_NOT_OF = {
    "hebrew": re.compile("[\u05f0-\u05f2]"),
    "bengali": re.compile("[\u09f0\u09f1]"),
    "arabic": re.compile("[\u0671-\u06d3]"),
    "cyrillic": pattern("[ђѓѕјљњћќџўӣғқңһұүөӯҳҷ]"),
}
"""Letters that show another language of a script than its usual one: Yiddish, Assamese, Persian, Belarusian."""

_RUSSIAN = re.compile(r"\b(?:и|в|что|из|как|это)\b")

_STOP_WORDS = {
    "en": "the and of to a in that with this you your are be have from is it not they will would which if or by our can "
    "but has how for at there their these when what was we as about more please get all into than",
    "de": "der die das und ist nicht ein eine einen für mit auf den von zu im in dem sich auch werden wird wie oder wenn "
    "sie wir ich bei nach aus kann zur zum über",
    "fr": "le les des et est une pour dans que qui sur pas vous nous avec au ce cette sont par plus votre aux ou mais du "
    "être ne la de un en",
    "es": "el los las y una es por con para del más su como está pero puede este esta son sus lo al sin muy hay la de que "
    "en un se no",
    "pt": "não com uma em um são também você é os do da dos das ao para pelo pela mais seu sua isso no na foi está ou que "
    "de a o as se por",
    "it": "il di che è per con non della si gli sono come alla nel dei più anche questo delle degli dal nella ha la un una "
    "in del i",
    "nl": "het een en van dat niet op te voor met zijn je die aan er om ook als worden deze naar bij kan wordt of is dit de "
    "in",
    "sv": "och att det som är för inte den har med på av ett till om kan från",
    "da": "og det er på til som ikke en af av at den har for med kan fra ble blev et i",
    "ca": "els les amb per és dels al als que una un no de la del en i el aquest són",
    "gl": "unha un non coa dos das para ao do que de a o se por na no é os",
    "oc": "lo los las la de del que un una per pas es en dins e amb",
    "af": "nie vir en die van het wat is te om in op word met kan",
    "ro": "și nu de la în pentru care din cu este sau un o a fi pe fost",
    "pl": "nie w na z do i jest się że to przez dla od jako",
    "cs": "a je v na se pro není s z do že nebo nelze",
    "sk": "a je v na sa pre nie s z do že alebo",
}
"""The commonest words of each language; past Dutch, of those that would pass for one of the first."""

_STOPS = {language: words.split() for language, words in _STOP_WORDS.items()}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _language, _words in _STOPS.items():
    for _word in _words:
        _LANGUAGES_OF.setdefault(_word, []).append(_language)
_WRITTEN = {
    language: pattern(f"[a-z{accented}]*")
    for language, accented in {
        "en": "", "de": "äöüß", "fr": "àâæçéèêëîïôœùûü", "es": "áéíóúüñ", "pt": "áâãàçéêíóôõú", "it": "àèéìíîòóù",
        "nl": "éëèïóöü",
    }.items()
}  # fmt: skip
"""Words as a language writes them, foreign ones aside."""


class Evidence(Struct, frozen=True):
    """What a text shows.

    ``language`` is the likeliest one, "" when it shows none; ``plain`` says that it is beyond doubt. ``script`` is that of
    most of it (``latin``, ``cjk``, ``hangul``), "" when none is. ``words`` is how many words of Latin letters it has.
    """

    language: str = ""
    plain: bool = False
    script: str = ""
    words: int = 0


def read_evidence(text: str) -> Evidence:
    """What ``text`` shows; addresses and template tags in it say nothing."""
    if "://" in text or "www." in text or "{{" in text or "{%" in text:
        text = _NO_PROSE.sub(" ", text)
    if _is_plainly_japanese(text):
        return Evidence("ja", True, "cjk")
    latin, stops = _latin(text)
    if text.isascii():
        return latin
    script, size, language, plain = _not_latin(text)
    if not size:
        return latin
    words, prose = size / _SIZE_OF_A_WORD.get(script, 6), min(_WORDS_FOR_A_STOP_WORD * stops, latin.words)
    if words < 0.5 * prose:
        clear = words < 0.15 * prose
        return Evidence(latin.language, latin.plain and clear, "latin" if clear else "", latin.words)
    clear = words >= 1.5 * prose
    return Evidence(language, plain and clear and size >= 20 and language != "", script if clear else "", latin.words)


def has_kana(text: str) -> bool:
    return not text.isascii() and _KANA.search(text) is not None


def _has_kana(text: str, fewest: int) -> bool:
    """Whether ``text`` has so many kana; in Japanese the half of it tells, or less."""
    more = fewest if fewest < _STEP else ceil(fewest / _STEP) * _STEP
    if more <= _MOST_TOLD and _so_many_kana(more).match(text):
        return True
    return sum(map(len, _KANA.findall(text))) >= fewest


_STEP, _MOST_TOLD = 32, 1_024


@lru_cache(100)
def _so_many_kana(count: int) -> re.Pattern[str]:
    return pattern(f"(?:[^{_KANAS}]*+[{_KANAS}]){{{count}}}")


def has_much_kana(text: str) -> bool:
    """Whether a quarter of ``text`` or more is kana, which hardly another language in it can outweigh."""
    return not text.isascii() and _has_kana(text, ceil(len(text) / 4))


def _is_plainly_japanese(text: str, fewest: int = 20) -> bool:
    """Whether so much of ``text`` is kana and kanji, ``fewest`` kana at least, that nothing else in it can say otherwise."""
    if text.isascii():
        return False
    if not _has_kana(text, max(ceil(len(text) / 4), fewest)):
        return False
    ascii_, size = len(text.encode("ascii", "ignore")), sum(map(len, _KANA_OR_HAN.findall(text)))
    return 3 * ascii_ <= size and 2 * (len(text) - ascii_ - size) <= size


def shows_nothing(text: str, document: str) -> bool:
    """Whether a part of a text in ``document``, in this language, is too short or too plain to show another: found fast."""
    if document == "en" and len(set(_ENGLISH.findall(text))) >= FEW_WORDS and text.isascii():
        return True
    if text.isascii():
        return len(text) < _SHORT and len(_LATIN.findall(text.lower())) < FEW_WORDS
    if document != "ja":
        return False
    few = len(text) < 2 * _SHORT and _NOT_JAPANESE.search(text) is None and len(_LATIN.findall(text.lower())) < FEW_WORDS
    return few or _is_plainly_japanese(text, 1)


def _latin(text: str) -> tuple[Evidence, int]:
    """What the words of Latin letters show, and how many of them are stop words of the likeliest language."""
    words = _LATIN.findall(text.lower())
    if not words:
        return Evidence(), 0
    counts = Counter(words)
    hits = dict.fromkeys(_STOPS, 0)
    for word, count in counts.items():
        for language in _LANGUAGES_OF.get(word, ()):
            hits[language] += count
    (second, _), (most, language) = sorted((count, language) for language, count in hits.items())[-2:]
    kinds = sum(stop in counts for stop in _STOPS[language])
    alone = language == "en" and not second
    clear = most > 1.2 * second and most >= 0.1 * len(words) and kinds + alone >= 2
    if not clear or language not in _WRITTEN:
        return Evidence(script="latin", words=len(words)), most
    foreign = [word for word in words if not word.isascii() and not _WRITTEN[language].fullmatch(word)]
    if len(foreign) > 0.02 * len(words):
        return Evidence(script="latin", words=len(words)), most
    return Evidence(language, most >= 8 and kinds >= 4, "latin", len(words)), most


def _not_latin(text: str) -> tuple[str, int, str, bool]:
    """The commonest other script, how many of its letters there are, the language that they show, whether plainly so."""
    kana, han = (sum(map(len, pattern.findall(text))) for pattern in (_KANA, _HAN))
    sizes = Counter({"cjk": kana + han, "hangul": sum(map(len, _HANGUL.findall(text)))})
    for run in _RARER.findall(text):
        sizes[unicodedata.name(run[0], "").partition(" ")[0].lower()] += len(run)
    script, size = max(sizes.items(), key=lambda entry: entry[1] / _SIZE_OF_A_WORD.get(entry[0], 6))
    if script == "cjk":
        return script, size, *_cjk(text, kana, han)
    language = _ONE_LANGUAGE.get(script, "")
    if script == "cyrillic":
        letters = frozenset(text.lower())
        russian = letters.isdisjoint("іїєґ") and letters & set("ыэ") and _RUSSIAN.search(text.lower())
        language = "ru" if russian else "uk" if letters & set("їєґ") and letters.isdisjoint("ыэ") else ""
    other = _NOT_OF.get(script)
    return script, size, "" if other and other.search(text) else language, True


def _cjk(text: str, kana: int, han: int) -> tuple[str, bool]:
    """Japanese has kana, Chinese its own characters; a name or a list of a few kanji may be either."""
    if kana >= 0.2 * (kana + han):
        return "ja", True
    marks = len(_CHINESE.findall(text))
    if marks >= max(2, 0.02 * han) and kana < 0.1 * (kana + han):
        return "zh", kana <= 0.03 * han
    return "ja" if kana else "", False
