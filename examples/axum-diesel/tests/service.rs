//! The service and its `manage_db`, as their users use them.

mod support;

use std::path::Path;

use serde_json::json;
use support::Place;

const SOURCES: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn what_is_stored_is_there_after_a_restart_a_downgrade_and_an_upgrade() {
    Place::everywhere().iter().for_each(stored);
}

fn stored(place: &Place) {
    println!("on {}", place.name());
    let service = place.start();
    assert_eq!(service.applied.len(), 2);
    assert_eq!(service.get("/health"), (200, json!({ "status": "ok" })));
    assert_eq!(service.get("/users"), (200, json!([])));

    let ada = json!({ "email": "ada@example.org", "name": "Ada", "about": "counts" });
    let (status, user) = service.post("/users", &ada);
    assert_eq!(status, 201, "{user}");
    assert_eq!((&user["email"], &user["about"]), (&ada["email"], &ada["about"]));
    let of_ada = format!("/users/{}", user["id"]);
    let (status, post) = service.post(&format!("{of_ada}/posts"), &json!({ "title": "Notes", "body": "G" }));
    assert_eq!(status, 201, "{post}");
    assert_eq!((&post["user_id"], &post["published"]), (&user["id"], &json!(true)));

    let both_are_there = |service: &support::Service| {
        assert_eq!(service.get("/users"), (200, json!([user])));
        assert_eq!(service.get(&of_ada), (200, user.clone()));
        assert_eq!(service.get(&format!("{of_ada}/posts")), (200, json!([post])));
    };
    both_are_there(&service);
    drop(service);
    let service = place.start();
    assert_eq!(service.applied, [""; 0]);
    both_are_there(&service);
    drop(service);

    assert!(place.manage_db(&["current"]).ok().contains("(head)"));
    place.check().ok();
    place.manage_db(&["downgrade", "-1"]).ok();
    assert!(!place.manage_db(&["current"]).ok().contains("(head)"));
    assert_eq!(place.check().code, Some(3));
    place.manage_db(&["upgrade"]).ok();
    place.check().ok();
    // On SQLite the posts came through two rebuilds of their table.
    both_are_there(&place.start());
}

#[test]
fn replicas_that_start_at_once_migrate_once() {
    for place in Place::everywhere() {
        println!("on {}", place.name());
        let starting: Vec<_> = (0..3).map(|_| place.spawn()).collect();
        let replicas: Vec<_> = starting.into_iter().map(support::Starting::wait).collect();
        let mut applied: Vec<&String> = replicas.iter().flat_map(|replica| &replica.applied).collect();
        applied.sort();
        let mut once = applied.clone();
        once.dedup();
        assert_eq!(applied.len(), 2);
        assert_eq!(applied, once);
        let (status, user) = replicas[0].post("/users", &json!({ "email": "a@example.org", "name": "A" }));
        assert_eq!(status, 201, "{user}");
        assert_eq!(replicas[1].get("/users"), (200, json!([user])));
        place.check().ok();
    }
}

#[test]
fn one_url_serves_both_sides_however_it_is_spelled() {
    for url in ["sqlite+aiosqlite:///{file}", "sqlite:{file}", "{file}", "sqlite://{file}?mode=rwc"] {
        let place = Place::spelled(url);
        let service = place.start();
        assert_eq!(service.get("/users"), (200, json!([])), "{url}");
        assert!(place.path("app.db").is_file(), "{url}");
        assert!(place.manage_db(&["current"]).ok().contains("(head)"), "{url}");
    }
}

#[test]
fn what_cannot_be_done_is_said_in_json() {
    Place::everywhere().iter().for_each(refused);
}

