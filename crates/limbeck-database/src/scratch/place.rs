//! What a scratch place of one kind of server does.

use std::borrow::Cow;

use limbeck_catalog::{Catalog, NormalForms, TextQuestion};
use limbeck_sql::LexMode;
use limbeck_url::DialectName;

use crate::{DatabaseError, ReflectError, Scope};

/// A scratch place of one kind of server, behind [`super::Scratch`].
pub(super) trait ScratchPlace: Send {
    /// The dialect that the server really speaks.
    fn dialect(&self) -> DialectName;

    /// How a user's file is cut into statements.
    fn lex_mode(&self) -> LexMode {
        LexMode::default()
    }

    /// Whether the statement has nothing to say here, so that it is passed over whatever it is.
    fn skips(&self, _statement: &str, _mode: LexMode) -> bool {
        false
    }

    /// Why the statement must not run here, beyond what no scratch place takes.
    fn refuses(&self, _statement: &str, _mode: LexMode) -> Option<String> {
        None
    }

    /// The statement as it is run here.
    fn prepared<'a>(&self, statement: &'a str, _mode: LexMode) -> Cow<'a, str> {
        Cow::Borrowed(statement)
    }

    /// Runs a statement that has been looked at.
    fn execute(&mut self, statement: &str) -> Result<(), DatabaseError>;

    /// The catalog of what has been loaded.
    fn reflect(&mut self, scope: &Scope) -> Result<Catalog, ReflectError>;

    /// The server's word on pairs of texts. The catalogs, the actual and the desired one, say what columns the texts may speak of.
    fn normal_forms(
        &mut self,
        questions: &[TextQuestion],
        catalogs: [&Catalog; 2],
    ) -> Result<NormalForms, DatabaseError>;
}
