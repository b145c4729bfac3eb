"""What a fix may not do: change, lose or add a part of the post that it does not name, or break what can be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from seolint.diagnostic import Edit, Fix, Text
from seolint.document import Document
from seolint.engine.fix import edits_of, put
from seolint.engine.parts import Part, parts_of
from seolint.engine.spans import Spans
from seolint.text import Lines, Location

_NAMES = {
    "heading": Text("heading", "見出し"),
    "heading text": Text("heading", "見出し"),
    "link": Text("link", "リンク"),
    "image": Text("image", "画像"),
    "script": Text("script", "スクリプト"),
    "front matter": Text("front matter", "先頭の設定（front matter）"),
    "key": Text("front matter key", "先頭の設定（front matter）の項目"),
    "value": Text("value", "値"),
    "item": Text("item of structured data", "構造化データ"),
    "property": Text("property of structured data", "構造化データの項目"),
    "reference": Text("reference in structured data", "構造化データの参照"),
    "pre": Text("code block", "コードブロック"),
}
_BLOCK = Text("paragraph", "段落")


class Guard:
    """Holds fixes of one document to what they say."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._parts = parts_of(doc)

    def put(self, fixes: Sequence[Fix]) -> str | Text:
        """The text with ``fixes``, which go together, or why they are refused."""
        edits = edits_of(self._doc.text, fixes)
        text = put(self._doc.text, edits)
        try:
            why = self._wrong(edits, Spans(edits, [fix.scope for fix in fixes if fix.scope]), text)
        except Exception as error:
            what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
            return Text(f"seolint could not read the post afterwards ({what})", f"直したあとの記事を読めないため（{what}）")
        return text if why is None else why

    def _wrong(self, edits: Sequence[Edit], spans: Spans, text: str) -> Text | None:
        if not _is_text(edits):
            return Text("what it writes is no text that UTF-8 can hold", "書き込む文字をUTF-8で表せないため")
        old, new = self._doc, Document(self._doc.path, text, self._doc.site)
        before, after = self._parts, parts_of(new)
        problems = old.front_matter.problems
        why = None
        if not any(spans.touches(_span(problem.at)) for problem in problems):
            if len(new.front_matter.problems) > len(problems):
                return Text("the front matter would have a mistake in it", "先頭の設定（front matter）に誤りができるため")
            why = _unlike(before.front_matter, after.front_matter, spans, old)
        kept = [pair for pair in zip(old.scripts, before.scripts, strict=True) if not spans.covers(_span(pair[0].at))]
        left = [pair for pair in zip(new.scripts, after.scripts, strict=True) if not spans.wrote(_span(pair[0].at))]
        for (was, said), (now, says) in zip(kept, left, strict=False):
            if why is not None or was.error is not None:
                continue
            if now.error is not None or len(now.duplicates) > len(was.duplicates):
                return Text("the structured data would have a mistake in it", "構造化データに誤りができるため")
            why = _unlike(said, says, spans, old)
        if why is None and len(new.template.problems) > len(old.template.problems):
            return Text("a template tag would have a mistake in it", "テンプレートのタグに誤りができるため")
        return why or _unlike(before.body, after.body, spans, old)


def _span(at: Location) -> tuple[int, int]:
    return at.start, at.end


def _is_text(edits: Iterable[Edit]) -> bool:
    """Whether the edits write what a file can hold: no half of a surrogate pair."""
    try:
        "".join(edit.text for edit in edits).encode()
    except UnicodeEncodeError:
        return False
    return True


def _unlike(old: Iterable[Part], new: Iterable[Part], spans: Spans, doc: Document) -> Text | None:
    """The first part that is not as it was, in a sentence; None when all are.

    Parts inside an edit come and go with it. Of each kind the others must be as many as before, in order, each where it
    was and saying what it said unless an edit touches one of its spots.
    """
    before, after = _by_kind(part for part in old if not spans.covers(part.at)), _by_kind(
        part for part in new if not spans.wrote(part.at)
    )
    for kind in sorted(before.keys() | after.keys()):
        for was, now in zip_longest(before.get(kind, ()), after.get(kind, ())):
            if was is None or now is None or not _is_same(was, now, spans):
                return _say(was, now, kind, doc)
    return None


def _by_kind(parts: Iterable[Part]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(part.kind, []).append(part)
    for same in found.values():
        same.sort(key=lambda part: part.at)
    return found


def _is_same(was: Part, now: Part, spans: Spans) -> bool:
    placed = all(low <= place <= high for (low, high), place in zip(map(spans.image, was.at), now.at, strict=True))
    return placed and (was.says == now.says or any(map(spans.touches, was.spots)))


def _say(was: Part | None, now: Part | None, kind: str, doc: Document) -> Text:
    name = _NAMES.get(kind, _BLOCK)
    if was is None:
        return Text(f"a {name.en} would appear that it does not name", f"直しにない{name.ja}が現れるため")
    line = Lines.of(doc.text).position(was.at[0])[0]
    en = f"the {name.en} in line {line} would change, which it does not name"
    return Text(en, f"直しにない{line}行目の{name.ja}が変わるため")
