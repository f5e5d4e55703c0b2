//! The questions a URL answers, and the URLs made from it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use limbeck_url::{
    DatabaseUrl, DialectName, Driver, Host, Masked, SqliteLocation, SqliteMode, SqliteStyle, SslMode,
};

#[expect(clippy::unwrap_used, reason = "a helper of tests, each of which gives it a URL that is one")]
fn parse(text: &str) -> DatabaseUrl {
    DatabaseUrl::parse(text).unwrap()
}

fn canonical(url: &DatabaseUrl) -> String {
    Masked::to_string(&url.canonical())
}

#[test]
fn parts() {
    let url = parse(
        "mysql+asyncmy://app:p%40ss@db:3307/shop?ssl_ca=/ca.pem&connect_timeout=5&charset=utf8mb4&program_name=x&collation=c",
    );
    assert_eq!(url.dialect(), DialectName::MySql);
    assert_eq!(url.driver(), Some(Driver::Asyncmy));
    assert_eq!(url.username(), Some("app"));
    assert_eq!(url.password().map(|secret| secret.expose().as_str()), Some("p@ss"));
    assert_eq!(url.hosts(), [Host::Tcp { name: "db".to_owned(), port: Some(3307) }]);
    assert_eq!(url.database(), Some("shop"));
    let parameters = url.parameters();
    assert_eq!(parameters.sslmode, Some(SslMode::VerifyFull));
    assert_eq!(parameters.sslrootcert.as_deref(), Some("/ca.pem"));
    assert_eq!(parameters.connect_timeout, Some(Duration::from_secs(5)));
    assert_eq!(parameters.charset.as_deref(), Some("utf8mb4"));
    assert_eq!(parameters.application_name.as_deref(), Some("x"));
    assert_eq!(parameters.others().collect::<Vec<_>>(), [("collation", "c")]);
    assert_eq!(parameters.get("sslmode").as_deref(), Some("verify-full"));
    assert_eq!(parameters.get("options"), None);
    assert_eq!(url.sqlite(), None);
}

#[test]
fn sockets() {
    let url = parse("postgresql://u@%2Frun%2Fpg:5433/db");
    assert_eq!(url.socket(), Some(Path::new("/run/pg")));
    assert_eq!(url.hosts()[0].port(), Some(5433));
    assert_eq!(parse("postgresql://h/db").socket(), None);
}

#[test]
fn spellings_of_the_same_url_are_equal() {
    let canonical = parse("postgresql://u:p%40@h1:1,h2:2/db?sslmode=require");
    for same in [
        "postgres://u:p%40@h1:1,h2:2/db?sslmode=require",
        "postgresql:///db?host=h1:1&host=h2:2&user=u&password=p%40&ssl-mode=REQUIRED",
        "POSTGRES://u:p%40@h1:1,h2:2/db?ssl=require&sslmode=",
    ] {
        assert_eq!(parse(same), canonical, "{same}");
    }
    assert_ne!(parse("postgresql://u:other@h1:1,h2:2/db?sslmode=require"), canonical);
}

#[test]
fn another_database_on_the_same_server() {
    let url = parse("postgresql://u:p@h:1/db?sslmode=require");
    assert_eq!(canonical(&url.clone().with_database("a/b")), "postgresql://u:***@h:1/a%2Fb?sslmode=require");
    assert_eq!(canonical(&url.with_database("")), "postgresql://u:***@h:1?sslmode=require");
    assert_eq!(canonical(&parse("sqlite:a.db?mode=rw").with_database("b.db")), "sqlite://b.db?mode=rw");
}

#[test]
fn an_ambiguous_sqlite_path_stays_so_until_somebody_decides() {
    let url = parse("sqlite:///data/app.db?mode=rw");
    let ambiguous = SqliteLocation::Ambiguous {
        absolute: PathBuf::from("/data/app.db"),
        relative: PathBuf::from("data/app.db"),
    };
    assert_eq!(url.sqlite(), Some(&ambiguous));
    assert_eq!(url.sqlite_mode(), Some(SqliteMode::ReadWrite));
    assert_eq!(
        ambiguous.clear_spellings(),
        Some(("sqlite:////data/app.db".to_owned(), "sqlite://data/app.db".to_owned()))
    );
    assert_eq!(canonical(&url.clone().resolve_sqlite(None)), "sqlite:///data/app.db?mode=rw");
    assert_eq!(
        canonical(&url.clone().resolve_sqlite(Some(SqliteStyle::Sqlx))),
        "sqlite:////data/app.db?mode=rw"
    );
    assert_eq!(
        canonical(&url.clone().resolve_sqlite(Some(SqliteStyle::SqlAlchemy))),
        "sqlite://data/app.db?mode=rw"
    );

    let based = url.clone().relative_to(Path::new("/srv/app"));
    assert_eq!(canonical(&based), "sqlite:///data/app.db?mode=rw", "still undecided");
    assert_eq!(
        based.resolve_sqlite(Some(SqliteStyle::SqlAlchemy)).sqlite(),
        Some(&SqliteLocation::File(PathBuf::from("/srv/app/data/app.db")))
    );

    let decided = url.with_sqlite_location(SqliteLocation::File(PathBuf::from("x.db")));
    assert_eq!(canonical(&decided), "sqlite://x.db?mode=rw");
}

