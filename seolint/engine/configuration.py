"""Which settings hold for which file: the nearest configuration file above it, read once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from seolint.config.layers import Settings
from seolint.config.read import Layer, layer, parse, where
from seolint.config.settings import FILES, ConfigError
from seolint.diagnostic import Text
from seolint.engine.patterns import PatternError, Patterns, matches
from seolint.engine.repository import is_below, repository
from seolint.registry import presets

_DEPTH, _LONGEST = 10, 1_000_000
"""How deep files extend files, and how many bytes one may have."""


class Configuration:
    """The settings of each file, and of the run.

    ``command`` is the layer above all files. ``named`` is the file that holds everywhere instead of the nearest ones;
    ``isolated`` reads no file at all. Everything raises ConfigError.
    """

    def __init__(self, command: Layer, *, named: str | None = None, isolated: bool = False) -> None:
        self._command = command
        self._fixed = self._settings(_chain(self._named(named)) if named else ()) if named or isolated else None
        self._at, self._in = cache(self._hold), cache(self._find)
        self._read = cache(self._read_file)
        self._own = cache(self._read_own)
        self._patterns = cache(_patterns)

    def at(self, folder: str) -> Settings:
        """What holds for files of ``folder``."""
        return self._at(folder)

    def _hold(self, folder: str) -> Settings:
        return self._fixed or self._in(os.path.abspath(folder or "."))

    def of(self, path: str) -> Settings:
        """What holds for the file at ``path``."""
        return self.at(os.path.dirname(path))

    def folder(self, settings: Settings) -> str:
        """The absolute folder of the file that ``settings`` were read from; the working directory's without one."""
        folders = [one.folder for one in settings.layers if one.folder and one is not self._command]
        return folders[-1] if folders else os.getcwd()

    def excludes(self, folder: str) -> tuple[Patterns, ...]:
        """What is not read of ``folder``."""
        return tuple(self._patterns(at, lines) for at, lines in self.at(folder).excludes)

    def holding(self, path: str) -> tuple[int, ...]:
        """Which overrides hold for the file at ``path``."""
        return self.of(path).holding(lambda folder, lines: matches((self._patterns(folder, lines),), path))

    def _named(self, name: str) -> Layer:
        text = _text(Path(name))
        if text is None:
            raise ConfigError(f"--config {name}: there is no such file", f"--config {name}：そのファイルはありません")
        found = parse(text, _shown(name), os.path.dirname(os.path.abspath(name)), open_option)
        if found is None:
            raise ConfigError(f"{name}: there is no [tool.seolint]", f"{name}：[tool.seolint] がありません")
        return found

    def _find(self, folder: str) -> Settings:
        """The settings of the nearest file, else of the user's own."""
        here = folder
        while (found := self._read(here)) is None:
            above = os.path.dirname(here)
            if above == here:
                return self._own()
            here = above
        return found

    def _read_own(self) -> Settings:
        return self._settings(_users())

    def _read_file(self, folder: str) -> Settings | None:
        for name in FILES:
            file = Path(folder, name)
            text = _text(file)
            found = parse(text, _shown(str(file)), folder, open_option) if text is not None else None
            if found is not None:
                return self._settings(_chain(found))
        return None

    def _settings(self, files: tuple[Layer, ...]) -> Settings:
        layers = (*files, self._command)
        preset = next((one.config.preset for one in reversed(layers) if one.config.preset is not None), None)
        lowest = (_preset(preset),) if preset is not None else ()
        return Settings.of((*lowest, *layers))


def _patterns(folder: str, lines: tuple[str, ...]) -> Patterns:
    try:
        return Patterns(folder, lines, strict=True)
    except PatternError as error:
        raise ConfigError(
            f'"{error}" is no pattern as .gitignore has them (exclude, overrides.files)',
            f"「{error}」は .gitignore の書き方ではありません（exclude、overrides.files）",
        ) from None


def _preset(name: str) -> Layer:
    text = presets()[name].read_text(encoding="utf-8")
    found = parse(text, f"preset {name}", "")
    return found if found is not None else layer({}, f"preset {name}")


def _users() -> tuple[Layer, ...]:
    """The user's own configuration, where the project has none."""
    home = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA") or os.path.expanduser("~/.config")
    file = Path(home, "seolint", "seolint.toml")
    text = _text(file)
    found = parse(text, str(file), str(file.parent), open_option) if text is not None else None
    return _chain(found) if found is not None else ()


def _chain(top: Layer) -> tuple[Layer, ...]:
    """The files that ``top`` extends, the lowest first, and ``top``."""
    return tuple(_extended(top, repository(top.folder) or top.folder, ()))


def _check_baseline(found: Layer, project: str) -> None:
    """Refuse a baseline that is a folder or lies outside the project."""
    name, place = found.config.baseline, where(found, ("baseline",))
    path = os.path.realpath(os.path.join(found.folder, name))
    if "baseline" in found.data and not is_below(path, os.path.realpath(project)):
        raise ConfigError(
            f'{place}baseline "{name}" is outside the project ({project})',
            f"{place}baseline「{name}」はプロジェクト（{project}）の外にあります",
        )
    if os.path.isdir(path):
        raise ConfigError(
            f'{place}baseline "{name}" is a folder; name a file in it',
            f"{place}baseline「{name}」はフォルダーです。その中のファイルの名前まで書いてください",
        )


def _extended(found: Layer, project: str, above: tuple[str, ...]) -> Iterator[Layer]:
    _check_baseline(found, project)
    for name in found.config.extended:
        path = os.path.normpath(os.path.join(found.folder, name))
        place = f"{where(found, ('extends',))}extends"
        if path in above or len(above) > _DEPTH:
            raise ConfigError(f'{place} "{name}" goes round in a circle', f"{place}「{name}」が循環しています")
        if not is_below(os.path.realpath(path), os.path.realpath(project)):
            raise ConfigError(
                f'{place} "{name}" is outside the project ({project})',
                f"{place}「{name}」はプロジェクト（{project}）の外にあります",
            )
        text = _text(Path(path))
        base = parse(text, _shown(path), os.path.dirname(path), open_option) if text is not None else None
        if base is None:
            raise ConfigError(
                f'{place} "{name}": there is no such configuration', f"{place}「{name}」という設定ファイルはありません"
            )
        yield from _extended(base, project, (*above, path))
    yield found


def open_option(folder: str, name: str) -> str | Text:
    """What the file that an option of a rule names says, or why it cannot be read."""
    here = folder or os.getcwd()
    path = os.path.normpath(os.path.join(here, name))
    project = repository(here) or here
    if not is_below(os.path.realpath(path), os.path.realpath(project)):
        return Text(f'"{name}" is outside the project ({project})', f"「{name}」はプロジェクト（{project}）の外にあります")
    text = _text(Path(path))
    return Text(f'there is no file "{name}"', f"「{name}」というファイルはありません") if text is None else text


def _text(file: Path) -> str | None:
    """The text of a configuration file; None when there is none."""
    try:
        if not os.path.isfile(file):
            return None
        with file.open("rb") as opened:
            return opened.read(_LONGEST).decode("utf-8")
    except UnicodeDecodeError:
        raise ConfigError(f"{file}: this is not UTF-8", f"{file}：UTF-8ではありません") from None
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read ({error.strerror})", f"{file}：読めません（{error.strerror}）") from None


def _shown(path: str) -> str:
    """``path`` from the working directory, where that is shorter."""
    try:
        relative = os.path.relpath(path)
    except ValueError:
        return path
    return min(relative, os.path.abspath(path), key=len).replace(os.sep, "/")
