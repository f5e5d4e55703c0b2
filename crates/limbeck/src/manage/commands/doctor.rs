//! `doctor`.

use crate::commands::{Finding, FindingState, doctor, doctor_without_configuration};
use crate::error::{Error, Result};
use crate::manage::json;
use crate::manage::text::{BOLD, DIM, GREEN, RED, count};
use crate::manage::{Output, Project};

/// Check the set-up, one line per check, with the fix
///
/// Exits with 3 if a check fails.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct DoctorArgs {}

impl DoctorArgs {
    /// Runs the command; returns its exit code.
    ///
    /// # Errors
    ///
    /// None: what is wrong is what it is there to say.
    pub fn run(&self, project: &Project) -> Result<u8> {
        let findings = doctor(&project.config, &project.source, project.metadata.as_ref());
        Ok(tell(&findings, &project.output))
    }

    /// Runs the command where the configuration cannot be read; returns its exit code.
    #[must_use]
    pub fn run_without_configuration(&self, error: &Error, output: &Output) -> u8 {
        tell(&doctor_without_configuration(error), output)
    }
}

/// Prints the checks; returns the exit code.
fn tell(findings: &[Finding], output: &Output) -> u8 {
    output.object(&json::Doctor::new(findings));
    let mut failures = 0;
    for finding in findings {
        let style = match finding.state {
            FindingState::Ok => GREEN,
            FindingState::Failed => RED,
            FindingState::Skipped => DIM,
        };
        let state = format!("{style}{:<7}{style:#}", finding.state.as_str());
        output.line(format_args!("{state} {BOLD}{}{BOLD:#}: {}", finding.name, finding.message));
        if let Some(fix) = &finding.fix {
            output.line(format_args!("        hint: {fix}"));
        }
        failures += usize::from(finding.state == FindingState::Failed);
    }
    match failures {
        0 => output.note("all is well"),
        failures => output.note(format_args!("{} failed", count(failures, "check"))),
    }
    if failures == 0 { 0 } else { 3 }
}
