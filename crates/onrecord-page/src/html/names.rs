//! What an element is for, by the names its author gave it: element name, classes, id, role.
//!
//! Two readings of the same attributes. [`Around`] reads whole words and says what kind of place this is, for verdicts, dates and bylines.
//! [`Names`] reads parts of words, as extractors of main text have done since Readability and Trafilatura (from which most of the parts
//! come): which containers hold articles, and which never do. The second is coarse on purpose and is asked only inside a container.

use aho_corasick::AhoCorasick;
use scraper::node::Element;
use std::sync::LazyLock;

/// Attributes longer than this are pictures and scripts, not names.
pub(crate) const MAX_ATTRIBUTE: usize = 300;

/// What the elements around a block are for, by their names, roles and classes. A set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Around(u32);

impl Around {
    pub(crate) const NAV: Around = Around(1);
    pub(crate) const HEADER: Around = Around(1 << 1);
    pub(crate) const FOOTER: Around = Around(1 << 2);
    pub(crate) const ASIDE: Around = Around(1 << 3);
    pub(crate) const CAPTION: Around = Around(1 << 4);
    pub(crate) const FORM: Around = Around(1 << 5);
    pub(crate) const BYLINE: Around = Around(1 << 6);
    pub(crate) const DATE: Around = Around(1 << 7);
    pub(crate) const SHARE: Around = Around(1 << 8);
    pub(crate) const RELATED: Around = Around(1 << 9);
    pub(crate) const NEWSLETTER: Around = Around(1 << 10);
    pub(crate) const COMMENTS: Around = Around(1 << 11);
    pub(crate) const TITLE: Around = Around(1 << 12);
    pub(crate) const ARTICLE: Around = Around(1 << 13);
    pub(crate) const QUOTE: Around = Around(1 << 14);
    pub(crate) const MAIN: Around = Around(1 << 15);
    pub(crate) const MODIFIED: Around = Around(1 << 16);
    pub(crate) const BUTTON: Around = Around(1 << 17);
    /// A post, film or recording of another site.
    pub(crate) const EMBED: Around = Around(1 << 18);

    /// What isn't about the page's article.
    pub(crate) const ELSEWHERE: Around = Around(1 | 1 << 2 | 1 << 3 | 1 << 9 | 1 << 10 | 1 << 11);

    pub(crate) fn has(self, any: Around) -> bool {
        self.0 & any.0 != 0
    }

    /// What both are.
    pub(crate) fn shared(self, other: Around) -> Around {
        Around(self.0 & other.0)
    }

    /// Without what `base` is too.
    pub(crate) const fn without(self, base: Around) -> Around {
        Around(self.0 & !base.0)
    }

    pub(crate) const fn with(self, more: Around) -> Around {
        Around(self.0 | more.0)
    }
}

/// The attributes of an element that are read, collected in one pass: looking one up by its name costs as much as seeing all.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Attributes<'a> {
    pub(crate) class: &'a str,
    pub(crate) id: &'a str,
    pub(crate) role: &'a str,
    pub(crate) itemprop: &'a str,
    pub(crate) style: &'a str,
    pub(crate) rel: &'a str,
    pub(crate) testid: &'a str,
    pub(crate) href: Option<&'a str>,
    pub(crate) src: Option<&'a str>,
    pub(crate) title: Option<&'a str>,
    pub(crate) content: Option<&'a str>,
    pub(crate) datetime: Option<&'a str>,
    pub(crate) data_date: Option<&'a str>,
    pub(crate) pubdate: bool,
    /// Not shown, or not to those who listen to the page.
    pub(crate) hidden: bool,
}

