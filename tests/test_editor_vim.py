"""Vim without a language server, as ``editors/vim.md`` sets it up: findings on save, and those of the site by ``:make``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from editor_site import POST, TITLE, code_of, copy_site, path_with_seolint, place

pytestmark = pytest.mark.skipif(shutil.which("vim") is None, reason="Vim (vim) is not installed")


def vim(folder: Path, home: Path, *commands: str) -> list[Any]:
    """The list of locations, or the quickfix list where the last command makes it, after ``commands``."""
    setup, answer = home / "vimrc", home / "answer.json"
    setup.write_text(code_of("vim.md", "On save", "vim") + code_of("vim.md", "The whole site", "vim"), encoding="utf-8")
    kept = "getqflist()" if commands[-1].startswith("make") else "getloclist(0)"
    written = f"call writefile([json_encode({kept})], '{answer}')"
    script = [each for command in (*commands, written, "qall!") for each in ("-c", command)]
    environment = {**os.environ, "PATH": path_with_seolint(), "LANG": "C.UTF-8", "HOME": str(home)}
    command = ["vim", "-N", "-u", str(setup), "-i", "NONE", "-n", "-es", POST, *script]
    subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    found: list[Any] = json.loads(answer.read_text(encoding="utf-8"))
    return found


def test_findings_on_save(tmp_path: Path) -> None:
    folder = copy_site(tmp_path / "site")
    name, wanted = "keyword-unused", '"Instagram 運用代行 料金"'
    line, start = place(folder, POST, wanted).start
    found = next(each for each in vim(folder, tmp_path, "write") if name in each["text"])
    text = (folder / POST).read_bytes().decode().split("\r\n")[line]
    assert (found["lnum"], found["col"]) == (line + 1, len(text[: start + 1].encode()) + 1), "inside of the quotation mark"


def test_a_post_in_mdx_has_a_filetype_for_the_server(tmp_path: Path) -> None:
    setup, post, answer = tmp_path / "vimrc", tmp_path / "x.mdx", tmp_path / "answer.txt"
    setup.write_text("filetype on\n" + code_of("vim.md", "With a language server", "vim"), encoding="utf-8")
    post.write_text("本文です。\n", encoding="utf-8")
    script = ("-c", f"call writefile([&filetype], '{answer}')", "-c", "qall!")
    command = ["vim", "-N", "-u", str(setup), "-i", "NONE", "-n", "-es", str(post), *script]
    subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=True)
    assert answer.read_text(encoding="utf-8") == "mdx\n"
    assert "'mdx'" in setup.read_text(encoding="utf-8")


def test_findings_of_the_site_by_make(tmp_path: Path) -> None:
    folder = copy_site(tmp_path / "site")
    found = vim(folder, tmp_path, "make")
    assert sum("duplicate-title" in each["text"] for each in found) == 2
    assert place(folder, POST, TITLE).start[0] + 1 in {each["lnum"] for each in found if "duplicate-title" in each["text"]}
