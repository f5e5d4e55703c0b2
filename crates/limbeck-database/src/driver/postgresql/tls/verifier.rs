//! Who checks the server's certificate, and how far.

use std::path::Path;
use std::sync::Arc;

use limbeck_url::SslMode;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};

use crate::DatabaseError;
use crate::driver::certificates::certificates;
use crate::driver::postgresql::error::bad;
use crate::driver::postgresql::target::{Roots, Ssl};

/// The verifier of a mode.
///
/// `require` with a file of authorities is `verify-ca`, as in libpq. Where libpq looks for its own file and does not find it, `verify-full`
/// trusts what the system trusts; `verify-ca` does not, for any site on the web has a certificate from one of those.
pub(super) fn of(
    ssl: &Ssl,
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, DatabaseError> {
    let unchecked = || Arc::new(Unchecked(Arc::clone(provider)));
    Ok(match (ssl.mode, &ssl.roots) {
        (SslMode::Disable | SslMode::Allow | SslMode::Prefer, _) => unchecked(),
        (SslMode::Require, Roots::File(file)) if file.exists() => {
            Arc::new(Checked::with_file(file, false, provider)?)
        }
        (SslMode::Require, _) => unchecked(),
        (SslMode::VerifyCa, Roots::File(file)) => Arc::new(Checked::with_file(file, false, provider)?),
        (SslMode::VerifyCa, _) => {
            return Err(bad("sslmode=verify-ca needs to know the authority: name its certificate with `sslrootcert`, or use \
                 sslmode=verify-full with the system's authorities (`sslrootcert=system`)"
                .to_owned()));
        }
        (SslMode::VerifyFull, Roots::File(file)) => Arc::new(Checked::with_file(file, true, provider)?),
        (SslMode::VerifyFull, _) => Arc::new(Checked::with_system(provider)?),
    })
}

/// Checks nothing but that the server holds the key of its certificate.
#[derive(Debug)]
struct Unchecked(Arc<CryptoProvider>);

impl ServerCertVerifier for Unchecked {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

/// Checks where the certificate comes from, and for `verify-full` that it names the host.
#[derive(Debug)]
struct Checked {
    webpki: Arc<WebPkiServerVerifier>,
    /// The certificates of the file: one that is the server's own is trusted, as OpenSSL does. (webpki takes no authority for a server.)
    listed: Vec<CertificateDer<'static>>,
    names_host: bool,
}

impl Checked {
    fn with_file(
        path: &Path,
        names_host: bool,
        provider: &Arc<CryptoProvider>,
    ) -> Result<Self, DatabaseError> {
        if !path.exists() {
            return Err(bad(format!(
                "the file of authorities `{}` (sslrootcert) does not exist",
                path.display()
            )));
        }
        let listed = certificates(path)?;
        Self::new(listed, names_host, provider)
            .map_err(|reason| bad(format!("`{}` (sslrootcert) cannot be used: {reason}", path.display())))
    }

    fn with_system(provider: &Arc<CryptoProvider>) -> Result<Self, DatabaseError> {
        let found = rustls_native_certs::load_native_certs();
        Self::new(found.certs, true, provider).map_err(|reason| {
            bad(format!(
                "the system's trusted authorities cannot be used ({reason}): name one with `sslrootcert`"
            ))
        })
    }

    fn new(
        listed: Vec<CertificateDer<'static>>,
        names_host: bool,
        provider: &Arc<CryptoProvider>,
    ) -> Result<Self, String> {
        let mut roots = RootCertStore::empty();
        let (added, _) = roots.add_parsable_certificates(listed.iter().cloned());
        if added == 0 {
            return Err("no certificate in it can be read".to_owned());
        }
        let webpki = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider))
            .build()
            .map_err(|error| error.to_string())?;
        Ok(Self { webpki, listed, names_host })
    }
}

impl ServerCertVerifier for Checked {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if self.listed.iter().any(|listed| listed.as_ref() == end_entity.as_ref()) {
            if self.names_host {
                rustls::client::verify_server_name(&ParsedCertificate::try_from(end_entity)?, server_name)?;
            }
            return Ok(ServerCertVerified::assertion());
        }
        let verdict =
            self.webpki.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
        match verdict {
            // The name is looked at last, when everything else is in order.
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) if !self.names_host => Ok(ServerCertVerified::assertion()),
            verdict => verdict,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.webpki.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.webpki.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.webpki.supported_verify_schemes()
    }
}
