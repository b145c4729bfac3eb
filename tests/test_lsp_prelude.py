"""The first moments of a session, in which pygls is not there yet: nobody can tell."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import convert, to_builtins
from raw_editor import Raw

from seolint.cli.language import choose_language
from seolint.lsp.backend import Backend
from seolint.lsp.client import Client
from seolint.lsp.greeting import encoding_of, greet
from seolint.lsp.server import Server, prepare
from seolint.lsp.session import Session
from seolint.lsp.spawn import start_worker
from seolint.lsp.staff import Staff
from seolint.lsp.stream import Writer, read_messages

POST = "---\ntitle: 手帳の選び方と続け方\ndescription: 手帳の話を書きます。\n---\n\n![](a.png)\n"
URI = "untitled:a"
PUSHED: dict[str, Any] = {"textDocument": {"publishDiagnostics": {"versionSupport": True}}}
PULLED: dict[str, Any] = {"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}}
_PATIENCE = 120


def message(method: str, params: object, number: int | None = None) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "method": method, "params": params} | ({} if number is None else {"id": number})


def initialize(can: object) -> dict[str, Any]:
    return message("initialize", {"processId": None, "rootUri": None, "capabilities": can}, 0)


def opened(uri: str = URI, text: str = POST) -> dict[str, Any]:
    item = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
    return message("textDocument/didOpen", {"textDocument": item})


def changed(text: str, version: int = 2) -> dict[str, Any]:
    place = {"uri": URI, "version": version}
    return message("textDocument/didChange", {"textDocument": place, "contentChanges": [{"text": text}]})


def about(method: str, number: int | None = None) -> dict[str, Any]:
    return message(f"textDocument/{method}", {"textDocument": {"uri": URI}}, number)


def framed(*messages: object) -> bytes:
    bodies = [json.dumps(each).encode() for each in messages]
    return b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(body), body) for body in bodies)


BEGUN = message("initialized", {})


@pytest.fixture(scope="module")
def staff() -> Iterator[Staff]:
    one = Staff(Backend(start_worker()))
    yield one
    one.end()


@pytest.fixture(scope="module")
def converter() -> Any:
    return prepare({})


YES = st.none() | st.booleans()
THERE = st.none() | st.just(dict[str, Any]())


def part(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | st.fixed_dictionaries({}, optional=keys)


CAN = st.fixed_dictionaries({}, optional={
    "textDocument": part(
        publishDiagnostics=part(relatedInformation=YES), diagnostic=part(relatedDocumentSupport=YES),
        codeAction=part(
            dataSupport=YES,
            resolveSupport=st.sampled_from([{"properties": ["edit"]}, {"properties": ["command"]}, {"properties": []}]),
        ),
        inlayHint=part(dynamicRegistration=YES), codeLens=THERE, rename=part(prepareSupport=YES),
        synchronization=part(willSave=YES, willSaveWaitUntil=YES, didSave=YES),
        documentSymbol=part(hierarchicalDocumentSymbolSupport=YES),
    ),
    "workspace": part(
        workspaceFolders=YES, diagnostics=part(refreshSupport=YES), fileOperations=part(didCreate=YES, willRename=YES),
    ),
    "notebookDocument": st.just({"synchronization": {}}),
    "general": part(
        positionEncodings=st.none() | st.lists(st.sampled_from(["utf-8", "utf-16", "utf-32", "utf-7"]), max_size=3)
    ),
})  # fmt: skip


@given(can=CAN)
def test_the_greeting_is_what_pygls_would_say(can: Any, staff: Staff, converter: Any) -> None:
    client = convert(initialize(can)["params"], Client)
    for capabilities in (can, to_builtins(client.capabilities)):
        out = io.BytesIO()
        server = Server(staff, Session(choose_language), Writer(out), converter)
        server.take_over({}, None, None)
        server.handle(initialize(capabilities))
        answers: list[Any] = []
        read_messages(io.BytesIO(out.getvalue()), answers.append, lambda code, why: None)
        sync = answers[0]["result"]["capabilities"]["textDocumentSync"]
        assert not sync.pop("willSave", False)  # false, or not said at all
        assert not sync.pop("willSaveWaitUntil", False)
        assert [answer["result"] for answer in answers] == [greet(client)]
        assert server.encoding == encoding_of(client)


@pytest.mark.parametrize("can", [PUSHED, PULLED], ids=["pushed", "pulled"])
def test_all_that_is_said_at_once_is_answered(raw: Raw, can: object) -> None:
    asks = [about("diagnostic", 1), about("documentSymbol", 2)] if can is PULLED else [about("documentSymbol", 2)]
    end = [message("shutdown", None, 3), message("exit", None)]
    raw.send(framed(initialize(can), BEGUN, opened(), *asks, *end))
    left = {0, 3, *(ask["id"] for ask in asks)}
    while left:
        left.discard(raw.next().get("id"))
    assert raw.process.wait(_PATIENCE) == 0


def test_an_end_of_the_stream_right_at_the_beginning_ends_the_server() -> None:
    for data in (b"", framed(initialize(PUSHED)), framed(initialize(PUSHED), BEGUN, opened())):
        raw = Raw()
        assert raw.process.stdin is not None
        raw.send(data)
        raw.process.stdin.close()
        assert raw.process.wait(_PATIENCE) == 1


def test_the_findings_are_those_of_the_newest_text(raw: Raw) -> None:
    raw.send(framed(initialize(PUSHED), BEGUN, opened(), changed(POST + "![](b.png)\n"), about("documentSymbol", 1)))
    while (said := raw.next()).get("params", {}).get("version") != 2:
        assert said.get("method") != "textDocument/publishDiagnostics" or said["params"]["version"] == 1
    assert [each["code"] for each in said["params"]["diagnostics"]].count("image-alt") == 2
    assert raw.end() == 0


def test_what_is_closed_at_once_has_no_findings(raw: Raw) -> None:
    raw.send(framed(initialize(PUSHED), BEGUN, opened(), about("didClose"), opened("untitled:b")))
    last: dict[str, Any] = {}
    while "untitled:b" not in last or URI not in last:
        said = raw.next()
        if said.get("method") == "textDocument/publishDiagnostics":
            last[said["params"]["uri"]] = said["params"]["diagnostics"]
    assert last[URI] == []
    assert "image-alt" in [each["code"] for each in last["untitled:b"]]
    assert raw.end() == 0


def test_findings_are_said_once(raw: Raw) -> None:
    raw.send(framed(initialize(PUSHED), BEGUN, opened(), about("documentSymbol", 1)))
    published = 0
    while (said := raw.next()).get("id") != 1:
        published += said.get("method") == "textDocument/publishDiagnostics"
    raw.say(about("documentSymbol", 2))
    while (said := raw.next()).get("id") != 2:
        published += said.get("method") == "textDocument/publishDiagnostics"
    assert published == 1


def test_a_pull_tells_what_is_known_already(raw: Raw) -> None:
    raw.send(framed(initialize(PULLED), BEGUN, opened(), about("diagnostic", 1)))
    while (said := raw.next()).get("id") != 1:
        pass
    name = said["result"]["resultId"]
    assert "image-alt" in [each["code"] for each in said["result"]["items"]]
    params = {"textDocument": {"uri": URI}, "previousResultId": name}
    assert raw.ask(2, "textDocument/diagnostic", params)["result"] == {"kind": "unchanged", "resultId": name}
    assert raw.ask(3, "textDocument/documentSymbol", {"textDocument": {"uri": URI}})["result"]
    assert raw.ask(4, "textDocument/diagnostic", params)["result"] == {"kind": "unchanged", "resultId": name}
    assert raw.end() == 0


def test_a_client_that_knows_kinds_of_a_later_protocol_is_served(raw: Raw) -> None:
    """lsprotocol refuses what it does not know."""
    can = {"textDocument": {**PUSHED["textDocument"], "documentSymbol": {"symbolKind": {"valueSet": [1, 999]}}}}
    raw.send(framed(initialize(can), BEGUN, opened()))
    assert "capabilities" in raw.next()["result"]
    assert "image-alt" in [each["code"] for each in raw.next()["params"]["diagnostics"]]
    assert raw.ask(1, "textDocument/documentSymbol", {"textDocument": {"uri": URI}})["result"]
    assert raw.end() == 0


@pytest.mark.parametrize("params", [None, {}, {"capabilities": 5}, {"capabilities": {"textDocument": {"diagnostic": 5}}}], ids=str)
def test_a_client_that_cannot_be_understood_is_told_so(raw: Raw, params: object) -> None:
    assert "error" in raw.ask(0, "initialize", params)
    raw.say(opened())
    assert raw.ask(1, "textDocument/documentSymbol", {"textDocument": {"uri": URI}})["error"]["code"] == -32002
    raw.begin()
    raw.say(opened())
    while (said := raw.next()).get("method") != "textDocument/publishDiagnostics":
        pass
    assert said["params"]["diagnostics"]
    assert raw.end() == 0


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for processes")
def test_a_worker_that_dies_at_once_has_a_successor(raw: Raw) -> None:
    raw.say(initialize(PUSHED))
    raw.next()
    worker = subprocess.run(["pgrep", "-P", str(raw.process.pid)], capture_output=True, check=True, text=True).stdout
    os.kill(int(worker), signal.SIGKILL)
    raw.send(framed(BEGUN, opened()))
    while (said := raw.next()).get("method") != "textDocument/publishDiagnostics":
        pass
    assert "image-alt" in [each["code"] for each in said["params"]["diagnostics"]]
    assert raw.end() == 0
