standing-documented = Документально встановлено
standing-assessed = Оцінено
standing-reported = Повідомлено
standing-alleged = Стверджується
standing-disputed = Спірно
standing-contradicted = Спростовано
standing-speculation = Припущення
standing-unsourced = Без джерел
standing-documented-means = Це встановив суд або офіційне розслідування, визнав сам учасник чи засвідчують відкриті реєстри.
standing-assessed-means = Так вважає розвідка чи офіційний експертний орган; рівень упевненості вказано.
standing-reported-means = Редакція, платформа, компанія чи дослідник наводить докази; ні суд, ні розслідування їх не перевіряли.
standing-alleged-means = Звинувачення: обвинувальний акт, внесення до санкційного списку або слова посадовця.
standing-disputed-means = Офіційні джерела суперечать одне одному, або попередній висновок чи обвинувачення відкликано.
standing-contradicted-means = Офіційні джерела свідчать про інше.
standing-speculation-means = Мотив, прогноз, умовний сценарій або наслідок, якого не встановлює жодне офіційне джерело.
standing-unsourced-means = Це можна перевірити, але в бібліотеці про це нічого немає.

aspect-activity = що зроблено
aspect-attribution = хто це зробив
aspect-intent = навіщо це зробили
aspect-reach = наскільки це поширилося
aspect-effect = що це змінило
aspect-forecast = що буде далі
aspect-context = обставини

confidence-high = висока впевненість
confidence-moderate = помірна впевненість
confidence-low = низька впевненість
confidence-unstated = впевненість не вказано

act-adjudicated = встановив суд
act-found = виявило розслідування
act-admitted = визнано
act-assessed = оцінено
act-charged = висунуто обвинувачення
act-reported = повідомлено
act-asserted = заявлено
act-denied = заперечено
act-withdrawn = відкликано
act-opined = думка

kind-judgment = судове рішення
kind-plea = визнання провини
kind-indictment = обвинувальний акт
kind-complaint = скарга до суду
kind-sanctions = повідомлення про санкції
kind-inquiry_report = звіт розслідування
kind-committee_report = звіт комітету
kind-intelligence_assessment = оцінка розвідки
kind-official_statement = офіційна заява
kind-platform_report = звіт платформи
kind-research = дослідження
kind-journalism = журналістика
kind-commentary = коментар
kind-denial = заперечення
kind-public_record = відкритий реєстр
kind-unclassified = не класифіковано

role-answer = Відповідь
role-weaker = Що обґрунтовано слабше
role-counter = Інша сторона
role-context = Обставини
role-contested = Що оспорюється
role-order = Хронологія
premise = У запитанні передбачено
gaps = Чого не відомо
gap = Немає в бібліотеці
settled-by = Що дало б відповідь: { $what }
dropped = { $count ->
    [one] { $count } речення вилучено, бо його не вдалося перевірити.
    [few] { $count } речення вилучено, бо їх не вдалося перевірити.
    [many] { $count } речень вилучено, бо їх не вдалося перевірити.
   *[other] { $count } речення вилучено, бо їх не вдалося перевірити.
 }
nearest = Найближчі джерела
sources = Джерела
why = Чому така позначка
quote = Цитата
citations = { $count ->
    [one] { $count } посилання
    [few] { $count } посилання
    [many] { $count } посилань
   *[other] { $count } посилання
 }
more-citations = { $count ->
    [one] і ще { $count }
   *[other] і ще { $count }
 }
continued = продовження
as-of = Станом на { $date }
written-by = Формулювання: { $writer }
understood = Питання зрозуміло так: { $question }
original-wording = Початкове формулювання
repair = Що встановлено натомість
notice-budget = Ліміт написаних відповідей поки вичерпано, тому ця відповідь подана словами бібліотеки.
notice-model_failed = Мовна модель недоступна, тому ця відповідь подана словами бібліотеки.
notice-broken_off = Мовна модель перервалася; решта цієї відповіді подана словами бібліотеки.
notice-not_verified = Нічого з написаного мовною моделлю не вдалося перевірити, тому ця відповідь подана словами бібліотеки.
archived = архівна копія
original = оригінал
refused = Відповіді немає
reason-off_topic = Це поза темою бібліотеки
reason-not_held = У бібліотеці про це нічого немає
reason-unknowable = Жодне джерело не могло б цього встановити
reason-empty = Немає запитання
reason-declined = На це запитання тут не відповідають
reason-unavailable = Сервіс зараз не може відповісти
reason-over_budget = Поки що забагато запитань

