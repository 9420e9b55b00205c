"""Value judgments: words that praise, blame or belittle and that nothing on record could bear out or refute.

English, by table. "The vote was annulled" can be checked, "the annulment was a disgrace" cannot; a claim of the second
sort is no gap in the library. The words are those of evaluation alone: what may as well name a deed ("attack", "fraud",
"lie", "threat") is left out, for it can be looked up.
"""

from __future__ import annotations

import re

from bot.engine.language.words import QUOTES, enclosed, tokens
from bot.engine.models import Cue

KIND = "judgment"

_WORDS = frozenset(
    """
    absurd absurdity absurdly abysmal admirable admirably appalling appallingly arrogance arrogant arrogantly
    atrocious awful bigoted blatantly brazen brazenly buffoon callous catastrophic charade clownish contemptible
    cowardice cowardly craven crazy cruel cruelty cynical cynically damning decadence decadent delusion delusional
    deplorable deplorably desperately despicable devious disastrous disgrace disgraceful disgracefully disgusting
    dishonorable dishonourable dreadful egregious embarrassing embarrassment evil fanatical farce farcical feckless
    feeble folly foolhardy foolish foolishly gallant glorious greed greedy grotesque hateful heroic heroically
    honorable honourable hopelessly horrendous horrible hypocrisy hypocrite hypocrites hypocritical hysteria
    hysterical idiocy idiotic ignoble immoral indefensible inexcusable insane insanity insidious intolerable
    irresponsible laughable loathe loathed loathes loathing loathsome ludicrous madness malevolent meddlesome
    mindless misguided mockery monstrous moronic naive naively nauseating nefarious noble nonsense nonsensical
    obscene odious outrage outrageous outrageously paranoia paranoid pathetic perverse petty phoney phony pointless
    preposterous puerile reckless recklessly repellent reprehensible repugnant repulsive ridiculous righteous rotten
    ruthless sadly sanctimonious scandalous scoundrel scoundrels selfish senseless shambolic shameful shamefully
    shameless shamelessly shocking shockingly shoddy silly sinister sordid spineless squalid stupid stupidity
    stupidly superb tasteless tragic tragically trample trampled tramples travesty treacherous trivial troubling
    unacceptable unconscionable unforgivable unfortunately unhinged unworthy useless vicious vile villainous
    villainy virtuous virtuously wicked wickedness wisdom witless wonderful worthless worthy wretched
    """.split()
)

_PHRASES = re.compile(
    r"\b(?:far too|all too|(?:the )?(?:sad|simple|plain) truth|make[sd]? no sense|double standards?|witch[- ]hunts?"
    r"|(?:moral|intellectual) (?:confusion|bankruptcy|failure|collapse)|with (?:all )?(?:due )?respect"
    r"|to be (?:plain|blunt|honest|frank)|no mystery|(?:far|much|even) (?:more|worse|better|less) than|no right to"
    r"|nothing (?:\w+ ){0,6}(?:resembles|compares)|ashamed|(?:is|was|are|were) "
    r"(?:entirely|absolutely|quite|simply|plainly) (?:right|wrong)|(?:has|have|had) ruined|hollowed out"
    r"|dark (?:age|days?|chapter)|wake[- ]up call|slippery slope|house of cards|smoke and mirrors|beyond belief"
    r"|lost (?:its|their|all) (?:minds?|reason|way))\b",
    re.IGNORECASE,
)


def judgments(text: str) -> tuple[Cue, ...]:
    """The words that judge, in order, outside of quotation marks; empty where there are none."""
    quoted = enclosed(text, QUOTES)
    found = [
        Cue(token.text, KIND, token.start, token.end)
        for token in tokens(text)
        if token.lower in _WORDS and not _within(token.start, quoted)
    ]
    for match in _PHRASES.finditer(text):
        taken = any(one.start < match.end() and match.start() < one.end for one in found)
        if not taken and not _within(match.start(), quoted):
            found.append(Cue(match.group(), KIND, match.start(), match.end()))
    return tuple(sorted(found, key=lambda one: one.start))


def _within(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)
