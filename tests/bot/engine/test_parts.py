"""Where a sentence is split, and which words the speculation hangs on."""

from __future__ import annotations

import pytest

from bot.engine.reading.claims import read_claims

PARTS = [
    ("A jury acquitted Ann Lee, but she was probably working for Rome.", "A jury acquitted Ann Lee"),
    ("Ann Lee took money, as many in Rome are believed to have done.", "Ann Lee took money"),
    ("The lab traced a video to the bureau, whose aim was to humiliate Rome.", "The lab traced a video to the bureau"),
    ("The inquiry found no link, although the mayor must have known.", "The inquiry found no link"),
    (
        "The panel found no forged votes, but experts suspect that it was a rehearsal.",
        "The panel found no forged votes",
    ),
    ("Rome paid the rebels, and without that money they would have lost.", "Rome paid the rebels"),
    ("The firm worked in Kenya, and it manipulated millions into voting for him.", "The firm worked in Kenya"),
    ("Rome denied any part in it, yet it obviously feared losing the sea.", "Rome denied any part in it"),
    ("Letters went round the islands, perhaps written by a rival.", "Letters went round the islands"),
    ("The gang broke into the accounts, in the hope of derailing the vote.", "The gang broke into the accounts"),
    ("The court convicted Ann Lee, and rumours suggest that others took money.", "The court convicted Ann Lee"),
    ("A paper names a favourite, and so the advertisements made the difference.", "A paper names a favourite"),
    ("Ann Lee pleaded guilty, and it is no coincidence that she was pardoned.", "Ann Lee pleaded guilty"),
    ("The panel heard Ann Lee; however, some of it may have been staged.", "The panel heard Ann Lee"),
    ("Voters heard the speech, an address that probably decided the race.", "Voters heard the speech"),
    ("Staff posted on race in Rome, evidently to stoke anger.", "Staff posted on race in Rome"),
    ("The council delayed the count, as though Rome had asked for time.", "The council delayed the count"),
    ("The court upheld the result, whereas a recount would surely have reversed it.", "The court upheld the result"),
    ("The channel lost its licence, after which Rome will hardly dare to complain.", "The channel lost its licence"),
    ("The agency held rallies, and isn't it curious that nobody noticed.", "The agency held rallies"),
]


@pytest.mark.parametrize(("sentence", "first"), PARTS)
def test_fact_and_guess_are_two_claims(sentence: str, first: str) -> None:
    found = read_claims(sentence)
    assert len(found) == 2
    assert found[0].claim.text == first
    assert not found[0].reading.speculative
    assert found[1].reading.speculative
    assert found[1].reading.hinge is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "The letter, perhaps forged, went round the islands.",
        "The newly hired officers of Rome read the names a clerk had written.",
        "Borrell said that Russia and others had built an extensive infrastructure before 2020.",
        "The columnist wrote that Steiner and Wagner are said to have received money.",
        "The inquiry found that Rome paid the rebels, probably with the help of a bank.",
        "If Rome had paid the rebels, they might have won.",
        "The report on the accused Russian nationals was published in May.",
        "The office ended its long and costly inquiry into reports that Lee Ltd and Moss Inc swung the results.",
        "The book was written to explain and excuse how their side lost the vote.",
        "In the 2014 and 2018 Roman elections, it is as if nobody had counted.",
        "The mayor ignored warnings from his police and intelligence agencies about what was going on.",
        "It is doubtful if Lee and others who spread the tale will take it back.",
        "The second round, which had been set for Monday, will be called off.",
        "Rome announced a case over an act that could “silence all critics,” which breaks “the basic law.”",
        "After two audits, and talks with the mayor, after homes were lost, after the police searched the firm and "
        "Lee's lawyers spent a year hoping for a deal — the answer came.",
        "According to the Echo, after Lee won, the firm would post a greeting.",
        "Backed by most of the voters, the new act seeks to close the accounts.",
        "The minister explained why the court is not a friend, as Lee has called it, but a rival that wants his seat.",
        "While that sort of money is hard to trace, Rome might pay the party.",
        "As told before, if Lee had known of the plan, he would have left.",
        "Bots were used to spread lies, amplify quarrels, and create confusion.",
        "The visit confirms a bond, trade, defense, and shared concern for the islands.",
        "The pages reached old voters and swing voters with leaflets that praised Lee.",
        "While the mayor, who was ill, stayed away, his aides might have met the envoy.",
        "If the court annuls the vote, and if Lee resigns, the party will split.",
        "Rome, which had paid the rebels for years, and Oslo, which had not, signed the pact.",
        "The mayor who paid the firm and lied about it was charged.",
        "The pages persuaded thousands of Romans, Greeks and Swedes to change their vote.",
        "Lee went to Rome in May, then considered a haven of spies.",
    ],
)
def test_what_is_one_claim_stays_one(sentence: str) -> None:
    assert len(read_claims(sentence)) == 1


HINGES = [
    ("The gang broke in, in the hope of derailing the vote.", "in the hope of"),
    ("The vote was lost as if to please Rome.", "as if to"),
    ("The mayor must have known of it.", "must have known"),
    ("She surely knew that Rome stood behind it.", "surely"),
    ("The threats were deliberate, depriving Ann of the state.", "depriving Ann of"),
    ("Rome feared losing the sea.", "feared"),
    ("The general plans his revenge.", "plans his revenge"),
]


@pytest.mark.parametrize(("sentence", "hinge"), HINGES)
def test_the_hinge_is_named(sentence: str, hinge: str) -> None:
    named = [one.reading.hinge.text for one in read_claims(sentence) if one.reading.hinge]
    assert hinge in named


def test_a_preference_that_is_only_mentioned_is_no_cue() -> None:
    (only,) = read_claims("The paper lists a preferred supplier of the ministry.")
    assert not only.reading.speculative
