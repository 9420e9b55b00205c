"""What sort of message a text is: a question, one about the future, a statement, a greeting or a command."""

from __future__ import annotations

from enum import StrEnum

from bot.engine.language.words import tokens, vocabulary

LIMIT = 2_000
"""A message is read up to this many characters: nobody presupposes further on."""

WH = vocabulary("why how when where what which who whom whose")
DO = vocabulary("do does did")
BE = vocabulary("is are was were")
AUX = DO | BE | vocabulary("has have had will would can could may might should am shall must")
NEGATED = {
    "isn't": "is", "aren't": "are", "wasn't": "was", "weren't": "were", "hasn't": "has", "haven't": "have",
    "hadn't": "had", "don't": "do", "doesn't": "does", "didn't": "did", "won't": "will", "wouldn't": "would",
    "can't": "can", "couldn't": "could", "shouldn't": "should",
}  # fmt: skip
_GREETINGS = vocabulary(
    """
    hi hello hey thanks thank good bye goodbye welcome cheers greetings ok okay yo sup please morning evening
    """
)
_TELLING = vocabulary("tell explain describe show say")
"""Orders that ask, where a question word follows: "tell me why"."""
_COMMANDS = vocabulary(
    """
    show list tell give explain summarize summarise describe write translate help check find search compare
    ignore forget stop start reset repeat act pretend generate create make print
    """
)


class MessageKind(StrEnum):
    """What a message asks of the bot. A forecast is a question about the future, which no source can answer."""

    QUESTION = "question"
    FORECAST = "forecast"
    STATEMENT = "statement"
    GREETING = "greeting"
    COMMAND = "command"
    EMPTY = "empty"


def is_question(text: str) -> bool:
    """Whether a text asks: by its mark in any script or, without a final mark, by its first word."""
    body = text.rstrip().rstrip("\"'”’»)")
    if body.endswith(("?", "？", "؟")):
        return True
    words = tokens(body[:LIMIT])
    if len(words) > 3 and words[0].lower in _TELLING and any(word.lower in WH for word in words[1:4]):
        return True
    if len(words) < 3 or body.endswith((".", "!", "。")):
        return False
    return (
        words[0].lower in WH | NEGATED.keys()
        or (words[0].lower in AUX - {"may", "might", "will"})
        or (words[0].text in {"will", "Will"} and words[-1].end == len(body))
    )


def classify(text: str) -> MessageKind:
    """What a message is. Only English greetings and commands are known; other texts are questions or statements."""
    words = tokens(text[:LIMIT])
    if not words:
        return MessageKind.EMPTY
    asks = is_question(text)
    if (
        words[0].lower in _GREETINGS
        and len(words) <= 6
        and not (asks and len(words) > 3 and words[1].lower in WH | AUX)
    ):
        return MessageKind.GREETING
    if text.lstrip().startswith("/") or (words[0].lower in _COMMANDS and not asks):
        return MessageKind.COMMAND
    if not asks:
        return MessageKind.STATEMENT
    lowers = [word.lower for word in words]
    why = lowers[0] in {"why"}
    ahead = any(lower in {"will", "won't", "gonna"} for lower in lowers[:6]) or any(
        lowers[at : at + 2] == ["going", "to"] or lowers[at : at + 2] == ["likely", "to"] for at in range(len(lowers))
    )
    return MessageKind.FORECAST if ahead and not why else MessageKind.QUESTION
