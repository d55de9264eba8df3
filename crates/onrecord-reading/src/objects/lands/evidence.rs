//! What a text shows of the names that stand alone in it: whether they have what countries have, what towns have, or act.

use super::form::{self, Printed, is_cyrillic};
use crate::{
    SpeakerKind,
    document::Document,
    lexicon::{Class, Form},
    mention::Cast,
    tokens::{Kind, Token},
};
use std::collections::{BTreeMap, HashSet};

/// Names that are looked at, at most.
const MOST: usize = 1024;

/// Forms of one name that are kept, at most.
const FORMS: usize = 16;

/// What a text shows of one name.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// As printed, in order.
    pub(super) forms: Vec<Printed>,
    /// An adjective or a people is called after it.
    pub(super) adjective: bool,
    /// It has an embassy, a government, citizens.
    state: usize,
    /// It has an airport, a mayor, streets.
    town: usize,
    /// It acts, or has some body.
    acts: bool,
    /// It stands with its capital letter in the middle of a sentence.
    inner: bool,
}

impl Seen {
    pub(super) fn is_land(&self, listed: impl Fn(&str) -> bool) -> bool {
        let first = self.forms.first().map_or("", |(form, _)| form.as_str());
        let lower = first.to_lowercase();
        let known =
            listed(&lower) || is_cyrillic(&lower) && listed(&form::nominative(&self.forms, &listed).to_lowercase());
        let shaped = self.forms.iter().any(|(form, _)| has_shape(&form.to_lowercase()));
        known
            || self.state > self.town
            || self.state > 0 && self.adjective
            || self.town == 0 && (self.adjective || self.inner && (shaped || self.acts))
    }
}

/// "Sarvenia", «Тарвией»: names that end so are nearly all countries'; nouns in «-ция» aside.
fn has_shape(lower: &str) -> bool {
    let ends = |endings: &[&str]| endings.iter().any(|e| lower.ends_with(e));
    let long = lower.chars().count() >= 5;
    if is_cyrillic(lower) {
        return long
            && ends(&["ия", "ии", "ию", "ией", "стан", "стана", "стане", "станом", "стану"])
            && !ends(&["ция", "ции", "цию", "цией", "сия", "сии", "сию", "сией"]);
    }
    long && ends(&["ia", "land", "stan"]) && !lower.ends_with("phobia")
}

/// All names that can be a country's, by the root of their forms. `is_name` tells the names among the words that open a sentence.
pub(super) fn seen(
    document: &Document<'_>,
    cast: &Cast,
    above: &[&str],
    is_name: impl Fn(usize) -> bool,
) -> BTreeMap<String, Seen> {
    let mut out: BTreeMap<String, Seen> = BTreeMap::new();
    for at in 0..document.tokens.all().len() {
        if !can_be_land(document, cast, at) {
            continue;
        }
        let key = form::root(document.tokens.lower(at));
        if out.len() >= MOST && !out.contains_key(key) {
            continue;
        }
        let seen = out.entry(key.to_owned()).or_default();
        let before = if document.starts[at] { "" } else { document.tokens.lower(at.wrapping_sub(1)) };
        if seen.forms.len() < FORMS {
            seen.forms.push((document.slice(&(at..at + 1)).to_owned(), before.to_owned()));
        }
        let russian = is_cyrillic(document.tokens.lower(at));
        let (state, town) = match russian {
            true => (russian_state(document, at), russian_town(document, at)),
            false => (english_state(document, at), english_town(document, at)),
        };
        seen.state += usize::from(state);
        let shaped = russian && has_shape(document.tokens.lower(at));
        seen.town += usize::from(town && !state && !shaped);
        seen.acts |= acts(document, at) || if russian { has_body(document, at) } else { owns_body(document, at) };
        let inner = !document.starts[at] && at > 0 && !matches!(document.tokens.all()[at - 1].kind, Kind::Mark(_));
        seen.inner |= inner || !seen.inner && has_shape(document.tokens.lower(at)) && is_name(at);
    }
    let towns: HashSet<String> = out.iter().filter(|(_, s)| s.town > 0).map(|(key, _)| key.clone()).collect();
    for line in above {
        add_line(&mut out, line, &towns);
    }
    out
}

