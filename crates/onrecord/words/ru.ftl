# Все слова страниц по-русски. То же самое, что в `en.ftl`; сверяет тест.
# От себя говорим «сказал»; ничто не называем правдой; «в этом архиве нет …», а не «нет …».

## Every page
skip = Перейти к странице
find-label = Искать в записях
find-button = Найти
pages = Страницы
today = Сегодня
search = Поиск
versions = Версии
sources = Источники
method = Метод
tongue = Язык
foot = Кто <em>сказал</em>, кто <em>передал</em>, кто <em>сохранил</em> — это разные вещи. Сообщить об утверждении не значит утверждать самому.
foot-method = Как это читается
as-data = Эта страница как данные
as-table = То же таблицей
hint = подсказка:
remove = Убрать
previous = Назад
next = Дальше
paging = Страницы списка
page-of = Страница { $page } из { $pages }
no-such-page = В этом списке нет страницы { $page }. <a href="{ $href }">Начать с первой.</a>
more-in-data = и ещё { $n } в <a href="{ $href }">данных</a>
n-more = ещё { $n }

## Dates, sizes, languages
month-name = { $month ->
    [1] январь
    [2] февраль
    [3] март
    [4] апрель
    [5] май
    [6] июнь
    [7] июль
    [8] август
    [9] сентябрь
    [10] октябрь
    [11] ноябрь
   *[12] декабрь
 }
date-day = { $day } { $month ->
    [1] января
    [2] февраля
    [3] марта
    [4] апреля
    [5] мая
    [6] июня
    [7] июля
    [8] августа
    [9] сентября
    [10] октября
    [11] ноября
   *[12] декабря
 } { $year }
date-month = { month-name } { $year }
undated = без даты
unit-bytes = байт
unit-kb = кБ
unit-mb = МБ
unit-gb = ГБ
unit-tb = ТБ
unit-month = Месяц
unit-year = Год
language-en = английский
language-ru = русский
language-uk = украинский
language-de = немецкий
language-fr = французский
language-es = испанский
language-pt = португальский
language-it = итальянский

## Counted things
n-statement = { $n ->
    [one] { $n } высказывание
    [few] { $n } высказывания
   *[many] { $n } высказываний
 }
n-article = { $n ->
    [one] { $n } статья
    [few] { $n } статьи
   *[many] { $n } статей
 }
n-month = { $n ->
    [one] { $n } месяц
    [few] { $n } месяца
   *[many] { $n } месяцев
 }
n-version = { $n ->
    [one] { $n } версия
    [few] { $n } версии
   *[many] { $n } версий
 }
n-look = { $n ->
    [one] { $n } проверка
    [few] { $n } проверки
   *[many] { $n } проверок
 }
n-word = { $n ->
    [one] { $n } слово
    [few] { $n } слова
   *[many] { $n } слов
 }
n-unchanged = { $n ->
    [one] { $n } абзац без изменений
    [few] { $n } абзаца без изменений
   *[many] { $n } абзацев без изменений
 }

## The words of the record
statement = Высказывание
statements = Высказывания
speaker = Кто говорит
speakers = Говорящие
article = Статья
articles = Статьи
outlet = Издание
outlets = Издания
capture = Снимок
captures = Снимки
captured-pages = Страницы
reader = Программа чтения
text = Текст
mode = Вид речи
act = Действие
confidence = Уверенность
spans = Места в тексте
speaker-word = кто говорит
cue-word = слова автора
content-word = что сказано
nobody = Никто не назван
carried-by = передано:
carried-by-title = Кто передал
unnamed-outlet = издание не названо
no-headline = Без заголовка
mode-direct = прямая речь
mode-mixed = частью прямая речь
mode-indirect = косвенная речь
mode-speech = речь целиком
mode-is-direct = всё стоит в кавычках
mode-is-mixed = в кавычках стоит часть
mode-is-indirect = слова издания, кавычек нет
mode-is-speech = текст от первого лица или реплика, по вёрстке
class-saying = сообщает
class-asking = требует или просит
class-judging = оценивает
class-believing = полагает
class-wanting = хочет
kind-person = человек
kind-office = должность
kind-body = учреждение
kind-group = группа людей
kind-unknown = кто именно, неизвестно
kind-is-person = Человек, под напечатанным именем.
kind-is-office = Должность или роль: имени в тексте нет.
kind-is-body = Учреждение, издание, документ или страна, от имени которых говорят.
kind-is-group = Группа людей.
kind-is-unknown = Неизвестно: по тексту не понять, человек это, должность, учреждение или группа, и мы не гадаем.
all-of-it = целиком
all-shown = Показано всё, что найдено.
show-usual = Показать только достаточно надёжные сообщения, требования и просьбы
show-all = Показать и менее надёжные высказывания, и другие действия ({ $n })
what-is-shown = что показано
what-it-means = что это значит

## Today
today-title = Последние высказывания
today-empty = Этот архив пуст. Добавьте страницы командой <code>onrecord add PATH…</code>; они появятся здесь по мере чтения.
today-lead = <a href="/search">{ $statements ->
    [one] { $statements } высказывание
    [few] { $statements } высказывания
   *[many] { $statements } высказываний
 }</a>, { $speakers ->
    [one] { $speakers } говорящий
    [few] { $speakers } говорящих
   *[many] { $speakers } говорящих
 }, { $articles ->
    [one] { $articles } статья
    [few] { $articles } статьи
   *[many] { $articles } статей
 }, <a href="/sources">{ $outlets ->
    [one] { $outlets } издание
    [few] { $outlets } издания
   *[many] { $outlets } изданий
 }</a>; прочитано <a href="/sources#archive">{ $captures ->
    [one] { $captures } сохранённая страница
    [few] { $captures } сохранённые страницы
   *[many] { $captures } сохранённых страниц
 }</a>.
