standing-documented = Документально установлено
standing-assessed = Оценка
standing-reported = Сообщается
standing-alleged = Утверждается
standing-disputed = Спорно
standing-contradicted = Опровергнуто
standing-speculation = Предположение
standing-unsourced = Без источников
standing-documented-means = Это установил суд или официальное расследование, признал сам участник или подтверждают открытые реестры.
standing-assessed-means = Так считает разведка или официальный экспертный орган; степень уверенности указана.
standing-reported-means = Редакция, платформа, компания или исследователь приводит доказательства; ни суд, ни расследование их не проверяли.
standing-alleged-means = Обвинение: обвинительный акт, внесение в санкционный список или слова должностного лица.
standing-disputed-means = Официальные источники противоречат друг другу, либо прежний вывод или обвинение отозваны.
standing-contradicted-means = Официальные источники говорят об ином.
standing-speculation-means = Мотив, прогноз, условный сценарий или последствие, которого не устанавливает ни один официальный источник.
standing-unsourced-means = Это можно проверить, но в библиотеке об этом ничего нет.

aspect-activity = что сделано
aspect-attribution = кто это сделал
aspect-intent = зачем это сделали
aspect-reach = насколько это распространилось
aspect-effect = что это изменило
aspect-forecast = что будет дальше
aspect-context = обстоятельства

confidence-high = высокая уверенность
confidence-moderate = умеренная уверенность
confidence-low = низкая уверенность
confidence-unstated = уверенность не указана

act-adjudicated = установил суд
act-found = выявило расследование
act-admitted = признано
act-assessed = дана оценка
act-charged = предъявлено обвинение
act-reported = сообщено
act-asserted = заявлено
act-denied = отрицается
act-withdrawn = отозвано
act-opined = мнение

kind-judgment = судебное решение
kind-plea = признание вины
kind-indictment = обвинительный акт
kind-complaint = жалоба в суд
kind-sanctions = уведомление о санкциях
kind-inquiry_report = доклад расследования
kind-committee_report = доклад комитета
kind-intelligence_assessment = оценка разведки
kind-official_statement = официальное заявление
kind-platform_report = отчёт платформы
kind-research = исследование
kind-journalism = журналистика
kind-commentary = комментарий
kind-denial = опровержение
kind-public_record = открытый реестр
kind-unclassified = не классифицировано

role-answer = Ответ
role-weaker = Что обосновано слабее
role-counter = Другая сторона
role-context = Обстоятельства
role-contested = Что оспаривается
role-order = Хронология
premise = В вопросе предполагается
gaps = Что неизвестно
gap = Нет в библиотеке
settled-by = Что дало бы ответ: { $what }
dropped = { $count ->
    [one] { $count } предложение исключено: его не удалось проверить.
    [few] { $count } предложения исключены: их не удалось проверить.
    [many] { $count } предложений исключено: их не удалось проверить.
   *[other] { $count } предложения исключено: их не удалось проверить.
 }
nearest = Ближайшие источники
sources = Источники
why = Почему такая пометка
quote = Цитата
citations = { $count ->
    [one] { $count } ссылка
    [few] { $count } ссылки
    [many] { $count } ссылок
   *[other] { $count } ссылки
 }
more-citations = { $count ->
    [one] и ещё { $count }
   *[other] и ещё { $count }
 }
continued = продолжение
as-of = По состоянию на { $date }
written-by = Формулировка: { $writer }
understood = Вопрос понят так: { $question }
original-wording = Исходная формулировка
repair = Что установлено вместо этого
notice-budget = Лимит написанных ответов пока исчерпан, поэтому этот ответ дан словами библиотеки.
notice-model_failed = Языковая модель недоступна, поэтому этот ответ дан словами библиотеки.
notice-broken_off = Языковая модель прервалась; остальная часть ответа дана словами библиотеки.
notice-not_verified = Ничего из написанного языковой моделью не удалось проверить, поэтому этот ответ дан словами библиотеки.
archived = архивная копия
original = оригинал
refused = Ответа нет
reason-off_topic = Это вне темы библиотеки
reason-not_held = В библиотеке об этом ничего нет
reason-unknowable = Ни один источник не мог бы этого установить
reason-empty = Нет вопроса
reason-declined = На этот вопрос здесь не отвечают
reason-unavailable = Сервис сейчас не может ответить
reason-over_budget = Пока слишком много вопросов

