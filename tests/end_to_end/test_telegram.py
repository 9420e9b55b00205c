"""The Telegram channel over real HTTP, against a Bot API server on the loopback."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

from bot.channels.rendering import LANGUAGES, catalogue, label
from bot.channels.telegram.views import Press, View
from bot.engine.errors import LibraryUnavailable, SettingsError
from bot.engine.models import Answer, ClaimCheck, Explanation, Gap, Refusal, RefusalReason, Statement
from bot.state.identity import pseudonym
from bot.state.port import Place, Verdict
from bot.state.sqlite import SqliteState
from knowledge.models import Aspect, Standing
from tests.answers import ARTICLE, CHECK, EXPLANATION, FOUND, REFUSAL, library
from tests.end_to_end.telegram_rig import SALT, SECRET, Clock, running
from tests.fakes import ScriptedEngine
from tests.peers.telegram_server import BOT, Json, TelegramServer, group, private, user

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]

ANN = user(501)
BEN = user(502, name="Ben")
ALONE = private(ANN)
GROUP = group(900)
ENGLISH = catalogue("en")
ADDRESS = "https://news.example/story"


def engine(answer: Answer = EXPLANATION, check: ClaimCheck | None = CHECK, **more: Any) -> ScriptedEngine:
    return ScriptedEngine(answer, check, library=library(), **more)


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as one:
        yield one
        assert one.violations == []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.sqlite"


def labels(answer: Explanation = EXPLANATION) -> list[str]:
    return [label(one.standing, ENGLISH, one.confidence).text for one in answer.statements]


def links(message: Json) -> list[str]:
    return [entity["url"] for entity in message["entities"] if entity["type"] == "text_link"]


def quotes(message: Json) -> bool:
    return any(entity["type"] == "expandable_blockquote" for entity in message["entities"])


def is_whole(message: Json) -> bool:
    """Whether the message shows every statement of the usual answer, each with its label, and its citations."""
    texts = [one.text for one in EXPLANATION.statements]
    return all(part in message["text"] for part in (*texts, *labels())) and len(links(message)) == 4


def differs(message: Json, text: str) -> Callable[[], bool]:
    return lambda: message["text"] != text


def drafted(server: TelegramServer, count: int) -> Callable[[], bool]:
    return lambda: len(server.drafts) > count


def long_answer(statements: int = 60) -> Explanation:
    many = tuple(
        Statement(f"Statement {n}. " + "word " * 40, Standing.DOCUMENTED, Aspect.ACTIVITY, "Found.", (FOUND,))
        for n in range(statements)
    )
    return dataclasses.replace(EXPLANATION, statements=many, premise=None)


async def ask(server: TelegramServer, text: str = "Who paid for the advertisements?", chat: Json = ALONE) -> Json:
    """Asks and waits for the first message of the answer."""
    before = len(server.said(chat))
    await server.say(chat, ANN, text)
    message: Json = (await server.until(lambda: server.said(chat)[before:]))[0]
    return message


# Private chats


async def test_a_question_is_answered_with_labels_and_citations(server: TelegramServer, path: Path) -> None:
    scripted = engine()
    async with running(server, scripted, path):
        answer = await ask(server)
        assert is_whole(answer)
        assert answer["reply_to_message"]["text"] == "Who paid for the advertisements?"
        assert [(one.text, one.language) for one in scripted.questions] == [("Who paid for the advertisements?", "en")]
        assert scripted.questions[0].asker == pseudonym(SALT, "telegram", ANN["id"])


async def test_typing_is_shown_while_the_engine_works(server: TelegramServer, path: Path) -> None:
    pauses = [threading.Event() for _ in range(5)]
    async with running(server, engine(pauses=pauses), path):
        await server.say(ALONE, ANN, "Who paid?")
        await server.until(lambda: server.actions)
        for pause in pauses:
            pause.set()
        await server.until(lambda: server.said(ALONE))


async def test_the_next_question_comes_with_the_turn_before(server: TelegramServer, path: Path) -> None:
    scripted = engine()
    async with running(server, scripted, path):
        await ask(server, "First question here?")
        await ask(server, "And then what?")
        assert scripted.questions[0].history == ()
        assert [turn.question for turn in scripted.questions[1].history] == ["First question here?"]


async def test_statements_are_streamed_as_native_drafts(server: TelegramServer, path: Path) -> None:
    pauses = [threading.Event() for _ in range(5)]
    async with running(server, engine(pauses=pauses), path, stream_after=0.0):
        await server.say(ALONE, ANN, "Who paid for the advertisements?")
        for place, pause in enumerate(pauses[:3]):
            pause.set()
            await server.until(drafted(server, place))
        assert not server.said(ALONE)
        for pause in pauses:
            pause.set()
        answer = (await server.until(lambda: server.said(ALONE)))[0]
        assert is_whole(answer)
    assert len({draft["draft_id"] for draft in server.drafts}) == 1
    assert labels()[0].split()[1] in server.drafts[1]["text"]
    assert "No evidence" not in server.drafts[0]["text"]


async def test_a_draft_that_fails_costs_no_answer(server: TelegramServer, path: Path) -> None:
    server.plan("sendMessageDraft", status=500, times=9)
    pauses = [threading.Event() for _ in range(5)]
    async with running(server, engine(pauses=pauses), path, stream_after=0.0):
        await server.say(ALONE, ANN, "Who paid for the advertisements?")
        pauses[0].set()
        await server.until(lambda: server.count("sendMessageDraft"))
        for pause in pauses:
            pause.set()
        assert is_whole((await server.until(lambda: server.said(ALONE)))[0])


@pytest.mark.parametrize(
    ("text", "extra"),
    [
        (
            "The agency paid for advertisements.",
            {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "x"}},
        ),
        ("A long text. " * 60, {}),
        (ADDRESS, {}),
        (f"/check {ARTICLE}", {}),
        (f"/check {ADDRESS}", {}),
    ],
    ids=["forwarded", "long", "link", "command", "command with a link"],
)
async def test_a_check(server: TelegramServer, path: Path, text: str, extra: Json) -> None:
    scripted = engine(check=dataclasses.replace(CHECK))
    async with running(server, scripted, path, pages={ADDRESS: ARTICLE}):
        await server.say(ALONE, ANN, text, **extra)
        answer = (await server.until(lambda: server.said(ALONE)))[0]
        for claim in CHECK.claims:
            assert claim.text in answer["text"]
            assert label(claim.standing, ENGLISH).text in answer["text"]
        assert len(links(answer)) == 3
        assert len(scripted.texts) == 1
        assert scripted.texts[0] == (ARTICLE if ADDRESS in text or ARTICLE in text else text.strip())


@pytest.mark.parametrize("name", ["story.txt", "story.docx", "story.pdf"])
async def test_a_document_is_checked(server: TelegramServer, path: Path, name: str) -> None:
    server.files["documents/f1"] = _document(name)
    scripted = engine()
    async with running(server, scripted, path):
        await server.say(ALONE, ANN, document={"file_id": "f1", "file_unique_id": "u", "file_name": name})
        await server.until(lambda: server.said(ALONE))
    assert "The agency paid for advertisements." in scripted.texts[0]


def _document(name: str) -> bytes:
    if name.endswith(".docx"):
        import io

        import docx

        document = docx.Document()
        document.add_paragraph("The agency paid for advertisements. The ministry ran it all.")
        written = io.BytesIO()
        document.save(written)
        return written.getvalue()
    if name.endswith(".pdf"):
        from fpdf import FPDF

        sheet = FPDF()
        sheet.add_page()
        sheet.set_font("helvetica", size=12)
        sheet.multi_cell(0, text="The agency paid for advertisements. The ministry ran it all.")
        return bytes(sheet.output())
    return ARTICLE.encode()


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"file_name": "big.pdf", "file_size": 17 * 1024 * 1024}, "too large"),
        ({"file_name": "tool.exe"}, "PDF, DOCX or TXT"),
        ({"file_name": "broken.pdf"}, "could not be read"),
    ],
)
async def test_a_document_that_cannot_be_read(server: TelegramServer, path: Path, document: Json, said: str) -> None:
    server.files["documents/f1"] = b"%PDF-1.4 nothing"
    async with running(server, engine(), path):
        await server.say(ALONE, ANN, document={"file_id": "f1", "file_unique_id": "u", **document})
        assert said in (await server.until(lambda: server.said(ALONE)))[0]["text"]


async def test_a_picture_gets_a_word_not_silence(server: TelegramServer, path: Path) -> None:
    picture = {"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}
    async with running(server, engine(), path):
        await server.say(ALONE, ANN, photo=[picture])
        assert "I can read text" in (await server.until(lambda: server.said(ALONE)))[0]["text"]


async def test_a_text_beyond_the_limit_is_refused_with_the_limit(server: TelegramServer, path: Path) -> None:
    scripted = engine()
    async with running(server, scripted, path, max_text=1000, long_text=100):
        await server.say(ALONE, ANN, "word " * 400)
        assert "1,000" in (await server.until(lambda: server.said(ALONE)))[0]["text"]
    assert scripted.texts == []


async def test_an_outage_is_said_and_never_looks_like_no_evidence(server: TelegramServer, path: Path) -> None:
    scripted = ScriptedEngine(LibraryUnavailable("away"), LibraryUnavailable("away"), library=library())
    async with running(server, scripted, path):
        answer = await ask(server)
        assert "does not mean that there is no evidence" in answer["text"]
        again = await ask(server, f"/check {ARTICLE}")
        assert "does not mean that there is no evidence" in again["text"]


async def test_a_bug_is_said_too(server: TelegramServer, path: Path) -> None:
    class Broken(ScriptedEngine):
        def explain(self, question: object) -> Answer:
            raise RuntimeError("a bug")

    async with running(server, Broken(library=library()), path):
        assert ENGLISH("error-internal") in (await ask(server))["text"]


async def test_a_refusal_names_the_nearest_sources(server: TelegramServer, path: Path) -> None:
    async with running(server, engine(REFUSAL), path):
        answer = await ask(server)
        assert "about foreign interference" in answer["text"]
        assert links(answer)


# Groups


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("Who paid for it?", False),
        ("/ask Who paid for it?", True),
        ("/ask@footing_bot Who paid for it?", True),
        ("/ask@other_bot Who paid for it?", False),
        ("/start@other_bot", False),
        ("@footing_bot Who paid for it?", True),
        ("Well, @Footing_Bot, who paid for it?", True),
        ("@footing_bots who paid?", False),
        ("mail@footing_bot.example", False),
    ],
)
async def test_a_group_is_answered_when_the_bot_is_addressed(
    server: TelegramServer, path: Path, text: str, answered: bool
) -> None:
    scripted = engine()
    async with running(server, scripted, path):
        await server.say(GROUP, ANN, text)
        await server.say(GROUP, ANN, "/about")
        await server.until(lambda: server.said(GROUP))
        await server.until(lambda: len(server.said(GROUP)) == 1 + answered)
    assert len(scripted.questions) == answered


async def test_replies_in_a_group(server: TelegramServer, path: Path) -> None:
    scripted = engine()
    async with running(server, scripted, path):
        claim = await server.say(GROUP, BEN, ARTICLE)
        await server.say(GROUP, ANN, "/check", reply_to_message=claim)
        checked = (await server.until(lambda: server.said(GROUP)))[0]
        assert scripted.texts == [ARTICLE]
        await server.say(GROUP, ANN, "@footing_bot", reply_to_message=claim)
        await server.until(lambda: len(scripted.texts) == 2)
        await server.say(GROUP, BEN, "And who paid?", reply_to_message=checked)
        await server.until(lambda: len(server.said(GROUP)) == 3)
        assert [one.text for one in scripted.questions] == ["And who paid?"]
        await server.say(GROUP, BEN, "I think so too", reply_to_message=claim)
        await server.say(GROUP, ANN, "/ask", reply_to_message=claim)
        await server.until(lambda: len(server.said(GROUP)) == 4)
    assert [one.text for one in scripted.questions] == ["And who paid?", ARTICLE]


async def test_a_topic_is_kept_and_its_opening_note_is_no_reply(server: TelegramServer, path: Path) -> None:
    forum = group(901, forum=True)
    server.topics.add((forum["id"], 77))
    opened = {
        "message_id": 77,
        "date": 1,
        "chat": forum,
        "from": {key: BOT[key] for key in ("id", "is_bot", "first_name")},
        "forum_topic_created": {"name": "x", "icon_color": 1},
    }
    topic = {"message_thread_id": 77, "is_topic_message": True, "reply_to_message": opened}
    pauses = [threading.Event() for _ in range(5)]
    scripted = engine(pauses=pauses)
    async with running(server, scripted, path):
        await server.say(forum, ANN, "just talking", **topic)
        await server.say(forum, ANN, "/ask Who paid for it?", **topic)
        await server.until(lambda: server.actions)
        for pause in pauses:
            pause.set()
        answer = (await server.until(lambda: server.said(forum)))[0]
        assert answer["message_thread_id"] == 77
        assert server.actions[0]["message_thread_id"] == "77"
    assert len(scripted.questions) == 1


async def test_streaming_in_a_group_edits_one_message(server: TelegramServer, path: Path) -> None:
    pauses = [threading.Event() for _ in range(5)]
    async with running(server, engine(pauses=pauses), path, stream_after=0.0):
        await server.say(GROUP, ANN, "/ask Who paid for it?")
        pauses[0].set()
        first = (await server.until(lambda: server.said(GROUP)))[0]
        assert ENGLISH("answering") in first["text"]
        pauses[1].set()
        await server.until(lambda: "two companies" in server.said(GROUP)[0]["text"])
        for pause in pauses:
            pause.set()
        await server.until(lambda: is_whole(server.said(GROUP)[0]))
    assert len(server.said(GROUP)) == 1
    assert server.drafts == []


async def test_quiet_mode_is_for_administrators_and_leaves_commands(server: TelegramServer, path: Path) -> None:
    server.admins.add((GROUP["id"], BEN["id"]))
    scripted = engine()
    async with running(server, scripted, path):
        await server.say(GROUP, ANN, "/quiet on")
        assert "Only administrators" in (await server.until(lambda: server.said(GROUP)))[0]["text"]
        await server.say(GROUP, BEN, "/quiet on")
        await server.until(lambda: len(server.said(GROUP)) == 2)
        await server.say(GROUP, ANN, "@footing_bot who paid?")
        await server.say(GROUP, ANN, "/ask who paid?")
        await server.until(lambda: len(server.said(GROUP)) == 3)
        assert len(scripted.questions) == 1
        assert scripted.questions[0].chat not in (None, str(GROUP["id"]))
        assert [call for call in server.calls if call.method == "sendMessage"][-1].params["disable_notification"]
        await server.say(GROUP, GROUP_ANONYMOUS, "/quiet off", sender_chat=GROUP)
        await server.until(lambda: len(server.said(GROUP)) == 4)
        await server.say(GROUP, ANN, "@footing_bot who paid?")
        await server.until(lambda: len(server.said(GROUP)) == 5)


GROUP_ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


async def test_bots_and_the_bots_own_words_are_left_alone(server: TelegramServer, path: Path) -> None:
    other = {"id": 7, "is_bot": True, "first_name": "B", "username": "b_bot"}
    me = {key: BOT[key] for key in ("id", "is_bot", "first_name", "username")}
    scripted = engine()
    async with running(server, scripted, path):
        await server.say(GROUP, other, "/ask who paid?")
        await server.say(ALONE, ANN, "an answer of my own", via_bot=me)
        await ask(server, "Is this one answered?")
    assert [one.text for one in scripted.questions] == ["Is this one answered?"]


async def test_only_allowed_groups_are_served(server: TelegramServer, path: Path) -> None:
    scripted = engine()
    async with running(server, scripted, path, allowed_chats=[-1]):
        assert "not enabled" in (await ask(server, "/ask who paid?", GROUP))["text"]
        await ask(server)
    assert len(scripted.questions) == 1


# Buttons


async def test_every_view_and_back(server: TelegramServer, path: Path) -> None:
    async with running(server, engine(), path):
        answer = await ask(server)
        whole = answer["text"]
        await server.press(answer, ENGLISH("sources"), BEN)
        await server.until(lambda: quotes(answer))
        assert FOUND.quote is not None
        assert FOUND.quote in answer["text"]
        assert labels()[0] in answer["text"]
        await server.press(answer, ENGLISH("chat-back"), ANN)
        await server.until(lambda: answer["text"] == whole)
        await server.press(answer, ENGLISH("why"), ANN)
        await server.until(lambda: EXPLANATION.statements[0].why in answer["text"])
        await server.press(answer, ENGLISH("chat-back"), ANN)
        await server.until(lambda: answer["text"] == whole)
        await server.press(answer, ENGLISH("gaps"), ANN)
        await server.until(lambda: answer["text"].startswith(ENGLISH("gaps")))
        assert "study of voters" in answer["text"]
        await server.press(answer, ENGLISH("chat-back"), ANN)
        await server.until(lambda: answer["text"] == whole)
        await server.until(lambda: len(server.popups) == 6)
        assert is_whole(answer)


async def test_feedback_with_a_reason(server: TelegramServer, path: Path) -> None:
    async with running(server, engine(), path):
        answer = await ask(server)
        await server.press(answer, ENGLISH("chat-wrong"), ANN)
        await server.until(lambda: len(answer["reply_markup"]["inline_keyboard"]) == 1 + len(Verdict))
        query = await server.press(answer, ENGLISH("chat-verdict-citation"), ANN)
        await server.until(lambda: query in server.popups)
        assert server.popups[query]["text"] == ENGLISH("feedback-thanks")
        assert is_whole(answer)
        assert len(answer["reply_markup"]["inline_keyboard"]) == 2
    with SqliteState(path, salt=SALT, clock=Clock()) as store:
        assert [one.verdict for one in store.feedback()] == [Verdict.CITATION]


async def test_a_long_answer_is_paged_with_a_label_on_each_page(server: TelegramServer, path: Path) -> None:
    long = long_answer()
    async with running(server, engine(long), path):
        answer = await ask(server)
        seen = [answer["text"]]
        while (here := answer["reply_markup"]["inline_keyboard"][0])[1]["callback_data"] != here[2]["callback_data"]:
            before = answer["text"]
            await server.press(answer, "›", ANN)
            await server.until(differs(answer, before))
            assert labels(long)[0] in answer["text"] or "Statement" not in answer["text"]
            assert links(answer) or "Statement" not in answer["text"]
            seen.append(answer["text"])
        assert len(seen) > 3
        assert all(f"Statement {n}." in "".join(seen) for n in range(60))
    assert len(server.said(ALONE)) == 1


async def test_an_answer_of_a_few_messages_turns_in_place(server: TelegramServer, path: Path) -> None:
    async with running(server, engine(long_answer(25)), path):
        await server.say(ALONE, ANN, "A question with a longer answer?")
        await server.until(lambda: server.said(ALONE) and "reply_markup" in server.said(ALONE)[-1])
        parts = server.said(ALONE)
        assert len(parts) in (2, 3)
        assert [("reply_markup" in part) for part in parts] == [False] * (len(parts) - 1) + [True]
        last = parts[-1]["text"]
        await server.press(parts[-1], ENGLISH("sources"), ANN)
        await server.until(lambda: parts[-1]["text"] != last)
        await server.press(parts[-1], ENGLISH("chat-back"), ANN)
        await server.until(lambda: parts[-1]["text"] == last)


async def test_a_button_from_before_a_restart_works(server: TelegramServer, path: Path) -> None:
    async with running(server, engine(), path):
        answer = await ask(server)
    async with running(server, engine(REFUSAL), path):
        await server.press(answer, ENGLISH("sources"), BEN)
        await server.until(lambda: quotes(answer))


async def test_a_button_of_a_purged_answer_says_so(server: TelegramServer, path: Path) -> None:
    async with running(server, engine(), path):
        answer = await ask(server)
        await server.say(ALONE, ANN, "/forget")
        await server.until(lambda: len(server.said(ALONE)) == 2)
        assert "Answers removed: 1" in server.said(ALONE)[1]["text"]
        query = await server.press(answer, ENGLISH("why"), ANN)
        await server.until(lambda: query in server.popups)
        assert server.popups[query]["text"] == ENGLISH("chat-gone")
        assert is_whole(answer)


@pytest.mark.parametrize(
    "data", ["", "x", "s:AAAAAAAAAAAA:0", "v:{id}:evil", "s:{id}:999999999999", "l::xx", "o::zz", "s:{id}:0", "\u0000"]
)
async def test_other_peoples_button_data_is_harmless(server: TelegramServer, path: Path, data: str) -> None:
    """Sent from under another answer, as a client of one's own can: nothing of the first answer is shown or changed."""
    async with running(server, engine(), path):
        first = await ask(server, "A secret question?")
        identifier = str(Press.parse(first["reply_markup"]["inline_keyboard"][-1][0]["callback_data"]).answer_id)  # type: ignore[union-attr]
        second = await ask(server, "/ask Another one?", GROUP)
        before = (first["text"], second["text"])
        query = await server.press(second, "", BEN, data=data.format(id=identifier))
        await server.until(lambda: query in server.popups)
        await ask(server, "Still there?")
        assert first["text"] == before[0]
        if not data.startswith("o:"):
            assert second["text"] == before[1]
    with SqliteState(path, salt=SALT, clock=Clock()) as store:
        assert store.feedback() == []


