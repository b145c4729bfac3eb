"""pygls' protocol, but for the texts of documents, which are ours: pygls ends lines where the protocol does not."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, cast

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

Step = Generator[tuple[Any, tuple[Any], None], Any, None]


class Protocol(LanguageServerProtocol):
    """Hands document notifications straight to the features."""

    @property
    def is_shut_down(self) -> bool:
        return self._shutdown

    @property
    def is_initialized(self) -> bool:
        return self._workspace is not None

    greeted: int | str | None = None
    """The ``initialize`` that has its answer already."""

    def _send_response(self, msg_id: Any, result: Any = None, error: Any = None) -> None:
        if self.greeted is not None and msg_id == self.greeted:
            self.greeted = None
            return
        super()._send_response(msg_id, result, error)

    def _send_handler_result(self, future: Any, *, msg_id: Any) -> None:
        """As pygls, but what is refused is no failure of ours, and is not logged."""
        if not future.cancelled() and isinstance(error := future.exception(), JsonRpcException):
            self._request_futures.pop(msg_id, None)
            self._send_response(msg_id, error=error.to_response_error())
        else:
            super()._send_handler_result(future, msg_id=msg_id)

    def _hand_over(self, method: str, params: Any) -> Step:
        features = cast("dict[str, Any]", self.fm.features)  # pyright: ignore[reportUnknownMemberType]
        if method in features:
            yield features[method], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Step:
        yield from self._hand_over(types.TEXT_DOCUMENT_DID_OPEN, params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Step:
        yield from self._hand_over(types.TEXT_DOCUMENT_DID_CHANGE, params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Step:
        yield from self._hand_over(types.TEXT_DOCUMENT_DID_CLOSE, params)
