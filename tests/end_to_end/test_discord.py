"""Discord end to end: the channel over real REST and gateway sockets, against simcord's backend."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.channels.discord.channel import DiscordChannel, Health
from bot.channels.discord.settings import DiscordSettings
from bot.engine.errors import LibraryUnavailable
from bot.engine.models import Explanation, Statement
from bot.state.port import Verdict
from bot.state.sqlite import SqliteState
from knowledge.models import Aspect, Standing
from tests.answers import CHECK, EXPLANATION, FOUND, QUOTE, library
from tests.fakes import ScriptedEngine
from tests.peers.discord_server import TOKEN, DiscordServer, Fault, Request, buttons, embed_texts

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket]

SALT = b"a salt for tests"
VALIDATOR = Path(__file__).parents[3] / "shared" / "peers" / "discord_validate.py"


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    one = DiscordServer()
    await one.start()
    yield one
    await one.stop()
    if VALIDATOR.is_file():
        assert violations(one.requests) == []


@pytest.mark.skipif(not VALIDATOR.is_file(), reason="no discord_validate.py in ../shared/peers beside the checkout")
def test_every_request_of_these_tests_is_held_to_the_published_api() -> None:
    """The fixture above does it; here it is seen to refuse what is wrong."""
    good = Request("POST", "/channels/5/messages", {"content": "Hello.", "embeds": []})
    assert violations([good]) == []
    assert violations([Request("POST", "/channels/5/messages", {"content": 5})]) != []
    assert violations([Request("POST", "/nowhere/5", {})]) != []


def violations(requests: list[Request]) -> list[Any]:
    """What of the requests Discord's published OpenAPI does not allow."""
    spec = importlib.util.spec_from_file_location("discord_validate", VALIDATOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = []
    for request in requests:
        _, problem = module.check(request.method, request.path.split("?")[0], request.body)
        if problem and not _of_the_library(problem):
            found.append((request.method, request.path, problem))
    return found


def _of_the_library(problem: Any) -> bool:
    """discord.py writes the ids of a message reference as numbers, which Discord takes and the schema does not."""
    return isinstance(problem, list) and all(one.startswith("message_reference") for one in problem)


def settings(server: DiscordServer, **changes: Any) -> DiscordSettings:
    given: dict[str, Any] = {
        "token": TOKEN,
        "api_url": server.api_url,
        "gateway_url": server.gateway_url,
        "edit_seconds": 0,
        "stop_seconds": 0.2,
    }
    return DiscordSettings(**(given | changes))


@asynccontextmanager
async def running(
    server: DiscordServer, engine: ScriptedEngine, path: Path, *, wait: bool = True, **changes: Any
) -> AsyncIterator[tuple[DiscordChannel, SqliteState]]:
    with SqliteState(path / "state.sqlite", salt=SALT) as store:
        channel = DiscordChannel(
            settings(server, **changes),
            engine,
            store,
            read_file=lambda data, name: data.decode(),
            retry_seconds=0.05,
            show_again_after=(0.05,) * 5,
        )
        await channel.start()
        try:
            if wait:
                await server.until(lambda: channel.health is Health.READY)
            yield channel, store
        finally:
            await channel.stop()


async def test_a_mention_is_answered_with_labels_citations_and_buttons(server: DiscordServer, tmp_path: Path) -> None:
    engine = ScriptedEngine(EXPLANATION, library=library())
    async with running(server, engine, tmp_path):
        server.say("alice", "nothing for a bot")
        asked = server.say("alice", f"{server.mention} Who paid?")
        message = await server.until(lambda: next((one for one in server.answers() if buttons(one)), None))
        assert [question.text for question in engine.questions] == ["Who paid?"]
        assert engine.questions[0].chat
        assert message["message_reference"]["message_id"] == str(asked)
        texts = embed_texts(message)
        assert "■ **Documented**" in texts[1]
        assert (
            "[Report of the Example Inquiry into \\<Interference\\> & Influence](<https://inquiry.example" in texts[1]
        )
        assert message["embeds"][1]["color"] == 0x0A5C36
        assert set(buttons(message)) == {"Sources", "Why this label", "What is not known", "Wrong?"}
    assert server.errors == []


def responded(server: DiscordServer, interaction: int) -> Callable[[], Any]:
    return lambda: server.response(interaction)


def settled(server: DiscordServer, channel: int | None = None) -> Callable[[], Any]:
    return lambda: next((one for one in reversed(server.answers(channel)) if buttons(one)), None)


async def test_commands_are_registered_in_the_languages_of_discord(server: DiscordServer, tmp_path: Path) -> None:
    async with running(server, ScriptedEngine(), tmp_path):
        commands = {one["name"]: one for scope in server.backend.commands.values() for one in scope.values()}
        assert {"ask", "check", "sources", "about", "language", "forget", "Check this message"} == set(commands)
        assert commands["ask"]["description_localizations"]["uk"] == "Поставити запитання"
        assert commands["Check this message"]["name_localizations"]["de"] == "Diese Nachricht prüfen"
        assert [one["name"] for one in commands["check"]["options"]] == ["text", "file", "private"]


async def test_ask_shows_the_question_and_edits_as_statements_are_verified(
    server: DiscordServer, tmp_path: Path
) -> None:
    gates = [threading.Event() for _ in range(3)]
    gates[0].set()
    engine = ScriptedEngine(EXPLANATION, library=library(), pauses=gates)
    async with running(server, engine, tmp_path):
        used = server.slash("alice", "ask", question="Who paid? *@everyone*")
        first = await server.until(lambda: server.response(used))
        assert len(first["embeds"]) == 1
        assert "○ **Speculation** · The question assumes" in embed_texts(first)[0]
        assert buttons(first) == {}
        for gate in gates:
            gate.set()
        last = await server.until(settled(server))
        assert last["id"] == first["id"]
        assert len(last["embeds"]) > 3
        assert last["content"] == "> Who paid? \\*@\u200beveryone\\*"
        assert last["embeds"][-1]["footer"]["text"] == "As of 2026-01-02"


async def test_a_private_answer_is_for_the_asker_alone(server: DiscordServer, tmp_path: Path) -> None:
    async with running(server, ScriptedEngine(EXPLANATION, library=library()), tmp_path) as (_, store):
        used = server.slash("alice", "ask", question="Who paid?", private=True)
        message = await server.until(lambda: (one := server.response(used)) and buttons(one) and one)
        assert message["flags"] & 64
        assert server.answers() == []
        assert store.answers_citing([FOUND.item_id])


async def test_every_button_opens_its_panel(server: DiscordServer, tmp_path: Path) -> None:
    async with running(server, ScriptedEngine(EXPLANATION, library=library()), tmp_path) as (_, store):
        server.slash("alice", "ask", question="Who paid?")
        message = await server.until(settled(server))
        ids = buttons(message)

        async def opened(name: str) -> Any:
            pressed = server.press("bob", int(message["id"]), ids[name])
            return await server.until(lambda: server.response(pressed))

        sources = await opened("Sources")
        assert sources["flags"] & 64
        assert f"> {QUOTE}" in "\n".join(embed_texts(sources))
        assert all("■" in text or "◆" in text or "◐" in text or "○" in text for text in embed_texts(sources))
        why = await opened("Why this label")
        assert "*An official inquiry found it.*" in "\n".join(embed_texts(why))
        gaps = await opened("What is not known")
        assert "Nothing held says what the advertisements changed." in embed_texts(gaps)[0]
        wrong = await opened("Wrong?")
        menu = next(iter(buttons(wrong).values()))
        chosen = server.press("bob", int(wrong["id"]), menu, values=["citation"])
        modal = await server.until(lambda: server.backend.interactions[chosen].modal)
        submitted = server.submit("bob", modal["custom_id"], reason="p. 15, mail me@example.org")
        thanks = await server.until(lambda: server.response(submitted))
        assert "Thank you" in thanks["content"]
        [feedback] = store.feedback()
        assert (feedback.verdict, feedback.reason) == (Verdict.CITATION, "p. 15, mail [address]")
    assert server.errors == []


async def test_a_button_from_before_a_restart_works_and_one_that_is_gone_says_so(
    server: DiscordServer, tmp_path: Path
) -> None:
    async with running(server, ScriptedEngine(EXPLANATION, library=library()), tmp_path):
        server.slash("alice", "ask", question="Who paid?")
        message = await server.until(settled(server))
    async with running(server, ScriptedEngine(), tmp_path):
        pressed = server.press("bob", int(message["id"]), buttons(message)["Sources"])
        assert QUOTE in "\n".join(embed_texts(await server.until(lambda: server.response(pressed))))
        forgot = server.slash("alice", "forget")
        assert "Answers removed: 1" in (await server.until(lambda: server.response(forgot)))["content"]
        pressed = server.press("bob", int(message["id"]), buttons(message)["Sources"])
        assert "no longer kept" in (await server.until(lambda: server.response(pressed)))["content"]


async def test_a_long_check_is_paged_by_buttons_that_turn(server: DiscordServer, tmp_path: Path) -> None:
    claims = tuple(CHECK.claims[0] for _ in range(60))
    check = type(CHECK)(CHECK.text, claims, as_of="2026-01-02")
    async with running(server, ScriptedEngine(check=check), tmp_path):
        server.slash("alice", "check", text="a text")
        message = await server.until(settled(server))
        [thread] = [one for one in server.backend.channels.values() if one.is_thread]
        whole = await server.until(settled(server, thread.id))
        assert embed_texts(message)[0].startswith("**60 claims**")
        assert len(server.answers()) == 1
        assert len(server.answers(thread.id)) == 3
        pressed = server.press("bob", int(whole["id"]), buttons(whole)["Whole answer"], thread.id)
        first = await server.until(lambda: server.response(pressed))
        assert "1 of 7" in buttons(first)
        turned = server.press("bob", int(first["id"]), buttons(first)["Next"], thread.id)
        await server.until(lambda: server.backend.interactions[turned].responded)
        stored = server.backend.messages[thread.id][int(first["id"])]
        assert any("2 of 7" in str(row) for row in stored.components)
    assert server.errors == []


async def test_check_takes_a_text_a_file_and_a_message(server: DiscordServer, tmp_path: Path) -> None:
    engine = ScriptedEngine(check=CHECK)
    async with running(server, engine, tmp_path):
        used = server.slash("alice", "check", text="A claim.")
        message = await server.until(lambda: (one := server.response(used)) and buttons(one) and one)
        text = "\n".join(embed_texts(message))
        assert "**4 claims**" in text
        assert "> They will do so again, because they want chaos." in text
        assert "*Speculation begins at: “will do so”*" in text
        server.check_file("alice", ("article.txt", b"From a file."))
        await server.until(lambda: len(engine.texts) == 2)
        said = server.say("bob", "What bob said.")
        server.check_message("alice", said)
        await server.until(lambda: len(engine.texts) == 3)
        empty = server.slash("alice", "check")
        assert "I can read text" in (await server.until(lambda: server.response(empty)))["content"]
    assert engine.texts == ["A claim.", "From a file.", "What bob said."]


async def test_sources_are_suggested_and_shown_with_what_bears_on_them(server: DiscordServer, tmp_path: Path) -> None:
    async with running(server, ScriptedEngine(library=library()), tmp_path):
        typed = server.slash("alice", "sources", focused="source", source="inquiry exam")
        choices = await server.until(lambda: server.backend.interactions[typed].autocomplete_choices)
        assert [one["value"] for one in choices] == ["example-inquiry"]
        used = server.slash("alice", "sources", source="example-inquiry")
        shown = "\n".join(embed_texts(await server.until(lambda: server.response(used))))
        assert "The agency bought political advertisements." in shown
        assert "denied by: The ministry denied that the agency acted for it." in shown
        assert "<https://inquiry.example/report.pdf>" in shown
        every = server.slash("alice", "sources")
        assert "2 sources" in "\n".join(embed_texts(await server.until(lambda: server.response(every))))


async def test_a_reply_goes_on_and_a_long_exchange_moves_to_a_thread(server: DiscordServer, tmp_path: Path) -> None:
    engine = ScriptedEngine(EXPLANATION, library=library())
    async with running(server, engine, tmp_path, thread_turns=2, message_content=False):
        server.say("alice", f"{server.mention} Who paid?")
        first = await server.until(settled(server))
        server.say("alice", f"{server.mention} And why?", reply_to=int(first["id"]))
        second = await server.until(lambda: (one := settled(server)()) and one["id"] != first["id"] and one)
        assert engine.questions[1].history[0].question == "Who paid?"
        assert "■ Documented: The agency paid" in engine.questions[1].history[0].answer
        asked = server.say("alice", f"{server.mention} Third?", reply_to=int(second["id"]))
        await server.until(lambda: server.backend.channels.get(asked) or None)
        await server.until(settled(server, asked))
        assert server.backend.channels[asked].name == "Third?"
        server.say("bob", f"{server.mention} Fourth?", asked)
        await server.until(lambda: len(engine.questions) == 4)
        assert [turn.question for turn in engine.questions[3].history] == ["Third?"]
    assert server.errors == []


async def test_an_edited_question_is_answered_in_place(server: DiscordServer, tmp_path: Path) -> None:
    other = Explanation("?", (Statement("Else.", Standing.REPORTED, Aspect.REACH, "why", (FOUND,)),))
    engine = ScriptedEngine(EXPLANATION, answers={"Something else?": other}, library=library())
    async with running(server, engine, tmp_path):
        asked = server.say("alice", f"{server.mention} Who paid?")
        message = await server.until(settled(server))
        server.edit(asked, f"{server.mention} Something else?")
        await server.until(lambda: any("Else." in text for text in embed_texts(server.answers()[0])))
        assert [one["id"] for one in server.answers()] == [message["id"]]
        assert [question.text for question in engine.questions] == ["Who paid?", "Something else?"]


async def test_channels_roles_and_direct_messages(server: DiscordServer, tmp_path: Path) -> None:
    engine = ScriptedEngine(EXPLANATION, library=library())
    role = server.backend.create_role(server.guild.id, "readers")
    server.person("alice")
    server.backend.add_member_role(server.guild.id, server.person("bob"), role.id)
    async with running(server, engine, tmp_path, channels={server.second}, roles={role.id}):
        for name, channel, word in (
            ("bob", server.general, "not enabled in this chat"),
            ("alice", server.second, "roles do not allow"),
            ("bob", server.direct("bob"), "not enabled in this chat"),
        ):
            used = server.slash(name, "ask", channel, question="Who paid?")
            assert word in (await server.until(responded(server, used)))["content"]
        server.say("alice", f"{server.mention} Who paid?", server.second)
        server.say("bob", f"{server.mention} Who paid?")
        server.say("bob", f"{server.mention} Who paid?", server.second)
        await server.until(settled(server, server.second))
        assert len(engine.questions) == 1


async def test_direct_messages_are_questions_or_checks(server: DiscordServer, tmp_path: Path) -> None:
    engine = ScriptedEngine(EXPLANATION, CHECK, library=library())
    async with running(server, engine, tmp_path):
        server.say("alice", "Who paid?", server.direct("alice"))
        await server.until(settled(server, server.direct("alice")))
        server.say("alice", "A long text. " * 60, server.direct("alice"))
        await server.until(lambda: len(engine.texts) == 1)
        server.say("alice", "", server.direct("alice"), files=[("a.txt", b"From a file.")])
        await server.until(lambda: len(engine.texts) == 2)
    assert engine.texts[1] == "From a file."


async def test_budgets_say_when(server: DiscordServer, tmp_path: Path) -> None:
    engine = ScriptedEngine(EXPLANATION, library=library())
    async with running(server, engine, tmp_path, person_per_hour=1):
        server.say("alice", f"{server.mention} Who paid?")
        await server.until(settled(server))
        server.say("alice", f"{server.mention} Who paid?")
        message = await server.until(lambda: len(server.answers()) == 2 and server.answers()[1])
        assert "You can ask again in about 60 min" in message["content"]
        server.say("bob", f"{server.mention} Who paid?")
        await server.until(lambda: len(server.answers()) == 3)
    assert len(engine.questions) == 2


async def test_failures_are_told_and_never_look_like_no_evidence(server: DiscordServer, tmp_path: Path) -> None:
    engine = ScriptedEngine(LibraryUnavailable("down"), LibraryUnavailable("down"))
    async with running(server, engine, tmp_path):
        for used in (
            server.slash("alice", "ask", question="Who?"),
            server.slash("alice", "check", text="A claim."),
        ):
            message = await server.until(responded(server, used))
            assert "does not mean that there is no evidence" in message["content"]
            assert buttons(message) == {}


async def test_without_the_right_to_embed_the_answer_is_text(server: DiscordServer, tmp_path: Path) -> None:
    for role in server.backend.get_guild(server.guild.id).roles.values():
        role.permissions &= ~discord.Permissions(embed_links=True).value
    async with running(server, ScriptedEngine(EXPLANATION, library=library()), tmp_path):
        server.say("alice", f"{server.mention} Who paid?")
        message = await server.until(settled(server))
        assert message["embeds"] == []
        assert "■ **Documented**" in message["content"]
        assert len(message["content"]) <= 2000


async def test_a_correction_edits_the_messages_of_an_answer(server: DiscordServer, tmp_path: Path) -> None:
    async with running(server, ScriptedEngine(EXPLANATION, library=library()), tmp_path) as (channel, store):
        server.say("alice", f"{server.mention} Who paid?")
        message = await server.until(settled(server))
        [stored] = store.answers_citing([FOUND.item_id])
        await server.until(lambda: store.places(stored.id))
        changed = Statement("It did not.", Standing.CONTRADICTED, Aspect.ACTIVITY, "why", (FOUND,))
        store.replace(stored.id, Explanation("Who paid?", (changed,)))
        assert await channel.correct(stored.id)
        [now] = server.answers()
        assert now["id"] == message["id"]
        assert now["content"] == "**Correction**"
        assert "✖ **Contradicted**" in embed_texts(now)[0]
        assert not await channel.correct("unknown")


# Faults


async def test_a_rate_limit_is_obeyed(server: DiscordServer, tmp_path: Path) -> None:
    async with running(server, ScriptedEngine(EXPLANATION, library=library()), tmp_path):
        server.faults.append(Fault("POST", "/channels/*/messages", 429, retry_after=0.4))
        server.say("alice", f"{server.mention} Who paid?")
        await server.until(settled(server))
        posts = [one for one in server.requests if one.method == "POST" and one.path.endswith("/messages")]
        assert posts[1].at - posts[0].at >= 0.4
        assert len(server.answers()) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault("POST", "/channels/*/messages", 503),
        Fault("POST", "/channels/*/messages", drop=True, times=2),
        Fault("POST", "/channels/*/messages", drop=True, after=True),
        Fault("PATCH", "/channels/*/messages/*", drop=True, times=3),
        Fault("POST", "/channels/*/typing", 403),
    ],
    ids=["503", "dropped", "dropped after it was done", "edits dropped", "no typing"],
)
async def test_an_answer_outlives_failures_and_is_shown_once(
    server: DiscordServer, tmp_path: Path, fault: Fault
) -> None:
    async with running(server, ScriptedEngine(EXPLANATION, library=library()), tmp_path):
        server.faults.append(fault)
        server.say("alice", f"{server.mention} Who paid?")
        message = await server.until(settled(server), 20)
        assert "■ **Documented**" in embed_texts(message)[1]
        assert len(server.answers()) == 1


