//! Which cues are acts of saying and asking, for the score alone: the scorer's word list, not the reader's.

use std::{collections::HashSet, sync::LazyLock};

const BASE: &str = "say tell write add ask note announce suggest argue explain declare continue tweet insist state reply warn claim recall
acknowledge predict respond conclude joke complain observe admit report describe call accuse urge demand deny criticize praise
condemn blame promise vow pledge confirm reveal disclose mention point contend assert maintain allege concede remark comment
testify recount stress emphasize repeat reiterate boast brag shout quip tout slam blast denounce question cite quote refer speak
talk propose recommend request order threaten caution assure apologize agree disagree dispute dismiss reject defend charge lament
read appeal";
const IRREGULAR: &str =
    "said told wrote written spoke spoken according per statement announcement claims remarks comments";

static SAYING: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let mut words: HashSet<String> = BASE.split_whitespace().flat_map(forms).collect();
    words.extend(IRREGULAR.split_whitespace().map(str::to_owned));
    words
});

/// Whether a cue of these words is an act of saying or asking: one of them is such a verb or noun, or all are bare marks (a colon).
pub fn is_saying<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    let bare = |w: &String| !w.chars().all(char::is_alphanumeric);
    words.iter().any(|w| SAYING.contains(w)) || (!words.is_empty() && words.iter().all(bare))
}

/// The regular forms of a verb, and some that do not exist (as in the scorer that this one must agree with).
fn forms(verb: &str) -> Vec<String> {
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    let mut out =
        vec![verb.to_owned(), format!("{verb}s"), format!("{stem}ed"), format!("{stem}ing"), format!("{verb}es")];
    let mut tail = verb.chars().rev();
    if let (Some(last), Some(before)) = (tail.next(), tail.next()) {
        if last == 'y' && !"aeiou".contains(before) {
            let stem = &verb[..verb.len() - 1];
            out.extend([format!("{stem}ied"), format!("{stem}ies")]);
        }
        if "tmnpgd".contains(last) && "aeiou".contains(before) {
            out.extend([format!("{verb}{last}ed"), format!("{verb}{last}ing")]);
        }
    }
    out
}
