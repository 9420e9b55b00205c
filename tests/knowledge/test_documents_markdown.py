"""Markdown: page comments, footnotes, sections, and HTML left in it."""

from __future__ import annotations

from knowledge.models import Document
from tests.knowledge.test_documents import labelled, parsed


def markdown(text: str, name: str = "file.md") -> Document:
    return parsed(text, name)


PAGED = """\
# Introduction

<!-- page: Vol. I, p. 1 (PDF p. 9) -->

The report[^1] was sent to the Attorney General and it describes *many* events that

[^1]: Order No. 3915-2017.

<!-- page: Vol. I, p. 2 (PDF p. 10) -->

occurred in 2016.[^2] They are [REDACTED: Harm][^3] [REDACTED].

[^2]: See **Section V**, *infra*.

[^3]: [REDACTED: Grand Jury]
"""


def test_page_comments_are_labels_and_never_text() -> None:
    document = markdown(PAGED)
    assert document.media_type == "text/markdown"
    assert [mark.label for mark in document.marks] == ["Vol. I, p. 1", "Vol. I, p. 2"]
    assert "page:" not in document.text
    assert "<!--" not in document.text
    assert document.text.startswith("Introduction\n\n")


def test_footnotes_do_not_stand_inside_a_sentence() -> None:
    text = markdown(PAGED).text
    assert "describes many events that occurred in 2016. They are [REDACTED: Harm] [REDACTED]." in text
    assert text.index("[1] Order No. 3915-2017.") < text.index("The report was sent")
    assert text.endswith("[2] See Section V, infra.\n\n[3] [REDACTED: Grand Jury]")


def test_a_page_may_name_the_file_page_only() -> None:
    document = markdown("<!-- page: Appendix (PDF p. 395) (PDF p. 395) -->\n\nText.\n\n<!-- page: B -->\n")
    assert [mark.label for mark in document.marks] == ["Appendix (PDF p. 395)", "B"]


def test_a_page_comment_inside_a_line_counts() -> None:
    document = markdown("<!-- page: p. 1 -->\n\nThe first half <!-- page: p. 2 -->and the second.")
    assert labelled(document) == [("p. 1", "The first half"), ("p. 2", "and the second.")]


def test_sections_and_paragraphs_are_numbered_where_no_pages_are() -> None:
    document = markdown("Opening.\n\n# Policy\n\nFirst.\n\nSecond.\n\n## Scope\n\nThird.\n")
    assert labelled(document) == [
        ("¶ 1", "Opening."),
        ("“Policy”, ¶ 1", "Policy\n\nFirst."),
        ("“Policy”, ¶ 2", "Second."),
        ("“Scope”, ¶ 1", "Scope\n\nThird."),
    ]


def test_a_long_heading_is_shortened_in_the_label_only() -> None:
    heading = "Section 2. All property and interests in property that are in the United States are blocked:"
    document = markdown(f"# {heading}\n\nText.")
    assert document.marks[0].label == "“Section 2.”, ¶ 1"
    assert document.text.startswith(heading)
    endless = "Of the many things " * 6
    assert markdown(f"# {endless}\n\nText.").marks[0].label.endswith("…”, ¶ 1")


def test_markup_goes_and_words_stay() -> None:
    raw = (
        "---\ntitle: Page\n---\n"
        "**Fact** [sheet](https://example.org/x_y) <span class='a'>on</span> <u>costs</u><sup>2</sup>:  \nnew line\n"
        "still it\n\n- one\n    - two `code`\n\n> quoted &amp; said\n\n<div align='center'>\n<b>BLOCK</b>\n</div>\n\n"
        "| a | b |\n|---|---|\n| 1 |  |\n\n```\nfenced\n```\n\n![alt words](x.png) a<br>b **Fourth, **we ~~no~~\n"
    )
    document = markdown(raw)
    assert document.text.split("\n\n") == [
        "Fact sheet on costs2:\nnew line still it",
        "one",
        "two code",
        "quoted & said",
        "BLOCK",
        "a | b",
        "1",
        "fenced",
        "alt words a\nb Fourth, we no",
    ]


def test_reference_links_lose_their_targets_and_other_brackets_stay() -> None:
    text = markdown("See [the order][eo] and [policy][] but [not][this] one [^9].\n\n[eo]: https://a.example\n"
                    "[policy]: https://b.example 'title'\n").text  # fmt: skip
    assert text == "See the order and policy but [not][this] one ."


def test_front_matter_makes_markdown_of_any_name() -> None:
    document = markdown("---\ntitle: A\n---\n# Head\n\nText.", "page.txt")
    assert document.marks[0].label == "“Head”, ¶ 1"
    assert "title" not in document.text


def test_indented_text_is_no_code() -> None:
    assert markdown("    Indented *text* is text.").text == "Indented text is text."
