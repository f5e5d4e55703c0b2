//! The command line of the program `limbeck`, for an application's own `manage_db`: arguments, text, JSON.
//!
//! ```no_run
//! # fn main() -> std::process::ExitCode {
//! let config = limbeck::Config::with_url(std::env::var("DATABASE_URL").unwrap_or_default());
//! let source = limbeck::Source::directory("migrations");
//! limbeck::manage::run(config, source, None)
//! # }
//! ```

mod application;
mod arguments;
pub mod commands;
mod drawing;
mod error;
mod globals;
mod interrupt;
pub mod json;
mod output;
mod progress;
mod project;
mod text;

pub use application::{run, run_with};
pub use arguments::parse_arguments;
pub use error::{report, report_usage};
pub use globals::{Color, GlobalArgs};
pub use interrupt::control;
pub use output::Output;
pub use project::Project;
