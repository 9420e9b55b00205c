standing-documented = Belegt
standing-assessed = Eingeschätzt
standing-reported = Berichtet
standing-alleged = Behauptet
standing-disputed = Umstritten
standing-contradicted = Widerlegt
standing-speculation = Spekulation
standing-unsourced = Ohne Quelle
standing-documented-means = Ein Gericht, eine amtliche Untersuchung, das Eingeständnis des Akteurs oder öffentliche Register belegen es.
standing-assessed-means = Nachrichtendienste oder ein amtliches Fachgremium urteilen so; ihre Sicherheit ist angegeben.
standing-reported-means = Eine Redaktion, Plattform, Firma oder Forschung legt Belege vor; kein Gericht und keine Untersuchung hat sie geprüft.
standing-alleged-means = Ein Vorwurf: eine Anklage, eine Sanktionslistung oder das Wort eines Amtsträgers.
standing-disputed-means = Amtliche Quellen widersprechen sich, oder ein früherer Befund oder Vorwurf wurde zurückgezogen.
standing-contradicted-means = Amtliche Quellen sagen etwas anderes.
standing-speculation-means = Ein Motiv, eine Prognose, ein Gedankenspiel oder eine Wirkung, die keine amtliche Quelle belegt.
standing-unsourced-means = Es ließe sich prüfen, aber die Bibliothek enthält nichts dazu.

aspect-activity = was getan wurde
aspect-attribution = wer es tat
aspect-intent = warum es geschah
aspect-reach = wie weit es reichte
aspect-effect = was es bewirkte
aspect-forecast = was kommen wird
aspect-context = der Rahmen

confidence-high = hohe Sicherheit
confidence-moderate = mittlere Sicherheit
confidence-low = geringe Sicherheit
confidence-unstated = Sicherheit nicht angegeben

act-adjudicated = gerichtlich entschieden
act-found = in einer Untersuchung festgestellt
act-admitted = eingeräumt
act-assessed = eingeschätzt
act-charged = angeklagt
act-reported = berichtet
act-asserted = behauptet
act-denied = bestritten
act-withdrawn = zurückgezogen
act-opined = Meinung

kind-judgment = Urteil
kind-plea = Schuldbekenntnis
kind-indictment = Anklageschrift
kind-complaint = Strafanzeige
kind-sanctions = Sanktionsbescheid
kind-inquiry_report = Untersuchungsbericht
kind-committee_report = Ausschussbericht
kind-intelligence_assessment = nachrichtendienstliche Einschätzung
kind-official_statement = amtliche Erklärung
kind-platform_report = Plattformbericht
kind-research = Forschung
kind-journalism = Journalismus
kind-commentary = Kommentar
kind-denial = Dementi
kind-public_record = öffentliches Register
kind-unclassified = nicht eingeordnet

role-answer = Antwort
role-weaker = Was schwächer gestützt ist
role-counter = Die Gegenseite
role-context = Rahmen
role-contested = Was umstritten ist
role-order = Zeitleiste
premise = Die Frage setzt voraus
gaps = Was nicht bekannt ist
gap = Nicht vorhanden
settled-by = Was es klären würde: { $what }
dropped = { $count ->
    [one] { $count } Satz wurde weggelassen, weil er sich nicht prüfen ließ.
   *[other] { $count } Sätze wurden weggelassen, weil sie sich nicht prüfen ließen.
 }
nearest = Nächstliegende Quellen
sources = Quellen
why = Warum diese Kennzeichnung
quote = Zitat
citations = { $count ->
    [one] { $count } Beleg
   *[other] { $count } Belege
 }
more-citations = { $count ->
    [one] und { $count } weiterer
   *[other] und { $count } weitere
 }
continued = Fortsetzung
as-of = Stand: { $date }
written-by = Wortlaut: { $writer }
understood = Verstanden als: { $question }
original-wording = Ursprünglicher Wortlaut
repair = Was stattdessen belegt ist
notice-budget = Das Kontingent für formulierte Antworten ist vorerst erschöpft; diese Antwort gibt die Worte der Bibliothek wieder.
notice-model_failed = Das Sprachmodell war nicht erreichbar oder nicht nutzbar; diese Antwort gibt die Worte der Bibliothek wieder.
notice-broken_off = Das Sprachmodell hat abgebrochen; der Rest dieser Antwort gibt die Worte der Bibliothek wieder.
notice-not_verified = Nichts von dem, was das Sprachmodell schrieb, ließ sich prüfen; diese Antwort gibt die Worte der Bibliothek wieder.
archived = Archivkopie
original = Original
refused = Keine Antwort
reason-off_topic = Das liegt außerhalb des Themas der Bibliothek
reason-not_held = Die Bibliothek enthält dazu nichts
reason-unknowable = Keine Quelle könnte das belegen
reason-empty = Es gibt keine Frage zu beantworten
reason-declined = Diese Frage wird hier nicht beantwortet
reason-unavailable = Der Dienst kann gerade nicht antworten
reason-over_budget = Vorerst zu viele Fragen

