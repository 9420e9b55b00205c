"""What ingest was given → documents and refusals."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import FetchError, ForbiddenAddress, UnreadableDocument
from knowledge.ingest.fetching import Fetched, Fetcher
from knowledge.ingest.inputs import Input, Refused, expand
from knowledge.ingest.source_ids import foreign_id, id_from, id_from_foreign, is_safe
from knowledge.models import Kind, Source


class Pages:
    """A fetcher over a dict of pages."""

    def __init__(self, pages: Mapping[str, bytes]) -> None:
        self.pages = pages

    def fetch(self, url: str) -> Fetched:
        if url.startswith("http://10."):
            raise ForbiddenAddress(f"{url}: not a public address")
        if url not in self.pages:
            raise FetchError(f"{url}: answered 404")
        return Fetched(self.pages[url], "text/html", url, "page.html")


def found(*arguments: object, fetcher: Fetcher | None = None) -> list[Input | Refused]:
    return list(expand([str(argument) for argument in arguments], fetcher=fetcher))


def inputs(*arguments: object, fetcher: Fetcher | None = None) -> list[Input]:
    items = found(*arguments, fetcher=fetcher)
    refused = [item for item in items if isinstance(item, Refused)]
    assert not refused
    return [item for item in items if isinstance(item, Input)]


def refusals(*arguments: object, fetcher: Fetcher | None = None) -> list[tuple[str, str]]:
    return [(item.location, item.reason) for item in found(*arguments, fetcher=fetcher) if isinstance(item, Refused)]


def put(path: Path, text: str | bytes = "Text.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_file_is_unclassified_until_somebody_says_what_it_is(tmp_path: Path) -> None:
    (item,) = inputs(put(tmp_path / "Some_report 2.txt", "Words."))
    assert item.source == Source(id="Some_report-2", title="Some report 2", publisher="not stated")
    assert item.source.kind is Kind.UNCLASSIFIED
    assert (item.name, item.read(), item.path) == ("Some_report 2.txt", b"Words.", tmp_path / "Some_report 2.txt")


def test_a_named_file_may_end_in_anything(tmp_path: Path) -> None:
    assert inputs(put(tmp_path / "README"))[0].source.id == "README"


def test_a_folder_is_searched_in_order(tmp_path: Path) -> None:
    for name in ("b.md", "a/x.HTML", "a/y.pdf", "a/b/z.docx", ".git/x.md", "a/.hidden.txt", "a/~$z.docx"):
        put(tmp_path / name)
    put(tmp_path / "a/y.pdf.yaml", "title: Y\nkind: research")
    assert [item.source.id for item in inputs(tmp_path)] == ["a-b-z", "a-x", "a-y", "b"]


def test_what_is_no_document_is_named(tmp_path: Path) -> None:
    for name in ("a.txt", "photo.jpg", "notes.yaml", "LICENSE"):
        put(tmp_path / name)
    assert [(Path(where).name, why.split(";")[0]) for where, why in refusals(tmp_path)] == [
        ("LICENSE", "no ending: not a kind of document"),
        ("notes.yaml", "a YAML file beside no document"),
        ("photo.jpg", ".jpg: not a kind of document"),
    ]


def test_what_is_missing_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    here = put(tmp_path / "a.txt")
    items = found(tmp_path / "none.txt", "bad\0name", here)
    assert [type(item) for item in items] == [Refused, Refused, Input]
    assert isinstance(items[0], Refused)
    assert "no such file or folder" in items[0].reason


def test_a_file_comes_once(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt")
    assert len(inputs(path, path, tmp_path, tmp_path / "." / "a.txt")) == 1


def test_ids_stay_apart(tmp_path: Path) -> None:
    paths = [put(tmp_path / name) for name in ("one/a.txt", "one/a.md", "two/a.txt", "two/a.md")]
    ids = [item.source.id for item in inputs(*paths)]
    assert ids[:2] == ["a", "a.md"]
    assert len(set(ids)) == 4
    assert ids == [item.source.id for item in inputs(*paths)]


SIDECARS = {
    ".yaml": "title: Stated\nkind: journalism\ndate: 2024-05-01T10:00:00Z\n",
    ".yml": "title: Stated\nkind: journalism\npublished: 2024-05-01\n",
    ".meta.json": '{"title": "Stated", "kind": "journalism", "published": "2024-05-01"}',
}


@pytest.mark.parametrize("suffix", SIDECARS)
def test_a_sidecar_outweighs_front_matter_and_that_the_name(tmp_path: Path, suffix: str) -> None:
    path = put(tmp_path / "a.md", "---\ntitle: Front\nlang: de\nurl: /posts/a\nlicence: CC0\ntags: [x]\n---\nText.")
    put(tmp_path / f"a.md{suffix}", SIDECARS[suffix])
    (item,) = inputs(path)
    source = item.source
    assert (source.title, source.language, source.kind, source.rights) == ("Stated", "de", Kind.JOURNALISM, "CC0")
    assert (source.published, source.url) == ("2024-05-01", None)


@pytest.mark.parametrize(
    ("sidecar", "said"),
    [
        ("kind: journalist", "did you mean journalism?"),
        ("published: May", "write YYYY"),
        ("url: here", "not a web address"),
        ("- a", "not a mapping"),
        ("title: [", "cannot be read"),
        ("title: a: b", "cannot be read"),
        ("title: [a]", "title"),
    ],
)
def test_a_wrong_sidecar_refuses_its_document(tmp_path: Path, sidecar: str, said: str) -> None:
    path = put(tmp_path / "a.md")
    put(tmp_path / "a.md.yaml", sidecar)
    ((where, why),) = refusals(path)
    assert where == str(path)
    assert why.startswith("a.md.yaml: ")
    assert said in why


def test_wrong_front_matter_refuses_its_document(tmp_path: Path) -> None:
    ((_, why),) = refusals(put(tmp_path / "a.md", "---\nkind: blog\n---\nText."))
    assert why.startswith("front matter: kind: 'blog' is not a kind")


MANIFEST: list[dict[str, object]] = [
    {
        "doc_id": "one",
        "path": "one.txt",
        "title": "One",
        "date": "2019-03",
        "licence": "PD",
        "text_path": "x",
        "use": 1,
    },
    {"path": "one.txt", "id": "one", "publisher": "P"},
    {"path": "missing.txt"},
    {"title": "Nowhere"},
    {"path": "two.md", "kind": "research", "language": "uk", "url": "https://example.org/two", "origin": "case"},
    {"url": "https://example.org/three", "title": "Three"},
    {"path": "sub"},
    {"path": "two.md", "kind": "novel"},
]


def manifest_folder(tmp_path: Path) -> Path:
    put(tmp_path / "one.txt")
    put(tmp_path / "two.md", "---\ntitle: Two by itself\nkind: commentary\n---\nText.")
    (tmp_path / "sub").mkdir()
    return tmp_path


def the_manifest_is_taken(items: list[Input | Refused]) -> None:
    one, again, missing, nowhere, two, three, folder, novel = items
    assert isinstance(one, Input)
    assert one.source == Source(id="one", title="One", publisher="not stated", published="2019-03", rights="PD")
    assert isinstance(again, Refused)
    assert again.reason == "id 'one' is given twice; each document needs its own"
    assert isinstance(missing, Refused)
    assert missing.reason.startswith("missing.txt: no such file")
    assert isinstance(nowhere, Refused)
    assert nowhere.reason.startswith("neither path nor url")
    assert isinstance(two, Input)
    assert two.source == Source(
        id="two", title="Two by itself", publisher="example.org", kind=Kind.RESEARCH, language="uk",
        url="https://example.org/two", origin="case",
    )  # fmt: skip
    assert isinstance(three, Input)
    assert (three.source.id, three.source.title, three.read()) == ("example.org-three", "Three", b"<p>3</p>")
    assert isinstance(folder, Refused)
    assert isinstance(novel, Refused)
    assert "'novel' is not a kind" in novel.reason


def test_a_json_lines_manifest(tmp_path: Path) -> None:
    folder = manifest_folder(tmp_path)
    lines = "\n".join(json.dumps(row) for row in MANIFEST)
    path = put(folder / "list.jsonl", "\ufeff" + lines + "\n\n{broken\n[1]\n")
    items = found(path, fetcher=Pages({"https://example.org/three": b"<p>3</p>"}))
    the_manifest_is_taken(items[:8])
    assert [item.location.rpartition(":")[2] for item in items] == ["1", "2", "3", "4", "5", "6", "7", "8", "10", "11"]
    assert all(isinstance(item, Refused) and "JSON" in item.reason + "JSON" for item in items[8:])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_manifest(tmp_path: Path, delimiter: str) -> None:
    folder = manifest_folder(tmp_path)
    names = sorted({name for row in MANIFEST for name in row})
    rows = [delimiter.join(name.upper() for name in names)]
    rows += [delimiter.join(f'"{row.get(name, "")}"' for name in names) for row in MANIFEST]
    path = put(folder / "list.csv", "\ufeff" + "\r\n".join(rows))
    items = found(path, fetcher=Pages({"https://example.org/three": b"<p>3</p>"}))
    the_manifest_is_taken(items)
    assert [item.location.rpartition(":")[2] for item in items] == [str(line) for line in range(2, 10)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"title,publisher\na,b\n", "no column named path or url"),
        (b"", "no column named path or url"),
        (b"path\na,b\n", "more cells than columns"),
        (b"path\n\xff\xfe\n", "not UTF-8"),
        (b'path\n"' + b"x" * 200_000 + b'"\n', "not CSV"),
    ],
)
def test_a_csv_that_is_no_manifest_is_refused(tmp_path: Path, text: bytes, said: str) -> None:
    ((_, why),) = refusals(put(tmp_path / "list.csv", text))
    assert said in why


def test_a_manifests_word_outweighs_the_sidecars(tmp_path: Path) -> None:
    put(tmp_path / "a.pdf")
    put(tmp_path / "a.pdf.yaml", "title: Sidecar\npublisher: S")
    (item,) = inputs(put(tmp_path / "m.jsonl", '{"path": "a.pdf", "title": "Manifest"}'))
    assert (item.source.title, item.source.publisher) == ("Manifest", "S")


def test_a_folders_manifest_speaks_for_its_files_and_the_rest_follows(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    put(tmp_path / "b.txt")
    put(tmp_path / "z.jsonl", '{"path": "b.txt", "id": "bee"}')
    put(tmp_path / "pages.jsonl", '{"page": 1, "text": "A page of a document."}')
    assert [item.source.id for item in inputs(tmp_path)] == ["bee", "a", "pages"]


BEIR = [
    {"_id": "4983", "title": "Title", "text": "Text."},
    {"_id": "MED/10 a", "title": "", "text": "Other."},
    {"_id": 7, "text": "Number."},
    {"_id": "4983", "text": "Twice."},
    {"_id": "empty", "title": "", "text": " "},
    {"_id": None, "text": "No id."},
]


def test_a_beir_corpus(tmp_path: Path) -> None:
    path = put(tmp_path / "corpus.jsonl", "\n".join(json.dumps(row) for row in BEIR))
    items = found(path)
    taken = [item for item in items if isinstance(item, Input)]
    assert [foreign_id(item.source.id) for item in taken] == ["4983", "MED/10 a", "7"]
    assert [item.read() for item in taken] == [b"Title\n\nText.", b"Other.", b"Number."]
    assert taken[0].name == "4983.txt"
    assert [item.location for item in items if isinstance(item, Refused)] == [f"{path}:{line}" for line in (4, 5, 6)]


def test_the_questions_of_a_test_set_are_no_documents(tmp_path: Path) -> None:
    put(tmp_path / "queries.jsonl", json.dumps({"_id": "1", "text": "A question?"}))
    ((_, why),) = refusals(tmp_path)
    assert why.startswith("questions of a test set")


def test_addresses(tmp_path: Path) -> None:
    pages = Pages({"https://example.org/a/b?c=1": b"<p>B</p>", "https://example.org/": b"<p>Home</p>"})
    items = found(
        "https://example.org/a/b?c=1", "http://10.0.0.1/", "https://example.org/", "https://example.org/none",
        "https://example.org/", fetcher=pages,
    )  # fmt: skip
    first, forbidden, home, missing = items
    assert isinstance(first, Input)
    assert first.source == Source(
        id="example.org-a-b-c-1-5c910de55c", title="b", publisher="example.org", url="https://example.org/a/b?c=1"
    )
    assert first.name == "page.html"
    assert isinstance(home, Input)
    assert home.source.id == "example.org"
    assert forbidden == Refused("http://10.0.0.1/", "http://10.0.0.1/: not a public address")
    assert missing == Refused("https://example.org/none", "https://example.org/none: answered 404")


def test_without_a_fetcher_addresses_are_refused() -> None:
    ((_, why),) = refusals("https://example.org/")
    assert "fetching is switched off" in why


def test_a_file_that_goes_away_is_told(tmp_path: Path) -> None:
    (item,) = inputs(put(tmp_path / "a.txt"))
    assert item.path is not None
    item.path.unlink()
    with pytest.raises(UnreadableDocument, match=r"a\.txt: cannot be read"):
        item.read()


@given(st.text(min_size=1))
def test_a_foreign_id_comes_back_exactly(foreign: str) -> None:
    source_id = id_from_foreign(foreign)
    assert foreign_id(source_id) == foreign
    assert all(letter.isascii() and (letter.isalnum() or letter in "._-") for letter in source_id)


@given(st.text(min_size=1), st.text(min_size=1))
def test_foreign_ids_stay_apart(one: str, other: str) -> None:
    assert (id_from_foreign(one) == id_from_foreign(other)) is (one == other)


@given(st.text())
def test_an_id_from_any_text_is_safe_and_stable(text: str) -> None:
    made = id_from(text)
    assert is_safe(made)
    assert id_from(text) == made
    assert id_from(made) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Report 2.final", "Report-2.final"),
        ("sub/folder/report", "sub-folder-report"),
        ("Отчёт", "source-"),
        ("Français", "Francais-"),
        ("beir.x", "x-"),
        ("x" * 300, "x" * 229 + "-"),
    ],
)
def test_ids_are_readable(text: str, made: str) -> None:
    assert id_from(text).startswith(made)
    assert is_safe(id_from(text))
