"""The pages: rendered here, complete without a script. Scripts on them only save the wait for a whole page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from bot.channels.web.api import (
    ANSWER_ID,
    AskRequest,
    CheckRequest,
    FeedbackRequest,
    answer_of,
    find_sources,
    question_of,
    take_feedback,
    text_of,
    wants_events,
)
from bot.channels.web.context import Web, web_of
from bot.channels.web.guard import embed_policy
from bot.channels.web.jsonld import answer_reviews, check_reviews, script
from bot.channels.web.marking import bars, marked_quote, segments
from bot.channels.web.stream import Event, Streams
from bot.channels.web.timeline import timeline
from bot.engine.models import ClaimCheck, Explanation, Premise, Question, Refusal, Role, Statement
from knowledge.models import Act, Aspect, Kind, Passage, RelatedFinding

PAGE_SIZE = 25


def html(web: Web, request: Request, template: str, **values: Any) -> HTMLResponse:
    strings = web.strings(request)
    headers = {"Content-Language": strings.language, "Vary": "Accept-Language"}
    return HTMLResponse(web.page(request, template, **values), headers=headers)


def router(streams: Streams) -> APIRouter:
    routes = APIRouter(include_in_schema=False)

    @routes.get("/")
    async def home(request: Request) -> Response:
        return html(web_of(request), request, "ask.html", question="", answer=None, kept=None, reviews="")

    @routes.get("/ask")
    async def ask_form(request: Request) -> Response:
        return html(web_of(request), request, "ask.html", question="", answer=None, kept=None, reviews="")

    @routes.post("/ask")
    async def ask(request: Request, question: Annotated[str, Form()] = "") -> Response:
        web = web_of(request)
        asked = question_of(web, request, AskRequest(question=question))
        if wants_events(request):
            return streams.respond(request, web, _fragments(web, request, asked))
        answer, kept = await web.run(lambda: answer_of(web, asked))
        reviews = script(answer_reviews(answer, web.settings))
        return html(web, request, "ask.html", question=asked.text, answer=answer, kept=kept, reviews=reviews)

    @routes.post("/feedback")
    async def feedback(
        request: Request,
        answer: Annotated[str, Form(pattern=ANSWER_ID)],
        helpful: Annotated[bool, Form()],
        reason: Annotated[str, Form(max_length=2_000)] = "",
    ) -> Response:
        await take_feedback(request, FeedbackRequest(answer=answer, helpful=helpful, reason=reason))
        return html(web_of(request), request, "thanks.html")

    @routes.get("/check")
    async def check_form(request: Request) -> Response:
        return html(web_of(request), request, "check.html", text="", check=None, reviews="")

    @routes.post("/check")
    async def check(request: Request, text: Annotated[str, Form()] = "", url: Annotated[str, Form()] = "") -> Response:
        web = web_of(request)
        # Forms send every line break as CRLF (WHATWG HTML, 4.10.21.4); the reader typed one character.
        text = text.replace("\r\n", "\n")
        body = CheckRequest(text=text or None, url=url[:2_000] or None)
        if not (text.strip() or url.strip()):
            raise HTTPException(422, "Give a text to check or the address of one, not both.")
        checked = await web.run(lambda: web.engine.check(text_of(web, body)))
        return html(web, request, "check.html", text=text, **_check_values(web, checked))

    @routes.get("/sources")
    async def sources(
        request: Request,
        q: Annotated[str, Query(max_length=500)] = "",
        kind: str = "",
        page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    ) -> Response:
        web = web_of(request)
        kinds = (Kind(kind),) if kind in set(Kind) else ()
        found = await web.run(lambda: find_sources(web, q, kinds))
        start = (page - 1) * PAGE_SIZE
        return html(
            web,
            request,
            "sources.html",
            sources=found[start : start + PAGE_SIZE],
            total=len(found),
            q=q,
            kind=kinds[0] if kinds else None,
            kinds=list(Kind),
            page=page,
            pages=max(1, -(-len(found) // PAGE_SIZE)),
        )

    @routes.get("/sources/{source_id:path}")
    async def source(request: Request, source_id: str) -> Response:
        web = web_of(request)
        values = await web.run(lambda: _source_values(web, source_id))
        return html(web, request, "source.html", **values)

    @routes.get("/passages/{passage_id:path}")
    async def passage(
        request: Request, passage_id: str, quote: Annotated[str | None, Query(max_length=4_000)] = None
    ) -> Response:
        web = web_of(request)
        values = await web.run(lambda: _passage_values(web, passage_id, quote))
        return html(web, request, "passage.html", **values)

    @routes.get("/episodes")
    async def episodes(request: Request) -> Response:
        web = web_of(request)
        held = web.episodes
        listed = await web.run(held.all) if held else ()
        return html(web, request, "episodes.html", episodes=listed)

    @routes.get("/episodes/{episode_id}")
    async def episode(request: Request, episode_id: str) -> Response:
        web = web_of(request)
        held = web.episodes
        found = await web.run(lambda: held.get(episode_id)) if held else None
        if found is None:
            raise HTTPException(404, "There is no episode of this id.")
        return html(web, request, "episode.html", episode=found, timeline=timeline(found.events))

    @routes.get("/corrections")
    async def corrections(request: Request) -> Response:
        web = web_of(request)
        held = web.corrections
        listed = await web.run(held.all) if held else ()
        return html(web, request, "corrections.html", corrections=listed)

    @routes.get("/labels")
    async def labels(request: Request) -> Response:
        return html(web_of(request), request, "labels.html", acts=list(Act), aspects=list(Aspect))

    @routes.get("/embed/{site_key}")
    async def embed(request: Request, site_key: str) -> Response:
        """The widget in a page of its own, which only the site's own pages may frame."""
        web = web_of(request)
        site = web.settings.site(site_key)
        if site is None:
            raise HTTPException(404, "No site has this key.")
        page = html(web, request, "embed.html")
        page.headers["Content-Security-Policy"] = embed_policy(site)
        return page

    return routes


