"""Verbs in a sentence by their form and place: where a clause is, and what a coordinator joins. For splitting.py."""

from __future__ import annotations

from bot.engine.language.coreference import FUNCTION_WORDS
from bot.engine.language.lexicon import VP_VERBS
from bot.engine.language.messages import NEGATED
from bot.engine.language.words import Token, irregular_pasts, looks_past, vocabulary

_AUXILIARIES = vocabulary(
    """
    is are was were has have had do does did will would could might may can must should isn't aren't wasn't
    weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't couldn't can't
    """
)
_AFTER_VERB = FUNCTION_WORDS | vocabulary(
    "various several many more numerous multiple two three four five dozens hundreds"
)
_SUBJECT_PRONOUNS = vocabulary("he she it they we i you this")
_BEFORE_PARTICIPLE = vocabulary(
    """
    the a an of by in with for and or its his their her our my some many most all newly recently previously formerly
    allegedly so-called is are was were be been being has have had
    """
)
_PARTICLES = vocabulary("out up off away over millions thousands hundreds dozens")
_PLURAL_PRESENT = vocabulary("suspect suspects believe think say suggest claim argue fear wonder insist agree doubt")
_AFTER_THIRD = vocabulary("a an only no nobody nothing every several many two three four five free that")
_PLURALS = vocabulary("many some most few people they we critics others")
_BEFORE_NOUN = vocabulary(
    """
    the a an of in on at by for with and or to its his their her our my these those such into from about against over
    under between through
    """
)
_EMBEDDING = vocabulary("how why what whether if whom where when")
_SUBORDINATORS = vocabulary("that if whether how why who which whom where when")
_ADJECTIVES = vocabulary("shared organized organised registered planned approved")
_CONTRACTED = vocabulary(
    """
    it's that's he's she's there's they're we're you're i'm i've we've they've you've he'd she'd it'll they'll he'll
    she'll we'll i'll you'll
    """
)
_REPORTING = vocabulary("said says say thinks believes believe thought claims claimed argues argued insists insisted")
_MINIMUM = 3
_NEAR = 24


def finite(words: list[Token], first: int, last: int) -> int | None:
    """The first token in a range that is a finite verb by its form, or None."""
    for at in range(first, last):
        word = words[at].lower
        before = words[at - 1].lower if at else ""
        if word in _AUXILIARIES or word in irregular_pasts():
            return at
        after = words[at + 1].lower if at + 1 < len(words) else ""
        if (
            looks_past(word)
            and before not in {"the", "a", "an"}
            and (after in _AFTER_VERB or not after or word in VP_VERBS or _acts(words, at))
        ):
            return at
        if at and (word in PRESENT or _present(words, at)):
            return at
    return None


def _acts(words: list[Token], at: int) -> bool:
    """Whether a past form has a subject pronoun before it, or an object, a particle or a gerund after it."""
    before = words[at - 1].lower if at else ""
    if before in _SUBJECT_PRONOUNS or (before.endswith("ly") and at > 1 and words[at - 2].lower in _SUBJECT_PRONOUNS):
        return True
    if at == 0 or words[at].text[:1].isupper() or at + 1 >= len(words) or before in _BEFORE_PARTICIPLE:
        return False
    following = words[at + 1]
    named = following.text[:1].isupper() and not words[at - 1].lower.endswith(("'s", "s'"))
    return named or following.text[:1].isdigit() or following.lower in _PARTICLES


def _present(words: list[Token], at: int) -> bool:
    """Whether a word is a present tense by its place: "names a", "observers suspect"."""
    word, before = words[at].lower, words[at - 1].lower
    after = words[at + 1].lower if at + 1 < len(words) else ""
    if word in _PLURAL_PRESENT:
        return (before.endswith("s") and not before.endswith(("'s", "ss"))) or before in _PLURALS
    third = word.endswith("s") and not word.endswith(("ss", "'s", "us"))
    if after == "that" and not words[at - 1].text[:1].isupper() and before not in _SUBJECT_PRONOUNS:
        # "With tailored messages that": a noun.
        return False
    return third and after in _AFTER_THIRD and before not in _BEFORE_NOUN and not before.endswith(("'s", "s'"))


