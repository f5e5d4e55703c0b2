//! Storage parameters: `WITH (a=b)`.

use crate::postgresql::names::string_literal;

/// A value as it may stand behind `=`: a word or number as it is.
pub(super) fn parameter_value(value: &str) -> String {
    let plain = !value.is_empty()
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'_');
    if plain { value.to_owned() } else { string_literal(value) }
}

/// The clause; nothing without parameters.
pub(super) fn with_clause(parameters: &[String]) -> String {
    if parameters.is_empty() { String::new() } else { format!(" WITH ({})", parameters.join(", ")) }
}