claims = { $count ->
    [one] { $count } утверждение
    [few] { $count } утверждения
    [many] { $count } утверждений
   *[other] { $count } утверждения
 }
no-claims = В этом тексте нет утверждений, которые можно проверить.
hinge = Предположение начинается с
cues = Слова, определившие пометку
speaker = Слова: { $name }
heading = заголовок

app-name = Footing
tagline = Спрашивайте об иностранном вмешательстве; смотрите, на чём держится каждое утверждение.
skip = К содержанию
nav-ask = Спросить
nav-check = Проверить
nav-sources = Источники
nav-episodes = Эпизоды
nav-corrections = Исправления
nav-labels = Как мы помечаем
language = Язык
change = Сменить
ask-title = Задать вопрос
ask-field = Ваш вопрос
ask-hint = Например: кто руководил Агентством интернет-исследований?
ask-button = Спросить
check-title = Проверить текст
check-intro = Для каждого утверждения в тексте вы увидите, на чём оно держится.
check-text = Текст для проверки
check-address = или адрес страницы
check-button = Проверить
check-no-address = Этот сервер не читает адреса. Вставьте текст.
private-note = Вопросы и тексты не записываются и не хранятся.
answering = Читаем источники…
finished = Ответ готов.
interrupted = Ответ прерван. Показанное проверено; спросите ещё раз, чтобы получить остальное.
marked-text = Текст по утверждениям
click-why = Выберите помеченное утверждение, чтобы увидеть, почему оно так помечено.
share = Поделиться
share-link = Копировать ссылку
share-image = Изображение
copied = Скопировано
copy = Копировать
feedback-question = Что-то не так?
feedback-up = Полезно
feedback-down = Ошибка или не помогло
feedback-reason = Что не так? (необязательно)
feedback-send = Отправить
feedback-thanks = Спасибо. Это прочитает человек.
sources-title = Источники
sources-search = Поиск по источникам
sources-kind = Вид
sources-any = любой
sources-button = Искать
sources-none = Ни один источник не подходит.
sources-count = { $count ->
    [one] { $count } источник
    [few] { $count } источника
    [many] { $count } источников
   *[other] { $count } источника
 }
source-findings = Что мы из него взяли
source-none = Из этого источника ещё ничего не взято.
source-passage = Отрывок в контексте
source-published = Опубликовано { $date }
source-rights = Права: { $rights }
source-checked = Прочитано { $date }
source-bears = { $relation }:
relation-supports = подтверждает
relation-disputes = оспаривает
relation-denies = отрицает
relation-withdraws = отзывает
relation-supersedes = заменяет
episodes-title = Эпизоды
episodes-none = Эпизоды ещё не описаны.
episode-timeline = Хронология
episode-undated = без даты
episode-established = Что установлено
episode-contested = Что оспаривается
episode-unknown = Что неизвестно
episode-whole = История целиком
corrections-title = Исправления
corrections-intro = Когда вывод меняется, изменение показано здесь.
corrections-none = Пока ничего не исправлено.
labels-title = Как мы помечаем
labels-intro = Каждое предложение ответа несёт пометку о том, на чём оно держится. Пометка вычисляется по тому, каковы его источники и что они сделали. Языковая модель может понизить пометку, но никогда не повысит.
labels-acts = Что сделал источник
labels-acts-intro = Официальный источник сам по себе не делает утверждение установленным. Обвинительный акт свидетельствует, что обвинения есть, а не что они верны. Десять статей об одном докладе — это один источник.
labels-aspects = О чём утверждение
labels-aspects-intro = Доказательства одной стороны события не подтверждают другой. То, что реклама выходила, не доказывает, что она изменила результат.
page-next = Дальше
page-previous = Назад

error-title = Произошла ошибка
error-not-found = По этому адресу ничего нет.
error-too-large = Это слишком длинно для этого сервера.
error-invalid = В присланном чего-то не хватает или что-то записано неверно.
error-forbidden = Этому сайту не разрешено пользоваться этим сервером.
error-busy = Слишком много запросов одновременно. Попробуйте через мгновение.
error-unavailable = Библиотеку сейчас не удаётся прочитать, поэтому ответа нет. Это не значит, что доказательств нет.
error-internal = Сбой сервера. Ничего непроверенного не показано.
error-request = Номер обращения: { $id }

