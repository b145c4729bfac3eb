"""The extension in VS Code as code-server serves it, driven through a browser: ``make test-vscode`` sets it up and runs this."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from editor_site import NEW_TITLE, POST, RIGHT, TITLE, TWIN, WRONG, copy_site, path_with_seolint, place, until
from msgspec import Struct
from playwright.sync_api import FrameLocator, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
VSIX = ROOT / "editors/vscode/seolint.vsix"
SERVED = ROOT / "editors/vscode/code-server/node_modules"
CHROMIUM = shutil.which("chromium")
PICTURES = os.environ.get("SEOLINT_PICTURES", "")
"""A folder for screenshots."""

pytestmark = [
    pytest.mark.skipif(not os.environ.get("SEOLINT_VSCODE"), reason="VS Code is tried by `make test-vscode`"),
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (apt-get install chromium)"),
]
SLOWLY = 90_000.0
SETTINGS = {
    "workbench.startupEditor": "none",
    "workbench.colorTheme": "Default Light Modern",
    "security.workspace.trust.startupPrompt": "never",
    "editor.minimap.enabled": False,
    "editor.wordWrap": "on",
    "editor.fontSize": 13,
    "files.autoSave": "off",
    "telemetry.telemetryLevel": "off",
    "terminal.integrated.gpuAcceleration": "off",
    "chat.disableAIFeatures": True,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
}


class Code(Struct):
    """VS Code with the site open in a page of a browser."""

    page: Page
    folder: Path

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def command(self, title: str) -> None:
        """Give a command of the palette; or ``:line:column``, or a file's name."""
        self.press("F1")
        box = self.page.locator(".quick-input-widget input").first
        expect(box).to_be_visible()
        box.fill(f">{title}")
        self.page.locator(".quick-input-list .monaco-list-row").first.wait_for()
        self.press("Enter")

    def open(self, name: str) -> None:
        self.press("Control+p")
        box = self.page.locator(".quick-input-widget input").first
        expect(box).to_be_visible()
        box.fill(Path(name).name)
        self.page.locator(".quick-input-list .monaco-list-row", has_text=Path(name).name).first.wait_for()
        self.press("Enter")
        expect(self.page.locator(".tab.active", has_text=Path(name).name)).to_be_visible()

    def go(self, line: int, column: int) -> None:
        """Put the cursor there; both count from 0, in UTF-16 units."""
        self.press("Control+g")
        box = self.page.locator(".quick-input-widget input").first
        expect(box).to_be_visible()
        box.fill(f":{line + 1}:{column + 1}")
        self.press("Enter")
        expect(box).to_be_hidden()

    @property
    def score(self) -> Locator:
        return self.page.locator("[id='seolint.seolint.seolint.score']")

    def problems(self, words: str) -> Locator:
        """The findings in the panel of problems, those that have ``words``."""
        box = self.page.locator(".markers-panel-action-filter input, .viewpane-filter input").first
        if not box.is_visible():
            self.press("Control+Shift+m")
            expect(box).to_be_visible()
        box.fill(words)
        return self.page.locator(".markers-panel .monaco-list-row .marker-icon").locator("xpath=ancestor::*[@role='treeitem']")

    @property
    def panel(self) -> FrameLocator:
        """The page of the extension's panel."""
        return self.page.frame_locator("iframe.webview").frame_locator("iframe")

    def picture(self, name: str) -> None:
        if PICTURES:
            self.page.screenshot(path=Path(PICTURES) / f"{name}.png")


def port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def code(folder: Path, home: Path, *, trusted: bool, language: str = "auto") -> Generator[Code]:
    """VS Code in a fresh profile, with the extension that ``make vsix`` packs."""
    settings = home / "data/User/settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({**SETTINGS, "seolint.lang": language}), encoding="utf-8")
    programs = f"{SERVED / '.bin'}{os.pathsep}{path_with_seolint()}"
    (home / ".profile").write_text(f"export PATH='{programs}'\n", encoding="utf-8")  # VS Code asks a login shell for it
    environment = {**os.environ, "PATH": programs, "HOME": str(home), "LANG": "C.UTF-8", "SHELL": "/bin/sh"}
    place_ = ["--user-data-dir", str(home / "data"), "--extensions-dir", str(home / "extensions")]
    server = [str(SERVED / ".bin/node"), str(SERVED / "code-server/out/node/entry.js"), *place_]
    subprocess.run([*server, "--install-extension", str(VSIX)], env=environment, check=True, capture_output=True)
    address = f"127.0.0.1:{port()}"
    options = ["--auth", "none", "--bind-addr", address, "--disable-telemetry", "--disable-update-check"]
    options += ["--disable-workspace-trust"] if trusted else []
    log = (home / "server.log").open("wb")
    with log, subprocess.Popen([*server, *options], env=environment, stdout=log, stderr=log) as process:
        try:
            until(lambda: _listens(address), bool)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
                page = browser.new_page(viewport={"width": 1360, "height": 860}, locale="en")
                page.set_default_timeout(SLOWLY)
                expect.set_options(timeout=SLOWLY)
                page.goto(f"http://{address}/?folder={folder}")
                page.locator(".monaco-workbench .statusbar").wait_for()
                yield Code(page, folder)
                browser.close()
        finally:
            process.terminate()


