//! Packages of Debian and Ubuntu, unpacked into a folder. Nothing is installed, no service starts, no rights are needed: `apt-get` is given
//! lists, a cache and a status of its own. The machine's sources, proxies and keys are used.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::installation::{cache, folders_with, unfinished};
use super::process;
use super::run::is_root;
use crate::files;

/// Where packages come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Suite {
    /// What this machine's own packages come from: they fit its libc.
    Own,
    /// Debian's newest, from the mirror that the machine uses. Programs need its libc as well.
    Unstable,
}

/// The suites whose lists are there; held while `apt-get` works, which is done by one at a time.
static LISTED: Mutex<Vec<Suite>> = Mutex::new(Vec::new());

/// Unpacks packages, with the libraries they need, into `into`.
pub(super) fn unpack(suite: Suite, packages: &[&str], into: &Path, limit: Duration) -> Result<(), String> {
    for program in ["apt-get", "dpkg-deb"] {
        if folders_with(program, &[]).is_empty() {
            return Err(format!("it is not installed, and there is no {program} to get it with"));
        }
    }
    let mut listed = LISTED.lock().unwrap_or_else(PoisonError::into_inner);
    let apt = match suite {
        Suite::Own => Apt::own()?,
        Suite::Unstable => Apt::unstable(&mirror(&mut listed, limit)?)?,
    };
    let log = apt.folder.join("apt.log");
    let _ = std::fs::remove_file(&log);
    let updated = apt.update(&mut listed, limit);
    let plan = apt.folder.join("plan.log");
    let _ = std::fs::remove_file(&plan);
    let planned =
        process::run("apt-get", apt.get().args(["install", "--simulate"]).args(packages), &plan, limit);
    // A source of no concern may be broken: what matters is whether the packages are known.
    planned.map_err(|why| updated.err().unwrap_or(why))?;
    let needed = needed(&files::read(&plan)?, suite);
    let archives = apt.folder.join(format!("archives{}", unfinished()));
    files::create(&archives)?;
    let fetched = process::run(
        "apt-get download",
        apt.get().arg("download").args(&needed).current_dir(&archives),
        &log,
        limit,
    );
    let unpacked = fetched.and_then(|()| files::list(&archives)).and_then(|archives| {
        for archive in archives {
            let mut command = Command::new("dpkg-deb");
            command.arg("--extract").arg(&archive).arg(into);
            process::run("dpkg-deb", &mut command, &log, limit)?;
        }
        Ok(())
    });
    let _ = std::fs::remove_dir_all(&archives);
    unpacked
}

/// Which of the packages that would be installed on an empty system are unpacked: servers, their clients, and libraries.
fn needed(plan: &str, suite: Suite) -> Vec<String> {
    let names = plan.lines().filter_map(|line| line.strip_prefix("Inst ")?.split(' ').next());
    let wanted = |name: &&str| {
        let library = name.starts_with("lib") && !name.ends_with("-perl") && !name.starts_with("libperl");
        // A libc works with its own loader alone, and that of the own suite is here.
        let libc = matches!(*name, "libc6" | "libc-bin" | "libc-l10n");
        let server =
            ["postgresql", "mariadb", "mysql", "pgbouncer"].iter().any(|server| name.starts_with(server));
        (server || *name == "zlib1g" || library) && (!libc || suite == Suite::Unstable)
    };
    names.filter(wanted).map(str::to_owned).collect()
}

/// An `apt-get` with lists, a cache and a status of its own.
struct Apt {
    suite: Suite,
    folder: PathBuf,
    options: Vec<String>,
}

impl Apt {
    fn new(suite: Suite, name: &str) -> Result<Self, String> {
        let folder = cache().join(name);
        for part in ["state/lists/partial", "cache/archives/partial"] {
            files::create(&folder.join(part))?;
        }
        files::write(&folder.join("status"), "")?;
        let at = |part: &str| folder.join(part).display().to_string();
        let mut options = vec![
            format!("Dir::State={}", at("state")),
            format!("Dir::State::status={}", at("status")),
            format!("Dir::Cache={}", at("cache")),
            "Debug::NoLocking=1".to_owned(),
            "APT::Install-Recommends=false".to_owned(),
            "APT::Get::Assume-Yes=true".to_owned(),
            "Acquire::Languages=none".to_owned(),
            "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false".to_owned(),
            "Acquire::Retries=2".to_owned(),
            "Acquire::http::Timeout=30".to_owned(),
            "Acquire::https::Timeout=30".to_owned(),
        ];
        if is_root() {
            // The user `_apt` may not be able to write here.
            options.push("APT::Sandbox::User=root".to_owned());
        }
        Ok(Self { suite, folder, options })
    }

