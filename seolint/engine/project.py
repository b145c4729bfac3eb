"""What holds for each file of a run: its settings, its rules and its site."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from functools import cache

from msgspec.structs import replace

from seolint.config.layers import Settings
from seolint.config.settings import ConfigError, SiteSettings
from seolint.engine.configuration import Configuration
from seolint.engine.files import tidy
from seolint.engine.plan import Plan
from seolint.engine.repository import is_below, repository
from seolint.engine.sites import Sites
from seolint.rule import Rule
from seolint.site import Site
from seolint.text import fold


class Project:
    """Files as one run sees them: equal settings and sites are one value, so that they are built and sent once."""

    def __init__(
        self, configuration: Configuration, folders: Iterable[str], now: datetime, *, online: bool = False,
        sites: Sites | None = None,
    ) -> None:  # fmt: skip
        """``folders`` are those that the user named; ``online`` says that the run may ask the network; ``sites`` finds the sites
        of posts that are not on the disk."""
        self._online = online
        self.configuration = configuration
        self._sites = sites or Sites(tuple(folders), now)
        self._settings: list[Settings] = []
        self._rules = cache(self._choose)
        self._silent = cache(self._hush)
        self._site = cache(self._build)
        self._forced = cache(self._force)

    def plan(self, paths: Iterable[str]) -> Plan:
        """The rules and the site of each of ``paths``."""
        paths = tuple(paths)
        sites = {path: self.site(path) for path in paths}
        tops = dict.fromkeys(site.root for site in sites.values())
        roots = {root: self.rules(f"{root}/" if root else "") for root in tops}
        silent = {path: said for path in paths if (said := self._silent(self._number(path), self.configuration.holding(path)))}
        return Plan({path: self.rules(path) for path in paths}, sites, roots, silent)

    def holds(self, folders: Iterable[str], plan: Plan) -> bool:
        """Whether ``folders`` hold all of every site of the plan: of a site that nothing marks, all of its project."""
        named = [os.path.abspath(folder) for folder in folders]
        marked = {site.root for site in plan.sites.values() if not site.guessed}
        guessed = {(site.root, self._number(path)) for path, site in plan.sites.items() if site.guessed}
        tops = {os.path.abspath(root) for root in marked} | {self._project(os.path.abspath(r), n) for r, n in guessed}
        return all(any(is_below(top, folder) for folder in named) for top in tops)

    def _project(self, folder: str, number: int) -> str:
        """The project around ``folder``: that of the configuration file, else of the repository; itself without any."""
        files = [layer.folder for layer in self._settings[number].layers if layer.folder]
        return files[-1] if files and is_below(folder, files[-1]) else repository(folder) or folder

    def rules(self, path: str) -> tuple[Rule, ...]:
        """The rules that are on for the file, or for the folder with ``/`` at its end, at ``path``."""
        return self._rules(self._number(path), self.configuration.holding(path))

    def site(self, path: str) -> Site:
        """The site of the file at ``path``, with what its configuration says of it."""
        folder, _, name = path.rpartition("/")
        return self._site(self._number(path), folder, ".html" if name.lower().endswith((".html", ".htm")) else "")

    def _number(self, path: str) -> int:
        """Which of the run's settings hold for ``path``."""
        settings = self.configuration.of(path)
        for number, known in enumerate(self._settings):
            if known is settings:
                return number
        self._settings.append(settings)
        return len(self._settings) - 1

    def _choose(self, number: int, holding: tuple[int, ...]) -> tuple[Rule, ...]:
        return tuple(self._settings[number].rules(holding, online=self._online))

    def _hush(self, number: int, holding: tuple[int, ...]) -> frozenset[str]:
        return self._settings[number].silent(holding)

    def _build(self, number: int, folder: str, ending: str) -> Site:
        settings = self._settings[number]
        said = settings.config.site
        site = self._sites.of(f"{folder}/x{ending}" if folder else f"x{ending}")
        if said.root is not None or said.generator is not None:
            root = self._root(settings, said)
            if not root or folder == root or folder.startswith(root + "/"):
                site = self._forced(root, said.generator or "")
        return configured(site, settings)

    def _root(self, settings: Settings, said: SiteSettings) -> str:
        key = "root" if said.root is not None else "generator"
        origin = settings.origin("site", key)
        folder = origin[0].folder if origin is not None else ""
        above = folder or os.getcwd()
        root = os.path.normpath(os.path.join(above, said.root or ""))
        if not os.path.isdir(root) or not is_below(root, repository(above) or above):
            raise ConfigError(
                f'site.root: "{said.root}" is no folder of the project',
                f"site.root：「{said.root}」はプロジェクトのフォルダーではありません",
            )
        return tidy(root)

    def _force(self, root: str, generator: str) -> Site:
        site = self._sites.named(root, generator)
        if site is None:
            raise ConfigError(
                f'site.generator: nothing in "{root or "."}" is a configuration of {generator}',
                f"site.generator：「{root or '.'}」に {generator} の設定ファイルがありません",
            )
        return replace(site, guessed=False)


def configured(site: Site, settings: Settings) -> Site:
    """``site`` with what ``settings`` say of it and of keywords."""
    said, keywords = settings.config.site, settings.config.keywords
    if said.base_url is not None:
        origin, path = split_url(said.base_url)
        site = replace(site, url=origin, baseurl=path)
    if said.title_suffix is not None:
        site = replace(site, suffix=said.title_suffix, suffix_told=True)
    if said.theme_prints_title is not None:
        site = replace(site, theme_prints_title=said.theme_prints_title)
    if keywords.fields:
        site = replace(site, keyword_keys=keywords.fields)
    if keywords.synonyms:
        site = replace(site, synonyms=tuple((word, *others) for word, others in keywords.synonyms.items()))
    if keywords.ignore:
        site = replace(site, keywords_ignored=frozenset(map(fold, keywords.ignore)))
    return site


def split_url(url: str) -> tuple[str, str]:
    """The origin and the path of ``base-url``."""
    origin, slash, path = url.partition("://")[2].partition("/")
    return f"{url.partition('://')[0]}://{origin}", (slash + path).rstrip("/")
