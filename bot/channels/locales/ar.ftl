standing-documented = موثّق
standing-assessed = تقدير
standing-reported = مُبلَّغ عنه
standing-alleged = ادعاء
standing-disputed = محل خلاف
standing-contradicted = منقوض
standing-speculation = تكهّن
standing-unsourced = بلا مصدر
standing-documented-means = تثبته محكمة أو تحقيق رسمي أو اعتراف الفاعل نفسه أو سجلات عامة.
standing-assessed-means = هكذا تقدّر أجهزة الاستخبارات أو هيئة خبراء رسمية؛ ودرجة الثقة مبيّنة.
standing-reported-means = تعرض هيئة تحرير أو منصة أو شركة أو باحث أدلة؛ ولم تفحصها محكمة ولا تحقيق.
standing-alleged-means = اتهام: لائحة اتهام أو إدراج في قائمة عقوبات أو قول مسؤول.
standing-disputed-means = تتعارض المصادر الرسمية، أو سُحب استنتاج أو اتهام سابق.
standing-contradicted-means = تقول المصادر الرسمية خلاف ذلك.
standing-speculation-means = دافع أو توقّع أو افتراض أو أثر لا يثبته أي مصدر رسمي.
standing-unsourced-means = يمكن التحقق منه، لكن المكتبة لا تحوي شيئًا عنه.

aspect-activity = ما الذي جرى
aspect-attribution = من فعله
aspect-intent = لماذا فُعل
aspect-reach = إلى أي مدى وصل
aspect-effect = ماذا غيّر
aspect-forecast = ما سيأتي
aspect-context = السياق

confidence-high = ثقة عالية
confidence-moderate = ثقة متوسطة
confidence-low = ثقة منخفضة
confidence-unstated = الثقة غير مذكورة

act-adjudicated = حكمت به محكمة
act-found = خلص إليه تحقيق
act-admitted = مُعترف به
act-assessed = تقدير
act-charged = وُجّه به اتهام
act-reported = مُبلَّغ عنه
act-asserted = مُصرَّح به
act-denied = منفي
act-withdrawn = مسحوب
act-opined = رأي

kind-judgment = حكم قضائي
kind-plea = إقرار بالذنب
kind-indictment = لائحة اتهام
kind-complaint = شكوى
kind-sanctions = إشعار عقوبات
kind-inquiry_report = تقرير تحقيق
kind-committee_report = تقرير لجنة
kind-intelligence_assessment = تقدير استخباراتي
kind-official_statement = بيان رسمي
kind-platform_report = تقرير منصة
kind-research = بحث
kind-journalism = صحافة
kind-commentary = تعليق
kind-denial = نفي
kind-public_record = سجل عام
kind-unclassified = غير مصنّف

role-answer = الجواب
role-weaker = ما سنده أضعف
role-counter = الطرف الآخر
role-context = السياق
role-contested = ما هو محل خلاف
role-order = الخط الزمني
premise = يفترض السؤال
gaps = ما لا يُعرف
gap = غير موجود في المكتبة
settled-by = ما الذي يحسمه: { $what }
dropped = { $count ->
    [zero] لم تُحذف أي جملة ({ $count }).
    [one] حُذفت جملة واحدة ({ $count }) لتعذّر التحقق منها.
    [two] حُذفت جملتان ({ $count }) لتعذّر التحقق منهما.
    [few] حُذفت { $count } جمل لتعذّر التحقق منها.
    [many] حُذفت { $count } جملة لتعذّر التحقق منها.
   *[other] حُذفت { $count } جملة لتعذّر التحقق منها.
 }
nearest = أقرب المصادر
sources = المصادر
why = لماذا هذه العلامة
quote = اقتباس
citations = { $count ->
    [few] { $count } إحالات
    [many] { $count } إحالة
   *[other] { $count } إحالة
 }
more-citations = { $count ->
    [one] و{ $count } أخرى
   *[other] و{ $count } أخرى
 }
