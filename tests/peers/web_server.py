"""A web server on loopback that misbehaves in the ways that one expects of the web."""

from __future__ import annotations

import gzip
import http.server
import threading
import time
from collections.abc import Callable
from typing import ClassVar

PAGE = b"<html><title>A page</title><p>Text.</p></html>"

Answer = Callable[[http.server.BaseHTTPRequestHandler], None]


def answer(
    data: bytes = PAGE, *, status: int = 200, media_type: str | None = "text/html; charset=utf-8", **headers: str
) -> Answer:
    def write(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        if media_type is not None:
            handler.send_header("Content-Type", media_type)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return write


def redirect(to: str, status: int = 302) -> Answer:
    return answer(b"", status=status, Location=to)


def endless(handler: http.server.BaseHTTPRequestHandler) -> None:
    """A body without a stated length that does not end until the reader hangs up."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.end_headers()
    for _ in range(10_000):
        handler.wfile.write(b"x" * 10_000)


def dripping(handler: http.server.BaseHTTPRequestHandler) -> None:
    """A byte now and then: each wait is short, the whole is not."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def cut_short(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"only this")


def hanging(handler: http.server.BaseHTTPRequestHandler) -> None:
    """Hangs up in the middle of a body whose end it had announced with chunks."""
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"400\r\n<html><p>Half a page")
    handler.close_connection = True


def gzip_bomb(handler: http.server.BaseHTTPRequestHandler) -> None:
    """A small answer that unpacks to a hundred megabytes."""
    answer(gzip.compress(bytes(100_000_000)), media_type="text/plain", Content_Encoding="gzip")(handler)


def in_turn(*answers: Answer) -> Answer:
    """One answer after the other; the last one from then on."""
    left = list(answers)

    def write(handler: http.server.BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return write


def not_http(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH\r\n")


class Web:
    """A server on loopback.

    ``pages`` maps paths to answers; ``asked`` lists (path, user agent) in order, ``headers`` the requests' headers.
    """

    def __init__(self) -> None:
        self.headers: list[dict[str, str]] = []
        self.pages: dict[str, Answer] = {"/robots.txt": answer(b"", status=404)}
        self.asked: list[tuple[str, str]] = []
        web = self

        class Handler(http.server.BaseHTTPRequestHandler):
            pages: ClassVar[dict[str, Answer]] = web.pages

            def do_GET(self) -> None:
                web.asked.append((self.path, self.headers.get("User-Agent", "")))
                web.headers.append({name.lower(): value for name, value in self.headers.items()})
                try:
                    self.pages.get(self.path.partition("?")[0], answer(b"none", status=404))(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:
                """Says nothing."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
