"""A pasted text through the whole pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.check import Checker
from bot.engine.errors import LibraryUnavailable
from bot.engine.models import CheckedClaim, StatementKind
from knowledge.models import Act, Aspect, Confidence, Finding, Hit, Standing
from tests.bot.engine import world
from tests.memory_library import MemoryLibrary

CHECKER = Checker(world.library())


def only(text: str) -> CheckedClaim:
    (claim,) = CHECKER.check(text).claims
    return claim


CASES = [
    ("found", "Ruritania hacked the Democratic National Committee in April 2016.", Standing.DOCUMENTED),
    ("charged, then dropped", "Concord paid for the troll posts on Facebook in 2016.", Standing.DISPUTED),
    ("another actor", "Freedonia hacked the Democratic National Committee in April 2016.", Standing.UNSOURCED),
    (
        "actor and target swapped",
        "The Democratic National Committee hacked Ruritania in April 2016.",
        Standing.UNSOURCED,
    ),
    ("another year", "Ruritania hacked the Democratic National Committee in April 2012.", Standing.UNSOURCED),
    ("not established", "The Borduria campaign conspired with Ruritania.", Standing.DISPUTED),
    ("a forecast", "Ruritania will hack the Democratic National Committee again.", Standing.SPECULATION),
    ("a guess", "Ruritania might have hacked the Democratic National Committee.", Standing.SPECULATION),
    ("an effect", "The hack cost the Borduria campaign the election.", Standing.SPECULATION),
    ("a motive that nobody assessed", "Ruritania wanted to humiliate Borduria.", Standing.SPECULATION),
    ("nothing held", "Sylvania built three bridges in 1998.", Standing.UNSOURCED),
]


@pytest.mark.parametrize(("text", "standing"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_standing(text: str, standing: Standing) -> None:
    assert only(text).standing is standing


def test_an_assessed_motive_is_assessed_with_its_confidence() -> None:
    claim = only("Ruritania preferred Klow in the 2020 election.")
    assert (claim.standing, claim.confidence) == (Standing.ASSESSED, Confidence.MODERATE)


class Sorter:
    """Knows one view and one piece that states nothing, whatever the base holds of them."""

    def __init__(self, view: str, nothing: str) -> None:
        self.view, self.nothing = view, nothing

    def kinds(self, sentences: Sequence[str]) -> list[StatementKind]:
        sure = {self.view: StatementKind(0.1, 0.9, 0.0), self.nothing: StatementKind(0.1, 0.0, 0.9)}
        return [sure.get(sentence, StatementKind(1.0, 0.0, 0.0)) for sentence in sentences]


def test_a_view_is_no_gap_of_the_library_and_what_states_nothing_is_no_claim() -> None:
    text = "The gates stood wide open for it. Then there was the ferry. Sylvania built three bridges in 1998."
    view, nothing, fact = text.replace(". ", ".\n").split("\n")
    checked = Checker(world.library(), sorter=Sorter(view, nothing)).check(text).claims
    assert [(one.text, one.standing) for one in checked] == [(view, Standing.SPECULATION), (fact, Standing.UNSOURCED)]
    assert "view" in checked[0].why


@pytest.mark.parametrize(
    "text", ["俄罗斯干预了选举。", "Росія втрутилася у вибори.", "Die Wahl wurde von Russland gestört."]
)
def test_a_text_that_the_sorter_cannot_read_keeps_its_claims(text: str) -> None:
    [claim] = Checker(world.library(), sorter=Sorter(text, text)).check(text).claims
    assert claim.standing is Standing.UNSOURCED


def test_what_the_base_holds_is_shown_as_held_whatever_a_sorter_makes_of_it() -> None:
    held = "Ruritania hacked the Democratic National Committee in April 2016."
    for sorter in (Sorter(held, ""), Sorter("", held)):
        [claim] = Checker(world.library(), sorter=sorter).check(held).claims
        assert claim.standing is Standing.DOCUMENTED


REJECTED = Finding(
    "rejected",
    world.INQUIRY.id,
    "The inquiry found that the claim that Sylvania paid the mayor of Klow was not true.",
    "p. 9",
    Act.FOUND,
    Aspect.ACTIVITY,
)
SPREAD = replace(REJECTED, id="spread", text="A campaign claimed that Sylvania paid the mayor, the inquiry found.")
TOLD = replace(REJECTED, id="told", text="Sylvania paid the mayor of Klow, the ministry said.", act=Act.ASSERTED)


def test_what_a_source_only_tells_of_is_somebodys_word_and_what_it_rejects_counts_in_full() -> None:
    claim = "Sylvania paid the mayor of Klow."
    standings = []
    for held in ([SPREAD], [TOLD], [TOLD, REJECTED]):
        (one,) = Checker(MemoryLibrary([world.INQUIRY], held)).check(claim).claims
        standings.append(one.standing)
    assert Standing.DOCUMENTED not in standings
    assert standings[1:] == [Standing.ALLEGED, Standing.CONTRADICTED]


def test_a_documented_claim_cites_its_finding_and_the_denial() -> None:
    claim = only("Ruritania hacked the Democratic National Committee in April 2016.")
    cited = [citation.item_id for citation in claim.citations]
    assert cited[0] == "hacked"
    assert "denied" in cited


def test_speculation_names_its_cue_and_where_it_begins() -> None:
    text = "Good morning. Ruritania will hack the Democratic National Committee again."
    claim = CHECKER.check(text).claims[-1]
    assert claim.hinge is not None
    assert text[claim.hinge.start : claim.hinge.end] == claim.hinge.text
    assert [text[cue.start : cue.end] for cue in claim.cues] == [cue.text for cue in claim.cues]
    assert "will" in claim.hinge.text


def test_what_is_only_partly_held_is_cited_and_not_called_documented() -> None:
    claim = only("Ruritania hacked the Democratic National Committee and 14 banks in April 2016.")
    assert claim.standing is Standing.UNSOURCED
    assert claim.citations
    assert "related" in claim.why


def test_what_a_pronoun_stands_for_is_not_guessed() -> None:
    check = CHECKER.check("Klow met the press. Ruritania hacked their Democratic National Committee in April 2016.")
    assert all(claim.standing is not Standing.DOCUMENTED for claim in check.claims)


def test_an_empty_text_has_no_claims() -> None:
    assert CHECKER.check("").claims == ()
    assert sum(CHECKER.check("").counts.values()) == 0


class Broken(MemoryLibrary):
    def search_many(self, texts: Sequence[str], *, limit: int = 12) -> list[list[Hit]]:
        raise LibraryUnavailable("away")


def test_a_check_that_cannot_run_is_an_error_and_not_unsourced() -> None:
    with pytest.raises(LibraryUnavailable):
        Checker(Broken()).check("Ruritania hacked the Democratic National Committee.")


@given(st.lists(st.sampled_from([row[1] for row in CASES]), max_size=6), st.sampled_from([" ", "\n\n", "\n- "]))
def test_offsets_are_exact_in_any_arrangement(sentences: list[str], joint: str) -> None:
    text = joint.join(sentences)
    check = CHECKER.check(text)
    assert all(text[claim.start : claim.end] == claim.text for claim in check.claims)
    assert [claim.start for claim in check.claims] == sorted(claim.start for claim in check.claims)


@given(st.text(max_size=300))
def test_any_text_can_be_checked(text: str) -> None:
    check = CHECKER.check(text)
    assert all(text[claim.start : claim.end] == claim.text for claim in check.claims)


def test_what_a_claim_calls_its_own_is_clear() -> None:
    claim = only("Ruritania's service hacked the Democratic National Committee in April 2016.")
    same = only("Ruritania with its service hacked the Democratic National Committee in April 2016.")
    assert same.standing is claim.standing is Standing.DOCUMENTED
