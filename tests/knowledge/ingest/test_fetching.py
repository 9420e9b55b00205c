"""Fetching against a web that misbehaves, on loopback; the guard's exemption is the constructor's ``allowed``."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from ipaddress import ip_address

import pytest

from knowledge.errors import FetchError, ForbiddenAddress
from knowledge.ingest.addresses import is_public
from knowledge.ingest.fetching import Fetched, Limits, PublicFetcher
from tests.peers.web_server import PAGE, Answer, Web, answer, cut_short, dripping, endless, not_http, redirect

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1", "::1"])]


@pytest.fixture
def web() -> Iterator[Web]:
    served = Web()
    yield served
    served.close()


@pytest.fixture
def inner() -> Iterator[Web]:
    """A server that nobody is meant to reach."""
    served = Web()
    yield served
    served.close()


def fetcher(web: Web, limits: Limits | None = None) -> PublicFetcher:
    return PublicFetcher(allowed={("127.0.0.1", web.port)}, limits=limits or Limits(seconds=10))


def test_a_page(web: Web) -> None:
    web.pages["/a/page"] = answer()
    fetched = fetcher(web).fetch(f"{web.url}/a/page?x=1")
    assert fetched == Fetched(PAGE, "text/html", f"{web.url}/a/page?x=1", "page.html")
    assert [path for path, _ in web.asked] == ["/robots.txt", "/a/page?x=1"]
    assert all(agent.startswith("FootingBot/") for _, agent in web.asked)


@pytest.mark.parametrize(
    ("path", "page", "name", "media_type"),
    [
        ("/report.pdf", answer(b"%PDF-", media_type="application/pdf"), "report.pdf", "application/pdf"),
        ("/get.php", answer(b"%PDF-", media_type="Application/PDF"), "get.php.pdf", "application/pdf"),
        ("/x", answer(b"text", media_type="text/plain"), "x", "text/plain"),
        ("/", answer(), "127.0.0.1.html", "text/html"),
        ("/d", answer(b"d", Content_Disposition='attachment; filename="../../e f.htm"'), "e-f.htm.html", "text/html"),
        ("/%2e%2e%2fetc", answer(b"d", media_type=None), "etc", "application/octet-stream"),
    ],
)  # fmt: skip
def test_names_are_safe_and_fit_the_type(web: Web, path: str, page: Answer, name: str, media_type: str) -> None:
    web.pages[path] = page
    fetched = fetcher(web).fetch(web.url + path)
    assert (fetched.name, fetched.media_type) == (name, media_type)


def test_redirects_are_followed(web: Web) -> None:
    web.pages |= {"/old": redirect("/older", 301), "/older": redirect("new/page.txt", 307)}
    web.pages["/new/page.txt"] = answer(b"text", media_type="text/plain")
    fetched = fetcher(web).fetch(f"{web.url}/old")
    assert (fetched.url, fetched.data) == (f"{web.url}/new/page.txt", b"text")


def test_compressed_pages_are_read(web: Web) -> None:
    web.pages["/z"] = answer(gzip.compress(PAGE), Content_Encoding="gzip")
    assert fetcher(web).fetch(f"{web.url}/z").data == PAGE


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://[::1]:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://2130706433:{port}/",
        "http://127.1:{port}/",
        "http://0.0.0.0:{port}/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/",
        "http://224.0.0.1/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "ftp://example.org/x",
        "file:///etc/passwd",
        "http:///nowhere",
        "http://user:secret@example.org/",
        "http://exa\nmple.org/",
        "nonsense",
    ],
)
def test_what_is_not_public_is_forbidden_and_untouched(inner: Web, url: str) -> None:
    inner.pages["/"] = answer(b"secret")
    with pytest.raises(ForbiddenAddress) as caught:
        PublicFetcher(limits=Limits(seconds=10)).fetch(url.format(port=inner.port))
    assert not caught.value.retryable
    assert "secret@" not in str(caught.value)
    assert inner.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433"])
def test_a_redirect_into_the_network_is_forbidden(web: Web, inner: Web, host: str) -> None:
    web.pages["/go"] = redirect(f"http://{host}:{inner.port}/")
    with pytest.raises(ForbiddenAddress, match="not a public address") as caught:
        fetcher(web).fetch(f"{web.url}/go")
    assert str(caught.value).startswith(f"{web.url}/go: redirects to http://")
    assert inner.asked == []


@pytest.mark.parametrize("to", ["file:///etc/passwd", "gopher://example.org/", "http://u:p@example.org/"])
def test_a_redirect_to_another_scheme_is_forbidden(web: Web, to: str) -> None:
    web.pages["/go"] = redirect(to)
    with pytest.raises(ForbiddenAddress):
        fetcher(web).fetch(f"{web.url}/go")


def test_robots_may_not_lead_into_the_network_either(web: Web, inner: Web) -> None:
    web.pages |= {"/robots.txt": redirect(f"http://127.0.0.1:{inner.port}/robots.txt"), "/a": answer()}
    with pytest.raises(ForbiddenAddress, match="not a public address"):
        fetcher(web).fetch(f"{web.url}/a")
    assert inner.asked == []


async def public_at_first(host: str, port: int) -> Sequence[str]:
    return ["93.184.215.14"]


def test_a_name_that_resolves_differently_the_second_time_gains_nothing(inner: Web) -> None:
    with pytest.raises(ForbiddenAddress, match="not a public address"):
        PublicFetcher(resolve=public_at_first).fetch(f"http://localhost:{inner.port}/")
    assert inner.asked == []


async def one_of_two(host: str, port: int) -> Sequence[str]:
    return ["93.184.215.14", "10.0.0.1"]


def test_one_private_address_among_a_names_addresses_is_enough() -> None:
    with pytest.raises(ForbiddenAddress, match=r"10\.0\.0\.1"):
        PublicFetcher(resolve=one_of_two).fetch("http://example.org/")


def test_a_name_that_does_not_resolve_may_do_so_later() -> None:
    with pytest.raises(FetchError, match="does not resolve") as caught:
        PublicFetcher(limits=Limits(seconds=10)).fetch("http://no-such-name.invalid/")
    assert caught.value.retryable


@pytest.mark.parametrize(
    ("page", "said", "retryable"),
    [
        (answer(b"x" * 5001), "over 5,000 bytes", False),
        (endless, "over 5,000 bytes", False),
        (answer(gzip.compress(b"\0" * 1_000_000), Content_Encoding="gzip"), "over 5,000 bytes", False),
        (answer(b"x" * 10, Content_Encoding="gzip"), "/page", True),
        (dripping, "no whole answer within 1 s", True),
        (cut_short, "/page", True),
        (not_http, "/page", True),
        (answer(media_type="video/mp4"), "is video/mp4, not a document", False),
        (answer(media_type="image/png"), "is image/png, not a document", False),
        (answer(b""), "an empty answer", True),
        (answer(status=404), "answered 404", False),
        (answer(status=403), "answered 403", False),
        (answer(status=429), "answered 429; try later", True),
        (answer(status=503), "answered 503; try later", True),
        (answer(b"", status=302), "without saying where to", False),
        (redirect("/page"), "more than 8 redirects", False),
        (redirect("http://[::1"), "location", True),
    ],
)
def test_a_misbehaving_page_is_a_clear_error(web: Web, page: Answer, said: str, retryable: bool) -> None:
    web.pages["/page"] = page
    with pytest.raises(FetchError, match=said) as caught:
        fetcher(web, Limits(size=5_000, seconds=1)).fetch(f"{web.url}/page")
    assert caught.value.retryable is retryable
    assert not isinstance(caught.value, ForbiddenAddress)


def test_nobody_listening_is_a_clear_error(web: Web) -> None:
    web.close()
    with pytest.raises(FetchError) as caught:
        fetcher(web).fetch(f"{web.url}/page")
    assert caught.value.retryable


ROBOTS = b"""\
User-agent: *
Disallow: /

