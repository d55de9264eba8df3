//! Quotations: which marks belong together.
//!
//! Takes the tokens of a text and gives its quotations, nested ones too, each with the paragraphs it runs through; marks without a
//! partner become notes and are never an error. Knows « » „ “ ” " ‘ ’ ‚ ' 「 」 『 』, apostrophes (no marks), a mark that is opened again at
//! each paragraph of a long quotation, and one closing mark that ends two quotations («… «Заря»). Linear: at most
//! [`DEPTH`] quotations are open at once.

use crate::tokens::{Kind, Token};
use std::ops::Range;

/// A quotation with its marks.
#[derive(Clone, Debug)]
pub(crate) struct Quotation {
    /// Token ranges between the marks, one for each paragraph that it runs through. None for an apostrophe taken for a mark.
    pub(crate) pieces: Vec<Range<usize>>,
    /// The quotation around it.
    pub(crate) parent: Option<usize>,
    /// 1 for an outermost quotation.
    pub(crate) depth: u8,
    /// Whether its closing mark was found.
    pub(crate) closed: bool,
}

/// Deeper nesting than this is noise.
const DEPTH: usize = 6;

/// Quotations in the order in which they open, and the tokens of marks without a partner.
#[derive(Debug, Default)]
pub(crate) struct Quotations {
    /// In the order of their opening marks.
    pub(crate) all: Vec<Quotation>,
    /// Tokens of marks without a partner.
    pub(crate) unbalanced: Vec<usize>,
}

impl Quotation {
    /// One past the last token inside.
    pub(crate) fn end(&self) -> usize {
        self.pieces.last().map_or(0, |p| p.end)
    }

    /// How many tokens it holds.
    pub(crate) fn len(&self) -> usize {
        self.pieces.iter().map(|p| p.len()).sum()
    }
}

struct Open {
    quotation: usize,
    mark: char,
    start: usize,
}

/// Pairs the marks of `tokens`, paragraph by paragraph.
pub(crate) fn pair(text: &str, tokens: &[Token], paragraphs: &[Range<usize>]) -> Quotations {
    let mut out = Quotations::default();
    let mut carried: Option<Open> = None;
    for (n, paragraph) in paragraphs.iter().enumerate() {
        let mut pairing = Pairing { text, tokens, out: &mut out, stack: Vec::new(), paragraph: paragraph.clone() };
        let closers = pairing.last_closers();
        if let Some(open) = carried.take() {
            pairing.carry_in(open);
        }
        let from = pairing.stack.last().map_or(paragraph.start, |o| o.start);
        for (at, token) in tokens.iter().enumerate().take(paragraph.end).skip(from) {
            if let Kind::Mark(c) = token.kind {
                pairing.mark(at, c, closers);
            }
        }
        carried = pairing.end(paragraphs.get(n + 1));
    }
    if let Some(open) = carried {
        out.unbalanced.push(open.start.saturating_sub(1));
    }
    out.unbalanced.sort_unstable();
    out
}

struct Pairing<'a> {
    text: &'a str,
    tokens: &'a [Token],
    out: &'a mut Quotations,
    stack: Vec<Open>,
    paragraph: Range<usize>,
}

/// Where the last ’ and the last ' that can close something stand in a paragraph.
#[derive(Clone, Copy, Default)]
struct Closers {
    curly: Option<usize>,
    straight: Option<usize>,
}