claims = { $count ->
    [one] { $count } твердження
    [few] { $count } твердження
    [many] { $count } тверджень
   *[other] { $count } твердження
 }
no-claims = У цьому тексті немає тверджень, які можна перевірити.
hinge = Припущення починається з
cues = Слова, що визначили позначку
speaker = Слова: { $name }
heading = заголовок

app-name = Footing
tagline = Питайте про іноземне втручання; дивіться, на чому тримається кожне твердження.
skip = Перейти до змісту
nav-ask = Запитати
nav-check = Перевірити
nav-sources = Джерела
nav-episodes = Епізоди
nav-corrections = Виправлення
nav-labels = Як ми позначаємо
language = Мова
change = Змінити
ask-title = Поставити запитання
ask-field = Ваше запитання
ask-hint = Наприклад: хто керував Агентством інтернет-досліджень?
ask-button = Запитати
check-title = Перевірити текст
check-intro = Для кожного твердження в тексті ви побачите, на чому воно тримається.
check-text = Текст для перевірки
check-address = або адреса сторінки
check-button = Перевірити
check-no-address = Цей сервер не читає адрес. Вставте текст.
private-note = Запитання й тексти не записуються і не зберігаються.
answering = Читаємо джерела…
finished = Відповідь готова.
interrupted = Відповідь перервано. Показане перевірено; запитайте ще раз, щоб отримати решту.
marked-text = Текст за твердженнями
click-why = Виберіть позначене твердження, щоб побачити, чому воно так позначене.
share = Поділитися
share-link = Копіювати посилання
share-image = Зображення
copied = Скопійовано
copy = Копіювати
feedback-question = Щось не так?
feedback-up = Корисно
feedback-down = Помилка або не допомогло
feedback-reason = Що не так? (необов’язково)
feedback-send = Надіслати
feedback-thanks = Дякуємо. Це прочитає людина.
sources-title = Джерела
sources-search = Пошук у джерелах
sources-kind = Вид
sources-any = будь-який
sources-button = Шукати
sources-none = Жодне джерело не відповідає запиту.
sources-count = { $count ->
    [one] { $count } джерело
    [few] { $count } джерела
    [many] { $count } джерел
   *[other] { $count } джерела
 }
source-findings = Що ми з нього взяли
source-none = З цього джерела ще нічого не взято.
source-passage = Уривок у контексті
source-published = Опубліковано { $date }
source-rights = Права: { $rights }
source-checked = Прочитано { $date }
source-bears = { $relation }:
relation-supports = підтверджує
relation-disputes = оскаржує
relation-denies = заперечує
relation-withdraws = відкликає
relation-supersedes = замінює
episodes-title = Епізоди
episodes-none = Епізодів ще не описано.
episode-timeline = Хронологія
episode-undated = без дати
episode-established = Що встановлено
episode-contested = Що оспорюється
episode-unknown = Що невідомо
episode-whole = Уся справа
corrections-title = Виправлення
corrections-intro = Коли висновок змінюється, зміну показано тут.
corrections-none = Ще нічого не виправляли.
labels-title = Як ми позначаємо
labels-intro = Кожне речення відповіді має позначку, яка каже, на чому воно тримається. Позначку обчислено з того, якими є його джерела і що вони зробили. Мовна модель може знизити позначку, але ніколи не підвищить.
labels-acts = Що зробило джерело
labels-acts-intro = Офіційне джерело саме по собі не робить твердження встановленим. Обвинувальний акт засвідчує, що обвинувачення є, а не що вони правдиві. Десять статей про один звіт — це одне джерело.
labels-aspects = Про що твердження
labels-aspects-intro = Докази щодо одного боку події не підтверджують іншого. Те, що реклама виходила, не доводить, що вона змінила результат.
page-next = Далі
page-previous = Назад

error-title = Сталася помилка
error-not-found = За цією адресою нічого немає.
error-too-large = Це задовго для цього сервера.
error-invalid = У надісланому чогось бракує або щось записано неправильно.
error-forbidden = Цьому сайту не дозволено користуватися цим сервером.
error-busy = Забагато запитів одночасно. Спробуйте за мить.
error-unavailable = Бібліотеку зараз не вдається прочитати, тому відповіді немає. Це не означає, що доказів немає.
error-internal = Збій сервера. Нічого неперевіреного не показано.
error-request = Номер звернення: { $id }

widget-open = Запитати про джерела
widget-close = Закрити
widget-title = Запитати Footing
widget-suggestions = Запропоновані запитання
widget-legend = Що означають позначки
widget-history = Попередні запитання
widget-empty = Поставте запитання, щоб почати.
widget-stop = Зупинити

