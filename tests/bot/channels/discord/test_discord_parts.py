"""The pure parts of the Discord channel: settings, requests, names and texts of the bridge, ids of buttons."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from discord.http import Route
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.channels.bridge import Attachment, Said
from bot.channels.discord.bridge_side import DiscordSide, author_name, links_kept, split_text
from bot.channels.discord.buttons import AnswerButton, VerdictSelect, answer_view, panel_view, read_reason
from bot.channels.discord.client import intents_of
from bot.channels.discord.requests import Request, kind_of, only_link, read_request, words_of
from bot.channels.discord.settings import DiscordSettings
from bot.channels.discord.transport import point
from bot.channels.rendering import LANGUAGES, catalogue
from bot.state.port import Place, Verdict
from tests.answers import CHECK, EXPLANATION

ID = "AbC_-1234567"


def test_settings_are_frozen_and_hide_the_token() -> None:
    one = DiscordSettings.model_validate({"token": "secret"})
    assert "secret" not in repr(one)
    assert one.api_url == "https://discord.com/api/v10"
    assert not one.message_content
    with pytest.raises(ValidationError):
        one.token = "other"  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"api_url": "ftp://a.example"}, "http"),
        ({"gateway_url": "https://a.example"}, "ws"),
        ({"bridges": {"pair": 1}}, "message_content"),
        ({"max_messages": 0}, "greater than or equal"),
        ({"tokne": "x"}, "Extra inputs"),
    ],
)
def test_wrong_settings_say_what_to_do(changes: dict[str, Any], word: str) -> None:
    with pytest.raises(ValidationError, match=word):
        DiscordSettings.model_validate({"token": "secret", **changes})


@pytest.mark.parametrize("content", [True, False])
def test_the_only_privileged_intent_is_the_operators(content: bool) -> None:
    intents = intents_of(message_content=content)
    assert intents.message_content is content
    assert not intents.members
    assert not intents.presences


def test_routes_go_where_the_settings_say() -> None:
    route = point(Route("GET", "/channels/{channel_id}", channel_id=5), "http://127.0.0.1:9/api")
    assert route.url == "http://127.0.0.1:9/api/channels/5"
    assert point(route, "http://127.0.0.1:9/api").url == route.url


REQUESTS = st.builds(
    Request,
    kind=st.sampled_from(["ask", "check"]),
    text=st.text(st.characters(exclude_categories=["Cs"])),
    update=st.just("5"),
    language=st.sampled_from(sorted(LANGUAGES)),
    person=st.integers(0, 2**63),
    name=st.text(st.characters(exclude_categories=["Cs"])),
    channel=st.integers(0, 2**63),
    guild=st.none() | st.integers(0, 2**63),
    message=st.none() | st.integers(0, 2**63),
    token=st.none() | st.text(st.characters(exclude_categories=["Cs"])),
)


@given(REQUESTS)
def test_a_request_reads_back(request_: Request) -> None:
    assert read_request(request_.model_dump_json()) == request_


def test_a_request_of_another_version_is_none() -> None:
    assert read_request('{"kind": "sing"}') is None
    assert read_request("not json") is None


def message(content: str, *, forwarded: str = "", files: int = 0) -> Any:
    return SimpleNamespace(
        content=content,
        message_snapshots=[SimpleNamespace(content=forwarded)] if forwarded else [],
        attachments=[object()] * files,
    )


@pytest.mark.parametrize(
    ("asked", "text", "kind"),
    [
        (message("<@5> Who paid?"), "Who paid?", "ask"),
        (message("<@!5>\n Who <#6> paid?"), "Who   paid?", "ask"),
        (message("", forwarded="A post."), "A post.", "check"),
        (message("https://a.example/x"), "https://a.example/x", "check"),
        (message("word " * 100), ("word " * 100).strip(), "check"),
        (message("", files=1), "", "check"),
    ],
)
def test_what_is_asked_and_what_is_checked(asked: Any, text: str, kind: str) -> None:
    assert words_of(asked) == text
    assert kind_of(asked, text) == kind


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://a.example/x", "https://a.example/x"),
        (" <https://a.example/x> ", "https://a.example/x"),
        ("see https://a.example/x", None),
        ("javascript:alert(1)", None),
    ],
)
def test_a_text_that_is_only_a_link(text: str, link: str | None) -> None:
    assert only_link(text) == link


@pytest.mark.parametrize("result", [EXPLANATION, CHECK])
@pytest.mark.parametrize("language", sorted(LANGUAGES))
async def test_buttons_fit_and_hold_the_answer(result: Any, language: str) -> None:
    strings = catalogue(language)
    views = [answer_view(ID, result, strings, more=True), panel_view("sources", ID, 0, 3, strings)]
    for view in views:
        assert view is not None
        for item in view.children:
            assert isinstance(item, AnswerButton) or getattr(item, "custom_id", "") == "footing:page"
            if isinstance(item, AnswerButton):
                assert len(item.custom_id) <= 100
                found = AnswerButton.__discord_ui_compiled_template__.fullmatch(item.custom_id)
                assert found is not None
                assert found["answer"] == ID
                assert 0 < len(item.item.label or "") <= 80
    assert panel_view("sources", ID, 0, 1, strings) is None
    menu = VerdictSelect(ID, strings)
    assert [option.value for option in menu.item.options] == list(Verdict)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"custom_id": "footing:reason:label:short"},
        {"custom_id": f"footing:reason:sing:{ID}"},
        {"custom_id": f"other:reason:label:{ID}"},
    ],
)
def test_only_our_own_forms_are_read(data: dict[str, Any]) -> None:
    assert read_reason(data) is None


@pytest.mark.parametrize(
    "row",
    [
        {"component": {"custom_id": "reason", "value": "p. 15"}},
        {"components": [{"custom_id": "reason", "value": "p. 15"}]},
    ],
)
def test_a_reason_is_read_in_both_forms(row: dict[str, Any]) -> None:
    data = {"custom_id": f"footing:reason:label:{ID}", "components": [row]}
    assert read_reason(data) == (ID, Verdict.LABEL, "p. 15")


@given(st.text(max_size=300))
def test_webhook_names_are_such_as_discord_takes(name: str) -> None:
    given_name = author_name(name)
    assert 1 <= len(given_name) <= 80
    assert not re.search("discord|clyde|everyone|here|[@#:]", given_name, re.IGNORECASE)


@given(st.text(max_size=6000))
def test_a_text_is_cut_within_the_limit_and_loses_nothing(text: str) -> None:
    parts = split_text(links_kept(text))
    assert all(0 < len(part.encode("utf-16-le")) // 2 <= 2000 for part in parts)
    whole = re.sub(r"\s", "", "".join(parts))
    assert whole in (re.sub(r"\s", "", links_kept(text)), "…")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see https://a.example/b_c.", "see <https://a.example/b_c.>"),
        ("*bold* @everyone", "\\*bold\\* @\u200beveryone"),
        ("[x](https://a.example/)", "\\[x\\]\\(<https://a.example/%29>"),
        ("[x](javascript:alert(1))", "\\[x\\]\\(javascript:alert\\(1\\)\\)"),
        ("\u202eabc", "abc"),
    ],
)
def test_a_persons_words_are_shown_as_they_are(text: str, shown: str) -> None:
    assert links_kept(text) == shown


def test_replies_and_files_are_lines_of_their_own() -> None:
    side = DiscordSide(5)
    [part] = side.split(
        Said(
            Place("telegram", "1", "2"),
            "Ann",
            "Hello.",
            attachments=(Attachment("a_b.pdf", "https://a.example/a.pdf"), Attachment("x", "javascript:alert(1)")),
            reply_to=Place("discord", "5", "6"),
        )
    )
    assert part.text.splitlines() == [
        "-# ↪ https://discord.com/channels/@me/5/6",
        "Hello.",
        "[a\\_b.pdf](<https://a.example/a.pdf>)",
    ]
    assert part.attachments == ()
