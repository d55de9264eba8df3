//! Why a search found nothing: what was searched, and which condition emptied it.
//!
//! Takes the archive and the query, gives plain data and sentences that the terminal and the web page both print. It never says that
//! something was not said, only that it is not in this archive, and what this archive covers.

use crate::print;
use onrecord_archive::{Archive, Error, Query, Versions};
use serde::Serialize;

/// An empty result, explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Explanation {
    /// What was searched.
    pub(crate) searched: Searched,
    /// Each condition of the query by itself.
    pub(crate) conditions: Vec<Condition>,
    /// The explanation for a person, one sentence each.
    pub(crate) sentences: Vec<String>,
    /// What to do about it.
    pub(crate) hints: Vec<String>,
    /// Statements that fit, were it not for their class or confidence.
    pub(crate) left_out: u64,
}

/// What a search goes through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Searched {
    /// Statements in the archive.
    pub(crate) statements: u64,
    /// Articles in it.
    pub(crate) articles: u64,
    /// Outlets that it has articles of, by name, in the order in which the archive lists them.
    pub(crate) outlets: Vec<String>,
    /// Earliest publication.
    pub(crate) first_published: Option<String>,
    /// Latest publication.
    pub(crate) last_published: Option<String>,
}

/// One condition of a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Condition {
    /// As typed: `harbour`, `"at least 300"`, `speaker:Tolland`.
    pub(crate) condition: String,
    /// Statements that it fits by itself.
    pub(crate) alone: u64,
    /// Statements that fit all the other conditions.
    pub(crate) without: u64,
}

/// Explains why `query`, with the usual filter where it names none, found no statement. Costs two counts a condition.
pub(crate) fn empty_result(archive: &Archive, query: &Query) -> Result<Explanation, Error> {
    let searched = searched(archive)?;
    let mut conditions = Vec::new();
    let mut left_out = 0;
    if searched.statements > 0 {
        left_out = archive.count_found(&query.clone().of_every_class())?;
        for part in parts(query) {
            conditions.push(Condition {
                alone: count(archive, &part.alone)?,
                without: count(archive, &part.without)?,
                condition: part.condition,
            });
        }
    }
    let mut explanation = Explanation { sentences: Vec::new(), hints: Vec::new(), searched, conditions, left_out };
    explanation.put_into_words();
    Ok(explanation)
}

fn searched(archive: &Archive) -> Result<Searched, Error> {
    let sources = archive.sources()?;
    Ok(Searched {
        statements: sources.iter().map(|s| s.statements).sum(),
        articles: sources.iter().map(|s| s.articles).sum(),
        first_published: sources.iter().filter_map(|s| s.first_published.clone()).min(),
        last_published: sources.iter().filter_map(|s| s.last_published.clone()).max(),
        outlets: sources.into_iter().filter_map(|s| s.outlet).collect(),
    })
}

fn count(archive: &Archive, query: &Query) -> Result<u64, Error> {
    // A query without conditions is everything, which answers nothing.
    if *query == Query::default() {
        return Ok(0);
    }
    archive.count_found(&query.clone().with_usual_filter())
}

/// A query taken apart at one of its conditions.
struct Part {
    condition: String,
    alone: Query,
    without: Query,
}

