//! A process seen from outside: wall time, processor time, memory, and a server's answers. Memory and processor time come from
//! /proc, so they are only there on Linux.

use anyhow::{Context, Result, bail, ensure};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// A finished run.
pub(super) struct Measured {
    pub(super) wall: Duration,
    /// User and system time together.
    pub(super) cpu: Duration,
    pub(super) peak_mb: u64,
    /// Resident memory, sampled at even intervals.
    pub(super) resident_mb: Vec<u64>,
}

/// Runs a command to its end, its output thrown away.
pub(super) fn measure(command: &mut Command) -> Result<Measured> {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().context("cannot start the program")?;
    let (mut resident_mb, mut peak_mb, mut cpu) = (Vec::new(), 0, Duration::ZERO);
    let mut pause = Duration::from_millis(2);
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if let Some(now) = memory_mb(child.id(), "VmRSS:") {
            resident_mb.push(now);
            peak_mb = memory_mb(child.id(), "VmHWM:").unwrap_or(now).max(peak_mb);
            cpu = cpu_time(child.id()).unwrap_or(cpu);
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(50));
    };
    ensure!(status.success() || status.code() == Some(2), "the program ended with {status}");
    Ok(Measured { wall: start.elapsed(), cpu, peak_mb, resident_mb })
}

fn memory_mb(pid: u32, field: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix(field))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? / 1024)
}

/// User and system time of this process so far.
pub(super) fn own_cpu_time() -> Option<Duration> {
    cpu_time(std::process::id())
}

fn cpu_time(pid: u32) -> Option<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // After the name in parentheses, user and system time are fields 12 and 13, in hundredths of a second.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let ticks = fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}

/// Processor time of all threads of a process that are still there, to the nanosecond; what is counted in hundredths of a second tells
/// nothing of one page.
fn clock(pid: u32) -> Option<Duration> {
    let threads = std::fs::read_dir(format!("/proc/{pid}/task")).ok()?;
    let of = |thread: std::io::Result<std::fs::DirEntry>| {
        let stat = std::fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        stat.split_whitespace().next()?.parse::<u64>().ok()
    };
    Some(Duration::from_nanos(threads.filter_map(of).sum()))
}

/// Leaves the first processor to others, so that a server held to it is not timed beside its own readers. Tells whether it did.
pub(super) fn leave_the_first_core() -> bool {
    let last = std::thread::available_parallelism().map_or(1, usize::from) - 1;
    let mut held = Command::new("taskset");
    held.args(["--all-tasks", "--pid", "--cpu-list", &format!("1-{last}"), &std::process::id().to_string()]);
    last > 0 && held.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// `onrecord serve` on a port of its own choice; killed when dropped.
pub(super) struct Server {
    child: Child,
    address: String,
}

impl Server {
    pub(super) fn start(program: &Path, archive: &Path) -> Result<Server> {
        Server::start_by(Command::new(program), archive)
    }

    /// Likewise held to the first processor, where there is a program to do so; tells whether there is.
    pub(super) fn start_on_one_core(program: &Path, archive: &Path) -> Result<(Server, bool)> {
        let found = Command::new("taskset").arg("--version").stdout(Stdio::null()).status().is_ok_and(|s| s.success());
        if !found {
            return Ok((Server::start(program, archive)?, false));
        }
        let mut held = Command::new("taskset");
        held.args(["--cpu-list", "0"]).arg(program);
        Ok((Server::start_by(held, archive)?, true))
    }

    fn start_by(mut command: Command, archive: &Path) -> Result<Server> {
        let mut child = command
            .args(["serve", "--port", "0", "--archive"])
            .arg(archive)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let out = child.stdout.take().context("the server's output is piped")?;
        for line in BufReader::new(out).lines() {
            if let Some((_, rest)) = line?.split_once("http://") {
                let address = rest.split(['/', ' ']).next().unwrap_or(rest).to_owned();
                return Ok(Server { child, address });
            }
        }
        bail!("the server printed no address")
    }

    /// The body of a page.
    pub(super) fn get(&self, path: &str) -> Result<String> {
        let mut stream = TcpStream::connect(&self.address)?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        ensure!(answer.starts_with("HTTP/1.1 200"), "{path}: {}", answer.lines().next().unwrap_or("no answer"));
        Ok(answer.split_once("\r\n\r\n").map_or(String::new(), |(_, body)| body.to_owned()))
    }

    /// User and system time of the server so far.
    pub(super) fn cpu_time(&self) -> Option<Duration> {
        cpu_time(self.child.id())
    }

    /// Likewise to the nanosecond; threads that ended are left out.
    pub(super) fn clock(&self) -> Option<Duration> {
        clock(self.child.id())
    }

    /// The most memory that it ever held.
    pub(super) fn peak_mb(&self) -> Result<u64> {
        memory_mb(self.child.id(), "VmHWM:").context("no /proc to read the server's memory from")
    }

    pub(super) fn resident_mb(&self) -> Result<u64> {
        memory_mb(self.child.id(), "VmRSS:").context("no /proc to read the server's memory from")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is gone afterwards.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
