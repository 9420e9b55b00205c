standing-documented = Udokumentowane
standing-assessed = Ocenione
standing-reported = Relacjonowane
standing-alleged = Zarzucane
standing-disputed = Sporne
standing-contradicted = Zaprzeczone
standing-speculation = Spekulacja
standing-unsourced = Bez źródeł
standing-documented-means = Ustalił to sąd lub oficjalne dochodzenie, przyznał sam uczestnik albo potwierdzają rejestry publiczne.
standing-assessed-means = Tak ocenia wywiad lub oficjalny organ ekspercki; stopień pewności jest podany.
standing-reported-means = Redakcja, platforma, firma lub badacz przedstawia dowody; nie sprawdził ich sąd ani dochodzenie.
standing-alleged-means = Oskarżenie: zarzut, wpis na listę sankcyjną albo słowo urzędnika.
standing-disputed-means = Źródła urzędowe są sprzeczne albo wcześniejsze ustalenie lub zarzut wycofano.
standing-contradicted-means = Źródła urzędowe mówią co innego.
standing-speculation-means = Motyw, prognoza, scenariusz lub skutek, którego nie ustala żadne źródło urzędowe.
standing-unsourced-means = Można by to sprawdzić, ale biblioteka nie ma nic na ten temat.

aspect-activity = co zrobiono
aspect-attribution = kto to zrobił
aspect-intent = po co to zrobiono
aspect-reach = jak daleko to sięgnęło
aspect-effect = co to zmieniło
aspect-forecast = co nastąpi
aspect-context = okoliczności

confidence-high = wysoka pewność
confidence-moderate = umiarkowana pewność
confidence-low = niska pewność
confidence-unstated = pewność niepodana

act-adjudicated = orzekł sąd
act-found = ustaliło dochodzenie
act-admitted = przyznano
act-assessed = oceniono
act-charged = postawiono zarzuty
act-reported = zrelacjonowano
act-asserted = stwierdzono
act-denied = zaprzeczono
act-withdrawn = wycofano
act-opined = opinia

kind-judgment = wyrok
kind-plea = przyznanie się do winy
kind-indictment = akt oskarżenia
kind-complaint = zawiadomienie
kind-sanctions = ogłoszenie sankcji
kind-inquiry_report = raport z dochodzenia
kind-committee_report = raport komisji
kind-intelligence_assessment = ocena wywiadu
kind-official_statement = oświadczenie urzędowe
kind-platform_report = raport platformy
kind-research = badanie
kind-journalism = dziennikarstwo
kind-commentary = komentarz
kind-denial = zaprzeczenie
kind-public_record = rejestr publiczny
kind-unclassified = niesklasyfikowane

role-answer = Odpowiedź
role-weaker = Co ma słabsze oparcie
role-counter = Druga strona
role-context = Okoliczności
role-contested = Co jest sporne
role-order = Oś czasu
premise = Pytanie zakłada
gaps = Czego nie wiadomo
gap = Brak w bibliotece
settled-by = Co by to rozstrzygnęło: { $what }
dropped = { $count ->
    [one] Pominięto { $count } zdanie, bo nie dało się go sprawdzić.
    [few] Pominięto { $count } zdania, bo nie dało się ich sprawdzić.
    [many] Pominięto { $count } zdań, bo nie dało się ich sprawdzić.
   *[other] Pominięto { $count } zdania, bo nie dało się ich sprawdzić.
 }
nearest = Najbliższe źródła
sources = Źródła
why = Skąd ta etykieta
quote = Cytat
citations = { $count ->
    [one] { $count } odwołanie
    [few] { $count } odwołania
    [many] { $count } odwołań
   *[other] { $count } odwołania
 }
more-citations = { $count ->
    [one] i jeszcze { $count }
   *[other] i jeszcze { $count }
 }
