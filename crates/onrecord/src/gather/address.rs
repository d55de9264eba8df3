//! Which addresses may be fetched at all.
//!
//! Takes an address of the web, from a person, a page or a server's redirect, and gives a [`Target`]; takes an address of the network and
//! judges it. A page must never be able to make this program ask a machine that only this computer can reach, so everything that is
//! not the public internet is refused, in every notation in which it can be written. Refuses with a sentence that says why.
//!
//! Two looks are needed, and both are taken at every hop: the notation (`http://0x7f.1/` is an address in numbers, which no resolver
//! ever sees) and, for names, each number that the name stands for.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
};
use url::{Host, Url};

/// Where pages are published. What listens elsewhere is some other service, or somebody's test.
const PORTS: [u16; 5] = [80, 443, 8000, 8080, 8443];

/// Names that stand for machines nearby (RFC 6761, RFC 6762, RFC 8375, RFC 9476, ICANN's `.internal`) or behind another network.
const NEARBY: [&str; 9] =
    ["localhost", "local", "internal", "intranet", "lan", "home.arpa", "onion", "alt", "localdomain"];

/// Ranges of IPv4 that are not the public internet, after IANA's registry of special-purpose addresses (RFC 6890).
const SPECIAL_V4: [(Ipv4Addr, u32, &str); 18] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8, "this network"),
    (Ipv4Addr::new(10, 0, 0, 0), 8, "a private network"),
    (Ipv4Addr::new(100, 64, 0, 0), 10, "a provider's inner network"),
    (Ipv4Addr::new(127, 0, 0, 0), 8, "this computer"),
    // Not special to IANA; a cloud answers its machines' questions there.
    (Ipv4Addr::new(168, 63, 129, 16), 32, "a cloud's inner service"),
    (Ipv4Addr::new(169, 254, 0, 0), 16, "this link, where clouds keep their secrets"),
    (Ipv4Addr::new(172, 16, 0, 0), 12, "a private network"),
    (Ipv4Addr::new(192, 0, 0, 0), 24, "protocol assignments"),
    (Ipv4Addr::new(192, 0, 2, 0), 24, "examples in documentation"),
    (Ipv4Addr::new(192, 31, 196, 0), 24, "a sink for misdirected questions"),
    (Ipv4Addr::new(192, 52, 193, 0), 24, "multicast relays"),
    (Ipv4Addr::new(192, 88, 99, 0), 24, "6to4 relays"),
    (Ipv4Addr::new(192, 168, 0, 0), 16, "a private network"),
    (Ipv4Addr::new(192, 175, 48, 0), 24, "a sink for misdirected questions"),
    (Ipv4Addr::new(198, 18, 0, 0), 15, "measurements of networks"),
    (Ipv4Addr::new(198, 51, 100, 0), 24, "examples in documentation"),
    (Ipv4Addr::new(203, 0, 113, 0), 24, "examples in documentation"),
    // Multicast is 224/4; the rest up to the broadcast address is reserved.
    (Ipv4Addr::new(224, 0, 0, 0), 3, "multicast and reserved addresses"),
];

/// Ranges inside IPv6's public space (`2000::/3`) that are not the public internet. Everything outside that space is refused anyway.
const SPECIAL_V6: [(Ipv6Addr, u32, &str); 5] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, "protocol assignments, Teredo among them"),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, "examples in documentation"),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16, "6to4, which may hide a private address"),
    (Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0), 48, "a sink for misdirected questions"),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, "examples in documentation"),
];

/// Ranges outside it, only to say what they are.
const NAMED_V6: [(Ipv6Addr, u32, &str); 8] = [
    (Ipv6Addr::LOCALHOST, 128, "this computer"),
    (Ipv6Addr::UNSPECIFIED, 128, "this computer"),
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0), 96, "an IPv4 address in disguise"),
    (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96, "NAT64, which may hide a private address"),
    (Ipv6Addr::new(0x64, 0xff9b, 1, 0, 0, 0, 0, 0), 48, "NAT64, which may hide a private address"),
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7, "a private network"),
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10, "this link"),
    (Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8, "multicast"),
];

/// What may be reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The public internet.
    #[default]
    Public,
    /// For tests only: one server on this computer too, and nothing else on it.
    AndServer(SocketAddr),
}

impl Reach {
    /// Whether exactly this server was opened to a test.
    pub(crate) fn opens(self, address: SocketAddr) -> bool {
        matches!(self, Reach::AndServer(server) if server == address && server.ip().is_loopback())
    }
}

/// An address that may be fetched once its host has been judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// Without fragment.
    pub(crate) url: Url,
    /// The host as written in the `Host` header, without port.
    pub(crate) host: Host<String>,
    /// Given or the scheme's own.
    pub(crate) port: u16,
}

