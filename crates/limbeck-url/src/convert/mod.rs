//! From [`DatabaseUrl`] to what a driver reads.

use crate::canonical;
use crate::driver::Driver;
use crate::error::Unsupported;
use crate::url::DatabaseUrl;

/// Writes a URL for a driver.
pub(crate) fn write(url: &DatabaseUrl, driver: Driver) -> Result<String, Unsupported> {
    if !driver.speaks(url.dialect) {
        return Err(Unsupported { driver, dialect: url.dialect, parameters: Vec::new() });
    }
    Ok(canonical::write(url, canonical::Password::Revealed))
}
