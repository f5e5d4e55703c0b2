//! All sources that the patterns of `models` name.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use walkdir::WalkDir;

use super::cfg::Cfg;
use super::file::{FileFound, read_text};
use super::kinds::READERS;
use super::link::link;
use super::model_reader::Found;
use crate::error::ModelError;
use crate::model::{Model, PortableType, TypeMap};

/// What the configuration decides about reading.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// `[types]`: SQL types of Rust types that Limbeck does not know.
    pub types: TypeMap,
    /// Conditions of `#[cfg]` that are decided.
    pub cfg: Cfg,
}

/// Reads every model in the Rust sources that the patterns name.
///
/// Patterns (`src/models/**/*.rs`) and file names count from `base`. Folders called `target` and hidden ones are walked only if a pattern
/// names them. Limbeck's own derives, SeaORM's entities and Diesel's `table!` are read; a table of a source that states less than another
/// keeps what its own source states. Types are resolved: by `[types]`, by the enums in the sources, else it is an error.
///
/// # Errors
///
/// All of them at once: patterns that name no file, files that cannot be read or are no Rust, models that are wrong.
pub fn read_sources(
    patterns: &[String],
    base: &Path,
    options: &ReadOptions,
) -> Result<Model, Vec<ModelError>> {
    let mut errors = Vec::new();
    let mut files = BTreeSet::new();
    for pattern in patterns {
        match files_of(pattern, base) {
            Ok(found) => files.extend(found),
            Err(error) => errors.push(error),
        }
    }
    let mut found: Vec<Found> = READERS.iter().map(|_| Found::default()).collect();
    let mut modules = Vec::new();
    for file in &files {
        let name = shown(file, base);
        match fs_err::read_to_string(file)
            .map_err(|error| vec![error.into()])
            .and_then(|text| read_text(&text, &name, &options.cfg))
        {
            Ok(FileFound { found: here, modules: inside }) => {
                found.iter_mut().zip(here).for_each(|(all, here)| all.add(here));
                modules.extend(inside);
            }
            Err(found) => errors.extend(found),
        }
    }
    let mut models = Vec::new();
    let modules = modules.into_iter().collect();
    let is_complete = errors.is_empty();
    for (reader, found) in READERS.iter().zip(found) {
        match link(*reader, found, &modules, &options.types, is_complete) {
            Ok(model) if model.is_empty() => {}
            Ok(model) => models.push(model),
            Err(found) => errors.extend(found),
        }
    }
    let mut model = Model::collect(models);
    errors.extend(ambiguous_enums(&model));
    if let Err(found) = model.resolve(&options.types) {
        errors.extend(found);
    }
    if errors.is_empty() { Ok(with_used_enums(model)) } else { Err(errors) }
}

/// Whether the text names files by a pattern.
fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?', '[', '{'])
}

/// The files that a pattern or file name means, sorted.
///
/// # Errors
///
/// A pattern that is none, and one that names no file.
pub(crate) fn files_of(pattern: &str, base: &Path) -> Result<Vec<PathBuf>, ModelError> {
    let no_file = || ModelError::NoFile { pattern: pattern.to_owned(), base: base.display().to_string() };
    let whole = base.join(pattern);
    if !is_pattern(pattern) {
        return if whole.is_file() { Ok(vec![whole]) } else { Err(no_file()) };
    }
    let literal: PathBuf = Path::new(pattern)
        .components()
        .take_while(|part| !is_pattern(&part.as_os_str().to_string_lossy()))
        .collect();
    let root = base.join(&literal);
    let rest: PathBuf = Path::new(pattern).components().skip(literal.components().count()).collect();
    let matcher = matcher(pattern, &rest)?;
    let mut files = Vec::new();
    if root.is_dir() {
        let walk = WalkDir::new(&root).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| {
            entry.depth() == 0 || !entry.file_type().is_dir() || is_walked(entry.file_name())
        }) {
            let entry = entry?;
            let relative = entry.path().strip_prefix(&root).unwrap_or(entry.path());
            if entry.path().is_file() && matcher.is_match(relative) {
                files.push(entry.into_path());
            }
        }
    }
    if files.is_empty() { Err(no_file()) } else { Ok(files) }
}

