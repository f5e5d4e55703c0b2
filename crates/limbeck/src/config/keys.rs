//! The keys of `limbeck.toml`: unknown ones are errors that name the nearest known key, with file and line.

use limbeck_url::nearest;
use toml::de::{DeTable, DeValue};

use crate::error::{Fault, Location};

/// What stands behind a key.
enum Kind {
    /// A value; its type is checked when it is read.
    Value,
    /// A table of these keys.
    Table(&'static [(&'static str, Kind)]),
    /// A list of tables of these keys.
    List(&'static [(&'static str, Kind)]),
    /// A table whose keys are the user's.
    Open,
    /// A table whose keys are the names of dialects.
    Dialects,
}

use Kind::{Dialects, List, Open, Table, Value};

const DIALECTS: [&str; 4] = ["postgresql", "mysql", "mariadb", "sqlite"];

/// The kinds that `[filter]` and `[naming]` know.
const OBJECTS: &[(&str, Kind)] = &[
    ("table", Value),
    ("column", Value),
    ("index", Value),
    ("foreign_key", Value),
    ("unique", Value),
    ("check", Value),
    ("primary_key", Value),
    ("exclusion", Value),
    ("sequence", Value),
    ("enum", Value),
    ("domain", Value),
    ("view", Value),
    ("materialized_view", Value),
    ("function", Value),
    ("trigger", Value),
    ("policy", Value),
    ("extension", Value),
    ("schema", Value),
];

const NAMES: &[(&str, Kind)] =
    &[("index", Value), ("unique", Value), ("foreign_key", Value), ("primary_key", Value), ("check", Value)];

const KEYS: &[(&str, Kind)] = &[
    ("url", Value),
    ("direct_url", Value),
    ("migrations", Value),
    ("recursive", Value),
    ("models", Value),
    ("dialects", Value),
    ("namespace", Value),
    ("schemas", Value),
    ("file_template", Value),
    ("transaction", Value),
    ("lock_timeout", Value),
    ("lock_wait", Value),
    ("statement_timeout", Value),
    ("state", Table(&[("table", Value), ("schema", Value)])),
    ("scratch", Dialects),
    ("urls", Table(&[("sqlite", Value)])),
    ("types", Open),
    ("filter", Table(&[("include", Table(OBJECTS)), ("exclude", Table(OBJECTS))])),
    ("naming", Table(NAMES)),
    ("sqlite", Table(&[("version", Value)])),
    ("hooks", List(&[("command", Value)])),
];

/// The unknown keys of a document. `locate` turns a byte of the text into a place.
pub(super) fn unknown(table: &DeTable<'_>, locate: &dyn Fn(usize) -> Location) -> Vec<Fault> {
    let mut faults = Vec::new();
    check(table, KEYS, "", locate, &mut faults);
    faults.sort_by_key(|fault| fault.location.as_ref().map(|place| (place.line, place.column)));
    faults
}

fn check(
    table: &DeTable<'_>,
    known: &[(&'static str, Kind)],
    within: &str,
    locate: &dyn Fn(usize) -> Location,
    faults: &mut Vec<Fault>,
) {
    for (key, value) in table {
        let name: &str = key.get_ref();
        let Some((_, kind)) = known.iter().find(|(known, _)| *known == name) else {
            faults.push(fault(name, known.iter().map(|(name, _)| *name), within, locate(key.span().start)));
            continue;
        };
        let inner = if within.is_empty() { name.to_owned() } else { format!("{within}.{name}") };
        match (kind, value.get_ref()) {
            (Table(keys), DeValue::Table(table)) => check(table, keys, &inner, locate, faults),
            (List(keys), DeValue::Array(list)) => {
                for item in list {
                    if let DeValue::Table(table) = item.get_ref() {
                        check(table, keys, &inner, locate, faults);
                    }
                }
            }
            (Dialects, DeValue::Table(table)) => {
                for (key, _) in table {
                    let name: &str = key.get_ref();
                    if !DIALECTS.contains(&name) {
                        faults.push(fault(name, DIALECTS, &inner, locate(key.span().start)));
                    }
                }
            }
            // A value where a table belongs, or the other way round, is serde's to say.
            _ => {}
        }
    }
}

fn fault(
    name: &str,
    known: impl IntoIterator<Item = &'static str>,
    within: &str,
    location: Location,
) -> Fault {
    let known: Vec<&str> = known.into_iter().collect();
    let place = if within.is_empty() { String::new() } else { format!(" in `[{within}]`") };
    // The key that means a table of the same name is the one mistake everybody makes.
    let hint = match nearest(name, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("the keys{place} are {}", known.join(", ")),
    };
    Fault {
        message: format!("unknown key `{name}`{place}"),
        location: Some(location),
        related: Vec::new(),
        hint: Some(hint),
    }
}
