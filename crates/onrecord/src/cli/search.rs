//! `onrecord search`: statements and articles, best first, and why there are none.

use super::wanted;
use crate::{
    explain::{self, Explanation},
    failure::{Ending, Failure},
    json::{self, ArticleFound, Counted, Name, NoteRead, StatementFound},
    print,
};
use onrecord_archive::{Archive, Hits, Query, Window};
use serde::Serialize;
use std::io::{self, Write};

/// Find statements and articles
///
/// Words must all stand in a statement, in any of their forms ("talks" finds "talk"); a "quoted phrase" must stand in
/// it word by word. Operators narrow the search: speaker: outlet: mode:direct|indirect|mixed|speech after:2022-03
/// before:2022-04-15 language:ru class:saying|asking|judging|believing|wanting confidence:0.8 (at least so sure).
///
/// Of what is in a statement: figure:>300 (or 300, <=30k, 100..500) unit:immigrants; demand:open|closed|any (or call, appeal,
/// urge, demand, warn, promise, threaten, invite) to:"United States"; incident:expel (or a type, as SANCTION, or a status,
/// as denied) actor:Dolmark target:diplomats; about:"Mira Tolland" (whom it names).
///
/// Without class: and confidence:, acts of saying and asking are found that are as sure as nine right of ten; class:any and
/// confidence:any find the others too. What somebody rejected in review is left out (review:rejected, review:any), and of an edited page
/// each statement is given once, in its newest wording (version:earlier, version:any).
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Words, "phrases" and operators
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,

    /// Print one JSON object
    #[arg(long)]
    json: bool,

    /// Give at most so many statements
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

impl Args {
    /// Asking what a kept search asks.
    pub(super) fn of(query: String, limit: usize, json: bool) -> Args {
        Args { query: vec![query], json, limit }
    }
}

const EXAMPLES: &str = "\
Examples:
  onrecord search lorries bridge
  onrecord search 'speaker:Tarsk after:2024-03 \"at least 300\"'
  onrecord search speaker:\"Goran Vesk\" mode:direct --json --limit 500
  onrecord search bridge class:judging confidence:any
  onrecord search 'figure:>300 unit:immigrants'
  onrecord search 'demand:open to:\"United States\"'";

/// As a program gets it.
#[derive(Serialize)]
struct Found<'a> {
    query: &'a str,
    notes: Vec<NoteRead<'a>>,
    total: u64,
    left_out: u64,
    statements: Vec<StatementFound<'a>>,
    total_articles: u64,
    articles: Vec<ArticleWithWords<'a>>,
    speakers: Vec<Counted<Name<'a>>>,
    outlets: Vec<Counted<Name<'a>>>,
    months: Vec<Counted<Name<'a>>>,
    modes: Vec<Counted<Name<'a>>>,
    classes: Vec<Counted<Name<'a>>>,
    languages: Vec<Counted<Name<'a>>>,
    explanation: Option<&'a Explanation>,
}

#[derive(Serialize)]
struct ArticleWithWords<'a> {
    #[serde(flatten)]
    article: ArticleFound<'a>,
    words: &'a str,
}

pub(super) fn run(args: &Args, archive: &Archive) -> Result<Ending, Failure> {
    let typed = typed(&args.query);
    let query = Query::parse(&typed);
    // The index can not be asked for nothing; one statement is searched and none shown.
    let usual = query.value.clone().with_usual_filter();
    let mut hits = archive.search(&usual, Window { offset: 0, limit: args.limit.max(1) })?;
    hits.statements.truncate(args.limit);
    let left_out = hits.every.saturating_sub(hits.total);
    let explanation = match hits.total + hits.total_articles {
        0 => Some(explain::empty_result(archive, &query.value)?),
        _ => None,
    };
    if args.json {
        let mut out = print::data();
        let notes = query.notes.iter().map(NoteRead::without_place).collect();
        serde_json::to_writer(&mut out, &Found::of(&typed, notes, &hits, left_out, explanation.as_ref()))?;
        writeln!(out)?;
        out.flush()?;
        return Ok(Ending::AllWell);
    }
    for note in &query.notes {
        print::say(&print::note(&note.message, note.hint.as_deref()));
    }
    match explanation {
        Some(explanation) => tell(&explanation),
        None => {
            let mut out = print::stdout();
            write_hits(&mut out, &hits)?;
            if let Some(line) = wanted::left_out(left_out, "class:any confidence:any") {
                writeln!(out, "{line}")?;
            }
            out.flush()?;
        }
    }
    Ok(Ending::AllWell)
}

