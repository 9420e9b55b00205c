"""A bot as a process of its own, to be killed: ``python -m tests.end_to_end.telegram_bot URL STORE [stuck]``.

With ``stuck`` the engine gives the first statement and then nothing more.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from pathlib import Path

from tests.answers import CHECK, EXPLANATION, library
from tests.end_to_end.telegram_rig import running
from tests.fakes import ScriptedEngine
from tests.peers.telegram_server import TelegramServer


async def main(url: str, store: Path, stuck: bool) -> None:
    pauses = [threading.Event() for _ in range(3)] if stuck else []
    for pause in pauses[:2]:
        pause.set()
    server = TelegramServer()
    server.url = url
    async with running(
        server, ScriptedEngine(EXPLANATION, CHECK, library=library(), pauses=pauses), store, stream_after=0.0
    ):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:] == ["stuck"]))