today-none = На сохранённых страницах не найдено высказываний, которые показываются. <a href="/sources">Посмотреть, что добавлено.</a>
today-outlets = Сколько высказываний передало каждое. <a href="/sources">Все источники, сроки и неудачи</a>
today-undated = Без даты, добавлено { $day }
today-order = По времени публикации, новые сверху. То, что не называет даты или называет такую, которая при добавлении ещё не наступила, стоит в конце, в том порядке, в котором попало в архив.
today-also = Ещё нового:
today-beside = Что ещё нового и кто сколько передал
today-changed = Изменённые страницы
today-all-changes = Все изменения
today-differing = Числа, которые расходятся
today-differing-note = Об одном и том же за одно время, из разных источников; какое верно, здесь не говорится.
today-all-figures = Все числа
today-running = Часы идут дальше
today-asked = { $clock } без ответа в этом архиве
today-all-demands = Все открытые требования
today-stale = Источники, которые замолчали
today-all-sources = Как обстоит дело с каждым источником
stale-failing = { $n ->
    [one] { $n } неудача
    [few] { $n } неудачи
   *[many] { $n } неудач
 } подряд; последний хороший ответ: { $since }
stale-unseen = последний раз проверялся { $since }
stale-quiet = ничего нового или изменённого; последнее: { $since }

## Search
ask-label = Слова, «фразы» и условия
ask-help = Сузить: <code>speaker:</code><i>имя</i> <code>outlet:</code><i>"название издания"</i> <code>mode:</code><i>direct</i> <code>class:</code><i>asking</i> <code>confidence:</code><i>0.8</i> <code>after:</code><i>2024-03</i> <code>before:</code><i>2024-06-15</i>, и по тому, что в нём есть: <code>figure:</code><i>&gt;300</i> <code>unit:</code><i>иммигрантов</i> <code>demand:</code><i>open</i> <code>to:</code><i>имя</i> <code>incident:</code><i>expel</i> <code>target:</code><i>дипломатов</i> <code>about:</code><i>имя</i>. <code>"В кавычках"</code> — слова точно как напечатаны; без кавычек найдутся и с другими окончаниями.
filters = Условия
narrow = Сузить поиск
about = Подробнее: { $name }
facet-speaker = Кто говорит
facet-outlet = Издание
facet-mode = Вид речи
facet-class = Действие
facet-year = Год
facet-cut = Показаны { $n } самых частых из { $all }.
more-than = >{ $n }
facet-language = Язык
operators = Чем можно сузить поиск, с примерами
operator-speaker = Имя или роль того, кто сказал
operator-outlet = Кто передал
operator-language = Язык статьи по его коду: en, ru
operator-mode = direct, mixed, indirect, speech: вид речи
operator-class = saying, asking, judging, believing, wanting: действие; any
operator-confidence = Уверенность не меньше; any
operator-after = Опубликовано тогда или позже: год, месяц или день
operator-before = Опубликовано тогда или раньше
operator-figure = Число в нём: 300, >300, 100..500; any
operator-unit = Что считает число
operator-demand = Требование в нём: open, closed, any
operator-to = К кому обращено
operator-incident = Происшествие в нём, по виду; any
operator-actor = Кто это сделал
operator-target = Кому
operator-about = Кто в нём назван
operator-review = Что решили люди: open, accepted, corrected, rejected; any
operator-version = Из версий страницы: newest, earlier; any
search-feed = Новые высказывания этого поиска лентой
search-all-feed = Новые высказывания
search-of-feed = Новые высказывания: { $query }
articles-with = Статьи, где эти слова есть в тексте или заголовке
first-of = Первые { $n } из { $all }.
query-cut = Прочитаны только первые { $n } знаков запроса.
empty-shown = Среди того, что показано сначала, такого высказывания нет
empty-none = В этом архиве такого высказывания нет
empty-archive = В архиве пока нет статей. Добавьте страницы командой <code>onrecord add PATH…</code>.
empty-searched = Где искали: { $statements ->
    [one] { $statements } высказывание
    [few] { $statements } высказывания
   *[many] { $statements } высказываний
 }, { $articles ->
    [one] { $articles } статья
    [few] { $articles } статьи
   *[many] { $articles } статей
 }, <a href="/sources">{ $outlets ->
    [one] { $outlets } издание
    [few] { $outlets } издания
   *[many] { $outlets } изданий
 }</a>, время публикации: { $period }. Если чего-то нет здесь, это не значит, что этого не говорили.
empty-parts = Что находит каждая часть запроса и что есть без неё
empty-part = Часть
empty-alone = Сама по себе
empty-without = Без неё
empty-behind = { $n ->
    [one] { $n } изменение архива ещё ждёт
    [few] { $n } изменения архива ещё ждут
   *[many] { $n } изменений архива ещё ждут
 } поискового указателя; попробуйте через минуту.
chart-month = Высказывания по месяцам публикации
chart-year = Высказывания по годам публикации
chart-told-month = { $first } – { $last }; больше всего за один месяц: { $most }. Те же числа в таблице ниже.
chart-told-year = { $first } – { $last }; больше всего за один год: { $most }. Те же числа в таблице ниже.

## Statement
as-carried-on = передано: { $outlet }, { $day }
as-carried = передано: { $outlet }, без даты
rest-in-article = остальное в статье
uttered-by = Кто сказал
names-nobody = в тексте никто не назван
archived-by = Кто сохранил
this-archive = этот архив
capture-short = снимок { $id }…
in-context = В контексте
open-in-article = Открыть в статье
open-original = Открыть исходный адрес
to-quote = Для цитирования
evidence = На чём основано
cue-printed = Слова автора, как напечатаны
cue-none = нет: кто говорит, видно по вёрстке
why-speaker = Почему этот говорящий
confidence-of = из 1; <a href="/method#confidence">что это значит</a>
code-points = кодовые точки текста статьи
not-in-text = нет в тексте
cite-said = сказано:
cite-reported = сказано, в пересказе:
cite-nobody = сказано, в пересказе:
cite-shortened = сокращено
cite-line = { $who } — { $said } { $words } — передано: { $outlet }{ $title }, { $day }{ $url }. Высказывание { $id } ({ $mode }; прочитано: { $reader }); снимок sha256:{ $capture }, сохранён { $at }.
fetched = Получено
file-dated = Дата файла
not-known = неизвестно
added = Добавлено
seen-at = Где встречено
more-places = { $n ->
    [one] и ещё { $n } место
    [few] и ещё { $n } места
   *[many] и ещё { $n } мест
 }
