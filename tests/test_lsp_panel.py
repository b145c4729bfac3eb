"""What an editor with a panel asks beyond the protocol: the post as ``inspect`` tells it, its preview and its score."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from keyword import iskeyword
from pathlib import Path
from typing import Any

from lsp_editor import Desk, desk, write
from lsprotocol import types

POST = """---
title: 琺瑯の鍋を十年使うための手入れと、焦げつきを落とす三つの手順をくわしく説明します
description: 短い説明です。
keywords: 琺瑯の鍋
---

# 琺瑯の鍋

琺瑯の鍋は😀[手入れ](/2024/02/02/two/)が要ります。
"""
TWO = "---\ntitle: 二つ目\n---\n\n本文です。\n"


async def ask(edit: Desk, method: str, name: str, **more: str) -> Any:
    params = {"textDocument": {"uri": edit.uri(name)}, **more}
    return plain(await edit.client.protocol.send_request_async(method, params))


def plain(value: object) -> Any:
    """What pygls makes objects of, as JSON has it, but for names that are none in Python."""
    made: Any = value
    if hasattr(made, "_asdict"):
        return {name: plain(each) for name, each in made._asdict().items()}
    return [plain(each) for each in made] if isinstance(value, list) else made


def renamed(value: object) -> Any:
    """``value`` with such names as pygls has them."""
    made: Any = value
    if isinstance(value, dict):
        return {f"_{number}" if iskeyword(name) else name: renamed(made[name]) for number, name in enumerate(made)}
    return [renamed(each) for each in made] if isinstance(value, list) else made


def site(folder: Path) -> Path:
    write(folder, {"_config.yml": "url: https://example.jp\n", "_posts/2024-01-01-one.md": POST, "_posts/2024-02-02-two.md": TWO})
    return folder


def test_the_panel_is_told_what_inspect_tells(tmp_path: Path) -> None:
    name = "_posts/2024-01-01-one.md"
    command = [sys.executable, "-m", "seolint", "inspect", "--alone", "--format", "json", name]
    printed = json.loads(subprocess.run(command, cwd=site(tmp_path), capture_output=True, check=True).stdout)

    async def scenario() -> None:
        async with desk(tmp_path, types.TextDocumentClientCapabilities()) as edit:
            edit.open(name)
            told = await edit.until(
                lambda: ask(edit, "seolint/inspect", name), lambda told: bool(told and told["inspection"]["links"][0]["target"])
            )
            assert told is not None
            assert told["version"] == 1
            assert told["inspection"] == renamed(printed)
            title = told["preview"]["title"]
            assert title["text"] + title["beyond"] == printed["title"]["published"]
            assert (title["limit"], len(title["text"])) == (32, 32)
            assert told["preview"]["description"]["beyond"] == ""
            edit.change(name, POST.replace("手入れと、", ""))
            told = await ask(edit, "seolint/inspect", name)
            assert "手入れと、" not in told["inspection"]["title"]["text"]

    asyncio.run(scenario())


def test_the_score_is_the_one_of_check(tmp_path: Path) -> None:
    name = "_posts/2024-01-01-one.md"
    command = [sys.executable, "-m", "seolint", "check", "--format", "json"]
    checked = json.loads(subprocess.run(command, cwd=site(tmp_path), capture_output=True).stdout)
    scores = {post["path"]: post["score"] for post in checked["posts"]}

    async def scenario() -> None:
        async with desk(tmp_path, types.TextDocumentClientCapabilities()) as edit:
            edit.open(name)
            told = await edit.until(lambda: ask(edit, "seolint/status", name), lambda told: bool(told and told["whole"]))
            assert told is not None
            assert told["score"] == scores[name]
            assert "見出し" in await ask(edit, "seolint/explain", name, rule="heading-skip")
            assert await ask(edit, "seolint/explain", name, rule="no-such-rule") is None
            assert await ask(edit, "seolint/status", "nothing.md") is None
            assert await ask(edit, "seolint/inspect", "nothing.md") is None

    asyncio.run(scenario())