def _fragments(web: Web, request: Request, question: Question) -> Any:
    """Verified statements as the same HTML that the whole page would hold, piece by piece."""
    strings = web.strings(request)
    at = web.at(request)

    def render(template: str, **values: Any) -> str:
        return web.render(template, strings, at=at, **values)

    def produce() -> Iterator[Event]:
        role: Role | None = None
        for item in web.engine.explain_stream(question):
            match item:
                case Premise():
                    yield "part", {"html": render("fragments/premise.html", premise=item)}
                case Statement():
                    heading, role = item.role is not role, item.role
                    yield "part", {"html": render("fragments/statement.html", statement=item, heading=heading)}
                case Explanation() | Refusal():
                    kept = web.keep(item, question)
                    closing = render("fragments/answer.html", answer=item, question=question.text, kept=kept)
                    yield "answer", {"html": closing}

    return produce


def _check_values(web: Web, check: ClaimCheck) -> dict[str, Any]:
    return {
        "check": check,
        "segments": segments(check),
        "bars": bars(check.counts),
        "reviews": script(check_reviews(check, web.settings)),
    }


def _source_values(web: Web, source_id: str) -> dict[str, Any]:
    library = web.engine.library
    source = library.source(source_id)
    if source is None:
        raise HTTPException(404, "The library holds no source of this id.")
    findings = library.findings_of(source_id)
    bearing: dict[str, list[RelatedFinding]] = {}
    for related in library.related([finding.id for finding in findings]):
        bearing.setdefault(related.target_id, []).append(related)
    passages: dict[str, list[Passage]] = {
        locator: library.passages_at(source_id, locator) for locator in {finding.at for finding in findings}
    }
    return {"source": source, "findings": findings, "bearing": bearing, "passages": passages}


def _passage_values(web: Web, passage_id: str, quote: str | None) -> dict[str, Any]:
    library = web.engine.library
    passage = library.passage(passage_id)
    source = library.source(passage.source_id) if passage else None
    if passage is None or source is None:
        raise HTTPException(404, "The library holds no passage of this id.")
    around = sorted(library.passages_at(passage.source_id, passage.locator), key=lambda other: other.start)
    return {
        "source": source,
        "passage": passage,
        "before": [other for other in around if other.start < passage.start],
        "after": [other for other in around if other.start > passage.start],
        "pieces": marked_quote(passage.text, quote),
    }
