use crate::lexer::Token;

/// What is open inside a statement, innermost last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrameKind {
    /// A list of statements: `BEGIN … END`, `BEGIN ATOMIC … END`, `IF`, `LOOP`, `WHILE`, `REPEAT`, `FOR`, and `CASE` as a statement.
    Statements,
    /// The declarations between `AS` and `BEGIN` of MariaDB's Oracle mode.
    Declarations,
    /// `CASE … END` as an expression.
    Case,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Frame<'a> {
    pub(super) kind: FrameKind,
    /// The word that opened it.
    pub(super) word: Token<'a>,
    /// How many parentheses were open then: its END stands at the same depth.
    pub(super) depth: usize,
}

/// The open parentheses and blocks of one statement.
#[derive(Clone, Debug, Default)]
pub(super) struct Frames<'a> {
    pub(super) open: Vec<Frame<'a>>,
    pub(super) parentheses: Vec<usize>,
}

impl<'a> Frames<'a> {
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    pub(super) fn push(&mut self, kind: FrameKind, word: &Token<'a>) {
        self.open.push(Frame { kind, word: *word, depth: self.parentheses.len() });
    }

    pub(super) fn pop(&mut self) {
        self.open.pop();
    }

    pub(super) fn top(&self) -> Option<&Frame<'a>> {
        self.open.last()
    }

    pub(super) fn top_kind(&self) -> Option<FrameKind> {
        self.top().map(|frame| frame.kind)
    }

    /// Whether the innermost block was opened by this word.
    pub(super) fn inside(&self, word: &str) -> bool {
        self.top().is_some_and(|frame| frame.word.is_word(word))
    }

    /// No parenthesis has been opened since the innermost block was.
    pub(super) fn at_depth_of_top(&self) -> bool {
        self.parentheses.len() == self.top().map_or(0, |frame| frame.depth)
    }

    pub(super) fn count_parentheses(&mut self, token: &Token<'_>) {
        if token.is_symbol("(") {
            self.parentheses.push(token.start);
        } else if token.is_symbol(")") && self.parentheses.len() > self.top().map_or(0, |frame| frame.depth) {
            self.parentheses.pop();
        }
    }

    /// At a `;`: no CASE expression lives on beyond it, whatever was taken for one.
    pub(super) fn end_expressions(&mut self) {
        while self.top_kind() == Some(FrameKind::Case) {
            self.pop();
        }
    }

    /// The parenthesis that a `;` at this place would leave open.
    pub(super) fn unclosed_parenthesis(&self) -> Option<usize> {
        self.parentheses.get(self.top().map_or(0, |frame| frame.depth)).copied()
    }
}

/// Whether the token after `previous` must be an operand, so that a word there is a name even if it reads `END`.
pub(super) fn expects_operand(previous: &Token<'_>) -> bool {
    use crate::lexer::TokenKind::{Operator, Word};
    match previous.kind {
        Operator => true,
        Word => [
            "AS", "CASE", "WHEN", "THEN", "ELSE", "AND", "OR", "NOT", "SELECT", "SET", "BY", "BETWEEN",
            "LIKE",
        ]
        .iter()
        .any(|word| previous.is_word(word)),
        _ => matches!(previous.text, "." | "(" | "[" | ","),
    }
}
