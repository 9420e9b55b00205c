"""Evidence that relates something without saying that it is so: a falsehood it names, a plan, another verdict.

"Statements … falsely implied that X was the source" has every word of "X was the source", and is no support for it.
English, by rule: a frame holds only where the claim has no such words itself and speaks of what stands in the frame.
"""

from __future__ import annotations

import re

from bot.engine.language.names import GENERIC
from bot.engine.language.predicates import finite
from bot.engine.language.terms import terms
from bot.engine.language.words import tokens

_WORKS = (
    r"(?:claims?|letters?|stor(?:y|ies)|videos?|documents?|reports?|recordings?|images?|photos?|articles?|ballots?|news|"
    r"narratives?|rumou?rs?|accusations?|allegations?|theor(?:y|ies)|evidence|records?|quotes?|posts?|pages? of)"
)
_FALSE_AHEAD = re.compile(
    rf"\b(?:falsely|wrongly|made[- ]up|making up|invented|hoax(?:es)?|conspiracy theor(?:y|ies)|debunk\w+|fabricat\w+"
    rf"|(?:fake|false|forged|fraudulent|bogus|doctored|baseless|unfounded|unsubstantiated|untrue|discredited)"
    rf" {_WORKS})\b",
    re.IGNORECASE,
)
_FALSE_BEHIND = re.compile(
    r"\b(?:(?:call|deem|rul|declar|dismiss|label|describ|identif|found|judg|reject|brand)\w*|expos(?:ed?|es|ing))\b"
    r"[^.;]{0,80}?\b(?:fake|false|forged|forger(?:y|ies)|fabricat\w+|untrue|hoax|bogus|baseless|unfounded"
    r"|disinformation(?! (?:account|actor|campaign|effort|group|network|operation|outlet|site|unit|website)))\b",
    re.IGNORECASE,
)
_ACQUITTED = re.compile(
    r"\b(?:acquit\w*|exonerat\w*|absolv\w*|clear(?:ed|s|ing)?|not guilty|found innocent)\b[^.;]{0,60}?\bof\b"
    r"|\b(?:dismiss|drop|withdr[ae]w|quash|vacat|overturn|throw|threw)\w*\b[^.;]{0,60}?"
    r"\b(?:charge|count|case|conviction)s?\b[^.;]{0,80}?\b(?:of|that|for|over)\b",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"\b(?:claim|sa(?:y|id)|stat(?:e[ds]?|ing)\b|told|tell|alleg|impl(?:y|ie)|suggest|spread|circulat|publish|releas"
    r"|post(?:s|ed)\b|assert|accus|report|wr(?:o|i)t|ma(?:d|k)e|shar(?:e|ing)|promot|amplif|push|show)",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"\b(?:request(?:s|ed|ing)?|propos(?:e[ds]?|als?|ing)|offer(?:s|ed|ing)?|pitch(?:ed|es|ing)?|consider(?:s|ed|ing)?"
    r"|discuss(?:es|ed|ing)?|plan(?:s|ned|ning)?|offers to|ask(?:s|ed|ing)? for|intend(?:s|ed)?|tr(?:y|ied|ying) to"
    r"|authoris\w+|authoriz\w+|investigat\w+|plots?|plotted|plotting|schemes?)\b",
    re.IGNORECASE,
)
_GUILTY = re.compile(
    r"\b(?:convict(?:ed|s)?\b|convictions?|(?:found|pleaded|pled|pleads?|ruled)(?: [^.;]{1,40})? guilty|guilty plea"
    r"|sentenced|jailed|imprisoned)",
    re.IGNORECASE,
)
_CLEARED = re.compile(
    r"\b(?:acquit\w*|exonerat\w*|clear(?:ed|s|ing)? (?:[\w’'-]+ ){0,7}?of|found innocent|(?:found |is |was )?not guilty"
    r"|declared innocent|cleared (?=[A-Z]))"
)
_DROPPED = re.compile(
    r"\b(?:dismiss(?:ed|al|es)\b(?=[^.]{0,60}\b(?:charge|case|indictment|count|suit)s?\b)"
    r"|(?:charge|case|indictment|count|suit)s? (?:was|were|been|is|are) (?:dismissed|dropped|withdrawn)"
    r"|dropp?(?:ed|ing)? (?:the |all |its )?(?:\w+ )?(?:charge|case)s?)",
    re.IGNORECASE,
)
_SPARED = re.compile(r"\b(?:pardon\w*|commut(?:ed?|ation|es|ing)|clemency)\b", re.IGNORECASE)
_NOT_GUILTY = re.compile(r"\b(?:not (?:found )?guilty|pleaded not guilty|found not guilty)\b", re.IGNORECASE)
_INVENTED = re.compile(
    r"\b(?:ma(?:de|kes|ke|king)[ -]up|invent(?:s|ed|ing|ions?)?|fabricat\w+|hoax(?:es)?|forger(?:y|ies)|debunk\w*"
    r"|disprov\w+)\b",
    re.IGNORECASE,
)
_TOLD_OF = re.compile(
    r"\b(?:thes[ie]s|narratives?|rumou?rs?|stor(?:y|ies)|claims?|theor(?:y|ies)|ideas?|beliefs?|notions?|suggestions?"
    r"|allegations?|accusations?|myths?|falsehoods?|messages?|slogans?|posts?|disinformation|propaganda)\b"
    r"[^.;:]{0,60}?\b(?:that|of|about|as if|saying|accusing|portraying)\b"
    r"|\b(?:claim(?:s|ed|ing)|alleg(?:es|ed|ing)|insinuat\w+|purport\w+|pretend\w+|accus(?:es|ed|ing))\b"
    r"|\bread (?:the|it|its|this|that)\b[^.;]{0,80}? as being\b",
    re.IGNORECASE,
)
_DOUBTED = re.compile(
    r"\b(?:supposed(?:ly)?|so-called|purported(?:ly)?|putative|except(?:ing)?|apart from|other than|whether"
    r"|doubt(?:s|ed|ing|ful)?|question(?:s|ed|ing)?|disagree\w*)\b",
    re.IGNORECASE,
)
_OUTCOMES = (_GUILTY, _CLEARED, _DROPPED, _SPARED)
"""How a case ends. A text that tells of another end does not support a claim about this one."""
_SHARE = 0.5