# Commands


async def test_commands_answer(server: TelegramServer, path: Path) -> None:
    said = {
        "/start": "foreign interference",
        "/help": "Documented",
        "/about": "2 sources",
        "/sources": "Report of the Example Inquiry",
        "/sources ministry": "Statement of the Ministry",
        "/sources nothing like it": ENGLISH("chat-sources-none"),
        "/language": ENGLISH("chat-language-choose"),
        "/forget": "Deleted",
        "/quiet": ENGLISH("chat-groups-only"),
        "/ask": ENGLISH("chat-ask-usage"),
        "/check": ENGLISH("chat-check-usage"),
        "/unknown": "foreign interference",
    }
    async with running(server, engine(), path):
        for command, part in said.items():
            assert part in (await ask(server, command))["text"], command
    assert "<Interference> & Influence" in server.said(ALONE)[3]["text"]


async def test_menus_are_set_once_in_every_language(server: TelegramServer, path: Path) -> None:
    async with running(server, engine(), path):
        await server.until(lambda: len(server.commands) == 2 * len(LANGUAGES))
    names = {scope: [one["command"] for one in menu] for (scope, code), menu in server.commands.items() if not code}
    assert "quiet" in names["all_group_chats"]
    assert "quiet" not in names["default"]
    assert server.commands[("default", "uk")][0]["description"] == catalogue("uk")("command-ask")
    async with running(server, engine(), path):
        await ask(server)
    assert server.count("setMyCommands") == 2 * len(LANGUAGES)


