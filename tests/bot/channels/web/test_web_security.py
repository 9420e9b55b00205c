"""Who may call and frame, what the headers say, and what hostile input gets."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import logging
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from fastapi.testclient import TestClient

from bot.channels.web import Site, WebSettings, create_app, widget
from bot.engine.errors import SettingsError
from bot.engine.models import Explanation
from tests.answers import CHECK, EXPLANATION, FOUND, library
from tests.fakes import ScriptedEngine

NEWS = Site("news", ("https://news.example", "https://www.news.example"))
BLOG = Site("blog", ("https://blog.example",))
SETTINGS = WebSettings(sites=(NEWS, BLOG), base_url="https://footing.example")


def client(engine: ScriptedEngine | None = None, settings: WebSettings = SETTINGS) -> TestClient:
    engine = engine or ScriptedEngine(EXPLANATION, CHECK, library=library())
    return TestClient(create_app(engine, settings=settings), raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://testserver"}, 200),
        ({"Origin": "https://footing.example"}, 200),
        ({"Origin": "https://news.example"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"X-Footing-Site": "news", "Origin": "https://news.example"}, 200),
        ({"X-Footing-Site": "news", "Origin": "https://www.news.example"}, 200),
        ({"X-Footing-Site": "news"}, 403),
        ({"X-Footing-Site": "news", "Origin": "null"}, 403),
        ({"X-Footing-Site": "news", "Origin": "https://blog.example"}, 403),
        ({"X-Footing-Site": "news", "Origin": "https://news.example.evil.example"}, 403),
        ({"X-Footing-Site": "news", "Origin": "http://news.example"}, 403),
        ({"X-Footing-Site": "forged", "Origin": "https://news.example"}, 403),
        ({"X-Footing-Site": "", "Origin": "https://news.example"}, 403),
    ],
)
def test_a_call_comes_from_a_listed_site_or_from_here(headers: dict[str, str], status: int) -> None:
    engine = ScriptedEngine(EXPLANATION)
    response = client(engine).post("/v1/ask", json={"question": "Who?"}, headers=headers)
    assert response.status_code == status
    assert len(engine.questions) == (status == 200)
    allowed = response.headers.get("access-control-allow-origin")
    assert allowed == (headers.get("Origin") if headers.get("Origin") in NEWS.origins + BLOG.origins else None)
    assert "access-control-allow-credentials" not in response.headers


@pytest.mark.parametrize(
    ("origin", "status"), [("https://news.example", 204), ("https://evil.example", 403), ("null", 403), (None, 403)]
)
def test_preflight(origin: str | None, status: int) -> None:
    headers = {"Access-Control-Request-Method": "POST"} | ({"Origin": origin} if origin else {})
    response = client().options("/v1/ask", headers=headers)
    assert response.status_code == status
    assert ("access-control-allow-origin" in response.headers) is (status == 204)
    if status == 204:
        assert "X-Footing-Site" in response.headers["access-control-allow-headers"]


def test_forms_come_from_here_only() -> None:
    for origin, status in (("https://news.example", 403), ("null", 403), ("http://testserver", 200)):
        response = client().post("/ask", data={"question": "Who?"}, headers={"Origin": origin})
        assert response.status_code == status


@pytest.mark.parametrize("path", ["/", "/check", "/sources", "/labels", "/nope", "/v1/sources", "/static/footing.css"])
def test_every_response_has_the_security_headers(path: str) -> None:
    headers = client().get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["strict-transport-security"]
    assert "set-cookie" not in headers


def test_the_framed_page_may_be_framed_by_its_site_only() -> None:
    page = client().get("/embed/news")
    assert "frame-ancestors https://news.example https://www.news.example" in page.headers["content-security-policy"]
    assert "x-frame-options" not in page.headers
    assert client().get("/embed/forged").status_code == 404


def test_the_widget_file_is_for_everyone_and_its_hash_is_right() -> None:
    web = client()
    response = web.get("/widget.js")
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"
    embed = web.get("/embed/news").text
    address = embed.split('src="')[1].split('"')[0]
    versioned = web.get(address)
    assert "immutable" in versioned.headers["cache-control"]
    again = web.get(address, headers={"If-None-Match": versioned.headers["etag"]})
    assert again.status_code == 304


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'{{7*7}}\u202e"


class Page(HTMLParser):
    """Fails on a script of another's, a handler, or an address that is not of the web; keeps the text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self._within: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within.append(tag)
        found = dict(attrs)
        assert tag != "img"
        assert not any(name.startswith("on") or name == "style" for name in found)
        if tag == "script":
            assert found.get("type") == "application/ld+json" or (found.get("src") or "").startswith("/static/")
        for name in ("href", "src", "action"):
            assert (found.get(name) or "/").startswith(("/", "#", "https://"))

    def handle_data(self, data: str) -> None:
        if not self._within or self._within[-1] not in ("textarea", "script"):
            self.text += data


