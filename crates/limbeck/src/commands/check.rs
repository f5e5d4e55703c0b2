//! Checks that need no database.

use crate::error::{Error, ErrorKind, Result};
use crate::source::Source;

/// That the revisions fit together and have one head.
///
/// # Errors
///
/// [`ErrorKind::Check`] when there are several heads, with their ids; what is wrong with the revisions.
pub fn check_single_head(source: &Source) -> Result<Option<String>> {
    let graph = source.graph()?;
    match graph.heads().as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(only.to_string())),
        several => {
            let ids: Vec<&str> = several.iter().map(|id| id.as_str()).collect();
            let message = format!("the revisions have {} heads: {}", ids.len(), ids.join(", "));
            Err(Error::new(ErrorKind::Check, message).with_hint(
                "`limbeck merge heads` makes one of them, `limbeck rebase` puts one on top of the other",
            ))
        }
    }
}