## Chats

chat-wrong = Помилка?
chat-back = Назад до відповіді
chat-gone = Цієї відповіді вже немає: відповіді видаляють за певний час або на бажання того, хто питав. Запитайте ще раз.
chat-page = { $page } з { $pages }
chat-no-gaps = Для цієї відповіді нічого не позначено як невідоме.
chat-no-sources = Ця відповідь не посилається на джерела.
chat-verdict-helpful = Корисно
chat-verdict-label = Позначка неправильна
chat-verdict-citation = Посилання не підходить
chat-verdict-wording = Формулювання вводить в оману
chat-verdict-missing = Чогось бракує
chat-verdict-other = Інше
chat-budget-person = Ви вичерпали дозволену кількість запитань. Знову можна запитати приблизно за { $minutes } хв, о { $time } UTC.
chat-budget-chat = Цей чат вичерпав дозволену кількість запитань. Знову можна запитати приблизно за { $minutes } хв, о { $time } UTC.
chat-welcome = Я відповідаю на запитання про іноземне втручання у вибори за документованими джерелами й позначаю, на чому тримається кожне твердження.
chat-help-private = Надішліть запитання. Перешліть допис або надішліть довгий текст, посилання чи файл PDF, DOCX або TXT — і його буде перевірено твердження за твердженням.
chat-help-group = У групах я відповідаю лише на /ask, /check (також у відповідь на повідомлення), згадки про мене та відповіді мені.
chat-about = Бібліотека містить джерел: { $sources }, висновків: { $findings }; оновлено { $built }. Відповіді складено лише з них.
chat-privacy = Запитання не записуються. Кілька останніх реплік зберігаються { $hours } год, щоб можна було продовжити; облікові записи — лише як солоні хеші. /forget видаляє все, що є.
chat-forgotten = Видалено. Прибрано відповідей: { $count }. До кінця свого строку лишається тільки лічильник ваших недавніх запитань, щоб діяли обмеження.
chat-language-choose = Виберіть мову
chat-language-set = Мова: { $name }
chat-admins-only = Це можуть змінити лише адміністратори чату.
chat-groups-only = Це налаштування для груп.
chat-quiet-on = Тихий режим увімкнено: я відповідаю лише на команди, без сповіщень.
chat-quiet-off = Тихий режим вимкнено: я відповідаю також на згадки та відповіді мені.
chat-ask-usage = Напишіть запитання після /ask або надішліть /ask у відповідь на повідомлення.
chat-check-usage = Напишіть текст або посилання після /check чи надішліть /check у відповідь на повідомлення.
chat-no-text = Я читаю лише текст, посилання та файли PDF, DOCX або TXT.
chat-too-long = Це задовго: щонайбільше { $limit } символів за раз.
chat-file-too-large = Файл завеликий: щонайбільше { $limit } МБ.
chat-unreadable = Не вдалося прочитати
chat-not-here = Мене не ввімкнено в цьому чаті.
chat-inline-hint = Напишіть запитання повністю
chat-sources-none = Жодне джерело не відповідає.
chat-corrected = Виправлення
command-ask = Поставити запитання
command-check = Перевірити текст, посилання чи повідомлення
command-sources = Що є в бібліотеці
command-about = Що це і що зберігається
command-language = Вибрати мову
command-quiet = Тихий режим для групи
command-forget = Видалити все, що є про мене
command-help = Як користуватися і що означають позначки

## Discord

discord-private = Показати відповідь лише мені
discord-text = Текст або посилання для перевірки
discord-file = Файл PDF, DOCX або TXT для перевірки
discord-check-message = Перевірити це повідомлення
discord-not-for-you = Ваші ролі не дозволяють ставити тут запитання.
discord-all = Уся відповідь

## What the engine says: its own English sentences are matched with those of en.ftl

