//! The objects by whose definition a statement is settled.

use limbeck_sql::classify::{ObjectKind, ObjectRef};

use crate::apply::settle::statement::Read;

/// An object that has a definition of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    /// The word behind `SHOW CREATE`, in lower case.
    pub(super) kind: &'static str,
    pub(super) database: Option<String>,
    pub(super) name: String,
}

impl Subject {
    pub(super) fn is_table(&self) -> bool {
        self.kind == "table"
    }
}

/// The objects that the statement touches, each once; columns, indexes and constraints are in the definition of their table, which a
/// trigger is not. `None`: what it touches is not known, or has no definition that can be asked for.
pub(super) fn subjects(statement: &Read) -> Option<Vec<Subject>> {
    let touched = &statement.classification.touched;
    let trigger = touched.iter().any(|object| object.kind == ObjectKind::Trigger);
    let mut subjects = Vec::new();
    for object in touched.iter().filter(|object| !trigger || object.kind == ObjectKind::Trigger) {
        let subject = subject(object)?;
        if !subjects.contains(&subject) {
            subjects.push(subject);
        }
    }
    (!subjects.is_empty()).then_some(subjects)
}

fn subject(object: &ObjectRef) -> Option<Subject> {
    let (kind, name) = match object.kind {
        ObjectKind::Table | ObjectKind::View | ObjectKind::Sequence => ("table", &object.name),
        ObjectKind::Column | ObjectKind::Constraint | ObjectKind::Index => ("table", object.table.as_ref()?),
        ObjectKind::Trigger => ("trigger", &object.name),
        ObjectKind::Function => ("function", &object.name),
        ObjectKind::Procedure => ("procedure", &object.name),
        ObjectKind::Event => ("event", &object.name),
        ObjectKind::Database => ("database", &object.name),
        _ => return None,
    };
    Some(Subject { kind, database: object.schema.clone(), name: name.clone() })
}

#[cfg(test)]
mod tests {
    use limbeck_sql::LexMode;
    use limbeck_url::DialectName;

    use super::subjects;
    use crate::apply::settle::statement::Read;

    #[test]
    fn a_statement_is_settled_by_what_defines_it() {
        let cases = [
            ("CREATE INDEX i ON t (a)", "table t"),
            ("DROP INDEX i ON d.t", "table d.t"),
            ("ALTER TABLE t ADD COLUMN a int, DROP COLUMN b", "table t"),
            ("RENAME TABLE a TO b, c TO a", "table a, table b, table c"),
            ("ALTER TABLE t EXCHANGE PARTITION p WITH TABLE u", "table t, table u"),
            ("CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW SET @a = 1", "trigger g"),
            ("DROP TRIGGER g", "trigger g"),
            ("TRUNCATE t", "table t"),
            ("CREATE OR REPLACE VIEW v AS SELECT 1", "table v"),
            ("CREATE PROCEDURE p() SELECT 1", "procedure p"),
            ("DROP DATABASE d", "database d"),
            ("CREATE USER u", "?"),
            ("CALL p()", "?"),
        ];
        for (sql, expected) in cases {
            let read = Read::new(sql, DialectName::MySql, LexMode::default());
            let found = subjects(&read).map_or_else(
                || "?".to_owned(),
                |subjects| {
                    let text = |one: &super::Subject| {
                        let database =
                            one.database.as_ref().map(|name| format!("{name}.")).unwrap_or_default();
                        format!("{} {database}{}", one.kind, one.name)
                    };
                    subjects.iter().map(text).collect::<Vec<_>>().join(", ")
                },
            );
            assert_eq!(found, expected, "{sql}");
        }
    }
}
