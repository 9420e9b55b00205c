"""Which hits bear on a question: case, kind and place of what is asked."""

from __future__ import annotations

from bot.engine.evidence.grade import grade
from knowledge.models import Act, Aspect, Finding, Hit, Kind, Source

PAPER = Source("paper", "A newspaper", "Gazette", Kind.JOURNALISM)


def hit(
    name: str,
    text: str,
    relevance: float,
    *,
    act: Act = Act.REPORTED,
    aspect: Aspect = Aspect.ACTIVITY,
    targets: tuple[str, ...] = (),
    event: str | None = "tape",
) -> Hit:
    finding = Finding(name, "paper", text, "p. 1", act, aspect, targets=targets, event=event)
    return Hit(finding, PAPER, relevance, relevance, None)


def graded(question: str, *hits: Hit) -> list[str]:
    return [one.hit.item.id for one in grade(question, hits)]


FAR = "The police could not trace the author of the recording of Klow."
SPREAD = hit("spread", "A fake tape on Klow spread before the vote.", 0.9, aspect=Aspect.REACH)


def test_of_the_case_what_is_of_the_asked_kind_need_be_less_near_and_comes_first() -> None:
    author = hit("author", FAR, 0.8, aspect=Aspect.ATTRIBUTION)
    assert graded("Who made the fake tape on Klow?", SPREAD, author) == ["author", "spread"]
    assert graded("Did a fake tape on Klow spread?", SPREAD, author) == ["spread"]


def test_of_another_case_it_has_to_be_as_near_as_the_rest() -> None:
    elsewhere = hit("elsewhere", FAR, 0.8, aspect=Aspect.ATTRIBUTION, event="letter")
    leading = [hit(f"spread-{n}", "A fake tape on Klow spread before the vote.", 0.9) for n in range(3)]
    assert "elsewhere" not in graded("Who made the fake tape on Klow?", *leading, elsewhere)


def test_a_finding_on_another_place_than_the_asked_is_no_answer() -> None:
    elsewhere = hit("mexico", "Russia interfered in the election.", 0.9, targets=("mexico",))
    there = hit("greece", "Russia interfered in the election.", 0.5, targets=("greece",))
    assert graded("Did Russia interfere in the Greek election?", elsewhere) == []
    assert graded("Did Russia interfere in the Greek election?", elsewhere, there) == ["greece"]


def test_what_speaks_of_fewer_of_the_asked_places_comes_later() -> None:
    one = hit("one", "Russian accounts wrote about the referendum.", 0.8)
    both = hit("both", "Russian accounts wrote about Catalonia's referendum.", 0.75)
    assert graded("Did Russian accounts write about the Catalan referendum?", one, both)[0] == "both"


def test_a_word_that_few_hits_have_tells_more_than_one_that_all_have() -> None:
    buying = hit("buying", "Criminals bought votes in Klow.", 0.8)
    others = [hit(f"vote-{n}", f"The vote in Klow had {n} rounds.", 0.82) for n in range(5)]
    assert graded("Was there vote buying in Klow?", *others, buying)[0] == "buying"
    assert graded("Was there a vote in Klow?", *others, buying)[-1] == "buying"


def test_a_name_in_lower_case_is_still_one() -> None:
    other = hit("other", "Hackers leaked the mails of John Podesta.", 0.85, event="podesta")
    asked = hit("asked", "Hackers leaked the mails of Emmanuel Macron.", 0.85, event="macron")
    assert graded("who leaked the macron mails", other, asked) == ["asked"]


def test_what_holds_a_name_that_is_asked_comes_before_what_holds_its_land_alone() -> None:
    other = hit("other", "A court closed the inquiry on Russian money.", 0.8, event="court")
    asked = hit("asked", "A judge closed the inquiry on Russian funds for the Lega.", 0.74, event="lega")
    assert graded("How did the inquiry on Russian money for the Lega end?", other, asked)[0] == "asked"


def test_of_two_that_are_as_near_that_of_record_comes_first() -> None:
    told = hit("told", "A fake tape on Klow spread before the vote.", 0.8)
    found = hit("found", "A fake tape on Klow spread before the vote.", 0.8, act=Act.FOUND)
    assert graded("Did a fake tape on Klow spread?", told, found)[0] == "found"


def test_what_happened_in_another_year_comes_after_what_happened_in_the_one_asked_about() -> None:
    later = hit("later", "A fake tape on Klow spread before the vote.", 0.95, event="klow-2021")
    asked = hit("asked", "A false recording about Klow went round.", 0.8, event="klow-2016")
    assert graded("Did a fake tape on Klow spread before the vote of 2016?", later, asked)[0] == "asked"
