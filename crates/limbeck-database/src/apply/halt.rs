//! Why a step did not come to its end.

use super::ApplyError;
use crate::DatabaseError;

/// Why a step did not come to its end. Whatever it is, the transaction has been rolled back.
#[derive(Debug)]
pub(crate) enum Halt {
    /// Another runner has changed the applied set or the journal: plan again.
    Changed,
    /// Another connection's lock was in the way for too long: try again as a whole.
    Busy(DatabaseError),
    /// It can't be done.
    Failed(Box<ApplyError>),
}

impl From<ApplyError> for Halt {
    fn from(error: ApplyError) -> Self {
        Self::Failed(Box::new(error))
    }
}

impl From<DatabaseError> for Halt {
    fn from(error: DatabaseError) -> Self {
        if error.is_busy() { Self::Busy(error) } else { ApplyError::from(error).into() }
    }
}
