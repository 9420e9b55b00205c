"""Label and citations reach the reader in every place, however the text is cut and whatever it holds."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.rendering import (
    LANGUAGES,
    LOOKS,
    Markup,
    Place,
    Unit,
    catalogue,
    clean,
    clean_line,
    label,
    render,
    render_sources,
)
from bot.channels.rendering.places import MINIMUM
from bot.engine.models import Citation, Explanation, Premise, Statement
from knowledge.models import Act, Aspect, Confidence, Kind, Standing

NASTY = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "</blockquote><b>",
        "**bold** [x](javascript:alert(1))",
        "@everyone <@1234>",
        "\u202egnp.exe\u2066",
        "\n" * 50,
        "مرحبا بالعالم",
        "👩‍👩‍👧‍👦" * 30,
        "a" * 3000,
        "&amp; &lt; \x00\x07",
        "e" + "\u0301" * 200,
        "# heading\n- list\n1. item\n> quote\n-# small",
        "`code` ||spoiler|| ~~no~~ __yes__",
    ]
)
TEXT = st.lists(st.one_of(st.text(max_size=80), NASTY), min_size=1, max_size=6).map(" ".join)
SHORT = st.one_of(st.text(max_size=150), NASTY)
URL = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "https://a.example/b_c*(d)?q=<x>",
            "javascript:alert(1)",
            "https://a.example/r.pdf",
            "data:text/html,x",
            "https://a.example/" + "x" * 1500,
            "https://u:p@a.example/",
        ]
    ),
)
CITATION = st.builds(
    Citation,
    item_id=st.just("i"),
    source_id=st.just("s"),
    title=SHORT,
    publisher=SHORT,
    kind=st.sampled_from(Kind),
    act=st.sampled_from(Act),
    locator=SHORT,
    url=URL,
    quote=st.one_of(st.none(), TEXT),
)
CITATIONS = st.lists(CITATION, min_size=1, max_size=9).map(tuple)
STATEMENT = st.builds(
    Statement,
    text=TEXT,
    standing=st.sampled_from(Standing),
    aspect=st.sampled_from(Aspect),
    why=st.just("why"),
    citations=CITATIONS,
    confidence=st.one_of(st.none(), st.sampled_from(Confidence)),
)
ANSWER = st.builds(
    Explanation,
    question=st.just("?"),
    statements=st.lists(STATEMENT, min_size=1, max_size=3).map(tuple),
    premise=st.one_of(
        st.none(),
        st.builds(Premise, text=TEXT, standing=st.sampled_from(Standing), why=st.just("why"), citations=CITATIONS),
    ),
)
PLACE = st.builds(Place, st.integers(MINIMUM, 5000), st.sampled_from(Unit), st.sampled_from(Markup))
LANGUAGE = st.sampled_from(sorted(LANGUAGES))
RUN = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

DIRECTION = re.compile("[\u202a-\u202e\u2066\u2067\u200e\u200f\u061c]")
ISOLATES = re.compile("[\u2068\u2069]")


class Tags(HTMLParser):
    """Reads what Telegram would; fails on a tag left open, closed twice, or not of its subset."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"b", "i", "a", "blockquote"}
        assert {name for name, _ in attrs} <= {"href", "expandable"}
        self.addresses += [value or "" for name, value in attrs if name == "href"]
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def visible(part: str, place: Place) -> str:
    """What a reader sees of a part, without markup, isolates and space."""
    if place.markup is Markup.HTML:
        tags = Tags()
        tags.feed(part)
        tags.close()
        assert not tags.open
        assert all(address.startswith(("https://", "http://")) for address in tags.addresses)
        part = tags.text
    elif place.markup is Markup.MARKDOWN:
        part = re.sub(r"\]\(<https?://[^>\s]*>\)", "]", part)
        part = re.sub(r"\\([^0-9A-Za-z\s])|[*\[\]]|^> ", lambda match: match[1] or "", part, flags=re.MULTILINE)
        part = part.replace("@\u200b", "@")
    return re.sub(r"\s+", "", ISOLATES.sub("", part))


@RUN
@given(ANSWER, PLACE, LANGUAGE)
def test_every_part_fits_and_carries_a_label_and_a_citation(answer: Explanation, place: Place, language: str) -> None:
    parts = render(answer, place, language)
    strings = catalogue(language)
    words = {label(standing, strings).word for standing in Standing}
    assert parts
    for part in parts:
        assert place.length(part) <= place.limit
        assert any(look.symbol in part for look in LOOKS.values())
        assert any(word in part for word in words)
        assert "— " in part
        assert not DIRECTION.search(part)


@RUN
@given(STATEMENT, PLACE, LANGUAGE)
def test_a_statement_never_leaves_its_label(statement: Statement, place: Place, language: str) -> None:
    strings = catalogue(language)
    wanted = label(statement.standing, strings, statement.confidence)
    for part in render(Explanation("?", (statement,)), place, language):
        seen = visible(part, place)
        assert wanted.symbol in seen
        assert re.sub(r"\s", "", wanted.word) in seen
        if wanted.confidence:
            assert re.sub(r"\s", "", wanted.confidence) in seen


@RUN
@given(STATEMENT, PLACE.filter(lambda place: place.markup is not Markup.MARKDOWN))
def test_cutting_loses_nothing(statement: Statement, place: Place) -> None:
    parts = [visible(part, place) for part in render(Explanation("?", (statement,)), place, "en")]
    rest = re.sub(r"\s+", "", clean(statement.text))
    for part in parts:
        shared = next((size for size in range(len(rest), -1, -1) if rest[:size] in part), 0)
        rest = rest[shared:]
    assert rest == ""


@RUN
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=40, unique=True), PLACE, LANGUAGE)
def test_every_citation_is_named_somewhere(numbers: list[int], place: Place, language: str) -> None:
    citations = tuple(
        Citation("i", "s", f"Title {number}x", "P" * 50, Kind.RESEARCH, Act.REPORTED, f"p. {number}")
        for number in numbers
    )
    statement = Statement("A claim. " * 300, Standing.REPORTED, Aspect.REACH, "why", citations)
    joined = "".join(visible(part, place) for part in render(Explanation("?", (statement,)), place, language))
    assert all(f"Title{number}x" in joined for number in numbers)


@RUN
@given(ANSWER, PLACE, LANGUAGE)
def test_sources_show_each_quote_under_a_label(answer: Explanation, place: Place, language: str) -> None:
    parts = render_sources(answer, place, language)
    for part in parts:
        assert place.length(part) <= place.limit
        assert any(look.symbol in part for look in LOOKS.values())
        visible(part, place)


@given(st.text(), st.sampled_from([clean, clean_line]))
def test_cleaning_is_stable_and_leaves_no_controls(text: str, function: object) -> None:
    assert callable(function)
    cleaned = function(text)
    assert function(cleaned) == cleaned
    assert not DIRECTION.search(cleaned)
    assert not ISOLATES.search(cleaned)
    assert not any(ord(character) < 32 and character not in "\t\n" for character in cleaned)
