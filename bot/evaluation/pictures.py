"""Confusion matrices and reliability curves as SVG.

Made with the standard library's XML writer: there is nothing to install, text stays text, and labels are escaped.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.evaluation.results import Confusion, Result
from bot.evaluation.statistics import Bin

_SVG = "http://www.w3.org/2000/svg"
_FONT = "font-family: system-ui, sans-serif; font-size: 13px"
_INK, _PALE, _BLUE = "#1a1a1a", "#d9d9d9", (31, 87, 153)
_CELL, _LEFT, _TOP = 84, 150, 96
_SIDE, _MARGIN = 320, 64


def draw(results: Iterable[Result], folder: Path) -> list[str]:
    """Writes the pictures of the results that have something to draw; gives their file names."""
    written: list[str] = []
    for result in results:
        stem = "-".join(_plain(part) for part in result.key)
        drawn: list[tuple[str, ET.Element]] = []
        if result.confusion is not None:
            drawn.append((f"confusion-{stem}.svg", confusion_matrix(result.confusion, _title(result))))
        if result.reliability:
            drawn.append((f"reliability-{stem}.svg", reliability_curve(result.reliability, _title(result))))
        for name, picture in drawn:
            ET.ElementTree(picture).write(folder / name, encoding="utf-8", xml_declaration=True)
            written.append(name)
    return written


def _plain(text: str) -> str:
    return "".join(char if char.isalnum() or char in "._" else "_" for char in text)


def _title(result: Result) -> str:
    return f"{result.task}, {result.set}: {result.way} ({result.items:,} items)"


def confusion_matrix(table: Confusion, title: str) -> ET.Element:
    """Gold labels down, shown labels across; the darker a cell, the larger its share of its row."""
    used = [at for at, label in enumerate(table.labels) if any(table.rows[at]) or any(row[at] for row in table.rows)]
    size = _CELL * len(used)
    svg = _canvas(max(_LEFT + size + 24, 9 * len(title)), _TOP + size + 40, title)
    _text(svg, _LEFT + size / 2, 56, "shown", anchor="middle")
    _text(svg, 12, _TOP + size / 2, "labelled")
    for column, at in enumerate(used):
        _text(svg, _LEFT + _CELL * (column + 0.5), _TOP - 12, table.labels[at], anchor="middle")
    for row, gold in enumerate(used):
        total = sum(table.rows[gold])
        _text(svg, _LEFT - 10, _TOP + _CELL * (row + 0.5) + 5, table.labels[gold], anchor="end")
        for column, shown in enumerate(used):
            count = table.rows[gold][shown]
            share = count / total if total else 0.0
            x, y = _LEFT + _CELL * column, _TOP + _CELL * row
            _add(svg, "rect", x=x, y=y, width=_CELL, height=_CELL, fill=_shade(share), stroke=_PALE)
            colour = "#ffffff" if share > 0.7 else _INK
            _text(svg, x + _CELL / 2, y + _CELL / 2, f"{count:,}", anchor="middle", fill=colour)
            if total:
                _text(svg, x + _CELL / 2, y + _CELL / 2 + 18, f"{100 * share:.0f} %", anchor="middle", fill=colour)
    return svg


def reliability_curve(bins: Sequence[Bin], title: str) -> ET.Element:
    """How often predictions of like confidence were right; a point's size is the share of items in its bin."""
    svg = _canvas(max(_SIDE + 2 * _MARGIN, 9 * len(title)), _SIDE + 2 * _MARGIN + 20, title)
    total = sum(one.count for one in bins)

    def x(value: float) -> float:
        return _MARGIN + _SIDE * value

    def y(value: float) -> float:
        return _MARGIN + _SIDE * (1 - value)

    _add(svg, "rect", x=_MARGIN, y=_MARGIN, width=_SIDE, height=_SIDE, fill="none", stroke=_INK)
    for tick in range(0, 11, 2):
        _text(svg, x(tick / 10), y(0) + 20, f"{tick / 10:g}", anchor="middle")
        _text(svg, x(0) - 8, y(tick / 10) + 5, f"{tick / 10:g}", anchor="end")
    _add(svg, "line", x1=x(0), y1=y(0), x2=x(1), y2=y(1), stroke=_PALE, stroke_dasharray="4 4")
    points = " ".join(f"{x(one.confidence):.1f},{y(one.correct):.1f}" for one in bins)
    _add(svg, "polyline", points=points, fill="none", stroke=_shade(1.0), stroke_width=2)
    for one in bins:
        dot = _add(
            svg,
            "circle",
            cx=x(one.confidence),
            cy=y(one.correct),
            r=3 + 12 * (one.count / total) ** 0.5,
            fill=_shade(0.8),
        )
        ET.SubElement(dot, "title").text = f"{one.count:,} items: said {one.confidence:.2f}, right {one.correct:.2f}"
    _text(svg, x(0.5), y(0) + 44, "probability given", anchor="middle")
    _text(svg, x(0), _MARGIN - 10, "share that was so")
    return svg


def _shade(share: float) -> str:
    return "#" + "".join(f"{round(255 + (part - 255) * share):02x}" for part in _BLUE)


def _canvas(width: float, height: float, title: str) -> ET.Element:
    svg = ET.Element(
        "svg",
        {"xmlns": _SVG, "viewBox": f"0 0 {width:g} {height:g}", "role": "img", "style": _FONT, "width": f"{width:g}"},
    )
    ET.SubElement(svg, "title").text = title
    _add(svg, "rect", x=0, y=0, width=width, height=height, fill="#ffffff")
    _text(svg, 12, 28, title, weight="600")
    return svg


def _add(svg: ET.Element, tag: str, **attributes: object) -> ET.Element:
    named = {
        key.replace("_", "-"): f"{value:g}" if isinstance(value, int | float) else str(value)
        for key, value in attributes.items()
    }
    return ET.SubElement(svg, tag, named)


def _text(
    svg: ET.Element, x: float, y: float, text: str, *, anchor: str = "start", fill: str = _INK, weight: str = "400"
) -> None:
    _add(svg, "text", x=x, y=y, text_anchor=anchor, fill=fill, font_weight=weight).text = text
