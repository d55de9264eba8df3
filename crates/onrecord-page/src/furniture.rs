//! Lines that are furniture by what they say: counters, clocks, credits, captions, teasers, share bars, sign-ups.
//!
//! Takes the words of one block, gives the reason why it is furniture, or None. Only rules that hold on any page live here: what a
//! line is by its place among others is decided by whoever sees the others. A line that reads as a sentence of its own is never
//! furniture by these rules, except where it says what it is ("Read more: …").

use crate::dates::{Order, Stamp, first_date, scan};

/// Why a block is furniture whatever stands around it.
pub(crate) fn furniture(text: &str) -> Option<&'static str> {
    let line = Line::of(text);
    if line.letters == 0 && line.digits == 0 {
        return Some("ornament");
    }
    None.or_else(|| line.is_counter().then_some("counter"))
        .or_else(|| line.is_clock().then_some("clock"))
        .or_else(|| line.is_calendar().then_some("calendar"))
        .or_else(|| line.is_contact().then_some("contact"))
        .or_else(|| line.is_address().then_some("address"))
        .or_else(|| line.is_breadcrumb().then_some("breadcrumb"))
        .or_else(|| line.is_image_label().then_some("image-label"))
        .or_else(|| line.is_picture_credit().then_some("caption"))
        .or_else(|| line.is_agency_credit().then_some("credit"))
        .or_else(|| line.is_copyright().then_some("copyright"))
        .or_else(|| line.is_teaser().then_some("teaser"))
        .or_else(|| line.is_sign_up().then_some("newsletter"))
        .or_else(|| line.is_control().then_some("menu"))
        .or_else(|| line.is_of_player().then_some("embed"))
        .or_else(|| line.is_share_line().then_some("share"))
}

/// Whether a short line says that the article is over and something else begins.
pub(crate) fn ends_article(text: &str) -> bool {
    const ENDS: &[&str] = &[
        "related",
        "related news",
        "related stories",
        "related articles",
        "related content",
        "related topics",
        "see also",
        "read also",
        "read more",
        "more news",
        "more stories",
        "more on this",
        "more from",
        "latest news",
        "latest",
        "other news",
        "news by",
        "most read",
        "most popular",
        "popular",
        "trending",
        "top stories",
        "recommended",
        "you may also like",
        "you might also like",
        "share",
        "share this",
        "tags",
        "topics",
        "comments",
        "leave a comment",
        "leave a reply",
        "about the author",
        "about us",
        "contact us",
        "follow us",
        "subscribe",
        "newsletter",
        "editor's picks",
        "don't miss",
        "in this section",
        "up next",
        "also in the news",
        "from our partners",
        "advertisement",
        "читайте также",
        "по теме",
        "другие новости",
        "новости по теме",
        "похожие материалы",
        "материалы по теме",
        "популярное",
        "последние новости",
        "поделиться",
        "теги",
        "комментарии",
        "подписывайтесь",
        "ещё по теме",
        "еще по теме",
        "смотрите также",
        "all news",
        "all messages",
        "all articles",
        "все новости",
        "lesen sie auch",
        "mehr zum thema",
        "à lire aussi",
        "lire aussi",
        "lee también",
        "leer más",
        "leggi anche",
        "meer nieuws",
    ];
    let lower = text.trim().trim_end_matches([':', '.', '…']).to_lowercase();
    let words = lower.split_whitespace().count();
    words <= 5
        && ENDS
            .iter()
            .any(|end| lower == *end || lower.strip_prefix(end).is_some_and(|rest| rest.starts_with([' ', ':'])))
}

/// Whether a block reads as prose: several words that end as a sentence ends.
pub(crate) fn is_prose(text: &str) -> bool {
    let line = Line::of(text);
    line.words >= 7 && line.sentence || line.words >= 40
}

/// Whether a text ends as a sentence ends.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»“)]".contains(c));
    bare.ends_with(['.', '!', '?', '…', '。', '؟'])
}

