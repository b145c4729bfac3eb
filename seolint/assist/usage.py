"""How a post uses a keyphrase, in words: what hints and hovers share, by the same views as ``inspect``."""

from __future__ import annotations

from functools import partial

from seolint.diagnostic import Text
from seolint.document import Document, KeyphraseUse
from seolint.document.presence import Has, Presence

_TITLE, _DESCRIPTION = Text("title", "タイトル"), Text("description", "説明文")
_INTRO, _SLUG = Text("first 200 characters", "書き出し"), Text("URL", "URL")
_GROUPS = (("whole", Text("in", "あり")), ("part", Text("in part", "一部あり")), ("none", Text("missing", "なし")))


def figures(use: KeyphraseUse) -> Text:
    """How often the body has it, and its density, in few words."""
    return Text(f"{_times(use)}, {use.density:.1f}%", f"{use.occurrences:,}回・{use.density:.1f}%")


def in_body(use: KeyphraseUse) -> Text:
    """The same in a sentence."""
    density = f"{use.density:.1f}%"
    return Text(f"In the body: {_times(use)} (density {density})", f"本文に{use.occurrences:,}回（密度{density}）")


def _times(use: KeyphraseUse) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(use.occurrences, f"{use.occurrences:,} times")


def where(doc: Document, presence: Presence) -> Text:
    """Where else the post has it, and where it is missing; what nobody can tell is left out."""
    headings, alts = presence.headings, presence.alts
    has = partial(_some, single=len(presence.keyphrase.terms) == 1)
    found: list[tuple[Has, Text]] = [
        (presence.title, _TITLE),
        (presence.description, _DESCRIPTION),
        (presence.intro, _INTRO),
        (has(headings), Text(f"headings ({headings[0]} of {headings[1]})", f"見出し（{headings[1]}個中{headings[0]}個）")),
        (has(alts), Text(f"alt texts ({alts[0]} of {alts[1]})", f"画像の説明（{alts[1]}個中{alts[0]}個）")),
        (presence.slug, _SLUG),
    ]
    parts: list[Text] = []
    for kind, name in _GROUPS:
        told = [what for has, what in found if has == kind]
        if told:
            en, ja = ", ".join(what.en for what in told), "、".join(what.ja for what in told)
            parts.append(Text(f"{name.en}: {en}", f"{name.ja}：{ja}"))
    english = "; ".join(part.en for part in parts)
    return Text(english[:1].upper() + english[1:], "／".join(part.ja for part in parts))


def _some(counts: tuple[int, int], *, single: bool) -> Has:
    """Texts count that have one of the terms, which is the whole keyphrase where there is but a ``single`` one."""
    found: Has = "whole" if single else "part"
    return found if counts[0] else "none" if counts[1] else "unknown"
