//! A text of several statements, split into its statements as the server's own command-line client would.

mod blocks;
mod client;
mod frames;
mod settings;
mod splitter;
mod statement;

pub use splitter::split;
pub use statement::Statement;
