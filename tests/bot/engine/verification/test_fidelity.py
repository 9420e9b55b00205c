"""What a sentence may do with its source's words, as a table."""

from __future__ import annotations

import pytest

from bot.engine.language.places import actor, bound, dates, words
from bot.engine.models import Evidence
from bot.engine.verification.fidelity import Basis, basis, pieces, repeats, unattributed, unfaithful
from knowledge.models import Act, Aspect, Confidence, Finding, Kind, Passage, Source

SOURCE = Source("report", "Report on the Affair", "Klow Office", Kind.INQUIRY_REPORT, "2019-04-18")
RAN = "Ruritania's service ran up to 470 pages and 3,500 adverts on Facebook in May 2016, after it opened them in 2015."
CHARGED = (
    "The indictment alleges that Concord paid about 13 Ruritanian nationals in 2016, and that they travelled to Klow."
)
DENIED = (
    "The inquiry did not establish that the campaign conspired with Ruritania, but found that it welcomed the leaks."
)
JUDGED = "The council assessed with moderate confidence that Ruritania may have tried to help Klow in 2020."
UNION = (
    "The editor said after the vote that the United States and its allies opposed about 70 false pages, whatever came."
)
OPINION = "A columnist writes that Klow may gain from what the committee reported about pages in Facebook."
WORD = "The French army reported that its sensor most likely saw a dozen soldiers arrive at Klow."
SPOKE = "Minister Maria Trudel said that Borduria welcomes engagement but will not tolerate attempts to sway Klow."
CLOSED = "Ed Wynne led a team in Singapore aimed at Sylvania, The Observer reported."
PASSED = "Exposure to Ruritanian pages was concentrated among those who voted as Bordurians, the study by Eady found."
MEANT = "The court found that Ruritania opened the pages in order to weaken Klow."


def held(text: str, *, act: Act = Act.FOUND, aspect: Aspect = Aspect.ACTIVITY) -> Basis:
    sure = Confidence.MODERATE if act is Act.ASSESSED else None
    return Basis(Evidence("E1", Finding("f", "report", text, "p. 1", act, aspect, sure), SOURCE, 0.9), text)


FAITHFUL = [
    (RAN, "In May 2016, Ruritania's service ran up to 470 pages on Facebook."),
    (RAN, "Ruritania's service ran 3 500 adverts on Facebook."),
    (RAN, "The 2019 report says that Ruritania's service ran adverts on Facebook."),
    (CHARGED, "According to the indictment, Concord allegedly paid about 13 Ruritanian nationals in 2016."),
    (DENIED, "The inquiry did not establish that the campaign conspired with Ruritania."),
    (JUDGED, "With moderate confidence, the council assessed that Ruritania may have tried to help Klow in 2020."),
    (MEANT, "The court found that Ruritania opened pages in order to weaken Klow."),
    (UNION, "The editor said after the vote that the US and its allies opposed around 70 false pages, whatever came."),
    (UNION, UNION.replace("said after the vote", "noted after the vote")),
    (SPOKE, SPOKE.replace("said that", "contended that")),
    (WORD, WORD.replace("reported that", "wrote that")),
    (RAN, "Klow Office wrote that Ruritania's service ran 3,500 adverts on Facebook in May 2016."),
    (CLOSED, "The Observer wrote that Ed Wynne led a team in Singapore aimed at Sylvania."),
]


@pytest.mark.parametrize(("source", "text"), FAITHFUL)
def test_faithful(source: str, text: str) -> None:
    assert unfaithful(text, held(source)) is None


