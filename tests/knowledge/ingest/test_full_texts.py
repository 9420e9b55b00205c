"""Fetching full texts from a web that misbehaves: what is kept is whole, and nothing stops the rest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF

import ingest
from knowledge.errors import FetchError, RecordError
from knowledge.ingest.fetching import Fetched, Limits, PublicFetcher
from knowledge.ingest.full_text_folder import FullTexts, Wanted
from knowledge.ingest.full_texts import Outcome, Politeness, Result, Wayback, fetch_all, select
from knowledge.library import ChromaLibrary
from knowledge.models import Filters, FullText, Kind, Source, TextType
from knowledge.records import read_episodes, read_records
from tests.end_to_end.local_fetch import wiring
from tests.fakes import HashEmbedder
from tests.peers.web_server import (
    PAGE,
    Answer,
    Web,
    answer,
    cut_short,
    dripping,
    endless,
    gzip_bomb,
    hanging,
    in_turn,
    not_http,
    redirect,
)

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1", "::1"])]

HTML = b"<html><head><title>Report</title></head><body><p>The harbour commission found two ferries.</p></body></html>"


def pdf(*pages: str) -> bytes:
    document = FPDF()
    document.set_font("helvetica")
    for text in pages:
        document.add_page()
        document.write(text=text)
    return bytes(document.output())


REPORT = pdf(
    " ".join(f"The commission met on day {day} and heard the keeper of pier {day}." for day in range(30)),
    " ".join(f"The commission found that lighthouse {day} was sold to a ferry owner." for day in range(30)),
)


@pytest.fixture
def web() -> Iterator[Web]:
    served = Web()
    yield served
    served.close()


@pytest.fixture
def inner() -> Iterator[Web]:
    served = Web()
    yield served
    served.close()


def wanted(url: str, kind: TextType = TextType.HTML, source_id: str = "report", **stated: Any) -> Wanted:
    source = Source(source_id, f"Title of {source_id}", "Harbour Commission", Kind.INQUIRY_REPORT, url=url)
    return Wanted(source, FullText(url, kind, "open licence", **stated))


class Run:
    """Fetches into one folder from one server; ``waited`` are the seconds that it would have waited."""

    def __init__(self, folder: Path, web: Web) -> None:
        self.folder = folder
        self.web = web
        self.waited: list[float] = []

    def __call__(self, *texts: Wanted, seconds: float = 1.0, size: int = 200_000, **chosen: Any) -> list[Outcome]:
        fetcher = PublicFetcher(
            allowed={("127.0.0.1", self.web.port)}, limits=Limits(size=size, seconds=seconds, connect_seconds=1)
        )
        return fetch_all(texts, FullTexts(self.folder), fetcher, wait=self.waited.append, **chosen)

    def files(self) -> set[str]:
        return {path.name for path in self.folder.iterdir() if not path.name.startswith(".")}

    def rows(self) -> list[dict[str, Any]]:
        lines = (self.folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def asked(self, path: str) -> int:
        return sum(asked == path for asked, _ in self.web.asked)


@pytest.fixture
def run(tmp_path: Path, web: Web) -> Run:
    return Run(tmp_path / "texts", web)


def test_a_text_is_kept_with_what_is_known_about_it(run: Run, web: Web) -> None:
    web.pages["/report.pdf"] = answer(REPORT, media_type="application/pdf", ETag='"one"')
    (outcome,) = run(wanted(f"{web.url}/report.pdf", TextType.PDF, pages=2))
    assert outcome == Outcome("report", f"{web.url}/report.pdf", Result.FETCHED)
    assert (run.folder / "report.pdf").read_bytes() == REPORT
    (row,) = run.rows()
    assert (row["id"], row["path"], row["etag"], row["kind"], row["rights"]) == (
        "report", "report.pdf", '"one"', "inquiry_report", "open licence"
    )  # fmt: skip
    assert row["sha256"] == hashlib.sha256(REPORT).hexdigest()


def test_a_second_run_asks_for_what_is_missing_only(run: Run, web: Web) -> None:
    web.pages |= {"/a": answer(HTML), "/b": answer(status=404)}
    texts = [wanted(f"{web.url}/a", source_id="a"), wanted(f"{web.url}/b", source_id="b")]
    assert [one.result for one in run(*texts)] == [Result.FETCHED, Result.FAILED]
    web.pages["/b"] = answer(HTML)
    assert [one.result for one in run(*texts)] == [Result.UNCHANGED, Result.FETCHED]
    assert [one.result for one in run(*texts)] == [Result.UNCHANGED, Result.UNCHANGED]
    assert (run.asked("/a"), run.asked("/b")) == (1, 2)


def test_again_asks_whether_it_changed(run: Run, web: Web) -> None:
    text = wanted(f"{web.url}/a")
    web.pages["/a"] = answer(HTML, ETag='"one"', Last_Modified="Sat, 01 Nov 2025 10:00:00 GMT")
    run(text)
    web.pages["/a"] = answer(b"", status=304)
    (outcome,) = run(text, again=True)
    assert outcome.result is Result.UNCHANGED
    assert web.headers[-1]["if-none-match"] == '"one"'
    assert web.headers[-1]["if-modified-since"] == "Sat, 01 Nov 2025 10:00:00 GMT"
    assert "if-none-match" not in web.headers[-2], "robots.txt is another text"
    web.pages["/a"] = answer(HTML.replace(b"two", b"three"))
    assert run(text, again=True)[0].result is Result.FETCHED
    assert b"three" in (run.folder / "report.html").read_bytes()


def test_a_server_that_fails_at_first_is_asked_again(run: Run, web: Web) -> None:
    web.pages["/a"] = in_turn(answer(status=500), answer(status=503), answer(HTML))
    assert run(wanted(f"{web.url}/a"))[0].result is Result.FETCHED
    assert run.waited == [2.0, 4.0]


def test_retry_after_is_waited_for(run: Run, web: Web) -> None:
    web.pages["/a"] = in_turn(answer(status=429, Retry_After="37"), answer(HTML))
    assert run(wanted(f"{web.url}/a"))[0].result is Result.FETCHED
    assert run.waited == [37.0]


@pytest.mark.parametrize("stated", ["86400", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_a_host_that_asks_for_a_day_gets_it(run: Run, web: Web, stated: str) -> None:
    web.pages |= {"/a": answer(status=429, Retry_After=stated), "/b": answer(HTML)}
    outcomes = run(wanted(f"{web.url}/a", source_id="a"), wanted(f"{web.url}/b", source_id="b"))
    assert [one.result for one in outcomes] == [Result.FAILED, Result.FAILED]
    assert all("left alone" in str(one.note) for one in outcomes)
    assert (run.asked("/a"), run.asked("/b"), run.waited) == (1, 0, [])


def test_one_request_at_a_time_with_a_pause_and_the_delay_that_robots_ask_for(run: Run, web: Web) -> None:
    web.pages |= {"/a": answer(HTML), "/b": answer(HTML), "/c": answer(HTML)}
    texts = [wanted(f"{web.url}/{name}", source_id=name) for name in "abc"]
    run(*texts[:2], politeness=Politeness(pause=3))
    assert run.waited == [3]
    web.pages["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 9\n", media_type="text/plain")
    (run.folder / "b.html").unlink()
    run(*texts)
    assert run.waited == [3, 9.0]


def test_what_robots_bar_is_told_apart(run: Run, web: Web) -> None:
    web.pages |= {"/robots.txt": answer(b"User-agent: *\nDisallow: /closed\n", media_type="text/plain")}
    web.pages |= {"/closed": answer(HTML), "/open": answer(HTML)}
    outcomes = run(wanted(f"{web.url}/closed", source_id="closed"), wanted(f"{web.url}/open", source_id="open"))
    assert [one.result for one in outcomes] == [Result.BARRED, Result.FETCHED]
    assert "save it as closed.html" in str(outcomes[0].note)
    assert run.asked("/closed") == 0


@pytest.mark.parametrize(
    ("page", "kind", "stated", "said"),
    [
        (answer(status=404), TextType.HTML, {}, "answered 404"),
        (answer(status=500), TextType.HTML, {}, "answered 500"),
        (answer(status=403), TextType.HTML, {}, "answered 403"),
        (redirect("/page"), TextType.HTML, {}, "more than 8 redirects"),
        (redirect("http://10.0.0.1/secret"), TextType.HTML, {}, "not a public address"),
        (redirect("http://[::1]:1/secret"), TextType.HTML, {}, "not a public address"),
        (answer(PAGE, media_type="application/pdf"), TextType.PDF, {}, "it is html, not pdf"),
        (answer(REPORT), TextType.HTML, {}, "it is pdf, not html"),
        (answer(b"Plain words of a report."), TextType.HTML, {}, "it is text, not html"),
        (answer(HTML), TextType.TEXT, {}, "it is html, not text"),
        (answer(REPORT[:-300], media_type="application/pdf"), TextType.PDF, {}, "is cut short"),
        (answer(b"%PDF-1.7\nnonsense\n%%EOF\n", media_type="application/pdf"), TextType.PDF, {}, "damaged PDF"),
        (answer(REPORT, media_type="application/pdf"), TextType.PDF, {"pages": 448}, "it has 2 pages"),
        (answer(HTML), TextType.HTML, {"sha256": "0" * 64}, "its hash is"),
        (answer(b""), TextType.HTML, {}, "empty answer"),
        (answer(media_type="image/png"), TextType.HTML, {}, "not a document"),
        (cut_short, TextType.TEXT, {}, "/page"),
        (hanging, TextType.HTML, {}, "/page"),
        (dripping, TextType.TEXT, {}, "no whole answer within 1 s"),
        (endless, TextType.TEXT, {}, "over 200,000 bytes"),
        (gzip_bomb, TextType.TEXT, {}, "over 200,000 bytes"),
        (not_http, TextType.HTML, {}, "/page"),
    ],
)
def test_nothing_wrong_is_kept_and_nothing_stops_the_rest(
    run: Run, web: Web, page: Answer, kind: TextType, stated: dict[str, Any], said: str
) -> None:
    web.pages |= {"/page": page, "/good": answer(HTML)}
    bad, good = run(wanted(f"{web.url}/page", kind, "bad", **stated), wanted(f"{web.url}/good", source_id="good"))
    assert (bad.result, good.result) == (Result.FAILED, Result.FETCHED)
    assert said in str(bad.note)
    assert run.files() == {"good.html", "manifest.jsonl"}
    assert list((run.folder / ".part").iterdir()) == []


def test_a_failing_host_does_not_stop_another(run: Run, web: Web, inner: Web) -> None:
    inner.close()
    web.pages["/good"] = answer(HTML)
    dead = wanted(f"http://localhost:{inner.port}/x", source_id="dead")
    outcomes = run(dead, wanted(f"{web.url}/good", source_id="good"))
    assert [one.result for one in outcomes] == [Result.FAILED, Result.FETCHED]
    assert inner.asked == []


def test_a_text_that_turns_bad_leaves_the_good_one(run: Run, web: Web) -> None:
    text = wanted(f"{web.url}/report.pdf", TextType.PDF)
    web.pages["/report.pdf"] = answer(REPORT, media_type="application/pdf")
    run(text)
    web.pages["/report.pdf"] = answer(PAGE)
    assert run(text, again=True)[0].result is Result.FAILED
    assert (run.folder / "report.pdf").read_bytes() == REPORT
    assert run(text)[0].result is Result.UNCHANGED


def test_a_file_that_was_altered_or_listed_for_another_address_is_fetched_anew(run: Run, web: Web) -> None:
    web.pages |= {"/a": answer(HTML), "/b": answer(HTML.replace(b"two", b"three"))}
    run(wanted(f"{web.url}/a"))
    (run.folder / "report.html").write_bytes(HTML[:40])
    assert run(wanted(f"{web.url}/b"))[0].result is Result.FETCHED
    assert b"three" in (run.folder / "report.html").read_bytes()


def test_what_was_saved_by_hand_is_taken_if_it_is_right(run: Run, web: Web) -> None:
    run.folder.mkdir()
    (run.folder / "report.pdf").write_bytes(REPORT)
    (run.folder / "other.pdf").write_bytes(PAGE)
    texts = [wanted(f"{web.url}/{name}.pdf", TextType.PDF, name) for name in ("report", "other")]
    outcomes = run(*texts)
    assert [one.result for one in outcomes] == [Result.UNCHANGED, Result.FAILED]
    assert run.asked("/report.pdf") == 0
    assert [row["id"] for row in run.rows()] == ["report"]


def test_halves_that_a_killed_run_left_do_not_count(run: Run, web: Web) -> None:
    (run.folder / ".part").mkdir(parents=True)
    (run.folder / ".part" / "report.html").write_bytes(HTML[:50])
    (run.folder / "manifest.jsonl").write_text('{"id": "report", "path": "report.ht', encoding="utf-8")
    web.pages["/a"] = answer(HTML)
    assert run(wanted(f"{web.url}/a"))[0].result is Result.FETCHED
    assert len(run.rows()) == 1


def test_two_runs_into_one_folder(run: Run, web: Web) -> None:
    with FullTexts(run.folder).writing(), pytest.raises(FetchError, match="another run"):
        run(wanted(f"{web.url}/a"))


def test_a_folder_that_cannot_be_made(run: Run, web: Web, tmp_path: Path) -> None:
    (tmp_path / "texts").write_text("a file", encoding="utf-8")
    with pytest.raises(FetchError, match="cannot be written"):
        run(wanted(f"{web.url}/a"))


class Archive:
    """The archive's three ways to answer, by the end of the address."""

    def fetch(self, url: str) -> Fetched:
        if url.startswith("save:"):
            if url.endswith("/moved"):
                return Fetched(b"x", "text/html", "https://web.archive.org/web/20260101000000/https://e.org/moved", "x")
            headers = {"content-location": "/web/20260102000000/https://e.org/named"}
            if url.endswith("/named"):
                return Fetched(b"x", "text/html", url, "x", headers)
            if url.endswith("/silent"):
                return Fetched(b"x", "text/html", url, "x")
            raise FetchError(f"{url}: answered 520")
        kept = {"archived_snapshots": {"closest": {"url": "http://web.archive.org/web/2020/https://e.org/earlier"}}}
        held = "earlier" in url or "silent" in url
        return Fetched(json.dumps(kept if held else {"archived_snapshots": {}}).encode(), "application/json", url, "x")

    def fetch_changed(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        return self.fetch(url)

    def crawl_delay(self, url: str) -> None:
        return None


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("moved", "https://web.archive.org/web/20260101000000/https://e.org/moved"),
        ("named", "https://web.archive.org/web/20260102000000/https://e.org/named"),
        ("earlier", "https://web.archive.org/web/2020/https://e.org/earlier"),
        ("silent", "https://web.archive.org/web/2020/https://e.org/earlier"),
    ],
)
def test_the_archive_s_address(page: str, kept: str) -> None:
    assert Wayback(Archive(), save="save:", find="find:")(f"https://e.org/{page}") == kept


