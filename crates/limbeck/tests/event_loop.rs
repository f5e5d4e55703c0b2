//! The engine is called from wherever an application stands: sync code, every kind of tokio's threads, smol. It is dropped there, stopped in the
//! middle there, and awaited there, and no runtime is needed for any of it.

#![cfg(all(feature = "mysql", feature = "postgres", feature = "sqlite"))]
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test ends, and says where, when something is not as it must be"
)]

use std::future::Future;

use limbeck::{ApplyOptions, Config, Control, Embedded, EmbeddedFile, ErrorKind, Event, Source};
use limbeck_testing::{TestDatabase, TestServer};

const FILES: &[EmbeddedFile] = &[
    EmbeddedFile {
        name: "a001.sql",
        text: "-- Users\n-- @revision a001\n-- @upgrade\nCREATE TABLE users (id integer PRIMARY KEY);\n-- @downgrade\nDROP TABLE users;\n",
    },
    EmbeddedFile {
        name: "b002.sql",
        text: "-- Teams\n-- @revision b002\n-- @revises a001\n-- @upgrade\nCREATE TABLE teams (id integer PRIMARY KEY);\n-- @downgrade\nDROP TABLE teams;\n",
    },
];

/// One for each driver: where the engine runs is no question of the server's version.
const SERVERS: [TestServer; 2] = [TestServer::PostgreSql, TestServer::MariaDb];

fn source() -> Source {
    Source::from(Embedded { folder: "", files: FILES })
}

/// A database that goes when the test does.
struct Database {
    config: Config,
    _folder: Option<tempfile::TempDir>,
    server: Option<TestDatabase>,
}

impl Drop for Database {
    fn drop(&mut self) {
        let server = self.server.take();
        std::thread::spawn(move || drop(server)).join().unwrap();
    }
}

/// SQLite, and a server for each of the other drivers. Each database is new. They are made and dropped on threads of their own: the helpers of tests open
/// connections where they are called.
fn databases() -> Vec<Database> {
    std::thread::spawn(make_databases).join().unwrap()
}

fn make_databases() -> Vec<Database> {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:///{}", folder.path().join("app.db").display());
    let sqlite = Database { config: Config::with_url(url), _folder: Some(folder), server: None };
    let servers = SERVERS.into_iter().filter_map(TestServer::database).map(|database| Database {
        config: Config::with_url(database.url_text()),
        _folder: None,
        server: Some(database),
    });
    std::iter::once(sqlite).chain(servers).collect()
}

/// Everything an application does at its start, without `async`.
fn sync_life(config: &Config) {
    let source = source();
    assert_eq!(limbeck::upgrade(config, &source, "head").unwrap().applied, ["a001", "b002"]);
    assert!(limbeck::current(config, &source).unwrap().at_heads);
    assert!(limbeck::upgrade(config, &source, "head").unwrap().already_done);
    assert_eq!(limbeck::downgrade(config, &source, "base").unwrap().applied, ["b002", "a001"]);
    // An error crosses the threads as well as a result does.
    assert_eq!(limbeck::upgrade(config, &source, "nosuch").unwrap_err().kind(), ErrorKind::Target);
}

/// The same with `await`, and a future that is dropped before and after it was polled.
async fn async_life(config: Config) {
    let source = source();
    limbeck::ensure_version_async(&config).await.unwrap();
    drop(limbeck::current_async(&config, &source));
    assert_eq!(limbeck::upgrade_async(&config, &source, "a001").await.unwrap().applied, ["a001"]);
    let stamped = limbeck::stamp_async(&config, &source, &["head".to_owned()]).await.unwrap();
    assert_eq!(stamped.inserted, ["b002"]);
    assert!(limbeck::current_async(&config, &source).await.unwrap().at_heads);
    limbeck::stamp_async(&config, &source, &["a001".to_owned()]).await.unwrap();
    assert_eq!(limbeck::downgrade_async(&config, &source, "base").await.unwrap().applied, ["a001"]);
    let error = limbeck::downgrade_async(&config, &source, "nosuch").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Target);
}

fn multi_thread() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

fn current_thread() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

type Sync = fn(Config);

