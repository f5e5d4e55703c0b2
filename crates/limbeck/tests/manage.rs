//! An application's own `manage_db`: its revisions, its models, the same commands.

#![cfg(all(feature = "manage", feature = "sqlite"))]

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use limbeck::{Config, Model, Source, manage};

#[derive(limbeck::Table)]
#[table(name = "users")]
#[expect(dead_code, reason = "its shape is what counts")]
struct User {
    #[column(primary_key)]
    id: i64,
    email: String,
}

fn run(folder: &Path, models: &Model, arguments: &[&str]) -> ExitCode {
    let config = Config::with_url(format!("sqlite:///{}", folder.join("app.db").display()));
    let source = Source::directory(folder.join("migrations"));
    let arguments = ["manage_db"].iter().chain(arguments).map(OsString::from);
    manage::run_with(arguments, config, source, Some(models.clone()))
}

/// `ExitCode` can be compared as text alone.
fn assert_code(found: ExitCode, wanted: u8, what: &str) {
    assert_eq!(format!("{found:?}"), format!("{:?}", ExitCode::from(wanted)), "{what}");
}

#[test]
fn init_create_upgrade_check_downgrade() {
    let folder = tempfile::tempdir().unwrap();
    let models = limbeck::metadata![User];
    for (arguments, code) in [
        (&["init"][..], 0),
        (&["init"], 0),
        (&["check", "-q"], 3),
        (&["create", "Create users", "--rev-id", "a001", "-q"], 0),
        (&["upgrade", "-q"], 0),
        (&["check"], 0),
        (&["current", "--check-heads"], 0),
        (&["create", "Nothing to do"], 0),
        (&["heads"], 0),
        (&["dump-schema"], 0),
        (&["doctor"], 0),
        (&["downgrade", "-1", "-q"], 0),
        (&["current", "--check-heads", "-q"], 3),
        (&["upgrade", "nosuch", "-q"], 1),
        (&["nosuch"], 2),
    ] {
        assert_code(run(folder.path(), &models, arguments), code, &arguments.join(" "));
    }
    let files = fs_err::read_dir(folder.path().join("migrations")).unwrap().count();
    assert_eq!(files, 1, "nothing to do writes no file");
}

#[test]
fn metadata_lists_models() {
    let models = limbeck::metadata![User,];
    assert_eq!(models.tables.len(), 1);
    assert_eq!(models.tables[0].columns.len(), 2);
    assert!(limbeck::metadata![].is_empty());
}
