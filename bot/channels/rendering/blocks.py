"""Answers and checks as neutral blocks: what is shown and in which order, before anybody asks how it looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.channels.rendering.bidi import clean, clean_line
from bot.channels.rendering.catalogue import Catalogue
from bot.channels.rendering.labels import Label, label
from bot.channels.rendering.links import original, safe_url
from bot.channels.rendering.reasons import localised, reason
from bot.engine.models import (
    Answer,
    CheckedClaim,
    Citation,
    ClaimCheck,
    Explanation,
    Premise,
    Refusal,
    Role,
    Statement,
)


class Style(StrEnum):
    PLAIN = "plain"
    EMPHASIS = "emphasis"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation as it is shown; ``url`` is a web address, at the page where it can be."""

    title: str
    publisher: str
    locator: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """What is shown together. ``label``, ``about`` and ``references`` go with every piece of ``body`` that a place
    has to cut it into; ``heading`` stands once, before the first.
    """

    body: tuple[Paragraph, ...]
    label: Label | None = None
    about: str | None = None
    references: tuple[Reference, ...] = ()
    heading: str | None = None


def reference(citation: Citation) -> Reference:
    return Reference(
        title=clean_line(citation.title),
        publisher=clean_line(citation.publisher),
        locator=clean_line(citation.locator),
        url=original(citation),
    )


def _references(citations: Sequence[Citation]) -> tuple[Reference, ...]:
    return tuple(reference(citation) for citation in citations)


def _paragraphs(*texts: str | None, style: Style = Style.PLAIN) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(cleaned, style) for text in texts if text and (cleaned := clean(text)))


def premise_block(premise: Premise, strings: Catalogue, *, why: bool = True) -> Block:
    """What the question assumes, with the reason for its label, and what is on record instead under its own label."""
    premise = localised(premise, strings)
    body = _paragraphs(premise.text) + (_paragraphs(premise.why, style=Style.EMPHASIS) if why else ())
    citations = premise.citations
    if premise.repair is not None:
        stands = label(premise.repair.standing, strings, premise.repair.confidence).text
        body += _paragraphs(f"{strings('repair')}: {stands}: {clean_line(premise.repair.text)}")
        cited = {citation.item_id for citation in citations}
        citations += tuple(one for one in premise.repair.citations if one.item_id not in cited)
    return Block(
        body=body,
        label=label(premise.standing, strings),
        about=strings("premise"),
        references=_references(citations),
    )


def statement_block(statement: Statement, strings: Catalogue, *, heading: bool = False, why: bool = False) -> Block:
    statement = localised(statement, strings)
    body = _paragraphs(statement.text)
    if statement.original:
        body += _paragraphs(f"{strings('original-wording')}: {clean_line(statement.original)}", style=Style.EMPHASIS)
    return Block(
        body=body + (_paragraphs(statement.why, style=Style.EMPHASIS) if why else ()),
        label=label(statement.standing, strings, statement.confidence),
        about=" · ".join(part for part in (statement.date, strings(f"aspect-{statement.aspect}")) if part),
        references=_references(statement.citations),
        heading=strings(f"role-{statement.role}") if heading else None,
    )


def claim_block(claim: CheckedClaim, strings: Catalogue, *, why: bool = False) -> Block:
    notes: list[Paragraph] = []
    if claim.hinge:
        notes += _paragraphs(f"{strings('hinge')}: “{clean_line(claim.hinge.text)}”", style=Style.EMPHASIS)
    if claim.speaker:
        notes.append(Paragraph(strings("speaker", name=clean_line(claim.speaker)), Style.EMPHASIS))
    if why:
        notes += _paragraphs(reason(claim.why, strings), style=Style.EMPHASIS)
    return Block(
        body=(*_paragraphs(claim.text, style=Style.QUOTE), *notes),
        label=label(claim.standing, strings, claim.confidence),
        about=strings(f"aspect-{claim.aspect}"),
        references=_references(claim.citations),
    )