/// Where the sync functions are called.
const CALLED_FROM: [(&str, Sync); 11] = [
    ("sync code", |config| sync_life(&config)),
    ("block_on of the runtime with threads", |config| multi_thread().block_on(async { sync_life(&config) })),
    ("block_on of the runtime without", |config| current_thread().block_on(async { sync_life(&config) })),
    ("tokio::spawn", |config| {
        multi_thread().block_on(async { tokio::spawn(async move { sync_life(&config) }).await.unwrap() });
    }),
    ("tokio::spawn on the only thread", |config| {
        current_thread().block_on(async { tokio::spawn(async move { sync_life(&config) }).await.unwrap() });
    }),
    ("spawn_blocking", |config| {
        multi_thread()
            .block_on(async { tokio::task::spawn_blocking(move || sync_life(&config)).await.unwrap() });
    }),
    ("block_in_place", |config| {
        multi_thread().block_on(async {
            tokio::spawn(async move { tokio::task::block_in_place(|| sync_life(&config)) }).await.unwrap();
        });
    }),
    ("a LocalSet", |config| {
        let local = tokio::task::LocalSet::new();
        local.block_on(&current_thread(), async {
            tokio::task::spawn_local(async move { sync_life(&config) }).await.unwrap();
        });
    }),
    ("an entered runtime", |config| {
        let runtime = multi_thread();
        let _entered = runtime.enter();
        sync_life(&config);
    }),
    ("smol", |config| smol::block_on(async { smol::spawn(async move { sync_life(&config) }).await })),
    ("smol::unblock", |config| smol::block_on(smol::unblock(move || sync_life(&config)))),
];

/// Where futures are awaited.
const AWAITED_IN: [(&str, Sync); 6] = [
    ("the runtime with threads", |config| multi_thread().block_on(async_life(config))),
    ("the runtime without", |config| current_thread().block_on(async_life(config))),
    ("tokio::spawn", |config| {
        multi_thread().block_on(async { tokio::spawn(async_life(config)).await.unwrap() });
    }),
    ("a LocalSet", |config| {
        let local = tokio::task::LocalSet::new();
        local.block_on(&current_thread(), async {
            tokio::task::spawn_local(async_life(config)).await.unwrap();
        });
    }),
    ("smol", |config| smol::block_on(async { smol::spawn(async_life(config)).await })),
    ("smol::block_on alone", |config| smol::block_on(async_life(config))),
];

