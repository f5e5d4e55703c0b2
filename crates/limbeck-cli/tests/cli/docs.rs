//! `docs/cli.md` is what the arguments say.

use crate::support::Project;

#[test]
fn the_page_of_the_command_line_is_up_to_date() {
    let project = Project::empty();
    let answer = project.run(&["man", "--markdown"]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/cli.md");
    if std::env::var_os("LIMBECK_UPDATE_DOCS").is_some() {
        fs_err::write(path, &answer.stdout).unwrap();
    }
    let page = fs_err::read_to_string(path).unwrap_or_default();
    assert!(
        page == answer.stdout,
        "docs/cli.md is stale; LIMBECK_UPDATE_DOCS=1 cargo test -p limbeck-cli docs writes it"
    );
}
