//! Settling the open intents of a revision.

use limbeck_url::DialectName;

use super::objects::Object;
use super::statement::Read;
use super::{Verdict, mysql, postgresql};
use crate::apply::engine::Run;
use crate::apply::halt::Halt;
use crate::apply::unit::Numbered;
use crate::apply::{Event, Step, failure, statement_hash};
use crate::{DatabaseError, JournalRow, JournalState};

impl Run<'_> {
    /// What a statement touches, as it is before it runs; `None` where looking would tell nothing.
    pub(in crate::apply) fn look_at_objects(
        &mut self,
        sql: &str,
    ) -> Result<Option<Vec<Object>>, DatabaseError> {
        let statement = self.read_statement(sql);
        match self.dialect {
            DialectName::Sqlite => Ok(None),
            DialectName::PostgreSql => postgresql::look(self.connection, &statement),
            DialectName::MySql | DialectName::MariaDb => mysql::look(self.connection, &statement),
        }
    }

    /// Tells of a statement that nobody could settle should this client die in it.
    pub(in crate::apply) fn warn_of_blindness(&mut self, one: Numbered<'_>, objects: Option<&[Object]>) {
        let mysql = matches!(self.dialect, DialectName::MySql | DialectName::MariaDb);
        let marked = one.statement.probe.is_some() || one.statement.idempotent;
        if !mysql
            || marked
            || !objects
                .is_some_and(|all| mysql::cannot_be_settled(&self.read_statement(&one.statement.sql), all))
        {
            return;
        }
        (self.events)(Event::Warning {
            message: format!(
                "statement {}: should this run be killed in it, only a person could tell whether it has run; with the PROCESS privilege \
                 it could be seen from InnoDB's table ids",
                one.position
            ),
        });
    }

    /// Settles what an earlier run has left open of this revision. Whatever it says holds for the rest of the step.
    pub(in crate::apply) fn settle(&mut self, step: &Step) -> Result<(), Halt> {
        if self.lock.is_none() {
            return Ok(());
        }
        let open: Vec<JournalRow> = self
            .applied
            .journal(&step.revision.id, step.direction)
            .filter(|row| row.state == JournalState::Intent)
            .cloned()
            .collect();
        for row in open {
            let now = failure::numbered(step, row.position);
            let same = now.is_some_and(|one| statement_hash(&one.statement.sql) == row.statement_hash);
            let verdict = self.verdict(&row, now.filter(|_| same))?;
            match verdict {
                Verdict::Person(why) => return Err(failure::needs_person(step, &row, now, &why).into()),
                Verdict::Done if !same => return Err(failure::file_changed(step, &row, now).into()),
                Verdict::Done => self.write_settled(JournalRow {
                    state: JournalState::Done,
                    finished_at: Some(crate::now()),
                    ..row.clone()
                })?,
                // It left nothing behind, so correcting it is the way to go on.
                Verdict::RunAgain if !same => self.write_settled(JournalRow {
                    state: JournalState::Failed,
                    finished_at: Some(crate::now()),
                    ..row.clone()
                })?,
                Verdict::RunAgain => {}
            }
            let done = verdict == Verdict::Done;
            (self.events)(Event::Settled { revision: row.revision, position: row.position, done });
        }
        Ok(())
    }

    fn write_settled(&mut self, row: JournalRow) -> Result<(), Halt> {
        self.confirm_lock()?;
        self.connection.execute(&self.sql.put_journal(&row))?;
        self.applied.put_journal(row);
        Ok(())
    }

    /// What became of a statement. `one` is how the file has it, if it is still the same.
    pub(in crate::apply) fn verdict(
        &mut self,
        row: &JournalRow,
        one: Option<Numbered<'_>>,
    ) -> Result<Verdict, Halt> {
        if let Some(one) = one {
            if let Some(probe) = &one.statement.probe {
                let rows = self.connection.query(probe)?;
                return Ok(if is_yes(rows.scalar()) { Verdict::Done } else { Verdict::RunAgain });
            }
            if one.statement.idempotent {
                return Ok(Verdict::RunAgain);
            }
        }
        let statement = self.read_statement(&row.statement);
        let before = row.objects.as_deref().and_then(Object::read);
        Ok(match self.dialect {
            DialectName::Sqlite => Verdict::RunAgain,
            DialectName::PostgreSql => postgresql::settle(self.connection, &statement, before.as_deref())?,
            DialectName::MySql | DialectName::MariaDb => {
                mysql::settle(self.connection, &statement, before.as_deref())?
            }
        })
    }

    fn read_statement(&self, sql: &str) -> Read {
        Read::new(sql, self.dialect, self.connection.server().lex_mode())
    }
}

/// The answer of a `@probe`: a boolean, or a number that is not 0.
fn is_yes(value: Option<&str>) -> bool {
    value.is_some_and(|text| {
        matches!(text, "t" | "true" | "TRUE") || text.parse::<f64>().is_ok_and(|number| number != 0.0)
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_probe_says_yes_in_each_servers_words() {
        for yes in ["t", "1", "2", "true"] {
            assert!(super::is_yes(Some(yes)), "{yes}");
        }
        for no in [Some("f"), Some("0"), Some(""), Some("0.0"), None] {
            assert!(!super::is_yes(no), "{no:?}");
        }
    }
}