def called_false(claim: str, text: str) -> bool:
    """Whether the text calls false what the claim states, or acquits of it: an acquittal of a deed proves no deed."""
    if _FALSE_AHEAD.search(claim) or _FALSE_BEHIND.search(claim) or _REPORTING.search(claim):
        return False
    ahead = _FALSE_AHEAD.search(text)
    if ahead and _mostly(claim, text[ahead.end() :], text):
        return True
    ended = None if _ACQUITTED.search(claim) else _ACQUITTED.search(text)
    if ended and _mostly(claim, text[ended.end() :], text):
        return True
    behind = _FALSE_BEHIND.search(text)
    return behind is not None and _mostly(claim, text[: behind.end()], text)


def other_outcome(claim: str, text: str) -> bool:
    """Whether the claim says how a case ended, and the text does not say so."""
    told = _NOT_GUILTY.sub("acquitted", text)
    return any(outcome.search(claim) and not outcome.search(told) for outcome in _OUTCOMES)


def opposite_outcome(claim: str, text: str) -> bool:
    """Whether one says guilty and the other cleared, and neither says both."""
    said, told = _verdict(claim), _verdict(text)
    return said is not None and told is not None and said != told


def _verdict(text: str) -> bool | None:
    guilty, cleared = _GUILTY.search(_NOT_GUILTY.sub("", text)), _CLEARED.search(text)
    return None if bool(guilty) == bool(cleared) else bool(guilty)


def undone(claim: str, text: str) -> bool:
    """Whether the text reports a plan, a request or an inquiry where the claim states a deed that it does not name."""
    deed = _deed(claim) if _UNDONE.search(text) else None
    if deed is None or _UNDONE.fullmatch(deed):
        return False
    return not terms(deed).stems <= terms(text).stems


def _mostly(claim: str, part: str, whole: str) -> bool:
    """Whether, of the claim's words that the text has, at least half stand in a part of it."""
    said = terms(claim)
    # In a headline every word has a capital, and looks like a name.
    words = said.stems - said.names - GENERIC or said.stems
    held = words & terms(whole).stems
    return bool(held) and len(words & terms(part).stems) >= _SHARE * len(held)


def _deed(claim: str) -> str | None:
    """The claim's first verb, None where none is found or it says nothing by itself ("was", "did")."""
    words = tokens(claim)
    at = finite(words, 1, len(words))
    return words[at].lower if at is not None and terms(words[at].lower).stems else None


def doubted(claim: str, text: str) -> bool:
    """Whether the text speaks of what the claim states as supposed, questioned or excepted, and the claim does not."""
    found = None if _DOUBTED.search(claim) else _DOUBTED.search(text)
    return found is not None and _mostly(claim, text[found.end() :], text)


def only_told(claim: str, text: str) -> bool:
    """Whether the text tells what the claim states as a story, a thesis or a claim of somebody, and the claim does not.

    "The service sought to spread the thesis that the army had made the virus" says what the service spread.
    """
    if _TOLD_OF.search(claim):
        return False
    return any(_mostly(claim, text[found.end() :], text) for found in _TOLD_OF.finditer(text))


def unsaid(claim: str, text: str) -> bool:
    """Whether the text lacks what the claim comes to: its deed, or the end of its case; or leaves it in doubt."""
    return (
        undone(claim, text)
        or other_outcome(claim, text)
        or doubted(claim, text)
        or (_INVENTED.search(claim) is not None and _INVENTED.search(text) is None)
    )