continued = تتمة
as-of = حتى { $date }
written-by = الصياغة: { $writer }
understood = فُهم السؤال هكذا: { $question }
original-wording = الصياغة الأصلية
repair = ما هو مثبت بدلًا من ذلك
notice-budget = استُنفد رصيد الأجوبة المكتوبة حاليًا، لذا صيغ هذا الجواب بكلمات المكتبة.
notice-model_failed = تعذّر الوصول إلى النموذج اللغوي أو استعماله، لذا صيغ هذا الجواب بكلمات المكتبة.
notice-broken_off = انقطع النموذج اللغوي؛ وبقية هذا الجواب بكلمات المكتبة.
notice-not_verified = لم يمكن التحقق من أي شيء كتبه النموذج اللغوي، لذا صيغ هذا الجواب بكلمات المكتبة.
archived = نسخة مؤرشفة
original = الأصل
refused = لا جواب
reason-off_topic = هذا خارج موضوع المكتبة
reason-not_held = لا تحوي المكتبة شيئًا عن هذا
reason-unknowable = لا يمكن لأي مصدر أن يثبت هذا
reason-empty = لا يوجد سؤال للإجابة عنه
reason-declined = لا يُجاب عن هذا السؤال هنا
reason-unavailable = لا تستطيع الخدمة الإجابة الآن
reason-over_budget = أسئلة كثيرة في الوقت الحالي

claims = { $count ->
    [few] { $count } ادعاءات
    [many] { $count } ادعاءً
   *[other] { $count } ادعاء
 }
no-claims = لم يُعثر في هذا النص على ادعاءات يمكن التحقق منها.
hinge = يبدأ التكهّن عند
cues = الكلمات وراء العلامة
speaker = قاله { $name }
heading = عنوان

app-name = Footing
tagline = اسأل عن التدخل الأجنبي، وانظر علامَ يستند كل ادعاء.
skip = انتقل إلى المحتوى
nav-ask = اسأل
nav-check = تحقّق
nav-sources = المصادر
nav-episodes = الوقائع
nav-corrections = التصويبات
nav-labels = كيف نضع العلامات
language = اللغة
change = تغيير
ask-title = اطرح سؤالًا
ask-field = سؤالك
ask-hint = مثلًا: من كان يدير وكالة أبحاث الإنترنت؟
ask-button = اسأل
check-title = تحقّق من نص
check-intro = يعود كل ادعاء في النص ومعه ما يستند إليه.
check-text = النص المراد فحصه
check-address = أو عنوان صفحة
check-button = تحقّق
check-no-address = لا يقرأ هذا الخادم العناوين. ألصق النص بدلًا من ذلك.
private-note = لا تُسجَّل الأسئلة والنصوص ولا تُحفظ.
answering = نقرأ المصادر…
finished = اكتمل الجواب.
interrupted = انقطع الجواب. ما يظهر متحقَّق منه؛ اسأل مجددًا للحصول على البقية.
marked-text = النص، ادعاءً ادعاءً
click-why = اختر ادعاءً معلَّمًا لترى سبب علامته.
share = مشاركة
share-link = نسخ الرابط
share-image = صورة
copied = نُسخ
copy = نسخ
feedback-question = هل من خطأ؟
feedback-up = مفيد
feedback-down = خاطئ أو غير مفيد
feedback-reason = ما الخطأ؟ (اختياري)
feedback-send = إرسال
feedback-thanks = شكرًا. سيقرأ هذا إنسان.
sources-title = المصادر
sources-search = ابحث في المصادر
sources-kind = النوع
sources-any = أي نوع
sources-button = بحث
sources-none = لا مصدر يطابق.
sources-count = { $count ->
    [few] { $count } مصادر
    [many] { $count } مصدرًا
   *[other] { $count } مصدر
 }
