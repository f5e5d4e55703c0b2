//! The errors of the crates below, as errors of commands.

use limbeck_database::{ApplyError, DatabaseError, FailureKind};
use limbeck_revision::{
    CreateError, FileError, FileErrorKind, GraphError, InvalidName, Place, PlanError, ResolveError,
    TemplateError,
};

use crate::error::{Error, ErrorKind, Fault, Location};

impl From<FileError> for Error {
    fn from(error: FileError) -> Self {
        // A missing way back is no fault of the file's format.
        let kind = match error.kind {
            FileErrorKind::NoDowngrade | FileErrorKind::Irreversible => ErrorKind::Target,
            _ => ErrorKind::Revision,
        };
        Self::of_faults(kind, vec![file_fault(&error)]).with_source(error)
    }
}

fn file_fault(error: &FileError) -> Fault {
    Fault {
        message: error.message.clone(),
        location: Some(Location { file: error.path.clone(), line: error.line, column: error.column }),
        related: Vec::new(),
        hint: error.hint.clone(),
    }
}

impl From<GraphError> for Error {
    fn from(error: GraphError) -> Self {
        graph_errors(vec![error])
    }
}

/// Everything that is wrong with a script directory.
pub(crate) fn graph_errors(mut errors: Vec<GraphError>) -> Error {
    if let [GraphError::Io { .. }] = errors.as_slice()
        && let Some(error @ GraphError::Io { .. }) = errors.pop()
    {
        let hint = error.hint();
        let GraphError::Io { path, source } = error else {
            return Error::new(ErrorKind::File, error.to_string());
        };
        return Error::file(&path, "read", source).with_hints(hint);
    }
    faults(&errors, "`limbeck current` tells whether it is applied")
}

/// [`graph_errors`], where the database has been asked and knows no more of what is missing than the files.
pub(crate) fn unapplied_graph_errors(errors: &[GraphError]) -> Error {
    faults(errors, "it is not applied to this database")
}

/// `missing`: what is to be said of a revision that no file has.
fn faults(errors: &[GraphError], missing: &str) -> Error {
    Error::of_faults(ErrorKind::Revision, errors.iter().map(|error| fault(error, missing)).collect())
}

/// So many members of a circle are shown.
const SHOWN: usize = 12;

fn fault(error: &GraphError, missing: &str) -> Fault {
    let at = |place: &Place| Location::line(place.path.clone(), place.line);
    let (message, location, related): (String, Option<Location>, Vec<(Location, String)>) = match error {
        GraphError::File(error) => return file_fault(error),
        GraphError::Io { path, source } => {
            (format!("cannot read this file: {source}"), Some(Location::line(path.clone(), 1)), Vec::new())
        }
        GraphError::DuplicateId { id, first, second } => (
            format!("two files have the revision id {id}"),
            Some(at(second)),
            vec![(at(first), "the other is here".to_owned())],
        ),
        GraphError::DuplicateLabel { label, first, second } => (
            format!("two revisions state the branch label {label}"),
            Some(at(second)),
            vec![(at(first), "the other is here".to_owned())],
        ),
        GraphError::LabelIsId { label, label_at, id_at } => (
            format!("the branch label {label} is also the id of a revision"),
            Some(at(label_at)),
            vec![(at(id_at), "the revision is here".to_owned())],
        ),
        GraphError::CaseClash { first, first_at, second, second_at } => (
            format!("{second} and {first} differ in case only"),
            Some(at(second_at)),
            vec![(at(first_at), "the other is here".to_owned())],
        ),
        GraphError::MissingParent { revision, parent, at: place, .. } => {
            (format!("revision {revision} revises {parent}, which no file has"), Some(at(place)), Vec::new())
        }
        GraphError::UnknownDependency { revision, reference, at: place, .. } => (
            format!("revision {revision} depends on {reference}, which is neither a revision nor a label"),
            Some(at(place)),
            Vec::new(),
        ),
        GraphError::SelfLoop { revision, at: place } => {
            (format!("revision {revision} revises itself"), Some(at(place)), Vec::new())
        }
        GraphError::DependencySelfLoop { revision, at: place } => {
            (format!("revision {revision} depends on itself"), Some(at(place)), Vec::new())
        }
        GraphError::Cycle { members } | GraphError::DependencyCycle { members } => {
            let mut ids: Vec<&str> = members.iter().map(|(id, _)| id.as_str()).collect();
            let first = ids.first().copied().unwrap_or_default();
            // Of a long way round the first files and the last will do: any of its lines may go.
            if ids.len() > SHOWN {
                ids.splice(SHOWN - 1..ids.len() - 1, ["…"]);
            }
            let ends = members.iter().take(SHOWN - 1).chain(members.iter().skip(SHOWN - 1).next_back());
            let mut places = ends.map(|(id, place)| (at(place), format!("{id} needs the next one")));
            (
                format!("revisions need each other in a circle: {} → {first}", ids.join(" → ")),
                places.next().map(|(place, _)| place),
                places.collect(),
            )
        }
        other => (other.to_string(), None, Vec::new()),
    };
    let hint = match error {
        GraphError::MissingParent { nearest: None, .. } => {
            error.hint().map(|hint| format!("{hint}; {missing}"))
        }
        _ => error.hint(),
    };
    Fault { message, location, related, hint }
}

