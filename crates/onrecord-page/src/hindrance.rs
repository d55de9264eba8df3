//! What stands in the place of the page asked for: consent walls, bot checks, paywall stubs, error pages, empty shells.
//!
//! Takes a page taken apart and what its head says, gives the [`Hindrance`] with the words that made it, or None. Pure, and careful: a page with a
//! text of its own is never a hindrance, whatever its banners say, since a version wrongly thrown away can't be had back.

use crate::meta::head::Head;
use crate::{Block, Verdict};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What stands in the place of the page asked for, and what shows it. Such a page is no version of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hindrance {
    /// What it is.
    pub kind: HindranceKind,
    /// What shows it, for a person to find it: `title "Just a moment..."`, `text "verify you are human"`, `script cf_chl_opt`.
    pub evidence: String,
}

/// What keeps a page from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HindranceKind {
    /// It asks for consent to cookies before anything is shown.
    Consent,
    /// It wants to know whether a person is reading.
    BotCheck,
    /// It shows the beginning at most and asks for a subscription or a log-in.
    Paywall,
    /// It says that the page isn't there, isn't allowed or can't be served now, whatever the status of the answer was.
    Error,
    /// It holds no words: a frame that a script would fill.
    Empty,
}

impl HindranceKind {
    /// As it is printed and stored.
    pub fn as_str(self) -> &'static str {
        match self {
            HindranceKind::Consent => "consent",
            HindranceKind::BotCheck => "bot-check",
            HindranceKind::Paywall => "paywall",
            HindranceKind::Error => "error",
            HindranceKind::Empty => "empty",
        }
    }
}

impl fmt::Display for HindranceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Code points of text from which a page has something of its own to say.
const OWN_TEXT: usize = 1500;

/// Code points of words in view, menus included, from which a page is no bot check, error page or consent wall.
const MANY_WORDS: usize = 3000;

/// Code points in view below which a page without a text is empty.
const FEW_WORDS: usize = 120;

/// A page that declares itself closed shows a stub if it has less text than this; many such pages show all of it at first.
const STUB: usize = 300;

/// A page of so few code points whose scripts come from a bot check is one.
const BARE: usize = 700;

/// Judges a page. `source`: its HTML.
pub(crate) fn of(source: &str, head: &Head, blocks: &[Block]) -> Option<Hindrance> {
    let length = |b: &Block| b.text.chars().count();
    let text: usize = blocks.iter().filter(|b| matches!(b.verdict, Verdict::Text { .. })).map(length).sum();
    if text >= OWN_TEXT {
        return None;
    }
    let seen: usize = blocks.iter().map(length).sum();
    let page = Look { source, head, blocks, text, seen };
    None.or_else(|| page.bot_check())
        .or_else(|| page.error())
        .or_else(|| page.consent())
        .or_else(|| page.paywall())
        .or_else(|| page.empty())
}

/// What the judgement is made from.
struct Look<'a> {
    source: &'a str,
    head: &'a Head,
    blocks: &'a [Block],
    /// Code points of the articles' texts.
    text: usize,
    /// Code points of everything in view.
    seen: usize,
}

