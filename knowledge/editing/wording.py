"""A fast check for wording that is stronger than what the source did.

A finding's text is read without its label sooner or later, so it has to carry its own attribution: "the indictment
charges that …", "the agencies assessed with high confidence that …", "the ministry denied …". Findings, admissions and
judgments may be told flatly, for the source establishes them; evidence a newsroom or a platform shows may be told
flatly too, but not called proved. The check knows English, the language of the base's findings.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from knowledge.models import Act


class TooStrong(NamedTuple):
    """What is wrong with the wording, and what to write instead."""

    message: str
    write: str


def _words(listed: str) -> re.Pattern[str]:
    stems = (stem.strip() for stem in listed.split(","))
    return re.compile(r"\b(?:" + "|".join(stem for stem in stems if stem) + ")", re.IGNORECASE)


_SAYING = r"""
    said, says?\b, saying, stat(?:ed|es|ing)\b, told, tells, wrote, writes, writing, claim, assert, declar, announc,
    accus, alleg, according to, argu, describ, call(?:ed|s|ing)\b, warn, insist, maintain, contend, blam, attribut,
    characteri[sz], testif, request, demand, condemn, express, repl(?:ied|ies), respond, remark, note[ds]\b,
    cit(?:ed|es|ing)\b, present(?:ed|s)\b, label, point(?:ed|s) (?:to|out), quot, refer(?:red|s), tweet,
    posted\b, order(?:ed|s)\b, report, acknowledg, defin, propos, credit, advis, recommend, promis, pledg, vow,
    threat, urg, question, confirm, summon, offer, list(?:s|ed)\b, direct(?:ed|s), establish, creat, sets? out, publish,
    releas, issu(?:ed|es), welcom, disclos, reveal, estimat, deni, deny, statement, speech, proclam, testimony,
    interview, letter\b, memo
"""

_NEEDED: dict[Act, tuple[re.Pattern[str], str]] = {
    Act.CHARGED: (
        _words(r"""
            charg, indict, alleg, accus, complaint, prosecut, designat, sanction, affidavit, grand jury, counts?\b,
            information (?:said|says|states), lawsuit, sued?\b, suspect, according to, claims? that, arrest, extradit
        """),
        "say who charges, alleges or designates, as in 'the indictment alleges that …'",
    ),
    Act.ASSESSED: (
        _words(r"""
            assess, judg, likel, unlikel, probabl, possibl, almost certain, roughly even, believ, estimat, conclu,
            confiden, consider, attribut, analysts, suspect, expect, in (?:its|their|our) view, appear, suggest,
            rated?\b, opinion, evaluat, anticipat, deem, viewed as, characteri[sz], could not determine,
            did not (?:assess|judge|make)
        """),
        "say who assesses, and how sure they are, as in 'the agencies assessed with high confidence that …'",
    ),
    Act.DENIED: (
        _words(r"""
            den(?:y|ied|ies|ial|ying), reject, dismiss, disput, not guilty, contest, disavow, repudiat, never\b,
            no (?:involvement|part|role|evidence|proof|truth|basis|contact|link|connection|intention), baseless,
            (?:did|does|was|were|is|are|ha[dsve]+|would|could|will)(?:n['’]t| not)\b, false, hoax, unfounded,
            groundless, nothing to do with, fabricat, slander, refus, absurd, innocen, invent, lies?\b, nonsense,
            denounc, without (?:evidence|proof|foundation), fiction, decline, challeng, disagree, witch[- ]hunt, ridicul
        """),
        "say that it is a denial, as in 'the ministry denied that …'",
    ),
    Act.ASSERTED: (_words(_SAYING), "say who says so, as in 'the spokesperson said that …'"),
    Act.OPINED: (
        _words(
            _SAYING
            + r""", predict, speculat, suggest, believ, th(?:ink|ought), expect, view, opinion, forecast, foresee,
            see(?:s|ing)?\b, compar, hold(?:s|ing)?\b, reason(?:s|ed)\b, doubt, criti[cq], judg, interpret, imagin,
            ask(?:s|ed)\b, fear, hope, conclud, the author, consider, portray, treat(?:s|ed)\b, prais, object, concern
        """
        ),
        "say whose opinion it is, as in 'the author argues that …'",
    ),
    Act.WITHDRAWN: (
        _words(r"""
            withdr[ae]w, dismiss, acquit, retract, vacat, overturn, drop, quash, supersed, annul, revers, correct,
            revok, lift, rescind, delist, clear(?:ed|s|ing)?\b, abandon, not guilty, pardon, discontinu,
            end(?:ed|s|ing)?\b, clos(?:ed|es|ing|ure)\b, remov, exonerat, no longer, struck, declin, recall, void,
            replac, halt, nol(?:le|-)? ?pros, set aside, amend, apolog, refus, reject, walk(?:ed|s)? back, terminat,
            repeal, collaps, commut, cancel, revis, disavow, stay(?:ed)?\b
        """),
        "say what ended the earlier claim, as in 'prosecutors moved to dismiss the charges'",
    ),
}

_PROOF = re.compile(
    r"\b(?:pro(?:ved|ves|ven|of that)|established (?:that|as a fact)|beyond (?:any |reasonable )?doubt|undeniabl[ey]"
    r"|undoubtedly|without (?:a )?doubt|conclusively|irrefutabl[ey]|exposed as|confirm(?:ed|s) as fact)\b",
    re.IGNORECASE,
)
_REFUTED = re.compile(r"\b(?:refut(?:ed|es)|debunk(?:ed|s)|disprov(?:ed|es|en))\b", re.IGNORECASE)
_CONVICTED = re.compile(r"\b(?:was|were|been|is|are) (?:convicted|found guilty)\b|\bcommitted the crime", re.IGNORECASE)
_NEGATED = re.compile(
    r"(?:\b(?:not?|never|nothing|neither|nor|without|cannot|hardly|un)\b|n['’]t\b)(?:\W+\w+){0,5}\W*$", re.IGNORECASE
)
_SAID_OF_IT = _words(_SAYING)

_WEAK = frozenset({Act.CHARGED, Act.ASSESSED, Act.REPORTED, Act.ASSERTED, Act.DENIED, Act.OPINED})


def too_strong(text: str, act: Act) -> TooStrong | None:
    """What makes a text stronger than its act allows, or None.

    Looks for the attribution that an act needs, and for words of proof, refutation or guilt that only a stronger act
    carries. Proof that is negated ("did not prove"), or that is itself what somebody is said to claim, is no fault.
    """
    needed = _NEEDED.get(act)
    if needed is not None and not needed[0].search(text):
        return TooStrong(f"told as a fact, but the source only {act} it", needed[1])
    if act in _WEAK:
        for pattern, write in (
            (_PROOF, "tell what the source shows or says, without the word of proof"),
            (_REFUTED, "write denied, disputed or rejected"),
            (_CONVICTED, "guilt is for the finding that cites the judgment; tell here what was charged or said"),
        ):
            match = pattern.search(text)
            if match and not _NEGATED.search(text[: match.start()]) and not _SAID_OF_IT.search(text[: match.start()]):
                return TooStrong(f"{match[0]!r} is stronger than {str(act)!r} allows", write)
    return None
