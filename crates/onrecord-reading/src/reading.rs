//! The reading of one article: what [`read`] gives.

use crate::{
    Content, Cue, CueClass, Mode, Models, Objects, ReaderVersion, Speaker, SpeakerKind, Statement, StatementId,
    cue_class,
    document::Document,
    finder,
    found::{Found, Rule},
    mention::{Cast, stem},
    objects,
    proposal::Proposal,
    repeats, speaker,
    speech::{self, Heading, Label, Turn},
    tokens::{Kind, Token},
};
use onrecord_page::{Article, Note, Span, Text, TextHash};
use std::{collections::HashSet, ops::Range};

/// What the reader found in one text.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The text that all spans point into.
    pub text: TextHash,
    /// Which reader made it.
    pub reader: ReaderVersion,
    /// In the order of their content.
    pub statements: Vec<Statement>,
    /// Figures, times and what else the text holds; empty unless the models were asked for them ([`Models::with_objects`]).
    pub objects: Objects,
    /// What there was to say about the reading.
    pub notes: Vec<Note>,
}

/// Reads an article. Never fails, never panics; linear in the length of the text.
///
/// Content is what was said without what surrounds it: a quotation in one piece is given without its marks, one in several pieces keeps
/// them, so that the joints stay visible. Of a first-person text each paragraph is a statement of the one speaker; of an interview each
/// answer is.
pub fn read(article: &Article, models: &Models) -> Reading {
    with_proposals(article, models, &[])
}

/// As [`read`], with what a bigger model, named `proposer`, saw in the article (see [`crate::Proposer`]): added where its words are the
/// text's own and nothing of it was found already, refused with a note otherwise.
pub fn read_with(article: &Article, models: &Models, proposer: &str, proposals: &[Proposal]) -> Reading {
    let reading = with_proposals(article, models, proposals);
    Reading { reader: reading.reader.with(proposer), ..reading }
}

fn with_proposals(article: &Article, models: &Models, proposals: &[Proposal]) -> Reading {
    let document = Document::of(&article.text, models.lexicon());
    let mut cast = Cast::of(&document);
    if let Some(title) = &article.title {
        let text = Text::new(title.value.clone());
        cast.add_title(&document, &Document::of(&text, models.lexicon()));
        if let Some(name) = speech::named_by_headline(&document, &title.value) {
            cast.tell_in_full(&name);
        }
    }
    let layout = speech::lay_out(&document, article.title.as_ref().map(|t| t.value.as_str()));
    let mut found = finder::find(&document, models);
    let refused = finder::adopt(&mut found, &document, proposals);
    if !layout.turns.is_empty() {
        found.retain(|f| !repeats_layout(&document, f, layout.first_person));
    }
    let setting = setting(article, &document, &cast, &layout);
    let speakers = speaker::resolve(&document, &cast, &setting, &found);
    let mut statements: Vec<Statement> =
        layout.turns.iter().filter_map(|t| of_turn(article, &document, &cast, t)).collect();
    statements.extend(found.iter().zip(speakers).filter_map(|(f, s)| of_found(article, &document, f, s)));
    statements.sort_by(|a, b| a.content.spans.cmp(&b.content.spans));
    let mut seen = HashSet::new();
    statements.retain(|s| seen.insert(s.id));
    let statements = repeats::fold(&article.text, statements);
    let mut objects = Objects::default();
    if models.reads_objects() {
        let sources = objects::Sources { cast: &cast, setting: &setting, found: &found, models };
        objects = objects::read(&document, &cast, article, &statements);
        objects::read_acts(&document, &sources, &statements, &mut objects);
    }
    let notes = document.unbalanced.iter().filter_map(|&at| unbalanced(&document, at)).chain(refused).collect();
    Reading { text: article.text.hash(), reader: models.version().clone(), statements, objects, notes }
}