impl<'a> Attributes<'a> {
    pub(crate) fn of(element: &'a Element) -> Attributes<'a> {
        let mut all = Attributes::default();
        for (name, value) in element.attrs() {
            match name {
                "class" => all.class = value,
                "id" => all.id = value,
                "role" => all.role = value,
                "itemprop" => all.itemprop = value,
                "style" => all.style = value,
                "rel" => all.rel = value,
                "data-testid" => all.testid = value,
                "href" => all.href = Some(value),
                "src" => all.src = all.src.or(Some(value)),
                "data-src" => all.src = Some(value),
                "title" => all.title = Some(value),
                "content" => all.content = Some(value),
                "datetime" => all.datetime = Some(value),
                "data-datetime" => all.data_date = Some(value),
                "data-timestamp" | "data-date" => all.data_date = all.data_date.or(Some(value)),
                "pubdate" => all.pubdate = true,
                "hidden" => all.hidden = true,
                _ => {}
            }
        }
        all.hidden |=
            all.style.contains("display") && all.style.replace(' ', "").to_ascii_lowercase().contains("display:none");
        all
    }
}

/// How names begin on the public pages of Telegram's channels, where the messages are the page and no widget beside one.
const TELEGRAM: [&str; 2] = ["tgme_widget_", "js-widget_"];

/// The part of a message that was written elsewhere.
fn in_message(part: &str) -> Around {
    let elsewhere =
        ["message_reply", "message_link_preview", "message_forwarded_from"].iter().any(|p| part.starts_with(p));
    if elsewhere { Around::EMBED } else { Around::default() }
}

/// What an element is for.
pub(crate) fn around(element: &str, attributes: &Attributes<'_>) -> Around {
    let mut around = match element {
        "nav" | "menu" => Around::NAV,
        "header" => Around::HEADER,
        "footer" => Around::FOOTER,
        "aside" => Around::ASIDE,
        "figcaption" | "caption" => Around::CAPTION,
        "form" | "fieldset" => Around::FORM,
        "article" => Around::ARTICLE,
        "blockquote" => Around::QUOTE,
        "main" => Around::MAIN,
        "time" => Around::DATE,
        "button" => Around::BUTTON,
        _ => Around::default(),
    };
    // `<body class="right-sidebar">` says how the page is laid out, not what all of it is.
    if matches!(element, "html" | "body") {
        return around;
    }
    let Attributes { class, id, role, itemprop, rel, testid, .. } = attributes;
    let mut elsewhere = Around::default();
    for value in [class, id, role, itemprop, rel, testid] {
        if value.is_empty() || value.len() > MAX_ATTRIBUTE {
            continue;
        }
        for name in value.split_ascii_whitespace() {
            let part = TELEGRAM.iter().find_map(|prefix| name.strip_prefix(prefix));
            elsewhere = elsewhere.with(part.map(in_message).unwrap_or_default());
            let name = part.unwrap_or(name);
            for word in name.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(camel_words) {
                around = around.with(named(word));
            }
        }
    }
    // A box called so may hold the whole page; what these hold was written elsewhere.
    let around = if matches!(element, "blockquote" | "figure") { around } else { around.without(Around::EMBED) };
    around.with(elsewhere)
}

/// `articleBodyText` → `article`, `Body`, `Text`; `ByLine` stays together with what follows only through its parts.
fn camel_words(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let bytes = rest.as_bytes();
        let at = (1..bytes.len()).find(|&i| bytes[i].is_ascii_uppercase() && bytes[i - 1].is_ascii_lowercase());
        let (word, after) = rest.split_at(at.unwrap_or(rest.len()));
        rest = after;
        Some(word)
    })
}

/// The longest of the words below.
const LONGEST_NAME: usize = 15;

