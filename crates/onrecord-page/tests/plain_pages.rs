//! Text files that still carry their menus: invented pages of different layouts, each with what must and what must not be read.

use onrecord_page::{Capture, Page, PageConfig, Verdict, parse};

fn read(text: &str) -> Page {
    let page = parse(&Capture::new(text.as_bytes()), &PageConfig::default()).value;
    for article in &page.articles {
        for block in &article.blocks {
            assert_eq!(
                article.text.slice(block.span),
                page.blocks[block.origin as usize].text,
                "a span is its block's text"
            );
        }
    }
    page
}

/// Checks part 0: its title, what is in its text and what isn't.
#[track_caller]
fn check(text: &str, title: Option<&str>, inside: &[&str], outside: &[&str]) -> Page {
    let page = read(text);
    let main = &page.articles[0];
    assert_eq!(main.title.as_ref().map(|t| t.value.as_str()), title);
    for words in inside {
        assert!(main.text.as_str().contains(words), "{words:?} is part of the text, which is {:?}", main.text.as_str());
    }
    for words in outside {
        assert!(
            !main.text.as_str().contains(words),
            "{words:?} is furniture, but the text is {:?}",
            main.text.as_str()
        );
    }
    page
}

fn why(page: &Page, words: &str) -> &'static str {
    let block = page.blocks.iter().find(|b| b.text.contains(words)).expect("the block is on the page");
    match block.verdict {
        Verdict::Text { why, .. } | Verdict::Meta { why, .. } | Verdict::Furniture { why } => why,
    }
}

const LEAD: &str = "The harbour council of Port Almar voted on Tuesday to close the northern pier for repairs.";
const SECOND: &str = "Work will begin in the spring and last for about eight months, the council's chairwoman said.";
const THIRD: &str = "Fishermen had asked for a later date because the herring season ends in May.";

#[test]
fn menu_above_and_links_below() {
    let text = format!(
        "Home\nNews\nSport\nWeather\n\nHarbour council closes northern pier\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n\nMost read\n\nTen walks along the coast\n\nFerry prices rise again\n"
    );
    check(
        &text,
        Some("Harbour council closes northern pier"),
        &[LEAD, SECOND, THIRD],
        &["Weather", "Ten walks", "Most read"],
    );
}

#[test]
fn breadcrumb_repeats_the_title() {
    let text = format!(
        "Harbour council closes northern pier\n\nHome > The Almar Courier > Local > Harbour council closes northern pier\n\nHarbour council closes northern pier\n\n{LEAD}\n\n{SECOND}\n\nThe Almar Courier\n\nNews by topic\n\nA glass-blower from the Lesser Isles has opened a museum of bottles. Visitors from abroad admire vases of every colour there.\n"
    );
    let page = check(
        &text,
        Some("Harbour council closes northern pier"),
        &[LEAD, SECOND],
        &["glass-blower", "News by topic", "Home >"],
    );
    assert_eq!(page.articles[0].outlet.as_ref().map(|o| o.value.as_str()), Some("The Almar Courier"));
    assert_eq!(why(&page, "glass-blower"), "teaser");
    assert_eq!(why(&page, "Home >"), "breadcrumb");
}

#[test]
fn byline_and_date_under_the_title() {
    let text = format!(
        "Harbour council closes northern pier\n\nBy Ilma Tarkin\n\n14 March 2021, 10:30\n\n{LEAD}\n\n{SECOND}\n"
    );
    let page =
        check(&text, Some("Harbour council closes northern pier"), &[LEAD, SECOND], &["Ilma Tarkin", "14 March"]);
    let main = &page.articles[0];
    assert_eq!(main.authors[0].value, "Ilma Tarkin");
    let published = main.published.as_ref().expect("the date stands there");
    assert_eq!((published.value.as_str(), published.evidence.as_str()), ("2021-03-14T10:30", "line 5"));
}