kept-in = Где хранится
kept-at = с байта { $offset }

archive-link = Ссылка на архив
source-link = Ссылка на источник
source-link-is = исходный адрес, на этих словах
cite-files = Для списка литературы
cite-wiki = Сноска для вики
cite-frame = Чтобы показать на другой странице
card-look = Посмотреть карточку
card-more = В записях: контекст и основания
candidates = Может быть:
fault-embed-form = `{ $form }` здесь нет: только `json`.

## Article
article-item = , сообщение { $part } на странице
article-partial = на странице только начало
article-read = { $n ->
    [one] { $n } высказывание
    [few] { $n } высказывания
   *[many] { $n } высказываний
 }, прочитано: <code>{ $reader }</code>.
map = Карта текста: где в нём высказывания
captures-rail = Снимки этой страницы
article-no-text = Текста статьи на этой странице не найдено.
published = Опубликовано
no-date = даты на странице нет
modified = Изменено, по её словам
by = Автор
language = Язык
address = Адрес
versions-of-this = версии этой страницы
added-at = добавлено { $at }
seen-in = указано в
notes-beside = Высказывания этого абзаца
note-in-text = Высказывание { $n } в тексте
note-statement = Высказывание { $n }
also-on-page = Ещё на этой странице
item = сообщение { $part }
main-article = главная статья
other-captures = Другие снимки этой страницы
capture-of = Это снимок { $n } из { $all }, по времени добавления.
what-changed = Что между ними изменилось
notes = Замечания
where-seen = Где что указано
what = Что
value = Значение
seen-in-title = Где указано
seen-title = заголовок
seen-outlet = издание
seen-url = адрес
seen-author = автор
seen-published = опубликовано
seen-modified = изменено
seen-language = язык

## Speaker
speaker-all = В этом архиве { $n ->
    [one] { $n } высказывание
    [few] { $n } высказывания
   *[many] { $n } высказываний
 }.
speaker-some = Показано { $n ->
    [one] { $n } высказывание
    [few] { $n } высказывания
   *[many] { $n } высказываний
 } из { $kept } в этом архиве.
newest-first = Высказывания, сначала новые
as-printed = Как напечатано
names-printed = Имена, как напечатаны
roles-printed = Роли, как напечатаны
verbs-printed = Глаголы, как напечатаны
verbs-note = Глагол выбирает издание, не мы.

## Sources
sources-lead = Что есть в этом архиве. Чего в нём нет, то не сохранено; это ничего не говорит о том, что было сказано или напечатано.
unnamed-pages = Страницы без названия издания
outlets-caption = { $n ->
    [one] { $n } издание
    [few] { $n } издания
   *[many] { $n } изданий
 }, под тем именем, каким сайт назван на странице
last-added = Добавлено в последний раз
hosts = Узлы
host = Узел
hosts-caption = { $n ->
    [one] { $n } узел
    [few] { $n } узла
   *[many] { $n } узлов
 }, с которых получены страницы; сначала те, где неполадки
last-good = Последний хороший ответ
last-change = Последнее найденное изменение
failures-since = Неудач с тех пор
never = никогда
none = нет
failures = Что не удалось добавить
failures-none = Ничего: всё, что пробовали добавить, есть в архиве.
failures-caption = { $n ->
    [one] { $n } путь
    [few] { $n } пути
   *[many] { $n } путей
 }; каждый исчезнет из списка, когда будет добавлен
path = Путь
reason = Причина
tried = Когда пробовали
the-archive = Архив
captures-how = без текста: { $without }; встречены в { $places ->
    [one] { $places } месте
    [few] { $places } местах
   *[many] { $places } местах
 }
read-by = Чем прочитано
reader-now = в этой программе: { $reader }
on-disk = На диске
disk-how = снимки { $captures } + хранилище { $store } + указатель { $index }
search-index = Поисковый указатель
up-to-date = без отставания
behind = { $n ->
    [one] отстаёт на { $n } изменение
    [few] отстаёт на { $n } изменения
   *[many] отстаёт на { $n } изменений
 }
format = Формат

## Versions
versions-of = Версии: { $title }
changes = Изменения
changes-of = Изменения: { $url }
changes-of-pages = Изменения страниц
changes-feed = Изменения лентой
changes-of-page-feed = Изменения этой страницы лентой
last-look = последняя { $at }
what-change-did = Что сделало изменение
nothing-changed = ничего не изменилось
correction-both = Поправка, в обеих:
page-says = Страница сообщает:
side-Older = Старше
side-Newer = Новее
version-n = версия { $n }
dated-page = по словам страницы
dated-file = по дате файла
dated-added = по времени добавления
words-moved = ушло или пришло { $n ->
    [one] { $n } слово
    [few] { $n } слова
   *[many] { $n } слов
 }
permanent = постоянный адрес этого сравнения
side-by-side = рядом
in-one-text = одним текстом
more-paragraphs = Ещё { $n ->
    [one] { $n } изменённый абзац
    [few] { $n } изменённых абзаца
   *[many] { $n } изменённых абзацев
 } в <a href="{ $href }">данных</a>.