continued = ciąg dalszy
as-of = Stan na { $date }
written-by = Brzmienie: { $writer }
understood = Zrozumiano jako: { $question }
original-wording = Oryginalne brzmienie
repair = Co zamiast tego udokumentowano
notice-budget = Limit redagowanych odpowiedzi jest na razie wyczerpany; ta odpowiedź używa słów biblioteki.
notice-model_failed = Model językowy był nieosiągalny lub nie dało się go użyć; ta odpowiedź używa słów biblioteki.
notice-broken_off = Model językowy przerwał pracę; reszta tej odpowiedzi używa słów biblioteki.
notice-not_verified = Niczego, co napisał model językowy, nie udało się zweryfikować; ta odpowiedź używa słów biblioteki.
archived = kopia archiwalna
original = oryginał
refused = Brak odpowiedzi
reason-off_topic = To poza tematem biblioteki
reason-not_held = Biblioteka nie ma nic na ten temat
reason-unknowable = Żadne źródło nie mogłoby tego ustalić
reason-empty = Nie ma pytania
reason-declined = Na to pytanie tu się nie odpowiada
reason-unavailable = Usługa nie może teraz odpowiedzieć
reason-over_budget = Na razie za dużo pytań

claims = { $count ->
    [one] { $count } twierdzenie
    [few] { $count } twierdzenia
    [many] { $count } twierdzeń
   *[other] { $count } twierdzenia
 }
no-claims = W tym tekście nie ma twierdzeń, które można sprawdzić.
hinge = Spekulacja zaczyna się od
cues = Słowa, które zdecydowały o etykiecie
speaker = Słowa: { $name }
heading = nagłówek

app-name = Footing
tagline = Pytaj o obcą ingerencję; zobacz, na czym opiera się każde twierdzenie.
skip = Przejdź do treści
nav-ask = Zapytaj
nav-check = Sprawdź
nav-sources = Źródła
nav-episodes = Epizody
nav-corrections = Sprostowania
nav-labels = Jak oznaczamy
language = Język
change = Zmień
ask-title = Zadaj pytanie
ask-field = Twoje pytanie
ask-hint = Na przykład: kto kierował Internet Research Agency?
ask-button = Zapytaj
check-title = Sprawdź tekst
check-intro = Przy każdym twierdzeniu w tekście zobaczysz, na czym się opiera.
check-text = Tekst do sprawdzenia
check-address = albo adres strony
check-button = Sprawdź
check-no-address = Ten serwer nie czyta adresów. Wklej tekst.
private-note = Pytań i tekstów nie zapisujemy i nie przechowujemy.
answering = Czytamy źródła…
finished = Odpowiedź jest pełna.
interrupted = Odpowiedź przerwano. To, co widać, jest sprawdzone; zapytaj ponownie o resztę.
marked-text = Tekst, twierdzenie po twierdzeniu
click-why = Wybierz oznaczone twierdzenie, aby zobaczyć, skąd jego etykieta.
share = Udostępnij
share-link = Kopiuj odnośnik
share-image = Obraz
copied = Skopiowano
copy = Kopiuj
feedback-question = Coś się nie zgadza?
feedback-up = Pomocne
feedback-down = Błędne lub niepomocne
feedback-reason = Co jest nie tak? (nieobowiązkowe)
feedback-send = Wyślij
feedback-thanks = Dziękujemy. Przeczyta to człowiek.
sources-title = Źródła
sources-search = Szukaj w źródłach
sources-kind = Rodzaj
sources-any = dowolny
sources-button = Szukaj
sources-none = Żadne źródło nie pasuje.
sources-count = { $count ->
    [one] { $count } źródło
    [few] { $count } źródła
    [many] { $count } źródeł
   *[other] { $count } źródła
 }
