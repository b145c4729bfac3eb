"""Kana in Latin letters, by Hepburn, kunrei and what people type, all folded into one spelling."""

from __future__ import annotations

from seolint import pattern
from seolint_rules.data import table

_FOLDS = (
    ("sh", "sy"), ("ch", "ty"), ("ts", "t"), ("j", "zy"), ("f", "h"), ("di", "zi"), ("du", "zu"), ("tt", "t"), ("kk", "k"),
    ("ss", "s"), ("pp", "p"), ("m(?=[bmp])", "n"), ("nn+", "n"), ("tty", "ty"), ("(?<=[stz])y(?=[ie])", ""), ("hy(?=u)", "h"),
    ("wo", "o"), ("oh(?![aiueoy])", "o"), ("o[ou]+", "o"), ("uu+", "u"), ("aa+", "a"), ("ii+", "i"), ("ee+", "e"), ("ei", "e"),
    ("v", "b"),
)  # fmt: skip
_RULES = tuple((pattern(old), new) for old, new in _FOLDS)


_SOUNDS = pattern("(?:[kstnhmyrwgzdbp]?y?[aiueo]|n)+")


def is_romaji(word: str) -> bool:
    """Whether ``word`` may be Japanese in Latin letters: syllables that end in a vowel or n."""
    return _SOUNDS.fullmatch(folded(word)) is not None


def romaji(kana: str) -> str:
    """``kana``, all katakana, in Hepburn's letters; "" where it holds anything else."""
    sounds, found, here = table("romaji", dict[str, str]), list[str](), 0
    while here < len(kana):
        if kana[here] in "ッー":
            here += 1
            continue
        two = kana[here : here + 2]
        sound = two if two in sounds else kana[here]
        if sound not in sounds:
            return ""
        found.append(sounds[sound])
        here += len(sound)
    return "".join(found)


def folded(letters: str) -> str:
    """``letters`` as one spelling of all that read alike: ``shinbun``, ``shimbun`` and ``sinbun``, ``toukyou`` and ``tokyo``."""
    for written, new in _RULES:
        letters = written.sub(new, letters)
    return letters
