//! What Limbeck writes for a driver of SQLAlchemy is what SQLAlchemy's own `make_url` reads, and what that renders Limbeck reads again.
//!
//! Run on request: `cargo xtask sqlalchemy` brings the Python that `LIMBECK_TEST_SQLALCHEMY` names.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

use std::io::Write as _;
use std::process::{Command, Stdio};

use limbeck_url::{DatabaseUrl, Driver, Host, UrlError};

/// Texts with every character that is special in a URL.
const WORDS: [&str; 8] =
    ["plain", "p@ss/w:o#r?d", "100% & more = +", "ä €", "[x]", "a\\b'c\"d", "!$()*,;<>^`{|}~", "-._"];

fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'.' | b'-' | b'~' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// URLs of every server and of SQLite, for each driver of SQLAlchemy that can have them.
fn cases() -> Vec<(DatabaseUrl, Driver, String)> {
    let mut urls = Vec::new();
    for scheme in ["postgresql", "mysql", "mariadb"] {
        for host in ["h", "h:5433", "10.0.0.1:1", "[::1]", "[2001:db8::1]:3307"] {
            for (user, password) in WORDS.iter().zip(WORDS.iter().rev()) {
                for database in ["db", "a/b", "d ä"] {
                    let (user, password, database) = (encode(user), encode(password), encode(database));
                    urls.push(format!("{scheme}://{user}:{password}@{host}/{database}?connect_timeout=3"));
                    urls.push(format!("{scheme}://{user}:{password}@{host}/{database}"));
                }
            }
        }
        urls.extend([format!("{scheme}://u@h/db"), format!("{scheme}://h/db"), format!("{scheme}://u@h")]);
    }
    for path in ["app.db", "a b/c.db", "/srv/app.db", "/srv/ä é.db", "../x.db", ":memory:"] {
        urls.push(format!("sqlite:{}", path.split('/').map(encode).collect::<Vec<_>>().join("/")));
        urls.push(format!("sqlite:{}?mode=ro", path.split('/').map(encode).collect::<Vec<_>>().join("/")));
    }
    let mut cases = Vec::new();
    for text in urls {
        let url = DatabaseUrl::parse(&text).unwrap();
        for driver in Driver::ALL.into_iter().filter(|driver| driver.is_sqlalchemy()) {
            if let Ok(written) = url.for_driver(driver) {
                cases.push((url.clone(), driver, written.into_exposed()));
            }
        }
    }
    cases
}

/// What is wrong with one row of SQLAlchemy's answers.
fn fault(url: &DatabaseUrl, row: &str) -> Option<String> {
    let columns: Vec<&str> = row.split('\t').collect();
    let [_, user, password, host, port, database, rendered] = columns.as_slice() else {
        return Some(format!("is refused: {row}"));
    };
    let given = |text: Option<&str>| text.map_or_else(|| "-".to_owned(), encode);
    let is_server = url.sqlite().is_none();
    if is_server {
        let password_is = url.password().map(|secret| secret.expose().as_str());
        for (name, wanted, got) in [
            ("user", given(url.username()), user),
            ("password", given(password_is), password),
            ("database", given(url.database()), database),
        ] {
            if wanted != **got {
                return Some(format!("the {name} is {got}, not {wanted}"));
            }
        }
        if let [Host::Tcp { name, port: wanted }] = url.hosts() {
            let wanted = wanted.map_or_else(|| "-".to_owned(), |port| port.to_string());
            if (encode(name).as_str(), wanted.as_str()) != (*host, *port) {
                return Some(format!("the host is {host}:{port}"));
            }
        }
    }
    // It does not encode a `/` in the name of a database, which other readers take for the end of the name: that is refused, aloud.
    let ambiguous = url.database().is_some_and(|name| name.contains('/'));
    match DatabaseUrl::parse(rendered) {
        Ok(again) if ambiguous => Some(format!("{rendered} is ambiguous, and was read as {again:?}")),
        Err(UrlError::Ambiguous { character: '/', .. }) if ambiguous => None,
        Ok(again) => {
            let same = again.username() == url.username()
                && again.password() == url.password()
                && again.hosts() == url.hosts()
                && again.database() == url.database()
                && (is_server || again.canonical() == url.canonical());
            (!same).then(|| format!("{rendered} means something else: {again:?}, not {url:?}"))
        }
        Err(error) => Some(format!("{rendered} is refused: {error}")),
    }
}

#[test]
fn sqlalchemy_reads_what_is_written_for_it_and_is_read() {
    let Some(python) = std::env::var_os("LIMBECK_TEST_SQLALCHEMY") else { return };
    let cases = cases();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/make_url.py");
    let mut child = Command::new(python)
        .arg(script)
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let lines: String = cases.iter().map(|(_, _, text)| format!("{text}\n")).collect();
    let writing = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    let answers = String::from_utf8(output.stdout).unwrap();
    assert_eq!(answers.lines().count(), cases.len());
    let faults: Vec<String> = cases
        .iter()
        .zip(answers.lines())
        .filter_map(|((url, driver, text), row)| Some(format!("{driver}: {text}: {}", fault(url, row)?)))
        .collect();
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), cases.len(), faults.join("\n"));
}
