"""What may go wrong around the server: it goes on, or ends cleanly."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from editor import PULLED, editor
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types
from raw_editor import Raw

from seolint.lsp.stream import read_messages

POST = "---\ntitle: 手帳の選び方と続け方\ndescription: 手帳の話を書きます。\n---\n\n![](a.png)\n"
_PATIENCE = 120


_RANGE = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
_ASKED = {"textDocument": {"uri": "untitled:none"}, "range": _RANGE, "context": {"diagnostics": list[str]()}}

MALFORMED = {
    "a negative length": b"Content-Length: -5\r\n\r\n",
    "a length that is no number": b"Content-Length: many\r\n\r\n",
    "a length of 30 digits": b"Content-Length: " + b"9" * 30 + b"\r\n\r\n",
    "no length": b"Content-Type: x\r\n\r\n",
    "no header": b"hello\r\n\r\n",
    "a header without an end": b"x" * 10_000 + b"\r\n\r\n",
    "no JSON": b"Content-Length: 5\r\n\r\n{{{{{",
    "no text": b"Content-Length: 2\r\n\r\n\xff\xfe",
    "deep JSON": b"Content-Length: 200000\r\n\r\n" + b"[" * 200_000,
    "a list": b"Content-Length: 2\r\n\r\n[]",
    "a length that is no number, and a body": b'Content-Length: many\r\n\r\n{"jsonrpc":"2.0","method":"x"}',
    "a length in characters": 'Content-Length: 46\r\n\r\n{"jsonrpc":"2.0","method":"x","params":["記事"]}'.encode(),
    "no length, and a body": b'Content-Type: x\r\n\r\n{"jsonrpc":"2.0","method":"x"}',
    "no version": b'Content-Length: 18\r\n\r\n{"method":"exits"}',
}


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_message_is_answered_by_an_error(raw: Raw, data: bytes) -> None:
    raw.begin()
    raw.send(data)
    answer = raw.next()
    assert answer["id"] is None
    assert answer["error"]["code"] in {-32700, -32600}
    assert "result" in raw.ask(1, "textDocument/codeAction", _ASKED)
    assert raw.end() == 0



def test_half_of_a_surrogate_pair_counts_as_a_character_that_is_not_known(raw: Raw) -> None:
    """JSON may say it; no file holds it."""
    raw.begin()
    found: list[object] = []
    added = {2: "\ud83d", 3: "\ufffd"}
    halves, known = POST.replace("手帳の話", "手帳\ud83dの話"), POST.replace("手帳の話", "手帳\ufffdの話")
    for number, text in enumerate((halves, known, POST, POST, known)):
        uri = f"untitled:{number}"
        item = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        raw.say({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": item}})
        found.append(_said(raw, uri, 1))
        if number > 1:
            edit = {"range": _stretch(2, 15, 16), "text": added[number]} if number in added else {"text": halves}
            params = {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [edit]}
            raw.say({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params})
            found.append(_said(raw, uri, 2))
    assert found[0] == found[1] == found[6] == found[7] != []
    assert found[3] == found[5] != []
    assert raw.end() == 0


def test_requests_that_are_wrong_are_refused_by_a_sentence(raw: Raw, capfd: pytest.CaptureFixture[str]) -> None:
    raw.begin()
    again = raw.ask(1, "initialize", {"processId": None, "rootUri": None, "capabilities": {}})
    assert again["error"] == {"code": -32600, "message": "The server is already initialized"}
    for number, arguments in enumerate(([], ["untitled:a"], ["untitled:a", "1", "x"], ["untitled:a", 1, 5], None), 2):
        refused = raw.ask(number, "workspace/executeCommand", {"command": "seolint.addToBaseline", "arguments": arguments})
        assert refused["error"]["code"] == -32602
        assert "takes the URI of a document" in refused["error"]["message"]
    wrong: list[tuple[str, object]] = [
        ("workspace/executeCommand", {"command": "none"}), ("workspace/executeCommand", {}), ("textDocument/hover", {}),
        ("textDocument/hover", {"textDocument": 5, "position": 6}), ("textDocument/hover", [1]), ("textDocument/codeAction", None),
        ("seolint/status", {}), ("seolint/inspect", {"textDocument": {"uri": 5}}), ("seolint/explain", None),
        ("seolint/explain", {"textDocument": {"uri": "untitled:a"}}),
    ]  # fmt: skip
    for number, (method, params) in enumerate(wrong, 10):
        assert raw.ask(number, method, params)["error"]["code"] == -32602, (method, params)
    assert raw.end() == 0
    assert "Traceback" not in capfd.readouterr().err


def test_a_client_whose_capabilities_are_null_has_none(raw: Raw) -> None:
    answer = raw.ask(0, "initialize", {"processId": None, "rootUri": None, "capabilities": None})
    assert answer["result"]["serverInfo"]["name"] == "seolint"
    raw.say({"jsonrpc": "2.0", "method": "initialized", "params": {}})
    item = {"uri": "untitled:a", "languageId": "markdown", "version": 1, "text": POST}
    raw.say({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": item}})
    assert raw.published("untitled:a", 1)
    assert raw.end() == 0


def test_what_an_editor_shows_beside_a_change_is_not_checked(raw: Raw) -> None:
    raw.begin()
    for number, uri in enumerate(("git:/site/a.md?HEAD", "untitled:a", "vscode-local-history:/site/a.md", "untitled:b"), 1):
        item = {"uri": uri, "languageId": "markdown", "version": 1, "text": POST}
        raw.say({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": item}})
        asked = raw.ask(number, "textDocument/documentSymbol", {"textDocument": {"uri": uri}})
        assert bool(asked["result"]) == uri.startswith("untitled:")
    assert raw.end() == 0


def _said(raw: Raw, uri: str, version: int) -> list[tuple[object, str]]:
    return [(each["range"], each["message"]) for each in raw.published(uri, version)]


def _stretch(line: int, start: int, end: int) -> dict[str, object]:
    return {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}


def test_a_request_that_cannot_be_read_is_refused(raw: Raw) -> None:
    assert raw.ask(1, "textDocument/codeAction", {})["error"]["code"] == -32002
    raw.begin()
    assert "error" in raw.ask(2, "textDocument/codeAction", {"textDocument": 5})
    assert raw.ask(3, "textDocument/noSuch", {})["error"]["code"] == -32601
    assert raw.ask(4, "shutdown", None)["result"] is None
    assert raw.ask(5, "textDocument/codeAction", {})["error"]["code"] == -32600
    raw.say({"jsonrpc": "2.0", "method": "exit"})
    assert raw.process.wait(_PATIENCE) == 0


def test_the_end_of_the_stream_ends_the_server_and_its_worker(raw: Raw) -> None:
    raw.begin()
    worker = _child(raw.process.pid)
    raw.send(b"Content-Length: 100\r\n\r\nhalf of")
    assert raw.process.stdin is not None
    raw.process.stdin.close()
    assert raw.process.wait(_PATIENCE) == 1
    _gone(worker)


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for processes")
@pytest.mark.asyncio
async def test_the_server_ends_with_the_editor_that_started_it(tmp_path: Path) -> None:
    parent = subprocess.Popen(["sleep", "1000"])
    async with editor(tmp_path, parent=parent.pid, ends=True) as one:
        server, worker = one.process, one.worker
        parent.kill()
        parent.wait()
        await one.until(lambda: _state(server) in {"", "Z"})
        await one.until(lambda: _state(worker) in {"", "Z"})


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for processes")
@pytest.mark.asyncio
async def test_a_killed_worker_has_a_successor_that_knows_the_documents(tmp_path: Path) -> None:
    async with editor(tmp_path) as one:
        uri = one.open("untitled:a", POST)
        await one.until(lambda: one.is_told(uri))
        for number in range(3):
            os.kill(one.worker, signal.SIGKILL)
            one.change(uri, POST + "\n\n本文。" * number + "![](b.png)\n")
            await one.until(lambda: one.is_told(uri) and one.rules(uri).count("image-alt") == 2)


@pytest.mark.asyncio
async def test_a_post_that_kills_workers_is_left_alone_until_it_is_another_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module that Python imports at its start kills whoever reads a post with this word."""
    deadly = (
        "import os, sys\n"
        "def trace(frame, event, arg):\n"
        "    if frame.f_code.co_name == 'read_page' and 'kill me' in frame.f_locals.get('text', ''):\n"
        "        os.kill(os.getpid(), 9)\n"
        "if '-P' in sys.orig_argv:\n"
        "    sys.setprofile(trace)\n"
    )
    (tmp_path / "sitecustomize.py").write_text(deadly)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    async with editor() as one:
        uri, other = one.open("untitled:a", POST + "kill me"), one.open("untitled:b", POST)
        await one.until(lambda: one.is_told(uri) and one.is_told(other))
        assert one.rules(uri) == ["parse-failed"]
        assert "image-alt" in one.rules(other)
        one.change(uri, POST)
        await one.until(lambda: one.is_told(uri) and "image-alt" in one.rules(uri))