PRESENT = vocabulary(
    """
    says bets steals spreads pays sends meets hides fears hates loses owes criticizes criticises praises opposes
    accuses rejects refuses wants sees plans aims remains continues serves aligns runs uses targets prefers
    seeks hopes supports shows claims believes thinks knows makes takes gives creates controls funds backs
    denies admits works lies needs weakens undermines helps hurts threatens provides reduces offers leads causes
    upheld overcame foresaw
    """
)


_PHRASES = vocabulary("without in after before during with despite by under since through for at on")


def clause(words: list[Token], at: int, commas: list[bool]) -> bool:
    """Whether a subject and a finite verb follow, perhaps behind a phrase ("without that money he would").

    ``commas`` says for each token whether there is a comma before it: a single one cannot part a subject from its verb.
    """
    if at + 2 < len(words) and commas[at + 1]:
        # "However, it did": the clause starts behind what links it.
        at += 1
    if words[at].lower in _CONTRACTED:
        return True
    if words[at].lower in NEGATED or (words[at].lower in _PHRASES and len(words) - at > _MINIMUM):
        verb = finite(words, at, min(len(words), at + 10)) if words[at].lower in NEGATED else None
        verb = verb if verb is not None else finite(words, at + 2, min(len(words), at + 10))
        return verb is not None and not any(word.lower in {"which", "who"} for word in words[at:verb])
    verb = finite(words, at + 1, min(len(words), at + 8))
    if verb is None or sum(commas[at + 1 : verb + 1]) == 1:
        return False
    inside = any(word.lower in _EMBEDDING for word in words[at + 1 : verb])
    return not inside and not any(word.lower in {"that", "which", "who", "to"} for word in words[at:verb])


def starts_clause(words: list[Token], at: int, commas: list[bool]) -> bool:
    """Whether a clause of its own follows a coordinator, and not a further thing asked or told ("and how it did")."""
    return words[at].lower not in _EMBEDDING and clause(words, at, commas)


def noun_goes_on(words: list[Token], verb: int, conjunction: int) -> bool:
    """Whether "and" joins nouns or adjectives: "said that Russia and others had", "an urgent and prime aim"."""
    if words[conjunction - 2].lower in {"a", "an", "the"}:
        return True
    if words[conjunction - 1].text.isdigit() and words[conjunction + 1].text.isdigit():
        return True
    near = max(verb, conjunction - _NEAR)
    opened = next((at for at in range(conjunction - 1, near, -1) if words[at].lower in _SUBORDINATORS), None)
    if opened is None:
        # "Said Russia and others had": a clause without "that".
        told = words[verb].lower in _REPORTING and words[verb + 1].text[:1].isupper()
        return told and finite(words, verb + 2, conjunction) is None
    return finite(words, opened + (1 if words[opened].lower in {"who", "which"} else 2), conjunction) is None


def resumes(words: list[Token], at: int) -> bool:
    """Whether a predicate without its subject starts at a token: "…, will be cancelled", "…, illegally moved to"."""
    verb = at + 1 if words[at].lower.endswith("ly") and at + 1 < len(words) else at
    if finite(words, verb, verb + 1) is None:
        return False
    return verb + 1 >= len(words) or words[verb + 1].lower != "by"


def has_object(words: list[Token], verb: int, conjunction: int) -> bool:
    """Whether a verb has its own object before "and": "hacked and leaked the mail" is one predicate."""
    return conjunction - verb > 1 and not looks_past(words[conjunction - 1].lower)


def predicate(words: list[Token], at: int) -> bool:
    """Whether a verb in the past with something after it stands at a token."""
    regular = at + 2 < len(words) and looks_past(words[at].lower) and words[at + 1].lower in _AFTER_VERB
    return regular or active(words, at)


def active(words: list[Token], at: int) -> bool:
    """Likewise, where the verb is hardly ever a participle or an adjective."""
    word = words[at].lower if at + 2 < len(words) else ""
    return word in irregular_pasts() or (word in VP_VERBS and word not in _ADJECTIVES)
