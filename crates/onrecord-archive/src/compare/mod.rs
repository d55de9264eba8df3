//! What became of a page between two looks at it: pure functions over what was read, without store, clock or order of adding.
//!
//! [`canonical`] says when two pages read the same, [`chain`] makes versions of looks, [`edit`] says what a change did to text and
//! statements, over the paragraphs that [`align`] has put beside each other; [`corrections`] finds what a page itself says of it.

mod align;
pub(crate) mod canonical;
pub(crate) mod chain;
mod corrections;
pub(crate) mod edit;

pub use align::{Document, Group, Paragraph, ParagraphKind, Run};
pub use canonical::{Fingerprint, fingerprint};
pub use chain::{Absence, Dated, History, SetAside, Version};
pub use corrections::CorrectionNote;
pub use edit::{Altered, Change, ChangeClass, Edit, Said, StatementEdit};
