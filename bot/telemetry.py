"""Spans to an OpenTelemetry collector, if the operator names one. The only module that imports the SDK."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.engine.errors import SettingsError
from bot.engine.trace import Tracing
from bot.settings import Settings

SERVICE = "footing"


@contextmanager
def open_tracing(settings: Settings) -> Iterator[Tracing]:
    """Tracing as the settings want it; what waits to be sent is sent at the end. Raises SettingsError."""
    if settings.traces_url is None:
        yield Tracing()
        return
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        raise SettingsError(f"FOOTING_TRACES_URL needs the extra footing[traces]: {error}") from error
    headers = {name: value.get_secret_value() for name, value in settings.traces_headers.items()}
    exporter = OTLPSpanExporter(endpoint=settings.traces_url, headers=headers, timeout=10)
    # Not the global provider: what other libraries record of prompts stays here unless the operator asks for it.
    provider = TracerProvider(resource=Resource.create({"service.name": SERVICE}), shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    try:
        yield Tracing(provider.get_tracer("footing"), words=settings.traces_text)
    finally:
        provider.shutdown()
