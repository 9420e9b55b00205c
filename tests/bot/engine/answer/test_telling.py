"""Told episodes: nothing stands higher than its findings, nothing is told bare, no denial is left out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from functools import cache

import pytest

from bot.channels.rendering import DISCORD, PLAIN, TELEGRAM, Place, render
from bot.channels.rendering.brief import brief
from bot.channels.wire import AnswerBody
from bot.engine.answer.telling import tell
from bot.engine.evidence.retrieve import Gathered, bearing_on
from bot.engine.explain import Explainer
from bot.engine.models import DraftStatement, Evidence, Explanation, Question, Role, Statement
from bot.engine.standing import STRENGTH
from bot.engine.verification.verify import weigh_evidence
from knowledge.models import (
    Act,
    Aspect,
    Episode,
    Finding,
    Kind,
    RelatedFinding,
    Relation,
    RelationKind,
    Source,
    Standing,
    Told,
)
from knowledge.records import EPISODES, RECORDS, read_episodes, read_records
from tests.memory_library import MemoryLibrary

INQUIRY = Source("inquiry", "Report of the Inquiry", "Commission", Kind.INQUIRY_REPORT)
PAPER = Source("paper", "The Morning Paper", "The Morning Paper", Kind.JOURNALISM)
EMBASSY = Source("embassy", "Statement", "Freedonian Embassy", Kind.DENIAL)

BOUGHT = Finding(
    "bought",
    "inquiry",
    "The inquiry found that Freedonia bought 40 advertisements.",
    "p. 1",
    Act.FOUND,
    Aspect.ACTIVITY,
)
PAID = Finding(
    "paid", "paper", "The paper reported that a Freedonian bank paid.", "¶ 2", Act.REPORTED, Aspect.ATTRIBUTION
)
DENIED = Finding(
    "denied", "embassy", "The embassy denied that a Freedonian bank paid.", "¶ 1", Act.DENIED, Aspect.ATTRIBUTION,
    relations=(Relation(RelationKind.DENIES, "paid"),),
)  # fmt: skip

CASE = Episode(
    "sylvania-2018",
    "Freedonian advertisements in Sylvania",
    ("2018-01", "2018-05"),
    ("Sylvania",),
    established=(Told("Freedonia bought 40 advertisements, the inquiry found.", ("bought",)),),
    contested=(Told("Whether a bank paid.", ("paid",)),),
    unknown=(Told("Who in Freedonia gave the order."),),
    order=(
        Told("The purchase.", ("bought",), "2018-03"),
        Told("Freedonia and the bank act together, the paper reported.", ("bought", "paid"), "2018-04"),
    ),
)
LIBRARY = MemoryLibrary((INQUIRY, PAPER, EMBASSY), (BOUGHT, PAID, DENIED))


def told(library: MemoryLibrary = LIBRARY, case: Episode = CASE, pages: str | None = None) -> Explanation:
    answer = Explainer(library, episodes=(case,), pages=pages).explain(Question("What happened in Sylvania in 2018?"))
    assert isinstance(answer, Explanation)
    return answer


def test_an_episode_is_told_in_its_order() -> None:
    answer = told(pages="https://footing.example/")
    assert [(one.role, one.date, one.standing, one.text) for one in answer.statements] == [
        (Role.ANSWER, None, Standing.DOCUMENTED, "Freedonia bought 40 advertisements, the inquiry found."),
        (Role.CONTESTED, None, Standing.REPORTED, PAID.text),
        (Role.COUNTER, None, Standing.ALLEGED, DENIED.text),
        (Role.ORDER, "2018-03", Standing.DOCUMENTED, BOUGHT.text),
        (Role.ORDER, "2018-04", Standing.REPORTED, "Freedonia and the bank act together, the paper reported."),
    ]
    assert [gap.text for gap in answer.gaps] == ["Who in Freedonia gave the order."]
    assert answer.episode is not None
    assert answer.episode.url == "https://footing.example/episodes/sylvania-2018"
    assert {source.id for source in answer.sources} == {"inquiry", "paper", "embassy"}


def test_a_sentence_that_adds_to_its_findings_is_replaced_by_them() -> None:
    lie = dataclasses.replace(CASE, established=(Told("Ruritania bought 400 advertisements in all.", ("bought",)),))
    assert told(case=lie).statements[0].text == BOUGHT.text


def test_what_the_library_does_not_hold_is_not_told() -> None:
    alone = MemoryLibrary((PAPER, EMBASSY), (PAID, DENIED))
    answer = told(alone)
    assert all(citation.source_id != "inquiry" for one in answer.statements for citation in one.citations)
    assert "together" not in " ".join(one.text for one in answer.statements), "half of what it rests on is not held"


def test_an_episode_of_which_nothing_is_held_is_no_answer() -> None:
    other = Finding("other", "paper", "The paper reported on Sylvania in 2018.", "¶ 9", Act.REPORTED, Aspect.CONTEXT)
    answer = told(MemoryLibrary((PAPER,), (other,)))
    assert answer.episode is None
    assert answer.writer == "extractive"


def test_a_withdrawn_charge_is_not_told_as_it_was() -> None:
    ended = Finding(
        "ended", "paper", "The paper withdrew its report on the bank.", "¶ 1", Act.WITHDRAWN, Aspect.ATTRIBUTION,
        relations=(Relation(RelationKind.WITHDRAWS, "paid"),),
    )  # fmt: skip
    answer = told(MemoryLibrary((INQUIRY, PAPER, EMBASSY), (BOUGHT, PAID, DENIED, ended)))
    standing = {one.text: one.standing for one in answer.statements}
    assert standing[PAID.text] is Standing.DISPUTED
    assert standing["Freedonia and the bank act together, the paper reported."] is Standing.DISPUTED
    assert ended.text in standing


@cache
def shipped() -> tuple[MemoryLibrary, tuple[Episode, ...]]:
    records = read_records(RECORDS)
    library = _Indexed([one.source for one in records], [finding for one in records for finding in one.findings])
    return library, tuple(one.episode.noun() for one in read_episodes(EPISODES))


class _Indexed(MemoryLibrary):
    """Looks relations up by their target, so that all episodes are told in seconds."""

    def __init__(self, sources: list[Source], findings: list[Finding]) -> None:
        super().__init__(sources, findings)
        self._bearing: dict[str, MemoryLibrary] = {}
        by_target: dict[str, list[Finding]] = {}
        for finding in findings:
            for relation in finding.relations:
                by_target.setdefault(relation.finding_id, []).append(finding)
        held = {source.id: source for source in sources}
        for target, bearing in by_target.items():
            self._bearing[target] = MemoryLibrary([held[one.source_id] for one in bearing], bearing)

    def related(self, finding_ids: Sequence[str]) -> list[RelatedFinding]:
        one_by_one = (self._bearing[one].related([one]) for one in dict.fromkeys(finding_ids) if one in self._bearing)
        return [found for related in one_by_one for found in related]


def tellings() -> Iterator[tuple[Episode, tuple[Statement, ...]]]:
    library, episodes = shipped()
    for episode in episodes:
        yield episode, tell(library, episode).statements


def weight(library: MemoryLibrary, finding_id: str) -> int:
    """The strength that the standing table gives to a finding by itself."""
    finding = library.finding(finding_id)
    assert finding is not None
    source = library.source(finding.source_id)
    assert source is not None
    evidence = Evidence("E1", finding, source, 1.0)
    gathered = Gathered((evidence,), bearing_on(library, [finding]))
    return STRENGTH[
        weigh_evidence(DraftStatement(finding.text, ("E1",), finding.aspect), [evidence], gathered).standing
    ]


def test_nothing_stands_higher_than_any_of_its_findings() -> None:
    library, _ = shipped()
    count = 0
    for episode, statements in tellings():
        assert statements, episode.id
        for one in statements:
            assert one.citations, (episode.id, one.text)
            allowed = min(weight(library, citation.item_id) for citation in one.citations)
            assert STRENGTH[one.standing] <= allowed, (episode.id, one.text)
            count += 1
    assert count > 1_000


def test_every_denial_and_withdrawal_of_what_is_told_is_told() -> None:
    library, _ = shipped()
    seen = 0
    for episode, statements in tellings():
        cited = {citation.item_id for one in statements for citation in one.citations}
        for related in library.related([one for one in cited if library.finding(one)]):
            ends = related.relation in (RelationKind.DENIES, RelationKind.WITHDRAWS, RelationKind.SUPERSEDES)
            if ends and not _second_hand(related.target_id, statements):
                seen += 1
                assert related.finding.id in cited, (episode.id, related.target_id, related.finding.id)
    assert seen > 20


def _second_hand(finding_id: str, statements: tuple[Statement, ...]) -> bool:
    """Whether a finding is told only as the other side of something; what denies a denial is not asked for."""
    roles = {one.role for one in statements for citation in one.citations if citation.item_id == finding_id}
    return roles == {Role.COUNTER}


def test_contested_accusations_keep_their_denials_in_a_chat() -> None:
    for episode, statements in tellings():
        kept = brief(list(statements), TELEGRAM)
        left_out = [one for one in statements if one not in kept]
        assert not any(citation.act is Act.DENIED for one in left_out for citation in one.citations), episode.id
        assert [one for one in statements if one in kept] == kept
        for length in range(len(statements)):
            assert brief(list(statements[:length]), TELEGRAM) == kept[: len(brief(list(statements[:length]), TELEGRAM))]
        assert brief(list(statements), PLAIN) == list(statements)


@pytest.mark.parametrize("place", [TELEGRAM, DISCORD, PLAIN], ids=["telegram", "discord", "plain"])
@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_labels_citations_dates_and_the_link_reach_every_place(place: Place, language: str) -> None:
    text = "\n".join(render(told(pages="https://footing.example"), place, language))
    for shown in ("Report of the Inquiry", "The Morning Paper", "2018", "sylvania-2018", "Who in Freedonia", "40 adv"):
        assert shown in text.replace("\\", ""), shown
    for standing in ("■", "●", "▲"):
        assert standing in text


def test_the_wire_form_holds_dates_and_the_episode() -> None:
    body = AnswerBody.from_answer(told()).model_dump(mode="json")
    assert body["episode"] == {"id": "sylvania-2018", "title": CASE.title, "url": None}
    assert [one["date"] for one in body["statements"]] == [None, None, None, "2018-03", "2018-04"]
    assert body["writer"] == "episode"


def test_a_loaded_question_is_not_answered_with_the_episode() -> None:
    question = "Why did Freedonia steal the election in Sylvania in 2018?"
    answer = Explainer(LIBRARY, episodes=(CASE,)).explain(Question(question))
    assert getattr(answer, "episode", None) is None