/// Runs each place on a database of each kind; everybody leaves it as it was. What fails says where.
fn everywhere(places: &[(&'static str, Sync)]) {
    for database in databases() {
        for (place, run) in places {
            println!("{place}");
            run(database.config.clone());
        }
    }
}

#[test]
fn sync_functions_are_called_from_everywhere() {
    everywhere(&CALLED_FROM);
}

#[test]
fn futures_are_awaited_everywhere() {
    everywhere(&AWAITED_IN);
}

#[tokio::test]
async fn in_a_test_of_tokio() {
    for database in databases() {
        sync_life(&database.config);
    }
    for database in databases() {
        async_life(database.config.clone()).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_test_of_tokio_with_threads() {
    for database in databases() {
        sync_life(&database.config);
    }
}

#[test]
fn in_main_of_both_flavours() {
    #[tokio::main]
    async fn with_threads(config: Config) {
        sync_life(&config);
    }
    #[tokio::main(flavor = "current_thread")]
    async fn without(config: Config) {
        sync_life(&config);
    }
    everywhere(&[("with threads", with_threads), ("without", without)]);
}

/// Stops an upgrade after its first revision, from a listener, and finishes it later.
fn stopped_and_finished(config: Config) {
    let (config, source) = (&config, source());
    let stop = Control::new();
    let inside = stop.clone();
    let control = stop.on_event(move |event| {
        if matches!(event, Event::Finished { .. }) {
            inside.cancel();
        }
    });
    let options = ApplyOptions { control, ..ApplyOptions::default() };
    let error = limbeck::upgrade_with(config, &source, "head", &options).unwrap_err();
    assert_eq!((error.kind(), error.exit_code()), (ErrorKind::Interrupted, 130), "{error}");
    assert_eq!(limbeck::current(config, &source).unwrap().pending, ["b002"]);
    assert_eq!(limbeck::upgrade(config, &source, "head").unwrap().applied, ["b002"]);
    limbeck::downgrade(config, &source, "base").unwrap();
}

#[test]
fn a_run_that_is_stopped_in_the_middle_goes_on_later() {
    everywhere(&[
        ("threads", |config| multi_thread().block_on(async { stopped_and_finished(config) })),
        ("one thread", |config| current_thread().block_on(async { stopped_and_finished(config) })),
        ("smol", |config| smol::block_on(async { stopped_and_finished(config) })),
    ]);
}

/// Polls once and drops: the run has begun, and is told to stop. What it has done it has done whole.
async fn dropped_and_finished(config: Config) {
    let source = source();
    let mut running = Box::pin(limbeck::upgrade_async(&config, &source, "head"));
    std::future::poll_fn(|context| {
        let _ = running.as_mut().poll(context);
        std::task::Poll::Ready(())
    })
    .await;
    drop(running);
    // Whoever comes next waits for what still runs, and does the rest.
    let report = limbeck::upgrade_async(&config, &source, "head").await.unwrap();
    assert!(report.applied.len() <= 2);
    let current = limbeck::current_async(&config, &source).await.unwrap();
    assert!(current.at_heads && current.unfinished.is_empty());
    assert_eq!(current.applied.len(), 2);
    limbeck::downgrade_async(&config, &source, "base").await.unwrap();
}

#[test]
fn a_future_that_is_dropped_leaves_a_state_that_the_next_run_finishes() {
    let places: [(&'static str, Sync); 3] = [
        ("the runtime with threads", |config| multi_thread().block_on(dropped_and_finished(config))),
        ("the runtime without", |config| current_thread().block_on(dropped_and_finished(config))),
        ("smol", |config| smol::block_on(dropped_and_finished(config))),
    ];
    everywhere(&places);
}

/// A statement that would take an hour ends when it is cancelled, while the loop that awaits it goes on.
#[test]
fn a_long_statement_is_cancelled_on_the_server() {
    let slow = |sleep: &str| -> Source {
        let text = format!("-- Slow\n-- @revision c003\n-- @upgrade\n{sleep};\n-- @downgrade\n");
        let files: &'static [EmbeddedFile] =
            Box::leak(Box::new([EmbeddedFile { name: "c003.sql", text: Box::leak(text.into_boxed_str()) }]));
        Source::from(Embedded { folder: "", files })
    };
    for server in SERVERS {
        let Some(database) = server.database() else { continue };
        let config = Config::with_url(database.url_text());
        let is_postgresql = server.dialect() == limbeck::DialectName::PostgreSql;
        let source = slow(if is_postgresql { "SELECT pg_sleep(3600)" } else { "DO sleep(3600)" });
        let outcome = current_thread().block_on(async {
            let running = limbeck::upgrade_async(&config, &source, "head");
            let control = running.control();
            let cancelling = tokio::spawn(async move {
                // Until it is heard: the statement may not have begun.
                loop {
                    control.cancel();
                    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                }
            });
            let outcome = running.await;
            cancelling.abort();
            outcome
        });
        assert!(outcome.is_err(), "{server:?}");
        assert!(limbeck::current(&config, &source).unwrap().applied.is_empty(), "{server:?}");
    }
}

/// A panic of the application's own listener, on the engine's thread, is an error where the engine was called.
#[test]
fn a_panic_inside_becomes_an_error() {
    fn broken(config: Config) {
        let config = &config;
        let control = Control::new().on_event(|_| panic!("the listener broke"));
        let options = ApplyOptions { control, ..ApplyOptions::default() };
        let error = limbeck::upgrade_with(config, &source(), "head", &options).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Internal);
        assert!(error.to_string().contains("the listener broke"), "{error}");
        // The connection is gone and the lock with it: the next run does what is left.
        limbeck::upgrade(config, &source(), "head").unwrap();
        assert!(limbeck::current(config, &source()).unwrap().at_heads);
        limbeck::downgrade(config, &source(), "base").unwrap();
    }
    everywhere(&[
        ("sync code", broken),
        ("tokio::spawn", |config| {
            multi_thread().block_on(async { tokio::spawn(async move { broken(config) }).await.unwrap() });
        }),
        ("smol", |config| smol::block_on(async { broken(config) })),
    ]);
}