def _listens(address: str) -> bool:
    host, _, number = address.partition(":")
    with socket.socket() as tried:
        return tried.connect_ex((host, int(number))) == 0


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Code]:
    with code(copy_site(tmp_path / "site"), tmp_path / "home", trusted=True) as opened:
        yield opened


def test_a_finding_is_shown_and_mended_and_gone(editor: Code) -> None:
    at = place(editor.folder, POST, WRONG)
    editor.open(POST)
    expect(editor.score).to_have_text(re.compile(r"seolint \d+"))
    row = editor.problems("tag-variant")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(f"[Ln {at.start[0] + 1}, Col {at.start[1] + 1}]")
    editor.page.locator(".monaco-editor").first.click()
    editor.go(*at.start)
    editor.press("Control+.")
    offered = editor.page.locator(".action-widget .monaco-list-row.action")
    expect(offered.first).to_be_visible()
    editor.picture("quick-fix")
    editor.press("Enter")
    expect(editor.problems("tag-variant")).to_have_count(0)
    editor.page.locator(".monaco-editor").first.click()
    editor.press("Control+s")
    saved = until(lambda: (editor.folder / POST).read_bytes().decode(), lambda text: RIGHT in text)
    assert f"😀写真, {RIGHT}]\r\n" in saved
    assert saved.count("\n") == saved.count("\r\n")


def test_a_duplicate_goes_from_both_when_one_is_mended(editor: Code) -> None:
    editor.open(TWIN)
    editor.open(POST)
    rows = editor.problems("duplicate-title")
    expect(rows).to_have_count(2)
    line, start = place(editor.folder, POST, TITLE).start
    editor.page.locator(".monaco-editor").first.click()
    editor.go(line, start)
    editor.press("Shift+End")
    editor.page.keyboard.insert_text(f'{NEW_TITLE}"')
    expect(editor.problems("duplicate-title")).to_have_count(0)
    assert (editor.folder / POST).read_bytes().decode().count(TITLE) >= 1, "nothing was saved"


def test_the_panel_follows_the_text_and_the_cursor(tmp_path: Path) -> None:
    with code(copy_site(tmp_path / "site"), tmp_path / "home", trusted=True, language="ja") as editor:
        editor.open(TWIN)
        editor.page.locator(".activitybar .action-item a[aria-label*='seolint']").click()
        panel = editor.panel
        expect(panel.locator(".card .title")).to_contain_text(TITLE)
        expect(panel.get_by_role("heading", name="検索結果での見え方")).to_be_visible()
        headings = panel.locator(".outline li")
        expect(headings).not_to_have_count(0)
        third = headings.nth(2).locator("button")
        text = third.text_content() or ""
        third.click()
        expect(panel.locator(".outline .here")).to_contain_text(text)
        editor.picture("panel")
        at = place(editor.folder, TWIN, TITLE)
        editor.page.locator(".monaco-editor").first.click()
        editor.go(*at.start)
        expect(panel.locator(".outline .here")).to_have_count(0)
        editor.page.keyboard.insert_text("朝の")
        expect(panel.locator(".card .title")).to_contain_text(f"朝の{TITLE}")


def test_an_untrusted_workspace_cannot_say_which_program_runs(tmp_path: Path) -> None:
    folder, ran = copy_site(tmp_path / "site"), tmp_path / "ran"
    evil = folder / ".venv/bin/seolint"
    evil.parent.mkdir(parents=True)
    evil.write_text(f"#!/bin/sh\ntouch {ran}\n", encoding="utf-8")
    evil.chmod(0o755)
    (folder / ".vscode").mkdir()
    (folder / ".vscode/settings.json").write_text(json.dumps({"seolint.path": str(evil)}), encoding="utf-8")
    with code(folder, tmp_path / "home", trusted=False) as editor:
        editor.open(POST)
        expect(editor.score).to_have_text(re.compile(r"seolint \d+"))
        expect(editor.problems("tag-variant")).to_have_count(1)
    assert not ran.exists()
    assert not (folder / ".seolint_cache").exists()


def test_the_commands(editor: Code) -> None:
    editor.open(POST)
    expect(editor.score).to_have_text(re.compile(r"seolint \d+"))
    expect(editor.problems("schema-syntax")).to_have_count(1)
    editor.page.locator(".monaco-editor").first.click()
    editor.command("seolint: Fix all that is safe")
    expect(editor.problems("schema-syntax")).to_have_count(0)
    editor.page.locator(".monaco-editor").first.click()
    editor.command("seolint: Explain a rule")
    box = editor.page.locator(".quick-input-widget input").first
    expect(box).to_have_attribute("placeholder", "Rules that found something in this post")
    box.fill("duplicate-title")
    editor.press("Enter")
    expect(editor.page.locator(".tab.active", has_text="duplicate-title")).to_be_visible()
    expect(editor.panel.locator("body")).to_contain_text("duplicate-title")
    editor.picture("explain")
    editor.command("seolint: Check the workspace")
    expect(editor.page.locator(".terminal-wrapper.active .xterm-rows").first).to_contain_text("seolint explain")
    editor.picture("check")