claims = { $count ->
    [one] { $count } Aussage
   *[other] { $count } Aussagen
 }
no-claims = In diesem Text wurden keine prüfbaren Aussagen gefunden.
hinge = Die Spekulation beginnt bei
cues = Wörter hinter der Kennzeichnung
speaker = Gesagt von { $name }
heading = Überschrift

app-name = Footing
tagline = Fragen Sie nach ausländischer Einflussnahme und sehen Sie, worauf jede Aussage beruht.
skip = Zum Inhalt
nav-ask = Fragen
nav-check = Prüfen
nav-sources = Quellen
nav-episodes = Episoden
nav-corrections = Korrekturen
nav-labels = So kennzeichnen wir
language = Sprache
change = Wechseln
ask-title = Eine Frage stellen
ask-field = Ihre Frage
ask-hint = Zum Beispiel: Wer leitete die Internet Research Agency?
ask-button = Fragen
check-title = Einen Text prüfen
check-intro = Zu jeder Aussage im Text sehen Sie, worauf sie beruht.
check-text = Zu prüfender Text
check-address = oder die Adresse einer Seite
check-button = Prüfen
check-no-address = Dieser Server liest keine Adressen. Fügen Sie den Text ein.
private-note = Fragen und Texte werden weder protokolliert noch gespeichert.
answering = Die Quellen werden gelesen …
finished = Die Antwort ist vollständig.
interrupted = Die Antwort wurde unterbrochen. Das Gezeigte ist geprüft; fragen Sie für den Rest noch einmal.
marked-text = Der Text, Aussage für Aussage
click-why = Wählen Sie eine markierte Aussage, um den Grund ihrer Kennzeichnung zu sehen.
share = Teilen
share-link = Link kopieren
share-image = Bild
copied = Kopiert
copy = Kopieren
feedback-question = Stimmt etwas nicht?
feedback-up = Hilfreich
feedback-down = Falsch oder nicht hilfreich
feedback-reason = Was stimmt nicht? (freiwillig)
feedback-send = Senden
feedback-thanks = Danke. Ein Mensch wird das lesen.
sources-title = Quellen
sources-search = In den Quellen suchen
sources-kind = Art
sources-any = beliebig
sources-button = Suchen
sources-none = Keine Quelle passt.
sources-count = { $count ->
    [one] { $count } Quelle
   *[other] { $count } Quellen
 }
source-findings = Was wir ihr entnehmen
source-none = Dieser Quelle wurde noch nichts entnommen.
source-passage = Die Stelle im Zusammenhang
source-published = Veröffentlicht: { $date }
source-rights = Rechte: { $rights }
source-checked = Gelesen am { $date }
source-bears = { $relation } durch
relation-supports = gestützt
relation-disputes = angefochten
relation-denies = bestritten
relation-withdraws = zurückgezogen
relation-supersedes = ersetzt
episodes-title = Episoden
episodes-none = Es wurden noch keine Episoden beschrieben.
episode-timeline = Zeitleiste
episode-undated = ohne Datum
episode-established = Was feststeht
episode-contested = Was umstritten ist
episode-unknown = Was nicht bekannt ist
episode-whole = Der ganze Fall
corrections-title = Korrekturen
corrections-intro = Ändert sich ein Befund, steht die Änderung hier.
corrections-none = Bisher wurde nichts korrigiert.
labels-title = So kennzeichnen wir
labels-intro = Jeder Satz einer Antwort trägt eine Kennzeichnung, die sagt, worauf er beruht. Sie wird daraus berechnet, was seine Quellen sind und was sie taten. Ein Sprachmodell kann sie herabsetzen, niemals anheben.
labels-acts = Was eine Quelle tat
labels-acts-intro = Eine amtliche Quelle macht eine Aussage noch nicht zur Tatsache. Eine Anklageschrift belegt, dass es Vorwürfe gibt, nicht dass sie stimmen. Zehn Artikel über einen Bericht sind eine Quelle.
labels-aspects = Wovon eine Aussage handelt
labels-aspects-intro = Belege für eine Seite eines Ereignisses stützen keine andere. Dass Anzeigen liefen, belegt nicht, dass sie ein Ergebnis änderten.
page-next = Weiter
page-previous = Zurück

error-title = Etwas ist schiefgegangen
error-not-found = Unter dieser Adresse gibt es nichts.
error-too-large = Das ist zu lang für diesen Server.
error-invalid = Im Gesendeten fehlt etwas oder ist fehlerhaft.
error-forbidden = Diese Website darf diesen Server nicht nutzen.
error-busy = Zu viele fragen gleichzeitig. Versuchen Sie es gleich noch einmal.
error-unavailable = Die Bibliothek lässt sich gerade nicht lesen, daher gibt es keine Antwort. Das heißt nicht, dass es keine Belege gibt.
error-internal = Der Server ist ausgefallen. Es wurde nichts Ungeprüftes gezeigt.
error-request = Kennung: { $id }

