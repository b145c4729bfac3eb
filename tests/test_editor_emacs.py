"""Emacs with Eglot as its users set it up, ``editors/emacs.md``: a real client of ``seolint lsp``, typed at through a terminal."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
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


def _missing() -> str:
    if shutil.which("emacs") is None or shutil.which("emacsclient") is None or sys.platform == "win32":
        return "Emacs (emacs, emacsclient) is not installed"
    for package in ("eglot", "markdown-mode"):
        if subprocess.run(["emacs", "--batch", "--eval", f"(require '{package})"], capture_output=True).returncode:
            return f"Emacs has no {package} (Debian: elpa-{package})"
    return ""


_WHY = _missing()
pytestmark = pytest.mark.skipif(bool(_WHY), reason=_WHY)

_FINDINGS = """(with-current-buffer (get-file-buffer %s)
  (cl-flet ((place (at) (save-excursion
              (goto-char at)
              (vector (1- (line-number-at-pos))
                      (/ (length (encode-coding-string
                                  (buffer-substring-no-properties (line-beginning-position) at) 'utf-16le)) 2)))))
    (vconcat (mapcar (lambda (found)
        (vector (plist-get (cdr (assoc 'eglot-lsp-diag (flymake-diagnostic-data found))) :code)
                (place (flymake-diagnostic-beg found)) (place (flymake-diagnostic-end found))))
      (flymake-diagnostics)))))"""


class Emacs:
    """An Emacs in a terminal that nobody sees; ``lisp`` gives the value of an expression, ``type`` presses keys."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder, self._socket, self._answer = folder, str(home / "emacs.sock"), home / "answer.json"
        init = home / ".emacs.d/init.el"
        init.parent.mkdir()
        served = f"(require 'server) (setq server-socket-dir {_quoted(str(home))} server-name \"emacs.sock\") (server-start)"
        quiet = "(setq make-backup-files nil create-lockfiles nil auto-save-default nil vc-follow-symlinks t)"
        init.write_text(code_of("emacs.md", "With Eglot", "elisp") + f"(require 'json) {quiet} {served}\n", encoding="utf-8")
        environment = {**os.environ, "PATH": path_with_seolint(), "LANG": "C.UTF-8", "TERM": "xterm", "HOME": str(home)}
        import pty

        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe("emacs", ["emacs", "-nw", "--no-splash"], environment)
        threading.Thread(target=self._drain, daemon=True).start()

    def wait(self) -> None:
        """Wait until it listens."""
        until(lambda: Path(self._socket).exists(), bool)

    def _drain(self) -> None:
        try:
            while os.read(self._terminal, 65_536):
                pass
        except OSError:
            return

    def _client(self, *arguments: str) -> None:
        command = ["emacsclient", "--socket-name", self._socket, *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr

    def lisp(self, expression: str) -> Any:
        answer = _quoted(str(self._answer))
        written = f"(let ((coding-system-for-write 'utf-8)) (write-region (json-encode {expression}) nil {answer} nil 'quiet))"
        self._client("--eval", written)
        return json.loads(self._answer.read_bytes())

    def open(self, name: str) -> None:
        self._client("--no-wait", name)

    def type(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def findings(self, name: str) -> dict[str, Range]:
        """Rules that found something in an open post, with the place of the first finding."""
        places: dict[str, Range] = {}
        for rule, start, end in sorted(self.lisp(_FINDINGS % _quoted(str(self.folder / name)))):
            places.setdefault(rule, Range((start[0], start[1]), (end[0], end[1])))
        return places

    def end(self) -> None:
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Emacs]:
    folder = copy_site(tmp_path / "site")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)  # a project, as Eglot has its workspace from there
    emacs = Emacs(folder, tmp_path)
    try:
        emacs.wait()
        yield emacs
    finally:
        emacs.end()


def test_a_finding_is_shown_and_mended_and_gone(editor: Emacs) -> None:
    expected = place(editor.folder, POST, WRONG)
    editor.open(POST)
    found = until(lambda: editor.findings(POST), lambda found: "tag-variant" in found)
    assert found["tag-variant"] == expected
    found_first = f"(goto-char (point-min)) (search-forward {_quoted(WRONG)}) (goto-char (match-beginning 0))"
    editor.lisp(f"(with-selected-window (frame-first-window) (with-current-buffer (window-buffer) {found_first}))")
    editor.type("\x1bxeglot-code-actions\r")
    until(lambda: editor.lisp("(if (active-minibuffer-window) 1 0)"), lambda asks: asks == 1)
    editor.type("\r")
    text = "(with-current-buffer (window-buffer (frame-first-window)) (buffer-substring-no-properties (point-min) (point-max)))"
    until(lambda: editor.lisp(text), lambda text: WRONG not in text)
    editor.type("\x18\x13")
    until(lambda: editor.findings(POST), lambda found: "tag-variant" not in found)
    saved = until(lambda: (editor.folder / POST).read_bytes().decode(), lambda text: RIGHT in text)
    assert f"😀写真, {RIGHT}]\r\n" in saved
    assert saved.count("\n") == saved.count("\r\n")


def test_a_duplicate_goes_from_both_when_one_is_mended(editor: Emacs) -> None:
    editor.open(TWIN)
    editor.open(POST)
    for name in (POST, TWIN):
        found = until(partial(editor.findings, name), lambda found: "duplicate-title" in found)
        assert found["duplicate-title"] == place(editor.folder, name, TITLE)
    replaced = f"(goto-char (point-min)) (search-forward {_quoted(TITLE)}) (replace-match {_quoted(NEW_TITLE)})"
    editor.lisp(f"(with-current-buffer (get-file-buffer {_quoted(str(editor.folder / POST))}) {replaced} 0)")
    for name in (TWIN, POST):
        until(partial(editor.findings, name), lambda found: "duplicate-title" not in found)


def test_the_server_ends_with_the_editor(editor: Emacs) -> None:
    editor.open(POST)
    until(lambda: editor.findings(POST), bool)
    server = descendants(editor.pid)
    assert len(server) >= 2, "the server and its worker"
    editor.end()
    until(lambda: [pid for pid in server if is_alive(pid)], lambda left: not left)
