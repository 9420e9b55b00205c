standing-documented = Établi
standing-assessed = Évalué
standing-reported = Rapporté
standing-alleged = Allégué
standing-disputed = Contesté
standing-contradicted = Démenti
standing-speculation = Spéculation
standing-unsourced = Sans source
standing-documented-means = Un tribunal, une enquête officielle, l’aveu de l’acteur ou des registres publics l’établissent.
standing-assessed-means = Les services de renseignement ou un organisme expert officiel en jugent ainsi ; leur degré de confiance est indiqué.
standing-reported-means = Une rédaction, une plateforme, une entreprise ou un chercheur montre des éléments ; ni tribunal ni enquête ne les a éprouvés.
standing-alleged-means = Une accusation : une inculpation, une désignation ou la parole d’un responsable.
standing-disputed-means = Des sources officielles se contredisent, ou un constat ou un chef d’accusation antérieur a été retiré.
standing-contradicted-means = Les sources officielles disent autre chose.
standing-speculation-means = Un mobile, une prévision, une hypothèse ou un effet qu’aucune source officielle n’établit.
standing-unsourced-means = Cela pourrait se vérifier, mais la bibliothèque ne contient rien à ce sujet.

aspect-activity = ce qui a été fait
aspect-attribution = qui l’a fait
aspect-intent = pourquoi
aspect-reach = jusqu’où
aspect-effect = ce que cela a changé
aspect-forecast = ce qui viendra
aspect-context = le contexte

confidence-high = confiance élevée
confidence-moderate = confiance modérée
confidence-low = confiance faible
confidence-unstated = confiance non précisée

act-adjudicated = jugé par un tribunal
act-found = constaté par une enquête
act-admitted = reconnu
act-assessed = évalué
act-charged = inculpé
act-reported = rapporté
act-asserted = affirmé
act-denied = nié
act-withdrawn = retiré
act-opined = opinion

kind-judgment = jugement
kind-plea = plaidoyer de culpabilité
kind-indictment = acte d’accusation
kind-complaint = plainte
kind-sanctions = avis de sanctions
kind-inquiry_report = rapport d’enquête
kind-committee_report = rapport de commission
kind-intelligence_assessment = évaluation du renseignement
kind-official_statement = déclaration officielle
kind-platform_report = rapport de plateforme
kind-research = recherche
kind-journalism = journalisme
kind-commentary = commentaire
kind-denial = démenti
kind-public_record = registre public
kind-unclassified = non classé

role-answer = Réponse
role-weaker = Ce qui est moins étayé
role-counter = L’autre partie
role-context = Contexte
role-contested = Ce qui est contesté
role-order = Chronologie
premise = La question suppose
gaps = Ce qu’on ignore
gap = Absent de la bibliothèque
settled-by = Ce qui trancherait : { $what }
dropped = { $count ->
    [one] { $count } phrase a été écartée, faute de pouvoir être vérifiée.
   *[other] { $count } phrases ont été écartées, faute de pouvoir être vérifiées.
 }
nearest = Sources les plus proches
sources = Sources
why = Pourquoi cette mention
quote = Citation
citations = { $count ->
    [one] { $count } référence
   *[other] { $count } références
 }
more-citations = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
 }
continued = suite
as-of = Au { $date }
written-by = Formulation : { $writer }
understood = Compris comme : { $question }
original-wording = Formulation d’origine
repair = Ce qui est établi à la place
notice-budget = Le quota de réponses rédigées est épuisé pour l’instant ; cette réponse reprend les mots de la bibliothèque.
notice-model_failed = Le modèle de langue n’a pu être joint ou utilisé ; cette réponse reprend les mots de la bibliothèque.
notice-broken_off = Le modèle de langue s’est interrompu ; la suite de cette réponse reprend les mots de la bibliothèque.
notice-not_verified = Rien de ce que le modèle de langue a écrit n’a pu être vérifié ; cette réponse reprend les mots de la bibliothèque.
archived = copie archivée
original = original
refused = Pas de réponse
reason-off_topic = Ceci sort du sujet de la bibliothèque
reason-not_held = La bibliothèque ne contient rien à ce sujet
reason-unknowable = Aucune source ne pourrait l’établir
reason-empty = Il n’y a pas de question
reason-declined = On ne répond pas ici à cette question
reason-unavailable = Le service ne peut pas répondre pour l’instant
reason-over_budget = Trop de questions pour le moment

