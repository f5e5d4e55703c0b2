//! Names of scratch databases.

use crate::DatabaseError;

/// `lk_` and 16 hexadecimal digits: nobody's by chance, and known for ours when its creator died.
pub(super) fn random_name() -> Result<String, DatabaseError> {
    let mut bytes = [0_u8; 8];
    getrandom::fill(&mut bytes).map_err(|error| DatabaseError::State {
        message: format!("the system gave no random numbers for the name of a scratch database: {error}"),
    })?;
    Ok(bytes.iter().fold("lk_".to_owned(), |name, byte| format!("{name}{byte:02x}")))
}
