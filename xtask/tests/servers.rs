//! The servers that `cargo xtask test` starts are there.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "the helpers of tests fail by panicking"
)]
#![expect(clippy::print_stdout, reason = "a test that does not run says so")]

use std::io::Write;
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

/// Connects to the server of a variable; a server that is not there is told of, in the file that `cargo xtask test` counts from.
#[track_caller]
fn is_there(variable: &str, port: u16) {
    let Some(url) = std::env::var(variable).ok().filter(|url| !url.is_empty()) else {
        println!("not run: {variable} is not set");
        if let Some(file) = std::env::var_os("LIMBECK_TEST_NOT_RUN") {
            let mut file = std::fs::OpenOptions::new().create(true).append(true).open(file).unwrap();
            writeln!(file, "{variable}\tservers").unwrap();
        }
        return;
    };
    let address = address(&url, port);
    let found = address.to_socket_addrs().unwrap().next().unwrap();
    TcpStream::connect_timeout(&found, Duration::from_secs(10))
        .unwrap_or_else(|error| panic!("{variable}: {address}: {error}"));
}

/// Host and port of a URL.
fn address(url: &str, port: u16) -> String {
    let (_, rest) = url.split_once("://").expect("a URL");
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let has_port = host.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    if has_port { host.to_owned() } else { format!("{host}:{port}") }
}

#[test]
fn postgresql() {
    is_there("LIMBECK_TEST_POSTGRESQL_URL", 5432);
}

#[test]
fn postgresql_18() {
    is_there("LIMBECK_TEST_POSTGRESQL18_URL", 5432);
}

#[test]
fn mariadb() {
    is_there("LIMBECK_TEST_MARIADB_URL", 3306);
}

#[test]
fn mysql() {
    is_there("LIMBECK_TEST_MYSQL_URL", 3306);
}

#[test]
fn an_address_has_its_port() {
    assert_eq!(address("postgresql://u:p@h:5433/db?sslmode=require", 5432), "h:5433");
    assert_eq!(address("mysql://h", 3306), "h:3306");
}
