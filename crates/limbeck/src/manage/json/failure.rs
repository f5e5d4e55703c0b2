//! Failures.

use serde::Serialize;

use crate::error::Error;

/// The object of a failure.
#[derive(Debug, Serialize)]
pub struct Failure<'a> {
    error: FailureBody<'a>,
}

#[derive(Debug, Serialize)]
struct FailureBody<'a> {
    kind: &'static str,
    message: &'a str,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    statement: Option<&'a str>,
    hints: Vec<&'a str>,
    notes: &'a [String],
    faults: Vec<Fault<'a>>,
}

#[derive(Debug, Serialize)]
struct Fault<'a> {
    message: &'a str,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    hint: Option<&'a str>,
    related: Vec<Related<'a>>,
}

/// Another place that a fault speaks of.
#[derive(Debug, Serialize)]
struct Related<'a> {
    message: &'a str,
    file: String,
    line: usize,
    column: usize,
}

impl<'a> From<&'a Error> for Failure<'a> {
    fn from(error: &'a Error) -> Self {
        let place = error.location();
        Self {
            error: FailureBody {
                kind: error.kind().as_str(),
                message: error.message(),
                file: place.map(|place| place.file.display().to_string()),
                line: place.map(|place| place.line),
                column: place.map(|place| place.column),
                statement: error.statement(),
                hints: error.all_hints(),
                notes: error.notes(),
                faults: error
                    .faults()
                    .iter()
                    .map(|fault| Fault {
                        message: &fault.message,
                        file: fault.location.as_ref().map(|place| place.file.display().to_string()),
                        line: fault.location.as_ref().map(|place| place.line),
                        column: fault.location.as_ref().map(|place| place.column),
                        hint: fault.hint.as_deref(),
                        related: fault
                            .related
                            .iter()
                            .map(|(place, message)| Related {
                                message,
                                file: place.file.display().to_string(),
                                line: place.line,
                                column: place.column,
                            })
                            .collect(),
                    })
                    .collect(),
            },
        }
    }
}
