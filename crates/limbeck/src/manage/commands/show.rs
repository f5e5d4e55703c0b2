//! `show`.

use limbeck_revision::Direction;

use crate::commands::show;
use crate::error::{Error, ErrorKind, Result};
use crate::manage::Project;
use crate::manage::json::Show;
use crate::manage::text;
use crate::source::Source;

/// Show a revision
#[derive(Clone, Debug, Default, clap::Args)]
pub struct ShowArgs {
    /// The revision
    #[arg(value_name = "REV", default_value = "head", allow_negative_numbers = true)]
    pub revision: String,
    /// Print its upgrade as SQL for the server's own client
    #[arg(long)]
    pub sql: bool,
    /// With --sql: its downgrade
    #[arg(long, requires = "sql")]
    pub down: bool,
}

impl ShowArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// When the target names none or several, the file is wrong, or has nothing for the dialect.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let shown = show(&project.config, &project.source, &self.revision)?;
        let output = &project.output;
        output.object(&Show::from(&shown));
        if self.sql {
            let direction = if self.down { Direction::Downgrade } else { Direction::Upgrade };
            let named: Vec<_> = shown
                .upgrade
                .iter()
                .chain(&shown.downgrade)
                .flat_map(|section| section.dialects.iter().copied())
                .collect();
            // Where no section names a dialect, any will do.
            let dialect = match project.config.dialect() {
                Err(_) if named.is_empty() => limbeck_url::DialectName::PostgreSql,
                other => other?,
            };
            output.data(shown.sql(direction, dialect, &project.source)?);
            return Ok(0);
        }
        output.line(text::block(&shown.revision));
        if let Source::Directories { .. } = &project.source {
            let file = &shown.revision.file;
            let written = fs_err::read_to_string(file)
                .map_err(|error| Error::new(ErrorKind::File, error.to_string()).with_source(error))?;
            let sections = shown.upgrade.iter().chain(&shown.downgrade).map(|section| section.line);
            let header = sections.min().map_or(usize::MAX, |line| line - 1);
            output.data(written.split_inclusive('\n').skip(header).collect::<String>());
            if let Some(reason) = shown.irreversible.as_ref().filter(|_| header == usize::MAX) {
                output.line(format_args!("-- @irreversible {reason}"));
            }
        } else {
            for section in shown
                .upgrade
                .iter()
                .map(|s| (s, "upgrade"))
                .chain(shown.downgrade.iter().map(|s| (s, "downgrade")))
            {
                output.line(format_args!("-- @{}\n{}", section.1, section.0.body.trim_end()));
            }
        }
        Ok(0)
    }
}
