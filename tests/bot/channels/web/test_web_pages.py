"""The pages as a reader without scripts gets them."""

from __future__ import annotations

import dataclasses
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.channels.rendering import LANGUAGES, catalogue
from bot.channels.web import Correction, Episode, EpisodeEvent, WebSettings, create_app
from bot.channels.web.jsonld import answer_reviews, check_reviews, script
from bot.channels.web.marking import bars, marked_quote, segments
from bot.channels.web.share import NoFont, Type, draw, image_lines
from bot.channels.web.timeline import timeline
from bot.engine.errors import LibraryMissing
from bot.engine.models import CheckedClaim, ClaimCheck, Explanation, Premise
from knowledge.models import Act, Aspect, Standing
from tests.answers import ARTICLE, CHECK, EXPLANATION, FOUND, INQUIRY, PASSAGE, QUOTE, REFUSAL, TOLD, library
from tests.fakes import ScriptedEngine, ScriptedLibrary

HTML = {"Accept": "text/html"}
SETTINGS = WebSettings(base_url="https://footing.example")


class Shelf:
    """Episodes and corrections of a test."""

    def __init__(self, items: Sequence[Any]) -> None:
        self._items = items

    def all(self) -> Sequence[Any]:
        return self._items

    def get(self, episode_id: str) -> Any:
        return next((item for item in self._items if item.id == episode_id), None)


EVENTS = (
    EpisodeEvent("2016-03-19", "The first message was sent.", Standing.ALLEGED, (FOUND,)),
    EpisodeEvent("2016", "The campaign began.", Standing.REPORTED),
    EpisodeEvent(None, "Somebody was told.", Standing.UNSOURCED),
    EpisodeEvent("2019-04", "The report came out.", Standing.DOCUMENTED),
)
EPISODE = Episode("mail", "The mail episode", "What happened to the mail.", EVENTS)


def client(engine: ScriptedEngine | None = None, **parts: Any) -> TestClient:
    engine = engine or ScriptedEngine(EXPLANATION, CHECK, library=library())
    return TestClient(create_app(engine, **({"settings": SETTINGS} | parts)), raise_server_exceptions=False)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("path", ["/", "/check", "/sources", "/episodes", "/corrections", "/labels", "/nothing"])
def test_every_page_in_every_language(path: str, language: str) -> None:
    response = client().get(f"{path}?lang={language}", headers=HTML)
    assert response.status_code == (404 if path == "/nothing" else 200)
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in response.text
    assert "None" not in re.sub(r"<[^>]*>", "", response.text)


def test_the_language_is_negotiated_and_kept_in_links() -> None:
    web = client()
    assert '<html lang="uk"' in web.get("/", headers={"Accept-Language": "uk,en;q=0.5"}).text
    assert '<html lang="en"' in web.get("/", headers={"Accept-Language": "xx"}).text
    assert 'href="/sources?lang=ar"' in web.get("/?lang=ar").text


def test_an_answer_without_a_script() -> None:
    page = client().post("/ask", data={"question": "Who paid?"}).text
    for statement in EXPLANATION.statements:
        assert statement.text in page
    assert page.index("The question assumes") < page.index("What stands on less") < page.index("What is not known")
    assert 'class="badge s-documented"' in page
    assert QUOTE in page
    assert 'href="https://inquiry.example/report.pdf#page=14"' in page
    assert "1 sentence was left out" in page


def test_a_told_episode_without_a_script() -> None:
    page = client(ScriptedEngine(TOLD)).post("/ask", data={"question": "What happened to the mail?"}).text
    assert (
        page.index("What is contested") < page.index("Timeline") < page.index('<time class="meta" datetime="2016-03">')
    )
    assert '<a href="/episodes/mail"><bdi>The mail episode</bdi></a>' in page


def test_a_refusal_without_a_script() -> None:
    page = client(ScriptedEngine(REFUSAL)).post("/ask", data={"question": "Soup?"}).text
    assert "This is outside what the library is about" in page
    assert "Nearest sources" in page


def test_the_streamed_fragments_are_the_page() -> None:
    web = client()
    text = web.post("/ask", data={"question": "Who?"}, headers={"Accept": "text/event-stream"}).text
    parts = [json.loads(line[6:])["html"] for line in text.splitlines() if line.startswith("data: ")]
    page = re.sub(r"\s+", "", web.post("/ask", data={"question": "Who?"}).text)
    assert len(parts) == 5
    for part in parts:
        assert re.sub(r"\s+", "", part) in page


def test_an_empty_question_is_an_error_page() -> None:
    response = client().post("/ask", data={"question": " "}, headers=HTML)
    assert response.status_code == 422
    assert "The question is empty." in response.text


