"""The worker: a process that knows the posts, and answers one request after the other."""

from __future__ import annotations

import gc
import sys

from seolint.engine.live.channel import Channel
from seolint.engine.live.desk import Desk
from seolint.engine.live.messages import Answer, Ask, Changed, Drop, Everything, Failed, Put, Request, Setup

_IDLE = 1.0
"""Seconds without a request after which there is time for what may take long."""


def main() -> None:
    """Work until the server is gone."""
    gc.set_threshold(100_000, 20, 20)
    if sys.platform != "win32":
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the keys that stop the server go to this process too
    channel = Channel()
    desk = Desk(channel.send, channel.waits)
    while True:
        request = channel.next(desk.patience(_IDLE))
        if request is not None:
            handle(desk, request, channel)
        else:
            desk.work()


def handle(desk: Desk, request: Request, channel: Channel) -> None:
    """Answer one request."""
    match request:
        case Setup():
            desk.set_up(request)
        case Put():
            channel.send(desk.put(request))
            desk.tell_others(request.uri)
        case Drop():
            desk.drop(request.uri)
        case Changed():
            desk.changed(request)
        case Everything():
            desk.everything(request)
        case Ask():
            try:
                answer: Answer | Failed = Answer(request.number, desk.answer(request))
            except Exception as error:
                answer = Failed(request.number, f"{type(error).__name__}: {error}"[:500])
            channel.send(answer)
            if request.what == "add_to_baseline":
                desk.tell_others()


