//! What stands beside a text and isn't part of it: captions with their pictures, posts and films of other sites.
//!
//! Takes the walked page and its blocks with verdicts, gives each article what stands between its first and its last block. Only what a
//! reader would see there: pictures without words are left out.

use super::blocks::{Shown, Walked};
use super::names::Around;
use crate::{Article, Beside, BesideKind, Block, Verdict};
use std::collections::HashMap;

/// Blocks between a picture and its caption, and between an article's text and what belongs to it.
const NEAR: usize = 3;

/// An article with more than this beside it is a gallery; the rest is left out.
const MOST: usize = 100;

/// Hosts whose frames are posts, films and recordings. Other frames are advertisements and the site's own.
const HOSTS: &[&str] = &[
    "youtube.com",
    "youtube-nocookie.com",
    "youtu.be",
    "vimeo.com",
    "twitter.com",
    "x.com",
    "facebook.com",
    "instagram.com",
    "tiktok.com",
    "t.me",
    "telegram.org",
    "rutube.ru",
    "vk.com",
    "vkvideo.ru",
    "ok.ru",
    "dailymotion.com",
    "soundcloud.com",
    "spotify.com",
    "bsky.app",
    "documentcloud.org",
];

/// Of each block of the page that is a caption or belongs to another site's post, the address of picture or post.
pub(super) fn addresses<'a>(walked: &Walked<'a>) -> HashMap<usize, &'a str> {
    let mut found = HashMap::new();
    for (at, piece) in walked.pieces.iter().enumerate() {
        if piece.around.has(Around::EMBED) {
            found.extend(piece.href.map(|href| (at, href)));
        } else if piece.around.has(Around::CAPTION) {
            let before = walked.shown.partition_point(|s| s.at <= at);
            let picture = |shown: &&Shown<'_>| !shown.frame && shown.at.abs_diff(at) <= NEAR;
            let near = walked.shown[..before].iter().next_back().filter(picture);
            found.extend(near.or(walked.shown.get(before).filter(picture)).map(|shown| (at, shown.address)));
        }
    }
    found
}

/// Gives each article what stands beside it.
pub(super) fn fill(articles: &mut [Article], blocks: &[Block], walked: &Walked<'_>) {
    let part_of = |b: &Block| match b.verdict {
        Verdict::Text { part, .. } | Verdict::Meta { part, .. } => Some(part as usize),
        Verdict::Furniture { .. } => None,
    };
    let mut extent: HashMap<usize, (usize, usize)> = HashMap::new();
    for (at, part) in blocks.iter().enumerate().filter_map(|(at, b)| Some((at, part_of(b)?))) {
        let (start, end) = extent.entry(part).or_insert((at, at));
        (*start, *end) = ((*start).min(at), (*end).max(at));
    }
    // The smallest extent around a block is that of its article: items may stand inside the main article.
    let owner = |at: usize| {
        let around = extent.iter().filter(|(_, (start, end))| start.saturating_sub(NEAR) <= at && at <= end + NEAR);
        around.min_by_key(|(part, (start, end))| (end - start, **part)).map(|(part, _)| *part)
    };
    for (at, block) in blocks.iter().enumerate() {
        let kind = match block.verdict {
            Verdict::Furniture { why: "caption" } => BesideKind::Caption,
            Verdict::Furniture { why: "embed" } | Verdict::Text { why: "embed", .. } => BesideKind::Embed,
            _ => continue,
        };
        let Some(article) = owner(at).and_then(|part| articles.get_mut(part)).filter(|a| a.beside.len() < MOST) else {
            continue;
        };
        let resolved = block.address.as_deref().and_then(|address| resolve(address, article));
        article.beside.push(Beside { kind, text: block.text.clone(), address: resolved, origin: Some(at as u32) });
    }
    let frames = walked.shown.iter().filter(|s| s.frame && is_of_others(s.address));
    let Some(main) = articles.first_mut().filter(|a| !a.text.as_str().is_empty()) else { return };
    for frame in frames.take(MOST) {
        let address = resolve(frame.address, main);
        main.beside.push(Beside { kind: BesideKind::Embed, text: String::new(), address, origin: None });
    }
}

fn is_of_others(address: &str) -> bool {
    let host = address.split("//").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or("");
    HOSTS.iter().any(|known| host == *known || host.strip_suffix(known).is_some_and(|sub| sub.ends_with('.')))
}

fn resolve(address: &str, article: &Article) -> Option<String> {
    let base = article.url.as_ref().and_then(|u| url::Url::parse(&u.value).ok());
    let absolute = address.strip_prefix("//").map(|rest| format!("https://{rest}"));
    super::items::resolve(absolute.as_deref().unwrap_or(address), base.as_ref()).or_else(|| Some(address.to_owned()))
}
