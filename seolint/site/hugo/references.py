"""What ``ref`` and ``relref`` call a page: names in lower case, behind the language and a colon."""

from __future__ import annotations

from seolint.site.hugo.languages import Source
from seolint.site.hugo.paths import join


def names(source: Source) -> tuple[str, ...]:
    """The path of a page without ending and its bare name; of a section its path with a final slash, and its file's."""
    language, folder = source.language.name, "/" + source.folder.lower()
    if source.kind == "page":
        name = source.name.lower()
        return (f"{language}:{folder}{name}", f"{language}:{name}")
    bare = folder.rstrip("/").rpartition("/")[2]
    return (f"{language}:{folder}", f"{language}:{folder}{source.file_name.lower()}", *([f"{language}:{bare}"] if bare else []))


def candidates(name: str, source: Source, language: str) -> tuple[str, ...]:
    """What ``name``, as it is written in the page ``source``, may mean, in the order in which Hugo tries it."""
    written = name.strip().lower() or "/"
    paths = [written]
    if not written.startswith("/"):
        own = f"{source.folder}{source.name}/" if source.is_bundle and source.kind == "page" else source.folder
        paths = [join("/", own.lower() if written.startswith("..") else source.folder.lower(), written)]
        if not written.startswith("."):
            paths.append("/" + written)
    found: list[str] = []
    bare = ""
    for path in paths:
        plain = _without_ending(path, language)
        bare = plain.rpartition("/")[2]
        found += [f"{path.rstrip('/')}/", plain]
        if path.rpartition("/")[2].startswith("_index."):
            found.append(path)
    if not written.startswith(".") and written.lstrip("/").count("/") == 0:
        found.append(bare)
    return tuple(dict.fromkeys(f"{language}:{each}" for each in found))


def _without_ending(path: str, language: str) -> str:
    folder, slash, name = path.rpartition("/")
    stem = name[: name.rfind(".")] if "." in name else name
    return (folder + slash + stem.removesuffix("." + language)).removesuffix("/index").removesuffix("/_index")
