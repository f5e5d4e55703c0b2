//! Routines and events.

use std::collections::BTreeMap;

use limbeck_catalog::{Catalog, Expression, ObjectName, Routine, RoutineKind};
use limbeck_sql::mysql::{quoted, since, string_literal};

use super::{Reader, Row, each};
use crate::{DatabaseError, ReflectError};

impl Reader<'_> {
    pub(super) fn routines(&mut self, catalog: &mut Catalog) -> Result<(), ReflectError> {
        let rows = self.connection.query(&self.queries.routines)?;
        if rows.rows.is_empty() {
            return Ok(());
        }
        let parameters = self.connection.query(&self.queries.parameters)?;
        let mut by_routine: BTreeMap<(&str, &str), Vec<Row<'_>>> = BTreeMap::new();
        for row in each(&parameters) {
            by_routine.entry((row.text(1), row.text(0))).or_default().push(row);
        }
        for row in each(&rows) {
            let (name, kind) = (row.text(0), row.text(1));
            let Some(body) = row.optional(2) else {
                return Err(ReflectError::Definition {
                    object: format!("the {} `{name}`", kind.to_ascii_lowercase()),
                    reason:
                        "the account may not see it; give it SHOW_ROUTINE, or SELECT on mysql.proc (MariaDB)"
                            .to_owned(),
                });
            };
            if !matches!(kind, "FUNCTION" | "PROCEDURE") {
                continue;
            }
            let none = Vec::new();
            let parameters = by_routine.get(&(kind, name)).unwrap_or(&none);
            let definition = definition(&row, parameters, body);
            catalog.routines.push(Routine {
                name: ObjectName::new(name),
                kind: if kind == "FUNCTION" { RoutineKind::Function } else { RoutineKind::Procedure },
                definition: Expression::new(definition),
                ..Routine::default()
            });
        }
        Ok(())
    }

    pub(super) fn events(&mut self, catalog: &mut Catalog) -> Result<(), DatabaseError> {
        let rows = self.connection.query(&self.queries.events)?;
        for row in each(&rows) {
            catalog.routines.push(Routine {
                name: ObjectName::new(row.text(0)),
                kind: RoutineKind::Event,
                definition: Expression::new(event(&row)),
                ..Routine::default()
            });
        }
        Ok(())
    }
}

/// The statement that creates the routine, without its definer.
fn definition(row: &Row<'_>, parameters: &[Row<'_>], body: &str) -> String {
    let kind = row.text(1);
    let is_function = kind == "FUNCTION";
    let collation = row.text(7);
    let arguments: Vec<String> = parameters
        .iter()
        .filter(|parameter| parameter.text(2) != "0")
        .map(|parameter| {
            let mode = match parameter.text(3) {
                "IN" => "",
                other => other,
            };
            let written = format!("{} {}", quoted(parameter.text(4)), data_type(parameter, collation));
            if mode.is_empty() { written } else { format!("{mode} {written}") }
        })
        .collect();
    let mut text = format!("CREATE {kind} {}({})", quoted(row.text(0)), arguments.join(", "));
    if let Some(returns) =
        parameters.iter().find(|parameter| parameter.text(2) == "0").filter(|_| is_function)
    {
        text.push_str(&format!(" RETURNS {}", data_type(returns, collation)));
    }
    let mut add = |characteristic: &str| {
        text.push_str("\n    ");
        text.push_str(characteristic);
    };
    if row.text(3) == "YES" {
        add("DETERMINISTIC");
    }
    if !matches!(row.text(4), "" | "CONTAINS SQL") {
        add(row.text(4));
    }
    if row.text(5) == "INVOKER" {
        add("SQL SECURITY INVOKER");
    }
    if let Some(comment) = row.some(6) {
        add(&format!("COMMENT {}", string_literal(&comment)));
    }
    format!("{text}\n{body}")
}

/// The type of a parameter, with its character set where that is not the database's.
fn data_type(parameter: &Row<'_>, database_collation: &str) -> String {
    let written = parameter.text(5);
    match parameter.optional(6) {
        Some(collation) if collation != database_collation => {
            let charset = collation.split('_').next().unwrap_or(collation);
            format!("{written} CHARACTER SET {charset} COLLATE {collation}")
        }
        _ => written.to_owned(),
    }
}

/// The statement that creates the event. An event without STARTS starts when it is created, and says that moment: then it
/// is noted as such.
fn event(row: &Row<'_>) -> String {
    let mut text = format!("CREATE EVENT {} ON SCHEDULE", quoted(row.text(0)));
    if row.text(1) == "ONE TIME" {
        text.push_str(&format!(" AT '{}'", row.text(2)));
    } else {
        text.push_str(&format!(" EVERY {} {}", row.text(3), row.text(4)));
        match row.some(5) {
            Some(starts) if starts == row.text(11) => text.push_str(&format!(" {}", since(&starts))),
            Some(starts) => text.push_str(&format!(" STARTS '{starts}'")),
            None => {}
        }
        if let Some(ends) = row.some(6) {
            text.push_str(&format!(" ENDS '{ends}'"));
        }
    }
    if row.text(8) == "PRESERVE" {
        text.push_str(" ON COMPLETION PRESERVE");
    }
    match row.text(7) {
        "ENABLED" | "" => {}
        "DISABLED" => text.push_str(" DISABLE"),
        _ => text.push_str(" DISABLE ON SLAVE"),
    }
    if let Some(comment) = row.some(9) {
        text.push_str(&format!(" COMMENT {}", string_literal(&comment)));
    }
    format!("{text} DO {}", row.text(10))
}
