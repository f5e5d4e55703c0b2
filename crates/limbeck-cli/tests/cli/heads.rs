use crate::support::{Project, assert_session};

#[test]
fn one_line_has_one_head() {
    let mut project = Project::with_history();
    project.limbeck(&["heads"]);
    project.limbeck(&["heads", "-v"]);
    project.limbeck(&["heads", "--json"]);
    assert_session!(project);
}

#[test]
fn branches_have_several_heads_and_a_dependency_makes_one_effective() {
    let mut project = Project::with_branches();
    project.write(
        "migrations/d004.sql",
        "-- Needs left\n-- @revision d004\n-- @revises c003\n-- @branch right\n-- @depends-on b002\n-- @upgrade\n-- @downgrade\n",
    );
    project.limbeck(&["heads"]);
    project.limbeck(&["heads", "--resolve-dependencies"]);
    assert_session!(project);
}

#[test]
fn no_database_and_no_url_are_needed() {
    let mut project = Project::with_history();
    project.write("limbeck.toml", "url = \"nonsense://\"\n");
    project.limbeck(&["heads", "-q"]);
    project.write("limbeck.toml", "");
    fs_err::remove_dir_all(project.path("migrations")).unwrap();
    project.limbeck(&["heads"]);
    fs_err::create_dir(project.path("migrations")).unwrap();
    project.limbeck(&["heads"]);
    assert_session!(project);
}

#[test]
fn the_configuration_is_found_upwards_and_paths_are_shown_from_where_one_stands() {
    let mut project = Project::with_history();
    project.write("src/deep/x", "");
    let answer = project.run_in("src/deep", &["heads", "-v"]);
    project.take_down("heads -v   # in src/deep", &answer);
    assert_session!(project);
}
