//! Under whose name a decision is kept, and for what reason: asked for by every verb that decides something.

/// Who decides, and why.
#[derive(Debug, clap::Args)]
pub(super) struct Whose {
    /// Your name, kept with the decision
    #[arg(long, value_name = "NAME")]
    pub(super) who: String,
    /// Your reason, in a sentence
    #[arg(long, value_name = "TEXT")]
    pub(super) why: String,
}
