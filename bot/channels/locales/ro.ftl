standing-documented = Documentat
standing-assessed = Evaluat
standing-reported = Relatat
standing-alleged = Presupus
standing-disputed = Disputat
standing-contradicted = Contrazis
standing-speculation = Speculație
standing-unsourced = Fără surse
standing-documented-means = O instanță, o anchetă oficială, recunoașterea actorului sau registre publice stabilesc acest lucru.
standing-assessed-means = Așa apreciază serviciile de informații sau un organism oficial de experți; gradul de încredere este arătat.
standing-reported-means = O redacție, o platformă, o companie sau un cercetător prezintă dovezi; nicio instanță sau anchetă nu le-a verificat.
standing-alleged-means = O acuzație: o inculpare, o desemnare sau cuvântul unui oficial.
standing-disputed-means = Sursele oficiale se contrazic sau o constatare ori o acuzație anterioară a fost retrasă.
standing-contradicted-means = Sursele oficiale spun altceva.
standing-speculation-means = Un motiv, o prognoză, un scenariu sau un efect pe care nicio sursă oficială nu îl stabilește.
standing-unsourced-means = S-ar putea verifica, dar biblioteca nu are nimic despre asta.

aspect-activity = ce s-a făcut
aspect-attribution = cine a făcut
aspect-intent = de ce s-a făcut
aspect-reach = cât de departe a ajuns
aspect-effect = ce a schimbat
aspect-forecast = ce va urma
aspect-context = contextul

confidence-high = încredere ridicată
confidence-moderate = încredere moderată
confidence-low = încredere scăzută
confidence-unstated = încredere neprecizată

act-adjudicated = hotărât de instanță
act-found = constatat de o anchetă
act-admitted = recunoscut
act-assessed = evaluat
act-charged = inculpat
act-reported = relatat
act-asserted = afirmat
act-denied = negat
act-withdrawn = retras
act-opined = opinie

kind-judgment = hotărâre
kind-plea = recunoaștere a vinovăției
kind-indictment = rechizitoriu
kind-complaint = plângere
kind-sanctions = anunț de sancțiuni
kind-inquiry_report = raport de anchetă
kind-committee_report = raport de comisie
kind-intelligence_assessment = evaluare a serviciilor de informații
kind-official_statement = declarație oficială
kind-platform_report = raport de platformă
kind-research = cercetare
kind-journalism = jurnalism
kind-commentary = comentariu
kind-denial = dezmințire
kind-public_record = registru public
kind-unclassified = neclasificat

role-answer = Răspuns
role-weaker = Ce are sprijin mai slab
role-counter = Cealaltă parte
role-context = Context
role-contested = Ce este contestat
role-order = Cronologie
premise = Întrebarea presupune
gaps = Ce nu se știe
gap = Lipsește din bibliotecă
settled-by = Ce ar lămuri: { $what }
dropped = { $count ->
    [one] { $count } propoziție a fost omisă, fiindcă nu a putut fi verificată.
    [few] { $count } propoziții au fost omise, fiindcă nu au putut fi verificate.
   *[other] { $count } de propoziții au fost omise, fiindcă nu au putut fi verificate.
 }
nearest = Cele mai apropiate surse
sources = Surse
why = De ce această etichetă
quote = Citat
citations = { $count ->
    [one] { $count } referință
    [few] { $count } referințe
   *[other] { $count } de referințe
 }
more-citations = { $count ->
    [one] și încă { $count }
   *[other] și încă { $count }
 }
continued = continuare
as-of = La data de { $date }
written-by = Formulare: { $writer }
understood = Înțeles ca: { $question }
original-wording = Formularea originală
repair = Ce este consemnat în schimb
notice-budget = Limita de răspunsuri redactate este epuizată deocamdată; acest răspuns folosește cuvintele bibliotecii.
notice-model_failed = Modelul lingvistic nu a putut fi contactat sau folosit; acest răspuns folosește cuvintele bibliotecii.
notice-broken_off = Modelul lingvistic s-a întrerupt; restul acestui răspuns folosește cuvintele bibliotecii.
notice-not_verified = Nimic din ce a scris modelul lingvistic nu a putut fi verificat; acest răspuns folosește cuvintele bibliotecii.
archived = copie arhivată
original = original
refused = Fără răspuns
reason-off_topic = Nu ține de tema bibliotecii
reason-not_held = Biblioteca nu are nimic despre asta
reason-unknowable = Nicio sursă nu ar putea stabili acest lucru
reason-empty = Nu există o întrebare
reason-declined = La această întrebare nu se răspunde aici
reason-unavailable = Serviciul nu poate răspunde acum
reason-over_budget = Prea multe întrebări deocamdată

claims = { $count ->
    [one] { $count } afirmație
    [few] { $count } afirmații
   *[other] { $count } de afirmații
 }