/// Why an address is not fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn refuse<T>(why: impl Into<String>) -> Result<T, Refused> {
    Err(Refused(why.into()))
}

impl Target {
    /// Looks at the notation. What the host stands for is judged by [`judge_all`] before it is dialled.
    pub(crate) fn of(mut url: Url, reach: Reach) -> Result<Target, Refused> {
        if !matches!(url.scheme(), "http" | "https") {
            return refuse(format!("`{}:` is no address of a page", url.scheme()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return refuse("an address with a user name or a password in it is not fetched");
        }
        url.set_fragment(None);
        let host = match url.host() {
            Some(host) => host.to_owned(),
            None => return refuse("it names no host"),
        };
        let port = url.port_or_known_default().unwrap_or(0);
        let literal = match &host {
            Host::Domain(name) => {
                judge_name(name)?;
                None
            }
            Host::Ipv4(ip) => Some(SocketAddr::new(IpAddr::V4(*ip), port)),
            Host::Ipv6(ip) => Some(SocketAddr::new(IpAddr::V6(*ip), port)),
        };
        literal.map_or(Ok(()), |address| judge(address, reach))?;
        if !PORTS.contains(&port) && !literal.is_some_and(|address| reach.opens(address)) {
            return refuse(format!("port {port} is not one on which pages are published"));
        }
        Ok(Target { url, host, port })
    }

    /// Reads an address as a person, a page or a server gives it.
    pub(crate) fn parse(address: &str, reach: Reach) -> Result<Target, Refused> {
        match Url::parse(address.trim()) {
            Ok(url) => Target::of(url, reach),
            Err(error) => refuse(format!("it is no address ({error})")),
        }
    }

    /// Whom to ask only one question at a time: the host without the port.
    pub(crate) fn host_name(&self) -> String {
        self.host.to_string()
    }

    /// What a robots.txt speaks for: scheme, host and port.
    pub(crate) fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// The number itself, where the host is written as one.
    pub(crate) fn literal(&self) -> Option<IpAddr> {
        match self.host {
            Host::Domain(_) => None,
            Host::Ipv4(ip) => Some(IpAddr::V4(ip)),
            Host::Ipv6(ip) => Some(IpAddr::V6(ip)),
        }
    }
}

fn judge_name(name: &str) -> Result<(), Refused> {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let nearby = |end: &str| name.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    if NEARBY.iter().any(|end| nearby(end)) {
        return refuse(format!("`{name}` is a name for machines nearby"));
    }
    if !name.contains('.') {
        return refuse(format!("`{name}` is no name on the public internet"));
    }
    Ok(())
}

/// Judges one address of the network.
fn judge(address: SocketAddr, reach: Reach) -> Result<(), Refused> {
    if reach.opens(address) {
        return Ok(());
    }
    let ip = address.ip();
    let special = match ip {
        IpAddr::V4(ip) => SPECIAL_V4.iter().find(|(net, bits, _)| inside_v4(ip, *net, *bits)).map(|(_, _, what)| *what),
        IpAddr::V6(ip) => {
            let find = |list: &'static [(Ipv6Addr, u32, &str)]| {
                list.iter().find(|(net, bits, _)| inside_v6(ip, *net, *bits)).map(|(_, _, what)| *what)
            };
            if inside_v6(ip, Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3) {
                find(&SPECIAL_V6)
            } else {
                find(&NAMED_V6).or(Some("no part of the public internet"))
            }
        }
    };
    match special {
        None => Ok(()),
        Some(what) => refuse(format!("{ip} is not on the public internet ({what})")),
    }
}

fn inside_v4(ip: Ipv4Addr, net: Ipv4Addr, bits: u32) -> bool {
    (u32::from(ip) ^ u32::from(net)).leading_zeros() >= bits
}

fn inside_v6(ip: Ipv6Addr, net: Ipv6Addr, bits: u32) -> bool {
    (u128::from(ip) ^ u128::from(net)).leading_zeros() >= bits
}

/// Judges everything that a name stands for. One bad answer among good ones is what an attack looks like: all are refused.
pub(crate) fn judge_all(ips: &[IpAddr], port: u16, reach: Reach) -> Result<Vec<SocketAddr>, Refused> {
    if ips.is_empty() {
        return refuse("its name stands for no address");
    }
    let addresses = ips.iter().map(|ip| SocketAddr::new(*ip, port));
    addresses.map(|address| judge(address, reach).map(|()| address)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_but_the_public_internet_in_any_notation() {
        for address in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://017700000001/",
            "http://127.0.0.1./",
            "http://%31%32%37.0.0.1/",
            "http://１２７.0.0.1/",
            "http://127。0。0。1/",
            "http://0/",
            "http://0.0.0.0:80/",
            "http://10.1.2.3/",
            "http://100.64.0.1/",
            "http://100.100.100.200/latest/meta-data/",
            "http://168.63.129.16/",
            "http://169.254.169.254/latest/meta-data/",
            "http://2852039166/",
            "http://0xa9fea9fe/",
            "http://0251.0376.0251.0376/",
            "http://172.31.255.255/",
            "http://192.0.0.192/",
            "http://192.168.0.1/",
            "http://198.19.255.255/",
            "http://224.0.0.1/",
            "http://255.255.255.255/",
            "http://[::1]/",
            "http://[0:0:0:0:0:0:0:1]/",
            "http://[::]/",
            "http://[::127.0.0.1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:a9fe:a9fe]/",
            "http://[::ffff:0:7f00:1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://[64:ff9b::8.8.8.8]/",
            "http://[64:ff9b:1::a9fe:a9fe]/",
            "http://[2002:7f00:1::]/",
            "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
            "http://[2001:db8::1]/",
            "http://[fc00::1]/",
            "http://[fd00:ec2::254]/",
            "http://[fe80::1]/",
            "http://[fec0::1]/",
            "http://[ff02::1]/",
            "http://[100::1]/",
            "http://[5f00::1]/",
            "http://[3fff::1]/",
            "http://localhost/",
            "http://LOCALHOST./",
            "http://a.localhost/",
            "http://printer.local/",
            "http://metadata.google.internal/",
            "http://intranet/",
            "http://router.home.arpa/",
            "http://news.example:22/",
            "http://news.example:6379/",
            "http://news.example:0/",
            "http://user@news.example/",
            "http://user:secret@news.example/",
            "ftp://news.example/",
            "file:///etc/passwd",
            "gopher://news.example/",
            "javascript:alert(1)",
            "data:text/html,hello",
            "//news.example/",
            "http://",
            "",
        ] {
            assert!(Target::parse(address, Reach::Public).is_err(), "{address} was let through");
        }
        for address in [
            "http://news.example/",
            "https://news.example./a?b=c#d",
            "https://news.example:8443/",
            "http://93.184.215.14/",
            "http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
            "http://новости.example/",
        ] {
            assert!(Target::parse(address, Reach::Public).is_ok(), "{address} was refused");
        }
    }

    #[test]
    fn one_bad_answer_spoils_all() {
        let good = IpAddr::V4(Ipv4Addr::new(93, 184, 215, 14));
        let bad = IpAddr::V4(Ipv4Addr::LOCALHOST);
        assert!(judge_all(&[good], 80, Reach::Public).is_ok());
        assert!(judge_all(&[good, bad], 80, Reach::Public).is_err());
        assert!(judge_all(&[], 80, Reach::Public).is_err());
    }

    #[test]
    fn the_switch_for_tests_opens_one_server_and_nothing_else() {
        let reach = |server: &str| Reach::AndServer(server.parse().expect("an address"));
        let test = reach("127.0.0.1:4000");
        for open in ["http://127.0.0.1:4000/", "http://2130706433:4000/", "http://93.184.215.14/"] {
            assert!(Target::parse(open, test).is_ok(), "{open}");
        }
        for shut in [
            "http://127.0.0.1:4001/",
            "http://127.0.0.2:4000/",
            "http://[::1]:4000/",
            "http://localhost:4000/",
            "http://[::ffff:127.0.0.1]:4000/",
            "http://169.254.169.254/",
            "http://10.0.0.1/",
            "http://printer.local/",
            "http://93.184.215.14:4000/",
        ] {
            assert!(Target::parse(shut, test).is_err(), "{shut}");
        }
        assert!(Target::parse("http://10.0.0.1:4000/", reach("10.0.0.1:4000")).is_err(), "it is not this computer");
    }

    proptest! {
        /// The standard library's own words for a range and this table must never disagree.
        #[test]
        fn what_the_standard_library_calls_special_is_refused(v4 in any::<u32>(), v6 in any::<u128>()) {
            let judge = |ip: IpAddr| judge(SocketAddr::new(ip, 80), Reach::Public);
            let v4 = Ipv4Addr::from(v4);
            if v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_multicast() || v4.is_unspecified()
                || v4.is_broadcast() || v4.is_documentation() {
                prop_assert!(judge(IpAddr::V4(v4)).is_err());
            }
            // The same number in each of IPv6's disguises.
            for disguised in [v4.to_ipv6_mapped(), v4.to_ipv6_compatible()] {
                prop_assert!(judge(IpAddr::V6(disguised)).is_err());
            }
            let v6 = Ipv6Addr::from(v6);
            if v6.is_unique_local() || v6.is_unicast_link_local() || v6.is_multicast() || v6.to_ipv4_mapped().is_some() {
                prop_assert!(judge(IpAddr::V6(v6)).is_err());
            }
        }
    }
}
