//! What `diff`, `check` and `revision --autogenerate` have in common.

use limbeck_catalog::{ObjectName, Rename, RenameKind};

use crate::autogenerate::{CompareOptions, Comparison};
use crate::error::{Error, ErrorKind, Result};
use crate::manage::Output;
use crate::manage::text::{BOLD, GREEN, RED, YELLOW};

/// How two schemas are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
pub struct CompareArgs {
    /// Rust sources, *.sql or *.json in place of the configured models (may be repeated)
    #[arg(long, value_name = "FILE")]
    pub models: Vec<String>,
    /// The models are the whole truth: what they do not know goes
    #[arg(long)]
    pub complete: bool,
    /// Drop tables and indexes that neither models nor revisions know
    #[arg(long)]
    pub drop_unknown: bool,
    /// The models are meant, though they would drop most of the tables
    #[arg(long)]
    pub allow_shrink: bool,
    /// A rename: TABLE=NEW or TABLE.COLUMN=NEW (may be repeated)
    #[arg(long, value_name = "OLD=NEW")]
    pub rename: Vec<String>,
}

impl CompareArgs {
    /// As the comparison takes them.
    ///
    /// # Errors
    ///
    /// When a rename is not understood.
    pub fn options(&self) -> Result<CompareOptions> {
        Ok(CompareOptions {
            models: self.models.clone(),
            complete: self.complete,
            drop_unknown: self.drop_unknown,
            allow_shrink: self.allow_shrink,
            renames: self.rename.iter().map(|text| rename(text)).collect::<Result<_>>()?,
        })
    }
}

/// `old=new` renames a table, `table.old=new` (or `table.old=table.new`) a column.
fn rename(text: &str) -> Result<Rename> {
    let wrong = || {
        Error::new(ErrorKind::Usage, format!("`{text}` is not a rename"))
            .with_hint("write TABLE=NEW for a table, TABLE.COLUMN=NEW for a column")
    };
    let (old, new) = text.split_once('=').ok_or_else(wrong)?;
    let (old, new) = (old.trim(), new.trim());
    if old.is_empty() || new.is_empty() {
        return Err(wrong());
    }
    match old.rsplit_once('.') {
        None if new.contains('.') => Err(wrong()),
        None => Ok(Rename { kind: RenameKind::Table, table: None, from: old.to_owned(), to: new.to_owned() }),
        Some((table, column)) => {
            let new = match new.rsplit_once('.') {
                None => new,
                Some((same, column)) if same == table => column,
                Some(_) => return Err(wrong()),
            };
            let table = match table.split_once('.') {
                None => ObjectName::new(table),
                Some((schema, table)) => {
                    ObjectName { schema: Some(schema.to_owned()), ..ObjectName::new(table) }
                }
            };
            Ok(Rename {
                kind: RenameKind::Column,
                table: Some(table),
                from: column.to_owned(),
                to: new.to_owned(),
            })
        }
    }
}

/// The operations of a comparison, one a line.
pub(super) fn lines(comparison: &Comparison) -> Vec<String> {
    comparison
        .difference
        .operations
        .iter()
        .map(|operation| {
            let kind = operation.kind();
            let verb = kind.split('_').next().unwrap_or(&kind);
            let style = match verb {
                "create" | "add" => GREEN,
                "drop" => RED,
                _ => YELLOW,
            };
            let lost = match operation.destroys() {
                Some(lost) => format!(" {RED}({lost}){RED:#}"),
                None => String::new(),
            };
            let text = operation.to_string();
            let what = text.strip_prefix(verb).unwrap_or(&text);
            format!("{style}{verb}{style:#}{what}{lost}")
        })
        .collect()
}

/// Prints what was seen and left alone.
pub(super) fn warnings(output: &Output, comparison: &Comparison, warnings: &[String]) {
    for warning in warnings {
        output.warning(warning);
    }
    let texts = comparison.difference.compared_as_text.len();
    if texts > 0 {
        output.note(format_args!(
            "{BOLD}note:{BOLD:#} {texts} expressions were compared as they are spelled: no server could judge them"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renames_are_read() {
        let parts = |text: &str| rename(text).ok().map(|r| (r.table.map(|table| table.name), r.from, r.to));
        let some = |table: Option<&str>, from: &str, to: &str| {
            Some((table.map(str::to_owned), from.to_owned(), to.to_owned()))
        };
        assert_eq!(parts("a=b"), some(None, "a", "b"));
        assert_eq!(parts("t.a = b"), some(Some("t"), "a", "b"));
        assert_eq!(parts("t.a=t.b"), some(Some("t"), "a", "b"));
        assert_eq!(parts("s.t.a=b"), some(Some("t"), "a", "b"));
        for wrong in ["a", "=b", "a=", "t.a=u.b", "a=t.b"] {
            assert_eq!(parts(wrong), None, "{wrong}");
        }
    }
}
