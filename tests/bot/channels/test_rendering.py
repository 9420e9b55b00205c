"""Answers and checks as text for a place."""

from __future__ import annotations

import dataclasses

import pytest

from bot.channels.rendering import (
    DISCORD,
    LANGUAGES,
    LOOKS,
    PLAIN,
    TELEGRAM,
    Markup,
    Place,
    Unit,
    catalogue,
    clean,
    clean_line,
    clip,
    has_rtl,
    isolate,
    label,
    original,
    render,
    render_progress,
    render_sources,
    safe_url,
)
from bot.channels.rendering.places import MarkdownWriter
from bot.engine.models import ClaimCheck, Explanation, Notice, Premise, Statement
from knowledge.models import Confidence, Standing
from tests.answers import CHECK, EXPLANATION, FOUND, QUOTE, REFUSAL

OTHER = dataclasses.replace(FOUND, item_id="other", title="Another title")
NARROW = Place(600, Unit.UTF16, Markup.PLAIN)


def test_an_answer_in_plain_text() -> None:
    (text,) = render(EXPLANATION, PLAIN)
    assert text == "\n".join(
        [
            "○ Speculation · The question assumes",
            "The agency swung the vote.",
            "No source of record measures an effect.",
            "— Report of the Example Inquiry into <Interference> & Influence <https://inquiry.example/report.pdf#page=14>,"
            " Example Committee, p. 14",
            "",
            "■ Documented · what was done",
            "The agency paid for the advertisements through two companies.",
            "— Report of the Example Inquiry into <Interference> & Influence <https://inquiry.example/report.pdf#page=14>,"
            " Example Committee, p. 14",
            "",
            "What stands on less",
            "◆ Assessed (moderate confidence) · who did it",
            "The service probably directed it.",
            "— Report of the Example Inquiry into <Interference> & Influence <https://inquiry.example/report.pdf#page=14>,"
            " Example Committee, p. 14",
            "",
            "The other side",
            "◐ Disputed · who did it",
            "The ministry denied that the agency acted for it.",
            "— Statement of the Ministry <https://ministry.example/statement>, Example Ministry, ¶ 2",
            "",
            "What is not known",
            "Nothing held says what the advertisements changed.",
            "What would settle it: A study of voters before and after.",
            "",
            "1 sentence was left out because it could not be verified.",
        ]
    )


def test_a_refusal_names_its_reason_and_the_nearest_sources() -> None:
    (text,) = render(REFUSAL, PLAIN)
    assert text.startswith("This is outside what the library is about\nThe library is about foreign interference.")
    assert "Nearest sources\n— Report of the Example Inquiry" in text


def test_a_check_counts_and_lists_the_claims() -> None:
    (text,) = render(CHECK, PLAIN)
    assert text.startswith("4 claims\n■ Documented: 1 · ◐ Disputed: 1 · ✖ Contradicted: 1 · ○ Speculation: 1")
    assert "○ Speculation · what is to come\n> They will do so again, because they want chaos." in text
    assert "Speculation begins at: “will do so”" in text
    assert text.index("The agency paid") < text.index("The ministry ran") < text.index("No money")


def test_a_check_without_claims_says_so() -> None:
    assert render(ClaimCheck("Hello!", ()), PLAIN) == ("No checkable claims were found in this text.",)


def test_the_reason_is_shown_where_asked_for() -> None:
    assert "An official inquiry found it." not in render(EXPLANATION, PLAIN)[0]
    assert "An official inquiry found it." in render(EXPLANATION, PLAIN, why=True)[0]


def test_progress_is_a_prefix_of_the_whole() -> None:
    whole = render(EXPLANATION, PLAIN)[0]
    assert EXPLANATION.premise is not None
    items: list[Premise | Statement] = [EXPLANATION.premise, *EXPLANATION.statements]
    for upto in range(1, len(items) + 1):
        assert whole.startswith(render_progress(items[:upto], PLAIN)[0])


def test_sources_carry_quote_and_label() -> None:
    (text,) = render_sources(EXPLANATION, PLAIN)
    assert f"■ Documented · inquiry report, found by an inquiry\n> {QUOTE}\n— Report" in text