fn parts(query: &Query) -> Vec<Part> {
    let nothing = Query::default;
    let mut parts = Vec::new();
    let mut part = |condition: String, alone: Query, without: Query| parts.push(Part { condition, alone, without });
    for (i, word) in query.words.iter().enumerate() {
        let mut without = query.clone();
        without.words.remove(i);
        part(word.clone(), Query { words: vec![word.clone()], ..nothing() }, without);
    }
    for (i, phrase) in query.phrases.iter().enumerate() {
        let mut without = query.clone();
        without.phrases.remove(i);
        part(format!("\"{phrase}\""), Query { phrases: vec![phrase.clone()], ..nothing() }, without);
    }
    if !query.speakers.is_empty() {
        let alone = Query { speakers: query.speakers.clone(), ..nothing() };
        part(typed("speaker", &query.speakers), alone, Query { speakers: Vec::new(), ..query.clone() });
    }
    if !query.outlets.is_empty() {
        let alone = Query { outlets: query.outlets.clone(), ..nothing() };
        part(typed("outlet", &query.outlets), alone, Query { outlets: Vec::new(), ..query.clone() });
    }
    if !query.languages.is_empty() {
        let alone = Query { languages: query.languages.clone(), ..nothing() };
        part(typed("language", &query.languages), alone, Query { languages: Vec::new(), ..query.clone() });
    }
    if !query.modes.is_empty() {
        let names: Vec<String> = query.modes.iter().map(|m| m.as_str().to_owned()).collect();
        let alone = Query { modes: query.modes.clone(), ..nothing() };
        part(typed("mode", &names), alone, Query { modes: Vec::new(), ..query.clone() });
    }
    if !query.classes.is_empty() {
        let names: Vec<String> = query.classes.iter().map(|c| c.as_str().to_owned()).collect();
        let alone = Query { classes: query.classes.clone(), ..nothing() };
        part(typed("class", &names), alone, Query { classes: Vec::new(), ..query.clone() });
    }
    if let Some(least) = query.confidence {
        let alone = Query { confidence: query.confidence, ..nothing() };
        part(format!("confidence:{least}"), alone, Query { confidence: None, ..query.clone() });
    }
    if let Some(day) = &query.after {
        let alone = Query { after: query.after.clone(), ..nothing() };
        part(format!("after:{day}"), alone, Query { after: None, ..query.clone() });
    }
    if let Some(day) = &query.before {
        let alone = Query { before: query.before.clone(), ..nothing() };
        part(format!("before:{day}"), alone, Query { before: None, ..query.clone() });
    }
    if let Some(numbers) = &query.figure {
        let alone = Query { figure: query.figure.clone(), ..nothing() };
        part(format!("figure:{}", numbers.typed()), alone, Query { figure: None, ..query.clone() });
    }
    if !query.standings.is_empty() {
        let names: Vec<String> = query.standings.iter().map(|s| s.as_str().to_owned()).collect();
        let alone = Query { standings: query.standings.clone(), ..nothing() };
        part(typed("review", &names), alone, Query { standings: Vec::new(), ..query.clone() });
    }
    if query.versions != Versions::Newest {
        let alone = Query { versions: query.versions, ..nothing() };
        let condition = format!("version:{}", query.versions.as_str());
        part(condition, alone, Query { versions: Versions::Newest, ..query.clone() });
    }
    for (operator, list) in OF_OBJECTS {
        let values = list(&mut query.clone()).clone();
        if !values.is_empty() {
            let (mut alone, mut without) = (nothing(), query.clone());
            list(&mut alone).clone_from(&values);
            list(&mut without).clear();
            part(typed(operator, &values), alone, without);
        }
    }
    parts
}

/// Where a query holds the values of an operator.
type Values = fn(&mut Query) -> &mut Vec<String>;

/// Operators on what is in a statement, and where a query holds their values.
const OF_OBJECTS: [(&str, Values); 7] = [
    ("unit", |q| &mut q.units),
    ("demand", |q| &mut q.demands),
    ("to", |q| &mut q.to),
    ("incident", |q| &mut q.incidents),
    ("actor", |q| &mut q.actors),
    ("target", |q| &mut q.targets),
    ("about", |q| &mut q.about),
];

/// `speaker:Tolland`, `speaker:"Mira Tolland" speaker:Venn`.
fn typed(operator: &str, values: &[String]) -> String {
    let one = |value: &String| match value.contains(char::is_whitespace) {
        true => format!("{operator}:\"{value}\""),
        false => format!("{operator}:{value}"),
    };
    values.iter().map(one).collect::<Vec<_>>().join(" ")
}

