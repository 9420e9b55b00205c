"""Text → atomic claims with exact offsets, each with who says it and whether there is anything to check.

Nothing with a letter in it is dropped: what is not a claim comes back with ``checkable=False``. By rule and in time
linear in the length of the text; see sentences.py for boundaries, splitting.py for parts, coreference.py for names.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from bot.engine.language.attribution import Attribution, attribution
from bot.engine.language.coreference import FUNCTION_WORDS, Names
from bot.engine.language.lexicon import OFFICIAL_ACTS
from bot.engine.language.places import MONTHS
from bot.engine.language.predicates import finite
from bot.engine.language.sentences import LABEL, Block, blocks, sentences, turn
from bot.engine.language.terms import known_names
from bot.engine.language.words import QUOTES, Token, enclosed, tokens, vocabulary
from bot.engine.models import Claim, Cue, Hinge
from bot.engine.reading.premise import Presupposed, presupposition
from bot.engine.reading.speculation import Reading, read
from bot.engine.reading.splitting import split

_HEADING_WORDS = 18
_CONTEXT = 200
_DATES = vocabulary(f"{MONTHS.lower()} monday tuesday wednesday thursday friday saturday sunday")
_FEW = 3
LEADS = vocabulary(
    """
    in on at during after before since by through while for from with despite under as throughout between
    """
)
_FOOTER = re.compile(
    r"(?:this entry was posted|bookmark the permalink|posted (?:in|on|by)\b|filed under|tagged\b|share this|read more|"
    r"click here|subscribe\b|sign up\b|follow us|all rights reserved|copyright\b|©|photo(?:graph)?(?: credit)?:|"
    r"image(?: credit)?:|source:|by [A-Z][\w.'’-]{1,30} [A-Z][\w.'’-]{1,30}\Z|published\b.{0,20}\d|updated\b.{0,20}\d|"
    r"related (?:articles|posts)|leave a (?:comment|reply)|comments? are closed|advertisement\b|table of contents|"
    r"page \d{1,5}\b|continue reading|cookie|terms of (?:use|service)|privacy policy|editor['’]s note)",
    re.IGNORECASE,
)
_SOCIAL = re.compile(
    r"(?:hi|hello|hey|thanks|thank you|good (?:morning|afternoon|evening|night)|dear\b|welcome|bye|goodbye|please\b|"
    r"congratulations|sorry|ok|okay|wow|lol|cheers|greetings|best regards|sincerely)\b|(?:yes|no)\b(?=\W*(?:[,.!]|\Z))",
    re.IGNORECASE,
)
_TASTE = re.compile(
    r"(?:i|we) (?:just |really |so |do |personally ){0,2}(?:love|like|hate|enjoy|adore|despise|hope|wish|feel|"
    r"prefer|want|"
    r"can['’]t stand|miss|don['’]t (?:like|care))\b",
    re.IGNORECASE,
)
_META = re.compile(
    r"(?:this|the (?:present|following)) (?:article|essay|post|paper|piece|report|section|chapter|blog|video|thread) "
    r"(?:explores|examines|discusses|looks|will|describes|outlines|considers|is about|asks|covers)\b|"
    r"in this (?:article|essay|post|paper|piece|section|chapter|video|thread)\b",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"\b(?:it has never been truer that|as the (?:old )?(?:saying|proverb|adage) goes|the old (?:saying|proverb|adage)|"
    r"there is an old (?:saying|proverb))\b|"
    r"\A(?:that|this|such)(?:['’]s| is) (?:\w+ ){0,3}(?:in action|for you|life|politics|show business)\W*\Z",
    re.IGNORECASE,
)
_EXCLAMATION = re.compile(r"(?:(?:why|oh|and|but|ah),? ){0,2}(?:how|what an?)\b[^?]{0,200}!\W*\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.|[\w.+-]{1,64}@)\S+\Z")
_TERMINALS = frozenset(".!?…。！？؟۔।")
_QUESTION_MARKS = ("?", "？", "؟")
_ARTICLES = vocabulary("the a an its his her their two three four five")
_MEASURES = vocabulary(
    """
    charged indicted sentenced arrested recommended asked called urged ordered referred said told added noted warned
    confirmed concluded found published issued named
    """
)
_TOLD = 14
_DEMONSTRATIVES = vocabulary("this these that those such similar another")


class ReadClaim(NamedTuple):
    """A claim and what its words say, with what governs it from the parts of the sentence before it."""

    claim: Claim
    reading: Reading


def find_claims(text: str) -> list[Claim]:
    """The claims of a text in order, not overlapping; ``text[claim.start:claim.end] == claim.text``."""
    return [found.claim for found in read_claims(text)]


def read_claims(text: str) -> list[ReadClaim]:
    """The claims of a text, each with its reading in context: prefer this to reading a claim's text by itself."""
    paragraphs = [block for block in blocks(text) if _has_letter(text[block.start : block.end])]
    names = Names()
    heading: str | None = None
    found: list[ReadClaim] = []
    for block in paragraphs:
        body = _body(text, block)
        if len(paragraphs) > 1 and _is_heading(text, block, body):
            claim = _heading_claim(text, body, block.end)
            heading = claim.claim.text.strip(" :#*")
            found.append(claim)
            continue
        found.extend(_block_claims(text, body, block.end, names, heading))
    return found