no-claims = Nu s-au găsit afirmații verificabile în acest text.
hinge = Speculația începe la
cues = Cuvintele din spatele etichetei
speaker = Spus de { $name }
heading = titlu

app-name = Footing
tagline = Întrebați despre ingerința străină; vedeți pe ce se sprijină fiecare afirmație.
skip = Sari la conținut
nav-ask = Întreabă
nav-check = Verifică
nav-sources = Surse
nav-episodes = Episoade
nav-corrections = Corecturi
nav-labels = Cum etichetăm
language = Limba
change = Schimbă
ask-title = Puneți o întrebare
ask-field = Întrebarea dumneavoastră
ask-hint = De exemplu: cine conducea Internet Research Agency?
ask-button = Întreabă
check-title = Verificați un text
check-intro = Fiecare afirmație din text revine cu temeiul ei.
check-text = Text de verificat
check-address = sau adresa unei pagini
check-button = Verifică
check-no-address = Acest server nu citește adrese. Lipiți textul.
private-note = Întrebările și textele nu sunt înregistrate și nu sunt păstrate.
answering = Se citesc sursele…
finished = Răspunsul este complet.
interrupted = Răspunsul a fost întrerupt. Ce se vede este verificat; întrebați din nou pentru rest.
marked-text = Textul, afirmație cu afirmație
click-why = Alegeți o afirmație marcată pentru a vedea motivul etichetei.
share = Distribuie
share-link = Copiază linkul
share-image = Imagine
copied = Copiat
copy = Copiază
feedback-question = Ceva este greșit?
feedback-up = Util
feedback-down = Greșit sau inutil
feedback-reason = Ce este greșit? (opțional)
feedback-send = Trimite
feedback-thanks = Mulțumim. Va citi un om.
sources-title = Surse
sources-search = Caută în surse
sources-kind = Tip
sources-any = oricare
sources-button = Caută
sources-none = Nicio sursă nu se potrivește.
sources-count = { $count ->
    [one] { $count } sursă
    [few] { $count } surse
   *[other] { $count } de surse
 }
source-findings = Ce luăm din ea
source-none = Din această sursă nu s-a luat încă nimic.
source-passage = Pasajul la locul lui
source-published = Publicat: { $date }
source-rights = Drepturi: { $rights }
source-checked = Citit la { $date }
source-bears = { $relation } de
relation-supports = susținut
relation-disputes = contestat
relation-denies = negat
relation-withdraws = retras
relation-supersedes = înlocuit
episodes-title = Episoade
episodes-none = Încă nu a fost descris niciun episod.
episode-timeline = Cronologie
episode-undated = fără dată
episode-established = Ce este stabilit
episode-contested = Ce este contestat
episode-unknown = Ce nu se știe
episode-whole = Cazul întreg
corrections-title = Corecturi
corrections-intro = Când o constatare se schimbă, schimbarea apare aici.
corrections-none = Încă nu s-a corectat nimic.
labels-title = Cum etichetăm
labels-intro = Fiecare propoziție dintr-un răspuns poartă o etichetă care spune pe ce se sprijină. Eticheta se calculează din ce sunt sursele și ce au făcut ele. Un model de limbă o poate coborî, niciodată ridica.
labels-acts = Ce a făcut o sursă
labels-acts-intro = O sursă oficială nu face o afirmație dovedită. Un rechizitoriu arată că există acuzații, nu că sunt adevărate. Zece articole despre un raport sunt o singură sursă.
labels-aspects = Despre ce este o afirmație
labels-aspects-intro = Dovezile pentru o latură a unui eveniment nu susțin alta. Faptul că au existat reclame nu dovedește că au schimbat un rezultat.
page-next = Înainte
page-previous = Înapoi

error-title = Ceva nu a mers
error-not-found = La această adresă nu este nimic.
error-too-large = Este prea lung pentru acest server.
error-invalid = În ceea ce s-a trimis lipsește ceva sau este scris greșit.
error-forbidden = Acest site nu are voie să folosească acest server.
error-busy = Prea multe întrebări deodată. Încercați peste o clipă.
error-unavailable = Biblioteca nu poate fi citită acum, deci nu se poate da un răspuns. Asta nu înseamnă că nu există dovezi.
error-internal = Serverul a eșuat. Nu s-a arătat nimic neverificat.
error-request = Referință: { $id }

widget-open = Întreabă despre surse
widget-close = Închide
widget-title = Întreabă Footing
widget-suggestions = Întrebări sugerate
widget-legend = Ce înseamnă etichetele
widget-history = Întrebări anterioare
widget-empty = Puneți o întrebare pentru a începe.
widget-stop = Oprește

## Chats