/// "Embassy of Kordovia in Marenia", «МИД Тарвии», "Radio Free Halvania": the names of a line above the text.
fn add_line(out: &mut BTreeMap<String, Seen>, line: &str, towns: &HashSet<String>) {
    let words: Vec<&str> = line.split(|c: char| !c.is_alphabetic() && c != '-').filter(|w| !w.is_empty()).collect();
    let lower: Vec<String> = words.iter().map(|w| w.to_lowercase().replace('ё', "е")).collect();
    let is_state = |word: &String| among(STATE_EN, word) || is_state_russian(word);
    for (n, word) in words.iter().enumerate().skip(1).take(32) {
        let before = &lower[n - 1];
        let joined = matches!(before.as_str(), "of" | "in" | "to" | "в" | "и" | "при") || is_cyrillic(before);
        if !word.starts_with(char::is_uppercase) || out.len() >= MOST {
            continue;
        }
        let entry = out.entry(form::root(&lower[n]).to_owned()).or_default();
        let state = joined && lower[..n].iter().any(is_state) && !towns.contains(form::root(&lower[n]));
        entry.state += usize::from(state);
        entry.inner = true;
        entry.forms.push(((*word).to_owned(), before.clone()));
    }
}

/// A capitalised word that stands alone, no person's name and no word of a closed class.
fn can_be_land(document: &Document<'_>, cast: &Cast, at: usize) -> bool {
    const NEVER: [Class; 10] = [
        Class::SentenceOpener,
        Class::Time,
        Class::Body,
        Class::Role,
        Class::Group,
        Class::Document,
        Class::Pronoun,
        Class::Preposition,
        Class::Determiner,
        Class::Modal,
    ];
    let Some(token) = document.token(at).filter(|t| t.is_capital()) else { return false };
    let lower = document.tokens.lower(at);
    let capital = |at: usize| document.token(at).is_some_and(Token::is_capital);
    let before = at.wrapping_sub(1);
    let joined = capital(before)
        && !document.word(before).is(Class::SentenceOpener)
        && !document.starts[at]
        && !crate::mention::is_month(document, before)
        && !opens_with_noun(document, before);
    let goes_on = capital(at + 1) && !document.starts[at + 1];
    let quoted = document.token(before).is_some_and(|t| matches!(t.kind, Kind::Mark('«' | '“' | '"')))
        && document.token(at + 1).is_some_and(|t| matches!(t.kind, Kind::Mark(_)));
    let acronym = document.slice(&(at..at + 1)).chars().all(char::is_uppercase);
    let russian = is_cyrillic(lower);
    // «министр спорта Сантории | Лидия Бранко».
    // «Пограничной стражи Каравии | Петер Надь»
    let before_person = || lower.ends_with("ии") && capital(at + 1) && capital(at + 2);
    let apposed = goes_on && russian && !joined && (russian_state(document, at) || before_person());
    let plain = |class: &Class| !token.word.is(*class);
    let noun = russian && !document.lexicon.noun_forms(lower).is_empty();
    if joined || goes_on && !apposed || quoted || acronym || noun || !NEVER.iter().all(plain) || among(KINDS, lower) {
        return false;
    }
    if lower.chars().count() < 4
        || document.lexicon.is_region(lower)
        || among(PARTS, lower)
        || lower.contains(['\'', '’'])
        || crate::mention::is_first_name_at(document, at) && !has_shape(lower)
    {
        return false;
    }
    let people = cast.named(document, &(at..at + 1));
    has_shape(lower) || apposed || !people.iter().any(|&m| cast.members[m].kind == SpeakerKind::Person)
}

