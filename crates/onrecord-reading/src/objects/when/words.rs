//! The words of time of both languages: one look-up tells what a word can be.

use super::calendar::{Part, Unit};
use jiff::civil::Weekday;
use std::{collections::HashMap, sync::LazyLock};

/// What a word can be in an expression of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// "May", «мая».
    Month(i8),
    /// "Monday", «понедельник».
    Weekday(Weekday),
    /// "week", «неделе».
    Unit(Unit),
    /// "weekend", «выходные».
    Weekend,
    /// "summer": its first and last month.
    Season(i8, i8),
    /// "yesterday": so many days from publication.
    Day(i32),
    /// "morning", «вечером»: keeps its day.
    DayPart,
    /// "last", "this", "next": so many units from publication.
    Shift(i32),
    /// "same", "following", "previous": from the time told before.
    Again(i32),
    /// "early", "end": a part of what follows.
    Part(Part),
    /// "in", "on".
    In,
    /// "since", "from".
    Since,
    /// "until", "by".
    Until,
    /// "between".
    Between,
    /// "recent", "coming": behind it a unit stays words.
    Vague,
    /// "past", "last": also "in the past two weeks".
    Lately,
    /// "recently": words by itself.
    Recently,
    /// "within", «в течение».
    Within,
    /// «через»: so long from now.
    Through,
    /// «накануне»: the day before.
    Eve,
    /// Only opens a longer expression: "the", "a", "no", "later".
    Opener,
}

/// What a lower-case word can be; `ё` as `е`.
pub(super) fn word(low: &str) -> Option<Word> {
    WORDS.get(low).copied()
}

static WORDS: LazyLock<HashMap<&'static str, Word>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    let mut add = |forms: &'static str, word: Word| {
        for form in forms.split_whitespace() {
            words.entry(form).or_insert(word);
        }
    };
    for (n, forms) in (1..).zip(MONTHS) {
        add(forms, Word::Month(n));
    }
    for (day, forms) in WEEKDAYS {
        add(forms, Word::Weekday(*day));
    }
    for &(word, forms) in OTHERS {
        add(forms, word);
    }
    words
});

const MONTHS: [&str; 12] = [
    "january jan январь января январю январем январе",
    "february feb февраль февраля февралю февралем феврале",
    "march mar март марта марту мартом марте",
    "april apr апрель апреля апрелю апрелем апреле",
    "may май мая маю маем мае",
    "june jun июнь июня июню июнем июне",
    "july jul июль июля июлю июлем июле",
    "august aug август августа августу августом августе",
    "september sep sept сентябрь сентября сентябрю сентябрем сентябре",
    "october oct октябрь октября октябрю октябрем октябре",
    "november nov ноябрь ноября ноябрю ноябрем ноябре",
    "december dec декабрь декабря декабрю декабрем декабре",
];

const WEEKDAYS: &[(Weekday, &str)] = &[
    (Weekday::Monday, "monday mon понедельник понедельника понедельнику понедельником понедельнике"),
    (Weekday::Tuesday, "tuesday tue tues вторник вторника вторнику вторником вторнике"),
    (Weekday::Wednesday, "wednesday wed среда среду среды среде средой"),
    (Weekday::Thursday, "thursday thu thurs четверг четверга четвергу четвергом четверге"),
    (Weekday::Friday, "friday fri пятница пятницу пятницы пятнице пятницей"),
    (Weekday::Saturday, "saturday sat суббота субботу субботы субботе субботой"),
    (Weekday::Sunday, "sunday sun воскресенье воскресенья воскресенью воскресеньем"),
];

const OTHERS: &[(Word, &str)] = &[
    (Word::Unit(Unit::Hour), "hour hours час часа часов часам часами часом"),
    (Word::Unit(Unit::Day), "day days день дня дни дней дню днем днями днях сутки суток"),
    (Word::Unit(Unit::Week), "week weeks fortnight неделя недели неделю неделе недель неделей неделями неделях"),
    (
        Word::Unit(Unit::Month),
        "month months месяц месяца месяцу месяцем месяце месяцы месяцев месяцам месяцами месяцах",
    ),
    (Word::Unit(Unit::Year), "year years год года году годом годе годы годов лет годами годах"),
    (Word::Unit(Unit::Decade), "decade decades десятилетие десятилетия десятилетии десятилетий десятилетиями"),
    (Word::Weekend, "weekend выходные выходных"),
    (Word::Season(12, 2), "winter зима зиму зимы зимой зиме"),
    (Word::Season(3, 5), "spring весна весну весны весной весне"),
    (Word::Season(6, 8), "summer лето лета летом лету"),
    (Word::Season(9, 11), "autumn fall осень осени осенью"),
    (Word::Day(-2), "позавчера"),
    (Word::Day(-1), "yesterday вчера"),
    (Word::Day(0), "today tonight overnight сегодня"),
    (Word::Eve, "накануне"),
    (Word::Day(1), "tomorrow завтра"),
    (Word::Day(2), "послезавтра"),
    (
        Word::DayPart,
        "morning afternoon evening night dawn noon midnight midday nightfall dusk утром вечером ночью утра вечера ночи утро вечер ночь вечеру утру \
         полдень полночь рассвете",
    ),
    (
        Word::Lately,
        "last past прошлой прошлом прошлый прошлую прошлое прошлого прошлые прошлым прошлых минувшей минувшем минувший минувшую минувшего \
         минувшие минувших последние последних последний",
    ),
    (
        Word::Shift(0),
        "this current этой этом этот эту этого это этим эти текущей текущем текущего текущий нынешней нынешнем нынешнего нынешний сей \
         сего",
    ),
    (
        Word::Shift(1),
        "next следующей следующем следующую следующий следующего следующие следующих будущей будущем будущего будущую предстоящей \
         предстоящие ближайший ближайшую наступающем наступающего наступающий",
    ),
    (Word::Again(0), "same that тот ту та том той того тех тем"),
    (Word::Again(1), "following"),
    (Word::Again(-1), "previous предыдущий предыдущую предыдущем предыдущей предыдущего"),
    (Word::Part(Part::Early), "early beginning start начало начала начале началу началом"),
    (Word::Part(Part::Mid), "mid middle середина середины середине середину"),
    (Word::Part(Part::Late), "late end close конец конца конце концу концом исходе"),
    (Word::In, "in on at during over throughout of в во на за о"),
    (Word::Since, "since from after starting с со начиная после"),
    (Word::Until, "until till by before through до к ко по"),
    (Word::Between, "between между"),
    (Word::Vague, "recent coming preceding ближайшие ближайших"),
    (Word::Recently, "recently lately недавно"),
    (Word::Within, "within течение"),
    (Word::Through, "через"),
    (
        Word::Opener,
        "the a an some few several as no not up back later earlier не ранее позднее уже еще несколько new christmas easter pentecost every earliest around about shortly около примерно",
    ),
];