@pytest.mark.asyncio
async def test_a_document_of_10_megabytes_is_said_to_be_too_large_and_the_server_answers(tmp_path: Path) -> None:
    async with editor(tmp_path, can=PULLED) as one:
        large = one.open("untitled:large", POST + "本文を書いた行です。\n" * 400_000)
        small = one.open("untitled:small", POST)
        assert "image-alt" in [each.code for each in (await one.pull(small)).items]
        assert [each.code for each in (await one.pull(large)).items] == ["parse-failed"]
        one.edit(large, types.Position(1, 0), types.Position(400_005, 0), "", POST[:4])
        assert "parse-failed" not in [each.code for each in (await one.pull(large)).items]


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for processes")
@pytest.mark.asyncio
async def test_while_a_large_document_is_read_others_are_answered(tmp_path: Path) -> None:
    (tmp_path / "seolint.toml").write_text("max-size = 20_000_000\n")
    small, large = tmp_path / "small.md", tmp_path / "large.md"
    async with editor(tmp_path) as one:
        text = POST + ("本文を書いた行です。手帳を毎日使います。" * 4 + "\n\n") * 20_000
        heavy, light = one.open(large, text), one.open(small, POST)
        for number in range(3):
            one.change(light, POST + "![](b.png)\n" * number)
            await one.until(lambda: one.is_told(light))
            assert one.rules(light).count("image-alt") == number + 1
            assert number or not one.is_told(heavy)
        await one.until(lambda: one.is_told(heavy))
        assert "image-alt" in one.rules(heavy)
        assert len(one.workers) == 2
        one.change(heavy, POST)
        await one.until(lambda: one.is_told(heavy) and "heading-few" not in one.rules(heavy))
        assert len(one.workers) == 1