/// «Власти | Тарвии»: a Russian noun has its capital letter from the beginning of its sentence.
fn opens_with_noun(document: &Document<'_>, at: usize) -> bool {
    let lower = document.tokens.lower(at);
    let noun = !document.lexicon.noun_forms(lower).is_empty() || is_state_russian(lower);
    is_cyrillic(lower) && document.starts[at] && noun
}

/// Kinds of states and of people, which are no names: "Republicans" are not of a land.
const KINDS: &str = "republic republics republican republicans democrat democrats democratic conservative conservatives liberal liberals socialist \
    communist social islamic royal federal national state states union kingdom federation constitution muslim muslims christian christians \
    secretary internet";

/// Parts of the world and of countries that would pass for countries: states of America, places in "-ia" and "-land".
const PARTS: &str = "alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa kansas \
    kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon \
    pennsylvania tennessee texas utah vermont virginia wisconsin wyoming africa antarctica asia europe eurasia scandinavia siberia crimea \
    catalonia bavaria silesia galicia anatolia transylvania tasmania queensland victoria cumbria philadelphia alexandria valencia columbia \
    cleveland oakland portland auckland rhineland lapland zealand sicilia";

/// What only countries have.
const STATE_EN: &str = "embassy consulate ambassador ambassadors envoy diplomat diplomats government president premier chancellor \
    minister ministers ministry republic kingdom king queen parliament citizen citizens national nationals people \
    army navy troops forces soldiers territory border borders waters airspace sovereignty independence leadership \
    capital delegation sanctions relations war invasion occupation annexation foreign counterpart passport leaders";

/// What only towns and other places below a country have.
const TOWN_EN: &str = "city town village port harbour harbor island islands river lake bay gulf province region district county suburb \
    outskirts municipality diocese bishop university mayor council councillors residents inhabitants streets street \
    square airport station prison hospital crossing bridge road valley coast mountains peninsula line court treaty \
    theatre museum stadium";

/// What stands in a town rather than in a country, told in the singular.
const SITS_IN_TOWNS: &str = "ministry centre center parliament headquarters bureau university college institute hospital museum office government \
    embassy cathedral school";

/// "the embassy of Tessaly", "relations with Tessaly", "Tessaly's foreign minister", "the Tessaly government".
fn english_state(document: &Document<'_>, at: usize) -> bool {
    let lower = |i: usize| document.tokens.lower(i);
    let is = |i: usize| among(STATE_EN, lower(i));
    // "the Foreign Minister | of | Lauria", "the | authorities | in Castrelia".
    if let Some(joint) =
        at.checked_sub(1).filter(|&i| matches!(lower(i), "of" | "to" | "with" | "against" | "on" | "in"))
    {
        let noun = joint.wrapping_sub(1);
        // Towns have authorities as well.
        let authorities = matches!(lower(noun), "authorities" | "leadership") && has_shape(lower(at));
        let named = match lower(joint) {
            "of" => is(noun) || in_name_of_body(document, joint),
            "to" => matches!(lower(noun), "ambassador" | "envoy" | "embassy" | "consul"),
            "in" => authorities || embassy_abroad(document, joint),
            _ => matches!(lower(noun), "relations" | "border" | "war" | "treaty" | "sanctions" | "talks" | "ties"),
        };
        if named || titled(document, joint) {
            return true;
        }
    }
    let owns = document.token(at + 1).is_some_and(|t| t.kind == Kind::Possessive);
    owns && (at + 2..at + 4).any(is) || is(at + 1) && lower(at + 1) != "minister"
}

/// "the Ministry of Foreign Affairs | of": a body's name of its own before the second "of".
fn in_name_of_body(document: &Document<'_>, of: usize) -> bool {
    let capital = |i: usize| document.token(i).is_some_and(Token::is_capital);
    let small = |i: usize| matches!(document.tokens.lower(i), "of" | "for" | "the" | "and");
    let run = (of.saturating_sub(8)..of).rev().take_while(|&i| capital(i) || small(i));
    run.into_iter().any(|i| among(STATE_EN, document.tokens.lower(i)))
}

