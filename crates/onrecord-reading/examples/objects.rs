//! Prints the figures, times, occasions, counters, demands and whom statements name of text files, a line each: `objects DAY FILE…`, to look at what a change does.

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a tool for the laboratory")]

use onrecord_page::{Capture, PageConfig, Precision, Published, parse};
use onrecord_reading::{Models, Party, read};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let models = Models::embedded().with_objects();
    let mut args = env::args().skip(1);
    let day = args.next().unwrap_or_default();
    for file in args {
        let config = PageConfig { plain: true, ..PageConfig::default() };
        for mut article in parse(&Capture::new(fs::read(&file)?), &config).value.articles {
            article.published =
                Some(Published { value: day.clone(), precision: Precision::Day, evidence: String::new() });
            let reading = read(&article, &models);
            let objects = reading.objects;
            let words = |span| article.text.slice(span);
            println!("# {file}");
            for f in &objects.figures {
                let unit = f.unit.as_ref().map_or("", |u| u.name.as_str());
                let from = article.text.as_str().floor_char_boundary((f.span.start as usize).saturating_sub(30));
                let to = article.text.as_str().floor_char_boundary(f.span.end as usize + 30);
                let around = article.text.as_str()[from..to].replace('\n', " ");
                println!(
                    "figure\t{}\t{} {} {unit} ({})\t… {around} …",
                    words(f.span),
                    f.value,
                    f.bound.as_str(),
                    f.kind.as_str()
                );
            }
            for t in &objects.times {
                println!("time\t{}\t{:?} {:?}\t{}", words(t.span), t.first, t.last, t.saying.map_or("", words));
            }
            for o in &objects.occasions {
                println!("{}\t{}\t{}", o.kind.as_str(), words(o.span), words(o.saying));
            }
            for i in &objects.incidents {
                let side = |span: Option<_>| span.map_or("-", words);
                let from = article.text.as_str().floor_char_boundary((i.act.start as usize).saturating_sub(90));
                let to = article.text.as_str().floor_char_boundary(i.act.end as usize + 90);
                let around = article.text.as_str()[from..to].replace('\n', " ");
                let (actor, target) = (side(i.actor), side(i.target));
                let act = words(i.act).replace('\n', " ");
                println!("incident\t{} {}\t{act}\t{actor}\t{target}\t… {around} …", i.kind.as_str(), i.mode);
            }
            for d in &objects.demands {
                let name = |p: &Option<Party>| p.as_ref().map_or("-", |p| p.name.as_str()).to_owned();
                let (who, addressee) = (name(&d.who), name(&d.addressee));
                let object = d.object.map_or("", words);
                println!("demand\t{}\t{} [{who}] asks [{addressee}]\t{object}", words(d.cue), d.force);
            }
            for statement in &reading.statements {
                let about = objects.about.iter().find(|a| a.statement == statement.id);
                let names: Vec<&str> = about.iter().flat_map(|a| &a.named).map(|p| p.name.as_str()).collect();
                let cue =
                    statement.cue.iter().flat_map(|c| &c.spans).map(|s| words(*s)).collect::<Vec<_>>().join(" … ");
                println!("about\t{cue}\t{}", names.join("; "));
            }
            for c in &objects.counters {
                println!("counter\t{}\t{:?}", words(c.span), c.start);
            }
        }
    }
    Ok(())
}