impl Explanation {
    fn put_into_words(&mut self) {
        let searched = &self.searched;
        if searched.articles == 0 {
            self.sentences.push("Nothing to search: this archive holds no articles yet.".to_owned());
            self.hints.push("add pages first: `onrecord add PATH…`".to_owned());
            return;
        }
        let where_not =
            if self.left_out > 0 { "Not among what this archive shows at first" } else { "Not in this archive" };
        self.sentences.push(format!("{where_not}. {}", searched.in_words()));
        let nowhere: Vec<&Condition> = self.conditions.iter().filter(|c| c.alone == 0).collect();
        if self.conditions.len() > 1 {
            for c in &nowhere {
                self.sentences.push(format!("By itself, `{}` finds no statement.", c.condition));
            }
        }
        let helps: Vec<&Condition> = self.conditions.iter().filter(|c| c.without > 0).collect();
        for c in &helps {
            let n = print::count(c.without, "statement fits", "statements fit");
            self.sentences.push(format!("Without `{}`, {n} the rest.", c.condition));
        }
        if self.conditions.len() > 1 && nowhere.is_empty() && helps.is_empty() {
            self.sentences.push(
                "Each condition fits some statements, but even with one left out no statement fits all.".to_owned(),
            );
        }
        if self.left_out > 0 {
            let n = print::count(
                self.left_out,
                "statement fits that is another act than saying and asking",
                "statements fit that are other acts than saying and asking",
            );
            self.sentences.push(format!("{n}, or less sure than is shown."));
            self.hints.push("see them with `class:any confidence:any`".to_owned());
        }
        let asks = |operator: &str| nowhere.iter().any(|c| c.condition.starts_with(operator));
        if asks("outlet:") {
            self.hints.push(format!("outlets in it: {}", list(&searched.outlets)));
        }
        if asks("speaker:") {
            self.hints.push("try the surname alone, or the role: `speaker:minister`".to_owned());
        }
        if nowhere.iter().any(|c| c.condition.starts_with('"')) {
            self.hints.push(
                "a phrase must stand word by word; without quotation marks, the words may stand apart".to_owned(),
            );
        }
    }
}

impl Searched {
    /// "It holds 812 statements in 102 articles of 7 outlets, published 2021-12-28 to 2022-03-05."
    pub(crate) fn in_words(&self) -> String {
        let day = |iso: &String| iso.split('T').next().unwrap_or_default().to_owned();
        let period = match (self.first_published.as_ref().map(day), self.last_published.as_ref().map(day)) {
            (Some(first), Some(last)) if first == last => format!(", published {first}"),
            (Some(first), Some(last)) => format!(", published {first} to {last}"),
            _ => ", none of them dated".to_owned(),
        };
        let outlets = match self.outlets.len() as u64 {
            0 => String::new(),
            n => format!(" of {}", print::count(n, "outlet", "outlets")),
        };
        let statements = print::count(self.statements, "statement", "statements");
        let articles = print::count(self.articles, "article", "articles");
        format!("It holds {statements} in {articles}{outlets}{period}.")
    }
}

