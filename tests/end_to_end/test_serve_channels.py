"""The chat channels as ``footing serve`` runs them: a process, a real library, Telegram and Discord on the loopback."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.channels.rendering import catalogue, label
from knowledge.models import Standing
from tests.end_to_end.serve_rig import MODELS, Served, build_library, serving
from tests.end_to_end.telegram_rig import SECRET, free_port
from tests.end_to_end.test_discord import VALIDATOR, violations
from tests.end_to_end.test_telegram_spec import PROXY, ctl, proxy
from tests.peers import discord_server
from tests.peers.discord_server import DiscordServer, Request, buttons, embed_texts
from tests.peers.telegram_server import TOKEN, Json, TelegramServer, group, private, user

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.slow,
    pytest.mark.enable_socket,
    pytest.mark.skipif(not any(MODELS.glob("multilingual-e5-small*")), reason="the embedding model is not made ready"),
]

SIMCORD = PROXY.with_name("simcord_bridge.py")

QUESTION = "Who bought advertisements in the Sylvanian election?"
FOUND = "bought forty advertisements"
DENIED = "The Freedonian ministry denied"
CLAIM = "The Freedonian agency bought forty advertisements in the Sylvanian election. It will decide the next vote."
REPORT = "https://inquiry.example/report.pdf"
ANN = user(501)
BEN = user(502, name="Ben")
ALONE = private(ANN)
GROUP = group(900)
ENGLISH = catalogue("en")
LABELS = tuple(label(one, ENGLISH).text for one in (Standing.DOCUMENTED, Standing.DISPUTED))
FORECAST = label(Standing.SPECULATION, ENGLISH).text
PATIENCE = 90.0
"""Seconds after which something that does not come is given up; nothing is measured with it."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_library(tmp_path_factory.mktemp("library"))


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server
        assert server.violations == []


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    server = DiscordServer(approved=("message_content",))
    await server.start()
    yield server
    await server.stop()
    assert server.errors == []
    if VALIDATOR.is_file():
        assert violations(server.requests) == []


def with_telegram(server: TelegramServer, url: str | None = None) -> dict[str, str]:
    """The settings that send the bot to this Bot API; ``url`` puts a proxy between, except for files."""
    return {
        "telegram_token": TOKEN,
        "telegram_base_url": f"{url or server.url}/bot",
        "telegram_base_file_url": f"{server.url}/file/bot",
    }


def by_webhook(server: TelegramServer) -> dict[str, str]:
    port = free_port()
    server.webhook_to = f"http://127.0.0.1:{port}/telegram"
    return {
        "telegram_webhook_url": "https://bot.example/telegram",
        "telegram_webhook_secret": SECRET,
        "telegram_webhook_port": str(port),
    }


def with_discord(server: DiscordServer) -> dict[str, str]:
    return {
        "discord_token": discord_server.TOKEN,
        "discord_api_url": server.api_url,
        "discord_gateway_url": server.gateway_url,
    }


@asynccontextmanager
async def footing(
    library: Path, folder: Path, settings: Mapping[str, str], *, faults: bool = False
) -> AsyncIterator[Served]:
    """The process, ready; asked to stop at the end of the block, which it has to do in order and without a word.

    Waiting for it goes on in a thread, since the peers it talks to live in the loop of the test.
    """
    with serving(library, folder, settings) as served:
        await asyncio.to_thread(served.ready)
        yield served
        printed = await asyncio.to_thread(served.end, signal.SIGTERM)
        assert served.process.returncode == 0, printed
        assert "Traceback" not in printed
        assert faults or "ERROR" not in printed, printed
        for secret in (TOKEN, discord_server.TOKEN, SECRET, QUESTION):
            assert secret not in printed


async def soon(server: TelegramServer, condition: Callable[[], Any]) -> Any:
    return await server.until(condition, seconds=PATIENCE)


async def ask(server: TelegramServer, text: str, chat: Json = ALONE, sender: Json = ANN) -> Json:
    """Writes to the bot and waits for its next message in the chat."""
    before = len(server.said(chat))
    await server.say(chat, sender, text)
    message: Json = (await soon(server, lambda: server.said(chat)[before:]))[0]
    return message


async def press(server: TelegramServer, message: Json, button: str, sender: Json = ANN) -> None:
    query = await server.press(message, ENGLISH(button), sender)
    await soon(server, lambda: query in server.popups)


def links(message: Json) -> list[str]:
    return [one["url"] for one in message["entities"] if one["type"] == "text_link"]


