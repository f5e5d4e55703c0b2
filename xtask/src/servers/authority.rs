//! An authority of the tests' own, and the certificate of their servers.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::process;
use super::run::Run;
use crate::files;

/// What the certificates say. The servers have 127.0.0.1 and `localhost`, and nothing else, so that every other name is a wrong one.
const EXTENSIONS: &str = "\
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical, CA:false
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
extendedKeyUsage = serverAuth
subjectAltName = DNS:localhost, IP:127.0.0.1
";

/// The folder with the files of an authority: `ca.pem`, `server.pem` and `server.key`, and `other-ca.pem`, who has signed nothing.
#[derive(Debug)]
pub(super) struct Authority(PathBuf);

/// The files of a server's certificate, where the server's user can read them, and nobody else the key.
#[derive(Debug)]
pub(super) struct Certificate {
    pub(super) authority: PathBuf,
    pub(super) certificate: PathBuf,
    pub(super) key: PathBuf,
}

impl Authority {
    /// Makes one, with `openssl`.
    pub(super) fn new(folder: PathBuf) -> Result<Self, String> {
        files::create(&folder)?;
        files::write(&folder.join("extensions.cnf"), EXTENSIONS)?;
        let this = Self(folder);
        for name in ["ca", "other-ca", "server"] {
            this.openssl(&format!("ecparam -name prime256v1 -genkey -noout -out {name}.key"))?;
        }
        for name in ["ca", "other-ca"] {
            this.openssl(&format!(
                "req -x509 -new -key {name}.key -subj /CN={name} -days 30 -config extensions.cnf -extensions authority -out {name}.pem"
            ))?;
        }
        this.openssl("req -new -key server.key -subj /CN=server -config extensions.cnf -out server.csr")?;
        this.openssl(
            "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile extensions.cnf -extensions server \
             -out server.pem",
        )?;
        Ok(this)
    }

    fn openssl(&self, arguments: &str) -> Result<(), String> {
        let mut command = Command::new("openssl");
        command.args(arguments.split_whitespace()).current_dir(&self.0);
        process::run("openssl", &mut command, &self.0.join("openssl.log"), Duration::from_secs(60))
    }

    /// The authority's own certificate.
    pub(super) fn file(&self) -> PathBuf {
        self.0.join("ca.pem")
    }

    /// Gives a server its certificate.
    pub(super) fn certify(&self, run: &Run) -> Result<Certificate, String> {
        let give = |name: &str| {
            let copy = run.folder.join(name);
            let failed = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
            std::fs::copy(self.0.join(name), &copy).map_err(|error| failed(&copy, error))?;
            let mode = if name.ends_with(".key") { 0o600 } else { 0o644 };
            std::fs::set_permissions(&copy, std::fs::Permissions::from_mode(mode))
                .map_err(|error| failed(&copy, error))?;
            run.give(&copy).map(|()| copy)
        };
        Ok(Certificate {
            authority: give("ca.pem")?,
            certificate: give("server.pem")?,
            key: give("server.key")?,
        })
    }
}