widget-open = Спросить об источниках
widget-close = Закрыть
widget-title = Спросить Footing
widget-suggestions = Предлагаемые вопросы
widget-legend = Что значат пометки
widget-history = Прежние вопросы
widget-empty = Задайте вопрос, чтобы начать.
widget-stop = Остановить

## Chats

chat-wrong = Ошибка?
chat-back = Назад к ответу
chat-gone = Этого ответа больше нет: ответы удаляются со временем или по желанию того, кто спрашивал. Спросите ещё раз.
chat-page = { $page } из { $pages }
chat-no-gaps = Для этого ответа ничего не отмечено как неизвестное.
chat-no-sources = Этот ответ не ссылается на источники.
chat-verdict-helpful = Полезно
chat-verdict-label = Метка неверна
chat-verdict-citation = Ссылка не подходит
chat-verdict-wording = Формулировка вводит в заблуждение
chat-verdict-missing = Чего-то не хватает
chat-verdict-other = Другое
chat-budget-person = Вы исчерпали допустимое число вопросов. Снова спросить можно примерно через { $minutes } мин, в { $time } UTC.
chat-budget-chat = Этот чат исчерпал допустимое число вопросов. Снова спросить можно примерно через { $minutes } мин, в { $time } UTC.
chat-welcome = Я отвечаю на вопросы об иностранном вмешательстве в выборы по документированным источникам и отмечаю, на чём держится каждое утверждение.
chat-help-private = Пришлите вопрос. Перешлите публикацию или пришлите длинный текст, ссылку или файл PDF, DOCX или TXT — он будет проверен утверждение за утверждением.
chat-help-group = В группах я отвечаю только на /ask, /check (в том числе в ответ на сообщение), упоминания меня и ответы мне.
chat-about = В библиотеке источников: { $sources }, выводов: { $findings }; обновлена { $built }. Ответы составлены только из них.
chat-privacy = Вопросы не записываются. Несколько последних реплик хранятся { $hours } ч, чтобы можно было продолжить; учётные записи — только как солёные хеши. /forget удаляет всё, что есть.
chat-forgotten = Удалено. Убрано ответов: { $count }. До конца своего срока остаётся только счётчик ваших недавних вопросов, чтобы действовали ограничения.
chat-language-choose = Выберите язык
chat-language-set = Язык: { $name }
chat-admins-only = Это могут изменить только администраторы чата.
chat-groups-only = Это настройка для групп.
chat-quiet-on = Тихий режим включён: я отвечаю только на команды, без уведомлений.
chat-quiet-off = Тихий режим выключен: я отвечаю также на упоминания и ответы мне.
chat-ask-usage = Напишите вопрос после /ask или отправьте /ask в ответ на сообщение.
chat-check-usage = Напишите текст или ссылку после /check или отправьте /check в ответ на сообщение.
chat-no-text = Я читаю только текст, ссылки и файлы PDF, DOCX или TXT.
chat-too-long = Это слишком длинно: не более { $limit } символов за раз.
chat-file-too-large = Файл слишком велик: не более { $limit } МБ.
chat-unreadable = Не удалось прочитать
chat-not-here = Я не включён в этом чате.
chat-inline-hint = Напишите вопрос целиком
chat-sources-none = Ни один источник не подходит.
chat-corrected = Исправление
command-ask = Задать вопрос
command-check = Проверить текст, ссылку или сообщение
command-sources = Что есть в библиотеке
command-about = Что это и что хранится
command-language = Выбрать язык
command-quiet = Тихий режим для группы
command-forget = Удалить всё, что есть обо мне
command-help = Как пользоваться и что значат метки

## Discord

discord-private = Показать ответ только мне
discord-text = Текст или ссылка для проверки
discord-file = Файл PDF, DOCX или TXT для проверки
discord-check-message = Проверить это сообщение
discord-not-for-you = Ваши роли не позволяют задавать здесь вопросы.
discord-all = Весь ответ
