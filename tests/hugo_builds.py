"""Sites built by Hugo, and how what it built compares with what seolint says of the sources."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from seolint.document import Document
from seolint.document.destinations import destination as read
from seolint.engine.folder import DiskFolder
from seolint.site import Place, Site
from seolint.site.addresses import key
from seolint.site.detect import detect
from seolint.site.routes import Destination, Routes

HUGO = shutil.which("hugo")
WITHOUT_HUGO = "the comparison with real builds needs Hugo, which is not installed (Debian: apt install hugo)"

LAYOUT = """<!DOCTYPE html>
<html><head><meta name="source" content="{{ with .File }}{{ .Filename }}{{ end }}">
<link rel="canonical" href="{{ .Permalink }}">
<title>{{ if .IsHome }}{{ site.Title }}{{ else }}{{ .Title }} | {{ .Site.Title }}{{ end }}</title></head>
<body><article>{{ .Content }}</article></body></html>
"""
_LENIENT = {"HUGO_REFLINKSERRORLEVEL": "WARNING", "HUGO_REFLINKSNOTFOUNDURL": "#"}
_SOURCE = re.compile(r'<meta name="?source"? content="?([^">]*)"?>')
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')
_REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]*)"')
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_ARTICLE = re.compile(r"<article>(.*)</article>", re.DOTALL)
_HEADING = re.compile(r"<h[1-6](?=[ >])(?:[^>]*? id=[\"']([^\"']*)[\"'])?")
_LINK = re.compile(r"<(?:a|img)\b[^>]*? (?:href|src)=\"([^\"]*)\"")
_CONTENT = (".md", ".html")


class BuiltPage:
    """A page of the output: where it is and what it says."""

    def __init__(self, address: str, text: str) -> None:
        article = _ARTICLE.search(text)
        title = _TITLE.search(text)
        canonical = _CANONICAL.search(text)
        assert article, address
        assert title, address
        assert canonical, address
        self.address = address
        self.title = re.sub("[ \t\r\n\f]+", " ", html.unescape(title[1])).strip(" ")
        self.url = html.unescape(canonical[1])
        self.ids = tuple(html.unescape(found) for found in _HEADING.findall(article[1]))
        self.links = tuple(html.unescape(found) for found in _LINK.findall(article[1]))


class Output:
    """What Hugo built: pages by their source ("" for those without), redirects and the addresses of all files."""

    def __init__(self, folder: Path) -> None:
        self.pages: dict[str, list[BuiltPage]] = {}
        self.redirects: dict[str, str] = {}
        self.addresses: set[str] = set()
        for path in sorted(folder.rglob("*")):
            if not path.is_file():
                continue
            file = "/" + path.relative_to(folder).as_posix()
            address = file.removesuffix("index.html") if file.endswith("/index.html") else file
            self.addresses.add(address)
            text = path.read_text("utf-8", errors="replace")
            source, refresh = _SOURCE.search(text), _REFRESH.search(text)
            if source:
                self.pages.setdefault(html.unescape(source[1]), []).append(BuiltPage(address, text))
            elif refresh:
                self.redirects[address] = html.unescape(refresh[1])


def build(root: Path, output: Path) -> Output:
    """The output of a real build of the site at ``root``; a ``ref`` to no page leads to the page itself."""
    command = ["hugo", "--source", str(root), "--destination", str(output), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env={**os.environ, **_LENIENT})
    assert done.returncode == 0, done.stdout + done.stderr
    return Output(output)


class Sources:
    """The same site as seolint reads it."""

    def __init__(self, root: Path) -> None:
        site = detect("", DiskFolder(str(root)), Site(now=datetime.now(UTC)))
        assert site is not None
        assert (site.generator, site.known) == ("hugo", True)
        self.root, self.site = root, site
        self.documents: dict[str, Document] = {}
        self.files: list[str] = []
        for path in sorted(root.rglob("*")):
            inside = path.relative_to(root).as_posix()
            if not path.is_file() or inside.startswith("resources/"):
                continue
            if path.suffix in _CONTENT:
                document = Document(inside, path.read_bytes().decode(), site)
                if document.place.kind != "file":
                    self.documents[inside] = document
                    continue
            self.files.append(inside)
        self.places: dict[str, Place] = {path: document.place for path, document in self.documents.items()}
        self.routes = Routes(site, self.places, self.files)


def differences(sources: Sources, output: Output) -> list[str]:
    """Where prediction and output differ, in words: addresses, titles, ids, redirects, lists, files; [] when nowhere."""
    found: list[str] = []
    published = {path: each for path, each in sources.documents.items() if each.place.kind in {"post", "page"}}
    counts = Counter(each.address for each in published.values())
    built = {path: output.pages.get(str(sources.root / path), []) for path in sources.documents}
    for path, document in sources.documents.items():
        place, pages = document.place, built[path]
        if path not in published:
            found += [f"{path}: {place.kind}, but built at {page.address}" for page in pages]
            continue
        if counts[place.address] > 1:
            found.append(f"{path}: {place.address!r} is the address of {counts[place.address]} pages")
        elif [page.address for page in pages] != [place.address]:
            found.append(f"{path}: predicted at {place.address!r}, built at {[page.address for page in pages]}")
        else:
            found += _compared(document, pages[0])
    known = {source for source in output.pages if source and not source.startswith(str(sources.root))}
    known |= {str(sources.root / path) for path in sources.documents} | {""}
    found += [f"built from {source}, which is no page" for source in output.pages.keys() - known]
    lists = {name for place in sources.places.values() for name in place.lists if name.startswith("/")}
    made = {page.address for page in output.pages.get("", [])}
    found += [f"{address}: made without a source, not predicted" for address in made - lists]
    found += [f"{address}: predicted without a source, not there" for address in lists - output.addresses]
    found += _redirected(sources, output, lists)
    found += [
        f"{address}: no route to it" for address in sorted(output.addresses)
        if not address.endswith("sitemap.xml") and sources.routes.find(Destination("internal", address)) is None
    ]  # fmt: skip
    return found


def _compared(document: Document, page: BuiltPage) -> list[str]:
    """Hugo's own links to a file with a percent sign, or with ``url: …/index.html``, lead nowhere: these are not compared."""
    found: list[str] = []
    if document.full_title != page.title:
        found.append(f"{document.path}: title {document.full_title!r}, built {page.title!r}")
    if unquote(document.url) != unquote(page.url) and "%" not in document.address and not page.url.endswith("index.html/"):
        found.append(f"{document.path}: URL {document.url!r}, built {page.url!r}")
    raw = document.is_html or "raw" in document.site.heading_ids
    pairs = zip(document.headings, document.heading_ids, strict=True)
    ids = tuple(name for heading, name in pairs if raw or document.text[heading.at.start] != "<")
    if ids != page.ids:
        found.append(f"{document.path}: ids {ids}, built {page.ids}")
    return found


