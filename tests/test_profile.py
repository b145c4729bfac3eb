"""``check --profile``: where the time went, and nothing else is another thing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from test_command_line import run

SAMPLE = Path(__file__).resolve().parent.parent / "fixtures" / "sample-site"
ROW = re.compile(r" *(\d+\.\d{3}) +(\d+\.\d)  (\S.*)")


@pytest.mark.parametrize(("language", "words"), [("en", ("posts", "views of the post", "rules", "more")),
                                                 ("ja", ("記事", "記事の見方", "規則", "ほか"))])  # fmt: skip
def test_the_tables_have_all_of_the_time(language: str, words: tuple[str, ...]) -> None:
    plain = run(SAMPLE, "check", "--no-cache", "--format", "json", "--lang", language)
    done = run(SAMPLE, "check", "--profile", "--format", "json", "--lang", language)
    assert done.stdout == plain.stdout
    assert all(word in done.stderr for word in words)
    assert re.search(rf"\b{json.loads(done.stdout)['summary']['files']}(?: posts|記事)", done.stderr)
    rows = [ROW.fullmatch(line) for line in done.stderr.splitlines()]
    found = {row[3]: float(row[2]) for row in rows if row is not None}
    assert {"words", "content"} < found.keys()
    assert sum(found.values()) == pytest.approx(100, abs=2.5)
    views, rules = done.stderr.split(words[2], 1)[0], done.stderr.rsplit(words[2], 1)[1]
    for table in (views, rules):
        times = [float(row[1]) for line in table.splitlines() if (row := ROW.fullmatch(line)) and not row[3].startswith(words[3])]
        shown = times[:15]
        assert shown == sorted(shown, reverse=True)


def test_without_posts_and_on_standard_input(tmp_path: Path) -> None:
    assert "ms" not in run(tmp_path, "check", "--profile").stderr
    done = run(tmp_path, "check", "--profile", "-", "--lang", "en")
    assert done.returncode == 2
    assert "--profile reads files" in done.stderr
