"""schema.org ClaimReview for what sources of record establish or contradict, and for nothing else.

A forecast, a motive, an accusation or a report has no verdict, so it gets no markup that a machine could read as one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from bot.channels.rendering import clean_line, safe_url
from bot.channels.web.settings import WebSettings
from bot.engine.models import Answer, Citation, ClaimCheck
from knowledge.models import Act, Aspect, Standing

_OF_RECORD = frozenset({Act.ADJUDICATED, Act.FOUND, Act.ADMITTED})
_RATINGS = {Standing.DOCUMENTED: (5, "Documented"), Standing.CONTRADICTED: (1, "Contradicted by sources of record")}
_NEVER = frozenset({Aspect.FORECAST, Aspect.INTENT, Aspect.EFFECT})


def check_reviews(check: ClaimCheck, settings: WebSettings) -> list[dict[str, Any]]:
    """A review for each claim of a text that sources of record document or contradict."""
    return [
        review
        for claim in check.claims
        if not claim.heading
        for review in _review(
            claim.text, claim.standing, claim.aspect, claim.why, claim.citations, settings, check.as_of
        )
    ]


def answer_reviews(answer: Answer, settings: WebSettings) -> list[dict[str, Any]]:
    """A review of what the question assumed, where sources of record contradict it."""
    premise = answer.premise
    if premise is None or premise.standing is not Standing.CONTRADICTED:
        return []
    return list(_review(premise.text, premise.standing, None, premise.why, premise.citations, settings, None))


def _review(
    text: str,
    standing: Standing,
    aspect: Aspect | None,
    why: str,
    citations: tuple[Citation, ...],
    settings: WebSettings,
    as_of: str | None,
) -> Iterable[dict[str, Any]]:
    record = [citation for citation in citations if citation.act in _OF_RECORD]
    if standing not in _RATINGS or aspect in _NEVER or not record:
        return
    value, name = _RATINGS[standing]
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": clean_line(text),
        "reviewBody": clean_line(why),
        "author": {"@type": "Organization", "name": settings.publisher},
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": value,
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": name,
        },
        "citation": [_work(citation) for citation in record],
    }
    if settings.base_url:
        review["url"] = review["author"]["url"] = settings.base_url
    if as_of:
        review["datePublished"] = as_of
    yield review


def _work(citation: Citation) -> dict[str, Any]:
    work: dict[str, Any] = {
        "@type": "CreativeWork",
        "name": clean_line(citation.title),
        "publisher": {"@type": "Organization", "name": clean_line(citation.publisher)},
        "pagination": clean_line(citation.locator),
    }
    if url := safe_url(citation.url):
        work["url"] = url
    if citation.published:
        work["datePublished"] = citation.published
    return work


def script(reviews: list[dict[str, Any]]) -> Markup:
    """The reviews as one data block, or nothing. Every character that could end the block is escaped."""
    if not reviews:
        return Markup()
    text = json.dumps(reviews, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(text))
