use crate::support::{Project, assert_session};

#[test]
fn where_it_is_from_and_how_drivers_write_it() {
    let mut project = Project::new();
    project.limbeck(&["url"]);
    project.set("DATABASE_URL", "mysql+asyncmy://u:s3cret@h/db?charset=utf8mb4");
    project.limbeck(&["url"]);
    project.limbeck(&["url", "--json"]);
    project.limbeck(&["url", "--for", "sqlx"]);
    project.limbeck(&["url", "--for", "sqlx", "--reveal"]);
    project.limbeck(&["url", "--for", "asyncpg"]);
    project.limbeck(&["url", "--for", "sqlxx"]);
    project.limbeck(&["url", "--reveal"]);
    project.limbeck(&["url", "--url", "postgresql://u:p@ss@h/d"]);
    project.write("limbeck.toml", "direct_url = \"postgresql://u:s3cret@direct/d\"\n");
    project.limbeck(&["url"]);
    assert_session!(project);
}

#[test]
fn dotenv_comes_before_the_file_and_three_slashes_are_refused_with_both_readings() {
    let mut project = Project::new();
    project.write(".env", "DATABASE_URL=sqlite:///x.db\n");
    project.limbeck(&["url"]);
    project.limbeck(&["current"]);
    project.write("limbeck.toml", "[urls]\nsqlite = \"sqlalchemy\"\n");
    project.limbeck(&["url"]);
    project.write(".env", "DATABASE_URL\n");
    project.limbeck(&["url"]);
    fs_err::remove_file(project.path(".env")).unwrap();
    project.limbeck(&["url"]);
    assert_session!(project);
}
