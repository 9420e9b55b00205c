"""The JSON interface: ``/v1/…``. Answers and checks also come as server-sent events where the caller accepts them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.channels.rendering import LANGUAGES, LOOKS, Catalogue, catalogue, localised
from bot.channels.web import examples
from bot.channels.web.context import Web, web_of
from bot.channels.web.guard import SITE_HEADER
from bot.channels.web.idempotency import Replays
from bot.channels.web.stream import Event, Streams
from bot.channels.wire import AnswerBody, CheckBody, ClaimBody, PremiseBody, StatementBody
from bot.engine.models import Answer, Explanation, Notice, Premise, Question, Refusal, Statement, Turn
from knowledge.models import Act, Aspect, Confidence, Filters, Finding, Kind, Passage, Source, Standing

EVENT_STREAM = "text/event-stream"
ANSWER_ID = r"^[A-Za-z0-9._-]{8,64}$"
IdempotencyKey = Annotated[
    str | None, Header(description="send the same value with a repeated request to get the first one's response")
]


class RequestBody(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TurnRequest(RequestBody):
    question: str = Field(max_length=2_000)
    answer: str = Field(max_length=8_000)


class AskRequest(RequestBody):
    question: str = Field(examples=["Who ran the Internet Research Agency?"])
    language: str | None = Field(default=None, max_length=35, description="BCP 47 tag of the reader's language")
    history: list[TurnRequest] = Field(default_factory=list, max_length=6, description="earlier turns, oldest first")


class CheckRequest(RequestBody):
    """Exactly one of ``text`` and ``url``."""

    text: str | None = Field(default=None, examples=["Russia hacked the committee. It will do so again."])
    url: str | None = Field(default=None, max_length=2_000, description="address of a page, where the server reads any")


class FeedbackRequest(RequestBody):
    answer: str = Field(pattern=ANSWER_ID, description="the id of the answer")
    helpful: bool
    reason: str | None = Field(default=None, max_length=2_000)


class SourceBody(BaseModel):
    id: str
    title: str
    publisher: str
    kind: Kind
    published: str | None
    url: str | None
    archive_url: str | None
    language: str
    rights: str | None

    @classmethod
    def of(cls, source: Source) -> SourceBody:
        return cls(**{name: getattr(source, name) for name in cls.model_fields})


class FindingBody(BaseModel):
    id: str
    text: str
    locator: str
    act: Act
    aspect: Aspect
    confidence: Confidence | None
    relations: dict[str, str] = Field(description="id of another finding → how this one bears on it")

    @classmethod
    def of(cls, finding: Finding) -> FindingBody:
        return cls(
            id=finding.id,
            text=finding.text,
            locator=finding.locator,
            act=finding.act,
            aspect=finding.aspect,
            confidence=finding.confidence,
            relations={relation.finding_id: relation.kind.value for relation in finding.relations},
        )


class SourceDetail(SourceBody):
    findings: list[FindingBody]


class SourceList(BaseModel):
    sources: list[SourceBody]
    total: int


class PassageBody(BaseModel):
    id: str
    source_id: str
    locator: str
    start: int
    end: int
    text: str
    language: str

    @classmethod
    def of(cls, passage: Passage) -> PassageBody:
        return cls(**{name: getattr(passage, name) for name in cls.model_fields})


def wants_events(request: Request) -> bool:
    return EVENT_STREAM in request.headers.get("accept", "")


def question_of(web: Web, request: Request, body: AskRequest) -> Question:
    """Raises HTTPException 422 for an empty or over-long question."""
    text = body.question.strip()
    if not text:
        raise HTTPException(422, "The question is empty.")
    if len(text) > web.settings.max_question_chars:
        raise HTTPException(422, f"A question takes at most {web.settings.max_question_chars} characters.")
    turns = tuple(Turn(turn.question, turn.answer) for turn in body.history)
    language = body.language or web.strings(request).language
    site = web.site(request.headers.get(SITE_HEADER))
    return Question(text, language=language, asker=web.asker(request), history=turns, chat=site)


def text_of(web: Web, body: CheckRequest) -> str:
    """The text to check, read from its address if need be; blocking.

    Raises HTTPException 422 where there is none, both or too much, FetchError or DocumentError from reading.
    """
    text, url = (body.text or "").strip(), (body.url or "").strip()
    if bool(text) == bool(url):
        raise HTTPException(422, "Give a text to check or the address of one, not both.")
    if url:
        if web.read_address is None:
            raise HTTPException(422, "This server does not read addresses; send the text.")
        text = web.read_address(url)
    if len(text) > web.settings.max_text_chars:
        raise HTTPException(422, f"A text takes at most {web.settings.max_text_chars} characters.")
    return text


def answer_events(web: Web, question: Question) -> Iterator[Event]:
    """``premise``, each ``statement`` once verified, then the whole ``answer``."""
    strings = catalogue(question.language)
    for item in web.engine.explain_stream(question):
        match item:
            case Premise():
                yield "premise", PremiseBody.from_premise(localised(item, strings)).model_dump(mode="json")
            case Statement():
                yield "statement", StatementBody.from_statement(localised(item, strings)).model_dump(mode="json")
            case Explanation() | Refusal():
                kept = web.keep(item, question)
                yield "answer", AnswerBody.from_answer(localised(item, strings), kept).model_dump(mode="json")


def check_events(web: Web, body: CheckRequest, strings: Catalogue) -> Iterator[Event]:
    """Each ``claim``, then the whole ``check``."""
    check = localised(web.engine.check(text_of(web, body)), strings)
    for claim in check.claims:
        yield "claim", ClaimBody.from_claim(claim).model_dump(mode="json")
    yield "check", CheckBody.from_check(check).model_dump(mode="json")


def _both(model: type[BaseModel], example: dict[str, Any], events: str) -> dict[int | str, dict[str, Any]]:
    stream = {"schema": {"type": "string"}, "example": events}
    return {200: {"model": model, "content": {"application/json": {"example": example}, EVENT_STREAM: stream}}}


def router(streams: Streams) -> APIRouter:
    routes = APIRouter(prefix="/v1", responses=examples.PROBLEMS)
    replays = Replays()

    @routes.post(
        "/ask", response_model=AnswerBody, responses=_both(AnswerBody, examples.ANSWER, examples.ANSWER_EVENTS)
    )
    async def ask(request: Request, body: AskRequest, idempotency_key: IdempotencyKey = None) -> Response:
        """Answers a question; every statement is cited and labelled, or the answer is a refusal with its reason."""
        web = web_of(request)
        question = question_of(web, request, body)
        if wants_events(request):
            return streams.respond(request, web, lambda: answer_events(web, question))

        async def answer() -> bytes:
            given, kept = await web.run(lambda: answer_of(web, question))
            return (
                AnswerBody.from_answer(localised(given, catalogue(question.language)), kept).model_dump_json().encode()
            )

        fingerprint = b"ask" + body.model_dump_json().encode()
        content = await replays.once(web.asker(request), idempotency_key, fingerprint, answer)
        return Response(content, media_type="application/json")

    @routes.post("/check", response_model=CheckBody, responses=_both(CheckBody, examples.CHECK, examples.CHECK_EVENTS))
    async def check(request: Request, body: CheckRequest, idempotency_key: IdempotencyKey = None) -> Response:
        """Checks a text claim by claim."""
        web = web_of(request)
        if not (body.text or body.url):
            raise HTTPException(422, "Give a text to check or the address of one, not both.")
        if wants_events(request):
            return streams.respond(request, web, lambda: check_events(web, body, web.strings(request)))

        async def answer() -> bytes:
            checked = await web.run(lambda: web.engine.check(text_of(web, body)))
            return CheckBody.from_check(localised(checked, web.strings(request))).model_dump_json().encode()

        fingerprint = b"check" + body.model_dump_json().encode()
        content = await replays.once(web.asker(request), idempotency_key, fingerprint, answer)
        return Response(content, media_type="application/json")

    @routes.post("/feedback", status_code=204)
    async def feedback(request: Request, body: FeedbackRequest) -> Response:
        """Takes a reader's word on an answer; 404 where there is no such answer, or where no feedback is taken."""
        await take_feedback(request, body)
        return Response(status_code=204)

    @routes.get("/sources", response_model=SourceList)
    async def sources(
        request: Request,
        q: Annotated[str, Query(max_length=500, description="words to look for")] = "",
        kind: Annotated[list[Kind] | None, Query()] = None,
        limit: Annotated[int, Query(ge=1, le=500)] = 50,
        offset: Annotated[int, Query(ge=0)] = 0,
    ) -> SourceList:
        """The sources of the library, filtered by kind and by words."""
        web = web_of(request)
        found = await web.run(lambda: find_sources(web, q, tuple(kind or ())))
        page = found[offset : offset + limit]
        return SourceList(sources=[SourceBody.of(source) for source in page], total=len(found))

    @routes.get("/sources/{source_id:path}", response_model=SourceDetail)
    async def source(request: Request, source_id: str) -> SourceDetail:
        """One source with the findings taken from it."""
        web = web_of(request)

        def read() -> SourceDetail:
            held = web.engine.library.source(source_id)
            if held is None:
                raise HTTPException(404, "The library holds no source of this id.")
            findings = [FindingBody.of(finding) for finding in web.engine.library.findings_of(source_id)]
            return SourceDetail(**SourceBody.of(held).model_dump(), findings=findings)

        return await web.run(read)

    @routes.get("/passages/{passage_id:path}", response_model=PassageBody)
    async def passage(request: Request, passage_id: str) -> PassageBody:
        """One passage of a document's full text."""
        web = web_of(request)
        held = await web.run(lambda: web.engine.library.passage(passage_id))
        if held is None:
            raise HTTPException(404, "The library holds no passage of this id.")
        return PassageBody.of(held)

    @routes.get("/widget")
    async def widget(request: Request, lang: str = "") -> dict[str, Any]:
        """What the widget shows: its interface strings and labels in a language."""
        web = web_of(request)
        strings = catalogue(lang) if lang.split("-")[0].lower() in LANGUAGES else web.strings(request)
        return widget_strings(web, strings.language)

    return routes