source-findings = ما نأخذه منه
source-none = لم يؤخذ من هذا المصدر شيء بعد.
source-passage = المقطع في موضعه
source-published = نُشر في { $date }
source-rights = الحقوق: { $rights }
source-checked = قُرئ في { $date }
source-bears = { $relation }:
relation-supports = يؤيده
relation-disputes = يعارضه
relation-denies = ينفيه
relation-withdraws = يسحبه
relation-supersedes = يحل محله
episodes-title = الوقائع
episodes-none = لم تُكتب أي واقعة بعد.
episode-timeline = الخط الزمني
episode-undated = بلا تاريخ
episode-established = ما هو ثابت
episode-contested = ما هو محل خلاف
episode-unknown = ما هو غير معروف
episode-whole = القضية كاملة
corrections-title = التصويبات
corrections-intro = عندما يتغيّر استنتاج يُدرج التغيير هنا.
corrections-none = لم يُصوَّب شيء بعد.
labels-title = كيف نضع العلامات
labels-intro = تحمل كل جملة في الجواب علامة تقول علامَ تستند. تُحسب العلامة مما هي مصادرها وما فعلته. يمكن لنموذج لغوي أن يخفض العلامة، ولا يمكنه أبدًا رفعها.
labels-acts = ما الذي فعله المصدر
labels-acts-intro = كون المصدر رسميًا لا يجعل الادعاء ثابتًا. تثبت لائحة الاتهام وجود اتهامات لا صحتها. عشر مقالات عن تقرير واحد مصدر واحد.
labels-aspects = عمَّ يدور الادعاء
labels-aspects-intro = أدلة جانب من الحدث لا تسند جانبًا آخر. ظهور الإعلانات لا يثبت أنها غيّرت نتيجة.
page-next = التالي
page-previous = السابق

error-title = حدث خطأ
error-not-found = لا شيء في هذا العنوان.
error-too-large = هذا أطول مما يقبله الخادم.
error-invalid = في المُرسَل نقص أو خلل.
error-forbidden = لا يُسمح لهذا الموقع باستخدام هذا الخادم.
error-busy = الأسئلة كثيرة في آن واحد. حاول بعد لحظة.
error-unavailable = تتعذّر قراءة المكتبة الآن، فلا جواب. هذا لا يعني عدم وجود أدلة.
error-internal = تعطّل الخادم. لم يُعرض شيء غير متحقَّق منه.
error-request = المرجع: { $id }

widget-open = اسأل عن المصادر
widget-close = إغلاق
widget-title = اسأل Footing
widget-suggestions = أسئلة مقترحة
widget-legend = معنى العلامات
widget-history = أسئلة سابقة
widget-empty = اطرح سؤالًا للبدء.
widget-stop = إيقاف

## Chats

chat-wrong = خطأ؟
chat-back = العودة إلى الإجابة
chat-gone = لم تعد هذه الإجابة محفوظة: تُحذف الإجابات بعد مدة أو بطلب من سأل. يُرجى السؤال من جديد.
chat-page = { $page } من { $pages }
chat-no-gaps = لم يُسجَّل شيء مجهول في هذه الإجابة.
chat-no-sources = لا تستشهد هذه الإجابة بأي مصدر.
chat-verdict-helpful = مفيد
chat-verdict-label = التصنيف خاطئ
chat-verdict-citation = استشهاد غير مناسب
chat-verdict-wording = الصياغة مضلِّلة
chat-verdict-missing = هناك شيء ناقص
chat-verdict-other = شيء آخر
chat-budget-person = لقد بلغتَ الحد المسموح من الأسئلة الآن. يمكنك السؤال ثانية بعد نحو { $minutes } دقيقة، عند { $time } UTC.
chat-budget-chat = بلغت هذه الدردشة الحد المسموح من الأسئلة الآن. يمكن السؤال ثانية بعد نحو { $minutes } دقيقة، عند { $time } UTC.
chat-welcome = أجيب عن الأسئلة حول التدخل الأجنبي في الانتخابات من مصادر موثقة، وأصنّف كل قول بحسب ما يستند إليه.
chat-help-private = أرسل سؤالاً. أعد توجيه منشور، أو أرسل نصاً طويلاً أو رابطاً أو ملف PDF أو DOCX أو TXT، فيُفحص ادعاءً بعد ادعاء.
chat-help-group = في المجموعات لا أجيب إلا عن /ask و /check (أيضاً ردّاً على رسالة) وعن ذكر اسمي والرد عليّ.
chat-about = عدد المصادر في المكتبة: { $sources }، وعدد النتائج: { $findings }؛ بُنيت في { $built }. لا تُصاغ الإجابات إلا منها.
chat-privacy = لا تُسجَّل الأسئلة. تُحفظ بضع جولات أخيرة مدة { $hours } ساعة لتتمكن من المتابعة، ولا تُحفظ الحسابات إلا بصمات مملَّحة. يحذف /forget ما هو موجود.
chat-forgotten = تم الحذف. الإجابات المحذوفة: { $count }. يبقى فقط عدد أسئلتك الأخيرة حتى تنقضي مدته كي تسري الحدود.
chat-language-choose = اختر لغة
chat-language-set = اللغة: { $name }
chat-admins-only = لا يغيّر ذلك إلا مشرفو هذه الدردشة.
chat-groups-only = هذا إعداد للمجموعات.
chat-quiet-on = الوضع الهادئ مفعّل: أجيب عن الأوامر فقط، دون إشعارات.
chat-quiet-off = الوضع الهادئ متوقف: أجيب أيضاً عند ذكري والرد عليّ.
chat-ask-usage = اكتب السؤال بعد /ask، أو أرسل /ask ردّاً على رسالة.
chat-check-usage = اكتب النص أو الرابط بعد /check، أو أرسل /check ردّاً على رسالة.
chat-no-text = أقرأ النصوص والروابط وملفات PDF أو DOCX أو TXT فقط.
chat-too-long = هذا طويل جداً: { $limit } حرف على الأكثر في المرة.
chat-file-too-large = الملف كبير جداً: { $limit } ميغابايت على الأكثر.
chat-unreadable = تعذّرت القراءة
chat-not-here = لستُ مفعّلاً في هذه الدردشة.
chat-inline-hint = اكتب سؤالاً كاملاً
chat-sources-none = لا مصدر مطابق.
chat-corrected = تصحيح
command-ask = اطرح سؤالاً
command-check = افحص نصاً أو رابطاً أو رسالة
command-sources = ما في المكتبة
command-about = ما هذا وما الذي يُحفظ
command-language = اختر اللغة
command-quiet = الوضع الهادئ لهذه المجموعة
command-forget = احذف ما يُحفظ عني
command-help = طريقة الاستخدام ومعنى التصنيفات

