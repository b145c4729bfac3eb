"""Readers of Markdown that are packages of npm, in the folder that SEOLINT_NODE names: ``.ci/run`` installs them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from seolint.document import Document
from seolint.text import UNKNOWN, Placed

NODE = Path(os.environ.get("SEOLINT_NODE", ""))

Seen = dict[str, list[Any]]
"""Headings with level and text, URLs of links, images with URL and alt text, in order."""


def without_packages(*names: str) -> pytest.MarkDecorator:
    here = "SEOLINT_NODE" in os.environ and shutil.which("node") and all((NODE / "node_modules" / name).is_dir() for name in names)
    return pytest.mark.skipif(not here, reason=f"npm's {', '.join(names)} are not here: set SEOLINT_NODE to their folder")


def read(script: str, texts: list[str]) -> list[Any]:
    """What ``script``, whose ``read`` takes a text, says of each, at once or in time."""
    whole = script + """
import { text } from "node:stream/consumers"
console.log(JSON.stringify(await Promise.all(JSON.parse(await text(process.stdin)).map(post => read(post)))))
"""
    command = ["node", "--input-type=module", "--eval", whole]
    done = subprocess.run(command, cwd=NODE, input=json.dumps(texts), capture_output=True, text=True, check=True)
    found: list[Any] = json.loads(done.stdout)
    return found


def body(doc: Document) -> str:
    return doc.text[max(doc.front_matter.end, int(doc.text.startswith("\ufeff"))) :]


def ours(doc: Document) -> Seen:
    """What we see; what is not known is ``?`` in a URL, and nothing in other text."""
    return {
        "headings": [[heading.level, known(heading.text)] for heading in doc.headings],
        "links": [re.sub(f"{UNKNOWN}+", "?", link.url.value) for link in doc.links if link.url is not None],
        "images": [[re.sub(f"{UNKNOWN}+", "?", image.url.value), known(image.alt)] for image in doc.images],
    }


def known(text: Placed[str] | None) -> str:
    return fold(text.value.replace(UNKNOWN, "")) if text is not None else ""


def fold(text: str | None) -> str:
    return " ".join((text or "").split())


def differences(docs: list[Document], pages: list[Seen]) -> list[tuple[str, Seen, Seen]]:
    return [(doc.path, ours(doc), page) for doc, page in zip(docs, pages, strict=True) if ours(doc) != page]
