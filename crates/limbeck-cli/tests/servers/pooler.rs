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

/// What a command that only reads says to the server must not outlast it: the next user of the session is the application.
#[test]
fn nothing_is_left_in_a_session_that_is_another_ones_next() {
    let Some(pooler) = TestServer::PgBouncer.url() else { return };
    let Some(database) = TestServer::PostgreSql.database() else { return };
    let url = pooler.with_database(&database.name);
    let project = Project::new(url.reveal().expose().clone(), "");
    project.write("migrations/a.sql", FIRST);
    for command in [&["current"][..], &["dump-schema", "database"], &["history", "-i"], &["lock", "status"]] {
        project.ok(command);
    }
    project.ends(1, &["upgrade"]);
    project.ends(3, &["doctor"]);
    let settings = "SELECT string_agg(name || '=' || setting, ' ') FROM pg_settings WHERE source = 'session' AND name IN \
                    ('default_transaction_read_only', 'lock_timeout', 'statement_timeout', 'search_path')";
    let found = limbeck_testing::rows(&url, settings).concat();
    // The two limits are those of this very statement.
    assert!(!found.contains("read_only") && !found.contains("search_path"), "{found}");
    assert_eq!(database.rows("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"), ["0"]);
}
