//! Trying a generated revision before it is written.

use limbeck_catalog::{Catalog, Dialect, DiffOptions, NormalForms, diff, open_questions};
use limbeck_database::{Scope, Scratch};
use limbeck_revision::NewSection;
use limbeck_sql::dialect;

use super::{AutogenerateError, Comparison, ScratchServers};

impl Comparison {
    /// Runs the sections in the scratch place, up and down, and looks at what comes of it: `Some(true)` when the upgrade leads to what was
    /// wanted and the downgrade back to what was there, `Some(false)` when one of them does not, `None` when the schema as it is cannot be
    /// built in the scratch place (a virtual table of an extension that is not loaded there, say).
    ///
    /// # Errors
    ///
    /// When there is no scratch place, or a section cannot be run in it.
    pub fn verify(
        &self,
        sections: &[NewSection; 2],
        servers: &ScratchServers,
    ) -> Result<Option<bool>, AutogenerateError> {
        let dialect = dialect(self.dialect);
        let scope = Scope::default();
        let empty = Catalog::empty(self.dialect);
        let options = DiffOptions { drop_unknown: true, ..DiffOptions::default() };
        let everything = diff(&empty, &self.before, dialect, &NormalForms::default(), &options);
        let Ok(script) = dialect.render(&everything.operations, &empty) else { return Ok(None) };
        let mut scratch = servers.open(self.dialect)?;
        if scratch.replay(&script.body(str::to_owned), "the present schema", 1).is_err() {
            return Ok(None);
        }
        let [up, down] = sections;
        scratch.replay(&up.body, "the new upgrade section", 1)?;
        if !same(&mut scratch, &scope, &self.after, dialect)? {
            return Ok(Some(false));
        }
        scratch.replay(&down.body, "the new downgrade section", 1)?;
        Ok(Some(same(&mut scratch, &scope, &self.before, dialect)?))
    }
}

fn same(
    scratch: &mut Scratch,
    scope: &Scope,
    wanted: &Catalog,
    dialect: &dyn Dialect,
) -> Result<bool, AutogenerateError> {
    let found = scratch.reflect(scope)?;
    let options = DiffOptions { drop_unknown: true, ..DiffOptions::default() };
    let questions = open_questions(&found, wanted, dialect, &options);
    let forms = scratch.normal_forms(&questions, [&found, wanted])?;
    Ok(diff(&found, wanted, dialect, &forms, &options).is_empty())
}
