//! Runs on real servers: what is applied, what is recorded, and what is left when something or somebody dies.
//!
//! Every test is a function of a database of its own, and runs on each server.
#![cfg(all(feature = "mysql", feature = "postgres"))]
#![expect(clippy::unwrap_used, clippy::panic, reason = "the helpers of tests fail by panicking")]

/// One test for each server that can be had.
macro_rules! on_every_server {
    ($($test:ident),* $(,)?) => { $(
        mod $test {
            use limbeck_testing::TestServer;

            #[test]
            fn postgresql() {
                if let Some(database) = TestServer::PostgreSql.database() {
                    super::$test(&database);
                }
            }

            #[test]
            fn postgresql_18() {
                if let Some(database) = TestServer::PostgreSql18.database() {
                    super::$test(&database);
                }
            }

            #[test]
            fn mariadb() {
                if let Some(database) = TestServer::MariaDb.database() {
                    super::$test(&database);
                }
            }

            #[test]
            fn mysql() {
                if let Some(database) = TestServer::MySql.database() {
                    super::$test(&database);
                }
            }
        }
    )* };
}

mod basics;
mod busy;
mod journal;
mod kills;
mod lock;
mod lost;
mod session;
mod support;