def progress_blocks(items: Sequence[Premise | Statement], strings: Catalogue, *, why: bool = False) -> list[Block]:
    """The verified part of an answer that is still being made. A heading stands before each new role but the first."""
    found: list[Block] = []
    role: Role | None = None
    for item in items:
        if isinstance(item, Premise):
            found.append(premise_block(item, strings))
            continue
        heading = item.role is not role and not (role is None and item.role is Role.ANSWER)
        found.append(statement_block(item, strings, heading=heading, why=why))
        role = item.role
    return found


def answer_blocks(answer: Answer, strings: Catalogue, *, why: bool = False) -> list[Block]:
    """How the question was understood, premise, statements, gaps and what was left out; or the refusal and the nearest
    sources.
    """
    answer = localised(answer, strings)
    premise = (answer.premise,) if answer.premise else ()
    if isinstance(answer, Refusal):
        found = progress_blocks(premise, strings)
        found.append(Block(_paragraphs(answer.message), heading=strings(f"reason-{answer.reason}")))
        found += [
            Block((), references=(reference(citation),), heading=None if place else strings("nearest"))
            for place, citation in enumerate(answer.nearest)
        ]
        return found
    found = [_note(strings("understood", question=clean_line(answer.understood)))] if answer.understood else []
    found += progress_blocks((*premise, *answer.statements), strings, why=why)
    for place, gap in enumerate(answer.gaps):
        body = _paragraphs(gap.text)
        if gap.settled_by:
            # The catalogue has set the data apart; cleaning the whole would undo that.
            body += (Paragraph(strings("settled-by", what=clean_line(gap.settled_by)), Style.EMPHASIS),)
        found.append(Block(body, heading=None if place else strings("gaps")))
    if answer.episode:
        link = Reference(clean_line(answer.episode.title), "", "", safe_url(answer.episode.url))
        found.append(Block((), references=(link,), heading=strings("episode-whole")))
    if answer.dropped:
        found.append(_note(strings("dropped", count=len(answer.dropped))))
    if answer.notice:
        found.append(_note(strings(f"notice-{answer.notice}")))
    return found


def _note(text: str) -> Block:
    """A line of our own. The catalogue has set the data in it apart; cleaning the whole would undo that."""
    return Block((Paragraph(text, Style.EMPHASIS),))


def check_blocks(check: ClaimCheck, strings: Catalogue, *, why: bool = False) -> list[Block]:
    """The counts, then each claim in the order of the text."""
    if not check.claims:
        return [Block(_paragraphs(strings("no-claims")))]
    counts = " · ".join(
        f"{label(standing, strings).text}: {count}" for standing, count in check.counts.items() if count
    )
    heading = strings("claims", count=len(check.claims))
    return [
        Block(_paragraphs(counts), heading=heading),
        *(claim_block(claim, strings, why=why) for claim in check.claims),
    ]


def blocks(shown: Answer | ClaimCheck, strings: Catalogue, *, why: bool = False) -> list[Block]:
    """The blocks of whatever may be shown. ``why`` adds the reason of each label."""
    if isinstance(shown, ClaimCheck):
        return check_blocks(shown, strings, why=why)
    return answer_blocks(shown, strings, why=why)


def source_blocks(shown: Answer | ClaimCheck, strings: Catalogue) -> list[Block]:
    """Every citation on its own: the label of what it stands under, the place, and the quote where there is one."""
    labelled: list[tuple[Label | None, tuple[Citation, ...]]]
    if isinstance(shown, ClaimCheck):
        labelled = [(label(claim.standing, strings, claim.confidence), claim.citations) for claim in shown.claims]
    else:
        labelled = [(label(shown.premise.standing, strings), shown.premise.citations)] if shown.premise else []
        if isinstance(shown, Explanation):
            labelled += [(label(s.standing, strings, s.confidence), s.citations) for s in shown.statements]
        else:
            labelled.append((None, shown.nearest))
    return [
        Block(
            body=_paragraphs(citation.quote, style=Style.QUOTE),
            label=shown_label,
            about=f"{strings(f'kind-{citation.kind}')}, {strings(f'act-{citation.act}')}",
            references=(reference(citation),),
        )
        for shown_label, citations in labelled
        for citation in citations
    ]
