"""Every feature of the Telegram channel again, each request checked against the published Bot API by a proxy.

The proxy (``tg_spec_proxy.py``) is not part of the project. It is looked for beside the checkout, in
``../shared/peers``; without it there is nothing to check here.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.answers import ARTICLE, CHECK, EXPLANATION, REFUSAL, library
from tests.end_to_end.telegram_rig import free_port, running
from tests.end_to_end.test_telegram import ADDRESS, ALONE, ANN, BEN, ENGLISH, GROUP, ask, is_whole, quotes
from tests.fakes import ScriptedEngine
from tests.peers.telegram_server import TelegramServer, group

PROXY = Path(__file__).parents[3] / "shared" / "peers" / "tg_spec_proxy.py"

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(not PROXY.is_file(), reason="no tg_spec_proxy.py in ../shared/peers beside the checkout"),
]


@contextlib.asynccontextmanager
async def proxy(upstream: str) -> AsyncIterator[str]:
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(PROXY), "--port", str(port), "--upstream", upstream, stdout=asyncio.subprocess.PIPE
    )
    url = f"http://127.0.0.1:{port}"
    try:
        async with aiohttp.ClientSession() as session:
            for _ in range(100):
                with contextlib.suppress(aiohttp.ClientError):
                    await session.get(f"{url}/__ctl/log")
                    break
                await asyncio.sleep(0.1)
        yield url
    finally:
        process.terminate()
        await process.wait()


async def ctl(url: str, what: str, body: object = None) -> list[dict[str, object]]:
    async with aiohttp.ClientSession() as session:
        answered = await (
            session.post(f"{url}/__ctl/{what}", json=body) if body else session.get(f"{url}/__ctl/{what}")
        )
        found: list[dict[str, object]] = await answered.json()
        return found


async def test_no_request_strays_from_the_bot_api(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    async with TelegramServer() as server, proxy(server.url) as url:
        pauses = [threading.Event() for _ in range(5)]
        for pause in pauses:
            pause.set()
        engine = ScriptedEngine(EXPLANATION, CHECK, answers={"Who rained?": REFUSAL}, library=library(), pauses=pauses)
        server.admins.add((GROUP["id"], BEN["id"]))
        server.files["documents/f1"] = ARTICLE.encode()
        forum = group(901, forum=True)
        server.topics.add((forum["id"], 77))
        topic = {"message_thread_id": 77, "is_topic_message": True}
        async with running(server, engine, path, url=url, pages={ADDRESS: ARTICLE}, stream_after=0.0):
            pauses[1].clear()
            question = await server.say(ALONE, ANN, "Who paid for it?")
            await server.until(lambda: server.drafts and server.actions)
            pauses[1].set()
            answer = (await server.until(lambda: server.said(ALONE)))[0]
            for view in ("sources", "chat-back", "why", "chat-back", "gaps", "chat-back", "chat-wrong"):
                popups = len(server.popups)
                await server.press(answer, ENGLISH(view), ANN)
                await server.until(lambda popups=popups: len(server.popups) > popups)  # type: ignore[misc]
            await server.press(answer, ENGLISH("chat-verdict-label"), ANN)
            await server.until(lambda: is_whole(answer))
            await server.edit(question, "Who rained?")
            await server.until(lambda: "about foreign interference" in answer["text"])
            for command in ("/start", "/help", "/about", "/sources", "/language", "/language uk", "/language en"):
                await ask(server, command)
            await ask(server, ADDRESS)
            await ask(server, "A long text. " * 60)
            before = len(server.said(ALONE))
            await server.say(ALONE, ANN, document={"file_id": "f1", "file_unique_id": "u", "file_name": "a.txt"})
            await server.until(lambda: len(server.said(ALONE)) > before)
            claim = await server.say(GROUP, BEN, ARTICLE)
            await server.say(GROUP, ANN, "/check", reply_to_message=claim)
            await server.until(lambda: server.said(GROUP))
            await server.say(GROUP, BEN, "/quiet on")
            await server.until(lambda: len(server.said(GROUP)) == 2)
            await ask(server, "/ask Who paid?", GROUP)
            await server.say(forum, ANN, "@footing_bot Who paid?", **topic)
            await server.until(lambda: server.said(forum))
            query = await server.inline(ANN, "Who paid for the advertisements?")
            found = (await server.until(lambda: server.inline_answers.get(query)))[0]
            message = server.choose(found)
            await server.press(message, ENGLISH("sources"), BEN)
            await server.until(lambda: quotes(message))
            guest = await server.guest(group(999), ANN, "@footing_bot Who paid?")
            await server.until(lambda: server.inline_answers.get(guest))
            for fault in ({"status": 429, "retry_after": 1}, {"status": 502}, {"drop": True}):
                await ctl(url, "fault", {"method": "sendMessage", **fault})
                await ask(server, "And now?")
            await ctl(url, "fault", {"method": "getUpdates", "status": 409})
            await ask(server, "And now?")
            await ask(server, "/forget")
            await server.until(lambda: len(server.commands) == 18)
        async with running(server, engine, path, url=url, webhook=True):
            await ask(server, "By webhook?")
        log = await ctl(url, "log")
        assert await ctl(url, "violations") == []
        assert server.violations == []
        assert {
            "getMe",
            "getUpdates",
            "deleteWebhook",
            "setWebhook",
            "setMyCommands",
            "sendMessage",
            "sendMessageDraft",
            "sendChatAction",
            "editMessageText",
            "editMessageReplyMarkup",
            "answerCallbackQuery",
            "answerInlineQuery",
            "answerGuestQuery",
            "getFile",
            "getChatMember",
        } <= {str(call["method"]) for call in log}
