"""How a standing looks: a word, a shape and a colour, never colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels.rendering.catalogue import Catalogue
from knowledge.models import Confidence, Standing


@dataclass(frozen=True, slots=True)
class Look:
    """``symbol`` is one character of its own outline; ``colour`` is 0xRRGGBB, at least 4.5:1 on white."""

    symbol: str
    colour: int


LOOKS: Mapping[Standing, Look] = {
    Standing.DOCUMENTED: Look("■", 0x0A5C36),
    Standing.ASSESSED: Look("◆", 0x0B5394),
    Standing.REPORTED: Look("●", 0x25606B),
    Standing.ALLEGED: Look("▲", 0x8A4B00),
    Standing.DISPUTED: Look("◐", 0x6B3FA0),
    Standing.CONTRADICTED: Look("✖", 0xA3182B),
    Standing.SPECULATION: Look("○", 0x8C2A6E),
    Standing.UNSOURCED: Look("□", 0x55585E),
}


@dataclass(frozen=True, slots=True)
class Label:
    """A standing ready to be shown in one language."""

    standing: Standing
    word: str
    means: str
    symbol: str
    colour: int
    confidence: str | None = None

    @property
    def text(self) -> str:
        """The label in one line of text: shape, word and, where it was assessed, the confidence."""
        return f"{self.symbol} {self.word}" + (f" ({self.confidence})" if self.confidence else "")

    @property
    def css_colour(self) -> str:
        return f"#{self.colour:06x}"


def label(standing: Standing, strings: Catalogue, confidence: Confidence | None = None) -> Label:
    """The label of a standing. ``confidence`` shows only where the standing is assessed."""
    look = LOOKS[standing]
    shown = strings(f"confidence-{confidence}") if confidence and standing is Standing.ASSESSED else None
    return Label(
        standing=standing,
        word=strings(f"standing-{standing}"),
        means=strings(f"standing-{standing}-means"),
        symbol=look.symbol,
        colour=look.colour,
        confidence=shown,
    )
