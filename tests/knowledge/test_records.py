"""Record files: what is read, and what each fault is called, on which line, with which advice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from knowledge.editing.checking import ALLOWED_ACTS, RELAYED_ACTS, check
from knowledge.editing.likeness import near_duplicates
from knowledge.editing.record_files import schema
from knowledge.errors import RecordError
from knowledge.models import DEFAULT_ACT, Act, Aspect, Checked, Confidence, Kind, Relation, RelationKind
from knowledge.records import EPISODES, RECORDS, read_episodes, read_records

TODAY = dt.date(2026, 1, 2)

GOOD = """\
id: inquiry
title: "Report: the whole of it"
publisher: Commission of Inquiry
kind: inquiry_report
published: "2019-04"
url: https://example.org/report.pdf
language: no
origin: commission
as_of: 2025-12-01
checked: {on: 2025-12-01, where: "https://example.org/report.pdf"}
findings:
  - id: inquiry-ads
    text: The commission found that Freedonia bought advertisements in Sylvania's campaign.
    at: "p. 14"
    aspect: activity
    actors: [freedonia]
    targets: [sylvania]
    event: sylvania-2018
    date: 2018
  - id: inquiry-effect
    text: The commission considered it unlikely that the advertisements changed the result.
    at: "p. 80, fn. 3"
    act: assessed
    confidence: moderate
    aspect: effect
    relations: [{supports: inquiry-ads}]
    checked: {on: 2025-12-02, where: report.pdf}
