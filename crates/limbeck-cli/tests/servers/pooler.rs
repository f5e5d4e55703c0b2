//! A pooler that changes sessions: the lock of a run keeps nobody out there, which is found out and refused.

use limbeck_testing::TestServer;

use crate::project::Project;

const FIRST: &str = "-- Create users\n-- @revision a001\n\n-- @upgrade\nCREATE TABLE users (id bigint PRIMARY KEY);\n-- @downgrade\nDROP TABLE users;\n";

#[test]
fn a_lock_that_is_not_real_is_refused_and_the_way_out_works() {
    let Some(pooler) = TestServer::PgBouncer.url() else { return };
    let Some(database) = TestServer::PostgreSql.database() else { return };
    let through = pooler.with_database(&database.name).reveal().expose().clone();
    let project = Project::new(through.clone(), "");
    project.write("migrations/a.sql", FIRST);

    // Reading is fine.
    assert_eq!(project.ok(&["current", "--json"]).json()["pending"], serde_json::json!(["a001"]));
    let refused = project.ends(1, &["upgrade"]);
    assert!(
        refused.stderr.contains("not real") && refused.stderr.contains("direct_url"),
        "{}",
        refused.stderr
    );
    let doctor = project.ends(3, &["doctor", "--json"]).json();
    let lock = doctor["checks"].as_array().unwrap().iter().find(|check| check["name"] == "lock").unwrap();
    assert_eq!(lock["state"], "failed", "{doctor}");
    assert!(lock["fix"].as_str().unwrap().contains("direct_url"), "{lock}");
    assert_eq!(project.ok(&["lock", "status", "--json"]).json()["real"], false);
    assert_eq!(
        database.rows("SELECT count(*) FROM information_schema.tables WHERE table_name = 'users'"),
        ["0"]
    );

    // The application goes through the pooler, migrations to the server.
    let direct = format!("direct_url = \"{}\"\n", database.url_text());
    project.write("limbeck.toml", &direct);
    project.ok(&["upgrade"]);
    project.ok(&["doctor"]);
    assert_eq!(database.rows("SELECT revision FROM limbeck_revisions"), ["a001"]);
}
