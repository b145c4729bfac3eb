"""What an editor can do about findings: one key to mend one, or all that is safe; to ignore one; to know it from now on."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from editor import PULLED, PUSHED, Editor, editor
from lsprotocol import types

from seolint.lsp.documents import Content

FIXTURES = Path(__file__).parent.parent / "fixtures"
SEOLINT = str(Path(sys.executable).with_name("seolint"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "sample-site"
    shutil.copytree(FIXTURES / "sample-site", folder)
    return folder


def applied(one: Editor, uri: str, edit: types.WorkspaceEdit | None) -> str:
    """The document with an edit, as the editor applies it."""
    assert edit is not None
    if edit.document_changes:
        change = edit.document_changes[0]
        assert isinstance(change, types.TextDocumentEdit)
        edits: list[Any] = [*change.edits]
    else:
        edits = [*(edit.changes or {})[uri]]
    content = Content(one.texts[uri], one.encoding)
    text, last = "", 0
    for start, end, new in sorted((content.offset(e.range.start), content.offset(e.range.end), e.new_text) for e in edits):
        assert start >= last
        text, last = text + content.text[last:start] + new, end
    return text + content.text[last:]


async def wait_for_the_site(one: Editor) -> None:
    await one.client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([]))


async def until_pulled(one: Editor, uri: str, codes: list[str]) -> None:
    """Pull until these are the rules that speak."""
    async with asyncio.timeout(120):
        while [each.code for each in (await one.pull(uri)).items] != codes:
            await asyncio.sleep(0.05)


WHOLE = types.Range(types.Position(0, 0), types.Position(100_000, 0))


@pytest.mark.asyncio
async def test_all_that_is_safe_is_mended_as_by_the_command_line(site: Path) -> None:
    async with editor(site, can=PULLED) as one:
        await wait_for_the_site(one)
        mended = 0
        for path in sorted(site.glob("_posts/*.md")):
            before = path.read_bytes()
            uri = one.open(path)
            await one.pull(uri)
            actions = await one.actions(uri, WHOLE, [types.CodeActionKind.SourceFixAll])
            text = before.decode()
            for action in actions:
                assert action.kind == "source.fixAll.seolint"
                resolved = await one.client.code_action_resolve_async(action)
                text = applied(one, uri, resolved.edit) if resolved.edit else text
            (site / "only.toml").write_text("")
            subprocess.run([SEOLINT, "check", "--fix", "--no-cache", str(path)], cwd=site, capture_output=True, check=False)
            assert path.read_bytes().decode() == text
            mended += text != before.decode()
            path.write_bytes(before)
            one.change(uri, text)
            await one.pull(uri)
            again = await one.actions(uri, WHOLE, ["source.fixAll.seolint"])
            edits = [(await one.client.code_action_resolve_async(action)).edit for action in again]
            assert not any(edits)
        assert mended > 3


@pytest.mark.asyncio
@pytest.mark.parametrize("can", [PULLED, PUSHED], ids=["resolved", "at once"])
async def test_a_fix_takes_its_finding_away(site: Path, can: types.ClientCapabilities) -> None:
    path = next(path for path in sorted(site.glob("_posts/*.md")) if "kneader" in path.name)
    async with editor(site, can=can) as one:
        uri = one.open(path)
        fixed = 0
        for number in range(len(await one.actions(uri, WHOLE, [types.CodeActionKind.QuickFix]))):
            action = (await one.actions(uri, WHOLE, [types.CodeActionKind.QuickFix]))[number]
            if not action.diagnostics or action.command or "gnore" in action.title:
                continue
            found = action.diagnostics[0]
            edit = action.edit or (await one.client.code_action_resolve_async(action)).edit
            before = one.texts[uri]
            one.change(uri, applied(one, uri, edit))
            left = await one.actions(uri, found.range, [types.CodeActionKind.QuickFix])
            assert (action.title, found.range) not in [(each.title, (each.diagnostics or [found])[0].range) for each in left]
            one.change(uri, before)
            fixed += 1
        assert fixed > 1


@pytest.mark.asyncio
async def test_a_finding_is_ignored_where_it_is(site: Path) -> None:
    path = next(path for path in sorted(site.glob("_posts/*.md")) if "kneader" in path.name)
    async with editor(site, can=PULLED, options={"lang": "en"}) as one:
        uri = one.open(path)
        await wait_for_the_site(one)
        before = (await one.pull(uri)).items
        found = next(each for each in before if each.code == "image-alt")
        actions = await one.actions(uri, found.range)
        action = next(each for each in actions if each.title == "Ignore image-alt here")
        resolved = await one.client.code_action_resolve_async(action)
        text = applied(one, uri, resolved.edit)
        assert "<!-- seolint-ignore image-alt -->" in text
        one.change(uri, text)
        after = (await one.pull(uri)).items
        assert [each.code for each in after] == [each.code for each in before if each != found]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("language", "can", "here", "page"),
    [
        ("en", PULLED, "Ignore image-alt here", "Ignore title-length for the whole page"),
        ("ja", PUSHED, "ここの image-alt を見送る", "title-length をページ全体で見送る"),
    ],
)
async def test_the_title_says_where_the_whole_page_is_ignored(
    tmp_path: Path, language: str, can: types.ClientCapabilities, here: str, page: str
) -> None:
    long = "長い題名です" * 12
    head = f'<!doctype html><html lang="ja"><head><title>{long}</title></head><body><p>本文です。'
    (tmp_path / "a.html").write_text(f"{head}<p><img src=a.png></body></html>\n", encoding="utf-8")
    (tmp_path / "b.md").write_text(f"---\ntitle: {long}\n---\n本文です。\n\n![](a.png)\n", encoding="utf-8")
    async with editor(tmp_path, can=can, options={"lang": language}) as one:
        for name in ("a.html", "b.md"):
            uri = one.open(tmp_path / name)
            actions = {each.title: each for each in await one.actions(uri, WHOLE, [types.CodeActionKind.QuickFix])}
            assert {here, page} <= actions.keys()
            action = actions[here]
            edit = action.edit or (await one.client.code_action_resolve_async(action)).edit
            assert "<!-- seolint-ignore image-alt --><p><img" in (text := applied(one, uri, edit)) or name == "b.md"
            assert text.replace("<!-- seolint-ignore image-alt -->", "").replace("\n", "") == one.texts[uri].replace("\n", "")


@pytest.mark.asyncio
async def test_a_finding_becomes_known(site: Path) -> None:
    path = next(path for path in sorted(site.glob("_posts/*.md")) if "kneader" in path.name)
    async with editor(site, can=PULLED) as one:
        await wait_for_the_site(one)
        uri = one.open(path)
        before = (await one.pull(uri)).items
        found = next(each for each in before if each.code == "image-alt")
        assert "Add this image-alt to the baseline" in await one.commands(uri, found.range)
        params = types.ExecuteCommandParams("seolint.addToBaseline", [uri, 1, found.data["name"]])
        await one.client.workspace_execute_command_async(params)
        others = [each.code for each in before if (each.range, each.code) != (found.range, found.code)]
        await until_pulled(one, uri, others)
        out = subprocess.run([SEOLINT, "check", "--format", "concise", "--no-cache"], cwd=site, capture_output=True, check=False)
        assert not [line for line in out.stdout.decode().splitlines() if path.name in line and " image-alt " in line]
        (site / ".seolint-baseline.json").unlink()
        gone = types.FileEvent((site / ".seolint-baseline.json").resolve().as_uri(), types.FileChangeType.Deleted)
        one.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([gone]))
        await until_pulled(one, uri, [each.code for each in before])
        assert one.refreshed


@pytest.mark.asyncio
async def test_where_nobody_watches_the_disk_a_baseline_written_here_and_deleted_is_missed(site: Path) -> None:
    path = next(path for path in sorted(site.glob("_posts/*.md")) if "kneader" in path.name)
    async with editor(site, can=PUSHED) as one:
        assert not one.registered
        uri = one.open(path)
        await one.until(lambda: "duplicate-description" in one.rules(uri))
        before = one.rules(uri)
        data: Any = next(each.data for each in one.published[uri].diagnostics if each.code == "image-alt")
        params = types.ExecuteCommandParams("seolint.addToBaseline", [uri, 1, data["name"]])
        await one.client.workspace_execute_command_async(params)
        await one.until(lambda: "image-alt" not in one.rules(uri))
        (site / ".seolint-baseline.json").unlink()
        one.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))
        await one.until(lambda: one.rules(uri) == before)


@pytest.mark.asyncio
async def test_an_action_for_another_version_is_refused(site: Path) -> None:
    path = next(path for path in sorted(site.glob("_posts/*.md")) if "kneader" in path.name)
    async with editor(site, can=PULLED) as one:
        uri = one.open(path)
        action = (await one.actions(uri, WHOLE, ["source.fixAll"]))[0]
        one.change(uri, one.texts[uri] + "。")
        with pytest.raises(Exception, match="changed"):
            await one.client.code_action_resolve_async(action)


TITLED = '---\ntitle: "{}"\ndescription: 手帳の選び方と続け方を、用途ごとに書きます。\n---\n\n[こちら](https://example.com/x)\n'


@pytest.fixture
def two(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(TITLED.format("手帳の選び方"), encoding="utf-8")
    (tmp_path / "b.md").write_text(TITLED.format("万年筆の洗い方"), encoding="utf-8")
    return tmp_path


def known_of(folder: Path) -> list[str]:
    """The rules of which the baseline knows findings, and how many."""
    file = folder / ".seolint-baseline.json"
    known: list[Any] = json.loads(file.read_text(encoding="utf-8"))["known"] if file.exists() else []
    return [f"{each['rule']} {each['count']}" for each in known if each]


async def run_command(one: Editor, *arguments: object) -> None:
    await one.client.workspace_execute_command_async(types.ExecuteCommandParams("seolint.addToBaseline", [*arguments]))


async def shifted(one: Editor, folder: Path) -> tuple[str, Any, Any]:
    """Post A, whose link is spoken of, once other findings stand before that: its diagnostic and the actions there of before."""
    await wait_for_the_site(one)
    uri = one.open(folder / "a.md")
    found = next(each for each in (await one.pull(uri)).items if each.code == "link-text")
    actions = await one.actions(uri, found.range)
    other = one.open(folder / "b.md")
    one.change(other, TITLED.format("手帳の選び方"))
    async with asyncio.timeout(120):
        while "duplicate-title" not in [each.code for each in (await one.pull(uri)).items]:
            await asyncio.sleep(0.05)
    return uri, found, actions


@pytest.mark.asyncio
async def test_the_finding_that_was_meant_becomes_known_whatever_is_said_of_others(two: Path) -> None:
    async with editor(two, can=PULLED) as one:
        uri, found, _ = await shifted(one, two)
        await run_command(one, uri, 1, found.data["name"])
        assert known_of(two) == ["link-text 1"]
        assert not one.messages
        await run_command(one, uri, 1, found.data["name"])
        await run_command(one, uri, 1, "0123456789abcdef")
        await run_command(one, uri, 7, found.data["name"])
        await one.until(lambda: len(one.messages) == 3)
        assert known_of(two) == ["link-text 1"]
        assert [("finding" in said, "since this was offered" in said) for said in one.messages] == [
            (True, True), (True, True), (False, True)
        ]  # fmt: skip


@pytest.mark.asyncio
async def test_an_action_is_resolved_for_the_finding_that_was_meant(two: Path) -> None:
    async with editor(two, can=PULLED) as one:
        uri, found, actions = await shifted(one, two)
        ignore = next(each for each in actions if each.title == "Ignore link-text here")
        resolved = await one.client.code_action_resolve_async(ignore)
        assert "<!-- seolint-ignore link-text -->" in applied(one, uri, resolved.edit)
        await run_command(one, uri, 1, found.data["name"])
        await until_pulled(one, uri, [each.code for each in (await one.pull(uri)).items if each.code != "link-text"])
        with pytest.raises(Exception, match="finding has changed or is gone"):
            await one.client.code_action_resolve_async(ignore)