source-findings = Co z niego bierzemy
source-none = Z tego źródła jeszcze nic nie wzięto.
source-passage = Fragment w swoim miejscu
source-published = Opublikowano: { $date }
source-rights = Prawa: { $rights }
source-checked = Przeczytano: { $date }
source-bears = { $relation }:
relation-supports = potwierdza
relation-disputes = podważa
relation-denies = zaprzecza
relation-withdraws = wycofuje
relation-supersedes = zastępuje
episodes-title = Epizody
episodes-none = Nie opisano jeszcze żadnego epizodu.
episode-timeline = Oś czasu
episode-undated = bez daty
episode-established = Co ustalono
episode-contested = Co jest sporne
episode-unknown = Czego nie wiadomo
episode-whole = Cała sprawa
corrections-title = Sprostowania
corrections-intro = Gdy ustalenie się zmienia, zmiana pojawia się tutaj.
corrections-none = Nic jeszcze nie sprostowano.
labels-title = Jak oznaczamy
labels-intro = Każde zdanie odpowiedzi ma etykietę mówiącą, na czym się opiera. Etykietę oblicza się z tego, czym są jego źródła i co zrobiły. Model językowy może ją obniżyć, nigdy podnieść.
labels-acts = Co zrobiło źródło
labels-acts-intro = Źródło urzędowe nie czyni twierdzenia ustalonym. Akt oskarżenia świadczy, że są zarzuty, a nie że są prawdziwe. Dziesięć artykułów o jednym raporcie to jedno źródło.
labels-aspects = Czego dotyczy twierdzenie
labels-aspects-intro = Dowody na jedną stronę zdarzenia nie wspierają innej. To, że reklamy się ukazały, nie dowodzi, że zmieniły wynik.
page-next = Dalej
page-previous = Wstecz

error-title = Coś poszło nie tak
error-not-found = Pod tym adresem nic nie ma.
error-too-large = To za długie dla tego serwera.
error-invalid = W przesłanych danych czegoś brakuje lub coś jest błędne.
error-forbidden = Ta witryna nie może korzystać z tego serwera.
error-busy = Zbyt wiele pytań naraz. Spróbuj za chwilę.
error-unavailable = Biblioteki nie da się teraz odczytać, więc nie ma odpowiedzi. To nie znaczy, że nie ma dowodów.
error-internal = Serwer zawiódł. Nie pokazano niczego niesprawdzonego.
error-request = Numer sprawy: { $id }

widget-open = Zapytaj o źródła
widget-close = Zamknij
widget-title = Zapytaj Footing
widget-suggestions = Proponowane pytania
widget-legend = Co znaczą etykiety
widget-history = Wcześniejsze pytania
widget-empty = Zadaj pytanie, aby zacząć.
widget-stop = Zatrzymaj

## Chats

chat-wrong = Błąd?
chat-back = Wróć do odpowiedzi
chat-gone = Tej odpowiedzi już nie ma: odpowiedzi są usuwane po pewnym czasie lub na życzenie pytającego. Zapytaj ponownie.
chat-page = { $page } z { $pages }
chat-no-gaps = Przy tej odpowiedzi niczego nie oznaczono jako nieznane.
chat-no-sources = Ta odpowiedź nie przytacza żadnego źródła.
chat-verdict-helpful = Pomocne
chat-verdict-label = Etykieta jest błędna
chat-verdict-citation = Przypis nie pasuje
chat-verdict-wording = Sformułowanie wprowadza w błąd
chat-verdict-missing = Czegoś brakuje
chat-verdict-other = Coś innego
chat-budget-person = Na razie wykorzystano dozwoloną liczbę pytań. Ponownie można pytać za około { $minutes } min, o { $time } UTC.
chat-budget-chat = Na razie ten czat wykorzystał dozwoloną liczbę pytań. Ponownie można pytać za około { $minutes } min, o { $time } UTC.
chat-welcome = Odpowiadam na pytania o obcą ingerencję w wybory na podstawie udokumentowanych źródeł i oznaczam, na czym opiera się każde stwierdzenie.
chat-help-private = Wyślij pytanie. Przekaż wpis albo wyślij długi tekst, link lub plik PDF, DOCX albo TXT, a zostanie sprawdzony twierdzenie po twierdzeniu.
chat-help-group = W grupach odpowiadam tylko na /ask, /check (także w odpowiedzi na wiadomość), wzmianki i odpowiedzi do mnie.
chat-about = Biblioteka zawiera źródeł: { $sources }, ustaleń: { $findings }; stan z { $built }. Odpowiedzi powstają tylko z nich.
chat-privacy = Pytania nie są zapisywane. Kilka ostatnich wypowiedzi jest przechowywanych przez { $hours } h, by można było pytać dalej; konta tylko jako solone skróty. /forget usuwa to, co jest.
chat-forgotten = Usunięto. Skasowane odpowiedzi: { $count }. Do upływu czasu zostaje tylko liczba ostatnich pytań, aby działały limity.
chat-language-choose = Wybierz język
chat-language-set = Język: { $name }
chat-admins-only = Mogą to zmienić tylko administratorzy czatu.
chat-groups-only = To ustawienie dla grup.
chat-quiet-on = Tryb cichy włączony: odpowiadam tylko na polecenia, bez powiadomień.
chat-quiet-off = Tryb cichy wyłączony: odpowiadam także na wzmianki i odpowiedzi.
chat-ask-usage = Napisz pytanie po /ask albo wyślij /ask w odpowiedzi na wiadomość.
chat-check-usage = Napisz tekst lub link po /check albo wyślij /check w odpowiedzi na wiadomość.
chat-no-text = Czytam tylko tekst, linki i pliki PDF, DOCX lub TXT.
chat-too-long = To za długie: najwyżej { $limit } znaków naraz.
chat-file-too-large = Plik jest za duży: najwyżej { $limit } MB.
chat-unreadable = Nie udało się odczytać
chat-not-here = Nie włączono mnie w tym czacie.
chat-inline-hint = Napisz całe pytanie
chat-sources-none = Żadne źródło nie pasuje.
chat-corrected = Sprostowanie
command-ask = Zadaj pytanie
command-check = Sprawdź tekst, link lub wiadomość
command-sources = Co zawiera biblioteka
command-about = Co to jest i co jest przechowywane
command-language = Wybierz język
command-quiet = Tryb cichy w tej grupie
command-forget = Usuń, co jest o mnie
command-help = Jak używać i co znaczą etykiety