"""


def folder_of(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "records"
    (folder / "north").mkdir(parents=True)
    for name, text in files.items():
        (folder / "north" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_record_becomes_nouns(tmp_path: Path) -> None:
    (record,) = read_records(folder_of(tmp_path, inquiry=GOOD))
    ads, effect = record.findings
    assert record.source.kind is Kind.INQUIRY_REPORT
    assert record.source.independence == "commission"
    assert record.source.language == "no"
    assert (ads.act, ads.date, ads.confidence) == (Act.FOUND, "2018", None)
    assert ads.checked == Checked(dt.date(2025, 12, 1), "https://example.org/report.pdf")
    assert (effect.act, effect.confidence, effect.aspect) == (Act.ASSESSED, Confidence.MODERATE, Aspect.EFFECT)
    assert effect.relations == (Relation(RelationKind.SUPPORTS, "inquiry-ads"),)
    assert effect.checked == Checked(dt.date(2025, 12, 2), "report.pdf")
    assert record.line("findings", 1, "act") == 23


def test_a_good_record_has_no_problems(tmp_path: Path) -> None:
    assert check(folder_of(tmp_path, inquiry=GOOD), today=TODAY) == []


def test_an_assessment_without_confidence_says_so(tmp_path: Path) -> None:
    (record,) = read_records(folder_of(tmp_path, inquiry=GOOD.replace("    confidence: moderate\n", "")))
    assert record.findings[1].confidence is Confidence.UNSTATED


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("kind: inquiry_report", "kind: inquiry_rapport", 4, "did you mean inquiry_report?"),
        ("    act: assessed", "    act: asessed", 23, "did you mean assessed?"),
        ("    aspect: activity", "    aspect: action", 15, "'action' is not aspect"),
        ("    aspect: activity\n", "", 12, "'aspect' is missing"),
        ("    event: sylvania-2018", "    events: sylvania-2018", 18, "did you mean 'event'?"),
        ('    at: "p. 14"', "    at:", 14, "'at' is empty"),
        ("    actors: [freedonia]", "    actors: freedonia", 16, "write actors: [one, two]"),
        ("    date: 2018", "    date: 2018-02-30", 19, "not in the calendar"),
        ("    date: 2018", "    date: 02/2018", 19, "write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("as_of: 2025-12-01", "as_of: yesterday", 9, "write YYYY-MM-DD"),
        ("url: https://example.org/report.pdf", "url: example.org/report.pdf", 6, "write it whole"),
        ("url: https://example.org/report.pdf", "url: ftp://example.org/report.pdf", 6, "not a web address"),
        ("url: https://example.org/report.pdf", "url: https://exa mple.org/", 6, "%20"),
        ("url: https://example.org/report.pdf", "url: https://localhost/", 6, "not a web address"),
        ("url: https://example.org/report.pdf", "url: https://me:pw@example.org/", 6, "not a web address"),
        ("url: https://example.org/report.pdf", "url: https://example.org:port/", 6, "not a web address"),
        ("id: inquiry-ads", "id: Inquiry Ads", 12, "malformed"),
        ("[{supports: inquiry-ads}]", "[{backs: inquiry-ads}]", 26, "is not a kind of relation"),
        ("[{supports: inquiry-ads}]", "[{supports: inquiry-ads, disputes: x}]", 26, "one relation"),
        ("[{supports: inquiry-ads}]", "[{supports: inquiry-adds}]", 26, "did you mean inquiry-ads?"),
        ("[{supports: inquiry-ads}]", "[{supports: inquiry-effect}]", 26, "supports itself"),
        ("id: inquiry-effect", "id: inquiry-ads", 20, "is finding 'inquiry-ads' too"),
        ("id: inquiry\n", "id: enquiry\n", 1, "name the file enquiry.yaml"),
        ("language: no", "language: no\nlanguage: en", 8, "'language' is given twice"),
        ("language: no", "language: &n no\norigin: *n", 7, "anchors and aliases"),
        ('"Report: the whole of it"', "Report: the whole of it", 2, "not YAML"),
    ],
)
def test_a_wrong_file_is_refused_at_its_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    assert old in GOOD
    folder = folder_of(tmp_path, inquiry=GOOD.replace(old, new, 1))
    problems = check(folder, today=TODAY)
    assert [problem.line for problem in problems if said in str(problem)] == [line], problems
    with pytest.raises(RecordError, match=rf"inquiry\.yaml:{line}: "):
        read_records(folder)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("kind: inquiry_report", "kind: indictment", 23, "cannot carry the act"),
        ("    act: assessed\n", "    act: found\n", 24, "remove confidence"),
        ("published: \"2019-04\"", "published: \"2027\"", 5, "in the future"),
        ("as_of: 2025-12-01", "as_of: 2026-01-03", 9, "in the future"),
        ("    date: 2018", "    date: 2026-02", 19, "only a forecast may lie ahead"),
        ("{on: 2025-12-02,", "{on: 2026-02-02,", 27, "in the future"),
        ("{on: 2025-12-02,", "{on: 2019-03-02,", 27, "before it was published"),
        ("where: report.pdf", "where: /home/me/report.pdf", 27, "a place on one machine"),
        ('at: "p. 14"', "at: passim", 14, "leads to no place"),
        ('at: "p. 14"', "at: various pages", 14, "leads to no place"),
        ('at: "p. 14"', 'at: "-"', 14, "leads to no place"),
        ("campaign.", "campaign. It paid in roubles.", 13, "more than one sentence"),
        ("campaign.", "campaign; it paid in roubles.", 13, "more than one sentence"),
        ("campaign.", "campaign" + " and again" * 50 + ".", 13, "split it"),
        ("considered it unlikely that", "told how", 21, "told as a fact"),
        ("{supports: inquiry-ads}", "{denies: inquiry-ads}", 26, "write disputes"),
        ("{supports: inquiry-ads}", "{withdraws: inquiry-ads}", 26, "write disputes"),
        (
            "The commission considered it unlikely that the advertisements changed the result.",
            "The commission considered that Freedonia bought the advertisements in Sylvania's campaign.",
            21,
            "says the same as inquiry-ads",
        ),
    ],
)  # fmt: skip
def test_editorial_rules(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1).replace("commission found", "commission considered", "says the same" in said)
    problems = check(folder_of(tmp_path, inquiry=text), today=TODAY)
    assert [problem.line for problem in problems if said in str(problem)] == [line], problems


@pytest.mark.parametrize(
    "text",
    [
        "The commission found that the U.S. Senate and Gen. A. B. Smith were targets of No. 12 and St. Petersburg.",
        "The commission found that the firm paid $1.5 million to Acme Inc. Chicago.",
    ],
)
def test_an_abbreviation_ends_no_sentence(tmp_path: Path, text: str) -> None:
    old = "The commission found that Freedonia bought advertisements in Sylvania's campaign."
    assert check(folder_of(tmp_path, inquiry=GOOD.replace(old, text)), today=TODAY) == []


def test_a_missing_check_and_a_file_without_findings_are_named(tmp_path: Path) -> None:
    header = GOOD[: GOOD.index("findings:")]
    unchecked = GOOD.replace(next(line for line in GOOD.splitlines() if line.startswith("checked")) + "\n", "")
    folder = folder_of(tmp_path, inquiry=unchecked, empty=header.replace("id: inquiry", "id: empty"))
    said = [problem.message for problem in check(folder, today=TODAY)]
    assert said == ["no findings", "inquiry-ads: 'checked' is missing"]


def relaying(kind: Kind, act: Act, origin: str) -> str:
    return f"""\
