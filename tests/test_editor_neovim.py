"""Neovim as its users set it up, ``editors/neovim.md``: a real client of ``seolint lsp``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from editor_site import (
    NEW_TITLE,
    POST,
    RIGHT,
    TITLE,
    TWIN,
    WRONG,
    Range,
    code_of,
    copy_site,
    descendants,
    is_alive,
    path_with_seolint,
    place,
    until,
)

_FIELDS = "{ d.code or d.user_data.lsp.code, d.lnum, d.col, d.end_lnum, d.end_col }"
pytestmark = pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim (nvim) is not installed")


class Neovim:
    """A Neovim without a screen; ``lua`` gives the value of an expression."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder, self._address, self._answer = folder, str(home / "nvim.sock"), home / "answer.json"
        (home / "init.lua").write_text(code_of("neovim.md", _section(), "lua"), encoding="utf-8")
        environment = {**os.environ, "PATH": path_with_seolint(), "LANG": "C.UTF-8"}
        environment |= {"XDG_STATE_HOME": str(home), "XDG_CACHE_HOME": str(home)}
        self._process = subprocess.Popen(
            ["nvim", "--headless", "--clean", "-u", str(home / "init.lua"), "--listen", self._address],
            cwd=folder, env=environment, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        until(lambda: Path(self._address).exists(), bool)

    def lua(self, expression: str) -> Any:
        # into a file, since what is printed is shortened
        written = f"vim.fn.writefile({{ vim.json.encode({expression}) }}, {_lua(str(self._answer))})"
        command = ["nvim", "--server", self._address, "--remote-expr", f"luaeval({_quoted(written)})"]
        subprocess.run(command, capture_output=True, check=True, timeout=60)
        return json.loads(self._answer.read_bytes())

    def do(self, command: str) -> None:
        self.lua(f"vim.cmd({_lua(command)}) or 0")

    def findings(self, name: str) -> dict[str, Range]:
        """Rules that found something in an open post, with the place of the first finding; Neovim's columns are in bytes."""
        found = self.lua(f"vim.tbl_map(function(d) return {_FIELDS} end, vim.diagnostic.get(vim.fn.bufnr({_lua(name)})))")
        lines = self.lua(f"vim.api.nvim_buf_get_lines(vim.fn.bufnr({_lua(name)}), 0, -1, false)")
        places: dict[str, Range] = {}
        for rule, line, column, end_line, end_column in found or ():
            places.setdefault(rule, Range(_units(lines, line, column), _units(lines, end_line, end_column)))
        return places

    @property
    def pid(self) -> int:
        return self._process.pid

    def end(self) -> None:
        self._process.kill()
        self._process.wait()


def _section() -> str:
    version = subprocess.run(["nvim", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    minor = int(version.lstrip("v").split(".")[1])
    return "Neovim 0.11 and newer" if minor >= 11 else "Neovim 0.8 to 0.10" if minor >= 8 else "Neovim 0.7"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _lua(text: str) -> str:
    return f"[==[{text}]==]"


def _units(lines: list[str], line: int, column: int) -> tuple[int, int]:
    before = lines[line].encode()[:column].decode() if line < len(lines) else ""
    return line, len(before.encode("utf-16-le")) // 2


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Neovim]:
    neovim = Neovim(copy_site(tmp_path / "site"), tmp_path)
    try:
        yield neovim
    finally:
        neovim.end()


def test_a_finding_is_shown_and_mended_and_gone(editor: Neovim) -> None:
    expected = place(editor.folder, POST, WRONG)
    editor.do(f"edit {POST}")
    assert editor.lua("vim.bo.fileformat") == "dos"
    found = until(lambda: editor.findings(POST), lambda found: "tag-variant" in found)
    assert found["tag-variant"] == expected
    editor.do(f"call cursor({expected.start[0] + 1}, 1) | call search({_quoted(WRONG)}, 'c')")
    first = "vim.ui.select = function(items, options, choose) choose(items[1]) end"
    editor.do(f"lua {first}; vim.lsp.buf.code_action()")
    until(lambda: editor.lua("vim.fn.getline(6)"), lambda line: WRONG not in line)
    editor.do("write")
    until(lambda: editor.findings(POST), lambda found: "tag-variant" not in found)
    saved = (editor.folder / POST).read_bytes().decode()
    assert f"😀写真, {RIGHT}]\r\n" in saved
    assert saved.count("\n") == saved.count("\r\n")


def test_a_duplicate_goes_from_both_when_one_is_mended(editor: Neovim) -> None:
    editor.do(f"edit {TWIN}")
    editor.do(f"edit {POST}")
    for name in (POST, TWIN):
        found = until(partial(editor.findings, name), lambda found: "duplicate-title" in found)
        assert found["duplicate-title"] == place(editor.folder, name, TITLE)
    editor.do(f"silent %s/{TITLE}/{NEW_TITLE}/")
    until(lambda: editor.findings(TWIN), lambda found: "duplicate-title" not in found)
    assert "duplicate-title" not in until(lambda: editor.findings(POST), lambda found: "duplicate-title" not in found)


def test_a_post_in_mdx_has_findings(editor: Neovim) -> None:
    (editor.folder / "x.mdx").write_text("---\ntitle: 題名\n---\n\n![](a.png)\n", encoding="utf-8")
    editor.do("edit x.mdx")
    assert editor.lua("vim.bo.filetype") == "mdx"
    until(lambda: editor.findings("x.mdx"), lambda found: "image-alt" in found)


def test_the_server_ends_with_the_editor(editor: Neovim) -> None:
    editor.do(f"edit {POST}")
    until(lambda: editor.findings(POST), bool)
    server = descendants(editor.pid)
    assert len(server) >= 2, "the server and its worker"
    editor.end()
    until(lambda: [pid for pid in server if is_alive(pid)], lambda left: not left)
