"""Wording that an act allows, and wording that is stronger."""

from __future__ import annotations

import pytest

from knowledge.editing.wording import too_strong
from knowledge.models import Act

ALLOWED = [
    (Act.CHARGED, "The indictment alleges that officers of the unit hacked the party's servers."),
    (Act.CHARGED, "The Treasury designated the agency for spreading false reports."),
    (Act.CHARGED, "A grand jury returned counts of conspiracy against the firm."),
    (Act.ASSESSED, "The agencies assessed with high confidence that the president ordered the campaign."),
    (Act.ASSESSED, "The service very likely paid the network."),
    (Act.ASSESSED, "The agencies did not make an assessment of the campaign's effect on the result."),
    (Act.DENIED, "The ministry rejected the report as baseless."),
    (Act.DENIED, "The spokesman said that his country had not interfered."),
    (Act.ASSERTED, "The press secretary said that the election was secure."),
    (Act.ASSERTED, "The president told reporters that the report had proved him right."),
    (Act.OPINED, "The author argues that the sanctions proved pointless."),
    (Act.OPINED, "In the columnist's view the campaign will return."),
    (Act.WITHDRAWN, "Prosecutors moved to dismiss the charges against the firm."),
    (Act.WITHDRAWN, "The jury acquitted him on all counts."),
    (Act.REPORTED, "The platform removed 200 accounts that posed as local news."),
    (Act.REPORTED, "Nothing the researchers saw proved that votes were changed."),
    (Act.REPORTED, "The newsroom did not find that the contacts proved a plot."),
    (Act.FOUND, "The ministry paid the network."),
    (Act.FOUND, "The inquiry proved the payments."),
    (Act.ADJUDICATED, "He was convicted of acting as an unregistered agent."),
    (Act.ADMITTED, "He lied to the agents about the call."),
]

TOO_STRONG = [
    (Act.CHARGED, "Officers of the unit hacked the party's servers.", "say who charges"),
    (Act.CHARGED, "The indictment, which named twelve officers, led to the day on which he was convicted.", "guilt"),
    (Act.ASSESSED, "The president ordered the campaign.", "how sure"),
    (Act.ASSESSED, "It is undeniably likely that the president ordered it.", "word of proof"),
    (Act.DENIED, "The ministry had nothing more to add to the matter.", "is a denial"),
    (Act.DENIED, "With a false passport story the ministry refuted the report.", "denied, disputed"),
    (Act.ASSERTED, "The election was secure.", "who says so"),
    (Act.OPINED, "The campaign will return.", "whose opinion"),
    (Act.WITHDRAWN, "The charges were brought in 2018.", "what ended"),
    (Act.REPORTED, "Leaked files proved that the ministry paid the network.", "word of proof"),
    (Act.REPORTED, "The mails show beyond doubt who paid.", "word of proof"),
    (Act.REPORTED, "The director was convicted in absentia.", "guilt"),
]


@pytest.mark.parametrize(("act", "text"), ALLOWED)
def test_allowed(act: Act, text: str) -> None:
    assert too_strong(text, act) is None


@pytest.mark.parametrize(("act", "text", "advice"), TOO_STRONG)
def test_too_strong(act: Act, text: str, advice: str) -> None:
    found = too_strong(text, act)
    assert found is not None
    assert advice in found.write


@pytest.mark.parametrize("act", [Act.CHARGED, Act.ASSESSED, Act.DENIED, Act.ASSERTED, Act.OPINED, Act.WITHDRAWN])
def test_a_flat_sentence_needs_its_attribution(act: Act) -> None:
    assert too_strong("Freedonia paid for the posts.", act) is not None


@pytest.mark.parametrize("act", [Act.ADJUDICATED, Act.FOUND, Act.ADMITTED, Act.REPORTED])
def test_what_establishes_or_shows_may_be_told_flatly(act: Act) -> None:
    assert too_strong("Freedonia paid for the posts.", act) is None
