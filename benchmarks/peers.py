"""The linters that people would use instead: each is installed from its registry into a folder of its own, and tried."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from measure import Command, Said

_BAD = """---
title: 試し
---

# 見出し

*   これはこれはとても、とても、とても、とても、長い文ですが、食べれる。

#### 深い
[なし](なし.html) ![](x.png)
[x]: y

[z]: y
"""
"""A post in which each peer finds something: one that finds nothing here does not run as it is meant to."""

_PAGES = """
import sys
from pathlib import Path
import pyromark
source, target = map(Path, sys.argv[1:])
markdown = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES)
target.mkdir(parents=True)
head = '<!DOCTYPE html>\\n<html lang="ja"><head><meta charset="utf-8"><title>{}</title></head>\\n<body>\\n{}\\n</body></html>\\n'
for path in source.iterdir():
    body = path.read_text(encoding="utf-8").split("\\n---\\n", 1)[1]
    (target / f"{path.stem}.html").write_text(head.format(path.stem, markdown.html(body)), encoding="utf-8")
"""


class NotInstalledError(Exception):
    """Why a peer is not here."""


class Installed(NamedTuple):
    """A program, what it is started with, and its version with those of its rules."""

    argv: Sequence[str]
    version: str
    environment: Mapping[str, str] = {}


class Peer(NamedTuple):
    """``sign`` is in what it prints of a bad post; ``files`` is how it names those of a folder; ``most`` posts are enough for one
    that is very slow; it may read ``pages`` instead of posts."""

    name: str
    install: Callable[[Path], Installed]
    sign: str
    files: str = ""
    most: int | None = None
    pages: bool = False

    def command(self, installed: Installed, folder: Path, target: str) -> Command:
        """It on ``_posts`` or a post there, or on what was built of that."""
        if not target.endswith(".md"):
            target += self.files
        if self.pages:
            target = target.replace("_posts", "_pages").replace(".md", ".html")
        return Command([*installed.argv, target], folder, environment=installed.environment, peer=True)


def _ran(command: Sequence[str], folder: Path | None = None, environment: Mapping[str, str] = {}) -> str:
    """What it printed, errors too; refused when it ended otherwise than a linter does."""
    try:
        done = subprocess.run(
            command, cwd=folder, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", timeout=900,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotInstalledError(f"{command[0]}: {error}") from error
    if done.returncode not in {0, 1}:
        raise NotInstalledError(f"{' '.join(command)} ended with {done.returncode}: {done.stdout[-500:].strip()}")
    return done.stdout


def _needs(*programs: str) -> None:
    for program in programs:
        if shutil.which(program) is None:
            raise NotInstalledError(f"{program} is not here")


def _npm(folder: Path, *packages: str) -> tuple[Path, str]:
    """The folder of the packages, and the version of each."""
    _needs("npm", "node")
    modules = folder / "node_modules"
    if not all((modules / package / "package.json").is_file() for package in packages):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
        told = _ran(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", *packages], folder)
        if not all((modules / package / "package.json").is_file() for package in packages):
            raise NotInstalledError(f"npm installed nothing: {told[-500:].strip()}")
    versions = (json.loads((modules / package / "package.json").read_text(encoding="utf-8"))["version"] for package in packages)
    return modules, ", ".join(f"{package} {version}" for package, version in zip(packages, versions, strict=True))


def _rumdl(folder: Path) -> Installed:
    program = folder / "bin" / "rumdl"
    if not program.is_file():
        _ran([sys.executable, "-m", "venv", str(folder)])
        told = _ran([str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "rumdl"])
        if not program.is_file():
            raise NotInstalledError(f"pip installed nothing: {told[-500:].strip()}")
    return Installed([str(program), "check", "--no-cache", "--no-config"], _ran([str(program), "--version"]).strip())


def _markdownlint(folder: Path) -> Installed:
    modules, version = _npm(folder, "markdownlint-cli2")
    return Installed([str(modules / ".bin" / "markdownlint-cli2")], version)


def _textlint(folder: Path) -> Installed:
    presets = "preset-ja-technical-writing", "preset-japanese"
    modules, version = _npm(folder, "textlint", *(f"textlint-rule-{preset}" for preset in presets))
    rules = folder / "rules.json"
    rules.write_text(json.dumps({"rules": dict.fromkeys(presets, True)}), encoding="utf-8")
    program = [str(modules / ".bin" / "textlint"), "--no-color", "--config", str(rules), "--rules-base-directory", str(modules)]
    return Installed(program, version, {"NODE_OPTIONS": "--max-old-space-size=8000"})


def _remark(folder: Path) -> Installed:
    modules, version = _npm(folder, "remark-cli", "remark-preset-lint-recommended", "remark-frontmatter")
    rules = folder / "rules.json"
    rules.write_text(json.dumps({"plugins": ["remark-frontmatter", "remark-preset-lint-recommended"]}), encoding="utf-8")
    return Installed([str(modules / ".bin" / "remark"), "--no-stdout", "--no-color", "--rc-path", str(rules)], version)


def _html_proofer(folder: Path) -> Installed:
    environment = {"LC_ALL": "C.UTF-8"}
    program = shutil.which("htmlproofer")
    if program is None:
        _needs("gem")
        environment |= {"GEM_HOME": str(folder), "GEM_PATH": str(folder)}
        program = str(folder / "bin" / "htmlproofer")
        if not Path(program).is_file():
            told = _ran(["gem", "install", "--no-document", "--install-dir", str(folder), "html-proofer"])
            if not Path(program).is_file():
                raise NotInstalledError(f"gem installed nothing: {told[-500:].strip()}")
    version = _ran([program, "--version"], environment=environment).strip()
    return Installed([program, "--disable-external"], version.replace("htmlproofer", "html-proofer"), environment)


PEERS = (
    Peer("rumdl", _rumdl, "MD0"),
    Peer("markdownlint-cli2", _markdownlint, "MD0", files="/*.md"),
    Peer("remark-lint", _remark, "no-unused-definitions"),
    Peer("html-proofer", _html_proofer, "internal", pages=True),
    Peer("textlint, preset-ja-technical-writing, preset-japanese", _textlint, "ja-technical-writing/", most=100),
)


def build_pages(folder: Path) -> None:
    """Plain pages of ``folder/_posts`` in ``folder/_pages``; by a process of its own, since peers begin as large as this one is."""
    subprocess.run([sys.executable, "-c", _PAGES, str(folder / "_posts"), str(folder / "_pages")], check=True)


def installed(folder: Path) -> tuple[list[tuple[Peer, Installed]], Said]:
    """The peers that can be installed into ``folder``, or are there, and that find what is wrong in a bad post; a note on them."""
    trial = folder / "trial"
    shutil.rmtree(trial, ignore_errors=True)
    (trial / "_posts").mkdir(parents=True)
    (trial / "_posts" / "bad.md").write_text(_BAD, encoding="utf-8")
    build_pages(trial)
    found: list[tuple[Peer, Installed]] = []
    absent: list[str] = []
    for peer in PEERS:
        try:
            one = peer.install(folder / peer.name.partition(",")[0])
            command = peer.command(one, trial, "_posts/bad.md")
            told = _ran(command.argv, command.folder, command.environment)
            if peer.sign not in told:
                raise NotInstalledError(f"it finds nothing in a bad post: {told[-500:].strip()}")
        except NotInstalledError as error:
            print(f"{peer.name} is left out: {error}", file=sys.stderr)
            absent.append(peer.name)
        else:
            found.append((peer, one))
    versions, names = ", ".join(one.version for _, one in found) or "-", "; ".join(absent)
    return found, (
        f"Peers: {versions}." + f" Left out, since they could not be installed: {names}." * bool(absent),
        f"ほかのツール：{versions}。" + f"インストールできなかったため除いたもの：{names}。" * bool(absent),
    )