def labelled_and_cited(message: Json) -> bool:
    """Whether a message on Telegram is the answer, what counts against it included."""
    text = message["text"]
    return (
        all(part in text for part in (FOUND, DENIED, "p. 14", "para. 2"))
        and any(one in text for one in LABELS)
        and any(one.startswith(REPORT) for one in links(message))
    )


def shown_on_discord(message: Json) -> bool:
    """Whether a message on Discord is the answer, what counts against it included."""
    texts = embed_texts(message)
    found = next((one for one in texts if FOUND in one), "")
    marks = [one.split(maxsplit=1) for one in LABELS]
    return (
        any(symbol in found and word in found for symbol, word in marks)
        and REPORT in found
        and "p. 14" in found
        and any(DENIED in one for one in texts)
    )


async def connected(server: DiscordServer) -> None:
    """Waits until the bot listens and its commands can be used."""
    await server.until(lambda: server.sessions and any(server.backend.commands.values()), PATIENCE)


async def settled(server: DiscordServer, count: int = 1) -> Json:
    """The last answer, once there are so many and it has its buttons."""
    await server.until(lambda: len([one for one in server.answers() if buttons(one)]) >= count, PATIENCE)
    last: Json = server.answers()[-1]
    return last


# Telegram


async def test_telegram_by_polling(telegram: TelegramServer, library: Path, tmp_path: Path) -> None:
    async with footing(library, tmp_path, with_telegram(telegram)):
        answer = await ask(telegram, QUESTION)
        assert labelled_and_cited(answer)
        assert answer["reply_to_message"]["text"] == QUESTION
        await telegram.say(GROUP, BEN, QUESTION)  # not for the bot
        in_group = await ask(telegram, f"/ask {QUESTION}", GROUP)
        await soon(telegram, lambda: labelled_and_cited(in_group))
        assert in_group["reply_to_message"]["text"] == f"/ask {QUESTION}"
        checked = await ask(telegram, f"/check {CLAIM}")
        assert FORECAST in checked["text"]
        assert any(one.startswith(REPORT) for one in links(checked))
        await press(telegram, answer, "sources")
        assert "Report of the Inquiry into Foreign Advertising" in answer["text"]
        await press(telegram, answer, "chat-back")
        assert labelled_and_cited(answer)
        assert len(telegram.said(GROUP)) == 1
        assert len(telegram.said(ALONE)) == 2
    assert telegram.webhook == {}


async def test_telegram_by_webhook(telegram: TelegramServer, library: Path, tmp_path: Path) -> None:
    async with footing(library, tmp_path, with_telegram(telegram) | by_webhook(telegram)) as served:
        await soon(telegram, lambda: telegram.webhook)
        assert telegram.webhook["url"] == "https://bot.example/telegram"
        assert telegram.webhook["secret_token"] == SECRET
        asked = await telegram.say(ALONE, ANN, QUESTION)
        answer = (await soon(telegram, lambda: telegram.said(ALONE)))[0]
        assert labelled_and_cited(answer)
        forged = {"update_id": 99_999, "message": {**asked, "message_id": 77, "text": "Forged?"}}
        for secret in ("wrong", "", SECRET[:-1], SECRET.upper()):
            assert await telegram.deliver(forged, secret=secret) == 403
        async with httpx.AsyncClient() as client:
            assert telegram.webhook_to
            assert (await client.post(telegram.webhook_to, json=forged)).status_code == 403
            assert (await client.post(f"{served.url}/telegram", json=forged)).status_code in (404, 405)
        replayed = {"update_id": telegram._next_update - 1, "message": asked}
        assert await telegram.deliver(replayed) == 200
        assert labelled_and_cited(await ask(telegram, f"/ask {QUESTION}", GROUP))
        await press(telegram, answer, "sources")
        assert len(telegram.said(ALONE)) == 1
    assert telegram.count("getUpdates") == 0


# Discord


async def test_discord(discord: DiscordServer, library: Path, tmp_path: Path) -> None:
    async with footing(library, tmp_path, with_discord(discord)):
        await connected(discord)
        discord.say("alice", QUESTION)  # not for the bot
        discord.slash("alice", "ask", question=QUESTION)
        answer = await settled(discord)
        assert shown_on_discord(answer)
        mentioned = discord.say("bob", f"{discord.mention} {QUESTION}")
        second = await settled(discord, 2)
        assert shown_on_discord(second)
        assert second["message_reference"]["message_id"] == str(mentioned)
        pressed = discord.press("bob", int(answer["id"]), buttons(answer)["Sources"])
        panel = await discord.until(lambda: discord.response(pressed), PATIENCE)
        assert any("Report of the Inquiry into Foreign Advertising" in one for one in embed_texts(panel))
        discord.slash("alice", "check", text=CLAIM)
        checked = "\n".join(embed_texts(await settled(discord, 3)))
        assert FORECAST.split()[1] in checked
        assert REPORT in checked
        assert len(discord.answers()) == 3


