"""Hugo's configuration: one file or a folder of them, as one table whose keys are in lower case, as Hugo compares them."""

from __future__ import annotations

from seolint.site.folder import Folder, Setting

_NAMES = ("hugo", "config")
_ENDINGS = ("toml", "yaml", "yml", "json")
_FOLDERS = frozenset({"content", "archetypes", "layouts", "themes"})
_KEYS = frozenset(
    "baseurl title theme languagecode params languages module permalinks markup taxonomies paginate menu menus contentdir "
    "defaultcontentlanguage outputs disablekinds".split()
)
_MOST = 200


def read_configuration(folder: Folder, names: frozenset[str]) -> dict[str, Setting] | None:
    """The configuration of the site in ``folder``, which holds ``names``; None when that is none of Hugo's.

    ``base_url`` is Zola's, whose folders are the same.
    """
    found: dict[str, Setting] = {}
    sure = False
    first = (f"{name}.{ending}" for name in _NAMES for ending in _ENDINGS)
    file = next((name for name in first if name in names and folder.is_file(name)), None)
    if file is not None:
        found = lowered(folder.settings(file) or {})
        sure = file.startswith("hugo.")
    if "config" in names and folder.is_folder("config"):
        for part in ("_default", "production"):
            for path in folder.files(f"config/{part}", _MOST):
                stem, _, ending = path.rpartition("/")[2].rpartition(".")
                if ending in _ENDINGS:
                    sure = sure or (part == "_default" and (stem in _NAMES or stem in _KEYS))
                    _merge(found, _placed(stem, lowered(folder.settings(f"config/{part}/{path}") or {})))
    at_home, telling = not _FOLDERS.isdisjoint(names), not _KEYS.isdisjoint(found)
    return found if (at_home or telling if sure else at_home and telling) and "base_url" not in found else None


def _placed(stem: str, settings: dict[str, Setting]) -> dict[str, Setting]:
    """The settings of ``params.ja.toml`` and the like where they belong."""
    if stem in _NAMES:
        return settings
    name, _, language = stem.lower().partition(".")
    if not language:
        return {name: settings}
    inner: dict[str, Setting] = {name: settings} if name in {"menu", "menus", "params"} else settings
    return {"languages": {language: inner}}


def _merge(found: dict[str, Setting], more: dict[str, Setting]) -> None:
    """Put ``more`` over ``found``, table by table."""
    for key, value in more.items():
        old = found.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            merged = dict(old)
            _merge(merged, value)
            found[key] = merged
        else:
            found[key] = value


def lowered(settings: dict[str, Setting]) -> dict[str, Setting]:
    """``settings`` with every key in lower case; what is shared stays shared."""
    known: dict[int, Setting] = {}

    def lower(value: Setting) -> Setting:
        if isinstance(value, str):
            return value
        if id(value) not in known:
            if isinstance(value, dict):
                known[id(value)] = {key.lower(): lower(inner) for key, inner in value.items()}
            else:
                known[id(value)] = [lower(inner) for inner in value]
        return known[id(value)]

    return {key.lower(): lower(value) for key, value in settings.items()}
