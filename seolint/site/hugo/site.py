"""The Hugo site in a folder: its languages, folders and layouts, as the configuration and the files say."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from seolint.site import Site
from seolint.site.folder import Folder, Setting, table, tables, text, texts
from seolint.site.hugo.bundles import Mount, read_bundles
from seolint.site.hugo.configuration import read_configuration
from seolint.site.hugo.dates import read_dates
from seolint.site.hugo.languages import Language
from seolint.site.hugo.paths import Style, clean
from seolint.site.hugo.routing import HugoRouting
from seolint.site.hugo.titles import Titles, find_titles
from seolint.site.hugo.values import read_cascades

_GLOBAL = frozenset({"defaultcontentlanguage", "defaultcontentlanguageinsubdir", "multilingual", "assetdir", "resourcedir"})
_KINDS = frozenset({"page", "section", "taxonomy", "term"})
_SHOWN = {"builddrafts": "drafts", "buildfuture": "future", "buildexpired": "expired"}
_DATES = ("date", "Date", "publishDate", "publishdate", "pubDate", "pubdate", "published")
_UPDATES = ("lastmod", "lastMod", "Lastmod", "modified", "updated", "update", "updated_at")
_IMAGES = (
    "images", "image", "image.path", "image.url", "image.src", "cover.image", "cover", "featured_image", "featuredImage",
    "featuredimage", "thumbnail", "coverImage", "cover_image", "ogp", "ogImage", "og_image", "hero", "eyecatch", "header.image",
)  # fmt: skip
_KEYS = frozenset(
    "title linkTitle date lastmod publishDate expiryDate draft description summary keywords slug url aliases tags categories "
    "series author authors weight type layout images image cover thumbnail featured_image toc math headless resources cascade "
    "outputs sitemap menu menus markup translationKey isCJKLanguage audio videos _build".split()
)
Settings = dict[str, Setting]

_MOST_FILES = 2_000


def find(root: str, folder: Folder, base: Site) -> Site | None:
    """The site in ``folder``, whose path is ``root``; None when it is none of Hugo's."""
    settings = read_configuration(folder, folder.names())
    return None if settings is None else read_site(root, settings, folder, base)


def shows(page: str) -> bool:
    """Whether a post's front matter is TOML, as only Hugo's is."""
    return page.removeprefix("\ufeff").startswith("+++")


def guessed(root: str, base: Site) -> Site:
    """The site at ``root`` that only its posts show: where it puts them is not known."""
    routing = HugoRouting({"en": Language("en")}, contents=(Mount("content/"), Mount("")), known=False, now=base.now)
    return Site(
        root=root, generator="hugo", template="hugo", heading_ids="hugo-raw", routing=routing, date_keys=_DATES,
        updated_keys=_UPDATES, image_keys=_IMAGES, known_keys=_KEYS, now=base.now,
    )  # fmt: skip


def read_site(root: str, settings: Settings, folder: Folder, base: Site) -> Site:
    """The site at ``root`` with the configuration ``settings``, whose keys are in lower case."""
    default = text(settings, "defaultcontentlanguage").lower() or "en"
    languages = _languages(settings, default)
    declared, themes = _themes(settings, folder)
    contents = (*_contents(settings, languages), *(Mount(f"{theme}content/") for theme in themes))
    bundles = read_bundles(folder, contents, frozenset(languages), default)
    layouts = (_folder(text(settings, "layoutdir") or "layouts"), *(f"{theme}layouts/" for theme in themes))
    routing = HugoRouting(
        languages, default, contents, (*_statics(settings), *(Mount(f"{theme}static/") for theme in themes)), bundles,
        _patterns(texts(settings, "ignorefiles")), (*bundles.cascades, *read_cascades(settings, "")),
        Titles() if declared > len(themes) else find_titles(folder, layouts, bundles.sections),
        _redirects(settings, languages, default), now=base.now,
    )  # fmt: skip
    hooked = declared > len(themes) or _has_hook(folder, layouts)
    own = _over(settings, default)
    address = urlsplit(text(own, "baseurl"))
    named = "defaultcontentlanguage" in settings or "languages" in settings
    return Site(
        root=root, generator="hugo", known=True, title=languages[default].title, suffix=routing.suffix(),
        url=f"{address.scheme}://{address.netloc}" if address.netloc else "", baseurl=address.path.rstrip("/"),
        language=text(own, "languagecode") or (default if named else ""), routing=routing, template="hugo",
        heading_ids=_heading_ids(settings, folder, layouts), date_keys=_DATES, updated_keys=_UPDATES, image_keys=_IMAGES,
        known_keys=_KEYS, autolinks=_autolinks(settings), now=base.now,
        follows_sources=hooked, adds_base=hooked or text(own, "canonifyurls") == "true",
    )  # fmt: skip


