//! The library as an application uses it: revisions inside the program, sync code and futures.

#![cfg(feature = "sqlite")]
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;

use limbeck::{ApplyOptions, Config, Control, Embedded, EmbeddedFile, ErrorKind, Event, Running, Source};

const FILES: &[EmbeddedFile] = &[
    EmbeddedFile {
        name: "a001.sql",
        text: "-- Create users\n-- @revision a001\n-- @upgrade\nCREATE TABLE users (id integer PRIMARY KEY);\n-- @downgrade\nDROP TABLE users;\n",
    },
    EmbeddedFile {
        name: "b002.sql",
        text: "-- Create teams\n-- @revision b002\n-- @revises a001\n-- @upgrade\nCREATE TABLE teams (id integer PRIMARY KEY);\n-- @downgrade\nDROP TABLE teams;\n",
    },
];

const EMBEDDED: Embedded = Embedded { folder: "", files: FILES };

fn database() -> (tempfile::TempDir, Config) {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::with_url(format!("sqlite:///{}", folder.path().join("app.db").display()));
    (folder, config)
}

/// Enough of a runtime to await one future.
fn block_on<T>(mut future: Running<T>) -> limbeck::Result<T> {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    loop {
        match Pin::new(&mut future).poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(outcome) => return outcome,
            Poll::Pending => std::thread::park(),
        }
    }
}

#[test]
fn an_application_upgrades_at_start_and_finds_nothing_to_do_the_next_time() {
    let (_folder, config) = database();
    let source = Source::from(EMBEDDED);
    let report = limbeck::upgrade(&config, &source, "head").unwrap();
    assert_eq!(report.applied, ["a001", "b002"]);
    let report = limbeck::upgrade(&config, &source, "head").unwrap();
    assert!(report.already_done && report.applied.is_empty());
    let current = limbeck::current(&config, &source).unwrap();
    assert_eq!((current.heads, current.at_heads), (vec!["b002".to_owned()], true));
    assert_eq!(limbeck::downgrade(&config, &source, "base").unwrap().applied, ["b002", "a001"]);
}

#[test]
fn futures_need_no_runtime() {
    let (_folder, config) = database();
    let source = Source::from(EMBEDDED);
    assert!(block_on(limbeck::ensure_version_async(&config)).unwrap());
    assert_eq!(block_on(limbeck::upgrade_async(&config, &source, "+1")).unwrap().applied, ["a001"]);
    assert_eq!(
        block_on(limbeck::stamp_async(&config, &source, &["head".to_owned()])).unwrap().inserted,
        ["b002"]
    );
    assert!(block_on(limbeck::current_async(&config, &source)).unwrap().at_heads);
    let error = block_on(limbeck::downgrade_async(&config, &source, "nosuch")).unwrap_err();
    assert_eq!((error.kind(), error.exit_code()), (ErrorKind::Target, 1));
}

#[test]
fn events_are_told_and_a_stop_is_heeded_before_the_next_statement() {
    let (_folder, config) = database();
    let source = Source::from(EMBEDDED);
    let told = Arc::new(Mutex::new(Vec::new()));
    let stop = Control::new();
    let (inside, seen) = (stop.clone(), Arc::clone(&told));
    // A listener of its own, on the same flag.
    let control = stop.clone().on_event(move |event| {
        if let Event::Finished { revision, .. } = event {
            seen.lock().unwrap().push(revision.clone());
            inside.stop();
        }
    });
    let options = ApplyOptions { control, ..ApplyOptions::default() };
    let error = limbeck::upgrade_with(&config, &source, "head", &options).unwrap_err();
    assert_eq!((error.kind(), error.exit_code()), (ErrorKind::Interrupted, 130), "{error}");
    assert_eq!(*told.lock().unwrap(), ["a001"]);
    assert_eq!(limbeck::current(&config, &source).unwrap().pending, ["b002"]);
    assert_eq!(limbeck::upgrade(&config, &source, "head").unwrap().applied, ["b002"]);
}

#[test]
fn errors_name_the_file_the_line_and_the_statement() {
    const BROKEN: &[EmbeddedFile] = &[EmbeddedFile {
        name: "a001.sql",
        text: "-- Broken\n-- @revision a001\n\n-- @upgrade\nCREATE TABLE a (id integer);\nINSERT INTO nowhere VALUES (1);\n",
    }];
    let (_folder, config) = database();
    let error =
        limbeck::upgrade(&config, &Embedded { folder: "", files: BROKEN }.into(), "head").unwrap_err();
    let place = error.location().unwrap();
    assert_eq!((place.file.to_str(), place.line), (Some("a001.sql"), 6));
    assert_eq!(error.statement(), Some("INSERT INTO nowhere VALUES (1)"));
    assert!(error.to_string().contains("no such table: nowhere"), "{error}");
}

#[test]
fn revisions_inside_the_program_are_written_to_the_folder_they_come_from() {
    let folder = tempfile::tempdir().unwrap();
    for file in FILES {
        fs_err::write(folder.path().join(file.name), file.text).unwrap();
    }
    let name: &'static str = Box::leak(folder.path().to_string_lossy().into_owned().into_boxed_str());
    let source = Source::from(Embedded { folder: name, files: FILES });
    let options = limbeck::NewRevisionOptions { message: "Next".to_owned(), ..Default::default() };
    let created = limbeck::new_revision(&Config::default(), &source, &options).unwrap();
    assert!(created.file.starts_with(folder.path()));
    assert_eq!(created.revision.parents, ["b002"]);
    let nowhere = Source::from(EMBEDDED);
    let error = limbeck::new_revision(&Config::default(), &nowhere, &options).unwrap_err();
    assert_eq!(error.exit_code(), 2);
}
