//! Where servers are: on this machine, or unpacked in `target/servers`.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::process;
use crate::{files, shell};

/// The folder in which fetched servers are kept from one run to the next.
pub(super) fn cache() -> PathBuf {
    shell::target().join("servers")
}

/// Every folder in which a program of this name is, in the order of `PATH`, then in `more`. Links are followed: what belongs to a program
/// lies beside the program, not beside the link.
pub(super) fn folders_with(program: &str, more: &[PathBuf]) -> Vec<PathBuf> {
    let path: Vec<PathBuf> = std::env::var_os("PATH").iter().flat_map(std::env::split_paths).collect();
    let mut found = Vec::new();
    for folder in path.iter().chain(more) {
        let Ok(real) = folder.join(program).canonicalize() else { continue };
        if let Some(folder) = real.parent()
            && real.is_file()
            && !found.iter().any(|known| known == folder)
        {
            found.push(folder.to_owned());
        }
    }
    found
}

/// The first number with a point in what a program says about its version: `mariadbd  Ver 10.11.19-MariaDB` is (10, 11).
pub(super) fn version(said: &str) -> Option<(u32, u32)> {
    said.split([' ', '(', ')', '-', ',']).find_map(|word| {
        let mut numbers = word.split('.').map(|number| number.parse().ok());
        Some((numbers.next()??, numbers.next()??))
    })
}

/// The end of the name of a folder that this process is filling.
pub(super) fn unfinished() -> String {
    format!(".partial-{}", std::process::id())
}

/// Removes what this process was filling when it was stopped.
pub(super) fn forget_the_unfinished() {
    for folder in [cache(), cache().join("apt"), cache().join("apt-unstable")] {
        for entry in files::list(&folder).unwrap_or_default() {
            if entry.to_string_lossy().ends_with(&unfinished()) {
                let _ = std::fs::remove_dir_all(&entry);
            }
        }
    }
}

/// A folder of the cache: the one that is there, or one that `fill` fills. It is there as a whole or not at all.
pub(super) fn cached(name: &str, fill: impl FnOnce(&Path) -> Result<(), String>) -> Result<PathBuf, String> {
    let folder = cache().join(name);
    if folder.is_dir() {
        return Ok(folder);
    }
    let partial = cache().join(format!("{name}{}", unfinished()));
    files::create(&partial)?;
    let filled = fill(&partial).and_then(|()| {
        // Root may have a narrow umask; the server's user must be able to read it.
        let mut readable = Command::new("chmod");
        readable.args(["-R", "a+rX"]).arg(&partial);
        process::run("chmod", &mut readable, &cache().join("chmod.log"), super::run::PREPARE)
    });
    let placed = filled.and_then(|()| {
        let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
        // Somebody else may have been faster: theirs is as good.
        std::fs::rename(&partial, &folder)
            .or_else(|error| if folder.is_dir() { Ok(()) } else { Err(failed(error)) })
    });
    let _ = std::fs::remove_dir_all(&partial);
    placed.map(|()| folder)
}

/// The folders of libraries in what packages of Debian were unpacked into.
pub(super) fn library_folders(prefix: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for parent in ["usr/lib", "lib"] {
        for folder in files::list(&prefix.join(parent)).unwrap_or_default() {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if folder.is_dir() && name.contains("-linux-gnu") {
                found.push(folder.join("mysql/private"));
                found.push(folder);
            }
        }
    }
    found.retain(|folder| folder.is_dir());
    found
}

/// Folders as the dynamic linker wants them.
pub(super) fn joined(folders: &[PathBuf]) -> String {
    folders.iter().map(|folder| folder.to_string_lossy().into_owned()).collect::<Vec<_>>().join(":")
}

/// Puts scripts into `target/servers/bin` that start the unpacked programs of a folder with their own libraries: clients for the tests.
pub(super) fn offer(programs: &Path, names: &[&str], libraries: &[PathBuf]) -> Result<(), String> {
    let scripts = cache().join("bin");
    for name in names.iter().filter(|name| programs.join(name).is_file()) {
        let program = programs.join(name);
        // MariaDB's client looks for its plugins (`caching_sha2_password`) where its package would have put them.
        let plugins =
            libraries.iter().map(|folder| folder.join("libmariadb3/plugin")).find(|path| path.is_dir());
        let plugins =
            plugins.map(|path| format!("MARIADB_PLUGIN_DIR='{}' ", path.display())).unwrap_or_default();
        let text = format!(
            "#!/bin/sh\n{plugins}LD_LIBRARY_PATH='{}' exec '{}' \"$@\"\n",
            joined(libraries),
            program.display()
        );
        files::write(&scripts.join(name), &text)?;
    }
    if !scripts.is_dir() {
        return Ok(());
    }
    let mut runnable = Command::new("chmod");
    runnable.args(["-R", "a+rx"]).arg(&scripts);
    process::run("chmod", &mut runnable, &cache().join("chmod.log"), super::run::PREPARE)
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn versions_are_found_in_what_programs_say() {
        assert_eq!(version("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"), Some((15, 18)));
        assert_eq!(version("mariadbd  Ver 10.11.19-MariaDB-0+deb12u1 for debian-linux-gnu"), Some((10, 11)));
        assert_eq!(version("mysqld  Ver 9.7.1 for Linux on x86_64 (Debian)"), Some((9, 7)));
        assert_eq!(version("no version"), None);
    }
}
