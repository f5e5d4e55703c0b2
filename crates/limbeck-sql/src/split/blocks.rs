//! Which `;` ends a statement: the bodies of routines, triggers and events have some of their own.

use limbeck_url::DialectName;

use super::frames::{FrameKind, Frames, expects_operand};
use crate::lexer::{LexErrorKind, Scanner, Token, TokenKind};

/// What the first words of a statement have told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Nothing yet.
    Unknown,
    /// CREATE or ALTER has been read.
    Create,
    /// A statement without a body.
    Plain,
    /// PostgreSQL's `CREATE RULE`, whose parentheses may hold several statements.
    Rule,
    /// PostgreSQL's `CREATE FUNCTION | PROCEDURE`: `BEGIN ATOMIC … END` may follow.
    SqlRoutine,
    /// SQLite's `CREATE TRIGGER`.
    SqliteTrigger,
    /// MySQL and MariaDB: the head of a procedure or function, trigger, event.
    Routine,
    Trigger,
    Event,
    /// MySQL and MariaDB: in the body.
    Body,
}

/// Reads the significant tokens of one statement.
#[derive(Clone, Debug)]
pub(super) struct Blocks<'a> {
    dialect: DialectName,
    kind: Kind,
    frames: Frames<'a>,
    previous: Option<Token<'a>>,
    /// A statement of a body begins at the next token.
    at_start: bool,
    /// `DECLARE … HANDLER FOR …` is being read: its statement follows without a sign.
    in_handler: bool,
    in_declare: bool,
    /// A label has been read, its colon is next.
    label: bool,
    /// The head of a trigger is behind, but for a name. SQLite: `ON` has been read. MySQL: the name after FOLLOWS or PRECEDES.
    head_done: bool,
    /// FOLLOWS or PRECEDES has been read, the name of another trigger is next.
    other_trigger: bool,
}

impl<'a> Blocks<'a> {
    pub(super) fn new(dialect: DialectName) -> Self {
        Self {
            dialect,
            kind: Kind::Unknown,
            frames: Frames::default(),
            previous: None,
            at_start: false,
            in_handler: false,
            in_declare: false,
            label: false,
            head_done: false,
            other_trigger: false,
        }
    }

    /// Whether a `;` here would end the statement.
    pub(super) fn may_end(&self) -> bool {
        self.frames.is_empty() && self.frames.parentheses.is_empty()
    }

    /// What is still open, with its place.
    pub(super) fn unclosed(&self) -> Option<(usize, LexErrorKind)> {
        if let Some(frame) = self.frames.open.first() {
            return Some((frame.word.start, LexErrorKind::UnclosedBlock(frame.word.text.to_owned())));
        }
        self.frames.parentheses.first().map(|&at| (at, LexErrorKind::UnclosedParenthesis))
    }

    /// Takes the next significant token; `rest` stands behind it.
    ///
    /// # Errors
    /// A `;` inside parentheses, where no statement may have one.
    pub(super) fn feed(
        &mut self,
        token: &Token<'a>,
        rest: &Scanner<'a>,
    ) -> Result<(), (usize, LexErrorKind)> {
        self.frames.count_parentheses(token);
        if token.is_symbol(";") && self.kind != Kind::Rule {
            self.frames.end_expressions();
            if let Some(at) = self.frames.unclosed_parenthesis() {
                return Err((at, LexErrorKind::UnclosedParenthesis));
            }
        }
        match self.kind {
            Kind::Unknown => self.first(token, rest),
            Kind::Create => self.create(token),
            Kind::Plain | Kind::Rule => {}
            Kind::SqlRoutine => self.sql_routine(token, rest),
            Kind::SqliteTrigger => self.sqlite_trigger(token),
            Kind::Routine | Kind::Trigger | Kind::Event => self.head(token, rest),
            Kind::Body => self.body(token, rest),
        }
        self.previous = Some(*token);
        Ok(())
    }

    fn after(&self, text: &str) -> bool {
        self.previous.is_some_and(|previous| previous.is_word(text) || previous.is_symbol(text))
    }

