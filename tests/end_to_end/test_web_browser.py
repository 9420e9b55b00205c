"""The pages and the widget in Chromium, as a reader meets them."""

from __future__ import annotations

import dataclasses
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from bot.channels.web import Correction, Episode, EpisodeEvent, Site, WebSettings, create_app
from bot.channels.web.context import asset
from bot.engine.models import Answer
from knowledge.models import Standing
from tests.answers import ARTICLE, CHECK, EXPLANATION, FOUND, QUOTE, TOLD, library
from tests.fakes import ScriptedEngine

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.enable_socket,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: install the chromium package"),
]
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
LONG = "Where exactly?"
EPISODE = "What happened to the mail?"
EVENTS = (EpisodeEvent("2016-03", "The first message.", Standing.ALLEGED, (FOUND,)),)


class Shelf:
    def __init__(self, *items: Any) -> None:
        self._items = items

    def all(self) -> tuple[Any, ...]:
        return self._items

    def get(self, episode_id: str) -> Any:
        return next((item for item in self._items if item.id == episode_id), None)


class Words:
    def __init__(self) -> None:
        self.told: list[tuple[bool, str | None]] = []

    def keep(self, answer: Answer, *, language: str, asker: str) -> str | None:
        return "an-answer"

    def record(self, *, answer: str, helpful: bool, reason: str | None, asker: str) -> bool:
        self.told.append((helpful, reason))
        return answer == "an-answer"


@contextmanager
def serving(app: Any, listener: socket.socket) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


class Stage:
    """A Footing server, and another site that embeds its widget under a strict policy of its own."""

    def __init__(self, stack: ExitStack) -> None:
        ours, theirs = (socket.create_server(("127.0.0.1", 0)) for _ in range(2))
        origin = f"http://127.0.0.1:{theirs.getsockname()[1]}"
        self.words = Words()
        long = dataclasses.replace(FOUND, locator="Jane Roe, second answer, on the report of the commission" * 2)
        statement = dataclasses.replace(EXPLANATION.statements[0], citations=(long,))
        answers = {LONG: dataclasses.replace(EXPLANATION, statements=(statement,)), EPISODE: TOLD}
        self.engine = ScriptedEngine(EXPLANATION, CHECK, answers=answers, library=library())
        app = create_app(
            self.engine,
            settings=WebSettings(sites=(Site("news", (origin,)),)),
            answers=self.words,
            episodes=Shelf(Episode("mail", "The mail episode", "About mail.", EVENTS)),
            corrections=Shelf(Correction("2026-02-03", "f-1", None, "Two firms.", "Three firms.", "A later volume.")),
        )
        self.url = stack.enter_context(serving(app, ours))
        self.site = stack.enter_context(serving(Starlette(routes=[Route("/", self._host)]), theirs))

    def _host(self, request: Request) -> HTMLResponse:
        key = request.query_params.get("key", "news")
        lang = request.query_params.get("lang", "en")
        body = (
            f'<!doctype html><html lang="{lang}"><title>News</title><link rel="icon" href="data:,">'
            f'<header><h1>News</h1></header><main><a id="before" href="#x">A link</a></main>'
            f'<script type="module" src="{self.url}/widget.js" integrity="{asset("widget.js").integrity}"'
            f' crossorigin="anonymous"></script>'
            f'<footing-widget site-key="{key}" suggestions="Who paid?|Why?"></footing-widget></html>'
        )
        policy = (
            f"default-src 'none'; script-src {self.url}; connect-src {self.url}; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        )
        return HTMLResponse(body, headers={"Content-Security-Policy": policy})


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with ExitStack() as stack:
        yield Stage(stack)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as runner:
        chromium = runner.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


@contextmanager
def page(browser: Any, width: int = 1280, height: int = 900, **options: Any) -> Iterator[Any]:
    """A page of a fresh profile. Errors in its console fail the test."""
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield opened
    assert not context.cookies()
    context.close()
    assert not errors


def violations(opened: Any) -> list[str]:
    opened.wait_for_timeout(300)  # entrance animations change contrast while they run
    found = axe.Axe().run(opened).response["violations"]
    return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]


PATHS = (
    "/",
    "/check",
    "/sources",
    "/sources/example-inquiry",
    "/episodes",
    "/episodes/mail",
    "/corrections",
    "/labels",
)
LOOKS: dict[str, dict[str, Any]] = {
    "desktop": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"width": 320, "height": 640},
    "arabic": {"locale": "ar"},
}


