//! `onrecord serve`: the record in the browser.

use crate::{
    failure::{Ending, Failure},
    print,
    server::{self, ServeConfig},
};
use std::{
    io::{self, Write},
    net::SocketAddr,
    path::Path,
};

/// Show the record in your browser
///
/// Prints the address to open and runs until you stop it with Ctrl-C. Only this computer can reach it. Pages that
/// `onrecord add` brings in meanwhile show up within seconds.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    at: At,
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
  onrecord serve --archive ~/harbour-archive --port 8123";

pub(super) fn run(args: &Args, dir: &Path) -> Result<Ending, Failure> {
    serve(&args.at, dir)
}

/// Serves the archive at `dir` until it is told to stop.
pub(super) fn serve(at: &At, dir: &Path) -> Result<Ending, Failure> {
    let config = ServeConfig { archive: dir.to_owned(), port: at.port };
    let mut told = Ok(());
    server::serve(&config, |address| told = tell(address, at.port))?;
    told?;
    Ok(Ending::AllWell)
}

/// The address on stdout, for a person and for a program that waits for it.
fn tell(address: SocketAddr, asked: Option<u16>) -> io::Result<()> {
    if asked.is_none() && address.port() != server::PORT {
        let message =
            format!("port {} is taken, perhaps by another `onrecord`; this one is at {}", server::PORT, address.port());
        print::say(&print::note(&message, None));
    }
    let mut out = print::stdout();
    writeln!(out, "http://{address}/")?;
    out.flush()?;
    print::say("Open this address in your browser. Stop with Ctrl-C.");
    Ok(())
}
