standing-documented = Documentado
standing-assessed = Evaluado
standing-reported = Informado
standing-alleged = Alegado
standing-disputed = En disputa
standing-contradicted = Desmentido
standing-speculation = Especulación
standing-unsourced = Sin fuentes
standing-documented-means = Lo establecen un tribunal, una investigación oficial, la admisión del propio actor o registros públicos.
standing-assessed-means = Así lo juzgan los servicios de inteligencia o un organismo experto oficial; se muestra su grado de confianza.
standing-reported-means = Un medio, una plataforma, una empresa o un investigador muestra pruebas; ningún tribunal ni investigación las ha examinado.
standing-alleged-means = Una acusación: un cargo, una designación o la palabra de un funcionario.
standing-disputed-means = Las fuentes oficiales se contradicen, o se retiró una conclusión o un cargo anterior.
standing-contradicted-means = Las fuentes oficiales dicen lo contrario.
standing-speculation-means = Un motivo, pronóstico, supuesto o efecto que ninguna fuente oficial establece.
standing-unsourced-means = Podría comprobarse, pero la biblioteca no tiene nada al respecto.

aspect-activity = qué se hizo
aspect-attribution = quién lo hizo
aspect-intent = por qué se hizo
aspect-reach = hasta dónde llegó
aspect-effect = qué cambió
aspect-forecast = qué vendrá
aspect-context = el contexto

confidence-high = confianza alta
confidence-moderate = confianza moderada
confidence-low = confianza baja
confidence-unstated = confianza no indicada

act-adjudicated = resuelto por un tribunal
act-found = hallado por una investigación
act-admitted = admitido
act-assessed = evaluado
act-charged = imputado
act-reported = informado
act-asserted = afirmado
act-denied = negado
act-withdrawn = retirado
act-opined = opinión

kind-judgment = sentencia
kind-plea = admisión de culpabilidad
kind-indictment = acta de acusación
kind-complaint = denuncia penal
kind-sanctions = aviso de sanciones
kind-inquiry_report = informe de investigación
kind-committee_report = informe de comisión
kind-intelligence_assessment = evaluación de inteligencia
kind-official_statement = declaración oficial
kind-platform_report = informe de plataforma
kind-research = estudio
kind-journalism = periodismo
kind-commentary = comentario
kind-denial = desmentido
kind-public_record = registro público
kind-unclassified = sin clasificar

role-answer = Respuesta
role-weaker = Lo que tiene menos respaldo
role-counter = La otra parte
role-context = Contexto
role-contested = Lo discutido
role-order = Cronología
premise = La pregunta da por hecho
gaps = Lo que no se sabe
gap = No está en la biblioteca
settled-by = Qué lo resolvería: { $what }
dropped = { $count ->
    [one] Se omitió { $count } frase porque no pudo verificarse.
   *[other] Se omitieron { $count } frases porque no pudieron verificarse.
 }
nearest = Fuentes más cercanas
sources = Fuentes
why = Por qué esta etiqueta
quote = Cita
citations = { $count ->
    [one] { $count } referencia
   *[other] { $count } referencias
 }
more-citations = { $count ->
    [one] y { $count } más
   *[other] y { $count } más
 }
continued = continúa
as-of = A fecha de { $date }
written-by = Redacción: { $writer }
understood = Entendido como: { $question }
original-wording = Texto original
repair = Lo que consta en su lugar
notice-budget = El cupo de respuestas redactadas está agotado por ahora; esta respuesta usa las palabras de la biblioteca.
notice-model_failed = No se pudo acceder al modelo de lenguaje ni usarlo; esta respuesta usa las palabras de la biblioteca.
notice-broken_off = El modelo de lenguaje se interrumpió; el resto de esta respuesta usa las palabras de la biblioteca.
notice-not_verified = Nada de lo que escribió el modelo de lenguaje pudo verificarse; esta respuesta usa las palabras de la biblioteca.
archived = copia archivada
original = original
refused = Sin respuesta
reason-off_topic = Esto queda fuera del tema de la biblioteca
reason-not_held = La biblioteca no tiene nada sobre esto
reason-unknowable = Ninguna fuente podría establecerlo
reason-empty = No hay pregunta que responder
reason-declined = Esta pregunta no se responde aquí
reason-unavailable = El servicio no puede responder ahora
reason-over_budget = Demasiadas preguntas por ahora