@pytest.mark.parametrize("look", LOOKS)
def test_pages_are_accessible_and_fit(stage: Stage, browser: Any, look: str) -> None:
    with page(browser, **LOOKS[look]) as opened:
        for path in PATHS:
            opened.goto(stage.url + path)
            assert violations(opened) == [], path
            assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert opened.locator("html").get_attribute("dir") == ("rtl" if look == "arabic" else "ltr")


@pytest.mark.parametrize("look", LOOKS)
def test_an_answer_and_a_check_are_accessible_and_fit(stage: Stage, browser: Any, look: str) -> None:
    with page(browser, **LOOKS[look]) as opened:
        opened.goto(stage.url)
        opened.fill("#question", "Why did the agency swing the vote?")
        opened.click("[data-ask] button")
        opened.wait_for_selector(".share")
        for summary in opened.locator("details > summary").all():
            summary.click()
        assert violations(opened) == []
        assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
        opened.goto(stage.url)
        opened.fill("#question", LONG)
        opened.click("[data-ask] button")
        opened.wait_for_selector(".share")
        assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
        opened.goto(f"{stage.url}/check")
        opened.fill("#text", ARTICLE)
        opened.click(".checker button")
        opened.wait_for_selector(".marked")
        assert violations(opened) == []
        assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_asking_and_checking_need_no_script(stage: Stage, browser: Any) -> None:
    with page(browser, java_script_enabled=False) as opened:
        opened.goto(stage.url)
        opened.fill("#question", "Who paid?")
        opened.click("[data-ask] button")
        assert opened.locator(".statement").count() == 3
        opened.locator(".citation summary").first.click()
        assert opened.get_by_text(QUOTE).first.is_visible()
        opened.goto(f"{stage.url}/check")
        opened.fill("#text", ARTICLE)
        opened.click(".checker button")
        opened.click("#m3")
        assert opened.url.endswith("#c3")
        assert opened.locator("#c3").is_visible()
        assert opened.locator("#m3 .hinge").inner_text() == "will do so"


def test_an_answer_comes_without_leaving_the_page_and_its_link_asks_again(stage: Stage, browser: Any) -> None:
    with page(browser, permissions=["clipboard-read", "clipboard-write"]) as opened:
        opened.goto(stage.url)
        requests: list[str] = []
        opened.on("request", lambda request: requests.append(request.url))
        opened.fill("#question", "Who paid? & why")
        opened.keyboard.press("Enter")
        opened.wait_for_selector(".share")
        assert opened.locator(".statement").count() == 3
        assert opened.locator("[data-progress]").inner_text() == "The answer is complete."
        opened.click("[data-share]")
        opened.get_by_text("Copied").wait_for()
        link = opened.evaluate("navigator.clipboard.readText()")
        assert link.startswith(f"{stage.url}/#q=")
        assert not any("paid" in url for url in requests)
        opened.goto("about:blank")
        opened.goto(link)
        opened.wait_for_selector(".share")
        assert stage.engine.questions[-1].text == "Who paid? & why"


def test_feedback_is_sent_without_leaving_the_page_and_without_a_script(stage: Stage, browser: Any) -> None:
    for script in (True, False):
        with page(browser, java_script_enabled=script) as opened:
            opened.goto(stage.url)
            opened.fill("#question", "Who paid?")
            opened.click("[data-ask] button")
            opened.get_by_text("Is something wrong?").click()
            opened.fill("#reason", f"Page {15 + script}")
            opened.get_by_role("button", name="Send").click()
            opened.get_by_text("A person will read this.").wait_for()
            assert stage.words.told[-1] == (False, f"Page {15 + script}")
            assert opened.locator(".statement").count() == (3 if script else 0)


