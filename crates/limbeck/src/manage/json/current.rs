//! What a database holds.

use serde::Serialize;

use crate::commands::{Current, RevisionState};

/// `current`.
#[derive(Debug, Serialize)]
pub struct CurrentJson<'a> {
    database: &'a str,
    server: Server<'a>,
    namespace: &'a str,
    at_heads: bool,
    applied: Vec<Applied<'a>>,
    heads: Vec<&'a str>,
    pending: &'a [String],
    unfinished: Vec<Unfinished<'a>>,
    alembic: Option<&'a [String]>,
}

#[derive(Debug, Serialize)]
struct Server<'a> {
    dialect: &'a str,
    version: &'a str,
}

#[derive(Debug, Serialize)]
struct Applied<'a> {
    revision: &'a str,
    applied_at: &'a str,
    checksum_matches: bool,
    known: bool,
    parents: &'a [String],
    state: &'a str,
}

#[derive(Debug, Serialize)]
struct Unfinished<'a> {
    revision: &'a str,
    direction: &'a str,
    position: u32,
}

impl<'a> From<&'a Current> for CurrentJson<'a> {
    fn from(current: &'a Current) -> Self {
        let mut heads: Vec<&str> = current.heads.iter().map(String::as_str).collect();
        heads.sort_unstable();
        Self {
            database: &current.database,
            server: Server { dialect: current.dialect.as_str(), version: &current.version },
            namespace: &current.namespace,
            at_heads: current.at_heads,
            applied: current
                .applied
                .iter()
                .map(|row| Applied {
                    revision: &row.revision,
                    applied_at: &row.applied_at,
                    // Of a revision without a file nothing can be said.
                    checksum_matches: row.state != RevisionState::Changed,
                    known: row.known(),
                    parents: &row.parents,
                    state: row.state.as_str(),
                })
                .collect(),
            heads,
            pending: &current.pending,
            unfinished: current
                .unfinished
                .iter()
                .map(|open| Unfinished {
                    revision: &open.revision,
                    direction: open.direction.as_str(),
                    position: open.position,
                })
                .collect(),
            alembic: current.alembic.as_deref(),
        }
    }
}
