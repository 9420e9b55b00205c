"""What the pipeline did with a question, for the person at the terminal who asked it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.engine.trace import Stage, Step, Trace

_WIDEST = 160
_INDENT = (0, 0, 0, 2)


class TerminalTrace:
    """A Rich renderable of a trace that has ended: each stage with its choices, then calls, tokens, times and cost."""

    def __init__(self, trace: Trace, writer: str | None = None) -> None:
        self.trace = trace
        self.writer = writer

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text("How this answer was made", style="bold underline")
        shows = {
            Stage.REWRITE: _rewritten,
            Stage.RETRIEVE: _retrieved,
            Stage.PREMISE: _premise,
            Stage.VERIFY: _verified,
            Stage.REVISE: _revised,
            Stage.JUDGE: _judged,
            Stage.TRANSLATE: _translated,
        }
        for step in self.trace.steps:
            facts = ", ".join(f"{name} {fact}" for name, fact in step.facts.items())
            failed = f", failed: {step.error}" if step.error else ""
            yield Text(f"\n{step.stage}", style="bold") + Text(f"  {_ms(step.seconds)}  {facts}{failed}", style="dim")
            if step.stage in shows:
                for line in shows[step.stage](step):
                    yield Padding(line, _INDENT)
        yield from self._sums()

    def _sums(self) -> RenderResult:
        if self.trace.calls:
            table = Table("model", "form", "time", "tokens in", "tokens out", "cost", "", title="\nCalls of models")
            for call in self.trace.calls:
                cost = "no price" if call.cost is None else f"{call.cost:.6f}"
                remark = call.error or ("tokens estimated" if call.estimated else "")
                table.add_row(call.model, call.form, _ms(call.seconds), str(call.input), str(call.output), cost, remark)
            yield table
        tokens_in, tokens_out = self.trace.tokens
        cost = "" if self.trace.cost is None else f", cost {self.trace.cost:.6f}"
        first = self.trace.first_statement
        yield Text(
            f"\nwritten by {self.writer or 'nobody'}; first verified statement after "
            f"{'-' if first is None else _ms(first)}, all of it after {_ms(self.trace.seconds)}; "
            f"tokens {tokens_in} in, {tokens_out} out{cost}",
            style="dim",
        )


def _rewritten(step: Step) -> Iterator[Text]:
    yield Text(f"asked: {step.words.get('question')}")
    yield Text(f"understood as: {step.words.get('understood')}")


def _retrieved(step: Step) -> Iterator[Text]:
    yield Text(f"searched for: {step.words.get('query')}")
    for hit in step.words.get("hits", ()):
        by = f"meaning {hit['relevance']:.2f}"
        by += "" if hit["lexical"] is None else f", words {hit['lexical']:.1f}"
        yield _item(hit["key"] or "not taken", f"score {hit['score']:.3f}; {by}", hit)
    for one in step.words.get("bearing", ()):
        yield _item(one["key"], "bears on what was found", one)


def _item(key: str, found: str, item: dict[str, Any]) -> Text:
    head = Text(f"{key}  ", style="bold") + Text(f"{found}; {item['source']}, {item['locator']}", style="dim")
    return head + Text(f"\n    {_cut(item['text'])}")


def _premise(step: Step) -> Iterator[Text]:
    yield Text(f"takes for granted: {step.words.get('premise')}")
    yield Text(f"{step.words.get('why')}", style="dim")
    if repair := step.words.get("repair"):
        yield Text(f"on record instead: {repair}")


def _verified(step: Step) -> Iterator[Text]:
    for at, one in enumerate(step.words.get("verdicts", ()), 1):
        passed = one["reason"] is None
        yield Text(f"{at}. {one['text']}  [{', '.join(one['keys'])}]")
        verdict = "passed" if passed else f"{one.get('outcome', 'stopped')}: {one['reason']}"
        yield Text(f"   {verdict}", style="green" if passed else "yellow")


def _revised(step: Step) -> Iterator[Text]:
    for one in step.words.get("again", ()):
        yield Text(f"again: {one['text']}")
        yield Text(f"   {one['reason'] or 'passed'}", style="yellow" if one["reason"] else "green")


def _judged(step: Step) -> Iterator[Text]:
    for one in step.words.get("judged", ()):
        yield Text(f"{one['support']}: {one['text']}")


def _translated(step: Step) -> Iterator[Text]:
    for one in step.words.get("texts", ()):
        if one["original"] is None:
            yield Text(f"as it was: {one['text']}")
        else:
            yield Text(f"{one['original']} → {one['text']}")


def _cut(text: Any) -> str:
    said = " ".join(str(text).split())
    return said if len(said) <= _WIDEST else f"{said[: _WIDEST - 1]}…"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 10 else f"{seconds:.1f} s"