async def test_the_language_of_the_reader_and_of_the_group(server: TelegramServer, path: Path) -> None:
    oksana = user(600, language="uk")
    server.admins.add((GROUP["id"], BEN["id"]))
    ukrainian = catalogue("uk")
    scripted = engine()
    async with running(server, scripted, path):
        await server.say(private(oksana), oksana, "Хто заплатив за рекламу?")
        answer = (await server.until(lambda: server.said(private(oksana))))[0]
        assert label(Standing.DOCUMENTED, ukrainian).text in answer["text"]
        await server.say(GROUP, BEN, "/language")
        menu = (await server.until(lambda: server.said(GROUP)))[0]
        refused = await server.press(menu, "Deutsch", ANN)
        await server.until(lambda: refused in server.popups)
        assert server.popups[refused]["text"] == ENGLISH("chat-admins-only")
        chosen = await server.press(menu, "Deutsch", BEN)
        await server.until(lambda: chosen in server.popups)
        answer = await ask(server, "/ask who paid?", GROUP)
        assert label(Standing.DOCUMENTED, catalogue("de")).text in answer["text"]
        await ask(server, "/language ar")
        arabic = await ask(server, "Who paid?")
        assert label(Standing.DOCUMENTED, catalogue("ar")).word in arabic["text"]
    assert [one.language for one in scripted.questions] == ["uk", "de", "ar"]