def find_sources(web: Web, words: str, kinds: tuple[Kind, ...]) -> list[Source]:
    """Sources whose title or publisher has all the words, then those that hold a matching finding or passage."""
    library = web.engine.library
    filters = Filters(kinds=kinds)
    every = sorted(library.sources(filters), key=lambda source: (source.published or "", source.title), reverse=True)
    wanted = words.casefold().split()
    if not wanted:
        return every
    found = {
        source.id: source
        for source in every
        if all(word in f"{source.title} {source.publisher} {source.id}".casefold() for word in wanted)
    }
    for hit in library.search(words, limit=30, filters=filters):
        found.setdefault(hit.source.id, hit.source)
    return list(found.values())


_WIDGET_KEYS = (
    "app-name tagline ask-field ask-hint ask-button answering finished interrupted private-note premise gaps gap "
    "nearest sources why quote original archived share-link copied copy feedback-question feedback-up feedback-down "
    "feedback-reason feedback-send feedback-thanks role-answer role-weaker role-counter role-context refused "
    "role-contested role-order episode-whole "
    "error-busy error-unavailable error-internal error-forbidden error-invalid widget-open widget-close widget-title "
    "widget-suggestions widget-legend widget-history widget-empty widget-stop nav-labels original-wording repair"
).split()


