//! The first page: in which order its list stands, and what is told beside it.

#[path = "web_served/mod.rs"]
mod served;

use served::Served;

const FILLER: &str = "<p>The talks about grain ships went on in Vell through a second night, and the harbour stayed closed to all of them.</p>";

fn page(outlet: &str, head: &str, said: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>{outlet} tells</title>\
         <meta property=og:site_name content='{outlet}'>{head}</head>\
         <body><article><h1>{outlet} tells</h1>{FILLER}<p>{said}</p></article></body></html>"
    )
}

fn dated(day: &str) -> String {
    format!("<meta property=article:published_time content='{day}T09:00:00Z'>")
}

const QUAY: &str =
    "“The quay stays closed until the pilots are paid what they are owed,” said Orla Venn, the harbour minister.";

#[test]
fn what_names_no_date_that_can_be_stands_at_the_end() {
    let served = Served::of(&[
        ("a.html", &page("The Undated Post", "", QUAY)),
        ("b.html", &page("The Vell Courier", &dated("2026-05-12"), QUAY)),
        ("c.html", &page("The Morrow", &dated("2093-05-12"), QUAY)),
        ("d.html", &page("The Old Quay", &dated("2019-05-12"), QUAY)),
    ]);
    let order = |path: &str| -> Vec<String> {
        let data = served.data(path);
        let days = data["days"].as_array().expect("days").clone();
        let statements = days.iter().flat_map(|day| day["statements"].as_array().expect("statements").clone());
        statements.map(|s| s["article"]["outlet"].as_str().unwrap_or("").to_owned()).collect()
    };
    let all = order("/today.json?show=all");
    assert_eq!(all[..2], ["The Vell Courier", "The Old Quay"], "{all:?}");
    assert_eq!(all.len(), 4, "{all:?}");
    let html = served.page("/");
    assert!(html.contains("In the order of publication, the newest first"));
    for id in ["changed", "differing", "running", "stale"] {
        assert!(!html.contains(&format!("id=\"{id}\"")), "nothing to tell of {id}");
    }
}

#[test]
fn what_else_is_new_is_told_beside_it() {
    let place = "<link rel=canonical href='https://courier.example/ships'>";
    let counted = |n: &str| {
        format!("Orla Venn, the harbour minister, said that {n} grain ships were waiting at the northern strait.")
    };
    let asked = "Tam Brekke, a spokesman for the pilots, called on the ministry to pay the crews by 3 May.";
    let head = format!("{}{place}", dated("2026-05-12"));
    let served = Served::of(&[
        ("1.html", &page("The Vell Courier", &head, &format!("{}</p><p>{asked}", counted("120")))),
        ("2.html", &page("The Vell Courier", &head, &format!("{}</p><p>{asked}", counted("150")))),
        ("3.html", &page("The Strait Gazette", &dated("2026-05-12"), &counted("90"))),
    ]);
    let (data, html) = (served.data("/today.json"), served.page("/"));
    let news = |name: &str| data[name].as_array().unwrap_or_else(|| panic!("{name}: {data}")).clone();
    let changed = news("changed");
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(changed[0]["what"].as_str().is_some_and(|what| what.contains("→")), "{changed:?}");
    let differing = news("differing");
    assert_eq!(differing.len(), 1, "{differing:?}");
    let figures = differing[0]["figures"].as_array().expect("figures");
    let outlets: Vec<_> = figures.iter().filter_map(|f| f["outlet"].as_str()).collect();
    assert!(outlets.contains(&"The Vell Courier") && outlets.contains(&"The Strait Gazette"), "{outlets:?}");
    let running = news("running");
    assert!(running.iter().all(|demand| demand["state"] == "open") && !running.is_empty(), "{running:?}");
    for (id, words) in [
        ("changed", "Changed pages"),
        ("differing", "by different sources"),
        ("running", "no answer recorded in this archive"),
    ] {
        assert!(html.contains(&format!("id=\"{id}\"")) && html.contains(&format!("href=\"#{id}\"")), "{id}");
        assert!(html.contains(words), "{words}");
    }
    assert_eq!(news("stale").len(), 0);
    assert!(served.page("/?lang=ru").contains("Числа, которые расходятся"));
}
