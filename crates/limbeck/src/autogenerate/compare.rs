//! Two catalogs, what lies between them, and the SQL of it.

use limbeck_catalog::{
    Catalog, Change, DiffOptions, Difference, Member, Operation, apply_all, diff, invert_all, open_questions,
};
use limbeck_revision::{Direction, NewSection, Renamed, indent_directives};
use limbeck_sql::{Render, Script, dialect};
use limbeck_url::DialectName;

use super::{AutogenerateError, ScratchServers};

/// The outcome of comparing two catalogs.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The dialect of both.
    pub dialect: DialectName,
    /// The catalog that was compared.
    pub before: Catalog,
    /// What it is after the operations.
    pub after: Catalog,
    /// The operations, and what was seen and left alone.
    pub difference: Difference,
    /// The SQL of the operations.
    pub up: Script,
    /// Objects that only one of the two has and that were not compared, because their kind is not read.
    pub unread: Vec<String>,
}

impl Comparison {
    /// Compares: lists the open questions, has the scratch place settle them, decides, renders.
    ///
    /// # Errors
    ///
    /// When the scratch place cannot be asked, or an operation cannot be written as SQL.
    pub fn new(
        before: Catalog,
        desired: &Catalog,
        options: &DiffOptions,
        servers: &ScratchServers,
    ) -> Result<Self, AutogenerateError> {
        let name = before.dialect;
        let dialect: &dyn Render = dialect(name);
        let questions = open_questions(&before, desired, dialect, options);
        let forms = match &questions[..] {
            [] => limbeck_catalog::NormalForms::default(),
            questions => servers.open(name)?.normal_forms(questions, [&before, desired])?,
        };
        let difference = diff(&before, desired, dialect, &forms, options);
        let up = dialect.render(&difference.operations, &before)?;
        let after = apply_all(&before, &difference.operations, dialect);
        let only = |some: &Catalog, others: &Catalog| -> Vec<String> {
            some.unread.iter().filter(|object| !others.unread.contains(object)).cloned().collect()
        };
        let mut unread = only(desired, &before);
        if options.drop_unknown {
            unread.extend(only(&before, desired));
        }
        Ok(Self { dialect: name, before, after, difference, up, unread })
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.difference.is_empty()
    }

    /// The SQL that takes the operations back. Rows and values that were dropped do not come back with it.
    ///
    /// # Errors
    ///
    /// When an operation has no way back, or it cannot be written as SQL.
    pub fn down(&self) -> Result<Script, AutogenerateError> {
        let inverse = invert_all(&self.difference.operations)?;
        Ok(dialect(self.dialect).render(&inverse, &self.after)?)
    }

    /// The sections of a revision: up and down. `named` writes the dialect into the section lines, for revisions that serve several.
    ///
    /// # Errors
    ///
    /// As [`Comparison::down`].
    pub fn sections(&self, named: bool) -> Result<[NewSection; 2], AutogenerateError> {
        let section = |direction, script: &Script| {
            let body = script.body(indent_directives);
            NewSection {
                dialects: if named { vec![self.dialect] } else { Vec::new() },
                foreign_keys_off: script.foreign_keys_off,
                ..NewSection::new(direction, body)
            }
        };
        Ok([section(Direction::Upgrade, &self.up), section(Direction::Downgrade, &self.down()?)])
    }

    /// The renames among the operations, for the header of the revision.
    #[must_use]
    pub fn renamed(&self) -> Vec<Renamed> {
        let renamed = |kind: &str, old: &str, new: &str| Renamed {
            kind: kind.to_owned(),
            old: old.to_owned(),
            new: new.to_owned(),
            line: 0,
        };
        let of = |operation: &Operation| match operation {
            Operation::Table(Change::Rename { from, to }) => {
                Some(renamed("table", &from.name.name, &to.name.name))
            }
            Operation::Column(Member { table, change: Change::Rename { from, to } }) => {
                Some(renamed("column", &format!("{}.{}", table.name, from.name), &to.name))
            }
            _ => None,
        };
        self.difference.operations.iter().filter_map(of).collect()
    }

    /// The statements as a script for the server's own client, with what has to stand around them.
    #[must_use]
    pub fn script(&self) -> String {
        let body = self.up.client_body(self.before.dialect);
        if self.up.foreign_keys_off {
            format!(
                "PRAGMA foreign_keys = OFF;\n\nBEGIN;\n\n{body}\nPRAGMA foreign_key_check;\n\nCOMMIT;\n\nPRAGMA foreign_keys = ON;\n"
            )
        } else {
            body
        }
    }
}