def _autolinks(settings: Settings) -> str:
    """The scheme that Goldmark gives to bare addresses; "" where it makes no links of them."""
    extensions = table(settings, "markup.goldmark.extensions")
    return "" if text(extensions, "linkify").lower() in {"false", "no", "off"} else text(extensions, "linkifyprotocol") or "https"


def _has_hook(folder: Folder, layouts: tuple[str, ...]) -> bool:
    """Whether a layout writes the links of pages itself, and so may turn those to source files into others."""
    files = (path for layout in layouts for path in folder.files(layout.rstrip("/"), _MOST_FILES))
    return any(path.rpartition("/")[2].startswith("render-link") for path in files)


def _is_true(settings: Settings, key: str) -> bool:
    return text(settings, key).lower() in {"true", "yes", "on", "1"}


def _over(settings: Settings, language: str) -> Settings:
    """The settings as they are for a language: its own before the site's, parameters one by one."""
    own = {key: value for key, value in table(settings, f"languages.{language}").items() if key not in _GLOBAL}
    return {**settings, **own, "params": {**table(settings, "params"), **table(own, "params")}}


def _languages(settings: Settings, default: str) -> dict[str, Language]:
    """The languages of the site by their names, the default one first."""
    names = dict.fromkeys((default, *table(settings, "languages")))
    several = len(names) > 1
    hosts = _has_hosts(settings, tuple(names))
    within = _is_true(settings, "defaultcontentlanguageinsubdir")
    found: dict[str, Language] = {}
    for name in names:
        own = _over(settings, name)
        off = _is_true(settings, f"languages.{name}.disabled") or name in texts(settings, "disablelanguages")
        found[name] = Language(
            name=name, title=text(own, "title"),
            prefix=name if several and not hosts and (name != default or within) else "",
            style=Style(_is_true(own, "disablepathtolower"), _is_true(own, "removepathaccents")),
            permalinks=_permalinks(own), ugly=_ugly(own),
            dates=read_dates(own, text(own, "timezone"), has_git=_is_true(own, "enablegitinfo")), taxonomies=_taxonomies(own),
            main_sections=texts(own, "params.mainsections"),
            params=_flat(table(own, "params"), ""),
            shown=frozenset(_SHOWN[key] for key in _SHOWN if _is_true(own, key)), disabled=_disabled(own),
            has_aliases=not _is_true(own, "disablealiases"), elsewhere=hosts and name != default, off=off,
        )  # fmt: skip
    return found