fn named(word: &str) -> Around {
    let mut lower = [0; LONGEST_NAME];
    let Some(lower) = lower.get_mut(..word.len()) else { return Around::default() };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    match &*lower {
        b"nav" | b"navbar" | b"navigation" | b"menu" | b"breadcrumb" | b"breadcrumbs" | b"topnav" | b"subnav" => {
            Around::NAV
        }
        b"footer" | b"colophon" | b"contentinfo" => Around::FOOTER,
        b"aside" | b"side" | b"sidebar" | b"complementary" | b"rail" | b"widget" => Around::ASIDE,
        b"caption" | b"captions" | b"legende" | b"figcaption" | b"imgcaption" | b"credit" | b"credits" => {
            Around::CAPTION
        }
        b"byline" | b"bylines" | b"author" | b"authors" | b"creator" | b"contributor" | b"contributors"
        | b"journalist" | b"writer" => Around::BYLINE,
        b"date" | b"dateline" | b"datetime" | b"time" | b"timestamp" | b"published" | b"publish" | b"pubdate"
        | b"publication" | b"posted" | b"dates" | b"datum" | b"fecha" | b"data" => Around::DATE,
        b"modified" | b"updated" | b"lastupdated" | b"revised" => Around::MODIFIED,
        b"share" | b"sharing" | b"social" | b"sharebar" | b"addthis" | b"sociallinks" => Around::SHARE,
        b"related" | b"recommended" | b"recommendations" | b"trending" | b"popular" | b"mostread" | b"readmore"
        | b"taboola" | b"outbrain" | b"promo" | b"teaser" | b"teasers" | b"more" | b"recirc" | b"recent"
        | b"latest" | b"upnext" => Around::RELATED,
        b"newsletter" | b"newsletters" | b"subscribe" | b"subscription" | b"signup" | b"paywall" => Around::NEWSLETTER,
        b"comments" | b"comment" | b"disqus" | b"respond" | b"commentlist" => Around::COMMENTS,
        b"title" | b"headline" | b"heading" => Around::TITLE,
        b"main" => Around::MAIN,
        b"tweet" | b"embed" | b"embedded" | b"instagram" | b"tiktok" => Around::EMBED,
        _ => Around::default(),
    }
}

/// What the parts of an element's names say of its being main text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Names {
    /// Never part of an article when it stands inside the article's container.
    pub(crate) furniture: bool,
    /// What readers wrote.
    pub(crate) comments: bool,
    /// How surely it holds an article: 1 is the surest, 0 means that nothing says so.
    pub(crate) rank: u8,
}

/// Where a part of a name must stand to count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Class,
    Id,
    Either,
    /// At the beginning of the class or id.
    Start,
    /// It is the whole class or id.
    Whole,
}

#[derive(Clone, Copy)]
enum Says {
    Furniture,
    Comments,
    Rank(u8),
}

/// Parts of names, all in lower case.
const PARTS: &[(Says, At, &[&str])] = &[
    (
        Says::Rank(1),
        At::Either,
        &[
            "entry-content",
            "article-content",
            "article__content",
            "articlecontent",
            "article-body",
            "article__body",
            "articlebody",
            "article_body",
            "body-text",
            "art-content",
        ],
    ),
    (
        Says::Rank(1),
        At::Class,
        &[
            "post-text",
            "post_text",
            "post-body",
            "post-entry",
            "postentry",
            "post-content",
            "post_content",
            "postcontent",
            "post_inner_wrapper",
            "article-text",
            "articletext",
            "page-content",
            "text-content",
            "article__container",
        ],
    ),
    (Says::Rank(1), At::Whole, &["post", "entry"]),
    (
        Says::Rank(3),
        At::Class,
        &[
            "post-bodycopy",
            "storycontent",
            "story-content",
            "theme-content",
            "blog-content",
            "section-content",
            "single-content",
            "single-post",
            "main-column",
            "wpb_text_column",
            "field-body",
            "fulltext",
            "story-body",
        ],
    ),
    (Says::Rank(3), At::Id, &["story-body"]),
    (Says::Rank(3), At::Start, &["article", "primary"]),
    (Says::Rank(3), At::Whole, &["postarea", "text", "cell", "story"]),
    (
        Says::Rank(4),
        At::Either,
        &["content-main", "content_main", "content-body", "contentbody", "content__body", "main-content"],
    ),
    (Says::Rank(4), At::Whole, &["content"]),
    (Says::Rank(5), At::Start, &["main"]),
    (Says::Comments, At::Start, &["comment", "comol", "disqus_thread", "dsq-comments"]),
    (Says::Comments, At::Class, &["article-comments", "post-comments"]),
    (
        Says::Furniture,
        At::Either,
        &[
            "footer",
            "related",
            "viral",
            "social",
            "syndication",
            "newsletter",
            "cookie",
            "tags",
            "sidebar",
            "banner",
            "breadcrumb",
            "bread-crumb",
            "author",
            "button",
            "menu",
            "message-container",
            "caption",
            "teaser",
            "bottom",
            "link",
            "akismet",
        ],
    ),
    (
        Says::Furniture,
        At::Class,
        &[
            "share-",
            "sociable",
            "embed",
            "subnav",
            "tag-list",
            "bar",
            "meta",
            "avigation",
            "navbar",
            "navbox",
            "byline",
            "rating",
            "widget",
            "attachment",
            "timestamp",
            "user-info",
            "user-profile",
            "-ad-",
            "-icon",
            "article-infos",
            "nfoline",
            "outbrain",
            "taboola",
            "criteo",
            "options",
            "expand",
            "consent",
            "modal-content",
            " ad ",
            "permission",
            "next-",
            "-stories",
            "most-popular",
            "factbox",
            "slide",
            "viewport",
            "overlay",
            "paid-content",
            "paidcontent",
            "obfuscated",
            "blurred",
            "comments-title",
            "nocomments",
            "-reply-",
            "message",
            "suggest-links",
            "-hide-",
            "hide-print",
            " hidden",
            " hide",
            "noprint",
            "notloaded",
        ],
    ),
    (Says::Furniture, At::Id, &["share", "nav", "premium", "reader-comments"]),
    (Says::Furniture, At::Start, &["shar", "nav", "post-nav", "reply-", "hide-", "jp-", "dpsp-content"]),
];

