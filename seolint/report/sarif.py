"""``--format sarif``: SARIF 2.1.0, for code scanning on GitHub and for viewers of results."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from seolint.diagnostic import Diagnostic, Fix, Severity, Text
from seolint.notices import PARSE_FAILED
from seolint.outcome import Outcome
from seolint.report.columns import Columns, Unit, linted_text
from seolint.report.elements import array, encode
from seolint.report.fingerprints import LineHashes
from seolint.report.paths import RepositoryPaths, uri
from seolint.report.texts import Texts
from seolint.report.wording import statement, visible
from seolint.rule_page import find_page
from seolint.text import Location
from seolint.version import VERSION

MOST = 25_000
"""GitHub refuses a run with more results."""

MOST_BYTES = 9_500_000
"""GitHub refuses a file of more than 10 MB after gzip."""

_RELATED, _DESCRIPTION = 100, 1000
"""Related places of a result, and characters of a rule's description, that GitHub takes."""

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_LINK = re.compile(r"\[([^\[\]]*)\](?=\()")
_ROOT = Text("The root of the repository.", "リポジトリの最上位のフォルダーです。")


def render(outcome: Outcome, language: str, texts: Texts) -> Iterator[str]:
    """A log of one run: the worst results first, as many as GitHub takes; the invocation says how many it left out."""
    rules = sorted({found.rule for found in outcome.diagnostics})
    yield f'{{"$schema": {encode(_SCHEMA)}, "version": "2.1.0", "runs": [{{\n"tool": {{"driver": {{'
    yield f'"name": "seolint", "version": {encode(VERSION)}, "semanticVersion": {encode(VERSION)}, "rules": '
    yield from array(_rule(id_, language) for id_ in rules)
    base = {"SRCROOT": {"description": {"text": _ROOT.get(language)}}}
    yield f'}}}},\n"language": {encode(language)}, "columnKind": "utf16CodeUnits", '
    yield f'"originalUriBaseIds": {encode(base)},\n"results": '
    results = _Results(outcome, language, texts, {id_: number for number, id_ in enumerate(rules)})
    yield from _bounded(results)
    invocation = {"executionSuccessful": True, "toolExecutionNotifications": list(_notifications(results))}
    yield f',\n"invocations": [{encode(invocation)}]\n}}]}}\n'


def _bounded(results: _Results) -> Iterator[str]:
    """The results as an array that ends before it is too large when compressed."""
    packer, size = zlib.compressobj(1), 0
    for part in array(results):
        yield part
        size += len(packer.compress(part.encode()))
        results.full = size > MOST_BYTES


