//! A run as a script for later: what [`crate::apply`] would execute, as text for the server's own client.

use std::fmt;

use limbeck_revision::Direction;
use limbeck_sql::{Class, for_client};
use limbeck_url::DialectName;

use crate::apply::{Unit, Work, more_than_one_transaction, units};
use crate::session::settings;
use crate::{ApplyError, LogRow, RowKind, RunOptions, StateSql, Step, TransactionMode, When};

/// One piece of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScriptPart {
    /// A command of the client, not of the server; stands first.
    Client(String),
    /// A comment, without the dashes.
    Comment(String),
    /// A statement, without a delimiter.
    Statement(String),
}

/// A script for the server's own client. Printed, it runs there as it is (`sqlite3 file < script`, `psql -f`, `mysql <`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    dialect: DialectName,
    /// The pieces, in order.
    pub parts: Vec<ScriptPart>,
}

/// Writes the script of a run, from the same functions that a run executes.
///
/// There is no journal in it: a script does not carry on where it stopped. Times are those of its execution, durations are 0.
///
/// # Errors
///
/// [`ApplyError`] if `transaction = run` is asked of steps that don't fit into one transaction.
pub fn script(steps: &[Step], dialect: DialectName, options: &RunOptions) -> Result<Script, ApplyError> {
    let whole = options.transaction == TransactionMode::Run;
    if whole {
        more_than_one_transaction(steps, dialect)?;
    }
    let mut writer = Writer {
        dialect,
        options,
        sql: StateSql::new(&options.state, dialect),
        parts: client_commands(dialect),
    };
    settings(dialect).iter().for_each(|setting| writer.statement(*setting));
    writer.create_state();
    if whole {
        writer.all(steps);
    } else {
        steps.iter().for_each(|step| writer.step(step));
    }
    Ok(Script { dialect, parts: writer.parts })
}

/// What makes the clients stop at the first error; `mysql` does by itself.
fn client_commands(dialect: DialectName) -> Vec<ScriptPart> {
    let commands: &[&str] = match dialect {
        DialectName::Sqlite => &[".bail on"],
        DialectName::PostgreSql => &["\\set ON_ERROR_STOP on"],
        DialectName::MySql | DialectName::MariaDb => &[],
    };
    commands.iter().map(|command| ScriptPart::Client((*command).to_owned())).collect()
}

struct Writer<'o> {
    dialect: DialectName,
    options: &'o RunOptions,
    sql: StateSql,
    parts: Vec<ScriptPart>,
}

impl Writer<'_> {
    fn statement(&mut self, sql: impl Into<String>) {
        self.parts.push(ScriptPart::Statement(sql.into()));
    }

    fn begin(&mut self) {
        self.statement(match self.dialect {
            DialectName::Sqlite => "BEGIN IMMEDIATE",
            DialectName::PostgreSql => "BEGIN",
            DialectName::MySql | DialectName::MariaDb => "START TRANSACTION",
        });
    }

    fn foreign_keys(&mut self, on: bool) {
        self.statement(if on { "PRAGMA foreign_keys = ON" } else { "PRAGMA foreign_keys = OFF" });
    }

    fn create_state(&mut self) {
        self.parts.push(ScriptPart::Comment("Limbeck's own tables".to_owned()));
        self.begin();
        self.sql.create().into_iter().for_each(|sql| self.statement(sql));
        self.statement("COMMIT");
    }

    fn heading(&mut self, step: &Step) {
        let message = step.revision.message.lines().next().unwrap_or_default();
        let text = format!("{} {}: {message}", step.direction, step.revision.id);
        self.parts.push(ScriptPart::Comment(text.trim_end_matches([' ', ':']).to_owned()));
    }

    fn step(&mut self, step: &Step) {
        self.heading(step);
        let units = units(step, self.options.transaction, self.dialect);
        for unit in &units {
            match &unit.work {
                Work::Replay(one) | Work::Outside(one) => self.statement(one.statement.sql.clone()),
                Work::Together(_) => {
                    if unit.foreign_keys_off {
                        self.foreign_keys(false);
                    }
                    self.begin();
                    self.inside(step, unit);
                    self.statement("COMMIT");
                    if unit.foreign_keys_off {
                        self.foreign_keys(true);
                    }
                }
            }
        }
        let statements = || step.groups.iter().flat_map(|group| &group.statements);
        if self.dialect == DialectName::PostgreSql
            && statements().any(|statement| statement.class == Class::Session)
        {
            // The next revision finds the session as it was at the beginning.
            self.statement("DISCARD ALL");
        }
    }

    fn all(&mut self, steps: &[Step]) {
        let off = steps.iter().any(|step| step.groups.iter().any(|group| group.foreign_keys_off));
        if off {
            self.foreign_keys(false);
        }
        self.begin();
        for step in steps {
            self.heading(step);
            for unit in units(step, TransactionMode::Run, self.dialect) {
                self.inside(step, &unit);
            }
        }
        self.statement("COMMIT");
        if off {
            self.foreign_keys(true);
        }
    }

    fn inside(&mut self, step: &Step, unit: &Unit<'_>) {
        if let Work::Together(all) = &unit.work {
            all.iter().for_each(|one| self.statement(one.statement.sql.clone()));
        }
        if unit.check_foreign_keys {
            self.parts.push(ScriptPart::Comment(
                "Prints the rows whose parents are missing; there should be none.".to_owned(),
            ));
            self.statement("PRAGMA foreign_key_check");
        }
        if unit.finishes {
            self.finish(step);
        }
    }

    fn finish(&mut self, step: &Step) {
        let RunOptions { namespace, who, tool, run, .. } = self.options;
        let id = &step.revision.id;
        let (sql, action) = match step.direction {
            Direction::Upgrade => {
                let row = step.revision.row(namespace, RowKind::Upgrade, who, tool);
                (self.sql.insert_revision(&row, &When::Run), "apply")
            }
            Direction::Downgrade => (self.sql.delete_revision(namespace, id), "revert"),
        };
        let log = LogRow {
            namespace: namespace.clone(),
            revision: id.clone(),
            action: action.to_owned(),
            run: run.clone(),
            who: who.clone(),
            tool: tool.clone(),
            outcome: "done".to_owned(),
            detail: None,
        };
        self.statement(sql);
        self.statement(self.sql.append_log(&log, &When::Run));
    }
}

impl Script {
    /// The statements alone, in order.
    pub fn statements(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            ScriptPart::Statement(sql) => Some(sql.as_str()),
            ScriptPart::Client(_) | ScriptPart::Comment(_) => None,
        })
    }
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in &self.parts {
            match part {
                ScriptPart::Client(command) => writeln!(f, "{command}")?,
                ScriptPart::Comment(text) => writeln!(f, "\n-- {text}")?,
                ScriptPart::Statement(sql) => writeln!(f, "{}", for_client(sql, self.dialect))?,
            }
        }
        Ok(())
    }
}
