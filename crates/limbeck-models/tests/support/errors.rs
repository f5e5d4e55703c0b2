//! Errors as a person sees them.

use std::fmt::Write as _;

use limbeck_models::ModelError;

/// Errors with their hints.
pub(crate) fn print_errors(errors: &[ModelError]) -> String {
    let mut text = String::new();
    for error in errors {
        let _ = writeln!(text, "{error}");
        if let Some(hint) = error.hint() {
            let _ = writeln!(text, "  hint: {hint}");
        }
    }
    text
}
