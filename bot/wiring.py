"""The only place where objects are put together."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from bot.engine.check import Checker
from bot.engine.engine import Footing
from bot.engine.errors import SettingsError, StateError
from bot.engine.explain import Explainer
from bot.engine.models import Question
from bot.engine.ports import Allowance, Composer, Interpreter, Splitter, SupportJudge
from bot.engine.trace import Tracing
from bot.models.judge import EmbeddedSpeculationScorer, EmbeddedSupportJudge, embedded_judge
from bot.settings import Settings
from bot.state.port import Limit, StateStore
from knowledge.embedding import Embedder, load_embedder
from knowledge.library import ChromaLibrary
from knowledge.models import Episode
from knowledge.records import EPISODES, read_episodes

log = logging.getLogger(__name__)


def open_library(settings: Settings, embedder: Embedder | None = None) -> ChromaLibrary:
    """The library that the settings name. Raises LibraryError or EmbeddingError with the way out."""
    return ChromaLibrary.open(settings.library, embedder or load_embedding(settings))


def load_embedding(settings: Settings, *, progress: Callable[[str, float], None] | None = None) -> Embedder:
    """The embedding model that the settings name; ``progress`` is told what is done and how much of it, 0..1.

    Raises EmbeddingError.
    """
    return load_embedder(
        settings.embedding,
        cache_dir=settings.models,
        threads=settings.threads,
        base_url=settings.embedding_url,
        api_key=settings.embedding_key.get_secret_value() if settings.embedding_key else None,
        progress=progress,
    )


def build_engine(
    library: ChromaLibrary,
    settings: Settings | None = None,
    store: StateStore | None = None,
    tracing: Tracing | None = None,
) -> Footing:
    """Both pipelines over one library, with the language model that the settings name, if they do.

    Without a ``store`` answers are not counted against the budgets of persons and chats, and those of a day hold for
    the process. Raises SettingsError.
    """
    tracing = tracing or Tracing()
    model = embedded_judge()
    judge, scorer = EmbeddedSupportJudge(model), EmbeddedSpeculationScorer(model)
    explainer = Explainer(
        library,
        tracing=tracing,
        episodes=told_episodes(),
        pages=settings.public_url if settings else None,
        judge=judge,
    )
    if settings is None or settings.model is None:
        return Footing(explainer, Checker(library, judge=judge, scorer=scorer, sorter=scorer))
    models = open_models(settings, store)
    explainer = replace(
        explainer,
        composer=models.composer,
        interpreter=models.interpreter,
        statement_judges=models.judges,
        allowance=allowance(settings, store),
    )
    return Footing(explainer, Checker(library, judge=judge, scorer=scorer, splitter=models.splitter, sorter=scorer))


@cache
def told_episodes() -> tuple[Episode, ...]:
    """The episodes that ship. Raises RecordError where they are not sound."""
    return tuple(one.episode.noun() for one in read_episodes(EPISODES))


class Models(NamedTuple):
    """What language models do for the engine."""

    composer: Composer
    interpreter: Interpreter
    judges: tuple[SupportJudge, ...]
    splitter: Splitter | None


def open_models(settings: Settings, store: StateStore | None = None) -> Models:
    """The parts of the engine that are the models that the settings name. Raises SettingsError."""
    from bot.models.composer import FirstOf, ModelComposer, ModelInterpreter
    from bot.models.langchain import LangChainChat
    from bot.models.metering import MemoryLedger, Meter, Metered, price
    from bot.models.reading import ModelJudge, ModelSplitter
    from bot.models.resilience import Resilient

    prices = {name: price(name, text) for name, text in settings.model_prices.items()}
    names = list(dict.fromkeys(name for name in (settings.model, settings.small_model) if name))
    if settings.model_daily_cost is not None and (free := [name for name in names if name not in prices]):
        raise SettingsError(f"FOOTING_MODEL_DAILY_COST needs the price of {free[0]} in FOOTING_MODEL_PRICES")
    meter = Meter(settings.model_daily_tokens, settings.model_daily_cost, prices, store or MemoryLedger())
    key = settings.model_key.get_secret_value() if settings.model_key else None
    opened = [
        LangChainChat.open(name, url=settings.model_url, key=key, output_tokens=settings.model_output_tokens)
        for name in names
    ]
    models = [Resilient(Metered(one, meter)) for one in opened]
    composers = tuple(ModelComposer(one, settings.model_timeout) for one in models)
    small, seconds = models[-1], settings.model_timeout
    return Models(
        FirstOf(composers),
        ModelInterpreter(small, seconds),
        (ModelJudge(small, seconds),) if settings.model_judges else (),
        ModelSplitter(small, seconds) if settings.model_splits else None,
    )


def allowance(settings: Settings, store: StateStore | None) -> Allowance:
    """Counts one written answer against the budgets of its asker, its chat and the day; see ``StateStore.spend``.

    Where the store fails, no answer is allowed: a budget that cannot be read is spent.
    """
    day = dt.timedelta(days=1)

    def spend(question: Question) -> dt.datetime | None:
        if store is None:
            return None
        wanted = (
            (question.asker, settings.model_person_answers),
            (question.chat, settings.model_chat_answers),
            ("all", settings.model_daily_answers),
        )
        try:
            return store.spend([Limit(f"model:{who}", most, day) for who, most in wanted if who and most])
        except StateError as error:
            log.error("budgets cannot be read, so no model is asked: %s", error)
            return dt.datetime.now(dt.UTC)

    return spend
