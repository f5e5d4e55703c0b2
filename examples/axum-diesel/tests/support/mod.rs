//! The programs of this package, started as a user starts them, each test in a folder of its own.

mod http;

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use limbeck_testing::{TestDatabase, TestServer};
use serde_json::Value;

/// A folder, and a database in it or on a server, or soon to be.
pub struct Place {
    folder: tempfile::TempDir,
    url: String,
    /// Dropped with the place.
    _database: Option<TestDatabase>,
}

impl Place {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("app.db").display());
        Self { folder, url, _database: None }
    }

    /// On each database that can be had: SQLite, and the servers that the environment names.
    pub fn everywhere() -> Vec<Self> {
        let on = |server: TestServer| {
            let database = server.database()?;
            Some(Self { url: database.url_text(), _database: Some(database), ..Self::new() })
        };
        std::iter::once(Self::new()).chain(TestServer::ALL.into_iter().filter_map(on)).collect()
    }

    /// What it is on, for messages.
    pub fn name(&self) -> &str {
        self.url.split(':').next().unwrap_or_default()
    }

    /// The same, with the URL spelled otherwise; `{file}` is the file's absolute path.
    pub fn spelled(url: &str) -> Self {
        let mut place = Self::new();
        place.url = url.replace("{file}", &place.path("app.db").display().to_string());
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, program: &str, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(folder)
            .env("DATABASE_URL", &self.url)
            .env("ADDRESS", "127.0.0.1:0")
            .env_remove("LIMBECK_DATABASE_URL")
            .stdin(Stdio::null());
        command
    }

    /// Starts the service, and does not wait for it.
    pub fn spawn(&self) -> Starting {
        let mut command = self.command(env!("CARGO_BIN_EXE_axum-diesel"), self.folder.path());
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (send, lines) = channel();
        std::thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    break;
                }
            }
        });
        Starting { child: Killed(child), lines }
    }

    pub fn start(&self) -> Service {
        self.spawn().wait()
    }

    /// `manage_db` where there are no sources: with the revisions inside it.
    pub fn manage_db(&self, arguments: &[&str]) -> Outcome {
        self.manage_db_in(self.folder.path(), arguments)
    }

    /// `manage_db check` where the sources are: whether the database is what the schema wants.
    pub fn check(&self) -> Outcome {
        self.manage_db_in(Path::new(env!("CARGO_MANIFEST_DIR")), &["check"])
    }

    pub fn manage_db_in(&self, folder: &Path, arguments: &[&str]) -> Outcome {
        let mut command = self.command(env!("CARGO_BIN_EXE_manage_db"), folder);
        let output = command.args(arguments).output().unwrap();
        Outcome {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// How a command ended.
#[derive(Debug)]
pub struct Outcome {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Outcome {
    /// What it printed; it must not have failed.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!(self.code, Some(0), "{}{}", self.stdout, self.stderr);
        self.stdout
    }
}

/// A service that may still be migrating.
pub struct Starting {
    child: Killed,
    lines: Receiver<String>,
}

impl Starting {
    /// Waits until it listens.
    #[track_caller]
    pub fn wait(self) -> Service {
        let mut applied = Vec::new();
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(60)).expect("the service did not come up");
            if let Some(revision) = line.strip_prefix("applied revision ") {
                applied.push(revision.to_owned());
            } else if let Some(address) = line.strip_prefix("listening on http://") {
                return Service { _child: self.child, address: address.to_owned(), applied };
            }
        }
    }
}

/// A service that listens; dropping it kills it.
pub struct Service {
    _child: Killed,
    address: String,
    /// The revisions it applied when it started.
    pub applied: Vec<String>,
}

impl Service {
    pub fn get(&self, path: &str) -> (u16, Value) {
        http::request(&self.address, "GET", path, "")
    }

    pub fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        self.post_text(path, &body.to_string())
    }

    pub fn post_text(&self, path: &str, body: &str) -> (u16, Value) {
        http::request(&self.address, "POST", path, body)
    }
}

/// A process that does not outlive its test.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