fn refused(place: &Place) {
    println!("on {}", place.name());
    let service = place.start();
    let ada = json!({ "email": "ada@example.org", "name": "Ada" });
    assert_eq!(service.post("/users", &ada).0, 201);
    let says = |(status, answer): (u16, serde_json::Value)| {
        (status, answer["error"].as_str().unwrap_or_default().to_owned())
    };
    let cases = [
        (service.post("/users", &ada), 409, "there is a user with the email ada@example.org"),
        (service.get("/users/7"), 404, "there is no user 7"),
        (service.get("/users/7/posts"), 404, "there is no user 7"),
        (service.post("/users/7/posts", &json!({ "title": "T", "body": "B" })), 404, "there is no user 7"),
        (service.get("/nothing"), 404, "there is nothing here"),
    ];
    for (answer, status, message) in cases {
        assert_eq!(says(answer), (status, message.to_owned()));
    }
    let words_of_others = [
        (service.post("/users", &json!({ "email": "b@example.org" })), 422, "missing field `name`"),
        (service.post_text("/users", "{"), 400, "Failed to parse"),
        (service.get("/users/ada"), 400, "ada"),
    ];
    for (answer, status, part) in words_of_others {
        let (found, message) = says(answer);
        assert!(found == status && message.contains(part), "{found} {message}");
    }
}

#[test]
fn what_the_schema_has_no_words_for_is_left_alone() {
    for place in Place::everywhere() {
        println!("on {}", place.name());
        place.manage_db(&["init"]).ok();
        place.manage_db(&["upgrade"]).ok();
        // Unique index, index and foreign key are there, are not in schema.rs, and are not missed.
        let there = place.manage_db(&["dump-schema", "database"]).ok();
        for name in ["users_email_key", "posts_user_id_idx"] {
            assert!(there.contains(name), "{there}");
        }
        place.check().ok();
        assert_eq!(place.manage_db_in(Path::new(SOURCES), &["diff"]).ok(), "");
    }
}

#[test]
fn the_revisions_lead_to_the_models() {
    for place in Place::everywhere() {
        println!("on {}", place.name());
        place.manage_db(&["init"]).ok();
        assert_eq!(place.check().code, Some(3), "revisions are pending");
        // From the revisions inside the program as from the files.
        for folder in [place.path("."), SOURCES.into()] {
            place.manage_db_in(&folder, &["upgrade"]).ok();
            place.check().ok();
            assert_eq!(place.manage_db_in(&folder, &["history"]).ok().lines().count(), 2);
            place.manage_db_in(&folder, &["downgrade", "base"]).ok();
        }
    }
}

#[test]
fn a_revision_is_created_from_the_schema() {
    let place = Place::new();
    let sources = Path::new(SOURCES);
    fs_err::create_dir(place.path("migrations")).unwrap();
    fs_err::create_dir(place.path("src")).unwrap();
    fs_err::copy(sources.join("limbeck.toml"), place.path("limbeck.toml")).unwrap();
    for entry in fs_err::read_dir(sources.join("migrations")).unwrap() {
        let entry = entry.unwrap();
        fs_err::copy(entry.path(), place.path("migrations").join(entry.file_name())).unwrap();
    }
    let schema = fs_err::read_to_string(sources.join("src/schema.rs")).unwrap();
    let more = schema.replace(
        "        published -> Bool,\n",
        "        published -> Bool,\n        edited_at -> Nullable<Timestamp>,\n",
    );
    assert_ne!(more, schema);
    fs_err::write(place.path("src/schema.rs"), more).unwrap();

    place.manage_db(&["upgrade"]).ok();
    assert_eq!(place.manage_db(&["check"]).code, Some(3));
    let written = place.manage_db(&["create", "Edited posts", "--dialect", "sqlite"]).ok();
    let text = fs_err::read_to_string(place.path(written.trim())).unwrap();
    assert!(text.contains("ADD COLUMN edited_at") && !text.contains("DROP INDEX"), "{text}");
    place.manage_db(&["upgrade"]).ok();
    place.manage_db(&["check"]).ok();
    assert_eq!(place.manage_db(&["create", "Nothing is left", "--dialect", "sqlite"]).ok(), "");
}
