"""Claims of a text: registers, parts, speakers, names and what is not checkable."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from types import FrameType

import pytest

from bot.engine.reading.claims import find_claims, read_claims
from knowledge.models import Aspect

SENTENCES = [
    (
        "The U.S. Senate voted on Jan. 5, 2017. It passed 98-2.",
        ["The U.S. Senate voted on Jan. 5, 2017.", "It passed 98-2."],
    ),
    (
        "Mr. J. R. Smith paid $1.5 billion, vs. $2.0 billion before.",
        ["Mr. J. R. Smith paid $1.5 billion, vs. $2.0 billion before."],
    ),
    ("He went to Washington, D.C. The trial began.", ["He went to Washington, D.C.", "The trial began."]),
    ("See No. 5 and p. 12 of Vol. II. The end came.", ["See No. 5 and p. 12 of Vol. II.", "The end came."]),
    (
        "He left... and came back. She stayed… Then it ended.",
        ["He left... and came back.", "She stayed…", "Then it ended."],
    ),
    ("“Why?” he asked her. “They lied!” she said.", ["“Why?” he asked her.", "“They lied!” she said."]),
    (
        "It was leaked.[12] Nobody knew.[^3] All denied it.",
        ["It was leaked.[12]", "Nobody knew.[^3]", "All denied it."],
    ),
    ("Росія втрутилася у вибори. Кремль це заперечує.", ["Росія втрутилася у вибори.", "Кремль це заперечує."]),
    ("俄罗斯干预了选举。中国否认。", ["俄罗斯干预了选举。", "中国否认。"]),
    ("تدخلت روسيا في الانتخابات. نفت موسكو ذلك.", ["تدخلت روسيا في الانتخابات.", "نفت موسكو ذلك."]),
    ("Read https://example.com/a.Bc?d=e. for more on it.", ["Read https://example.com/a.Bc?d=e. for more on it."]),
    ("The hack was real.The leak followed.", ["The hack was real.", "The leak followed."]),
    (
        "The agency was run from an office building in St. Petersburg for the U.S.\nGovernment to see on the net.",
        ["The agency was run from an office building in St. Petersburg for the U.S.\nGovernment to see on the net."],
    ),
    (
        "Plan B. The plot of Mr. X. It ended (on Jan. 5). Version 2.0 is out.",
        ["Plan B.", "The plot of Mr. X.", "It ended (on Jan. 5).", "Version 2.0 is out."],
    ),
    (
        "- Russia ran ads on Facebook\n- Iran sent emails to voters",
        ["Russia ran ads on Facebook", "Iran sent emails to voters"],
    ),
    ("a) Russia ran ads there.\nb) Iran sent emails.", ["a) Russia ran ads there.", "b) Iran sent emails."]),
    (
        "The agency bought advertisements on several platforms before the\nelection and paid in roubles.",
        ["The agency bought advertisements on several platforms before the\nelection", "and paid in roubles."],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=lambda value: str(value)[:30])
def test_sentences_of_many_registers(text: str, expected: list[str]) -> None:
    assert [claim.text for claim in find_claims(text)] == expected


PARTS = [
    ("Russia ran ads, which swung the election.", ["Russia ran ads", "which swung the election."]),
    (
        "In 2016, Russian hackers allegedly breached party emails and conducted various campaigns.",
        ["In 2016, Russian hackers allegedly breached party emails", "and conducted various campaigns."],
    ),
    (
        "A Trump win could strain the alliance, providing Russia with strategic advantages.",
        ["A Trump win could strain the alliance", "providing Russia with strategic advantages."],
    ),
    ("Russia hacked the DNC in order to help Trump.", ["Russia hacked the DNC", "in order to help Trump."]),
    ("The agency bought ads; Putin wants Trump to win.", ["The agency bought ads", "Putin wants Trump to win."]),
    (
        "While support is hard to trace, Russia might fund groups.",
        ["While support is hard to trace, Russia might fund groups."],
    ),
    (
        "While Russia ran ads in 2016, it might run none next year.",
        ["While Russia ran ads in 2016", "it might run none next year."],
    ),
    (
        "Putin may see a deal to lift sanctions that have crippled the economy.",
        ["Putin may see a deal to lift sanctions", "that have crippled the economy."],
    ),
    ("Russia used bots, trolls, and hacked accounts.", ["Russia used bots, trolls, and hacked accounts."]),
    (
        "Russia sent tanks and armored vehicles to the border.",
        ["Russia sent tanks and armored vehicles to the border."],
    ),
    ("Trump never criticizes Putin because he owes him.", ["Trump never criticizes Putin", "because he owes him."]),
    ("Russia paid him and secretly funded the party.", ["Russia paid him", "and secretly funded the party."]),
    ("The group has members that have been there.", ["The group has members that have been there."]),
    ("Hackers stole and leaked the emails.", ["Hackers stole and leaked the emails."]),
    (
        "He said (and she agreed, which was odd) that it rained.",
        ["He said (and she agreed, which was odd) that it rained."],
    ),
    ("The group posted memes, which were shared.", ["The group posted memes, which were shared."]),
    (
        "The panel reported that the mayor took no bribe, then used the report to raise money.",
        ["The panel reported that the mayor took no bribe", "then used the report to raise money."],
    ),
    (
        "The note said that the mayor took no bribe, the editor merely inventing the rest.",
        ["The note said that the mayor took no bribe", "the editor merely inventing the rest."],
    ),
    (
        "The prosecutors charged ten men and, in May, seized the house.",
        ["The prosecutors charged ten men", "and, in May, seized the house."],
    ),
    (
        "The court annulled the vote because of forged lists.",
        ["The court annulled the vote", "because of forged lists."],
    ),
    (
        "The vote was cancelled due to a flood in the north.",
        ["The vote was cancelled", "due to a flood in the north."],
    ),
    (
        "The ruling came before the runoff, which Lee was tipped to win.",
        ["The ruling came before the runoff", "which Lee was tipped to win."],
    ),
    (
        "The audit does not show that Lee paid — and the mayor told him that he would resign.",
        ["The audit does not show that Lee paid", "and the mayor told him that he would resign."],
    ),
    (
        "Lee denied any possible link — even though he had paid the firm for years.",
        ["Lee denied any possible link", "even though he had paid the firm for years."],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PARTS, ids=lambda value: str(value)[:30])
def test_a_sentence_is_split_where_its_parts_stand_differently(text: str, expected: list[str]) -> None:
    assert [claim.text for claim in find_claims(text)] == expected


SPEAKERS = [
    ("Clinton said that Putin wants Trump.", ["Clinton"]),
    ("According to the Mueller report, the agency bought ads.", ["the Mueller report"]),
    ("The agency bought ads, according to Facebook.", ["Facebook"]),
    ("“We were hacked,” said John Podesta.", ["John Podesta"]),
    ("“We were hacked,” Podesta told CNN.", ["Podesta"]),
    ("“They hacked us. They leaked the mail,” Podesta said.", ["Podesta", "Podesta"]),
    ("John Podesta spoke. He said that Russia did it.", [None, "John Podesta"]),
    (
        "MR. MUELLER: I did not say that.\nMr. Collins: You did say that. I read it.",
        ["MR. MUELLER", "Mr. Collins", "Mr. Collins"],
    ),
    ("Critics say that Russia did it.", [None]),
    ("Senator Mark Warner told the committee that Russia did it.", ["Senator Mark Warner"]),
    ("Warner told the committee everything he knew.", [None]),
    ("Facebook said in a report on Monday.", [None]),
    ("In 2018, Facebook said the pages were fake.", ["Facebook"]),
    ("The files, which he said were real, leaked.", [None]),
    ("RT took the money, prosecutors say.", ["prosecutors"]),
    ("Russia, Iran, said nobody.", [None]),
    ("According to plan it went well there.", [None]),
    ("It was reported that Russia did it.", [None]),
    ("Russia did it on Monday.", [None]),
    ("Note: Russia did it on Monday.", [None]),
    ("According to the Mueller report, Russia ran ads, which swung the election.", ["the Mueller report", None]),
    ("The office closed its inquiry into reports that Lee had paid.", [None]),
    ("The probe of alleged Russian meddling was closed.", [None]),
    ("The minister, who was abroad, denied the report and resigned.", [None]),
    ("When the polls closed, Lee was ahead, and Moss conceded.", [None, None]),
    ("The note said that Lee took no bribe, the editor merely inventing the rest.", ["The note", None]),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKERS, ids=lambda value: str(value)[:30])
def test_who_says_it(text: str, expected: list[str | None]) -> None:
    assert [claim.speaker for claim in find_claims(text)] == expected


QUERIES = [
    ("John Podesta was hacked. He denied it.", "John Podesta denied it."),
    (
        "The Internet Research Agency bought ads. The agency paid in roubles.",
        "Internet Research Agency paid in roubles.",
    ),
    ("NATO expanded east. Its members agreed.", "NATO's members agreed."),
    ("Russian hackers stole the mail. They leaked it.", "Russian hackers leaked it."),
    ("Trump criticized NATO and questioned the pact.", "Trump questioned the pact."),
    ("Clinton said that Russia did it.", "Russia did it."),
    ("President Vladimir Putin spoke. Putin left. He laughed.", "Vladimir Putin laughed."),
    ("Trump criticized NATO. This stance was new.", "This stance was new. (Trump)"),
    (
        "Economic Sanctions\n\nThe measures were eased in spring.",
        "The measures were eased in spring. (Economic Sanctions)",
    ),
    ("Russia ran ads, which swung the election.", "Russia ran ads, which swung the election."),
    ("Why did Russia steal the election?", "Russia stole the election"),
    ("During 2016, Trump criticized NATO and questioned the pact.", "Trump questioned the pact."),
    ("The bureau found that Russia hacked the party and leaked the mail.", "Russia leaked the mail."),
    ("The bureau found that Russia hacked the party and charged two men.", "The bureau charged two men."),
    (
        "The council heard that the firm, which Lee owned, paid him, and closed the case.",
        "The council closed the case.",
    ),
    ("Hackers stole the files and, officials say, gave Lee a list.", "Hackers gave Lee a list."),
    ("Lee met the envoy and, in May, sold a list.", "Lee, in May, sold a list."),
    ("The bureau found that the pages were false and leaked the mail.", "the pages leaked the mail."),
]


@pytest.mark.parametrize(("text", "expected"), QUERIES, ids=lambda value: str(value)[:30])
def test_a_query_says_who_is_meant(text: str, expected: str) -> None:
    assert find_claims(text)[-1].query == expected


ARTICLE = "Cyber Operations:\n\nHackers breached the party in 2016.\n\n{}\n\nMore was leaked in July."


@pytest.mark.parametrize(
    ("line", "checkable"),
    [
        ("Why Putin Prefers Trump", True),
        ("How Putin Might Help Trump", True),
        ("Russia Hacked the DNC", True),
        ("1. Disruption of NATO and Western Alliances:", False),
        ("# sanctions and their history", False),
        ("Weakening of U.S. Influence", False),
        ("Conclusion", False),
    ],
)
def test_headings(line: str, checkable: bool) -> None:
    claim = find_claims(ARTICLE.format(line))[2]
    assert claim.heading
    assert claim.checkable is checkable
    assert claim.query == claim.text.strip(" :#*")


@pytest.mark.parametrize(
    "line", ["He left, and so on,", "A long line\nof two lines", "It ended here.", "the plan and the people", "x" * 201]
)
def test_lines_that_are_no_headings(line: str) -> None:
    assert not find_claims(ARTICLE.format(line))[2].heading


@pytest.mark.parametrize(
    ("text", "checkable"),
    [
        ("Hello everyone!", False),
        ("Thank you for reading.", False),
        ("Yes, Russia hacked the DNC.", True),
        ("I love this.", False),
        ("What happened in 2016?", False),
        ("Why did Russia steal the election?", True),
        ("Is it a coincidence that the mail leaked?", True),
        ("This entry was posted in News.", False),
        ("https://example.com/a", False),
        ("Congress should act now.", False),
        ("This article explores the history of the party.", False),
        ("This article explores why Putin wants Trump.", False),
        ("Oh, how dare they!", False),
        ("What a mess this vote was!", False),
        ("How Putin fooled us all!", False),
        ("That's politics for you.", False),
        ("As the old saying goes, smoke comes from fire.", False),
        ("That's what the court found.", True),
        ("No payment by the mayor or his wife.", True),
        ("No, thank you!", False),
        ("It was a sham that anyone should have seen through.", True),
        ("Russia lied.", True),
        ("Nonsense.", False),
        ("Great stuff.", False),
        ("Росія втрутилася.", True),
        ("Russia hacked the DNC.", True),
    ],
)
def test_what_is_there_to_check(text: str, checkable: bool) -> None:
    assert [claim.checkable for claim in find_claims(text)] == [checkable]


def test_nothing_comes_of_nothing() -> None:
    assert find_claims("") == []
    assert find_claims(" \n\t 12. 7% — \n") == []


def test_parts_inherit_what_governs_them() -> None:
    alleged, too = read_claims("Hackers allegedly breached the party and conducted various campaigns.")
    assert alleged.reading.kind == too.reading.kind == "allegation"
    found, purpose = read_claims("The committee found that Russia hacked the DNC in order to help Trump.")
    assert not found.reading.speculative
    assert not purpose.reading.speculative
    _, aside = read_claims("According to the report, Russia ran ads, which swung the election.")
    assert aside.reading.speculative
    forecast, tail = read_claims("A Trump win could strain the pact, making a new deal more popular.")
    assert forecast.reading.aspect is tail.reading.aspect is Aspect.FORECAST


def test_an_insinuating_question_is_speculation_with_its_trigger() -> None:
    [(claim, reading)] = read_claims("Why did Russia steal the election?")
    assert reading.speculative
    assert reading.aspect is Aspect.EFFECT
    [(claim, reading)] = read_claims("Who organised the theft of the election?")
    assert claim.checkable
    assert (reading.kind, reading.hinge and reading.hinge.text) == ("insinuation", "the theft of")


def test_a_speakers_speculation_is_marked_as_such() -> None:
    [(_, reading)] = read_claims("Clinton said that Putin wants Trump.")
    assert reading.speculative
    assert reading.attributed


MODULES = (
    "language.attribution language.coreference language.messages language.sentences language.words "
    "reading.claims reading.premise reading.speculation reading.splitting reading.valuing "
    "evidence.compare evidence.framing evidence.held evidence.roles"
).split()


def _unbounded_nesting(parsed: object, inside: bool = False) -> bool:
    """Whether a pattern repeats, without limit, something that itself repeats without limit."""
    if isinstance(parsed, tuple) and len(parsed) == 2 and str(parsed[0]) in {"MAX_REPEAT", "MIN_REPEAT"}:
        _, most, body = parsed[1]
        endless = int(most) > 1000
        return (inside and endless) or _unbounded_nesting(body, inside or endless)
    if isinstance(parsed, str | int) or parsed is None:
        return False
    try:
        members = list(parsed)  # type: ignore[call-overload]
    except TypeError:
        return False
    return any(_unbounded_nesting(member, inside) for member in members)


@pytest.mark.parametrize("module", MODULES)
def test_no_pattern_repeats_a_repetition(module: str) -> None:
    parser = import_module("re._parser")
    patterns = [
        value for value in vars(import_module(f"bot.engine.{module}")).values() if isinstance(value, re.Pattern)
    ]
    for pattern in patterns:
        assert not _unbounded_nesting(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)), pattern.pattern


def test_the_check_on_patterns_can_fail() -> None:
    parser = import_module("re._parser")
    assert _unbounded_nesting(parser.parse("(?:a+)*"))


def _work(text: str) -> int:
    """Lines of the engine that run while claims are found: a measure of work that no clock disturbs."""
    lines = 0

    def trace(frame: FrameType, event: str, _: object) -> object:
        nonlocal lines
        lines += event == "line"
        return trace if "engine" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        find_claims(text)
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        " ",
        ".",
        "\n",
        "(",
        "“",
        '"',
        "a.",
        "A ",
        "Russia hacked it. ",
        "Russia hacked it, which swung it, and ",
        "and ",
        "He said, ",
        "if could ",
        "U.S. ",
        "]",
        "-",
        "'",
        "a\n\n",
        "1. ",
        "Why did he say it? ",
        "; he is ",
        "many .. say ",
    ],
)
def test_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    find_claims("Putin wants it.")
    small, large = _work(unit * 300), _work(unit * 1200)
    assert large < 5 * small + 500


def test_a_megabyte_of_one_sentence_is_read() -> None:
    text = "Russia hacked it and leaked the mail, " * 8_000
    claims = find_claims(text)
    assert claims[-1].end <= len(text)
    assert all(text[claim.start : claim.end] == claim.text for claim in claims)


UNDER_A_TITLE = (
    "The Trolls Who Persuaded Nobody in Russia\n\n{}\n\nAnother paragraph follows, so that the first is a heading."
)


@pytest.mark.parametrize(
    ("sentence", "query", "meant"),
    [
        (
            "The researchers found no link.",
            "The researchers found no link. (The Trolls Who Persuaded Nobody in Russia)",
            "The researchers found no link. (Russia)",
        ),
        ("Moscow tried to sway the vote.", "Moscow tried to sway the vote.", ""),
        (
            "The judges annulled it on 6 December.",
            "The judges annulled it on 6 December. (The Trolls Who Persuaded Nobody in Russia)",
            "The judges annulled it on 6 December. (Russia)",
        ),
    ],
)
def test_a_title_helps_to_find_and_need_not_be_held(sentence: str, query: str, meant: str) -> None:
    claim = next(one for one in find_claims(UNDER_A_TITLE.format(sentence)) if one.text == sentence)
    assert (claim.query, claim.meant) == (query, meant)


def test_a_try_at_an_election_is_a_deed_and_what_it_was_for_a_motive() -> None:
    for told in ("Moscow did try to sway the 2016 election.", "Iran sought to influence the vote in Ohio."):
        [one] = read_claims(told)
        assert (one.reading.speculative, one.reading.aspect) == (False, Aspect.ACTIVITY)
    assert read_claims("Moscow wanted to sway the 2016 election.")[0].reading.aspect is Aspect.INTENT


def test_what_a_court_declares_is_its_act_and_no_mere_word() -> None:
    [first, *_] = find_claims(
        "The judges declared the first round of the vote of 24 November void, and it starts anew."
    )
    assert first.speaker is None
    assert first.query.startswith("The judges declared the first round")


def test_since_leads_in_and_is_nobody() -> None:
    told = "Ever since Ada Lovelace, the candidate of the Democrats, lost, we hear laments. They say it was stolen."
    assert all("Ever since" not in one.query for one in find_claims(told)[1:])