    fn first(&mut self, token: &Token<'a>, rest: &Scanner<'a>) {
        if self.dialect == DialectName::Sqlite
            && ["explain", "query", "plan"].iter().any(|word| token.is_word(word))
        {
            // `EXPLAIN [QUERY PLAN] CREATE TRIGGER …`
            return;
        }
        self.kind = Kind::Plain;
        if token.is_word("create") || (token.is_word("alter") && self.dialect != DialectName::PostgreSql) {
            self.kind = Kind::Create;
        }
        // MariaDB has compound statements outside of routines; `BEGIN` alone is a transaction.
        let opens = ["if", "case", "loop", "while", "repeat", "for"].iter().any(|word| token.is_word(word))
            || (token.is_word("begin") && next_is(rest, "not"))
            || (token.kind == TokenKind::Word && next_is(rest, ":"));
        if self.dialect == DialectName::MariaDb && opens {
            self.kind = Kind::Body;
            self.at_start = true;
            self.body(token, rest);
        }
    }

    /// Between CREATE and what is created.
    fn create(&mut self, token: &Token<'a>) {
        if token.kind != TokenKind::Word || self.after("=") {
            return;
        }
        let is = |words: &[&str]| words.iter().any(|word| token.is_word(word));
        self.kind = match self.dialect {
            _ if is(&["or", "replace"]) => Kind::Create,
            DialectName::PostgreSql if is(&["function", "procedure"]) => Kind::SqlRoutine,
            DialectName::PostgreSql if is(&["rule"]) => Kind::Rule,
            DialectName::Sqlite if is(&["temp", "temporary"]) => Kind::Create,
            DialectName::Sqlite if is(&["trigger"]) => Kind::SqliteTrigger,
            DialectName::MySql | DialectName::MariaDb => {
                if is(&["definer", "current_user", "current_role", "aggregate"]) {
                    Kind::Create
                } else if is(&["procedure", "function"]) {
                    Kind::Routine
                } else if is(&["trigger"]) {
                    Kind::Trigger
                } else if is(&["event"]) {
                    Kind::Event
                } else {
                    Kind::Plain
                }
            }
            _ => Kind::Plain,
        };
    }

    fn sql_routine(&mut self, token: &Token<'a>, rest: &Scanner<'a>) {
        if self.frames.is_empty() {
            if self.frames.parentheses.is_empty() && token.is_word("begin") && next_is(rest, "atomic") {
                self.frames.push(FrameKind::Statements, token);
            }
        } else {
            self.case_or_end(token, self.after(";") || self.after("atomic"));
        }
    }

    fn sqlite_trigger(&mut self, token: &Token<'a>) {
        if !self.frames.is_empty() {
            self.case_or_end(token, self.after(";") || self.after("begin"));
        } else if token.is_word("on") && !self.after(".") {
            self.head_done = true;
        } else if self.head_done
            && self.frames.parentheses.is_empty()
            && token.is_word("begin")
            && !self.after("on")
            && !self.after(".")
        {
            self.frames.push(FrameKind::Statements, token);
        }
    }

    /// Inside a body that knows no blocks but CASE expressions.
    fn case_or_end(&mut self, token: &Token<'a>, at_start: bool) {
        if token.is_word("case") {
            self.case_expression(token);
        } else if token.is_word("end") {
            match self.frames.top_kind() {
                Some(FrameKind::Case) => self.end_of_expression(),
                _ if at_start => self.frames.pop(),
                _ => {}
            }
        }
    }

    fn case_expression(&mut self, token: &Token<'a>) {
        if !self.after(".") && !self.after("as") {
            self.frames.push(FrameKind::Case, token);
        }
    }

    fn end_of_expression(&mut self) {
        if self.frames.at_depth_of_top() && !self.previous.is_some_and(|previous| expects_operand(&previous))
        {
            self.frames.pop();
        }
    }

    /// The head of a routine, trigger or event, up to the first word of its body.
    fn head(&mut self, token: &Token<'a>, rest: &Scanner<'a>) {
        let names = ["procedure", "function", "trigger", "event", "exists", "."];
        if !self.frames.parentheses.is_empty() || names.iter().any(|name| self.after(name)) {
            return;
        }
        let begins = match self.kind {
            Kind::Event => self.after("do"),
            Kind::Trigger => self.trigger_head_ends(token),
            _ => {
                if self.dialect == DialectName::MariaDb && (token.is_word("as") || token.is_word("is")) {
                    self.frames.push(FrameKind::Declarations, token);
                    self.kind = Kind::Body;
                    self.at_start = true;
                    return;
                }
                self.begins_routine_body(token, rest)
            }
        };
        if begins {
            self.kind = Kind::Body;
            self.at_start = true;
            self.body(token, rest);
        }
    }

