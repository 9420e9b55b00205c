"""Fetches documents from the public web, politely and without being led astray.

Only http and https, only public addresses, after DNS and after every redirect. httpx-secure holds that line: it picks
and checks the address where the connection is made and connects to the checked address, so a name that resolves
differently the second time (DNS rebinding) gains nothing. Of the other guards on the package index, safehttpx 0.2.0
reads whole bodies before a limit can act, asks a third party's DNS when the system's answer is private and drops the
port from the Host header, and requests-hardened 1.3.0, sound too, would bring a second HTTP client. httpx-secure opens
a TCP connection, without data, to find the address that it then judges; names are therefore also resolved and judged
here beforehand, so that an address inside a network is not even touched. Proxies of the environment are not used,
because behind one the checked address would not be the one that answers.

robots.txt is honoured as in RFC 9309: absent (4xx) allows, unreachable (5xx, no answer) forbids for now.
"""

from __future__ import annotations

import ipaddress
import re
import time
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import NamedTuple, Protocol
from urllib.parse import unquote, urlsplit

import anyio
import httpx
from httpx_secure import SSRFProtectionError, httpx_ssrf_protection
from protego import Protego

from knowledge.errors import BarredByRobots, FetchError, ForbiddenAddress
from knowledge.ingest.addresses import IPAddress, is_public

MEDIA_TYPES = (
    "text/",
    "application/pdf",
    "application/xhtml+xml",
    "application/xml",
    "application/json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/octet-stream",
    "binary/octet-stream",
)
"""Beginnings of the media types that may hold a document; what a file really is, its bytes tell the parser."""

