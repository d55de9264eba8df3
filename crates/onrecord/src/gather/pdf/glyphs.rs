//! What a page of a PDF draws as letters, in the order in which it draws them, and where.
//!
//! Takes a page, gives its letters in the page's own measure, the origin at the bottom left. Follows the operators that move, scale and
//! show text and the forms that are drawn inside a page; everything else (pictures, lines, colours) is passed over. Refuses more letters
//! than any document has, and forms inside forms beyond any need.

use hayro_font::{
    Font, FontCache, FontGlyph, FontQuery, UNITS_PER_EM,
    hayro_cmap::{self, BfString},
    hayro_syntax::{
        content::{TypedIter, ops::TypedInstruction},
        object::{Array, Dict, Name, Number, Object, Stream},
        page::{Page, Resources},
    },
    kurbo::{Affine, Point},
};
use std::sync::Arc;

/// More letters than a book has.
const MOST_GLYPHS: usize = 4_000_000;
/// Forms inside forms.
const DEEPEST: usize = 8;

/// A letter, or a few that are drawn as one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    pub(super) x: f64,
    pub(super) y: f64,
    /// Where the next one would begin.
    pub(super) end: f64,
    /// Of its type.
    pub(super) size: f64,
    /// None where the font does not say what it draws.
    pub(super) text: Option<String>,
}

/// The letters of pages, with the fonts met so far.
pub(super) struct Hand<'a> {
    fonts: FontCache<'a>,
    left: usize,
}

impl<'a> Hand<'a> {
    pub(super) fn new() -> Hand<'a> {
        Hand { fonts: FontCache::new(), left: MOST_GLYPHS }
    }

    /// All letters of a page that stand upright.
    pub(super) fn page(&mut self, page: &Page<'a>) -> Vec<Glyph> {
        let begin = Affine::new(page.initial_transform(false).as_coeffs());
        let mut pen = Pen { hand: self, state: State::new(begin), kept: Vec::new(), glyphs: Vec::new() };
        pen.follow(page.typed_operations(), page.resources(), 0);
        pen.glyphs
    }
}

/// What `q` keeps and `Q` brings back.
#[derive(Clone)]
struct State<'a> {
    page: Affine,
    font: Option<Font<'a>>,
    size: f64,
    between_letters: f64,
    between_words: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    /// Where the next letter stands, and where its line began.
    at: Affine,
    line: Affine,
}

impl State<'_> {
    fn new(page: Affine) -> State<'static> {
        State {
            page,
            font: None,
            size: 1.0,
            between_letters: 0.0,
            between_words: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            at: Affine::IDENTITY,
            line: Affine::IDENTITY,
        }
    }
}

struct Pen<'p, 'a> {
    hand: &'p mut Hand<'a>,
    state: State<'a>,
    kept: Vec<State<'a>>,
    glyphs: Vec<Glyph>,
}