/// "A, B, C and 4 more".
fn list(names: &[String]) -> String {
    const SHOWN: usize = 8;
    let shown = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained(searched: Searched, conditions: &[(&str, u64, u64)]) -> String {
        explained_with(searched, conditions, 0)
    }

    fn explained_with(searched: Searched, conditions: &[(&str, u64, u64)], left_out: u64) -> String {
        let conditions = conditions
            .iter()
            .map(|&(c, alone, without)| Condition { condition: c.to_owned(), alone, without })
            .collect();
        let mut e = Explanation { searched, conditions, sentences: Vec::new(), hints: Vec::new(), left_out };
        e.put_into_words();
        e.sentences.into_iter().chain(e.hints.into_iter().map(|h| format!("hint: {h}"))).collect::<Vec<_>>().join("\n")
    }

    fn some() -> Searched {
        Searched {
            statements: 1240,
            articles: 80,
            outlets: vec!["Harbour Gazette".to_owned(), "The Venn Courier".to_owned()],
            first_published: Some("2031-02-03T10:00+01:00".to_owned()),
            last_published: Some("2031-04".to_owned()),
        }
    }

    #[test]
    fn an_empty_archive_says_so() {
        insta::assert_snapshot!(explained(Searched::default(), &[]), @r"
        Nothing to search: this archive holds no articles yet.
        hint: add pages first: `onrecord add PATH…`
        ");
    }

    #[test]
    fn the_filter_that_emptied_it_is_named() {
        let conditions = [("harbour", 12, 0), ("outlet:Times", 0, 9)];
        insta::assert_snapshot!(explained(some(), &conditions), @r"
        Not in this archive. It holds 1,240 statements in 80 articles of 2 outlets, published 2031-02-03 to 2031-04.
        By itself, `outlet:Times` finds no statement.
        Without `outlet:Times`, 9 statements fit the rest.
        hint: outlets in it: Harbour Gazette, The Venn Courier
        ");
    }

    #[test]
    fn what_the_usual_filter_left_out_is_said() {
        insta::assert_snapshot!(explained_with(some(), &[("harbour", 0, 0)], 3), @r"
        Not among what this archive shows at first. It holds 1,240 statements in 80 articles of 2 outlets, published 2031-02-03 to 2031-04.
        3 statements fit that are other acts than saying and asking, or less sure than is shown.
        hint: see them with `class:any confidence:any`
        ");
    }

    #[test]
    fn conditions_that_only_exclude_each_other_are_told_from_misses() {
        let conditions = [("harbour", 12, 0), ("speaker:Tolland", 4, 0), ("after:2031-04", 1, 0)];
        insta::assert_snapshot!(explained(some(), &conditions), @r"
        Not in this archive. It holds 1,240 statements in 80 articles of 2 outlets, published 2031-02-03 to 2031-04.
        Each condition fits some statements, but even with one left out no statement fits all.
        ");
    }

    #[test]
    fn every_condition_is_tried_alone_and_left_out() {
        let query = Query {
            words: vec!["harbour".to_owned()],
            phrases: vec!["at least 300".to_owned()],
            speakers: vec!["Mira Tolland".to_owned(), "Venn".to_owned()],
            outlets: vec!["Gazette".to_owned()],
            languages: vec!["ru".to_owned()],
            modes: vec![onrecord_reading::Mode::Direct],
            classes: vec![onrecord_reading::CueClass::Judging],
            confidence: Some(0.8),
            after: Some("2031".to_owned()),
            before: Some("2032-01".to_owned()),
            figure: Query::parse("figure:>300").value.figure,
            units: vec!["pilots".to_owned()],
            demands: vec!["open".to_owned()],
            to: vec!["Lisna".to_owned()],
            incidents: vec!["expel".to_owned()],
            actors: vec!["Dolmark".to_owned()],
            targets: vec!["diplomats".to_owned()],
            about: vec!["Mira Tolland".to_owned()],
            standings: vec![onrecord_archive::Standing::Accepted],
            versions: Versions::Earlier,
        };
        let parts = parts(&query);
        let shown: Vec<&str> = parts.iter().map(|p| p.condition.as_str()).collect();
        insta::assert_snapshot!(shown.join(" | "), @r#"harbour | "at least 300" | speaker:"Mira Tolland" speaker:Venn | outlet:Gazette | language:ru | mode:direct | class:judging | confidence:0.8 | after:2031 | before:2032-01 | figure:>300 | review:accepted | version:earlier | unit:pilots | demand:open | to:Lisna | incident:expel | actor:Dolmark | target:diplomats | about:"Mira Tolland""#);
        assert!(parts.iter().all(|p| p.alone != Query::default() && p.without != query && p.alone != p.without));
    }
}
