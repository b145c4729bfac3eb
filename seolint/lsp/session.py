"""What the client said of this session when it began."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from pygls.uris import from_fs_path, to_fs_path

from seolint.engine.live.messages import Setup

Choose = Callable[[str, str], str]
"""The language of messages: the one that is named, else the second one, else the environment's."""


class Session:
    """``folders`` are those of the workspace, absolute, by URI; ``configured_language`` is the configuration's, once known.

    ``watched``: the client tells what changes on the disk.
    """

    def __init__(self, choose: Choose) -> None:
        self._choose = choose
        self.options: dict[str, Any] = {}
        self.folders: dict[str, str] = {}
        self.configured_language = ""
        self._locale = ""
        self.watched = False

    def begin(
        self, options: object, locale: str | None, folders: Iterable[str] | None, root_uri: str | None, root_path: str | None,
        *, watched: bool,
    ) -> None:  # fmt: skip
        """Take what ``initialize`` says; ``folders`` are URIs, None where the client knows of no more than one, the root."""
        self.options = options if isinstance(options, dict) else {}  # pyright: ignore[reportUnknownMemberType]
        self._locale, self.watched = locale or "", watched
        found = {uri: to_fs_path(uri) or "" for uri in folders or ()}
        if folders is None:
            root = to_fs_path(root_uri) if root_uri else root_path
            found = {from_fs_path(root) or "": root} if root else {}
        self.folders = {uri: os.path.normpath(path) for uri, path in found.items() if path}

    @property
    def language(self) -> str:
        """As the client asks for, else the configuration, else the client's locale, else ours."""
        asked = str(self.options.get("lang", ""))
        locale = self._locale and ("ja" if self._locale.lower().startswith("ja") else "en")
        return self._choose(asked, self.configured_language or locale)

    @property
    def setup(self) -> Setup:
        """What the worker is told of it."""
        return Setup(tuple(self.folders.values()), self.options.get("trusted") is not False, watched=self.watched)
