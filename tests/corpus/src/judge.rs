//! Runs a document in its own process, with limits.
//!
//! In: a document. Out: the outcome of the process, and its report if it wrote one. Returns within the limits whatever
//! the process does.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit};

use crate::document::{Document, Kind};
use crate::options::Options;
use crate::report::Report;
use crate::workspace::Workspace;

/// CPU seconds per document. The wall-clock limit is four times as long, since machines are shared.
const SECONDS: u64 = 30;
const BYTES: u64 = 2 << 30;

/// The outcome of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    Ready,
    /// Errors with these codes; nothing was written.
    Refused(Vec<String>),
    Overtime,
    /// A panic, a stack overflow, or too much memory.
    Crashed,
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Ready => f.write_str("ok"),
            End::Refused(codes) => f.write_str(&codes.join("+")),
            End::Overtime => f.write_str("TIMEOUT"),
            End::Crashed => f.write_str("CRASH"),
        }
    }
}

/// Runs a document in a process and waits for it.
pub fn judge(
    document: &Document,
    workspace: &Workspace,
    options: &Options,
) -> io::Result<(End, Report)> {
    let name = workspace.crate_name(&document.name);
    let report = workspace.report(&name);
    let _ = fs::remove_file(&report);
    let mut command = command(document, workspace, &name, &report);
    if options.schemas {
        command.arg("--schemas");
    }
    if let Some(lines) = options.values.filter(|_| document.kind == Kind::Real) {
        let folder = workspace.folder(&workspace.values_name(&document.name));
        command.arg("--values").arg(folder);
        command.arg("--lines").arg(lines.to_string());
    }
    let mut child = command.spawn()?;
    bound(&child)?;
    let status = wait(&mut child)?;
    let text = fs::read_to_string(&report).ok();
    let found: Option<Report> = text.and_then(|text| serde_json::from_str(&text).ok());
    Ok(match (status, found) {
        (None, _) => (End::Overtime, Report::default()),
        (Some(status), Some(found)) if status.success() => {
            let codes: Vec<_> = found.errors.keys().cloned().collect();
            let end = if codes.is_empty() {
                End::Ready
            } else {
                End::Refused(codes)
            };
            (end, found)
        }
        (Some(_), _) => (End::Crashed, Report::default()),
    })
}

fn command(document: &Document, workspace: &Workspace, name: &str, report: &Path) -> Command {
    let program = std::env::current_exe().unwrap_or_else(|_| "oascribe-corpus".into());
    let mut command = Command::new(program);
    command.arg("document").arg(&document.path);
    command.args(["--name", name]).arg("--report").arg(report);
    if document.kind == Kind::Real {
        command.arg("--out").arg(workspace.folder(name));
        if let Some(examples) = &document.examples {
            command.arg("--examples").arg(examples);
        }
        if let Some(recorded) = &document.recorded {
            command.arg("--recorded").arg(&recorded.path);
            command.arg("--recorded-as").arg(&recorded.name);
        }
    }
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command.stderr(Stdio::null());
    command
}

/// Limits the memory and the CPU time of the process.
fn bound(child: &Child) -> io::Result<()> {
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    for (resource, most) in [(Resource::As, BYTES), (Resource::Cpu, SECONDS)] {
        let Rlimit { maximum, .. } = getrlimit(resource);
        let limit = Rlimit {
            current: Some(most),
            maximum,
        };
        match prlimit(pid, resource, limit) {
            // The process has ended already.
            Err(rustix::io::Errno::SRCH) => {}
            outcome => drop(outcome?),
        }
    }
    Ok(())
}

/// Returns `None` if the process exceeded its time.
fn wait(child: &mut Child) -> io::Result<Option<ExitStatus>> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((status.signal() != Some(XCPU)).then_some(status));
        }
        if start.elapsed() > Duration::from_secs(SECONDS * 4) {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// The signal that ends a process that exceeds its CPU time.
const XCPU: i32 = 24;

use std::os::unix::process::ExitStatusExt as _;
