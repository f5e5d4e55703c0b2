//! What a user's statement does to the session.

/// Pragmas that leave nothing behind in the session: those that [`crate::session::settings`] puts right, those that only read, and those that are kept in the file.
const HARMLESS: &[&str] = &[
    "foreign_keys",
    "legacy_alter_table",
    "defer_foreign_keys",
    "recursive_triggers",
    "ignore_check_constraints",
    "reverse_unordered_selects",
    "writable_schema",
    // kept in the file
    "application_id",
    "user_version",
    "journal_mode",
    "auto_vacuum",
    "encoding",
    "page_size",
    "incremental_vacuum",
    "optimize",
    "wal_checkpoint",
    // answers
    "collation_list",
    "compile_options",
    "data_version",
    "database_list",
    "foreign_key_check",
    "foreign_key_list",
    "freelist_count",
    "function_list",
    "index_info",
    "index_list",
    "index_xinfo",
    "integrity_check",
    "module_list",
    "page_count",
    "pragma_list",
    "quick_check",
    "schema_version",
    "table_info",
    "table_list",
    "table_xinfo",
];

/// Whether a statement may leave something in the session that only a new connection wipes out.
pub(super) fn leaves_traces(sql: &str) -> bool {
    let mut words = words(sql);
    match words.next().map(str::to_ascii_lowercase).as_deref() {
        Some("pragma") => {
            let mut name = words.next().unwrap_or_default();
            // `PRAGMA main.page_size`: the name is behind the schema.
            let second = words.next();
            if let Some(second) = second
                && !HARMLESS.iter().any(|known| known.eq_ignore_ascii_case(name))
                && HARMLESS.iter().any(|known| known.eq_ignore_ascii_case(second))
            {
                name = second;
            }
            !HARMLESS.iter().any(|known| known.eq_ignore_ascii_case(name))
        }
        Some("attach" | "detach") => true,
        _ => false,
    }
}

/// The words of a statement behind its leading comments, roughly: enough to know a PRAGMA by.
fn words(sql: &str) -> impl Iterator<Item = &str> {
    let mut text = sql.trim_start();
    loop {
        let behind = if let Some(rest) = text.strip_prefix("--") {
            rest.split_once('\n').map(|(_, rest)| rest)
        } else if let Some(rest) = text.strip_prefix("/*") {
            rest.split_once("*/").map(|(_, rest)| rest)
        } else {
            break;
        };
        text = behind.unwrap_or_default().trim_start();
    }
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::leaves_traces;

    #[test]
    fn only_pragmas_that_last_and_attach_leave_traces() {
        for harmless in [
            "CREATE TABLE pragma (a)",
            "PRAGMA foreign_keys = OFF",
            "-- why\nPRAGMA main.user_version = 3",
            "/* a */ pragma Table_Info(t)",
            "SELECT 'attach'",
        ] {
            assert!(!leaves_traces(harmless), "{harmless}");
        }
        for lasting in [
            "PRAGMA synchronous=OFF",
            "pragma main.cache_size = 5",
            "ATTACH 'x' AS y",
            "PRAGMA query_only(1)",
        ] {
            assert!(leaves_traces(lasting), "{lasting}");
        }
    }
}
