"""What is asked for and not done here: persuasion, private people's lives, accusations against private persons.

Known by rule and in English only. In any other language, and wherever the rule misses, an answer still holds nothing
but cited statements: there is no way from a question to a written appeal.
"""

from __future__ import annotations

import re
from enum import StrEnum

LIMIT = 2_000


class Declined(StrEnum):
    """Why a request is declined."""

    PERSUASION = "persuasion"
    PRIVATE = "private"
    ACCUSATION = "accusation"


MESSAGES: dict[Declined, str] = {
    Declined.PERSUASION: "Texts that are to persuade, attack or mislead are not written here. Ask what is on record "
    "about the subject, or paste a text to see what each of its claims stands on.",
    Declined.PRIVATE: "Where private people live and how to reach them is not told here. Ask what sources of "
    "record say about a public actor or an organisation.",
    Declined.ACCUSATION: "Accusations against private persons are not examined here. Ask about what a court, an "
    "inquiry or another source of record has said.",
}
"""What a reader is told, with what the bot can do instead."""

_ASKING = r"(?:^\W*|[.!?\n:;,]\s*|\b(?:please|you|now|then)\s+)"
_MAKING = r"(?:write|draft|compose|create|generate|make|produce|prepare|give me|come up with|help me (?:write|make))"
_PIECE = (
    r"(?:posts?|tweets?|threads?|ads?|adverts?|advertisements?|slogans?|speech(?:es)?|letters?|scripts?|leaflets?"
    r"|flyers?|memes?|comments?|captions?|stor(?:y|ies)|articles?|essays?|op-eds?|talking points|messages?|emails?"
    r"|headlines?|fake news|rumou?rs?|hashtags?|petitions?|manifestos?|campaigns?|propaganda|disinformation)"
)
_AIM = (
    r"(?:convinc\w*|persuad\w*|vote|voters?|votes|against|attack\w*|smear\w*|discredit\w*|mobili[sz]\w*|rally\w*"
    r"|in favou?r|support\w*|oppos\w*|scar(?:e|es|ing)|outrag\w*|viral|blam\w*|undermin\w*|campaign\w*|elect"
    r"|mislead\w*|fool\w*)"
)
_PERSUASION = re.compile(
    rf"{_ASKING}{_MAKING}\b[^.?!\n]{{0,60}}\b{_PIECE}\b[^\n]{{0,160}}\b{_AIM}\b"
    rf"|{_ASKING}{_MAKING}\b[^.?!\n]{{0,40}}\b(?:fake news|propaganda|disinformation|campaign slogans?"
    rf"|troll comments?)\b"
    rf"|\bhow (?:can|do|could|should) (?:i|we) (?:convince|persuade|get|make) [^?\n]{{0,60}}\b(?:vote"
    rf"|voters?|stay home)\b"
    rf"|\b(?:whom?|which (?:party|candidate)) should (?:i|we) vote for\b",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b(?:home|private|personal|street|residential) (?:address(?:es)?|phone|number|e-?mail)\b"
    r"|\b(?:phone|telephone|mobile|cell|passport|social security|licen[cs]e plate|bank account) numbers?"
    r" (?:of|for|belong)"
    r"|\bwhere (?:does|do|did) [^?\n]{1,60} (?:live|lives|sleep)\b"
    r"|\b(?:names?|school|schools) of (?:his|her|their|[\w'’]+s) (?:child|children|kids|wife|husband|family)\b"
    r"|\bdoxx?\b|\bdoxx?ing (?:him|her|them|this)\b",
    re.IGNORECASE,
)
_ACCUSATION = re.compile(
    r"\bmy (?:(?:ex|former|new|old|own|next-door)[- ])?(?:neighbou?rs?|boss|colleague|coworker|co-worker|teacher"
    r"|landlord|landlady|ex|wife|husband|brother|sister|cousin|uncle|aunt|friend|doctor|classmate|roommate|professor|tenant)\b"
    r"[^.\n]{0,80}\b(?:spy|spies|spying|agent|agents|traitor|paid|bot|troll|informant|asset|works? for|working for)\b",
    re.IGNORECASE,
)


def declined(text: str) -> Declined | None:
    """Why a message is declined, or None. Reads the first :data:`LIMIT` characters."""
    said = text[:LIMIT]
    rules = ((Declined.PRIVATE, _PRIVATE), (Declined.ACCUSATION, _ACCUSATION), (Declined.PERSUASION, _PERSUASION))
    return next((reason for reason, pattern in rules if pattern.search(said)), None)