@pytest.mark.parametrize("way", ["reconnect", "invalid", "hang up", "resumable"])
async def test_the_gateway_may_break_and_nothing_is_lost_or_doubled(
    server: DiscordServer, tmp_path: Path, way: str
) -> None:
    gate = threading.Event()
    engine = ScriptedEngine(EXPLANATION, library=library(), pauses=[threading.Event(), gate])
    engine._pauses[0].set()
    async with running(server, engine, tmp_path) as (channel, _):
        server.say("alice", f"{server.mention} Who paid?")
        await server.until(server.answers)
        before = list(server.connections)
        match way:
            case "reconnect":
                server.reconnect()
            case "invalid":
                server.invalidate()
            case "hang up":
                server.hang_up()
            case "resumable":
                server.invalidate(resumable=True)
        await server.until(lambda: server.connections != before)
        if way != "invalid":
            server.say("bob", f"{server.mention} Said while the line was down?")
        gate.set()
        await server.until(lambda: server.connections and channel.health is Health.READY, 20)
        wanted = 1 if way == "invalid" else 2
        await server.until(lambda: len([one for one in server.answers() if buttons(one)]) == wanted, 20)
        assert len(server.answers()) == wanted
        assert server.resumed == (0 if way == "invalid" else 1)


async def test_an_event_seen_twice_is_answered_once(server: DiscordServer, tmp_path: Path) -> None:
    engine = ScriptedEngine(EXPLANATION, library=library())
    async with running(server, engine, tmp_path):
        server.say("alice", f"{server.mention} Who paid?")
        server.repeat("MESSAGE_CREATE")
        await server.until(settled(server))
        server.slash("alice", "ask", question="And who else?")
        server.repeat("INTERACTION_CREATE")
        await server.until(lambda: len([one for one in server.answers() if buttons(one)]) == 2)
        server.say("bob", f"{server.mention} Last?")
        await server.until(lambda: len([one for one in server.answers() if buttons(one)]) == 3)
    assert [question.text for question in engine.questions] == ["Who paid?", "And who else?", "Last?"]