claims = { $count ->
    [one] { $count } afirmación
   *[other] { $count } afirmaciones
 }
no-claims = No se hallaron afirmaciones comprobables en este texto.
hinge = La especulación empieza en
cues = Palabras que motivan la etiqueta
speaker = Dicho por { $name }
heading = titular

app-name = Footing
tagline = Pregunte por la injerencia extranjera y vea en qué se apoya cada afirmación.
skip = Ir al contenido
nav-ask = Preguntar
nav-check = Comprobar
nav-sources = Fuentes
nav-episodes = Episodios
nav-corrections = Correcciones
nav-labels = Cómo etiquetamos
language = Idioma
change = Cambiar
ask-title = Haga una pregunta
ask-field = Su pregunta
ask-hint = Por ejemplo: ¿quién dirigía la Agencia de Investigación de Internet?
ask-button = Preguntar
check-title = Comprobar un texto
check-intro = Cada afirmación del texto vuelve con aquello en lo que se apoya.
check-text = Texto que comprobar
check-address = o la dirección de una página
check-button = Comprobar
check-no-address = Este servidor no lee direcciones. Pegue el texto.
private-note = Las preguntas y los textos no se registran ni se guardan.
answering = Leyendo las fuentes…
finished = La respuesta está completa.
interrupted = La respuesta se interrumpió. Lo mostrado está verificado; pregunte de nuevo para ver el resto.
marked-text = El texto, afirmación por afirmación
click-why = Elija una afirmación marcada para ver por qué lleva su etiqueta.
share = Compartir
share-link = Copiar enlace
share-image = Imagen
copied = Copiado
copy = Copiar
feedback-question = ¿Hay algún error?
feedback-up = Útil
feedback-down = Erróneo o inútil
feedback-reason = ¿Qué está mal? (opcional)
feedback-send = Enviar
feedback-thanks = Gracias. Lo leerá una persona.
sources-title = Fuentes
sources-search = Buscar en las fuentes
sources-kind = Tipo
sources-any = cualquiera
sources-button = Buscar
sources-none = Ninguna fuente coincide.
sources-count = { $count ->
    [one] { $count } fuente
   *[other] { $count } fuentes
 }
source-findings = Lo que tomamos de ella
source-none = Aún no se ha tomado nada de esta fuente.
source-passage = El pasaje en su lugar
source-published = Publicado: { $date }
source-rights = Derechos: { $rights }
source-checked = Leído: { $date }
source-bears = { $relation } por
relation-supports = respaldado
relation-disputes = cuestionado
relation-denies = negado
relation-withdraws = retirado
relation-supersedes = sustituido
episodes-title = Episodios
episodes-none = Aún no se ha descrito ningún episodio.
episode-timeline = Cronología
episode-undated = sin fecha
episode-established = Lo establecido
episode-contested = Lo discutido
episode-unknown = Lo que no se sabe
episode-whole = El caso completo
corrections-title = Correcciones
corrections-intro = Cuando cambia una conclusión, el cambio figura aquí.
corrections-none = Todavía no se ha corregido nada.
labels-title = Cómo etiquetamos
labels-intro = Cada frase de una respuesta lleva una etiqueta que dice en qué se apoya. La etiqueta se calcula según qué son sus fuentes y qué hicieron. Un modelo de lenguaje puede rebajarla; nunca elevarla.
labels-acts = Qué hizo una fuente
labels-acts-intro = Que una fuente sea oficial no basta para dar por probada una afirmación. Un acta de acusación documenta que hay cargos, no que sean ciertos. Diez artículos sobre un mismo informe son una sola fuente.
labels-aspects = De qué trata una afirmación
labels-aspects-intro = Las pruebas sobre un lado de un hecho no respaldan otro. Que hubo anuncios no demuestra que cambiaran un resultado.
page-next = Siguiente
page-previous = Anterior

error-title = Algo ha fallado
error-not-found = No hay nada en esta dirección.
error-too-large = Es demasiado largo para este servidor.
error-invalid = Falta algo o está mal escrito en lo enviado.
error-forbidden = Este sitio no tiene permiso para usar este servidor.
error-busy = Demasiadas personas preguntan a la vez. Inténtelo en un momento.
error-unavailable = Ahora no se puede leer la biblioteca, así que no hay respuesta. Eso no significa que no haya pruebas.
error-internal = El servidor ha fallado. No se ha mostrado nada sin verificar.
error-request = Referencia: { $id }