/// What headline, byline, outlet and layout tell of those who speak.
fn setting(article: &Article, document: &Document<'_>, cast: &Cast, layout: &speech::Layout) -> speaker::Setting {
    let title = article.title.as_ref().map(|t| t.value.as_str());
    let byline = match &article.authors[..] {
        [author] => Some(author.value.clone()),
        _ => speech::author(document, title),
    };
    let turn = |t: &Turn| {
        let speaker = t.speaker.as_ref().map(|label| of_label(article, document, cast, label));
        let content = |speaker: Speaker| t.content.iter().map(|c| (c.clone(), speaker.clone())).collect::<Vec<_>>();
        speaker.map(content).unwrap_or_default()
    };
    speaker::Setting {
        outlet: article.outlet.as_ref().map(|o| o.value.clone()),
        title: title.map(str::to_owned),
        author: byline,
        briefing: article.authors.is_empty() && title.is_some_and(is_briefing),
        turns: layout.turns.iter().flat_map(turn).collect(),
    }
}

/// "Briefing by …", «Брифинг …»: "we" is said there by whoever speaks, not by who carries it.
fn is_briefing(title: &str) -> bool {
    let lower = title.to_lowercase();
    lower.contains("briefing by") || lower.starts_with("брифинг")
}

/// In a first-person text "I said" is the text itself; in an interview the label's colon is no cue.
fn repeats_layout(document: &Document<'_>, found: &Found, first_person: bool) -> bool {
    let outside = found.around(document).is_none();
    let mention = found.source.as_ref().map(|s| document.tokens.lower(s.mention.start));
    let own = first_person && matches!(mention, Some("i" | "we" | "я" | "мы"));
    let colon =
        matches!(&found.cue[..], [cue] if cue.len() == 1 && document.token(cue.start).is_some_and(|t| t.is(':')));
    outside && (own || colon || found.rule == Rule::Colon)
}

fn of_found(
    article: &Article,
    document: &Document<'_>,
    found: &Found,
    mut speaker: Option<Speaker>,
) -> Option<Statement> {
    if let (Some(speaker), Some(source)) = (&mut speaker, &found.source) {
        speaker.spans.extend(source.also.iter().filter_map(|words| document.span(words)));
        speaker.spans.sort();
        // The other words for the speaker may be those that were taken for them after all.
        speaker.spans.dedup_by(|next, kept| next.start < kept.end);
    }
    let around = found.around(document).map(|q| q as u32);
    let mode = mode(document, &found.content, around);
    let mut pieces = found.content.clone();
    if let ([piece], Mode::Direct) = (pieces.as_mut_slice(), mode) {
        *piece = unmarked(document, piece);
    }
    let content: Vec<Span> = pieces.iter().filter_map(|c| document.span(c)).collect();
    let cue: Vec<Span> = found.cue.iter().filter_map(|c| document.span(c)).collect();
    if content.is_empty() {
        return None;
    }
    Some(Statement {
        id: StatementId::of(&article.id, &content, &cue),
        mode,
        class: class(document, found, mode),
        speaker,
        cue: (!cue.is_empty()).then_some(Cue { spans: cue }),
        content: Content { spans: content },
        also: Vec::new(),
        confidence: found.rule.precision(around.is_some()),
    })
}

/// What the cue does. A bare mark says; so does a word that no list has, where rules found it or somebody is quoted. Of other unlisted words
/// that the network takes for a cue we only know that something is ascribed.
fn class(document: &Document<'_>, found: &Found, mode: Mode) -> CueClass {
    let words = found.cue.iter().flat_map(Clone::clone).filter(|&at| document.token(at).is_some_and(Token::is_word));
    let words: Vec<&str> = words.map(|at| document.tokens.lower(at)).collect();
    let unlisted = match (found.rule, mode) {
        (Rule::Trained(_), Mode::Indirect) if !words.is_empty() => CueClass::Believing,
        _ => CueClass::Saying,
    };
    cue_class::class_of(&words).unwrap_or(unlisted)
}

fn of_turn(article: &Article, document: &Document<'_>, cast: &Cast, turn: &Turn) -> Option<Statement> {
    let content: Vec<Span> = turn.content.iter().filter_map(|c| document.span(c)).collect();
    if content.is_empty() {
        return None;
    }
    let speaker = turn.speaker.as_ref().map(|label| of_label(article, document, cast, label));
    Some(Statement {
        id: StatementId::of(&article.id, &content, &[]),
        mode: Mode::Speech,
        class: if turn.asks { CueClass::Asking } else { CueClass::Saying },
        speaker,
        cue: None,
        content: Content { spans: content },
        also: Vec::new(),
        confidence: Rule::Layout.precision(false),
    })
}

