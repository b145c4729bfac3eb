"""Writes ``seolint/document/data/term_frequencies.json``: in what share of posts each lemma occurs, Japanese and English.

    python scripts/build_term_frequencies.py FOLDER

FOLDER holds repositories of posts, a folder ``owner+name`` each. Counted are the documents in whose prose a content word
occurs at all; a repository counts as 20 documents at most, so that none makes its own subject a common word, and a lemma must
occur in at least two of them. The table holds no text: counts only.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from seolint.document import Document
from seolint.engine.files import find_files
from seolint.engine.read import read_text
from seolint.engine.sites import Sites

TABLE = Path(__file__).resolve().parent.parent / "seolint" / "document" / "data" / "term_frequencies.json"
LANGUAGES = ("ja", "en")
MOST_DOCUMENTS, FEWEST_REPOSITORIES, SHORTEST = 20, 2, 100
"""Documents that a repository counts as; repositories that must have a lemma; content words that make a document."""
NOW = datetime(2026, 1, 31, tzinfo=UTC)


def main(folder: str) -> int:
    """Write the table."""
    weights: dict[str, float] = dict.fromkeys(LANGUAGES, 0.0)
    shares: dict[str, defaultdict[str, float]] = {language: defaultdict(float) for language in LANGUAGES}
    spread: dict[str, defaultdict[str, int]] = {language: defaultdict(int) for language in LANGUAGES}
    sources: list[str] = []
    for repository in sorted(Path(folder).iterdir()):
        documents = list(_documents(str(repository))) if repository.is_dir() else []
        sources += [repository.name.replace("+", "/")] if documents else []
        for language in LANGUAGES:
            found = [lemmas for said, lemmas in documents if said == language]
            weight = min(1.0, MOST_DOCUMENTS / max(len(found), 1))
            weights[language] += weight * len(found)
            for lemma in sorted(frozenset[str]().union(*found)):
                shares[language][lemma] += weight * sum(lemma in lemmas for lemmas in found)
                spread[language][lemma] += 1
    table: dict[str, object] = {
        "source": "Counts of the posts and pages, under free licences, of " + ", ".join(sources),
        **{language: _table(shares[language], spread[language], weights[language]) for language in LANGUAGES},
    }
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_bytes(msgspec.json.format(msgspec.json.encode(table), indent=1) + b"\n")
    return 0


def _documents(folder: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The language of each page in ``folder``, and the content lemmas of its prose."""
    found = find_files([folder])
    sites = Sites(found.folders, NOW)
    for path in found.files:
        text = read_text(path, 10_000_000)
        doc = Document(path, text, sites.of(path)) if isinstance(text, str) else None
        if doc is None or not doc.is_page or doc.language not in LANGUAGES:
            continue
        tokens = [token for block in doc.prose for token in doc.words.tokens_of(block) if token[3]]
        if len(tokens) >= SHORTEST:
            yield doc.language, frozenset(token[2] for token in tokens if token[2].isprintable() and " " not in token[2])


def _table(counts: dict[str, float], spread: dict[str, int], weight: float) -> dict[str, object]:
    """Lemmas by the thousandths of documents that have them, those of one number in one line."""
    lines: defaultdict[int, list[str]] = defaultdict(list)
    for lemma in sorted(counts):
        if spread[lemma] >= FEWEST_REPOSITORIES:
            lines[max(round(1000 * counts[lemma] / weight), 1)].append(lemma)
    return {"documents": round(weight), "shares": {str(share): " ".join(lines[share]) for share in sorted(lines, reverse=True)}}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
