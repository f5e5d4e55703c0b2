//! The server's word on texts that differ.

use limbeck_catalog::{NormalForms, TextQuestion, Verdict};
use limbeck_sql::sqlite::constant;

use super::Scratch;
use crate::DatabaseError;

impl Scratch {
    /// Answers the questions. Nothing that stands in the scratch place matters to the answers.
    ///
    /// SQLite keeps texts as they were typed, so it has no normal form: their tokens have been compared already, and what is left is to
    /// ask for the values of constants. `quote` and `typeof` tell `1` from `1.0` and `'1'`, and hold `true` and `1` to be one.
    ///
    /// # Errors
    ///
    /// What the server said.
    pub fn normal_forms(&mut self, questions: &[TextQuestion]) -> Result<NormalForms, DatabaseError> {
        questions.iter().map(|question| Ok((question.clone(), self.verdict(question)?))).collect()
    }

    fn verdict(&mut self, question: &TextQuestion) -> Result<Verdict, DatabaseError> {
        let (Some(actual), Some(desired)) = (constant(&question.actual), constant(&question.desired)) else {
            return Ok(Verdict::Different);
        };
        let query =
            format!("SELECT quote({actual}) = quote({desired}) AND typeof({actual}) = typeof({desired})");
        let same = self.connection.query(&query)?.scalar() == Some("1");
        Ok(if same { Verdict::Same } else { Verdict::Different })
    }
}
