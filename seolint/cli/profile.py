"""``seolint check --profile``: where the time went."""

from __future__ import annotations

from collections.abc import Iterator

import click

from seolint.engine.profile import Profile

_SHOWN = 15


def print_profile(profile: Profile, language: str) -> None:
    """Two tables on standard error: the views and the rules that took longest, in milliseconds a post."""
    for line in _lines(profile, ja=language == "ja"):
        click.echo(line, err=True)


def _lines(profile: Profile, *, ja: bool) -> Iterator[str]:
    spent, pages = list(profile), profile.pages
    if not pages:
        return
    total = sum(each.seconds for each in spent) or 1.0
    each = 1_000 * total / pages
    yield ""
    read = f"{profile.pages:,}"
    yield f"{read}記事を読む時間：1記事あたり{each:.1f}ms" if ja else f"Reading {read} posts: {each:.1f} ms a post"
    for kind, title in (("view", "記事の見方" if ja else "views of the post"), ("rule", "規則" if ja else "rules")):
        rows = [row for row in spent if row.kind == kind]
        yield ""
        yield f"      ms     %  {title}"
        for row in rows[:_SHOWN]:
            yield f"{1_000 * row.seconds / pages:8.3f} {100 * row.seconds / total:5.1f}  {row.name}"
        if more := rows[_SHOWN:]:
            seconds = sum(row.seconds for row in more)
            rest = f"ほか{len(more)}" if ja else f"{len(more)} more"
            yield f"{1_000 * seconds / pages:8.3f} {100 * seconds / total:5.1f}  {rest}"