/// "the Embassy of Kordovia | in", "the Lestrian ambassador | in".
fn embassy_abroad(document: &Document<'_>, joint: usize) -> bool {
    (joint.saturating_sub(3)..joint).any(|i| matches!(document.tokens.lower(i), "embassy" | "ambassador"))
        && document.tokens.lower(joint.wrapping_sub(2)) == "of"
}

/// "Premier Jon Hale | of" Lode.
fn titled(document: &Document<'_>, of: usize) -> bool {
    let capital = |i: usize| document.token(i).is_some_and(Token::is_capital);
    let role = |i: usize| document.word(i).is(Class::Role) && among(STATE_EN, document.tokens.lower(i));
    of >= 3
        && document.tokens.lower(of) == "of"
        && capital(of - 1)
        && capital(of - 2)
        && (of.saturating_sub(6)..of - 2).any(role)
}

/// "the port of Kell", "Kell airport", "at Kell".
fn english_town(document: &Document<'_>, at: usize) -> bool {
    let lower = |i: usize| document.tokens.lower(i);
    let is = |i: usize| among(TOWN_EN, lower(i));
    let of = at >= 2 && lower(at - 1) == "of" && is(at - 2);
    let in_town = at >= 2
        && lower(at - 1) == "in"
        && (matches!(lower(at - 2), "court" | "council" | "consulate" | "airport")
            || among(SITS_IN_TOWNS, lower(at - 2)) && !has_shape(lower(at)));
    let near = at >= 1
        && matches!(lower(at - 1), "at" | "near" | "outside" | "town" | "city" | "village" | "port" | "river" | "lake");
    // "the capital, Dresk".
    let capital = at >= 2
        && document.token(at - 1).is_some_and(|t| t.is(','))
        && matches!(lower(at - 2), "capital" | "city" | "town");
    of || in_town || near || capital || is(at + 1)
}

/// «МИД», «посольство», «граждане»: what only countries have, by the beginnings of its forms.
fn is_state_russian(lower: &str) -> bool {
    const WHOLE: &str = "вод водах воды мид мида миде мвд ввс вмс вмф сил армия армии армию армией";
    const STARTS: &str = "минобороны минфин генштаб генпрокуратур посольств посол посла послу послом послы консул дипломат \
        диппредставительств постпред представительств правительств премьер президент канцлер министр министерств \
        парламент сенат гражда подданн территори границ столиц народ корол республик суверенитет независимост сборн \
        военн войск власт руководств паспорт поверенн погранични центробанк спецслужб вице-консул";
    among(WHOLE, lower) || STARTS.split_whitespace().any(|s| lower.starts_with(s))
}

/// «МИД Тарвии», «министерство внутренних дел Тарвии», «границе Полесины и Ольхании», «посольство Кестрии в Дольмарке».
fn russian_state(document: &Document<'_>, at: usize) -> bool {
    let lower = |i: usize| document.tokens.lower(i);
    let capital = |i: usize| document.token(i).is_some_and(Token::is_capital);
    let Some(mut i) = at.checked_sub(1) else { return false };
    if lower(i) == "и" && i > 0 && capital(i - 1) && i > 1 {
        i -= 2;
    }
    // «посольство Кестрии | в»: not «министерство в».
    if matches!(lower(i), "в" | "во") && i > 1 && capital(i - 1) {
        let abroad = ["посольств", "посол", "посла", "послу", "послом", "представительств", "поверенн", "делах"];
        return abroad.iter().any(|a| lower(i - 2).starts_with(a));
    }
    for back in 0..4 {
        let Some(at) = i.checked_sub(back) else { return false };
        let small = document.token(at).is_some_and(|t| t.is_word()) && document.word(at).cue.is_none();
        if !small || document.word(at).is(Class::Preposition) || document.word(at).is(Class::Conjunction) {
            return false;
        }
        if is_state_russian(lower(at)) {
            return true;
        }
        // «посла | префект Гланца»: what is not whose ends it.
        let whose = ["а", "я", "ы", "и", "ой", "ей", "го", "их", "ых", "ов", "ев", "дел", "прав", "сил"];
        if !whose.iter().any(|e| lower(at).ends_with(e)) {
            return false;
        }
        if document.starts[at] || is_town_russian(lower(at)) || document.word(at).is(Class::Role) {
            return false;
        }
    }
    false
}