fn matcher(pattern: &str, rest: &Path) -> Result<GlobMatcher, ModelError> {
    let glob = GlobBuilder::new(&rest.to_string_lossy()).literal_separator(true).build();
    glob.map(|glob| glob.compile_matcher())
        .map_err(|source| ModelError::Pattern { pattern: pattern.to_owned(), source })
}

fn is_walked(folder: &std::ffi::OsStr) -> bool {
    let name = folder.to_string_lossy();
    name != "target" && !name.starts_with('.')
}

/// The file as messages name it: from `base`, with forward slashes.
fn shown(file: &Path, base: &Path) -> String {
    let relative = file.strip_prefix(base).unwrap_or(file);
    relative.to_string_lossy().replace('\\', "/")
}

/// Two enums of one Rust name that are not the same: a column cannot say which it means.
fn ambiguous_enums(model: &Model) -> Vec<ModelError> {
    let used = used_rust_names(model);
    let mut errors = Vec::new();
    for (position, one) in model.enums.iter().enumerate() {
        let Some(name) = one.rust_name.as_deref().filter(|name| used.contains(*name)) else { continue };
        if let Some(other) =
            model.enums[..position].iter().find(|other| other.rust_name.as_deref() == Some(name))
        {
            let message = format!(
                "the enum `{name}` is declared here and at {}: a column cannot say which it means",
                other.place
            );
            errors.push(
                ModelError::declaration(&one.place, message)
                    .with_hint("give one of the two another Rust name"),
            );
        }
    }
    errors
}

fn used_rust_names(model: &Model) -> BTreeSet<String> {
    let columns = model.tables.iter().flat_map(|table| &table.columns);
    columns.filter_map(|column| column.data_type.unresolved()).map(|rust| rust.name.clone()).collect()
}

/// An enum that no table uses is no concern of the database.
fn with_used_enums(mut model: Model) -> Model {
    let mut used = BTreeSet::new();
    for column in model.tables.iter().flat_map(|table| &table.columns) {
        if let PortableType::Enum(name) = column.data_type.bottom() {
            used.insert(name.clone());
        }
    }
    model.enums.retain(|one| used.contains(&one.name));
    model
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_name_files_from_their_base() {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path();
        for file in [
            "src/a.rs",
            "src/models/b.rs",
            "src/models/deep/c.rs",
            "target/d.rs",
            ".hidden/e.rs",
            "src/f.txt",
        ] {
            let path = base.join(file);
            fs_err::create_dir_all(path.parent().unwrap()).unwrap();
            fs_err::write(path, "").unwrap();
        }
        let found = |pattern: &str| -> Vec<String> {
            files_of(pattern, base).unwrap_or_default().iter().map(|path| shown(path, base)).collect()
        };
        assert_eq!(found("**/*.rs"), ["src/a.rs", "src/models/b.rs", "src/models/deep/c.rs"]);
        assert_eq!(found("src/*.rs"), ["src/a.rs"]);
        assert_eq!(found("src/models/**/*.rs"), ["src/models/b.rs", "src/models/deep/c.rs"]);
        assert_eq!(found("./src/{a,models/b}.rs"), ["src/a.rs", "src/models/b.rs"]);
        assert_eq!(found("src/a.rs"), ["src/a.rs"]);
        assert_eq!(found("target/*.rs"), ["target/d.rs"]);
        assert_eq!(found("src/**/*.sql"), Vec::<String>::new());
        assert!(matches!(files_of("none/**/*.rs", base), Err(ModelError::NoFile { .. })));
        assert!(matches!(files_of("src/[", base), Err(ModelError::Pattern { .. })));
    }

    #[test]
    fn a_file_that_two_patterns_name_is_read_once() {
        let folder = tempfile::tempdir().unwrap();
        fs_err::write(folder.path().join("a.rs"), "#[derive(limbeck::Table)] struct Thing { id: i64 }")
            .unwrap();
        let patterns = ["a.rs", "*.rs", "./a.rs"].map(str::to_owned);
        let model = read_sources(&patterns, folder.path(), &ReadOptions::default()).unwrap();
        assert_eq!(model.tables.len(), 1);
    }
}
