"""``--online`` against servers that misbehave, and addresses inside networks."""

from __future__ import annotations

import ipaddress
import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from misbehaving import Server, own_context
from test_command_line import run

from seolint.engine.online.addresses import is_public, public_and
from seolint.engine.online.ask import ask
from seolint.engine.online.store import Store, age_limit
from seolint.engine.online.visitor import Manners, Visitor
from seolint.index import Reply

INSIDE = (
    "127.0.0.1 127.9.9.9 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 240.0.0.1 255.255.255.255 "
    "::1 :: fe80::1 fc00::1 fd00:ec2::254 ff02::1 ::ffff:127.0.0.1 ::ffff:169.254.169.254 2002:7f00:1:: 64:ff9b::7f00:1 "
    "64:ff9b::a9fe:a9fe 2001:0:4136:e378:8000:63bf:80ff:fffe 192.0.2.1 198.18.0.1 2001:db8::1"
).split()
OUTSIDE = "93.184.215.14 8.8.8.8 1.1.1.1 2606:4700::6810:84e5 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1".split()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


def asked(server: Server, path: str, seconds: float = 10.0) -> Reply:
    return ask(server.url(path), public_and(frozenset({"127.0.0.1"})), seconds)


@pytest.mark.parametrize("ip", INSIDE)
def test_machines_inside_networks_are_not_asked(ip: str) -> None:
    assert not is_public(ipaddress.ip_address(ip))
    host = f"[{ip}]" if ":" in ip else ip
    reply = ask(f"http://{host}:9/", public_and(frozenset()))
    assert (reply.status, reply.problem) == (0, "forbidden")


@pytest.mark.parametrize("ip", OUTSIDE)
def test_machines_of_the_internet_may_be_asked(ip: str) -> None:
    assert is_public(ipaddress.ip_address(ip))


@given(st.ip_addresses(v=4))
def test_an_address_counts_as_itself_however_it_is_written(ip: ipaddress.IPv4Address) -> None:
    number = int(ip)
    mapped = ipaddress.IPv6Address((0xFFFF << 32) | number)
    translated = ipaddress.IPv6Address((0x64FF9B << 96) | number)
    assert is_public(mapped) == is_public(translated) == is_public(ip)


def test_a_name_that_stands_for_this_machine_is_not_asked(server: Server) -> None:
    for host in ("localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1"):
        reply = ask(f"http://{host}:{server.port}/status/200", public_and(frozenset()))
        assert reply.problem in {"forbidden", "unknown-host"}, host
    assert server.asked == []


@pytest.mark.parametrize("place", ["http://169.254.169.254/latest", "http://[::1]:1/", "http://localhost:1/", "//10.0.0.1/"])
def test_redirects_into_networks_are_not_followed(server: Server, place: str) -> None:
    reply = asked(server, f"/to/{place}")
    assert (reply.status, reply.hops, reply.problem) == (0, 1, "forbidden")


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://a.jp/", "gopher://a.jp/", "javascript:alert(1)", "http://u:p@a.jp/"])
def test_redirects_to_what_is_no_page_of_the_web_are_not_followed(server: Server, place: str) -> None:
    assert asked(server, f"/to/{place}").problem == "not-asked"


@pytest.mark.parametrize(
    ("path", "status", "hops", "problem"),
    [
        ("/status/200", 200, 0, ""),
        ("/status/404", 404, 0, ""),
        ("/status/410", 410, 0, ""),
        ("/status/429", 429, 0, ""),
        ("/status/500", 500, 0, ""),
        ("/no-head", 200, 0, ""),
        ("/head-hangs-up", 200, 0, ""),
        ("/endless-body", 200, 0, ""),
        ("/to//status/404", 404, 1, ""),
        ("/chain/3", 200, 3, ""),
        ("/chain/99", 301, 11, "hops"),
        ("/circle/a", 301, 2, "loop"),
        ("/no-http", 0, 0, "broken"),
        ("/nothing", 0, 0, "broken"),
        ("/endless-head", 0, 0, "broken"),
        ("/long-line", 0, 0, "broken"),
        ("/bad-location", 302, 1, "not-asked"),
    ],
)
def test_what_a_server_says(server: Server, path: str, status: int, hops: int, problem: str) -> None:
    reply = asked(server, path)
    assert (reply.status, reply.hops, reply.problem) == (status, hops, problem)


def test_letters_are_asked_for_as_browsers_write_them(server: Server) -> None:
    assert asked(server, "/status/200/パン?q=食パン&r=%20#焼く").status == 200
    path = "/status/200/%E3%83%91%E3%83%B3?q=%E9%A3%9F%E3%83%91%E3%83%B3&r=%20"
    assert server.asked == [f"HEAD {path} HTTP/1.1"]
    assert asked(server, "/status/200/a\r\nHost: b").problem == "not-asked"


