//! What `embed!` puts into a program.

/// Stands in for the crate of this name.
mod limbeck {
    #[derive(Debug, PartialEq)]
    pub(crate) struct EmbeddedFile {
        pub(crate) name: &'static str,
        pub(crate) text: &'static str,
    }

    pub(crate) struct Embedded {
        pub(crate) folder: &'static str,
        pub(crate) files: &'static [EmbeddedFile],
    }
}

const USERS: limbeck::EmbeddedFile =
    limbeck::EmbeddedFile { name: "1_users.sql", text: include_str!("migrations/1_users.sql") };
const TEAMS: limbeck::EmbeddedFile =
    limbeck::EmbeddedFile { name: "nested/2_teams.sql", text: include_str!("migrations/nested/2_teams.sql") };

static FLAT: limbeck::Embedded = limbeck_macros::embed!("tests/migrations", crate = "limbeck");
static DEEP: limbeck::Embedded = limbeck_macros::embed!("tests/migrations", recursive, crate = "limbeck");

#[test]
fn every_revision_is_in_the_program_and_nothing_else() {
    assert_eq!(FLAT.files, [USERS]);
    assert_eq!(DEEP.files, [USERS, TEAMS]);
}

#[test]
fn a_debug_build_knows_the_folder_and_a_release_build_does_not() {
    if cfg!(debug_assertions) {
        assert!(std::path::Path::new(FLAT.folder).join("1_users.sql").is_file(), "{}", FLAT.folder);
    } else {
        assert_eq!(FLAT.folder, "");
    }
}