#[test]
fn page_clock_is_not_the_date() {
    let text = format!(
        "3 June 2022\nAlmar: 09:15\nSelm: 10:15\n\nPress office:\n+99 (0) 55 012 3456\n\nSpeech by Minister Oda Brenn, Almar, May 30, 2022\n\nDear friends,\n\n{LEAD}\n\n{SECOND}\n"
    );
    let page = check(
        &text,
        Some("Speech by Minister Oda Brenn, Almar, May 30, 2022"),
        &["Dear friends,", LEAD],
        &["09:15", "Press office", "012 3456"],
    );
    assert_eq!(page.articles[0].published.as_ref().map(|p| p.value.as_str()), Some("2022-05-30"));
    assert_eq!(why(&page, "3 June"), "clock");
}

#[test]
fn running_counters_are_kept_as_furniture() {
    let text = format!(
        "512 days have passed since the Brennick fire - no answer from the city      77 days have passed since the inquiry closed - no report\n\nDays without an accident: 12\n\nHarbour council closes northern pier\n\n{LEAD}\n\n{SECOND}\n"
    );
    let page =
        check(&text, Some("Harbour council closes northern pier"), &[LEAD], &["512 days", "77 days", "Days without"]);
    let counters = page.blocks.iter().filter(|b| b.verdict == Verdict::Furniture { why: "counter" }).count();
    assert_eq!(counters, 3);
}

#[test]
fn a_sentence_about_days_is_text() {
    let sentence = "Some 512 days have passed since the fire on the pier, and the city has still not answered the families' letters.";
    let text = format!("Families still wait for an answer\n\n{LEAD}\n\n{sentence}\n\n{SECOND}\n");
    check(&text, Some("Families still wait for an answer"), &[sentence], &[]);
}

#[test]
fn dated_items_are_articles() {
    let text = format!(
        "Statement by the Foreign Ministry of Almaria, 2 May 2020\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n\n30.04.2020 - Press release on the fishery talks\n\nThe second round of talks on fishing rights ended on Thursday without a result...\n\n28.04.2020 - Ambassador receives students\n\nThe ambassador met twelve students from the Lesser Isles and answered their questions.\n\n27.04.2020 - Comment on the border incident\n\nWe have taken note of the statement that the neighbouring country published this morning.\n\nall messages\n"
    );
    let page = check(
        &text,
        Some("Statement by the Foreign Ministry of Almaria, 2 May 2020"),
        &[LEAD, THIRD],
        &["fishing rights", "all messages"],
    );
    let items: Vec<_> = page.articles[1..]
        .iter()
        .map(|a| (a.published.as_ref().map(|p| p.value.clone()), a.title.as_ref().map(|t| t.value.clone()), a.part))
        .collect();
    assert_eq!(items.len(), 3);
    assert_eq!(items[0], (Some("2020-04-30".to_owned()), Some("Press release on the fishery talks".to_owned()), 1));
    assert!(page.articles[1].partial);
    assert_eq!(
        page.articles[3].text.as_str(),
        "We have taken note of the statement that the neighbouring country published this morning."
    );
}

#[test]
fn dated_titles_without_texts_are_links() {
    let text = format!(
        "Harbour council closes northern pier\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n\nLatest news\n\n12.05.2021 - Ferry prices rise again\n11.05.2021 - Ten walks along the coast\n10.05.2021 - New headmaster for the sailing school\n"
    );
    let page = check(&text, Some("Harbour council closes northern pier"), &[LEAD, THIRD], &["Ferry prices"]);
    assert_eq!(page.articles.len(), 1);
    assert_eq!(why(&page, "Ferry prices"), "link-list");
}

#[test]
fn a_chronicle_is_one_article() {
    let text = format!(
        "How the pier was closed\n\n{LEAD}\n\n1 March 2021 - First cracks\n\nDivers find cracks in two of the pillars and report them to the council.\n\n9 April 2021 - Inquiry\n\nAn inquiry begins after a letter from the fishermen is read out in the council.\n\n4 May 2021 - Vote\n\nThe council votes to close the pier from the following spring on.\n"
    );
    let page = check(&text, Some("How the pier was closed"), &[LEAD, "Divers find cracks", "The council votes"], &[]);
    assert_eq!(page.articles.len(), 1);
}