@pytest.mark.asyncio
async def test_a_document_of_10_megabytes_that_may_be_so_large_is_read(tmp_path: Path) -> None:
    (tmp_path / "seolint.toml").write_text("max-size = 20_000_000\nselect = ['image-alt', 'title-length']\n")
    async with editor(tmp_path) as one:
        large = one.open(tmp_path / "large.md", POST + ("本文を書いた行です。" * 30 + "\n") * 11_500)
        await one.until(lambda: one.is_told(large))
        assert one.rules(large) == ["image-alt"]
        one.edit(large, types.Position(5, 0), types.Position(5, 10), "", one.texts[large].replace("![](a.png)", ""))
        await one.until(lambda: one.is_told(large) and not one.rules(large))


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for processes")
@pytest.mark.asyncio
@pytest.mark.parametrize("lang", ["en", "ja"])
async def test_a_site_that_kills_workers_is_given_up_with_one_notice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """A module that Python imports at its start kills whoever judges the titles of the site."""
    deadly = (
        "import os, sys\n"
        "def trace(frame, event, arg):\n"
        "    if frame.f_code.co_name == 'open' and frame.f_globals.get('__name__') == 'seolint.engine.live.court':\n"
        "        os.kill(os.getpid(), 9)\n"
        "if '-P' in sys.orig_argv:\n"
        "    sys.setprofile(trace)\n"
    )
    (tmp_path / "sitecustomize.py").write_text(deadly)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    site = tmp_path / "site"
    site.mkdir()
    (site / "other.md").write_text(POST)
    async with editor(site, options={"lang": lang}) as one:
        uri = one.open(site / "post.md", POST)
        await one.until(lambda: one.messages)
        worker = one.worker
        for number in range(1, 4):
            one.change(uri, POST + "![](b.png)\n" * number)
            await one.until(lambda: one.is_told(uri))
            assert one.rules(uri).count("image-alt") == number + 1
        await asyncio.sleep(1.5)  # longer than a worker waits before it does what nobody asks for
        assert one.worker == worker
        assert len(one.messages) == 1
        assert ("サイト全体" in one.messages[0]) == (lang == "ja")
        event = types.FileEvent((site / "seolint.toml").resolve().as_uri(), types.FileChangeType.Created)
        (site / "seolint.toml").write_text("ignore = ['image-alt']\n")
        one.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        await one.until(lambda: "image-alt" not in one.rules(uri))


