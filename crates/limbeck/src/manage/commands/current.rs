//! `current`.

use crate::commands::{AppliedRevision, Current, RevisionState, current};
use crate::error::Result;
use crate::manage::Project;
use crate::manage::json::CurrentJson;
use crate::manage::text::{BOLD, DIM, GREEN, ID, YELLOW, count};

/// Show what is applied to the database
#[derive(Clone, Debug, Default, clap::Args)]
pub struct CurrentArgs {
    /// Exit with 3 unless the database is at the heads
    #[arg(long)]
    pub check_heads: bool,
}

impl CurrentArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// When the revisions cannot be read, or the database cannot be asked.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let found = current(&project.config, &project.source)?;
        let output = &project.output;
        output.object(&CurrentJson::from(&found));
        if output.verbose {
            output.note(format_args!(
                "{BOLD}database:{BOLD:#} {} ({} {})",
                found.database, found.dialect, found.version
            ));
        }
        print(project, &found);
        Ok(if self.check_heads && !found.at_heads { 3 } else { 0 })
    }
}

fn print(project: &Project, found: &Current) {
    let output = &project.output;
    let on_top = |row: &&AppliedRevision| found.heads.contains(&row.revision);
    if found.applied.is_empty() {
        output.note("nothing is applied");
    }
    if output.verbose {
        // Oldest first is how they were applied.
        let mut rows: Vec<&AppliedRevision> = found.applied.iter().collect();
        rows.sort_by(|a, b| (&a.applied_at, &a.revision).cmp(&(&b.applied_at, &b.revision)));
        rows.into_iter().for_each(|row| output.data(block(row)));
    } else {
        found.applied.iter().filter(on_top).for_each(|row| output.line(line(row)));
    }
    found.applied.iter().for_each(|row| tell_state(project, found, row));
    found.moved.iter().for_each(|moved| output.warning(moved));
    for open in &found.unfinished {
        output.warning(format_args!(
            "the {} of {} stopped at statement {}; `limbeck {}` goes on, `limbeck repair {}` shows it",
            open.direction, open.revision, open.position, open.direction, open.revision
        ));
    }
    if let Some(versions) = &found.alembic {
        let at = if versions.is_empty() { "base".to_owned() } else { versions.join(", ") };
        output.note(format_args!("the table `alembic_version` says that Alembic has this database at {at}"));
        output.hint("`limbeck adopt` records the same for limbeck, without running anything");
    }
    if !found.pending.is_empty() {
        let it = if found.pending.len() == 1 { "it" } else { "them" };
        let number = count(found.pending.len(), "revision");
        output.note(format_args!("{number} pending; `limbeck upgrade` applies {it}"));
    }
}

/// What is the matter with a revision, if something is, and what can be done about it.
fn tell_state(project: &Project, found: &Current, row: &AppliedRevision) {
    let output = &project.output;
    let id = &row.revision;
    let on_it = || {
        let on_it = found.applied.iter().filter(|other| other.parents.contains(id));
        on_it.map(|other| other.revision.as_str()).collect::<Vec<_>>().join(", ")
    };
    match row.state {
        RevisionState::Known => {}
        RevisionState::Changed => output.warning(format_args!(
            "the file of {id} was changed after it was applied (`limbeck repair --accept {id}` accepts it)"
        )),
        RevisionState::Newer => {
            output.warning(format_args!(
                "{id} is applied, but no file has it: it was applied by newer code, or its file is gone"
            ));
            let on_it = on_it();
            output.hint(match row.revertible {
                true if on_it.is_empty() => format!(
                    "update this checkout; or `limbeck downgrade --stored {id}@-1` takes it back with the SQL that the database keeps"
                ),
                true => format!("update this checkout; it can be taken back once what stands on it is ({on_it})"),
                false => "update this checkout; the database keeps no SQL that takes it back".to_owned(),
            });
        }
        RevisionState::Gone => {
            let on_it = on_it();
            let stand = if on_it.is_empty() { String::new() } else { format!(" ({on_it} stands on it)") };
            output.warning(format_args!("{id} is applied{stand}, but its file is gone"));
            output.hint(
                "bring the file back from version control: until then `upgrade` and others refuse this history"
            );
        }
    }
}

fn line(row: &AppliedRevision) -> String {
    let mark = match (row.known(), row.head) {
        (false, _) => format!(" ({YELLOW}no file has it{YELLOW:#})"),
        (true, true) => format!(" ({GREEN}head{GREEN:#})"),
        (true, false) => String::new(),
    };
    let message = row.message.lines().next().unwrap_or_default();
    let message = if message.is_empty() { String::new() } else { format!(", {message}") };
    format!("{ID}{}{ID:#}{mark}{message}", row.revision)
}

fn block(row: &AppliedRevision) -> String {
    let parents = if row.parents.is_empty() { "<base>".to_owned() } else { row.parents.join(", ") };
    format!(
        "{}\n    {DIM}parent:{DIM:#} {parents}\n    {DIM}applied:{DIM:#} {} by {} ({}, {} ms)\n",
        line(row),
        row.applied_at,
        row.applied_by,
        row.kind,
        row.duration_ms
    )
}
