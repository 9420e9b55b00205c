"""The reader of cues: one row a sentence."""

from __future__ import annotations

import pytest

from bot.engine.language.lexicon import KINDS, LIKELIHOOD, PRIORITY
from bot.engine.language.words import forms, gerund, participle, past, third, tokens
from bot.engine.reading.speculation import read
from knowledge.models import Aspect

A = Aspect

SPECULATIVE = [
    # text, kind, aspect, hinge
    ("Russia could interfere again.", "modal", A.FORECAST, "could interfere"),
    ("Iran may have breached the campaign.", "modal", A.ACTIVITY, "may have breached"),
    ("Russia will try again.", "prediction", A.FORECAST, "will try"),
    ("China is expected to run more accounts.", "prediction", A.FORECAST, "is expected to"),
    ("If Trump wins, Ukraine will lose.", "conditional", A.FORECAST, "If"),
    ("The leak is possibly a forgery.", "hedge", A.CONTEXT, "possibly"),
    ("The potential for interference remains.", "hedge", A.FORECAST, "potential"),
    ("Many believe the laptop was planted.", "vague_attribution", A.ACTIVITY, "Many believe"),
    ("Critics say the bureau ignored the leak.", "vague_attribution", A.ACTIVITY, "Critics say"),
    ("There is no doubt the bureau lied.", "certainty", A.CONTEXT, "no doubt"),
    ("Putin clearly wants Trump to win.", "motive", A.INTENT, "clearly"),
    ("Putin wants Trump re-elected.", "motive", A.INTENT, "wants"),
    ("Putin does not want peace.", "motive", A.INTENT, "does not want"),
    ("This stance serves Russia's interests.", "motive", A.INTENT, "serves Russia's interests"),
    ("Putin sees the alliance as a threat.", "motive", A.INTENT, "sees the alliance as"),
    ("The leak was meant to undermine trust.", "motive", A.INTENT, "meant to"),
    ("They wanted to sway the election.", "motive", A.INTENT, "wanted"),
    ("The leak swung the election.", "effect", A.EFFECT, "swung the election"),
    ("Russia stole the 2016 election.", "effect", A.EFFECT, "stole the 2016 election"),
    ("The election was stolen.", "effect", A.EFFECT, "election was stolen"),
    ("These outlets can influence public perception.", "effect", A.EFFECT, "can influence"),
    ("Clinton would have won without the leak.", "counterfactual", A.EFFECT, "would have"),
    ("Without the leak she could have won.", "counterfactual", A.EFFECT, "Without the leak"),
    ("Had Clinton won, there would be no war.", "counterfactual", A.EFFECT, "would"),
    ("If it had leaked earlier, she could have won.", "counterfactual", A.EFFECT, "If"),
    ("They could have paid the agent.", "modal", A.ACTIVITY, "could have"),
    ("Spies may be trying to buy a seat.", "modal", A.ACTIVITY, "may be trying"),
    ("Putin is betting on Trump.", "motive", A.INTENT, "betting on"),
    ("His aim is to break the pact.", "motive", A.INTENT, "aim is to"),
    ("The aid helped a neighbour and could sway the vote.", "effect", A.FORECAST, "could sway"),
    ("They meant to help deliver the election to him.", "motive", A.INTENT, "meant to"),
    ("They ran ads to help deliver a victory.", "motive", A.INTENT, "to help deliver a victory"),
    ("Turnout fell because of the ads.", "effect", A.EFFECT, "because of"),
    ("Is it a coincidence that the mail leaked that day?", "insinuation", A.CONTEXT, "Is it a coincidence"),
    ("A divided America is less likely to act.", "likelihood", A.FORECAST, "likely"),
    ("It is almost certain that they were paid.", "likelihood", A.CONTEXT, "almost certain"),
    ("They'll do it again.", "prediction", A.FORECAST, "They'll do"),
    ("Russia flipped two seats in the north.", "effect", A.EFFECT, "flipped two seats"),
    ("China swung the result of the runoff.", "effect", A.EFFECT, "swung the result"),
    ("Russia had elected two of its candidates.", "effect", A.EFFECT, "elected two of its candidates"),
    ("Chinese money bought the seat.", "effect", A.EFFECT, "bought the seat"),
    ("Rome dismissed the mayor because he knew too much.", "motive", A.INTENT, "because he"),
    ("They used the paper to try to oust Lee.", "motive", A.INTENT, "to try to"),
    ("The mayor votes as Russia wants.", "motive", A.INTENT, "wants"),
    ("Putin has every interest in the mayor winning.", "motive", A.INTENT, "has every interest in"),
    ("The gift could constitute a bribe.", "modal", A.FORECAST, "could constitute"),
    ("He agreed that Russia will strike.", "prediction", A.FORECAST, "will strike"),
    (
        "The pages persuaded thousands of people in the north to change their vote.",
        "effect",
        A.EFFECT,
        "change their vote",
    ),
    (
        "The pages tried to persuade people to change their vote.",
        "motive",
        A.INTENT,
        "to persuade people to change their vote",
    ),
    ("China was tipped to win by a mile.", "prediction", A.FORECAST, "was tipped to"),
    ("Rome undermined the alliance.", "effect", A.EFFECT, "undermined"),
    ("Russia was interested in weakening the pact.", "motive", A.INTENT, "interested in weakening"),
    ("A breach is possible.", "hedge", A.CONTEXT, "possible"),
    ("The data suggested that Russia did it.", "hedge", A.ACTIVITY, "suggested that"),
    ("He warned that Russia will strike.", "prediction", A.FORECAST, "will strike"),
    ("As he promised, he will win the race.", "prediction", A.FORECAST, "will win"),
    ("The press service — newly confirmed — will close.", "prediction", A.FORECAST, "will close"),
    ("We will close the camp.", "prediction", A.FORECAST, "will close"),
    ("We will win the race.", "prediction", A.FORECAST, "will win"),
    ("The network was designed to sow doubt.", "motive", A.INTENT, "designed to"),
    ("The mayor is said to like the plan.", "vague_attribution", A.ACTIVITY, "is said to"),
    ("He did as Russia wants it.", "motive", A.INTENT, "wants"),
]