def test_an_outage_is_an_error_page_and_never_an_answer() -> None:
    broken = ScriptedEngine(LibraryMissing("run ingest"), library=ScriptedLibrary(error=LibraryMissing("run ingest")))
    response = client(broken).post("/ask", data={"question": "Who?"}, headers=HTML)
    assert response.status_code == 503
    assert "This does not mean that there is no evidence." in response.text


def test_a_checked_text_is_marked_claim_by_claim() -> None:
    page = client().post("/check", data={"text": ARTICLE}).text
    marked = page.split('<div class="marked"')[1].split("</div>")[0]
    assert re.sub(r"\s+", " ", re.sub(r"<span class=\"tag\">.*?</a>|<[^>]*>", "", marked.split(">", 1)[1])).strip() == (
        re.sub(r"\s+", " ", ARTICLE)
    )
    assert 'class="mark s-speculation" id="m3" href="#c3"' in marked
    assert '<mark class="hinge">will do so</mark>' in marked
    assert 'id="c3" class="claim s-speculation"' in page
    assert '<rect class="f-documented" x="0.0" y="0" width="25.0"' in page


def test_a_check_of_an_address_needs_a_reader() -> None:
    assert "does not read addresses" in client().get("/check").text
    page = client(read_address=lambda url: ARTICLE)
    assert 'name="url"' in page.get("/check").text
    assert "4 claims" in page.post("/check", data={"url": "https://a.example/x"}).text


def test_sources_are_browsed() -> None:
    web = client()
    assert "2 sources" in web.get("/sources").text
    assert "Statement of the Ministry" not in web.get("/sources?kind=inquiry_report").text
    assert "No source matches." in web.get("/sources?q=zebra").text
    assert web.get("/sources?kind=gossip").status_code == 200
    assert "No source matches." in web.get("/sources?page=7").text


def test_a_source_shows_its_findings_and_what_bears_on_them() -> None:
    page = client().get("/sources/example-inquiry").text
    assert "The agency bought political advertisements." in page
    assert "denied by" in page
    assert "The ministry denied that the agency acted for it." in page
    assert PASSAGE.text in page
    assert "Read on 2026-01-02" in page
    assert "&lt;Interference&gt;" in page
    assert client().get("/sources/none", headers=HTML).status_code == 404


def test_a_passage_stands_in_its_context_with_the_quote_marked() -> None:
    address = "/passages/" + PASSAGE.id.replace("#", "%23")
    page = client().get(address, params={"quote": QUOTE}).text
    assert f"<mark>{QUOTE}</mark>" in page
    assert "The companies were dissolved." in page
    assert "<mark>" not in client().get(address, params={"quote": "Not there."}).text
    assert client().get("/passages/none", headers=HTML).status_code == 404


def test_an_answer_leads_to_the_passage_with_its_quote() -> None:
    page = client().post("/ask", data={"question": "Who?"}).text
    address = re.search(r'href="(/passages/[^"]+)"', page)
    assert address is not None
    assert f"<mark>{QUOTE}</mark>" in client().get(address[1].replace("&amp;", "&")).text


def test_an_episode_is_drawn() -> None:
    web = client(episodes=Shelf([EPISODE]))
    assert "The mail episode" in web.get("/episodes").text
    page = web.get("/episodes/mail").text
    assert page.count("<circle") == 3
    assert page.index("The campaign began.") > page.index("The first message was sent.")
    assert "undated" in page
    assert web.get("/episodes/none", headers=HTML).status_code == 404
    assert "No episodes" in client().get("/episodes").text


def test_corrections_are_listed() -> None:
    correction = Correction("2026-02-03", "f-1", "example-inquiry", "Two firms.", "Three firms.", "A later volume.")
    page = client(corrections=Shelf([correction])).get("/corrections").text
    assert "<del>Two firms.</del>" in page
    assert "<ins>Three firms.</ins>" in page
    assert "Nothing has been corrected yet." in client().get("/corrections").text


def test_a_timeline_orders_and_spreads_its_marks() -> None:
    drawn = timeline(EVENTS)
    assert [mark.event.date for mark in drawn.marks] == ["2016-03-19", "2016", "2019-04"]
    assert [event.text for event in drawn.undated] == ["Somebody was told."]
    assert all(0 <= mark.x <= drawn.width for mark in drawn.marks)
    same = timeline([EpisodeEvent("2020", "x", Standing.REPORTED)] * 3)
    assert [mark.lane for mark in same.marks] == [0, 1, 2]
    assert timeline(()).marks == ()


SPAN = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted)


@given(st.text(max_size=40), st.lists(st.tuples(SPAN, SPAN), max_size=6))
def test_marking_loses_no_character(text: str, spans: list[tuple[list[int], list[int]]]) -> None:
    claims = tuple(
        CheckedClaim(text[start:end], start, end, Standing.REPORTED, Aspect.ACTIVITY, "w")
        for (start, end), _ in spans
        if end <= len(text)
    )
    found = segments(ClaimCheck(text, claims))
    assert "".join(piece.text for segment in found for piece in segment.pieces) == text