@pytest.mark.asyncio
async def test_what_is_not_trusted_gets_no_plugins_and_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages, site = tmp_path / "packages", tmp_path / "site"
    shutil.copytree(Path(__file__).parent / "plugin", packages)
    (packages / "acme-1.dist-info").mkdir()
    (packages / "acme-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1\n")
    (packages / "acme-1.dist-info" / "entry_points.txt").write_text("[seolint.rules]\nacme = seolint_acme\n")
    monkeypatch.setenv("PYTHONPATH", str(packages))
    monkeypatch.delenv("SEOLINT_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    site.mkdir()
    for trusted in (False, True):
        async with editor(site, can=PULLED, options={"trusted": trusted}) as one:
            uri = one.open(site / "post.md", POST.replace("続け方", "続け方！"))
            found = [each.code for each in (await one.pull(uri)).items]
            await one.client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([]))
            assert ("no-exclamation-title" in found) == trusted
            assert "image-alt" in found
            assert (site / ".seolint_cache").exists() == trusted


PARTS = [b"Content-Length: ", b"2", b"-", b"\r\n", b"\n", b"{}", b"x", b":", b"\xff", b"[" * 9]


@given(st.lists(st.sampled_from(PARTS), max_size=30))
@settings(max_examples=500)
def test_no_bytes_stop_the_reader(parts: list[bytes]) -> None:
    import io

    whole = b'{"jsonrpc":"2.0","method":"x"}'
    handled: list[object] = []
    stream = io.BytesIO(b"".join(parts))
    read_messages(stream, handled.append, lambda code, why: None)
    assert stream.read() == b""
    read_messages(io.BytesIO(b"Content-Length: %d\r\n\r\n%b" % (len(whole), whole)), handled.append, lambda code, why: None)
    assert handled[-1] == {"jsonrpc": "2.0", "method": "x"}


def _child(process: int) -> int:
    return int(Path(f"/proc/{process}/task/{process}/children").read_text().split()[-1])


def _state(process: int) -> str:
    """The letter of a process's state; "" when it is gone."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][:1]
    except OSError:
        return ""


def _gone(process: int) -> None:
    async def wait() -> None:
        async with asyncio.timeout(_PATIENCE):
            while _state(process) not in {"", "Z"}:
                await asyncio.sleep(0.02)

    asyncio.run(wait())
