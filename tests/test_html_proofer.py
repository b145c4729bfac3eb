"""Sites that are built for real: html-proofer and seolint say the same of the links and images of what was built."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from test_command_line import run

FIXTURES = Path(__file__).parent.parent / "fixtures"
RULES = "link-broken,link-fragment,image-broken"
_FILE = re.compile(r"^- \./(.*)$")
_TAG = re.compile(r"^ +<\w+ [^>]*?(?:href|src)=\"([^\"]*)\"")
_IMAGE = re.compile(r"^ +\*  internal image (.*) does not exist")
_LAST = re.compile(r"^ +\*  (.*)$")

DIFFERENCES = {
    "jekyll-site": {
        # html-proofer does not find the page behind an address without an ending; servers do, and it has this place.
        ("notes/tegami/2025/08/01/tegami-no-kakikata/index.html", "/notes/arukikata#kami"),
        # html-proofer looks for a place of no name; in HTML this is the top of the page.
        ("notes/2023/11/11/inku-no-namae/index.html", "#"),
    },
    "hugo-site": set[tuple[str, str]](),
}

ROOT = '<!DOCTYPE html><html lang="ja"><head><title>入り口</title></head><body><a href="/notes/">帖</a></body></html>\n'
"""The page above the site's own path: with it the folder is all that a server shows."""

pytestmark = pytest.mark.skipif(shutil.which("htmlproofer") is None, reason="no htmlproofer here (Debian: ruby-html-proofer)")


def build(name: str, source: Path, output: Path) -> None:
    command = {
        "jekyll-site": ["jekyll", "build", "--quiet", "--disable-disk-cache", "--destination", str(output)],
        "hugo-site": ["hugo", "--quiet", "--destination", str(output)],
    }[name]
    if shutil.which(command[0]) is None:
        pytest.skip(f"no {command[0]} here")
    shutil.copytree(FIXTURES / name, source)
    environment = {**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    subprocess.run(command, cwd=source, env=environment, check=True, capture_output=True, timeout=120)


def proofer(folder: Path) -> set[tuple[str, str]]:
    """The files and the URLs in them that html-proofer finds broken."""
    command = ["htmlproofer", "--disable-external", "--log-level", "error", "--checks-to-ignore", "HtmlCheck", "."]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True, timeout=120, check=False
    )
    found: set[tuple[str, str]] = set()
    path = said = ""
    for line in (done.stdout + done.stderr).splitlines():
        if match := _FILE.match(line):
            path = match[1]
        elif match := _IMAGE.match(line):
            found.add((path, match[1]))
        elif match := _LAST.match(line):
            said = match[1]
        elif (match := _TAG.match(line)) and "alt" not in said:
            found.add((path, html.unescape(match[1])))
    return found


def seolint(folder: Path) -> set[tuple[str, str]]:
    done = run(folder, "check", "--isolated", "--select", RULES, "--format", "json")
    assert done.stderr == ""
    found = json.loads(done.stdout)["diagnostics"]
    texts = {each["path"]: (folder / each["path"]).read_text(encoding="utf-8") for each in found}
    return {
        (each["path"], html.unescape(texts[each["path"]][each["start"]["offset"] : each["end"]["offset"]])) for each in found
    }


@pytest.mark.parametrize("name", DIFFERENCES)
def test_the_built_site_has_the_same_broken_links(tmp_path: Path, name: str) -> None:
    output = tmp_path / "out"
    build(name, tmp_path / "site", output / "notes")
    (output / "index.html").write_text(ROOT, encoding="utf-8")
    theirs, ours = proofer(output), seolint(output)
    assert len(theirs) >= 4
    assert theirs - ours == DIFFERENCES[name]
    assert ours - theirs == set()
