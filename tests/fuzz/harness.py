"""Coverage-guided fuzzing of one view: ``python tests/fuzz/harness.py VIEW FOLDER [options of libFuzzer]``.

The seeds and what crashes are written to FOLDER; run ``harness.py VIEW FOLDER CRASH`` to see a crash again. The first byte of
an input chooses the way to read the rest. ``--list`` names the views.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

atheris: Any = import_module("atheris")
"""Not imported by name: its stubs lack what is used here."""

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

with atheris.instrument_imports(include=["seolint", "seolint_rules"]):
    import pkgutil

    import seolint.document

    for module in pkgutil.walk_packages(seolint.document.__path__, "seolint.document."):
        import_module(module.name)
    from laws import READINGS, SCRAPS, Reading, assert_masked, assert_places_are_true, assert_true_place, places_in

    from seolint.document import Document
    from seolint.document.morphemes import tokenize
    from seolint.engine.lint import lint_texts
    from seolint.engine.page import places
    from seolint.engine.read import decode
    from seolint.notices import RULE_FAILED
    from seolint.registry import installed
    from seolint.text import Location

RULES = [entry.load()() for entry in installed().values()]


def assert_view(doc: Document, view: object) -> None:
    text = doc.template.text
    for found in places_in(view):
        if isinstance(found, Location):
            assert 0 <= found.start <= found.end <= len(text), found
        else:
            assert_true_place(text, found)


def fuzz_front_matter(reading: Reading, text: str) -> None:
    doc = Document(reading.path, text, reading.site)
    assert_view(doc, doc.front_matter)


def fuzz_template(reading: Reading, text: str) -> None:
    doc = reading.document(text)
    assert_masked(doc)
    assert_view(doc, doc.template)


def fuzz_markdown(reading: Reading, text: str) -> None:
    if reading.path.endswith(".html"):
        reading = READINGS["plain"]
    doc = reading.document(text)
    assert_view(doc, (doc.content, doc.heading_ids, [doc.destination(link) for link in doc.links]))


def fuzz_html(_: Reading, text: str) -> None:
    doc = Document("a.html", text, READINGS["html"].site)
    assert_view(doc, doc.content)


def fuzz_json_ld(reading: Reading, text: str) -> None:
    head = reading.head if reading.path.endswith(".html") else ""
    text = f'{head}<script type="application/ld+json">{text}</script>'
    doc = Document("a.html", text, reading.site)
    assert_view(doc, (doc.scripts, doc.things))


def fuzz_words(reading: Reading, text: str) -> None:
    assert sum(token[0] for token in tokenize(text)) <= len(text)
    doc = reading.document(text)
    for start, lemma in enumerate(doc.words.lemmas):
        if lemma:
            at = doc.words.place(start, start + 1)
            assert 0 <= at.start <= at.end <= len(doc.text), at
    assert_view(doc, doc.keywords)


def fuzz_document(reading: Reading, text: str) -> None:
    doc = reading.document(text)
    assert_places_are_true(doc)
    for found in lint_texts({doc.path: doc.text}, RULES, doc.site):
        assert found.rule != RULE_FAILED, found.message.en
        for at in places(found):
            assert 0 <= at.start <= at.end <= len(doc.text), (found.rule, at)


VIEWS: dict[str, Callable[[Reading, str], None]] = {
    "front_matter": fuzz_front_matter,
    "template": fuzz_template,
    "markdown": fuzz_markdown,
    "html": fuzz_html,
    "json_ld": fuzz_json_ld,
    "words": fuzz_words,
    "document": fuzz_document,
}


def fuzz(view: str, data: bytes) -> None:
    """One input: a way to read, then a text; bytes that are no UTF-8 are replaced, unless they are to be read as a file."""
    readings = list(READINGS.values())
    decode("a.md", data, 10_000)
    text = data[1:].decode("utf-8", "replace")
    VIEWS[view](readings[data[0] % len(readings)] if data else readings[0], text)


def seeds(folder: Path) -> list[str]:
    """Scraps of posts and some posts made of them, below ``folder``; and the options that make libFuzzer use them."""
    corpus, chance = folder / "seeds", random.Random(1)
    corpus.mkdir(parents=True, exist_ok=True)
    texts = [*SCRAPS, *("".join(chance.choices(SCRAPS, k=12)) for _ in range(60))]
    for number, text in enumerate(texts):
        (corpus / f"{number:03}").write_bytes(bytes([number % len(READINGS)]) + text.encode("utf-8", "replace"))
    words = ["".join(f"\\x{byte:02x}" for byte in text.encode("utf-8", "replace")[:60]) for text in SCRAPS]
    (folder / "words").write_text("".join(f'"{word}"\n' for word in words), encoding="ascii")
    return [f"-dict={folder / 'words'}", f"-artifact_prefix={folder}/", str(corpus)]


def main() -> None:
    if sys.argv[1:] == ["--list"]:
        print("\n".join(VIEWS))
        return
    view, folder, *options = sys.argv[1:]
    given = [option for option in options if not option.startswith("-")]
    limits = ["-max_len=2000", "-timeout=20", "-rss_limit_mb=3000"]
    corpus = [] if given else seeds(Path(folder))
    atheris.Setup([sys.argv[0], *limits, *options, *corpus], partial(fuzz, view))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
