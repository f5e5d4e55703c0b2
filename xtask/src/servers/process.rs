//! The processes that the keeper starts: programs that end, with a time limit, and servers that stay.

use std::collections::BTreeMap;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::files;

/// All that run. A process is started, and asked whether it has ended, under this lock: none slips through when everything is to end, and
/// none is signalled whose number may be somebody else's by now.
static RUNNING: Mutex<Running> = Mutex::new(Running { over: false, last: 0, processes: BTreeMap::new() });

struct Running {
    over: bool,
    last: u64,
    processes: BTreeMap<u64, Process>,
}

struct Process {
    name: String,
    child: Child,
    ending: Ending,
}

/// How a process is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// It and its children are killed: nothing of theirs is outside its folder.
    Kill,
    /// It is asked to quit at once: PostgreSQL then gives its shared memory back, and ends its children, which have groups of their own.
    Quit,
}

fn running() -> MutexGuard<'static, Running> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A process that has been started.
#[derive(Clone, Copy, Debug)]
pub(super) struct Started(u64);

/// Starts a process whose output goes to the end of a log.
pub(super) fn start(
    name: &str,
    command: &mut Command,
    log: &Path,
    ending: Ending,
) -> Result<Started, String> {
    let failed = |error: std::io::Error| format!("{name} cannot be started: {error}");
    let output = std::fs::OpenOptions::new().create(true).append(true).open(log).map_err(failed)?;
    let errors = output.try_clone().map_err(failed)?;
    command.stdin(Stdio::null()).stdout(output).stderr(errors).process_group(0);
    let mut running = running();
    if running.over {
        return Err("everything is being stopped".to_owned());
    }
    let child = command.spawn().map_err(failed)?;
    running.last += 1;
    let id = running.last;
    running.processes.insert(id, Process { name: name.to_owned(), child, ending });
    Ok(Started(id))
}

/// Whether a process has ended, and how.
pub(super) fn ended(process: Started) -> Option<ExitStatus> {
    let mut running = running();
    let status = running.processes.get_mut(&process.0)?.child.try_wait().ok().flatten();
    if status.is_some() {
        running.processes.remove(&process.0);
    }
    status
}

/// Ends a process that is of no use.
pub(super) fn end(process: Started) {
    let taken = running().processes.remove(&process.0);
    if let Some(mut process) = taken {
        process.end();
    }
}

/// Runs a program that should end by itself. The error holds the end of its log.
pub(super) fn run(name: &str, command: &mut Command, log: &Path, limit: Duration) -> Result<(), String> {
    let begun = Instant::now();
    let process = start(name, command, log, Ending::Kill)?;
    loop {
        match ended(process) {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(format!("{name} failed ({status}){}", tail(log))),
            None if begun.elapsed() > limit => {
                end(process);
                return Err(format!("{name} was not done after {} s{}", limit.as_secs(), tail(log)));
            }
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}

/// Ends all that runs and lets nothing start any more. Returns the names of the servers that had ended by themselves.
pub(super) fn end_all() -> Vec<String> {
    let mut running = running();
    running.over = true;
    let mut gone = Vec::new();
    for process in running.processes.values_mut() {
        match process.child.try_wait() {
            Ok(Some(status)) => gone.push(format!("{} had ended by itself ({status})", process.name)),
            _ => process.signal(),
        }
    }
    for process in running.processes.values_mut() {
        process.end();
    }
    gone
}

impl Process {
    fn signal(&self) {
        let id = self.child.id();
        let signal = match self.ending {
            Ending::Kill => format!("kill -s KILL -- -{id}"),
            Ending::Quit => format!("kill -s QUIT -- {id}"),
        };
        // The standard library knows one signal, and no groups.
        let _ = Command::new("sh").args(["-c", &signal]).stdin(Stdio::null()).stderr(Stdio::null()).status();
    }

    fn end(&mut self) {
        let begun = Instant::now();
        if !matches!(self.child.try_wait(), Ok(None)) {
            return;
        }
        self.signal();
        while matches!(self.child.try_wait(), Ok(None)) {
            if begun.elapsed() > Duration::from_secs(10) {
                let _ = self.child.kill();
                let _ = self.child.wait();
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// The last lines of a log, as the end of a message.
pub(super) fn tail(log: &Path) -> String {
    let Ok(text) = files::read(log) else { return String::new() };
    let lines: Vec<_> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let last = lines.get(lines.len().saturating_sub(25)..).unwrap_or_default();
    if last.is_empty() { String::new() } else { format!("; it said:\n    {}", last.join("\n    ")) }
}

/// The output of a program that is there at once; nothing when it fails.
pub(super) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