def test_a_long_statement_carries_its_label_on_each_piece() -> None:
    statement = dataclasses.replace(EXPLANATION.statements[0], text="The agency paid again. " * 100)
    parts = render(Explanation("?", (statement,)), NARROW)
    assert len(parts) > 3
    for place, part in enumerate(parts):
        assert part.startswith("■ Documented · what was done" + (" · continued" if place else ""))
        assert "p. 14" in part.splitlines()[-1]
        assert part.splitlines()[-2].endswith("again."), "cut at a sentence's end"


def test_statements_are_not_cut_where_a_message_can_end_between_them() -> None:
    parts = render(EXPLANATION, NARROW)
    assert len(parts) > 1
    assert "continued" not in "".join(parts)


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("**x** _y_ ~~z~~ `c` ||s||", r"\*\*x\*\* \_y\_ \~\~z\~\~ \`c\` \|\|s\|\|"),
        ("# big", r"\# big"),
        ("- item\n1. one\n> q", "\\- item\n1\\. one\n\\> q"),
        ("-# small", r"\-# small"),
        ("[a](https://b.example)", r"\[a\]\(https\://b.example\)"),
        ("<@1> @everyone", "\\<@\u200b1\\> @\u200beveryone"),
    ],
)
def test_data_is_no_markdown(data: str, shown: str) -> None:
    assert MarkdownWriter().text(data) == shown


def test_data_is_no_html() -> None:
    statement = dataclasses.replace(EXPLANATION.statements[0], text="<b>bold</b> & <a href='javascript:x'>y</a>")
    (text,) = render(Explanation("?", (statement,)), TELEGRAM)
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; &lt;a href=" in text
    assert '<a href="https://inquiry.example/report.pdf#page=14">' in text
    assert "&lt;Interference&gt; &amp; Influence</a>" in text