def _redirected(sources: Sources, output: Output, lists: set[str]) -> list[str]:
    """Aliases are redirects to their pages, and there are no others."""
    found: list[str] = []
    aliases: dict[str, str] = {}
    for path, place in sources.places.items():
        aliases |= dict.fromkeys(place.aliases, sources.documents[path].url)
    for address, url in aliases.items():
        if unquote(output.redirects.get(address, "")) != unquote(url):
            found.append(f"{address}: alias of {url}, built {output.redirects.get(address)}")
    return found + [f"{address}: redirect, not predicted" for address in output.redirects.keys() - aliases.keys() - lists]


def linked(sources: Sources, output: Output) -> tuple[int, list[str]]:
    """Whether each link of each built page answers in the output as ``Routes`` says; how many were compared."""
    found: list[str] = []
    count = 0
    addresses = {key(address) for address in output.addresses}
    for path, document in sources.documents.items():
        for page in output.pages.get(str(sources.root / path), []):
            urls = [link.url for link in document.links if link.url is not None] + [image.url for image in document.images]
            if len(urls) != len(page.links):
                found.append(f"{path}: {len(urls)} links, built {len(page.links)}")
                continue
            for url, built in zip(sorted(urls, key=lambda url: url.at), page.links, strict=True):
                destination = read(url, document.template.targets, sources.site, path, document.address)
                answer = sources.routes.find(destination) if destination.kind == "internal" else None
                address = _resolved(built, page.url, sources.site)
                if destination.kind != "internal" or not address or address.endswith(".md"):
                    continue
                if not built:
                    found += [] if answer and not sources.places[answer.path].address else [f"{path}: {url.value} leads nowhere"]
                    continue
                count += 1
                place = sources.places.get(answer.path) if answer else None
                if (answer is not None) != (key(address) in addresses):
                    found.append(f"{path}: {url.value} → {answer}, built {built}")
                elif destination.by == "post" and place and place.address != address:
                    found.append(f"{path}: {url.value} → {place.address}, built {built}")
    return count, found


def _resolved(url: str, base: str, site: Site) -> str:
    """The address to which a link of a built page leads, "" for one that leaves the site or stays on the page."""
    whole = urlsplit(urljoin(base, url))
    own = urlsplit(site.url)
    if url.startswith("#") or whole.netloc != own.netloc or not whole.path.startswith(site.baseurl + "/"):
        return ""
    return unquote(whole.path[len(site.baseurl) :])