chat-wrong = Greșit?
chat-back = Înapoi la răspuns
chat-gone = Acest răspuns nu mai este păstrat: răspunsurile se șterg după un timp sau la dorința celui care a întrebat. Întrebați din nou.
chat-page = { $page } din { $pages }
chat-no-gaps = Pentru acest răspuns nu este notat nimic drept necunoscut.
chat-no-sources = Acest răspuns nu citează nicio sursă.
chat-verdict-helpful = Util
chat-verdict-label = Eticheta este greșită
chat-verdict-citation = O citare nu se potrivește
chat-verdict-wording = Formularea induce în eroare
chat-verdict-missing = Lipsește ceva
chat-verdict-other = Altceva
chat-budget-person = Ați atins limita de întrebări pentru moment. Puteți întreba din nou peste circa { $minutes } min, la { $time } UTC.
chat-budget-chat = Acest chat a atins limita de întrebări pentru moment. Se poate întreba din nou peste circa { $minutes } min, la { $time } UTC.
chat-welcome = Răspund la întrebări despre ingerința străină în alegeri pe baza unor surse documentate și etichetez fiecare afirmație după ceea ce o susține.
chat-help-private = Trimiteți o întrebare. Redirecționați o postare sau trimiteți un text lung, un link ori un fișier PDF, DOCX sau TXT și va fi verificat afirmație cu afirmație.
chat-help-group = În grupuri răspund numai la /ask, /check (și ca răspuns la un mesaj), la mențiuni și la răspunsuri adresate mie.
chat-about = Biblioteca are { $sources } surse și { $findings } constatări; alcătuită la { $built }. Răspunsurile se fac numai din ele.
chat-privacy = Întrebările nu se înregistrează. Câteva replici recente se păstrează { $hours } h ca să puteți continua; conturile, doar ca hash-uri cu sare. /forget șterge ce există.
chat-forgotten = Șters. Răspunsuri eliminate: { $count }. Rămâne doar numărul întrebărilor recente, până îi trece timpul, ca limitele să fie respectate.
chat-language-choose = Alegeți o limbă
chat-language-set = Limba: { $name }
chat-admins-only = Numai administratorii acestui chat pot schimba asta.
chat-groups-only = Este o setare pentru grupuri.
chat-quiet-on = Modul discret este pornit: răspund numai la comenzi, fără notificări.
chat-quiet-off = Modul discret este oprit: răspund și la mențiuni și la răspunsuri.
chat-ask-usage = Scrieți întrebarea după /ask sau trimiteți /ask ca răspuns la un mesaj.
chat-check-usage = Scrieți textul sau un link după /check ori trimiteți /check ca răspuns la un mesaj.
chat-no-text = Pot citi numai text, linkuri și fișiere PDF, DOCX sau TXT.
chat-too-long = Este prea lung: cel mult { $limit } caractere o dată.
chat-file-too-large = Fișierul este prea mare: cel mult { $limit } MB.
chat-unreadable = Nu a putut fi citit
chat-not-here = Nu sunt activat în acest chat.
chat-inline-hint = Scrieți o întrebare întreagă
chat-sources-none = Nicio sursă nu se potrivește.
chat-corrected = Corectură
command-ask = Puneți o întrebare
command-check = Verificați un text, un link sau un mesaj
command-sources = Ce conține biblioteca
command-about = Ce este aceasta și ce se păstrează
command-language = Alegeți limba
command-quiet = Mod discret pentru acest grup
command-forget = Ștergeți ce se păstrează despre mine
command-help = Cum se folosește și ce înseamnă etichetele

## Discord

discord-private = Arată răspunsul doar mie
discord-text = Text sau link de verificat
discord-file = Fișier PDF, DOCX sau TXT de verificat
discord-check-message = Verifică acest mesaj
discord-not-for-you = Rolurile tale nu permit întrebări aici.
discord-all = Răspunsul întreg

## What the engine says: its own English sentences are matched with those of en.ftl

