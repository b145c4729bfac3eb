"""The table of hosts that were shut: every entry can be met, and says when and by whom it is known."""

import re

import pytest

from seolint_rules.data import table
from seolint_rules.data.dead_image_hosts import DeadHosts, dead

ENTRIES = table("dead_image_hosts", tuple[DeadHosts, ...])
ALIVE = (
    "https://images.unsplash.com/photo-1", "https://placehold.co/300", "https://placehold.jp/300x200.png", "https://i.postimg.cc/a/b.png",
    "https://www.dropbox.com/s/a/b.png?raw=1", "https://dl.dropboxusercontent.com/s/a/b.png", "https://drive.google.com/uc?id=1",
    "https://example.jp/via.placeholder.com/150", "https://notgfycat.com/a.gif", "/tinypic.com/a.png", "tinypic.com/a.png", "//", "http://[",
)  # fmt: skip


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.hosts[0])
def test_every_entry_can_be_met_and_says_what_is_known(entry: DeadHosts) -> None:
    for host in entry.hosts:
        found = dead(f"http://{'i40' if host.startswith('.') else ''}{host}{entry.path or '/'}a.png")
        assert found is not None
        assert found[1] is entry
    assert re.fullmatch(r"20\d\d(-\d\d){0,2}", entry.since)
    assert re.match(r"https?://\S+$", entry.source)
    assert entry.en != entry.ja


def test_a_host_stands_in_one_entry() -> None:
    hosts = [host for entry in ENTRIES for host in entry.hosts]
    assert len(set(hosts)) == len(hosts)


@pytest.mark.parametrize("url", ALIVE)
def test_hosts_that_serve_are_left_alone(url: str) -> None:
    assert dead(url) is None
