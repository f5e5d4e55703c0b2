//! `rebase`: one line instead of two, without a merge.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use limbeck_revision::{AppliedSet, CreateError, Reparent, RevisionId, parse, rewrite_parents};

use super::current::applied_set;
use super::info::RevisionInfo;
use crate::config::Config;
use crate::error::{Error, ErrorKind, Result};
use crate::run::{Control, on_own_thread};
use crate::source::Source;

/// What a rebase changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebased {
    /// The revisions that were moved, oldest first.
    pub moved: Vec<RevisionInfo>,
    /// Of these, the ones whose files were changed.
    pub changed: Vec<RevisionInfo>,
    /// Whether nothing was written.
    pub dry_run: bool,
}

/// Moves the part of `branch` that `onto` does not have on top of `onto` (default: the one other head), by rewriting `@revises`.
///
/// Only what is not released can be moved: the database of the configuration is asked for what is applied. Without a URL, and as long as
/// there is no database file, that is nothing.
///
/// # Errors
///
/// When a name means nothing or several revisions, the branch is on top already, one of the revisions to be moved is applied, or the
/// database cannot be asked; then nothing is changed.
pub fn rebase(
    config: &Config,
    source: &Source,
    branch: &str,
    onto: Option<&str>,
    dry_run: bool,
) -> Result<Rebased> {
    let source = &source.on_disk()?;
    let graph = source.graph()?;
    let applied = applied_if_any(config)?;
    let plan = graph.rebase(branch, onto, &applied).map_err(|error| match error {
        CreateError::NothingToMerge(_) => Error::new(
            ErrorKind::Target,
            format!("there is no other head that `{branch}` could be put on top of"),
        )
        .with_hint("`limbeck heads` lists the heads; `--onto REV` names a revision to put it on"),
        other => other.into(),
    })?;
    if !plan.applied.is_empty() {
        return Err(refused(&plan.applied));
    }
    let before = if dry_run { Vec::new() } else { rewrite(&plan.reparent)? };
    let after = source.graph().inspect_err(|_| restore(&before))?;
    // The parents are those of the plan, written or not.
    let with_parents = |mut info: RevisionInfo| {
        if let Some(change) = plan.reparent.iter().find(|change| change.id == *info.revision) {
            info.parents = change.new_parents.iter().map(ToString::to_string).collect();
            info.base = false;
            info.merge = info.parents.len() > 1;
        }
        info
    };
    let changed = RevisionInfo::of_ids(&after, plan.reparent.iter().map(|change| &change.id));
    Ok(Rebased {
        moved: RevisionInfo::of_ids(&after, &plan.moved).into_iter().map(with_parents).collect(),
        changed: changed.into_iter().map(with_parents).collect(),
        dry_run,
    })
}

/// What is applied. No URL and no file mean nothing; a database that does not answer may hold anything.
fn applied_if_any(config: &Config) -> Result<AppliedSet> {
    match config.database_url() {
        // A URL that is wrong has what is wrong with it as its cause; one that is not set has none.
        Err(error) if error.kind() == ErrorKind::Url && error.cause().is_none() => {
            return Ok(AppliedSet::new());
        }
        other => other?,
    };
    match on_own_thread(|| applied_set(config, &Control::default())) {
        Err(error) => {
            Err(error
                .with_hint("a rebase has to know which revisions are applied, and nothing has been changed"))
        }
        applied => applied,
    }
}

fn refused(applied: &[RevisionId]) -> Error {
    let ids: Vec<&str> = applied.iter().map(RevisionId::as_str).collect();
    let (noun, verb) = if ids.len() == 1 { ("revision", "is") } else { ("revisions", "are") };
    let ids = ids.join(", ");
    Error::new(ErrorKind::Target, format!("{noun} {ids} would be moved, but {verb} applied to this database"))
        .with_hint("only unreleased revisions can be moved; `limbeck merge` joins the branches instead")
}

/// A new text beside the file that it is to replace, on the disk already. One that is not put in place is removed.
struct Rewrite {
    file: PathBuf,
    beside: PathBuf,
    before: String,
}

impl Drop for Rewrite {
    fn drop(&mut self) {
        // Gone already if it was put in place.
        let _ = fs_err::remove_file(&self.beside);
    }
}

impl Rewrite {
    /// Writes the new text beside the file. The name begins with a dot and does not end as that of a revision does.
    fn prepare(number: usize, file: &Path, before: String, text: &str) -> Result<Self> {
        let beside = file.with_file_name(format!(".limbeck-{}-{number}.new", std::process::id()));
        let failed = |error| Error::file(&beside, "write", error);
        let permissions = fs_err::metadata(file).map_err(failed)?.permissions();
        let mut new =
            fs_err::OpenOptions::new().write(true).create_new(true).open(&beside).map_err(failed)?;
        // From here on it is ours to remove.
        let this = Self { file: file.to_owned(), beside: beside.clone(), before };
        new.write_all(text.as_bytes()).map_err(failed)?;
        new.set_permissions(permissions).map_err(failed)?;
        new.sync_all().map_err(failed)?;
        Ok(this)
    }

    fn put_in_place(&self) -> Result<()> {
        fs_err::rename(&self.beside, &self.file).map_err(|error| Error::file(&self.file, "replace", error))
    }
}

/// Rewrites the files; returns what they were. All new texts are on the disk before the first file is replaced, and a file is replaced
/// whole: a full disk or a crash leaves each what it was or what it is to be, never half. If one fails, all become what they were.
fn rewrite(changes: &[Reparent]) -> Result<Vec<(PathBuf, String)>> {
    let prepare = |(number, change): (usize, &Reparent)| {
        // What a link points to is replaced, not the link.
        let file =
            fs_err::canonicalize(&change.path).map_err(|error| Error::file(&change.path, "read", error))?;
        let before = fs_err::read_to_string(&file).map_err(|error| Error::file(&file, "read", error))?;
        let text = rewrite_parents(&before, &change.new_parents);
        // What was a merge must be able to run as what it becomes.
        parse(&change.path, &text)?;
        Rewrite::prepare(number, &file, before, &text)
    };
    let rewrites: Vec<Rewrite> = changes.iter().enumerate().map(prepare).collect::<Result<_>>()?;
    let mut before = Vec::with_capacity(rewrites.len());
    for rewrite in &rewrites {
        rewrite.put_in_place().inspect_err(|_| restore(&before))?;
        before.push((rewrite.file.clone(), rewrite.before.clone()));
    }
    Ok(before)
}

fn restore(before: &[(PathBuf, String)]) {
    for (number, (file, text)) in before.iter().enumerate() {
        // The first error is the one that is told of.
        let _ =
            Rewrite::prepare(number, file, String::new(), text).and_then(|rewrite| rewrite.put_in_place());
    }
}