impl From<PlanError> for Error {
    fn from(error: PlanError) -> Self {
        Self::new(ErrorKind::Target, sentence(&error)).with_hints(error.hint()).with_source(error)
    }
}

impl From<ResolveError> for Error {
    fn from(error: ResolveError) -> Self {
        Self::new(ErrorKind::Target, sentence(&error)).with_hints(error.hint()).with_source(error)
    }
}

impl From<CreateError> for Error {
    fn from(error: CreateError) -> Self {
        Self::new(ErrorKind::Target, sentence(&error)).with_hints(error.hint()).with_source(error)
    }
}

impl From<InvalidName> for Error {
    fn from(error: InvalidName) -> Self {
        Self::new(ErrorKind::Usage, sentence(&error)).with_source(error)
    }
}

impl From<TemplateError> for Error {
    fn from(error: TemplateError) -> Self {
        Self::new(ErrorKind::Config, sentence(&error)).with_source(error)
    }
}

impl From<DatabaseError> for Error {
    fn from(error: DatabaseError) -> Self {
        let kind = match &error {
            DatabaseError::Interrupted => ErrorKind::Interrupted,
            DatabaseError::Busy { .. } => ErrorKind::Lock,
            DatabaseError::Url { .. } => ErrorKind::Url,
            _ => ErrorKind::Database,
        };
        Self::new(kind, sentence(&error)).with_source(error)
    }
}

impl From<ApplyError> for Error {
    fn from(error: ApplyError) -> Self {
        // A planner of ours fails with our own error: it is the failure.
        let error = match take_own(error) {
            Ok(own) => return own,
            Err(error) => error,
        };
        let kind = match error.kind {
            FailureKind::Failed => ErrorKind::Apply,
            FailureKind::Lock => ErrorKind::Lock,
            FailureKind::NeedsRepair => ErrorKind::NeedsRepair,
            FailureKind::Interrupted => ErrorKind::Interrupted,
        };
        let mut result = Self::new(kind, sentence(&error));
        if let Some(place) = &error.place {
            result = result.with_statement(place.statement.clone());
            if let Some(file) = &error.place.as_ref().and_then(|place| place.file.clone()) {
                result = result.at(Location { file: file.clone(), line: place.line, column: place.column });
            }
        }
        // What cannot be written cannot be written again.
        let read_only = error
            .source
            .as_ref()
            .and_then(|source| source.downcast_ref::<DatabaseError>())
            .is_some_and(|source| matches!(source, DatabaseError::ReadOnly { .. }));
        let next = error.next.as_ref().filter(|_| !read_only);
        let hint = next.map(|next| format!("to go on: `{next}`"));
        result.with_notes(error.committed.iter().cloned()).with_hints(hint).with_source(error)
    }
}

/// Our own error, if that is why no plan could be made.
fn take_own(mut error: ApplyError) -> Result<Error, ApplyError> {
    match error.source.take().map(|source| source.downcast::<Error>()) {
        Some(Ok(own)) => Ok(*own),
        Some(Err(source)) => {
            error.source = Some(source);
            Err(error)
        }
        None => Err(error),
    }
}

fn sentence(error: &dyn std::error::Error) -> String {
    error.to_string()
}
