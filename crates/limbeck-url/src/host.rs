//! Where the server is.

use std::path::{Path, PathBuf};

/// A place at which the server listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// A host name or an address, without brackets.
    Tcp {
        /// The name or address.
        name: String,
        /// The port, if the URL gives one.
        port: Option<u16>,
    },
    /// A Unix socket: the directory that holds it for PostgreSQL, the socket itself for MySQL and MariaDB.
    Socket {
        /// The directory or file.
        path: PathBuf,
        /// The port, which PostgreSQL makes part of the socket's name.
        port: Option<u16>,
    },
}

impl Host {
    /// The port, if the URL gives one.
    #[must_use]
    pub fn port(&self) -> Option<u16> {
        match self {
            Self::Tcp { port, .. } | Self::Socket { port, .. } => *port,
        }
    }

    /// The host name or address, unless this is a socket.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Tcp { name, .. } => Some(name),
            Self::Socket { .. } => None,
        }
    }

    /// The socket's directory or file, if this is one.
    #[must_use]
    pub fn socket(&self) -> Option<&Path> {
        match self {
            Self::Tcp { .. } => None,
            Self::Socket { path, .. } => Some(path),
        }
    }
}
