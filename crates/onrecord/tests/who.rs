//! Who is who, decided in the browser: merging, splitting, taking back; and what is refused.

#[path = "web_served/mod.rs"]
mod served;

use served::{Reply, Served, request};

const TEXT: &str = "<p>The talks about grain ships went on in Vell through a second night, and the harbour stayed closed to all of them.</p>\
    <p>“We share the concern of the crews and their families,” said Orla Venn, the harbour minister of Ostrava.</p>\
    <p>“The nets will be dry by the spring, whatever the ministry writes,” said Tam Venn, who fishes off the northern strait.</p>";

fn page(title: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>\
         <meta property=og:site_name content='The Vell Courier'>\
         <meta property=article:published_time content='2026-05-12T09:00:00Z'></head>\
         <body><article><h1>{title}</h1>{TEXT}</article></body></html>"
    )
}

fn post(served: &Served, body: &str) -> Reply {
    let headers = format!(
        "Host: 127.0.0.1:{}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n",
        served.port,
        body.len()
    );
    request(served.port, "POST", "/who", &headers, body)
}

fn hidden(html: &str, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    html.split_once(&field).and_then(|(_, rest)| rest.split('"').next()).expect("a hidden field").to_owned()
}

/// Id of a speaker and of one statement of theirs.
fn of(served: &Served, name: &str) -> (String, String) {
    let found = served.data("/search.json?q=class%3Aany+confidence%3Aany");
    let list = found["statements"].as_array().expect("a list").clone();
    let one = list.iter().find(|s| s["speaker"]["name"] == name).unwrap_or_else(|| panic!("{name} in {list:?}"));
    let id = |value: &serde_json::Value| value["id"].as_str().expect("an id").to_owned();
    (id(&one["speaker"]), id(one))
}

#[test]
fn two_are_merged_and_parted_again() {
    let served = Served::of(&[("one.html", &page("Talks"))]);
    let ((orla, _), (tam, statement)) = (of(&served, "Orla Venn"), of(&served, "Tam Venn"));
    assert_ne!(orla, tam, "a surname merges nobody");
    let html = served.page(&format!("/who/{orla}"));
    assert!(html.contains("Names that may be the same; nobody decided") && html.contains(&format!("/who/{tam}")));
    let path = format!("/who/{orla}/same");
    assert_eq!(served.data(&format!("{path}.json"))["alike"][0]["why"], "surname");
    let token = hidden(&served.page(&path), "token");
    let form = |rest: &str| format!("token={token}&who=Ada+S.&why=one+family&{rest}");

    for (body, status) in [
        (format!("who=A&why=x&act=merge&id={tam}&other={orla}"), 403),
        (format!("token=x&who=A&why=x&act=merge&id={tam}&other={orla}"), 403),
        (format!("token={token}&who=&why=x&act=merge&id={tam}&other={orla}"), 400),
        (format!("token={token}&who=A&why=&act=merge&id={tam}&other={orla}"), 400),
        (form(&format!("act=burn&id={tam}&other={orla}")), 400),
        (form(&format!("act=merge&id={tam}&other=w0000000000000")), 409),
        (form(&format!("act=merge&id={orla}&other={orla}")), 409),
        (form(&format!("act=undo&id={tam}&other={orla}")), 409),
        (form(&format!("act=split&id={orla}&name=B&statement={statement}")), 409),
    ] {
        assert_eq!(post(&served, &body).status, status, "{body}");
    }

    let merged = post(&served, &form(&format!("act=merge&id={tam}&other={orla}")));
    assert_eq!((merged.status, merged.header("location")), (303, Some(path.as_str())), "{}", merged.text());
    assert!(merged.header("set-cookie").is_some_and(|cookie| cookie.starts_with("who=Ada+S.;")));
    assert_eq!(served.data(&format!("/s/{statement}.json"))["statement"]["speaker"]["id"], *orla);
    let old = served.data(&format!("/who/{tam}.json"));
    assert_eq!((&old["speaker"]["id"], old["names"].as_array().map(Vec::len)), (&(*orla).into(), Some(2)));
    assert_eq!(served.data("/search.json?q=speaker%3A%22Orla+Venn%22")["total"], 2, "searches follow");
    let html = served.page(&path);
    assert!(html.contains("Ada S.") && html.contains("one family") && html.contains("Take it back"));

    let undone = post(&served, &form(&format!("act=undo&id={tam}&other={orla}")));
    assert_eq!(undone.status, 303, "{}", undone.text());
    assert_eq!((of(&served, "Orla Venn").0, of(&served, "Tam Venn").0), (orla, tam));
    assert_eq!(served.data("/search.json?q=speaker%3A%22Orla+Venn%22")["total"], 1);
}

#[test]
fn statements_are_split_off_in_the_browser() {
    let other = page("More").replace("the concern", "the worries");
    let mut served = Served::of(&[("one.html", &page("Talks")), ("two.html", &other)]);
    let (orla, statement) = of(&served, "Orla Venn");
    let token = hidden(&served.page(&format!("/who/{orla}/same")), "token");
    let body = format!(
        "token={token}&who=Ada+S.&why=a+namesake&act=split&id={orla}&statement={statement}&name=Orla+Venn+%28the+pilot%29"
    );
    let split = post(&served, &body);
    let path = split.header("location").unwrap_or_else(|| panic!("{}", split.text())).to_owned();
    assert!(served.page(&path).contains("Orla Venn (the pilot)"));
    // It is in the store: a server that is killed has lost nothing.
    served.restart();
    let new =
        served.data(&format!("/s/{statement}.json"))["statement"]["speaker"]["id"].as_str().expect("an id").to_owned();
    assert_eq!(path, format!("/who/{new}/same"));
    assert!(new != orla && served.data(&format!("/who/{orla}.json"))["paging"]["total"] == 1);
    assert!(served.page(&format!("/who/{orla}/same")).contains("“Orla Venn (the pilot)”"));

    // The search, which follows within a second or so, counts both by themselves, and each count is what its link finds.
    let facets = || served.data("/search.json?q=")["facets"]["speaker"].as_array().cloned().unwrap_or_default();
    let is_split = || facets().iter().any(|facet| facet["href"].as_str().is_some_and(|href| href.contains(&orla)));
    (0..100).take_while(|_| !is_split()).for_each(|_| std::thread::sleep(std::time::Duration::from_millis(50)));
    assert!(is_split(), "{:?}", facets());
    for facet in facets() {
        let data = facet["href"].as_str().expect("a search").replacen("/search?", "/search.json?", 1);
        assert_eq!(served.data(&data)["total"], facet["statements"], "{data}");
    }
}
