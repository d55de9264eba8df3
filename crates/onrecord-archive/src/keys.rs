//! Keys: how what is in a statement is found. One key says one thing of one object ("an open demand on somebody called harbour").
//!
//! Takes an object's words, gives its keys; takes a query, gives what keys it asks for ([`Sought`]). The index holds the keys of a
//! statement, the tables those of a row, so that both find the same. Conditions on one kind of object hold for one and the same
//! object, as far as each word of them goes.

use crate::{
    Query,
    query::Numbers,
    words::{fold, stem, words},
};

/// Between the parts of a key: no letter, digit or mark.
const GAP: char = '\u{1}';

/// The kind of object that a key speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Numbers that count something.
    Figure,
    /// Who asks whom for what.
    Demand,
    /// Who did what to whom.
    Incident,
    /// Who is named.
    Name,
}

/// What is asked of the keys of one kind: of each list one, and of that all.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sought {
    pub(crate) kind: Kind,
    pub(crate) any_of: Vec<Vec<Key>>,
}

/// A key, or the keys between two (both included).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    One(String),
    Between(String, String),
}

impl Sought {
    /// Whether every object of the kind is asked for, so that none need be looked at.
    pub(crate) fn takes_all(&self) -> bool {
        let whatever = match self.kind {
            Kind::Figure => counted_key(""),
            Kind::Demand => demand_key("any", ""),
            Kind::Incident => incident_key("any", '-', ""),
            Kind::Name => return false,
        };
        self.any_of.iter().any(|all| all.iter().all(|key| matches!(key, Key::One(key) if *key == whatever)))
    }

    /// Whether an object with these keys is asked for.
    pub(crate) fn fits(&self, keys: &[String]) -> bool {
        let has = |key: &Key| match key {
            Key::One(wanted) => keys.contains(wanted),
            Key::Between(low, high) => keys.iter().any(|k| low <= k && k <= high),
        };
        self.any_of.iter().any(|all| all.iter().all(has))
    }
}

/// The words of a name or a unit as keys have them: folded and stemmed.
pub(crate) fn stems(text: &str) -> Vec<String> {
    let mut stems: Vec<String> = words(text).map(|w| stem(&fold(&w.folded))).collect();
    if text.trim() == "%" {
        stems.push("%".to_owned());
    }
    stems.dedup();
    stems
}

/// What is counted, under the name that figures have it by.
fn unit_stems(typed: &str) -> Vec<String> {
    let lower = typed.trim().to_lowercase();
    let known = match lower.as_str() {
        "percent" | "per cent" | "процент" | "процентов" | "процента" | "проценты" => {
            "%"
        }
        "dollar" | "dollars" | "$" | "доллар" | "доллары" | "долларов" => "usd",
        "euro" | "euros" | "€" | "евро" => "eur",
        "pound" | "pounds" | "£" | "фунт" | "фунты" | "фунтов" => "gbp",
        "rouble" | "roubles" | "ruble" | "rubles" | "₽" | "рубль" | "рубли" | "рублей" => "rub",
        "yuan" | "юань" | "юани" | "юаней" => "cny",
        other => other,
    };
    stems(known)
}

fn figure_key(word: &str, number: u64) -> String {
    format!("f{GAP}{word}{GAP}{number:016x}")
}

/// Whatever the number: one key is found much faster than all between two.
fn counted_key(word: &str) -> String {
    format!("f{GAP}{word}")
}

/// Keys of a figure: its numbers by themselves, and under each word of what it counts; and that word whatever the number.
pub(crate) fn of_figure(low: f64, high: f64, unit: Option<&str>, modifiers: Option<&str>) -> Vec<String> {
    let counted = unit.into_iter().chain(modifiers).flat_map(stems).chain([String::new()]);
    let mut keys = Vec::new();
    for word in counted {
        keys.push(figure_key(&word, Numbers::order_of(low)));
        keys.push(figure_key(&word, Numbers::order_of(high)));
        keys.push(counted_key(&word));
    }
    distinct(keys)
}

fn demand_key(what: &str, to: &str) -> String {
    format!("d{GAP}{what}{GAP}{to}")
}

/// Keys of a demand: how it stands and how hard it asks, by themselves and with each word of who is asked.
pub(crate) fn of_demand(is_open: bool, force: &str, addressee: Option<&str>) -> Vec<String> {
    let state = if is_open { "open" } else { "closed" };
    let to: Vec<String> = addressee.into_iter().flat_map(stems).chain([String::new()]).collect();
    distinct(["any", state, force].iter().flat_map(|what| to.iter().map(move |to| demand_key(what, to))).collect())
}

fn incident_key(what: &str, role: char, who: &str) -> String {
    format!("i{GAP}{what}{GAP}{role}{who}")
}

/// Keys of an incident: its type, mode and status, by themselves and with each word of who acted and who was acted on.
pub(crate) fn of_incident([kind, mode, status]: [&str; 3], actor: Option<&str>, target: Option<&str>) -> Vec<String> {
    let parties: Vec<(char, String)> = (actor.into_iter().flat_map(stems).map(|w| ('a', w)))
        .chain(target.into_iter().flat_map(stems).map(|w| ('t', w)))
        .chain([('-', String::new())])
        .collect();
    let whats = ["any".to_owned(), act_stem(kind), act_stem(mode), act_stem(status)];
    let keys = whats.iter().flat_map(|what| parties.iter().map(move |(role, who)| incident_key(what, *role, who)));
    distinct(keys.collect())
}

/// "expelled" asks for expel.
fn act_stem(word: &str) -> String {
    stem(&fold(word.trim()))
}

fn name_key(word: &str) -> String {
    format!("n{GAP}{word}")
}

