//! Enums, domains, composites, ranges.

use limbeck_catalog::{Check, DataType, Options, UserType, UserTypeKind};

use super::rows::{PART, Row, expression};
use super::{Place, Reading};

impl Reading {
    pub(super) fn types(&mut self, rows: impl Iterator<Item = Row>) {
        for mut row in rows {
            let name = self.names.name(row.text(), row.text());
            let (kind, comment) = (row.text(), row.optional());
            let labels = row.list();
            let (base, nullable, default) = (row.text(), row.flag(), row.expression());
            let (collation, checks) = (row.optional(), row.list());
            let relation = row.oid();
            let kind = match &*kind {
                "e" => UserTypeKind::Enum { labels },
                "d" => UserTypeKind::Domain {
                    base: DataType(base),
                    nullable,
                    default,
                    collation,
                    checks: checks.iter().filter_map(|text| check(text)).collect(),
                },
                "c" => {
                    // Its attributes come with the columns.
                    self.places.insert(relation, Place::Type(self.catalog.types.len()));
                    UserTypeKind::Composite { attributes: Vec::new() }
                }
                _ => UserTypeKind::Range { definition: row.text() },
            };
            self.catalog.types.push(UserType {
                name,
                kind,
                comment,
                depends_on: Vec::new(),
                renamed_from: None,
            });
        }
    }
}

/// `name PART expression PART valid PART comment`
fn check(text: &str) -> Option<Check> {
    let mut parts = text.split(PART);
    let (name, text, valid, comment) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let mut options = Options::new();
    if valid == "false" {
        options.insert("not_valid".to_owned(), "true".to_owned());
    }
    Some(Check {
        name: Some(name.to_owned()),
        expression: expression(text),
        options,
        comment: (!comment.is_empty()).then(|| comment.to_owned()),
        ..Check::default()
    })
}
