//! MariaDB and MySQL: found, fetched, started.

use std::io::Read;
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::apt::{self, Suite};
use super::authority::{Authority, Certificate};
use super::installation::{cached, folders_with, joined, library_folders, offer, version};
use super::process::{self, Ending};
use super::ready::Ready;
use super::run::{self, PREPARE, Run};
use crate::files;

const CLIENTS: [&str; 5] = ["mariadb", "mariadb-dump", "mariadb-admin", "mysql", "mysqldump"];

/// Where a server listens: on Linux at a second address too, which its certificate does not name.
const ADDRESSES: &str = if cfg!(target_os = "linux") { "127.0.0.1,127.0.0.2" } else { "127.0.0.1" };

/// One of the two: its server program, and what it was unpacked into, if it was.
#[derive(Debug)]
struct Installation {
    program: PathBuf,
    prefix: Option<PathBuf>,
    /// MySQL's packages are newer than the system: they are started through the loader that came with them.
    own_loader: bool,
    version: (u32, u32),
}

/// MariaDB from 10.11 on.
pub(super) fn mariadb(folder: PathBuf, authority: Option<&Authority>) -> Result<Ready, String> {
    let found = here(&["mariadbd", "mysqld"], true).into_iter().find(|found| found.version >= (10, 11));
    let installation = match found {
        Some(found) => found,
        None => {
            let packages = ["mariadb-server-core", "mariadb-client"];
            let limit = Duration::from_secs(600);
            let prefix = cached("mariadb", |into| apt::unpack(Suite::Own, &packages, into, limit))?;
            offer(&prefix.join("usr/bin"), &CLIENTS, &library_folders(&prefix))?;
            let unpacked = Installation::new(prefix.join("usr/sbin/mariadbd"), Some(prefix), false, true);
            let unpacked = unpacked.ok_or("what was unpacked does not run")?;
            if unpacked.version < (10, 11) {
                return Err(format!(
                    "this system's packages have MariaDB {}.{}",
                    unpacked.version.0, unpacked.version.1
                ));
            }
            unpacked
        }
    };
    installation.start("MariaDB", "mariadb", folder, authority)
}

/// MySQL from 9 on.
pub(super) fn mysql(folder: PathBuf, authority: Option<&Authority>) -> Result<Ready, String> {
    let found = here(&["mysqld"], false).into_iter().find(|found| found.version.0 >= 9);
    let installation = match found {
        Some(found) => found,
        None => {
            let limit = Duration::from_secs(300);
            let prefix =
                cached("mysql", |into| apt::unpack(Suite::Unstable, &["mysql-server-core"], into, limit))?;
            let unpacked = Installation::new(prefix.join("usr/sbin/mysqld"), Some(prefix), true, false);
            unpacked.ok_or("what was unpacked does not run")?
        }
    };
    installation.start("MySQL", "mysql", folder, authority)
}

/// All that are installed, the oldest first.
fn here(programs: &[&str], mariadb: bool) -> Vec<Installation> {
    let more = [
        "/usr/sbin",
        "/usr/local/sbin",
        "/usr/libexec",
        "/usr/local/mysql/bin",
        "/opt/homebrew/opt/mariadb/bin",
        "/opt/homebrew/opt/mysql/bin",
        "/usr/local/opt/mariadb/bin",
        "/usr/local/opt/mysql/bin",
    ];
    let more: Vec<PathBuf> = more.iter().map(PathBuf::from).collect();
    let mut found = Vec::new();
    for program in programs {
        let folders = folders_with(program, &more);
        found.extend(
            folders.iter().filter_map(|folder| Installation::new(folder.join(program), None, false, mariadb)),
        );
    }
    found.sort_by_key(|installation| installation.version);
    found
}

impl Installation {
    /// The one of a program, if it runs and is of the right kind: `mysqld` is what MariaDB's server is called as well.
    fn new(program: PathBuf, prefix: Option<PathBuf>, own_loader: bool, mariadb: bool) -> Option<Self> {
        let mut installation = Self { program, prefix, own_loader, version: (0, 0) };
        let said = process::answer(installation.server().ok()?.args(["--no-defaults", "--version"]))?;
        installation.version = version(&said)?;
        (said.contains("MariaDB") == mariadb).then_some(installation)
    }

    /// The server's program, with its libraries.
    fn server(&self) -> Result<Command, String> {
        let Some(prefix) = &self.prefix else { return Ok(Command::new(&self.program)) };
        let libraries = joined(&library_folders(prefix));
        if !self.own_loader {
            let mut command = Command::new(&self.program);
            command.env("LD_LIBRARY_PATH", libraries);
            return Ok(command);
        }
        let mut command = Command::new(loader(prefix)?);
        command.arg("--library-path").arg(libraries).arg(&self.program);
        Ok(command)
    }

    /// Where its parts are; only what was unpacked elsewhere than it was built for must be told.
    fn places(&self) -> Vec<String> {
        let Some(prefix) = &self.prefix else { return Vec::new() };
        let usr = prefix.join("usr");
        let mut places = vec![format!("--basedir={}", usr.display())];
        for (option, folders) in [
            ("plugin-dir", ["lib/mysql/plugin", "lib/mariadb/plugin"]),
            ("lc-messages-dir", ["share/mysql", "share/mariadb"]),
            ("character-sets-dir", ["share/mysql/charsets", "share/mariadb/charsets"]),
        ] {
            let found = folders.iter().map(|folder| usr.join(folder)).find(|folder| folder.is_dir());
            places.extend(found.map(|folder| format!("--{option}={}", folder.display())));
        }
        places
    }