/// Whether a line holds a date, perhaps its weekday, a time, a place or a word such as "Published", and nothing more.
pub(crate) fn is_date_line(text: &str) -> bool {
    if text.len() > 120 {
        return false;
    }
    let seen = scan(text, Order::DayFirst);
    let Some(first) = seen.first().filter(|s| s.stamp.day.is_some()) else { return false };
    let dates: usize = seen.iter().map(|s| s.range.len()).sum();
    let other = text.len() - dates;
    let lower = text.to_lowercase();
    let labelled =
        ["publish", "posted", "updated", "modified", "created", "date", "added", "опубликовано", "обновлено", "дата"]
            .iter()
            .any(|word| lower.contains(word));
    other <= 14 && first.range.start <= 14
        || labelled && other <= 45 && text.split_whitespace().count() <= 14 && !ends_sentence(text)
}

/// A headline has at most so many words.
pub(crate) const LONGEST_TITLE: usize = 45;

/// A line of the form `23.01.2022 - Comment on the talks`: its date and its headline, which is empty where the date stands alone.
pub(crate) fn dated_headline(text: &str, order: Order) -> Option<(Stamp, &str)> {
    // The date that begins an item lies in so many bytes.
    const DATE: usize = 80;
    let head = &text[..text.floor_char_boundary(DATE)];
    let seen = first_date(head, order).filter(|seen| seen.range.start <= 1)?;
    let rest = text[seen.range.end..].trim_start_matches(['г', ']', ')', '.']).trim_start();
    if rest.is_empty() {
        return Some((seen.stamp, ""));
    }
    let title = rest.strip_prefix(['-', '–', '—', '|', ':', '•', '/', '·'])?.trim();
    (1..=LONGEST_TITLE).contains(&title.split_whitespace().count()).then_some((seen.stamp, title))
}

/// The words that a byline begins with, and the names that follow.
pub(crate) fn byline(text: &str) -> Option<&str> {
    const BEGINS: &[&str] = &[
        "by ",
        "written by ",
        "author: ",
        "authors: ",
        "автор: ",
        "авторы: ",
        "von ",
        "por ",
        "par ",
        "di ",
        "text: ",
    ];
    let line = text.trim();
    let begin = BEGINS.iter().find(|b| line.get(..b.len()).is_some_and(|head| head.to_lowercase() == **b))?;
    let names = line[begin.len()..].trim();
    let capital = names.split_whitespace().next().is_some_and(|w| w.starts_with(char::is_uppercase));
    let short = names.split_whitespace().count() <= 12 && !ends_sentence(names.trim_end_matches("Jr."));
    (capital && short).then_some(names)
}

/// What can be counted in a line.
struct Line<'a> {
    text: &'a str,
    lower: String,
    words: usize,
    letters: usize,
    digits: usize,
    /// It ends as a sentence does.
    sentence: bool,
}

