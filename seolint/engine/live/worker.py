"""The worker: a process that knows the posts, and answers one request after the other."""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Iterator

from seolint.engine.live.channel import Channel
from seolint.engine.live.desk import Desk
from seolint.engine.live.messages import (
    Answer,
    Ask,
    Changed,
    Drop,
    Everything,
    Failed,
    Look,
    Put,
    Request,
    Rested,
    Setup,
    Told,
)
from seolint.engine.page import read_page
from seolint.kept_patterns import KeptPatterns
from seolint.registry import own_rules
from seolint.site import Site

_IDLE = 1.0
"""Seconds without a request after which there is time for what may take long."""


def work(patterns: KeptPatterns | None) -> None:
    """Answer until the server is gone, with the ``patterns`` that may be kept."""
    if sys.platform != "win32":
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the keys that stop the server go to this process too
    channel = Channel()
    desk, warming = Desk(channel.send, channel.waits), _warm_up()
    works = False
    while True:
        waits = desk.patience(_IDLE)
        if waits != 0 and not channel.waits() and next(warming, False):
            continue
        gc.enable()  # hitherto all was imported, and stays
        if patterns is not None and waits != 0 and not channel.waits():
            patterns.write()
        if works and (waits is None or waits > _IDLE):
            works = False
            channel.send(Rested())
        request = channel.next(waits)
        works = works or request is not None or waits == 0
        if request is not None:
            handle(desk, request, channel)
        else:
            desk.work()


_POST = "---\ntitle: 題\n---\n\n## 見出し\n\n本文です。[次](/a/)\n"


def _warm_up() -> Iterator[bool]:
    """Import what the first post will need, a little at each step; a plugin is not touched before it is trusted."""
    for rule in own_rules():
        if not rule.opt_in:
            read_page("a.md", _POST, Site(), [rule()])
            yield True


def handle(desk: Desk, request: Request, channel: Channel) -> None:
    """Answer one request."""
    match request:
        case Setup():
            desk.set_up(request)
        case Put():
            try:
                told = desk.put(request)
            except Exception:
                traceback.print_exc()
                told = Told(request.number, request.uri, request.version, "", request.path)
            channel.send(told)
            desk.tell_others(request.uri)
        case Drop():
            desk.drop(request.uri)
        case Changed():
            desk.changed(request)
        case Look():
            desk.look()
        case Everything():
            desk.everything(request)
        case Ask():
            try:
                answer: Answer | Failed = Answer(request.number, desk.answer(request))
            except Exception as error:
                answer = Failed(request.number, f"{type(error).__name__}: {error}"[:500])
            channel.send(answer)
            if request.what == "add_to_baseline":
                desk.note_baselines()
                desk.tell_others()