def test_discord_links_show_no_preview() -> None:
    assert "](<https://inquiry.example/report.pdf#page=14>)" in render(EXPLANATION, DISCORD)[0]


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/b", "https://a.example/b"),
        ("http://a.example", "http://a.example"),
        (" https://a.example/x ", "https://a.example/x"),
        ("https://a.example/a b>c\"d'(e)", "https://a.example/a%20b%3Ec%22d%27%28e%29"),
        ("https://a.example/%7Ex?y=1&z=2#f", "https://a.example/%7Ex?y=1&z=2#f"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//a.example/x", None),
        ("https://", None),
        ("https://user:secret@a.example/", None),
        ("https://a.example<script>/", None),
        ("https://[broken/", None),
        ("ftp://a.example/", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, safe: str | None) -> None:
    assert safe_url(url) == safe


@pytest.mark.parametrize(
    ("url", "locator", "quote", "link"),
    [
        ("https://a.example/r.pdf", "p. 14", None, "https://a.example/r.pdf#page=14"),
        ("https://a.example/r.PDF", "page 3", "x", "https://a.example/r.PDF#page=3"),
        ("https://a.example/r.pdf", "Vol. I, p. 4", None, "https://a.example/r.pdf"),
        ("https://a.example/r.pdf#view", "p. 4", None, "https://a.example/r.pdf#view"),
        (
            "https://a.example/n",
            "¶ 2",
            "They paid, twice-over.",
            "https://a.example/n#:~:text=They%20paid%2C%20twice%2Dover.",
        ),
        ("https://a.example/n", "¶ 2", None, "https://a.example/n"),
        ("javascript:x", "p. 1", None, None),
    ],
)
def test_a_link_leads_to_the_place(url: str, locator: str, quote: str | None, link: str | None) -> None:
    assert original(dataclasses.replace(FOUND, url=url, locator=locator, quote=quote)) == link


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("a\x00b\x1bc\u200b\ufeff", "abc"),
        ("x\r\ny\u2028z", "x\ny\nz"),
        ("x" + "\n" * 10_000 + "y", "x\n\ny"),
        ("tag\U000e0041\U000e0042", "tag"),
        ("  kept  inside  ", "kept  inside"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_data_loses_controls(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_title_is_one_line() -> None:
    assert clean_line(" a\n\n b\t c ") == "a b c"


def test_isolates_stand_where_directions_mix() -> None:
    assert isolate("abc") == "abc"
    assert isolate("مرحبا") == "\u2068مرحبا\u2069"
    assert isolate("abc", rtl=True) == "\u2068abc\u2069"
    assert isolate("ab\n\nמה") == "\u2068ab\u2069\n\n\u2068מה\u2069"
    assert has_rtl("שלום")
    assert not has_rtl("Київ")


def test_an_arabic_answer_has_arabic_labels_and_isolated_data() -> None:
    (text,) = render(EXPLANATION, PLAIN, "ar")
    assert "■ موثّق" in text
    assert "\u2068The agency paid for the advertisements through two companies.\u2069" in text


def test_labels_differ_in_word_shape_and_colour() -> None:
    looks = list(LOOKS.values())
    assert set(LOOKS) == set(Standing)
    assert len({look.symbol for look in looks}) == len({look.colour for look in looks}) == len(looks)


def test_colours_are_read_on_white() -> None:
    def channel(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    for look in LOOKS.values():
        red, green, blue = (channel(look.colour >> shift & 255) for shift in (16, 8, 0))
        luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        assert 1.05 / (luminance + 0.05) >= 4.5


def test_confidence_shows_with_an_assessment_only() -> None:
    strings = catalogue("en")
    assert label(Standing.ASSESSED, strings, Confidence.HIGH).text == "◆ Assessed (high confidence)"
    assert label(Standing.REPORTED, strings, Confidence.HIGH).text == "● Reported"
    assert label(Standing.DOCUMENTED, strings).css_colour == "#0a5c36"


def test_clipping_keeps_characters_whole() -> None:
    assert clip("abcdef", 6) == "abcdef"
    assert clip("abcdefg", 6) == "abcde…"
    assert clip("ab" + "e\u0301" * 3, 5) == "abe\u0301…"
    assert len(clip("x" * 50, 10)) == 10


def test_a_place_too_narrow_for_label_and_citation_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 600"):
        Place(100, Unit.CHARS, Markup.PLAIN)


@pytest.mark.parametrize(("unit", "length"), [(Unit.UTF16, 3), (Unit.BYTES, 6), (Unit.CHARS, 2)])
def test_units(unit: Unit, length: int) -> None:
    assert Place(600, unit, Markup.PLAIN).length("😀é") == length


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("place", [PLAIN, TELEGRAM, DISCORD])
def test_a_translation_shows_its_original_and_a_follow_up_how_it_was_understood(place: Place, language: str) -> None:
    first = dataclasses.replace(EXPLANATION.statements[0], text="Die Agentur zahlte.", original="The agency paid.")
    answer = dataclasses.replace(
        EXPLANATION, statements=(first,), understood="Who paid the agency?", notice=Notice.BUDGET
    )
    text = "\n".join(render(answer, place, language))
    assert text.index("Who paid the agency?") < text.index("Die Agentur zahlte.") < text.index("The agency paid.")
    assert catalogue(language)("original-wording") in text
    assert catalogue(language)("notice-budget")[:40] in text


@pytest.mark.parametrize("notice", list(Notice))
def test_every_notice_has_words(notice: Notice) -> None:
    assert catalogue("en")(f"notice-{notice}") in "\n".join(
        render(dataclasses.replace(EXPLANATION, notice=notice), PLAIN)
    )


@pytest.mark.parametrize("place", [PLAIN, TELEGRAM, DISCORD, NARROW])
def test_a_premise_shows_what_is_on_record_instead_under_its_own_label_with_its_citation(place: Place) -> None:
    assert EXPLANATION.premise is not None
    repair = dataclasses.replace(EXPLANATION.statements[0], text="The agency paid.", citations=(OTHER,))
    answer = dataclasses.replace(EXPLANATION, premise=dataclasses.replace(EXPLANATION.premise, repair=repair))
    text = "\n".join(render(answer, place))
    assert "What is on record instead: ■ Documented: The agency paid." in text
    assert "Another title" in text
