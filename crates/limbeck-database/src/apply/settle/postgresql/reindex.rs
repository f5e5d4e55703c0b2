//! `REINDEX … CONCURRENTLY` builds each index anew beside the old one: `x_ccnew`, and after the swap `x_ccold`.

use limbeck_sql::classify::ObjectKind;

use super::index::{drop_index, objects};
use super::regclass;
use crate::apply::settle::Verdict;
use crate::apply::settle::objects::Object;
use crate::apply::settle::statement::Read;
use crate::{Connection, DatabaseError, literal};

/// The indexes that it builds anew, and the tables they are on.
pub(super) fn look(connection: &mut dyn Connection, statement: &Read) -> Result<Vec<Object>, DatabaseError> {
    let touched = &statement.classification.touched;
    let condition = match touched.first() {
        Some(one) if one.kind == ObjectKind::Index => {
            format!("i.indexrelid = {}", regclass(one.schema.as_deref(), &one.name))
        }
        Some(one) => {
            let table = regclass(one.schema.as_deref(), &one.name);
            format!(
                "i.indrelid = {table} OR i.indrelid = (SELECT reltoastrelid FROM pg_catalog.pg_class WHERE oid = {table})"
            )
        }
        None if statement.has("schema") => {
            let schema = statement.behind("concurrently").unwrap_or_default();
            let name = schema.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or(schema);
            let name = literal(&name.replace("\"\"", "\""), limbeck_url::DialectName::PostgreSql);
            format!("n.nspname = {name}")
        }
        None => "n.nspname NOT IN ('pg_catalog', 'information_schema')".to_owned(),
    };
    let mut all = objects(
        connection,
        &format!(
            "SELECT 'index', pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname), c.oid \
             FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE {condition} ORDER BY 2"
        ),
    )?;
    all.extend(objects(
        connection,
        &format!(
            "SELECT DISTINCT 'table', i.indrelid::pg_catalog.regclass::text, i.indrelid FROM pg_catalog.pg_index i \
             JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             WHERE {condition} ORDER BY 2"
        ),
    )?);
    Ok(all)
}

/// Drops the halves that are left. Every name has another index now: it has run; else it runs again, which is right in any case.
pub(super) fn settle(connection: &mut dyn Connection, before: &[Object]) -> Result<Verdict, DatabaseError> {
    let now = objects(
        connection,
        &format!(
            "SELECT CASE WHEN i.indisvalid THEN 'valid' ELSE 'invalid' END, \
             pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname), c.oid \
             FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE i.indrelid IN ({}) ORDER BY 2",
            super::oids(before, "table")
        ),
    )?;
    let names = || before.iter().filter(|object| object.kind == "index");
    for half in now.iter().filter(|one| one.kind == "invalid" && is_half(&one.name)) {
        if names().any(|before| before.name == half.name) {
            continue;
        }
        match drop_index(connection, &half.name) {
            // A TOAST table's index can be dropped by nobody but a superuser; it is in nobody's way.
            Err(DatabaseError::Statement(_)) if half.name.starts_with("pg_toast") => {}
            other => other?,
        }
    }
    let renewed =
        |before: &Object| now.iter().any(|now| now.name == before.name && now.state != before.state);
    Ok(if names().next().is_some() && names().all(renewed) { Verdict::Done } else { Verdict::RunAgain })
}

/// `x_ccnew`, `x_ccold`, and with a number behind where those were taken.
fn is_half(name: &str) -> bool {
    let name = name.trim_end_matches('"').trim_end_matches(|c: char| c.is_ascii_digit());
    name.ends_with("_ccnew") || name.ends_with("_ccold")
}

#[cfg(test)]
mod tests {
    #[test]
    fn halves_are_known_by_their_names() {
        for name in ["public.t_a_idx_ccnew", "public.t_a_idx_ccold1", "public.\"T_ccnew\""] {
            assert!(super::is_half(name), "{name}");
        }
        for name in ["public.t_a_idx", "public.ccnew_t"] {
            assert!(!super::is_half(name), "{name}");
        }
    }
}
