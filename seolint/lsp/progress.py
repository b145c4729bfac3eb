"""How far the reading of the sites is, shown where the client can show it."""

from __future__ import annotations

import os
import uuid

from lsprotocol import types

from seolint.engine.live.messages import Progress, Report
from seolint.lsp.server import Server


def register(server: Server) -> None:
    said = server.capabilities.window
    if said is None or not said.work_done_progress:
        return
    tokens: dict[str, str] = {}
    begun: set[str] = set()

    def say(token: str, value: types.WorkDoneProgressBegin | types.WorkDoneProgressReport | types.WorkDoneProgressEnd) -> None:
        server.progress(types.ProgressParams(token, value))

    async def begin(folder: str, token: str, total: int) -> None:
        await server.window_work_done_progress_create_async(types.WorkDoneProgressCreateParams(token))
        begun.add(token)
        title = "seolint: サイトを読み込み中" if server.language == "ja" else "seolint: reading the site"
        say(token, types.WorkDoneProgressBegin(title, message=os.path.basename(folder), percentage=0))
        if tokens.get(folder) != token:  # it was read meanwhile
            say(token, types.WorkDoneProgressEnd())

    def show(report: Report) -> None:
        if not isinstance(report, Progress):
            return
        token = tokens.get(report.folder)
        if report.done >= report.total:
            tokens.pop(report.folder, None)
            if token in begun:
                say(token, types.WorkDoneProgressEnd())
        elif token is None:
            tokens[report.folder] = token = str(uuid.uuid4())
            server.go(begin(report.folder, token, report.total))
        elif token in begun:
            said = types.WorkDoneProgressReport(
                message=f"{report.done:,} / {report.total:,}", percentage=100 * report.done // max(report.total, 1)
            )
            say(token, said)

    server.listeners.append(show)