@pytest.mark.parametrize("path", ["/ask", "/check"])
def test_data_is_never_markup(path: str) -> None:
    citation = dataclasses.replace(
        FOUND,
        title=HOSTILE,
        publisher=HOSTILE,
        locator=HOSTILE,
        quote=HOSTILE,
        url="javascript:alert(1)",
        archive_url="data:text/html,<script>alert(1)</script>",
        source_id='"><script>',
    )
    statement = dataclasses.replace(EXPLANATION.statements[0], text=HOSTILE, why=HOSTILE, citations=(citation,))
    answer = Explanation(HOSTILE, (statement,), premise=EXPLANATION.premise)
    claims = tuple(dataclasses.replace(claim, citations=(citation,), speaker=HOSTILE) for claim in CHECK.claims)
    engine = ScriptedEngine(answer, dataclasses.replace(CHECK, claims=claims))
    text = CHECK.text + HOSTILE
    response = client(engine).post(path, data={"question": HOSTILE, "text": text})
    assert response.status_code == 200
    page = Page(response.text)
    assert "</script><script>alert(1)</script>" in page.text
    assert "{{7*7}}" in page.text
    assert "\u202e" not in page.text


def test_ten_thousand_newlines_are_a_text() -> None:
    response = client().post("/v1/check", json={"text": "a" + "\n" * 10_000 + "b"})
    assert response.status_code == 200


def test_nothing_that_was_asked_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    web = client()
    web.post("/v1/ask", json={"question": "confidential matter"})
    web.post("/ask", data={"question": "confidential matter"})
    web.get("/sources?q=confidential")
    web.get("/confidential")
    web.post("/v1/ask", json={"wrong": "confidential"})
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("footing")]
    assert len([line for line in ours if "/v1/ask" in line]) == 2
    assert not any("confidential" in line for line in ours)


@pytest.mark.parametrize(
    ("key", "origins"),
    [
        ("", ("https://a.example",)),
        ("a b", ("https://a.example",)),
        ("a", ()),
        ("a", ("a.example",)),
        ("a", ("https://a.example/",)),
        ("a", ("*",)),
        ("a", ("https://a.example; script-src *",)),
        ("a", ("javascript://a",)),
    ],
)
def test_a_site_that_cannot_be_is_refused(key: str, origins: tuple[str, ...]) -> None:
    with pytest.raises(SettingsError):
        Site(key, origins)


@pytest.mark.parametrize("options", [{"sites": (NEWS, NEWS)}, {"asker_salt": b""}, {"asker_salt": b"x" * 65}])
def test_settings_that_cannot_be_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(SettingsError):
        WebSettings(**options)


def test_the_widget_is_small_and_its_snippet_names_its_hash(capsys: pytest.CaptureFixture[str]) -> None:
    assert widget.main(["https://footing.example/", 'a"b']) == 0
    printed = capsys.readouterr().out
    assert widget.size() < widget.LIMIT
    digest = base64.b64encode(hashlib.sha384(client().get("/widget.js").content).digest()).decode()
    assert f'src="https://footing.example/widget.js" integrity="sha384-{digest}"' in printed
    assert 'site-key="a&quot;b"' in printed


def test_static_files_hold_nothing_inline_or_foreign() -> None:
    script = client().get("/widget.js").text
    assert "eval(" not in script
    assert "innerHTML" not in script
    assert "document.cookie" not in script
    assert "http" not in re.sub(r"https?:\"|http\(s\)", "", script)