# Edits, replays, budgets


async def test_an_edited_question_edits_its_answer(server: TelegramServer, path: Path) -> None:
    scripted = engine(answers={"Who rained?": REFUSAL})
    async with running(server, scripted, path):
        question = await server.say(ALONE, ANN, "Who paid?")
        answer = (await server.until(lambda: server.said(ALONE)))[0]
        await server.edit(question, "Who rained?")
        await server.until(lambda: "about foreign interference" in answer["text"])
        await server.edit(question, "Who rained?")
        await server.edit(question, "Who paid then?")
        await server.until(lambda: is_whole(answer))
    assert len(server.said(ALONE)) == 1
    assert [one.text for one in scripted.questions] == ["Who paid?", "Who rained?", "Who paid then?"]


async def test_an_edit_to_a_shorter_answer_deletes_the_rest(server: TelegramServer, path: Path) -> None:
    scripted = engine(answers={"A long one?": long_answer(25)})
    async with running(server, scripted, path):
        question = await server.say(ALONE, ANN, "A long one?")
        await server.until(lambda: server.said(ALONE) and "reply_markup" in server.said(ALONE)[-1])
        await server.edit(question, "A short one?")
        await server.until(lambda: len(server.said(ALONE)) == 1 and is_whole(server.said(ALONE)[0]))
    assert server.deleted


