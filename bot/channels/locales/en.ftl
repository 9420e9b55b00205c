# Interface strings. Every catalogue has the keys and placeholders of this one; a test compares them.

## What a claim stands on

standing-documented = Documented
standing-assessed = Assessed
standing-reported = Reported
standing-alleged = Alleged
standing-disputed = Disputed
standing-contradicted = Contradicted
standing-speculation = Speculation
standing-unsourced = Unsourced
standing-documented-means = A court, an official inquiry, the actor’s own admission or public records establish it.
standing-assessed-means = Intelligence or an official expert body judges so; its confidence is shown.
standing-reported-means = A newsroom, platform, company or researcher shows evidence; no court or inquiry has tested it.
standing-alleged-means = An accusation: a charge, a designation or an official’s word.
standing-disputed-means = Sources of record conflict, or an earlier finding or charge was withdrawn.
standing-contradicted-means = Sources of record say otherwise.
standing-speculation-means = A motive, forecast, counterfactual or effect that no source of record establishes.
standing-unsourced-means = It could be checked, but the library holds nothing on it.

aspect-activity = what was done
aspect-attribution = who did it
aspect-intent = why it was done
aspect-reach = how far it went
aspect-effect = what it changed
aspect-forecast = what is to come
aspect-context = the setting

confidence-high = high confidence
confidence-moderate = moderate confidence
confidence-low = low confidence
confidence-unstated = confidence not stated

act-adjudicated = ruled by a court
act-found = found by an inquiry
act-admitted = admitted
act-assessed = assessed
act-charged = charged
act-reported = reported
act-asserted = asserted
act-denied = denied
act-withdrawn = withdrawn
act-opined = opinion

kind-judgment = judgment
kind-plea = plea
kind-indictment = indictment
kind-complaint = complaint
kind-sanctions = sanctions notice
kind-inquiry_report = inquiry report
kind-committee_report = committee report
kind-intelligence_assessment = intelligence assessment
kind-official_statement = official statement
kind-platform_report = platform report
kind-research = research
kind-journalism = journalism
kind-commentary = commentary
kind-denial = denial
kind-public_record = public record
kind-unclassified = unclassified

## Answers

role-answer = Answer
role-weaker = What stands on less
role-counter = The other side
role-context = Setting
role-contested = What is contested
role-order = Timeline
premise = The question assumes
gaps = What is not known
gap = Not held
settled-by = What would settle it: { $what }
dropped = { $count ->
    [one] { $count } sentence was left out because it could not be verified.
   *[other] { $count } sentences were left out because they could not be verified.
 }
nearest = Nearest sources
sources = Sources
why = Why this label
quote = Quote
citations = { $count ->
    [one] { $count } citation
   *[other] { $count } citations
 }
more-citations = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
 }
continued = continued
as-of = As of { $date }
written-by = Wording: { $writer }
understood = Understood as: { $question }
original-wording = Original wording
repair = What is on record instead
notice-budget = The budget for written answers is spent for now, so this answer is in the library’s own words.
notice-model_failed = The language model could not be reached or used, so this answer is in the library’s own words.
notice-broken_off = The language model broke off; the rest of this answer is in the library’s own words.
notice-not_verified = Nothing that the language model wrote could be verified, so this answer is in the library’s own words.
archived = archived copy
original = original
refused = No answer
reason-off_topic = This is outside what the library is about
reason-not_held = The library holds nothing on this
reason-unknowable = No source could establish this
reason-empty = There is no question to answer
reason-declined = This question is not answered here
reason-unavailable = The service cannot answer at the moment
reason-over_budget = Too many questions for now

## Checks

claims = { $count ->
    [one] { $count } claim
   *[other] { $count } claims
 }
no-claims = No checkable claims were found in this text.
hinge = Speculation begins at
cues = Words behind the label
speaker = Said by { $name }
heading = heading

## Pages

app-name = Footing
tagline = Ask about foreign interference; see what each claim stands on.
skip = Skip to content
nav-ask = Ask
nav-check = Check
nav-sources = Sources
nav-episodes = Episodes
nav-corrections = Corrections
nav-labels = How we label
language = Language
change = Change
ask-title = Ask a question
ask-field = Your question
ask-hint = For example: Who ran the Internet Research Agency?
ask-button = Ask
check-title = Check a text
check-intro = Each claim in the text comes back with what it stands on.
check-text = Text to check
check-address = or the address of a page
check-button = Check
check-no-address = This server does not read addresses. Paste the text instead.
private-note = Questions and texts are not logged or kept.
answering = Reading the sources…
finished = The answer is complete.
interrupted = The answer was interrupted. What is shown has been verified; ask again for the rest.
marked-text = The text, claim by claim
click-why = Choose a marked claim to see why it has its label.
share = Share
share-link = Copy link
share-image = Image
copied = Copied
copy = Copy
feedback-question = Is something wrong?
feedback-up = Helpful
feedback-down = Wrong or unhelpful
feedback-reason = What is wrong? (optional)
feedback-send = Send
feedback-thanks = Thank you. A person will read this.
sources-title = Sources
sources-search = Search in the sources
sources-kind = Kind
sources-any = any
sources-button = Search
sources-none = No source matches.
sources-count = { $count ->
    [one] { $count } source
   *[other] { $count } sources
 }
