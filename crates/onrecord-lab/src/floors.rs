//! The floor rule: `eval/floors.json` pins each score with the digest of the data that made it, and a change that falls below a floor
//! fails the gate.

use crate::eval::{Topic, evaluate};
use crate::shared::{Shared, read, repository};
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What one topic must reach.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Floor {
    /// Digest of the data that the scores were measured on.
    data: String,
    /// The day on which they were set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    measured: Option<String>,
    /// Name → least score.
    scores: BTreeMap<String, f64>,
}

/// Compares today's scores with the floors; with `set` writes them as the new floors instead.
pub fn gate(shared: Option<&Shared>, set: bool, lower: bool) -> Result<()> {
    let Some(shared) = shared else {
        println!(
            "left out: the quality floors, because there are no shared data (set ONRECORD_SHARED to their folder)"
        );
        return Ok(());
    };
    let path = repository().join("eval/floors.json");
    let mut floors: BTreeMap<String, serde_json::Value> = match read(&path) {
        Ok(json) => serde_json::from_slice(&json).with_context(|| format!("`{}`", path.display()))?,
        Err(_) if set => BTreeMap::new(),
        Err(e) => return Err(e),
    };
    let mut fallen = Vec::new();
    for topic in Topic::ALL {
        let floor = floors.get(&topic.to_string()).map(|f| serde_json::from_value::<Floor>(f.clone())).transpose()?;
        let floor = floor.unwrap_or_default();
        let data = topic.root(shared).digest(topic.data())?;
        if data != floor.data && !set {
            bail!(
                "the data of {topic} are not those of the floors ({data}, not {})\nhint: measure again: onrecord-lab gate --set",
                floor.data
            );
        }
        let mut scores = evaluate(shared, topic)?.scores;
        for (name, least) in &floor.scores {
            let got = scores.get(name).copied().unwrap_or(0.0);
            // Floors are stored to three decimals, rounded down.
            if got < *least {
                fallen.push(format!("{topic}: {name} is {got:.4}, its floor {least:.3}"));
            }
        }
        let kept = scores.len();
        if set {
            scores.values_mut().for_each(|s| *s = (*s * 1000.0).floor() / 1000.0);
            let measured = Some(jiff::Zoned::now().date().to_string());
            floors.insert(topic.to_string(), serde_json::to_value(Floor { data, measured, scores })?);
        }
        println!("{topic}: {} of {kept} scores have a floor", floor.scores.len());
    }
    let may_fall = set && lower;
    if !fallen.is_empty() && !may_fall {
        bail!(
            "below the floor:\n  {}\nhint: lower a floor only with a reason: onrecord-lab gate --set --lower",
            fallen.join("\n  ")
        );
    }
    if set {
        std::fs::write(&path, serde_json::to_string_pretty(&floors)? + "\n")
            .with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    Ok(())
}
