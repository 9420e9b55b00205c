"""Answers as Discord messages: within the limits, and no statement without its label and citations."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.discord.embeds import (
    CHARACTERS,
    EMBEDS,
    Page,
    citation_pages,
    gap_pages,
    list_pages,
    pages,
    progress,
    source_pages,
    summary,
)
from bot.channels.rendering import LANGUAGES, LOOKS, catalogue, clean_line, clip, label
from bot.engine.models import ClaimCheck, Explanation, Statement
from knowledge.models import Aspect, Kind, Standing
from tests.answers import CHECK, DENIAL, EXPLANATION, FINDING, FOUND, INQUIRY, MINISTRY, REFUSAL, library
from tests.properties.test_rendering import ANSWER, LANGUAGE, STATEMENT
from tests.results import checks, results

RUN = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def fits(page: Page) -> bool:
    """Discord's limits for a message: text, embeds, an embed's description, and all embeds together."""
    texts = [embed.description or "" for embed in page.embeds]
    footers = [embed.footer.text or "" for embed in page.embeds]
    return (
        utf16(page.content or "") <= 2000
        and len(page.embeds) <= EMBEDS
        and all(0 < utf16(text) <= 4096 for text in texts)
        and sum(map(utf16, texts + footers)) <= CHARACTERS
        and bool(page.embeds or page.content)
    )


@RUN
@given(ANSWER, LANGUAGE)
def test_every_embed_of_an_answer_carries_label_colour_and_citation(answer: Explanation, language: str) -> None:
    strings = catalogue(language)
    words = {label(standing, strings).word: LOOKS[standing] for standing in Standing}
    for page in pages(answer, language):
        assert fits(page)
        for embed in page.embeds:
            text = embed.description or ""
            head = next(line for line in text.split("\n") if any(look.symbol in line for look in LOOKS.values()))
            word = next(word for word in sorted(words, key=len, reverse=True) if f"**{word}" in head)
            assert words[word].symbol in head
            assert embed.colour is not None
            assert embed.colour.value == words[word].colour
            assert "— " in text


@RUN
@given(STATEMENT, LANGUAGE)
def test_a_statement_has_every_citation_named_and_each_piece_its_own_label(statement: Statement, language: str) -> None:
    wanted = label(statement.standing, catalogue(language), statement.confidence)
    made = [embed for page in pages(Explanation("?", (statement,)), language) for embed in page.embeds]
    for embed in made:
        assert wanted.symbol in (embed.description or "")
        assert embed.colour is not None
        assert embed.colour.value == wanted.colour
    lines = "\n".join(embed.description or "" for embed in made).split("\n")
    assert sum(line.startswith("— ") for line in lines) >= len(statement.citations)


@RUN
@given(st.one_of(results(), ANSWER), LANGUAGE, st.booleans())
def test_whatever_is_shown_fits(result: Explanation, language: str, why: bool) -> None:
    for made in (pages(result, language, why=why), pages(result, language, plain=True)):
        assert made
        assert all(fits(page) for page in made)
    assert all(fits(page) for page in citation_pages(result, language))
    assert all(fits(page) for page in gap_pages(result, language))


@RUN
@given(ANSWER, LANGUAGE)
def test_progress_fits_and_is_labelled(answer: Explanation, language: str) -> None:
    for plain in (False, True):
        page = progress(answer.statements[:1], language, plain=plain)
        assert page is not None
        assert fits(page)
        shown = page.content or page.embeds[0].description or ""
        assert LOOKS[answer.statements[0].standing].symbol in shown


@RUN
@given(checks())
def test_every_claim_of_a_check_is_there_under_its_label(check: ClaimCheck) -> None:
    made = [embed for page in pages(check, "en") for embed in page.embeds]
    coloured = [embed.colour.value for embed in made if embed.colour]
    for claim in check.claims:
        assert LOOKS[claim.standing].colour in coloured


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_an_answer_in_every_language(language: str) -> None:
    strings = catalogue(language)
    made = [embed for page in pages(EXPLANATION, language) for embed in page.embeds]
    text = "\n".join(embed.description or "" for embed in made)
    for one in EXPLANATION.statements:
        assert label(one.standing, strings).word in text
    assert made[-1].footer.text == strings("as-of", date="2026-01-02")
    assert clean_line(strings("gaps")) in text


def test_a_refusal_names_its_reason_and_the_nearest_sources() -> None:
    text = "\n".join(embed.description or "" for page in pages(REFUSAL, "en") for embed in page.embeds)
    assert "**This is outside what the library is about**" in text
    assert "**Nearest sources**" in text
    assert "<https://inquiry.example/report.pdf" in text


def test_pages_are_the_same_where_a_reader_sees_no_difference() -> None:
    [one] = pages(EXPLANATION, "en")
    [again] = pages(EXPLANATION, "en")
    assert one.same(again)
    assert not one.same(Page(one.embeds, "text"))
    assert not one.same(None)


def test_the_sources_of_an_empty_answer_are_none() -> None:
    bare = Explanation("?", (Statement("It may be.", Standing.SPECULATION, Aspect.EFFECT, "why"),))
    assert citation_pages(bare, "en") == []
    assert gap_pages(bare, "en") == []
    assert gap_pages(CHECK, "en") == []


def test_a_source_shows_what_is_taken_from_it_and_what_denies_it() -> None:
    related = library().related([FINDING.id])
    made = source_pages(INQUIRY, [FINDING], related, "en")
    text = "\n".join(embed.description or "" for page in made for embed in page.embeds)
    assert FINDING.text in text
    assert "found by an inquiry" in text
    assert f"denied by: {DENIAL.text} \\({MINISTRY.title}, ¶ 2\\)" in text
    assert text.count("<https://inquiry.example/report.pdf>") == 2
    assert "No findings have been taken" in str(source_pages(MINISTRY, [], [], "en")[0].embeds[0].description)


def test_a_list_of_sources_says_how_many_there_are() -> None:
    made = list_pages([INQUIRY, MINISTRY], "en", held=40)
    assert "**40 sources**" in str(made[0].embeds[0].description)
    assert all(fits(page) for page in list_pages([INQUIRY] * 25, "ar", held=25))
    assert "No source matches" in str(list_pages([], "en", held=0)[0].embeds[0].description)


def test_what_a_conversation_remembers_keeps_the_labels() -> None:
    assert summary(EXPLANATION, "en").startswith("■ Documented: The agency paid")
    assert summary(REFUSAL, "en") == REFUSAL.message
    assert summary(CHECK, "en") == ""


def test_a_long_title_leaves_room_for_the_words() -> None:
    title = "T" * 3000
    cited = tuple(type(FOUND)("i", "s", title, "P", Kind.RESEARCH, FOUND.act, "p. 1") for _ in range(30))
    statement = Statement("A claim.", Standing.REPORTED, Aspect.REACH, "why", cited)
    made = pages(Explanation("?", (statement,)), "en")
    assert all(fits(page) for page in made)
    assert clip(title, 24) in str(made[0].embeds[0].description)
