//! Primary keys, unique, foreign key, check and exclusion constraints.

use limbeck_catalog::{
    Action, Check, Deferrability, Exclusion, Expression, ForeignKey, KeyPart, ObjectName, Options,
    PrimaryKey, Unique,
};

use super::Reading;
use super::rows::Row;

impl Reading {
    pub(super) fn constraints(&mut self, rows: impl Iterator<Item = Row>) {
        for mut row in rows {
            let table = row.oid();
            let constraint = Constraint::read(row);
            let referred = constraint
                .referred
                .clone()
                .map(|(schema, name)| self.names.name(schema, name))
                .unwrap_or_default();
            if let Some(table) = self.table(table) {
                match constraint.kind.as_str() {
                    "p" => table.primary_key = Some(constraint.primary_key()),
                    "u" => table.uniques.push(constraint.unique()),
                    "f" => table.foreign_keys.push(constraint.foreign_key(referred)),
                    "c" => table.checks.push(constraint.check()),
                    _ => table.exclusions.push(constraint.exclusion()),
                }
            }
        }
    }
}

struct Constraint {
    name: String,
    kind: String,
    deferrability: Deferrability,
    no_inherit: bool,
    columns: Vec<String>,
    referred: Option<(String, String)>,
    referred_columns: Vec<String>,
    on_delete: Action,
    on_update: Action,
    full_match: bool,
    expression: Option<Expression>,
    include: Vec<String>,
    nulls_not_distinct: bool,
    options: Options,
    comment: Option<String>,
}

impl Constraint {
    fn read(mut row: Row) -> Self {
        let (name, kind) = (row.text(), row.text());
        let deferrability = match (row.flag(), row.flag()) {
            (true, true) => Deferrability::InitiallyDeferred,
            (true, false) => Deferrability::InitiallyImmediate,
            (false, _) => Deferrability::NotDeferrable,
        };
        let mut options = Options::new();
        let mut option = |name: &str| options.insert(name.to_owned(), "true".to_owned());
        let (valid, enforced) = (row.flag(), row.flag());
        if !enforced {
            option("not_enforced");
        } else if !valid {
            option("not_valid");
        }
        let no_inherit = row.flag();
        if row.flag() {
            option("period");
        }
        let columns = row.list();
        let referred = row.optional().zip(row.optional());
        let referred_columns = row.list();
        let (on_delete, on_update) = (action(&row.text()), action(&row.text()));
        let full_match = row.text() == "f";
        let set_columns = row.list();
        if !set_columns.is_empty() {
            options.insert("set_columns".to_owned(), set_columns.join("\u{1f}"));
        }
        let expression = row.expression();
        let include = row.list();
        let nulls_not_distinct = row.flag();
        row.settings("", &mut options);
        row.option("tablespace", &mut options);
        let comment = row.optional();
        Self {
            name,
            kind,
            deferrability,
            no_inherit,
            columns,
            referred,
            referred_columns,
            on_delete,
            on_update,
            full_match,
            expression,
            include,
            nulls_not_distinct,
            options,
            comment,
        }
    }

    fn parts(&self) -> Vec<KeyPart> {
        self.columns.iter().map(KeyPart::column).collect()
    }

    fn primary_key(self) -> PrimaryKey {
        PrimaryKey {
            parts: self.parts(),
            name: Some(self.name),
            include: self.include,
            deferrability: self.deferrability,
            options: self.options,
            comment: self.comment,
        }
    }

    fn unique(self) -> Unique {
        Unique {
            parts: self.parts(),
            name: Some(self.name),
            include: self.include,
            nulls_not_distinct: self.nulls_not_distinct,
            deferrability: self.deferrability,
            comment: self.comment,
            options: self.options,
        }
    }

    fn foreign_key(self, referred_table: ObjectName) -> ForeignKey {
        ForeignKey {
            name: Some(self.name),
            columns: self.columns,
            referred_table,
            referred_columns: self.referred_columns,
            on_delete: self.on_delete,
            on_update: self.on_update,
            match_type: self.full_match.then(|| "FULL".to_owned()),
            deferrability: self.deferrability,
            options: self.options,
            comment: self.comment,
        }
    }

    fn check(self) -> Check {
        Check {
            name: Some(self.name),
            expression: self.expression.unwrap_or_default(),
            no_inherit: self.no_inherit,
            options: self.options,
            comment: self.comment,
        }
    }

    fn exclusion(self) -> Exclusion {
        Exclusion {
            name: Some(self.name),
            definition: self.expression.unwrap_or_default(),
            comment: self.comment,
        }
    }
}

fn action(letter: &str) -> Action {
    match letter {
        "r" => Action::Restrict,
        "c" => Action::Cascade,
        "n" => Action::SetNull,
        "d" => Action::SetDefault,
        _ => Action::NoAction,
    }
}