@pytest.mark.parametrize("path", ["/silent", "/drops"])
def test_a_slow_server_is_left_in_time(server: Server, path: str) -> None:
    assert asked(server, path, 0.7).problem == "timeout"


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
def test_certificates_are_checked_and_handshakes_are_limited(tmp_path: Path, server: Server) -> None:
    secure = Server(own_context(tmp_path))
    own = public_and(frozenset({"127.0.0.1"}))
    assert ask(secure.url("/status/200", "https"), own).problem == "certificate"
    secure.close()
    assert ask(server.url("/status/200", "https"), own).problem == "broken"


def test_no_host_is_asked_twice_at_once_or_again(tmp_path: Path, server: Server) -> None:
    store = Store(tmp_path / "replies.sqlite", 1_000_000)
    manners = Manners(pause=0.0)
    urls = [server.url(f"/status/200/{number}") for number in range(12)]
    visitor = Visitor(store, public_and(frozenset({"127.0.0.1"})), manners)
    assert {visitor(urls)[url].status for url in urls} == {200}
    assert visitor(urls)[urls[0]].status == 200
    assert Visitor(store, public_and(frozenset()), manners)(urls)[urls[0]].status == 200
    assert server.most == 1
    assert set(server.counts.values()) == {1}


def test_a_host_that_does_not_answer_is_left_alone(tmp_path: Path, server: Server) -> None:
    visitor = Visitor(Store(tmp_path / "r", 0), public_and(frozenset({"127.0.0.1"})), Manners(pause=0, seconds=0.3, few=2))
    assert len(visitor(server.url(f"/silent/{number}") for number in range(9))) == 2
    assert visitor.offline


def test_a_host_that_is_asked_too_much_is_left_alone(tmp_path: Path, server: Server) -> None:
    visitor = Visitor(Store(tmp_path / "r", 0), public_and(frozenset({"127.0.0.1"})), Manners(pause=0))
    assert len(visitor(server.url(f"/status/429/{number}") for number in range(9))) == 1
    assert not visitor.offline


@pytest.mark.parametrize(
    ("reply", "days"),
    [(Reply(200), 7), (Reply(404), 1), (Reply(0, problem="unknown-host"), 1), (Reply(503), 0), (Reply(0, problem="timeout"), 0)],
)
def test_an_answer_is_as_good_as_it_is_young(tmp_path: Path, reply: Reply, days: int) -> None:
    file = tmp_path / "replies.sqlite"
    Store(file, 0).keep({"https://a.jp/": reply})
    limit = age_limit(reply)
    assert limit == (days * 86_400 or 3_600)
    assert Store(file, limit - 1).known(["https://a.jp/"]) == {"https://a.jp/": reply}
    assert Store(file, limit).known(["https://a.jp/"]) == {}
    assert Store(file, -1).known(["https://a.jp/"]) == {}


def test_a_store_that_is_none_is_empty(tmp_path: Path) -> None:
    file = tmp_path / "replies.sqlite"
    file.write_bytes(b"SQLite format 3\0" + b"x" * 5_000)
    assert Store(file, 0).known(["https://a.jp/"]) == {}
    Store(file, 0).keep({"https://a.jp/": Reply(200)})
    assert Store(file, 0).known(["https://a.jp/"]) == {"https://a.jp/": Reply(200)}
    foreign = tmp_path / "foreign.sqlite"
    with sqlite3.connect(foreign) as base:
        base.execute("CREATE TABLE replies (a, b)")
    Store(foreign, 0).keep({"https://a.jp/": Reply(200)})
    assert Store(foreign, 0).known(["https://a.jp/"]) == {}
    (tmp_path / "file").write_text("")
    Store(tmp_path / "file" / "replies.sqlite", 0).keep({"https://a.jp/": Reply(200)})


def test_the_command_asks_only_when_told_to(tmp_path: Path, server: Server) -> None:
    post, home = tmp_path / "posts", str(tmp_path / "home")
    post.mkdir()
    (post / "a.md").write_text(
        f"[資料]({server.url('/status/404')})と[一覧]({server.url('/status/200')})です。\n", encoding="utf-8"
    )
    only = ("check", "--isolated", "--select", "link-external-dead", "--format", "json", "--lang", "ja")
    assert json.loads(run(post, *only, SEOLINT_CACHE_DIR=home).stdout)["diagnostics"] == []
    assert server.asked == []

    done = run(post, *only, "--online", SEOLINT_CACHE_DIR=home)
    said = [found["message"] for found in json.loads(done.stdout)["diagnostics"]]
    assert len(said) == 2
    assert all("ネットワークの中" in each for each in said)
    assert server.asked == []

    for _ in range(2):
        allowed = ("--online", "--allow-host", "127.0.0.1")
        done = run(post, *only, *allowed, SEOLINT_CACHE_DIR=str(tmp_path / "other"))
        (found,) = json.loads(done.stdout)["diagnostics"]
        assert "404" in found["message"]
    assert server.counts == {"/status/404": 2, "/status/200": 1}


def test_options_that_do_not_go_together_are_refused(tmp_path: Path) -> None:
    assert "--online" in run(tmp_path, "check", "--allow-host", "a.jp").stderr
    assert run(tmp_path, "check", "--online", "-").returncode == 2