/// Finds all parts in one pass over a name.
struct Finder {
    /// None if the automaton can't be built, which the table above rules out.
    parts: Option<AhoCorasick>,
    /// What each part says, and where it must stand.
    says: Vec<(Says, At)>,
}

static FINDER: LazyLock<Finder> = LazyLock::new(|| {
    let parts = || PARTS.iter().flat_map(|(says, at, parts)| parts.iter().map(|part| ((*says, *at), *part)));
    let mut finder = AhoCorasick::builder();
    let finder = finder.ascii_case_insensitive(true).kind(Some(aho_corasick::AhoCorasickKind::DFA));
    Finder { parts: finder.build(parts().map(|(_, part)| part)).ok(), says: parts().map(|(says, _)| says).collect() }
});

impl Names {
    /// Reads the names of an element.
    pub(crate) fn of(element: &str, attributes: &Attributes<'_>) -> Names {
        let container = matches!(element, "article" | "div" | "main" | "section");
        let part = matches!(element, "div" | "dd" | "dt" | "li" | "ul" | "ol" | "dl" | "p" | "section" | "span");
        let mut names = Names::default();
        if container || part || matches!(element, "details" | "td") {
            names.read(attributes.class, At::Class);
            names.read(attributes.id, At::Id);
        }
        if attributes.itemprop == "articleBody" {
            names.rank = 1;
        }
        if element == "article" && names.rank != 1 {
            names.rank = 2;
        }
        let role = attributes.role;
        names.better(if role == "article" { 3 } else { 0 });
        names.better(if element == "main" || role == "main" { 5 } else { 0 });
        names.furniture &= part;
        names.furniture |=
            element == "header" || part && role.contains("nav") || part && attributes.style.contains("border");
        names.comments &= part || element == "details";
        if !container {
            names.rank = 0;
        }
        names
    }

    fn better(&mut self, rank: u8) {
        if rank > 0 && (self.rank == 0 || rank < self.rank) {
            self.rank = rank;
        }
    }

    fn read(&mut self, name: &str, place: At) {
        let Finder { parts: Some(finder), says } = &*FINDER else { return };
        if name.is_empty() || name.len() > MAX_ATTRIBUTE {
            return;
        }
        for found in finder.find_overlapping_iter(name) {
            let Some((says, at)) = says.get(found.pattern().as_usize()) else { continue };
            let counts = match at {
                At::Either => true,
                At::Start => found.start() == 0,
                At::Whole => found.start() == 0 && found.end() == name.len(),
                wanted => *wanted == place,
            };
            match says {
                _ if !counts => {}
                Says::Furniture => self.furniture = true,
                Says::Comments => self.comments = true,
                Says::Rank(rank) => self.better(*rank),
            }
        }
    }
}
