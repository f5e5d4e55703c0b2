//! Certificates in files.

use std::path::Path;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use crate::DatabaseError;

/// All certificates of a PEM file; at least one.
pub(super) fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, DatabaseError> {
    let unreadable = |error: &dyn std::fmt::Display| DatabaseError::Url {
        message: format!("cannot read certificates from `{}`: {error}", path.display()),
    };
    let found = CertificateDer::pem_file_iter(path)
        .map_err(|error| unreadable(&error))?
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| unreadable(&error))?;
    if found.is_empty() {
        return Err(unreadable(&"there is none in it (a PEM file is expected)"));
    }
    Ok(found)
}
