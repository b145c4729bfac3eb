"""Layers of settings to what holds: for the run, and for each file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast

import msgspec
from msgspec import Struct

from seolint.config.read import Layer
from seolint.config.rules import choose
from seolint.config.settings import COMMAND_LINE, Config, Override, RuleTables
from seolint.notices import NOTICES, UNUSED_IGNORE
from seolint.rule import Rule

Matches = Callable[[str, tuple[str, ...]], bool]
"""Whether a file is one of some patterns, from the folder that is named."""

_ADDED = ("exclude", "overrides")
_TABLES = ("rules", "keywords", "site")


class Settings(Struct, frozen=True):
    """What layers, the lowest first, come to. ``overrides`` have the folder that their patterns begin in."""

    config: Config
    layers: tuple[Layer, ...]
    overrides: tuple[tuple[str, Override], ...] = ()

    @classmethod
    def of(cls, layers: Sequence[Layer]) -> Settings:
        data: dict[str, Any] = {}
        overrides: list[tuple[str, Override]] = []
        for layer in layers:
            data = _over(data, layer.data)
            overrides += ((layer.folder, override) for override in layer.config.overrides)
        return cls(msgspec.convert(data, Config), tuple(layers), tuple(overrides))

    @property
    def excludes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The patterns of files that are not read, with the folder that they begin in."""
        return tuple((layer.folder, layer.config.exclude) for layer in self.layers if layer.config.exclude)

    def holding(self, matches: Matches) -> tuple[int, ...]:
        """The numbers of the overrides that hold for a file."""
        return tuple(n for n, (folder, override) in enumerate(self.overrides) if matches(folder, override.files))

    def rules(self, holding: Iterable[int] = (), *, online: bool = False) -> list[Rule]:
        """The rules that are on where the overrides of these numbers hold, sorted by id; with ``online`` those of the network."""
        return choose(*self._selection(holding), online=online)

    def silent(self, holding: Iterable[int] = ()) -> frozenset[str]:
        """The engine's own notices that are off where these overrides hold."""
        select, ignore, options = self._selection(holding)
        wanted = not select or "all" in select
        off = {id_ for id_ in NOTICES if options.get(id_, {}).get("severity") == "off" or id_ in ignore}
        return frozenset(off if wanted else off | ({UNUSED_IGNORE} - set(select)))

    def _selection(self, holding: Iterable[int]) -> tuple[tuple[str, ...], tuple[str, ...], RuleTables]:
        """What is selected, ignored, and the options of rules."""
        options: RuleTables = self.config.rules
        select, ignore = self.config.select, self.config.ignore
        final = bool(self.layers) and "select" in self.layers[-1].data and self.layers[-1].name == COMMAND_LINE
        for number in holding:
            override = self.overrides[number][1]
            options = cast(RuleTables, _over({"r": options}, {"r": override.rules}, ("r",))["r"])
            ignore = tuple(id_ for id_ in ignore if id_ not in override.select) + override.ignore
            if override.select and not final:
                select = (*(select or ("all",)), *override.select)
        return select, ignore, options

    def origin(self, *path: str) -> tuple[Layer, int] | None:
        """The layer that says what is at ``path``, the highest one, and the line there; None for a default."""
        for layer in reversed(self.layers):
            node: Any = layer.data
            for key in path:
                node = cast("dict[str, Any]", node).get(key) if isinstance(node, dict) else None
            if node is not None:
                return layer, layer.line(path)
        return None


def _over(low: Mapping[str, Any], high: Mapping[str, Any], tables: tuple[str, ...] = _TABLES) -> dict[str, Any]:
    """``high`` over ``low``: values replace, tables are merged, lists of what is left out add up.

    What ``high`` selects is no longer ignored by ``low``.
    """
    data = {**low, **high}
    for key in tables:
        if key in low and key in high:
            data[key] = _merged(low[key], high[key])
    for key in _ADDED:
        if key in low and key in high:
            data[key] = [*low[key], *high[key]]
    ignored = [id_ for id_ in low.get("ignore", ()) if id_ not in high.get("select", ())]
    return {**data, "ignore": [*ignored, *high.get("ignore", ())]}


def _merged(low: Mapping[str, Any], high: Mapping[str, Any]) -> dict[str, Any]:
    """Tables of tables: rules by option, and the words of keywords."""
    data = dict(low)
    for key, value in high.items():
        both = isinstance(value, dict) and isinstance(data.get(key), dict)
        data[key] = {**data[key], **cast("dict[str, Any]", value)} if both else value
    return data