def _flat(params: Settings, prefix: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in params.items():
        if isinstance(value, str):
            found[prefix + key] = value
        elif isinstance(value, dict) and prefix.count(".") < 5:
            found |= _flat(value, f"{prefix}{key}.")
    return found


def _has_hosts(settings: Settings, names: tuple[str, ...]) -> bool:
    """Whether each language has a host of its own."""
    return len(names) > 1 and any(text(settings, f"languages.{name}.baseurl") for name in names)


def _redirects(settings: Settings, languages: dict[str, Language], default: str) -> tuple[str, ...]:
    """The address that only leads to the home page of the default language."""
    if len(languages) < 2 or _has_hosts(settings, tuple(languages)):
        return ()
    return ("/",) if languages[default].prefix else (f"/{default}/",)


def _permalinks(settings: Settings) -> dict[str, str]:
    """Patterns by kind and section; one without a kind, the only form before Hugo 0.115, is that of pages and terms."""
    found: dict[str, str] = {}
    for key, value in table(settings, "permalinks").items():
        if isinstance(value, str):
            found |= {f"{kind}/{key.strip(' /')}": value for kind in ("page", "term")}
        elif key in _KINDS and isinstance(value, dict):
            found |= {f"{key}/{section.strip(' /')}": text(value, section) for section in value}
    return found


def _ugly(settings: Settings) -> frozenset[str]:
    sections = table(settings, "uglyurls")
    everywhere = frozenset("*" if _is_true(settings, "uglyurls") else "")
    return everywhere | {name for name in sections if _is_true(sections, name)}


def _taxonomies(settings: Settings) -> tuple[str, ...]:
    if "taxonomies" not in settings:
        return ("tags", "categories")
    found = table(settings, "taxonomies")
    return tuple(text(found, name) for name in found)


def _disabled(settings: Settings) -> frozenset[str]:
    found = {kind.lower() for kind in texts(settings, "disablekinds")}
    return frozenset(found | ({"taxonomy"} if "taxonomyterm" in found else set()))


def _patterns(written: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the regular expressions that Python reads, too."""
    found: list[str] = []
    for pattern in written:
        try:
            re.compile(pattern)
        except re.error:
            continue
        found.append(pattern)
    return tuple(found)


def _folder(path: str) -> str:
    path = clean(path).strip("/")
    return "" if path == "." else path + "/"


def _mounts(settings: Settings, component: str) -> tuple[Mount, ...]:
    """What ``module.mounts`` puts into the content or among the static files."""
    found: list[Mount] = []
    for mount in tables(settings, "module.mounts"):
        target = _folder(text(mount, "target"))
        if target.startswith(component):
            found.append(Mount(_folder(text(mount, "source")), target[len(component) :], text(mount, "lang")))
    return tuple(found)


def _contents(settings: Settings, languages: dict[str, Language]) -> tuple[Mount, ...]:
    found = _mounts(settings, "content/")
    if found:
        return found
    site = text(settings, "contentdir")
    own = {name: text(settings, f"languages.{name}.contentdir") for name in languages}
    if not site and not any(own.values()):
        return (Mount("content/"),)
    folders: dict[str, str] = {}
    for name in languages:
        folders.setdefault(_folder(own[name] or site or "content"), name)
    return tuple(Mount(folder, "", name) for folder, name in folders.items())


def _statics(settings: Settings) -> tuple[Mount, ...]:
    keys = ("staticdir", *(f"staticdir{number}" for number in range(11)))
    named = [folder for key in keys for folder in texts(settings, key)]
    return _mounts(settings, "static/") or tuple(Mount(_folder(folder)) for folder in named) or (Mount("static/"),)


def _themes(settings: Settings, folder: Folder) -> tuple[int, tuple[str, ...]]:
    """How many themes are named, and the folders of those that are here."""
    names = [*texts(settings, "theme"), *(text(each, "path") for each in tables(settings, "module.imports"))]
    above = _folder(text(settings, "themesdir") or "themes")
    found: list[str] = []
    for name in filter(None, names):
        places = (f"{above}{name}/", f"_vendor/{name}/")
        found += [place for place in places if folder.is_folder(place.rstrip("/"))][:1]
    return len(names), tuple(found)


def _heading_ids(settings: Settings, folder: Folder, layouts: tuple[str, ...]) -> str:
    """The style of ids; a hook of the layouts that does not print Hugo's own makes it unknown."""
    parser = table(settings, "markup.goldmark.parser")
    handler = text(settings, "markup.defaultmarkdownhandler") or "goldmark"
    hooks = (folder.text(f"{layout}_default/_markup/render-heading.html") for layout in layouts)
    hook = next((each for each in hooks if each), ".Anchor")
    if handler != "goldmark" or ".Anchor" not in hook or text(parser, "attribute.title") == "false":
        return "unknown"
    kind = text(parser, "autoheadingidtype").lower().removeprefix("github").strip("-")
    words = ["hugo", "none" if text(parser, "autoheadingid") == "false" else kind]
    words += ["emoji"] if _is_true(settings, "enableemoji") else []
    words += ["raw"] if _is_true(settings, "markup.goldmark.renderer.unsafe") else []
    return "-".join(filter(None, words))