claims = { $count ->
    [one] { $count } affirmation
   *[other] { $count } affirmations
 }
no-claims = Aucune affirmation vérifiable dans ce texte.
hinge = La spéculation commence à
cues = Mots à l’origine de la mention
speaker = Propos de { $name }
heading = titre

app-name = Footing
tagline = Interrogez l’ingérence étrangère ; voyez sur quoi repose chaque affirmation.
skip = Aller au contenu
nav-ask = Demander
nav-check = Vérifier
nav-sources = Sources
nav-episodes = Épisodes
nav-corrections = Corrections
nav-labels = Nos mentions
language = Langue
change = Changer
ask-title = Poser une question
ask-field = Votre question
ask-hint = Par exemple : qui dirigeait l’Internet Research Agency ?
ask-button = Demander
check-title = Vérifier un texte
check-intro = Chaque affirmation du texte revient avec ce sur quoi elle repose.
check-text = Texte à vérifier
check-address = ou l’adresse d’une page
check-button = Vérifier
check-no-address = Ce serveur ne lit pas d’adresses. Collez le texte.
private-note = Les questions et les textes ne sont ni journalisés ni conservés.
answering = Lecture des sources…
finished = La réponse est complète.
interrupted = La réponse a été interrompue. Ce qui s’affiche est vérifié ; redemandez pour la suite.
marked-text = Le texte, affirmation par affirmation
click-why = Choisissez une affirmation marquée pour voir la raison de sa mention.
share = Partager
share-link = Copier le lien
share-image = Image
copied = Copié
copy = Copier
feedback-question = Une erreur ?
feedback-up = Utile
feedback-down = Faux ou inutile
feedback-reason = Qu’est-ce qui ne va pas ? (facultatif)
feedback-send = Envoyer
feedback-thanks = Merci. Une personne le lira.
sources-title = Sources
sources-search = Chercher dans les sources
sources-kind = Type
sources-any = tous
sources-button = Chercher
sources-none = Aucune source ne correspond.
sources-count = { $count ->
    [one] { $count } source
   *[other] { $count } sources
 }
source-findings = Ce que nous en retenons
source-none = Rien n’a encore été retenu de cette source.
source-passage = Le passage à sa place
source-published = Publié : { $date }
source-rights = Droits : { $rights }
source-checked = Lu le { $date }
source-bears = { $relation } par
relation-supports = appuyé
relation-disputes = contesté
relation-denies = nié
relation-withdraws = retiré
relation-supersedes = remplacé
episodes-title = Épisodes
episodes-none = Aucun épisode n’a encore été rédigé.
episode-timeline = Chronologie
episode-undated = sans date
episode-established = Ce qui est établi
episode-contested = Ce qui est contesté
episode-unknown = Ce qui n’est pas connu
episode-whole = L’affaire entière
corrections-title = Corrections
corrections-intro = Quand un constat change, le changement figure ici.
corrections-none = Rien n’a encore été corrigé.
labels-title = Nos mentions
labels-intro = Chaque phrase d’une réponse porte une mention qui dit sur quoi elle repose. La mention est calculée d’après ce que sont ses sources et ce qu’elles ont fait. Un modèle de langue peut l’abaisser, jamais la relever.
labels-acts = Ce qu’a fait une source
labels-acts-intro = Une source officielle ne rend pas une affirmation établie. Un acte d’accusation prouve que des charges existent, non qu’elles sont vraies. Dix articles sur un même rapport font une seule source.
labels-aspects = Sur quoi porte une affirmation
labels-aspects-intro = Les preuves d’un aspect d’un événement n’en appuient aucun autre. Que des annonces aient paru n’établit pas qu’elles aient changé un résultat.
page-next = Suivant
page-previous = Précédent

error-title = Une erreur est survenue
error-not-found = Il n’y a rien à cette adresse.
error-too-large = C’est trop long pour ce serveur.
error-invalid = Quelque chose manque ou est mal formé dans l’envoi.
error-forbidden = Ce site n’est pas autorisé à utiliser ce serveur.
error-busy = Trop de demandes à la fois. Réessayez dans un instant.
error-unavailable = La bibliothèque est illisible pour l’instant ; aucune réponse ne peut être donnée. Cela ne signifie pas qu’il n’y a pas de preuves.
error-internal = Le serveur a failli. Rien de non vérifié n’a été montré.
error-request = Référence : { $id }