UNFAITHFUL = [
    ("too long", RAN, "Ruritania's service ran pages. " * 40, "single statement"),
    ("blank", RAN, " ", "single statement"),
    ("too little", RAN, "Facebook!", "too little"),
    ("an address", RAN, "Ruritania's service ran pages on Facebook, see https://evil.example.", "markup"),
    ("hidden characters", RAN, "Ruritania's service ran\u200b pages on Facebook.", "markup"),
    ("stray punctuation", RAN, ", Ruritania's service ran adverts on Facebook.", "signs"),
    ("punctuation for words", RAN, "Ruritania's service ran adverts on Facebook, ,.", "signs"),
    ("an emoji", RAN, "Ruritania's service ran adverts on Facebook. 😍", "signs"),
    ("a placeholder", RAN, "Ruritania's service ran adverts %s on Facebook.", "signs"),
    ("a quotation mark alone", RAN, "Ruritania's service ran adverts on Facebook '", "signs"),
    ("a letter in front", RAN, "A: Ruritania's service ran adverts on Facebook.", "signs"),
    ("a name of the title that acts", RAN, "Affair's service ran adverts on Facebook.", "Its words are not"),
    ("a name of the title in front", RAN, "In May 2016 Affair's, service ran adverts.", "Its words are not"),
    ("an appeal", RAN, "You know that Ruritania's service ran pages on Facebook.", "reader"),
    ("an invented quote", RAN, "Ruritania's service ran “pages on Facebook”.", "quoted words"),
    (
        "a number of something else",
        RAN,
        "Ruritania's service ran 3,500 pages on Facebook.",
        "belongs to something else",
    ),
    ("a number twice", RAN, "Ruritania's service ran up to 470 pages and up to 470 adverts on Facebook.", "something"),
    ("a bound dropped", RAN, "Ruritania's service ran 470 pages on Facebook.", "belongs to something else"),
    ("a bound added", RAN, "Ruritania's service ran more than 3,500 adverts on Facebook.", "belongs to something else"),
    ("a foreign number", RAN, "Ruritania's service ran 9 pages on Facebook.", "not in the words"),
    ("a foreign year", RAN, "Ruritania's service ran pages on Facebook in 2019.", "not in the words"),
    ("a foreign month", RAN, "Ruritania's service ran adverts on Facebook in April 2016.", "date"),
    (
        "years exchanged",
        RAN,
        "Ruritania's service ran adverts in 2015, after it opened them on Facebook in 2016.",
        "2015",
    ),
    ("an accusation dropped", CHARGED, "Concord paid about 13 Ruritanian nationals in 2016.", "accusation"),
    (
        "an attempt told as done",
        JUDGED,
        "The council assessed with moderate confidence that Ruritania may help Klow.",
        "an attempt",
    ),
    (
        "a possibility dropped",
        JUDGED,
        "The council assessed with moderate confidence that Ruritania tried to help Klow.",
        "a possibility",
    ),
    ("a judgment dropped", JUDGED, "Ruritania may have tried to help Klow in 2020.", "a judgment"),
    ("confidence raised", JUDGED, JUDGED.replace("moderate", "high"), "another confidence"),
    ("a negation dropped", DENIED, "The inquiry found that the campaign conspired with Ruritania.", "negation"),
    ("a negation added", RAN, "Ruritania's service never ran adverts on Facebook.", "denies"),
    ("an effect", RAN, "Ruritania's service ran adverts on Facebook, which swung the election.", "effect"),
    ("a motive", RAN, "Ruritania's service ran adverts on Facebook in order to help Klow.", "intent"),
    ("certainty", RAN, "Ruritania's service certainly ran adverts on Facebook.", "more than the cited source says"),
    ("extent", RAN, "Ruritania's service ran all adverts on Facebook.", "more than the cited source says"),
    (
        "an accusation after it",
        "Concord paid the trolls in Klow, prosecutors allege.",
        "Concord paid the trolls.",
        "an acc",
    ),
    (
        "a number at the end",
        "Of 470 pages they closed 40. In May they closed.",
        "The Facebook pages that they closed in Klow were 470.",
        "something",
    ),
    (
        "who and whom exchanged",
        CHARGED,
        "The indictment alleges that they paid nationals and that Concord travelled.",
        "another order",
    ),
    ("turned by a passive", RAN, "Ruritania's service was ran by adverts on Facebook.", "turns around"),
    ("one other word", RAN, "Ruritania's service hid adverts on Facebook.", "Its words are not"),
    ("other words", RAN, "Ruritania's service ran gambling shops and bakeries.", "Its words are not"),
    ("a bound in other words", UNION, UNION.replace("about 70", "over 70"), "belongs to something else"),
    ("a word of order added", UNION, UNION.replace("whatever came", "after it came"), "after"),
    ("a fabrication told as true", UNION, UNION.replace("false ", ""), "negation"),
    ("an opinion that is a report", OPINION, OPINION[26].upper() + OPINION[27:], "somebody's word"),
    (
        "who holds it",
        "The office holds that an act weakens criticism of such laws in Klow.",
        "An act weakens criticism of such laws in Klow.",
        "somebody's word",
    ),
    ("who reported it", WORD, "Its sensor most likely saw a dozen soldiers arrive at Klow.", "somebody's word"),
    (
        "the speaker exchanged",
        SPOKE,
        "Borduria said that Minister Maria Trudel welcomes engagement but will not tolerate attempts to sway Klow.",
        "another order",
    ),
    (
        "the speaker exchanged with one who speaks too",
        "The Gazette reported that Maria Trudel announced a force to assess the evidence.",
        "Maria Trudel reported that the Gazette announced a force to assess the evidence.",
        "another order",
    ),
    (
        "part of the speaker exchanged",
        SPOKE,
        "Minister Maria Borduria said that Trudel welcomes engagement but will not tolerate attempts to sway Klow.",
        "another order",
    ),
    (
        "a possessor that speaks",
        "The office alleged that Elena Wynne's records list adverts.",
        "Elena Wynne's alleged that the office records list adverts.",
        "another order",
    ),
    (
        "the reporter exchanged",
        CLOSED,
        "Ed Wynne led a team in Singapore aimed at Observer, The Sylvania reported.",
        "another order",
    ),
    (
        "behind a long opening",
        "In August the San Marino jury also found Ahmad Wynne guilty of conspiracy, one count of fraud and theft.",
        "In August the San Ahmad Wynne jury also found Marino guilty of conspiracy, one count of fraud and theft.",
        "another order",
    ),
    (
        "a passive that is the reporter's",
        PASSED,
        PASSED.replace("Ruritanian", "X").replace("Bordurians", "Ruritanian").replace("X", "Bordurians"),
        "another order",
    ),
    (
        "another actor",
        CHARGED,
        "The indictment alleges that Ruritanian nationals paid Concord in 2016.",
        "Somebody else acts",
    ),
]