@pytest.mark.parametrize(("text", "kind", "aspect", "hinge"), SPECULATIVE, ids=lambda value: str(value)[:40])
def test_speculation_is_seen_with_its_kind_and_its_hinge(text: str, kind: str, aspect: Aspect, hinge: str) -> None:
    reading = read(text)
    assert reading.speculative
    assert reading.kind == kind
    assert reading.aspect is aspect
    assert reading.hinge is not None
    assert reading.hinge.text == hinge
    assert text[reading.hinge.start : reading.hinge.end] == hinge


PLAIN = [
    # text, kind, aspect
    ("Trump often criticized NATO members for not meeting defense spending targets.", None, A.ACTIVITY),
    ("The GRU hacked the DNC in May 2016.", None, A.ACTIVITY),
    ("May 2016 was when the mail leaked.", None, A.CONTEXT),
    ("On May 3 the site went up.", None, A.ACTIVITY),
    ("Russia used its military might.", None, A.ACTIVITY),
    ("The might of the army was shown.", None, A.ACTIVITY),
    ("It was the will of the people.", None, A.CONTEXT),
    ("Will Hurd served in Congress.", None, A.ACTIVITY),
    ("You may request a copy.", None, A.ACTIVITY),
    ("No person may disclose the files.", None, A.ACTIVITY),
    ("Reporters could not verify the tape.", None, A.ACTIVITY),
    ("Facebook announced that it would remove the pages.", None, A.ACTIVITY),
    ("He would later plead guilty.", None, A.ACTIVITY),
    ("The ads reached 126 million people.", None, A.REACH),
    ("The pages were run by the agency.", None, A.ATTRIBUTION),
    ("The bots were used to amplify posts and create confusion.", None, A.ACTIVITY),
    ("The report did not establish that the campaign conspired.", None, A.ACTIVITY),
    ("There is no evidence that votes were changed.", None, A.EFFECT),
    ("Putin denied that Russia wants Trump to win.", None, A.INTENT),
    ("The committee found that Putin wanted to help Trump.", None, A.INTENT),
    ("We assess with high confidence that Putin ordered the campaign.", None, A.ATTRIBUTION),
    ("Hackers allegedly breached the party's mail.", "allegation", A.ACTIVITY),
    ("Officials familiar with the matter described the hack.", "allegation", A.ACTIVITY),
    ("RT received the money, prosecutors say.", "allegation", A.ACTIVITY),
    ("They were charged with conspiracy.", "allegation", A.ACTIVITY),
    ("The indictment alleges that they hoped to hurt Clinton.", "allegation", A.INTENT),
    ("Congress should impose sanctions.", "normative", A.ACTIVITY),
    ("As the election approaches, it is crucial to remain vigilant.", "normative", A.FORECAST),
    ("Clearly the video shows a man.", None, A.ACTIVITY),
    ("Parties courted swing voters.", None, A.ACTIVITY),
    ("If you have questions, call the office.", None, A.CONTEXT),
    ("The document includes posted pages.", None, A.CONTEXT),
    ("The order names the threat of interference in or undermining trust in the vote.", None, A.ACTIVITY),
    ("The pages were designed to look like a local paper.", None, A.ACTIVITY),
    ("The spy was interested in an energy firm.", None, A.ACTIVITY),
    ("The staff with interest in attending were invited.", None, A.ACTIVITY),
    ("Reporters asked about possible ties to Russia.", None, A.ACTIVITY),
    ("The firm boasted of writing posts as its buyers want.", None, A.ACTIVITY),
    ("I will close with the first count of the charge sheet.", None, A.ACTIVITY),
    ("Facebook promised that it will remove the pages.", None, A.ACTIVITY),
    ("The writers falsely suggested that the tape was forged.", None, A.ACTIVITY),
    ("The panel did not find that he tried to stop or influence the audit.", None, A.ACTIVITY),
    ("China's foreign ministry judged that the pages were probably run from abroad.", None, A.ACTIVITY),
    ("US intelligence judged in May that Iran probably did less.", None, A.ACTIVITY),
    ("It was a plot described by the inquiry and designed to sow doubt.", None, A.INTENT),
    ("As set out in the report, they wanted to help.", None, A.INTENT),
    ("The group bought 40 advertisements before the vote of May.", None, A.ACTIVITY),
    ("No court has treated a gift as a thing that may sway the vote.", None, A.FORECAST),
    ("They signed a statement that would have named the donor.", None, A.ACTIVITY),
    ("She travelled for the purpose of collecting names.", None, A.ACTIVITY),
    ("In the ministry's notice, he is said to run the pages.", "allegation", A.ACTIVITY),
    ("I will note that the list is out.", None, A.CONTEXT),
    ("Help came from an unlikely ally.", None, A.ACTIVITY),
    ("Police arrested the clerk because he had sold the lists.", None, A.ACTIVITY),
    ("The vote was annulled because of forged lists.", None, A.ACTIVITY),
    ("The court overturned the result of the vote.", None, A.ACTIVITY),
    ("The list described in the report should be published.", "normative", A.ACTIVITY),
    ("Citizens elected two candidates in May.", None, A.ACTIVITY),
    ("Two candidates were elected in May.", None, A.ACTIVITY),
    ("", None, A.ACTIVITY),
]


