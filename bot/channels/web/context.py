"""What every route of the web channel works with, made once a process."""

from __future__ import annotations

import base64
import hashlib
import itertools
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Any, TypeVar
from urllib.parse import quote

import anyio
import anyio.to_thread
from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.channels import rendering
from bot.channels.rendering import LANGUAGES, Catalogue, catalogue, negotiate
from bot.channels.web.settings import AddressReader, Answers, Corrections, Episodes, WebSettings
from bot.engine.models import Answer, Question
from bot.engine.ports import Engine
from knowledge.models import Standing

T = TypeVar("T")


class Busy(Exception):
    """More is asked at once than this server takes."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file of the channel. ``integrity`` is its Subresource Integrity value."""

    name: str
    content: bytes

    @property
    def integrity(self) -> str:
        return "sha384-" + base64.b64encode(hashlib.sha384(self.content).digest()).decode()

    @property
    def version(self) -> str:
        return hashlib.sha256(self.content).hexdigest()[:12]

    @property
    def address(self) -> str:
        return f"/static/{self.name}?v={self.version}"


@dataclass(frozen=True, slots=True)
class Group:
    grouper: Any
    list: list[Any]


def grouped(items: Sequence[Any], attribute: str) -> list[Group]:
    """Runs of neighbours with the same attribute, in their order (Jinja's ``groupby`` would sort them)."""
    runs = itertools.groupby(items, operator.attrgetter(attribute))
    return [Group(grouper, list(run)) for grouper, run in runs]


def asset(name: str) -> Asset:
    return Asset(name, resources.files("bot.channels.web").joinpath("static", name).read_bytes())


@dataclass(frozen=True, kw_only=True)
class Web:
    """The engine, the settings and the optional parts; renders pages and runs the engine off the event loop."""

    engine: Engine
    settings: WebSettings
    answers: Answers | None
    episodes: Episodes | None
    corrections: Corrections | None
    read_address: AddressReader | None
    assets: dict[str, Asset]

    @cached_property
    def environment(self) -> Environment:
        environment = Environment(
            loader=PackageLoader("bot.channels.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters["clean"] = rendering.clean
        environment.filters["told"] = rendering.reason
        environment.filters["scrub"] = rendering.scrub
        # Jinja's urlencode leaves slashes, which would cut an id into two segments of a path.
        environment.filters["segment"] = lambda text: quote(text, safe="")
        environment.filters["groupby_order"] = grouped
        environment.filters["line"] = rendering.clean_line
        environment.globals.update(
            label=rendering.label,
            original=rendering.original,
            archived=rendering.archived,
            safe_url=rendering.safe_url,
            languages=LANGUAGES,
            standings=list(Standing),
            assets=self.assets,
            settings=self.settings,
            can_read_addresses=self.read_address is not None,
            takes_feedback=self.answers is not None,
        )
        return environment

    @cached_property
    def limiter(self) -> anyio.CapacityLimiter:
        return anyio.CapacityLimiter(self.settings.workers)

    def strings(self, request: Request) -> Catalogue:
        """The catalogue for a request: ``?lang=`` if it names a language of the interface, then Accept-Language."""
        asked = request.query_params.get("lang", "")
        if asked in LANGUAGES:
            return catalogue(asked)
        return catalogue(negotiate(request.headers.get("accept-language"), default=self.settings.default_language))

    def render(self, template: str, strings: Catalogue, **values: Any) -> str:
        return self.environment.get_template(template).render(t=strings, **values)

    def page(self, request: Request, template: str, **values: Any) -> str:
        chosen = request.query_params.get("lang", "")
        strings = self.strings(request)
        return self.render(template, strings, path=request.url.path, at=self.at(request), chosen=chosen, **values)

    @staticmethod
    def at(request: Request) -> Callable[[str], str]:
        """Addresses on this server that keep the language that the reader chose."""
        chosen = request.query_params.get("lang", "")

        def address(path: str) -> str:
            if chosen not in LANGUAGES:
                return path
            return f"{path}{'&' if '?' in path else '?'}lang={chosen}"

        return address

    def asker(self, request: Request) -> str:
        """A keyed hash that stands for the asker's network address."""
        host = request.client.host if request.client else ""
        return hashlib.blake2b(host.encode(), key=self.settings.asker_salt, digest_size=16).hexdigest()

    def site(self, key: str | None) -> str | None:
        """A keyed hash that stands for the site whose widget asks: it has a budget as a chat has. None for others."""
        if key is None:
            return None
        return hashlib.blake2b(f"site/{key}".encode(), key=self.settings.asker_salt, digest_size=16).hexdigest()

    def keep(self, answer: Answer, question: Question) -> str | None:
        """The id under which feedback names the answer; None where answers are not kept. Blocking."""
        if self.answers is None:
            return None
        language = question.language or self.settings.default_language
        return self.answers.keep(answer, language=language, asker=question.asker or "")

    async def run(self, work: Callable[[], T]) -> T:
        """Runs blocking work in a thread, at most ``settings.workers`` at once. Raises Busy when too many wait."""
        self.admit()
        return await anyio.to_thread.run_sync(work, limiter=self.limiter)

    def admit(self) -> None:
        if self.limiter.statistics().tasks_waiting >= self.settings.max_waiting:
            raise Busy


def web_of(request: Request) -> Web:
    web: Web = request.app.state.web
    return web
