//! Writing revisions: `revision` and `merge`.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use limbeck_revision::{
    Direction, Graph, NewRevision, NewSection, RevisionId, check_name, file_name, render, version_path,
};

use super::graph::applied_for;
use super::info::RevisionInfo;
use crate::config::{Config, Hook};
use crate::error::{Error, ErrorKind, Result};
use crate::source::Source;

/// What a new revision is to say.
#[derive(Clone, Debug, Default)]
pub struct NewRevisionOptions {
    /// The message.
    pub message: String,
    /// What it revises: a head, `base`, `label@head`; default: the one head.
    pub head: Option<String>,
    /// It may revise what is no head.
    pub splice: bool,
    /// Branch labels.
    pub labels: Vec<String>,
    /// The folder, if there are several.
    pub version_path: Option<PathBuf>,
    /// Its id; default: random.
    pub revision: Option<String>,
    /// What it depends on.
    pub depends_on: Vec<String>,
}

impl NewRevisionOptions {
    /// What it is to revise. The database is asked only if `head` counts from what is applied.
    pub(crate) fn parents(&self, config: &Config, graph: &Graph) -> Result<Vec<RevisionId>> {
        let head = self.head.as_deref();
        let applied = applied_for(config, &head.into_iter().collect::<Vec<_>>())?;
        Ok(graph.parent_for_new(head, self.splice, &applied)?)
    }
}

/// A revision that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    /// The revision.
    pub revision: RevisionInfo,
    /// Its file.
    pub file: PathBuf,
}

/// Writes an empty revision, to be filled in by hand.
///
/// # Errors
///
/// When a name means nothing or is taken, or the file cannot be written; then there is no file. When a hook fails; then there is one, and
/// the error names it.
pub fn new_revision(config: &Config, source: &Source, options: &NewRevisionOptions) -> Result<Created> {
    let sections = vec![NewSection::new(Direction::Upgrade, ""), NewSection::new(Direction::Downgrade, "")];
    write_revision(config, source, options, sections, Vec::new(), None)
}

/// Writes a revision with these sections; what autogenerate ends in.
///
/// # Errors
///
/// As [`new_revision`].
pub fn write_revision(
    config: &Config,
    source: &Source,
    options: &NewRevisionOptions,
    sections: Vec<NewSection>,
    renamed: Vec<limbeck_revision::Renamed>,
    irreversible: Option<String>,
) -> Result<Created> {
    let source = &source.on_disk()?;
    let graph = graph_or_empty(source)?;
    let parents = options.parents(config, &graph)?;
    let new = assemble(config, &graph, options, parents, sections, renamed, irreversible)?;
    finish(config, source, &graph, options.version_path.as_deref(), &new)
}

/// Writes a merge of revisions (`heads`, or a list of names).
///
/// # Errors
///
/// As [`new_revision`]; also when there is nothing to merge.
pub fn merge(config: &Config, source: &Source, revisions: &[String]) -> Result<Created> {
    merge_with(config, source, revisions, &NewRevisionOptions::default())
}

/// [`merge`] with options; `head` is not looked at.
///
/// # Errors
///
/// As [`merge`].
pub fn merge_with(
    config: &Config,
    source: &Source,
    revisions: &[String],
    options: &NewRevisionOptions,
) -> Result<Created> {
    let source = &source.on_disk()?;
    let graph = source.graph()?;
    let names: Vec<&str> = revisions.iter().map(String::as_str).collect();
    let applied = applied_for(config, &names)?;
    let plan = graph.merge(revisions, options.splice, &applied)?;
    let mut options = options.clone();
    if options.message.trim().is_empty() {
        options.message = plan.message;
    }
    let new = assemble(config, &graph, &options, plan.parents, Vec::new(), Vec::new(), None)?;
    finish(config, source, &graph, options.version_path.as_deref(), &new)
}

/// A folder that is not there yet holds no revision: writing the first one makes it.
pub(crate) fn graph_or_empty(source: &Source) -> Result<Graph> {
    if exists(source) { source.graph() } else { Ok(Graph::default()) }
}

/// Whether there is a place where revisions could be.
pub(super) fn exists(source: &Source) -> bool {
    match source {
        Source::Directories { directories, .. } => directories.iter().any(|folder| folder.exists()),
        Source::Embedded(_) => true,
    }
}

