"""What an editor shows beside findings, over the protocol: for clients that can much, and for those that can little."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from editor import editor
from lsp_editor import Desk, desk, write
from lsprotocol import types

SITE = {
    "_config.yml": "url: https://pan.example\npermalink: /:title/\n",
    "_posts/2026-01-10-kama.md": "---\ntitle: 😀窯の温度\nseo_keywords: [窯, 石窯 温度]\ntags: [窯, 石]\n---\n"
    "窯を😀[パン](/pan/#koubo)と[外](https://a.jp/)で。\n\n## 石窯😀を選ぶ\n\n石窯の温度は高い。\n",
    "_posts/2026-01-11-pan.md": "---\ntitle: パン\ntags: [酵母]\n---\n![木の台](/img/dai.png)\n\n## 😀酵母 {#koubo}\n",
    "img/dai.png": "",
}
POST, OTHER = "_posts/2026-01-10-kama.md", "_posts/2026-01-11-pan.md"

MUCH = types.TextDocumentClientCapabilities(
    completion=types.CompletionClientCapabilities(
        completion_item=types.ClientCompletionItemOptions(label_details_support=True)
    ),
    hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown, types.MarkupKind.PlainText]),
    definition=types.DefinitionClientCapabilities(link_support=True),
    document_symbol=types.DocumentSymbolClientCapabilities(hierarchical_document_symbol_support=True),
    document_link=types.DocumentLinkClientCapabilities(tooltip_support=True),
    inlay_hint=types.InlayHintClientCapabilities(),
    code_lens=types.CodeLensClientCapabilities(),
)
LITTLE = types.TextDocumentClientCapabilities(code_lens=types.CodeLensClientCapabilities())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path, SITE)
    return tmp_path.resolve()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_a_client_that_can_much(site: Path, encoding: str) -> None:
    async def scenario() -> None:
        async with desk(site, MUCH, encoding=encoding) as here:
            here.open(POST)
            await much_symbols(here)
            await much_links(here)
            await much_definition(here)
            await much_hover(here)
            await much_hints(here)
            await much_completion(here)

    asyncio.run(scenario())


async def much_symbols(here: Desk) -> None:
    found = await here.ask("document_symbol", types.DocumentSymbolParams(here.document(POST)))
    assert found
    front, heading = found
    assert isinstance(front, types.DocumentSymbol)
    assert isinstance(heading, types.DocumentSymbol)
    assert front.name == "先頭の設定（front matter）"
    assert [each.name for each in front.children or ()] == ["title", "seo_keywords", "tags"]
    assert (heading.name, heading.detail) == ("石窯😀を選ぶ", "H2")
    assert here.said(POST, heading.selection_range) == "## 石窯😀を選ぶ"


async def much_links(here: Desk) -> None:
    async def ask() -> dict[str, tuple[str | None, str | None]]:
        found = await here.ask("document_link", types.DocumentLinkParams(here.document(POST)))
        return {here.said(POST, each.range): (each.target, each.tooltip) for each in found or ()}

    links = await here.until(ask, lambda found: all(target for target, _ in found.values()))
    assert links == {
        "/pan/#koubo": (here.uri(OTHER), "記事：パン (_posts/2026-01-11-pan.md)"),
        "https://a.jp/": ("https://a.jp/", None),
    }


async def much_definition(here: Desk) -> None:
    position = here.position(POST, here.text(POST).index("/pan/") + 2)
    found = await here.ask("definition", types.DefinitionParams(here.document(POST), position))
    (link,) = found
    assert isinstance(link, types.LocationLink)
    assert link.target_uri == here.uri(OTHER)
    assert here.said(OTHER, link.target_range) == "## 😀酵母 {#koubo}"
    assert here.said(OTHER, link.target_selection_range) == "😀酵母"
    assert link.origin_selection_range is not None
    assert here.said(POST, link.origin_selection_range) == "/pan/#koubo"
    outside = types.DefinitionParams(here.document(POST), here.position(POST, here.text(POST).index("a.jp")))
    assert await here.ask("definition", outside) is None


async def much_hover(here: Desk) -> None:
    position = here.position(POST, here.text(POST).index("石窯 温度") + 1)
    found = await here.ask("hover", types.HoverParams(here.document(POST), position))
    assert found is not None
    assert found.range is not None
    assert isinstance(found.contents, types.MarkupContent)
    assert found.contents.kind is types.MarkupKind.Markdown
    assert found.contents.value.startswith("**石窯 温度**\n\n- 本文に1回（密度")
    assert here.said(POST, found.range) == "石窯 温度"


async def much_hints(here: Desk) -> None:
    lines = types.Range(types.Position(0, 0), types.Position(100, 0))
    found = await here.ask("inlay_hint", types.InlayHintParams(here.document(POST), lines))
    assert found
    assert found[0].label == "全角5/32字"
    assert [here.said(POST, types.Range(types.Position(each.position.line, 0), each.position)) for each in found] == [
        "title: 😀窯の温度", "seo_keywords: [窯", "seo_keywords: [窯, 石窯 温度",
    ]  # fmt: skip
    first = types.Range(types.Position(1, 0), types.Position(1, 3))
    assert len(await here.ask("inlay_hint", types.InlayHintParams(here.document(POST), first)) or ()) == 1


async def much_completion(here: Desk) -> None:
    async def complete(text: str) -> types.CompletionList:
        position = here.change(POST, text)
        found = await here.ask("completion", types.CompletionParams(here.document(POST), position))
        assert isinstance(found, types.CompletionList)
        return found

    tags = await complete("---\ntitle: 😀\ntags: [窯, ‸]\n---\n")
    assert [each.label for each in tags.items] == ["石", "酵母"]
    assert [each.detail for each in tags.items] == ["1記事", "1記事"]
    assert not tags.is_incomplete
    posts = await complete("---\n---\n😀[パン]({% post_url 2026‸ %})\n")
    assert [each.label for each in posts.items] == ["2026-01-11-pan"]
    edit = posts.items[0].text_edit
    assert isinstance(edit, types.TextEdit)
    assert (here.said(POST, edit.range), edit.new_text) == ("2026", "2026-01-11-pan")
    assert posts.items[0].label_details == types.CompletionItemLabelDetails(description="パン")
    alts = await complete("---\n---\n😀![‸](/img/dai.png)\n")
    assert [each.label for each in alts.items] == ["木の台", "dai"]
    keys = await complete("---\nperma‸\n")
    assert keys.items[0].label == "permalink"
    terms = await complete('---\n---\n<script type="application/ld+json">{"@type": "Article", "headl‸"}</script>\n')
    assert terms.items[0].label == "headline"


def test_a_client_that_can_little(site: Path) -> None:
    async def scenario() -> None:
        async with desk(site, LITTLE, lang="en") as here:
            here.open(POST)
            symbols = await here.ask("document_symbol", types.DocumentSymbolParams(here.document(POST)))
            assert symbols
            assert all(isinstance(each, types.SymbolInformation) for each in symbols)
            assert [each.name for each in symbols] == ["Front matter", "title", "seo_keywords", "tags", "石窯😀を選ぶ"]

            position = here.position(POST, here.text(POST).index("/pan/") + 2)
            params = types.DefinitionParams(here.document(POST), position)
            found = await here.until(lambda: here.ask("definition", params), lambda found: found is not None)
            assert isinstance(found, types.Location)
            assert (found.uri, here.said(OTHER, found.range)) == (here.uri(OTHER), "😀酵母")

            links = await here.ask("document_link", types.DocumentLinkParams(here.document(POST)))
            assert [each.tooltip for each in links or ()] == [None, None]

            keyword = here.position(POST, here.text(POST).index("石窯 温度") + 1)
            hover = await here.ask("hover", types.HoverParams(here.document(POST), keyword))
            assert hover is not None
            assert isinstance(hover.contents, types.MarkupContent)
            assert hover.contents.kind is types.MarkupKind.PlainText
            assert hover.contents.value.startswith("石窯 温度\n\n- In the body: once (density ")
            assert "\\" not in hover.contents.value

            lenses = await here.ask("code_lens", types.CodeLensParams(here.document(POST)))
            titles = [each.command.title for each in lenses or () if each.command is not None]
            assert titles[0] == "5 of 32 full-width"
            assert titles[1].startswith("窯: once, ")
            assert "; 石窯 温度: once, " in titles[1]
            assert [each.range.start.line for each in lenses or ()] == [1, 2]

    asyncio.run(scenario())


def test_a_link_that_was_told_before_its_site_was_read_is_followed_all_the_same(site: Path) -> None:
    async def scenario() -> None:
        async with desk(site, MUCH) as here:
            here.open(POST)
            start = here.position(POST, here.text(POST).index("/pan/"))
            end = here.position(POST, here.text(POST).index(")と"))
            link = types.DocumentLink(types.Range(start, end), data=here.uri(POST))

            async def follow() -> types.DocumentLink:
                resolved = await here.client.document_link_resolve_async(link)
                assert isinstance(resolved, types.DocumentLink)
                return resolved

            assert (await here.until(follow, lambda found: found.target)).target == here.uri(OTHER)

    asyncio.run(scenario())


def test_hints_are_offered_once(site: Path) -> None:
    async def scenario(can: types.TextDocumentClientCapabilities) -> tuple[bool, bool]:
        async with desk(site, can) as here:
            return here.editor.capabilities.inlay_hint_provider is not None, here.editor.capabilities.code_lens_provider is not None

    assert asyncio.run(scenario(MUCH)) == (True, False)
    assert asyncio.run(scenario(LITTLE)) == (False, True)
    assert asyncio.run(scenario(types.TextDocumentClientCapabilities())) == (False, False)


def test_hover_on_a_finding_shows_the_page_of_its_rule(site: Path) -> None:
    async def scenario() -> None:
        async with desk(site, MUCH, lang="en") as here:
            position = here.open(POST, "---\ntitle: 窯\n---\n![‸](/img/dai.png)\n")
            params = types.HoverParams(here.document(POST), position)
            found = await here.ask("hover", params)
            assert found is not None
            assert isinstance(found.contents, types.MarkupContent)
            assert found.contents.value.startswith("**Say in words what each image shows.**\n\n`image-alt` · warning")

    asyncio.run(scenario())


def test_documents_that_are_no_files_and_broken_ones(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with desk(tmp_path, MUCH, workspace=False) as here:
            script = '<script type="application/ld+json">{"@type": "‸'
            for number, text in enumerate(["", "---\ntitle: [窯\n", script, "---\n‸", "\ufeff"]):
                name = f"new{number}.md"
                position = here.open(name, text)
                document = here.document(name)
                symbols = await here.ask("document_symbol", types.DocumentSymbolParams(document))
                links = await here.ask("document_link", types.DocumentLinkParams(document))
                assert (list(symbols or ()), list(links or ())) == ([], [])
                assert await here.ask("definition", types.DefinitionParams(document, position)) is None
                await here.ask("hover", types.HoverParams(document, position))
                found = await here.ask("completion", types.CompletionParams(document, position))
                assert isinstance(found, types.CompletionList)
                assert bool(found.items) == ("‸" in text)
            unknown = types.TextDocumentIdentifier("untitled:nobody")
            assert await here.ask("document_symbol", types.DocumentSymbolParams(unknown)) is None

    asyncio.run(scenario())


@pytest.mark.asyncio
@pytest.mark.parametrize("is_inlay", [True, False], ids=["hints", "lenses"])
async def test_hints_are_asked_for_again_when_the_configuration_changes(site: Path, is_inlay: bool) -> None:
    can = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(
            diagnostic=types.DiagnosticClientCapabilities(), code_lens=types.CodeLensClientCapabilities(),
            inlay_hint=types.InlayHintClientCapabilities() if is_inlay else None,
        ),
        workspace=types.WorkspaceClientCapabilities(
            inlay_hint=types.InlayHintWorkspaceClientCapabilities(refresh_support=True),
            code_lens=types.CodeLensWorkspaceClientCapabilities(refresh_support=True),
        ),
    )
    async with editor(site, can=can, options={"lang": "en"}) as one:
        one.open(site / POST)
        await one.client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([]))
        assert one.hinted == 0
        (site / "seolint.toml").write_text("[rules.title-length]\nlongest = 5\n")
        event = types.FileEvent((site / "seolint.toml").resolve().as_uri(), types.FileChangeType.Created)
        one.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        await one.until(lambda: one.hinted == 1)
        place = types.TextDocumentIdentifier((site / POST).as_uri())
        if is_inlay:
            lines = types.Range(types.Position(0, 0), types.Position(100, 0))
            hints = await one.client.text_document_inlay_hint_async(types.InlayHintParams(place, lines))
            assert "of 5 full-width" in hints[0].label
        else:
            lenses = await one.client.text_document_code_lens_async(types.CodeLensParams(place))
            assert "of 5 full-width" in lenses[0].command.title