# Both


@pytest.mark.parametrize("asked_on", ["telegram", "discord"])
async def test_a_question_across_a_bridge_is_answered_once_on_each_side(
    telegram: TelegramServer, discord: DiscordServer, library: Path, tmp_path: Path, asked_on: str
) -> None:
    settings = {
        **with_telegram(telegram),
        **with_discord(discord),
        "telegram_bridges": f"pair={GROUP['id']}",
        "discord_bridges": f"pair={discord.general}",
        "discord_message_content": "true",
    }
    async with footing(library, tmp_path, settings):
        await connected(discord)
        await telegram.say(GROUP, ANN, "Hello from Telegram.")
        await discord.until(lambda: _carried(discord, "Hello from Telegram."), PATIENCE)
        if asked_on == "telegram":
            await telegram.say(GROUP, ANN, f"/ask {QUESTION}")
        else:
            discord.say("bob", f"{discord.mention} {QUESTION}")
        shown = await settled(discord)
        assert shown_on_discord(shown)
        with_buttons = await soon(telegram, lambda: [one for one in telegram.said(GROUP) if "reply_markup" in one])
        assert labelled_and_cited(with_buttons[0])
        # A bridge carries in order: once these have come, whatever was on its way before them has come too.
        await telegram.say(GROUP, ANN, "Bye from Telegram.")
        discord.say("bob", "Bye from Discord.")
        await discord.until(lambda: _carried(discord, "Bye from Telegram."), PATIENCE)
        await soon(telegram, lambda: any("Bye from Discord." in one["text"] for one in telegram.said(GROUP)))
        assert len(discord.answers()) == 1
        assert sum(FOUND in one["text"] for one in telegram.said(GROUP)) == 1
        pressed = discord.press("bob", int(shown["id"]), buttons(shown)["Sources"])
        assert (await discord.until(lambda: discord.response(pressed), PATIENCE))["embeds"]
        await press(telegram, with_buttons[0], "sources")
        relayed = [one["content"] for one in discord.messages() if one.get("webhook_id")]
        asked = [f"/ask {QUESTION}"] if asked_on == "telegram" else []
        assert relayed == ["Hello from Telegram.", *asked, "Bye from Telegram."]


def _carried(server: DiscordServer, text: str) -> bool:
    return any(one["content"] == text for one in server.messages() if one.get("webhook_id"))


async def test_a_bridge_set_on_one_side_only_is_said_clearly(
    telegram: TelegramServer, discord: DiscordServer, library: Path, tmp_path: Path
) -> None:
    settings = {**with_telegram(telegram), **with_discord(discord), "telegram_bridges": f"pair={GROUP['id']}"}
    with serving(library, tmp_path, settings) as served:
        printed = await asyncio.to_thread(served.ended)
        assert served.process.returncode == 2
    assert "pair" in printed
    assert "FOOTING_DISCORD_BRIDGES" in printed
    assert "Traceback" not in printed


async def test_buttons_and_questions_outlive_a_restart(
    telegram: TelegramServer, discord: DiscordServer, library: Path, tmp_path: Path
) -> None:
    settings = {**with_telegram(telegram), **with_discord(discord)}
    async with footing(library, tmp_path, settings):
        await connected(discord)
        answer = await ask(telegram, QUESTION)
        discord.slash("alice", "ask", question=QUESTION)
        shown = await settled(discord)
    discord.sessions.clear()
    await telegram.say(GROUP, BEN, f"/ask {QUESTION}")  # while nobody is there
    asked_away = len(telegram.said(GROUP))
    async with footing(library, tmp_path, settings):
        await connected(discord)
        await press(telegram, answer, "sources")
        assert "Report of the Inquiry into Foreign Advertising" in answer["text"]
        pressed = discord.press("bob", int(shown["id"]), buttons(shown)["Sources"])
        panel = await discord.until(lambda: discord.response(pressed), PATIENCE)
        assert any("Report of the Inquiry into Foreign Advertising" in one for one in embed_texts(panel))
        await soon(telegram, lambda: any(map(labelled_and_cited, telegram.said(GROUP))))
    assert asked_away == 0
    assert len(telegram.said(GROUP)) == 1
    assert len(telegram.said(ALONE)) == 1
    assert len(discord.answers()) == 1


