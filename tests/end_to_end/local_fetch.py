"""``ingest.py fetch`` with https://harbour.example standing for a server on loopback: run as a process and killed.

The first argument is the server's port; the rest are the command's own.
"""

from __future__ import annotations

import sys

import ingest
from knowledge.ingest.fetching import Fetched, Limits, PublicFetcher
from tests.fakes import HashEmbedder


class Elsewhere:
    """A fetcher for which the addresses of a host are those of a server on loopback."""

    def __init__(self, port: int) -> None:
        self._url = f"http://127.0.0.1:{port}"
        self._fetcher = PublicFetcher(allowed={("127.0.0.1", port)}, limits=Limits(seconds=10))

    def _there(self, url: str) -> str:
        return url.replace("https://harbour.example", self._url)

    def fetch(self, url: str) -> Fetched:
        return self._fetcher.fetch(self._there(url))

    def fetch_changed(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched | None:
        return self._fetcher.fetch_changed(self._there(url), etag=etag, last_modified=last_modified)

    def crawl_delay(self, url: str) -> float | None:
        return self._fetcher.crawl_delay(self._there(url))


def wiring(port: int, library: str) -> ingest.Wiring:
    embedder = HashEmbedder()
    return ingest.Wiring(
        {"FOOTING_LIBRARY": library},
        lambda _: ingest.Model(embedder.identity, lambda: embedder),
        lambda: None,
        lambda: Elsewhere(port),
    )


if __name__ == "__main__":
    sys.exit(ingest.main(["fetch", *sys.argv[3:]], wiring(int(sys.argv[1]), sys.argv[2])))
