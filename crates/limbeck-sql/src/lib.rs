//! `limbeck-sql`.

pub mod lexer;
pub mod split;

pub use lexer::{LexError, LexErrorKind, LexMode, Token, TokenKind, significant_tokens, tokens, unquote};
pub use split::{Statement, split};
