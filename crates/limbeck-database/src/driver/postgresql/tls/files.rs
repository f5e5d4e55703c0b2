//! The client's certificate and its key, in files.

use std::path::Path;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::DatabaseError;
use crate::driver::certificates::certificates;
use crate::driver::postgresql::error::bad;
use crate::driver::postgresql::passfile::others_may_read;
use crate::driver::postgresql::target::Ssl;

type Identity = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

/// The client's certificate and key, where there are any.
pub(super) fn identity(ssl: &Ssl) -> Result<Option<Identity>, DatabaseError> {
    let Some(certificate) = &ssl.certificate else { return Ok(None) };
    if !certificate.exists() && !ssl.certificate_was_named {
        return Ok(None);
    }
    let chain = certificates(certificate)?;
    let key = ssl.key.as_ref().ok_or_else(|| {
        bad(format!(
            "there is a client certificate (`{}`) and no key: name it with `sslkey`",
            certificate.display()
        ))
    })?;
    if others_may_write_or_read(key) {
        return Err(bad(format!(
            "the key `{0}` may be read by others: `chmod 0600 {0}` (0640 if it belongs to root)",
            key.display()
        )));
    }
    let key = PrivateKeyDer::from_pem_file(key).map_err(|error| {
        bad(format!(
            "cannot read a key from `{}`: {error} (an unencrypted PEM file is expected)",
            key.display()
        ))
    })?;
    Ok(Some((chain, key)))
}

/// libpq's rule: nobody but the owner, or root's file that one group may read.
#[cfg(unix)]
fn others_may_write_or_read(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match fs_err::metadata(path) {
        Ok(metadata) if metadata.uid() == 0 => metadata.mode() & 0o037 != 0,
        Ok(_) => others_may_read(path),
        Err(_) => false,
    }
}

#[cfg(not(unix))]
fn others_may_write_or_read(path: &Path) -> bool {
    others_may_read(path)
}