def test_an_archive_that_keeps_nothing() -> None:
    with pytest.raises(FetchError, match="no earlier copy"):
        Wayback(Archive(), save="save:", find="find:")("https://e.org/never")


def test_failing_to_archive_is_no_failure_to_fetch(run: Run, web: Web) -> None:
    web.pages |= {"/a": answer(HTML), "/b": answer(HTML)}
    copy = "https://web.archive.org/web/20260101000000/https://e.org/a"

    def archive(url: str) -> str:
        if url.endswith("/b"):
            raise FetchError("the archive is closed")
        return copy

    texts = [wanted(f"{web.url}/{name}", source_id=name) for name in "ab"]
    kept, not_kept = run(*texts, archive=archive)
    assert (kept.result, kept.archived) == (Result.FETCHED, copy)
    assert (not_kept.result, not_kept.archived, not_kept.note) == (
        Result.FETCHED, None, "not archived: the archive is closed"
    )  # fmt: skip
    assert {row["id"]: row.get("archive_url") for row in run.rows()} == {"a": copy, "b": None}
    assert run(*texts)[0].archived == copy


RECORD = """\
id: {id}
title: Report {id}
publisher: Harbour Commission
kind: inquiry_report
url: https://harbour.example/{id}
{fetch}
rights: open licence
as_of: 2026-01-01
checked: {{on: 2026-01-01, where: "printed report"}}
findings:
  - id: {id}-one
    text: The inquiry found that the {id} ferry was bought.
    at: "p. 1"
    aspect: activity
    event: {event}
"""
EPISODE = """\
id: ferries
title: The ferries
established:
  - {text: A lighthouse was sold., findings: [c-one]}
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Records a and b of two episodes, c that only an episode names, d without a text."""
    records = tmp_path / "base" / "records"
    records.mkdir(parents=True)
    for name, event in (("a", "ferries"), ("b", "lighthouses"), ("c", "lighthouses"), ("d", "ferries")):
        kind = "pdf" if name == "a" else "html"
        fetch = f"fetch: {{url: https://harbour.example/{name}, type: {kind}, rights: open licence}}"
        text = RECORD.format(id=name, event=event, fetch="" if name == "d" else fetch)
        (records / f"{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "base" / "episodes").mkdir()
    (tmp_path / "base" / "episodes" / "ferries.yaml").write_text(EPISODE, encoding="utf-8")
    return tmp_path / "base"


def test_selection(base: Path) -> None:
    records, episodes = read_records(base / "records"), read_episodes(base / "episodes")

    def chosen(**given: Any) -> tuple[list[str], list[str]]:
        wanted, without = select(records, episodes, **given)
        return [one.source.id for one in wanted], without

    assert chosen() == (["a", "b", "c"], ["d"])
    assert chosen(of=["ferries"]) == (["a", "c"], ["d"])
    assert chosen(ids=["b"]) == (["b"], [])
    with pytest.raises(RecordError, match="did you mean ferries"):
        chosen(of=["feries"])
    with pytest.raises(RecordError, match="no source 'nowhere'"):
        chosen(ids=["nowhere"])


def command(web: Web, base: Path, *arguments: str) -> int:
    folders = ("--records", str(base / "records"), "--episodes", str(base / "episodes"), "--into", str(base / "texts"))
    return ingest.main(["fetch", *arguments, *folders, "--pause", "0"], wiring(web.port, str(base / "library")))


def test_what_is_fetched_is_found_by_page_under_the_source_s_id(
    web: Web, base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    web.pages |= {"/a": answer(REPORT, media_type="application/pdf"), "/b": answer(HTML), "/c": answer(status=404)}
    assert command(web, base, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert {name: [row["source_id"] for row in told[name]] for name in ("fetched", "failed", "barred")} == {
        "fetched": ["a", "b"], "failed": ["c"], "barred": []
    }  # fmt: skip
    assert told["without"] == ["d"]
    assert told["ingest"]["totals"]["sources"] == 4
    with ChromaLibrary.open(base / "library", HashEmbedder()) as library:
        hits = library.search("a lighthouse was sold to a ferry owner", filters=Filters(source_ids=("a",)))
        passage = next(hit for hit in hits if "lighthouse" in hit.item.text)
        assert (passage.item.locator, passage.source.kind) == ("p. 2", Kind.INQUIRY_REPORT)
        assert [found.id for found in library.findings_of("a")] == ["a-one"]
    web.pages["/c"] = answer(HTML.replace(b"ferries", b"lighthouses"))
    assert command(web, base, "--episode", "ferries") == 0
    shown = capsys.readouterr().out
    assert "1 fetched, 1 unchanged, 0 barred, 0 failed" in shown
    with ChromaLibrary.open(base / "library", HashEmbedder()) as library:
        assert library.search("two ferries", filters=Filters(source_ids=("b",))), "what an earlier run fetched stays"


def test_the_table_says_what_to_do(web: Web, base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    web.pages |= {"/a": answer(HTML), "/b": answer(HTML)}
    assert command(web, base, "--only", "--source", "a") == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "it is html, not pdf" in shown
    assert not (base / "library").exists()


def test_a_dry_run_asks_nobody(web: Web, base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(web, base, "--dry-run") == 0
    assert capsys.readouterr().out.splitlines()[0] == "a  pdf  https://harbour.example/a"
    assert web.asked == []
    assert not (base / "texts").exists()


def test_an_unknown_episode_is_an_error(web: Web, base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(web, base, "--episode", "feries") == 2
    assert "did you mean ferries" in capsys.readouterr().err


def test_what_cannot_be_written_is_told_and_stops_nothing(run: Run, web: Web) -> None:
    (run.folder / "report.html").mkdir(parents=True)
    web.pages |= {"/a": answer(HTML), "/b": answer(HTML)}
    bad, good = run(wanted(f"{web.url}/a"), wanted(f"{web.url}/b", source_id="other"))
    assert (bad.result, good.result) == (Result.FAILED, Result.FETCHED)
    assert "cannot be written" in str(bad.note)
    assert [row["id"] for row in run.rows()] == ["other"]