## Discord

discord-private = Pokaż odpowiedź tylko mnie
discord-text = Tekst lub link do sprawdzenia
discord-file = Plik PDF, DOCX lub TXT do sprawdzenia
discord-check-message = Sprawdź tę wiadomość
discord-not-for-you = Twoje role nie pozwalają tu pytać.
discord-all = Cała odpowiedź

## What the engine says: its own English sentences are matched with those of en.ftl

said-adjudicated = Ustalił to sąd.
said-found = Ustala to oficjalne dochodzenie albo dokument publiczny.
said-admitted = Przyznał to sam sprawca.
said-withdrawn = Akta pokazują wycofanie lub umorzenie.
said-assessed = Tak ocenia wywiad lub oficjalny organ ekspercki; to ocena, nie dowód.
said-reported = Opisano to z dowodami; nie zbadał tego żaden sąd ani dochodzenie.
said-charged = To zarzut w akcie oskarżenia lub decyzji o sankcjach, nie ustalenie.
said-asserted = Mówi tak urzędnik lub strona; to ich słowo, nie ustalenie.
said-denied = To słowo strony, która zaprzecza.
said-opined = To komentarz: argument lub prognoza, nie dowód.
said-hedged = Samo źródło ujmuje to jako możliwość lub przypuszczenie.
said-contradicted = Miarodajne źródła mówią inaczej.
said-not-established = Oficjalne dochodzenie tego nie ustaliło, co nie znaczy, że ustaliło, iż tak nie było.
said-forecast-assessed = Wywiad lub oficjalny organ ekspercki uznaje to za prawdopodobne; to ocena dotycząca przyszłości.
said-no-motive = Chodzi o motyw, a żadne miarodajne źródło w bibliotece go nie ustala.
said-no-effect = Chodzi o skutek, a żadne miarodajne źródło w bibliotece go nie ustala.
said-no-future = Chodzi o przyszłość, której nikt nie mógł ustalić ani udokumentować.
said-other-aspect = To, co jest w bibliotece, dotyczy innego aspektu, nie tego: { $aspect }.
said-conflict = Miarodajne źródła są tu sprzeczne.
said-reported-but = Opisano to z dowodami, ale miarodajne źródło mówi inaczej.
said-reports-otherwise = Doniesienia z dowodami mówią inaczej.
said-lost = To, na czym się opierało, później wycofano lub zastąpiono.
said-unheld = Można by to sprawdzić, ale w bibliotece nic tego nie stwierdza.
said-view = Brzmi to jak opinia, przypuszczenie lub figura retoryczna, czego nic udokumentowanego nie mogłoby rozstrzygnąć.
said-independent = Niezależne źródła, które tak mówią: { $count }.
said-related = Biblioteka zawiera pokrewne ustalenia, tu przytoczone, ale żadne nie stwierdza całości.
said-worded = Ujęto to jako: { $kind } – { $words }.
said-kind-modal = możliwość
said-kind-conditional = warunek
said-kind-guess = przypuszczenie
said-kind-vague = to, co myślą nienazwani inni
said-kind-certainty = pewność bez wskazania, na czym się opiera
said-kind-prediction = prognoza
said-kind-motive = motyw
said-kind-effect = skutek
said-kind-counterfactual = to, co by było
said-kind-insinuation = insynuacja
said-kind-likelihood = prawdopodobieństwo
said-kind-judgment = sąd wartościujący
said-its-wording = samo sformułowanie
said-less = To, co przytoczono, ustala mniej.
said-not-stated = Nie stwierdza tego to, co najbliższe: { $words }.
said-nobody = Nie mówi, kto ani ilu: { $words }.
said-weakest = Najsłabsza część:
said-empty = Nie ma tu pytania. Zapytaj o obcą ingerencję w wybory lub politykę.
said-off-topic = To wykracza poza temat tej biblioteki: obcą ingerencję w wybory i politykę.
said-not-held = W bibliotece nie ma nic, co by na to odpowiadało. To nie dowód, że nic się nie stało.
said-unknowable = Nikt nie mógł udokumentować przyszłości. Poniżej jest to, co dotąd wiadomo.
said-unavailable = Biblioteki nie można teraz odczytać, więc nie da się powiedzieć, co zawiera. Spróbuj ponownie.
said-persuasion = Nie pisze się tu tekstów, które mają przekonywać, atakować lub wprowadzać w błąd. Zapytaj, co o temacie udokumentowano, albo wklej tekst, aby zobaczyć, na czym opiera się każde jego twierdzenie.
said-private = Nie mówi się tu, gdzie mieszkają osoby prywatne ani jak się z nimi skontaktować. Zapytaj, co miarodajne źródła mówią o podmiocie publicznym lub organizacji.
said-accusation = Nie bada się tu oskarżeń wobec osób prywatnych. Zapytaj, co stwierdził sąd, dochodzenie lub inne miarodajne źródło.
said-missing-motive = Nic z tego, co tu znaleziono, nie ustala motywu.
said-missing-effect = Nic z tego, co tu znaleziono, nie ustala wpływu na wynik, głosy ani opinie.
said-missing-forecast = Nie wiadomo, co się wydarzy.
said-missing-attribution = Nic z tego, co tu znaleziono, nie ustala, kto za tym stał.
said-missing-reach = Nic z tego, co tu znaleziono, nie ustala, do ilu osób to dotarło.
said-missing-names = Nic z tego, co tu znaleziono, nie mówi o: { $names }.
said-untested = Wszystko to są oskarżenia; nic z tego, co tu znaleziono, nie zostało zbadane.
said-one-body = Wszystko to opiera się na jednym zbiorze dowodów.
said-by-activity = akta sądowe, ustalenie oficjalnego dochodzenia albo opublikowane dane platformy lub badaczy
said-by-attribution = wyrok, przyznanie się albo przypisanie z opublikowanymi dowodami
said-by-intent = własne słowa lub rozkazy sprawcy albo ocena, która podaje swoją pewność
said-by-reach = liczby od platformy lub instytucji, która miała dane
said-by-effect = badanie lub dochodzenie, które zmierzyło wpływ na głosy lub opinie
said-by-forecast = samo zdarzenie; do tego czasu tylko ocena z podanym prawdopodobieństwem
said-by-context = dokument publiczny
said-by-just-that = źródło dokładnie na ten temat
said-by-second = drugie, niezależne źródło
