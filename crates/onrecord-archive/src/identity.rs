//! When two addresses are the same page.
//!
//! Takes an address as it was found, gives the form by which pages are told apart and versions are found. The address itself is kept
//! as it was: only the comparison forgets.

/// Parameters that say where a reader came from, not what they read. A trailing `*` stands for any ending.
const TRACKING: [&str; 37] = [
    "utm_*",
    "mtm_*",
    "pk_*",
    "piwik_*",
    "hsa_*",
    "stm_*",
    "at_*",
    "vero_*",
    "oly_*",
    "fbclid",
    "gclid",
    "gclsrc",
    "gbraid",
    "wbraid",
    "dclid",
    "msclkid",
    "yclid",
    "ysclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "_hsenc",
    "_hsmi",
    "__twitter_impression",
    "_openstat",
    "wt_mc",
    "xtor",
    "ns_mchannel",
    "ns_source",
    "cmpid",
    "ocid",
    "smid",
];

/// Without scheme, fragment, default port, `www.`, trailing slash and tracking parameters; the host in lower case.
pub fn identity(address: &str) -> String {
    let address = address.split('#').next().unwrap_or(address);
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let host = host.to_lowercase();
    let host = match scheme {
        "https" => host.strip_suffix(":443"),
        _ => host.strip_suffix(":80"),
    }
    .unwrap_or(&host);
    let mut identity = host.strip_prefix("www.").unwrap_or(host).to_owned();
    identity.push_str(path.trim_end_matches('/'));
    let query: Vec<&str> = query.split('&').filter(|p| !p.is_empty() && !is_tracking(p)).collect();
    if !query.is_empty() {
        identity.push('?');
        identity.push_str(&query.join("&"));
    }
    identity
}

/// Whether two addresses, as [`identity`] gives them, are of one site: the same host but for the names of its editions for small screens.
pub(crate) fn same_site(a: &str, b: &str) -> bool {
    let host = |address: &str| {
        let mut host = address.split(['/', '?', ':']).next().unwrap_or("").to_owned();
        for edition in ["m.", "mobile.", "amp.", "touch.", "lite.", "text."] {
            if let Some(rest) = host.strip_prefix(edition).filter(|rest| rest.contains('.')) {
                host = rest.to_owned();
            }
        }
        host
    };
    host(a) == host(b)
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or(parameter).to_ascii_lowercase();
    TRACKING.iter().any(|known| match known.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == *known,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_page_is_told_by_stays() {
        for (address, expected) in [
            ("https://www.Quay.example/News/1/?utm_source=x&id=7&fbclid=y#top", "quay.example/News/1?id=7"),
            ("http://quay.example:80/News/1?id=7", "quay.example/News/1?id=7"),
            ("https://quay.example:8443/", "quay.example:8443"),
            ("https://quay.example?a=1&UTM_medium=rss&b=2", "quay.example?a=1&b=2"),
            ("https://quay.example/?atlas=1&ocid=3", "quay.example?atlas=1"),
            ("quay.example", "quay.example"),
        ] {
            assert_eq!(identity(address), expected, "{address}");
            assert_eq!(identity(expected), expected, "it is its own");
        }
    }
}
