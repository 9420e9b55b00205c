"""HTML: what is around the text goes, and nothing of a primary document does."""

from __future__ import annotations

import pytest

from knowledge.errors import UnreadableDocument
from knowledge.models import Document
from tests.knowledge.test_documents import labelled, parsed

COUNT = "The defendant, together with others, knowingly and intentionally conspired to defraud the United States."
PAGE = f"""<!DOCTYPE html>
<html><head><title>Notice</title><style>p {{ color: red }}</style></head>
<body>
<nav><ul><li><a href="/">Home page of the department and all of its offices</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies to make this site work as well as it possibly can for you.</p></div>
<main>
<h1>Notice of Designation</h1>
<p>On 15 April 2021, the Office designated the following
persons under <a href="/eo">Executive Order 14024</a>.</p>
<h2>Counts</h2>
<ol><li>{COUNT}</li><li>Short.</li></ol>
<table><tr><th>Name</th><th>Role</th></tr><tr><td>A. Person, of the city of Example and elsewhere</td><td>Director
of the company that paid for all of it</td></tr></table>
<p style="display:none">Hidden words that no reader of the page would ever see on the screen.</p>
<script>var x = "script words";</script>
<p>Line one of the address of the Office<br>Line two of the address of the Office</p>
</main>
<footer><p>Accessibility statement, privacy policy, and many other things that stand on every page.</p></footer>
</body></html>"""


def html(text: str | bytes, name: str = "page.html") -> Document:
    return parsed(text, name)


def test_main_text_stays_with_sections_as_locators() -> None:
    document = html(PAGE)
    assert document.media_type == "text/html"
    places = dict(labelled(document))
    assert places["“Notice of Designation”, ¶ 1"] == (
        "Notice of Designation\n\nOn 15 April 2021, the Office designated the following persons under "
        "Executive Order 14024."
    )
    assert places["“Counts”, ¶ 1"].endswith(COUNT)
    assert "A. Person, of the city of Example and elsewhere | Director of the company that paid for all of it" in (
        document.text
    )
    assert "Line one of the address of the Office\nLine two of the address of the Office" in document.text


@pytest.mark.parametrize(
    "gone", ["Home page", "cookies", "Hidden words", "script words", "color: red", "privacy policy"]
)
def test_what_stands_around_goes(gone: str) -> None:
    assert gone not in html(PAGE).text


def test_a_page_made_only_of_counts_loses_none() -> None:
    counts = [f"{number}. {COUNT}" for number in range(1, 40)]
    page = "<html><body>" + "".join(f"<div>{count}</div>" for count in counts) + "</body></html>"
    assert html(page).text.split("\n\n") == counts


def test_a_form_that_is_the_whole_page_stays() -> None:
    page = f"<html><body><form><p>{COUNT}</p><p>{COUNT}</p></form></body></html>"
    assert COUNT in html(page).text


def test_pages_are_known_by_content_and_decoded_as_declared() -> None:
    russian = "Суд установил, что обвиняемый вёл работу в социальных сетях по заданию компании из города."
    page = f"<html><head><meta charset='windows-1251'></head><body><p>{russian}</p></body></html>"
    document = html(page.encode("cp1251"), "download")
    assert document.media_type == "text/html"
    assert russian in document.text


def test_an_xml_declaration_is_no_obstacle() -> None:
    page = f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html><html><body><p>{COUNT}</p></body></html>'
    assert html(page, "x").text == COUNT


def test_preformatted_lines_stay_lines() -> None:
    page = f"<html><body><pre>{COUNT}\n{COUNT}</pre></body></html>"
    assert html(page).text == f"{COUNT}\n{COUNT}"


def test_a_page_of_few_words_keeps_them() -> None:
    assert html("<html><body><div><a href='/'>No comment.</a></div></body></html>").text == "No comment."


def test_headings_of_nothing_and_menus_in_the_text_go() -> None:
    page = (
        f"<html><body><h2>Facts</h2><p>{COUNT}</p><ul><li><a href='/a'>All press releases of the department in the "
        "year 2021</a></li></ul><h2>Related pages</h2></body></html>"
    )
    text = html(page).text
    assert text.startswith(f"Facts\n\n{COUNT}")
    assert "Related pages" not in text


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<html></html>", "<!-- x -->"])
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"page\.html"):
        html(page)


def test_text_that_opens_with_a_bracket_is_text() -> None:
    assert html("<3 is no tag, and this is plain text.", "note.txt").media_type == "text/plain"
