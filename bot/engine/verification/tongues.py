"""Whether a translation keeps what can be compared by rule: numbers, quotes, negations, and who only says so.

For eight languages there are tables; a text in any other language cannot be checked and is not shown translated. The
tables name the words that each language uses for a negation, for an accusation, and for anything short of a fact
(saying, judging, possibility, attempt, denial), as beginnings of words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.engine.language.places import words
from bot.engine.language.terms import numbers
from bot.engine.verification.fidelity import MARKERS, MARKUP

_LEAST, _MOST = 0.15, 3.0
"""How much shorter or longer than the original a translation may be, in characters; Chinese is the shortest."""

_QUOTE = re.compile(r"“([^”]+)”|\"([^\"]+)\"")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_HAN = re.compile(r"[一-鿿]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|nothing|nobody|cannot|unable|failed|insufficient|\w+n['’]t)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Tongue:
    """What is known of a language: its script, common words that tell it from others, and its tables."""

    script: re.Pattern[str]
    common: frozenset[str]
    negation: re.Pattern[str]
    accusation: re.Pattern[str]
    saying: re.Pattern[str]


def _tongue(script: re.Pattern[str], common: str, negation: str, accusation: str, saying: str) -> Tongue:
    """Tables as written: in alphabetic scripts every entry is the beginning of a word, "$" closing a whole word."""

    def table(entries: str) -> re.Pattern[str]:
        found = "|".join(entry.replace("$", r"\b") for entry in entries.split())
        return re.compile(f"(?:{found})" if script is _HAN else rf"\b(?:{found})", re.IGNORECASE)

    return Tongue(script, frozenset(common.split()), table(negation), table(accusation), table(saying))


TONGUES: dict[str, Tongue] = {
    "de": _tongue(
        _LATIN,
        "der die das und ist war wurde in von mit dass zu den im auf für eine ein des dem nach hat haben habe "
        "sei",
        "nicht$ kein nie$ niemals ohne$ weder$ noch$ niemand nichts unfähig außerstande gescheitert",
        "anklag angeklag klag beschuldig vorgeworfen vorwurf vorwürf wirft$ warf$ mutmaßlich angeblich "
        "verdächtig bezichtig",
        "sagt sagte erklär laut$ zufolge bericht behaupt teilt fest einschätz schätz urteil wahrscheinlich "
        "könnt möglich versuch soll woll bestr leugn wies$ weist zuversicht konfidenz vermut glaub argument "
        "schrieb schreib warn plan kündig bezeichn nannt nenn halt hielt gehalten geb demnach wonach "
        "beabsichtig bewert befand ging geh sei$ habe$ würd dürft meint scheint erschein ziel anbiet bot$ "
        "angebot diskut besproch zurück dementier abgestritt",
    ),
    "es": _tongue(
        _LATIN,
        "el la los las de que y en un una por para con se del al su fue ha han es según lo como a haber las personas",
        "no$ nunca ningun ninguna ningún nada nadie sin$ ni$ tampoco incapa",
        "acus imput inculp alega presunt supuest cargos procesa denunci sospech",
        "dijo dice declar según afirm asegur sostien sostuv estim evalu concluy conclus juzg cree creía "
        "probabl confianza posibl podría puede pudo parec intent trat busc planea plane propus propon ofrec "
        "neg desmint rechaz señal inform calific llam advirt escrib argument consider pretend quis aparent "
        "sugier sugir",
    ),
    "fr": _tongue(
        _LATIN,
        "le la les de des du et en un une que qui par pour dans a au aux selon est été sur son sa ont avec",
        "ne$ n['’] pas$ jamais aucun aucune rien personne$ sans$ ni$ non$ incapable",
        "accus inculp alléguer allègu allégu prétendu présum poursuiv chef soupçon mis$",
        "dit déclar selon affirm assur soutien souten estim évalu conclu juge jugé croit croy probabl "
        "confiance possibl pourrai pourrait peut$ peuvent pouvai semble semblai sembl tent essay cherch "
        "projet prévo propos offr ni$ nie démenti dément rejet rejeté indiqu inform rapport qualif appel "
        "averti écri argu consid visai vis$ envisag suggèr suggér annonc apparemment",
    ),
    "pl": _tongue(
        _LATIN,
        "w na z i że się do nie jest był została było o od przez po dla oraz według ze to został zostały",
        "nie$ nigdy żaden żadn nikt nic$ bez$ ani$ brak niezdoln",
        "oskarż zarzu domniem rzekom podejrz postaw akt$ zarzut",
        "powiedzi stwierdz według oświadcz twierdz ocen uzna szacu prawdopodobn pewności możliw może mogł "
        "mógł wydaj próbow usiłow starał planow propono oferow zaprzecz odrzuc dement poinformow raport doni "
        "nazwał nazywa ostrzeg napisał pisze argument zamierz chciał sugeru zapowied uważa sądz miał mieli "
        "wnios",
    ),
    "ro": _tongue(
        _LATIN,
        "și în de la a al ale cu pe că din care pentru este au fost o un prin potrivit ar fi lui sunt",
        "nu$ n-a n-au niciodată niciun nicio nimic nimeni fără$ nici$ incapabil",
        "acuz inculp pretins presupus suspect trimis învinui rechizitoriu",
        "spus spune declarat declar potrivit conform afirm susțin evalu apreci conclu estim consider cred "
        "probabil încred posibil ar$ putea poate pare încerc căut plănu intenți propus ofer neg dezmin respin "
        "raport inform relat numi avertiz scris argument urmăr suger anunț arăt",
    ),
    "ru": _tongue(
        _CYRILLIC,
        "",
        "не$ ни$ нет$ никогда никто ничего нельзя без$ никак невозможн неспособн",
        "обвин предъяв якобы$ предполагаем подозрева вменя",
        "сказал говор заявл заявил согласно утвержда сообщ по$ оцен пришл заключ счита полага вероятн уверенн "
        "возможн мог$ могл может могут кажет пыта попыт стремил намер план предлож отриц отверг отклон "
        "опроверг назвал называ предупре написа пишет пишут аргумент указ намерев хотел цель объяв",
    ),
    "uk": _tongue(
        _CYRILLIC,
        "",
        "не$ ні$ немає ніколи ніхто нічого без$ жодн неможлив нездатн",
        "обвинува звинува пред['’]явл нібито$ ймовірн підозр інкримін висун",
        "сказа заяв згідно$ за$ стверд твердж повідом оцін дійш висновк вважа ймовірн впевнен можлив міг$ "
        "могл може можуть здаєт намага спроб прагн намір план запропон запереч відкин відхил спросту назва "
        "назива поперед написа пише аргумент вказ хотіл мета оголос",
    ),
    "zh": _tongue(
        _HAN,
        "",
        "不 没 未 无 非 从未 否",
        "指控 起诉 控 涉嫌 被控 据称 怀疑 指责",
        "说 表示 称 据 认为 声明 声称 评估 判断 结论 估计 可能 或许 信心 把握 似乎 企图 试图 寻求 计划 打算 "
        "提议 否认 驳斥 拒绝 报道 报告 指出 警告 写 主张 宣布 相信 旨在",
    ),
}  # fmt: skip

_SAYING = tuple(pattern for name, pattern in MARKERS.items() if name != "an accusation")


def unfaithful_translation(original: str, text: str, language: str) -> str | None:
    """Why a translation of a verified English sentence is not shown, or None where it keeps all that is checked."""
    tongue = TONGUES.get(language)
    if tongue is None:
        return f"There are no tables to check {language} with."
    if not _LEAST * len(original) <= len(text) <= _MOST * len(original):
        return "It is much shorter or longer than the original."
    if (found := MARKUP.search(text)) is not None and found[0] not in original:
        return "It holds markup, an address or hidden characters."
    if any((match[1] or match[2]) not in text for match in _QUOTE.finditer(original)):
        return "It changes a quotation."
    plain = _without_quotes(text)
    if not _is_in(plain, tongue):
        return "It is in another language."
    if _digits(original) != _digits(text):
        return "Its numbers are not those of the original."
    source = _without_quotes(original)
    if bool(_NEGATION.search(source)) != bool(tongue.negation.search(plain)):
        return "It adds or drops a negation."
    raws = [word.raw for word in words(source)]
    if any(MARKERS["an accusation"].fullmatch(raw) for raw in raws) and not tongue.accusation.search(plain):
        return "It drops an accusation."
    if any(pattern.fullmatch(raw) for pattern in _SAYING for raw in raws) and not (
        tongue.saying.search(plain) or tongue.accusation.search(plain)
    ):
        return "It tells as fact what the original does not."
    return None


def _without_quotes(text: str) -> str:
    return _QUOTE.sub(" ", text)


def _digits(text: str) -> set[str]:
    """Numbers written in digits; what is spelled out may be spelled out otherwise."""
    return numbers(re.sub(r"[^\W\d_]+", " | ", _decimal_points(text)))


def _decimal_points(text: str) -> str:
    """Digits with the separators of other languages: "3.500" and "3 500" for 3,500; "3,5" for 3.5."""
    text = re.sub(r"(?<=\d)[.\u00a0\u202f ](?=\d{3}(?!\d))", ",", text)
    return re.sub(r"(?<=\d),(?=\d{1,2}(?!\d))", ".", text)


def _is_in(text: str, tongue: Tongue) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return False
    own = sum(1 for letter in letters if tongue.script.match(letter))
    if tongue.script is not _LATIN:
        return own >= 0.5 * len(letters)
    spoken = re.findall(r"[^\W\d_]+", text.lower())
    mine = sum(1 for word in spoken if word in tongue.common)
    others = max(
        sum(1 for word in spoken if word in other.common)
        for other in (*TONGUES.values(), ENGLISH)
        if other is not tongue
    )
    return mine > others or (mine == others and mine > 0)


ENGLISH = _tongue(
    _LATIN, "the of and to in that is was were by for with on as his its had has it from which", "not$", "accus", "sa"
)