@pytest.mark.parametrize("by", ["message", "command"])
async def test_a_restart_in_mid_answer_ends_in_one_whole_answer(server: DiscordServer, tmp_path: Path, by: str) -> None:
    gate = threading.Event()
    engine = ScriptedEngine(EXPLANATION, library=library(), pauses=[threading.Event(), gate])
    engine._pauses[0].set()
    async with running(server, engine, tmp_path):
        if by == "message":
            server.say("alice", f"{server.mention} Who paid?")
        else:
            server.slash("alice", "ask", question="Who paid?")
        half = await server.until(lambda: next(iter(server.answers()), None))
        assert buttons(half) == {}
    gate.set()
    async with running(server, ScriptedEngine(EXPLANATION, library=library()), tmp_path) as (_, store):
        whole = await server.until(settled(server))
        assert whole["id"] == half["id"]
        assert len(server.answers()) == 1
        await server.until(lambda: store.unfinished("discord") == [])


async def test_an_outage_at_the_start_is_waited_out(server: DiscordServer, tmp_path: Path) -> None:
    server.faults.append(Fault("*", "/users/@me", drop=True, times=6))
    engine = ScriptedEngine(EXPLANATION, library=library())
    async with running(server, engine, tmp_path, wait=False) as (channel, _):
        assert channel.health is not Health.READY
        await server.until(lambda: channel.health is Health.READY, 20)
        server.say("alice", f"{server.mention} Who paid?")
        await server.until(settled(server))


