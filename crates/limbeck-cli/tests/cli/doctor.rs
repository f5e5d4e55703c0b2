use crate::support::{Project, assert_session};

#[test]
fn a_set_up_that_works_and_one_that_does_not() {
    let mut project = Project::with_history();
    project.write("schema.sql", "CREATE TABLE users (id integer);\n");
    project.write("limbeck.toml", "url = \"sqlite://app.db\"\nmodels = [\"schema.sql\"]\n");
    project.limbeck(&["doctor"]);
    project.run(&["upgrade", "b002"]);
    project.limbeck(&["doctor"]);
    project.limbeck(&["doctor", "--json"]);
    project.revision("d004", "a001", "Side", "", "");
    project.write("schema.sql", "CREATE TABLE (;\n");
    project.limbeck(&["doctor", "--url", "sqlite://no/such/folder/app.db"]);
    assert_session!(project);
}

#[test]
fn one_cause_is_one_failure() {
    let mut project = Project::with_history();
    project.write("schema.sql", "CREATE TABLE users (id integer);\n");
    project.write("limbeck.toml", "models = [\"schema.sql\"]\n");
    project.limbeck(&["doctor"]);
    project.limbeck(&["doctor", "--dialect", "sqlite"]);
    project.limbeck(&["doctor", "--url", "oracle://h/d"]);
    project.write("limbeck.toml", "url = \"sqlite://app.db\"\nmigration = \"db\"\n");
    project.limbeck(&["doctor"]);
    project.limbeck(&["doctor", "--json"]);
    project.limbeck(&["doctor", "--config", "nosuch.toml"]);
    assert_session!(project);
}

#[test]
fn the_url_is_shown_as_its_own_driver_has_it() {
    let mut project = Project::with_history();
    for url in ["sqlite+aiosqlite:///app.db", "jdbc:sqlite:app.db", "sqlite://app.db"] {
        project.limbeck(&["doctor", "--url", url]);
    }
    assert_session!(project);
}
