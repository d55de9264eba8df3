//! Whom a statement names: one made-up text for each law of the reader of names.

use onrecord_page::{Capture, PageConfig, Sourced, parse};
use onrecord_reading::{Models, read};

/// The names of each statement that has any.
fn named(models: &Models, outlet: Option<&str>, text: &str) -> Vec<Vec<String>> {
    let config = PageConfig { plain: true, ..PageConfig::default() };
    let mut parsed = parse(&Capture::new(text.as_bytes().to_vec()), &config).value.articles;
    let mut article = parsed.remove(0);
    article.outlet = outlet.map(|name| Sourced::new(name.to_owned(), "head"));
    let about = read(&article, models).objects.about;
    about.into_iter().map(|a| a.named.into_iter().map(|party| party.name).collect()).collect()
}

#[test]
fn contents_name_people_bodies_and_countries() {
    let models = Models::embedded().with_objects();
    let cases: [(Option<&str>, &str, &[&str]); 16] = [
        (None, "Three roads in the Quelian capital were closed, the agency reported.", &["Quelia"]),
        (Some("Embassy of Harrovia in Pastria"), "Harrovian pupils were sent home, the teacher said.", &["Harrovia"]),
        (
            None,
            "The Pastrian trawler Blue Anna was stopped near the port of Orm, the minister said. The Pastrian government was silent.",
            &["Pastria"],
        ),
        (None, "The judge said that the Dorish embassy had paid. Dorland is small.", &["Dorish embassy"]),
        (None, "He regretted the decision of the town council of Vell to sell the library.", &["town council of Vell"]),
        (None, "The mayor said that lessons in Pastrian would go on. Pastria is far away.", &[]),
        (None, "She described the decision as a breach of the Treaty on Good Order.", &[]),
        (None, "The company Radio Nord was fined. The judge said that the company would close.", &["Radio Nord"]),
        (None, "He said that since early November Harrovia had moved its troops.", &["Harrovia"]),
        (None, "По его словам, тарлийские власти ничего не знали. Тарлия молчит.", &["Тарлия"]),
        (None, "Посол напомнил, что в городе живут сто мерданцев. МИД Мердании молчит.", &["Мердания"]),
        (None, "Он сообщил, что здание Торгового совета Мердании закрыто.", &["Торговый совет Мердании"]),
        (None, "«Просим полицию Мердании найти виновных», — сказал он.", &["полиция Мердании"]),
        (None, "Он сообщил, что налоговая служба проводит проверку.", &["налоговая служба"]),
        (None, "Вице-консул Ильмар Дорт уехал. В порту утверждают, что вице-консул ничего не видел.", &["Ильмар Дорт"]),
        (None, "Он сказал, что политика изменилась.", &[]),
    ];
    let mut wrong = String::new();
    for (outlet, text, expected) in cases {
        let got = named(&models, outlet, text);
        let first: Vec<&str> = got.first().map(|names| names.iter().map(String::as_str).collect()).unwrap_or_default();
        if first != expected {
            wrong.push_str(&format!("{text}\n  expected {expected:?}\n  read {got:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