@pytest.mark.parametrize(("text", "kind", "aspect"), PLAIN, ids=lambda value: str(value)[:40])
def test_what_is_not_the_authors_speculation(text: str, kind: str | None, aspect: Aspect) -> None:
    reading = read(text)
    assert not reading.speculative
    assert reading.kind == kind
    assert reading.aspect is aspect
    assert reading.hinge is None


def test_a_quoted_speculation_is_not_the_authors() -> None:
    reading = read("He said “Russia might attack us tomorrow” on Monday.")
    assert not reading.speculative
    assert reading.attributed
    assert reading.cues == ()


def test_a_text_that_is_one_quotation_and_scare_quotes_are_read() -> None:
    assert read("“Russia might attack us tomorrow”").speculative
    assert read("Putin “wants” Trump.").speculative


def test_offsets_are_those_of_the_checked_text() -> None:
    whole = "It rained. Putin wants Trump."
    reading = read(whole[11:], offset=11)
    assert [whole[cue.start : cue.end] for cue in reading.cues] == ["wants"]


@pytest.mark.parametrize("words", sorted(LIKELIHOOD))
def test_every_likelihood_word_keeps_its_range(words: str) -> None:
    text = (
        f"There is a {words} that it recurs."
        if "chance" in words or "odds" in words
        else f"It is {words} that it recurs."
    )
    assert read(text).likelihood == LIKELIHOOD[words]


def test_a_compared_likelihood_has_no_range() -> None:
    assert read("It is less likely that it recurs.").likelihood is None


def test_every_kind_of_the_priority_list_has_a_table() -> None:
    assert set(PRIORITY) - {"modal", "likelihood"} <= set(KINDS)


@pytest.mark.parametrize(
    ("text", "hedged"),
    [("It may be so.", True), ("He allegedly paid.", True), ("He paid.", False), ("He wants it.", False)],
)
def test_hedged(text: str, hedged: bool) -> None:
    assert read(text).hedged is hedged


@pytest.mark.parametrize(
    "pair",
    [("Russia", "Ukraine"), ("Russia", "Israel"), ("China", "America"), ("Republicans", "Democrats")],
)
@pytest.mark.parametrize("text", [row[0] for row in SPECULATIVE] + [row[0] for row in PLAIN])
def test_swapping_actors_changes_no_label(text: str, pair: tuple[str, str]) -> None:
    first, second = read(text), read(text.replace(*pair))
    assert (first.speculative, first.kind, first.aspect) == (second.speculative, second.kind, second.aspect)


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("want", ("wants", "wanted", "wanted", "wanting")),
        ("steal", ("steals", "stole", "stolen", "stealing")),
        ("rig", ("rigs", "rigged", "rigged", "rigging")),
        ("admit", ("admits", "admitted", "admitted", "admitting")),
        ("deny", ("denies", "denied", "denied", "denying")),
        ("publish", ("publishes", "published", "published", "publishing")),
        ("agree", ("agrees", "agreed", "agreed", "agreeing")),
        ("lie", ("lies", "lied", "lied", "lying")),
        ("play", ("plays", "played", "played", "playing")),
        ("leak", ("leaks", "leaked", "leaked", "leaking")),
        ("go", ("goes", "went", "gone", "going")),
        ("have", ("has", "had", "had", "having")),
        ("be", ("is", "was", "been", "being")),
    ],
)
def test_verb_forms(base: str, expected: tuple[str, ...]) -> None:
    assert (third(base), past(base), participle(base), gerund(base)) == expected
    assert forms(base) == {base, *expected}


def test_tokens_keep_apostrophes_and_hyphens() -> None:
    assert [token.lower for token in tokens("Putin’s re-elected, don't-")] == ["putin's", "re-elected", "don't"]
