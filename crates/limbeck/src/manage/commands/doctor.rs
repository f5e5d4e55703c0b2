//! `doctor`.

use crate::commands::{FindingState, doctor};
use crate::error::Result;
use crate::manage::Project;
use crate::manage::json;
use crate::manage::text::{BOLD, DIM, GREEN, RED, count};

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
        let output = &project.output;
        output.object(&json::Doctor::new(&findings));
        let mut failures = 0;
        for finding in &findings {
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
        Ok(if failures == 0 { 0 } else { 3 })
    }
}