## Discord

discord-private = إظهار الإجابة لي وحدي
discord-text = نص أو رابط للتحقق منه
discord-file = ملف PDF أو DOCX أو TXT للتحقق منه
discord-check-message = تحقّق من هذه الرسالة
discord-not-for-you = أدوارك لا تسمح بطرح الأسئلة هنا.
discord-all = الإجابة كاملة

## What the engine says: its own English sentences are matched with those of en.ftl

said-adjudicated = أثبتته محكمة.
said-found = أثبته تحقيق رسمي أو سجل عام.
said-admitted = أقرّ به الفاعل نفسه.
said-withdrawn = يُظهر السجل السحب أو الرد.
said-assessed = هكذا ترى الاستخبارات أو هيئة خبراء رسمية؛ وهو تقدير لا دليل.
said-reported = ورد في تقرير مع أدلة؛ ولم تفحصه محكمة ولا تحقيق.
said-charged = هو اتهام في لائحة أو قرار إدراج، وليس نتيجة مثبتة.
said-asserted = يقوله مسؤول أو طرف؛ وهو قولهم، لا نتيجة مثبتة.
said-denied = هو قول الطرف الذي ينفي.
said-opined = هو تعليق: حجة أو توقع، لا دليل.
said-hedged = المصدر نفسه يصوغه احتمالًا أو تخمينًا.
said-contradicted = المصادر الموثوقة تقول غير ذلك.
said-not-established = لم يثبته تحقيق رسمي، وليس ذلك إثباتًا لأنه لم يحدث.
said-forecast-assessed = ترجّحه الاستخبارات أو هيئة خبراء رسمية؛ وهو تقدير للمستقبل.
said-no-motive = يتعلق بدافع، ولا مصدر موثوق في المكتبة يثبته.
said-no-effect = يتعلق بأثر، ولا مصدر موثوق في المكتبة يثبته.
said-no-future = يتعلق بالمستقبل، ولا يمكن لأحد أن يكون قد أثبته أو وثّقه.
said-other-aspect = ما في المكتبة يتعلق بجانب آخر، لا بهذا: { $aspect }.
said-conflict = المصادر الموثوقة متعارضة في هذا.
said-reported-but = ورد في تقرير مع أدلة، لكن مصدرًا موثوقًا يقول غير ذلك.
said-reports-otherwise = تقارير مع أدلة تقول غير ذلك.
said-lost = ما استند إليه سُحب أو استُبدل لاحقًا.
said-unheld = يمكن التحقق منه، لكن لا شيء في المكتبة يقوله.
said-view = يُقرأ هذا على أنه رأي أو تخمين أو صورة بلاغية، مما لا يمكن لأي شيء موثَّق أن يحسمه.
said-independent = عدد المصادر المستقلة التي تقوله: { $count }.
said-related = في المكتبة نتائج قريبة مذكورة هنا، لكن لا شيء منها يقوله كاملًا.
said-worded = صيغ على أنه { $kind }: { $words }.
said-kind-modal = احتمال
said-kind-conditional = شرط
said-kind-guess = تخمين
said-kind-vague = ما يراه آخرون لم يُسمّوا
said-kind-certainty = يقين دون ذكر ما يستند إليه
said-kind-prediction = توقع
said-kind-motive = دافع
said-kind-effect = أثر
said-kind-counterfactual = ما كان سيكون
said-kind-insinuation = تلميح
said-kind-likelihood = ترجيح
said-kind-judgment = حكم قيمي
said-its-wording = صياغته
said-less = ما استُشهد به يثبت أقل من ذلك.
said-not-stated = لا يقوله أقرب ما وُجد: { $words }.
said-nobody = لا يُذكر من أو كم: { $words }.
said-weakest = أضعف أجزائه:
said-empty = لا سؤال في هذا. اسأل عن التدخل الأجنبي في الانتخابات أو السياسة.
said-off-topic = هذا خارج موضوع هذه المكتبة: التدخل الأجنبي في الانتخابات والسياسة.
said-not-held = لا تحوي المكتبة ما يجيب عن هذا. وليس ذلك دليلًا على أن شيئًا لم يحدث.
said-unknowable = لا يمكن لأحد أن يكون قد وثّق المستقبل. وما هو مثبت حتى الآن مذكور أدناه.
said-unavailable = تتعذّر قراءة المكتبة الآن، فلا يمكن القول ماذا تحوي. يرجى المحاولة مرة أخرى.
said-persuasion = لا تُكتب هنا نصوص للإقناع أو الهجوم أو التضليل. اسأل عمّا هو مثبت في الموضوع، أو الصق نصًا لترى ما يستند إليه كل ادعاء فيه.
said-private = لا يُذكر هنا أين يسكن الأفراد وكيف يُتصل بهم. اسأل عمّا تقوله المصادر الموثوقة عن جهة عامة أو منظمة.
said-accusation = لا تُفحص هنا اتهامات ضد أفراد. اسأل عمّا قالته محكمة أو تحقيق أو مصدر موثوق آخر.
said-missing-motive = لا شيء مما وُجد هنا يثبت دافعًا.
said-missing-effect = لا شيء مما وُجد هنا يثبت أثرًا في نتيجة أو أصوات أو رأي.
said-missing-forecast = ما سيحدث غير معروف.
said-missing-attribution = لا شيء مما وُجد هنا يثبت من كان وراءه.
said-missing-reach = لا شيء مما وُجد هنا يثبت كم شخصًا بلغه.
said-missing-names = لا شيء مما وُجد هنا يتحدث عن: { $names }.
said-untested = كل هذا اتهامات؛ ولا شيء مما وُجد هنا جرى فحصه.
said-one-body = كل هذا يستند إلى مجموعة أدلة واحدة.
said-by-activity = سجل قضائي أو نتيجة تحقيق رسمي أو بيانات منشورة من منصة أو باحثين
said-by-attribution = حكم أو إقرار أو إسناد نُشرت أدلته
said-by-intent = أقوال الفاعل نفسه أو أوامره، أو تقدير يذكر درجة ثقته
said-by-reach = أرقام من المنصة أو الجهة التي كانت لديها البيانات
said-by-effect = دراسة أو تحقيق قاس الأثر في الأصوات أو الرأي
said-by-forecast = الحدث نفسه؛ وحتى ذلك الحين تقدير باحتمال مذكور فقط
said-by-context = سجل عام
said-by-just-that = مصدر عن هذا بعينه
said-by-second = مصدر ثانٍ مستقل