what-became = Что стало с высказываниями
became-removed = убрано
became-added = добавлено
became-altered = изменено:
altered-content = слова
altered-cue = слова автора
altered-speaker = кто говорит
version-none = Этот адрес проверяли, но ничего, что можно прочитать, там не нашлось.
version-one = Встречена одна версия. Когда страница изменится и будет сохранена снова, обе встанут здесь рядом.
versions-newest = Версии, сначала новые
here-older = здесь старшая
here-newer = здесь новая
seen-until = видели до { $at }
gone-since = Нет с { $at }
status-code = код
in-its-place = Что было вместо неё
aside-consent = просьба о согласии
aside-bot-check = проверка на робота
aside-paywall = просьба оформить подписку
aside-error = страница ошибки
aside-empty = страница без слов
aside-other-page = другая страница
other-pages = { $n ->
    [one] Ещё { $n } страница с другим текстом называла
    [few] Ещё { $n } страницы с другим текстом называли
   *[many] Ещё { $n } страниц с другим текстом называли
 } этот адрес своим.
also-met = Встречена и как
page-address = Адрес страницы
show = Показать
never-captured = По этому адресу ничего не сохранено
never-looked = И не проверялось. Это ничего не говорит о том, что там было.
near-addresses = Похожие адреса, которые сохранены:
never-captured-hint = <code>onrecord add URL</code> сохранит её сейчас; с <code>onrecord source add URL</code> её будут проверять снова и снова.
latest-changes = Последние изменения
no-changes = Ни одна страница этого архива на наших глазах не менялась.
and-more = и ещё { $n }

## Method
method-lead = Как сделана эта запись, что значат её слова и чего по ней узнать нельзя.
method-three = Три разные вещи
uttered = Сказано
carried = Передано
archived = Сохранено
method-uttered = <mark class="speaker">Кто говорит</mark>: тот, кто сказал это по словам статьи. Человек, должность, учреждение или группа; <i>неизвестно</i>, если текст оставляет сомнение.
method-carried = Издание, которое это напечатало, и день, который указан на странице. Сообщить об утверждении не значит утверждать самому.
method-archived = Этот архив: он хранит байты страницы такими, какими получил, под их SHA-256. Одни и те же байты называются одинаково на любой машине.
method-statement = Что такое высказывание
method-statement-is = <mark class="speaker">Кто говорит</mark>, <mark class="cue">слова автора</mark> и <mark class="content open close">что сказано</mark>: каждое — место в одном тексте, который не меняется. Слова автора стоят так, как напечатаны: <i>сказал</i>, <i>заявил</i> или <i>утверждал</i> — это выбор издания. От себя мы пишем только «сказал».
mode-full-direct = Всё, что сказано, стоит в кавычках.
mode-full-mixed = В кавычках стоит часть.
mode-full-indirect = Кавычек нет: слова издания.
mode-full-speech = Текст от первого лица или реплика в беседе; видно по вёрстке.
method-decides = Как решает программа чтения
method-decides-how = Страница разбирается на блоки; меню, анонсы, подписи и счётчики в текст статьи не попадают, а страница с несколькими датированными сообщениями становится несколькими статьями. В английском и русском тексте небольшая сеть, обученная на размеченных людьми статьях, находит, кто говорит, слова автора и что сказано (<i>«…», — сказал X</i>; <i>X сказал, что …</i>; <i>по словам X</i>); внутри чужих цитат и там, где она пропустила цитату с глаголом рядом, работают правила. Речи и беседы узнаются по вёрстке. Фамилия, должность или местоимение возводится к имени из той же статьи, и страница высказывания приводит цепочку доводов под заголовком <i>Почему этот говорящий</i>. Если текст не даёт ответа, говорящий остаётся таким, как напечатан. По большинству ничего не угадывается.
method-across = Между страницами двое считаются одним, если совпали имя и род говорящего. Однофамильцы с одним именем не различаются, а один человек в двух написаниях здесь — двое.
method-confidence = Число от 0 до 1. Программа, работающая по правилам, даёт каждому высказыванию измеренную точность того правила, которое его нашло; обученная — вероятность. Речь идёт о чтении (говорит ли статья, что этот человек это сказал?), а не о самом утверждении.
method-shown = Что показано
method-shown-is = Глагол остаётся таким, как напечатан; рядом стоит нейтральное слово о том, что он делает: <i>сообщает</i> (сказать, сообщить, подтвердить, отрицать), <i>требует или просит</i> (призвать, потребовать, предложить, пригрозить, пообещать), <i>оценивает</i> (обвинить, похвалить), <i>полагает</i> (думать, ожидать) или <i>хочет</i> (надеяться, намереваться). Хранится каждое найденное высказывание. Страницы, поиск и выгрузка показывают сообщения, требования и просьбы с уверенностью не ниже { $threshold }, при которой по измерению верны девять из десяти; ссылка на каждой странице показывает и остальные, как и <code>class:any</code> и <code>confidence:any</code> в поиске.
method-not = О чём эта запись не говорит
method-not-said = Верно ли сказанное. Хорошо ли издание. Что чего-то не говорили: пустой поиск значит, что этого нет ни на одной сохранённой странице. Даты такие, как на странице, и с той точностью, какую она даёт; страницы без даты остаются без даты.
method-made = Кем сделано
method-none-yet = Высказываний пока нет.
method-read-by = Высказывания прочитаны:
method-reader-now = Программа чтения здесь: <code>{ $reader }</code>; формат архива: { $format }.
method-data = То же как данные
method-data-is = Каждая страница есть и в JSON, по своему адресу с <code>.json</code>: <code>/today.json</code>, <code>/search.json?q=…</code>, <code>/a/<i>id</i>.json</code>, <code>/s/<i>id</i>.json</code>, <code>/who/<i>id</i>.json</code>, <code>/sources.json</code>. Списки есть и таблицами, с <code>.csv</code>; <code>/search.atom?q=…</code> — лента поиска. Имена те же, что в командной строке: <code>a…</code> статья, <code>s…</code> высказывание, <code>w…</code> говорящий; снимок назван своим SHA-256.
fields-caption = Поля, которые не меняют имён
field = Поле
meaning = Значение поля
field-names = Имя, страница на этом сервере, адрес публикации
field-mode = direct, mixed, indirect или speech: вид речи
field-class = saying, asking, judging, believing или wanting: что делает глагол
field-left-out = <code>statements</code>, которые хранятся и не показаны, и <code>href</code> того же списка вместе с ними
field-speaker = <code>name</code>, <code>role</code>, <code>kind</code>; при тексте ещё <code>spans</code> и <code>why</code>; null, если никто не назван
field-words = Слова, как напечатаны; при тексте <code>text</code> и <code>spans</code>
field-spans = [начало, конец) в кодовых точках Юникода поля <code>text</code> статьи
field-published = <code>value</code> (ISO 8601, насколько известно), <code>precision</code>, <code>evidence</code> (где указано); null без даты
field-confidence = от 0 до 1, как выше
field-capture = <code>id</code> (SHA-256), <code>added_at</code>, <code>fetched_at</code>, <code>segment</code> и <code>offset</code> записи WARC, <code>sources</code>
field-made = SHA-256 текста, в котором лежат места; программа, которая их нашла
field-paging = <code>page</code>, <code>pages</code>, <code>total</code>, адреса <code>previous</code> и <code>next</code>

