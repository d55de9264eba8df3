//! `onrecord serve`: the record in the browser.

use crate::{
    failure::{Ending, Failure},
    print,
    server::{self, Entrance, ServeConfig},
};
use std::{
    io::{self, Write},
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::Path,
};

/// Show the record in your browser
///
/// Prints the address to open and runs until you stop it with Ctrl-C. Only this computer can reach it, unless you say --bind: then
/// everybody logs in by a name that `onrecord access` gave them. Pages that `onrecord add` brings in meanwhile show up within seconds.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    at: At,

    /// The address to listen on, for other computers: `0.0.0.0` for all that this one has [default: 127.0.0.1]
    #[arg(long, value_name = "ADDR[:PORT]", value_parser = address)]
    bind: Option<(IpAddr, Option<u16>)>,

    /// A name under which others ask for it; may be given more than once
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,

    /// A proxy in front of it speaks TLS: cookies go over TLS alone, and the proxy says who asks (X-Forwarded-For)
    #[arg(long)]
    behind_tls: bool,
}

/// Where to serve.
#[derive(Debug, clap::Args)]
pub(super) struct At {
    /// Port on this computer [default: 4343, or a free one if that is taken]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
}

const EXAMPLES: &str = "\
Examples:
  onrecord serve
  onrecord serve --archive ~/harbour-archive --port 8123
  onrecord serve --bind 192.0.2.4:8123 --host record.example
  onrecord serve --behind-tls --host record.example";

pub(super) fn run(args: &Args, dir: &Path) -> Result<Ending, Failure> {
    let (ip, port) = args.bind.unwrap_or((LOOPBACK, None));
    if port.is_some() && args.at.port.is_some() {
        return Err(
            Failure::new("the port is said twice").hint("leave out --port, or the port behind the address of --bind")
        );
    }
    let entrance = Entrance { ip, hosts: args.host.clone(), behind_tls: args.behind_tls };
    run_server(entrance, port.or(args.at.port), dir)
}

const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// `192.0.2.4`, `192.0.2.4:80`, `::`, `[::]:80`, `localhost:80`.
fn address(text: &str) -> Result<(IpAddr, Option<u16>), String> {
    let text = text.strip_prefix("localhost").map_or(text.to_owned(), |port| format!("{LOOPBACK}{port}"));
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(&text);
    if let Ok(ip) = bare.parse::<IpAddr>() {
        return Ok((ip, None));
    }
    match text.parse::<SocketAddr>() {
        Ok(address) => Ok((address.ip(), Some(address.port()))),
        Err(_) => Err("write an address of this computer in numbers, as in 192.0.2.4 or [2001:db8::4]:8123".to_owned()),
    }
}

/// Serves the archive at `dir` to this computer until it is told to stop.
pub(super) fn serve(at: &At, dir: &Path) -> Result<Ending, Failure> {
    run_server(Entrance { ip: LOOPBACK, hosts: Vec::new(), behind_tls: false }, at.port, dir)
}

fn run_server(entrance: Entrance, port: Option<u16>, dir: &Path) -> Result<Ending, Failure> {
    let config = ServeConfig { archive: dir.to_owned(), entrance, port };
    let mut told = Ok(());
    server::serve(&config, |address| told = tell(address, &config))?;
    told?;
    Ok(Ending::AllWell)
}

/// The address on stdout, for a person and for a program that waits for it.
fn tell(address: SocketAddr, config: &ServeConfig) -> io::Result<()> {
    if config.port.is_none() && address.port() != server::PORT {
        let message =
            format!("port {} is taken, perhaps by another `onrecord`; this one is at {}", server::PORT, address.port());
        print::say(&print::note(&message, None));
    }
    let mut out = print::stdout();
    writeln!(out, "http://{address}/")?;
    out.flush()?;
    let Entrance { ip, behind_tls, .. } = &config.entrance;
    if !ip.is_loopback() && !behind_tls {
        let message = "what goes between a browser elsewhere and this server, passwords too, can be read on the way";
        print::say(&print::note(message, Some("let a proxy with TLS ask for the pages, and say --behind-tls")));
    }
    print::say("Open this address in your browser. Stop with Ctrl-C.");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn an_address_may_name_a_port() {
        let read = |text: &str| address(text).ok().map(|(ip, port)| (ip.to_string(), port));
        for (text, ip, port) in [
            ("0.0.0.0", "0.0.0.0", None),
            ("192.0.2.4:80", "192.0.2.4", Some(80)),
            ("::", "::", None),
            ("[::]", "::", None),
            ("[2001:db8::4]:0", "2001:db8::4", Some(0)),
            ("localhost", "127.0.0.1", None),
            ("localhost:81", "127.0.0.1", Some(81)),
        ] {
            assert_eq!(read(text), Some((ip.to_owned(), port)), "{text}");
        }
        for text in ["", "record.example", "192.0.2.4:", "192.0.2.4:x", "localhosts", "[::", "192.0.2.4:99999"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
