"""Answers and checks on a terminal, with the same labels and citations as everywhere else."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.text import Text

from bot.channels.rendering.catalogue import Catalogue
from bot.channels.rendering.labels import label
from bot.channels.rendering.reasons import localised
from bot.engine.models import Answer, CheckedClaim, Citation, ClaimCheck, Explanation, Premise, Refusal, Role, Statement
from knowledge.models import Confidence, Standing

HEADINGS = {
    Role.WEAKER: "What stands on less",
    Role.CONTESTED: "What is contested",
    Role.COUNTER: "The other side",
    Role.CONTEXT: "For context",
    Role.ORDER: "Timeline",
}


class TerminalAnswer:
    """A Rich renderable of an answer; every statement is followed by its citations."""

    def __init__(self, answer: Answer, strings: Catalogue) -> None:
        self.answer = answer
        self.strings = strings

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        parts = TerminalParts(self.strings)
        if self.answer.premise:
            yield from parts.part(self.answer.premise)
        if isinstance(self.answer, Explanation):
            for statement in self.answer.statements:
                yield from parts.part(statement)
        yield from parts.closing(self.answer)


class TerminalParts:
    """An answer in parts, as they come: call :meth:`part` for each, in order, and :meth:`closing` with the whole."""

    def __init__(self, strings: Catalogue) -> None:
        self.strings = strings
        self._role = Role.ANSWER

    def part(self, item: Premise | Statement) -> RenderResult:
        """A premise or a statement, under a heading where its role is another than that of the one before."""
        item = localised(item, self.strings)
        if isinstance(item, Premise):
            yield from self._premise(item)
            return
        if item.role is not self._role and item.role in HEADINGS:
            yield Text(f"{HEADINGS[item.role]}\n", style="bold")
        self._role = item.role
        yield from self._statement(item)

    def closing(self, answer: Answer) -> RenderResult:
        """What stands after the statements: gaps, who wrote it; or the refusal."""
        answer = localised(answer, self.strings)
        if isinstance(answer, Refusal):
            yield Text(answer.message, style="bold")
            if answer.nearest:
                yield Text("\nNearest in the library", style="bold")
                yield from _sources(answer.nearest)
            return
        if answer.gaps:
            yield Text("What is not known here", style="bold")
            for gap in answer.gaps:
                settled = f" It would be settled by {gap.settled_by}." if gap.settled_by else ""
                yield Padding(Text(f"· {gap.text}{settled}"), (0, 0, 0, 2))
        if answer.understood:
            yield Text(f"\n{self.strings('understood', question=answer.understood)}", style="dim")
        if answer.notice:
            yield Text(f"\n{self.strings(f'notice-{answer.notice}')}", style="italic")
        if answer.episode:
            yield Text(f"\nThe whole case: {answer.episode.title}") + Text(f" {answer.episode.url or ''}", style="dim")
        yield Text(f"\nAs of {answer.as_of}; written by: {answer.writer}.", style="dim")

    def _premise(self, premise: Premise) -> RenderResult:
        yield Text("The question takes for granted: ", style="bold") + Text(premise.text)
        yield Padding(self._label(premise.standing) + Text(f"  {premise.why}", style="dim"), (0, 0, 0, 2))
        yield from _sources(premise.citations)
        if premise.repair is not None:
            yield Text(f"\n{self.strings('repair')}", style="bold")
            yield from self._statement(premise.repair)
        yield Text("")

    def _statement(self, statement: Statement) -> RenderResult:
        when = Text(f"{statement.date}  ", style="bold") if statement.date else Text("")
        yield when + self._label(statement.standing, statement.confidence) + Text(f"  {statement.text}")
        if statement.original:
            wording = f"{self.strings('original-wording')}: {statement.original}"
            yield Padding(Text(wording, style="italic"), (0, 0, 0, 4))
        yield Padding(Text(statement.why, style="dim"), (0, 0, 0, 4))
        yield from _sources(statement.citations)
        yield Text("")

    def _label(self, standing: Standing, confidence: Confidence | None = None) -> Text:
        look = label(standing, self.strings, confidence)
        return Text(look.text, style=f"bold {look.css_colour}" if standing is not Standing.UNSOURCED else "bold")


class TerminalCheck:
    """A Rich renderable of a checked text, claim by claim, with the counts first."""

    def __init__(self, check: ClaimCheck, strings: Catalogue) -> None:
        self.check = check
        self.strings = strings

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        check = localised(self.check, self.strings)
        counts = [f"{label(one, self.strings).text} {n}" for one, n in check.counts.items() if n]
        yield Text(f"{len(check.claims)} claims: " + ", ".join(counts) if counts else "No claims found.", style="bold")
        yield Text("")
        for claim in check.claims:
            yield from self._claim(claim)
        yield Text(f"As of {check.as_of}.", style="dim")

    def _claim(self, claim: CheckedClaim) -> RenderResult:
        look = label(claim.standing, self.strings, claim.confidence)
        style = f"bold {look.css_colour}" if claim.standing is not Standing.UNSOURCED else "bold"
        text = Text(claim.text)
        for cue in claim.cues:
            text.stylize("underline", cue.start - claim.start, cue.end - claim.start)
        yield Text(look.text, style=style) + Text("  ") + text
        hinge = f" Speculation begins at “{claim.hinge.text}”." if claim.hinge else ""
        yield Padding(Text(f"{claim.why}{hinge}", style="dim"), (0, 0, 0, 4))
        yield from _sources(claim.citations)
        yield Text("")


def _sources(citations: Iterable[Citation]) -> RenderResult:
    for citation in citations:
        published = f", {citation.published}" if citation.published else ""
        line = Text(f"→ {citation.title}, {citation.locator} ({citation.publisher}{published}; {citation.act})")
        if citation.url:
            line.stylize(f"link {citation.url}")
        yield Padding(line, (0, 0, 0, 4))
        if citation.quote:
            yield Padding(Text(f"“{citation.quote}”", style="italic"), (0, 0, 0, 6))
