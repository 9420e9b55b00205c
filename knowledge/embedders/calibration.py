"""What a cosine means: the similarity of a question with its answer, and with an answer to something else.

Models spread their cosines differently, so a threshold on one says nothing about another. The pairs below were
written for this purpose; half are about the project's subject and half about anything else, because a library's
passages are near each other, and that nearness must not read as an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.errors import EmbeddingError

if TYPE_CHECKING:
    from knowledge.embedding import Embedder


@dataclass(frozen=True, slots=True)
class Anchors:
    """Cosines: ``unrelated`` of a question and another question's answer, ``related`` of a question and its own."""

    unrelated: float
    related: float


PAIRS: tuple[tuple[str, str], ...] = (
    (
        "Who hacked the party's mail server?",
        "Prosecutors charged twelve military intelligence officers with breaking into the party's mail server and "
        "copying thousands of messages.",
    ),
    (
        "How much did the troll factory spend on advertisements?",
        "The company paid about one hundred thousand dollars for political advertisements on the social network, "
        "often in a foreign currency.",
    ),
    (
        "Were the election results altered by foreign actors?",
        "The committee found no indication that any vote was changed or that voting machines were manipulated.",
    ),
    (
        "Which companies were sanctioned for spreading propaganda?",
        "The treasury designated four firms for running websites that posed as local newspapers and published "
        "material on behalf of a foreign ministry.",
    ),
    (
        "What did the president say about the accusations of meddling?",
        "At the press conference the head of state denied that his government had ever taken part in another "
        "country's campaign.",
    ),
    (
        "How do fake accounts build an audience?",
        "The operators bought old profiles, posted cat pictures and recipes for months, and turned to politics only "
        "when they had followers.",
    ),
    (
        "How long should I boil an egg?",
        "For a soft yolk, leave it in simmering water for six minutes; for a firm one, ten, and cool it at once.",
    ),
    (
        "Why do leaves turn red in autumn?",
        "When days shorten, trees stop making chlorophyll, and the pigments that green had hidden become visible.",
    ),
    (
        "What is the best time to plant tomatoes?",
        "Seedlings go into the garden after the last frost, when the soil has warmed and nights stay mild.",
    ),
    (
        "How does a bicycle stay upright?",
        "A moving cycle steers into a lean by itself, which brings its wheels back under its weight.",
    ),
    (
        "Which medicine lowers a fever?",
        "Paracetamol and ibuprofen both reduce body temperature; follow the dose on the leaflet.",
    ),
    (
        "When was the cathedral rebuilt?",
        "After the fire the nave was reconstructed in stone, and the work ended in the spring of 1221.",
    ),
)
"""A question and a passage that answers it, in few shared words."""


def measure_anchors(embedder: Embedder) -> Anchors:
    """Embeds the pairs and takes mean cosines. Raises EmbeddingError when the model cannot tell them apart."""
    questions = embedder.queries([question for question, _ in PAIRS])
    answers = embedder.passages([answer for _, answer in PAIRS])
    cosines = questions @ answers.T
    own = float(np.diagonal(cosines).mean())
    others = float(cosines[~np.eye(len(PAIRS), dtype=bool)].mean())
    if own - others < 0.01:
        raise EmbeddingError(
            f"the embedding model {embedder.identity} cannot tell an answer from another text "
            f"(mean cosines {own:.3f} and {others:.3f}); choose a model for retrieval"
        )
    return Anchors(unrelated=others, related=own)
