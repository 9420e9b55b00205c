"""The catalogues hold the same keys and placeholders, and fall back to English."""

from __future__ import annotations

from importlib import resources

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.channels.rendering import LANGUAGES, Catalogue, catalogue, negotiate
from knowledge.models import Act, Aspect, Confidence, Kind, RelationKind, Standing


class Placeholders(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def messages(language: str) -> dict[str, set[str]]:
    """Each key of a catalogue with its placeholders."""
    text = resources.files("bot.channels").joinpath("locales", f"{language}.ftl").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for entry in FluentParser().parse(text).body:
        assert not isinstance(entry, ast.Junk), f"{language}: {entry.content}"
        if isinstance(entry, ast.Message):
            assert entry.id.name not in found, f"{language}: {entry.id.name} stands twice"
            visitor = Placeholders()
            visitor.visit(entry)
            found[entry.id.name] = visitor.names
    return found


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_catalogue_has_the_keys_and_placeholders_of_english(language: str) -> None:
    assert messages(language) == messages("en")


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_a_catalogue_is_translated(language: str) -> None:
    english, other, placeholders = catalogue("en"), catalogue(language), messages("en")
    same = [key for key, names in placeholders.items() if not names and english(key) == other(key)]
    assert len(same) <= 12, same


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_member_has_a_word(language: str) -> None:
    strings = catalogue(language)
    groups = [
        ("standing", Standing),
        ("aspect", Aspect),
        ("confidence", Confidence),
        ("act", Act),
        ("kind", Kind),
        ("relation", RelationKind),
    ]
    assert all(strings(f"{prefix}-{member}") for prefix, members in groups for member in members)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_words_of_standings_differ(language: str) -> None:
    strings = catalogue(language)
    assert len({strings(f"standing-{standing}") for standing in Standing}) == len(Standing)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 11, 21, 100])
def test_counts_are_said_in_every_language(language: str, count: int) -> None:
    assert str(count) in catalogue(language)("claims", count=count)
    assert str(count) in catalogue(language)("dropped", count=count)


def test_a_missing_key_falls_back_to_english() -> None:
    strings = Catalogue("uk", "nav-ask = Запитати", catalogue("en"))
    assert strings("nav-ask") == "Запитати"
    assert strings("nav-check") == "Check"


def test_a_key_that_english_lacks_is_an_error() -> None:
    with pytest.raises(KeyError, match="no-such-key"):
        catalogue("uk")("no-such-key")


def test_a_missing_placeholder_is_an_error() -> None:
    with pytest.raises(ValueError, match="settled-by"):
        catalogue("en")("settled-by")


def test_right_to_left_data_is_isolated() -> None:
    assert catalogue("en")("speaker", name="أحمد") == "Said by \u2068أحمد\u2069"
    assert catalogue("en")("speaker", name="Ann") == "Said by Ann"
    assert "\u2068Ann\u2069" in catalogue("ar")("speaker", name="Ann")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "en"),
        ("uk", "uk"),
        ("pt-BR, pl;q=0.7, en;q=0.5", "pl"),
        ("en;q=0.1, de-AT;q=0.9", "de"),
        ("fr;q=0, es;q=0.2", "es"),
        ("fr;q=x, ar", "ar"),
        ("xx, yy", "en"),
        ("uk, ru", "uk"),
        (";;;,,,", "en"),
    ],
)
def test_negotiation(header: str | None, language: str) -> None:
    assert negotiate(header) == language


@pytest.mark.parametrize(("tag", "language"), [("pt-BR", "en"), ("uk_UA", "uk"), (None, "en"), ("AR-eg", "ar")])
def test_a_language_tag_finds_its_catalogue(tag: str | None, language: str) -> None:
    assert catalogue(tag).language == language
    assert catalogue(tag).direction == ("rtl" if language == "ar" else "ltr")
