"""Hover: on a finding the page of its rule, on a keyword of the front matter how the post uses it; in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from seolint.assist import is_readable
from seolint.assist.rule_markdown import rule_markdown
from seolint.assist.usage import in_body, where
from seolint.diagnostic import Diagnostic, Text
from seolint.document import Document, KeyphraseUse
from seolint.pattern import pattern
from seolint.rule_page import RulePage
from seolint.text import UNKNOWN, Lines, Location

_MARKS = pattern(
    r"[\\`*~\[\]]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=[#\w]+;)"
    r"|^[#+>=-]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d{4})[.)]"
    r"|:(?=//)|(?<=\bwww)\.|(?<=\w)@(?=\w)"
)
"""What would be markup, and nothing else: some editors show the backslash before what needs none."""
_MOST = 12


class Hover(Struct, frozen=True):
    """What is said of ``at``, as Markdown."""

    at: Location
    says: Text


def hover(
    doc: Document, offset: int, findings: Iterable[Diagnostic] = (), page: Callable[[str], RulePage | None] = lambda _: None
) -> Hover | None:
    """All that is to be said at ``offset``: of the ``findings`` there, with the rule of the narrowest one, and of a keyword."""
    touched = sorted(
        (each for each in findings if each.at.path == doc.path and each.at.start <= offset <= max(each.at.end, each.at.start + 1)),
        key=lambda each: (each.at.end - each.at.start, each.rule),
    )
    parts, places = [_sentences(touched)] if len(touched) > 1 else [], [each.at for each in touched[:1]]
    told = page(touched[0].rule) if touched else None
    if told is not None:
        parts.append(rule_markdown(told, touched[0].severity, short=len(touched) > 1))
    for number, use in enumerate(doc.keywords if is_readable(doc) else ()):
        if use.keyphrase.text.at.start <= offset <= use.keyphrase.text.at.end:
            parts.insert(0, _keyword(doc, number, use))
            places.insert(0, use.keyphrase.text.at)
    if not parts:
        return None
    return Hover(places[0], Text("\n\n---\n\n".join(part.en for part in parts), "\n\n---\n\n".join(part.ja for part in parts)))


def _sentences(findings: Iterable[Diagnostic]) -> Text:
    """A list of what is said, each once."""
    said = dict.fromkeys((each.rule, each.message.en, each.message.ja) for each in findings)
    en, ja = [f"- {plain(each[1])} (`{each[0]}`)" for each in said], [f"- {plain(each[2])}（`{each[0]}`）" for each in said]
    return Text("\n".join(en), "\n".join(ja))


def _keyword(doc: Document, number: int, use: KeyphraseUse) -> Text:
    """A list: how often and how dense, each term, where it is and is not, the headings and the lines."""
    lines = Lines.of(doc.text)
    name = plain(use.keyphrase.text.value)
    told = in_body(use)
    en, ja = [f"**{name}**\n", f"- {told.en}"], [f"**{name}**\n", f"- {told.ja}"]
    if len(use.terms) > 1:
        en.append("- By term: " + ", ".join(f"{plain(term.text.value)} {hits}×" for term, hits in use.terms))
        ja.append("- 語ごと：" + "、".join(f"{plain(term.text.value)} {hits}回" for term, hits in use.terms))
    said = where(doc, doc.presence[number]) if number < len(doc.presence) else Text("", "")
    if said.en:
        en.append(f"- {said.en}")
        ja.append(f"- {said.ja}")
    headings = _headings(doc, use, lines)
    if headings:
        en.append("- Headings: " + ", ".join(f"“{plain(text)}” (line {line})" for text, line in headings[:_MOST]))
        ja.append("- 見出し：" + "、".join(f"「{plain(text)}」（{line}行目）" for text, line in headings[:_MOST]))
    numbers = list(dict.fromkeys(lines.position(at.start)[0] for at in use.places))
    if numbers:
        more = len(numbers) > _MOST
        listed = [f"{line:,}" for line in numbers[:_MOST]]
        en.append(f"- {'Lines' if len(numbers) > 1 else 'Line'}: " + ", ".join(listed) + (", …" if more else ""))
        ja.append("- 行：" + "、".join(listed) + ("など" if more else ""))
    return Text("\n".join(en), "\n".join(ja))


def _headings(doc: Document, use: KeyphraseUse, lines: Lines) -> Sequence[tuple[str, int]]:
    """The headings with a term of the keyphrase, and their lines."""
    words = doc.words
    starts = sorted(words.place(start, start + 1).start for term in use.keyphrase.terms for start in term.find(words))
    found: list[tuple[str, int]] = []
    number = 0
    for heading in sorted(doc.outline, key=lambda heading: heading.at.start):
        while number < len(starts) and starts[number] < heading.at.start:
            number += 1
        if number < len(starts) and starts[number] < heading.at.end:
            found.append((" ".join(heading.text.value.split()), lines.position(heading.at.start)[0]))
    return found


def plain(text: str) -> str:
    """``text`` in Markdown as nothing but text."""
    return _MARKS.sub(r"\\\g<0>", " ".join(text.replace(UNKNOWN, "…").split()))
