//! One lexer for all dialects: text in, tokens out, nothing lost.

mod error;
mod mode;
mod parentheses;
mod position;
mod quotes;
mod scanner;
mod token;
mod unquote;

pub use error::{LexError, LexErrorKind};
pub use mode::LexMode;
pub(crate) use parentheses::without_outer_parentheses;
pub(crate) use position::Position;
pub(crate) use scanner::Scanner;
pub use token::{Token, TokenKind, significant_tokens, tokens};
pub use unquote::unquote;