widget-open = Nach Quellen fragen
widget-close = Schließen
widget-title = Footing fragen
widget-suggestions = Vorgeschlagene Fragen
widget-legend = Was die Kennzeichnungen bedeuten
widget-history = Frühere Fragen
widget-empty = Stellen Sie eine Frage, um zu beginnen.
widget-stop = Anhalten

## Chats

chat-wrong = Falsch?
chat-back = Zurück zur Antwort
chat-gone = Diese Antwort gibt es nicht mehr: Antworten werden nach einiger Zeit gelöscht oder wenn der Fragende es wünscht. Bitte fragen Sie noch einmal.
chat-page = { $page } von { $pages }
chat-no-gaps = Zu dieser Antwort ist nichts als unbekannt vermerkt.
chat-no-sources = Diese Antwort nennt keine Quelle.
chat-verdict-helpful = Hilfreich
chat-verdict-label = Die Einstufung ist falsch
chat-verdict-citation = Ein Beleg passt nicht
chat-verdict-wording = Die Formulierung führt irre
chat-verdict-missing = Etwas fehlt
chat-verdict-other = Etwas anderes
chat-budget-person = Sie haben für jetzt so oft gefragt wie erlaubt. Wieder möglich in etwa { $minutes } min, um { $time } UTC.
chat-budget-chat = In diesem Chat wurde für jetzt so oft gefragt wie erlaubt. Wieder möglich in etwa { $minutes } min, um { $time } UTC.
chat-welcome = Ich beantworte Fragen zu ausländischer Einmischung in Wahlen aus belegten Quellen und kennzeichne jede Aussage danach, worauf sie sich stützt.
chat-help-private = Schicken Sie eine Frage. Leiten Sie einen Beitrag weiter oder schicken Sie einen langen Text, einen Link oder eine PDF-, DOCX- oder TXT-Datei: Sie werden Behauptung für Behauptung geprüft.
chat-help-group = In Gruppen antworte ich nur auf /ask, /check (auch als Antwort auf eine Nachricht), auf Erwähnungen und auf Antworten an mich.
chat-about = Die Bibliothek enthält { $sources } Quellen und { $findings } Befunde; Stand { $built }. Antworten entstehen nur daraus.
chat-privacy = Fragen werden nicht protokolliert. Wenige letzte Wortwechsel bleiben { $hours } h, damit Sie weiterfragen können; Konten nur als gesalzene Hashes. /forget löscht, was da ist.
chat-forgotten = Gelöscht. Entfernte Antworten: { $count }. Nur die Zahl Ihrer letzten Fragen bleibt bis zum Ablauf ihrer Frist, damit die Grenzen gelten.
chat-language-choose = Sprache wählen
chat-language-set = Sprache: { $name }
chat-admins-only = Das können nur Administratoren dieses Chats ändern.
chat-groups-only = Das ist eine Einstellung für Gruppen.
chat-quiet-on = Ruhemodus an: Ich antworte nur auf Befehle, ohne Benachrichtigung.
chat-quiet-off = Ruhemodus aus: Ich antworte auch auf Erwähnungen und auf Antworten an mich.
chat-ask-usage = Schreiben Sie die Frage hinter /ask oder schicken Sie /ask als Antwort auf eine Nachricht.
chat-check-usage = Schreiben Sie den Text oder einen Link hinter /check oder schicken Sie /check als Antwort auf eine Nachricht.
chat-no-text = Ich kann nur Text, Links und PDF-, DOCX- oder TXT-Dateien lesen.
chat-too-long = Das ist zu lang: höchstens { $limit } Zeichen auf einmal.
chat-file-too-large = Die Datei ist zu groß: höchstens { $limit } MB.
chat-unreadable = Das ließ sich nicht lesen
chat-not-here = Ich bin in diesem Chat nicht freigeschaltet.
chat-inline-hint = Schreiben Sie eine ganze Frage
chat-sources-none = Keine Quelle passt.
chat-corrected = Berichtigung
command-ask = Eine Frage stellen
command-check = Text, Link oder Nachricht prüfen
command-sources = Was die Bibliothek enthält
command-about = Was das ist und was gespeichert wird
command-language = Sprache wählen
command-quiet = Ruhemodus für diese Gruppe
command-forget = Löschen, was über mich da ist
command-help = Bedienung und Bedeutung der Einstufungen

## Discord

discord-private = Die Antwort nur mir zeigen
discord-text = Text oder Link zum Prüfen
discord-file = PDF-, DOCX- oder TXT-Datei zum Prüfen
discord-check-message = Diese Nachricht prüfen
discord-not-for-you = Mit deinen Rollen kannst du hier nicht fragen.
discord-all = Ganze Antwort