@pytest.mark.parametrize("changes", [{"token": "wrong"}, {"message_content": True}], ids=["token", "intent"])
async def test_what_an_operator_must_mend_is_not_tried_again(
    server: DiscordServer, tmp_path: Path, changes: dict[str, Any]
) -> None:
    async with running(server, ScriptedEngine(), tmp_path, wait=False, **changes) as (channel, _):
        await server.until(lambda: channel.health is Health.REFUSED)


async def test_a_message_without_content_is_left_alone(server: DiscordServer, tmp_path: Path) -> None:
    """Without the privileged intent a reply that does not mention the bot comes empty."""
    engine = ScriptedEngine(EXPLANATION, library=library())
    async with running(server, engine, tmp_path):
        said = server.say("bob", "The agency paid.")
        server.say("alice", server.mention, reply_to=said)
        message = await server.until(server.answers)
        assert "I can read text" in message[0]["content"]
    assert engine.texts == []


async def test_a_mention_in_a_reply_checks_what_it_replies_to(tmp_path: Path) -> None:
    server = DiscordServer(approved=("message_content",))
    await server.start()
    engine = ScriptedEngine(check=CHECK)
    try:
        async with running(server, engine, tmp_path, message_content=True):
            said = server.say("bob", "The agency paid.")
            server.say("alice", server.mention, reply_to=said)
            await server.until(settled(server))
        assert engine.texts == ["The agency paid."]
    finally:
        await server.stop()


async def test_a_chosen_language_is_used_from_then_on(server: DiscordServer, tmp_path: Path) -> None:
    async with running(server, ScriptedEngine(EXPLANATION, library=library()), tmp_path):
        chosen = server.slash("alice", "language", language="de")
        assert "Deutsch" in (await server.until(responded(server, chosen)))["content"]
        server.say("alice", f"{server.mention} Who paid?")
        message = await server.until(settled(server))
        assert "■ **Belegt**" in embed_texts(message)[1]
        about = server.slash("bob", "about")
        assert "2 sources and 2 findings" in (await server.until(responded(server, about)))["content"]
    assert server.errors == []