@pytest.mark.parametrize(("source", "text", "why"), [row[1:] for row in UNFAITHFUL], ids=[row[0] for row in UNFAITHFUL])
def test_unfaithful(source: str, text: str, why: str) -> None:
    acts = {JUDGED: Act.ASSESSED, OPINION: Act.OPINED, WORD: Act.ASSERTED}
    found = unfaithful(text, held(source, act=acts.get(source, Act.FOUND)))
    assert found is not None
    assert why in found


def test_a_passage_is_held_against_its_nearest_or_quoted_sentence() -> None:
    text = "Ruritania opened 40 pages in May. The office closed at noon and nobody noticed anything."
    evidence = Evidence("E1", Passage("p", "report", "p. 1", 0, len(text), text), SOURCE, 0.9)
    assert basis("Ruritania opened pages.", evidence).text == "Ruritania opened 40 pages in May."
    quote = "The office closed at noon and nobody noticed"
    assert basis(f"The page says “{quote}”.", evidence, (quote,)).text == quote
    assert basis("Ruritania opened pages.", evidence, (quote,)).text == "Ruritania opened 40 pages in May."
    assert repeats("“Ruritania opened 40 pages in May.”", basis("Ruritania opened pages.", evidence))


def test_quotes_of_a_finding_are_those_that_it_quotes_itself() -> None:
    source = "The minister said that the pages were “a bad idea indeed”."
    assert unfaithful("The pages were “a bad idea indeed”, the minister said.", held(source)) is None
    assert "quoted words" in str(unfaithful("The minister said “the pages were” bad.", held(source)))


def test_its_own_publisher_is_no_addition() -> None:
    evidence = held(RAN).evidence
    assert unattributed(f"According to Klow Office, {RAN}", evidence) == RAN
    assert unattributed(f"According to the Report on the Affair, {RAN}", evidence) == RAN
    assert unattributed(f"According to the CIA, {RAN}", evidence) != RAN


def test_sentences_are_judged_one_by_one() -> None:
    assert pieces("Ruritania ran pages. It opened them.") == ["Ruritania ran pages.", "It opened them."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ruritania paid Concord.", "ruritania"),
        ("The former United States officer paid Concord.", "united_states"),
        ("In Klow, Ruritania paid Concord.", "ruritania"),
        ("Concord was paid by Ruritania.", "ruritania"),
        ("Pages were opened by nobody.", None),
        ("Pages were opened in Klow.", None),
        ("Pages opened.", None),
    ],
)
def test_who_acts(text: str, found: str | None) -> None:
    assert actor(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They spent more than 40 dollars.", "more"),
        ("They spent no more than 40 dollars.", "less"),
        ("They spent up to 40 dollars.", "less"),
        ("They spent roughly 40 dollars.", "about"),
        ("They spent 40 dollars.", None),
    ],
)
def test_bounds(text: str, found: str | None) -> None:
    said = words(text)
    assert bound(said, next(at for at, word in enumerate(said) if word.number)) == found


def test_numbers_are_one_word_however_they_are_written() -> None:
    numbers = [[word.number for word in words(text) if word.number] for text in ("3.5 million", "3,500,000", "twelve")]
    assert numbers == [["3500000"], ["3500000"], ["12"]]


def test_the_year_of_a_report_stands_beside_it() -> None:
    source = "The office rejected the report on the 2017 election as groundless."
    assert unfaithful("The office rejected the 2019 report on the 2017 election as groundless.", held(source)) is None
    wrong = "The office rejected the report on the 2019 election as groundless."
    assert "not in the words" in str(unfaithful(wrong, held(source)))


def test_dates_may_be_told_in_part() -> None:
    whole = dates("on 12 May 2016")
    assert dates("in May 2016") <= whole
    assert dates("May 12, 2016") == whole
    assert not dates("in June 2016") <= whole
