"""The share image and the structured data carry the labels and the citations of what they show, and claim no more."""

from __future__ import annotations

import json
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.rendering import catalogue, clean_line, label
from bot.channels.web.jsonld import check_reviews, script
from bot.channels.web.settings import WebSettings
from bot.channels.web.share import image_lines
from bot.engine.models import ClaimCheck, Explanation
from knowledge.models import Act, Standing
from tests.results import checks

RUN = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
WEB = WebSettings(base_url="https://footing.example", asker_salt=b"salt")
LANGUAGE = st.sampled_from(["en", "uk", "de", "ar"])


@RUN
@given(st.from_type(Explanation), LANGUAGE)
def test_each_statement_of_the_image_stands_under_its_label_with_its_citations(
    answer: Explanation, language: str
) -> None:
    strings = catalogue(language)
    groups = image_lines(answer, strings)
    for statement in answer.statements:
        wanted = label(statement.standing, strings, statement.confidence)
        own = [
            group
            for group in groups
            if any(line.standing is statement.standing and wanted.word in line.text for line in group)
        ]
        assert own, "a statement is in no group of its label"
        held = ["".join(line.text for line in group) for group in own]
        for citation in statement.citations:
            title = clean_line(citation.title)[:20].strip()
            assert any(title in text for text in held)


@RUN
@given(checks())
def test_structured_data_reviews_only_what_sources_of_record_settle(check: ClaimCheck) -> None:
    reviews = check_reviews(check, WEB)
    settled = {clean_line(one.text): one for one in check.claims if not one.heading}
    for review in reviews:
        claim = settled[review["claimReviewed"]]
        same = [one for one in check.claims if clean_line(one.text) == review["claimReviewed"]]
        assert any(one.standing in (Standing.DOCUMENTED, Standing.CONTRADICTED) for one in same), claim
        assert review["reviewRating"]["alternateName"]
        assert review["citation"]
    of_record = {Act.ADJUDICATED, Act.FOUND, Act.ADMITTED}
    assert all(any(citation.act in of_record for one in check.claims for citation in one.citations) for _ in reviews)


@RUN
@given(checks())
def test_structured_data_cannot_end_its_block(check: ClaimCheck) -> None:
    block = str(script(check_reviews(check, WEB)))
    inner = re.sub(r"^<script[^>]*>|</script>$", "", block)
    assert "<" not in inner
    assert not inner or isinstance(json.loads(inner), list)
