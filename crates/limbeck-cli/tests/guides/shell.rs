//! A project folder, and a shell in it that finds the program.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

pub(crate) struct Shell {
    folder: TempDir,
}

/// What a command printed, and how it ended.
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) output: String,
}

impl Shell {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn write(&self, path: &str, text: &str, append: bool) {
        let path = self.folder.path().join(path);
        fs_err::create_dir_all(path.parent().unwrap()).unwrap();
        let before = if append { fs_err::read_to_string(&path).unwrap() } else { String::new() };
        fs_err::write(path, before + text).unwrap();
    }

    pub(crate) fn run(&self, command: &str) -> Answer {
        let program = Path::new(env!("CARGO_BIN_EXE_limbeck")).parent().unwrap();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path =
            std::env::join_paths(std::iter::once(program.to_owned()).chain(std::env::split_paths(&path)));
        let output = Command::new("sh")
            .args(["-c", &format!("exec 2>&1\n{command}")])
            .current_dir(self.folder.path())
            .env_clear()
            .env("PATH", path.unwrap_or_else(|_| OsString::new()))
            .env("USER", "ann")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Answer { code: output.status.code().unwrap_or(-1), output: String::from_utf8(output.stdout).unwrap() }
    }
}