impl<'a> Line<'a> {
    fn of(text: &'a str) -> Line<'a> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || "•·*–—-▪►»".contains(c));
        // Long blocks are prose; no rule here looks past the first 400 bytes.
        let head = &text[..text.floor_char_boundary(400)];
        Line {
            text,
            lower: head.to_lowercase(),
            words: text.split_whitespace().count(),
            letters: text.chars().filter(|c| c.is_alphabetic()).count(),
            digits: text.chars().filter(char::is_ascii_digit).count(),
            sentence: ends_sentence(text),
        }
    }

    fn begins(&self, with: &[&str]) -> bool {
        with.iter().any(|w| self.lower.starts_with(w))
    }

    fn is(&self, any: &[&str]) -> bool {
        let bare = self.lower.trim_end_matches([':', '.', '…', '!', '»', '›', '>', '→']).trim_end();
        any.contains(&bare)
    }

    /// `Mo Tu We Th Fr Sa Su`, `Пн Вт Ср Чт Пт Сб Вс 1 2 3`: the head of a calendar, its days perhaps behind it.
    fn is_calendar(&self) -> bool {
        const DAYS: &[&str] = &[
            "mo", "tu", "we", "th", "fr", "sa", "su", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "m", "t", "w",
            "f", "s", "пн", "вт", "ср", "чт", "пт", "сб", "вс", "di", "mi", "do", "so", "lu", "ma", "me", "je", "ve",
            "di", "lun", "mar", "mer", "jeu", "ven",
        ];
        let mut days = 0;
        let calendar = self.lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).all(|word| {
            let day = DAYS.contains(&word);
            days += usize::from(day);
            day || word.parse::<u8>().is_ok_and(|n| (1..=31).contains(&n))
        });
        calendar && days >= 6
    }

    /// `1423 days have passed since the incident - no answer`, `Days since the accident: 512`, `Прошло 120 дней со дня …`.
    fn is_counter(&self) -> bool {
        const UNITS: &[&str] =
            &["day", "days", "hours", "weeks", "months", "years", "день", "дня", "дней", "суток", "часов", "лет"];
        const SINCE: &[&str] = &[
            "since",
            "passed",
            "elapsed",
            "without",
            "прошло",
            "прошёл",
            "прошел",
            "минуло",
            "со дня",
            "с момента",
            "без",
        ];
        if self.sentence || self.digits == 0 || self.words > 40 {
            return false;
        }
        let mut words = self.lower.split(|c: char| c.is_whitespace() || c == ':').filter(|w| !w.is_empty());
        let first = words.next().unwrap_or("");
        let second = words.next().unwrap_or("");
        let third = words.next().unwrap_or("");
        let number = |w: &str| {
            w.starts_with(|c: char| c.is_ascii_digit()) && w.chars().all(|c| c.is_ascii_digit() || ",.".contains(c))
        };
        let since = SINCE.iter().any(|s| self.lower.contains(s));
        number(first) && UNITS.contains(&second) && since
            || SINCE.contains(&first) && number(second) && UNITS.contains(&third)
            || UNITS.contains(&first) && SINCE.contains(&second) && self.lower.ends_with(|c: char| c.is_ascii_digit())
    }

    /// `Moscow: 01:18`, `10:45 GMT`, `London 22:18`.
    fn is_clock(&self) -> bool {
        if self.words > 6 || self.letters > 30 || !(3..=8).contains(&self.digits) {
            return false;
        }
        self.lower.split_whitespace().any(|word| {
            let parts: Vec<&str> = word.split(':').collect();
            (2..=3).contains(&parts.len())
                && parts.iter().all(|p| p.len() <= 2 && !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
        }) && !self.lower.contains(['.', '!', '?', '"'])
    }

    /// A telephone number, an e-mail address, a postal code alone on a line, perhaps with a label.
    fn is_contact(&self) -> bool {
        if self.words > 14 || self.sentence && self.words > 8 {
            return false;
        }
        let label = self.begins(&[
            "tel", "phone", "fax", "e-mail", "email", "mail:", "hotline", "тел", "факс", "call us", "whatsapp",
        ]);
        let phone = self.digits >= 7
            && self.letters <= self.digits
            && self.text.chars().all(|c| !c.is_alphabetic() || label)
            && self.text.contains(['+', '(', '-'])
            && scan(self.text, Order::DayFirst).is_empty();
        let mail = self.words <= 4
            && self.lower.split_whitespace().any(|w| w.contains('@') && w.contains('.') && !w.starts_with('@'));
        phone || mail || label && (self.digits >= 5 || self.lower.contains('@'))
    }

    /// A web address followed by numbers and names that only a program reads. An address alone may be what a text is about.
    fn is_address(&self) -> bool {
        self.begins(&["http://", "https://"]) && !self.sentence && (3..=60).contains(&self.words)
    }

    /// `/ Home / Outlet / News / Title`, `Home > News > Title`.
    fn is_breadcrumb(&self) -> bool {
        [" / ", " > ", " » ", " › ", " → ", " :: "].iter().any(|between| {
            let leading = self.text.starts_with(between.trim());
            let crumbs = self.text.split(between).filter(|c| !c.trim().is_empty()).count() + usize::from(leading);
            let home =
                ["home", "главная", "start", "startseite", "accueil", "inicio", "homepage", "main page", "головна"];
            let begins_home = home.contains(
                &self.lower.split(between).map(|c| c.trim_matches(['/', ' '])).find(|c| !c.is_empty()).unwrap_or(""),
            );
            !self.sentence
                && self.words <= 50
                && (crumbs >= 3 && (leading || begins_home) || crumbs == 2 && begins_home)
        })
    }

    /// `16x9 Image`, `Image 1 of 5`, `Photo gallery`.
    fn is_image_label(&self) -> bool {
        let sized = self.lower.split_whitespace().next().is_some_and(|w| {
            w.split_once(['x', '×', ':']).is_some_and(|(a, b)| {
                let number = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
                number(a) && number(b)
            })
        });
        let what = ["image", "images", "photo", "photos", "picture", "video", "slide", "изображение", "фото"];
        let names_one = what.iter().any(|w| self.lower.split(|c: char| !c.is_alphanumeric()).any(|word| word == *w));
        self.words <= 5
            && names_one
            && (sized
                || self.words <= 3 && self.digits > 0
                || self.words <= 5 && self.digits > 1 && self.lower.contains(" of "))
    }

    /// `Photo credit: …`, `Photo by …`, `© Agency/Name`, `Фото: …`.
    fn is_picture_credit(&self) -> bool {
        const BEGINS: &[&str] = &[
            "photo credit",
            "photo:",
            "photo by",
            "photos:",
            "photos by",
            "photograph:",
            "photograph by",
            "photography by",
            "image credit",
            "image:",
            "image by",
            "image source",
            "images:",
            "picture:",
            "picture by",
            "credit:",
            "file photo",
            "video:",
            "illustration:",
            "illustration by",
            "getty images",
            "screenshot:",
            "фото:",
            "фото ",
            "иллюстрация:",
            "источник фото",
            "foto:",
            "bild:",
            "crédit photo",
        ];
        self.words <= 25 && self.begins(BEGINS) && !(self.sentence && self.words > 15)
            || self.words <= 12
                && !self.sentence
                && (self.lower.ends_with("getty images") || self.lower.ends_with("via getty images)"))
    }

    /// `With reporting by AGENCY and AGENCY`, `(Reporting by X; Editing by Y)`.
    fn is_agency_credit(&self) -> bool {
        const BEGINS: &[&str] = &[
            "with reporting by",
            "reporting by",
            "additional reporting",
            "with additional reporting",
            "with material from",
            "with information from",
            "based on reporting by",
            "written by",
            "edited by",
            "editing by",
            "по материалам",
            "по сообщениям",
            "with contributions from",
            "contributed to this report",
            "this story was produced by",
            "based on reports by",
            "source: news agencies",
            "source: agencies",
            "источник: ",
        ];
        let bare = self.lower.trim_start_matches(['(', '[', '—', '–', '-', ' ']);
        self.words <= 40
            && (BEGINS.iter().any(|b| bare.starts_with(b))
                || self.words <= 30 && self.lower.contains("contributed to this report"))
    }

    fn is_copyright(&self) -> bool {
        self.words <= 60
            && (self.begins(&["©", "copyright ©", "copyright 19", "copyright 20", "(c) 19", "(c) 20"])
                || self.lower.contains("all rights reserved")
                || self.lower.contains("все права защищены"))
    }

    /// `READ MORE: …`, `See also: …`, `Читайте также: …`.
    fn is_teaser(&self) -> bool {
        const BEGINS: &[&str] = &[
            "read more",
            "read also",
            "read next",
            "read:",
            "also read",
            "see also",
            "see more",
            "watch:",
            "watch more",
            "listen:",
            "related:",
            "related story",
            "related article",
            "more:",
            "more on",
            "more from",
            "also on",
            "don't miss",
            "click here",
            "continue reading",
            "recommended:",
            "must read",
            "full story",
            "keep reading",
            "find out more",
            "learn more",
            "читайте также",
            "читать далее",
            "читать также",
            "смотрите также",
            "подробнее",
            "lesen sie auch",
            "mehr zum thema",
            "lire aussi",
            "à lire",
            "lea también",
            "leer más",
            "leggi anche",
            "lees ook",
        ];
        self.words <= 30 && self.begins(BEGINS) && (!self.sentence || self.lower.contains(':') || self.words <= 8)
    }

    fn is_sign_up(&self) -> bool {
        const BEGINS: &[&str] = &[
            "sign up",
            "subscribe",
            "get the latest",
            "get our",
            "get breaking news",
            "join our",
            "follow us",
            "follow @",
            "like us on",
            "download our app",
            "already a subscriber",
            "support our",
            "enter your email",
            "you can unsubscribe",
            "by signing up",
            "подпишитесь",
            "подписывайтесь",
            "подписаться",
            "follow me on",
            "follow him on",
            "follow her on",
            "newsletter",
        ];
        const FOLLOW: &[&str] = &[
            "follow him on",
            "follow her on",
            "follow me on",
            "follow us on",
            "follow us at",
            "follow him @",
            "follow her @",
        ];
        let asks = self.lower.contains(". sign up") || self.begins(&["sign up"]);
        let ends = ["unsubscribe", "отписаться", "отпишитесь"].iter().any(|w| self.lower.contains(w));
        self.words <= 30 && ends
            || self.words <= 45 && FOLLOW.iter().any(|f| self.lower.contains(f))
            || self.words <= 60 && asks && (self.lower.contains("newsletter") || self.lower.contains("inbox"))
            || self.words <= 45
                && ["affiliate commission", "affiliate links", "earn a commission"]
                    .iter()
                    .any(|w| self.lower.contains(w))
            || self.words <= 45
                && self.begins(BEGINS)
                && (self.words <= 12
                    || self.lower.contains("newsletter")
                    || self.lower.contains("e-mail")
                    || self.lower.contains("email")
                    || self.lower.contains("inbox")
                    || self.lower.contains("telegram")
                    || self.lower.contains("twitter")
                    || self.lower.contains("facebook"))
    }

    /// `Share: this site, that site`.
    fn is_share_line(&self) -> bool {
        const BEGINS: &[&str] = &["share:", "share this:", "share on:", "поделиться:", "поширити:", "teilen:"];
        self.words <= 14 && !self.sentence && self.begins(BEGINS)
    }

    /// What a page shows where it can't play.
    fn is_of_player(&self) -> bool {
        self.words <= 14 && self.begins(PLAYER)
    }

    /// Words of buttons and switches, alone on a line.
    fn is_control(&self) -> bool {
        self.words <= 5 && self.is(CONTROLS)
            || self.words <= 14 && self.text.contains(['·', '|', '•']) && {
                let parts = || self.lower.split(['·', '|', '•']).map(str::trim).filter(|p| !p.is_empty());
                parts().count() > 1 && parts().all(|p| CONTROLS.contains(&p))
            }
    }
}

