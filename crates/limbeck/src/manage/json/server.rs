//! The lock, the URL, the set-up.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::commands::{Finding, FindingState, LockStatus};

/// `lock`.
#[derive(Debug, Serialize)]
pub struct Lock<'a> {
    held: bool,
    owner: Option<&'a str>,
    host: Option<&'a str>,
    since: Option<&'a str>,
    kind: &'a str,
    real: bool,
}

impl<'a> From<&'a LockStatus> for Lock<'a> {
    fn from(status: &'a LockStatus) -> Self {
        Self {
            held: status.held,
            owner: status.owner.as_deref(),
            host: status.host.as_deref(),
            since: status.since.as_deref(),
            kind: status.kind,
            real: status.real,
        }
    }
}

/// `url`.
#[derive(Debug, Serialize)]
pub struct Url {
    /// The dialect that the scheme names.
    pub dialect: &'static str,
    /// The driver that the URL names.
    pub driver: Option<&'static str>,
    /// The one spelling, masked.
    pub canonical: String,
    /// Where it was found.
    pub source: &'static str,
    /// The URL as drivers want it.
    #[serde(rename = "for")]
    pub for_drivers: BTreeMap<&'static str, String>,
    /// What drivers have no word for.
    pub unsupported: Vec<Unsupported>,
}

/// Something that a driver has no word for.
#[derive(Debug, Serialize)]
pub struct Unsupported {
    /// The driver.
    pub driver: &'static str,
    /// The parameter; `null` when it does not speak the dialect at all.
    pub parameter: Option<String>,
    /// Why.
    pub reason: String,
}

/// `doctor`.
#[derive(Debug, Serialize)]
pub struct Doctor {
    checks: Vec<DoctorCheck>,
    ok: usize,
    failed: usize,
    skipped: usize,
}

#[derive(Debug, Serialize)]
struct DoctorCheck {
    name: &'static str,
    state: &'static str,
    message: String,
    fix: Option<String>,
}

impl Doctor {
    /// Of these checks, in this order.
    #[must_use]
    pub fn new(checks: &[Finding]) -> Self {
        let count = |state: FindingState| checks.iter().filter(|check| check.state == state).count();
        Self {
            checks: checks
                .iter()
                .map(|check| DoctorCheck {
                    name: check.name,
                    state: check.state.as_str(),
                    message: check.message.clone(),
                    fix: check.fix.clone(),
                })
                .collect(),
            ok: count(FindingState::Ok),
            failed: count(FindingState::Failed),
            skipped: count(FindingState::Skipped),
        }
    }
}
