//! SQL text: dialects and rendering, the lexer, the splitter, the classifier.
//!
//! Dialects differ here and nowhere else: everybody above asks a [`Render`] its named questions.

pub mod classify;
mod dialect;
pub mod lexer;
pub mod mysql;
pub mod postgresql;
mod render;
mod script;
pub mod split;
pub mod sqlite;

pub use classify::{Class, Classification, classify, refuse_in_scratch, without_concurrently};
pub use lexer::{LexError, LexErrorKind, LexMode, Token, TokenKind, significant_tokens, tokens, unquote};
pub use split::{Statement, split};

pub use dialect::dialect;
pub use render::Render;
pub use script::{RenderError, Script, ScriptStatement, for_client};