impl Look<'_> {
    fn bot_check(&self) -> Option<Hindrance> {
        if self.seen >= MANY_WORDS {
            return None;
        }
        let found = self.titled(CHECK_TITLES).or_else(|| self.says(CHECKS));
        let found = found.or_else(|| {
            let script = CHECK_SCRIPTS.iter().find(|s| self.seen < BARE && self.source.contains(**s));
            script.map(|script| format!("script {script}"))
        });
        found.map(|evidence| Hindrance { kind: HindranceKind::BotCheck, evidence })
    }

    fn error(&self) -> Option<Hindrance> {
        if self.seen >= MANY_WORDS || self.text >= OWN_TEXT / 2 {
            return None;
        }
        let heading = || {
            let headings = self.blocks.iter().filter(|b| b.kind == crate::BlockKind::Heading);
            headings.map(|b| &b.text).find(|t| is_error(t)).map(|t| format!("heading {t:?}"))
        };
        let title = self.head.title.as_deref().filter(|t| is_error(t)).map(|t| format!("title {:?}", shortened(t)));
        title.or_else(heading).map(|evidence| Hindrance { kind: HindranceKind::Error, evidence })
    }

    /// Most of what is in view speaks of cookies and consent.
    fn consent(&self) -> Option<Hindrance> {
        let speaks = |b: &&Block| {
            let lower = b.text.to_lowercase();
            CONSENT.iter().any(|c| lower.contains(c))
        };
        let speaking: Vec<&Block> = self.blocks.iter().filter(speaks).collect();
        let said: usize = speaking.iter().map(|b| b.text.chars().count()).sum();
        let wall = speaking.len() >= 2 && said * 2 >= self.seen;
        let evidence = self.titled(CONSENT_TITLES).filter(|_| !speaking.is_empty());
        let evidence = evidence.or_else(|| wall.then(|| speaking.first().map(|b| quoted("text", &b.text)))?);
        evidence.map(|evidence| Hindrance { kind: HindranceKind::Consent, evidence })
    }

    fn paywall(&self) -> Option<Hindrance> {
        let free = |o: &crate::meta::head::Object| o.fields.get("isAccessibleForFree").cloned();
        let closed = |v: serde_json::Value| v == false || v.as_str().is_some_and(|s| s.eq_ignore_ascii_case("false"));
        let declared = || {
            let closed = self.text < STUB && self.head.objects.iter().filter_map(free).any(closed);
            closed.then(|| "json-ld isAccessibleForFree false".to_owned())
        };
        let evidence = self.says(PAYWALLS).or_else(declared)?;
        Some(Hindrance { kind: HindranceKind::Paywall, evidence })
    }

    fn empty(&self) -> Option<Hindrance> {
        let empty = self.text == 0 && self.seen < FEW_WORDS;
        empty.then(|| Hindrance {
            kind: HindranceKind::Empty,
            evidence: format!("{} characters in view, {} bytes of markup", self.seen, self.source.len()),
        })
    }

    fn titled(&self, titles: &[&str]) -> Option<String> {
        let title = self.head.title.as_deref()?;
        let lower = title.trim().to_lowercase();
        titles.iter().any(|t| lower.starts_with(t)).then(|| format!("title {:?}", shortened(title)))
    }

    /// The first of these words that is in view.
    fn says(&self, words: &[&str]) -> Option<String> {
        let said = |b: &Block| {
            let lower = b.text.to_lowercase().replace('’', "'");
            words.iter().find(|w| lower.contains(**w)).copied()
        };
        self.blocks.iter().find_map(said).map(|words| quoted("text", words))
    }
}

fn quoted(place: &str, words: &str) -> String {
    format!("{place} {:?}", shortened(words))
}

/// As much of a text as a person needs to find it.
fn shortened(text: &str) -> &str {
    text[..text.floor_char_boundary(120)].trim()
}

/// A title or heading that says that the page isn't there: `404`, `Page not found | Outlet`, but not `Not found: the ferry that sank`.
fn is_error(text: &str) -> bool {
    let lower = text.to_lowercase();
    let code = |part: &str| {
        let number = part.split(|c: char| !c.is_ascii_digit()).find(|n| !n.is_empty());
        number.is_some_and(|n| n.len() == 3 && CODES.contains(&n)) && part.split_whitespace().count() <= 4
    };
    lower.split(['|', '-', '–', '—', ':', '·', '•', '»']).map(|p| p.trim().trim_end_matches(['.', '!'])).any(|part| {
        ERRORS.contains(&part)
            || code(part)
                && (part.len() == 3 || ["error", "ошибка", "http", "fehler", "erreur"].iter().any(|w| part.contains(w)))
    })
}

const CODES: &[&str] =
    &["400", "401", "403", "404", "410", "429", "451", "500", "502", "503", "504", "520", "521", "522", "523", "524"];

/// Titles and headings of error pages, in lower case, without the mark at their end.
const ERRORS: &[&str] = &[
    "page not found",
    "not found",
    "file not found",
    "404 not found",
    "403 forbidden",
    "forbidden",
    "access denied",
    "access to this page has been denied",
    "service unavailable",
    "503 service unavailable",
    "service temporarily unavailable",
    "503 service temporarily unavailable",
    "temporarily unavailable",
    "500 internal server error",
    "internal server error",
    "502 bad gateway",
    "bad gateway",
    "504 gateway time",
    "gateway timeout",
    "gateway time",
    "bad request",
    "too many requests",
    "429 too many requests",
    "page unavailable",
    "page does not exist",
    "this page could not be found",
    "this page doesn't exist",
    "this page isn't available",
    "we can't find that page",
    "sorry, we can't find that page",
    "oops! that page can’t be found",
    "oops! that page can't be found",
    "nothing found",
    "under maintenance",
    "site under maintenance",
    "website is under maintenance",
    "account suspended",
    "this account has been suspended",
    "site not found",
    "domain for sale",
    "страница не найдена",
    "ошибка",
    "ничего не найдено",
    "доступ запрещён",
    "доступ запрещен",
    "доступ ограничен",
    "доступ закрыт",
    "сайт временно недоступен",
    "сервис временно недоступен",
    "такой страницы нет",
    "seite nicht gefunden",
    "page introuvable",
    "página no encontrada",
    "pagina non trovata",
    "сторінку не знайдено",
];

