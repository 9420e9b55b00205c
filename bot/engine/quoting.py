"""Which words of a passage to quote. Every result is a literal substring of the passage."""

from __future__ import annotations

from bot.engine.sentences import blocks, sentences
from bot.engine.terms import terms

MAX_QUOTE = 420
"""Longest quote taken from a passage, in code points: two or three sentences."""


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as (start, end), in order."""
    return [span for block in blocks(text) for span in sentences(text, block.start, block.end)]


def nearest_sentence(claim: str, text: str) -> str:
    """The one sentence of ``text`` that shares most words with ``claim``; the first of equals."""
    said = terms(claim).stems
    spans = sentence_spans(text) or [(0, len(text))]
    start, end = max(spans, key=lambda span: len(said & terms(text[span[0] : span[1]]).stems))
    return text[start:end].strip()


def best_quote(question: str, text: str, *, limit: int = MAX_QUOTE) -> str:
    """The run of whole sentences of ``text``, at most ``limit`` long, that shares most words with the question.

    A sentence longer than the limit is cut at a word; the result is always a literal substring of ``text``.
    """
    asked = terms(question)
    spans = sentence_spans(text)
    if not spans:
        return text.strip()[:limit]

    def shared(span: tuple[int, int]) -> float:
        held = terms(text[span[0] : span[1]])
        return len(asked.stems & held.stems) + len(asked.names & held.names) + len(asked.numbers & held.numbers)

    best = max(range(len(spans)), key=lambda index: (shared(spans[index]), -index))
    start, end = spans[best]
    if best + 1 < len(spans) and spans[best + 1][1] - start <= limit and shared(spans[best + 1]) > 0:
        end = spans[best + 1][1]
    elif best > 0 and end - spans[best - 1][0] <= limit and shared(spans[best - 1]) > 0:
        start = spans[best - 1][0]
    quote = text[start:end].strip()
    if len(quote) > limit:
        quote = quote[: quote.rfind(" ", 0, limit) if " " in quote[:limit] else limit]
    return quote
