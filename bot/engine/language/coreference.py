"""Who "he", "it" or "the agency" is: the last fitting name, for retrieval only. Where in doubt, nothing is replaced."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.language.words import Token, looks_past, vocabulary

FUNCTION_WORDS = vocabulary(
    """
    the a an this that these those he she it they we i you his her its their our my your in on at as if when
    while after before since during for from by with of to and but or nor so yet not no there then thus however
    moreover meanwhile additionally furthermore also according what who whom whose which why how where although
    though because despite until under over some many most all both each another such one once through today
    yesterday recently similarly similar instead finally first second third is are was were be did does do has
    have had will would could may might can should must shall mr mrs ms dr breaking update following even just
    only like unlike ever enter meet take consider remember imagine recall forget ask
    """
)
PLACES = vocabulary(
    """
    russia america china iran ukraine israel europe moscow washington beijing tehran kyiv kiev britain france
    germany moldova romania georgia london nato eu un us usa uk cuba venezuela india pakistan turkey syria iraq
    afghanistan hungary poland serbia crimea belarus estonia latvia lithuania congress kremlin senate parliament
    california texas florida burisma facebook twitter google youtube instagram tiktok telegram wikileaks rt
    sputnik fbi cia nsa gru fsb svr ira dnc dccc rnc doj dhs cisa odni meta microsoft interpol pentagon
    democrats republicans democrat republican january february march april may june july august september
    october november december monday tuesday wednesday thursday friday saturday sunday english
    """
)
ORGANISATION_WORDS = vocabulary(
    """
    agency committee party department ministry service bureau office court commission council administration
    campaign foundation university institute company corporation group union house bank times post news press
    army navy force security research federation republic states kingdom alliance platform network center centre
    act report election war super convention street white national democratic federal international media world
    west east north south eastern western middle america
    """
)
DEMONYMS = vocabulary(
    """
    russian american chinese iranian ukrainian israeli european british french german moldovan romanian georgian
    western soviet
    """
)
_TITLES = vocabulary(
    """
    president senator sen mr mrs ms dr secretary director general minister chancellor judge counsel
    """
)
PERSONAL = {"he": "", "she": "", "him": "", "his": "'s", "himself": ""}
THINGS = {"it": "", "its": "'s"}
GROUPS = {"they": "", "them": "", "their": "'s"}
HEADS = vocabulary(
    """
    agency company group organization organisation alliance firm committee ministry government regime bureau
    network platform outlet bloc unit
    """
)
_EARLY = 2
_LONGEST = 100
_PLEONASTIC = vocabulary("is was 's seems appears remains would will may might could has takes turns")


@dataclass(frozen=True, slots=True)
class Name:
    """A named thing as first or fully mentioned."""

    text: str
    person: bool


def _bare(token: Token) -> str:
    return token.text[:-2] if token.lower.endswith("'s") else token.text


class Names:
    """Remembers the names of a text in order, one sentence after another."""

    def __init__(self) -> None:
        self._full: dict[str, Name] = {}
        self._person: Name | None = None
        self._thing: Name | None = None
        self._group: str | None = None
        self._local: set[bool] = set()

    def _classify(self, run: list[Token], before: Token | None) -> Name:
        words = [_bare(token) for token in run]
        lowers = [word.lower() for word in words]
        while len(words) > 1 and (lowers[0] in _TITLES or lowers[0] in DEMONYMS):
            before = run[0]
            words, lowers, run = words[1:], lowers[1:], run[1:]
        last = lowers[-1]
        if len(words) == 1 and last in self._full:
            return self._full[last]
        acronym = any(len(word) > 1 and word.isupper() for word in words)
        thing = acronym or any(word in PLACES or word in ORGANISATION_WORDS or word in DEMONYMS for word in lowers)
        titled = before is not None and before.lower in _TITLES
        name = Name(" ".join(words), titled or not thing)
        if len(words) > 1 and name.person and len(words) <= 3:
            self._full[last] = name
        return name

    def names(self, words: list[Token]) -> list[tuple[int, Name]]:
        """The names of a sentence, each with the index of the token after it."""
        found: list[tuple[int, Name]] = []
        run: list[Token] = []
        for at, word in enumerate([*words, None]):
            capital = word is not None and word.text[:1].isupper() and word.lower not in FUNCTION_WORDS
            joined = capital and (not run or (word is not None and word.start - run[-1].end == 1))
            if run and (not joined or run[-1].lower.endswith("'s")):
                following = words[at].lower if at < len(words) else ""
                initial = run[0] is words[0] and len(run) == 1
                plain = initial and not (run[0].lower.endswith("'s") or run[0].text.isupper() or _verbish(following))
                known = run[0].lower in PLACES or run[0].lower in self._full
                if (not plain or known) and [token.lower for token in run] != [run[0].lower] * (
                    run[0].lower in DEMONYMS
                ):
                    before = words[at - len(run) - 1] if at > len(run) else None
                    found.append((at, self._classify(run, before)))
                run = []
            if capital and word is not None:
                run.append(word)
        return found

    def resolve(self, text: str, words: list[Token], offset: int) -> str:
        """The text of a claim with its first pronouns replaced; ``words`` have offsets from ``offset`` on.

        Learns the names of the claim on the way, so claims must come in order.
        """
        named = dict(self.names(words))
        self._local = set()
        out: list[str] = []
        done = offset
        used: set[bool] = set()
        for at, word in enumerate(words):
            if at in named:
                self._learn(named[at])
            found = self._referent(words, at, used)
            if found is not None:
                first, replacement = found
                out.append(text[done - offset : words[first].start - offset])
                out.append(replacement)
                done = word.end
        if len(words) in named:
            self._learn(named[len(words)])
        out.append(text[done - offset :])
        return "".join(out)

    def _learn(self, name: Name) -> None:
        if len(name.text) > _LONGEST:
            return
        # The first name of its sort in a claim is most often its subject, and what the next claim is about.
        if name.person not in self._local:
            self._local.add(name.person)
            if name.person:
                self._person = name
            else:
                self._thing = name

    def subject(self, phrase: str | None) -> None:
        """The subject of the sentence that was just read; a plural one is what "they" will be."""
        if phrase:
            last = phrase.split()[-1]
            pointing = phrase.split()[0].lower() in {"these", "those", "such", "this", "that"}
            if last.endswith("s") and not last.endswith(("'s", "’s", "ss")) and not pointing:
                self._group = phrase

    @property
    def last(self) -> str | None:
        """The person or, failing that, the thing that was named last."""
        name = self._person or self._thing
        return name.text if name else None

    def person_for(self, speaker: str) -> str:
        """A speaker's name where the text says "he" or "she" and a person has been named."""
        return self._person.text if self._person and speaker.lower() in {"he", "she"} else speaker

    def _referent(self, words: list[Token], at: int, used: set[bool]) -> tuple[int, str] | None:
        """The token from which on to replace, and by what. A name in the claim itself makes a replacement needless."""
        lower = words[at].lower
        following = words[at + 1].lower if at + 1 < len(words) else ""
        if self._person and True not in used | self._local and (lower in PERSONAL or lower == "her"):
            used.add(True)
            return at, self._person.text + PERSONAL.get(lower, "'s")
        if self._thing and False not in used | self._local:
            if lower in THINGS and following not in _PLEONASTIC and (lower == "its" or at <= 1):
                used.add(False)
                return at, self._thing.text + THINGS[lower]
            if lower in HEADS and at and words[at - 1].lower == "the" and following != "of":
                used.add(False)
                return at - 1, self._thing.text
        if lower in GROUPS and at <= _EARLY and self._group:
            return at, self._group + GROUPS[lower]
        return None


def _verbish(word: str) -> bool:
    return (
        looks_past(word)
        or word.endswith("ly")
        or word in FUNCTION_WORDS
        or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "'s")))
    )