/// Titles of bot checks, in lower case.
const CHECK_TITLES: &[&str] = &[
    "just a moment",
    "один момент",
    "attention required! | cloudflare",
    "please wait... | cloudflare",
    "ddos-guard",
    "ddos protection",
    "are you a robot",
    "are you human",
    "one moment, please",
    "checking your browser",
    "checking if the site connection is secure",
    "human verification",
    "verifying you are human",
    "security check",
    "security verification",
    "bot verification",
    "robot check",
    "robot or human",
    "pardon our interruption",
    "client challenge",
    "access to this page has been denied",
    "captcha",
    "проверка браузера",
    "проверка безопасности",
    "вы не робот",
    "ой!",
];

/// What bot checks say, in lower case.
const CHECKS: &[&str] = &[
    "checking your browser before accessing",
    "verify you are human",
    "verify that you are human",
    "verify that you are not a robot",
    "verify you are not a robot",
    "confirm you are human",
    "confirm that you are human",
    "prove you are human",
    "enable javascript and cookies to continue",
    "please complete the security check",
    "unusual traffic from your computer",
    "press & hold to confirm",
    "needs to review the security of your connection",
    "make sure you're not a robot",
    "to make sure you are not a robot",
    "ddos protection by",
    "complete the captcha",
    "solve the captcha",
    "enter the characters you see",
    "автоматические запросы",
    "подтвердите, что вы не робот",
    "подтвердите, что вы человек",
    "проверяем ваш браузер",
    "проверка вашего браузера",
];

/// Scripts that only bot checks load.
const CHECK_SCRIPTS: &[&str] = &[
    "cf_chl_opt",
    "/cdn-cgi/challenge-platform/",
    "captcha-delivery.com",
    "px-captcha",
    "_Incapsula_Resource",
    "awsWafCookieDomainList",
    "/_sec/cp_challenge/",
    "ddos-guard/js-challenge",
    "slowAES.decrypt",
];

const CONSENT_TITLES: &[&str] = &[
    "before you continue",
    "bevor sie fortfahren",
    "avant d'accéder",
    "your privacy choices",
    "we value your privacy",
    "cookie consent",
    "consent",
    "privacy gate",
    "dpg media privacy gate",
];

/// What consent walls say, in lower case.
const CONSENT: &[&str] = &[
    "we and our partners",
    "we value your privacy",
    "accept all cookies",
    "accept cookies",
    "we use cookies",
    "uses cookies",
    "reject all",
    "accept all",
    "cookies and data",
    "personalised advertising",
    "personalized ads",
    "manage your choices",
    "manage preferences",
    "withdraw your consent",
    "your consent",
    "cookies zu",
    "wir verwenden cookies",
    "alle akzeptieren",
    "einwilligung",
    "mit werbung weiterlesen",
    "nous utilisons des cookies",
    "tout accepter",
    "accepter et continuer",
    "utilizamos cookies",
    "aceptar todo",
    "utilizziamo i cookie",
    "accetta tutti",
    "файлы cookie",
    "файлов cookie",
    "принять все",
];

/// What paywalls say, in lower case.
const PAYWALLS: &[&str] = &[
    "subscribe to continue",
    "subscribe to read",
    "subscribe to keep reading",
    "subscribe now to continue",
    "to continue reading",
    "to keep reading, ",
    "continue reading with a subscription",
    "this article is for subscribers",
    "this article is only for subscribers",
    "this content is for subscribers",
    "this content is for members",
    "only available to subscribers",
    "exclusive to subscribers",
    "exclusively for subscribers",
    "to read the full story",
    "to read the full article",
    "to read this article",
    "unlock this article",
    "you've reached your limit",
    "you have reached your limit",
    "you've read all your free articles",
    "you have read all your free articles",
    "register to continue",
    "sign in to continue reading",
    "log in to continue reading",
    "jetzt weiterlesen",
    "artikel weiterlesen mit",
    "nur für abonnenten",
    "exklusiv für abonnenten",
    "réservé aux abonnés",
    "réservée aux abonnés",
    "suscríbete para",
    "exclusivo para suscriptores",
    "contenuto riservato agli abbonati",
    "доступен только подписчикам",
    "доступно только подписчикам",
    "только для подписчиков",
    "оформите подписку, чтобы",
];