async def test_an_update_seen_twice_is_answered_once(server: TelegramServer, path: Path) -> None:
    scripted = engine()
    async with running(server, scripted, path):
        message = await server.say(ALONE, ANN, "Who paid?")
        first = server._next_update - 1
        await server.until(lambda: server.said(ALONE))
        await server.push({"message": message}, update_id=first)
        await ask(server, "Another?")
    async with running(server, scripted, path):
        await server.push({"message": message}, update_id=first)
        await ask(server, "A third?")
    assert [one.text for one in scripted.questions] == ["Who paid?", "Another?", "A third?"]


async def test_budgets_say_when(server: TelegramServer, path: Path) -> None:
    clock = Clock()
    scripted = engine()
    async with running(server, scripted, path, clock=clock, person_limit=2, chat_limit=3):
        await ask(server, "/ask One?", GROUP)
        await ask(server, "/ask Two?", GROUP)
        assert "13:00 UTC" in (await ask(server, "/ask Three?", GROUP))["text"]
        await server.say(GROUP, BEN, "/ask Four?")
        await server.until(lambda: len(server.said(GROUP)) == 4)
        await server.say(GROUP, BEN, "/ask Five?")
        await server.until(lambda: len(server.said(GROUP)) == 5)
        assert "This chat" in server.said(GROUP)[-1]["text"]
        clock.now = clock.now.replace(hour=13, minute=1)
        await ask(server, "/ask Six?", GROUP)
    assert [one.text for one in scripted.questions] == ["One?", "Two?", "Four?", "Six?"]