async def test_one_channel_refused_leaves_the_other(
    telegram: TelegramServer, discord: DiscordServer, library: Path, tmp_path: Path
) -> None:
    refused = "54321:not-the-token"
    settings = {**with_telegram(telegram), **with_discord(discord), "telegram_token": refused}
    async with footing(library, tmp_path, settings, faults=True) as served:
        await connected(discord)
        discord.slash("alice", "ask", question=QUESTION)
        assert shown_on_discord(await settled(discord))
        async with httpx.AsyncClient() as client:
            body = (await client.post(f"{served.url}/v1/ask", json={"question": QUESTION}, timeout=PATIENCE)).json()
        assert FOUND in body["statements"][0]["text"]
    printed = served.output.read_text(encoding="utf-8")
    assert "Telegram refuses the bot's token" in printed
    assert refused not in printed


# Held to the published APIs, by peers beside the checkout


@pytest.mark.skipif(not PROXY.is_file(), reason="no tg_spec_proxy.py in ../shared/peers beside the checkout")
async def test_no_request_of_the_process_strays_from_the_bot_api(
    telegram: TelegramServer, library: Path, tmp_path: Path
) -> None:
    telegram.admins.add((GROUP["id"], BEN["id"]))
    telegram.files["documents/f1"] = CLAIM.encode()
    forum = group(901, forum=True)
    telegram.topics.add((forum["id"], 77))
    async with proxy(telegram.url) as url:
        settings = with_telegram(telegram, url) | {"telegram_stream_after": "0", "telegram_draft_every": "0"}
        async with footing(library, tmp_path, settings, faults=True):
            question = await telegram.say(ALONE, ANN, QUESTION)
            answer = (await soon(telegram, lambda: telegram.said(ALONE)))[0]
            assert labelled_and_cited(answer)
            for view in ("sources", "chat-back", "why", "chat-back", "gaps", "chat-back", "chat-wrong"):
                await press(telegram, answer, view)
            await press(telegram, answer, "chat-verdict-label")
            await telegram.edit(question, "Did the advertisements change the result of the Sylvanian election?")
            await soon(telegram, lambda: "did not establish" in answer["text"])
            for command in ("/start", "/help", "/about", "/sources", "/language", "/language uk", "/language en"):
                await ask(telegram, command)
            await ask(telegram, f"/check {CLAIM}")
            before = len(telegram.said(ALONE))
            await telegram.say(ALONE, ANN, document={"file_id": "f1", "file_unique_id": "u", "file_name": "a.txt"})
            await soon(telegram, lambda: FORECAST in "".join(one["text"] for one in telegram.said(ALONE)[before:]))
            claim = await telegram.say(GROUP, BEN, CLAIM)
            await telegram.say(GROUP, ANN, "/check", reply_to_message=claim)
            await soon(telegram, lambda: telegram.said(GROUP))
            await ask(telegram, "/quiet on", GROUP, BEN)
            await telegram.say(forum, ANN, f"@footing_bot {QUESTION}", message_thread_id=77, is_topic_message=True)
            await soon(telegram, lambda: any(map(labelled_and_cited, telegram.said(forum))))
            query = await telegram.inline(ANN, QUESTION)
            message = telegram.choose((await soon(telegram, lambda: telegram.inline_answers.get(query)))[0])
            await press(telegram, message, "sources", BEN)
            guest = await telegram.guest(group(999), ANN, f"@footing_bot {QUESTION}")
            await soon(telegram, lambda: telegram.inline_answers.get(guest))
            for fault in ({"status": 429, "retry_after": 1}, {"status": 502}, {"drop": True}):
                await ctl(url, "fault", {"method": "sendMessage", **fault})
                assert labelled_and_cited(await ask(telegram, QUESTION))
            await ctl(url, "fault", {"method": "getUpdates", "status": 409})
            assert labelled_and_cited(await ask(telegram, QUESTION))
            await ask(telegram, "/forget")
        async with footing(library, tmp_path, settings | by_webhook(telegram)):
            await soon(telegram, lambda: telegram.webhook)
            assert labelled_and_cited(await ask(telegram, QUESTION))
        log = await ctl(url, "log")
        assert await ctl(url, "violations") == []
    called = {str(one["method"]) for one in log}
    assert {"getUpdates", "setWebhook", "sendMessage", "editMessageText", "getFile", "answerInlineQuery"} <= called


