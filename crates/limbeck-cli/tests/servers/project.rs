//! A project in a folder of its own, and a database of its own on a server.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use limbeck_testing::TestDatabase;
use tempfile::TempDir;

/// A project, and the URL that its commands are given.
pub(crate) struct Project {
    folder: TempDir,
    url: String,
}

/// What a command said.
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Answer {
    /// The object of `--json`.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}", self.stdout))
    }
}

impl Project {
    pub(crate) fn new(url: String, configuration: &str) -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap(), url };
        project.write("limbeck.toml", configuration);
        fs_err::create_dir_all(project.path("migrations")).unwrap();
        project
    }

    /// A project whose models are Rust sources in `models.rs`.
    pub(crate) fn on(database: &TestDatabase) -> Self {
        Self::new(database.url_text(), "models = [\"models.rs\"]\n")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs_err::write(self.path(name), text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs_err::read_to_string(self.path(name)).unwrap()
    }

    /// Runs the program.
    pub(crate) fn run(&self, arguments: &[&str]) -> Answer {
        self.run_on(&self.url, arguments)
    }

    /// Runs the program on another database.
    pub(crate) fn run_on(&self, url: &str, arguments: &[&str]) -> Answer {
        let mut command = Command::new(env!("CARGO_BIN_EXE_limbeck"));
        command.args(arguments).current_dir(self.folder.path()).env_clear();
        command.env("USER", "tester").env("DATABASE_URL", url).stdin(Stdio::null());
        let Output { status, stdout, stderr } = command.output().unwrap();
        Answer {
            code: status.code().unwrap_or(-1),
            stdout: String::from_utf8(stdout).unwrap(),
            stderr: String::from_utf8(stderr).unwrap(),
        }
    }

    /// Runs the program, which must succeed.
    #[track_caller]
    pub(crate) fn ok(&self, arguments: &[&str]) -> Answer {
        let answer = self.run(arguments);
        assert_eq!(answer.code, 0, "limbeck {}\n{}{}", arguments.join(" "), answer.stdout, answer.stderr);
        answer
    }

    /// Runs the program, which must end with this code.
    #[track_caller]
    pub(crate) fn ends(&self, code: i32, arguments: &[&str]) -> Answer {
        let answer = self.run(arguments);
        assert_eq!(answer.code, code, "limbeck {}\n{}{}", arguments.join(" "), answer.stdout, answer.stderr);
        answer
    }
}

/// A test of a function of a database, once for each server.
macro_rules! on_every_server {
    ($($test:ident),* $(,)?) => { $(
        mod $test {
            use limbeck_testing::TestServer;

            #[test]
            fn postgresql() {
                TestServer::PostgreSql.database().iter().for_each(super::$test);
            }

            #[test]
            fn postgresql_18() {
                TestServer::PostgreSql18.database().iter().for_each(super::$test);
            }

            #[test]
            fn mariadb() {
                TestServer::MariaDb.database().iter().for_each(super::$test);
            }

            #[test]
            fn mysql() {
                TestServer::MySql.database().iter().for_each(super::$test);
            }
        }
    )* };
}

pub(crate) use on_every_server;