source-findings = What we take from it
source-none = No findings have been taken from this source yet.
source-passage = The passage in its place
source-published = Published { $date }
source-rights = Rights: { $rights }
source-checked = Read on { $date }
source-bears = { $relation } by
relation-supports = supported
relation-disputes = disputed
relation-denies = denied
relation-withdraws = withdrawn
relation-supersedes = superseded
episodes-title = Episodes
episodes-none = No episodes have been written up yet.
episode-timeline = Timeline
episode-undated = undated
episode-established = What is established
episode-contested = What is contested
episode-unknown = What is not known
episode-whole = The whole case
corrections-title = Corrections
corrections-intro = When a finding changes, the change is listed here.
corrections-none = Nothing has been corrected yet.
labels-title = How we label
labels-intro = Every sentence in an answer carries a label that says what it stands on. The label is computed from what its sources are and what they did. A language model may lower a label; it can never raise one.
labels-acts = What a source did
labels-acts-intro = An official source does not make a claim established. An indictment documents that charges exist, not that they are true. Ten articles on one report are one source.
labels-aspects = What a claim is about
labels-aspects-intro = Evidence for one side of an event supports no other. That advertisements ran does not establish that they changed a result.
page-next = Next
page-previous = Previous

## Errors

error-title = Something went wrong
error-not-found = There is nothing at this address.
error-too-large = That is too long for this server.
error-invalid = Something is missing or malformed in what was sent.
error-forbidden = This site is not allowed to use this server.
error-busy = Too many people are asking at once. Try again in a moment.
error-unavailable = The library cannot be read at the moment, so no answer can be given. This does not mean that there is no evidence.
error-internal = The server failed. Nothing that was not verified has been shown.
error-request = Reference: { $id }

## Widget

widget-open = Ask about sources
widget-close = Close
widget-title = Ask Footing
widget-suggestions = Suggested questions
widget-legend = What the labels mean
widget-history = Earlier questions
widget-empty = Ask a question to begin.
widget-stop = Stop

## Chats

chat-wrong = Wrong?
chat-back = Back to the answer
chat-gone = This answer is no longer kept: answers are deleted after a time, or when their asker wishes. Please ask again.
chat-page = { $page } of { $pages }
chat-no-gaps = Nothing is noted as unknown for this answer.
chat-no-sources = This answer cites no source.
chat-verdict-helpful = Helpful
chat-verdict-label = The label is wrong
chat-verdict-citation = A citation does not fit
chat-verdict-wording = The wording misleads
chat-verdict-missing = Something is missing
chat-verdict-other = Something else
chat-budget-person = You have asked as often as is allowed for now. You can ask again in about { $minutes } min, at { $time } UTC.
chat-budget-chat = This chat has asked as often as is allowed for now. It can ask again in about { $minutes } min, at { $time } UTC.
chat-welcome = I answer questions about foreign interference in elections from documented sources, and label each statement by what it stands on.
chat-help-private = Send a question. Forward a post, or send a long text, a link or a PDF, DOCX or TXT file, and it is checked claim by claim.
chat-help-group = In groups I answer /ask, /check (also as a reply to a message), mentions of me and replies to me, and nothing else.
chat-about = The library holds { $sources } sources and { $findings } findings; last built on { $built }. Answers are made from them alone.
chat-privacy = Questions are not logged. A few recent turns are kept for { $hours } h so that you can ask on; accounts are kept as salted hashes only. /forget deletes what there is.
chat-forgotten = Deleted. Answers removed: { $count }. Only the count of your recent questions stays until its time is over, so that the limits hold.
chat-language-choose = Choose a language
chat-language-set = Language: { $name }
chat-admins-only = Only administrators of this chat can change that.
chat-groups-only = That is a setting for groups.
chat-quiet-on = Quiet mode is on: I answer commands only, without notifications.
chat-quiet-off = Quiet mode is off: I also answer mentions and replies to me.
chat-ask-usage = Write the question after /ask, or send /ask as a reply to a message.
chat-check-usage = Write the text or a link after /check, or send /check as a reply to a message.
chat-no-text = I can read text, links and PDF, DOCX or TXT files, nothing else.
chat-too-long = That is too long: at most { $limit } characters at a time.
chat-file-too-large = That file is too large: at most { $limit } MB.
chat-unreadable = That could not be read
chat-not-here = I am not enabled in this chat.
chat-inline-hint = Write a whole question
chat-sources-none = No source matches.
chat-corrected = Correction
command-ask = Ask a question
command-check = Check a text, a link or a message
command-sources = What the library holds
command-about = What this is and what is kept
command-language = Choose the language
command-quiet = Quiet mode for this group
command-forget = Delete what is kept of me
command-help = How to use this, and what the labels mean

