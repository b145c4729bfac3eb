"""Sites that Jekyll really builds, and what seolint says of them."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from msgspec import Struct

from seolint.document import Document
from seolint.engine.folder import DiskFolder
from seolint.site import Site
from seolint.site.detect import detect

PAGES = (".md", ".markdown", ".html")

needs_jekyll = pytest.mark.skipif(
    shutil.which("jekyll") is None,
    reason="no jekyll here (Debian: jekyll ruby-jekyll-seo-tag ruby-jekyll-redirect-from)",
)


class Page(Struct, frozen=True):
    """A built page: its file in the output, the title, and the ids of the headings in ``main``."""

    output: str
    title: str
    ids: tuple[str, ...]


def write(root: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def build(root: Path) -> Path:
    """The folder of the site that Jekyll makes of ``root``, in Greenwich's time where the configuration names none."""
    command = ["jekyll", "build", "--quiet", "--disable-disk-cache", "--destination", str(root / "_site")]
    environment = {**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return root / "_site"


def built_pages(output: Path) -> dict[str, Page]:
    """The pages by the source that their layout names in ``meta``."""
    found: dict[str, Page] = {}
    for file in sorted(file for file in output.rglob("*.html") if file.is_file()):
        text = file.read_text(encoding="utf-8")
        soup = BeautifulSoup(text, "html.parser")
        meta = soup.find("meta", attrs={"name": "source"})
        if meta is not None:
            title = re.search("<title>(.*?)</title>", text, re.DOTALL)  # no parser but a browser's reads tags there as text
            headings = soup.select("main h1, main h2, main h3, main h4, main h5, main h6")
            found[str(meta["content"])] = Page(
                file.relative_to(output).as_posix(),
                " ".join(html.unescape(title[1]).split(" ")) if title is not None else "",
                tuple(str(heading.get("id") or "") for heading in headings),
            )
    return found


def site_of(root: Path) -> Site:
    site = detect("", DiskFolder(str(root)), Site(now=datetime.now(UTC)))
    assert site is not None
    assert site.generator == "jekyll"
    return site


def sources(root: Path) -> list[str]:
    """The files of a site from its root, without the configuration and what a build leaves."""
    files = (file.relative_to(root).as_posix() for file in sorted(root.rglob("*")) if file.is_file())
    return [path for path in files if not path.startswith(("_site/", ".jekyll-cache/", "_config."))]


def documents(root: Path, site: Site) -> dict[str, Document]:
    """The pages, posts and drafts by their path."""
    return {
        path: Document(path, (root / path).read_text(encoding="utf-8"), site)
        for path in sources(root)
        if path.endswith(PAGES) and not {"_layouts", "_includes"}.intersection(path.split("/"))
    }


def output_of(address: str) -> str:
    """The file that Jekyll writes for a page at ``address``."""
    name = address.removeprefix("/")
    if name == "" or name.endswith("/"):
        return name + "index.html"
    return name if name.endswith((".html", ".htm", ".md")) else name + ".html"
