//! A folder of its own, the program in it, and what a session looks like.

use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A project in a folder of its own.
pub(crate) struct Project {
    folder: TempDir,
    environment: Vec<(String, String)>,
    transcript: String,
}

/// What a command said.
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Project {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), environment: Vec::new(), transcript: String::new() }
    }

    /// A folder with a configuration, revisions to come, and a database to come.
    pub(crate) fn new() -> Self {
        let project = Self::empty();
        project.write("limbeck.toml", "url = \"sqlite://app.db\"\n");
        fs_err::create_dir_all(project.path("migrations")).unwrap();
        project
    }

    /// [`Project::new`] with three revisions in one line.
    pub(crate) fn with_history() -> Self {
        let project = Self::new();
        project.revision(
            "a001",
            "base",
            "Create users",
            "CREATE TABLE users (id integer PRIMARY KEY);",
            "DROP TABLE users;",
        );
        project.revision(
            "b002",
            "a001",
            "Create teams",
            "CREATE TABLE teams (id integer PRIMARY KEY);",
            "DROP TABLE teams;",
        );
        project.revision(
            "c003",
            "b002",
            "Name users",
            "ALTER TABLE users ADD COLUMN name text;",
            "ALTER TABLE users DROP COLUMN name;",
        );
        project
    }

    /// [`Project::new`] with a trunk and two branches.
    pub(crate) fn with_branches() -> Self {
        let project = Self::new();
        project.revision("a001", "base", "Trunk", "CREATE TABLE a (id integer);", "DROP TABLE a;");
        project.revision("b002", "a001", "Left", "CREATE TABLE b (id integer);", "DROP TABLE b;");
        project.revision("c003", "a001", "Right", "CREATE TABLE c (id integer);", "DROP TABLE c;");
        project
    }

    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.environment.push((name.to_owned(), value.to_owned()));
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs_err::create_dir_all(path.parent().unwrap()).unwrap();
        fs_err::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs_err::read_to_string(self.path(name)).unwrap()
    }

    /// Writes a revision `migrations/ID.sql`, a minute after the one before it in the order of ids.
    pub(crate) fn revision(&self, id: &str, revises: &str, message: &str, up: &str, down: &str) {
        let minute = u32::from(id.as_bytes()[0] % 60);
        self.write(
            &format!("migrations/{id}.sql"),
            &format!(
                "-- {message}\n--\n-- @revision   {id}\n-- @revises    {revises}\n-- @created    2026-11-23T07:{minute:02}:00Z\n\n\
                 -- @upgrade\n{up}\n\n-- @downgrade\n{down}\n"
            ),
        );
    }

    /// [`Project::new`] with revisions written in one line: `a; b<a lab left; c<a,b dep x`, in the order of their times. Each makes a table of
    /// its name.
    pub(crate) fn with_graph(graph: &str) -> Self {
        let project = Self::new();
        for (minute, part) in graph.split(';').map(str::trim).enumerate() {
            let mut words = part.split_whitespace();
            let first = words.next().unwrap();
            let (id, parents) = first.split_once('<').unwrap_or((first, "base"));
            let mut header = format!("-- Make {id}\n-- @revision {id}\n-- @revises {parents}\n");
            while let Some(word) = words.next() {
                let word = if word == "lab" { "branch" } else { "depends-on" };
                header.push_str(&format!("-- @{word} {}\n", words.next().unwrap()));
            }
            project.write(
                &format!("migrations/{id}.sql"),
                &format!(
                    "{header}-- @created 2026-11-23T07:{minute:02}:00Z\n\n-- @upgrade\nCREATE TABLE {id} (id integer);\n\n\
                     -- @downgrade\nDROP TABLE {id};\n"
                ),
            );
        }
        project
    }

    /// Runs the program.
    pub(crate) fn run(&self, arguments: &[&str]) -> Answer {
        self.run_in("", arguments)
    }

    /// Runs the program in a folder below.
    pub(crate) fn run_in(&self, folder: &str, arguments: &[&str]) -> Answer {
        let mut command = Command::new(env!("CARGO_BIN_EXE_limbeck"));
        command.args(arguments).current_dir(self.path(folder)).env_clear().env("USER", "tester");
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        let Output { status, stdout, stderr } = command.output().unwrap();
        Answer {
            code: status.code().unwrap_or(-1),
            stdout: String::from_utf8(stdout).unwrap(),
            stderr: String::from_utf8(stderr).unwrap(),
        }
    }

    /// Runs the program and takes it down: arguments, exit code, stdout, stderr.
    pub(crate) fn limbeck(&mut self, arguments: &[&str]) -> Answer {
        let answer = self.run(arguments);
        self.take_down(&arguments.join(" "), &answer);
        answer
    }

    /// Takes down what a command said.
    pub(crate) fn take_down(&mut self, command: &str, answer: &Answer) {
        self.transcript.push_str(&format!("$ limbeck {command}\n"));
        self.transcript.push_str(&answer.stdout);
        if !answer.stderr.is_empty() {
            self.transcript.push_str("--- stderr\n");
            self.transcript.push_str(&answer.stderr);
        }
        self.transcript.push_str(&format!("--- exit code {}\n\n", answer.code));
    }

    /// Takes down a file.
    pub(crate) fn show(&mut self, name: &str) {
        let text = self.read(name);
        self.transcript.push_str(&format!("$ cat {name}\n{text}\n"));
    }

    /// The session so far, without what differs from run to run.
    pub(crate) fn session(&mut self) -> String {
        let text = std::mem::take(&mut self.transcript);
        let text = text.replace(&*self.folder.path().canonicalize().unwrap().to_string_lossy(), "[DIR]");
        text.replace(&*self.folder.path().to_string_lossy(), "[DIR]")
    }

    /// The names of the tables of a database file, ours left out.
    pub(crate) fn tables(&self) -> String {
        let answer = self.run(&["dump-schema", "database"]);
        assert_eq!(answer.code, 0, "{}", answer.stderr);
        let value: serde_json::Value = serde_json::from_str(&answer.stdout).unwrap();
        let tables = value["catalog"]["tables"].as_array().unwrap();
        tables
            .iter()
            .map(|table| table["name"]["name"].as_str().or(table["name"].as_str()).unwrap())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl Answer {
    /// The object of `--json`.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}", self.stdout))
    }
}

/// Compares a session with its snapshot; times, versions and random ids are replaced.
macro_rules! assert_session {
    ($project:expr) => {
        insta::with_settings!({filters => [
            (r"\d+ ms", "[N] ms"),
            (r"\d+\.\d s\b", "[N] ms"),
            (r#""(duration|waited)_ms":\d+"#, r#""${1}_ms":0"#),
            (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", "[TIME]"),
            (r"\b20\d{6}_", "[DATE]_"),
            (r#""created":"\d{4}-[^"]*""#, r#""created":"[CREATED]""#),
            (r"Created: \d{4}-\S+", "Created: [CREATED]"),
            (r#""limbeck":"[^"]+""#, r#""limbeck":"[VERSION]""#),
            (r"sqlite \d+\.\d+\.\d+", "sqlite [VERSION]"),
            (r#""version":"[^"]+""#, r#""version":"[VERSION]""#),
            (r"tester@[\w.-]+", "tester@[HOST]"),
            (r"limbeck \d+\.\d+\.\d+", "limbeck [VERSION]"),
            (r"(@created    )2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "$1[CREATED]"),
            (r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "[RUN]"),
            (r"sha256:[0-9a-f]{64}", "sha256:[HASH]"),
        ], omit_expression => true}, {
            insta::assert_snapshot!($project.session());
        });
    };
}

pub(crate) use assert_session;