/// Keys of somebody who is named.
pub(crate) fn of_name(name: &str) -> Vec<String> {
    stems(name).iter().map(|word| name_key(word)).collect()
}

fn distinct(mut keys: Vec<String>) -> Vec<String> {
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What a query asks of the objects in a statement.
pub(crate) fn of_query(query: &Query) -> Vec<Sought> {
    let mut sought = Vec::new();
    let mut ask = |kind: Kind, any_of: Vec<Vec<Key>>| sought.push(Sought { kind, any_of });
    if query.figure.is_some() || !query.units.is_empty() {
        ask(Kind::Figure, figures(query));
    }
    if !query.demands.is_empty() || !query.to.is_empty() {
        ask(Kind::Demand, demands(query));
    }
    if !query.incidents.is_empty() || !query.targets.is_empty() || !query.actors.is_empty() {
        ask(Kind::Incident, incidents(query));
    }
    if !query.about.is_empty() {
        let named = |name: &String| stems(name).iter().map(|word| Key::One(name_key(word))).collect();
        ask(Kind::Name, query.about.iter().map(named).collect());
    }
    sought
}

fn figures(query: &Query) -> Vec<Vec<Key>> {
    let whole = Numbers::default();
    let numbers = query.figure.as_ref().unwrap_or(&whole);
    let of_word = |word: &String| match *numbers == whole {
        true => Key::One(counted_key(word)),
        false => Key::Between(figure_key(word, numbers.least), figure_key(word, numbers.most)),
    };
    if query.units.is_empty() {
        return vec![vec![of_word(&String::new())]];
    }
    query
        .units
        .iter()
        .map(|unit| unit_stems(unit).iter().map(of_word).collect())
        .filter(|all: &Vec<Key>| !all.is_empty())
        .collect()
}

fn or_any(values: &[String]) -> Vec<String> {
    if values.is_empty() { vec!["any".to_owned()] } else { values.to_vec() }
}

/// Each name's words; one without words where no name is asked for.
fn names(names: &[String]) -> Vec<Vec<String>> {
    if names.is_empty() { vec![Vec::new()] } else { names.iter().map(|name| stems(name)).collect() }
}

fn demands(query: &Query) -> Vec<Vec<Key>> {
    let mut any_of = Vec::new();
    for what in or_any(&query.demands) {
        for to in names(&query.to) {
            let bare = to.is_empty().then(|| demand_key(&what, ""));
            any_of.push(to.iter().map(|word| demand_key(&what, word)).chain(bare).map(Key::One).collect());
        }
    }
    any_of
}

fn incidents(query: &Query) -> Vec<Vec<Key>> {
    let mut any_of = Vec::new();
    for what in or_any(&query.incidents) {
        let what = if what == "any" { what } else { act_stem(&what) };
        for target in names(&query.targets) {
            for actor in names(&query.actors) {
                let parties = target.iter().map(|w| ('t', w)).chain(actor.iter().map(|w| ('a', w)));
                let mut all: Vec<Key> = parties.map(|(role, word)| Key::One(incident_key(&what, role, word))).collect();
                if all.is_empty() {
                    all.push(Key::One(incident_key(&what, '-', "")));
                }
                any_of.push(all);
            }
        }
    }
    any_of
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, keys: &[String]) -> bool {
        of_query(&Query::parse(typed).value).iter().all(|sought| sought.fits(keys))
    }

    #[test]
    fn a_figure_is_found_by_its_number_and_what_it_counts() {
        let keys = of_figure(300.0, 300.0, Some("immigrants"), Some("Sarven"));
        for typed in [
            "figure:300",
            "figure:>299",
            "figure:>=300",
            "figure:<=300",
            "figure:100..300",
            "figure:any",
            "unit:immigrant",
            "unit:\"Sarven immigrants\"",
            "figure:>200 unit:immigrants",
            "unit:pilots unit:immigrants",
        ] {
            assert!(found(typed, &keys), "{typed}");
        }
        for typed in ["figure:>300", "figure:<300", "figure:3", "unit:pilots", "figure:>300 unit:immigrants"] {
            assert!(!found(typed, &keys), "{typed}");
        }
        assert!(found("figure:>2 unit:percent", &of_figure(2.5, 2.5, Some("%"), None)));
        assert!(found("figure:<0 unit:dollars", &of_figure(-4.0, -4.0, Some("USD"), None)));
    }

    #[test]
    fn one_demand_must_fulfil_all_that_is_asked_of_demands() {
        let open = of_demand(true, "call", Some("United Harbours"));
        for typed in ["demand:any", "demand:open", "demand:call", "to:\"United Harbours\"", "demand:open to:harbour"] {
            assert!(found(typed, &open), "{typed}");
        }
        for typed in ["demand:closed", "demand:closed to:harbours", "to:\"United Pilots\"", "demand:promise to:united"]
        {
            assert!(!found(typed, &open), "{typed}");
        }
        let mut two = of_demand(true, "call", Some("Dolmark"));
        two.extend(of_demand(false, "promise", Some("Lisna")));
        assert!(found("demand:closed to:Lisna", &two) && !found("demand:closed to:Dolmark", &two));
    }

    #[test]
    fn an_incident_is_found_by_what_was_done_to_whom() {
        let keys = of_incident(["SANCTION", "expel", "asserted"], Some("Dolmark"), Some("diplomats"));
        for typed in [
            "incident:expel",
            "incident:expelled",
            "incident:sanction target:diplomat",
            "actor:Dolmark",
            "incident:any",
        ] {
            assert!(found(typed, &keys), "{typed}");
        }
        for typed in ["incident:detain", "target:Dolmark", "incident:expel target:pilots", "incident:denied"] {
            assert!(!found(typed, &keys), "{typed}");
        }
    }
}