widget-open = Interroger les sources
widget-close = Fermer
widget-title = Interroger Footing
widget-suggestions = Questions proposées
widget-legend = Ce que disent les mentions
widget-history = Questions précédentes
widget-empty = Posez une question pour commencer.
widget-stop = Arrêter

## Chats

chat-wrong = Une erreur ?
chat-back = Retour à la réponse
chat-gone = Cette réponse n’est plus conservée : les réponses sont supprimées après un temps ou à la demande de qui les a posées. Veuillez reposer la question.
chat-page = { $page } sur { $pages }
chat-no-gaps = Rien n’est signalé comme inconnu pour cette réponse.
chat-no-sources = Cette réponse ne cite aucune source.
chat-verdict-helpful = Utile
chat-verdict-label = L’étiquette est fausse
chat-verdict-citation = Une citation ne convient pas
chat-verdict-wording = La formulation induit en erreur
chat-verdict-missing = Il manque quelque chose
chat-verdict-other = Autre chose
chat-budget-person = Vous avez atteint la limite de questions pour l’instant. Vous pourrez en poser d’autres dans { $minutes } min environ, à { $time } UTC.
chat-budget-chat = Ce chat a atteint la limite de questions pour l’instant. De nouvelles questions seront possibles dans { $minutes } min environ, à { $time } UTC.
chat-welcome = Je réponds aux questions sur l’ingérence étrangère dans les élections à partir de sources documentées, et j’étiquette chaque affirmation selon ce qui la fonde.
chat-help-private = Envoyez une question. Transférez une publication, ou envoyez un long texte, un lien ou un fichier PDF, DOCX ou TXT : il sera vérifié affirmation par affirmation.
chat-help-group = Dans les groupes, je ne réponds qu’à /ask, /check (aussi en réponse à un message), aux mentions et aux réponses qui me sont adressées.
chat-about = La bibliothèque contient { $sources } sources et { $findings } constats ; établie le { $built }. Les réponses ne viennent que de là.
chat-privacy = Les questions ne sont pas journalisées. Quelques échanges récents sont gardés { $hours } h pour que vous puissiez poursuivre ; les comptes ne le sont qu’en empreintes salées. /forget supprime ce qu’il y a.
chat-forgotten = Supprimé. Réponses effacées : { $count }. Seul le compte de vos questions récentes reste jusqu’à son terme, afin que les limites tiennent.
chat-language-choose = Choisissez une langue
chat-language-set = Langue : { $name }
chat-admins-only = Seuls les administrateurs de ce chat peuvent changer cela.
chat-groups-only = C’est un réglage pour les groupes.
chat-quiet-on = Mode discret activé : je ne réponds qu’aux commandes, sans notification.
chat-quiet-off = Mode discret désactivé : je réponds aussi aux mentions et aux réponses.
chat-ask-usage = Écrivez la question après /ask, ou envoyez /ask en réponse à un message.
chat-check-usage = Écrivez le texte ou un lien après /check, ou envoyez /check en réponse à un message.
chat-no-text = Je ne lis que du texte, des liens et des fichiers PDF, DOCX ou TXT.
chat-too-long = C’est trop long : { $limit } caractères au plus à la fois.
chat-file-too-large = Ce fichier est trop volumineux : { $limit } Mo au plus.
chat-unreadable = La lecture a échoué
chat-not-here = Je ne suis pas activé dans ce chat.
chat-inline-hint = Écrivez une question entière
chat-sources-none = Aucune source ne correspond.
chat-corrected = Correction
command-ask = Poser une question
command-check = Vérifier un texte, un lien ou un message
command-sources = Ce que contient la bibliothèque
command-about = Ce que c’est et ce qui est conservé
command-language = Choisir la langue
command-quiet = Mode discret pour ce groupe
command-forget = Supprimer ce qui est gardé de moi
command-help = Mode d’emploi et sens des étiquettes

## Discord

discord-private = Montrer la réponse à moi seul
discord-text = Texte ou lien à vérifier
discord-file = Fichier PDF, DOCX ou TXT à vérifier
discord-check-message = Vérifier ce message
discord-not-for-you = Vos rôles ne permettent pas de poser de questions ici.
discord-all = Réponse entière