impl<'a> Pen<'_, 'a> {
    fn follow(&mut self, mut operators: TypedIter<'_>, resources: &Resources<'a>, depth: usize) {
        let outside = self.kept.len();
        while let Some(operator) = operators.next() {
            if self.hand.left == 0 {
                return;
            }
            match operator {
                TypedInstruction::SaveState(_) if self.kept.len() < 512 => self.kept.push(self.state.clone()),
                TypedInstruction::RestoreState(_) if self.kept.len() > outside => {
                    self.state = self.kept.pop().unwrap_or_else(|| self.state.clone());
                }
                TypedInstruction::Transform(m) => self.state.page *= affine([m.0, m.1, m.2, m.3, m.4, m.5]),
                TypedInstruction::XObject(name) if depth < DEEPEST => self.form(name.0, resources, depth),
                other => self.text(other, resources),
            }
        }
        self.kept.truncate(outside);
    }

    fn text(&mut self, operator: TypedInstruction<'_, '_>, resources: &Resources<'a>) {
        match operator {
            TypedInstruction::BeginText(_) => {
                (self.state.at, self.state.line) = (Affine::IDENTITY, Affine::IDENTITY);
            }
            TypedInstruction::TextFont(font) => {
                self.state.font = resources.get_font(font.0).and_then(|dict| self.font(&dict));
                self.state.size = font.1.as_f64();
            }
            TypedInstruction::CharacterSpacing(n) => self.state.between_letters = n.0.as_f64(),
            TypedInstruction::WordSpacing(n) => self.state.between_words = n.0.as_f64(),
            TypedInstruction::HorizontalScaling(n) => self.state.stretch = n.0.as_f64() / 100.0,
            TypedInstruction::TextLeading(n) => self.state.leading = n.0.as_f64(),
            TypedInstruction::TextRise(n) => self.state.rise = n.0.as_f64(),
            TypedInstruction::SetTextMatrix(m) => {
                self.state.line = affine([m.0, m.1, m.2, m.3, m.4, m.5]);
                self.state.at = self.state.line;
            }
            TypedInstruction::NextLine(by) => self.next_line(by.0.as_f64(), by.1.as_f64()),
            TypedInstruction::NextLineAndSetLeading(by) => {
                self.state.leading = -by.1.as_f64();
                self.next_line(by.0.as_f64(), by.1.as_f64());
            }
            TypedInstruction::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            TypedInstruction::ShowText(text) => self.show(text.0.as_bytes()),
            TypedInstruction::NextLineAndShowText(text) => {
                self.next_line(0.0, -self.state.leading);
                self.show(text.0.as_bytes());
            }
            TypedInstruction::ShowTextWithParameters(text) => {
                self.state.between_words = text.0.as_f64();
                self.state.between_letters = text.1.as_f64();
                self.next_line(0.0, -self.state.leading);
                self.show(text.2.as_bytes());
            }
            TypedInstruction::ShowTexts(texts) => {
                for piece in texts.0.iter::<Object<'_>>() {
                    match piece {
                        Object::String(text) => self.show(text.as_bytes()),
                        Object::Number(back) => {
                            let by = -back.as_f64() / f64::from(UNITS_PER_EM) * self.state.size * self.state.stretch;
                            self.state.at *= Affine::translate((by, 0.0));
                        }
                        _ => (),
                    }
                }
            }
            _ => (),
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.state.line *= Affine::translate((x, y));
        self.state.at = self.state.line;
    }

    fn font(&self, dict: &Dict<'a>) -> Option<Font<'a>> {
        let program: hayro_font::FontResolverFn = Arc::new(|query: &FontQuery| {
            Some(match query {
                FontQuery::Standard(font) => font.get_font_data(),
                FontQuery::Fallback(like) => like.pick_standard_font().get_font_data(),
            })
        });
        let codes: hayro_font::CMapResolverFn = Arc::new(hayro_cmap::load_embedded);
        self.hand.fonts.font(dict, &program, &codes)
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else { return };
        let mut from = 0;
        while from < bytes.len() && self.hand.left > 0 {
            let (code, length) = font.read_code(bytes, from);
            from += length.max(1);
            let advance = font.code_advance(code).x / f64::from(UNITS_PER_EM) * self.state.size;
            let word = if code == 32 && length == 1 { self.state.between_words } else { 0.0 };
            let step = (advance + self.state.between_letters + word) * self.state.stretch;
            self.draw(&font, code, step);
            self.state.at *= Affine::translate((step, 0.0));
        }
    }

    fn draw(&mut self, font: &Font<'a>, code: u32, step: f64) {
        let whole = self.state.page * self.state.at;
        let [a, b, _, d, ..] = whole.as_coeffs();
        let size = self.state.size.abs() * d.abs();
        // Stamps across the page and labels of axes are no running text.
        if a <= 0.0 || b.abs() > 0.2 * a || size < 0.5 || !size.is_finite() {
            return;
        }
        let (begin, end) = (whole * Point::new(0.0, self.state.rise), whole * Point::new(step, 0.0));
        let text = match font.glyph(font.map_code(code), code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let text = text.map(|text| match text {
            BfString::Char(letter) => letter.to_string(),
            BfString::String(letters) => letters,
        });
        self.hand.left -= 1;
        self.glyphs.push(Glyph { x: begin.x, y: begin.y, end: end.x, size, text });
    }

    /// A form: a page within the page.
    fn form(&mut self, name: &Name<'_>, resources: &Resources<'a>, depth: usize) {
        let Some(stream): Option<Stream<'a>> = resources.get_x_object(name) else { return };
        let dict = stream.dict();
        if dict.get::<Name<'_>>(b"Subtype").is_none_or(|kind| &*kind != b"Form") {
            return;
        }
        let Ok(operators) = stream.decoded_data() else { return };
        let before = self.state.clone();
        if let Some(matrix) = dict.get::<Array<'_>>(b"Matrix") {
            let numbers: Vec<Number> = matrix.iter::<Number>().take(6).collect();
            if let Ok(numbers) = <[Number; 6]>::try_from(numbers) {
                self.state.page *= affine(numbers);
            }
        }
        let own = dict.get::<Dict<'a>>(b"Resources").map(Resources::new);
        self.follow(TypedIter::new(&operators), own.as_ref().unwrap_or(resources), depth + 1);
        self.state = before;
    }
}

fn affine(numbers: [Number; 6]) -> Affine {
    Affine::new(numbers.map(|n| n.as_f64()))
}