USER_AGENT = "FootingBot/0.1 (reads public documents once, at a person's request; honours robots.txt)"

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_ROBOTS_BYTES = 512_000  # RFC 9309, 2.5: a crawler reads at least 500 KiB.
_ROBOTS_SECONDS = 3600.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered.

    ``url`` is the address after redirects, ``media_type`` lower case without parameters, ``name`` a safe file name,
    ``headers`` the answer's, their names in lower case.
    """

    data: bytes
    media_type: str
    url: str
    name: str
    headers: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)


class Fetcher(Protocol):
    """Fetches an address."""

    def fetch(self, url: str) -> Fetched:
        """Raises FetchError, or ForbiddenAddress where it must not be fetched."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """``size`` in bytes after decompression; ``seconds`` for a whole fetch, its redirects and robots.txt included."""

    size: int = 50_000_000
    seconds: float = 60.0
    connect_seconds: float = 10.0
    redirects: int = 8


class _Answer(NamedTuple):
    status: int
    headers: httpx.Headers
    url: str
    data: bytes
    redirected: str | None = None


class PublicFetcher:
    """The real fetcher. One object may serve many threads; it opens a client for each fetch.

    ``allowed`` holds (host, port) pairs that are exempt from the rule that addresses are public; it is for tests and
    for a deliberate mirror inside one's own network. ``resolve`` gives the addresses of a name.
    """

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        user_agent: str = USER_AGENT,
        media_types: Sequence[str] = MEDIA_TYPES,
        allowed: Collection[tuple[str, int]] = (),
        resolve: Resolve | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._agent = user_agent
        self._media_types = tuple(media_types)
        self._allowed = frozenset(allowed)
        self._resolve = resolve or _addresses
        self._robots: dict[str, tuple[float, Protego | None]] = {}

    def fetch(self, url: str) -> Fetched:
        """Fetches an address. Raises FetchError or ForbiddenAddress. Not for use inside a running event loop."""
        return anyio.run(self.fetch_async, url)

    def fetch_changed(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched | None:
        """As :meth:`fetch`, but None where the server says that nothing changed since (RFC 9110, 13.1)."""
        validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        return anyio.run(self._in_time, url, {name: value for name, value in validators.items() if value})

    def crawl_delay(self, url: str) -> float | None:
        """The seconds between requests that the host's robots.txt asks for, once it has been read."""
        _, rules = self._robots.get(_origin(url), (0.0, None))
        return rules.crawl_delay(self._agent.partition("/")[0]) if rules is not None else None

    async def fetch_async(self, url: str) -> Fetched:
        """Fetches an address. Raises FetchError or ForbiddenAddress."""
        fetched = await self._in_time(url, {})
        if fetched is None:
            raise FetchError(f"{url}: answered 304 though nothing was held; try later", retryable=True)
        return fetched

    async def _in_time(self, url: str, validators: Mapping[str, str]) -> Fetched | None:
        try:
            with anyio.fail_after(self._limits.seconds):
                return await self._fetch(url, validators)
        except TimeoutError:
            raise FetchError(
                f"{url}: no whole answer within {self._limits.seconds:g} s; try later, or save it and name the file",
                retryable=True,
            ) from None

    async def _fetch(self, url: str, validators: Mapping[str, str]) -> Fetched | None:
        given = url
        async with self._client() as client:
            for _ in range(self._limits.redirects + 1):
                try:
                    await self._admit(url)
                    await self._ask_robots(client, url)
                    answer = await self._get(client, url, self._limits.size, validators)
                except ForbiddenAddress as error:
                    raise error if url == given else type(error)(f"{given}: redirects to {error}") from error
                if answer.status == 304 and validators:
                    return None
                if answer.status not in _REDIRECTS:
                    return self._fetched(answer)
                url = _redirected(answer)
        raise FetchError(f"{url}: more than {self._limits.redirects} redirects; name the final address")

    def _client(self) -> httpx.AsyncClient:
        client = httpx.AsyncClient(
            follow_redirects=False,
            trust_env=False,
            timeout=httpx.Timeout(self._limits.seconds, connect=self._limits.connect_seconds),
            headers={"User-Agent": self._agent, "Accept": "text/html, application/pdf, text/*, */*;q=0.5"},
        )
        return httpx_ssrf_protection(
            client, check_globally_reachable=not self._allowed, custom_validator=self._may_connect
        )

    def _may_connect(self, host: str, address: IPAddress, port: int) -> bool:
        return (host, port) in self._allowed or is_public(address)

    async def _admit(self, url: str) -> None:
        host, port = _host_and_port(url)
        if (host, port) in self._allowed:
            return
        for text in await self._resolve(host, port):
            address = ipaddress.ip_address(text.partition("%")[0])
            if not is_public(address):
                told = "is" if host == str(address) else f"leads to {address}, which is"
                raise ForbiddenAddress(f"{url}: {host} {told} not a public address; save the page and name the file")

    async def _get(
        self, client: httpx.AsyncClient, url: str, limit: int, validators: Mapping[str, str] | None = None
    ) -> _Answer:
        try:
            async with client.stream("GET", url, headers=dict(validators or {})) as response:
                if response.status_code in _REDIRECTS:
                    to = str(response.next_request.url) if response.next_request else None
                    return _Answer(response.status_code, response.headers, url, b"", to)
                announced = response.headers.get("content-length", "")
                data = bytearray()
                if not (announced.isdigit() and int(announced) > limit):
                    async for chunk in response.aiter_bytes():
                        data += chunk
                        if len(data) > limit:
                            break
                    else:
                        return _Answer(response.status_code, response.headers, url, bytes(data))
        except SSRFProtectionError as error:
            raise ForbiddenAddress(
                f"{url}: leads to {error.ip_addr}, which is not a public address; save the page and name the file"
            ) from error
        except httpx.TimeoutException as error:
            raise FetchError(f"{url}: no answer in time; try later", retryable=True) from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise FetchError(f"{url}: {error or type(error).__name__}", retryable=True) from error
        raise FetchError(f"{url}: over {limit:,} bytes; save it, split it and name the files")

    def _fetched(self, answer: _Answer) -> Fetched:
        if answer.status != 200:
            raise FetchError(
                f"{answer.url}: answered {answer.status}" + ("; try later" if answer.status in _AGAIN else ""),
                retryable=answer.status in _AGAIN,
                retry_after=_retry_after(answer.headers),
            )
        media_type = (
            answer.headers.get("content-type", "").partition(";")[0].strip().lower() or "application/octet-stream"
        )
        if not media_type.startswith(self._media_types):
            raise FetchError(f"{answer.url}: is {media_type}, not a document; name a page, a PDF or a text")
        if not answer.data:
            raise FetchError(f"{answer.url}: an empty answer", retryable=True)
        return Fetched(answer.data, media_type, answer.url, _name(answer, media_type), dict(answer.headers))

    async def _ask_robots(self, client: httpx.AsyncClient, url: str) -> None:
        origin = _origin(url)
        fresh_until, rules = self._robots.get(origin, (0.0, None))
        if time.monotonic() >= fresh_until:
            rules = await self._robots_of(client, origin)
            self._robots[origin] = (time.monotonic() + _ROBOTS_SECONDS, rules)
        if rules is not None and not rules.can_fetch(url, self._agent.partition("/")[0]):
            raise BarredByRobots(f"{url}: {origin}/robots.txt asks not to be fetched; save it and name the file")

    async def _robots_of(self, client: httpx.AsyncClient, origin: str) -> Protego | None:
        url = f"{origin}/robots.txt"
        for _ in range(self._limits.redirects + 1):
            await self._admit(url)
            answer = await self._get(client, url, _ROBOTS_BYTES)
            if answer.status not in _REDIRECTS:
                break
            url = _redirected(answer)
        else:
            return None  # RFC 9309, 2.3.1.2: beyond five redirects a crawler may take it as absent.
        if answer.status >= 500 or answer.status == 429:
            raise FetchError(
                f"{url}: answered {answer.status}, so nothing is fetched there; try later",
                retryable=True,
                retry_after=_retry_after(answer.headers),
            )
        if answer.status != 200:
            return None
        return Protego.parse(answer.data.decode("utf-8", errors="replace"))


