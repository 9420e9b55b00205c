from __future__ import annotations

import pytest
from hypothesis import given, settings

from bot.engine.errors import StateError
from bot.engine.models import ClaimCheck, Explanation, Refusal
from bot.state.codec import cited, decode, encode, with_words, without_words, words
from tests.results import checked, checks, explanation, results

Result = Explanation | Refusal | ClaimCheck


@given(results())
@settings(deadline=None)
def test_reads_back_what_was_written(result: Result) -> None:
    assert decode(encode(result)) == result


@given(results())
@settings(deadline=None)
def test_words_come_off_and_on_again(result: Result) -> None:
    assert with_words(without_words(result), words(result)) == result


@given(checks())
@settings(deadline=None)
def test_claims_keep_their_place_without_the_rest_of_the_text(check: ClaimCheck) -> None:
    bare = without_words(check)
    assert isinstance(bare, ClaimCheck)
    assert bare.claims == check.claims
    assert all(bare.text[claim.start : claim.end] == claim.text for claim in bare.claims)


def test_text_outside_the_claims_is_not_kept() -> None:
    assert "Hello" not in encode(without_words(checked()))
    assert "Who ran" not in encode(without_words(explanation("Who ran the IRA?")))


def test_cited_items_of_every_part() -> None:
    assert set(cited(explanation())) == {"mueller-1-p4-a", "us-v-ira-2"}
    assert list(cited(checked())) == ["mueller-1-p4-a"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"kind": "draft", "value": {}}', '{"kind": "refusal", "value": 1}'])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(StateError):
        decode(text)