fn of_label(article: &Article, document: &Document<'_>, cast: &Cast, label: &Label) -> Speaker {
    match label {
        Label::Words(words) => speaker::of_label(document, cast, words),
        Label::Lead(words) => {
            let speaker = speaker::of_label(document, cast, words);
            let why = "named before the first question".to_owned();
            Speaker { spans: Vec::new(), kind: SpeakerKind::Person, why, ..speaker }
        }
        Label::Asker(words) => {
            let speaker = speaker::of_label(document, cast, words);
            let marked = words.clone().any(|at| document.token(at).is_some_and(|t| matches!(t.kind, Kind::Mark(_))));
            let known = speaker.kind == SpeakerKind::Person && !marked && !speaker.why.ends_with("label as printed");
            let printed = document.slice(words).to_owned();
            let why = "named behind the word “question”".to_owned();
            match known {
                true => Speaker { why, ..speaker },
                false => Speaker { name: printed, role: None, kind: SpeakerKind::Body, why, ..speaker },
            }
        }
        Label::Headline(heading) => of_heading(heading, article.outlet.as_ref().map(|o| o.value.as_str())),
    }
}

/// Whom a headline names. A body's short name ("Embassy comment on …") is filled up by the outlet that carries the page, if it has it.
fn of_heading(heading: &Heading, outlet: Option<&str>) -> Speaker {
    // «Заявление посольства»: a Russian headline has the body in another case than its name.
    let form = |word: &str| stem(&word.to_lowercase()).to_owned();
    let is_article = |word: &&str| word.eq_ignore_ascii_case("the");
    let words = |name: &str| name.split_whitespace().filter(|w| !is_article(w)).map(form).collect::<Vec<_>>();
    let of_outlet = |outlet: &&str| {
        let (short, full) = (words(&heading.name), words(outlet));
        !heading.person && short.len() <= full.len() && short.iter().all(|w| full.contains(w))
    };
    let full = outlet.filter(of_outlet);
    let why = if full.is_some() { "named in the headline, in full by the outlet" } else { "named in the headline" };
    Speaker {
        name: full.unwrap_or(&heading.name).to_owned(),
        role: heading.role.clone(),
        kind: if heading.person { SpeakerKind::Person } else { SpeakerKind::Body },
        spans: Vec::new(),
        why: why.to_owned(),
        candidates: Vec::new(),
    }
}

/// Direct where every word stands inside a quotation that opens in the content, indirect where none does.
fn mode(document: &Document<'_>, content: &[Range<usize>], around: Option<u32>) -> Mode {
    let words = content.iter().flat_map(Clone::clone).filter(|&at| document.token(at).is_some_and(Token::is_word));
    let (mut quoted, mut all) = (0usize, 0usize);
    for at in words {
        all += 1;
        quoted += usize::from(document.inside[at] != around);
    }
    match quoted {
        0 => Mode::Indirect,
        n if n == all => Mode::Direct,
        _ => Mode::Mixed,
    }
}

/// A quotation without the marks at its edges.
fn unmarked(document: &Document<'_>, piece: &Range<usize>) -> Range<usize> {
    let is_mark = |at: usize| document.token(at).is_some_and(|t| matches!(t.kind, Kind::Mark(_)));
    let inside = document.inside.get(piece.start + 1).copied().flatten().map(|q| &document.quotations[q as usize]);
    let alone = inside.is_some_and(|q| q.pieces.iter().any(|p| p.start == piece.start + 1 && p.end + 1 >= piece.end));
    let (start, end) = (piece.start, piece.end);
    if alone && is_mark(start) && end > start + 2 {
        return start + 1..end - usize::from(is_mark(end - 1));
    }
    piece.clone()
}

fn unbalanced(document: &Document<'_>, at: usize) -> Option<Note> {
    let span = document.span(&(at..at + 1))?;
    let mark = document.text.slice(span);
    Some(Note::new("unbalanced-quotation-mark", format!("The quotation mark {mark} has no partner.")).at(span))
}