    fn start(
        mut self,
        title: &str,
        scheme: &str,
        folder: PathBuf,
        authority: Option<&Authority>,
    ) -> Result<Ready, String> {
        let run = Run::new(folder, &["mysql", "nobody"])?;
        let origin = self.prefix.as_deref().unwrap_or(&self.program).display().to_string();
        if let Some(prefix) = self.prefix.take() {
            let readable = run.readable(&prefix)?;
            if let Ok(rest) = self.program.strip_prefix(&prefix) {
                self.program = readable.join(rest);
            }
            self.prefix = Some(readable);
        }
        let name = format!("{title} {}.{}", self.version.0, self.version.1);
        let data = format!("--datadir={}", run.folder.join("data").display());
        let mariadb = title == "MariaDB";
        let mut prepare = if mariadb { self.install_db(&data)? } else { self.initialize(&data)? };
        run.settle(&mut prepare);
        process::run("the preparation of its data", &mut prepare, &run.log("prepare"), PREPARE)?;

        let certificate = authority.map(|authority| authority.certify(&run)).transpose()?;
        let server = self.server()?;
        let command = |port: u16| {
            let mut command = Command::new(server.get_program());
            command.args(server.get_args());
            command.envs(server.get_envs().filter_map(|(key, value)| Some((key, value?))));
            command.arg("--no-defaults").args(self.places()).arg(&data);
            command
                .arg(format!("--port={port}"))
                .arg(format!("--bind-address={ADDRESSES}"))
                .arg("--max-connections=300");
            for (option, file) in [("socket", "server.sock"), ("pid-file", "server.pid")] {
                command.arg(format!("--{option}={}", run.folder.join(file).display()));
            }
            if let Some(Certificate { authority, certificate, key }) = &certificate {
                for (option, file) in [("ca", authority), ("cert", certificate), ("key", key)] {
                    command.arg(format!("--ssl-{option}={}", file.display()));
                }
            }
            // What is lost when the machine fails is of no use to anybody.
            command.args([
                "--skip-log-bin",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-buffer-pool-size=64M",
            ]);
            command.arg("--innodb-flush-method=nosync");
            if mariadb {
                command.args(["--innodb-doublewrite=0", "--innodb-log-file-size=32M"]);
            } else {
                command.args(["--innodb-doublewrite=OFF", "--mysqlx=OFF"]);
                // Its default is a folder that only a package's installation makes.
                command.arg("--secure-file-priv=");
            }
            command
        };
        let port = run::start(&name, &run, Ending::Kill, command, greets)?;
        Ok(Ready { name, url: format!("{scheme}://root@127.0.0.1:{port}/mysql"), origin })
    }

    fn install_db(&self, data: &str) -> Result<Command, String> {
        let folders: Vec<PathBuf> = match &self.prefix {
            Some(prefix) => vec![prefix.join("usr/bin")],
            None => {
                let beside = self.program.parent().map(Path::to_owned).unwrap_or_default();
                let mut folders =
                    folders_with("mariadb-install-db", &[PathBuf::from("/usr/bin"), beside.join("../bin")]);
                folders.push(beside);
                folders
            }
        };
        let script =
            folders.iter().map(|folder| folder.join("mariadb-install-db")).find(|script| script.is_file());
        let script = script.ok_or("there is no mariadb-install-db beside it")?;
        let mut command = Command::new(script);
        if let Some(prefix) = &self.prefix {
            command.env("LD_LIBRARY_PATH", joined(&library_folders(prefix)));
        }
        command.arg("--no-defaults").args(self.places()).arg(data);
        // The names of this machine are of no concern, and may be unknown to it.
        command.args([
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--force",
            "--skip-name-resolve",
        ]);
        command.args(["--innodb-log-file-size=32M", "--innodb-flush-method=nosync"]);
        Ok(command)
    }

    fn initialize(&self, data: &str) -> Result<Command, String> {
        let mut command = self.server()?;
        command.arg("--no-defaults").args(self.places()).arg(data);
        command.args(["--initialize-insecure", "--innodb-flush-method=nosync", "--secure-file-priv="]);
        Ok(command)
    }
}

fn loader(prefix: &Path) -> Result<PathBuf, String> {
    let mut candidates = Vec::new();
    for folder in ["usr/lib64", "lib64", "usr/lib", "lib"].iter().map(|folder| prefix.join(folder)) {
        candidates.extend(files::list(&folder).unwrap_or_default());
    }
    let is_loader =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("ld-linux"));
    candidates.into_iter().find(is_loader).ok_or_else(|| "no loader came with it".to_owned())
}

/// Whether a server of this protocol greets there: it does once it serves. The fifth byte is the protocol's number.
fn greets(port: u16) -> bool {
    let second = Duration::from_secs(1);
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let Ok(mut stream) = TcpStream::connect_timeout(&address, second) else { return false };
    let mut greeting = [0; 5];
    stream.set_read_timeout(Some(second)).is_ok()
        && stream.read_exact(&mut greeting).is_ok()
        && greeting[4] == 10
}