def _has_letter(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _body(text: str, block: Block) -> int:
    """Where a block's text starts: after its marker, unless the marker holds a letter ("a)")."""
    return block.start if _has_letter(text[block.start : block.body]) else block.body


def _is_heading(text: str, block: Block, body: int) -> bool:
    line = text[body : block.end]
    if block.lines > 1 or len(line) > 200 or (line[-1] in _TERMINALS and not text.startswith("#", block.start)):
        return False
    words = tokens(line)
    if not words or len(words) > _HEADING_WORDS or "," in line[-1]:
        return False
    if text.startswith("#", block.start) or line.endswith(":"):
        return True
    major = [word for word in words if word.lower not in FUNCTION_WORDS and word.text[:1].isalpha()]
    capitals = sum(word.text[:1].isupper() for word in major)
    return bool(major) and capitals >= max(1, 0.75 * len(major)) and (len(words) > 1 or block.marked or line.istitle())


def _heading_claim(text: str, start: int, end: int) -> ReadClaim:
    line = text[start:end]
    words = tokens(line)
    reading = read(line, offset=start)
    asserts = len(words) > 2 and _headline(words, reading) and not _FOOTER.match(line)
    return ReadClaim(Claim(line, start, end, line.strip(" :#*"), None, asserts, True), reading)


def _headline(words: list[Token], reading: Reading) -> bool:
    """Whether a heading says something: it has a verb, or begins "Why X …", "How X …" and so insinuates."""
    asking = words[0].lower in {"why", "how"} and len(words) > 3
    verb = finite(words, 1, len(words)) is not None
    return verb or (asking and reading.speculative)


def _block_claims(text: str, start: int, end: int, names: Names, heading: str | None) -> list[ReadClaim]:
    label = turn(text[start : min(end, start + LABEL)])
    spans = [span for span in sentences(text, start, end) if _has_letter(text[span[0] : span[1]])]
    spoken = [_speaker(text, span, start, label) for span in spans]
    _share_quotes(text, start, end, spans, spoken)
    found: list[ReadClaim] = []
    for (first, last), said in zip(spans, spoken, strict=True):
        found.extend(_sentence_claims(text, first, last, said, names, heading))
    return found


def _speaker(text: str, span: tuple[int, int], start: int, label: tuple[str, int] | None) -> Attribution | None:
    first, last = span
    if label is None:
        return attribution(text[first:last], tokens(text[first:last]))
    skipped = label[1] if first == start else 0
    words = tokens(text[first:last])
    return Attribution(label[0], next((at for at, word in enumerate(words) if word.start >= skipped), None))


def _share_quotes(
    text: str, start: int, end: int, spans: list[tuple[int, int]], spoken: list[Attribution | None]
) -> None:
    """A quotation that runs over several sentences has one speaker, who is named at one end of it."""
    quotes = [(start + first, start + last) for first, last in enclosed(text[start:end], QUOTES)]
    at = 0
    for first, last in quotes:
        while at < len(spans) and spans[at][1] <= first:
            at += 1
        inside = at
        while inside < len(spans) and spans[inside][0] < last:
            inside += 1
        speaker = next((said.speaker for said in spoken[at:inside] if said), None)
        if speaker:
            for index in range(at, inside):
                spoken[index] = spoken[index] or Attribution(speaker, None)
        # A sentence may hold the end of one quotation and the start of the next.
        at = max(at, inside - 1)


def _sentence_claims(
    text: str, start: int, end: int, said: Attribution | None, names: Names, heading: str | None
) -> list[ReadClaim]:
    sentence = text[start:end]
    words = tokens(sentence)
    speaker = names.person_for(said.speaker) if said else None
    found: list[ReadClaim] = []
    before = ""
    governed = False
    subject = _subject(sentence, words)
    told = _told(sentence, words)
    at = 0
    for part in split(sentence, words, start):
        until = at
        while until < len(words) and start + words[until].end <= part.end:
            until += 1
        local = words[at:until]
        piece = text[part.start : part.end]
        first = at
        if said is not None and said.first is not None and at <= said.first < until and not part.reading.governs:
            first = said.first
        skipped = start + words[first].start if first > at else part.start
        resolved = names.resolve(text[skipped : part.end], _shifted(words[first:until], start - skipped), 0)
        does = told if told and not _official(local) else subject
        query, meant = _context(resolved.strip(), local, part.link, before, does, names, heading)
        reading = part.reading
        # What a sentence adds to a reported finding in passing ("…, which …") is not known to be the speaker's.
        added = part.link == "added" or (part.link in {"relative", "tail"} and governed)
        if speaker and reading.speculative and not added:
            reading = replace(reading, attributed=True)
        governed = governed or reading.governs
        assumed = presupposition(piece) if _asks(piece) else None
        if assumed:
            query = meant = assumed.text
            reading = _insinuating(assumed, reading, part.start)
        checkable = _checkable(piece, local, reading, assumed)
        query, meant = (query, meant) if checkable else (piece, piece)
        claim = Claim(
            piece,
            part.start,
            part.end,
            query,
            None if added else speaker,
            checkable,
            meant="" if meant == query else meant,
        )
        found.append(ReadClaim(claim, reading))
        before = query[:_CONTEXT]
        at = until
    names.subject(subject)
    return found


def _shifted(words: list[Token], by: int) -> list[Token]:
    return [word._replace(start=word.start + by, end=word.end + by) for word in words]


def _subject(sentence: str, words: list[Token]) -> str | None:
    """The words before the first verb, without what leads in ("In 2016, "): the subject, by its place."""
    first = 0
    if words and words[0].lower == "ever" and len(words) > 1 and words[1].lower == "since":
        words = words[1:]
    if words and words[0].lower in LEADS:
        comma = sentence.find(",", 0, 120)
        first = next((at for at, word in enumerate(words) if word.start > comma), 0) if comma > 0 else 0
    verb = finite(words, first + 1, min(len(words), first + 12))
    if verb is None:
        return None
    while verb > first + 1 and words[verb - 1].lower.endswith("ly"):
        verb -= 1
    return sentence[words[first].start : words[verb - 1].end][:_CONTEXT]


def _told(sentence: str, words: list[Token]) -> str | None:
    """The subject of what is told with "that" ("the office found that Rome did …"), as it is written."""
    verb = finite(words, 1, min(len(words), _TOLD))
    if verb is None:
        return None
    that = next((at for at in range(verb + 1, min(len(words) - 2, verb + _TOLD)) if words[at].lower == "that"), None)
    if that is None or words[that + 1].lower in FUNCTION_WORDS - _ARTICLES:
        return None
    does = finite(words, that + 2, min(len(words), that + _TOLD))
    if does is None or any(word.lower in {"which", "who"} for word in words[that + 1 : does]):
        return None
    subject = sentence[words[that + 1].start : words[does - 1].end]
    return None if "," in subject else subject[:_CONTEXT]


def _official(words: list[Token]) -> bool:
    """Whether a part goes on with what an office does itself: "… and charged two men"."""
    return any(word.lower in OFFICIAL_ACTS | _MEASURES for word in words[:3])


def _context(
    query: str, words: list[Token], link: str, before: str, subject: str | None, names: Names, heading: str | None
) -> tuple[str, str]:
    """(query, meant) of a claim with what it leaves out, from its sentence or from its heading."""
    if link == "vp" and subject:
        lead = words[0].lower if words else ""
        joined = lead in {"and", "but"} and query.lower().startswith(lead)
        does = query[len(lead) :].strip() if joined else query
        whole = f"{subject}{does}" if does.startswith(",") else f"{subject} {does}"
        return whole, whole
    if link in {"tail", "added", "relative", "purpose"}:
        return f"{before}, {query}", f"{before}, {query}"
    pointing = bool(words) and words[0].lower in _DEMONSTRATIVES
    named = any(word.text[:1].isupper() and word.lower not in _DATES for word in words[1:])
    if not pointing and (named or known_names(query)):
        return query, query
    last = [names.last] if pointing and names.last else []
    about = heading or ""
    return _hinted(query, [*last, about]), _hinted(query, [*last, *(known_names(about) or [about])])


def _hinted(query: str, hints: list[str]) -> str:
    hints = [hint for hint in hints if hint]
    return f"{query} ({'; '.join(hints)})" if hints else query


def _asks(piece: str) -> bool:
    return piece.rstrip(" \"'”’»)]*_").endswith(_QUESTION_MARKS)


def _insinuating(assumed: Presupposed, reading: Reading, offset: int) -> Reading:
    """The reading of a question by what it assumes."""
    inside = read(assumed.text)
    if not inside.speculative or reading.speculative:
        return replace(reading, aspect=assumed.aspect)
    cue = Cue(assumed.trigger, "insinuation", offset + assumed.at, offset + assumed.at + len(assumed.trigger))
    hinge = Hinge(cue.text, cue.start, cue.end)
    return replace(
        reading, aspect=assumed.aspect, speculative=True, kind="insinuation", cues=(cue, *reading.cues), hinge=hinge
    )


def _checkable(piece: str, words: list[Token], reading: Reading, assumed: Presupposed | None) -> bool:
    body = piece.lstrip(" \"'“‘«([*_")
    if not words or _FOOTER.match(body) or _ADDRESS.match(body) or _TASTE.match(body):
        return False
    if _SOCIAL.match(body) and len(words) < 12 and not reading.speculative and finite(words, 1, len(words)) is None:
        return False
    if reading.kind == "normative" or _META.match(body):
        return False
    if not reading.speculative and (_SAYING.search(body) or _EXCLAMATION.match(body)):
        return False
    if _asks(piece):
        return reading.kind == "insinuation" or assumed is not None
    if words[0].text.isascii():
        return len(words) >= _FEW or (len(words) > 1 and finite(words, 1, len(words)) is not None)
    return True