## What can't be shown
fault-404 = Нет в записях
fault-405 = Здесь ничего нельзя изменить
fault-401 = Сначала войдите
fault-403 = Не под этим именем
fault-503 = Архив занят
fault-500 = Страницу не удалось сделать
fault-instead = Может быть, вы имели в виду:
fault-no-such = В этом архиве нет: { $what } `{ $id }`.
what-statement = высказывание
what-article = статья
what-speaker = говорящий
what-pair = пара версий
fault-no-such-hint = поищите слова, которые там стоят, или начните с сегодняшней страницы.
fault-pair-hint = `/versions?url=…` перечисляет версии страницы.
fault-no-page = Здесь нет страницы `{ $path }`.
fault-no-page-hint = страницы названы вверху; имена начинаются с s (высказывание), a (статья) или w (говорящий).
fault-host = Этот сервер отвечает только на свои имена, а не на `{ $host }`.
fault-host-hint = откройте адрес, который напечатала команда; он начинается с http://127.0.0.1
fault-host-hint-others = имя серверу даёт тот, кто его запускает: `onrecord serve --bind … --host ИМЯ`
fault-method = Эти страницы можно только читать; `{ $method }` отклонён.
fault-method-hint = страницы добавляются командой `onrecord add`.

## Sentences of the parts below, recognised by their patterns
told-headline = изменён заголовок
told-quotation-removed = { $n ->
    [one] убрана { $n } цитата
    [few] убраны { $n } цитаты
   *[many] убрано { $n } цитат
 }
told-quotation-added = { $n ->
    [one] добавлена { $n } цитата
    [few] добавлены { $n } цитаты
   *[many] добавлено { $n } цитат
 }
told-quotation-altered = { $n ->
    [one] изменена { $n } цитата
    [few] изменены { $n } цитаты
   *[many] изменено { $n } цитат
 }
told-statement-removed = { $n ->
    [one] убрано { $n } высказывание
    [few] убрано { $n } высказывания
   *[many] убрано { $n } высказываний
 }
told-statement-added = { $n ->
    [one] добавлено { $n } высказывание
    [few] добавлено { $n } высказывания
   *[many] добавлено { $n } высказываний
 }
told-statement-altered = { $n ->
    [one] изменено { $n } высказывание
    [few] изменено { $n } высказывания
   *[many] изменено { $n } высказываний
 }
told-correction-added = { $n ->
    [one] добавлена { $n } поправка
    [few] добавлены { $n } поправки
   *[many] добавлено { $n } поправок
 }
told-correction-changed = { $n ->
    [one] изменена { $n } поправка
    [few] изменены { $n } поправки
   *[many] изменено { $n } поправок
 }
told-word-added = { $n ->
    [one] добавлено { $n } слово
    [few] добавлено { $n } слова
   *[many] добавлено { $n } слов
 }
told-word-removed = { $n ->
    [one] убрано { $n } слово
    [few] убрано { $n } слова
   *[many] убрано { $n } слов
 }
told-rewritten = { $n ->
    [one] переписано { $n } место
    [few] переписаны { $n } места
   *[many] переписано { $n } мест
 }
told-paragraph-moved = { $n ->
    [one] переставлен { $n } абзац
    [few] переставлены { $n } абзаца
   *[many] переставлено { $n } абзацев
 }
told-typo = { $n ->
    [one] { $n } правка написания или знаков
    [few] { $n } правки написания или знаков
   *[many] { $n } правок написания или знаков
 }
told-in-quotation = { $n ->
    [one] { $n } изменение внутри кавычек
    [few] { $n } изменения внутри кавычек
   *[many] { $n } изменений внутри кавычек
 }
told-figure-changed = { $n ->
    [one] изменено { $n } число
    [few] изменено { $n } числа
   *[many] изменено { $n } чисел
 }