class _Results:
    """The results in the order of their weight; whoever takes them says when it is ``full``."""

    def __init__(self, outcome: Outcome, language: str, texts: Texts, numbers: Mapping[str, int]) -> None:
        self.outcome, self.language, self.texts, self.numbers = outcome, language, texts, numbers
        self.columns, self.paths = Columns(outcome, texts, Unit.UTF16), RepositoryPaths()
        self.hashed: tuple[str, LineHashes | None] = ("", None)
        self.given = 0
        self.full = False

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for found in sorted(self.outcome.diagnostics, key=lambda found: found.severity.rank):
            if self.full or self.given == MOST:
                break
            self.given += 1
            yield self.result(found)

    def result(self, found: Diagnostic) -> dict[str, Any]:
        result: dict[str, Any] = {
            "ruleId": found.rule,
            "ruleIndex": self.numbers[found.rule],
            "level": _LEVELS[found.severity],
            "message": {"text": _plain(statement(found, self.language))},
            "locations": [{"physicalLocation": self.place(found.at)}],
        }
        if found.related:
            result["relatedLocations"] = [
                {
                    "id": number,
                    "physicalLocation": self.place(related.at),
                    "message": {"text": _plain(visible(related.message.get(self.language)))},
                }
                for number, related in enumerate(found.related[:_RELATED], 1)
            ]
        hash_ = self.line_hash(found)
        if hash_:
            result["partialFingerprints"] = {"primaryLocationLineHash": hash_}
        if found.fix:
            result["fixes"] = [self.fix(found.fix)]
        return result

    def line_hash(self, found: Diagnostic) -> str:
        """The hash of the line where ``found`` begins; "" of a post that cannot be read."""
        path, source = found.at.path, self.outcome.sources[found.at.path]
        if self.hashed[0] != path:
            text = linted_text(self.outcome, self.texts, path)
            known = text or len(source.starts) == 1
            self.hashed = (path, LineHashes(text) if known else None)
        hashes = self.hashed[1]
        return hashes.of(source.lines.position(found.at.start)[0]) if hashes and found.rule != PARSE_FAILED else ""

    def place(self, at: Location) -> dict[str, Any]:
        return {"artifactLocation": self.file(at.path), "region": self.region(at)}

    def file(self, path: str) -> dict[str, str]:
        address = uri(self.paths.of(path))
        return {"uri": address} if "://" in address else {"uri": address, "uriBaseId": "SRCROOT"}

    def region(self, at: Location) -> dict[str, int]:
        line, column = self.columns.position(at.path, at.start)
        end_line, end_column = self.columns.position(at.path, at.end)
        return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}

    def fix(self, fix: Fix) -> dict[str, Any]:
        changes: dict[str, list[dict[str, Any]]] = {}
        for edit in fix.edits:
            replacement = {"deletedRegion": self.region(edit.at), "insertedContent": {"text": edit.text}}
            changes.setdefault(edit.at.path, []).append(replacement)
        return {
            "description": {"text": _plain(visible(fix.title.get(self.language)))},
            "artifactChanges": [
                {"artifactLocation": self.file(path), "replacements": replacements}
                for path, replacements in changes.items()
            ],
            "properties": {"safe": fix.safe},
        }


def _rule(id_: str, language: str) -> dict[str, Any]:
    """What GitHub shows of a rule beside its results."""
    page = find_page(id_)
    name = "".join(part[:1].upper() + part[1:] for part in id_.split("-"))
    if page is None:
        return {"id": id_, "name": name}
    summary, body, fix = (text.get(language) for text in (page.summary, page.body, page.fix))
    paragraphs = [part for part in (body, fix) if part]
    return {
        "id": id_,
        "name": name,
        "shortDescription": {"text": summary[:_DESCRIPTION]},
        "fullDescription": {"text": "\n\n".join([summary, *paragraphs])[:_DESCRIPTION]},
        "help": {
            "text": "\n\n".join([summary, *paragraphs]),
            "markdown": "\n\n".join([f"**{summary}**", *paragraphs, f"`seolint explain {id_}`"]),
        },
        "defaultConfiguration": {"level": _LEVELS[page.severity]},
        "properties": {"tags": [page.group]},
    }


def _notifications(results: _Results) -> Iterator[dict[str, Any]]:
    """What the reader must know of the run: results and rules that were left out."""
    language, left = results.language, len(results.outcome.diagnostics) - results.given
    if left:
        text = Text(
            f"{left:,} of {left + results.given:,} results were left out, the least severe ones: "
            f"GitHub takes at most {MOST:,} results and 10 MB.",
            f"{left + results.given:,}件のうち、軽いものから{left:,}件を省きました。"
            f"GitHubが受け付けるのは{MOST:,}件、10 MBまでです。",
        )
        yield {"level": "warning", "message": {"text": text.get(language)}}
    if results.outcome.left_out:
        names = ", ".join(results.outcome.left_out)
        text = Text(
            f"These rules need the whole site and did not run: {names}",
            f"サイト全体を読んでいないため、次の規則は調べていません: {names}",
        )
        yield {"level": "note", "message": {"text": text.get(language)}}


def _plain(text: str) -> str:
    """``text`` for a message, in which ``[text](1)`` would be a link."""
    return _LINK.sub(r"\\[\1\\]", text)
