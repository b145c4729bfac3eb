"""Findings in an editor: pushed or pulled, at the right characters, of the newest version, and those that a run has."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from editor import PULLED, PUSHED, editor
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from seolint.lsp.documents import Content, OpenDocument

FIXTURES = Path(__file__).parent.parent / "fixtures"
TWIN = "---\ntitle: 手帳の選び方と続け方\ndescription: {0}の手帳の話を書きます。\n---\n\n## {0}の見出し\n\n{0}の本文です。\n"


def reported(folder: Path) -> dict[str, list[tuple[str, int, int]]]:
    """What ``seolint check`` says in a folder: rule, line and column by path."""
    command = (str(Path(sys.executable).with_name("seolint")), "check", "--format", "json", "--no-cache", "--show", "info")
    out = subprocess.run(command, cwd=folder, capture_output=True, check=False).stdout
    posts: dict[str, list[tuple[str, int, int]]] = {}
    for found in json.loads(out)["diagnostics"]:
        posts.setdefault(found["path"], []).append((found["rule"], found["start"]["line"], found["start"]["column"]))
    return posts


def seen(diagnostics: Any) -> list[tuple[str, int, int]]:
    return [(each.code, each.range.start.line + 1, each.range.start.character + 1) for each in diagnostics]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "sample-site"
    shutil.copytree(FIXTURES / "sample-site", folder)
    return folder


@pytest.fixture
def twins(tmp_path: Path) -> tuple[Path, Path]:
    """Two posts with one title."""
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("url: https://example.com\n")
    one, two = (tmp_path / "_posts" / f"2024-01-0{number}-{name}.md" for number, name in ((1, "one"), (2, "two")))
    one.write_text(TWIN.format("春"))
    two.write_text(TWIN.format("秋"))
    return one, two


@pytest.mark.asyncio
async def test_what_is_pulled_of_all_posts_is_what_a_run_says(site: Path) -> None:
    async with editor(site, can=PULLED) as one:
        answer = await one.client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([]))
        told: dict[str, Any] = {item.uri: item for item in answer.items}
        said = {(site / path).resolve().as_uri(): found for path, found in reported(site).items()}
        assert {uri: seen(item.items) for uri, item in told.items()} == said
        assert not one.published

        known = [types.PreviousResultId(uri, item.result_id or "") for uri, item in told.items()]
        again = await one.client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(known))
        assert {item.kind for item in again.items} == {"unchanged"}

        uri = next(uri for uri, found in said.items() if len(found) > 5)
        one.open(Path(uri.removeprefix("file://")))
        pulled = await one.pull(uri)
        assert seen(pulled.items) == said[uri]
        assert (await one.pull(uri, pulled.result_id)).kind == "unchanged"
        one.change(uri, "---\ntitle: 別の題\n---\n\n本文。\n")
        assert (await one.pull(uri, pulled.result_id)).kind == "full"
        assert not one.published


@pytest.mark.asyncio
async def test_what_is_pushed_of_open_posts_is_what_a_run_says(site: Path) -> None:
    can = types.ClientCapabilities(PUSHED.workspace, PUSHED.text_document, general=PULLED.general)
    async with editor(site, can=can) as one:
        said = {(site / path).resolve().as_uri(): found for path, found in reported(site).items()}
        for uri in said:
            one.open(Path(uri.removeprefix("file://")))
        await one.until(lambda: {uri: seen(params.diagnostics) for uri, params in one.published.items()} == said)
        assert one.encoding == "utf-32"


@pytest.mark.asyncio
async def test_a_duplicate_comes_and_goes_in_both_posts(twins: tuple[Path, Path]) -> None:
    async with editor(twins[0].parent.parent) as one:
        first, second = one.open(twins[0]), one.open(twins[1])
        await one.until(lambda: "duplicate-title" in one.rules(first) and "duplicate-title" in one.rules(second))
        related = next(each for each in one.published[first].diagnostics if each.code == "duplicate-title").related_information
        assert related is not None
        assert related[0].location.uri == second
        one.change(first, one.texts[first].replace("手帳の選び方と続け方", "万年筆の手入れ"))
        await one.until(lambda: "duplicate-title" not in one.rules(first) and "duplicate-title" not in one.rules(second))
        one.close(first)
        await one.until(lambda: "duplicate-title" in one.rules(second))
        twins[0].write_text(TWIN.format("春").replace("手帳の選び方と続け方", "インクの色"))
        change = types.FileEvent(first, types.FileChangeType.Changed)
        one.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
        await one.until(lambda: "duplicate-title" not in one.rules(second))


@pytest.mark.asyncio
async def test_a_pulling_client_is_told_to_pull_again_when_another_post_changes(twins: tuple[Path, Path]) -> None:
    async with editor(twins[0].parent.parent, can=PULLED) as one:
        first, second = one.open(twins[0]), one.open(twins[1])
        await one.client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([]))
        assert "duplicate-title" in [each.code for each in (await one.pull(second)).items]
        one.change(first, one.texts[first].replace("手帳の選び方と続け方", "万年筆の手入れ"))
        found, seen_at = ["duplicate-title"], one.refreshed
        while "duplicate-title" in found:  # another change may have been told before
            await one.until(lambda: one.refreshed > seen_at)  # noqa: B023
            seen_at = one.refreshed
            found = [each.code for each in (await one.pull(second)).items]
        assert [each.method for each in one.registered] == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES]
        await one.until(lambda: any(one.progress.values()))


@pytest.mark.asyncio
async def test_saving_a_post_that_shows_another_generator(tmp_path: Path) -> None:
    """Nothing but the post itself tells how it is read."""
    post = tmp_path / "a.md"
    old = "---\ntitle: 題\n---\n\n# 見出し\n\n{% include a.html %}\n"
    new = old.replace("{% include a.html %}", "本文。")
    post.write_text(old)
    async with editor(tmp_path, can=PULLED) as one:
        uri = one.open(post)
        await one.client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([]))
        before = seen((await one.pull(uri)).items)
        assert before == reported(tmp_path)["a.md"]
        one.change(uri, new)
        post.write_text(new)
        one.client.workspace_did_change_watched_files(
            types.DidChangeWatchedFilesParams([types.FileEvent(uri, types.FileChangeType.Changed)])
        )
        await one.client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([]))
        now = seen((await one.pull(uri)).items)
        assert now == reported(tmp_path)["a.md"] != before


@pytest.mark.asyncio
async def test_of_300_edits_in_a_row_the_last_one_counts(twins: tuple[Path, Path]) -> None:
    async with editor(twins[0].parent.parent) as one:
        uri = one.open(twins[0])
        chance = random.Random(1)
        for _ in range(300):
            content = Content(one.texts[uri], "utf-16")
            offset = chance.randrange(60, len(content.text) + 1)
            new = chance.choice(["😀", "あ", "\n", "## ", "[a](/b/)"])
            at = content.position(offset)
            one.edit(uri, at, at, new, content.text[:offset] + new + content.text[offset:])
        text = one.texts[uri]
        await one.until(lambda: one.is_told(uri) and "duplicate-title" in one.rules(uri))
        version, found = one.published[uri].version, one.published[uri].diagnostics
        one.change(uri, text)
        await one.until(lambda: one.published[uri].version == (version or 0) + 1)
        assert one.published[uri].diagnostics == found


@pytest.mark.asyncio
async def test_without_a_folder_a_post_is_said_what_check_says_of_it(site: Path) -> None:
    post = next(site.glob("_posts/*.md"))
    async with editor(can=PUSHED) as one:
        uri = one.open(post)
        untitled = one.open("untitled:Untitled-1", "# 題\n\n![](a.png)\n")
        await one.until(lambda: one.is_told(uri) and one.is_told(untitled))
        command = (str(Path(sys.executable).with_name("seolint")), "check", "--format", "json", "--show", "info", post.name)
        out = subprocess.run(command, cwd=post.parent, capture_output=True, check=False).stdout
        assert one.rules(uri) == [found["rule"] for found in json.loads(out)["diagnostics"]]
        assert "image-alt" in one.rules(untitled)


@pytest.mark.asyncio
async def test_folders_come_and_go(site: Path, twins: tuple[Path, Path]) -> None:
    other = twins[0].parent.parent
    async with editor(site, other) as one:
        uri = one.open(twins[0])
        await one.until(lambda: "duplicate-title" in one.rules(uri))
        event = types.WorkspaceFoldersChangeEvent([], [types.WorkspaceFolder(other.resolve().as_uri(), "other")])
        one.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
        await one.until(lambda: "duplicate-title" not in one.rules(uri))
        event = types.WorkspaceFoldersChangeEvent([types.WorkspaceFolder(other.resolve().as_uri(), "other")], [])
        one.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
        await one.until(lambda: "duplicate-title" in one.rules(uri))


@pytest.mark.asyncio
async def test_a_new_post_counts_before_it_is_saved(twins: tuple[Path, Path]) -> None:
    async with editor(twins[0].parent.parent) as one:
        first = one.open(twins[0])
        await one.until(lambda: "duplicate-title" in one.rules(first))
        twins[1].unlink()
        gone = types.FileEvent(twins[1].resolve().as_uri(), types.FileChangeType.Deleted)
        one.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([gone]))
        await one.until(lambda: "duplicate-title" not in one.rules(first))
        new = one.open(twins[0].with_name("2024-03-03-new.md"), TWIN.format("冬"))
        await one.until(lambda: "duplicate-title" in one.rules(first) and "duplicate-title" in one.rules(new))


@pytest.mark.asyncio
async def test_a_configuration_that_changes_holds_from_then_on(twins: tuple[Path, Path]) -> None:
    folder = twins[0].parent.parent
    async with editor(folder, options={"lang": "ja"}) as one:
        first = one.open(twins[0])
        await one.until(lambda: "duplicate-title" in one.rules(first))
        for text in ('ignore = ["duplicate-title"]\n', 'select = ["duplicate-title"]\n'):
            (folder / "seolint.toml").write_text(text)
            event = types.FileEvent((folder / "seolint.toml").resolve().as_uri(), types.FileChangeType.Changed)
            one.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
            await one.until(lambda: ("duplicate-title" in one.rules(first)) == text.startswith("select"))  # noqa: B023
        (folder / "seolint.toml").write_text("no = such\n")
        one.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        await one.until(lambda: one.messages)
        assert "seolint.toml" in one.messages[0]


TEXTS = st.text(st.sampled_from("aあ😀é\r\n\u2028\x0b\ufeff"), max_size=40)


@given(TEXTS, st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_places_are_those_of_the_protocol(text: str, encoding: str) -> None:
    content = Content(text, encoding)
    codec = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding]
    size = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    for offset in range(len(text) + 1):
        before = text[:offset].replace("\r\n", "\n")
        if text[offset - 1 : offset + 1] == "\r\n" and offset:
            continue
        lines = before.replace("\r", "\n").split("\n")
        place = content.position(offset)
        assert (place.line, place.character) == (len(lines) - 1, len(lines[-1].encode(codec)) // size)
        assert content.offset(place) == offset


@given(TEXTS, st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50), TEXTS), max_size=5), st.sampled_from(["utf-8", "utf-16"]))
def test_edits_of_a_document_are_edits_of_its_text(text: str, edits: list[tuple[int, int, str]], encoding: str) -> None:
    document = OpenDocument("file:///a.md", "/a.md", "markdown", 1, text, encoding)
    for version, (start, length, new) in enumerate(edits):
        content = document.content
        first, last = min(start, len(text)), min(start + length, len(text))
        first -= text[first - 1 : first + 1] == "\r\n" and first > 0
        last -= text[last - 1 : last + 1] == "\r\n" and last > first
        change = types.TextDocumentContentChangePartial(content.range(first, last), new)
        document.change([change], version)
        text = text[:first] + new + text[last:]
        assert document.content.text == text


@pytest.mark.asyncio
async def test_where_nobody_watches_the_disk_it_is_looked_at_on_saving_and_opening(tmp_path: Path) -> None:
    for name, tool in (("a.md", "万年筆"), ("b.md", "手帳"), ("c.md", "鉛筆")):
        (tmp_path / name).write_text(TWIN.format(tool).replace("手帳", tool), encoding="utf-8")

    def save(uri: str) -> None:
        one.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))

    async with editor(tmp_path) as one:
        assert not one.registered
        uri = one.open(tmp_path / "b.md")
        await one.until(lambda: one.is_told(uri))
        settings = one.open(tmp_path / "seolint.toml", "", "toml")
        await one.until(lambda: settings in one.published)
        (tmp_path / "a.md").write_text(TWIN.format("万年筆"), encoding="utf-8")
        save(uri)
        await one.until(lambda: "duplicate-title" in one.rules(uri))
        (tmp_path / "seolint.toml").write_text("ignore = ['duplicate-title']\n")
        save(settings)
        await one.until(lambda: "duplicate-title" not in one.rules(uri))
        (tmp_path / "seolint.toml").unlink()
        one.open(tmp_path / "c.md")
        await one.until(lambda: "duplicate-title" in one.rules(uri))
        (tmp_path / "a.md").unlink()
        save(uri)
        await one.until(lambda: "duplicate-title" not in one.rules(uri))
