//! A page's main list as a table for spreadsheets and programs (RFC 4180, UTF-8, CRLF).
//!
//! Takes the page's data and gives one row for each item of its list; fields within fields become columns named `article.outlet`, lists
//! stay JSON. Gives None for a page without a list. A cell that a spreadsheet would run as a formula gets an apostrophe before it: what
//! stands in a cell was written by whoever wrote the page.

use serde_json::Value;

/// Names under which pages keep their list, the most telling first.
const LISTS: [&str; 11] = [
    "searches",
    "scores",
    "statements",
    "days",
    "figures",
    "demands",
    "incidents",
    "outlets",
    "recent",
    "changes",
    "suggestions",
];

/// The table, where the page has a list.
pub(crate) fn of(page: &Value) -> Option<String> {
    let list = LISTS.iter().find_map(|name| page.get(name)?.as_array())?;
    // Days hold statements: the list is theirs.
    let items = list.iter().flat_map(|item| match item.get("statements").and_then(Value::as_array) {
        Some(inner) => inner.iter().collect::<Vec<_>>(),
        None => vec![item],
    });
    let rows: Vec<Vec<(String, String)>> = items.map(row).collect();
    let mut columns: Vec<&str> = Vec::new();
    for (name, _) in rows.iter().flatten() {
        if !columns.contains(&name.as_str()) {
            columns.push(name);
        }
    }
    // Nobody named: the column of the name is empty, and there is none for the nothing around it.
    let all = columns.clone();
    columns
        .retain(|column| !all.iter().any(|other| other.strip_prefix(column).is_some_and(|rest| rest.starts_with('.'))));
    let mut table = line(columns.iter().copied());
    for row in &rows {
        let cell = |column: &&str| row.iter().find(|(name, _)| name == column).map_or("", |(_, value)| value.as_str());
        table.push_str(&line(columns.iter().map(cell)));
    }
    Some(table)
}

fn row(item: &Value) -> Vec<(String, String)> {
    let mut row = Vec::new();
    flatten("", item, &mut row);
    row
}

fn flatten(name: &str, value: &Value, row: &mut Vec<(String, String)>) {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                let name = if name.is_empty() { field.clone() } else { format!("{name}.{field}") };
                flatten(&name, value, row);
            }
        }
        Value::Null => row.push((name.to_owned(), String::new())),
        Value::String(text) => row.push((name.to_owned(), harmless(text))),
        other => row.push((name.to_owned(), other.to_string())),
    }
}

fn harmless(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    if runs { format!("'{text}") } else { text.to_owned() }
}

fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells
        .map(|cell| match cell.contains(['"', ',', '\n', '\r']) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell.to_owned(),
        })
        .collect();
    cells.join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_list_of_a_page_becomes_rows() {
        let page = json!({ "total": 2, "statements": [
            { "id": "s1", "speaker": { "name": "Orla Venn", "role": null }, "content": "“No, \"never\",”" },
            { "id": "s2", "speaker": null, "content": "=HYPERLINK(1)", "also": [1, 2] },
        ]});
        let table = of(&page).expect("a list");
        assert_eq!(
            table,
            "content,id,speaker.name,speaker.role,also\r\n\
            \"“No, \"\"never\"\",”\",s1,Orla Venn,,\r\n'=HYPERLINK(1),s2,,,\"[1,2]\"\r\n"
        );
        assert_eq!(of(&json!({ "days": [{ "statements": [{ "id": "s3" }] }] })), Some("id\r\ns3\r\n".to_owned()));
        assert_eq!(of(&json!({ "threshold": 1 })), None);
    }
}