told-speaker-changed = кто говорит: { $a }→{ $b }
told-went-back = возвращена версия { $n }
told-gone = страницы нет (код { $n })
told-back-same = вернулась с тем же текстом
told-back-other = вернулась с другим текстом
told-moved = переставлено
told-correction = поправка
told-in-headline = заголовок
told-figure = число
told-quotation = цитата
told-verb = глагол речи
told-spelling = написание или знаки
told-added = добавлено
told-removed = убрано
told-was-rewritten = переписано
told-label = подпись перед двоеточием: { $a }
told-label-printed = подпись, как напечатана
told-subject = подлежащее предложения: { $a }
told-pronoun = местоимение «{ $a }»
told-pronoun-unfit = местоимение, к которому не подходит ни одно имя
told-pronoun-nameless = местоимение без имени
told-pronoun-two = местоимение, которое подходит двоим
told-role = роль «{ $a }»
told-only-person = единственный названный человек { $a }
told-only = единственный названный человек
told-spoke-last = «{ $a }»: говорит последней или последним
told-just-about = «{ $a }»: о нём или о ней только что шла речь
told-in-words-of = «{ $a }» в словах, которые говорит «{ $b }»
told-in-article-by = «{ $a }» в статье, автор которой «{ $b }»
told-short-for = «{ $a }» — сокращение от «{ $b }»
told-apposition-of = «{ $a }» в приложении
told-speaks-first = { $a }; говорит от первого лица
told-first-person = первое лицо
told-apposition = имя в приложении
told-named-behind = названо после того, чем является
told-phrase = так, как напечатано
told-group = группа, как напечатано
told-body = учреждение, как напечатано
told-name = имя
told-empty-period = `{ $a }` позже, чем `{ $b }`: между ними ничего быть не может
told-unknown-mode = `{ $a }` — не вид речи, пропущено
told-unknown-class = `{ $a }` — не действие, пропущено
told-bad-date = `{ $a }` — не дата, пропущено
told-unknown-operator = `{ $a }` — не условие, искали как слово
told-empty-operator = у `{ $a }` нет значения, пропущено
told-no-words = в `{ $a }` нет ни буквы, ни цифры, пропущено
told-bad-confidence = `{ $a }` — не число от 0 до 1, пропущено
told-bad-number = `{ $a }` — не число, пропущено
told-unknown-demand = `{ $a }` — не вид требования, пропущено
told-unknown-language = `{ $a }` — не код языка, пропущено
told-unknown-review = `{ $a }` — не решение, пропущено
told-unknown-version = `{ $a }` — не вид версий, пропущено
told-write-number = напишите 300, >300, >=30,000, 100..500 или any
told-kinds = виды: { $a }
told-operators = операторы: { $a }
told-write-tag = напишите код: { $a }
told-outcomes = решения: open, accepted, corrected и rejected; any для всех
told-versions = версии: newest, earlier и any
told-write-value = напишите значение сразу за двоеточием: `{ $a }` или `{ $b }`
told-person-decided = так решил человек
told-busy = другой процесс добавляет страницы в `{ $a }`
told-busy-hint = подождите, пока он закончит; он держит замок `{ $a }` и отпустит его, когда завершится
told-no-index = в `{ $a }` нет пригодного поискового указателя
told-no-index-hint = запустите один раз `{ $a }` или `{ $b }`: указатель строится заново
told-disk-full = не удалось { told-deed } `{ $b }`: нет места на диске
told-disk-full-hint = освободите место и повторите: добавленное сохранено
told-in-use = не удалось { told-deed } `{ $b }`: им пользуется другой процесс
told-deed = { $a ->
    [read] прочитать
    [write] записать
    [open] открыть
    [create] создать
    [lock] занять
    [check] проверить
    [migrate] перевести в новый формат
    [search] просмотреть
    [clear] очистить
   *[other] обработать
 }
told-cannot = не удалось { told-deed } `{ $b }`: { $c }
told-try-again = попробуйте ещё раз чуть позже
told-denied-hint = проверьте владельца и права папки архива и то, что диск доступен для записи
told-damaged-hint = запустите `{ $a }`: она скажет, что ещё повреждено
told-check-hint = `{ $a }` пересчитывает суммы архива и говорит, что не сходится.
told-one-already = `{ $a }` и `{ $b }` уже записаны как одно лицо
told-split-nameless = тому, кого отделяют, нужно имя
told-say-who = скажите, кто это: `{ $a }`
told-not-filed = часть этих высказываний записана не за `{ $a }`
told-all-of = это все высказывания `{ $a }`: никого не осталось бы
told-name-others = отметьте те, что сказал кто-то другой
told-nothing-filed = никто не объединял и не разделял `{ $a }` и `{ $b }`, либо это уже отменено
told-nobody-is = в этом архиве нет никого под номером `{ $a }`
told-decision-needs = решению нужно знать, кто его принял и почему
told-search-nameless = запрос хранят под названием, а у этого его нет
told-read-only = архив открыт только для чтения
told-when-clause = сказано в словах автора
told-when-entry = так датирована запись, где оно стоит
told-when-published = день публикации
told-when-nothing = ничто об этом не говорит
told-and-so-many-more = { $a } и ещё { $n }
told-search-long = название или запрос слишком длинны, чтобы их хранить
told-version-lost = версия числится в архиве, но её в нём нет
told-write-day = напишите год, месяц или день: { $a }
told-modes = виды речи: direct, indirect, mixed и speech
told-classes = действия: saying, asking, judging, believing и wanting; any — все
told-write-least = напишите наименьшее, что нужно: { $a }
told-swap = поменяйте даты местами
told-close-phrase = закройте фразу второй кавычкой
told-see-them = показать их: `{ $a }`
told-outlets-in-it = издания в нём: { $a }
told-try-surname = попробуйте одну фамилию или роль: `{ $a }`
told-phrase-words = фраза ищется слово в слово; без кавычек слова могут стоять порознь
told-surname = фамилия: «{ $a }»
told-quoted = «{ $a }»
told-unbalanced = кавычка без пары: слова искали по одному

## Что есть в высказываниях: числа, требования, происшествия
figures = Числа
demands = Требования
incidents = Происшествия
n-figure = { $n ->
    [one] { $n } число
    [few] { $n } числа
    [many] { $n } чисел
   *[other] { $n } числа
 }
n-demand = { $n ->
    [one] { $n } требование
    [few] { $n } требования
    [many] { $n } требований
   *[other] { $n } требования
 }
n-incident = { $n ->
    [one] { $n } сообщение о происшествии
    [few] { $n } сообщения о происшествиях
    [many] { $n } сообщений о происшествиях
   *[other] { $n } сообщения о происшествиях
 }