id: page
title: A page
publisher: Somebody
kind: {kind}
{origin}
checked: {{on: 2025-12-01, where: page.html}}
findings:
  - id: page-charge
    text: Prosecutors charged, dismissed, denied and said, and analysts judged, that Freedonia paid.
    at: "para. 2"
    act: {act}
    aspect: activity
    relations: [{{{"withdraws" if act is Act.WITHDRAWN else "supports"}: other}}]
"""


OTHER = (
    GOOD.replace("id: inquiry\n", "id: others\n")
    .replace("id: inquiry-ads", "id: other")
    .replace("{supports: inquiry-ads}", "")
)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("act", list(Act))
def test_each_kind_carries_its_own_acts_and_relays_with_an_origin(tmp_path: Path, kind: Kind, act: Act) -> None:
    own = act in ALLOWED_ACTS[kind]
    relayed = own or act in RELAYED_ACTS[kind]
    for origin, right in (("", own), ("origin: the-case", relayed), ("origin: page", own)):
        folder = folder_of(tmp_path / f"o{origin[8:]}", page=relaying(kind, act, origin), others=OTHER)
        problems = check(folder, today=TODAY)
        assert (problems == []) is right, problems
        assert all("cannot carry the act" in problem.message and problem.line == 11 for problem in problems)


def test_every_default_act_is_the_kinds_own() -> None:
    assert all(act in ALLOWED_ACTS[kind] for kind, act in DEFAULT_ACT.items())


def test_an_indictment_only_charges_and_commentary_establishes_nothing() -> None:
    establishing = {Act.ADJUDICATED, Act.FOUND, Act.ADMITTED, Act.ASSESSED, Act.REPORTED}
    assert ALLOWED_ACTS[Kind.INDICTMENT] == {Act.CHARGED}
    assert RELAYED_ACTS[Kind.INDICTMENT] == set()
    assert not establishing & (ALLOWED_ACTS[Kind.COMMENTARY] | RELAYED_ACTS[Kind.COMMENTARY])
    assert not establishing & (ALLOWED_ACTS[Kind.UNCLASSIFIED] | RELAYED_ACTS[Kind.UNCLASSIFIED])


def test_a_withdrawal_names_what_it_withdraws(tmp_path: Path) -> None:
    text = relaying(Kind.JUDGMENT, Act.WITHDRAWN, "")
    lost = text.replace("    relations: [{withdraws: other}]\n", "")
    (problem,) = check(folder_of(tmp_path, page=lost, others=OTHER), today=TODAY)
    assert "names nothing that it withdraws" in problem.message


def test_relations_may_lead_to_records_elsewhere(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, inquiry=GOOD.replace("{supports: inquiry-ads}", "{supports: elsewhere}"))
    with pytest.raises(RecordError, match="does not exist"):
        read_records(folder)
    assert len(read_records(folder, known={"elsewhere"})) == 1


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path, inquiry=GOOD.replace("kind: inquiry_report", "kind: book"), empty="", listed="- a", broken="a: [b"
    )
    (folder / "north" / "bytes.yaml").write_bytes(b"\xff\xfe")
    (folder / "north" / "deep.yaml").write_text("[" * 100, encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        read_records(folder)
    assert [line.split(".yaml:")[0].rpartition("/")[2] for line in str(caught.value).splitlines()] == [
        "broken", "bytes", "deep", "empty", "inquiry", "listed",
    ]  # fmt: skip


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no such folder"):
        read_records(tmp_path / "none")


EPISODE = """\
id: sylvania-2018
title: Freedonian advertisements in Sylvania
dates: ["2018-01", "2018-05-06"]
places: [Sylvania]
established:
  - {text: Freedonia bought advertisements., findings: [inquiry-ads]}
