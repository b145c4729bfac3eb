"""Front matter against python-frontmatter, which reads values without their places."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml
from frontmatter.default_handlers import YAMLHandler

from seolint.document.front_matter import read_front_matter
from seolint.engine.files import find_files

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("SEOLINT_SHARED", ROOT.parent / "shared"))
FILES = find_files([str(ROOT / "fixtures"), *([str(SHARED / "corpora")] if SHARED.is_dir() else [])]).files


INDENTED = re.compile(r"\n([ \t]+)---[ \t]*[\r\n]*\Z")


@pytest.mark.parametrize("folder", sorted({path.rpartition("/")[0] for path in FILES}))
def test_scalars_are_those_of_python_frontmatter(folder: str) -> None:
    for path in (path for path in FILES if path.rpartition("/")[0] == folder):
        text = Path(path).read_bytes().decode()
        ours = read_front_matter(path, text)
        if ours.language != "yaml" or ours.problems:
            continue
        indented = INDENTED.search(text[: ours.end])
        if indented:  # we take it as the end, as Marp does
            text = text[: indented.start(1)] + text[indented.end(1) :]
        settings, _ = YAMLHandler().split(text.replace("\r\n", "\n").removeprefix("\ufeff"))
        theirs: dict[str, object] = yaml.load(settings, yaml.BaseLoader) or {}
        for key, value in theirs.items():
            if isinstance(value, str) and value not in {"null", "~"}:
                assert " ".join(ours.text(key).split()) == " ".join(value.split()), f"{path}: {key}"
