"""Answers and checks for tests of the store and of the channels."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.engine.models import (
    CheckedClaim,
    Citation,
    ClaimCheck,
    Cue,
    Explanation,
    Gap,
    Hinge,
    Premise,
    Refusal,
    RefusalReason,
    Role,
    Statement,
)
from knowledge.models import Act, Aspect, Confidence, Kind, Standing

MUELLER = Citation(
    item_id="mueller-1-p4-a",
    source_id="mueller-1",
    title="Report On The Investigation Into Russian Interference, Volume I",
    publisher="U.S. Department of Justice",
    kind=Kind.INQUIRY_REPORT,
    act=Act.FOUND,
    locator="Vol. I, p. 4",
    published="2019-03",
    url="https://example.org/report.pdf",
    quote="The Internet Research Agency (IRA) carried out the earliest Russian interference operations",
)
INDICTMENT = Citation(
    item_id="us-v-ira-2",
    source_id="us-v-ira",
    title="United States v. Internet Research Agency",
    publisher="U.S. District Court",
    kind=Kind.INDICTMENT,
    act=Act.CHARGED,
    locator="¶ 2",
    url="https://example.org/indictment.pdf",
)


def explanation(question: str = "Who ran the IRA?", citation: Citation = MUELLER) -> Explanation:
    """An answer of three statements, of three standings."""
    return Explanation(
        question=question,
        statements=(
            Statement(
                text="The Internet Research Agency ran social media campaigns.",
                standing=Standing.DOCUMENTED,
                aspect=Aspect.ACTIVITY,
                why="An official inquiry found it.",
                citations=(citation, INDICTMENT),
            ),
            Statement(
                text="Its funder was charged with conspiracy.",
                standing=Standing.ALLEGED,
                aspect=Aspect.ATTRIBUTION,
                why="An indictment charges it.",
                citations=(INDICTMENT,),
                role=Role.WEAKER,
            ),
            Statement(
                text="The campaign decided the election.",
                standing=Standing.SPECULATION,
                aspect=Aspect.EFFECT,
                why="No source of record establishes an effect.",
                role=Role.WEAKER,
            ),
        ),
        gaps=(Gap("How many votes it changed", "a study of voters who saw it"),),
        as_of="2026-01-02",
    )


def refusal(question: str = "Will it rain?") -> Refusal:
    return Refusal(question, RefusalReason.NOT_HELD, "The library holds nothing on this.", nearest=(MUELLER,))


def checked(text: str = "Hello. The agency ran ads, which swung the vote.") -> ClaimCheck:
    """A check of ``text``, or of the default text, with a claim on "ads" and one that is speculation."""
    first, second = text.index("The agency"), text.index("which swung")
    return ClaimCheck(
        text=text,
        claims=(
            CheckedClaim(
                text=text[first : second - 2],
                start=first,
                end=second - 2,
                standing=Standing.DOCUMENTED,
                aspect=Aspect.ACTIVITY,
                why="An official inquiry found it.",
                citations=(MUELLER,),
            ),
            CheckedClaim(
                text=text[second:].rstrip("."),
                start=second,
                end=second + len(text[second:].rstrip(".")),
                standing=Standing.SPECULATION,
                aspect=Aspect.EFFECT,
                why="No source of record establishes an effect.",
                hinge=Hinge("swung", second + 6, second + 11),
                cues=(Cue("swung", "effect", second + 6, second + 11),),
            ),
        ),
        as_of="2026-01-02",
    )


@st.composite
def checks(draw: st.DrawFn) -> ClaimCheck:
    """Checks whose claims lie in the text where they say."""
    pieces = draw(st.lists(st.tuples(st.text(max_size=8), st.text(min_size=1, max_size=40)), max_size=5))
    text, claims = "", []
    for between, words in pieces:
        start = len(text) + len(between)
        text += between + words
        claims.append(
            CheckedClaim(
                text=words,
                start=start,
                end=len(text),
                standing=draw(st.sampled_from(Standing)),
                aspect=draw(st.sampled_from(Aspect)),
                why=draw(st.text(max_size=40)),
                citations=tuple(draw(st.lists(st.from_type(Citation), max_size=2))),
                confidence=draw(st.none() | st.sampled_from(Confidence)),
                speaker=draw(st.none() | st.text(max_size=10)),
            )
        )
    return ClaimCheck(text, tuple(claims), as_of=draw(st.none() | st.just("2026-01-02")))


def results() -> st.SearchStrategy[Explanation | Refusal | ClaimCheck]:
    return st.one_of(st.from_type(Explanation), st.from_type(Refusal), checks())


def premise() -> Premise:
    return Premise("The vote was changed.", Standing.UNSOURCED, "The library holds nothing on it.")