## Discord

discord-private = Show the answer to me alone
discord-text = Text or link to check
discord-file = PDF, DOCX or TXT file to check
discord-check-message = Check this message
discord-not-for-you = Your roles do not allow asking here.
discord-all = Whole answer

## What the engine says: its own English sentences are matched with those of en.ftl

said-adjudicated = A court established it.
said-found = An official inquiry or a public record establishes it.
said-admitted = The actor admitted it.
said-withdrawn = The record shows the withdrawal or dismissal.
said-assessed = Intelligence or an official expert body judges so; it is a judgment, not proof.
said-reported = It was reported with evidence; no court or inquiry has tested it.
said-charged = It is an accusation in a charge or designation, not a finding.
said-asserted = An official or a party says so; that is their word, not a finding.
said-denied = It is the word of the party that denies.
said-opined = It is commentary: an argument or a forecast, not evidence.
said-hedged = The source itself words it as a possibility or a guess.
said-contradicted = Sources of record say otherwise.
said-not-established = An official inquiry did not establish it, which is no finding that it did not happen.
said-forecast-assessed = Intelligence or an official expert body judges it likely; it is a judgment about the future.
said-no-motive = It is about a motive, and no source of record in the library establishes it.
said-no-effect = It is about an effect, and no source of record in the library establishes it.
said-no-future = It is about the future, which nobody can have found or documented.
said-other-aspect = What the library holds is about another aspect, not the { $aspect }.
said-conflict = Sources of record conflict on this.
said-reported-but = It was reported with evidence, but a source of record says otherwise.
said-reports-otherwise = Reports with evidence say otherwise.
said-lost = What it rested on was withdrawn or superseded later.
said-unheld = It could be checked, but the library holds nothing that states it.
said-view = It reads as a view, a guess or a figure of speech, which nothing on record could settle.
said-independent = { $count } independent sources say so.
said-related = The library holds related findings, cited here, but none that states the whole of it.
said-worded = It is worded as { $kind }: { $words }.
said-kind-modal = a possibility
said-kind-conditional = a condition
said-kind-guess = a guess
said-kind-vague = what unnamed others think
said-kind-certainty = certain, with nothing named that it rests on
said-kind-prediction = a forecast
said-kind-motive = a motive
said-kind-effect = an effect
said-kind-counterfactual = what would have been
said-kind-insinuation = an insinuation
said-kind-likelihood = a likelihood
said-kind-judgment = a judgment of value
said-its-wording = its wording
said-less = What is cited establishes less than that.
said-not-stated = Not stated by what is nearest: { $words }.
said-nobody = It does not say who or how many: { $words }.
said-weakest = Its weakest part:
said-empty = There is no question in that. Ask about foreign interference in elections or politics.
said-off-topic = That is outside of what this library is about: foreign interference in elections and politics.
said-not-held = The library holds nothing that answers this. That is not evidence that nothing happened.
said-unknowable = Nobody can have documented the future. What is on record so far is listed below.
said-unavailable = The library cannot be read at the moment, so nothing can be said about what it holds. Please try again.
said-persuasion = Texts that are to persuade, attack or mislead are not written here. Ask what is on record about the subject, or paste a text to see what each of its claims stands on.
said-private = Where private people live and how to reach them is not told here. Ask what sources of record say about a public actor or an organisation.
said-accusation = Accusations against private persons are not examined here. Ask about what a court, an inquiry or another source of record has said.
said-missing-motive = Nothing retrieved here establishes a motive.
said-missing-effect = Nothing retrieved here establishes an effect on a result, on votes or on opinion.
said-missing-forecast = What will happen is not known.
said-missing-attribution = Nothing retrieved here establishes who was behind it.
said-missing-reach = Nothing retrieved here establishes how many people it reached.
said-missing-names = Nothing retrieved here speaks of: { $names }.
said-untested = All of this is accusation; nothing retrieved here has been tested.
said-one-body = All of this rests on one body of evidence.
said-by-activity = a court record, an official inquiry's finding, or a platform's or researcher's published data
said-by-attribution = a judgment, an admission, or an attribution with its evidence published
said-by-intent = the actor's own words or orders, or an assessment that states its confidence
said-by-reach = figures from the platform or the body that held the data
said-by-effect = a study or an inquiry that measured the effect on votes or opinion
said-by-forecast = the event itself; until then only an assessment with a stated likelihood
said-by-context = a public record
said-by-just-that = a source on just that
said-by-second = a second, independent source
