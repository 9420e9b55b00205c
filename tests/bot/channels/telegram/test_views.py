from __future__ import annotations

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.rendering import LANGUAGES, catalogue, label
from bot.channels.telegram.views import Press, View, keyboard, language_keyboard, library_keyboard, pages
from bot.engine.models import Explanation, Statement
from bot.state.codec import decode, encode, without_words
from bot.state.port import Result
from knowledge.models import Aspect, Confidence, Standing
from tests.answers import CHECK, EXPLANATION, FOUND
from tests.peers.telegram_html import parse_html, utf16
from tests.results import results

HOSTILE = (
    "<script>alert(1)</script>",
    "</b></a><b>&amp;&#x202e;",
    "\u202eevil\u202c\u2066",
    '" href="javascript:alert(1)',
    "\n" * 50,
    "@everyone /start @footing_bot",
    "&lt;b&gt; *bold* [x](y)",
)
URLS = (None, "https://a.example/x.pdf", "javascript:alert(1)", "https://a.example/<b>")
hostile = st.one_of(st.text(max_size=60), st.sampled_from(HOSTILE))


@st.composite
def answers(draw: st.DrawFn) -> Explanation:
    """Answers whose statements and citations can be told apart, some too long for one message, with hostile data."""
    statements = []
    for number in range(draw(st.integers(1, 6))):
        words = draw(st.sampled_from(("", ". ", " ", "слово "))).join(
            [f"w{number}x"] * draw(st.sampled_from((1, 40, 1500)))
        )
        citations = tuple(
            dataclasses.replace(
                FOUND,
                title=f"title{number}{letter} {draw(hostile)}",
                publisher=draw(hostile),
                url=draw(
                    st.sampled_from((None, "https://a.example/x.pdf", "javascript:alert(1)", "https://a.example/<b>"))
                ),
                quote=draw(st.none() | hostile),
            )
            for letter in "ab"[: draw(st.integers(1, 2))]
        )
        statements.append(
            Statement(
                text=f"w{number}x {draw(hostile)} {words}",
                standing=draw(st.sampled_from(Standing)),
                aspect=draw(st.sampled_from(Aspect)),
                why=draw(hostile),
                citations=citations,
                confidence=draw(st.none() | st.sampled_from(Confidence)),
            )
        )
    return dataclasses.replace(EXPLANATION, premise=None, statements=tuple(statements))


@given(answers(), st.sampled_from(sorted(LANGUAGES)), st.sampled_from((View.ANSWER, View.WHY)))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_label_and_citations_stay_with_each_statement(answer: Explanation, language: str, view: View) -> None:
    """On every message and page, in every view, and after the answer has been through the store."""
    strings = catalogue(language)
    texts = [parse_html(text).text for text in pages(view, answer, language)]
    for number, statement in enumerate(answer.statements):
        holding = [text for text in texts if f"w{number}x" in text]
        assert holding
        for text in holding:
            assert label(statement.standing, strings, statement.confidence).text in text
            assert f"title{number}a" in text
        for citation in statement.citations:
            assert any(citation.title.split()[0] in text for text in texts)
    assert pages(view, without_words(decode(encode(answer))), language) == pages(view, answer, language)


@given(results() | answers(), st.sampled_from(sorted(LANGUAGES)), st.sampled_from(View))
@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
def test_telegram_takes_every_page(result: Result, language: str, view: View) -> None:
    """Markup that its parser accepts, within its length, with some text, and with links to the web alone."""
    for text in pages(view, result, language):
        parsed = parse_html(text)
        assert 0 < utf16(parsed.text.strip()) <= 4096
        assert len(parsed.entities) <= 100
        links = [str(one["url"]) for one in parsed.entities if one["type"] == "text_link"]
        assert all(link.startswith(("http://", "https://")) for link in links)
        assert not set("\u202a\u202b\u202d\u202e\u2066\u2067") & set(parsed.text)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("view", [View.ANSWER, View.SOURCES, View.WHY, View.GAPS, View.FEEDBACK])
def test_buttons_are_what_telegram_allows_and_are_read_back(language: str, view: View) -> None:
    strings = catalogue(language)
    markup = keyboard(view, "AAAAAAAAAAAA", strings, page=3, count=99, home=2)
    data = [str(button.callback_data) for row in markup.inline_keyboard for button in row]
    assert all(len(one.encode()) <= 64 and str(Press.parse(one)) == one for one in data)
    assert all(button.text for row in markup.inline_keyboard for button in row)


def test_there_is_always_a_way_back() -> None:
    for view in (View.SOURCES, View.WHY, View.GAPS, View.FEEDBACK):
        markup = keyboard(view, "AAAAAAAAAAAA", catalogue("en"), home=2)
        assert markup.inline_keyboard[-1][-1].callback_data == "a:AAAAAAAAAAAA:2"


def test_other_keyboards() -> None:
    languages = [button.callback_data for row in language_keyboard().inline_keyboard for button in row]
    assert languages == [f"l::{code}" for code in LANGUAGES]
    assert library_keyboard(catalogue("en"), 0, 1) is None
    turned = library_keyboard(catalogue("en"), 1, 3)
    assert turned is not None
    assert [button.callback_data for button in turned.inline_keyboard[0]] == ["o::0", "o::1", "o::2"]


@pytest.mark.parametrize(
    "data",
    [None, "", "s", "s:short:0", "z:AAAAAAAAAAAA:0", "s:AAAAAAAAAAAA:", "s:AAAAAAAAAAAA:-1", "s:AAAAAAAAAAAA:0\n"],
)
def test_data_of_no_button_of_ours(data: str | None) -> None:
    assert Press.parse(data) is None


def test_a_page_that_is_no_number_is_the_first() -> None:
    press = Press.parse("s:AAAAAAAAAAAA:abc")
    assert press is not None
    assert press.page == 0


def test_the_views_of_a_check() -> None:
    unknown = pages(View.GAPS, CHECK, "en")[0]
    assert "because they want chaos" in unknown
    assert "paid for advertisements" not in unknown
    assert "A forecast" in pages(View.WHY, CHECK, "en")[0]
    assert pages(View.SOURCES, CHECK, "en")[0].count("<blockquote expandable>") == 2
