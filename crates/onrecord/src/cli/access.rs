//! `onrecord access`: who may come in where the record is served to other computers.

use crate::{
    failure::{Ending, Failure},
    people::{self, People, Person, Role},
    print,
};
use clap::Subcommand;
use jiff::Timestamp;
use onrecord_archive::{Access, Archive};
use serde::Serialize;
use std::{
    io::{self, BufRead, IsTerminal, Read, Write},
    path::Path,
};

/// Who may come in where the record is served to other computers
///
/// `onrecord serve` shows the record on this computer alone, to whoever uses it. With `--bind ADDRESS` it is served to others, and then
/// everybody logs in by a name that is added here. A reader reads; a reviewer also decides about statements, speakers and demands; a
/// keeper also changes saved searches and sources. Passwords and tokens are kept as hashes, in a file of the archive's folder that
/// only you may read. A running server takes up every change at once.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

const EXAMPLES: &str = "\
Examples:
  onrecord access add 'Ada Strand' --role reviewer
  onrecord access add feeds --role reader --token
  onrecord access list
  onrecord access remove 'Ada Strand'";

#[derive(Debug, Subcommand)]
enum What {
    /// Let somebody in; of a name that is there, change the role and the password
    Add {
        /// The name; decisions made after logging in are kept under it
        name: String,
        /// What the person may do
        #[arg(long, value_enum)]
        role: Role,
        /// No password but a token, for a program
        #[arg(long)]
        token: bool,
    },
    /// List who may come in
    List {
        /// Print one JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Let somebody in no more; whoever is logged in by that name is logged out
    Remove {
        /// The name
        name: String,
    },
    /// Make a new token for programs, in the place of the one before; it is shown this once
    Token {
        /// The name
        name: String,
        /// Make none; the one before is worthless from now on
        #[arg(long)]
        revoke: bool,
    },
}

/// As a program gets it.
#[derive(Serialize)]
struct Shown<'a> {
    name: &'a str,
    role: Role,
    password: bool,
    token: bool,
    since: String,
}

pub(super) fn run(args: &Args, dir: &Path) -> Result<Ending, Failure> {
    // Only of an archive: a typing error in `--archive` must not let anybody into nothing.
    Archive::open(dir, Access::Read)?;
    let mut people = People::load(dir)?;
    match &args.what {
        What::Add { name, role, token } => add(people, dir, &people::name_of(name)?, *role, *token),
        What::List { json } => list(&people, *json),
        What::Remove { name } => {
            if !people.remove(name) {
                return Err(nobody(name));
            }
            people.save(dir)?;
            print::say(&format!("`{}` may come in no more.", print::one_line(name)));
            Ok(Ending::AllWell)
        }
        What::Token { name, revoke: true } => {
            people.find(name).ok_or_else(|| nobody(name))?;
            if !people.revoke(name) {
                return Err(
                    Failure::new(format_args!("`{name}` has no token")).hint("`onrecord access list` shows who has")
                );
            }
            people.save(dir)?;
            print::say(&format!("The token of `{}` is worthless now.", print::one_line(name)));
            Ok(Ending::AllWell)
        }
        What::Token { name, revoke: false } => hand_out(people, dir, name),
    }
}

fn add(mut people: People, dir: &Path, name: &str, role: Role, token: bool) -> Result<Ending, Failure> {
    let password = if token { None } else { Some(people::hashed(&new_password(name)?)?) };
    let person = Person { name: name.to_owned(), role, password, token: None, since: Timestamp::now() };
    let known = people.put(person);
    let done = if known { "has this role and password now" } else { "may come in" };
    if token {
        return hand_out(people, dir, name);
    }
    people.save(dir)?;
    print::say(&format!("`{}` {done}, as {}.", print::one_line(name), role.as_str()));
    Ok(Ending::AllWell)
}

/// Prints a new token, alone on stdout.
fn hand_out(mut people: People, dir: &Path, name: &str) -> Result<Ending, Failure> {
    let token = people.new_token(name)?.ok_or_else(|| nobody(name))?;
    people.save(dir)?;
    let mut out = print::stdout();
    writeln!(out, "{token}")?;
    out.flush()?;
    print::say(
        "This is shown once. Programs send it as `Authorization: Bearer TOKEN`; readers of feeds, as the password.",
    );
    Ok(Ending::AllWell)
}

fn list(people: &People, json: bool) -> Result<Ending, Failure> {
    let mut out = print::stdout();
    for person in people.iter() {
        let shown = Shown {
            name: &person.name,
            role: person.role,
            password: person.password.is_some(),
            token: person.token.is_some(),
            since: format!("{:.0}", person.since),
        };
        if json {
            writeln!(out, "{}", serde_json::to_string(&shown)?)?;
            continue;
        }
        let ways = match (shown.password, shown.token) {
            (true, true) => "password and token",
            (true, false) => "password",
            (false, true) => "token",
            (false, false) => "no way in",
        };
        let about = format!("{} · {ways} · since {}", shown.role.as_str(), shown.since);
        writeln!(out, "{}\n  {}", print::one_line(shown.name), print::styled(print::DIM, &about))?;
    }
    out.flush()?;
    if people.is_empty() && !json {
        print::say("Nobody. `onrecord serve` shows the record on this computer alone.");
    }
    Ok(Ending::AllWell)
}

fn nobody(name: &str) -> Failure {
    Failure::new(format_args!("nobody here is named `{name}`")).hint("`onrecord access list` shows the names")
}

/// From the terminal, typed twice and unseen; else the first line of stdin.
fn new_password(name: &str) -> Result<String, Failure> {
    let failed = |error: io::Error| {
        Failure::new(format_args!("cannot read a password: {error}"))
            .hint("type it at the terminal, or send it on stdin: `… access add NAME --role reader < FILE`")
    };
    if !io::stdin().is_terminal() {
        let mut line = String::new();
        // A line feed more than the longest, so that a longer one is seen to be too long.
        let most = people::LONGEST_PASSWORD as u64 + 2;
        io::stdin().lock().take(most).read_line(&mut line).map_err(failed)?;
        let password = line.trim_end_matches(['\r', '\n']);
        if password.is_empty() {
            return Err(failed(io::Error::new(io::ErrorKind::UnexpectedEof, "there is none on stdin")));
        }
        return Ok(password.to_owned());
    }
    let terminal = console::Term::stderr();
    let ask = |what: &str| {
        terminal.write_str(&format!("{what}: ")).map_err(failed)?;
        terminal.read_secure_line().map_err(failed)
    };
    let first = ask(&format!("Password for {}", print::one_line(name)))?;
    if first != ask("The same again")? {
        return Err(Failure::new("the two passwords are not the same").hint("run the same command again"));
    }
    Ok(first)
}
