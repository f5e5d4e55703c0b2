//! Packages of Debian and Ubuntu, unpacked into a folder. Nothing is installed, no service starts, no rights are needed: `apt-get` is given
//! lists, a cache and a status of its own. The machine's sources, proxies and keys are used.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::installation::cache;
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
        if super::installation::folders_with(program, &[]).is_empty() {
            return Err(format!("it is not installed, and there is no {program} to get it with"));
        }
    }
    let mut listed = LISTED.lock().unwrap_or_else(PoisonError::into_inner);
    let apt = Apt::new(suite)?;
    let log = apt.folder.join("apt.log");
    let _ = std::fs::remove_file(&log);
    if !listed.contains(&suite) {
        // A source of no concern may be broken: what matters is whether the packages are known afterwards.
        let updated = process::run("apt-get update", apt.get().arg("update"), &log, limit);
        if updated.is_ok() {
            listed.push(suite);
        }
    }
    let plan = apt.folder.join("plan.log");
    let _ = std::fs::remove_file(&plan);
    process::run("apt-get", apt.get().args(["install", "--simulate"]).args(packages), &plan, limit)?;
    let needed = needed(&files::read(&plan)?, suite);
    let archives = apt.folder.join(format!("archives-{}", std::process::id()));
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
        let server = ["postgresql", "mariadb", "mysql"].iter().any(|server| name.starts_with(server));
        (server || *name == "zlib1g" || library) && (!libc || suite == Suite::Unstable)
    };
    names.filter(wanted).map(str::to_owned).collect()
}

struct Apt {
    folder: PathBuf,
    options: Vec<String>,
}

impl Apt {
    fn new(suite: Suite) -> Result<Self, String> {
        let folder = cache().join(if suite == Suite::Own { "apt" } else { "apt-unstable" });
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
        if suite == Suite::Unstable {
            let sources = folder.join("sources.list");
            files::write(&sources, &unstable(&mirror()?))?;
            options.push(format!("Dir::Etc::SourceList={}", sources.display()));
            for part in ["SourceParts", "Preferences", "PreferencesParts"] {
                options.push(format!("Dir::Etc::{part}=/dev/null"));
            }
            options.push("APT::Default-Release=".to_owned());
        }
        Ok(Self { folder, options })
    }

    fn get(&self) -> Command {
        let mut command = Command::new("apt-get");
        command.env("LC_ALL", "C").env("DEBIAN_FRONTEND", "noninteractive");
        command.args(self.options.iter().flat_map(|option| ["-o", option]));
        command
    }
}

fn unstable(mirror: &str) -> String {
    let keys = "/usr/share/keyrings/debian-archive-keyring.gpg";
    let signed = if Path::new(keys).is_file() { format!("[signed-by={keys}] ") } else { String::new() };
    format!("deb {signed}{mirror} unstable main\n")
}

/// The mirror that this machine has Debian's packages from.
fn mirror() -> Result<String, String> {
    let system = files::read(Path::new("/etc/os-release")).unwrap_or_default();
    let value = |key: &str| {
        let line = system.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        line.map(|value| value.trim_matches('"').to_owned())
    };
    if value("ID").as_deref() != Some("debian") {
        return Err("it is not installed, and its packages are had on Debian alone".to_owned());
    }
    let format = "$(REPO_URI) $(RELEASE)";
    let targets = process::answer(Command::new("apt-get").args([
        "indextargets",
        "--format",
        format,
        "Created-By: Packages",
    ]));
    let targets = targets.unwrap_or_default();
    // `-security` and `-updates` are on mirrors too, of which the first does not have unstable.
    let codename = value("VERSION_CODENAME").unwrap_or_default();
    let suites = [codename.as_str(), "stable", "testing", "unstable", "sid"];
    let mirror =
        targets.lines().filter_map(|line| line.split_once(' ')).find(|(_, release)| suites.contains(release));
    mirror.map(|(uri, _)| uri.to_owned()).ok_or_else(|| "no mirror of Debian is configured".to_owned())
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