/// What was meant by the words that the shell has already taken apart. One word is the query as it is; of several, one with spaces in
/// it was quoted, so it is a phrase or the value of its operator.
pub(super) fn typed(words: &[String]) -> String {
    if let [query] = words {
        return query.clone();
    }
    let requoted = words.iter().map(|word| {
        if !word.contains(char::is_whitespace) || word.contains('"') {
            return word.clone();
        }
        match word.split_once(':') {
            Some((operator, value)) if operator.chars().all(|c| c.is_ascii_lowercase()) => {
                format!("{operator}:\"{value}\"")
            }
            _ => format!("\"{word}\""),
        }
    });
    requoted.collect::<Vec<_>>().join(" ")
}

pub(super) fn tell(explanation: &Explanation) {
    for sentence in &explanation.sentences {
        print::say(sentence);
    }
    for hint in &explanation.hints {
        print::say(&print::label(print::HINT, "hint:", hint));
    }
}

fn write_hits(out: &mut dyn Write, hits: &Hits) -> io::Result<()> {
    for line in &hits.statements {
        print::statement(out, line)?;
    }
    let shown = hits.statements.len() as u64;
    if shown < hits.total {
        let total = print::count(hits.total, "statement", "statements");
        writeln!(
            out,
            "{} of {total}; `--limit {}` gives more\n",
            print::number(shown),
            (hits.total).min(10 * shown.max(2))
        )?;
    } else if hits.total > 0 {
        writeln!(out, "{}\n", print::count(hits.total, "statement", "statements"))?;
    }
    if hits.total_articles > 0 {
        let total = print::count(hits.total_articles, "article", "articles");
        writeln!(out, "{}", print::styled(print::TITLE, &format!("{total} with these words")))?;
        for (article, words) in &hits.articles {
            print::article_line(out, article)?;
            if !words.is_empty() {
                writeln!(out, "  {}", print::styled(print::DIM, &print::one_line(words)))?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

impl<'a> Found<'a> {
    fn of(
        query: &'a str,
        notes: Vec<NoteRead<'a>>,
        hits: &'a Hits,
        left_out: u64,
        explanation: Option<&'a Explanation>,
    ) -> Found<'a> {
        let with_words =
            |(article, words): &'a (_, String)| ArticleWithWords { article: ArticleFound::from(article), words };
        Found {
            query,
            notes,
            total: hits.total,
            left_out,
            statements: hits.statements.iter().map(StatementFound::from).collect(),
            total_articles: hits.total_articles,
            articles: hits.articles.iter().map(with_words).collect(),
            speakers: hits.speakers.iter().map(|(id, name, n)| Counted::name(name, Some(id), *n)).collect(),
            outlets: json::counted(&hits.outlets),
            months: json::counted(&hits.months),
            modes: hits.modes.iter().map(|(mode, n)| Counted::name(mode.as_str(), None, *n)).collect(),
            classes: hits.classes.iter().map(|(class, n)| Counted::name(class.as_str(), None, *n)).collect(),
            languages: json::counted(&hits.languages),
            explanation,
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_the_shell_took_apart_is_put_together() {
        let typed = |words: &[&str]| super::typed(&words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
        assert_eq!(typed(&["harbour", "talks"]), "harbour talks");
        assert_eq!(typed(&["speaker:Tolland talks"]), "speaker:Tolland talks");
        assert_eq!(typed(&["speaker:United Harbours", "at least 300"]), r#"speaker:"United Harbours" "at least 300""#);
    }
}