User-agent: FootingBot
Disallow: /private
Allow: /private/press
"""


def test_robots_are_honoured_and_asked_once(web: Web) -> None:
    web.pages["/robots.txt"] = answer(ROBOTS, media_type="text/plain")
    web.pages |= {"/open": answer(), "/private/a": answer(), "/private/press": answer(), "/go": redirect("/private/a")}
    polite = fetcher(web)
    assert polite.fetch(f"{web.url}/open").data == PAGE
    assert polite.fetch(f"{web.url}/private/press").data == PAGE
    for path in ("/private/a", "/go"):
        with pytest.raises(ForbiddenAddress, match="asks not to be fetched"):
            polite.fetch(web.url + path)
    assert [path for path, _ in web.asked] == ["/robots.txt", "/open", "/private/press", "/go"]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_where_robots_cannot_be_asked_nothing_is_fetched(web: Web, status: int) -> None:
    web.pages |= {"/robots.txt": answer(status=status), "/page": answer()}
    with pytest.raises(FetchError, match="nothing is fetched there") as caught:
        fetcher(web).fetch(f"{web.url}/page")
    assert caught.value.retryable
    assert [path for path, _ in web.asked] == ["/robots.txt"]


@pytest.mark.parametrize("robots", [answer(status=404), answer(status=403), redirect("/robots.txt"), answer(b"\xff\0")])
def test_robots_that_say_nothing_allow(web: Web, robots: Answer) -> None:
    web.pages |= {"/robots.txt": robots, "/page": answer()}
    assert fetcher(web).fetch(f"{web.url}/page").data == PAGE


@pytest.mark.parametrize("text", ["93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize(
    "text",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1", "192.0.2.1",
        "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1", "fc00::1", "fe80::1",
        "fec0::1", "ff02::1", "2001:db8::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "2001:0:a00:1::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(text: str) -> None:
    assert not is_public(ip_address(text))
