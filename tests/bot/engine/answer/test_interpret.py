"""A model's reading of a question and its translation of an answer: what is taken, and what is not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.engine.answer.interpret import in_language, understood
from bot.engine.errors import ModelError, ModelUnavailable
from bot.engine.explain import Explainer
from bot.engine.models import Explanation, Question, Statement, Turn
from bot.engine.verification.tongues import TONGUES, unfaithful_translation
from knowledge.models import Aspect, Standing
from tests.bot.engine import world

HISTORY = (Turn("Did Ruritania hack the DNC in 2016?", "The inquiry found that Ruritania did."),)


class Scripted:
    """An interpreter that gives what a test says, or raises it."""

    def __init__(self, read: str | ModelError = "", told: Sequence[str] | ModelError = ()) -> None:
        self.read, self.told = read, told
        self.calls = 0

    def standalone(self, question: Question) -> str:
        self.calls += 1
        if isinstance(self.read, ModelError):
            raise self.read
        return self.read

    def translate(self, texts: Sequence[str], language: str) -> list[str]:
        self.calls += 1
        if isinstance(self.told, ModelError):
            raise self.told
        return list(self.told)


TAKEN = [
    (Question("and when?", history=HISTORY), "When did Ruritania hack the DNC?"),
    (Question("Who said that in 2016?", history=HISTORY), "Who said in 2016 that Ruritania hacked the DNC?"),
    (Question("Hat Ruritanien 2016 die Partei gehackt?"), "Did Ruritania hack the party in 2016?"),
    (Question("Вмешалась ли Руритания в выборы 2016 года?"), "Did Ruritania interfere in the 2016 election?"),
]


@pytest.mark.parametrize(("question", "read"), TAKEN)
def test_a_reading_is_taken(question: Question, read: str) -> None:
    found = understood(question, Scripted(read))
    assert (found.text, found.history) == (read, ())


REFUSED = [
    ("another subject", Question("and when?", history=HISTORY), "When did Freedonia hack the DNC?"),
    ("another year", Question("and who paid?", history=HISTORY), "Who paid Ruritania in 2020?"),
    ("a number dropped", Question("Was war 2016?"), "What happened?"),
    ("a number added", Question("Was war in Ruritanien?"), "What happened in Ruritania in 2016?"),
    ("nothing", Question("and when?", history=HISTORY), ""),
    ("too long", Question("and when?", history=HISTORY), "When did Ruritania hack the DNC? " * 30),
    ("an order in its place", Question("Who was charged over that?", history=HISTORY), "Scramble the DNC's letters."),
    ("nothing of the conversation", Question("and when?", history=HISTORY), "How do solar panels work?"),
    ("two lines", Question("and when?", history=HISTORY), "When did\nRuritania hack the DNC?"),
    ("no English", Question("Was war in Ruritanien?"), "Was war in Ruritanien los?"),
    ("a failure", Question("and when?", history=HISTORY), ModelUnavailable("away")),
]


@pytest.mark.parametrize(("question", "read"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_reading_is_refused(question: Question, read: str | ModelError) -> None:
    assert understood(question, Scripted(read)) is question


def test_a_question_that_stands_by_itself_is_not_read() -> None:
    interpreter = Scripted("What else?")
    for question in (
        Question("Did Ruritania hack the DNC?"),
        Question("Did Klow pay Concord for the posts?", history=HISTORY),
    ):
        assert understood(question, interpreter) is question
    assert understood(Question("and when?", history=HISTORY), None).text == "and when?"
    assert interpreter.calls == 0


CHARGED = "The indictment charges that Concord paid 3,500 people in 2016."
KEPT = [
    ("de", CHARGED, "Die Anklage wirft Concord vor, dass es im Jahr 2016 3.500 Menschen bezahlt hat."),
    ("es", CHARGED, "La acusación imputa a Concord haber pagado a 3.500 personas en 2016."),
    ("fr", CHARGED, "L'acte d'accusation reproche à Concord d'avoir payé 3 500 personnes en 2016."),
    ("pl", CHARGED, "Akt oskarżenia zarzuca, że Concord zapłacił 3500 osobom w 2016 roku."),
    ("ro", CHARGED, "Rechizitoriul acuză Concord că a plătit 3.500 de persoane în 2016."),
    ("ru", CHARGED, "Обвинение утверждает, что Concord заплатил 3500 человек в 2016 году."),
    ("uk", CHARGED, "Обвинувачення стверджує, що Concord заплатив 3500 особам у 2016 році."),
    ("zh", CHARGED, "起诉书指控Concord在2016年向3500人付款。"),
    ("de", "The inquiry did not establish it.", "Die Untersuchung hat es nicht festgestellt."),
    ("de", "The minister called it “a bad idea”.", "Der Minister nannte es „schlecht“: “a bad idea”."),
]


@pytest.mark.parametrize(("language", "original", "text"), KEPT)
def test_a_faithful_translation(language: str, original: str, text: str) -> None:
    assert unfaithful_translation(original, text, language) is None


SPOILT = [
    ("fi", CHARGED, "Syyte väittää, että Concord maksoi 3 500 ihmiselle vuonna 2016.", "no tables"),
    ("de", CHARGED, "Ja.", "shorter or longer"),
    (
        "de",
        CHARGED,
        "Die Anklage wirft Concord vor, dass es 2016 3.500 Menschen bezahlt hat: https://x.example",
        "markup",
    ),
    ("de", CHARGED, CHARGED, "another language"),
    ("ru", CHARGED, "La acusación imputa a Concord haber pagado a 3.500 personas en 2016.", "another language"),
    ("zh", CHARGED, "3500 2016 (…………………)", "another language"),
    ("de", CHARGED, "Die Anklage wirft Concord vor, dass es 2016 3.600 Menschen bezahlt hat.", "numbers"),
    ("de", CHARGED, "Die Firma Concord hat im Jahr 2016 den 3.500 Menschen Geld bezahlt.", "accusation"),
    ("de", "The inquiry did not establish it.", "Die Untersuchung hat es festgestellt.", "negation"),
    ("ru", "The council assessed that Ruritania paid.", "Руритания сделала платёж, и это факт.", "as fact"),
    ("de", "The minister called it “a bad idea”.", "Der Minister nannte es “eine schlechte Idee”.", "quotation"),
]


@pytest.mark.parametrize(("language", "original", "text", "why"), SPOILT)
def test_an_unfaithful_translation(language: str, original: str, text: str, why: str) -> None:
    assert why in str(unfaithful_translation(original, text, language))


def test_the_languages_that_can_be_checked() -> None:
    assert set(TONGUES) == {"de", "es", "fr", "pl", "ro", "ru", "uk", "zh"}


QUOTE = Statement("“As it stands.”", Standing.ALLEGED, Aspect.ACTIVITY, "why")
PLAIN = Statement(CHARGED, Standing.ALLEGED, Aspect.ACTIVITY, "why")


def test_statements_are_translated_with_their_originals_and_quotes_are_not() -> None:
    told = in_language([QUOTE, PLAIN], "de-AT", Scripted(told=[KEPT[0][2]]))
    assert told[0] == QUOTE
    assert (told[1].text, told[1].original, told[1].standing) == (KEPT[0][2], CHARGED, Standing.ALLEGED)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["Etwas."]),
        (None, ["Etwas."]),
        ("fi", ["Jotain."]),
        ("de", ["Concord hat im Jahr 2016 3.500 Menschen bezahlt, und das ist sehr viel."]),
        ("de", ["Eins.", "Zwei."]),
        ("de", ModelUnavailable("away")),
    ],
)
def test_what_cannot_be_checked_stays_as_it_was(language: str | None, told: Sequence[str] | ModelError) -> None:
    assert in_language([PLAIN], language, Scripted(told=told)) == (PLAIN,)
    assert in_language([PLAIN], language, None) == (PLAIN,)


def test_only_quotes_ask_for_no_translation() -> None:
    interpreter = Scripted(told=ModelUnavailable("away"))
    assert in_language([QUOTE], "de", interpreter) == (QUOTE,)
    assert interpreter.calls == 0


def test_the_answer_says_what_was_understood_and_keeps_the_reader_s_question() -> None:
    explainer = Explainer(world.library(), interpreter=Scripted("When did Ruritania hack the DNC?"))
    answer = explainer.explain(Question("and when?", history=HISTORY))
    assert isinstance(answer, Explanation)
    assert (answer.question, answer.understood) == ("and when?", "When did Ruritania hack the DNC?")
    plain = explainer.explain(Question("Did Ruritania hack the DNC in 2016?"))
    assert isinstance(plain, Explanation)
    assert plain.understood is None
