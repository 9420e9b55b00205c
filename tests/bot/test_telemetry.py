"""Spans of each stage: what they count, and that they hold no word that anybody wrote unless the operator wants it."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from opentelemetry import trace as otel
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from bot.engine.check import Checker
from bot.engine.engine import Footing
from bot.engine.errors import ModelUnavailable
from bot.engine.explain import Explainer
from bot.engine.models import Explanation, Question, Turn
from bot.engine.trace import Call, Stage, Trace, Tracing, note
from bot.models.composer import ModelComposer, ModelInterpreter
from bot.models.metering import Meter, Metered, Price
from bot.settings import Settings
from bot.telemetry import open_tracing
from tests.bot.engine import world
from tests.bot.models.scripted import ScriptedChat, ScriptedStream, statements

GOOD = ("Ruritania's service hacked the Democratic National Committee in April 2016.", ["E1"])
LIE = ("Freedonia's service hacked the Democratic National Committee in April 2016.", ["E1"])
ASKED = "Hat Ruritania den Democratic National Committee gehackt, Xyzzyton?"
UNDERSTOOD = "Did Ruritania hack the Democratic National Committee?"
GERMAN = "Der Dienst hackte laut dem Bericht im April 2016 die Partei."


class Spans:
    """A tracer whose spans are kept."""

    def __init__(self) -> None:
        self.exporter = InMemorySpanExporter()
        provider = TracerProvider()
        provider.add_span_processor(SimpleSpanProcessor(self.exporter))
        self.tracer = provider.get_tracer("test")

    def named(self) -> dict[str, ReadableSpan]:
        return {span.name: span for span in self.exporter.get_finished_spans()}


@pytest.fixture
def spans() -> Spans:
    return Spans()


def metered(model: ScriptedChat) -> Metered:
    return Metered(model, Meter(prices={"large": Price(1, 2), "small": Price(1, 1)}))


def answered(tracing: Tracing) -> Explanation:
    composer = ModelComposer(metered(ScriptedStream(statements(GOOD, LIE), {"statements": []}, name="large")))
    small = metered(ScriptedChat({"question": UNDERSTOOD}, {"texts": [GERMAN]}, name="small"))
    explainer = Explainer(world.library(), composer, interpreter=ModelInterpreter(small), tracing=tracing)
    question = Question(ASKED, "de", "asker-hash", (Turn("Frühere Frage?", "Frühere Antwort."),), "chat-hash")
    answer = explainer.explain(question)
    assert isinstance(answer, Explanation)
    assert answer.writer == "large"
    return answer


def attributes(span: ReadableSpan) -> dict[str, Any]:
    return dict(span.attributes or {})


def test_each_stage_has_a_span_under_the_answer_s(spans: Spans) -> None:
    answer = answered(Tracing(spans.tracer))
    named = spans.named()
    root = named["footing.answer"]
    stages = ("rewrite", "retrieve", "compose", "verify", "revise", "translate", "deliver")
    assert root.context is not None
    for stage in stages:
        span = named[f"footing.{stage}"]
        assert span.parent is not None, stage
        assert span.parent.span_id == root.context.span_id
        assert span.context is not None
        assert span.context.trace_id == root.context.trace_id
        assert attributes(span)["footing.seconds"] >= 0
    facts = attributes(root)
    assert facts["footing.kind"] == "explanation"
    assert facts["footing.statements"] == len(answer.statements)
    assert facts["footing.standing.documented"] == 1
    assert facts["footing.dropped"] == 1
    assert facts["footing.writer"] == "large"
    assert facts["footing.first_statement_seconds"] > 0
    assert (facts["footing.tokens.input"], facts["footing.tokens.output"]) == (50, 25)
    assert facts["footing.cost"] == pytest.approx((20 * 1 + 10 * 2 + 30 * 1 + 15 * 1) / 1e6)
    verified = attributes(named["footing.verify"])
    assert (verified["footing.passed"], verified["footing.dropped"]) == (1, 1)
    assert attributes(named["footing.retrieve"])["footing.evidence"] >= 1


def test_calls_of_models_are_under_their_stage_and_named_as_the_conventions_name_them(spans: Spans) -> None:
    answered(Tracing(spans.tracer))
    composing = spans.named()["footing.compose"].context
    assert composing is not None
    calls = [span for span in spans.exporter.get_finished_spans() if span.name == "chat large"]
    first = next(span for span in calls if span.parent and span.parent.span_id == composing.span_id)
    found = attributes(first)
    assert found["gen_ai.request.model"] == "large"
    assert (found["gen_ai.usage.input_tokens"], found["gen_ai.usage.output_tokens"]) == (10, 5)


def words() -> Iterator[str]:
    """Whatever a reader, a document or a model wrote, in pieces that would show in an attribute."""
    yield from ("Xyzzyton", "Frühere", "Freedonia", "Dienst hackte", "hacked", "gehackt", "asker-hash", "chat-hash")
    yield from (world.HACKED.text, world.INQUIRY.title, world.DENIED.text, UNDERSTOOD, "ministry denied")


def everything(spans: Spans) -> str:
    return "\n".join(span.to_json() for span in spans.exporter.get_finished_spans())


def test_no_word_that_anybody_wrote_is_in_a_span(spans: Spans) -> None:
    answered(Tracing(spans.tracer))
    said = everything(spans)
    for word in words():
        assert word.lower() not in said.lower(), word


def test_the_operator_may_opt_in_to_words(spans: Spans) -> None:
    answered(Tracing(spans.tracer, words=True))
    named = spans.named()
    assert attributes(named["footing.answer"])["footing.text.question"] == ASKED
    assert attributes(named["footing.rewrite"])["footing.text.understood"] == UNDERSTOOD
    assert LIE[0] in attributes(named["footing.verify"])["footing.text.verdicts"]
    said = everything(spans)
    assert "asker-hash" not in said
    assert "chat-hash" not in said


def test_an_error_is_noted_by_its_class_alone(spans: Spans) -> None:
    composer = ModelComposer(metered(ScriptedChat(ModelUnavailable("Xyzzyton is away"), name="large")))
    explainer = Explainer(world.library(), composer, tracing=Tracing(spans.tracer))
    explainer.explain(Question("Did Ruritania hack the Democratic National Committee?"))
    span = spans.named()["footing.compose"]
    assert span.status.status_code is otel.StatusCode.ERROR
    assert span.status.description == "ModelUnavailable"
    assert not span.events
    assert "Xyzzyton" not in everything(spans)
    assert attributes(spans.named()["footing.answer"])["footing.notice"] == "model_failed"


def test_a_reader_who_goes_ends_every_span(spans: Spans) -> None:
    composer = ModelComposer(ScriptedStream(statements(GOOD, LIE)))
    stream = Explainer(world.library(), composer, tracing=Tracing(spans.tracer)).stream(Question(UNDERSTOOD))
    next(stream)
    stream.close()
    assert {"footing.answer", "footing.compose", "footing.verify", "footing.deliver"} <= spans.named().keys()
    assert not otel.get_current_span().get_span_context().is_valid


def test_stages_of_a_stream_may_run_in_different_threads(spans: Spans) -> None:
    composer = ModelComposer(ScriptedStream(statements(GOOD, LIE)))
    stream = Explainer(world.library(), composer, tracing=Tracing(spans.tracer)).stream(Question(UNDERSTOOD))
    told: list[object] = []

    def advance() -> None:
        told.append(next(stream, None))

    while not told or told[-1] is not None:
        thread = threading.Thread(target=advance)
        thread.start()
        thread.join()
    assert isinstance(told[-2], Explanation)
    assert "footing.answer" in spans.named()


def test_time_is_that_of_the_stage_and_not_of_the_reader() -> None:
    now = [0.0]
    trace = Trace(clock=lambda: now[0])
    step = trace.open(Stage.COMPOSE)
    with step.running():
        now[0] += 2
        note(Call("m", "F", 1.5, 3, 4))
    now[0] += 50
    with step.running():
        now[0] += 1
    trace.sent()
    trace.end()
    trace.end()
    assert (step.seconds, trace.first_statement, trace.seconds) == (3, 53, 53)
    assert trace.tokens == (3, 4)
    assert trace.cost is None
    note(Call("m", "F", 1.0))
    assert len(trace.calls) == 1


def test_a_check_is_counted_and_its_text_stays_here(spans: Spans) -> None:
    footing = Footing(Explainer(world.library(), tracing=Tracing(spans.tracer)), Checker(world.library()))
    footing.check(f"{world.HACKED.text} Xyzzyton will do so again.")
    named = spans.named()
    facts = attributes(named["footing.checked"])
    assert (facts["footing.claims"], facts["footing.standing.documented"]) == (2, 1)
    parent = named["footing.check"].parent
    assert parent is not None
    assert named["footing.checked"].context is not None
    assert parent.span_id == named["footing.checked"].context.span_id
    assert "Xyzzyton" not in everything(spans)


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_collector_gets_the_spans_that_the_settings_send_it() -> None:
    bodies: list[tuple[dict[str, str], bytes]] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            if self.headers.get("content-encoding") == "gzip":
                body = gzip.decompress(body)
            bodies.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}/v1/traces"
    settings = Settings.from_env({"FOOTING_TRACES_URL": url, "FOOTING_TRACES_HEADERS": "x-api-key=secret"})
    try:
        with open_tracing(settings) as tracing:
            answered(tracing)
    finally:
        server.shutdown()
        server.server_close()
    [(headers, body), *_] = bodies
    assert headers["x-api-key"] == "secret"
    request = ExportTraceServiceRequest.FromString(body)
    [resource] = request.resource_spans
    assert any(
        one.key == "service.name" and one.value.string_value == "footing" for one in resource.resource.attributes
    )
    names = {span.name for scope in resource.scope_spans for span in scope.spans}
    assert {"footing.answer", "footing.retrieve", "footing.verify", "chat large"} <= names
    assert b"Xyzzyton" not in body


def test_without_a_collector_nothing_is_recorded() -> None:
    with open_tracing(Settings.from_env({})) as tracing:
        assert not tracing.words
        assert not tracing.begin().span("x").is_recording()
