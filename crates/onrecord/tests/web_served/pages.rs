//! Every page of the demo by a name, for whoever looks at all of them.

use super::Served;
use serde_json::Value;

/// A page of the demo that was changed after publication.
const MARCH: &str =
    "/versions?url=https%3A%2F%2Fwww.halverntidende.example%2Fenglish%2Fmarch-to-the-fence-tolbeck-3441716";

/// Names and whole addresses, each kind of page at least once; `door` serves the same archive to who logs in.
pub(crate) fn all(served: &Served, door: &Served) -> Vec<(&'static str, String)> {
    let here = of_archive(served).into_iter().map(|(name, path)| (name, served.url(&path)));
    here.chain([("log-in", door.url("/login?to=%2Fsearch"))]).collect()
}

/// Names and paths of what the archive's keeper sees.
fn of_archive(served: &Served) -> Vec<(&'static str, String)> {
    let wanted = named_direct_statement(served);
    let href = |value: &Value| value["href"].as_str().expect("a page").to_owned();
    let report = served.data("/search.json?q=outlet%3A%22Lisna+24%22+after%3A2024-03+before%3A2024-03");
    let russian = served.data("/search.json?q=%D1%81%D0%BA%D0%B0%D0%B7%D0%B0%D0%BB%D0%B0");
    vec![
        ("today", "/".to_owned()),
        ("search", "/search?q=bridge".to_owned()),
        ("all", "/search?q=".to_owned()),
        ("empty", "/search?q=bridge+mode%3Aspeech+outlet%3ANobody".to_owned()),
        ("statement", href(&wanted)),
        ("article", href(&report["statements"][0]["article"])),
        ("russian", russian["statements"][0]["article"]["href"].as_str().unwrap_or("/").to_owned()),
        ("speaker", href(&wanted["speaker"])),
        ("same", format!("{}/same", href(&wanted["speaker"]))),
        ("sources", "/sources".to_owned()),
        ("method", "/method".to_owned()),
        ("review", "/review".to_owned()),
        ("saved", "/saved".to_owned()),
        ("figures", "/figures".to_owned()),
        ("demands", "/demands".to_owned()),
        ("incidents", "/incidents".to_owned()),
        ("card", format!("{}/card", href(&wanted))),
        ("versions", MARCH.to_owned()),
        ("versions-inline", format!("{MARCH}&view=inline")),
        ("changes", "/versions".to_owned()),
        ("never-captured", "/versions?url=halverntidende.example%2Fenglish%2Fmarch".to_owned()),
        ("fault", "/s/s0000000000000".to_owned()),
    ]
}

/// A short direct quotation in one piece of somebody with a name.
pub(crate) fn named_direct_statement(served: &Served) -> Value {
    let found = served.data("/search.json?q=mode%3Adirect");
    let fits = |s: &&Value| {
        let content = s["content"].as_str().unwrap_or("");
        let dated = !s["article"]["published"].is_null() && !s["article"]["outlet"].is_null();
        dated && s["speaker"]["kind"] == "person" && !content.contains('…') && content.len() < 300
    };
    found["statements"].as_array().and_then(|list| list.iter().find(fits)).expect("the demo has one").clone()
}
