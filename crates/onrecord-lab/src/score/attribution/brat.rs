//! Reads brat standoff files in PolNeAR's layout: `T` lines are spans with a role, `E` lines tie them into attributions.

use super::Attribution;
use std::collections::HashMap;

/// Attributions with a content, in the file's order. Lines that are neither whole `T` nor whole `E` lines are passed over (the text
/// column of a `T` line may itself break over lines).
pub fn read_brat(ann: &str) -> Vec<Attribution> {
    let mut spans = HashMap::new();
    let mut out = Vec::new();
    let mut events = Vec::new();
    for line in ann.split('\n') {
        if let Some((id, role, at)) = t_line(line) {
            spans.insert(id, (role, at));
        } else if let Some(arguments) = e_line(line) {
            events.push(arguments);
        }
    }
    for arguments in events {
        let mut a = Attribution::default();
        for id in arguments {
            let Some((role, at)) = spans.get(id) else { continue };
            let into = match role.as_str() {
                "source" => &mut a.source,
                "content" => &mut a.content,
                // PolNeAR marks some cues as the attribution itself.
                r if r == "cue" || r.starts_with("attribution") => &mut a.cue,
                _ => continue,
            };
            at.iter().for_each(|s| {
                if !into.contains(s) {
                    into.push(*s)
                }
            });
        }
        if !a.content.is_empty() {
            out.push(a);
        }
    }
    out
}

type Spans = Vec<(usize, usize)>;

/// `T3⇥Source 10 14;20 25⇥words`.
fn t_line(line: &str) -> Option<(&str, String, Spans)> {
    let mut columns = line.splitn(3, '\t');
    let id = columns.next().filter(|id| is_id(id, 'T'))?;
    let (role, at) = columns.next()?.split_once(' ')?;
    let spans = at.split(';').map(|s| {
        let (start, end) = s.split_once(' ')?;
        Some((start.parse().ok()?, end.parse().ok()?))
    });
    Some((id, role.to_lowercase(), spans.collect::<Option<_>>()?))
}

/// `E1⇥Attribution:T2 Source:T1 Content:T3` → the ids of the spans.
fn e_line(line: &str) -> Option<Vec<&str>> {
    let (id, arguments) = line.trim_end_matches(['\r']).split_once('\t')?;
    if !is_id(id, 'E') {
        return None;
    }
    let ids = arguments
        .split(' ')
        .filter(|a| !a.is_empty())
        .map(|a| a.split_once(':').map(|(_, id)| id).filter(|id| is_id(id, 'T')));
    ids.collect()
}

fn is_id(s: &str, kind: char) -> bool {
    s.strip_prefix(kind).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_in_pieces_and_broken_lines() {
        let ann = "T1\tSource 0 4\tMira\nT2\tCue 5 9;20 22\tsaid … to\nT3\tContent 10 19\tthey\nwould\nE1\tCue:T2 Source:T1 Content:T3\n";
        assert_eq!(
            read_brat(ann),
            [Attribution {
                source: vec![(0, 4)],
                cue: vec![(5, 9), (20, 22)],
                content: vec![(10, 19)],
                confidence: 0.0
            }]
        );
    }
}