def test_the_bar_is_full() -> None:
    drawn = bars(CHECK.counts)
    assert sum(bar.width for bar in drawn) == pytest.approx(100)
    assert [bar.standing for bar in drawn] == [
        Standing.DOCUMENTED,
        Standing.DISPUTED,
        Standing.CONTRADICTED,
        Standing.SPECULATION,
    ]
    assert bars(ClaimCheck("", ()).counts) == []


def test_a_quote_is_marked_only_where_it_is() -> None:
    assert [piece.cue for piece in marked_quote("a b c", "b")] == [False, True, False]
    assert [piece.text for piece in marked_quote("a b c", "d")] == ["a b c"]
    assert [piece.text for piece in marked_quote("a b c", None)] == ["a b c"]


def test_reviews_are_for_what_sources_of_record_say_only() -> None:
    reviews = check_reviews(CHECK, SETTINGS)
    assert [(review["claimReviewed"], review["reviewRating"]["ratingValue"]) for review in reviews] == [
        ("The agency paid for advertisements.", 5),
        ("No money was ever spent.", 1),
    ]
    assert all(review["citation"] for review in reviews)


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.DOCUMENTED, Standing.CONTRADICTED}))
@pytest.mark.parametrize("aspect", sorted(Aspect))
def test_nothing_else_gets_a_verdict(standing: Standing, aspect: Aspect) -> None:
    claim = dataclasses.replace(CHECK.claims[0], standing=standing, aspect=aspect)
    assert check_reviews(ClaimCheck(ARTICLE, (claim,)), SETTINGS) == []


@pytest.mark.parametrize("act", sorted(set(Act) - {Act.ADJUDICATED, Act.FOUND, Act.ADMITTED}))
def test_a_verdict_needs_a_source_of_record(act: Act) -> None:
    claim = dataclasses.replace(CHECK.claims[0], citations=(dataclasses.replace(FOUND, act=act),))
    assert check_reviews(ClaimCheck(ARTICLE, (claim,)), SETTINGS) == []


def test_a_contradicted_premise_is_reviewed_and_the_block_cannot_be_left() -> None:
    premise = Premise("</script><b>", Standing.CONTRADICTED, "Found otherwise.", (FOUND,))
    answer = dataclasses.replace(EXPLANATION, premise=premise)
    (review,) = answer_reviews(answer, SETTINGS)
    block = str(script([review]))
    inner = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert "<" not in inner
    assert json.loads(inner)[0]["claimReviewed"] == "</script><b>"
    assert answer_reviews(EXPLANATION, SETTINGS) == []
    assert block in client(ScriptedEngine(answer)).post("/ask", data={"question": "?"}).text


def test_the_image_is_a_picture_of_a_new_answer() -> None:
    engine = ScriptedEngine(EXPLANATION)
    response = client(engine).post("/share.png", data={"question": "Who?"})
    assert response.headers["content-type"] == "image/png"
    image = Image.open(io.BytesIO(response.content))
    assert image.width == 1200
    assert image.height >= 630
    assert [question.text for question in engine.questions] == ["Who?"]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_image_says_label_and_citation_with_each_statement(language: str) -> None:
    strings = catalogue(language)
    groups = image_lines(EXPLANATION, strings)
    for statement in EXPLANATION.statements:
        (group,) = (group for group in groups if any(line.text == statement.text for line in group))
        assert any(
            line.standing is statement.standing and strings(f"standing-{statement.standing}") in line.text
            for line in group
        )
        assert any(line.type is Type.SMALL and line.text.startswith("— ") for line in group)


def test_a_long_answer_stays_within_the_image() -> None:
    answer = Explanation("Who?", EXPLANATION.statements * 40)
    image = Image.open(io.BytesIO(draw(answer, catalogue("en"))))
    assert image.height <= 2400


def test_a_script_without_a_font_is_refused_with_the_way_out() -> None:
    answer = Explanation("ᏣᎳᎩ 𓀀 ᓄᓇᕗᑦ 𞤀𞤁", EXPLANATION.statements)
    with pytest.raises(NoFont, match="share_fonts"):
        draw(answer, catalogue("en"), fonts=(Path("no-such-font.ttf"),))


def test_an_id_may_hold_any_character() -> None:
    strange = dataclasses.replace(PASSAGE, id="a/b?c#d é")
    engine = ScriptedEngine(library=ScriptedLibrary((INQUIRY,), (), (strange,)))
    page = client(engine).get("/passages/a%2Fb%3Fc%23d%20%C3%A9")
    assert QUOTE in page.text
