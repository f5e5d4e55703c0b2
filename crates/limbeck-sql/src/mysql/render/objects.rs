//! What is no table: views, triggers, routines, events, sequences.

use limbeck_catalog::{ObjectName, Routine, RoutineKind, Sequence, Trigger, View};

use crate::mysql::options::{ALGORITHM, CHECK_OPTION, SECURITY};
use crate::mysql::quoted;
use crate::mysql::text::without_since;

pub(super) fn create_view(view: &View, replace: bool) -> String {
    let mut text = String::from(if replace { "CREATE OR REPLACE " } else { "CREATE " });
    if let Some(algorithm) = view.options.get(ALGORITHM) {
        text.push_str(&format!("ALGORITHM = {} ", algorithm.to_ascii_uppercase()));
    }
    if let Some(security) = view.options.get(SECURITY) {
        text.push_str(&format!("SQL SECURITY {} ", security.to_ascii_uppercase()));
    }
    text.push_str(&format!("VIEW {} AS {}", quoted(&view.name.name), view.definition));
    if let Some(option) = view.options.get(CHECK_OPTION) {
        text.push_str(&format!(" WITH {} CHECK OPTION", option.to_ascii_uppercase()));
    }
    text
}

pub(super) fn create_trigger(trigger: &Trigger) -> String {
    without_semicolon(&trigger.definition.0)
}

pub(super) fn create_routine(routine: &Routine) -> String {
    without_semicolon(&without_since(&routine.definition.0))
}

fn without_semicolon(definition: &str) -> String {
    definition.trim_end().trim_end_matches(';').to_owned()
}

pub(super) fn drop_routine(routine: &Routine) -> String {
    let kind = match routine.kind {
        RoutineKind::Procedure => "PROCEDURE",
        RoutineKind::Event => "EVENT",
        RoutineKind::Function | RoutineKind::Aggregate => "FUNCTION",
    };
    format!("DROP {kind} {}", quoted(&routine.name.name))
}

/// `CREATE SEQUENCE` (MariaDB).
pub(super) fn create_sequence(sequence: &Sequence) -> String {
    format!("CREATE SEQUENCE {}{}", name(&sequence.name), clauses(sequence))
}

pub(super) fn alter_sequence(from: &Sequence, to: &Sequence) -> String {
    let mut defaults = to.clone();
    for key in from.options.keys().filter(|key| !to.options.contains_key(*key)) {
        let value = match key.as_str() {
            "start" | "minvalue" | "increment" => "1",
            "maxvalue" => "9223372036854775806",
            "cache" => "1000",
            _ => "",
        };
        defaults.options.insert(key.clone(), value.to_owned());
    }
    format!("ALTER SEQUENCE {}{}", name(&to.name), clauses(&defaults))
}

fn clauses(sequence: &Sequence) -> String {
    let clause = |(key, value): (&String, &String)| match (key.as_str(), value.as_str()) {
        ("start", value) => format!(" START WITH {value}"),
        ("increment", value) => format!(" INCREMENT BY {value}"),
        ("minvalue", value) => format!(" MINVALUE {value}"),
        ("maxvalue", value) => format!(" MAXVALUE {value}"),
        ("cache", "0") => " NOCACHE".to_owned(),
        ("cache", value) => format!(" CACHE {value}"),
        ("cycle", "") => " NOCYCLE".to_owned(),
        ("cycle", _) => " CYCLE".to_owned(),
        (other, value) => format!(" {}={value}", other.to_ascii_uppercase()),
    };
    sequence.options.iter().map(clause).collect()
}

pub(super) fn name(name: &ObjectName) -> String {
    quoted(&name.name)
}