said-adjudicated = Це встановив суд.
said-found = Це встановлює офіційне розслідування або публічний документ.
said-admitted = Це визнала сама сторона.
said-withdrawn = Документи показують відкликання або закриття.
said-assessed = Так вважає розвідка або офіційний експертний орган; це оцінка, а не доказ.
said-reported = Про це повідомлено з доказами; ні суд, ні розслідування цього не перевіряли.
said-charged = Це звинувачення в обвинувальному акті чи санкційному рішенні, а не встановлений факт.
said-asserted = Так каже посадова особа або сторона; це їхнє слово, а не встановлений факт.
said-denied = Це слово сторони, яка заперечує.
said-opined = Це коментар: довід або прогноз, а не доказ.
said-hedged = Саме джерело формулює це як можливість або припущення.
said-contradicted = Авторитетні джерела кажуть інше.
said-not-established = Офіційне розслідування цього не встановило, що не означає висновку, ніби цього не було.
said-forecast-assessed = Розвідка або офіційний експертний орган вважає це ймовірним; це оцінка майбутнього.
said-no-motive = Йдеться про мотив, і жодне авторитетне джерело бібліотеки його не встановлює.
said-no-effect = Йдеться про наслідок, і жодне авторитетне джерело бібліотеки його не встановлює.
said-no-future = Йдеться про майбутнє, якого ніхто не міг установити чи задокументувати.
said-other-aspect = Те, що є в бібліотеці, стосується іншого боку справи, не цього: { $aspect }.
said-conflict = Авторитетні джерела тут суперечать одне одному.
said-reported-but = Про це повідомлено з доказами, але авторитетне джерело каже інше.
said-reports-otherwise = Повідомлення з доказами кажуть інше.
said-lost = Те, на чому це ґрунтувалося, пізніше відкликано або замінено.
said-unheld = Це можна перевірити, але в бібліотеці ніщо цього не стверджує.
said-independent = Незалежних джерел, які так кажуть: { $count }.
said-related = У бібліотеці є близькі відомості, наведені тут, але жодна не стверджує всього повністю.
said-worded = Сформульовано як { $kind }: { $words }.
said-kind-modal = можливість
said-kind-conditional = умова
said-kind-guess = припущення
said-kind-vague = думка неназваних осіб
said-kind-certainty = певність без зазначення підстав
said-kind-prediction = прогноз
said-kind-motive = мотив
said-kind-effect = наслідок
said-kind-counterfactual = те, що було б
said-kind-insinuation = натяк
said-kind-likelihood = імовірність
said-kind-judgment = оцінне судження
said-its-wording = саме формулювання
said-less = Наведене встановлює менше.
said-not-stated = Найближче цього не стверджує: { $words }.
said-nobody = Не сказано, хто або скільки: { $words }.
said-weakest = Найслабша частина:
said-empty = Тут немає запитання. Запитайте про іноземне втручання у вибори або політику.
said-off-topic = Це поза темою бібліотеки: іноземне втручання у вибори й політику.
said-not-held = У бібліотеці немає нічого, що відповідає на це. Це не доказ того, що нічого не було.
said-unknowable = Ніхто не міг задокументувати майбутнє. Нижче наведено те, що відомо на сьогодні.
said-unavailable = Бібліотеку зараз не можна прочитати, тому не можна сказати, що в ній є. Спробуйте ще раз.
said-persuasion = Тут не пишуть текстів, які мають переконувати, нападати чи вводити в оману. Запитайте, що про це задокументовано, або вставте текст, щоб побачити, на чому ґрунтується кожне твердження.
said-private = Тут не повідомляють, де живуть приватні особи і як із ними зв’язатися. Запитайте, що авторитетні джерела кажуть про публічну особу або організацію.
said-accusation = Звинувачення проти приватних осіб тут не розглядаються. Запитайте, що сказав суд, розслідування або інше авторитетне джерело.
said-missing-motive = Ніщо зі знайденого тут не встановлює мотиву.
said-missing-effect = Ніщо зі знайденого тут не встановлює впливу на результат, голоси чи думки.
said-missing-forecast = Що станеться, невідомо.
said-missing-attribution = Ніщо зі знайденого тут не встановлює, хто за цим стояв.
said-missing-reach = Ніщо зі знайденого тут не встановлює, скількох людей це досягло.
said-missing-names = Ніщо зі знайденого тут не говорить про: { $names }.
said-untested = Усе це звинувачення; ніщо зі знайденого тут не перевірено.
said-one-body = Усе це ґрунтується на одному наборі доказів.
said-by-activity = судовий документ, висновок офіційного розслідування або опубліковані дані платформи чи дослідників
said-by-attribution = вирок, визнання або атрибуція з опублікованими доказами
said-by-intent = власні слова чи накази діючої особи або оцінка із зазначеною певністю
said-by-reach = дані платформи або органу, який їх мав
said-by-effect = дослідження або розслідування, що виміряло вплив на голоси чи думки
said-by-forecast = сама подія; до того лише оцінка із зазначеною ймовірністю
said-by-context = публічний документ
said-by-just-that = джерело саме про це
said-by-second = друге, незалежне джерело