contested: []
unknown:
  - {text: Who paid for them.}
order:
  - {date: "2018-01", text: The first advertisement runs., findings: [inquiry-ads]}
"""


def with_episode(tmp_path: Path, text: str) -> tuple[Path, Path]:
    episodes = tmp_path / "episodes"
    episodes.mkdir()
    (episodes / "sylvania-2018.yaml").write_text(text, encoding="utf-8")
    return folder_of(tmp_path, inquiry=GOOD), episodes


def test_an_episode_is_read(tmp_path: Path) -> None:
    folder, episodes = with_episode(tmp_path, EPISODE)
    (told,) = read_episodes(episodes)
    assert told.episode.order[0].date == "2018-01"
    assert told.episode.unknown[0].findings == []
    assert check(folder, episodes, today=TODAY) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("findings: [inquiry-ads]}\ncontested", "findings: [inquiry-add]}\ncontested", 6, "did you mean inquiry-ads?"),
        (", findings: [inquiry-ads]}\ncontested", "}\ncontested", 6, "a sentence without findings"),
        ('["2018-01", "2018-05-06"]', '["2018-06", "2018-05-06"]', 3, "ends before it starts"),
        ("id: sylvania-2018", "id: sylvania-2019", 1, "differ"),
        ('{date: "2018-01", text', "{date: soon, text", 11, "is not a date"),
        ("{text: Who", "{test: Who", 9, "did you mean 'text'?"),
        ("places:", "place:", 4, "did you mean 'places'?"),
    ],
)
def test_a_wrong_episode_is_refused_at_its_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    assert old in EPISODE
    folder, episodes = with_episode(tmp_path, EPISODE.replace(old, new, 1))
    problems = check(folder, episodes, today=TODAY)
    assert [problem.line for problem in problems if said in str(problem)] == [line], problems


def test_an_event_needs_its_episode_once_there_are_episodes(tmp_path: Path) -> None:
    folder, episodes = with_episode(tmp_path, EPISODE)
    (folder / "north" / "inquiry.yaml").write_text(GOOD.replace("event: sylvania-2018", "event: sylvania-2108"))
    (problem,) = check(folder, episodes, today=TODAY)
    assert (problem.line, problem.write) == (18, "did you mean sylvania-2018?")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The court ordered a new vote in the north.", "In the north, a new vote the court ordered", True),
        ("The firm spent 100 roubles on posts and pages.", "The firm spent 200 roubles on posts and pages.", False),
        ("They did establish that the team agreed.", "They did not establish that the team agreed.", False),
        ("The unit hacked mail of the party in Oslo.", "The unit hacked mail of the party in Rome.", False),
        ("The unit read the mail.", "The court sat on Monday.", False),
    ],
)  # fmt: skip
def test_what_counts_as_saying_the_same(one: str, other: str, same: bool) -> None:
    assert list(near_duplicates([one, other])) == ([(0, 1)] if same else [])


def test_the_join_finds_what_comparing_all_with_all_finds() -> None:
    words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"]
    texts = [" ".join(words[start : start + length]) for start in range(6) for length in range(3, 9)]
    bags = [set(text.split()) for text in texts]
    expected = {
        (i, j) for j in range(len(bags)) for i in range(j) if len(bags[i] & bags[j]) >= 0.8 * len(bags[i] | bags[j])
    }
    assert set(near_duplicates(texts)) == expected


def test_the_shipped_records_are_sound() -> None:
    assert [str(problem) for problem in check(RECORDS, EPISODES)] == []


def test_the_shipped_schema_is_current() -> None:
    assert (RECORDS / "schema.json").read_text(encoding="utf-8") == schema(), "run: python -m knowledge schema"
