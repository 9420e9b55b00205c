"""A small library whose sources bear on one another, for tests of the pipelines."""

from __future__ import annotations

from knowledge.models import (
    Act,
    Aspect,
    Confidence,
    Finding,
    Kind,
    Passage,
    Relation,
    RelationKind,
    Source,
)
from tests.memory_library import MemoryLibrary

INQUIRY = Source("inquiry", "Report of the Inquiry", "Inquiry Office", Kind.INQUIRY_REPORT, "2019-04-18")
INDICTMENT = Source("indictment", "Indictment of the Agency", "Prosecutor", Kind.INDICTMENT, "2018-02-16")
DISMISSAL = Source("dismissal", "Order of dismissal", "District Court", Kind.JUDGMENT, "2020-03-16")
ASSESSMENT = Source("assessment", "Assessment of the election", "Council", Kind.INTELLIGENCE_ASSESSMENT, "2021-03-10")
DENIAL = Source("denial", "Statement of the ministry", "Ministry", Kind.DENIAL, "2018-02-20")
COLUMN = Source("column", "A column", "Gazette", Kind.COMMENTARY, "2020-01-01")
PAGE = Source("page", "Press page", "Press Office", Kind.UNCLASSIFIED, "2022-01-01")

HACKED = Finding(
    "hacked",
    "inquiry",
    "Ruritania's service hacked the Democratic National Committee in April 2016.",
    "p. 36",
    Act.FOUND,
    Aspect.ACTIVITY,
    actors=("ruritania",),
    targets=("dnc",),
    date="2016-04",
)
NOT_ESTABLISHED = Finding(
    "not-established",
    "inquiry",
    "The inquiry did not establish that the Borduria campaign conspired with Ruritania.",
    "p. 2",
    Act.FOUND,
    Aspect.ACTIVITY,
)
CHARGED = Finding(
    "charged",
    "indictment",
    "The indictment charges that Concord paid for the troll posts on Facebook in 2016.",
    "p. 3, ¶ 4",
    Act.CHARGED,
    Aspect.ACTIVITY,
    actors=("concord",),
)
DROPPED = Finding(
    "dropped",
    "dismissal",
    "The court dismissed the charge against Concord in March 2020.",
    "p. 1",
    Act.WITHDRAWN,
    Aspect.ACTIVITY,
    relations=(Relation(RelationKind.WITHDRAWS, "charged"),),
)
DENIED = Finding(
    "denied",
    "denial",
    "The ministry denied that Ruritania hacked anyone.",
    "¶ 1",
    Act.DENIED,
    Aspect.ACTIVITY,
    relations=(Relation(RelationKind.DENIES, "hacked"),),
)
PREFERRED = Finding(
    "preferred",
    "assessment",
    "The council assessed with moderate confidence that Ruritania preferred Klow in the 2020 election.",
    "p. i",
    Act.ASSESSED,
    Aspect.INTENT,
    Confidence.MODERATE,
    actors=("ruritania",),
)
OPINED = Finding(
    "opined",
    "column",
    "A columnist argued that the Sylvania broadcasts may have swung the 2020 election.",
    "¶ 5",
    Act.OPINED,
    Aspect.EFFECT,
)
PASSAGE = Passage(
    "page:1",
    "page",
    "¶ 3",
    0,
    127,
    "The Press Office met the delegation. "
    "Graustark opened 40 false accounts in 2022 and in 2023 closed them. Nothing else was said.",
)

FINDINGS = (HACKED, NOT_ESTABLISHED, CHARGED, DROPPED, DENIED, PREFERRED, OPINED)
SOURCES = (INQUIRY, INDICTMENT, DISMISSAL, ASSESSMENT, DENIAL, COLUMN, PAGE)


def library() -> MemoryLibrary:
    return MemoryLibrary(SOURCES, FINDINGS, (PASSAGE,))
