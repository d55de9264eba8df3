//! Month names of the languages whose press we expect, with the forms they take inside a date.

use std::{collections::HashMap, sync::LazyLock};

/// The month a word names, 1–12. The word is in lower case and without a full stop.
pub(crate) fn month(word: &str) -> Option<i8> {
    BY_NAME.get(word).copied()
}

static BY_NAME: LazyLock<HashMap<&str, i8>> = LazyLock::new(|| {
    let names = |(month, names): (i8, &'static str)| names.split_whitespace().map(move |name| (name, month));
    (1..).zip(MONTHS).flat_map(names).collect()
});

/// English, Russian, Ukrainian, Belarusian, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Czech, Slovak, Croatian
/// where it differs, Swedish, Danish, Norwegian, Finnish, Estonian, Hungarian, Romanian, Turkish, Indonesian, Greek, Bulgarian,
/// Catalan. A word that means another month elsewhere is left out of the rarer language ("listopad").
const MONTHS: [&str; 12] = [
    "january jan jän jänner januar janvier janv enero ene janeiro gennaio gen januari января январь янв января січня січень студзеня \
     stycznia styczeń sty ledna leden januára január siječnja tammikuuta tammikuu jaanuar jan ianuarie ocak oca ιανουαρίου ιαν януари gener",
    "february feb febr februar février fevrier févr fev fév febrero fevereiro febbraio februari februaraus февраля февраль фев февр лютого \
     лютий лютага lutego luty lut února únor februára február veljače helmikuuta helmikuu veebruar februarie şubat şub φεβρουαρίου φεβ \
     февруари febrer",
    "march mar mär märz maerz mrz mars marzo março marco maart mrt марта март мар березня березень сакавіка marca marzec března březen \
     marec ožujka maaliskuuta maaliskuu märts március martie mart maret μαρτίου μαρ març",
    "april apr avril avr abril abr aprile апреля апрель апр квітня квітень красавіка kwietnia kwiecień kwi dubna duben apríla apríl travnja \
     huhtikuuta huhtikuu aprill április aprilie nisan nis απριλίου απρ април",
    "may mai mayo maio maggio mag mei мая май травня травень maja maj května květen mája máj svibnja toukokuuta toukokuu május mayıs \
     μαΐου μαίου μαι maig",
    "june jun juin junio junho giugno giu juni июня июнь июн червня червень чэрвеня czerwca czerwiec cze června červen júna jún lipnja \
     kesäkuuta kesäkuu juuni június iunie haziran haz ιουνίου ιουν юни juny",
    "july jul juillet juil julio julho luglio lug juli июля июль июл липня липень ліпеня lipca lipiec lip července červenec júla júl \
     srpnja heinäkuuta heinäkuu juuli július iulie temmuz tem ιουλίου ιουλ юли juliol",
    "august aug août aout agosto ago augustus augusti августа август авг серпня серпень жніўня sierpnia sierpień sie srpna srpen augusta \
     kolovoza elokuuta elokuu augusztus ağustos ağu agustus αυγούστου αυγ agost",
    "september sep sept septembre septiembre setiembre setembro set settembre сентября сентябрь сен сент вересня вересень верасня września \
     wrzesień wrz září septembra rujna syyskuuta syyskuu szeptember septembrie eylül eyl σεπτεμβρίου σεπ септември setembre",
    "october oct okt oktober octobre octubre outubro out ottobre ott октября октябрь окт жовтня жовтень кастрычніка października \
     październik paź října říjen októbra október lokakuuta lokakuu oktoober octombrie ekim eki οκτωβρίου οκτ октомври",
    "november nov novembre noviembre novembro ноября ноябрь ноя нояб листопада листопад лістапада listopada listopad lis november novembra \
     studenoga marraskuuta marraskuu noiembrie kasım kas νοεμβρίου νοε ноември",
    "december dec dez dezember décembre decembre déc diciembre dic dezembro dicembre декабря декабрь дек грудня грудень снежня grudnia \
     grudzień gru prosince prosinec decembra prosinca joulukuuta joulukuu detsember decembrie aralık ara desember des δεκεμβρίου δεκ \
     декември desembre",
];