def widget_strings(web: Web, language: str) -> dict[str, Any]:
    strings = catalogue(language)
    prefixes = ("act", Act), ("kind", Kind), ("confidence", Confidence), ("notice", Notice)
    names = {f"{prefix}-{member}": strings(f"{prefix}-{member}") for prefix, members in prefixes for member in members}
    labels = {
        standing.value: {
            "word": strings(f"standing-{standing}"),
            "means": strings(f"standing-{standing}-means"),
            "symbol": LOOKS[standing].symbol,
        }
        for standing in Standing
    }
    return {
        "language": strings.language,
        "direction": strings.direction,
        "strings": {key: strings(key) for key in _WIDGET_KEYS} | names,
        "settled_by": strings("settled-by", what="{what}"),
        "understood": strings("understood", question="{question}"),
        "labels": labels,
        "feedback": web.answers is not None,
        "max_question_chars": web.settings.max_question_chars,
    }


def answer_of(web: Web, question: Question) -> tuple[Answer, str | None]:
    """The whole answer and the id that it is kept under; blocking."""
    answer = web.engine.explain(question)
    return answer, web.keep(answer, question)


async def take_feedback(request: Request, body: FeedbackRequest) -> None:
    """Raises HTTPException 404 where no feedback is taken, or none on that answer."""
    web = web_of(request)
    answers = web.answers
    if answers is None:
        raise HTTPException(404, "This server takes no feedback.")
    asker, reason = web.asker(request), (body.reason or "").strip() or None
    taken = await web.run(lambda: answers.record(answer=body.answer, helpful=body.helpful, reason=reason, asker=asker))
    if not taken:
        raise HTTPException(404, "There is no answer of this id, or it is no longer kept.")
