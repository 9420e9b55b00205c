"""The only place where objects are put together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from bot.engine.check import Checker
from bot.engine.engine import Footing
from bot.engine.explain import Explainer
from bot.engine.models import Question
from bot.engine.ports import Composer, Interpreter
from bot.settings import Settings
from bot.state.port import Limit, StateStore
from knowledge.embedding import Embedder, load_embedder
from knowledge.library import ChromaLibrary


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


def build_engine(library: ChromaLibrary, settings: Settings | None = None, store: StateStore | None = None) -> Footing:
    """Both pipelines over one library, with the language model that the settings name, if they do.

    Without a ``store`` answers are not counted against the budgets of persons, chats and days. Raises SettingsError.
    """
    if settings is None or settings.model is None:
        return Footing(Explainer(library), Checker(library))
    composer, interpreter = open_models(settings, store)
    return Footing(Explainer(library, composer, interpreter=interpreter), Checker(library))


def open_models(settings: Settings, store: StateStore | None = None) -> tuple[Composer, Interpreter]:
    """The composer and the interpreter over the models that the settings name. Raises SettingsError."""
    from bot.models.composer import Budgeted, FirstOf, ModelComposer, ModelInterpreter
    from bot.models.langchain import LangChainChat
    from bot.models.resilience import Meter, Metered, Resilient

    meter = Meter(settings.model_daily_tokens)
    key = settings.model_key.get_secret_value() if settings.model_key else None
    names = dict.fromkeys(name for name in (settings.model, settings.small_model) if name)
    opened = [
        LangChainChat.open(name, url=settings.model_url, key=key, output_tokens=settings.model_output_tokens)
        for name in names
    ]
    models = [Resilient(Metered(one, meter)) for one in opened]
    composers = tuple(ModelComposer(one, settings.model_timeout) for one in models)
    return (
        Budgeted(FirstOf(composers), allowance(settings, store)),
        ModelInterpreter(models[-1], settings.model_timeout),
    )


def allowance(settings: Settings, store: StateStore | None) -> Callable[[Question], dt.datetime | None]:
    """Counts one written answer against the budgets of its asker, its chat and the day; see ``StateStore.spend``."""
    day = dt.timedelta(days=1)

    def spend(question: Question) -> dt.datetime | None:
        if store is None:
            return None
        wanted = (
            (question.asker, settings.model_person_answers),
            (question.chat, settings.model_chat_answers),
            ("all", settings.model_daily_answers),
        )
        return store.spend([Limit(f"model:{who}", most, day) for who, most in wanted if who and most])

    return spend
