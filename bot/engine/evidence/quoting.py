"""Which words of a passage to quote. Every result is a literal substring of the passage."""

from __future__ import annotations

import re

from bot.engine.language.sentences import blocks, sentences
from bot.engine.language.terms import Terms, terms

MAX_QUOTE = 420
"""Longest quote taken from a passage, in code points: two or three sentences."""

_ENDS = (".", "!", "?", "…", ":", ";", "。", "！", "？", "؟", "।")
_NOTE = re.compile(r"\[\^?\d+\]")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as (start, end), in order."""
    return [span for block in blocks(text) for span in sentences(text, block.start, block.end)]


def nearest_sentence(claim: str, text: str) -> str:
    """The one sentence of ``text`` that shares most words with ``claim``; the first of equals."""
    said = terms(claim).stems
    spans = sentence_spans(text) or [(0, len(text))]
    start, end = max(spans, key=lambda span: len(said & terms(text[span[0] : span[1]]).stems))
    return text[start:end].strip()


def best_quote(question: str, text: str, *, limit: int = MAX_QUOTE) -> str | None:
    """The run of whole sentences of one paragraph, at most ``limit`` long, that shares most words with the question.

    The result is a literal substring of ``text``: a sentence longer than the limit is cut at a word. None where there
    is nothing to quote but notes and headings.
    """
    asked = terms(question)
    spans = [span for span in sentence_spans(text) if _whole(text[span[0] : span[1]])]
    if not spans:
        return None
    shared = [_shared(asked, terms(text[start:end])) for start, end in spans]
    best = max(range(len(spans)), key=lambda index: (shared[index], -index))
    start, end = spans[best]
    for other in (best + 1, best - 1):
        if 0 <= other < len(spans) and shared[other] > 0:
            wider = (min(start, spans[other][0]), max(end, spans[other][1]))
            if wider[1] - wider[0] <= limit and "\n\n" not in text[wider[0] : wider[1]]:
                start, end = wider
                break
    quote = text[start:end].strip()
    if len(quote) > limit:
        quote = quote[: quote.rfind(" ", 0, limit) if " " in quote[:limit] else limit]
    return quote


def _whole(sentence: str) -> bool:
    """Whether a stretch is a sentence that says something: no note, no heading, no scrap."""
    return not _NOTE.match(sentence) and sentence.count(" ") >= 4 and sentence.rstrip("\"”’')]").endswith(_ENDS)


def _shared(asked: Terms, held: Terms) -> int:
    return len(asked.stems & held.stems) + len(asked.names & held.names) + len(asked.numbers & held.numbers)