fn assemble(
    config: &Config,
    graph: &Graph,
    options: &NewRevisionOptions,
    revises: Vec<RevisionId>,
    sections: Vec<NewSection>,
    renamed: Vec<limbeck_revision::Renamed>,
    irreversible: Option<String>,
) -> Result<NewRevision> {
    let revision = match &options.revision {
        Some(id) => RevisionId::parse(id).map_err(|error| {
            Error::new(ErrorKind::Usage, format!("`{id}` cannot be a revision id: {error}"))
                .with_source(error)
        })?,
        None => RevisionId::random().map_err(|error| {
            Error::new(ErrorKind::File, format!("the system has no random numbers: {error}"))
                .with_source(error)
        })?,
    };
    for label in &options.labels {
        check_name(label).map_err(|error| {
            Error::new(ErrorKind::Usage, format!("`{label}` cannot be a branch label: {error}"))
                .with_source(error)
        })?;
    }
    let needs: Vec<&str> = options.depends_on.iter().map(String::as_str).collect();
    let applied = applied_for(config, &needs)?;
    let new = NewRevision {
        message: options.message.trim().to_owned(),
        revision,
        revises,
        labels: options.labels.clone(),
        depends_on: graph.dependencies_for_new(&options.depends_on, &applied)?,
        created: Some(created_now()),
        renamed,
        sections,
        irreversible,
    };
    graph.check_new(&new)?;
    Ok(new)
}

/// Whole seconds are enough for people; the order of two made in one second is that of their ids.
fn created_now() -> String {
    let now = limbeck_database::now();
    format!("{}Z", now.get(..19).unwrap_or(&now))
}

fn finish(
    config: &Config,
    source: &Source,
    graph: &Graph,
    chosen: Option<&Path>,
    new: &NewRevision,
) -> Result<Created> {
    let parent = new.revises.first().and_then(|id| graph.get(id.as_str())).map(|revision| revision.path);
    let Source::Directories { directories, .. } = source else {
        return Err(Error::new(ErrorKind::Internal, "revisions can be written to folders alone"));
    };
    let folder = version_path(directories, chosen, parent)?;
    let created = new.created.clone().unwrap_or_default();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (date, time) =
        (digits(created.get(..10).unwrap_or_default()), digits(created.get(11..19).unwrap_or_default()));
    let name = file_name(&config.file_template, &date, &time, new.revision.as_str(), &new.message)?;
    let path = folder.join(name);
    fs_err::create_dir_all(&folder).map_err(|error| Error::file(&folder, "create the folder", error))?;
    write_new(&path, &render(new))?;
    // Whatever was overlooked: a file that breaks the graph does not stay.
    let written = source.graph().and_then(|graph| {
        RevisionInfo::by_id(&graph, new.revision.as_str()).ok_or_else(|| {
            Error::new(
                ErrorKind::Revision,
                format!("`{}` would not be found again as a revision of this history", path.display()),
            )
        })
    });
    let revision = written.inspect_err(|_| {
        // The reason is what counts; a file that cannot be removed is named in it.
        let _ = fs_err::remove_file(&path);
    })?;
    for hook in &config.hooks {
        run_hook(config, hook, &path)?;
    }
    Ok(Created { revision, file: path })
}

/// A new file: what is there already is never overwritten.
fn write_new(path: &Path, text: &str) -> Result<()> {
    let mut file = fs_err::OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| {
        let exists = error.kind() == std::io::ErrorKind::AlreadyExists;
        let error = Error::file(path, "write", error);
        if exists {
            error.with_hint("`file_template` makes one name for two revisions: put `{revision}` into it")
        } else {
            error
        }
    })?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    drop(file);
    written.map_err(|error| {
        // Half a file is worse than none.
        let _ = fs_err::remove_file(path);
        Error::file(path, "write", error)
    })
}

fn run_hook(config: &Config, hook: &Hook, file: &Path) -> Result<()> {
    let Some((program, arguments)) = hook.command.split_first() else { return Ok(()) };
    // Relative to the folder of the configuration, where the hook's own configuration lies.
    let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let fill = |text: &String| text.replace("{file}", &absolute.to_string_lossy());
    let mut command = Command::new(fill(program));
    command.args(arguments.iter().map(fill)).stdin(std::process::Stdio::null());
    if !config.directory.as_os_str().is_empty() {
        command.current_dir(&config.directory);
    }
    let written = format!("`{}` is written and stays: look at it, or delete it", file.display());
    let failed = |what: String| {
        Error::new(ErrorKind::Program, format!("the hook `{}` {what}", hook.command.join(" ")))
            .with_notes([written.clone()])
    };
    let output = command.output().map_err(|error| failed(format!("could not be started: {error}")))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [&output.stdout, &output.stderr]
        .map(|bytes| String::from_utf8_lossy(bytes).trim().to_owned())
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n");
    let status = match output.status.code() {
        Some(code) => format!("failed with exit code {code}"),
        None => "was ended by a signal".to_owned(),
    };
    Err(failed(if said.is_empty() { status } else { format!("{status}:\n{said}") }))
}
