//! The configuration: `limbeck.toml`, the environment, `.env`, and which database URL wins.

mod environment;
mod file;
mod find;
mod keys;
mod model;
mod url;
mod values;

pub use environment::Environment;
pub use find::FILE_NAME;
pub use model::{Config, Filter, Hook, Patterns};
pub use url::{ResolvedUrl, UrlOrigin};
pub use values::{TypeName, parse_duration};
