//! The folder of one run of a server, and the user it runs as.

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::process::{self, answer};
use crate::files;

/// How long a server may take to start.
pub(super) const START: Duration = Duration::from_secs(60);

/// How long the preparation of its data may take, or of its programs.
pub(super) const PREPARE: Duration = Duration::from_secs(120);

/// What one server needs to run.
#[derive(Debug)]
pub(super) struct Run {
    /// A folder that belongs to the server's user.
    pub(super) folder: PathBuf,
    user: Option<User>,
}

/// Somebody who is not root: the servers refuse it.
#[derive(Clone, Copy, Debug)]
struct User {
    user: u32,
    group: u32,
}

impl Run {
    /// Makes the folder. Root gives it to the first of `users` that exists.
    pub(super) fn new(folder: PathBuf, users: &[&str]) -> Result<Self, String> {
        files::create(&folder)?;
        let user = if is_root() {
            let found = users.iter().find_map(|name| User::find(name));
            Some(found.ok_or_else(|| {
                format!("root cannot run it, and there is none of the users {}", users.join(", "))
            })?)
        } else {
            None
        };
        let run = Self { folder, user };
        run.give(&run.folder)?;
        Ok(run)
    }

    /// Makes a file the server's.
    pub(super) fn give(&self, path: &Path) -> Result<(), String> {
        let Some(user) = self.user else { return Ok(()) };
        std::os::unix::fs::chown(path, Some(user.user), Some(user.group))
            .map_err(|error| format!("{}: {error}", path.display()))
    }

    /// A file for the output of a program, with the server's folder around it.
    pub(super) fn log(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.log"))
    }

    /// Makes the command one of the server's user, in its folder, in English, without what the caller's shell says about clients.
    pub(super) fn settle(&self, command: &mut Command) {
        if let Some(user) = self.user {
            // This drops all other groups as well.
            command.uid(user.user).gid(user.group);
        }
        command
            .current_dir(&self.folder)
            .env("HOME", &self.folder)
            .env("TMPDIR", &self.folder)
            .env("LC_ALL", "C");
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("PG") || text.starts_with("MYSQL") || text.starts_with("MARIADB") {
                command.env_remove(&name);
            }
        }
    }

    /// The folder `installed`, or a copy of it, where the server's user can read it: root may have put it into a folder of its own.
    pub(super) fn readable(&self, installed: &Path) -> Result<PathBuf, String> {
        let open = |folder: &Path| {
            std::fs::metadata(folder).is_ok_and(|known| known.permissions().mode() & 0o005 == 0o005)
        };
        if self.user.is_none() || installed.ancestors().all(open) {
            return Ok(installed.to_owned());
        }
        let copy = self.folder.join("installed");
        let mut command = Command::new("cp");
        command.arg("-RP").arg(installed).arg(&copy);
        process::run("the copy of the server", &mut command, &self.log("copy"), PREPARE)?;
        Ok(copy)
    }
}

impl User {
    fn find(name: &str) -> Option<Self> {
        let number = |option: &str| answer(Command::new("id").args([option, name]))?.parse().ok();
        Some(Self { user: number("-u")?, group: number("-g")? })
    }
}

pub(super) fn is_root() -> bool {
    answer(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// A port that nobody uses. Somebody else may take it before the server does: then the start is tried again.
pub(super) fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    listener.map(|address| address.port()).map_err(|error| format!("there is no free port: {error}"))
}

/// Starts a server on a free port and waits until it answers. `command` makes the command for a port; `answers` asks the server there.
pub(super) fn start(
    name: &str,
    run: &Run,
    ending: process::Ending,
    command: impl Fn(u16) -> Command,
    answers: impl Fn(u16) -> bool,
) -> Result<u16, String> {
    let log = run.log("server");
    let mut tries = 3;
    loop {
        tries -= 1;
        let port = free_port()?;
        let mut command = command(port);
        run.settle(&mut command);
        let begun = std::time::Instant::now();
        let server = process::start(name, &mut command, &log, ending)?;
        loop {
            if let Some(status) = process::ended(server) {
                let taken = process::tail(&log).contains("ddress already in use");
                if taken && tries > 0 {
                    break;
                }
                return Err(format!("{name} ended at its start ({status}){}", process::tail(&log)));
            }
            if answers(port) {
                return Ok(port);
            }
            if begun.elapsed() > START {
                process::end(server);
                return Err(format!(
                    "{name} did not answer within {} s{}",
                    START.as_secs(),
                    process::tail(&log)
                ));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