    fn own() -> Result<Self, String> {
        Self::new(Suite::Own, "apt")
    }

    fn unstable(mirror: &str) -> Result<Self, String> {
        let mut apt = Self::new(Suite::Unstable, "apt-unstable")?;
        let keys = "/usr/share/keyrings/debian-archive-keyring.gpg";
        let signed = if Path::new(keys).is_file() { format!("[signed-by={keys}] ") } else { String::new() };
        let sources = apt.folder.join("sources.list");
        files::write(&sources, &format!("deb {signed}{mirror} unstable main\n"))?;
        apt.options.push(format!("Dir::Etc::SourceList={}", sources.display()));
        // What the machine prefers are packages of its own suite.
        for part in ["SourceParts", "Preferences", "PreferencesParts"] {
            apt.options.push(format!("Dir::Etc::{part}=/dev/null"));
        }
        apt.options.push("APT::Default-Release=".to_owned());
        Ok(apt)
    }

    fn get(&self) -> Command {
        let mut command = Command::new("apt-get");
        command.env("LC_ALL", "C").env("DEBIAN_FRONTEND", "noninteractive");
        command.args(self.options.iter().flat_map(|option| ["-o", option]));
        command
    }

    /// Fetches the lists, once.
    fn update(&self, listed: &mut Vec<Suite>, limit: Duration) -> Result<(), String> {
        if !listed.contains(&self.suite) {
            process::run("apt-get update", self.get().arg("update"), &self.folder.join("apt.log"), limit)?;
            listed.push(self.suite);
        }
        Ok(())
    }
}

/// The mirror that this machine has Debian's packages from.
fn mirror(listed: &mut Vec<Suite>, limit: Duration) -> Result<String, String> {
    let system = files::read(Path::new("/etc/os-release")).unwrap_or_default();
    let value = |key: &str| {
        let line = system.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        line.map(|value| value.trim_matches('"').to_owned())
    };
    if value("ID").as_deref() != Some("debian") {
        return Err("it is not installed, and its packages are had on Debian alone".to_owned());
    }
    // `-security` and `-updates` are on mirrors too, of which the first does not have unstable.
    let codename = value("VERSION_CODENAME").unwrap_or_default();
    let suites = [codename.as_str(), "stable", "testing", "unstable", "sid"];
    let ask = |command: &mut Command| {
        command.args(["indextargets", "--format", "$(REPO_URI) $(RELEASE)", "Created-By: Packages"]);
        let targets = process::answer(command).unwrap_or_default();
        let mut targets = targets.lines().filter_map(|line| line.split_once(' '));
        targets.find(|(_, release)| suites.contains(release)).map(|(uri, _)| uri.to_owned())
    };
    if let Some(mirror) = ask(&mut Command::new("apt-get")) {
        return Ok(mirror);
    }
    // On a new machine nothing is known before the first update.
    let own = Apt::own()?;
    let updated = own.update(listed, limit);
    ask(&mut own.get())
        .ok_or_else(|| updated.err().unwrap_or_else(|| "no mirror of Debian is configured".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{Suite, needed};

    const PLAN: &str = "Reading package lists...\n\
        Inst libc6 (2.36 Debian:12 [amd64]) []\n\
        Inst perl (5.36 Debian:12 [amd64])\n\
        Inst libperl5.36 (5.36 Debian:12 [amd64])\n\
        Inst libjson-perl (4 Debian:12 [all])\n\
        Inst libpq5 (15.18 Debian:12 [amd64])\n\
        Inst postgresql-15 (15.18 Debian:12 [amd64])\n\
        Conf postgresql-15 (15.18 Debian:12 [amd64])\n";

    #[test]
    fn servers_and_libraries_are_unpacked() {
        assert_eq!(needed(PLAN, Suite::Own), ["libpq5", "postgresql-15"]);
    }

    #[test]
    fn a_newer_libc_comes_with_what_needs_it() {
        assert_eq!(needed(PLAN, Suite::Unstable), ["libc6", "libpq5", "postgresql-15"]);
    }
}