# Inline mode and guest queries


async def test_inline_mode(server: TelegramServer, path: Path) -> None:
    scripted = engine()
    async with running(server, scripted, path):
        short = await server.inline(ANN, "who")
        await server.until(lambda: short in server.inline_answers)
        assert server.inline_answers[short] == []
        typed = await server.inline(ANN, "Who paid for")
        full = await server.inline(ANN, "Who paid for the advertisements?")
        found = (await server.until(lambda: server.inline_answers.get(full)))[0]
        assert typed not in server.inline_answers
        assert is_whole(found)
        message = server.choose(found)
        await server.press(message, ENGLISH("sources"), BEN)
        await server.until(lambda: quotes(message))
        await server.press(message, ENGLISH("chat-back"), BEN)
        await server.until(lambda: is_whole(message))
    assert [one.text for one in scripted.questions] == ["Who paid for the advertisements?"]


async def test_guest_queries(server: TelegramServer, path: Path) -> None:
    scripted = engine()
    async with running(server, scripted, path):
        elsewhere = group(999)
        question = await server.guest(elsewhere, ANN, "@footing_bot Who paid?")
        assert is_whole((await server.until(lambda: server.inline_answers.get(question)))[0])
        claim = {"message_id": 5, "date": 1, "chat": elsewhere, "from": BEN, "text": ARTICLE}
        check = await server.guest(elsewhere, ANN, "@footing_bot", reply_to_message=claim)
        answer = (await server.until(lambda: server.inline_answers.get(check)))[0]
        assert CHECK.claims[0].text in answer["text"]
    assert [one.text for one in scripted.questions] == ["Who paid?"]
    assert scripted.texts == [ARTICLE]