/// «город», «мэрия», «порт»: what towns and other places below a country have or are.
fn is_town_russian(lower: &str) -> bool {
    const OF_TOWNS: &str = "мэр мэри город горсовет горо порт вокзал аэропорт район собор сел посел деревн хутор станиц остров полуостров \
        рек озер залив пролив улиц площад област краю окраин пригород вблизи близ";
    // «в сёлах Тарвии»: of several it tells where they are.
    let several = ["ах", "ях", "ам", "ям", "ами", "ями", "ов", "и"].iter().any(|e| lower.ends_with(e));
    !several && OF_TOWNS.split_whitespace().any(|w| lower.starts_with(w))
}

/// «порт Гард», «в столице Оскании Мирте», «под Варденой».
fn russian_town(document: &Document<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let lower = document.tokens.lower(before);
    let own = ["бург", "бурга", "бурге", "град", "граде", "града", "поль", "поле", "ополя"]
        .iter()
        .any(|e| document.tokens.lower(at).ends_with(e));
    own || is_town_russian(lower) && !document.starts[at] || matches!(lower, "под" | "около" | "возле")
}

/// «Служба исполнения наказаний Литмара», «компания из Литмара»: some body is there.
fn has_body(document: &Document<'_>, at: usize) -> bool {
    const PUBLIC: &str = "служб агентств учреждени ведомств комитет суд полици полк общин компани экономик бюджет";
    let words = (at.saturating_sub(3)..at).rev().take_while(|&i| {
        document.token(i).is_some_and(|t| t.kind == Kind::Word || t.is_capital())
            && !document.word(i).is(Class::Preposition)
            && document.word(i).cue.is_none()
    });
    words.into_iter().any(|i| PUBLIC.split_whitespace().any(|p| document.tokens.lower(i).starts_with(p)))
}

/// "Pellmark's Second Bureau", "Lumen's own police".
fn owns_body(document: &Document<'_>, at: usize) -> bool {
    let public = |at: usize| {
        [Class::Body, Class::Group, Class::Role].iter().any(|&class| document.word(at).is(class))
            && document.token(at).is_some_and(Token::is_word)
    };
    document.token(at + 1).is_some_and(|t| t.kind == Kind::Possessive) && (at + 2..at + 4).any(public)
}

/// "Brusca must honour", «Норданд пообещал»: somebody who acts.
fn acts(document: &Document<'_>, at: usize) -> bool {
    let Some(next) = document.token(at + 1).filter(|t| t.is_word()) else { return false };
    let lower = document.tokens.lower(at + 1);
    let russian = is_cyrillic(document.tokens.lower(at));
    let past = ["ла", "л", "ло"].iter().any(|e| lower.ends_with(e)) && crate::mention::is_past(lower);
    let bound = lower.starts_with("обяза") || lower.starts_with("долж");
    let finite = next.word.cue.is_some_and(|cue| cue.form != Form::Gerund);
    next.word.is(Class::Modal) || next.word.is(Class::Auxiliary) || finite || russian && (past || bound)
}

/// "the Halvanian | capital": whether an adjective stands before what only countries have.
pub(super) fn describes_a_state(document: &Document<'_>, at: usize) -> bool {
    let noun = document.tokens.lower(at + 1);
    if is_cyrillic(noun) {
        return is_state_russian(noun) || noun.starts_with("сторон") || noun.starts_with("подразделени");
    }
    among(STATE_EN, noun) && noun != "people" || noun == "authorities" || noun == "side"
}

fn among(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|w| w == word)
}