@pytest.mark.skipif(
    not (SIMCORD.is_file() and VALIDATOR.is_file()),
    reason="no simcord_bridge.py and discord_validate.py in ../shared/peers beside the checkout",
)
async def test_discord_as_a_process_of_its_own(library: Path, tmp_path: Path) -> None:
    async with simcord() as (url, client):
        settings = {
            "discord_token": discord_server.TOKEN,
            "discord_api_url": f"{url}/api/v10",
            "discord_gateway_url": url.replace("http", "ws"),
            "discord_message_content": "true",
        }

        async def peer(what: str, **body: Any) -> Any:
            return (await client.post(f"/__ctl/{what}", json=body)).json()

        async def answers() -> list[Json]:
            """The bot's finished answers; the peer lists what only one person sees as well."""
            found = [one for one in await peer("messages") if one["author"].get("bot") and buttons(one)]
            return [one for one in found if not one.get("flags", 0) & 64]

        async def answered(count: int) -> Json:
            found: list[Json] = await patiently(answers, lambda found: len(found) >= count)
            return found[-1]

        async def identified() -> int:
            """How often the bot has opened or resumed a session."""
            return sum(entry[0] == "WS<" and entry[1] in (2, 6) for entry in await peer("log", n=10_000))

        async def opened(asked: Json) -> Json:
            found = await patiently(lambda: peer("interaction", id=asked["id"]), _is_there)
            message: Json = found["message"]
            return message

        async with footing(library, tmp_path, settings, faults=True):
            await patiently(lambda: peer("info"), lambda info: info["sessions"])
            await patiently(lambda: peer("commands"), lambda scopes: any(scopes.values()))
            info = await peer("info")
            await peer("say", user="alice", content=QUESTION)  # not for the bot
            await peer("slash", user="alice", name="ask", options={"question": QUESTION})
            answer = await answered(1)
            assert shown_on_discord(answer)
            await peer("say", user="bob", content=f"<@{info['bot']}> {QUESTION}")
            assert shown_on_discord(await answered(2))
            for name, said in (
                ("Sources", "Report of the Inquiry into Foreign Advertising"),
                ("Why this label", FOUND),
                ("What is not known", ENGLISH("chat-no-gaps")),
                ("Wrong?", ENGLISH("feedback-question")),
            ):
                pressed = await peer("click", user="bob", id=answer["id"], custom_id=buttons(answer)[name])
                panel = await opened(pressed)
                assert said in "\n".join([panel["content"], *embed_texts(panel)])
            await peer("slash", user="alice", name="check", options={"text": CLAIM})
            assert FORECAST.split()[1] in "\n".join(embed_texts(await answered(3)))
            used = await peer("slash", user="alice", name="sources", options={})
            assert "2 sources" in "\n".join(embed_texts(await opened(used)))
            for count, way in enumerate(("reconnect", "invalid"), start=4):
                sockets = await identified()
                await peer("gateway", do=way)
                await patiently(identified, lambda now, sockets=sockets: now > sockets)  # type: ignore[misc]
                await peer("fault", path="/channels/*/messages", method="POST", status=429, retry_after=0.2)
                await peer("say", user="bob", content=f"<@{info['bot']}> {QUESTION}")
                assert shown_on_discord(await answered(count))
            sockets = await identified()
        async with footing(library, tmp_path, settings):
            await patiently(identified, lambda now: now > sockets)
            pressed = await peer("click", user="bob", id=answer["id"], custom_id=buttons(answer)["Sources"])
            assert embed_texts(await opened(pressed))
        assert len(await answers()) == 5
        log = await peer("log", n=10_000)
    requests = [Request(*entry[1:4]) for entry in log if entry[0] == "REST"]
    assert {"POST", "PATCH", "PUT"} <= {one.method for one in requests}
    assert violations(requests) == []


@asynccontextmanager
async def simcord() -> AsyncIterator[tuple[str, httpx.AsyncClient]]:
    """The peer as a process, its address, and a client for its control plane."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(SIMCORD),
        "--port",
        str(port),
        "--token",
        discord_server.TOKEN,
        stdout=asyncio.subprocess.PIPE,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        async with httpx.AsyncClient(base_url=url, timeout=PATIENCE) as client:
            async with asyncio.timeout(PATIENCE):
                while True:
                    with contextlib.suppress(httpx.TransportError):
                        await client.get("/__ctl/info")
                        break
                    await asyncio.sleep(0.1)
            yield url, client
    finally:
        process.terminate()
        await process.wait()


async def patiently(get: Callable[[], Awaitable[Any]], wanted: Callable[[Any], Any]) -> Any:
    """What ``get`` gives, once it is what is wanted."""
    async with asyncio.timeout(PATIENCE):
        while not wanted(value := await get()):
            await asyncio.sleep(0.05)
    return value


def _is_there(interaction: Json) -> bool:
    return bool(interaction["message"]) and not interaction["loading"]