    /// `FOR EACH ROW [FOLLOWS | PRECEDES other] statement`
    fn trigger_head_ends(&mut self, token: &Token<'a>) -> bool {
        if self.after("row") && (token.is_word("follows") || token.is_word("precedes")) {
            self.other_trigger = true;
            return false;
        }
        if self.other_trigger {
            self.other_trigger = false;
            self.head_done = true;
            return false;
        }
        (self.head_done && token.text != ".") || self.after("row")
    }

    fn begins_routine_body(&self, token: &Token<'a>, rest: &Scanner<'a>) -> bool {
        const FIRST_WORDS: [&str; 22] = [
            "begin", "return", "case", "loop", "while", "repeat", "for", "select", "insert", "update",
            "delete", "replace", "call", "do", "with", "values", "truncate", "create", "alter", "drop",
            "grant", "flush",
        ];
        if token.is_word("if") {
            return !next_is(rest, "not") && !next_is(rest, "exists");
        }
        if token.is_word("set") {
            return !self.after("returns") && !self.after("character");
        }
        FIRST_WORDS.iter().any(|word| token.is_word(word))
            || (matches!(token.kind, TokenKind::Word | TokenKind::QuotedIdentifier) && next_is(rest, ":"))
    }

    /// A body of MySQL or MariaDB.
    fn body(&mut self, token: &Token<'a>, rest: &Scanner<'a>) {
        let starts = std::mem::take(&mut self.at_start);
        if token.is_symbol(";") {
            self.at_start = !self.frames.is_empty();
            self.in_handler = false;
            self.in_declare = false;
            return;
        }
        if std::mem::take(&mut self.label) {
            self.at_start = true;
            return;
        }
        if starts && matches!(token.kind, TokenKind::Word | TokenKind::QuotedIdentifier) && next_is(rest, ":")
        {
            self.label = true;
            return;
        }
        if token.kind != TokenKind::Word || self.after(".") {
            return;
        }
        let is = |words: &[&str]| words.iter().any(|word| token.is_word(word));
        let in_statements = self.frames.top_kind() != Some(FrameKind::Case);
        if is(&["end"]) {
            self.end_in_body(starts, rest);
        } else if self.after("end") && is(&["if", "loop", "while", "repeat", "case", "for"]) {
            // The second word of what END has closed.
        } else if (starts || self.in_handler) && is(&["begin", "if", "loop", "while", "repeat", "case"])
            || (starts && is(&["for"]))
        {
            self.in_handler = false;
            if is(&["begin"]) && self.frames.top_kind() == Some(FrameKind::Declarations) {
                self.frames.pop();
            }
            self.frames.push(FrameKind::Statements, token);
            self.at_start = is(&["begin", "loop", "repeat"]);
        } else if is(&["case"]) {
            self.case_expression(token);
        } else if is(&["then", "else"]) {
            self.at_start = in_statements;
        } else if is(&["do", "loop"]) {
            self.at_start = !starts && (self.frames.inside("while") || self.frames.inside("for"));
        } else if is(&["not"]) && self.after("begin") || is(&["atomic"]) && self.after("not") {
            self.at_start = starts;
        } else if is(&["declare"]) {
            self.in_declare = starts;
        } else if is(&["handler"]) {
            self.in_handler = self.in_declare;
        }
    }

    fn end_in_body(&mut self, starts: bool, rest: &Scanner<'a>) {
        match self.frames.top_kind() {
            Some(FrameKind::Case) => self.end_of_expression(),
            // `UNTIL condition END REPEAT`: the condition has no `;` after it.
            Some(FrameKind::Statements)
                if starts || (self.frames.inside("repeat") && next_is(rest, "repeat")) =>
            {
                self.frames.pop();
            }
            _ => {}
        }
    }
}

/// Whether the next significant token is this word or symbol.
fn next_is(rest: &Scanner<'_>, text: &str) -> bool {
    rest.clone()
        .filter_map(Result::ok)
        .find(|token| !token.is_trivia())
        .is_some_and(|token| token.is_word(text) || token.is_symbol(text))
}