widget-open = Preguntar por las fuentes
widget-close = Cerrar
widget-title = Preguntar a Footing
widget-suggestions = Preguntas sugeridas
widget-legend = Qué significan las etiquetas
widget-history = Preguntas anteriores
widget-empty = Haga una pregunta para empezar.
widget-stop = Detener

## Chats

chat-wrong = ¿Algo mal?
chat-back = Volver a la respuesta
chat-gone = Esta respuesta ya no se conserva: las respuestas se borran al cabo de un tiempo o cuando lo desea quien preguntó. Pregunte de nuevo.
chat-page = { $page } de { $pages }
chat-no-gaps = En esta respuesta no se señala nada como desconocido.
chat-no-sources = Esta respuesta no cita ninguna fuente.
chat-verdict-helpful = Útil
chat-verdict-label = La etiqueta es errónea
chat-verdict-citation = Una cita no corresponde
chat-verdict-wording = La redacción confunde
chat-verdict-missing = Falta algo
chat-verdict-other = Otra cosa
chat-budget-person = Ha llegado al límite de preguntas por ahora. Podrá preguntar de nuevo en unos { $minutes } min, a las { $time } UTC.
chat-budget-chat = Este chat ha llegado al límite de preguntas por ahora. Podrá preguntar de nuevo en unos { $minutes } min, a las { $time } UTC.
chat-welcome = Respondo preguntas sobre injerencia extranjera en elecciones a partir de fuentes documentadas y etiqueto cada afirmación según en qué se apoya.
chat-help-private = Envíe una pregunta. Reenvíe una publicación, o envíe un texto largo, un enlace o un archivo PDF, DOCX o TXT, y se comprobará afirmación por afirmación.
chat-help-group = En los grupos respondo solo a /ask, /check (también en respuesta a un mensaje), a menciones y a respuestas dirigidas a mí.
chat-about = La biblioteca contiene { $sources } fuentes y { $findings } hallazgos; creada el { $built }. Las respuestas se hacen solo con ellos.
chat-privacy = Las preguntas no se registran. Unos pocos turnos recientes se guardan { $hours } h para poder seguir preguntando; las cuentas, solo como hashes con sal. /forget borra lo que haya.
chat-forgotten = Borrado. Respuestas eliminadas: { $count }. Solo queda, hasta que venza su plazo, el recuento de sus preguntas recientes, para que valgan los límites.
chat-language-choose = Elija un idioma
chat-language-set = Idioma: { $name }
chat-admins-only = Solo los administradores de este chat pueden cambiar eso.
chat-groups-only = Es un ajuste para grupos.
chat-quiet-on = Modo silencioso activado: respondo solo a comandos, sin notificaciones.
chat-quiet-off = Modo silencioso desactivado: respondo también a menciones y respuestas.
chat-ask-usage = Escriba la pregunta después de /ask, o envíe /ask en respuesta a un mensaje.
chat-check-usage = Escriba el texto o un enlace después de /check, o envíe /check en respuesta a un mensaje.
chat-no-text = Solo puedo leer texto, enlaces y archivos PDF, DOCX o TXT.
chat-too-long = Es demasiado largo: como máximo { $limit } caracteres cada vez.
chat-file-too-large = El archivo es demasiado grande: como máximo { $limit } MB.
chat-unreadable = No se pudo leer
chat-not-here = No estoy habilitado en este chat.
chat-inline-hint = Escriba una pregunta completa
chat-sources-none = Ninguna fuente coincide.
chat-corrected = Corrección
command-ask = Hacer una pregunta
command-check = Comprobar un texto, un enlace o un mensaje
command-sources = Qué contiene la biblioteca
command-about = Qué es esto y qué se guarda
command-language = Elegir el idioma
command-quiet = Modo silencioso de este grupo
command-forget = Borrar lo que se guarda de mí
command-help = Cómo se usa y qué significan las etiquetas

## Discord

discord-private = Mostrar la respuesta solo a mí
discord-text = Texto o enlace que comprobar
discord-file = Archivo PDF, DOCX o TXT que comprobar
discord-check-message = Comprobar este mensaje
discord-not-for-you = Tus roles no permiten preguntar aquí.
discord-all = Respuesta completa