n-day = { $n ->
    [one] { $n } день
    [few] { $n } дня
    [many] { $n } дней
   *[other] { $n } дня
 }
at-least = не меньше чем { $counted }
as-csv = как CSV
ask-objects-help = Слова и операторы <a href="/search">поиска</a>, а также <code>figure:</code><i>&gt;300</i> <code>unit:</code><i>иммигрантов</i> <code>demand:</code><i>open</i> <code>to:</code><i>имя</i> <code>incident:</code><i>expel</i> <code>actor:</code><i>имя</i> <code>target:</code><i>дипломатов</i> <code>about:</code><i>имя</i>.
table-empty = В этом архиве нет ничего подходящего
told-by-outlet = само издание
said-by = Кто сказал
said-on = Когда сказано
figures-lead = Числа, которые что-то считают, так, как они были названы, со своими границами. Разные числа об одном стоят рядом; какое верно, не спрашивается.
figure = Число
number = Значение
counted = Чего
counted-when = За какое время
axis-title = Чисел: { $n }, единица: { $unit }
axis-key = Полный знак – само число, полый – примерно столько; стрелка значит: или больше, или меньше. Каждый знак ведёт к тому, кто это сказал.
countable-count = предметы
countable-money = деньги
countable-share = доля
countable-duration = время
countable-measure = мера
countable-rank = порядок
bound-exact = ровно
bound-at-least = не менее
bound-at-most = не более
bound-more-than = более
bound-less-than = менее
bound-nearly = почти
bound-about = около
bound-multiple = несколько раз по
demands-lead = Кто чего требует от кого. Счётчик считает дни с того времени; он останавливается, когда кто-то решит, что на требование отвечает высказывание из этого архива. Если ответа здесь нет, это не значит, что его не было.
demands-decide = Закрыть требование: <code>onrecord demand close ID --by STATEMENT --who NAME --why TEXT</code>; <code>onrecord demand show ID</code> предлагает высказывания, которые могут быть ответом.
asker = Кто требует
addressee = От кого
asked-for = Чего
clock = Счётчик
answer = Ответ
deadline = до
not-to = не делать:
no-answer = в этом архиве ответа нет
answered = есть ответ, так решил(а) { $who }: { $why }
clocks-caption = Сколько времени стоят эти требования
clocks-title = Требований: { $n }, со дня, когда они были высказаны; закрашено: в этом архиве ответа нет
force-call = призыв
force-appeal = просьба
force-urge = настояние
force-demand = требование
force-warn = предостережение
force-promise = обещание
force-threaten = угроза
force-invite = приглашение
incidents-lead = Кто, как сообщается, что сделал и кому. Каждая строка – одно сообщение; сообщения, принятые за одно происшествие, стоят вместе, с их числами рядом. Было ли так, не спрашивается.
type = Вид
deed = Что сделано
who-did = Кем
whom-hit = Кому
when-where = Когда и где
how-many = Сколько
told-on = сообщено
timeline-caption = Эти происшествия во времени
timeline-title = Сообщений о происшествиях: { $n }, по строке на каждый вид
timeline-key = Полый знак: это отрицают, этого опасаются или это лишь возможно. Где текст не называет дня, стоит день сообщения.
status-asserted = сообщается как бывшее
status-denied = отрицается
status-feared = опасение
status-hypothetical = планы или возможность

## Что сказано об органах, должностях, программах и законах

relations = Что о нём сказано
relations-note = Как сообщается, с указанием, кто это говорит; так ли это, здесь не проверяют.
speaker-silent = Высказываний в этом архиве нет.
relation-part-of = Входит в
relation-led-by = Возглавляет
relation-implements = Осуществляет
relation-founded-by = Кем основано
relation-suspended = Деятельность приостановлена
relation-sanctioned = Под санкциями
relation-party-to = Участник
relation-requires = От кого требует
relation-of-part-of = В состав входит
relation-of-led-by = Стоит во главе
relation-of-implements = Кто осуществляет
relation-of-founded-by = Что основано
relation-of-suspended = Чью деятельность приостановило
relation-of-sanctioned = Ввело санкции против
relation-of-party-to = Участвует
relation-of-requires = Что обязывает
incident-AGREE = Согласие
incident-CONSULT = Встречи
incident-SUPPORT = Поддержка
incident-CONCEDE = Уступка
incident-COOPERATE = Сотрудничество
incident-AID = Помощь
incident-RETREAT = Отход
incident-REQUEST = Запрос
incident-ACCUSE = Обвинение
incident-REJECT = Отказ
incident-THREATEN = Угроза
incident-PROTEST = Протест
incident-SANCTION = Санкции
incident-MOBILIZE = Мобилизация
incident-COERCE = Принуждение
incident-ASSAULT = Нападение
in-it = В этом высказывании
in-it-about = Названы
in-it-when = Когда сказано
in-it-where = Где сказано
in-it-counter = { $n ->
    [one] { $n } день с: { $since }
    [few] { $n } дня с: { $since }
    [many] { $n } дней с: { $since }
   *[other] { $n } дня с: { $since }
 }

