//! Which statements are wanted, as the command line says it.

use crate::print;
use onrecord_archive::{Entry, Filter};
use onrecord_reading::{CueClass, Reading};

/// Options of the verbs that show statements.
#[derive(Debug, clap::Args)]
pub(super) struct Wanted {
    /// Only statements whose cue does this: saying, asking, judging, believing, wanting; any = all of them
    #[arg(long, value_name = "CLASS,…", value_delimiter = ',', value_parser = class)]
    class: Vec<Class>,

    /// Only statements at least so sure: 0 to 1
    #[arg(long, value_name = "NUMBER", value_parser = confidence)]
    confidence: Option<f32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    One(CueClass),
    Any,
}

fn class(typed: &str) -> Result<Class, String> {
    match typed.to_lowercase().as_str() {
        "any" => Ok(Class::Any),
        one => one.parse().map(Class::One).map_err(|()| {
            let all: Vec<&str> = CueClass::ALL.into_iter().map(CueClass::as_str).collect();
            format!("classes are {} and any", all.join(", "))
        }),
    }
}

fn confidence(typed: &str) -> Result<f32, String> {
    let number = typed.parse().ok().filter(|least| (0.0..=1.0).contains(least));
    number.ok_or_else(|| "it is a number from 0 to 1".to_owned())
}

impl Wanted {
    /// What was asked for; `otherwise` where nothing was.
    pub(super) fn filter(&self, otherwise: &Filter) -> Filter {
        let any = self.class.contains(&Class::Any);
        let one = |class: &Class| if let Class::One(class) = class { Some(*class) } else { None };
        let classes = match self.class[..] {
            [] => otherwise.classes.clone(),
            _ if any => Vec::new(),
            ref some => some.iter().filter_map(one).collect(),
        };
        Filter { classes, confidence: self.confidence.unwrap_or(otherwise.confidence) }
    }

    /// Of JSON everything, of print for a person what is usual.
    pub(super) fn filter_for(&self, json: bool) -> Filter {
        self.filter(&if json { Filter::everything() } else { Filter::usual() })
    }
}

/// A reading with the statements that pass alone.
pub(super) fn sift(reading: &Reading, filter: &Filter) -> Reading {
    let passing = reading.statements.iter().filter(|s| filter.passes(s.class, s.confidence));
    Reading { statements: passing.cloned().collect(), ..reading.clone() }
}

/// Likewise of a stored article, whose speakers go with its statements.
pub(super) fn sift_entry(entry: &Entry, filter: &Filter) -> Entry {
    let passing = |(s, _): &(&onrecord_reading::Statement, _)| filter.passes(s.class, s.confidence);
    let both = entry.reading.statements.iter().zip(&entry.speakers).filter(passing);
    let speakers = both.map(|(_, speaker)| *speaker).collect();
    Entry { reading: sift(&entry.reading, filter), speakers, ..entry.clone() }
}

/// "3 more statements are other acts …"; nothing where all are shown.
pub(super) fn left_out(n: u64, way: &str) -> Option<String> {
    let more =
        print::count(n, "more statement is another act or less sure", "more statements are other acts or less sure");
    (n > 0).then(|| print::styled(print::DIM, &format!("{more}: `{way}` shows all")))
}

/// The way to see all, for verbs with [`Wanted`].
pub(super) const ALL: &str = "--class any --confidence 0";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_replaces_what_is_usual() {
        let wanted = |class: &[Class], confidence| Wanted { class: class.to_vec(), confidence }.filter_for(false);
        assert_eq!(wanted(&[], None), Filter::usual());
        assert_eq!(wanted(&[Class::Any], Some(0.0)), Filter::everything());
        let asking = wanted(&[Class::One(CueClass::Asking)], None);
        assert_eq!((asking.classes, asking.confidence), (vec![CueClass::Asking], Filter::usual().confidence));
        assert_eq!(class("Judging"), Ok(Class::One(CueClass::Judging)));
        assert!(class("shouting").is_err() && confidence("2").is_err() && confidence("NaN").is_err());
    }
}