impl Pairing<'_> {
    fn last_closers(&self) -> Closers {
        let last = |mark| {
            self.paragraph.clone().rev().find(|&at| self.tokens[at].kind == Kind::Mark(mark) && self.can_close(at))
        };
        Closers { curly: last('’'), straight: last('\'') }
    }

    /// A quotation that the paragraph before left open: re-opened by the same mark here, or going on without one.
    fn carry_in(&mut self, open: Open) {
        let first = self.paragraph.start;
        let reopened = self.tokens[first].kind == Kind::Mark(open.mark);
        self.stack.push(Open { start: first + usize::from(reopened), ..open });
    }

    fn mark(&mut self, at: usize, c: char, closers: Closers) {
        match c {
            '"' if self.is_open('"') && (self.can_close(at) || !self.can_open(at)) => self.close(at, '"'),
            // A second opening mark: the first one was none (3.5" discs), or its partner is missing.
            '"' if self.can_open(at) || !self.can_close(at) => {
                if self.is_open('"') {
                    self.abandon(at, '"');
                }
                self.open(at, '"');
            }
            '"' => self.out.unbalanced.push(at),
            '“' if self.is_open('„') => self.close(at, '„'),
            '“' | '「' | '『' | '„' => self.open(at, c),
            '«' if self.is_open('»') => self.close(at, '»'),
            '«' => self.open(at, c),
            '»' if self.is_open('«') => self.close(at, '«'),
            '»' if self.can_open(at) && !self.can_close(at) => self.open(at, c),
            '”' if self.is_open('“') => self.close(at, '“'),
            '”' if self.is_open('„') => self.close(at, '„'),
            '”' if self.is_open('”') && self.can_close(at) => self.close(at, '”'),
            '”' if self.can_open(at) && !self.can_close(at) => self.open(at, c),
            '」' if self.is_open('「') => self.close(at, '「'),
            '』' if self.is_open('『') => self.close(at, '『'),
            '‘' if closers.curly.is_some_and(|last| last > at) => self.open(at, c),
            '‚' if closers.curly.is_some_and(|last| last > at) && self.can_open(at) => self.open(at, '‘'),
            '’' if self.is_open('‘') && self.can_close(at) => self.close(at, '‘'),
            '\'' if self.is_open('\'') && self.can_close(at) => self.close(at, '\''),
            '\'' if closers.straight.is_some_and(|last| last > at + 1) && self.can_open(at) && !self.can_close(at) => {
                self.open(at, c);
            }
            // Apostrophes: "the workers’ union", "’tis".
            '’' | '\'' | '‘' | '‚' => {}
            _ => self.out.unbalanced.push(at),
        }
    }

    fn is_open(&self, mark: char) -> bool {
        self.stack.iter().any(|o| o.mark == mark)
    }

    fn open(&mut self, at: usize, mark: char) {
        if self.stack.len() >= DEPTH {
            self.out.unbalanced.push(at);
            return;
        }
        let parent = self.stack.last().map(|o| o.quotation);
        let depth = self.stack.len() as u8 + 1;
        self.stack.push(Open { quotation: self.out.all.len(), mark, start: at + 1 });
        self.out.all.push(Quotation { pieces: Vec::new(), parent, depth, closed: false });
    }

    /// Closes the innermost quotation that `mark` opened; what was opened inside it and never closed is unbalanced.
    fn close(&mut self, at: usize, mark: char) {
        while let Some(open) = self.stack.pop() {
            if open.mark != mark {
                self.leave_open(&open, at);
                continue;
            }
            let quotation = &mut self.out.all[open.quotation];
            quotation.pieces.push(open.start..at);
            quotation.closed = true;
            return;
        }
    }

    /// Ends what `mark` opened, and all inside it, before `at` without a closing mark.
    fn abandon(&mut self, at: usize, mark: char) {
        while let Some(open) = self.stack.pop() {
            self.leave_open(&open, at);
            if open.mark == mark {
                return;
            }
        }
    }

    /// A quotation without a closing mark runs to `end`; one that a single mark opened is none, the mark was an apostrophe.
    fn leave_open(&mut self, open: &Open, end: usize) {
        if mark_needs_partner(open.mark) {
            self.out.all[open.quotation].pieces.push(open.start..end.max(open.start));
            self.out.unbalanced.push(open.start.saturating_sub(1));
        }
    }

    /// Ends a paragraph. Gives the quotation that goes on in the next one, if the next one opens with its mark or this one stops in
    /// the middle of it.
    fn end(mut self, next: Option<&Range<usize>>) -> Option<Open> {
        self.share_last_mark();
        let end = self.paragraph.end;
        let outermost = self.stack.first().map(|o| (o.mark, o.quotation));
        let reopens = next.is_some_and(|p| {
            outermost.is_some_and(|(mark, _)| {
                p.start < p.end && mark_needs_partner(mark) && self.tokens[p.start].kind == Kind::Mark(mark)
            })
        });
        let mut carried = None;
        for open in std::mem::take(&mut self.stack).into_iter().rev() {
            if reopens && Some((open.mark, open.quotation)) == outermost {
                self.out.all[open.quotation].pieces.push(open.start..end.max(open.start));
                carried = Some(open);
            } else {
                self.leave_open(&open, end);
            }
        }
        carried
    }

    /// «Он вступил в «Зарю»: one closing mark at the end of a paragraph ends both quotations.
    fn share_last_mark(&mut self) {
        let [open] = self.stack.as_slice() else { return };
        let tail = (self.paragraph.start..self.paragraph.end).rev().take(4);
        let Some(last) = tail.into_iter().find(|&at| matches!(self.tokens[at].kind, Kind::Mark(_))) else { return };
        let ends_inner = self.out.all[open.quotation + 1..].iter().any(|q| q.closed && q.end() == last);
        if open.mark == '«' && ends_inner {
            let quotation = &mut self.out.all[open.quotation];
            quotation.pieces.push(open.start..last);
            quotation.closed = true;
            self.stack.clear();
        }
    }

    /// A mark before a word and not behind one.
    fn can_open(&self, at: usize) -> bool {
        self.char_after(at).is_some_and(|c| !c.is_whitespace())
            && self.char_before(at).is_none_or(|c| c.is_whitespace() || "([{—–-/«“\"‘„¿¡".contains(c))
    }

    /// A mark behind a word, a stop or another mark, and not before a letter.
    fn can_close(&self, at: usize) -> bool {
        self.char_before(at).is_some_and(|c| !c.is_whitespace() && !"([{".contains(c))
            && !self.char_after(at).is_some_and(char::is_alphanumeric)
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text[..self.tokens[at].start as usize].chars().next_back()
    }

    fn char_after(&self, at: usize) -> Option<char> {
        self.text[self.tokens[at].end as usize..].chars().next()
    }
}

/// Single marks are apostrophes too: one without a partner is nothing to remark on.
fn mark_needs_partner(mark: char) -> bool {
    !matches!(mark, '‘' | '\'')
}
