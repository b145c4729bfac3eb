"""Which files Jekyll reads at all (``entry_filter.rb``)."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from msgspec import Struct

EXCLUDED = (
    ".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules", "vendor/bundle/", "vendor/cache/",
    "vendor/gems/", "vendor/ruby/",
)  # fmt: skip
_SPECIAL = (".", "_", "#", "~")


class Entries(Struct, frozen=True):
    """``include`` and ``exclude`` are patterns, ``destination`` the folder of the built site, all from the source folder."""

    include: tuple[str, ...] = (".htaccess",)
    exclude: tuple[str, ...] = EXCLUDED
    destination: str = "_site"

    def reads(self, path: str) -> bool:
        """Whether ``path`` is read when every folder on the way to it is looked into."""
        if path in {pattern.strip("/") for pattern in self.include}:
            return True
        parts = path.split("/")
        return all(
            self.takes(part, "/".join(parts[:number]), folder=number + 1 < len(parts)) for number, part in enumerate(parts)
        ) and not path.startswith(self.destination + "/")

    def takes(self, entry: str, base: str, *, folder: bool = False) -> bool:
        """Whether ``entry``, a path from the folder ``base``, is taken."""
        if entry.endswith("."):
            return False
        name = entry.rpartition("/")[2]
        if _matches(self.include, entry, folder=folder) or _matches(self.include, name, folder=folder):
            return True
        if _matches((p for p in self.exclude if p not in self.include), f"{base}/{entry}".lstrip("/"), folder=folder):
            return False
        return not (entry.startswith(_SPECIAL) or name.startswith(_SPECIAL) or entry.endswith("~"))


def _matches(patterns: Iterable[str], path: str, *, folder: bool) -> bool:
    """Whether ``path`` begins with one of the patterns or is matched by one; ``*`` goes past slashes."""
    for pattern in patterns:
        pattern = pattern.lstrip("/")
        if path.startswith(pattern) or (folder and pattern == path + "/"):
            return True
        if any(char in pattern for char in "*?[") and fnmatchcase(path, pattern.replace("[^", "[!")):
            return True
    return False