## Review
review = Проверка
review-progress = Решено: { $decided } из { $statements } ({ $share } %)
review-done = Как продвинулась проверка
review-accept = Верно прочитано
review-reject = Неверно
review-undo = Взять назад
review-speaker = Это сказал кто-то другой:
review-keep = Сохранить
review-content = Слова начинаются или кончаются не здесь:
review-who = Ваше имя, хранится вместе с решением
review-none = Ничего не ждёт: по каждому показанному высказыванию есть решение.
review-verdicts = Решения
review-people = Кто решал
review-how = Как это устроено
review-order = Сначала самые сомнительные, а среди них те, чей говорящий встречается чаще. Там, где работает сценарий, клавиши в рамках нажимают кнопки.
review-kept = Решение хранится с вашим именем и временем, что бы ни показало следующее чтение. Его можно взять назад, и это тоже хранится.
verdict-accepted = верно прочитано
verdict-rejected = неверно
verdict-speaker = сказал другой:
verdict-content = слова на местах
edge-start-earlier = начать на слово раньше
edge-start-later = начать на слово позже
edge-end-earlier = кончить на слово раньше
edge-end-later = кончить на слово позже
review-this = Проверить это высказывание
reviewed = Решено
fault-token = Эта форма послана не со страницы этого сервера, каким он запущен сейчас.
fault-token-hint = откройте страницу ещё раз и отправьте форму с неё.
fault-form = В форме нет пригодного значения `{ $field }`.
fault-nothing-to-undo = По этому высказыванию нет решения, которое можно взять назад.
fault-400 = Это нельзя использовать
fault-409 = Ничего не изменено

## Кому можно войти
log-in = Вход
log-in-lead = Эти записи показываются тем, кому дано для них имя.
log-in-name = Имя
log-in-password = Пароль
log-in-help = Имена и пароли даёт тот, кто ведёт архив. Через двенадцать часов после входа вас спросят снова.
log-in-wrong = Имя или пароль неверны.
log-in-often = Слишком много попыток. Следующая возможна через { $seconds ->
    [one] { $seconds } секунду
    [few] { $seconds } секунды
   *[other] { $seconds } секунд
 }.
log-in-cookies = откройте вход ещё раз; браузер должен сохранить его cookie.
log-out = Выйти
logged-in-as = Вы вошли как { $who } ({ $role }).
role-reader = читает
role-reviewer = проверяет
role-keeper = ведёт архив
review-as = Решение сохранится под именем, под которым вы вошли: { $who }.
fault-nobody = Такого ключа здесь нет ни у кого.
fault-nobody-hint = `onrecord access token ИМЯ` делает новый.
fault-stranger = Эти записи показываются тем, кто вошёл.
fault-stranger-hint = войдите на странице /login или пошлите ключ: `Authorization: Bearer …`
fault-foreign = Эта форма послана с чужой страницы.
fault-role = С вашими правами ({ $role }) это нельзя; нужны другие: { $needed }.
fault-role-hint = права даёт тот, кто ведёт архив.

agreement = Согласие
agreement-reader = С чтением: { $of ->
    [one] верно прочитано { $agree } из { $of }.
   *[other] верно прочитано { $agree } из { $of }.
 }
agreement-people = Между людьми: одинаково решено { $agree } из { $of }, о которых решали двое или больше.
agreement-none = Пока нет высказывания, о котором решили двое.

## Сохранённые поиски
keep-search = Сохранить этот поиск
search-name = Название
saved-searches = Сохранённые поиски
saved-lead = То, что ищут снова и снова; у каждого поиска есть лента нового. Хранится запрос, а не найденное.
saved-none = В этом архиве пока нет сохранённых поисков. Поиск сохраняется на его странице.
n-search = { $n ->
    [one] { $n } поиск
    [few] { $n } поиска
   *[many] { $n } поисков
 }
feed = Лента
kept-when = Сохранён
forget = Забыть

## Решения людей и другие формулировки
review-open = не решено
review-accepted = подтверждено
review-corrected = исправлено
review-rejected = отклонено
also-earlier = { $n ->
    [one] есть и в { $n } прежней версии
   *[other] есть и в { $n } прежних версиях
 }
wordings = В версиях страницы
wordings-newest = В более новой версии страницы это стоит так:
wordings-earlier = { $n ->
    [one] В { $n } прежней версии страницы это стояло так:
   *[other] В { $n } прежних версиях страницы это стояло так, начиная с последней:
 }
as-read = Прочитано было:

## Рядом с высказываниями
speaks-of = О ком говорит
all-figures = Все числа в этих высказываниях
all-demands = Все требования в этих высказываниях

## Как хорошо читает программа
scores = Как хорошо она читает
scores-lead = Каждая доля измерена на размеченных вручную текстах, в которые никто не смотрел, пока делали программу чтения, и округлена вниз. Изменение программы, после которого доля падает, не принимается.
scores-caption = Доли от 0 до 1
measured-on = Измерено
score-found-right = Из выданных высказываний столько действительно есть
score-found-all = Из тех, что есть, столько найдено
score-speaker = У найденных верно назван говорящий
score-class = У найденных верно определено, что делает глагол
score-figure = Числа (F1: учтено и лишнее, и пропущенное)
score-time = Времена (F1)
score-demand = Требования (F1)
score-incident = События (F1)
score-about = Кого называет высказывание (F1)

## Кто есть кто
same-title = Кто есть кто
same-page = { $name }: один или несколько?
same-lead = Записи считают одним говорящим тех, у кого один вид и одно имя, и никого больше. Человек может решить иначе: решение хранится с именем и причиной, остаётся в силе при новом чтении и может быть взято назад. Напечатанные слова остаются как напечатаны.
same-decide = Один или несколько? Объединить и разделить
same-decided = Что решено
same-merged = { $from } объединено с { $to }.
same-split = { $n ->
    [one] { $n } высказывание
    [few] { $n } высказывания
   *[many] { $n } высказываний
 } из { $from } отнесено к { $to }, «{ $name }».
same-undo = Взять назад
same-one = То же, что и кто-то другой
same-alike = Имена, которые могут значить одно и то же; решения об этом нет.
alike-name = то же имя
alike-surname = та же фамилия
same-nobody = Похожих имён в этом архиве нет.
same-whom = Номер того, кто тот же самый (w…); его высказывания перейдут сюда
same-merge = Это один и тот же
same-several = Несколько под одним именем
same-tick = Отметьте высказывания, которые принадлежат кому-то другому.
same-as = Имя того, чьи они, и чем эти двое различаются
same-split-off = Это чужие высказывания
same-why = Почему, одной фразой
same-open = Осталось открытым: возможно, это здесь