#[test]
fn hard_wrapped_lines_are_joined() {
    let text = "Harbour council closes northern pier\n\nThe harbour council of Port Almar voted on Tuesday to close the\nnorthern pier for repairs. Work will begin in the spring and last\nfor about eight months, the council's chairwoman said.\n\nFishermen had asked for a later date because the herring season\nends in May. The council did not discuss their letter, which was\nsigned by forty of them.\n";
    let page = check(
        text,
        Some("Harbour council closes northern pier"),
        &["to close the northern pier for repairs", "herring season ends in May"],
        &[],
    );
    assert_eq!(page.articles[0].blocks.len(), 2);
}

#[test]
fn captions_credits_and_read_more() {
    let text = format!(
        "Accessibility links\n\nHarbour council closes northern pier\n\nThe harbour council of Port Almar at its session on Tuesday.\n{LEAD}\n\n{SECOND}\n\nREAD MORE: Ferry prices rise again\n\n{THIRD}\n\nWith reporting by ANB and Selmpress\n  • 4x3 Image\n\n    Radio Almar journalists report the news in six languages. We provide what the islands' papers cannot: independent news for everyone.\n"
    );
    let page = check(
        &text,
        Some("Harbour council closes northern pier"),
        &[LEAD, SECOND, THIRD],
        &["at its session", "READ MORE", "Selmpress", "4x3", "six languages", "Accessibility"],
    );
    assert!(page.articles[0].notes.iter().any(|n| n.code == "credit" && n.message.contains("Selmpress")));
    assert_eq!(why(&page, "six languages"), "about-site");
}

#[test]
fn no_menu_no_title() {
    let text = format!("{LEAD}\n{SECOND}\n{THIRD}\n");
    let page = check(&text, None, &[LEAD, SECOND, THIRD], &[]);
    assert_eq!(page.articles[0].blocks.len(), 3);
}

#[test]
fn a_russian_page() {
    let text = "Главная\nНовости\nКонтакты\n\nСовет гавани закрыл северный пирс\n\n14 марта 2021 года\n\nСовет гавани Порт-Альмара проголосовал во вторник за закрытие северного пирса на ремонт.\n\nРаботы начнутся весной и продлятся около восьми месяцев, сообщила председатель совета.\n\nЧитайте также: Цены на паром снова растут\n\nРыбаки просили перенести ремонт, потому что сезон сельди кончается в мае.\n\nПоследние новости\n\nДесять прогулок вдоль берега\n";
    let page = check(
        text,
        Some("Совет гавани закрыл северный пирс"),
        &["проголосовал во вторник", "Рыбаки просили"],
        &["Контакты", "Читайте также", "Десять прогулок", "14 марта"],
    );
    let main = &page.articles[0];
    assert_eq!(main.published.as_ref().map(|p| p.value.as_str()), Some("2021-03-14"));
    assert_eq!(main.language.as_ref().map(|l| l.value.as_str()), Some("ru"));
}

#[test]
fn subheadings_and_an_interview_stay() {
    let text = format!(
        "Interview with the harbour master\n\nQuestion: Why is the pier closed now?\n\nEdda Vorn: Because the pillars are cracked and the winter storms have made it worse.\n\nThe fishermen's letter\n\n{THIRD}\n\nQuestion: Will you answer them?\n\nEdda Vorn: I have read their letter and I will meet them next week in the town hall.\n"
    );
    check(
        &text,
        Some("Interview with the harbour master"),
        &["Question: Why is", "The fishermen's letter", "next week in the town hall"],
        &[],
    );
}

#[test]
fn a_teaser_about_something_else_is_cut() {
    let long = "The repairs of the northern pier will cost the harbour of Port Almar four million crowns, of which the province pays half and the fishermen's guild a tenth; the council borrows the rest from the savings bank.";
    let text = format!(
        "Harbour council closes northern pier\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n\n{long}\n\nPeople and places\n\nGudrun Selmasdottir paints miniature portraits on walnut shells. Collectors across three continents exhibit her fragile landscapes beside famous oil paintings.\n"
    );
    let page =
        check(&text, Some("Harbour council closes northern pier"), &[LEAD, long], &["walnut", "People and places"]);
    assert_eq!(why(&page, "walnut"), "teaser");
}