# Faults


@pytest.mark.parametrize(
    "fault",
    [{"status": 429, "retry_after": 1}, {"status": 502, "times": 2}, {"drop": True}],
    ids=["429", "5xx", "dropped"],
)
async def test_sending_goes_on_after(server: TelegramServer, path: Path, fault: Json) -> None:
    server.plan("sendMessage", **fault)
    async with running(server, engine(), path):
        await ask(server)
    sent = [call for call in server.calls if call.method == "sendMessage"]
    assert len(server.said(ALONE)) == 1
    assert is_whole(server.said(ALONE)[0])
    if "retry_after" in fault:
        assert sent[1].at - sent[0].at >= 1


@pytest.mark.parametrize(
    "fault", [{"status": 409}, {"status": 500}, {"drop": True, "after": True}], ids=["409", "5xx", "dropped"]
)
async def test_polling_goes_on_after(server: TelegramServer, path: Path, fault: Json) -> None:
    scripted = engine()
    async with running(server, scripted, path):
        await ask(server, "Before it?")
        server.plan("getUpdates", **fault)
        await ask(server, "During it?")
        await ask(server, "After it?")
    assert [one.text for one in scripted.questions] == ["Before it?", "During it?", "After it?"]
    assert len(server.said(ALONE)) == 3


async def test_telegram_away_at_the_start(server: TelegramServer, path: Path) -> None:
    server.plan("getMe", drop=True, times=3)
    async with running(server, engine(), path) as channel:
        assert not channel.ready.is_set()
        await ask(server)
        assert channel.ready.is_set()


async def test_a_refused_token_is_a_settings_error(server: TelegramServer, path: Path) -> None:
    with pytest.raises(SettingsError, match="BotFather"):
        async with running(server, engine(), path, token="1:wrong"):
            pass


async def test_a_stop_in_mid_answer_is_taken_up_again(server: TelegramServer, path: Path) -> None:
    """Nothing lost, nothing twice: the message that was begun is the one that is finished."""
    stuck = [threading.Event() for _ in range(5)]
    stuck[0].set()
    async with running(server, engine(pauses=stuck), path, stream_after=0.0, grace=0.0):
        await server.say(GROUP, ANN, "/ask Who paid?")
        await server.until(lambda: server.said(GROUP))
    for one in stuck:
        one.set()
    begun = server.said(GROUP)[0]
    assert not is_whole(begun)
    async with running(server, engine(), path):
        await server.until(lambda: is_whole(begun))
    assert len(server.said(GROUP)) == 1


async def test_a_blocked_bot_does_not_stumble(server: TelegramServer, path: Path) -> None:
    server.plan("sendMessage", status=403)
    async with running(server, engine(), path):
        await server.say(private(BEN), BEN, "Who paid?")
        await server.until(lambda: server.count("sendMessage"))
        await ask(server)