def _host_and_port(url: str) -> tuple[str, int]:
    """The host as the HTTP client will see it, and the port. Raises ForbiddenAddress."""
    try:
        parsed = httpx.URL(url)
        scheme, host = parsed.scheme, parsed.raw_host.decode("ascii")
        port = parsed.port or (443 if scheme == "https" else 80)
    except (httpx.InvalidURL, ValueError) as error:
        raise ForbiddenAddress(f"{url}: not a web address ({error})") from error
    if scheme not in ("http", "https") or not host:
        raise ForbiddenAddress(f"{url}: only http and https addresses are fetched")
    if parsed.userinfo:
        raise ForbiddenAddress(f"{parsed.copy_with(userinfo=b'')}: addresses with a user name are not fetched")
    return host, port


async def _addresses(host: str, port: int) -> Sequence[str]:
    try:
        found = await anyio.getaddrinfo(host, port)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host}: the name does not resolve ({error})", retryable=True) from error
    return [str(sockaddr[0]) for *_, sockaddr in found]


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"


def _retry_after(headers: httpx.Headers) -> float | None:
    """Seconds, from either form that RFC 9110, 10.2.3 allows; None where it states neither."""
    stated = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}", stated):
        return float(stated)
    try:
        return max(0.0, parsedate_to_datetime(stated).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def _redirected(answer: _Answer) -> str:
    if answer.redirected is None:
        raise FetchError(f"{answer.url}: answered {answer.status} without saying where to")
    return answer.redirected


def _name(answer: _Answer, media_type: str) -> str:
    disposition = EmailMessage()
    disposition["content-disposition"] = answer.headers.get("content-disposition", "inline").replace("\n", " ")
    parts = urlsplit(answer.url)
    raw = (
        str(disposition.get_filename() or "")
        or unquote(parts.path.rstrip("/").rpartition("/")[2])
        or parts.hostname
        or "page"
    )
    safe = re.sub(r"[^\w.-]+", "-", raw.replace("\\", "/").rpartition("/")[2]).strip(".-")
    name = safe[-120:] or "page"
    suffix = _SUFFIXES.get(media_type, "")
    return name if name.lower().endswith(suffix) else name + suffix
