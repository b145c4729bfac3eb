"""What the tests of the HTML report share: posts made to break out of it, and how its data is read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from test_command_line import run

SAMPLE = Path(__file__).parents[1] / "fixtures" / "sample-site"
BREAKS_OUT = "</script><img src=x onerror=alert(1)>"
TITLES = {
    "breaks-out": BREAKS_OUT,
    "comment": "<!--<script>alert(2)</script>",
    "line-separators": "二行\u2028三行\u2029四行",
    "bidi": "左\u202eこら右\u2066x",
    "quotes": "' onmouseover='alert(3)\" {{data}} {{script}} \\u003c &lt; &amp;",
}


def hostile_site(folder: Path) -> Path:
    """A site whose titles, texts and file names are markup, or characters that one cannot see."""
    (folder / "<img src=x onerror=alert(4)>").mkdir()
    for name, title in TITLES.items():
        post = f"---\ntitle: {title * 3}\n---\n![](a.png)\n\n{title}承知いたしました。\0\x1b[31m\n"
        (folder / f"{name}.md").write_text(post, encoding="utf-8")
    post = f"---\ntitle: '{BREAKS_OUT}'\n---\n![](a.png)\n"
    (folder / "same.md").write_text(post, encoding="utf-8")
    (folder / "<img src=x onerror=alert(4)>" / "“<b>&amp;” ' \u202e.md").write_text(post, encoding="utf-8")
    return folder


def report(site: Path, language: str = "en") -> str:
    return run(site, "check", "--format", "html", "--lang", language, "--fail-on", "never").stdout


def findings(site: Path, language: str = "en") -> dict[str, Any]:
    """The same as JSON."""
    return msgspec.json.decode(run(site, "check", "--format", "json", "--lang", language).stdout, type=dict[str, Any])