async def test_a_store_that_fails_is_said_and_updates_go_on(server: TelegramServer, path: Path) -> None:
    async with running(server, engine(), path) as channel:
        await ask(server)
        store = channel._store
        assert isinstance(store, SqliteState)
        store._database.execute("ALTER TABLE answers RENAME TO lost")
        store._database.execute("ALTER TABLE preferences RENAME TO gone")
        assert ENGLISH("error-internal") in (await ask(server, "/ask Who paid?", GROUP))["text"]
        store._database.execute("ALTER TABLE lost RENAME TO answers")
        store._database.execute("ALTER TABLE gone RENAME TO preferences")
        assert is_whole(await ask(server, "And now?"))


async def test_an_observer_sees_everything_and_cannot_stop_the_bot(server: TelegramServer, path: Path) -> None:
    seen: list[str] = []

    async def observer(update: Update) -> None:
        if update.message is not None and update.message.text:
            seen.append(update.message.text)
        raise RuntimeError("a bug of the observer")

    async with running(server, engine(), path, observers=[observer]):
        await server.say(GROUP, BEN, "not for the bot")
        await ask(server, "Who paid?")
    assert seen == ["not for the bot", "Who paid?"]


async def test_many_readers_at_once_each_get_their_answer(server: TelegramServer, path: Path) -> None:
    people = [user(1000 + number) for number in range(40)]
    scripted = engine()
    async with running(server, scripted, path):
        for person in people:
            await server.say(private(person), person, f"Question of {person['id']}?")
        await server.until(lambda: all(server.said(private(person)) for person in people), seconds=60)
    assert sorted(one.text for one in scripted.questions) == sorted(f"Question of {one['id']}?" for one in people)
    assert all(len(server.said(private(person))) == 1 for person in people)
    assert all(is_whole(server.said(private(person))[0]) for person in people)


# Webhook


async def test_webhook(server: TelegramServer, path: Path) -> None:
    scripted = engine()
    async with running(server, scripted, path, webhook=True):
        assert server.webhook["secret_token"] == SECRET
        message = await server.say(ALONE, ANN, "Who paid?")
        assert is_whole((await server.until(lambda: server.said(ALONE)))[0])
        replayed = {"update_id": server._next_update - 1, "message": message}
        assert await server.deliver(replayed) == 200
        forged = {"update_id": 99_999, "message": {**message, "text": "Forged?"}}
        assert await server.deliver(forged, secret="wrong") == 403
        assert await server.deliver(forged, secret="") == 403
        await ask(server, "The next?")
    assert [one.text for one in scripted.questions] == ["Who paid?", "The next?"]
    assert server.count("getUpdates") == 0


# Corrections and privacy


async def test_a_correction_edits_the_answer_and_says_so(server: TelegramServer, path: Path) -> None:
    async with running(server, engine(), path) as channel:
        answer = await ask(server)
        await ask(server, "/about")  # by then the answer is recorded
        stored = channel._store.answers_citing([FOUND.item_id])[0]
        new = dataclasses.replace(EXPLANATION, statements=EXPLANATION.statements[:1], gaps=(Gap("More"),))
        assert await channel.correct(stored, "A finding was withdrawn.", new)
        await server.until(lambda: len(server.said(ALONE)) == 3)
        assert "probably directed" not in answer["text"]
        note = server.said(ALONE)[2]
        assert note["text"].startswith(ENGLISH("chat-corrected"))
        assert note["reply_to_message"]["message_id"] == answer["message_id"]


async def test_nothing_of_what_is_not_for_the_bot_is_written(
    server: TelegramServer, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "footing")
    caplog.set_level("INFO", "httpx")
    async with running(server, engine(), path, poll_timeout=1):
        await server.say(GROUP, BEN, "a remark among friends about gooseberries")
        await ask(server, "A telling question about marmalade?")
        await server.until(lambda: server.count("getUpdates") > 2)
    disk = b"".join(one.read_bytes() for one in path.parent.iterdir())
    assert b"gooseberries" not in disk
    assert str(ANN["id"]).encode() not in disk
    assert "marmalade" not in caplog.text
    assert "A" * 35 not in caplog.text


async def test_place_of_an_answer_is_found_again(server: TelegramServer, path: Path) -> None:
    async with running(server, engine(), path):
        answer = await ask(server)
    with SqliteState(path, salt=SALT, clock=Clock()) as store:
        stored = store.answer_at(Place("telegram", str(ANN["id"]), str(answer["message_id"])))
        assert stored is not None
        assert isinstance(stored.result, Explanation)
        assert stored.result.statements == EXPLANATION.statements


def test_refusals_are_views_too() -> None:
    from bot.channels.telegram.views import pages

    refused = Refusal("q", RefusalReason.NOT_HELD, "Nothing is held.")
    assert "Nothing is held." in pages(View.GAPS, refused, "en")[0]
    assert pages(View.SOURCES, refused, "en")[0] == ENGLISH("chat-no-sources")
