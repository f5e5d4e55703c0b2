//! Database URLs as the ecosystem writes them: one parser, one canonical form, conversion to every driver.
//!
//! ```
//! use limbeck_url::{DatabaseUrl, Driver};
//!
//! let url = DatabaseUrl::parse("postgresql+asyncpg://app:p%40ss@db.example.com/shop?ssl=verify-full")?;
//! assert_eq!(url.canonical().as_str(), "postgresql://app:***@db.example.com/shop?sslmode=verify-full");
//! assert_eq!(url.password().map(|secret| secret.expose().as_str()), Some("p@ss"));
//! assert_eq!(
//!     url.for_driver(Driver::Sqlx)?.expose(),
//!     "postgresql://app:p%40ss@db.example.com/shop?sslmode=verify-full"
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What is never done: print a password, drop a parameter that a driver has no word for, ask for less TLS than the URL does, or guess
//! where readers disagree.

mod canonical;
mod convert;
mod dialect;
mod driver;
mod encode;
mod error;
mod host;
mod mask;
mod nearest;
mod parameters;
mod parse;
mod secret;
mod sqlite;
mod url;

pub use dialect::{DialectName, UnknownDialect};
pub use driver::{Driver, UnknownDriver};
pub use error::{Unsupported, UnsupportedParameter, UrlError};
pub use host::Host;
pub use mask::{find_passwords, mask_passwords};
pub use nearest::nearest;
pub use parameters::{Parameters, SslMode};
pub use secret::{Masked, Secret};
pub use sqlite::{SqliteLocation, SqliteMode, SqliteStyle, UnknownSqliteStyle};
pub use url::DatabaseUrl;