said-adjudicated = O instanță a stabilit acest lucru.
said-found = O anchetă oficială sau un document public stabilește acest lucru.
said-admitted = Actorul însuși a recunoscut.
said-withdrawn = Dosarul arată retragerea sau clasarea.
said-assessed = Un serviciu de informații sau un organism oficial de experți consideră așa; este o apreciere, nu o dovadă.
said-reported = A fost relatat cu dovezi; nicio instanță și nicio anchetă nu l-a verificat.
said-charged = Este o acuzație dintr-un rechizitoriu sau o desemnare, nu o constatare.
said-asserted = O spune un oficial sau o parte; este cuvântul lor, nu o constatare.
said-denied = Este cuvântul părții care neagă.
said-opined = Este un comentariu: un argument sau o prognoză, nu o dovadă.
said-hedged = Chiar sursa o formulează ca posibilitate sau presupunere.
said-contradicted = Sursele de referință spun altceva.
said-not-established = O anchetă oficială nu a stabilit acest lucru, ceea ce nu înseamnă că a constatat contrariul.
said-forecast-assessed = Un serviciu de informații sau un organism oficial de experți consideră că este probabil; este o apreciere despre viitor.
said-no-motive = Este vorba despre un motiv, iar nicio sursă de referință din bibliotecă nu îl stabilește.
said-no-effect = Este vorba despre un efect, iar nicio sursă de referință din bibliotecă nu îl stabilește.
said-no-future = Este vorba despre viitor, pe care nimeni nu îl poate constata sau documenta.
said-other-aspect = Ce conține biblioteca privește alt aspect, nu pe acesta: { $aspect }.
said-conflict = Sursele de referință se contrazic aici.
said-reported-but = A fost relatat cu dovezi, dar o sursă de referință spune altceva.
said-reports-otherwise = Relatări cu dovezi spun altceva.
said-lost = Ceea ce îi stătea la bază a fost retras sau înlocuit ulterior.
said-unheld = S-ar putea verifica, dar biblioteca nu conține nimic care să o afirme.
said-view = Se citește ca o părere, o presupunere sau o figură de stil, pe care nimic documentat nu ar putea-o lămuri.
said-independent = Surse independente care spun asta: { $count }.
said-related = Biblioteca conține constatări înrudite, citate aici, dar niciuna care să o afirme în întregime.
said-worded = Este formulat ca { $kind }: { $words }.
said-kind-modal = o posibilitate
said-kind-conditional = o condiție
said-kind-guess = o presupunere
said-kind-vague = ce cred alții, nenumiți
said-kind-certainty = o certitudine, fără a numi pe ce se bazează
said-kind-prediction = o prognoză
said-kind-motive = un motiv
said-kind-effect = un efect
said-kind-counterfactual = ce ar fi fost
said-kind-insinuation = o insinuare
said-kind-likelihood = o probabilitate
said-kind-judgment = o judecată de valoare
said-its-wording = formularea sa
said-less = Ceea ce este citat stabilește mai puțin.
said-not-stated = Neafirmat de ceea ce este cel mai apropiat: { $words }.
said-nobody = Nu spune cine sau câți: { $words }.
said-weakest = Partea cea mai slabă:
said-empty = Nu este nicio întrebare aici. Întrebați despre ingerința străină în alegeri sau politică.
said-off-topic = Asta nu ține de subiectul acestei biblioteci: ingerința străină în alegeri și politică.
said-not-held = Biblioteca nu conține nimic care să răspundă la asta. Nu este o dovadă că nu s-a întâmplat nimic.
said-unknowable = Nimeni nu poate să fi documentat viitorul. Mai jos este ce se știe până acum.
said-unavailable = Biblioteca nu poate fi citită acum, așa că nu se poate spune ce conține. Încercați din nou.
said-persuasion = Aici nu se scriu texte menite să convingă, să atace sau să inducă în eroare. Întrebați ce este consemnat despre subiect sau lipiți un text pentru a vedea pe ce se sprijină fiecare afirmație.
said-private = Aici nu se spune unde locuiesc persoanele private și cum pot fi contactate. Întrebați ce spun sursele de referință despre un actor public sau o organizație.
said-accusation = Aici nu se examinează acuzații împotriva persoanelor private. Întrebați ce a spus o instanță, o anchetă sau altă sursă de referință.
said-missing-motive = Nimic din ce s-a găsit aici nu stabilește un motiv.
said-missing-effect = Nimic din ce s-a găsit aici nu stabilește un efect asupra unui rezultat, asupra voturilor sau a opiniei.
said-missing-forecast = Nu se știe ce se va întâmpla.
said-missing-attribution = Nimic din ce s-a găsit aici nu stabilește cine a fost în spate.
said-missing-reach = Nimic din ce s-a găsit aici nu stabilește la câți oameni a ajuns.
said-missing-names = Nimic din ce s-a găsit aici nu vorbește despre: { $names }.
said-untested = Toate acestea sunt acuzații; nimic din ce s-a găsit aici nu a fost verificat.
said-one-body = Toate acestea se sprijină pe un singur set de dovezi.
said-by-activity = un dosar judiciar, constatarea unei anchete oficiale sau date publicate de o platformă ori de cercetători
said-by-attribution = o hotărâre, o recunoaștere sau o atribuire cu dovezile publicate
said-by-intent = propriile cuvinte sau ordine ale actorului ori o evaluare care își precizează încrederea
said-by-reach = cifre de la platforma sau instituția care deținea datele
said-by-effect = un studiu sau o anchetă care a măsurat efectul asupra voturilor sau a opiniei
said-by-forecast = evenimentul însuși; până atunci doar o evaluare cu o probabilitate precizată
said-by-context = un document public
said-by-just-that = o sursă exact despre asta
said-by-second = o a doua sursă, independentă
