"""Files of the workspace that change outside of the editor, where the client watches them for us."""

from __future__ import annotations

from lsprotocol import types
from pygls.uris import to_fs_path

from seolint.lsp.server import Server

_GLOBS = ("**/*",)


def register(server: Server) -> None:
    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def changed(params: types.DidChangeWatchedFilesParams) -> None:
        paths = [path for change in params.changes if (path := to_fs_path(change.uri))]
        if paths:
            server.backend.changed(*paths)

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def configured(_: types.DidChangeConfigurationParams) -> None:
        """Editors send it unasked; settings are those of the session's beginning."""

    if not server.watches:
        return

    async def watch() -> None:
        watchers = [types.FileSystemWatcher(glob) for glob in _GLOBS]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registration = types.Registration("seolint-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        await server.client_register_capability_async(types.RegistrationParams([registration]))

    server.on_ready.append(watch)
