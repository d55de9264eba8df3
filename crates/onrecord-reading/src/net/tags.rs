//! Kinds of words and of relations, as far as the reader asks for them: one set for English (Penn tags) and Russian (Universal Dependencies).

use crate::inflection::Case;

/// What kind of word a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) pos: Pos,
    /// Of a verb.
    pub(crate) form: Option<VerbForm>,
    /// Of a Russian noun, adjective, pronoun or participle.
    pub(crate) case: Option<Case>,
    /// Of a participle or a Russian verb in -ся.
    pub(crate) passive: bool,
}

/// Parts of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pos {
    Noun,
    Name,
    Pronoun,
    Determiner,
    Adjective,
    Number,
    Verb,
    Auxiliary,
    Adverb,
    Adposition,
    Conjunction,
    Particle,
    Mark,
    Other,
}

/// Forms of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VerbForm {
    /// "said", "says", «сказал».
    Finite,
    /// "say" behind "to" or a modal; «сказать».
    Infinitive,
    /// "saying"; «говоря», «сказав».
    Gerund,
    /// "said" behind "was" or "has"; «сказанный», «сказан».
    Participle,
}

/// What a token is to its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    Root,
    Subject,
    SubjectPassive,
    Object,
    IndirectObject,
    Oblique,
    Agent,
    Modifier,
    Possessive,
    Marker,
    Determiner,
    Auxiliary,
    AuxiliaryPassive,
    Subordinator,
    ClauseObject,
    OpenClause,
    AdverbialClause,
    RelativeClause,
    Clause,
    Conjunct,
    Coordinator,
    Apposition,
    Flat,
    Compound,
    Adjective,
    Number,
    Adverb,
    Parataxis,
    Punctuation,
    /// A later piece of a word, to its first.
    Inside,
    Other,
}

impl Tag {
    /// By the name that the training gave it.
    pub(super) fn of(name: &str) -> Tag {
        Tag::penn(name).unwrap_or_else(|| Tag::universal(name))
    }

    fn penn(name: &str) -> Option<Tag> {
        let plain = |pos| Tag { pos, form: None, case: None, passive: false };
        let verb = |form| Tag { form: Some(form), ..plain(Pos::Verb) };
        Some(match name {
            "NN" | "NNS" => plain(Pos::Noun),
            "NNP" | "NNPS" => plain(Pos::Name),
            "PRP" | "WP" | "EX" => plain(Pos::Pronoun),
            "PRP$" | "WP$" | "DT" | "PDT" | "WDT" => plain(Pos::Determiner),
            "JJ" | "JJR" | "JJS" => plain(Pos::Adjective),
            "CD" => plain(Pos::Number),
            "VB" => verb(VerbForm::Infinitive),
            "VBD" | "VBP" | "VBZ" => verb(VerbForm::Finite),
            "VBG" => verb(VerbForm::Gerund),
            "VBN" => Tag { passive: true, ..verb(VerbForm::Participle) },
            "MD" => plain(Pos::Auxiliary),
            "RB" | "RBR" | "RBS" | "WRB" => plain(Pos::Adverb),
            "IN" => plain(Pos::Adposition),
            "CC" => plain(Pos::Conjunction),
            "RP" | "POS" | "TO" => plain(Pos::Particle),
            _ => return None,
        })
    }

    fn universal(name: &str) -> Tag {
        const PARTS: [(&str, Pos); 17] = [
            ("PROPN", Pos::Name),
            ("NOUN", Pos::Noun),
            ("PRON", Pos::Pronoun),
            ("PUNCT", Pos::Mark),
            ("PART", Pos::Particle),
            ("DET", Pos::Determiner),
            ("ADJ", Pos::Adjective),
            ("ADP", Pos::Adposition),
            ("ADV", Pos::Adverb),
            ("AUX", Pos::Auxiliary),
            ("VERB", Pos::Verb),
            ("NUM", Pos::Number),
            ("CCONJ", Pos::Conjunction),
            ("SCONJ", Pos::Conjunction),
            ("SYM", Pos::Mark),
            ("INTJ", Pos::Other),
            ("X", Pos::Other),
        ];
        let known = PARTS.iter().find_map(|(prefix, pos)| Some((*pos, name.strip_prefix(prefix)?)));
        let (pos, rest) = known.unwrap_or((Pos::Other, ""));
        let case = [
            ("Nom", Case::Nominative),
            ("Gen", Case::Genitive),
            ("Par", Case::Genitive),
            ("Dat", Case::Dative),
            ("Acc", Case::Accusative),
            ("Ins", Case::Instrumental),
            ("Loc", Case::Prepositional),
        ];
        let case = case.iter().find(|(name, _)| rest.starts_with(name)).map(|(_, case)| *case);
        let verb = matches!(pos, Pos::Verb | Pos::Auxiliary);
        let form = if !verb {
            None
        } else if rest.starts_with("Inf") {
            Some(VerbForm::Infinitive)
        } else if rest.starts_with("Conv") {
            Some(VerbForm::Gerund)
        } else if rest.starts_with("Part") || case.is_some() {
            Some(VerbForm::Participle)
        } else {
            Some(VerbForm::Finite)
        };
        Tag { pos, form, case, passive: rest.contains("Pass") }
    }

    /// Whether it can be the head of a noun phrase.
    pub(crate) fn is_nominal(self) -> bool {
        matches!(self.pos, Pos::Noun | Pos::Name | Pos::Pronoun)
    }
}

impl Relation {
    /// By its name in Universal Dependencies.
    pub(super) fn of(name: &str) -> Relation {
        match name {
            "root" => Relation::Root,
            "nsubj" | "csubj" => Relation::Subject,
            "nsubj:outer" => Relation::Subject,
            "nsubj:pass" | "csubj:pass" => Relation::SubjectPassive,
            "obj" => Relation::Object,
            "iobj" => Relation::IndirectObject,
            "obl:agent" => Relation::Agent,
            "nmod:poss" => Relation::Possessive,
            "case" => Relation::Marker,
            "aux:pass" => Relation::AuxiliaryPassive,
            "aux" | "cop" => Relation::Auxiliary,
            "mark" => Relation::Subordinator,
            "ccomp" => Relation::ClauseObject,
            "xcomp" => Relation::OpenClause,
            "advcl" => Relation::AdverbialClause,
            "acl:relcl" => Relation::RelativeClause,
            "acl" => Relation::Clause,
            "conj" => Relation::Conjunct,
            "cc" => Relation::Coordinator,
            "appos" => Relation::Apposition,
            "compound" | "compound:prt" => Relation::Compound,
            "amod" => Relation::Adjective,
            "parataxis" => Relation::Parataxis,
            "punct" => Relation::Punctuation,
            "in" => Relation::Inside,
            other => match other.split(':').next().unwrap_or("") {
                "obl" => Relation::Oblique,
                "nmod" => Relation::Modifier,
                "det" => Relation::Determiner,
                "nummod" => Relation::Number,
                "flat" => Relation::Flat,
                "advmod" => Relation::Adverb,
                "advcl" => Relation::AdverbialClause,
                "cc" => Relation::Coordinator,
                "aux" => Relation::Auxiliary,
                _ => Relation::Other,
            },
        }
    }
}
