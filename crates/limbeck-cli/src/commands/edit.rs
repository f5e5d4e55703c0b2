//! `edit`.

use std::process::Command;

use limbeck::manage::Project;
use limbeck::{Error, ErrorKind, Result, revision_path};
use serde::Serialize;

/// Open a revision in an editor ($VISUAL, $EDITOR)
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct EditArgs {
    /// The revision
    #[arg(value_name = "REV", default_value = "head", allow_negative_numbers = true)]
    revision: String,
}

#[derive(Serialize)]
struct Answer {
    file: String,
}

impl EditArgs {
    pub(crate) fn run(&self, project: &Project) -> Result<u8> {
        let path = revision_path(&project.config, &project.source, &self.revision)?;
        if project.output.json {
            project.output.object(&Answer { file: path.display().to_string() });
            return Ok(0);
        }
        let editor = ["VISUAL", "EDITOR"]
            .into_iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.trim().is_empty())
            .ok_or_else(|| {
                Error::new(ErrorKind::Usage, "no editor is set")
                    .with_hint(format!("set `VISUAL` or `EDITOR`; the file is {}", path.display()))
            })?;
        // `EDITOR` may hold arguments (`code --wait`); a path with blanks works without them.
        let mut words = editor.split_whitespace();
        let (program, arguments): (&str, Vec<&str>) = match words.next() {
            _ if std::path::Path::new(&editor).exists() => (&editor, Vec::new()),
            Some(program) => (program, words.collect()),
            None => (&editor, Vec::new()),
        };
        let failed = |what: String| Error::new(ErrorKind::Program, format!("the editor `{editor}` {what}"));
        let status = Command::new(program)
            .args(arguments)
            .arg(&path)
            .status()
            .map_err(|error| failed(format!("could not be started: {error}")))?;
        if !status.success() {
            return Err(failed(match status.code() {
                Some(code) => format!("failed with exit code {code}"),
                None => "was ended by a signal".to_owned(),
            }));
        }
        // What was edited may be broken now: say so at once, not at the next upgrade.
        project.source.graph()?;
        project.output.line(path.display());
        Ok(0)
    }
}