#[test]
fn relative_paths_count_from_a_base_and_absolute_ones_do_not() {
    let base = Path::new("/srv/app");
    assert_eq!(canonical(&parse("sqlite:a.db").relative_to(base)), "sqlite:////srv/app/a.db");
    assert_eq!(canonical(&parse("sqlite:/a.db").relative_to(base)), "sqlite:////a.db");
    assert_eq!(canonical(&parse("sqlite:///C:/a.db").relative_to(base)), "sqlite:///C:/a.db");
    assert_eq!(canonical(&parse("sqlite::memory:").relative_to(base)), "sqlite::memory:");
    assert_eq!(
        canonical(&parse("postgresql://h/db?sslrootcert=ca.pem").relative_to(base)),
        "postgresql://h/db?sslrootcert=ca.pem"
    );
}

#[test]
fn nothing_prints_the_password() {
    let url = parse("postgresql://u:geheim@h/db");
    assert_eq!(
        format!("{url:?}"),
        r#"DatabaseUrl { canonical: "postgresql://u:***@h/db", driver: None, .. }"#
    );
    assert_eq!(format!("{:?} {}", url.reveal(), url.reveal()), "*** ***");
    assert_eq!(
        url.for_driver_masked(Driver::Libpq).unwrap().as_str(),
        "host=h user=u password=*** dbname=db"
    );
    assert_eq!(
        url.for_driver_masked(Driver::Jdbc).unwrap().as_str(),
        "jdbc:postgresql://h/db?password=***&user=u"
    );
    assert_eq!(url.reveal().expose(), "postgresql://u:geheim@h/db");
}

#[test]
fn what_a_driver_cannot_be_told_is_explained() {
    let url = parse("mysql://h/db?sslmode=require&connect_timeout=5");
    let refused = url.for_driver(Driver::Aiomysql).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the URL cannot be written for aiomysql without changing what it means: `sslmode`: the driver goes on without TLS when \
         the server has none; use another driver, or set TLS up in code"
    );
    let refused = url.for_driver(Driver::Psycopg).unwrap_err();
    assert_eq!(refused.to_string(), "psycopg does not speak to mysql");
    let refused = parse("postgresql://h/db?sslcrl=/x").for_driver(Driver::Sqlx).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the URL cannot be written for sqlx without changing what it means: `sslcrl`: sqlx has no word for it in its URL; set \
         it in the application's code"
    );
}

#[test]
fn driver_names() {
    for driver in Driver::ALL {
        assert_eq!(driver.as_str().parse::<Driver>().unwrap(), driver);
        assert_eq!(driver.as_str().to_uppercase().parse::<Driver>().unwrap(), driver);
    }
    assert_eq!("mysql-async".parse::<Driver>().unwrap(), Driver::MysqlAsync);
    assert_eq!("SeaORM".parse::<Driver>().unwrap(), Driver::SeaOrm);
    assert_eq!("deadpool".parse::<Driver>().unwrap(), Driver::DeadpoolPostgres);
    let error = "asynpg".parse::<Driver>().unwrap_err();
    assert_eq!(error.nearest, Some("asyncpg"));
    assert!(error.to_string().contains("(did you mean `asyncpg`?)"), "{error}");
}

#[test]
fn other_words_are_refused_by_name() {
    assert!("sqlite3".parse::<SqliteStyle>().unwrap_err().to_string().contains("sqlalchemy"));
    assert_eq!("sqlalchemy".parse::<SqliteStyle>().unwrap(), SqliteStyle::SqlAlchemy);
    assert!("pg".parse::<DialectName>().is_err());
}