/// What stands where a film or recording should.
const PLAYER: &[&str] = &[
    "your browser does not support",
    "your browser doesn’t support",
    "your browser doesn't support",
    "ваш браузер не поддерживает",
    "ваш браузер не підтримує",
    "ihr browser unterstützt",
    "votre navigateur ne prend pas en charge",
    "su navegador no soporta",
];

/// Words of buttons and switches.
const CONTROLS: &[&str] = &[
    "permalink",
    "link",
    "reply",
    "share",
    "tweet",
    "print",
    "email",
    "e-mail",
    "save",
    "copy link",
    "listen",
    "download",
    "embed",
    "comments",
    "comment",
    "login",
    "log in",
    "sign in",
    "register",
    "search",
    "menu",
    "skip to content",
    "skip to main content",
    "accessibility links",
    "breaking news",
    "select language",
    "language",
    "all messages",
    "all news",
    "more news",
    "show more",
    "load more",
    "back to top",
    "next",
    "previous",
    "close",
    "home",
    "advertisement",
    "advertisements",
    "story continues below",
    "story continues below advertisement",
    "article continues below advertisement",
    "story continues after advertisement",
    "article continues below",
    "loading",
    "facebook",
    "twitter",
    "whatsapp",
    "telegram",
    "linkedin",
    "pinterest",
    "reddit",
    "instagram",
    "youtube",
    "share this",
    "share on facebook",
    "share on twitter",
    "view gallery",
    "view comments",
    "post a comment",
    "поделиться",
    "печать",
    "поиск",
    "меню",
    "главная",
    "все новости",
    "реклама",
    "распечатать",
    "войти",
    "вход",
    "выбрать язык",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "pubblicità",
    "advertentie",
    "cookie settings",
    "privacy policy",
    "terms of use",
    "contact us",
    "about us",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_calendar_is_no_text() {
        for calendar in ["Mo Tu We Th Fr Sa Su", "Пн Вт Ср Чт Пт Сб Вс 1 2 3", "M | T | W | T | F | S | S"]
        {
            assert_eq!(furniture(calendar), Some("calendar"), "{calendar}");
        }
        for text in ["We met on Mon 3 and Tue 4.", "Mo Tu 31", "3 4 5 6 7 8 9", "Su, we do so."] {
            assert_ne!(furniture(text), Some("calendar"), "{text}");
        }
    }
}