def test_the_image_is_saved_from_the_answer(stage: Stage, browser: Any) -> None:
    with page(browser) as opened:
        opened.goto(stage.url)
        opened.fill("#question", "Who paid?")
        opened.keyboard.press("Enter")
        opened.wait_for_selector(".share")
        with opened.expect_download() as download:
            opened.get_by_role("button", name="Image").click()
        assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_the_widget_on_another_site_by_keyboard(stage: Stage, browser: Any) -> None:
    with page(browser, permissions=["clipboard-read", "clipboard-write"]) as opened:
        hosts: set[str] = set()
        opened.on("request", lambda request: hosts.add("/".join(request.url.split("/")[:3])))
        opened.goto(stage.site)
        opened.get_by_role("button", name="Ask about sources").wait_for()
        opened.focus("#before")
        opened.keyboard.press("Tab")
        opened.keyboard.press("Enter")
        dialog = opened.get_by_role("dialog", name="Ask Footing")
        dialog.wait_for()
        opened.keyboard.type("Who paid?")
        opened.keyboard.press("Enter")
        opened.get_by_role("button", name="Copy", exact=True).wait_for()
        assert dialog.locator(".item .documented").inner_text().endswith("Documented")
        assert dialog.locator(".cites").count() == 4
        dialog.locator(".cites summary").first.click()
        assert dialog.locator("blockquote").first.inner_text() == QUOTE
        for _ in range(60):
            opened.keyboard.press("Tab")
            assert opened.evaluate("document.activeElement.id") != "before"
        opened.get_by_role("button", name="Copy", exact=True).click()
        opened.get_by_text("Copied").wait_for()
        copied = opened.evaluate("navigator.clipboard.readText()")
        assert "■ Documented\nThe agency paid" in copied
        assert "— Report of the Example Inquiry into <Interference> & Influence, p. 14" in copied
        assert violations(opened) == []
        opened.keyboard.press("Escape")
        assert not dialog.is_visible()
        assert opened.evaluate("document.activeElement.shadowRoot.activeElement.className") == "launch main"
        assert {host for host in hosts if host.startswith("http")} == {stage.site, stage.url}


def test_the_widget_tells_an_episode(stage: Stage, browser: Any) -> None:
    with page(browser) as opened:
        opened.goto(stage.site)
        opened.get_by_role("button", name="Ask about sources").click()
        dialog = opened.get_by_role("dialog", name="Ask Footing")
        dialog.locator("textarea").first.fill(EPISODE)
        opened.keyboard.press("Enter")
        dialog.get_by_role("heading", name="Timeline").wait_for()
        assert dialog.get_by_role("heading", name="What is contested").count() == 1
        assert dialog.locator("time").inner_text() == "2016-03"
        link = dialog.get_by_role("link", name="The mail episode")
        link.wait_for()
        assert link.get_attribute("href") == f"{stage.url}/episodes/mail"
        assert violations(opened) == []


def test_the_widget_takes_feedback_with_a_reason(stage: Stage, browser: Any) -> None:
    with page(browser) as opened:
        opened.goto(stage.site)
        opened.get_by_role("button", name="Ask about sources").click()
        opened.get_by_role("button", name="Who paid?").click()
        opened.get_by_role("button", name="Wrong or unhelpful").click()
        opened.get_by_role("textbox", name="What is wrong? (optional)").fill("Page 15")
        opened.get_by_role("button", name="Send").click()
        opened.get_by_text("A person will read this.").wait_for()
        assert stage.words.told[-1] == (False, "Page 15")


def test_the_widget_keeps_its_history_in_memory(stage: Stage, browser: Any) -> None:
    with page(browser) as opened:
        opened.goto(stage.site)
        opened.get_by_role("button", name="Ask about sources").click()
        for question in ("First?", "Second?"):
            opened.get_by_role("textbox", name="Your question").fill(question)
            opened.keyboard.press("Enter")
            opened.get_by_role("button", name="Copy link").nth(int(question == "Second?")).wait_for()
        assert [turn.question for turn in stage.engine.questions[-1].history] == ["First?"]
        assert opened.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_widget_fills_a_phone_and_runs_right_to_left(stage: Stage, browser: Any) -> None:
    with page(browser, 360, 640, color_scheme="dark") as opened:
        opened.goto(f"{stage.site}/?lang=ar")
        opened.get_by_role("button", name="اسأل عن المصادر").click()
        dialog = opened.get_by_role("dialog")
        box = dialog.bounding_box()
        assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 360, 640)
        assert dialog.get_attribute("dir") == "rtl"
        dialog.locator(".offers button").first.click()
        dialog.locator(".item .documented").get_by_text("موثّق").wait_for()
        assert violations(opened) == []


def test_the_widget_with_a_forged_key_shows_nothing_of_ours(stage: Stage, browser: Any) -> None:
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(f"{stage.site}/?key=forged")
    opened.get_by_text("Footing is not available on this page.").wait_for()
    context.close()


def test_the_framed_widget_is_accessible(stage: Stage, browser: Any) -> None:
    with page(browser) as opened:
        opened.goto(f"{stage.url}/embed/news")
        opened.get_by_role("textbox", name="Your question").fill("Who paid?")
        opened.keyboard.press("Enter")
        opened.get_by_role("button", name="Copy link").wait_for()
        assert violations(opened) == []
